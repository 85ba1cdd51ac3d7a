//! Today: who comes and when, what waits and where it is done; and the time of day of a booking.

use crate::{World, world};

async fn body(world: &World, cookie: &str, path: &str) -> String {
    let came = world.ask("GET", path, cookie, "").await;
    assert_eq!(came.status, 200, "{path}");
    came.body
}

/// What stands between two marks.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let rest = page.split(from).nth(1).unwrap_or_else(|| panic!("no {from}"));
    rest.split(to).next().unwrap_or_default()
}

fn before(page: &str, first: &str, second: &str) -> bool {
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("no {text} in {page}"));
    at(first) < at(second)
}

#[tokio::test]
async fn a_day_shows_its_sessions_in_the_order_of_their_time() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let (leila, geoffrey) = (world.course("Leila Haddad"), world.course("Geoffrey Ames"));
    let page = body(&world, &ruth, "/today").await;
    let sessions = between(&page, "<ol class=\"day-sessions\">", "</ol>");
    assert!(before(sessions, "10:15", "14:00") && before(sessions, "Leila", "Geoffrey"));
    let begin = format!("href=\"/courses/{leila}/sessions\">Begin session 7<");
    assert!(sessions.contains(&begin), "{sessions}");
    // Geoffrey is put before her, and Jun comes at no time that was said: he stands last.
    let book = |course: &str| format!("/courses/{course}/sessions/next");
    world.ask("POST", &book(&geoffrey), &ruth, "on=2026-06-01&at=9:05").await;
    world.ask("POST", &book(&world.course("Jun Park")), &ruth, "on=2026-06-01").await;
    let page = body(&world, &ruth, "/today").await;
    let sessions = between(&page, "<ol class=\"day-sessions\">", "</ol>");
    assert!(before(sessions, "Geoffrey", "Leila") && before(sessions, "Leila", "Jun"));
    assert!(sessions.contains("datetime=\"09:05\""));
    assert!(page.contains("No session is booked in the next seven days."));
}

#[tokio::test]
async fn a_session_that_was_begun_stays_on_its_day_and_leads_to_its_note() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let came = world.ask("POST", &format!("{course}/sessions"), &ruth, "on=2026-06-01").await;
    assert_eq!(came.status, 303);
    let page = body(&world, &ruth, "/today").await;
    let sessions = between(&page, "<ol class=\"day-sessions\">", "</ol>");
    assert!(before(sessions, "10:15", "Leila") && before(sessions, "Leila", "14:00"));
    let note = format!("href=\"{course}/sessions/7\">Write the note of session 7<");
    assert!(sessions.contains(&note), "{sessions}");
    let waiting = between(&page, "Waiting for you", "</section>");
    assert!(waiting.contains("Finish and sign the note of session 7"));
    assert!(waiting.contains(&format!("href=\"{course}/sessions#next\"")));
}

#[tokio::test]
async fn what_waits_says_why_and_leads_there_safety_first_and_alone_in_red() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let page = body(&world, &ruth, "/today").await;
    let first = between(&page, "class=\"first\"", "</section>");
    assert!(before(&page, "class=\"first\"", "day-sessions"), "before everything else");
    let waiting = between(&page, "Waiting for you", "</section>");
    let room = format!("/courses/{}/risk_assessment", world.course("Piotr Nowak"));
    assert!(first.contains("Piotr Nowak") && first.contains(&room), "{first}");
    assert_eq!(page.matches("flag safety").count(), 1);
    assert!(before(waiting, "Not better at half time", "Note not signed"));
    assert!(before(waiting, "Note not signed", "No next date"));
    // A day that went by without a session: in the list, and back on the day it was booked for.
    let leila = format!("/courses/{}/sessions/next", world.course("Leila Haddad"));
    world.ask("POST", &leila, &ruth, "on=2026-05-31&at=11:00").await;
    let page = body(&world, &ruth, "/today").await;
    assert!(
        between(&page, "Waiting for you", "</section>").contains("Booked for 31 May, not held")
    );
    let day = body(&world, &ruth, "/today?on=2026-05-31").await;
    assert!(day.contains("Yesterday, Sunday 31 May 2026") && day.contains("Leila Haddad"));
    assert!(day.contains("Session overdue") && !day.contains("Waiting for you"));
}

#[tokio::test]
async fn another_day_can_be_seen_and_a_day_that_is_none_is_today() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let page = body(&world, &ruth, "/today").await;
    assert!(page.contains("/today?on=2026-05-31") && page.contains("/today?on=2026-06-02"));
    let third = body(&world, &ruth, "/today?on=2026-06-03").await;
    assert!(third.contains("Jun Park") && !third.contains("Begin session"));
    assert!(body(&world, &ruth, "/today?on=2026-06-02").await.contains("Tomorrow, Tuesday"));
    for wrong in ["2026-02-30", "soon", "-9999-01-01", "9999-12-31"] {
        body(&world, &ruth, &format!("/today?on={wrong}")).await;
    }
    assert!(body(&world, &ruth, "/today?on=soon").await.contains("Today, Monday 1 June 2026"));
    // Daniel, who leads none of these courses, sees none of them.
    let daniel = world.enter("Daniel Okafor").await;
    let page = body(&world, &daniel, "/today").await;
    for client in ["Leila Haddad", "Geoffrey Ames", "Piotr Nowak", "Jun Park"] {
        assert!(!page.contains(client), "{client}");
    }
    assert!(page.contains("Nothing waits for you."));
}

#[tokio::test]
async fn a_booking_with_a_time_is_shown_wherever_the_day_is() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let leila = format!("/courses/{}", world.course("Leila Haddad"));
    let next = format!("{leila}/sessions/next");
    let came = world.ask("POST", &next, &ruth, "on=2026-06-09&at=09:30").await;
    assert_eq!(came.status, 303);
    for (page, said) in [
        ("/caseload".to_owned(), "9 Jun, 09:30"),
        (leila.clone(), "Next session 9 Jun 2026, 09:30"),
        (format!("{leila}/sessions"), "name=\"at\" value=\"09:30\""),
        (format!("{leila}/history"), "The next session was booked: 9 Jun 2026, 09:30"),
        (format!("{leila}/record"), "<dt>Time</dt><dd>09:30</dd>"),
    ] {
        assert!(body(&world, &ruth, &page).await.contains(said), "{page}");
    }
    let hers = own_way_in(&world, &ruth, &leila).await;
    let own = format!("/my/{}", world.course("Leila Haddad"));
    let page = body(&world, &hers, &own).await;
    assert!(page.contains("We meet next: <strong>Tuesday 9 June 2026, 09:30</strong>"), "{page}");
    let came = world.ask("POST", &next, &ruth, "on=&at=").await;
    assert_eq!(came.status, 303);
    let history = body(&world, &ruth, &format!("{leila}/history")).await;
    assert!(history.contains("The booking of the next session was taken back"));
    assert!(!body(&world, &hers, &own).await.contains("We meet next"));
}

/// The cookie of the client of a course, who is invited and comes.
pub async fn own_way_in(world: &World, ruth: &str, course: &str) -> String {
    let path = format!("{course}/client/invitation");
    let shown = world.ask("POST", &path, ruth, "login=leila").await.body;
    let token = between(&shown, "/invitations/", "<").trim();
    let words = "passphrase=a+passphrase+of+her+own&again=a+passphrase+of+her+own";
    let came = world.ask("POST", &format!("/invitations/{token}"), "", words).await;
    assert_eq!(came.status, 303, "{}", came.body);
    came.cookie
}

#[tokio::test]
async fn a_time_that_is_none_is_said_and_what_was_typed_comes_back() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let next = format!("{course}/sessions/next");
    for (sent, said, kept) in [
        ("on=2026-06-09&at=half+nine", "This is not a time of the day", "rows=\"2\">half nine<"),
        ("on=2026-06-09&at=24:00", "This is not a time of the day", "rows=\"2\">24:00<"),
        ("on=&at=09:30", "A time needs its day", "value=\"09:30\""),
        ("on=9+June&at=09:30", "This is not a date of the calendar", "value=\"09:30\""),
        ("on=2026-05-01&at=09:30", "this day is before 18 May 2026", "value=\"09:30\""),
    ] {
        let came = world.ask("POST", &next, &ruth, sent).await;
        assert_eq!(came.status, 422, "{sent}");
        assert!(came.body.contains(said), "{sent}: {}", came.body);
        assert!(came.body.contains(&format!("name=\"at\" {kept}")), "{sent}");
    }
    let still = body(&world, &ruth, &format!("{course}/sessions")).await;
    assert!(still.contains("name=\"at\" value=\"10:15\""), "nothing was booked");
}

#[tokio::test]
async fn an_alert_that_went_on_stands_first_with_the_deputy() {
    let world = world();
    let daniel = world.enter("Daniel Okafor").await;
    let risk = format!("/courses/{}/risk_assessment", world.course("Piotr Nowak"));
    assert_eq!(world.ask("GET", &risk, &daniel, "").await.status, 404);
    let later = world.clinic.now().checked_add(jiff::ToSpan::hours(49)).expect("a moment");
    world.clock.set(later);
    assert_eq!(world.clinic.escalate().expect("looked"), 1);
    let daniel = world.enter("Daniel Okafor").await;
    let page = body(&world, &daniel, "/today").await;
    let first = between(&page, "class=\"first\"", "</section>");
    assert!(first.contains("Alert gone on to you"), "{first}");
    assert!(page.contains(&format!("href=\"{risk}\">See it and take it on")));
    assert!(body(&world, &daniel, "/caseload").await.contains("Piotr Nowak"));
    let page = body(&world, &daniel, &risk).await;
    assert!(page.contains("went on to Daniel Okafor") && page.contains("I take this on"));
}
