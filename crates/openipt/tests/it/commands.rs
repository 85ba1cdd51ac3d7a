//! The commands: their help is the manual, their exit codes tell what was wrong.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, process::Output};

use crate::{
    http::{Server, ask},
    run, words,
};

fn told(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), words(&output.stderr))
}

fn in_folder(folder: &Path, command: &[&str]) -> Output {
    let data = folder.join("data");
    let mut arguments = command.to_vec();
    arguments.extend(["--data", data.to_str().expect("a path")]);
    run(&arguments)
}

/// A practice that was made and stopped gracefully.
fn made() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    let mut server = Server::start(folder.path());
    let pid = server.child.id().to_string();
    std::process::Command::new("kill").args(["-TERM", &pid]).status().expect("told to stop");
    assert!(server.child.wait().expect("stopped").success(), "a graceful stop ends with 0");
    folder
}

#[test]
fn each_help_is_a_page_of_the_manual() {
    let mut manual = String::new();
    let commands = [
        "", "demo", "serve", "verify", "backup", "restore", "export", "score", "measures",
        "outcomes",
    ];
    let outcomes = ["outcomes change", "outcomes gains", "outcomes survival"];
    for command in commands.into_iter().chain(outcomes) {
        let arguments: Vec<&str> = command.split_whitespace().chain(["--help"]).collect();
        let output = run(&arguments);
        assert!(output.status.success());
        manual.push_str(&format!("$ openipt {}\n{}\n", arguments.join(" "), words(&output.stdout)));
    }
    insta::assert_snapshot!("manual", manual);
}

#[test]
fn what_the_user_can_mend_ends_with_2_and_says_what() {
    let folder = tempfile::tempdir().expect("folder");
    for command in [vec!["verify"], vec!["backup", "/nonexistent/x"]] {
        let (code, text) = told(&in_folder(folder.path(), &command));
        assert_eq!(code, Some(2), "{text}");
        assert!(text.contains("no record"), "{text}");
    }
    let (code, text) = told(&run(&["serve", "--data", "x", "--listen", "0.0.0.0:0"]));
    assert_eq!(code, Some(2));
    assert!(text.contains("--behind-tls"), "{text}");
    let mail = ["--smtp", "mail.example", "--mail-from", "openipt@clinic.example"];
    let (code, text) = told(&run(&[&["serve", "--data", "x"][..], &mail].concat()));
    assert_eq!(code, Some(2));
    assert!(text.contains("--smtp is not the URL of a mail server"), "{text}");
    assert!(!Path::new("x").exists(), "refused before anything is made");
    let (code, _) = told(&run(&["serve"]));
    assert_eq!(code, Some(2), "clap's own");

    let folder = made();
    let key = folder.path().join("data.root-key");
    let whole = fs::read_to_string(&key).expect("the key beside the folder");
    fs::write(&key, "no key").expect("damaged");
    let (code, text) = told(&in_folder(folder.path(), &["verify"]));
    assert_eq!(code, Some(2));
    assert!(text.contains("root key is damaged"), "{text}");
    fs::write(&key, whole).expect("whole");
    let (code, _) = told(&in_folder(folder.path(), &["verify"]));
    assert_eq!(code, Some(0));
    let (code, text) =
        told(&in_folder(folder.path(), &["export", "nobody", "--to", "/nonexistent/x"]));
    assert_eq!(code, Some(2));
    assert!(text.contains("not the id of a client"), "{text}");
}

#[test]
fn a_backup_comes_back_and_a_second_process_is_refused() {
    let folder = made();
    let backup = folder.path().join("backup");
    let path = backup.to_str().expect("a path");
    let (code, text) = told(&in_folder(folder.path(), &["backup", path]));
    assert_eq!(code, Some(0), "{text}");
    let back = folder.path().join("back");
    let key = folder.path().join("data.root-key");
    let output = run(&[
        "restore",
        path,
        "--data",
        back.to_str().expect("a path"),
        "--root-key",
        key.to_str().expect("a path"),
    ]);
    assert!(output.status.success(), "{}", words(&output.stderr));
    let server = Server::start(folder.path());
    let (code, text) = told(&in_folder(folder.path(), &["verify"]));
    assert_eq!(code, Some(2));
    assert!(text.contains("in use"), "{text}");
    drop(server);
}

#[test]
fn an_export_is_for_its_owners_eyes_and_stands_in_the_access_log() {
    let folder = tempfile::tempdir().expect("folder");
    let mut server = Server::start(folder.path());
    let (cookie, courses) = crate::killed::prepared(&server);
    let page = ask(&server.address, "GET", &format!("{}/record.json", courses[0]), &cookie, "");
    let page = page.expect("answers").body;
    let client = page.split("\"client\": \"").nth(1).and_then(|rest| rest.split('"').next());
    let client = client.expect("the client's id").to_owned();
    let label = "part=document:referral&label=third_party&reason=Canaryaunt+rang";
    let labels = format!("{}/labels", courses[0]);
    let labelled = ask(&server.address, "POST", &labels, &cookie, label).expect("answers");
    assert_eq!(labelled.status, 303, "{}", labelled.body);
    server.kill();
    let to = folder.path().join("out");
    fs::create_dir(&to).expect("there already, open to others");
    let path = to.to_str().expect("a path");
    let (code, text) = told(&in_folder(folder.path(), &["export", &client, "--to", path]));
    assert_eq!(code, Some(0), "{text}");
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&to), 0o700);
    for file in ["record.html", "record.json"] {
        assert_eq!(mode(&to.join(file)), 0o600, "{file}");
    }
    let record = fs::read_to_string(to.join("record.json")).expect("json");
    assert!(record.contains("\"export\""), "its own look is in it");
    assert!(!record.contains("Canaryaunt"), "what is labelled goes into nobody's hands");
    let court = folder.path().join("court");
    let arguments = ["export", &client, "--with-labelled", "--to", court.to_str().expect("a path")];
    assert_eq!(told(&in_folder(folder.path(), &arguments)).0, Some(0));
    for file in ["record.html", "record.json"] {
        let whole = fs::read_to_string(court.join(file)).expect("written");
        assert!(whole.contains("Canaryaunt"), "but a court's: {file}");
    }
    let (code, _) = told(&in_folder(folder.path(), &["export", &client, "--to", path]));
    assert_eq!(code, Some(2), "not twice into one folder");
    let server = Server::start(folder.path());
    let looks = ask(&server.address, "GET", &format!("{}/looks", courses[0]), &cookie, "");
    let looks = looks.expect("answers").body;
    assert!(looks.contains("The operator of the practice"), "{looks}");
}
