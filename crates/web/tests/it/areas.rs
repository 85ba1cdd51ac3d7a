//! The page of an area: what was done when, signs of progress, warnings, coercion, few ties.

use crate::world;

#[tokio::test]
async fn a_sign_of_progress_is_marked_with_its_evidence_and_unmarked() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let area = format!("/courses/{}/areas/role_dispute", world.course("Leila Haddad"));
    let page = world.ask("GET", &area, &ruth, "").await.body;
    assert!(page.contains("Primary focus") && page.contains("Renegotiation, Dissolution, Settled"));
    assert!(page.contains("not shared"), "what only one expects is marked");
    assert!(page.contains("/sessions/6?task=dispute_one_wish#task"), "a task that fits");
    let mark = format!("{area}/markers?marker=fairer_quarrels");
    let empty = world.ask("POST", &mark, &ruth, "session=6&evidence=").await;
    assert_eq!(empty.status, 422);
    assert!(empty.body.contains("<details class=\"noprint\" open>"), "it stands open again");
    let other = format!("{area}/markers?marker=tie_made");
    assert_eq!(world.ask("POST", &other, &ruth, "session=6&evidence=x").await.status, 404);
    let marked = world.ask("POST", &mark, &ruth, "session=6&evidence=Coffee+on+the+sill").await;
    assert_eq!(marked.status, 303);
    let page = world.ask("GET", &area, &ruth, "").await.body;
    assert!(page.contains("Coffee on the sill"));
    let unmark = format!("{area}/markers/unmarking");
    let body = "marker=fairer_quarrels&session=6";
    assert_eq!(world.ask("POST", &unmark, &ruth, body).await.status, 303);
    assert_eq!(world.ask("POST", &unmark, &ruth, body).await.status, 422, "only once");
    let page = world.ask("GET", &area, &ruth, "").await.body;
    assert!(!page.contains("Coffee on the sill"));
    let record = format!("/courses/{}/record", world.course("Leila Haddad"));
    let record = world.ask("GET", &record, &ruth, "").await.body;
    assert!(record.contains("Coffee on the sill"), "the record keeps that it was marked");
}

#[tokio::test]
async fn coercion_closes_negotiation_on_every_page_of_the_dispute() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = world.course("Leila Haddad");
    let at = |room: &str| format!("/courses/{course}/{room}");
    let inventory = world.ask("GET", &at("inventory"), &ruth, "").await.body;
    let samira = inventory.split(&at("inventory/")).nth(1).expect("a person");
    let samira: String = samira.chars().take_while(char::is_ascii_hexdigit).collect();
    let closed = "Negotiation and joint sessions are closed";
    let page = world.ask("GET", &at("areas/role_dispute"), &ruth, "").await.body;
    assert!(!page.contains(closed));
    let body = "name=Samira&relation=Sister&safety_concern=Threatens&form_seen=0";
    let came = world.ask("POST", &at(&format!("inventory/{samira}")), &ruth, body).await;
    let seen = came.body.split("name=\"form_seen\" value=\"").nth(1).unwrap_or("0");
    let seen: String = seen.chars().take_while(char::is_ascii_digit).collect();
    let body = body.replace("form_seen=0", &format!("form_seen={seen}"));
    if came.status != 303 {
        let came = world.ask("POST", &at(&format!("inventory/{samira}")), &ruth, &body).await;
        assert_eq!(came.status, 303);
    }
    let page = world.ask("GET", &at("areas/role_dispute"), &ruth, "").await.body;
    assert!(page.contains(closed) && page.contains("/safety_plan"));
    assert!(!page.contains("task=dispute_one_wish"), "no task that pushes a talk");
    let sheet = "about=Who+decides&to_try=Ask+for+a+talk&form_seen=1";
    let refused = world.ask("POST", &at("dispute_work"), &ruth, sheet).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Nobody has to negotiate under threat"));
    assert!(refused.body.contains("Ask for a talk"), "what was typed stays");
}

#[tokio::test]
async fn contacts_are_drawn_with_a_table_and_the_sheet_is_a_room_of_its_area_only() {
    let world = world();
    let daniel = world.enter("Daniel Okafor").await;
    let henrik = world.course("Henrik Solberg");
    let area = format!("/courses/{henrik}/areas/interpersonal_deficits");
    let page = world.ask("GET", &area, &daniel, "").await.body;
    assert!(page.contains("class=\"counts\"") && page.contains("<td class=\"figures\">4</td>"));
    assert!(page.contains(&format!("/courses/{henrik}/deficits_work\"")));
    assert!(!page.contains("/grief_work\"") && !page.contains("/balance_sheet\""));
    assert!(page.contains("Aksel, twice"));
    let ruth = world.enter("Ruth Albrecht").await;
    let geoffrey = world.course("Geoffrey Ames");
    let grief = format!("/courses/{geoffrey}/areas/grief");
    let page = world.ask("GET", &grief, &ruth, "").await.body;
    assert!(page.contains("Is it a prolonged grief disorder?") && page.contains("six months ago"));
    let unknown = format!("/courses/{geoffrey}/areas/anger");
    assert_eq!(world.ask("GET", &unknown, &ruth, "").await.status, 404);
}

#[tokio::test]
async fn the_note_asks_for_the_strategies_of_the_focus_alone() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = world.course("Leila Haddad");
    let sessions = format!("/courses/{course}/sessions");
    assert_eq!(world.ask("POST", &sessions, &ruth, "on=2026-06-01").await.status, 303);
    let page = world.ask("GET", &format!("{sessions}/7"), &ruth, "").await.body;
    assert!(page.contains("value=\"try_change\"") && !page.contains("value=\"retell\""));
    assert!(page.contains("name=\"dispute_stage\"") && !page.contains("name=\"contacts\""));
    let chosen = format!("{sessions}/7?task=dispute_pause");
    let page = world.ask("GET", &chosen, &ruth, "").await.body;
    assert!(
        page.contains("When it gets loud, take a break and say when you will come back to it.")
    );
    let body = "opening_answer=Ok&dispute_stage=renegotiation&strategies=try_change\
                &strategies=options&form_seen=0";
    assert_eq!(world.ask("POST", &format!("{sessions}/7"), &ruth, body).await.status, 303);
    let area = format!("/courses/{course}/areas/role_dispute");
    let page = world.ask("GET", &area, &ruth, "").await.body;
    assert!(page.contains(&format!("/courses/{course}/sessions/7\">session 7</a>")));
    let back = "dispute_stage=impasse&form_seen=0";
    assert_eq!(world.ask("POST", &sessions, &ruth, "on=2026-06-01").await.status, 422);
    let refused = world.ask("POST", &format!("{sessions}/7"), &ruth, back).await;
    assert_eq!(refused.status, 422, "another tab wrote meanwhile");
}

#[tokio::test]
async fn a_change_of_focus_has_its_reason_and_its_history() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let focus = format!("/courses/{}/focus", world.course("Leila Haddad"));
    let page = world.ask("GET", &focus, &ruth, "").await.body;
    assert!(page.contains("name=\"why_changed\"") && !page.contains("How the focus changed"));
    let body = "primary=role_dispute&secondary=role_transition&criteria=The+will\
                &client_agrees=yes&agreed_on=2026-06-01&form_seen=1";
    let refused = world.ask("POST", &focus, &ruth, body).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("The focus changes without a reason."));
    let reasoned = format!("{body}&why_changed=She+mourns+the+bakery+of+before");
    assert_eq!(world.ask("POST", &focus, &ruth, &reasoned).await.status, 303);
    let page = world.ask("GET", &focus, &ruth, "").await.body;
    assert!(page.contains("How the focus changed"));
    assert!(page.contains("She mourns the bakery of before"));
    let second = focus.replace("/focus", "/areas/role_transition");
    let page = world.ask("GET", &second, &ruth, "").await.body;
    assert!(page.contains("Secondary focus"));
}
