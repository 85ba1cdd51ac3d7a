#![allow(missing_docs)] // a test binary has no readers but this file's
//! The program from outside: its commands, and what is left when it is killed.

mod commands;
mod corridor;
mod disk;
mod evidence;
mod http;
mod killed;
mod measures;
mod never;
mod outcomes;
mod smuggled;
mod stopped;
mod what_they_would_get;

use std::process::{Command, Output};

pub fn openipt() -> Command {
    Command::new(env!("CARGO_BIN_EXE_openipt"))
}

pub fn run(arguments: &[&str]) -> Output {
    openipt().args(arguments).output().expect("runs")
}

pub fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
