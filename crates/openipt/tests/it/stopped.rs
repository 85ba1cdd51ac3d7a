//! Told to stop: what has begun may end, and nobody can hold it up for ever.

use std::{
    io::{Read, Write},
    net::TcpStream,
    process::Command,
    time::{Duration, Instant},
};

use crate::{
    http::{Server, ask},
    run, words,
};

fn tell(server: &Server) {
    let pid = server.child.id().to_string();
    Command::new("kill").args(["-TERM", &pid]).status().expect("told");
}

/// The first half of a request, whose second half never comes.
fn half(server: &Server) -> TcpStream {
    let mut stream = TcpStream::connect(&server.address).expect("connected");
    let host = &server.address;
    let head =
        format!("POST /sign-in HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100\r\n\r\nlogin=");
    stream.write_all(head.as_bytes()).expect("sent");
    // So that it has surely begun when the stop comes.
    assert_eq!(ask(&server.address, "GET", "/about", "", "").expect("answers").status, 200);
    stream
}

#[test]
fn a_half_sent_request_does_not_hold_up_a_stop() {
    let folder = tempfile::tempdir().expect("folder");
    let mut server = Server::start(folder.path());
    let _held = half(&server);
    let told = Instant::now();
    tell(&server);
    let ended = server.child.wait().expect("ends");
    assert_eq!(ended.code(), Some(0));
    assert!(told.elapsed() < Duration::from_secs(14), "{:?}", told.elapsed());
    let data = folder.path().join("data");
    let proof = run(&["verify", "--data", data.to_str().expect("text")]);
    assert!(proof.status.success(), "{}", words(&proof.stderr));
}

#[test]
fn who_says_stop_twice_does_not_wait() {
    let folder = tempfile::tempdir().expect("folder");
    let mut server = Server::start(folder.path());
    let _held = half(&server);
    let told = Instant::now();
    tell(&server);
    std::thread::sleep(Duration::from_millis(300));
    assert!(server.child.try_wait().expect("asked").is_none(), "the grace is given");
    assert!(TcpStream::connect(&server.address).is_err(), "nobody new comes in");
    tell(&server);
    server.child.wait().expect("ends");
    assert!(told.elapsed() < Duration::from_secs(5), "{:?}", told.elapsed());
}

#[test]
fn a_head_that_does_not_come_or_is_too_large_is_turned_away() {
    let folder = tempfile::tempdir().expect("folder");
    let server = Server::start(folder.path());
    let answer = |head: &str| {
        let mut stream = TcpStream::connect(&server.address).expect("connected");
        stream.write_all(head.as_bytes()).expect("sent");
        let began = Instant::now();
        let mut answer = String::new();
        // A connection that is closed on us is an answer too.
        let _ = stream.read_to_string(&mut answer);
        (answer, began.elapsed())
    };
    let (_, waited) = answer("GET / HTTP/1.1\r\nHost: ");
    assert!(waited < Duration::from_secs(8), "{waited:?}");
    let long = "x".repeat(20 * 1024);
    let (large, _) =
        answer(&format!("GET / HTTP/1.1\r\nHost: localhost\r\nX-Large: {long}\r\n\r\n"));
    assert!(large.starts_with("HTTP/1.1 431"), "{large}");
    let (far, _) = answer(&format!(
        "GET /{} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        &long[..4096]
    ));
    assert!(far.starts_with("HTTP/1.1 414"), "{far}");
    let (other, _) = answer("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert!(other.starts_with("HTTP/1.1 421"), "{other}");
}

#[test]
fn a_crash_leaves_no_core_dump() {
    let folder = tempfile::tempdir().expect("folder");
    let server = Server::start(folder.path());
    let limits = format!("/proc/{}/limits", server.child.id());
    let limits = std::fs::read_to_string(limits).expect("the limits of the process");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("named");
    let figures: Vec<&str> = core.split_whitespace().skip(4).take(2).collect();
    assert_eq!(figures, ["0", "0"], "soft and hard: {core}");
}
