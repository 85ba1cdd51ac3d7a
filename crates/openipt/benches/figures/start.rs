//! From the start of the program to its first page, and its memory with 10,000 courses: right after
//! the start, and after ten therapists opened all of theirs. A course holds its referral only: one
//! that was worked in takes more.

use std::{
    io::{Read, Write},
    net::TcpStream,
    process::{Child, Command},
    time::{Duration, Instant},
};

use ipt::CourseId;

use crate::{
    pages::{connect, fetch},
    practice,
};

const THERAPISTS: usize = 50;
const CLIENTS_EACH: usize = 200;
/// So many of the therapists sign in and open every one of their courses.
const AT_WORK: usize = 10;
const ADDRESS: &str = "127.0.0.1:18471";

pub fn measure() {
    let empty = tempfile::tempdir().expect("folder");
    drop(practice::made(empty.path()));
    let full = tempfile::tempdir().expect("folder");
    let (clinic, administrator) = practice::made(full.path());
    let mut courses = Vec::new();
    for n in 0..THERAPISTS {
        courses.push(practice::therapist(&clinic, &administrator, &login(n), CLIENTS_EACH).1);
    }
    drop(clinic);
    println!("\nstart to first page, and resident memory then");
    for (name, folder) in [("no courses", empty.path()), ("10,000 courses", full.path())] {
        let mut times = Vec::new();
        let mut memory = 0;
        for _ in 0..5 {
            let begun = Instant::now();
            let mut child = serve(folder);
            while !first_page() {
                std::thread::sleep(Duration::from_millis(1));
            }
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
            memory = resident(&child);
            child.kill().expect("killed");
            child.wait().expect("gone");
        }
        times.sort_by(f64::total_cmp);
        println!("{name:>28} {:>8.0} ms (median of 5) {memory:>8} KiB", times[2]);
    }
    after_use(full.path(), &courses[..AT_WORK]);
}

/// Each therapist signs in, opens the caseload and every course from it, and the caseload again.
fn after_use(folder: &std::path::Path, courses: &[Vec<CourseId>]) {
    let mut child = serve(folder);
    while !first_page() {
        std::thread::sleep(Duration::from_millis(1));
    }
    let mut opened = 0;
    for (n, courses) in courses.iter().enumerate() {
        let cookie = sign_in(&login(n));
        let mut stream = connect(ADDRESS);
        fetch(&mut stream, "/caseload", &cookie, "br");
        for course in courses {
            fetch(&mut stream, &format!("/courses/{course}"), &cookie, "br");
            opened += 1;
        }
        fetch(&mut stream, "/caseload", &cookie, "br");
    }
    println!(
        "{:>28} {:>27} {:>8} KiB   ({} sign-ins, {opened} course pages, {} caseloads of {}; referrals only)",
        "after use",
        "",
        resident(&child),
        courses.len(),
        2 * courses.len(),
        CLIENTS_EACH,
    );
    println!("{:>28} {:>27} {:>8} KiB", "the most at any moment", "", peak(&child));
    child.kill().expect("killed");
    child.wait().expect("gone");
}

fn login(n: usize) -> String {
    format!("therapist-{n}")
}

/// Signs in with name and passphrase, as a browser does; the cookie.
fn sign_in(login: &str) -> String {
    let form = format!("login={login}&passphrase={}", practice::PASSPHRASE.replace(' ', "+"));
    let asked = post("/sign-in", &form);
    let half = asked.split("name=\"half\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let form = format!("half={}&code={}", half.expect("asked"), practice::code_of(login));
    let answer = post("/sign-in/second-step", &form);
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: "));
    cookie.and_then(|cookie| cookie.split(';').next()).expect("signed in").to_owned()
}

/// Sends a form; the whole answer.
fn post(path: &str, form: &str) -> String {
    let mut stream = TcpStream::connect(ADDRESS).expect("connects");
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{form}",
        form.len()
    )
    .expect("asks");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answers");
    answer
}

fn serve(folder: &std::path::Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_openipt"))
        .args(["serve", "--listen", ADDRESS, "--data"])
        .arg(folder.join("data"))
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("starts")
}

fn first_page() -> bool {
    let Ok(mut stream) = TcpStream::connect(ADDRESS) else { return false };
    let asked =
        stream.write_all(b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    let mut answer = String::new();
    asked.is_ok() && stream.read_to_string(&mut answer).is_ok() && answer.contains(" 200 ")
}

fn resident(child: &Child) -> u64 {
    memory(child, "VmRSS:")
}

fn peak(child: &Child) -> u64 {
    memory(child, "VmHWM:")
}

fn memory(child: &Child, which: &str) -> u64 {
    let status =
        std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(which)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}
