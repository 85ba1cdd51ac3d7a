//! Conflict of roles on the screens: for who works in the course, and never for the client.

use crate::world;

const BANNER: &str = "There is a note for whoever works in this course";
const NOTE: &str = "closeness=partner&words=Canarynote%3A+he+comes+on+other+days";

#[tokio::test]
async fn who_works_in_the_course_reads_it_and_the_client_does_not() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let id = world.course("Leila Haddad");
    let (course, other) = (format!("/courses/{id}"), world.course("Maren"));
    let room = format!("{course}/role-conflicts");
    let way = world.ask("GET", &format!("{course}/client"), &ruth, "").await.body;
    assert!(way.contains(&format!("href=\"{room}\"")) && !way.contains(BANNER));
    let came = world.ask("POST", &room, &ruth, NOTE).await;
    assert_eq!(came.status, 303, "{}", came.body);

    let page = world.ask("GET", &room, &ruth, "").await.body;
    for words in ["The partner, now or before", "Canarynote", "Written by Ruth Albrecht"] {
        assert!(page.contains(words), "{words}");
    }
    for at in ["", "/circle", "/safety_plan", "/sessions"] {
        let page = world.ask("GET", &format!("{course}{at}"), &ruth, "").await.body;
        assert!(page.contains(BANNER) && !page.contains("Canarynote"), "{at}");
        // A client who looks along is told nothing, nor who is handed the printed page.
        assert!(page.contains("class=\"notice noprint\">There is"), "{at}");
        assert!(!page.contains("in treatment here too"), "{at}");
    }
    let transfer = world.ask("GET", &format!("{course}/transfer"), &ruth, "").await.body;
    assert!(transfer.contains("Does the one who is to take this course over work with them?"));
    let others = world.ask("GET", &format!("/courses/{other}"), &ruth, "").await.body;
    assert!(!others.contains(BANNER), "of this course alone");

    for at in ["/record", "/record.json", "/print/contract", "/history"] {
        let body = world.ask("GET", &format!("{course}{at}"), &ruth, "").await.body;
        assert!(!body.contains("Canarynote") && !body.contains("Role conflict"), "{at}");
        if at != "/history" {
            assert!(!body.contains("role-conflict") && !body.contains(BANNER), "{at}");
        }
    }
    let helen = world.enter("Helen Marsh").await;
    let supervised = world.ask("GET", &format!("/supervised/{id}"), &helen, "").await.body;
    assert!(!supervised.contains("Canarynote") && !supervised.contains(BANNER));
    for who in ["Daniel Okafor", "Tomas Weil", "Helen Marsh"] {
        let cookie = world.enter(who).await;
        assert_eq!(world.ask("GET", &room, &cookie, "").await.status, 404, "{who}");
    }
}

#[tokio::test]
async fn the_clients_own_pages_say_nothing_of_it() {
    let world = world();
    let (ruth, maren) = (world.enter("Ruth Albrecht").await, world.enter("Maren").await);
    let id = world.course("Maren");
    let room = format!("/courses/{id}/role-conflicts");
    assert_eq!(world.ask("POST", &room, &ruth, NOTE).await.status, 303);
    assert_eq!(world.ask("GET", &room, &maren, "").await.status, 404);
    for at in ["", "/looks", "/disclosures", "/supervision", "/corrections"] {
        let page = world.ask("GET", &format!("/my/{id}{at}"), &maren, "").await;
        assert_eq!(page.status, 200, "{at}");
        for words in ["Canarynote", BANNER, "onflict of roles", "role-conflict"] {
            assert!(!page.body.contains(words), "{at}: {words}");
        }
    }
}

#[tokio::test]
async fn what_is_missing_is_said_beside_its_field_and_it_is_taken_back_by_a_button() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let room = format!("{course}/role-conflicts");
    for (typed, field) in [
        ("closeness=partner&words=", "words"),
        ("words=Other+days", "closeness"),
        ("closeness=curious&words=Other+days", "closeness"),
    ] {
        let came = world.ask("POST", &room, &ruth, typed).await;
        assert_eq!(came.status, 422, "{typed}");
        assert!(came.body.contains(&format!("id=\"p-{field}\"")), "{typed}");
        assert_eq!(came.body.matches("data-problem").count(), 1, "{typed}");
        assert!(!typed.contains("Other") || came.body.contains("Other days"), "nothing is lost");
    }
    assert!(!world.ask("GET", &course, &ruth, "").await.body.contains(BANNER));
    world.ask("POST", &room, &ruth, NOTE).await;
    let page = world.ask("GET", &room, &ruth, "").await.body;
    let back = page.split("action=\"").filter_map(|rest| rest.split('"').next());
    let back =
        back.into_iter().find(|at| at.ends_with("/withdrawal")).expect("a button").to_owned();
    assert_eq!(world.ask("POST", &back, &ruth, "").await.status, 303);
    let page = world.ask("GET", &room, &ruth, "").await.body;
    assert!(page.contains("Taken back by Ruth Albrecht") && page.contains("Canarynote"));
    assert!(!world.ask("GET", &course, &ruth, "").await.body.contains(BANNER));
    assert_eq!(world.ask("POST", &back, &ruth, "").await.status, 404, "once");
}
