//! Classes of fault that other systems of this kind had, asked of the program itself. Which class is
//! held where: `docs/security-tests.md`.

use std::{
    fs::{self, File},
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use crate::{
    http::{Server, ask},
    killed::prepared,
    openipt, run, words,
};

/// The program with its standard error in a file of this folder.
fn heard(folder: &Path) -> Server {
    let said = File::create(folder.join("said")).expect("a file");
    Server::of(openipt().stderr(Stdio::from(said)), folder)
}

fn said(folder: &Path) -> String {
    fs::read_to_string(folder.join("said")).expect("text")
}

/// Sends these bytes as they are; what came back, if anything did.
fn raw(server: &Server, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(&server.address).expect("connected");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("set");
    // A connection that is closed on us is an answer too.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    words(&answer)
}

/// N18: the log of the server held what people wrote.
#[test]
fn nothing_of_a_request_or_a_record_comes_to_the_log() {
    let folder = tempfile::tempdir().expect("folder");
    let mut server = heard(folder.path());
    let (ruth, courses) = prepared(&server);
    let at = server.address.clone();
    let course = &courses[0];
    let host = format!("Host: {at}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n");
    let planted = "plantedword";
    for head in [
        format!("GET /{planted}?{planted}={planted} HTTP/1.1\r\n{host}\r\n"),
        format!(
            "GET /about HTTP/1.1\r\n{host}Cookie: openipt={planted}\r\nUser-Agent: {planted}\r\n\r\n"
        ),
        format!("GET {course}/{planted} HTTP/1.1\r\n{host}Cookie: {ruth}\r\n\r\n"),
        format!("{planted} / HTTP/1.1\r\n{host}\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {planted}\r\n\r\n"),
        format!("GET /about HTTP/9.9{planted}\r\n\r\n"),
    ] {
        raw(&server, head.as_bytes());
    }
    let form = format!("login={planted}&passphrase={planted}&name={planted}");
    ask(&at, "POST", "/sign-in", "", &form).expect("answers");
    let moment = format!("on=2026-01-02&kind=other&what={planted}");
    let noted = ask(&at, "POST", &format!("{course}/timeline"), &ruth, &moment).expect("answers");
    assert_eq!(noted.status, 303, "it is in the record");
    // The record is damaged under the running program: each look is a fault that is told.
    let tables = rusqlite::Connection::open(folder.path().join("data/practice.db")).expect("open");
    tables.execute_batch("ALTER TABLE draft RENAME TO plantedtable").expect("damaged");
    let body = format!("form_by=page&form_place={course}/timeline&what={planted}");
    let fault = ask(&at, "POST", "/drafts", &ruth, &body).expect("answers");
    let page = ask(&at, "GET", course, &ruth, "").expect("answers");
    assert!(fault.status == 500 || page.status == 500, "{} {}", fault.status, page.status);
    let shown = if page.status == 500 { page.body } else { fault.body };
    assert!(!shown.contains("plantedtable") && !shown.contains("SQLITE"), "{shown}");
    server.kill();
    let said = said(folder.path());
    assert!(said.contains("fault: ") && said.contains("the practice's tables"), "{said}");
    for word in [planted, "Ruth", "ruth", "Client", "timeline", "/courses", "127.0.0.1", &ruth] {
        assert!(!said.contains(word), "{word}: {said}");
    }
}

#[test]
fn a_panic_says_its_place_and_nothing_of_its_message() {
    let folder = tempfile::tempdir().expect("folder");
    Server::start(folder.path()).kill();
    // Nobody can be told on a full device: printing panics, with a message that says why.
    let full = File::options().write(true).open("/dev/full").expect("a full device");
    let mut verify = openipt();
    verify.args(["verify", "--data"]).arg(folder.path().join("data")).stdout(Stdio::from(full));
    let output = verify.output().expect("runs");
    let said = words(&output.stderr);
    assert_eq!(output.status.code(), Some(101), "it panicked: {said}");
    assert!(said.starts_with("a fault of the program: ") && said.contains(".rs:"), "{said}");
    for word in ["failed printing", "No space left", "stdout"] {
        assert!(!said.contains(word), "{said}");
    }
    assert_eq!(said.lines().count(), 1, "{said}");
}

/// N12: what sets a practice up was left open, or somebody was there from the start.
#[test]
fn what_sets_a_practice_up_is_shut_behind_the_first_administrator() {
    let folder = tempfile::tempdir().expect("folder");
    let mut server = Server::start(folder.path());
    let link = server.invitation.clone().expect("the set-up link");
    for (login, passphrase) in
        [("admin", "admin"), ("root", ""), ("tomas", "a passphrase of words")]
    {
        let form = format!("login={login}&passphrase={passphrase}");
        let came = ask(&server.address, "POST", "/sign-in", "", &form).expect("answers");
        assert!(came.cookie.is_empty(), "nobody is there from the start: {login}");
    }
    prepared(&server);
    let form = "passphrase=a+passphrase+of+words&again=a+passphrase+of+words&name=Eve&login=eve";
    let again = ask(&server.address, "POST", &link, "", form).expect("answers");
    assert_eq!((again.status, again.cookie.as_str()), (410, ""), "it worked once");
    let door = format!("/demo/{}", "0".repeat(64));
    for path in ["/setup", "/setup.php", "/install", "/admin", "/register", "/debug", &door] {
        for method in ["GET", "POST"] {
            let came = ask(&server.address, method, path, "", "").expect("answers");
            assert_eq!(came.status, 404, "{method} {path}");
        }
    }
    server.kill();
    let again = Server::start(folder.path());
    assert_eq!(again.invitation, None, "the second start prints no link");
}

/// The library that writes down which connections are begun.
fn watching(folder: &Path) -> PathBuf {
    let library = folder.join("seen_connecting.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/seen_connecting.c");
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source);
    assert!(compiler.status().expect("a C compiler").success());
    library
}

/// N11: the server was made to ask another place, by an address that somebody typed.
#[test]
fn no_connection_goes_out_whatever_address_is_typed() {
    let folder = tempfile::tempdir().expect("folder");
    let (library, seen) = (watching(folder.path()), folder.path().join("connections"));
    let inside = TcpListener::bind("127.0.0.1:0").expect("bound");
    let port = inside.local_addr().expect("bound").port();
    let mut program = openipt();
    program.env("LD_PRELOAD", &library).env("SEEN_CONNECTING", &seen).stderr(Stdio::null());
    let server = Server::of(&mut program, folder.path());
    let (ruth, courses) = prepared(&server);
    let at = &server.address;
    let url = format!("http%3A%2F%2F127.0.0.1%3A{port}%2Ftyped");
    for room in ["timeline", "inventory", "client", "risk", "incidents", "goals", "triad"] {
        let path = format!("{}/{room}", courses[0]);
        let names = ["name", "what", "wording", "safe_contact", "url", "callback", "relation"];
        let form =
            names.map(|name| format!("{name}={url}")).join("&") + "&on=2026-01-02&kind=other";
        ask(at, "POST", &path, &ruth, &form).expect("answers");
        ask(at, "GET", &format!("{path}?url={url}&back={url}"), &ruth, "").expect("answers");
    }
    let host = format!("Host: {at}\r\nConnection: close\r\n");
    raw(&server, format!("GET http://127.0.0.1:{port}/ HTTP/1.1\r\n{host}\r\n").as_bytes());
    raw(&server, format!("CONNECT 127.0.0.1:{port} HTTP/1.1\r\n{host}\r\n").as_bytes());
    raw(
        &server,
        format!("GET /sign-in HTTP/1.1\r\n{host}X-Forwarded-Host: 127.0.0.1:{port}\r\n\r\n")
            .as_bytes(),
    );
    assert!(!seen.exists(), "{}", fs::read_to_string(&seen).unwrap_or_default());
    // What is watched for is seen where it happens.
    let other = Command::new("bash")
        .env("LD_PRELOAD", &library)
        .env("SEEN_CONNECTING", &seen)
        .args(["-c", &format!("exec 3<>/dev/tcp/127.0.0.1/{port}")])
        .status();
    assert!(other.expect("runs").success());
    assert_eq!(fs::read_to_string(&seen).expect("seen"), format!("port {port}\n"));
}

/// N18: the server was open to the network without encryption.
#[test]
fn it_does_not_listen_to_other_machines_without_encryption() {
    let folder = tempfile::tempdir().expect("folder");
    let data = folder.path().join("data");
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:8080"] {
        let refused = run(&["serve", "--listen", address, "--data", data.to_str().expect("text")]);
        assert_eq!(refused.status.code(), Some(2), "{address}");
        assert!(words(&refused.stderr).contains("would not be encrypted"));
    }
    assert!(!data.exists(), "nothing was made");
}
