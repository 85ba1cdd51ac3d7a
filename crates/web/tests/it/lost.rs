//! Nothing typed is lost and nothing is overwritten unseen: drafts of every form, two tabs, and the
//! pages that say why something was not kept.

use std::{collections::BTreeMap, sync::Arc};

use axum::http::StatusCode;
use clinic::{Clinic, Problem, SetClock};
use http_body_util::BodyExt;
use web::{App, answer::Failure, ask::Ask, draft, page::Page};

use crate::{World, world};

/// The first id after a mark in a page.
fn id_after(html: &str, mark: &str) -> String {
    let rest = html.split(mark).nth(1).unwrap_or_else(|| panic!("no {mark}"));
    rest.chars().take_while(|c| c.is_ascii_hexdigit() || *c == '-').collect()
}

async fn page(world: &World, cookie: &str, path: &str) -> String {
    let came = world.ask("GET", path, cookie, "").await;
    assert_eq!(came.status, 200, "{path}");
    came.body
}

async fn left_comes_back(world: &World, cookie: &str, page_at: &str, place: &str, field: &str) {
    let text = format!("left-in-{field}-of-{}", place.replace(['/', '?', '='], "-"));
    let tab = uuid_of(place);
    let body =
        format!("form_by=page&form_tab={tab}&form_place={}&{field}={text}", form_urlencoded(place));
    let saved = world.ask("POST", "/drafts", cookie, &body).await;
    assert_eq!(saved.status, 204, "{place}");
    let shown = page(world, cookie, page_at).await;
    assert!(shown.contains(&text), "{place} forgot its {field} on {page_at}");
    assert!(shown.contains("unsent draft"), "{place} does not say so");
    let discard = format!("form_place={}&form_adopted={tab}", form_urlencoded(place));
    let back = world.ask("POST", "/drafts/discarded", cookie, &discard).await;
    assert_eq!(world.ask("GET", &back.location, cookie, "").await.status, 200, "{place}");
    assert!(
        !page(world, cookie, page_at).await.contains(&text),
        "{place} keeps what was discarded"
    );
}

fn uuid_of(text: &str) -> String {
    let mut number: u128 = 7;
    for byte in text.bytes() {
        number = number.wrapping_mul(31).wrapping_add(byte.into());
    }
    let hex = format!("{number:032x}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

fn form_urlencoded(text: &str) -> String {
    text.replace('?', "%3F").replace('=', "%3D").replace('/', "%2F")
}

#[tokio::test]
async fn what_was_left_in_any_form_is_shown_again() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let tomas = world.enter("Tomas Weil").await;
    let (leila, piotr, maren) =
        (world.course("Leila Haddad"), world.course("Piotr Nowak"), world.course("Maren"));
    let at = |course: &str, room: &str| {
        format!("/courses/{course}/{room}").trim_end_matches('/').to_owned()
    };
    let inventory = page(&world, &ruth, &at(&leila, "inventory")).await;
    let person = id_after(&inventory, &format!("{}/", at(&leila, "inventory")));
    let goals = page(&world, &ruth, &at(&leila, "goals")).await;
    let goal = id_after(&goals, &format!("{}/", at(&leila, "goals")));
    let task = "what=Ring+Ida&confidence=7";
    world.ask("POST", &at(&leila, "sessions/5/homework"), &ruth, task).await;
    let session = page(&world, &ruth, &at(&leila, "sessions/6")).await;
    let homework = id_after(&session, &format!("{}/", at(&leila, "homework")));
    let forms = [
        (&leila, "", "phase".to_owned(), "words"),
        (&leila, "", "pause".into(), "reason"),
        (&leila, "transfer", "transfer".into(), "reason"),
        (&maren, "", "re-entry".into(), "reason"),
        (&leila, "inventory", "inventory".into(), "name"),
        (&leila, "client", "client".into(), "safe_contact"),
        (&leila, "client", "client/invitation".into(), "login"),
        (&leila, "goals", format!("goals/{goal}/progress"), "evidence"),
        (&leila, &format!("goals/{goal}"), format!("goals/{goal}"), "observable_sign"),
        (&leila, "sessions", "sessions/missed".into(), "note"),
        (&leila, "sessions/6", "sessions/6/homework".into(), "what"),
        (&leila, "sessions/6", format!("homework/{homework}/review"), "result"),
        (&maren, "sessions/3", "sessions/3/addenda".into(), "text"),
        (&leila, "measures/phq-9", "measures/phq-9".into(), "total"),
        (&leila, "formulation", "formulation/answer".into(), "words"),
        (&leila, "contract", "contract/renegotiation".into(), "reason"),
        (&piotr, "risk_assessment", "risk".into(), "note"),
        (&piotr, "risk_assessment", "hold".into(), "reason"),
    ];
    for (course, room, place, field) in forms {
        left_comes_back(&world, &ruth, &at(course, room), &at(course, &place), field).await;
    }
    let retirement = at(&leila, &format!("inventory/{person}/retirement"));
    let person = at(&leila, &format!("inventory/{person}"));
    left_comes_back(&world, &ruth, &person, &retirement, "reason").await;
    left_comes_back(&world, &tomas, "/settings", "/settings", "zone").await;
    left_comes_back(&world, &tomas, "/people", "/people", "name").await;
    // Lifting a hold stands there only while there is one, and clearing only after an assessment.
    world.ask("POST", &at(&leila, "hold"), &ruth, "reason=Storm").await;
    world.assess(&leila, &ruth).await;
    let (room, lifting) = (at(&leila, "risk_assessment"), at(&leila, "hold/lifting"));
    left_comes_back(&world, &ruth, &room, &lifting, "reason").await;
}

/// The second tab saw what the first one saw, and sends after it.
/// The version that the form which is sent there has seen.
fn seen_by(page: &str, post: &str) -> String {
    let form = page.split(&format!("action=\"{post}\"")).nth(1).expect("its form");
    let seen = form.split("name=\"form_seen\" value=\"").nth(1).expect("a version");
    seen.split('"').next().expect("a version").to_owned()
}

async fn second_tab(world: &World, cookie: &str, (page_at, post): (&str, &str), forms: [&str; 3]) {
    let [first, second, again] = forms;
    let before = page(world, cookie, page_at).await;
    let seen = seen_by(&before, post);
    let send = |form: &str| format!("{form}&form_seen={seen}");
    let one = world.ask("POST", post, cookie, &send(first)).await;
    assert_eq!(one.status, 303, "{post}: {}", one.body);
    let two = world.ask("POST", post, cookie, &send(second)).await;
    assert_eq!(two.status, 422, "{post} was overwritten");
    assert!(two.body.contains("class=\"versus\""), "{post}");
    for word in again.split('|') {
        assert!(two.body.contains(word), "{post} does not show {word}");
    }
    let seen_now = seen_by(&two.body, post);
    let anew = world.ask("POST", post, cookie, &format!("{second}&form_seen={seen_now}")).await;
    assert_eq!(anew.status, 303, "{post}: who has seen it may decide");
}

#[tokio::test]
async fn a_second_tab_overwrites_nothing() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let inventory = page(&world, &ruth, &format!("{course}/inventory")).await;
    let person =
        format!("{course}/inventory/{}", id_after(&inventory, &format!("{course}/inventory/")));
    let (one, two) = ("Only-in-the-first", "Only-in-the-second");
    let both = format!("{one}|{two}");
    let base = "name=Nadia&relation=friend";
    let forms = [&format!("{base}&liked={one}"), &format!("{base}&liked={two}"), &both];
    second_tab(&world, &ruth, (&person, &person), forms.map(String::as_str)).await;

    let form = format!("on=2026-01-02&kind=other&what={one}");
    world.ask("POST", &format!("{course}/timeline"), &ruth, &form).await;
    let timeline = page(&world, &ruth, &format!("{course}/timeline")).await;
    let moment =
        format!("{course}/timeline/{}", id_after(&timeline, &format!("{course}/timeline/")));
    let forms = [&form, &format!("on=2026-01-02&kind=other&what={two}"), &both];
    second_tab(&world, &ruth, (&moment, &moment), forms.map(String::as_str)).await;

    let goals = page(&world, &ruth, &format!("{course}/goals")).await;
    let goal = format!("{course}/goals/{}", id_after(&goals, &format!("{course}/goals/")));
    let forms = [&format!("text={one}"), &format!("text={two}"), &both];
    second_tab(&world, &ruth, (&goal, &goal), forms.map(String::as_str)).await;
    // What was worded anew is the same goal still.
    let anew = page(&world, &ruth, &format!("{course}/goals")).await;
    assert_eq!(anew.matches("/progress\"").count(), goals.matches("/progress\"").count());
    assert!(anew.contains(two) && !anew.contains(one));

    let client = format!("{course}/client");
    let base = "name=Leila+Haddad";
    let forms =
        [&format!("{base}&safe_contact={one}"), &format!("{base}&safe_contact={two}"), &both];
    second_tab(&world, &ruth, (&client, &client), forms.map(String::as_str)).await;

    let focus = format!("{course}/focus");
    let base = "primary=role_dispute&client_agrees=yes&agreed_on=2026-05-01";
    let forms = [&format!("{base}&criteria={one}"), &format!("{base}&criteria={two}"), &both];
    second_tab(&world, &ruth, (&focus, &focus), forms.map(String::as_str)).await;

    let id = person.rsplit('/').next().expect("an id");
    let circle = format!("{course}/circle?layout=wished");
    let forms = [1, 2].map(|ring| format!("layout=wished&{id}={ring}"));
    let forms = [forms[0].as_str(), &forms[1], "As it stands now"];
    second_tab(&world, &ruth, (&circle, &circle), forms).await;

    let one = format!("{course}/circle?layout=now&person={id}");
    let moves = format!("{course}/circle/moves?person={id}");
    let forms = [3, 1].map(|ring| format!("layout=now&person={id}&before_onset={ring}"));
    let forms = [forms[0].as_str(), &forms[1], "As it stands now|Before it began"];
    second_tab(&world, &ruth, (&one, &moves), forms).await;
}

#[tokio::test]
async fn a_moment_struck_in_another_tab_does_not_take_the_text_with_it() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let noted = "on=2026-01-02&kind=other&what=There-for-now";
    world.ask("POST", &format!("{course}/timeline"), &ruth, noted).await;
    let timeline = page(&world, &ruth, &format!("{course}/timeline")).await;
    let moment =
        format!("{course}/timeline/{}", id_after(&timeline, &format!("{course}/timeline/")));
    world.ask("POST", &format!("{moment}/striking"), &ruth, "").await;
    let typed = "on=2026-01-02&kind=other&what=Still-here&form_seen=1";
    let came = world.ask("POST", &moment, &ruth, typed).await;
    assert_eq!(came.status, 422);
    assert!(came.body.contains("Still-here"));
}

/// What was struck in another tab comes back with what was typed, and only to who sends it again.
#[tokio::test]
async fn an_incident_or_a_decision_struck_in_another_tab_does_not_come_back_unseen() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    for (room, first, typed) in [
        ("incidents", "on=2026-01-02&what=There-for-now", "on=2026-01-02&what=Still-here"),
        (
            "decisions",
            "wanted=There-for-now&options.0.what=Talk",
            "wanted=Peace&options.0.what=Still-here",
        ),
    ] {
        let list = format!("{course}/{room}");
        let noted = world.ask("POST", &list, &ruth, first).await;
        let one = noted.location.trim_end_matches("?saved=yes").to_owned();
        assert_eq!(world.ask("POST", &format!("{one}/striking"), &ruth, "").await.status, 303);
        let came = world.ask("POST", &one, &ruth, &format!("{typed}&form_seen=1")).await;
        assert_eq!(came.status, 422, "{room}");
        assert!(came.body.contains("Still-here") && came.body.contains("class=\"versus\""));
        assert!(came.body.contains(&format!("action=\"{one}\"")), "{room}: to be sent again");
        assert_eq!(world.ask("GET", &one, &ruth, "").await.status, 404, "{room} came back");
        let again = world.ask("POST", &one, &ruth, &format!("{typed}&form_seen=0")).await;
        assert_eq!(again.status, 303, "{room}: who has seen it may decide");
    }
    let noted =
        world.ask("POST", &format!("{course}/incidents"), &ruth, "on=2026-01-02&what=A").await;
    let one = noted.location.trim_end_matches("?saved=yes").to_owned();
    world.ask("POST", &format!("{one}/striking"), &ruth, "").await;
    for sent in ["exchange.0.speaker=client&exchange.0.said=Still-here", "lost=Still-here"] {
        let came = world.ask("POST", &format!("{one}/communication"), &ruth, sent).await;
        assert_eq!(came.status, 422, "{sent}");
        assert!(came.body.contains(">Still-here</textarea>"), "{sent}: {}", came.body);
    }
}

fn asked(app: &Arc<App>, actor: &clinic::Actor, path: &str, body: &str) -> Ask {
    let parts = [("session".to_owned(), "3".to_owned())].into();
    let (query, form) = (BTreeMap::default(), draft::read(body));
    Ask {
        host: "127.0.0.1".to_owned(),
        app: Arc::clone(app),
        path: path.into(),
        parts,
        query,
        form,
        actor: Some(actor.clone()),
        newcomer: None,
        browser: String::new(),
        flow: String::new(),
        token: None,
        desk: Default::default(),
        has_drafts: Default::default(),
    }
}

#[tokio::test]
async fn whatever_the_problem_the_page_has_what_was_typed() {
    let clinic = Clinic::in_memory(Arc::new(SetClock::default())).expect("in memory");
    let set_up = clinic.set_up().expect("tables").expect("new");
    let named = Some(("Tomas", "tomas"));
    let signed_in = clinic.take_invitation(&set_up, named, "grey herons over the marsh");
    let actor = signed_in.expect("in").actor;
    let app = Arc::new(App {
        clinic: Arc::new(clinic),
        behind_tls: false,
        hosts: web::guard::Hosts::default(),
        provider: None,
    });
    let full = || Failure::from(Problem::Record(record::Problem::DiskFull));
    let changed = || Failure::from(Problem::Changed { now: BTreeMap::default(), version: 2 });
    let problems = [
        (507, full()),
        (503, Failure::from(Problem::Busy)),
        (409, changed()),
        (413, Failure::Told(StatusCode::PAYLOAD_TOO_LARGE, "too-long")),
        (413, Failure::from(Problem::TooLarge)),
        (500, Failure::from(Problem::Fault("a bug"))),
    ];
    for (status, failure) in problems {
        let ask =
            asked(&app, &actor, "/courses/1/sessions/3/addenda", "text=Not+lost&passphrase=hidden");
        let response = failure.answer(Page::default(), &ask);
        assert_eq!(response.status(), status);
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        let body = String::from_utf8_lossy(&body);
        assert!(body.contains(">Not lost</textarea>"), "{status}: {body}");
        assert_eq!(status == 413, body.contains("This is too long to be kept at once"), "{body}");
        assert!(!body.contains("hidden\""), "{status} shows a passphrase");
    }
    // Each field under its own label: the first of a form, a later one, one of an entry.
    for (room, typed, label) in [
        ("triad", "crisis_event=The+move", "What happened"),
        ("triad", "cultural=The+move", "Of culture"),
        ("incidents/7/communication", "exchange.1.tone=The+move", "Tone"),
    ] {
        let ask = asked(&app, &actor, &format!("/courses/1/{room}"), typed);
        let response = full().answer(Page::default(), &ask);
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        let body = String::from_utf8_lossy(&body);
        assert!(body.contains(">The move</textarea>"), "{typed}: {body}");
        assert!(body.contains(&format!(">{label}</label>")), "{typed}: {body}");
    }
}

#[tokio::test]
async fn a_small_form_comes_back_on_its_page_with_what_is_wrong_beside_the_field() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let task = "what=Ring+Ida&confidence=7";
    world.ask("POST", &format!("{course}/sessions/5/homework"), &ruth, task).await;
    let session = page(&world, &ruth, &format!("{course}/sessions/6")).await;
    let goals = page(&world, &ruth, &format!("{course}/goals")).await;
    let goal = id_after(&goals, &format!("{course}/goals/"));
    let task = id_after(&session, &format!("{course}/homework/"));
    for (place, sent, beside) in [
        (
            format!("goals/{goal}/progress"),
            "rating=eleven&evidence=Kept-here",
            ["status", "rating"],
        ),
        ("sessions/6/homework".into(), "confidence=11&obstacle=Kept-here", ["what", "confidence"]),
        (format!("homework/{task}/review"), "session=6&result=Kept-here", ["tried", "tried"]),
    ] {
        let came = world.ask("POST", &format!("{course}/{place}"), &ruth, sent).await;
        assert_eq!(came.status, 422, "{place}");
        assert!(came.body.contains("class=\"rail\""), "{place} has a page of its own");
        for field in beside {
            let wrong = format!("<p class=\"problem\" id=\"{field}-wrong");
            assert_eq!(came.body.matches(&wrong).count(), 1, "{place}: {field}");
        }
        assert_eq!(came.body.matches("Kept-here").count(), 1, "{place}");
        let form = came.body.split("Kept-here").next().expect("a form");
        let around = form.rsplit("<details").next().expect("around it");
        let closed = form.contains("<details") && !around.starts_with(" open");
        assert!(place.contains("review") || !closed, "{place} is folded away");
    }
    // Where its form stands on no page any more, it has one of its own.
    let review = format!("{course}/homework/{task}/review");
    let tried = "session=6&tried=partly&result=Kept-here";
    assert_eq!(world.ask("POST", &review, &ruth, tried).await.status, 303);
    let unknown = "00000000000000000000000000000007";
    for (place, sent) in [
        (review, format!("{tried}-too")),
        (format!("{course}/goals/{unknown}/progress"), "status=open&evidence=Kept-here".into()),
        (format!("{course}/sessions/16/homework"), "what=Kept-here".into()),
    ] {
        let came = world.ask("POST", &place, &ruth, &sent).await;
        assert_eq!(came.status, 422, "{place}");
        assert!(came.body.contains("Kept-here") && came.body.contains("\"reason\""), "{place}");
    }
}

#[tokio::test]
async fn a_form_that_is_too_long_comes_back() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let path = format!("/courses/{}/triad", world.course("Leila Haddad"));
    let long = format!("crisis_event={}", "word+".repeat(60 * 1024));
    let came = world.ask("POST", &path, &ruth, &long).await;
    assert_eq!(came.status, 413);
    assert!(came.body.contains("word word word"));
    let stranger = world.ask("POST", &path, "", &long).await;
    assert!(!stranger.body.contains("word word word"));
}
