//! Requests a second and the slowest of a hundred: the caseload with 200 clients and Maren's
//! course page beside a static page of the same server; and the bytes of a visit.

use std::{
    io::{BufRead, BufReader, Read, Write as _},
    net::TcpStream,
    sync::Arc,
    time::{Duration, Instant},
};

use clinic::{Clinic, Role, SetClock};
use record::Mark;
use web::App;

use crate::practice;

const SECONDS: f64 = 3.0;
const CONNECTIONS: usize = 4;

pub fn measure() {
    let folder = tempfile::tempdir().expect("folder");
    let clock = SetClock::default();
    let place = practice::place(folder.path());
    let clinic = Clinic::create(&place, Mark::Demo, Arc::new(clock.clone())).expect("made");
    let demo = simulate::demo::seed(&clinic, &clock).expect("seeded");
    clock.release();
    let everybody = clinic.everybody_in_the_demo().expect("demo");
    let tomas = everybody.into_iter().find(|a| a.has(Role::Administrator)).expect("there");
    let tomas = clinic.through_demo_door(&clinic.demo_door(tomas.id).expect("door")).expect("in");
    let (busy, _) = practice::therapist(&clinic, &tomas.actor, "busy", 200);
    let busy = clinic.through_demo_door(&clinic.demo_door(busy.id()).expect("door")).expect("in");
    let ruth = demo.people.iter().find(|person| person.name == "Ruth Albrecht").expect("Ruth");
    let ruth = clinic.through_demo_door(&ruth.door).expect("in");
    let maren = demo.courses.iter().find(|course| course.client == "Maren").expect("Maren").id;

    let runtime = tokio::runtime::Runtime::new().expect("runtime");
    let app = Arc::new(App {
        clinic: Arc::new(clinic),
        behind_tls: false,
        hosts: Default::default(),
        provider: None,
    });
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("bound");
    let address = listener.local_addr().expect("address").to_string();
    let router = web::server::router(&app);
    runtime.spawn(async move { axum::serve(listener, router).await });

    println!("\nrequests a second ({CONNECTIONS} connections)");
    println!("{:>28} {:>10} {:>10} {:>14}", "page", "a second", "p99 ms", "of the static");
    let (fixed, p99) = load(&address, "/about", "");
    println!("{:>28} {fixed:>10.0} {p99:>10.2} {:>14}", "static (/about)", "");
    for (name, path, cookie) in [
        ("caseload, 200 clients", "/caseload".to_owned(), &busy.token.0),
        ("Maren's course", format!("/courses/{maren}"), &ruth.token.0),
    ] {
        let (rate, p99) = load(&address, &path, &format!("openipt={cookie}"));
        println!("{name:>28} {rate:>10.0} {p99:>10.2} {:>13.0}%", 100.0 * rate / fixed);
    }

    println!("\nbytes of a visit, compressed");
    let cookie = format!("openipt={}", ruth.token.0);
    for (name, path) in
        [("caseload", "/caseload".to_owned()), ("Maren's course", format!("/courses/{maren}"))]
    {
        let page = fetch(&mut connect(&address), &path, &cookie, "br");
        let plain =
            String::from_utf8_lossy(&fetch(&mut connect(&address), &path, &cookie, "identity"))
                .into_owned();
        let assets: usize = plain
            .split("/assets/")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(|asset| {
                fetch(&mut connect(&address), &format!("/assets/{asset}"), &cookie, "br").len()
            })
            .sum();
        println!("{name:>28} first {:>6}   later {:>6}", page.len() + assets, page.len());
    }
}

pub fn connect(address: &str) -> BufReader<TcpStream> {
    let stream = TcpStream::connect(address).expect("connects");
    stream.set_nodelay(true).expect("set");
    BufReader::new(stream)
}

/// One request on a kept connection; the body as it was sent.
pub fn fetch(
    stream: &mut BufReader<TcpStream>,
    path: &str,
    cookie: &str,
    encoding: &str,
) -> Vec<u8> {
    write!(
        stream.get_mut(),
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nAccept-Encoding: {encoding}\r\n\r\n"
    )
    .expect("asks");
    let (mut length, mut chunked, mut line) = (0, false, String::new());
    stream.read_line(&mut line).expect("status");
    assert!(line.contains(" 200 "), "{path}: {line}");
    loop {
        line.clear();
        stream.read_line(&mut line).expect("header");
        let header = line.to_ascii_lowercase();
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        }
        chunked |= header.starts_with("transfer-encoding: chunked");
        if line == "\r\n" {
            break;
        }
    }
    let mut body = Vec::new();
    loop {
        if chunked {
            line.clear();
            stream.read_line(&mut line).expect("chunk");
            length = usize::from_str_radix(line.trim(), 16).expect("a length");
        }
        let from = body.len();
        body.resize(from + length, 0);
        stream.read_exact(&mut body[from..]).expect("body");
        if !chunked {
            return body;
        }
        line.clear();
        stream.read_line(&mut line).expect("end of chunk");
        if length == 0 {
            return body;
        }
    }
}

pub fn load(address: &str, path: &str, cookie: &str) -> (f64, f64) {
    let begun = Instant::now();
    let mut times: Vec<Duration> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..CONNECTIONS)
            .map(|_| {
                scope.spawn(move || {
                    let mut stream = connect(address);
                    let mut times = Vec::new();
                    while begun.elapsed() < Duration::from_secs_f64(SECONDS) {
                        let asked = Instant::now();
                        fetch(&mut stream, path, cookie, "identity");
                        times.push(asked.elapsed());
                    }
                    times
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("joined")).collect()
    });
    let rate = times.len() as f64 / begun.elapsed().as_secs_f64();
    times.sort_unstable();
    let p99 = times.get(times.len() * 99 / 100).copied().unwrap_or_default();
    (rate, p99.as_secs_f64() * 1000.0)
}
