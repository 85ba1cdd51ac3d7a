//! Reviews: an alert waits until it is decided with a reason; the practice sets the figures.

use crate::{World, world};

async fn body(world: &World, cookie: &str, path: &str) -> String {
    let came = world.ask("GET", path, cookie, "").await;
    assert_eq!(came.status, 200, "{path}");
    came.body
}

const TALKED: &str = "seen=Still+14.&looked_at=alliance&decision=supervisor&until=2026-06-08";

#[tokio::test]
async fn an_alert_waits_until_it_is_decided_with_a_reason() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let all = format!("{course}/reviews");
    let one = world.review(&world.course("Leila Haddad"), "r1-4");
    assert!(!one.contains("r1"), "an address tells nothing");
    let asks = format!("href=\"{all}\">Review it");
    assert!(body(&world, &ruth, "/today").await.contains(&asks));
    assert!(body(&world, &ruth, "/caseload").await.contains("attention\">Little change early"));
    let home = body(&world, &ruth, &course).await;
    assert!(home.contains(&format!("href=\"{one}\">Review it")) && home.contains("less than 20 %"));
    assert!(body(&world, &ruth, &all).await.contains("A review waits"));
    let page = body(&world, &ruth, &one).await;
    assert!(page.contains("by session: 1:\u{a0}17, 2:\u{a0}17, 3:\u{a0}16, 4:\u{a0}14."), "{page}");
    assert!(page.contains("From 17 to 14: 3 points less (17 %)."));
    assert!(page.contains("acting at week 4") && page.contains("S30, S26b"));
    assert!(page.contains("value=\"supervisor\"") && !page.contains("value=\"offer_early_end\""));

    for silent in ["", "&reasons=+"] {
        let refused = world.ask("POST", &one, &ruth, &format!("{TALKED}{silent}")).await;
        assert_eq!(refused.status, 422);
        let beside = "id=\"p-reasons\">An alert is not decided without a reason.";
        assert!(refused.body.contains(beside), "{}", refused.body);
        for kept in [">Still 14.<", "value=\"supervisor\" checked", "value=\"2026-06-08\""] {
            assert!(refused.body.contains(kept), "{kept}");
        }
        assert!(refused.body.contains("value=\"alliance\" checked"));
    }
    let said = format!("{TALKED}&reasons=The+focus+is+young.");
    assert_eq!(world.ask("POST", &one, &ruth, &said).await.status, 303);
    assert!(!body(&world, &ruth, "/today").await.contains(&asks));
    assert!(!body(&world, &ruth, "/caseload").await.contains("attention\">Little change early"));
    assert!(!body(&world, &ruth, &course).await.contains("Review it"));
    let listed = body(&world, &ruth, &all).await;
    assert!(listed.contains("Talk with the supervisor") && !listed.contains("A review waits"));
    let history = body(&world, &ruth, &format!("{course}/history")).await;
    assert!(history.contains("A review was held: R1: little change early, session 4"));
    let record = body(&world, &ruth, &format!("{course}/record")).await;
    assert!(record.contains("The focus is young.") && record.contains("less than 20 %"));
    let stale = world.ask("POST", &one, &ruth, &said.replace("young", "old")).await;
    assert_eq!(stale.status, 422, "another tab decided meanwhile");
    assert!(stale.body.contains("The focus is old.") && stale.body.contains("The focus is young."));
}

#[tokio::test]
async fn half_time_and_risk_are_decided_in_their_own_rooms() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    for (who, alert, room, said) in [
        ("Piotr Nowak", "r6-3", "risk_assessment", "cannot be decided away"),
        ("Jun Park", "r2-6", "non_response", "is decided in the non-response review"),
    ] {
        let course = format!("/courses/{}", world.course(who));
        let listed = body(&world, &ruth, &format!("{course}/reviews")).await;
        assert!(listed.contains(&format!("<a href=\"{course}/{room}\">R")), "{listed}");
        let one = world.review(&world.course(who), alert);
        let page = body(&world, &ruth, &one).await;
        assert!(page.contains(said) && !page.contains(&format!("action=\"{one}\"")), "{page}");
        let sent = "seen=Seen&decision=set_aside&reasons=Kept-words";
        let refused = world.ask("POST", &one, &ruth, sent).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains(said) && refused.body.contains("Kept-words"));
        let none = world.review(&world.course(who), "r3-1");
        assert_eq!(world.ask("GET", &none, &ruth, "").await.status, 404, "no rule speaks there");
    }
    let maren = format!("/courses/{}/reviews", world.course("Maren"));
    let listed = body(&world, &ruth, &maren).await;
    assert!(listed.contains("Carry on as planned") && !listed.contains("A review waits"));
    assert_eq!(listed.matches("<th scope=\"row\">").count(), 3, "R6 twice, R1 once, none other");
}

#[tokio::test]
async fn an_administrator_sets_the_figures_and_sees_no_clinical_word() {
    let world = world();
    let (ruth, tomas) = (world.enter("Ruth Albrecht").await, world.enter("Tomas Weil").await);
    let reviews = format!("/courses/{}/reviews", world.course("Leila Haddad"));
    assert_eq!(world.ask("GET", "/settings/rules", &ruth, "").await.status, 404);
    assert_eq!(world.ask("GET", &reviews, &tomas, "").await.status, 404);
    assert!(body(&world, &tomas, "/settings").await.contains("href=\"/settings/rules\""));
    let page = body(&world, &tomas, "/settings/rules").await;
    assert!(page.contains("[design]") && page.contains("10 to 40; 20 as proposed"));
    assert!(page.contains("cannot be switched off") && !page.contains("Leila"));
    assert_eq!(page.matches("<input class=\"short\"").count(), 9);

    let figures = |fall: &str, to: &str| {
        format!(
            "early_from=4&early_to={to}&early_fall={fall}&early_case=10&mid_points=5\
             &worse_points=5&well_below=5&well_sessions=3&missing_sessions=2"
        )
    };
    for (fall, to, beside) in [
        ("9", "5", "id=\"p-early_fall\">A whole number from 10 to 40."),
        ("41", "5", "id=\"p-early_fall\">A whole number from 10 to 40."),
        ("a fifth", "5", "id=\"p-early_fall\">A whole number from 10 to 40."),
        ("", "5", "id=\"p-early_fall\">A whole number from 10 to 40."),
        ("20", "3", "id=\"p-early_to\">A whole number from 4 to 6."),
    ] {
        let came = world.ask("POST", "/settings/rules", &tomas, &figures(fall, to)).await;
        assert_eq!(came.status, 422, "{fall} {to}");
        assert!(came.body.contains(beside), "{fall} {to}: {}", came.body);
        assert!(came.body.contains(&format!("name=\"early_fall\" value=\"{fall}\"")), "kept");
    }
    assert!(body(&world, &ruth, &reviews).await.contains("less than 20 %"), "nothing was set");
    let came = world.ask("POST", "/settings/rules", &tomas, &figures("10", "5")).await;
    assert_eq!(came.status, 303, "{}", came.body);
    let page = body(&world, &tomas, "/settings/rules").await;
    assert!(page.contains("less than 10 %") && page.contains("Set by the practice"));
    assert!(!page.contains("or above that of two sessions ago"), "not ticked is off");
    assert!(!body(&world, &ruth, &reviews).await.contains("R1:"), "17 to 14 is more than a tenth");
    let back = world.ask("POST", "/settings/rules", &tomas, "back=yes").await;
    assert_eq!(back.status, 303);
    assert!(body(&world, &ruth, &reviews).await.contains("less than 20 %"));

    let said = format!("{TALKED}&reasons=The+focus+is+young.");
    assert_eq!(
        world
            .ask("POST", &world.review(&world.course("Leila Haddad"), "r1-4"), &ruth, &said)
            .await
            .status,
        303
    );
    world.ask("POST", "/settings/rules", &tomas, &figures("10", "5")).await;
    let listed = body(&world, &ruth, &reviews).await;
    assert!(listed.contains("less than 20 %") && listed.contains("By the figures of that day."));
}
