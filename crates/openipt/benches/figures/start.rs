//! From the start of the program to its first page, and its memory with 10,000 courses.

use std::{
    io::{Read, Write},
    net::TcpStream,
    process::{Child, Command},
    time::{Duration, Instant},
};

use crate::practice;

const THERAPISTS: usize = 50;
const CLIENTS_EACH: usize = 200;
const ADDRESS: &str = "127.0.0.1:18471";

pub fn measure() {
    let empty = tempfile::tempdir().expect("folder");
    drop(practice::made(empty.path()));
    let full = tempfile::tempdir().expect("folder");
    let (clinic, administrator) = practice::made(full.path());
    for n in 0..THERAPISTS {
        practice::therapist(&clinic, &administrator, &format!("therapist-{n}"), CLIENTS_EACH);
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
    let status =
        std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}
