//! Hostile input, sent to every form that anybody is shown, by everybody. Nothing is a fault, nothing
//! comes back as markup, and every answer keeps its headers.

use std::collections::{BTreeMap, BTreeSet};

use axum::{body::Body, http::Request};
use web::routes::ROUTES;

use crate::{Came, World, world};

/// Markup that would run in any of the places where a text is put.
const MARKUP: &str = "\"'><img src=x onerror=ran(1)></textarea></script><script>ran(2)</script>\
                      <svg onload=ran(3)>{{7*7}}${7*7}";
/// What of it must never come back as it is.
const RAW: &[&str] = &["<img src=x onerror", "<script>ran(", "<svg onload="];

/// A form as a page shows it: where it is sent, and what each of its fields may be.
type Forms = BTreeMap<String, Vec<Field>>;

#[derive(Clone, Debug)]
struct Field {
    name: String,
    /// What may be sent, where it is not free text.
    value: Option<String>,
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let text = rest.split('"').next()?;
    Some(text.replace("&#38;", "&").replace("&amp;", "&").replace("&#34;", "\""))
}

/// The forms of a page that are sent by POST.
fn forms(page: &str, into: &mut Forms) {
    for form in page.split("<form ").skip(1) {
        let form = form.split("</form>").next().unwrap_or_default();
        let Some((tag, inside)) = form.split_once('>') else { continue };
        let tag = format!(" {tag}");
        if !tag.contains("method=\"post\"") {
            continue;
        }
        let action = attribute(&tag, "action").unwrap_or_default();
        let action = action.split('?').next().unwrap_or_default().to_owned();
        let mut fields: Vec<Field> = Vec::new();
        for element in inside.split('<').skip(1) {
            let (kind, _) = element.split_once([' ', '>']).unwrap_or((element, ""));
            let tag = format!(" {}", element.split('>').next().unwrap_or_default());
            let Some(name) = attribute(&tag, "name") else {
                // The options of the select before: the one that is chosen, or the first.
                let value = attribute(&tag, "value").filter(|value| !value.is_empty());
                if let (true, Some(last), Some(value)) =
                    (kind == "option", fields.last_mut(), value)
                {
                    let chosen = last.value.is_none() || tag.contains(" selected");
                    last.value = if chosen { Some(value) } else { last.value.take() };
                }
                continue;
            };
            let value = match (kind, attribute(&tag, "type").as_deref().unwrap_or("text")) {
                ("input", "hidden" | "radio" | "checkbox" | "submit") | ("button", _) => {
                    Some(attribute(&tag, "value").unwrap_or_else(|| "on".to_owned()))
                }
                ("input", "date") => Some("2026-06-01".to_owned()),
                ("input", "time") => Some("10:30".to_owned()),
                ("input", _) if tag.contains(" inputmode=\"") => Some("3".to_owned()),
                _ => None,
            };
            if !fields.iter().any(|field| field.name == name) {
                fields.push(Field { name, value });
            }
        }
        into.entry(action).or_insert(fields);
    }
}

/// Every page that somebody finds from the first one on, at most three of a kind; and its forms.
async fn walk(world: &World, cookie: &str) -> (BTreeSet<String>, Forms) {
    let (mut seen, mut found) = (BTreeSet::new(), Forms::new());
    let mut kinds: BTreeMap<&str, u32> = BTreeMap::new();
    let mut next = vec!["/".to_owned(), "/account".to_owned()];
    while let Some(path) = next.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let came = world.ask("GET", &path, cookie, "").await;
        assert!(came.status < 500, "{path}");
        if !came.location.is_empty() {
            next.push(came.location.clone());
        }
        if came.headers.get("content-type").is_none_or(|kind| kind != "text/html; charset=utf-8") {
            continue;
        }
        forms(&came.body, &mut found);
        for link in came.body.split("href=\"/").skip(1) {
            let link = link.split(['"', '#']).next().unwrap_or_default();
            let link = format!("/{}", link.replace("&#38;", "&").replace("&amp;", "&"));
            let Some(route) = ROUTES.iter().find(|r| r.method == "GET" && fits(r.path, &link))
            else {
                continue;
            };
            let many = kinds.entry(route.path).or_default();
            if !seen.contains(&link) && *many < 12 && !route.path.starts_with("/assets") {
                *many += 1;
                next.push(link);
            }
        }
    }
    (seen, found)
}

fn fits(pattern: &str, link: &str) -> bool {
    let path = link.split('?').next().unwrap_or_default();
    let (pattern, path): (Vec<_>, Vec<_>) =
        (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len()
        && pattern.iter().zip(path).all(|(part, given)| part.starts_with('{') || *part == given)
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// All fields of a form: free ones with this, the others as the page has them.
fn filled(fields: &[Field], text: &str) -> String {
    let value = |field: &Field| match &field.value {
        Some(value) => encoded(value),
        None => text.to_owned(),
    };
    let said = fields.iter().filter(|field| field.name != "form_proof");
    said.map(|field| format!("{}={}&", field.name, value(field))).collect()
}

fn sound(came: &Came, what: &str) {
    assert!(came.status < 500, "{what}: {}", came.status);
    for (name, value) in web::guard::HEADERS {
        assert_eq!(came.headers.get(*name).expect(name), value, "{what}");
    }
    let kind = came.headers.get("content-type").and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("text/html")) {
        for raw in RAW {
            assert!(!came.body.contains(raw), "{what}: {raw} came back");
        }
    }
    assert!(!came.location.contains(['\r', '\n']) && !came.location.starts_with("//"), "{what}");
    assert!(came.cookie.is_empty() || came.cookie.starts_with("openipt="), "{what}");
}

/// Acts that end somebody's way in, or the record, or the course's work: sent last.
fn ends(action: &str) -> bool {
    let last =
        ["/ending", "/removal", "/confirmation", "/sign-out", "/passphrase", "/transfer", "/pause"];
    last.iter().any(|end| action.ends_with(end))
}

/// Sends a form as somebody who comes in again when the act before ended their session, as the
/// handing over of the device for a check-in does: what meets a shut door is not taken by a form.
async fn send(world: &World, name: &str, cookie: &mut String, action: &str, body: &str) -> Came {
    let came = world.ask("POST", action, cookie, body).await;
    if !came.location.starts_with("/sign-in?back") {
        return came;
    }
    *cookie = world.enter(name).await;
    let came = world.ask("POST", action, cookie, body).await;
    assert!(!came.location.starts_with("/sign-in?back"), "{name} stays out: {action}");
    came
}

const PEOPLE: &[&str] = &[
    "Ruth Albrecht",
    "Daniel Okafor",
    "Helen Marsh",
    "Maren",
    "Leila Haddad",
    "Tomas Weil",
    "Aino Salo",
];

/// N6: markup that somebody wrote ran in the browser of somebody else.
#[tokio::test]
async fn markup_that_is_stored_in_any_field_is_text_on_every_page() {
    let world = world();
    let (mut sent, mut taken) = (0, 0);
    for name in PEOPLE {
        if !world.practice.people.iter().any(|person| person.name == *name) {
            continue;
        }
        let mut cookie = world.enter(name).await;
        let (_, found) = walk(&world, &cookie).await;
        for (action, fields) in found.iter().filter(|(action, _)| !ends(action)) {
            // No two are alike: a name that is taken is refused.
            let markup = encoded(&format!("{MARKUP} {sent}"));
            let came = send(&world, name, &mut cookie, action, &filled(fields, &markup)).await;
            sound(&came, action);
            sent += 1;
            taken += usize::from(matches!(came.status, 200 | 303));
        }
    }
    assert!(sent > 250 && taken > 180, "{taken} of {sent} forms were taken");
    world.may_hand_out("Ruth Albrecht", "Leila Haddad").await;
    let (mut pages, mut shown) = (0, 0);
    for name in PEOPLE {
        if !world.practice.people.iter().any(|person| person.name == *name) {
            continue;
        }
        let cookie = world.enter(name).await;
        for path in walk(&world, &cookie).await.0 {
            let came = world.ask("GET", &path, &cookie, "").await;
            sound(&came, &path);
            assert!(!came.location.starts_with("/sign-in?back"), "{path}");
            pages += 1;
            shown += usize::from(came.body.contains("ran(2)"));
        }
    }
    assert!(pages > 400 && shown > 250, "it stands as text on {shown} of {pages} pages");
}

/// What is sent in place of what was meant. Already encoded, so that it need not be text.
fn hostile() -> Vec<(&'static str, String)> {
    vec![
        ("markup", encoded(MARKUP)),
        ("overlong", "x".repeat(100_000)),
        ("nothing", String::new()),
        ("zero byte", "a%00b".to_owned()),
        ("controls", "%01%07%08%1B%5B31m%7F".to_owned()),
        ("turned round", "%E2%80%AEabc%E2%81%A6%E2%80%8F".to_owned()),
        ("no UTF-8", "%FF%FE%C0%AF%ED%A0%80".to_owned()),
        ("half an escape", "%".to_owned()),
        ("another header", "a%0D%0ASet-Cookie:%20openipt=1%0D%0A%0D%0A".to_owned()),
        ("marks upon marks", format!("e{}", "\u{301}".repeat(100_000))),
        ("pictures", "👩‍👩‍👧‍👦🏳️‍🌈".repeat(50)),
        ("no character", "%EF%BF%BF%EF%B7%90".to_owned()),
        ("a query", encoded("'; DROP TABLE course; --\" OR 1=1")),
        ("a huge number", "9".repeat(400)),
        ("less than nothing", "-1".to_owned()),
        ("no number", "NaN".to_owned()),
        ("an exponent", "1e309".to_owned()),
        ("a far day", "9999-12-31".to_owned()),
        ("no day", "0000-00-00".to_owned()),
        ("before all days", "-9999-01-01".to_owned()),
        ("a long year", "99999-01-01".to_owned()),
        ("no time", "24:61".to_owned()),
        ("a file", encoded("../../../etc/passwd\0.html")),
        ("a template", encoded("{{7*7}}<%= 7*7 %>#{7*7}%s%n%x")),
        ("a formula", encoded("=HYPERLINK(\"http://evil.example\")")),
        ("an id of nobody", "00000000000000000000000000000000".to_owned()),
    ]
}

#[tokio::test]
async fn no_hostile_text_in_any_field_is_a_fault_whoever_sends_it() {
    let mut asked = 0;
    for name in PEOPLE {
        let world = world();
        if !world.practice.people.iter().any(|person| person.name == *name) {
            continue;
        }
        let mut cookie = world.enter(name).await;
        let (_, found) = walk(&world, &cookie).await;
        let (last, first): (Vec<_>, Vec<_>) = found.iter().partition(|(action, _)| ends(action));
        for (form, (action, fields)) in first.into_iter().chain(last).enumerate() {
            for (nth, (kind, text)) in hostile().iter().enumerate() {
                // Each form is given half of them; which half goes round.
                if (form + nth) % 2 == 1 {
                    continue;
                }
                let what = format!("{name}: {kind} at {action}");
                // Free fields alone, then every field, then each of them twice and nested.
                let all: String = fields.iter().map(|f| format!("{}={text}&", f.name)).collect();
                let nested: String = fields
                    .iter()
                    .map(|f| format!("{0}[a][]={text}&{0}=1&{0}=2&", f.name))
                    .collect();
                let body = [filled(fields, text), all, nested];
                let body = &body[(form + nth / 2) % 3];
                let came = send(&world, name, &mut cookie, action, body).await;
                sound(&came, &what);
                asked += 1;
            }
        }
    }
    assert!(asked > 2_000, "{asked}");
}

#[tokio::test]
async fn no_odd_request_is_a_fault_at_any_address() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let parts = crate::matrix::parts(&world, &ruth).await;
    let methods =
        ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "HEAD", "PROPFIND", "X"];
    let kinds =
        ["application/json", "text/plain", "application/xml", "multipart/form-data", "\u{b5}"];
    let mut asked = 0;
    for route in ROUTES.iter().filter(|route| route.path != "/sign-out") {
        let path = crate::matrix::put(route.path, &parts);
        for method in methods {
            let request = Request::builder().method(method).uri(&path).header("host", "127.0.0.1");
            let request = request.header("cookie", &ruth).body(Body::empty()).expect("a request");
            let came = world.send(request).await;
            sound(&came, &format!("{method} {path}"));
            let answered = matches!(came.status, 404 | 405) || method == "HEAD";
            assert!(answered, "{method} {path}: {}", came.status);
            assert!(method != "HEAD" || came.body.is_empty(), "{path}");
            asked += 1;
        }
        for kind in kinds {
            let request = Request::builder().method("POST").uri(&path).header("host", "127.0.0.1");
            let request = request.header("sec-fetch-site", "same-origin").header("cookie", &ruth);
            let request = request.header("content-type", kind.as_bytes());
            let body = "{\"reason\":[[[[[{\"a\":1e999}]]]]],\"role\":null}";
            let came = world.send(request.body(Body::from(body)).expect("a request")).await;
            sound(&came, &format!("{kind} at {path}"));
            assert!(!matches!(came.status, 200 | 201 | 204), "{kind} at {path}: {}", came.status);
            asked += 1;
        }
        let odd = Request::builder().method("POST").uri(&path).header("host", "127.0.0.1");
        let odd = odd.header("sec-fetch-site", "same-origin").header("cookie", &ruth);
        let odd = odd.body(Body::from(vec![0xff, 0xfe, 0xc0, 0xaf, 0])).expect("a request");
        sound(&world.send(odd).await, &format!("no UTF-8 at {path}"));
    }
    assert!(asked > 2_000, "{asked}");
}
