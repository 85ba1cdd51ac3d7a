//! Classes of fault that other systems of this kind had, each with a test that none of ours has it.
//! Which class is held where: `docs/security-tests.md`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    hash::{DefaultHasher, Hash, Hasher},
};

use axum::{body::Body, http::Request};
use clinic::{Access, Read, TheCourse};
use serde_json::Value;
use web::routes::{ROUTES, Route};

use crate::{
    World, check_in,
    matrix::{parts, put},
    world,
};

const PEOPLE: &[&str] = &["Tomas Weil", "Ruth Albrecht", "Daniel Okafor", "Helen Marsh", "Maren"];

async fn everybody(world: &World) -> Vec<String> {
    let mut cookies = Vec::new();
    for name in PEOPLE {
        cookies.push(world.enter(name).await);
    }
    cookies
}

/// Every address of the table with real ids in it, but the one that ends the story.
async fn addresses(world: &World) -> Vec<(&'static Route, String)> {
    let ruth = world.enter("Ruth Albrecht").await;
    let parts = parts(world, &ruth).await;
    let routes = ROUTES.iter().filter(|route| route.path != "/sign-out");
    routes.map(|route| (route, put(route.path, &parts))).collect()
}

/// What the record and the settings hold: all of it but who looked.
async fn standing(world: &World) -> u64 {
    let mut standing = format!("{:?}", world.clinic.settings());
    for (who, clients) in
        [("Ruth Albrecht", ["Maren", "Leila Haddad", "Jun Park"]), ("Daniel Okafor", OTHERS)]
    {
        for client in clients {
            let mut record = world.exported(who, client).await;
            record.as_object_mut().expect("a record").remove("looks").expect("who looked");
            standing.push_str(&record.to_string());
        }
    }
    let mut hasher = DefaultHasher::new();
    standing.hash(&mut hasher);
    hasher.finish()
}
const OTHERS: [&str; 3] = ["Esther Lindqvist", "Henrik Solberg", "Sofia Brandt"];

/// N1: a name by which to sort, or a filter, went into a query.
#[tokio::test]
async fn a_name_to_sort_or_filter_by_comes_into_no_query() {
    let world = world();
    let before = standing(&world).await;
    let cookies = everybody(&world).await;
    let evil = "%27%29%3B%20DROP%20TABLE%20course%3B--";
    let names = ["sort", "_sort", "order", "filter", "q", "limit", "page", "as", "layout", "on"];
    let query: Vec<String> = names.iter().map(|name| format!("{name}={evil}")).collect();
    let query = query.join("&");
    let mut asked = 0;
    for (_, path) in addresses(&world).await.iter().filter(|(route, _)| route.method == "GET") {
        for cookie in &cookies {
            let plain = world.ask("GET", path, cookie, "").await.status;
            let asking = format!("{path}?{query}");
            let status = world.ask("GET", &asking, cookie, "").await.status;
            assert!(status == plain || matches!(status, 303 | 404 | 422), "{asking}: {status}");
            asked += 1;
        }
    }
    assert!(asked > 300, "{asked}");
    assert_eq!(before, standing(&world).await, "nothing is gone, nothing was done");
}

/// N4: the page asks who looks, its sibling (history, export, print, file) does not.
#[tokio::test]
async fn what_stands_beside_a_page_is_shut_with_it() {
    let world = world();
    let daniel = world.enter("Daniel Okafor").await;
    let course = world.course("Maren");
    let nowhere = "0123456789abcdef0123456789abcdef";
    let mut shut = 0;
    for (route, path) in addresses(&world).await {
        if !route.path.starts_with("/courses/{course}") {
            continue;
        }
        let method = route.method.as_str();
        let theirs = world.ask(method, &path, &daniel, "").await;
        let none = world.ask(method, &path.replace(&course, nowhere), &daniel, "").await;
        assert_eq!((theirs.status, none.status), (404, 404), "{method} {path}");
        let body = theirs.body.replace(&course, nowhere);
        assert_eq!(body, none.body, "{path}: it is told apart from a course that is not there");
        shut += 1;
    }
    assert!(shut > 100, "{shut}");
}

/// N5: one flag stood for several kinds of sign-in, so that one door opened another.
#[tokio::test]
async fn the_secret_of_one_door_opens_no_other() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    let adding = "name=Nadia&login=nadia&role=therapist";
    let invited = world.ask("POST", "/people", &tomas, adding).await.body;
    let after = |text: &str, mark: &str| {
        let rest = text.split(mark).nth(1).expect("a link");
        rest.chars().take_while(char::is_ascii_hexdigit).collect::<String>()
    };
    let door = &world.practice.people[0].door.0;
    let secrets = [
        ("/invitations/", after(&invited, "/invitations/")),
        ("/check-in/", after(&check_in::made(&world).await, "/check-in/")),
        ("/demo/", door.clone()),
        ("cookie", tomas.split_once('=').expect("a cookie").1.to_owned()),
    ];
    for (own, secret) in &secrets {
        assert_eq!(secret.len(), 64, "{own}");
        for (door, _) in &secrets {
            let opened = if *door == "cookie" {
                let cookie = format!("openipt={secret}");
                world.ask("GET", "/account", &cookie, "").await.status == 200
            } else {
                let came = world.ask("GET", &format!("{door}{secret}"), "", "").await;
                // To look at an invitation signs nobody in.
                assert!(*door == "/demo/" || came.cookie.is_empty(), "{door}");
                matches!(came.status, 200 | 303) && !came.location.starts_with("/sign-in")
            };
            assert_eq!(opened, own == door, "the secret of {own} at {door}");
        }
    }
}

/// N7: a link did what only a form may do.
#[tokio::test]
async fn to_look_changes_nothing() {
    let world = world();
    let before = standing(&world).await;
    let cookies = everybody(&world).await;
    for (_, path) in addresses(&world).await {
        for cookie in &cookies {
            for path in [path.clone(), format!("{path}?reason=x&role=administrator&form_key=1")] {
                let status = world.ask("GET", &path, cookie, "").await.status;
                assert!(status < 500, "{path}: {status}");
            }
        }
    }
    assert_eq!(before, standing(&world).await);
}

/// N8: a part of the address was taken for the name of a file.
#[tokio::test]
async fn no_part_of_an_address_is_the_name_of_a_file() {
    let world = world();
    let cookie = world.enter("Ruth Albrecht").await;
    let marks = ["root:x:", "SQLite format", "openipt root key", "[package]"];
    let mut asked = 0;
    for (route, path) in addresses(&world).await {
        let fixed: Vec<&str> = route.path.split('/').collect();
        let given: Vec<&str> = path.split('/').collect();
        for place in (0..fixed.len()).filter(|place| fixed[*place].starts_with('{')) {
            for trick in [
                "..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
                "%2e%2e%2fdata%2fkeys.db",
                "..%5c..%5ckey",
                "%2fetc%2fpasswd",
                "file:%2f%2f%2fetc%2fpasswd",
                "Cargo.toml%00.css",
                "....%2f%2fkey",
            ] {
                let mut parts = given.clone();
                parts[place] = trick;
                let method = route.method.as_str();
                let came = world.ask(method, &parts.join("/"), &cookie, "").await;
                // An old fingerprint is served today's bytes of the one name after it.
                let asset = route.path.starts_with("/assets/") && came.status == 200;
                let refused = !matches!(came.status, 200 | 500..) || asset;
                assert!(refused, "{method} {}: {}", parts.join("/"), came.status);
                assert!(!marks.iter().any(|mark| came.body.contains(mark)), "{path}");
                asked += 1;
            }
        }
    }
    assert!(asked > 1_000, "{asked}");
}

/// N9: what was uploaded was run, or served as what it is not.
#[tokio::test]
async fn nothing_is_uploaded_and_what_is_served_is_of_five_kinds() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.php\"\r\n\r\n\
                planted-upload <?php system('id'); ?>\r\n--x--\r\n";
    let mut kinds = BTreeSet::new();
    for (route, path) in addresses(&world).await {
        if route.method == "GET" {
            let came = world.ask("GET", &path, &ruth, "").await;
            let text = |name: &str| {
                let value = came.headers.get(name).and_then(|value| value.to_str().ok());
                value.unwrap_or_default().to_owned()
            };
            assert_eq!(text("x-content-type-options"), "nosniff");
            let kind = text("content-type");
            let shown = ["text/html", "text/css", "text/javascript", "image/svg+xml", ""];
            let file = !shown.iter().any(|shown| kind.split(';').next() == Some(*shown));
            let kept = text("content-disposition").starts_with("attachment; filename=\"");
            assert!(came.status != 200 || !file || kept, "{path}: {kind} is shown");
            kinds.insert(kind.split(';').next().unwrap_or_default().to_owned());
            continue;
        }
        let request = Request::builder()
            .method("POST")
            .uri(&path)
            .header("host", "127.0.0.1")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", &ruth)
            .header("content-type", "multipart/form-data; boundary=x")
            .body(Body::from(body))
            .expect("a request");
        let status = world.send(request).await.status;
        assert!(matches!(status, 303 | 400..500), "{path}: {status}");
    }
    for file in ["data", "."] {
        for file in fs::read_dir(world.folder.path().join(file)).expect("files").flatten() {
            let bytes = fs::read(file.path()).unwrap_or_default();
            assert!(!bytes.windows(14).any(|part| part == b"planted-upload"));
        }
    }
    let known = ["", "text/html", "text/css", "application/json", "application/xml", "text/csv"];
    let strange: Vec<&String> = kinds.iter().filter(|k| !known.contains(&k.as_str())).collect();
    assert!(strange.iter().all(|kind| *kind == "text/plain"), "{kinds:?}");
}

/// N13: somebody made themselves more than they are, by a field that no form has.
#[tokio::test]
async fn nobody_gives_themselves_a_role() {
    let world = world();
    let roles = |world: &World| {
        let people = simulate::demo::known(&world.clinic).expect("known").people;
        people.into_iter().map(|p| (p.name, format!("{:?}", p.roles))).collect::<BTreeMap<_, _>>()
    };
    let before = roles(&world);
    let body = "role=administrator&account_role=administrator&is_admin=1&roles=administrator\
                &therapist=x&supervisor=x&scope=everything&reason=x";
    for name in PEOPLE.iter().filter(|name| **name != "Tomas Weil") {
        for (route, path) in addresses(&world).await {
            if route.method == "POST" {
                let cookie = world.enter(name).await;
                assert!(world.ask("POST", &path, &cookie, body).await.status < 500, "{path}");
            }
        }
    }
    assert_eq!(before, roles(&world));
    let daniel = world.enter("Daniel Okafor").await;
    assert_eq!(world.ask("GET", "/people", &daniel, "").await.status, 404);
}

/// N13: a role that was taken away still counted.
#[tokio::test]
async fn whoever_left_is_out_at_the_next_request_with_the_page_still_open() {
    let world = world();
    let (tomas, daniel) = (world.enter("Tomas Weil").await, world.enter("Daniel Okafor").await);
    let course = format!("/courses/{}", world.course("Sofia Brandt"));
    assert_eq!(world.ask("GET", &course, &daniel, "").await.status, 200);
    let proof = world.proof(&daniel, &format!("{course}/pause"));
    let people = world.ask("GET", "/people", &tomas, "").await.body;
    let row = people.split("<tr>").find(|row| row.contains("Daniel Okafor")).expect("a row");
    let ending = row.split("action=\"").find(|form| form.contains("/ending\"")).expect("a form");
    let ending = ending.split('"').next().expect("its address").to_owned();
    let id = ipt::CourseId(world.course("Sofia Brandt").parse().expect("an id"));
    let look: Access<TheCourse, Read> =
        world.clinic.may(&world.actor("Daniel Okafor").await, id, "course").expect("may");
    let version = || world.clinic.read(&look).expect("read").facts.len();
    let before = version();
    let ended = world.ask("POST", &ending, &tomas, "").await;
    assert!(ended.status < 400, "{}", ended.status);
    assert!(world.ask("GET", &course, &daniel, "").await.location.starts_with("/sign-in"));
    let typed = format!("reason=Late&form_proof={proof}");
    let late = world.ask_so("POST", &format!("{course}/pause"), &daniel, &typed).await;
    assert!(late.location.starts_with("/sign-in"), "{} {}", late.status, late.location);
    assert_eq!(before, version(), "nothing came to the record");
}

/// N17: one client's words stood on another's page.
#[tokio::test]
async fn no_page_of_a_course_holds_a_word_of_another() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let clients = ["Maren", "Leila Haddad", "Piotr Nowak", "Geoffrey Ames", "Jun Park"];
    let mut written: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for client in clients {
        let texts = written.entry(client).or_default();
        long_texts(&world.exported("Ruth Albrecht", client).await, texts);
    }
    let all: Vec<(&str, String)> = written
        .iter()
        .flat_map(|(client, texts)| texts.iter().map(|text| (*client, text.clone())))
        .collect();
    let shared = |text: &str| all.iter().filter(|(_, other)| other == text).count() > 1;
    let all: Vec<&(&str, String)> = all.iter().filter(|(_, text)| !shared(text)).collect();
    assert!(all.len() > 200, "{} texts", all.len());
    let mut own = 0;
    for client in clients {
        for (route, path) in addresses(&world).await {
            if route.method != "GET" || !route.path.starts_with("/courses/{course}") {
                continue;
            }
            let path = path.replace(&world.course("Maren"), &world.course(client));
            let page = world.ask("GET", &path, &ruth, "").await.body;
            for (whose, text) in &all {
                let there = page.contains(text.as_str());
                assert!(!there || *whose == client, "{path}: {whose}: {text}");
                own += usize::from(there);
            }
        }
    }
    assert!(own > 200, "on one's own pages they are found: {own}");
}

/// Texts that only one person can have written so: long, and the same in any markup.
fn long_texts(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.len() > 24 && text.contains(' ') && is_plain(text) => {
            into.insert(text.clone());
        }
        Value::Array(all) => all.iter().for_each(|value| long_texts(value, into)),
        Value::Object(fields) => fields.values().for_each(|value| long_texts(value, into)),
        _ => {}
    }
}

/// Whether no template writes it otherwise.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || " .,;:?".contains(c))
}
