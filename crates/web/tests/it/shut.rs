//! What is not open shows no form: it says why and where to go on, and is read all the same.

use web::routes::ROUTES;

use crate::{World, world};

async fn body(world: &World, cookie: &str, path: &str) -> String {
    let came = world.ask("GET", path, cookie, "").await;
    assert_eq!(came.status, 200, "{path}");
    came.body
}

/// The addresses within the course to which a page sends forms that change something.
fn actions(page: &str, course: &str) -> Vec<String> {
    let asks = |form: &&str| form.split('>').next().is_some_and(|t| t.contains("method=\"get\""));
    let forms = page.split("<form ").skip(1).filter(|form| !asks(form)).filter_map(|form| {
        let action = form.split("action=\"").nth(1)?.split('"').next()?;
        Some(action.strip_prefix(course)?.to_owned())
    });
    forms.collect()
}

#[tokio::test]
async fn a_closed_course_is_read_and_no_room_shows_a_form_that_would_be_refused() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Maren"));
    let first = |page: &str, mark: &str| {
        let rest = page.split(&format!("href=\"{course}/{mark}/")).nth(1).expect("one");
        format!("/{mark}/{}", rest.split('"').next().expect("an address"))
    };
    let mut rooms: Vec<String> = ROUTES
        .iter()
        .filter(|route| route.method == axum::http::Method::GET)
        .filter_map(|route| route.path.strip_prefix("/courses/{course}"))
        .filter(|room| !room.contains('{') && !room.contains('.'))
        .map(str::to_owned)
        .collect();
    let documents = ipt::DocumentKind::ALL.iter().map(|kind| format!("/{}", kind.name()));
    rooms.extend(documents);
    for mark in ["inventory", "timeline"] {
        rooms.push(first(&body(&world, &ruth, &format!("{course}/{mark}")).await, mark));
    }
    rooms.extend(["/measures/phq-9", "/sessions/3", "/circle?layout=wished"].map(str::to_owned));
    // What goes on in a closed course: the client comes again, is reached, signs in; an addendum;
    // somebody close to them begins here; its record is handed out.
    let open = [
        "/re-entry",
        "/disclosures",
        "/client",
        "/client/invitation",
        "/sessions/3/addenda",
        "/process-notes",
        "/role-conflicts",
        "/labels",
        "/guardians",
    ];
    for room in &rooms {
        let page = body(&world, &ruth, &format!("{course}{room}")).await;
        let shown = actions(&page, &course);
        assert!(shown.iter().all(|action| open.contains(&action.as_str())), "{room}: {shown:?}");
        let apart = [
            "",
            "/circle/replay",
            "/client",
            "/corrections",
            "/disclosures",
            "/erasure",
            "/guardians",
            "/history",
            "/labels",
            "/looks",
            "/process-notes",
            "/progress",
            "/record",
            "/role-conflicts",
            "/sessions/3",
            "/relapse_plan/card",
            "/self-checks",
        ];
        if !apart.contains(&room.as_str()) {
            let notice = page
                .split("class=\"notice shut noprint\"")
                .nth(1)
                .unwrap_or_else(|| panic!("{room}"));
            assert!(notice.contains(&format!("<a href=\"{course}\">")), "{room}");
        }
    }
    for (room, said) in [
        ("/focus", "<dl class=\"facts fixed\"><div>"),
        ("/suitability", "<dl class=\"facts fixed\"><div>"),
        ("/circle", "<dl class=\"facts fixed\"><div>"),
        (rooms[rooms.len() - 5].as_str(), "<dl class=\"facts fixed\"><div>"),
        (rooms[rooms.len() - 4].as_str(), "<dl class=\"facts fixed\"><div>"),
    ] {
        assert!(body(&world, &ruth, &format!("{course}{room}")).await.contains(said), "{room}");
    }
}

#[tokio::test]
async fn what_was_typed_before_or_is_sent_all_the_same_is_not_lost() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let path = format!("/courses/{}/timeline", world.course("Maren"));
    let sent = "on=2026-01-02&kind=other&what=Still-here";
    let came = world.ask("POST", &path, &ruth, sent).await;
    assert_eq!(came.status, 422);
    assert!(came.body.contains("Still-here") && came.body.contains("The course is closed."));
    let tab = "00000000-0000-0000-0000-000000000001";
    let draft = format!("form_by=page&form_tab={tab}&form_place={path}&what=Left-here");
    assert_eq!(world.ask("POST", "/drafts", &ruth, &draft).await.status, 204);
    assert!(body(&world, &ruth, &path).await.contains("Left-here"));
}

#[tokio::test]
async fn suitability_waits_for_consent_and_is_read_once_it_is_decided() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Amara Diallo"));
    let page = body(&world, &ruth, &format!("{course}/suitability")).await;
    assert!(actions(&page, &course).is_empty());
    let notice = page.split("class=\"notice shut noprint\"").nth(1).expect("why not");
    assert!(notice.contains(&format!("<a href=\"{course}/referral\">")));
    let decided = format!("/courses/{}", world.course("Leila Haddad"));
    let page = body(&world, &ruth, &format!("{decided}/suitability")).await;
    assert!(actions(&page, &decided).is_empty() && page.contains("class=\"facts fixed\""));
}
