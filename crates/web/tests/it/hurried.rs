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

#[tokio::test]
async fn an_invitation_is_a_whole_address_that_can_be_sent() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    let words = "name=Nadia&login=nadia&role=therapist";
    let page = world.ask("POST", "/people", &tomas, words).await.body;
    assert!(page.contains("<code>http://127.0.0.1/invitations/"));
}

#[tokio::test]
async fn a_wrong_day_is_named_in_words_and_comes_back_as_a_day() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let sessions = format!("/courses/{}/sessions", world.course("Leila Haddad"));
    let refused = world.ask("POST", &sessions, &ruth, "on=2026-06-05").await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("5 Jun 2026 has not come yet."));
    assert!(
        refused.body.contains("<input type=\"date\" id=\"t-on\" name=\"on\" value=\"2026-06-05\"")
    );
    let next = format!("{sessions}/next");
    let refused = world.ask("POST", &next, &ruth, "on=2020-06-05&at=10:30").await.body;
    assert!(refused.contains("<input type=\"time\" id=\"t-at\" name=\"at\" value=\"10:30\""));
    let unreadable = world.ask("POST", &sessions, &ruth, "on=soon").await.body;
    assert!(unreadable.contains("rows=\"2\">soon</textarea>"), "what is no day stays as it is");
}

#[tokio::test]
async fn the_day_of_an_assessment_stands_on_today() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let referral = format!("/courses/{}/referral", world.course("Amara Diallo"));
    for (day, version, from, to) in [
        ("2026-06-03", 1, "The next seven days", "</section>"),
        ("2026-06-01", 2, "<ol class=\"day-sessions\">", "</ol>"),
    ] {
        let words = format!(
            "reason=Low&received_on=2026-05-30&consent_to_assessment=yes\
             &assessment_booked_on={day}&form_seen={version}"
        );
        assert_eq!(world.ask("POST", &referral, &ruth, &words).await.status, 303);
        let page = world.ask("GET", "/today", &ruth, "").await.body;
        let part = page.split(from).nth(1).unwrap_or_default();
        let part = part.split(to).next().unwrap_or_default();
        assert!(part.contains("Amara Diallo"), "{day}: {page}");
    }
    let page = world.ask("GET", "/today", &ruth, "").await.body;
    assert!(page.contains("Decide whether IPT fits"), "its day has come");
}

#[tokio::test]
async fn two_people_of_one_name_are_told_apart() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let circle = world.ask("GET", &format!("{course}/circle"), &ruth, "").await.body;
    assert!(!circle.contains("Samira, "), "one of that name needs no more");
    let add = "name=samira&relation=Aunt";
    assert_eq!(world.ask("POST", &format!("{course}/inventory"), &ruth, add).await.status, 303);
    for room in ["circle", "focus", "incidents"] {
        let page = world.ask("GET", &format!("{course}/{room}"), &ruth, "").await.body;
        assert!(page.contains("samira, Aunt"), "{room}");
        assert!(page.contains("Samira, Sister"), "{room}");
    }
}

#[tokio::test]
async fn no_score_is_struck_that_nobody_chose() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let measures = format!("/courses/{}/measures", world.course("Jun Park"));
    let page = world.ask("GET", &measures, &ruth, "").await.body;
    let offered = page.split("name=\"score\" required>").nth(1).expect("a choice");
    assert!(offered.starts_with("<option value=\"\">"), "nothing is chosen at first");
    let (latest, oldest) = (offered.find("Session 6 ·"), offered.find("Session 1 ·"));
    assert!(latest < oldest, "the latest stands first");
    let strike = format!("{measures}/phq-9/striking");
    let refused = world.ask("POST", &strike, &ruth, "score=&reason=Wrong").await;
    assert_eq!(refused.status, 422);
}

#[tokio::test]
async fn a_flag_leads_to_the_safety_plan() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let risk = |name| format!("/courses/{}/risk_assessment", world.course(name));
    let link = "Go through the safety plan together";
    let flagged = world.ask("GET", &risk("Piotr Nowak"), &ruth, "").await.body;
    let quiet = world.ask("GET", &risk("Leila Haddad"), &ruth, "").await.body;
    assert!(flagged.contains(link) && !quiet.contains(link));
}

#[tokio::test]
async fn nobody_is_born_tomorrow() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let words = "client_name=Bo&variant=ipt_standard&reason=Low&received_on=2026-05-30\
                 &born=2031-01-01";
    let refused = world.ask("POST", "/referral", &ruth, words).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("This day has not come yet.") && refused.body.contains("Bo"));
    let client = format!("/courses/{}/client", world.course("Leila Haddad"));
    let refused = world.ask("POST", &client, &ruth, "name=Leila&born=2031-01-01").await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("This day has not come yet."));
    let born = words.replace("2031", "1981");
    assert_eq!(world.ask("POST", "/referral", &ruth, &born).await.status, 303);
}

#[tokio::test]
async fn a_day_that_is_not_remembered_exactly_is_shown_as_it_is_remembered() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let timeline = format!("/courses/{}/timeline", world.course("Leila Haddad"));
    for (precision, shown) in [("month", "about Jun 2025"), ("year", "about 2025")] {
        let body = format!("on=2025-06-15&precision={precision}&kind=change&what=The+quarrel");
        assert_eq!(world.ask("POST", &timeline, &ruth, &body).await.status, 303);
        let page = world.ask("GET", &timeline, &ruth, "").await.body;
        assert!(page.contains(shown), "{shown}");
    }
}

#[tokio::test]
async fn the_words_of_outcome_say_what_they_rest_on() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let at = |client: &str| format!("/courses/{}/progress", world.course(client));
    let maren = world.ask("GET", &at("Maren"), &ruth, "").await.body;
    for said in ["Response", "In the range of remission", "Reliably better", "Reliable recovery"] {
        assert!(maren.contains(&format!("<dt>{said}")), "{said}");
    }
    assert!(maren.contains("PHQ-9 18 → 4; a response is a fall of half or more"));
    let jun = world.ask("GET", &at("Jun Park"), &ruth, "").await.body;
    for said in ["No response yet", "No change beyond chance", "No recovery yet"] {
        assert!(jun.contains(&format!("<dt>{said}")), "{said}");
    }
    let amara = world.ask("GET", &at("Amara Diallo"), &ruth, "").await.body;
    assert!(amara.contains("nothing can be said of a change"));
}

#[tokio::test]
async fn an_outcome_against_the_scores_is_kept_and_asks_why() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let at = format!("/courses/{}/outcome", world.course("Geoffrey Ames"));
    let sent = |result: &str, seen: u32| {
        format!("result={result}&account=As+it+was.&maintenance=not_wanted&form_seen={seen}")
    };
    assert_eq!(world.ask("POST", &at, &ruth, &sent("deterioration", 0)).await.status, 303);
    let page = world.ask("GET", &at, &ruth, "").await.body;
    assert!(page.contains("The scores say otherwise (PHQ-9 "), "it is said, and nothing refused");
    assert_eq!(world.ask("POST", &at, &ruth, &sent("response", 1)).await.status, 303);
    let page = world.ask("GET", &at, &ruth, "").await.body;
    assert!(!page.contains("The scores say otherwise"));
}
