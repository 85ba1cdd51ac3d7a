//! Requests whose end can be read in two ways: a proxy in front could take for one request what the
//! program takes for two, and somebody else would get the second one's answer. Each is refused, and
//! nothing after it is answered.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use crate::{http::Server, words};

/// The statuses of all answers that come on one connection, and whether it was closed on us.
fn answers(server: &Server, bytes: &[u8]) -> (Vec<u16>, bool) {
    let mut stream = TcpStream::connect(&server.address).expect("connected");
    stream.set_read_timeout(Some(Duration::from_millis(1_500))).expect("set");
    stream.write_all(bytes).expect("sent");
    let (mut came, mut part, begun) = (Vec::new(), [0; 4096], Instant::now());
    let closed = loop {
        match stream.read(&mut part) {
            Ok(0) => break true,
            Ok(read) => came.extend_from_slice(&part[..read]),
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => break true,
            Err(_) => break false,
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "answers without an end");
    };
    let came = words(&came);
    let status = |part: &str| part.get(..3).and_then(|status| status.parse().ok());
    (came.split("HTTP/1.1 ").skip(1).filter_map(status).collect(), closed)
}

#[test]
fn no_request_is_hidden_in_another() {
    let folder = tempfile::tempdir().expect("folder");
    let server = Server::start(folder.path());
    let host = format!("Host: {}\r\n", server.address);
    let hidden = format!("GET /about HTTP/1.1\r\n{host}X: ");
    let length = hidden.len();
    let post = format!("POST /sign-in HTTP/1.1\r\n{host}");
    // Two requests that follow each other openly are two.
    let open = format!("GET /about HTTP/1.1\r\n{host}\r\n");
    assert_eq!(answers(&server, open.repeat(2).as_bytes()).0, [200, 200]);
    let ambiguous = [
        format!("{post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{open}"),
        format!(
            "{post}Transfer-Encoding: chunked\r\nContent-Length: {length}\r\n\r\n0\r\n\r\n{open}"
        ),
        format!("{post}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{open}"),
        format!("{post}Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n{open}"),
        format!("{post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n{open}"),
        format!("{post}Transfer-Encoding: identity\r\nContent-Length: 0\r\n\r\n{open}"),
        format!("{post}Transfer-Encoding:\tchunked\r\nContent-Length: 0\r\n\r\n{open}"),
        format!("{post}Transfer-Encoding : chunked\r\nContent-Length: 0\r\n\r\n{open}"),
        format!("{post}X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n{open}"),
        format!("{post}Content-Length: 0\r\nContent-Length: {length}\r\n\r\n{open}"),
        format!("{post}Content-Length: {length}\r\nContent-Length: 0\r\n\r\n{open}"),
        format!("{post}Content-Length: 0, {length}\r\n\r\n{open}"),
        format!("{post}Content-Length: +0\r\n\r\n{open}"),
        format!("{post}Content-Length: -1\r\n\r\n{open}"),
        format!("{post}Content-Length: 0x0\r\n\r\n{open}"),
        format!("{post}Content-Length: 18446744073709551616\r\n\r\n{open}"),
        format!("{post}Content-Length : 0\r\n\r\n{open}"),
        format!("{post}Transfer-Encoding: chunked\r\n\r\n0;x=\"\r\n\r\n\"\r\n{open}"),
        format!("{post}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{open}"),
    ];
    for bytes in &ambiguous {
        let (statuses, closed) = answers(&server, bytes.as_bytes());
        let first = statuses.first().copied().unwrap_or(400);
        assert!(matches!(first, 400 | 411 | 501), "{bytes:?}: {statuses:?}");
        assert!(statuses.len() <= 1 && closed, "{bytes:?}: {statuses:?}, closed: {closed}");
    }
}
