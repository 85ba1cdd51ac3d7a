//! The disk fails under the running program: it is full, or it does not keep what it was given.

use std::{
    fs::{self, File},
    os::unix::process::ExitStatusExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use rusqlite::Connection;

use crate::{
    http::{Server, ask},
    killed::prepared,
    openipt, run, words,
};

const SIGABRT: i32 = 6;

/// The program on a disk that fails while there is a file of the failure's name in this folder.
/// The C compiler that this needs is the one that compiled SQLite.
fn on_failing_disk(folder: &Path) -> Server {
    let library = folder.join("failing_disk.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/failing_disk.c");
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source);
    assert!(compiler.status().expect("a C compiler").success());
    let mut program = openipt();
    program.env("LD_PRELOAD", library).env("FAILING_DISK", folder);
    let said = File::create(folder.join("said")).expect("a file");
    Server::of(program.stderr(Stdio::from(said)), folder)
}

fn moment(server: &Server, cookie: &str, course: &str, what: &str) -> Option<(u16, String)> {
    let form = format!("on=2026-01-02&kind=other&what={what}");
    let came = ask(&server.address, "POST", &format!("{course}/timeline"), cookie, &form)?;
    Some((came.status, came.body))
}

fn page(server: &Server, cookie: &str, path: &str) -> String {
    let came = ask(&server.address, "GET", path, cookie, "").expect("answers");
    assert_eq!(came.status, 200, "{path}: {}", came.body);
    came.body
}

fn assert_whole(folder: &Path) {
    let data = folder.join("data");
    let proof = run(&["verify", "--data", data.to_str().expect("a path")]);
    assert!(proof.status.success(), "{}", words(&proof.stderr));
}

fn trigger(folder: &Path, failure: &str) -> PathBuf {
    let file = folder.join(failure);
    fs::write(&file, "").expect("told");
    file
}

fn assert_stopped(server: &mut Server, folder: &Path) {
    assert_eq!(server.child.wait().expect("gone").signal(), Some(SIGABRT));
    let said = fs::read_to_string(folder.join("said")).expect("text");
    assert!(said.contains("the disk failed to keep a write (fsync): stopping"), "{said}");
}

#[test]
fn a_disk_that_does_not_keep_a_write_stops_the_program_and_loses_nothing_acknowledged() {
    let folder = tempfile::tempdir().expect("folder");
    let mut server = on_failing_disk(folder.path());
    let (cookie, courses) = prepared(&server);
    for n in 0..3 {
        let kept = moment(&server, &cookie, &courses[0], &format!("kept-{n}-end"));
        assert_eq!(kept.expect("answers").0, 303);
    }
    trigger(folder.path(), "fsync");
    let lost = moment(&server, &cookie, &courses[0], "unknown-end");
    assert!(lost.is_none(), "acknowledged as {lost:?}");
    assert_stopped(&mut server, folder.path());
    assert_whole(folder.path());
    let server = Server::start(folder.path());
    let timeline = page(&server, &cookie, &format!("{}/timeline", courses[0]));
    for n in 0..3 {
        assert!(timeline.contains(&format!("kept-{n}-end")), "{n} is lost");
    }
}

#[test]
fn it_stops_the_program_too_when_only_the_plain_tables_are_written() {
    let folder = tempfile::tempdir().expect("folder");
    let mut server = on_failing_disk(folder.path());
    let (cookie, _) = prepared(&server);
    trigger(folder.path(), "fsync");
    assert!(ask(&server.address, "POST", "/sign-out", &cookie, "").is_none());
    assert_stopped(&mut server, folder.path());
    assert_whole(folder.path());
}

#[test]
fn on_a_full_disk_pages_are_read_what_was_typed_comes_back_and_goes_through_once_there_is_room() {
    let folder = tempfile::tempdir().expect("folder");
    let server = on_failing_disk(folder.path());
    let (cookie, courses) = prepared(&server);
    let (course, timeline) = (&courses[0], format!("{}/timeline", courses[0]));
    let write = |what: &str| moment(&server, &cookie, course, what).expect("answers");
    assert_eq!(write("before-end").0, 303);

    let full = trigger(folder.path(), "full");
    for _ in 0..2 {
        let (status, body) = write("typed-once-end");
        assert_eq!(status, 507, "{body}");
        assert!(body.contains("The disk is full"), "{body}");
        assert!(body.contains("typed-once-end"), "what was typed comes back: {body}");
        let there = page(&server, &cookie, &timeline);
        assert!(there.contains("before-end") && !there.contains("typed-once-end"));
        page(&server, &cookie, "/caseload");
    }

    let looks = || {
        let tables = Connection::open(folder.path().join("data/practice.db")).expect("file");
        let count = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
        tables.query_row("SELECT count(*) FROM access_log", [], count).expect("counted")
    };
    let before = looks();

    fs::remove_file(full).expect("room is made");
    assert_eq!(write("typed-once-end").0, 303);
    assert_eq!(page(&server, &cookie, &timeline).matches("typed-once-end").count(), 1);
    assert_eq!(looks(), before + 6 + 2, "what was looked at meanwhile is logged too");
    drop(server);
    assert_whole(folder.path());
}
