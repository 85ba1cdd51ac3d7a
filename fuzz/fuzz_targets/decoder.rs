#![no_main]
#![allow(missing_docs)] // a program without readers but this file's
//! One decoder, that of the name in `DECODER`, given inputs by libFuzzer: led by what they reach.

#[path = "../../crates/openipt/tests/fuzzed/decoders.rs"]
#[allow(dead_code)]
mod decoders;
#[path = "../../crates/openipt/src/problem.rs"]
#[allow(dead_code)]
mod problem;
#[path = "../../crates/openipt/src/commands/outcomes/table.rs"]
#[allow(dead_code)]
mod table;

use std::sync::LazyLock;

static DECODE: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let wanted = std::env::var("DECODER").unwrap_or_default();
    let found = decoders::DECODERS.iter().find(|(name, _)| *name == wanted);
    found.unwrap_or_else(|| panic!("DECODER={wanted} names none of {:?}", decoders::DECODERS)).1
});

libfuzzer_sys::fuzz_target!(|input: &[u8]| DECODE(input));
