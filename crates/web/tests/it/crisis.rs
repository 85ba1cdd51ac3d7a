//! Crisis contacts by country and language: set by the administrator, chosen for a client, shown.

use crate::world;

const TWO: &str = "crisis.0.country=Ireland&crisis.0.language=English&crisis.0.contacts=112\
    &crisis.0.checked_on=2026-05-01&crisis.2.country=Germany&crisis.2.language=Turkish\
    &crisis.2.contacts=Yardim+0800+111+0+111%0D%0A110&crisis.2.checked_on=2025-05-31";

#[tokio::test]
async fn a_client_is_shown_the_contacts_of_their_own_country_and_language() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    assert_eq!(world.ask("POST", "/settings/crisis", &tomas, TWO).await.status, 303);
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let usual = world.ask("GET", &course, &ruth, "").await.body;
    assert!(usual.contains("tel:112\"") && !usual.contains("tel:08001110111"));
    let client = format!("{course}/client");
    let page = world.ask("GET", &client, &ruth, "").await.body;
    assert!(page.contains("<option value=\"Germany · Turkish\">"), "it can be chosen");
    let sent = "name=Leila+Haddad&form_seen=0&crisis=Germany+%C2%B7+Turkish";
    assert_eq!(world.ask("POST", &client, &ruth, sent).await.status, 303);
    for room in ["", "/safety_plan", "/sessions"] {
        let page = world.ask("GET", &format!("{course}{room}"), &ruth, "").await.body;
        assert!(page.contains("tel:08001110111") && !page.contains("tel:112\""), "{room}");
    }
    let sent = "session=7&measures=phq-9&in_room=yes";
    let handed = world.ask("POST", &format!("{course}/check-in"), &ruth, sent).await;
    let asked = world.ask("GET", &handed.location, "", "").await.body;
    assert!(asked.contains("tel:08001110111") && !asked.contains("tel:112\""));
}

#[tokio::test]
async fn contacts_that_were_taken_away_are_named_on_each_page_and_all_stand_in() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let client = format!("{course}/client");
    let sent = "name=Leila+Haddad&form_seen=0&crisis=France+%C2%B7+French";
    assert_eq!(world.ask("POST", &client, &ruth, sent).await.status, 303);
    let page = world.ask("GET", &client, &ruth, "").await.body;
    assert!(page.contains("no longer in the practice") && page.contains("France · French"));
    let page = world.ask("GET", &course, &ruth, "").await.body;
    assert!(page.contains("no longer in the practice") && page.contains("Ireland: Emergency <a"));
    assert!(page.contains("tel:112") && page.contains("tel:911"));
    let nobody = world.ask("GET", "/sign-in", "", "").await.body;
    assert!(nobody.contains("Ireland: Emergency <a"), "nobody knows who that is");
}

#[tokio::test]
async fn contacts_not_checked_for_a_year_are_said_to_staff_alone() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    let quiet = world.ask("GET", "/people", &tomas, "").await.body;
    assert!(!quiet.contains("Not checked for a year"));
    assert_eq!(world.ask("POST", "/settings/crisis", &tomas, TWO).await.status, 303);
    let loud = world.ask("GET", "/people", &tomas, "").await.body;
    assert!(loud.contains("Not checked for a year: the crisis contacts for Germany · Turkish."));
    let settings = world.ask("GET", "/settings", &tomas, "").await.body;
    assert!(settings.contains("Germany · Turkish: Yardim 0800 111 0 111 · 110"));
    let maren = world.enter("Maren").await;
    let hers = format!("/my/{}", world.course("Maren"));
    let own = world.ask("GET", &hers, &maren, "").await;
    assert!(own.status == 200 && !own.body.contains("Not checked for a year"));
}

#[tokio::test]
async fn a_day_to_come_and_a_missing_number_are_said_beside_the_field() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    let sent = "crisis.0.country=Ireland&crisis.0.language=English&crisis.0.contacts=112\
        &crisis.0.checked_on=2027-01-01";
    let back = world.ask("POST", "/settings/crisis", &tomas, sent).await;
    assert!(back.status == 422 && back.body.contains("id=\"p-crisis.0.checked_on\""));
    assert!(back.body.contains("value=\"Ireland\"") && back.body.contains("value=\"2027-01-01\""));
    let sent = "crisis.0.country=Ireland&crisis.0.language=English&crisis.0.checked_on=2026-01-01";
    let back = world.ask("POST", "/settings/crisis", &tomas, sent).await;
    assert!(back.body.contains("id=\"p-crisis.0.contacts\""));
    let page = world.ask("GET", "/people", &tomas, "").await.body;
    assert!(page.contains("tel:116123"), "what stood there stands");
}

#[tokio::test]
async fn who_saves_over_what_another_changed_is_shown_both() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    let now = format!("{TWO}&form_seen=0");
    assert_eq!(world.ask("POST", "/settings/crisis", &tomas, &now).await.status, 303);
    let late = world.ask("POST", "/settings/crisis", &tomas, &now).await;
    assert_eq!(late.status, 422);
    assert!(late.body.contains("form_seen\" value=\"1\""), "{}", late.body);
    let none = world.ask("POST", "/settings/crisis", &tomas, "form_seen=1").await;
    assert!(none.status == 422 && none.body.contains("id=\"p-crisis\""), "never none by mistake");
}
