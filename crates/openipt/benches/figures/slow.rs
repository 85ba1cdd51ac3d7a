//! An attack by 1,000 slow connections on the program itself: how long an honest reader waits for a
//! page of the course meanwhile, beside the same reader on the quiet server.

use std::{
    io::{BufRead, BufReader, ErrorKind, Read, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use crate::pages::{connect, fetch};

const ATTACKERS: usize = 1_000;
const QUIET: Duration = Duration::from_secs(3);
const ATTACKED: Duration = Duration::from_secs(12);

/// The demo, ended with the figure.
struct Demo(Child);

impl Drop for Demo {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub fn measure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_openipt"))
        .args(["demo", "--json", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let mut line = String::new();
    let out = child.stdout.take().expect("piped");
    BufReader::new(out).read_line(&mut line).expect("a line");
    let _demo = Demo(child);
    let said: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    let address = said["url"].as_str().expect("an address").trim_start_matches("http://");
    let of = |list: &str, name: &str, key: &str, want: &str| {
        let found = said[list].as_array().and_then(|all| all.iter().find(|one| one[name] == want));
        found.and_then(|one| one[key].as_str()).expect("it is there").to_owned()
    };
    let place = |url: String| format!("/{}", url.splitn(4, '/').nth(3).unwrap_or_default());
    let cookie = enter(address, &place(of("people", "name", "sign_in", "Ruth Albrecht")));
    let page = place(of("courses", "client", "url", "Maren"));

    println!("\n{ATTACKERS} slow connections (heads, bodies, answers that nobody reads)");
    println!(
        "{:>28} {:>8} {:>9} {:>9} {:>7}",
        "Maren's course", "pages", "p50 ms", "p99 ms", "failed"
    );
    let quiet = honest(address, &page, &cookie, QUIET);
    show("quiet", &quiet);
    let (stop, open) = (AtomicBool::new(false), AtomicUsize::new(0));
    let attacked = std::thread::scope(|scope| {
        scope.spawn(|| attack(address, &page, &cookie, &stop, &open));
        while open.load(Ordering::Relaxed) < ATTACKERS {
            std::thread::sleep(Duration::from_millis(20));
        }
        let attacked = honest(address, &page, &cookie, ATTACKED);
        stop.store(true, Ordering::Relaxed);
        attacked
    });
    show("attacked", &attacked);
    println!("{:>28} {:>25.1} times", "p99", attacked.p99 / quiet.p99);
}

struct Waited {
    pages: usize,
    p50: f64,
    p99: f64,
    failed: usize,
}

fn show(when: &str, waited: &Waited) {
    let Waited { pages, p50, p99, failed } = waited;
    println!("{when:>28} {pages:>8} {p50:>9.1} {p99:>9.1} {failed:>7}");
}

/// A reader who opens a connection for each page, as somebody new does.
fn honest(address: &str, page: &str, cookie: &str, long: Duration) -> Waited {
    let (begun, mut times, mut failed) = (Instant::now(), Vec::new(), 0);
    while begun.elapsed() < long {
        let asked = Instant::now();
        let came = std::panic::catch_unwind(|| {
            let mut stream = connect(address);
            stream.get_ref().set_read_timeout(Some(Duration::from_secs(20))).expect("set");
            fetch(&mut stream, page, cookie, "identity").len()
        });
        failed += usize::from(came.is_err());
        times.push(asked.elapsed().as_secs_f64() * 1_000.0);
    }
    times.sort_unstable_by(f64::total_cmp);
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default();
    Waited { pages: times.len(), p50: at(50), p99: at(99), failed }
}

/// Holds the connections open, each as long as the server lets it, and begins again.
fn attack(address: &str, page: &str, cookie: &str, stop: &AtomicBool, open: &AtomicUsize) {
    let begin = |nth: usize| {
        let mut stream = TcpStream::connect(address).ok()?;
        let head = match nth % 3 {
            0 => "GET /about HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".to_owned(),
            1 => {
                "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n".into()
            }
            // Many answers that nobody reads.
            _ => format!("GET {page} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n")
                .repeat(8),
        };
        stream.write_all(head.as_bytes()).ok()?;
        stream.set_nonblocking(true).ok()?;
        Some(stream)
    };
    let mut streams: Vec<Option<TcpStream>> = (0..ATTACKERS)
        .map(|nth| {
            open.fetch_add(1, Ordering::Relaxed);
            begin(nth)
        })
        .collect();
    while !stop.load(Ordering::Relaxed) {
        for (nth, place) in streams.iter_mut().enumerate() {
            let gone = match place {
                None => true,
                Some(stream) if nth % 3 == 2 => stream.peek(&mut [0]).is_ok_and(|read| read == 0),
                Some(stream) => {
                    let closed = match stream.read(&mut [0; 64]) {
                        Ok(read) => read == 0,
                        Err(error) => error.kind() != ErrorKind::WouldBlock,
                    };
                    closed || stream.write_all(b"x").is_err()
                }
            };
            if gone {
                *place = begin(nth);
            }
        }
        std::thread::sleep(Duration::from_millis(500));
    }
}

/// The cookie of whoever goes through a door of the demo.
fn enter(address: &str, door: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("connects");
    write!(stream, "GET {door} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .expect("asks");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answers");
    let cookie = answer.split("set-cookie: ").nth(1).and_then(|rest| rest.split(';').next());
    cookie.expect("a cookie").to_owned()
}
