//! Incidents, their replay, decisions: as the screens take and show them.

use crate::world;

fn id_in(location: &str) -> &str {
    location.rsplit('/').next().and_then(|part| part.split('?').next()).unwrap_or_default()
}

#[tokio::test]
async fn an_incident_is_noted_replayed_and_shown_in_its_session() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = world.course("Leila Haddad");
    let at = |room: &str| format!("/courses/{course}/{room}");
    let bad = world.ask("POST", &at("incidents"), &ruth, "what=The+tins&on=2026-02-31").await;
    assert_eq!(bad.status, 422);
    assert!(bad.body.contains("value=\"The tins\"") && bad.body.contains("f-on"), "kept, named");
    let noted = world.ask("POST", &at("incidents"), &ruth, "what=The+tins&on=2026-01-02").await;
    assert_eq!(noted.status, 303);
    let incident = format!("incidents/{}", id_in(&noted.location));
    let replay = at(&format!("{incident}/communication"));

    // What is wrong in the third turn is said in the third turn, and the other turns stay.
    let turns = "exchange.0.speaker=client&exchange.0.said=Never+mind.&exchange.2.tone=flat";
    let wrong = world.ask("POST", &replay, &ruth, turns).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("id=\"p-exchange.2.said\""), "the turn is named");
    assert!(
        wrong.body.contains("href=\"#f-exchange.2.said\"") && wrong.body.contains("Never mind.")
    );
    let turns = "exchange.0.speaker=client&exchange.0.said=Never+mind.&exchange.0.felt=Small";
    assert_eq!(world.ask("POST", &replay, &ruth, turns).await.status, 303);
    let stale = world.ask("POST", &replay, &ruth, &turns.replace("Small", "Angry")).await;
    assert_eq!(stale.status, 422, "another tab wrote meanwhile");
    assert!(
        stale.body.contains("Client · Never mind. · Small")
            && stale.body.contains("Never mind. · Angry")
    );

    let session = world.ask("GET", &at("sessions/6"), &ruth, "").await.body;
    assert!(session.contains("The tins"), "it stands in the session in which it was told");
    let record = world.ask("GET", &at("record"), &ruth, "").await.body;
    assert!(record.contains("1. Client: Never mind."), "the record tells it");
    let gone = world.ask("POST", &at(&format!("{incident}/striking")), &ruth, "").await;
    assert_eq!(gone.status, 303);
    assert_eq!(world.ask("GET", &at(&incident), &ruth, "").await.status, 404);
}

#[tokio::test]
async fn a_decision_is_weighed_and_only_one_way_is_chosen() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = world.course("Leila Haddad");
    let decisions = format!("/courses/{course}/decisions");
    let both = "wanted=Peace&options.0.what=Talk&options.0.chosen=yes\
                &options.1.what=Leave+it&options.1.chosen=yes";
    let refused = world.ask("POST", &decisions, &ruth, both).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("More than one option is marked as chosen"));
    let weighed = world.ask("POST", &decisions, &ruth, &both.replacen("chosen=yes", "", 1)).await;
    assert_eq!(weighed.status, 303);
    let list = world.ask("GET", &decisions, &ruth, "").await.body;
    assert!(list.contains("Peace") && list.contains("Leave it"));
}

#[tokio::test]
async fn a_closed_course_is_read_and_not_asked() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let incidents = format!("/courses/{}/incidents", world.course("Maren"));
    let list = world.ask("GET", &incidents, &ruth, "").await.body;
    assert!(!list.contains("<textarea"), "no form");
    let id = list.split(&format!("{incidents}/")).nth(1).and_then(|rest| rest.get(..32));
    let replay = format!("{incidents}/{}/communication", id.expect("an incident"));
    let page = world.ask("GET", &replay, &ruth, "").await.body;
    assert!(page.contains("2. Client: If you like.") && !page.contains("<textarea"));
}

#[tokio::test]
async fn a_risk_alert_is_taken_on_once_and_says_by_whom() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let risk = format!("/courses/{}/risk_assessment", world.course("Piotr Nowak"));
    let page = world.ask("GET", &risk, &ruth, "").await.body;
    let address = page.split("action=\"").find(|part| part.contains("/acknowledgement\""));
    let address = address.and_then(|part| part.split('"').next()).expect("it waits").to_owned();
    assert!(page.contains("Goes on to the deputy at"), "it says by when");
    let taken = world.ask("POST", &address, &ruth, "").await;
    assert_eq!(taken.status, 303);
    let page = world.ask("GET", &risk, &ruth, "").await.body;
    assert!(page.contains("Ruth Albrecht took it on") && !page.contains("/acknowledgement"));
    let record = world.ask("GET", &risk.replace("risk_assessment", "record"), &ruth, "").await.body;
    assert!(record.contains("1 Jun 2026: Ruth Albrecht took it on"), "the whole record has it");
    let again = world.ask("POST", &address, &ruth, "").await;
    assert!(again.body.contains("Somebody took this on already"), "{}", again.status);
}

#[tokio::test]
async fn a_line_of_the_session_plan_leads_to_its_room() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Maren"));
    let mut led = std::collections::BTreeSet::new();
    for session in 1..=12 {
        let page = world.ask("GET", &format!("{course}/sessions/{session}"), &ruth, "").await.body;
        let agenda = page.split("class=\"agenda\"").nth(1).expect("a plan");
        let agenda = agenda.split("</ul>").next().unwrap_or_default();
        led.extend(
            agenda
                .split("<a href=\"")
                .skip(1)
                .filter_map(|part| part.split('"').next())
                .map(String::from),
        );
    }
    assert!(led.len() >= 12, "{led:?}");
    for room in led {
        assert_eq!(world.ask("GET", &room, &ruth, "").await.status, 200, "{room}");
    }
}
