//! An OpenID provider on this machine, that says what a test has it say.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use openidconnect::{
    JsonWebKeyId, PrivateSigningKey,
    core::{CoreEdDsaPrivateSigningKey, CoreJwsSigningAlgorithm},
};
use serde_json::{Value, json};

/// Two keys made for these tests alone.
const KEY: &str = "MC4CAQAwBQYDK2VwBCIEINSrq1XorLJPSTWO5X5q+F1IMPkJQSZtHAjpWfmNqVgO";
const OTHER: &str = "MC4CAQAwBQYDK2VwBCIEINLl+0+KI4+0Gd9D9slSNH+syAjUAY/S+Umd6FphCR6o";

fn key(line: &str) -> CoreEdDsaPrivateSigningKey {
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{line}\n-----END PRIVATE KEY-----\n");
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new("1".into())))
        .expect("a key")
}

/// What it says.
#[derive(Clone)]
pub struct Says {
    /// What stands in the token beside the nonce; null for no token at all.
    pub claims: Value,
    /// The nonce that it was asked with.
    pub nonce: String,
    /// How the token is signed: `right`, `other` or `not`.
    pub signed: &'static str,
    /// Whom it says that it is, when it is asked what it is.
    pub issuer: String,
    /// With which status it answers.
    pub status: u16,
}

/// The provider: its address, what it says, and what it was sent with the code.
pub struct Mock {
    pub url: String,
    pub says: Arc<Mutex<Says>>,
    pub sent: Arc<Mutex<Vec<String>>>,
}

/// In seconds since 1970.
pub fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}

/// The claims of a token that proves somebody.
fn right(url: &str) -> Value {
    json!({ "iss": url, "aud": "us", "sub": "ruth-7", "iat": now(), "exp": now() + 300 })
}

impl Mock {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://127.0.0.1:{}", listener.local_addr().expect("bound").port());
        let says = Says {
            claims: right(&url),
            nonce: String::new(),
            signed: "right",
            issuer: url.clone(),
            status: 200,
        };
        let mock =
            Self { url, says: Arc::new(Mutex::new(says)), sent: Arc::new(Mutex::new(Vec::new())) };
        let (url, says, sent) = (mock.url.clone(), Arc::clone(&mock.says), Arc::clone(&mock.sent));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                answer(stream, &url, &says.lock().expect("held").clone(), &sent);
            }
        });
        mock
    }
}

fn answer(mut stream: TcpStream, url: &str, says: &Says, sent: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().expect("cloned"));
    let (mut head, mut line) = (String::new(), String::new());
    while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
        head.push_str(&line);
        line.clear();
    }
    let length = head.to_lowercase();
    let length = length.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
    let mut body = vec![0; length.and_then(|text| text.trim().parse().ok()).unwrap_or(0)];
    reader.read_exact(&mut body).expect("the body");
    let path = head.split(' ').nth(1).unwrap_or_default();
    let said = match path {
        "/.well-known/openid-configuration" => json!({
            "issuer": says.issuer, "authorization_endpoint": format!("{url}/authorize"),
            "token_endpoint": format!("{url}/token"), "jwks_uri": format!("{url}/keys"),
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["EdDSA", "none"],
        }),
        "/keys" => json!({ "keys": [key(KEY).as_verification_key()] }),
        _ => {
            let mut sent = sent.lock().expect("held");
            sent.push(format!("{head}{}", String::from_utf8_lossy(&body)));
            let mut said = json!({ "access_token": "x", "token_type": "Bearer", "expires_in": 60 });
            if !says.claims.is_null() {
                said["id_token"] = json!(token(says));
            }
            said
        }
    };
    let (said, status) = (said.to_string(), says.status);
    let _ = write!(
        stream,
        "HTTP/1.1 {status} x\r\ncontent-type: application/json\r\nlocation: {url}/elsewhere\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{said}",
        said.len()
    );
}

fn token(says: &Says) -> String {
    let mut claims = says.claims.clone();
    if claims["nonce"].is_null() {
        claims["nonce"] = json!(says.nonce);
    }
    let alg = if says.signed == "not" { "none" } else { "EdDSA" };
    let head = base64(json!({ "alg": alg, "kid": "1" }).to_string().as_bytes());
    let text = format!("{head}.{}", base64(claims.to_string().as_bytes()));
    let signed = |line: &str| {
        key(line).sign(&CoreJwsSigningAlgorithm::EdDsa, text.as_bytes()).expect("signed")
    };
    let signature = match says.signed {
        "right" => base64(&signed(KEY)),
        "other" => base64(&signed(OTHER)),
        _ => String::new(),
    };
    format!("{text}.{signature}")
}

/// For addresses, without filling (RFC 4648 §5).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let letter = |bits: u32| char::from(LETTERS[(bits & 63) as usize]);
    let mut text = String::new();
    for part in bytes.chunks(3) {
        let bits = part.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - part.len()));
        text.extend((0..=part.len()).map(|n| letter(bits >> (18 - 6 * n))));
    }
    text
}
