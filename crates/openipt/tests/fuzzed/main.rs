#![allow(missing_docs)] // a test binary has no readers but this file's
//! Every decoder of what comes from outside, given inputs that are changed again and again: none
//! ends the program, and what is read is written back the same. A few thousand inputs each, always
//! the same ones; `bin/fuzz` gives each decoder inputs for as long as one likes, led by what they reach.

mod decoders;
mod mutate;
// The reader of CSV files is part of the binary, which has no library.
#[path = "../../src/problem.rs"]
#[allow(dead_code)]
mod problem;
#[path = "../../src/commands/outcomes/table.rs"]
#[allow(dead_code)]
mod table;

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::Path,
};

use clinic::corridor::Imported;

use decoders::{DECODERS, sealed};
use mutate::{Dice, mutated};

/// So many inputs each.
const INPUTS: u64 = 4_000;

const FACTS: &str = include_str!("../../../ipt/tests/it/wire-v1.jsonl");
const MEASURES: [&str; 2] = [
    include_str!("../../../ipt/content/measures/phq-9.json"),
    include_str!("../../../ipt/content/measures/asq.json"),
];
const CORRIDOR: &str = include_str!("corpus/corridors/whole.toml");

/// The kept inputs of a decoder: its files, and what is kept elsewhere.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzzed/corpus").join(name);
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut kept: Vec<Vec<u8>> = files.filter_map(|file| fs::read(file.path()).ok()).collect();
    kept.sort();
    match name {
        "stored_facts" => kept.extend(FACTS.lines().map(|line| line.as_bytes().to_vec())),
        "measures" => kept.extend(MEASURES.map(|measure| measure.as_bytes().to_vec())),
        "sealed_bytes" => kept.extend(sealed()),
        _ => {}
    }
    assert!(!kept.is_empty(), "{name} has no kept input");
    kept
}

/// Gives a decoder every kept input, and then changed ones.
fn fuzz(name: &str) {
    let (_, decode) = DECODERS.iter().find(|(of, _)| *of == name).expect("a decoder");
    let give = |input: &[u8]| {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| decode(input))) {
            let left = std::env::temp_dir().join(format!("openipt-fuzzed-{name}"));
            fs::write(&left, input).expect("written");
            eprintln!("{name}: the input that did it is in {}", left.display());
            resume_unwind(panic);
        }
    };
    let (corpus, mut dice) = (corpus(name), Dice::of(1));
    corpus.iter().for_each(|input| give(input));
    (0..INPUTS).for_each(|_| give(&mutated(&mut dice, &corpus)));
}

macro_rules! fuzzed {
    ($($name:ident),*) => {
        $(
            #[test]
            fn $name() {
                fuzz(stringify!($name));
            }
        )*

        #[test]
        fn no_decoder_is_left_out() {
            let all: Vec<&str> = DECODERS.iter().map(|(name, _)| *name).collect();
            assert_eq!(all, [$(stringify!($name)),*]);
        }
    };
}
fuzzed!(
    addresses,
    corridors,
    forms,
    headers,
    kept_lines,
    measures,
    passkeys,
    sealed_bytes,
    stored_facts,
    tables
);

#[test]
fn the_kept_corridor_is_read_whole() {
    assert!(Imported::read(CORRIDOR).is_ok(), "{:?}", Imported::read(CORRIDOR).err());
}
