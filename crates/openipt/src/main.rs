//! The one binary. Each command stands in a file of its own; its help text is the manual.

mod commands;
mod mail;
mod place;
mod problem;
mod provider;

use clap::{Parser, Subcommand};
use clinic::tell;

use problem::Problem;

/// Run a course of Interpersonal Psychotherapy end to end, with everything in a sealed record
///
/// For a first look run `openipt demo`; for a real practice `openipt serve --data ./practice`.
#[derive(Parser)]
#[command(name = "openipt", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Demo(commands::demo::Arguments),
    Serve(commands::serve::Arguments),
    Verify(commands::verify::Arguments),
    Backup(commands::backup::Arguments),
    Restore(commands::restore::Arguments),
    Export(commands::export::Arguments),
    Score(commands::score::Arguments),
    Measures(commands::measures::Arguments),
    Corridor(commands::corridor::Arguments),
    Outcomes(commands::outcomes::Arguments),
}

/// A core dump would write keys and open text to the disk. Where it cannot be forbidden the program
/// goes on: it never depends on it.
fn no_core_dump() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    if let Err(why) = setrlimit(Resource::Core, none) {
        tell("core dumps cannot be turned off", &[&why.kind()]);
    }
}

/// The message of a panic may hold what somebody wrote: only its place is told.
fn panics_say_their_place() {
    std::panic::set_hook(Box::new(|panic| match panic.location() {
        Some(place) => tell("a fault of the program", &[place]),
        None => tell("a fault of the program", &[&"its place is not known"]),
    }));
}

fn main() -> std::process::ExitCode {
    panics_say_their_place();
    no_core_dump();
    let arguments = Arguments::parse();
    let outcome =
        ipt::content::check().map_err(Problem::from).and_then(|()| match arguments.command {
            Command::Demo(arguments) => commands::demo::run(&arguments),
            Command::Serve(arguments) => commands::serve::run(&arguments),
            Command::Verify(arguments) => commands::verify::run(&arguments),
            Command::Backup(arguments) => commands::backup::run(&arguments),
            Command::Restore(arguments) => commands::restore::run(&arguments),
            Command::Export(arguments) => commands::export::run(&arguments),
            Command::Score(arguments) => commands::score::run(&arguments),
            Command::Measures(arguments) => commands::measures::run(&arguments),
            Command::Corridor(arguments) => commands::corridor::run(&arguments),
            Command::Outcomes(arguments) => commands::outcomes::run(&arguments),
        });
    match outcome {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("openipt: {problem}");
            problem.exit_code()
        }
    }
}
