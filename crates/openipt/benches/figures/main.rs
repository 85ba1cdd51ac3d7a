#![allow(missing_docs)] // a benchmark has no readers but this file's
//! The figures of the project, each beside something measured in the same run. Run by `bin/bench`;
//! `bin/bench commits` measures one kind alone.

mod asked;
mod check_ins;
mod circle;
mod commits;
mod door;
mod outcomes;
mod pages;
mod practice;
mod slow;
mod start;

fn main() {
    println!(
        "OpenIPT figures, {} processors",
        std::thread::available_parallelism().map_or(0, usize::from)
    );
    let asked: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let measures: [(&str, fn()); 9] = [
        ("commits", commits::measure),
        ("check-ins", check_ins::measure),
        ("pages", pages::measure),
        ("asked", asked::measure),
        ("slow", slow::measure),
        ("door", door::measure),
        ("circle", circle::measure),
        ("start", start::measure),
        ("outcomes", outcomes::measure),
    ];
    for (name, measure) in measures {
        if asked.is_empty() || asked.iter().any(|a| a == name) {
            measure();
        }
    }
}
