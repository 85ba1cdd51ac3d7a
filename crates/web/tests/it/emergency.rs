//! Emergency access on the screens: opened for a reason, seen by everybody, reviewed by somebody
//! else.

use jiff::SignedDuration;

use crate::world;

const BANNER: &str = "You are here by emergency access, for 60 more minutes";
const ASKED: &str = "name=Leila+Haddad&reason=danger_to_client&words=She+rang+and+hung+up";

#[tokio::test]
async fn it_is_opened_for_a_reason_seen_by_everybody_and_reviewed() {
    let world = world();
    let (daniel, ruth) = (world.enter("Daniel Okafor").await, world.enter("Ruth Albrecht").await);
    let tomas = world.enter("Tomas Weil").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let shut = world.ask("GET", &course, &daniel, "").await;
    assert_eq!((shut.status, shut.body.contains("href=\"/emergency\"")), (404, true), "the way");
    let came = world.ask("POST", "/emergency", &daniel, ASKED).await;
    assert_eq!((came.status, came.location.as_str()), (303, course.as_str()));

    // In every room of the course, and in no other.
    for room in ["", "/safety_plan", "/sessions", "/print/contract"] {
        let page = world.ask("GET", &format!("{course}{room}"), &daniel, "").await;
        assert_eq!((page.status, page.body.contains(BANNER)), (200, true), "{room}");
    }
    assert!(!world.ask("GET", "/caseload", &daniel, "").await.body.contains(BANNER));
    assert!(!world.ask("GET", &course, &ruth, "").await.body.contains(BANNER), "she leads it");
    let notes = world.ask("GET", &format!("{course}/process-notes"), &daniel, "").await;
    assert_eq!(notes.status, 404);
    for whole in ["record", "record.json"] {
        let came = world.ask("GET", &format!("{course}/{whole}"), &daniel, "").await;
        assert_eq!(came.status, 403, "{whole} is not handed out");
    }
    let pause = world.ask("POST", &format!("{course}/pause"), &daniel, "reason=x").await;
    assert_eq!(pause.status, 403, "not for safety");

    // Whoever has to know sees it on the next page, and why.
    for cookie in [&ruth, &tomas] {
        let page = world.ask("GET", "/account", cookie, "").await.body;
        assert!(page.contains("Emergency access to a record was used"));
        let list = world.ask("GET", "/emergency", cookie, "").await.body;
        for words in ["Leila Haddad", "Daniel Okafor opened this record", "She rang and hung up"] {
            assert!(list.contains(words), "{words} in {list}");
        }
    }
    let own = world.ask("GET", "/emergency", &daniel, "").await.body;
    assert!(own.contains("You opened this yourself") && !own.contains("/review\""));
    let helen = world.enter("Helen Marsh").await;
    assert_eq!(world.ask("GET", "/emergency", &helen, "").await.status, 404);

    let list = world.ask("GET", "/emergency", &tomas, "").await.body;
    let forms = list.split("action=\"").filter_map(|rest| rest.split('"').next());
    let review = forms.into_iter().find(|at| at.ends_with("/review")).expect("a form").to_owned();
    assert_eq!(world.ask("POST", &review, &daniel, "right=yes&review=Fine").await.status, 404);
    let half = world.ask("POST", &review, &tomas, "review=It+was+late").await;
    assert_eq!((half.status, half.body.contains("Choose one of the two")), (422, true));
    assert!(half.body.contains("It was late"), "nothing typed is lost");
    world.clock.set(world.clinic.now() + SignedDuration::from_hours(73));
    let (tomas, ruth) = (world.enter("Tomas Weil").await, world.enter("Ruth Albrecht").await);
    let late = world.ask("GET", "/people", &tomas, "").await.body;
    assert!(late.contains("more than 72 hours ago, and nobody has reviewed it"));
    let done = world.ask("POST", &review, &tomas, "right=no&review=Nobody+was+in+danger").await;
    assert_eq!(done.status, 303, "{}", done.body);
    let after = world.ask("GET", "/emergency", &ruth, "").await.body;
    assert!(after.contains("it was not right") && after.contains("Nobody was in danger"));
    assert!(!after.contains("Emergency access to a record was used"));
}

#[tokio::test]
async fn without_a_reason_beside_its_field_nobody_is_looked_for() {
    let world = world();
    let daniel = world.enter("Daniel Okafor").await;
    for (typed, field, said) in [
        ("name=Leila+Haddad&reason=danger_to_client", "words", "Say in a few words what happened"),
        ("name=Leila+Haddad&words=She+rang", "reason", "Choose why. Without a reason"),
        ("name=Leila+Haddad&reason=curious&words=She+rang", "reason", "Choose why."),
        ("reason=danger_to_client&words=She+rang", "name", "Whose record is it?"),
        ("name=Leila&reason=danger_to_client&words=She+rang", "name", "Nobody has this name here"),
    ] {
        let came = world.ask("POST", "/emergency", &daniel, typed).await;
        assert_eq!(came.status, 422, "{typed}");
        let beside = came.body.split("data-problem").nth(1).unwrap_or_default();
        assert!(beside.contains(&format!("id=\"p-{field}\">{said}")), "{typed}: {beside}");
    }
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    assert_eq!(world.ask("GET", &course, &daniel, "").await.status, 404);
}

#[tokio::test]
async fn it_is_ended_by_a_button_and_the_client_sees_that_it_was() {
    let world = world();
    let daniel = world.enter("Daniel Okafor").await;
    let course = format!("/courses/{}", world.course("Maren"));
    let asked = ASKED.replace("Leila+Haddad", "Maren");
    assert_eq!(world.ask("POST", "/emergency", &daniel, &asked).await.status, 303);
    world.ask("GET", &format!("{course}/safety_plan"), &daniel, "").await;
    let end = format!("{course}/emergency/shutting");
    assert_eq!(world.ask("POST", &end, &daniel, "").await.status, 303);
    assert_eq!(world.ask("GET", &course, &daniel, "").await.status, 404);
    let maren = world.enter("Maren").await;
    let looks = format!("/my/{}/looks", world.course("Maren"));
    let page = world.ask("GET", &looks, &maren, "").await.body;
    for words in [
        "Daniel Okafor, another therapist here, who opened your record in an emergency",
        "your whole record, opened in an emergency",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
}
