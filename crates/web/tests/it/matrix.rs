//! Every route, asked by everybody: the answers stand in `matrix.txt`, which a person has read.
//! A route that is not in that file fails here.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

use axum::{body::Body, http::Request};
use web::routes::ROUTES;

use crate::{World, world};

/// A path with real ids in place of its varying parts.
async fn filled(world: &World, path: &str, ruth: &str) -> String {
    put(path, &parts(world, ruth).await)
}

/// A path with these in place of its varying parts.
pub fn put(path: &str, parts: &BTreeMap<&'static str, String>) -> String {
    parts.iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value))
}

/// Real ids for every varying part that there is, of a course that is closed.
pub async fn parts(world: &World, ruth: &str) -> BTreeMap<&'static str, String> {
    let course = world.course("Maren");
    let supervised = world.course("Leila Haddad");
    let inventory = world.ask("GET", &format!("/courses/{course}/inventory"), ruth, "").await.body;
    let timeline = world.ask("GET", &format!("/courses/{course}/timeline"), ruth, "").await.body;
    let after = |text: &str, mark: &str| {
        let rest = text.split(mark).nth(1).unwrap_or_default();
        rest.chars().take_while(char::is_ascii_hexdigit).collect::<String>()
    };
    let incidents = world.ask("GET", &format!("/courses/{course}/incidents"), ruth, "").await.body;
    let decisions = world.ask("GET", &format!("/courses/{course}/decisions"), ruth, "").await.body;
    let incident = after(&incidents, &format!("/courses/{course}/incidents/"));
    let decision = after(&decisions, &format!("/courses/{course}/decisions/"));
    let played = format!("/courses/{course}/techniques/role_play");
    let records = world.ask("GET", &played, ruth, "").await.body;
    let record = after(&records, &format!("{played}/"));
    let person = after(&inventory, &format!("/courses/{course}/inventory/"));
    // A closed course shows no way to word a goal anew, so its id is not on a page.
    let data = world.ask("GET", &format!("/courses/{course}/record.json"), ruth, "").await.body;
    let client = data.split("\"client\":").nth(1).and_then(|rest| rest.split('"').nth(1));
    let client = client.unwrap_or_default().replace('-', "");
    let goal = data.split("\"goal\":").nth(1).and_then(|rest| rest.split('"').nth(1));
    let goal = goal.unwrap_or_default().replace('-', "");
    let moment = after(&timeline, &format!("/courses/{course}/timeline/"));
    let ids = [&person, &moment, &goal, &incident, &decision, &record, &client];
    assert!(ids.iter().all(|id| id.len() == 32));
    let nobody = "00000000000000000000000000000007";
    let review = world.review(&course, "r1-4");
    let alert = review.rsplit('/').next().unwrap_or_default().to_owned();
    let parts: BTreeMap<&str, &str> = BTreeMap::from([
        ("{course}", course.as_str()),
        ("{client}", &client),
        ("{person}", &person),
        ("{moment}", &moment),
        ("{goal}", &goal),
        ("{incident}", &incident),
        ("{decision}", &decision),
        ("{alert}", &alert),
        ("{week}", "2026-01-05"),
        ("{site}", "1"),
        ("{area}", "role_transition"),
        ("{technique}", "role_play"),
        ("{record}", &record),
        ("{flag}", nobody),
        ("{homework}", nobody),
        ("{account}", nobody),
        ("{grant}", nobody),
        ("{guardian}", nobody),
        ("{cover}", nobody),
        ("{check_in}", nobody),
        ("{correction}", nobody),
        ("{process_note}", nobody),
        ("{release}", nobody),
        ("{emergency}", nobody),
        ("{asked}", nobody),
        ("{alarm}", nobody),
        ("{role_conflict}", nobody),
        ("{hand_out}", nobody),
        ("{check_at}", "1_month"),
        ("{session}", "3"),
        ("{number}", "5"),
        ("{score}", "1"),
        ("{measure}", "phq-9"),
        ("{letter}", "contract"),
        ("{sentence}", "began"),
        ("{document}", "triad"),
        ("{supervised}", supervised.as_str()),
        ("{talk}", nobody),
        ("{supervisor}", nobody),
        ("{door}", nobody),
        ("{token}", nobody),
        ("{print}", "0"),
        ("{name}", "page.css"),
    ]);
    parts.into_iter().map(|(name, value)| (name, value.to_owned())).collect()
}

/// `in` when asked to sign in, `no` when there is nothing for this person, `yes` otherwise.
fn verdict(status: u16, location: &str) -> &'static str {
    match status {
        303 if location.starts_with("/sign-in?back") => "in",
        404 | 403 => "no",
        500.. => "FAULT",
        _ => "yes",
    }
}

#[tokio::test]
async fn each_route_opens_for_exactly_these() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let people = [
        ("nobody", String::new()),
        ("administrator", world.enter("Tomas Weil").await),
        ("therapist", ruth.clone()),
        ("other", world.enter("Daniel Okafor").await),
        ("supervisor", world.enter("Helen Marsh").await),
        ("researcher", world.enter("Aino Salo").await),
        ("client", world.enter("Maren").await),
        ("guardian", world.guardian().await),
    ];
    let mut table = String::new();
    for route in ROUTES {
        // Signing out would end the story for the others.
        if route.path == "/sign-out" {
            continue;
        }
        let path = filled(&world, route.path, &ruth).await;
        let mut line = format!("{:<5}{:<52}", route.method.as_str(), route.path);
        for (name, cookie) in &people {
            let came = world.ask(route.method.as_str(), &path, cookie, "").await;
            let _ = write!(line, "{name}={:<7}", verdict(came.status, &came.location));
        }
        table.push_str(line.trim_end());
        table.push('\n');
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/matrix.txt");
    if std::env::var_os("UPDATE_MATRIX").is_some() {
        fs::write(&file, &table).expect("written");
    }
    let reviewed = fs::read_to_string(&file).expect("the reviewed table");
    for (found, expected) in table.lines().zip(reviewed.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(table.lines().count(), reviewed.lines().count(), "a route is not in the table");
    assert!(!table.contains("FAULT"));
}

#[tokio::test]
async fn a_form_from_elsewhere_does_nothing() {
    let world = world();
    let cookie = world.enter("Ruth Albrecht").await;
    let path = format!("/courses/{}/pause", world.course("Leila Haddad"));
    let foreign = [
        vec![("sec-fetch-site", "cross-site")],
        vec![("sec-fetch-site", "same-site")],
        vec![("sec-fetch-site", "none")],
        vec![("origin", "http://evil.example")],
        vec![("origin", "null")],
        vec![],
    ];
    for headers in foreign {
        let mut request = Request::builder().method("POST").uri(&path).header("host", "127.0.0.1");
        for (name, value) in &headers {
            request = request.header(*name, *value);
        }
        let request = request.header("cookie", &cookie).body(Body::from("reason=x")).expect("ok");
        assert_eq!(world.send(request).await.status, 403, "{headers:?}");
    }
    let own = Request::builder().method("POST").uri(&path).header("host", "127.0.0.1");
    let own = own.header("origin", "http://127.0.0.1").header("cookie", &cookie);
    let body = format!("reason=x&form_proof={}", world.proof(&cookie, &path));
    let came = world.send(own.body(Body::from(body)).expect("ok")).await;
    assert_eq!(came.status, 303);
}

#[tokio::test]
async fn a_form_that_was_not_shown_to_its_sender_does_nothing() {
    let world = world();
    let (ruth, daniel) = (world.enter("Ruth Albrecht").await, world.enter("Daniel Okafor").await);
    let course = world.course("Leila Haddad");
    for route in ROUTES.iter().filter(|r| r.method == "POST" && !r.open()) {
        let path = filled(&world, route.path, &ruth).await;
        let came = world.ask_so("POST", &path, &ruth, "reason=x").await;
        assert_eq!(came.status, 403, "{path}");
    }
    let path = format!("/courses/{course}/pause");
    let others = [
        world.proof(&daniel, &path),
        world.proof(&ruth, &format!("/courses/{course}/resumption")),
        world.proof(&ruth, &format!("/courses/{}/pause", world.course("Jun Park"))),
        world.proof(&ruth, &path)[1..].to_owned(),
    ];
    for other in others {
        let body = format!("reason=x&form_proof={other}");
        assert_eq!(world.ask_so("POST", &path, &ruth, &body).await.status, 403, "{other}");
    }
    let shown = world.ask("GET", &format!("/courses/{course}"), &ruth, "").await.body;
    let form = shown.split(&format!("action=\"{path}\"")).nth(1).expect("its form");
    let proof = form.split("form_proof\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let body = format!("reason=x&form_proof={}", proof.expect("a proof"));
    assert_eq!(world.ask_so("POST", &path, &ruth, &body).await.status, 303);
}

#[tokio::test]
async fn the_proof_of_a_form_is_good_for_its_draft_and_for_what_is_done_with_its_text() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let note = format!("/courses/{}/sessions/3", world.course("Piotr Nowak"));
    let body = format!(
        "opening_answer=So&form_place={note}&form_tab={}&form_proof={}",
        uuid::Uuid::new_v4(),
        world.proof(&ruth, &note)
    );
    let draft = format!("{body}&form_by=page");
    assert_eq!(world.ask_so("POST", "/drafts", &ruth, &draft).await.status, 204);
    let signed = world.ask_so("POST", &format!("{note}/signature"), &ruth, &body).await;
    assert_eq!(signed.status, 422, "shown again: a risk question is open");
    let elsewhere = note.replace("sessions/3", "pause");
    assert_eq!(world.ask_so("POST", &elsewhere, &ruth, &body).await.status, 403);
}

#[tokio::test]
async fn every_answer_carries_the_headers_and_limits_hold() {
    let world = world();
    let cookie = world.enter("Ruth Albrecht").await;
    for path in ["/", "/caseload", "/sign-in", "/nowhere", "/about"] {
        let came = world.ask("GET", path, &cookie, "").await;
        for (name, value) in web::guard::HEADERS {
            assert_eq!(came.headers.get(*name).expect(name), value, "{path}");
        }
        assert_eq!(came.headers.get("cache-control").expect("kept"), "no-store", "{path}");
    }
    let large = "note=".to_owned() + &"x".repeat(300 * 1024);
    let path = format!("/courses/{}/triad", world.course("Maren"));
    assert_eq!(world.ask("POST", &path, &cookie, &large).await.status, 413);
    let packed = Request::builder().method("POST").uri(&path).header("content-encoding", "gzip");
    let came = world.send(packed.body(Body::empty()).expect("ok")).await;
    assert_eq!(came.status, 415);
}
