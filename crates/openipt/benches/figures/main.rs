#![allow(missing_docs)] // a benchmark has no readers but this file's
//! The figures of the project, each beside something measured in the same run. Run by `bin/bench`.

mod commits;
mod pages;
mod practice;
mod start;

fn main() {
    println!(
        "OpenIPT figures, {} processors",
        std::thread::available_parallelism().map_or(0, usize::from)
    );
    commits::measure();
    pages::measure();
    start::measure();
}
