//! A therapist in a hurry: what is next stands first, and every way leads back.

use crate::world;

#[tokio::test]
async fn in_the_middle_of_a_session_every_room_leads_back_to_it() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = world.course("Piotr Nowak");
    let back = format!("href=\"/courses/{course}/sessions/3\">← Back to session 3");
    for room in ["risk_assessment", "measures/phq-9?session=3", "incidents", "decisions", "circle"]
    {
        let page = world.ask("GET", &format!("/courses/{course}/{room}"), &ruth, "").await.body;
        assert!(page.contains(&back), "{room}");
    }
    let session = world.ask("GET", &format!("/courses/{course}/sessions/3"), &ruth, "").await.body;
    assert!(!session.contains("← Back to session"), "it is here");
    let signed = world.course("Leila Haddad");
    let risk = world.ask("GET", &format!("/courses/{signed}/risk_assessment"), &ruth, "").await;
    assert!(!risk.body.contains("← Back to session"), "no session is being held");
}

#[tokio::test]
async fn the_next_step_stands_before_the_rooms() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let path = format!("/courses/{}", world.course("Leila Haddad"));
    let page = world.ask("GET", &path, &ruth, "").await.body;
    assert!(page.contains("<details class=\"course-nav\"><summary>"), "the rooms wait, closed");
}

#[tokio::test]
async fn no_session_is_offered_that_would_be_refused() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Geoffrey Ames"));
    let offers = "action=\"".to_owned() + &course + "/sessions\"";
    let note = "opening_answer=Well&answer_kind=mood&link_text=Tea+and+a+walk&risk=None\
                &risk_disclosed=no&sessions_left_said=yes&form_seen=0";
    for (n, on) in [(15, "2026-06-01"), (16, "2026-06-01")] {
        for page in ["", "/sessions"] {
            let page = world.ask("GET", &format!("{course}{page}"), &ruth, "").await.body;
            assert!(page.contains(&offers), "session {n} may begin");
        }
        let opened =
            world.ask("POST", &format!("{course}/sessions"), &ruth, &format!("on={on}")).await;
        assert_eq!(opened.status, 303, "{n}");
        let sign = format!("{course}/sessions/{n}/signature");
        assert_eq!(world.ask("POST", &sign, &ruth, note).await.status, 303, "{n}");
    }
    for page in ["", "/sessions"] {
        let page = world.ask("GET", &format!("{course}{page}"), &ruth, "").await.body;
        assert!(!page.contains(&offers), "all are held");
        assert!(page.contains("All sessions that were agreed have been held: 16."), "and why");
    }
}
