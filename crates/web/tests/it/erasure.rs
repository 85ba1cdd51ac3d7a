//! Keeping, holding and erasing a client's record, on the screens.

use crate::{World, world};

/// The administrator's address of a client's record.
async fn found(world: &World, tomas: &str, name: &str) -> String {
    let typed = format!("name={}", name.replace(' ', "+"));
    let came = world.ask("POST", "/clients", tomas, &typed).await;
    assert_eq!(came.status, 303, "{}", came.body);
    came.location
}

/// The request that a page shows.
fn request(page: &str) -> String {
    let rest = page.split("name=\"request\" value=\"").nth(1).expect("a request to confirm");
    format!("request={}", rest.split('"').next().expect("its id"))
}

#[tokio::test]
async fn an_administrator_asks_and_who_leads_the_course_confirms_where_nobody_else_can() {
    let world = world();
    let (tomas, ruth) = (world.enter("Tomas Weil").await, world.enter("Ruth Albrecht").await);
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let record = found(&world, &tomas, "leila haddad").await;
    let page = world.ask("GET", &record, &tomas, "").await.body;
    assert!(page.contains("Leila Haddad") && page.contains("A course is open"), "{page}");
    assert!(!page.contains(&course), "no way to what was said there");
    let leads = world.ask("GET", &format!("{course}/erasure"), &ruth, "").await.body;
    assert!(leads.contains("Nobody asks that this record be erased"));

    // What stands in the way is said, and what was typed is still there.
    let asked = format!("{record}/erasure");
    let typed = "reason=client_asked&words=By+letter+of+1+May";
    let came = world.ask("POST", &asked, &tomas, typed).await;
    assert_eq!(came.status, 422);
    assert!(came.body.contains("It has to be closed first") && came.body.contains("By letter of"));
    let wordless = world.ask("POST", &asked, &tomas, "reason=client_asked").await;
    assert_eq!((wordless.status, wordless.body.contains("Say it in words too")), (422, true));
    let no_reason = world.ask("POST", &asked, &tomas, "words=x").await;
    assert_eq!((no_reason.status, no_reason.body.contains("Choose why.")), (422, true));
    let typed = format!("{typed}&despite=Ordered+by+the+court");
    assert_eq!(world.ask("POST", &asked, &tomas, &typed).await.status, 303);

    // Nobody alone; and nobody who has not seen what is asked.
    let page = world.ask("GET", &record, &tomas, "").await.body;
    assert!(page.contains("somebody else has to confirm") && !page.contains("for good"));
    let leads = world.ask("GET", &format!("{course}/erasure"), &ruth, "").await.body;
    for words in ["Tomas Weil asked", "By letter of 1 May", "Ordered by the court"] {
        assert!(leads.contains(words), "{words} in {leads}");
    }
    let seen = request(&leads);
    let today = world.ask("GET", "/today", &ruth, "").await.body;
    assert!(
        today.contains("you are asked to confirm") && today.contains(&format!("{course}/erasure"))
    );
    let own = world.ask("POST", &format!("{asked}/confirmation"), &tomas, &seen).await;
    assert_eq!((own.status, own.body.contains("You asked for it yourself")), (422, true));
    let unseen = world.ask("POST", &format!("{course}/erasure"), &ruth, "").await;
    assert_eq!(unseen.status, 422);
    let waits = world.ask("GET", "/clients", &tomas, "").await.body;
    assert!(waits.contains("Waits for a second person") && waits.contains("Leila Haddad"));

    let done = world.ask("POST", &format!("{course}/erasure"), &ruth, &seen).await;
    assert_eq!((done.status, done.location.as_str()), (303, "/caseload"));
    assert_eq!(world.ask("GET", &course, &ruth, "").await.status, 404);
    assert_eq!(world.ask("GET", &record, &tomas, "").await.status, 404);
    let caseload = world.ask("GET", "/caseload", &ruth, "").await.body;
    assert!(!caseload.contains("Leila Haddad") && caseload.contains("Jun Park"));
    let after = world.ask("GET", "/clients", &tomas, "").await.body;
    assert!(!after.contains("Leila Haddad"), "no name stays");
    for words in ["The client asked for it", "Tomas Weil", "Ruth Albrecht"] {
        assert!(after.contains(words), "{words}");
    }
    world.clinic.verify().expect("the chain still proves itself");
}

#[tokio::test]
async fn a_client_is_found_by_the_whole_name_alone_and_sees_that_somebody_looked() {
    let world = world();
    let (tomas, maren) = (world.enter("Tomas Weil").await, world.enter("Maren").await);
    let list = world.ask("GET", "/clients", &tomas, "").await.body;
    assert!(!list.contains("Maren") && !list.contains("Jun Park"), "there is no list");
    for wrong in ["name=Mar", "name=Jun", "name=Maren&born=1901-01-01"] {
        let came = world.ask("POST", "/clients", &tomas, wrong).await;
        assert_eq!((came.status, came.body.contains("Nobody has this name here")), (422, true));
    }
    let record = found(&world, &tomas, "Maren").await;
    world.ask("GET", &record, &tomas, "").await;
    let looks = format!("/my/{}/looks", world.course("Maren"));
    let page = world.ask("GET", &looks, &maren, "").await.body;
    assert!(page.contains("Tomas Weil, who runs the practice and cannot read your sessions"));
    let ruth = world.enter("Ruth Albrecht").await;
    assert_eq!(world.ask("GET", &record, &ruth, "").await.status, 404);
}

#[tokio::test]
async fn a_legal_hold_is_set_with_a_reason_shown_to_who_leads_and_refuses_erasure() {
    let world = world();
    let (tomas, ruth) = (world.enter("Tomas Weil").await, world.enter("Ruth Albrecht").await);
    let course = format!("/courses/{}", world.course("Maren"));
    let record = found(&world, &tomas, "Maren").await;
    let hold = format!("{record}/legal-hold");
    let wordless = world.ask("POST", &hold, &tomas, "hold_reason=").await;
    assert_eq!((wordless.status, wordless.body.contains("it stands beside the hold")), (422, true));
    let set = world.ask("POST", &hold, &tomas, "hold_reason=A+complaint+of+May").await;
    assert_eq!(set.status, 303);
    for (cookie, page) in [(&tomas, &record), (&ruth, &format!("{course}/erasure"))] {
        let page = world.ask("GET", page, cookie, "").await.body;
        assert!(page.contains("Set by Tomas Weil") && page.contains("A complaint of May"));
    }
    let typed = "reason=ordered&words=x&despite=y";
    let refused = world.ask("POST", &format!("{record}/erasure"), &tomas, typed).await;
    assert_eq!((refused.status, refused.body.contains("A legal hold stands")), (422, true));
    let lift = format!("{hold}/release");
    assert_eq!(world.ask("POST", &lift, &tomas, "lift_reason=Settled").await.status, 303);
    let page = world.ask("GET", &record, &tomas, "").await.body;
    assert!(page.contains("lifted by Tomas Weil") && page.contains("Settled"));
    let asked = world.ask("POST", &format!("{record}/erasure"), &tomas, typed).await;
    assert_eq!(asked.status, 303);
}

#[tokio::test]
async fn the_rules_are_chosen_with_their_sources_in_sight() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    let page = world.ask("GET", "/settings/retention", &tomas, "").await.body;
    for words in ["§ 630f (3)", "[sourced]", "[unverified]", "value=\"\" checked"] {
        assert!(page.contains(words), "{words}");
    }
    let wrong = world.ask("POST", "/settings/retention", &tomas, "retention=atlantis").await;
    assert_eq!(wrong.status, 422);
    let record = found(&world, &tomas, "Maren").await;
    let before = world.ask("GET", &record, &tomas, "").await.body;
    assert!(before.contains("Nobody has said yet which rules hold"));
    let set = world.ask("POST", "/settings/retention", &tomas, "retention=germany").await;
    assert_eq!(set.status, 303);
    let after = world.ask("GET", &record, &tomas, "").await.body;
    assert!(after.contains("The record must be kept until") && after.contains("10 years after"));
}
