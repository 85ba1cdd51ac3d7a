//! What was tampered with is named by `verify`, again and again; a start in between hides nothing.

use std::{fs, path::Path};

use rusqlite::Connection;

use crate::{http::Server, killed::prepared, run, words};

fn stopped(mut server: Server) {
    let pid = server.child.id().to_string();
    std::process::Command::new("kill").args(["-TERM", &pid]).status().expect("told to stop");
    assert!(server.child.wait().expect("stopped").success());
}

/// A practice with courses, stopped gracefully.
fn practice() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    let server = Server::start(folder.path());
    prepared(&server);
    stopped(server);
    folder
}

fn verified(folder: &Path) -> (Option<i32>, String) {
    let data = folder.join("data");
    let output = run(&["verify", "--data", data.to_str().expect("a path")]);
    (output.status.code(), words(&output.stderr))
}

fn in_record(folder: &Path, sql: &str) {
    let connection = Connection::open(folder.join("data/record.db")).expect("file");
    connection.execute_batch("DROP TRIGGER IF EXISTS entry_stays;").expect("opened up");
    connection.execute_batch(sql).expect("changes");
}

#[test]
fn a_cut_stream_is_named_each_time_and_after_a_start_and_a_stop() {
    let folder = practice();
    assert_eq!(verified(folder.path()).0, Some(0));
    in_record(
        folder.path(),
        "CREATE TEMP TABLE victim AS SELECT * FROM head WHERE sequence > 1 LIMIT 1;
         DELETE FROM entry WHERE stream = (SELECT stream FROM victim) AND sequence > 1;
         UPDATE head SET sequence = 1, hash = (SELECT hash FROM entry
           WHERE entry.stream = head.stream AND entry.sequence = 1)
         WHERE stream = (SELECT stream FROM victim);",
    );
    let named = || {
        let (code, text) = verified(folder.path());
        assert_eq!(code, Some(1), "{text}");
        assert!(text.contains("that a checkpoint had signed are gone"), "{text}");
    };
    named();
    named();
    stopped(Server::start(folder.path()));
    named();
}

#[test]
fn a_fault_of_the_record_ends_with_1_and_one_of_its_surroundings_with_2() {
    let folder = practice();
    let file = |name: &str| folder.path().join("data").join(name);
    for name in ["record.db", "keys.db"] {
        let whole = fs::read(file(name)).expect("file");
        let mut garbage = whole.clone();
        garbage[..100].fill(0xAA);
        fs::write(file(name), garbage).expect("damaged");
        let (code, text) = verified(folder.path());
        assert_eq!(code, Some(1), "{text}");
        assert!(text.contains(&format!("{name} is damaged")), "{text}");
        fs::remove_file(file(name)).expect("gone");
        let (code, text) = verified(folder.path());
        assert_eq!(code, Some(1), "{text}");
        assert!(text.contains(&format!("{name} is missing")), "{text}");
        fs::write(file(name), whole).expect("whole");
    }
    let key = folder.path().join("data.root-key");
    fs::rename(&key, folder.path().join("elsewhere")).expect("moved");
    let (code, text) = verified(folder.path());
    assert_eq!(code, Some(2), "{text}");
    fs::rename(folder.path().join("elsewhere"), &key).expect("back");

    in_record(folder.path(), "DELETE FROM checkpoint; DELETE FROM checkpoint_head;");
    let (code, text) = verified(folder.path());
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("record.db is older than keys.db"), "{text}");
    let data = folder.path().join("data");
    let serve = ["serve", "--listen", "127.0.0.1:0", "--data", data.to_str().expect("a path")];
    let output = run(&serve);
    assert_eq!(output.status.code(), Some(1), "not served from an older state");
}

#[test]
fn a_real_practice_marked_as_a_demo_is_not_served_as_one() {
    let folder = practice();
    in_record(folder.path(), "UPDATE meta SET value = CAST('demo' AS BLOB) WHERE name = 'mark';");
    let data = folder.path().join("data");
    let demo = ["demo", "--listen", "127.0.0.1:0", "--data", data.to_str().expect("a path")];
    let output = run(&demo);
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output.stderr).contains("was changed"), "{}", words(&output.stderr));
    assert_eq!(verified(folder.path()).0, Some(1));
}

#[test]
fn a_backup_is_brought_back_to_a_name_with_a_slash_but_not_to_where_one_stands() {
    let folder = practice();
    let at = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
    let (data, backup, key) = (at("data"), at("backup"), at("data.root-key"));
    assert!(run(&["backup", &backup, "--data", &data]).status.success());
    let back = at("back/");
    let output = run(&["restore", &backup, "--data", &back, "--root-key", &key]);
    assert!(output.status.success(), "{}", words(&output.stderr));
    let output = run(&["verify", "--data", &back, "--root-key", &key]);
    assert!(output.status.success(), "{}", words(&output.stderr));

    fs::create_dir(at("here")).expect("folder");
    let output = crate::openipt()
        .args(["restore", &backup, "--data", ".", "--root-key", &key])
        .current_dir(at("here"))
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output.stderr).contains("choose a new folder"), "{}", words(&output.stderr));
}
