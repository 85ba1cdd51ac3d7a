//! `docs/what-they-would-get.md`, written from the tables of a practice as they are: every column is
//! described, and holds only what the description says. `UPDATE_DOCS=1` writes the page anew.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
    sync::Arc,
};

use clinic::{
    Clinic, Role, SetClock,
    permission::{Relation, ResourceKind, VerbKind, allows},
};
use record::{Mark, Place};
use rusqlite::{Connection, types::Value};
use serde::Deserialize;

const FILES: [&str; 3] = ["record", "practice", "keys"];
/// From so many sealed bytes on one can tell that they are not text.
const ENOUGH_BYTES: usize = 256;
/// Text of any language and JSON stay below this many bits a byte, sealed bytes do not.
const SEALED_BITS: f64 = 6.5;

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Is {
    Id,
    Time,
    Number,
    Word,
    Keyed,
    Hash,
    Passphrase,
    Key,
    Proof,
    Sealed,
    Clear,
}

impl Is {
    /// Whether a thief without the root key can read it.
    fn opens(self) -> bool {
        matches!(self, Self::Id | Self::Time | Self::Number | Self::Word | Self::Clear)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    is: Is,
    #[serde(default)]
    of: Vec<String>,
    #[serde(default)]
    means: String,
}

#[derive(Deserialize)]
struct Table {
    line: String,
    #[serde(flatten)]
    columns: BTreeMap<String, Column>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Described {
    record: BTreeMap<String, Table>,
    practice: BTreeMap<String, Table>,
    keys: BTreeMap<String, Table>,
    administrator: BTreeMap<String, String>,
}

impl Described {
    fn read() -> Self {
        toml::from_str(include_str!("what_they_would_get/columns.toml")).expect("described")
    }

    fn file(&self, file: &str) -> &BTreeMap<String, Table> {
        match file {
            "record" => &self.record,
            "practice" => &self.practice,
            _ => &self.keys,
        }
    }
}

/// A demo practice with its backup, both stopped.
fn practice() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    let place = Place { data: folder.path().join("data"), root_key: folder.path().join("key") };
    let clock = SetClock::default();
    let clinic = Clinic::create(&place, Mark::Demo, Arc::new(clock.clone())).expect("created");
    simulate::demo::seed_for(&clinic, &clock, jiff::civil::date(2026, 6, 1)).expect("seeded");
    clinic.backup(&folder.path().join("backup")).expect("backed up");
    folder
}

fn names(connection: &Connection, sql: &str) -> BTreeSet<String> {
    let mut rows = connection.prepare(sql).expect("a query");
    let names = rows.query_map([], |row| row.get(0)).expect("rows");
    names.collect::<Result<_, _>>().expect("names")
}

fn tables(connection: &Connection) -> BTreeMap<String, BTreeSet<String>> {
    let tables = names(
        connection,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    let columns = |table: &String| {
        names(connection, &format!("SELECT name FROM pragma_table_info('{table}')"))
    };
    tables.iter().map(|table| (table.clone(), columns(table))).collect()
}

/// Bits a byte: 8 for random bytes without end.
fn bits(bytes: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    bytes.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
    let all = f64::from(u32::try_from(bytes.len()).expect("not many"));
    let part = |count: &u32| f64::from(*count) / all;
    counts.iter().filter(|count| **count > 0).map(|count| -part(count) * part(count).log2()).sum()
}

/// What stands in a column against its description; the first value that does not fit.
fn unfit(column: &Column, values: &[Value]) -> Option<String> {
    let wrong = values.iter().find(|value| match (column.is, value) {
        (Is::Id, Value::Blob(bytes)) => bytes.len() != 16,
        (Is::Time | Is::Number, Value::Integer(_)) => false,
        (Is::Word, Value::Text(word)) => {
            let known = |of: &[String]| of.contains(word);
            if column.of.is_empty() {
                !ResourceKind::ALL.iter().any(|kind| kind.code() == word)
            } else {
                !known(&column.of)
            }
        }
        (Is::Hash | Is::Keyed, Value::Blob(bytes)) => bytes.len() != 32,
        (Is::Passphrase, Value::Text(hash)) => !hash.starts_with("argon2id$"),
        (Is::Key, Value::Blob(bytes)) => bytes.len() != 60,
        (Is::Proof | Is::Sealed | Is::Clear, Value::Blob(_)) => false,
        _ => true,
    });
    if let Some(wrong) = wrong {
        return Some(format!("{wrong:?}"));
    }
    if column.is != Is::Sealed {
        return None;
    }
    let bytes = |value: &Value| if let Value::Blob(bytes) = value { bytes.clone() } else { vec![] };
    let all: Vec<u8> = values.iter().flat_map(bytes).collect();
    (all.len() >= ENOUGH_BYTES && bits(&all) < SEALED_BITS)
        .then(|| format!("{} bytes of {:.1} bits", all.len(), bits(&all)))
}

fn values(connection: &Connection, table: &str, column: &str) -> Vec<Value> {
    let sql = format!("SELECT {column} FROM {table} WHERE {column} IS NOT NULL LIMIT 2000");
    let mut rows = connection.prepare(&sql).expect("a query");
    let values = rows.query_map([], |row| row.get(0)).expect("rows");
    values.collect::<Result<_, _>>().expect("values")
}

fn opened(folder: &Path, file: &str) -> Connection {
    Connection::open(folder.join(format!("{file}.db"))).expect("a file")
}

#[test]
fn every_column_is_described_and_holds_what_the_description_says_also_in_a_backup() {
    let (folder, described) = (practice(), Described::read());
    for place in ["data", "backup"] {
        for file in FILES {
            let connection = opened(&folder.path().join(place), file);
            let told: BTreeMap<String, BTreeSet<String>> = described
                .file(file)
                .iter()
                .map(|(table, told)| (table.clone(), told.columns.keys().cloned().collect()))
                .collect();
            assert_eq!(tables(&connection), told, "{place}/{file}.db beside columns.toml");
            for (table, told) in described.file(file) {
                for (name, column) in &told.columns {
                    let wrong = unfit(column, &values(&connection, table, name));
                    assert_eq!(wrong, None, "{place}/{file}.db: {table}.{name}");
                }
            }
        }
    }
}

#[test]
fn what_lies_in_clear_where_it_should_be_sealed_is_found() {
    let sealed = Column { is: Is::Sealed, of: Vec::new(), means: String::new() };
    let clear = br#"{"name":"Maren Holm","note":"She said that she is afraid of the evenings."}"#;
    assert!(unfit(&sealed, &[Value::Blob(clear.repeat(8))]).is_some());
    let id = Column { is: Is::Id, of: Vec::new(), means: String::new() };
    assert!(unfit(&id, &[Value::Blob(b"maren".to_vec())]).is_some());
    let role = Column { is: Is::Word, of: vec!["client".into()], means: String::new() };
    assert!(unfit(&role, &[Value::Text("depressed".into())]).is_some());
}

#[test]
fn an_administrator_may_open_what_the_page_says() {
    let any = |kind: &ResourceKind| {
        [VerbKind::Read, VerbKind::Write]
            .iter()
            .any(|verb| allows(Role::Administrator, Relation::Stranger, *kind, *verb))
    };
    let may: BTreeSet<&str> =
        ResourceKind::ALL.iter().filter(|kind| any(kind)).map(|kind| kind.code()).collect();
    let described = Described::read();
    let told: BTreeSet<&str> = described.administrator.keys().map(String::as_str).collect();
    assert_eq!(may, told);
}

fn said(name: &str, column: &Column) -> String {
    let name = name.replace('_', " ");
    let words = if column.is == Is::Word { column.of.join(", ") } else { String::new() };
    match (column.means.as_str(), words.as_str()) {
        ("", "") => name,
        (means, "") => format!("{name} ({means})"),
        ("", words) => format!("{name} ({words})"),
        (means, words) => format!("{name} ({means}: {words})"),
    }
}

fn page(described: &Described) -> String {
    let mut page = String::from(include_str!("what_they_would_get/thief.md"));
    for file in FILES {
        let _ =
            write!(page, "\n### `{file}.db`\n\n| One line is | Can be read | Cannot be read |\n");
        page.push_str("|---|---|---|\n");
        for table in described.file(file).values() {
            let part = |open: bool| {
                let fits = |column: &&(&String, &Column)| column.1.is.opens() == open;
                let all: Vec<_> = table.columns.iter().collect();
                let all = all.iter().filter(fits).map(|(name, column)| said(name, column));
                all.collect::<Vec<_>>().join("; ")
            };
            let _ = writeln!(page, "| {} | {} | {} |", table.line, part(true), part(false));
        }
    }
    page.push_str(include_str!("what_they_would_get/administrator.md"));
    for (kind, told) in &described.administrator {
        let _ = writeln!(page, "- {}: {told}", kind.replace('_', " "));
    }
    page.push_str(include_str!("what_they_would_get/others.md"));
    page
}

#[test]
fn the_page_says_what_the_tables_hold() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/what-they-would-get.md");
    let page = page(&Described::read());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, &page).expect("written");
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(kept, page, "run the tests with UPDATE_DOCS=1 and read the change");
}
