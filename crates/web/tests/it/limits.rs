//! What is logged, what is kept as a draft, whose sign-in counts, and who is told of a recovery.

use axum::http::Method;
use web::routes::{ROUTES, is_form};

use crate::{World, world};

async fn looks(world: &World, cookie: &str, course: &str) -> String {
    let came = world.ask("GET", &format!("/courses/{course}/looks"), cookie, "").await;
    assert_eq!(came.status, 200);
    came.body
}

#[tokio::test]
async fn what_is_no_room_is_not_there_and_is_not_logged() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = world.course("Maren");
    for method in ["GET", "POST"] {
        let path = format!("/courses/{course}/planted-word");
        assert_eq!(world.ask(method, &path, &ruth, "").await.status, 404);
    }
    let triad = format!("/courses/{course}/triad");
    assert_eq!(world.ask("GET", &triad, &ruth, "").await.status, 200);
    let body = looks(&world, &ruth, &course).await;
    assert!(!body.contains("planted-word"));
    assert!(body.contains("Looked at: "), "the page still tells what was looked at");
}

#[tokio::test]
async fn drafts_are_kept_only_for_forms_that_there_are() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = world.course("Leila Haddad");
    let tab = "00000000-0000-0000-0000-000000000001";
    let save = async |place: &str, cookie: &str| {
        let body = format!("form_by=page&form_tab={tab}&form_place={place}&crisis_event=kept");
        world.ask("POST", "/drafts", cookie, &body).await.status
    };
    let triad = format!("/courses/{course}/triad");
    assert_eq!(save(&triad, &ruth).await, 204);
    assert_eq!(save("/referral", &ruth).await, 204);
    for apart in ["contract/signatures?as=client", "circle?layout=wished"] {
        let place = format!("/courses/{course}/{apart}").replace('?', "%3F").replace('=', "%3D");
        assert_eq!(save(&place, &ruth).await, 204, "{apart}");
    }
    for place in
        ["/nowhere", "/courses", &format!("/courses/{course}/planted"), "/sign-in", "/drafts"]
    {
        assert_eq!(save(place, &ruth).await, 422, "{place}");
    }
    let daniel = world.enter("Daniel Okafor").await;
    assert_eq!(save(&triad, &daniel).await, 404);
    let page = world.ask("GET", &triad, &ruth, "").await.body;
    assert!(page.contains("kept"), "it fills the form again");
    let body = looks(&world, &ruth, &course).await;
    assert!(!body.contains(": draft"), "typing is no look");
}

#[tokio::test]
async fn every_drafted_form_is_a_known_place() {
    for route in ROUTES.iter().filter(|route| route.method == Method::POST && !route.open()) {
        let path = route.path.replace("{document}", "triad").replace(['{', '}'], "");
        assert_eq!(is_form(&path), route.path != "/drafts", "{path}");
    }
}

#[tokio::test]
async fn what_was_typed_over_is_shown_beside_the_draft() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = world.course("Leila Haddad");
    let triad = format!("/courses/{course}/triad");
    let tab = "00000000-0000-0000-0000-000000000001";
    for typed in ["The+long+story", "The+long+story+of+the+move", "x"] {
        let body = format!("form_by=page&form_tab={tab}&form_place={triad}&crisis_event={typed}");
        assert_eq!(world.ask("POST", "/drafts", &ruth, &body).await.status, 204);
    }
    let page = world.ask("GET", &triad, &ruth, "").await.body;
    assert_eq!(page.matches("The long story").count(), 1, "the last whole version, once");
    assert!(page.contains("The long story of the move"));
}

#[tokio::test]
async fn a_new_sign_in_ends_the_one_this_browser_had() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let door = world.practice.people.iter().find(|person| person.name == "Tomas Weil");
    let path = format!("/demo/{}", door.expect("there").door.0);
    let tomas = world.ask("GET", &path, &ruth, "").await.cookie;
    assert_eq!(world.ask("GET", "/people", &tomas, "").await.status, 200);
    let came = world.ask("GET", "/caseload", &ruth, "").await;
    assert!(came.location.starts_with("/sign-in"), "{} {}", came.status, came.location);
}

#[tokio::test]
async fn a_recovery_is_told_on_every_page_and_can_be_cancelled() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    let ruth = world.enter("Ruth Albrecht").await;
    let people = world.ask("GET", "/people", &tomas, "").await.body;
    let row = people.split("<tr>").find(|row| row.contains("Ruth Albrecht")).expect("a row");
    let invite = row.split("action=\"").nth(1).and_then(|rest| rest.split('"').next());
    let invite = invite.expect("a button").to_owned();
    let link = async || {
        let page = world.ask("POST", &invite, &tomas, "").await.body;
        let link = page.split("<code>").nth(1).and_then(|rest| rest.split('<').next());
        (link.expect("a link").to_owned(), page)
    };
    let words = "passphrase=a+lamp+in+the+grey+harbour&again=a+lamp+in+the+grey+harbour";
    let (first, _) = link().await;
    let ruth_again = world.ask("POST", &first, "", words).await;
    assert_eq!(ruth_again.status, 303, "somebody without a passphrase comes in at once");
    let ended = world.ask("GET", "/caseload", &ruth, "").await;
    assert!(ended.location.starts_with("/sign-in"));
    let ruth = ruth_again.cookie;
    assert!(!world.ask("GET", "/caseload", &ruth, "").await.body.contains("recovery"));

    let (second, page) = link().await;
    assert!(page.contains("this link is a recovery"));
    for method in ["GET", "POST"] {
        assert_eq!(world.ask(method, &second, "", words).await.status, 425, "not yet");
    }
    for path in ["/caseload", "/referral"] {
        let page = world.ask("GET", path, &ruth, "").await.body;
        assert!(page.contains("Tomas Weil made a link"), "{path}");
        assert!(page.contains("action=\"/recovery/cancellation\""), "{path}");
    }
    assert_eq!(world.ask("POST", "/recovery/cancellation", &ruth, "").await.status, 303);
    assert!(!world.ask("GET", "/caseload", &ruth, "").await.body.contains("made a link"));
    assert_eq!(world.ask("POST", &second, "", words).await.status, 410);
}

#[tokio::test]
async fn a_course_that_was_handed_over_says_so_and_not_that_it_is_not_there() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = world.course("Jun Park");
    let path = format!("/courses/{course}/transfer");
    let tab = "00000000-0000-0000-0000-000000000001";
    let page = world.ask("GET", &path, &ruth, "").await.body;
    let daniel = page.split(">Daniel Okafor</option>").next().expect("a colleague to choose");
    let daniel = daniel.rsplit("value=\"").next().expect("an id").trim_end_matches('"');
    let body = format!("to={daniel}&reason=Leave&form_tab={tab}&form_place={path}");
    let came = world.ask("POST", &path, &ruth, &body).await;
    assert_eq!((came.status, came.location.as_str()), (303, "/caseload"));
    assert_eq!(world.ask("GET", &format!("/courses/{course}"), &ruth, "").await.status, 404);
}
