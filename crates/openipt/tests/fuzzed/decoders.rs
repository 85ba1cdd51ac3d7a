//! Every decoder of what comes from outside, each as a function of bytes: it gives the bytes to the
//! decoder and ends the program when what must hold does not.

use std::{cell::OnceCell, fs, path::PathBuf, sync::Arc};

use axum::http::{HeaderMap, HeaderValue, Request, header};
use clinic::{Clinic, SetClock, corridor::Imported, passkey::Site};
use ipt::{DocumentKind, label::RecordPart, measure::Measure, wire};
use record::{CheckpointLine, Domain, OwnerId, PracticeId, Record, Tombstone};
use uuid::Uuid;
use web::{App, guard};

use crate::table::Table;

/// A decoder: its name, which is that of its kept inputs in `corpus`, and what is done with an input.
pub type Decoder = (&'static str, fn(&[u8]));

/// Each of them.
pub const DECODERS: &[Decoder] = &[
    ("addresses", addresses),
    ("corridors", corridors),
    ("forms", forms),
    ("headers", headers),
    ("kept_lines", kept_lines),
    ("measures", measures),
    ("passkeys", passkeys),
    ("sealed_bytes", sealed_bytes),
    ("stored_facts", stored_facts),
    ("tables", tables),
];

fn text(input: &[u8]) -> String {
    String::from_utf8_lossy(input).into_owned()
}

/// Forms, and each document that is read out of one.
pub fn forms(input: &[u8]) {
    let form = web::draft::read(&text(input));
    for kind in DocumentKind::ALL {
        let _ = kind.read(&form);
    }
}

/// Addresses, and the parts of a record that are named in one.
pub fn addresses(input: &[u8]) {
    let address = text(input);
    let _ = (web::routes::is_page(&address), web::routes::is_form(&address));
    let own = guard::own_address(&address);
    assert!(own.starts_with('/') && !own.starts_with("//") && !own.contains('\\'));
    if let Ok(part) = address.parse::<RecordPart>() {
        assert_eq!(part.to_string().parse::<RecordPart>().ok(), Some(part));
    }
}

/// A practice with nobody in it.
fn app() -> App {
    let clinic = Clinic::in_memory(Arc::new(SetClock::default())).expect("a practice");
    App { clinic: Arc::new(clinic), behind_tls: false, hosts: Default::default(), provider: None }
}

thread_local! {
    static APP: App = app();
    static SEALING: (Record, Vec<Vec<u8>>) = sealing();
    static FILE: OnceCell<(tempfile::TempDir, PathBuf)> = const { OnceCell::new() };
}

/// The heads of a request.
pub fn headers(input: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(input) else { return };
    let mut headers = HeaderMap::new();
    for name in [header::COOKIE, header::HOST, header::ORIGIN, header::USER_AGENT] {
        headers.insert(name, value.clone());
    }
    APP.with(|app| {
        if let Some(token) = guard::token(app, &headers) {
            assert!(token.0.len() == 64 && token.0.bytes().all(|byte| byte.is_ascii_hexdigit()));
            assert!(guard::door(&app.clinic, Some(&token)).is_ok());
        }
        let _ = (guard::host(&headers), guard::own_form(&headers));
        let flow = app.clinic.returned_flow(&guard::flow(&headers), "s");
        assert!(flow.is_err(), "nobody began to sign in at a provider here");
        assert!(guard::browser(&headers).len() < 40, "words of ours");
        let request = Request::builder().uri("/").header(header::HOST, value);
        let _ = app.hosts.serve(&request.body(()).expect("a request"));
    });
}

/// What a device answers to the question for a passkey. Nobody has one here: nothing signs in.
pub fn passkeys(input: &[u8]) {
    let site = Site::at("http://localhost").expect("a name");
    APP.with(|app| {
        let asked = app.clinic.ask_passkey(&site).expect("asked");
        assert!(app.clinic.sign_in_by_passkey(&site, &asked.sealed, &text(input)).is_err());
        assert!(app.clinic.sign_in_by_passkey(&site, &text(input), "{}").is_err());
    });
}

/// Facts as they are stored: what is read is written back the same.
pub fn stored_facts(input: &[u8]) {
    if let Ok(fact) = wire::decode(input) {
        let again = wire::decode(&wire::encode(&fact)).expect("what is written is read");
        assert_eq!(wire::encode(&again), wire::encode(&fact));
    }
}

const DOMAIN: Domain = Domain("record");
const OWNER: OwnerId = OwnerId(Uuid::from_u128(2));

fn sealing() -> (Record, Vec<Vec<u8>>) {
    let practice = PracticeId(Uuid::from_u128(1));
    let record = Record::in_memory(practice, &[DOMAIN]).expect("a record");
    let seal = |words: &[u8]| record.seal_loose(OWNER, DOMAIN, "place", words).expect("sealed");
    let kept = vec![seal(b""), seal(b"Low since spring."), seal(&[7; 4096])];
    (record, kept)
}

/// What was sealed here; it is new each time, and no file.
pub fn sealed() -> Vec<Vec<u8>> {
    SEALING.with(|(_, kept)| kept.clone())
}

/// Sealed bytes: nothing opens but what was sealed, and that nowhere else.
pub fn sealed_bytes(input: &[u8]) {
    SEALING.with(|(record, kept)| {
        let opened = record.open_loose(OWNER, DOMAIN, "place", input);
        assert_eq!(opened.is_ok(), kept.iter().any(|sealed| sealed == input), "nothing else opens");
        assert!(record.open_loose(OWNER, DOMAIN, "elsewhere", input).is_err());
    });
}

/// The lines that are kept outside of the record.
pub fn kept_lines(input: &[u8]) {
    let line = text(input);
    if let Ok(checkpoint) = line.parse::<CheckpointLine>() {
        assert_eq!(checkpoint.to_string().parse(), Ok(checkpoint));
    }
    if let Ok(stone) = line.parse::<Tombstone>() {
        assert_eq!(stone.to_string().parse(), Ok(stone));
    }
}

/// Files of measures, and the scoring of what they say.
pub fn measures(input: &[u8]) {
    if let Ok(measure) = Measure::read(&text(input)) {
        let answers: Vec<Option<u8>> = measure.items.iter().map(|_| Some(1)).collect();
        let _ = measure.score(&answers);
    }
}

/// Files of imported corridors.
pub fn corridors(input: &[u8]) {
    if let Ok(imported) = Imported::read(&text(input)) {
        let _ = (imported.band(0.0), imported.band(1e308));
    }
}

/// CSV files.
pub fn tables(input: &[u8]) {
    FILE.with(|kept| {
        let (_, file) = kept.get_or_init(|| {
            let folder = tempfile::tempdir().expect("a folder");
            let file = folder.path().join("scores.csv");
            (folder, file)
        });
        fs::write(file, input).expect("written");
        let Ok(mut table) = Table::open(file) else { return };
        let columns = ["id", "session", "score"].map(|name| table.column(name));
        while let Ok(true) = table.advance() {
            for column in columns.iter().flatten() {
                let _ = (table.number(column), table.value(column));
            }
        }
    });
}
