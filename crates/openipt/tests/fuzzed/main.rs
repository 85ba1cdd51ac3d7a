#![allow(missing_docs)] // a test binary has no readers but this file's
//! Every decoder of what comes from outside, given inputs that are changed again and again: none
//! ends the program, and what is read is written back the same. With `cargo test` a few thousand
//! inputs each, always the same ones; `bin/fuzz` gives each decoder as long as one likes.

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
    sync::Arc,
    time::{Duration, Instant},
};

use axum::http::{HeaderMap, HeaderValue, header};
use clinic::{Clinic, SetClock, corridor::Imported};
use ipt::{DocumentKind, measure::Measure, wire};
use record::{CheckpointLine, Domain, OwnerId, PracticeId, Record, Tombstone};
use uuid::Uuid;
use web::{App, guard};

use mutate::{Dice, mutated};

/// So many inputs each, unless `FUZZ_SECONDS` says how long.
const INPUTS: u64 = 4_000;

/// The kept inputs of a decoder, beside those given here: what once made trouble is kept there.
fn corpus(name: &str, given: &[&str]) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzzed/corpus").join(name);
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut kept: Vec<Vec<u8>> = files.filter_map(|file| fs::read(file.path()).ok()).collect();
    kept.sort();
    kept.extend(given.iter().map(|text| text.as_bytes().to_vec()));
    kept
}

/// Gives a decoder every kept input, and then changed ones.
fn fuzz(name: &str, corpus: &[Vec<u8>], decode: impl Fn(&[u8])) {
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let seed = std::env::var("FUZZ_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let (begun, mut dice, mut inputs) = (Instant::now(), Dice::of(seed), 0_u64);
    let give = |input: &[u8]| {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| decode(input))) {
            let left = std::env::temp_dir().join(format!("openipt-fuzzed-{name}"));
            fs::write(&left, input).expect("written");
            eprintln!("{name}: the input that did it is in {}", left.display());
            resume_unwind(panic);
        }
    };
    corpus.iter().for_each(|input| give(input));
    loop {
        give(&mutated(&mut dice, corpus));
        inputs += 1;
        let over = match seconds {
            Some(seconds) => begun.elapsed() >= Duration::from_secs(seconds),
            None => inputs >= INPUTS,
        };
        if over {
            break;
        }
    }
    println!("{name}: {inputs} inputs in {:.0?}, seed {seed}", begun.elapsed());
}

fn text(input: &[u8]) -> String {
    String::from_utf8_lossy(input).into_owned()
}

#[test]
fn forms() {
    let corpus = corpus(
        "forms",
        &[
            "name=Ida&relation=sister&link_to_onset=2&living=alive&form_key=7&form_seen=3",
            "steps.0.what=A+letter&steps.0.fear=5&steps.1.what=x&steps.1.done_on=2026-02-06",
            "on=2026-01-02&at=10:30&item_1=3&item_9=0&measures=phq-9&measures=gad-7",
            "risk_asked=yes&findings=mania&findings=psychosis&decided_on=2026-01-01",
            "a=%E2%80%AE&b=%FF&c=+&&=&d",
        ],
    );
    fuzz("forms", &corpus, |input| {
        let form = web::draft::read(&text(input));
        for kind in DocumentKind::ALL {
            let _ = kind.read(&form);
        }
    });
}

#[test]
fn addresses() {
    let corpus = corpus(
        "addresses",
        &[
            "/courses/00000000000000000000000000000007/sessions/3/signature",
            "/courses/00000000000000000000000000000007/triad?as=client",
            "/supervised/00000000000000000000000000000007/talks",
            "/sign-in?back=%2Fcaseload",
        ],
    );
    fuzz("addresses", &corpus, |input| {
        let address = text(input);
        let _ = (web::routes::is_page(&address), web::routes::is_form(&address));
        let own = guard::own_address(&address);
        assert!(own.starts_with('/') && !own.starts_with("//") && !own.contains('\\'));
    });
}

#[test]
fn headers() {
    let clinic = Clinic::in_memory(Arc::new(SetClock::default())).expect("a practice");
    let app = App { clinic: Arc::new(clinic), behind_tls: false, hosts: Default::default() };
    let token = "5".repeat(64);
    let corpus = corpus(
        "headers",
        &[
            &format!("openipt={token}; other=1"),
            &format!("a=b;openipt={token}"),
            "localhost:8080",
            "[::1]:80",
            "https://127.0.0.1:8080",
            "Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0 Safari/537.36",
        ],
    );
    fuzz("headers", &corpus, |input| {
        let Ok(value) = HeaderValue::from_bytes(input) else { return };
        let mut headers = HeaderMap::new();
        for name in [header::COOKIE, header::HOST, header::ORIGIN, header::USER_AGENT] {
            headers.insert(name, value.clone());
        }
        if let Some(token) = guard::token(&app, &headers) {
            assert!(token.0.len() == 64 && token.0.bytes().all(|byte| byte.is_ascii_hexdigit()));
            assert!(guard::door(&app.clinic, Some(&token)).is_ok());
        }
        let _ = (guard::host(&headers), guard::own_form(&headers));
        assert!(guard::browser(&headers).len() < 40, "words of ours");
        let request = axum::http::Request::builder().uri("/").header(header::HOST, value);
        let _ = app.hosts.serve(&request.body(()).expect("a request"));
    });
}

#[test]
fn stored_facts() {
    let lines = include_str!("../../../ipt/tests/it/wire-v1.jsonl");
    let corpus = corpus("stored_facts", &lines.lines().collect::<Vec<_>>());
    fuzz("stored_facts", &corpus, |input| {
        if let Ok(fact) = wire::decode(input) {
            let again = wire::decode(&wire::encode(&fact)).expect("what is written is read");
            assert_eq!(wire::encode(&again), wire::encode(&fact));
        }
    });
}

#[test]
fn sealed_bytes() {
    let practice = PracticeId(Uuid::from_u128(1));
    let domain = Domain("record");
    let record = Record::in_memory(practice, &[domain]).expect("a record");
    let owner = OwnerId(Uuid::from_u128(2));
    let seal = |words: &[u8]| record.seal_loose(owner, domain, "place", words).expect("sealed");
    let kept = [seal(b""), seal(b"Low since spring."), seal(&[7; 4096])];
    fuzz("sealed_bytes", &kept, |input| {
        let opened = record.open_loose(owner, domain, "place", input);
        assert_eq!(opened.is_ok(), kept.iter().any(|sealed| sealed == input), "nothing else opens");
        assert!(record.open_loose(owner, domain, "elsewhere", input).is_err());
    });
}

#[test]
fn kept_lines() {
    let hex = |bytes: usize| "0a".repeat(bytes);
    let corpus = corpus(
        "kept_lines",
        &[
            &format!("openipt-checkpoint 7 {} {}", hex(32), hex(64)),
            &format!("{},{} 2026-01-02 {} {} asked", hex(16), hex(16), hex(16), hex(16)),
        ],
    );
    fuzz("kept_lines", &corpus, |input| {
        let line = text(input);
        if let Ok(checkpoint) = line.parse::<CheckpointLine>() {
            assert_eq!(checkpoint.to_string().parse(), Ok(checkpoint));
        }
        if let Ok(stone) = line.parse::<Tombstone>() {
            assert_eq!(stone.to_string().parse(), Ok(stone));
        }
    });
}

#[test]
fn measures() {
    let phq = include_str!("../../../ipt/content/measures/phq-9.json");
    let asq = include_str!("../../../ipt/content/measures/asq.json");
    let corpus = corpus("measures", &[phq, asq]);
    fuzz("measures", &corpus, |input| {
        if let Ok(measure) = Measure::read(&text(input)) {
            let answers: Vec<Option<u8>> = measure.items.iter().map(|_| Some(1)).collect();
            let _ = measure.score(&answers);
        }
    });
}

#[test]
fn corridors() {
    let corpus = corpus("corridors", &[CORRIDOR]);
    assert!(Imported::read(CORRIDOR).is_ok(), "{:?}", Imported::read(CORRIDOR).err());
    fuzz("corridors", &corpus, |input| {
        if let Ok(imported) = Imported::read(&text(input)) {
            let _ = (imported.band(0.0), imported.band(1e308));
        }
    });
}

const CORRIDOR: &str = include_str!("corpus/corridors/whole.toml");

#[test]
fn tables() {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("scores.csv");
    let corpus = corpus(
        "tables",
        &[
            "id,session,score\n1,1,18\n1,2,NA\n2,1,\"a \"\"quoted\"\" cell\"\r\n\r\n2,2,1e3\n",
            "\u{feff}id;score\n1;2\n",
            "id,score\n1,\"open",
        ],
    );
    fuzz("tables", &corpus, |input| {
        fs::write(&file, input).expect("written");
        let Ok(mut table) = table::Table::open(&file) else { return };
        let columns = ["id", "session", "score"].map(|name| table.column(name));
        while let Ok(true) = table.advance() {
            for column in columns.iter().flatten() {
                let _ = (table.number(column), table.value(column));
            }
        }
    });
}
