//! Who comes in: the cookie, the origin of a form, and the headers of every answer.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use clinic::{
    Clinic, Problem,
    invitation::Token,
    login::{AtTheDoor, SignedIn},
};

use crate::App;

/// The name of the cookie. Behind TLS it is bound to the host and to TLS.
pub fn cookie_name(app: &App) -> &'static str {
    if app.behind_tls { "__Host-openipt" } else { "openipt" }
}

/// The cookie in which a sign-in at the provider waits for its answer.
pub const FLOW: &str = "openipt_flow";

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// What is kept of a sign-in at the provider that was begun in this browser; empty if none was.
pub fn flow(headers: &HeaderMap) -> String {
    cookie(headers, FLOW).unwrap_or_default().to_owned()
}

/// The secret in the cookie, if it has the shape of one.
pub fn token(app: &App, headers: &HeaderMap) -> Option<Token> {
    cookie(headers, cookie_name(app))
        .map(str::to_owned)
        .filter(|value| value.len() == 64 && value.bytes().all(|b| b.is_ascii_hexdigit()))
        .map(Token)
}

/// Who holds the cookie.
///
/// # Errors
/// When the tables cannot be read.
pub fn door(clinic: &Clinic, token: Option<&Token>) -> Result<AtTheDoor, Problem> {
    token.map_or(Ok(AtTheDoor::Nobody), |token| clinic.at_the_door(token))
}

/// The header that sets the cookie, or takes it away. That of staff does not come with a link from
/// another site; a client's does, and those of the demo, whose doors are such links.
pub fn set_cookie(app: &App, signed_in: Option<&SignedIn>) -> HeaderValue {
    let secure = if app.behind_tls { "; Secure" } else { "" };
    let name = cookie_name(app);
    let client = signed_in.is_some_and(|signed_in| signed_in.actor.is_outside());
    let site = if client || app.clinic.is_demo() { "Lax" } else { "Strict" };
    let text = match signed_in {
        Some(SignedIn { token, .. }) => {
            format!("{name}={}; Path=/; HttpOnly; SameSite={site}{secure}", token.0)
        }
        None => format!("{name}=; Path=/; HttpOnly; SameSite={site}; Max-Age=0{secure}"),
    };
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

/// Whether a form comes from our own page. Browsers say so; a request that says nothing is not
/// trusted (security plan §3.5).
pub fn own_form(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match text(HeaderName::from_static("sec-fetch-site")) {
        Some(site) => site == "same-origin",
        None => {
            let host = text(header::HOST).unwrap_or_default();
            text(header::ORIGIN)
                .and_then(|origin| origin.split_once("://"))
                .is_some_and(|(_, from)| !host.is_empty() && from == host)
        }
    }
}

/// The name under which a request reached the server.
pub fn host(headers: &HeaderMap) -> String {
    let named = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    named.unwrap_or_default().to_owned()
}

/// With which kind of browser a request was made, in words of ours: nothing of what it says is kept.
pub fn browser(headers: &HeaderMap) -> String {
    let said = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let said = said.unwrap_or_default();
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| said.contains(mark)).map(|(_, name)| *name)
    };
    // Each names those it descends from: the youngest first.
    let program = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    program.into_iter().chain(system).collect::<Vec<_>>().join(", ")
}

/// The names under which the server is reached. A page of another name that is made to point here
/// (DNS rebinding) gets nothing.
#[derive(Clone, Debug, Default)]
pub struct Hosts(Vec<String>);

impl Hosts {
    /// The names of this machine to itself, and these.
    pub fn of(names: impl IntoIterator<Item = String>) -> Self {
        Self(names.into_iter().map(|name| name.to_lowercase()).collect())
    }

    /// Whether a request names one of them. A request without any name comes from no browser.
    pub fn serve<B>(&self, request: &axum::http::Request<B>) -> bool {
        let named = request.headers().get_all(header::HOST).iter();
        let mut named = named.map(|value| value.to_str().unwrap_or_default());
        named.all(|host| self.has(host)) && request.uri().host().is_none_or(|host| self.has(host))
    }

    fn has(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        };
        let name = name.to_lowercase();
        matches!(name.as_str(), "localhost" | "127.0.0.1" | "[::1]") || self.0.contains(&name)
    }
}

/// An address of this server to go to, or the first page: what a link or a form says may come from
/// anywhere, and browsers read `/\\evil`, `/<tab>/evil` and `//evil` as another server.
pub fn own_address(address: &str) -> &str {
    let odd = |c: char| c.is_control() || c == '\\' || c.is_whitespace();
    let own = address.starts_with('/') && !address.contains("//") && !address.contains(odd);
    if own { address } else { "/" }
}

/// The headers of every answer (security plan §3.5).
pub const HEADERS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()"),
    ("referrer-policy", "no-referrer"),
    ("strict-transport-security", "max-age=63072000"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
];

/// Puts them on. What is not an asset is not to be kept by the browser.
pub fn put_headers(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
