#![allow(missing_docs)] // a test binary has no readers but this file's
//! The OpenID provider: a right token proves whom it names, every other proves nobody, and nothing but
//! the issuer is asked.

mod issuer;
// What speaks to the provider is part of the binary, which has no library.
#[path = "../../src/problem.rs"]
#[allow(dead_code)]
mod problem;
#[path = "../../src/provider.rs"]
#[allow(dead_code)]
mod provider;

use std::process::Command;

use clinic::provider::Proved;
use issuer::{Mock, Says, now};
use provider::Issuer;
use serde_json::{Value, json};
use web::provider::{Begun, NotProved, Provider as _};

const RETURNS: &str = "http://localhost/sign-in/provider/return";

fn ours(mock: &Mock) -> Issuer {
    Issuer::new(&mock.url, "us", "a secret").expect("an address")
}

fn asked(begun: &Begun, name: &str) -> String {
    let rest = begun.address.split(&format!("{name}=")).nth(1).unwrap_or_default();
    rest.split('&').next().unwrap_or_default().to_owned()
}

/// Begins, lets the provider say something, and asks whom it proves.
fn proved(change: impl FnOnce(&mut Says)) -> Result<Proved, NotProved> {
    let mock = Mock::start();
    let issuer = ours(&mock);
    let begun = issuer.begin(RETURNS, "/people").expect("begun");
    let mut says = mock.says.lock().expect("held");
    says.nonce = begun.flow.nonce.clone();
    change(&mut says);
    drop(says);
    issuer.prove(RETURNS, &begun.flow, "a code")
}

fn claiming(name: &str, value: Value) -> Result<Proved, NotProved> {
    proved(|says| says.claims[name] = value)
}

#[test]
fn a_right_token_proves_whom_it_names_and_the_code_is_sent_with_what_only_we_know() {
    let mock = Mock::start();
    let issuer = ours(&mock);
    let begun = issuer.begin(RETURNS, "/people").expect("begun");
    assert!(begun.address.starts_with(&format!("{}/authorize?", mock.url)), "{}", begun.address);
    assert_eq!(asked(&begun, "state"), begun.flow.state);
    assert_eq!(asked(&begun, "code_challenge_method"), "S256");
    assert_eq!(asked(&begun, "scope"), "openid", "nothing else is asked for");
    assert!(!begun.address.contains(&begun.flow.verifier) && begun.flow.verifier.len() >= 43);
    mock.says.lock().expect("held").nonce = begun.flow.nonce.clone();
    let proved = issuer.prove(RETURNS, &begun.flow, "a code").expect("proved");
    assert_eq!(proved, Proved { issuer: mock.url.clone(), subject: "ruth-7".into() });
    let sent = mock.sent.lock().expect("held").join("\n");
    assert!(sent.contains(&format!("code_verifier={}", begun.flow.verifier)), "{sent}");
    assert!(sent.to_lowercase().contains("authorization: basic "), "{sent}");
    assert!(!sent.contains("a+secret") && !sent.contains("a%20secret"), "not in the body");
    let other = issuer.begin(RETURNS, "/").expect("begun");
    assert_ne!((other.flow.state, other.flow.nonce), (begun.flow.state, begun.flow.nonce));
}

#[test]
fn every_other_token_proves_nobody() {
    let refused = Err(NotProved::Refused);
    assert_eq!(claiming("iss", json!("https://elsewhere.example")), refused, "another issuer");
    assert_eq!(claiming("aud", json!("them")), refused, "for somebody else");
    assert_eq!(claiming("aud", json!(["us", "them"])), refused, "for somebody else too");
    assert_eq!(claiming("nonce", json!("old")), refused, "an answer to another question");
    assert_eq!(claiming("exp", json!(now() - 60)), refused, "over");
    assert_eq!(claiming("sub", Value::Null), refused, "of nobody");
    assert_eq!(proved(|says| says.signed = "other"), refused, "signed by another");
    assert_eq!(proved(|says| says.signed = "not"), refused, "not signed");
    assert_eq!(proved(|says| says.claims = Value::Null), refused, "none");
    assert_eq!(proved(|says| says.status = 400), refused, "refused there");
    assert!(proved(|_| {}).is_ok(), "the same without a change");
}

#[test]
fn a_provider_that_is_another_or_leads_elsewhere_or_is_not_there_is_not_asked_further() {
    let mock = Mock::start();
    let begin = |mock: &Mock| ours(mock).begin(RETURNS, "/").map(|_| ());
    for change in [
        (|says| says.issuer = "https://elsewhere.example".into()) as fn(&mut Says),
        |says| says.status = 302,
        |says| says.status = 500,
    ] {
        let stood = mock.says.lock().expect("held").clone();
        change(&mut mock.says.lock().expect("held"));
        assert_eq!(begin(&mock), Err(NotProved::Unreachable));
        *mock.says.lock().expect("held") = stood;
    }
    assert_eq!(begin(&mock), Ok(()));
    assert!(mock.sent.lock().expect("held").is_empty(), "nothing was followed");
    let gone = Issuer::new("http://127.0.0.1:9", "us", "s").expect("an address");
    assert_eq!(gone.begin(RETURNS, "/").map(|_| ()), Err(NotProved::Unreachable));
}

#[test]
fn what_is_no_provider_is_said_at_the_start() {
    for (set, said) in [
        (&["--openid-issuer", "http://id.example", "--openid-client", "us"][..], "without https"),
        (&["--openid-issuer", "id.example", "--openid-client", "us"], "no address"),
        (&["--openid-issuer", "https://id.example"], "needs --openid-issuer, --openid-client"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let run = Command::new(env!("CARGO_BIN_EXE_openipt"))
            .args(["serve", "--data"])
            .arg(folder.path().join("data"))
            .args(set)
            .env("OPENIPT_OPENID_SECRET", "Canarysecret")
            .output()
            .expect("it ran");
        let err = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(2), "{err}");
        assert!(err.contains(said) && !err.contains("Canarysecret"), "{err}");
        assert!(!folder.path().join("data").exists(), "nothing was made");
    }
}
