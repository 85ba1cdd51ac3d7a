//! N10 of `docs/security-tests.md`: what is read builds nothing but the closed list of facts and
//! measures, at any depth and any size.

use ipt::{measure::Measure, wire};

const FACTS: &str = include_str!("wire-v1.jsonl");

/// So deep that a reader which goes down without looking would end the process.
const DEEP: usize = 100_000;

#[test]
fn what_is_no_fact_of_the_list_is_not_read() {
    let fact = FACTS.lines().next().expect("a fact");
    assert!(wire::decode(fact.as_bytes()).is_ok());
    let kind = "\"kind\":\"referred\"";
    assert!(fact.contains(kind));
    for other in [
        fact.replace(kind, "\"kind\":\"java.lang.Runtime\""),
        fact.replace(kind, "\"kind\":{\"referred\":{}}"),
        fact.replace(kind, "\"kind\":\"referred\",\"kind\":\"referred\""),
        fact.replace("\"v\":1", "\"v\":1,\"more\":1"),
        fact.replace("\"v\":1", "\"v\":1e400"),
        fact.replace("\"v\":1", "\"v\":-1"),
        fact.replace("\"v\":1", "\"v\":NaN"),
        fact.replace("\"episode\":1", "\"episode\":99999999999999999999"),
        format!("{fact}{fact}"),
        fact[..fact.len() - 1].to_owned(),
        fact.replace("ipt_standard", "\u{0}"),
    ] {
        assert_ne!(fact, other);
        let read = wire::decode(other.as_bytes());
        // Text is text: whether such a variant is known is asked later.
        assert!(read.is_err() || other.contains('\u{0}'), "{other}");
    }
}

#[test]
fn nothing_nested_ends_the_program() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(DEEP), close.repeat(DEEP));
    for text in [
        deep("[", "]"),
        deep("{\"event\":", "}"),
        format!("{{\"v\":1,\"event\":{}}}", deep("[", "]")),
        format!("{{\"v\":1,\"event\":{}", "{\"kind\":".repeat(DEEP)),
    ] {
        assert!(wire::decode(text.as_bytes()).is_err());
        assert!(Measure::read(&text).is_err());
    }
    let many: Vec<String> = (0..200_000).map(|n| format!("\"k{n}\":1")).collect();
    assert!(Measure::read(&format!("{{{}}}", many.join(","))).is_err());
}
