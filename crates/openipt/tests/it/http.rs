//! A browser of a few lines: one request, one answer, one cookie.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    sync::Mutex,
    time::Duration,
};

use crate::openipt;

/// A server of its own, killed when dropped.
pub struct Server {
    pub child: Child,
    pub address: String,
    pub invitation: Option<String>,
}

impl Server {
    pub fn start(folder: &Path) -> Self {
        Self::of(openipt().stderr(Stdio::null()), folder)
    }

    /// The program as it is given here.
    pub fn of(program: &mut Command, folder: &Path) -> Self {
        let mut child = program
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder.join("data"))
            .stdout(Stdio::piped())
            .spawn()
            .expect("starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let mut address = String::new();
        let mut invitation = None;
        while let Some(Ok(line)) = lines.next() {
            if let Some(url) = line.strip_prefix("OpenIPT serves on http://") {
                address = url.to_owned();
                if folder.join("known").exists() {
                    break;
                }
            } else if let Some((_, token)) = line.split_once("/invitations/") {
                invitation = Some(format!("/invitations/{token}"));
                break;
            }
        }
        std::fs::write(folder.join("known"), "").expect("marked");
        Self { child, address, invitation }
    }

    /// As a power cut would: no goodbye.
    pub fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub struct Came {
    pub status: u16,
    pub location: String,
    pub cookie: String,
    pub body: String,
}

/// One request; none when the server is not there.
pub fn ask(address: &str, method: &str, path: &str, cookie: &str, body: &str) -> Option<Came> {
    let proof = match method {
        "POST" if !cookie.is_empty() => proof(address, path, cookie)?,
        _ => return send(address, method, path, cookie, body),
    };
    send(address, method, path, cookie, &format!("{body}&form_proof={proof}"))
}

/// The proof in the form of this address, from the page on which the form stands; empty if there
/// is none. It stays the same, so the page is opened once.
pub fn proof(address: &str, path: &str, cookie: &str) -> Option<String> {
    static KNOWN: Mutex<BTreeMap<(String, String), String>> = Mutex::new(BTreeMap::new());
    let form = (cookie.to_owned(), path.to_owned());
    let known = KNOWN.lock().expect("known").get(&form).cloned();
    if known.is_some() {
        return known;
    }
    let page = send(address, "GET", path, cookie, "")?.body;
    let after = page.split(&format!("action=\"{path}\"")).nth(1).unwrap_or_default();
    let proof = after.split("form_proof\" value=\"").nth(1).unwrap_or_default();
    let proof = proof.split('"').next().unwrap_or_default().to_owned();
    if !proof.is_empty() {
        KNOWN.lock().expect("known").insert(form, proof.clone());
    }
    Some(proof)
}

fn send(address: &str, method: &str, path: &str, cookie: &str, body: &str) -> Option<Came> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let header = |name: &str| {
        head.lines()
            .find_map(|line| {
                line.to_lowercase().starts_with(name).then(|| line[name.len()..].trim())
            })
            .unwrap_or_default()
            .to_owned()
    };
    Some(Came {
        status: head.split_whitespace().nth(1)?.parse().ok()?,
        location: header("location:"),
        cookie: header("set-cookie:").split(';').next().unwrap_or_default().to_owned(),
        body: body.to_owned(),
    })
}
