//! Notices by mail: the address of each person, and that a notice which cannot be sent is loud.

use clinic::Clinic;

use crate::{World, world};

const HERS: &str = "A notice of a risk alert could not be sent to you by mail";
const SOMEBODYS: &str = "A notice could not be sent by mail";

async fn body(world: &World, cookie: &str, path: &str) -> String {
    let came = world.ask("GET", path, cookie, "").await;
    assert_eq!(came.status, 200, "{path}");
    came.body
}

/// The form of Ruth's address, on the administrator's page.
async fn her_form(world: &World, tomas: &str) -> String {
    let people = body(world, tomas, "/people").await;
    let row = people.split("<tr>").find(|row| row.contains("Ruth Albrecht")).expect("a row");
    let forms = row.split("action=\"").filter_map(|rest| rest.split('"').next());
    forms.into_iter().find(|action| action.ends_with("/mail")).expect("a form").to_owned()
}

#[tokio::test]
async fn an_address_is_set_by_the_administrator_and_what_is_none_comes_back_beside_its_field() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    let form = her_form(&world, &tomas).await;
    let came = world.ask("POST", &form, &tomas, "mail=ruth+at+home").await;
    assert_eq!(came.status, 422);
    assert!(came.body.contains("value=\"ruth at home\""), "what was typed is there");
    let field = came.body.split("data-problem").nth(1).expect("marked");
    assert!(field.split("</div>").next().expect("it").contains("This is not a mail address"));
    let came = world.ask("POST", &form, &tomas, "mail=ruth%40practice.example").await;
    assert_eq!((came.status, came.location.as_str()), (303, "/people?saved=yes"));
    assert!(body(&world, &tomas, "/people").await.contains("ruth@practice.example"));
    let ruth = world.enter("Ruth Albrecht").await;
    let came = world.ask("POST", &form, &ruth, "mail=other%40practice.example").await;
    assert_eq!(came.status, 404, "only the administrator");
}

#[tokio::test]
async fn where_no_notice_is_sent_the_pages_say_so_without_an_alarm() {
    let world = world();
    let (tomas, ruth) = (world.enter("Tomas Weil").await, world.enter("Ruth Albrecht").await);
    let risk = format!("/courses/{}/risk_assessment", world.course("Piotr Nowak"));
    assert!(body(&world, &ruth, &risk).await.contains("No mail is set up, so no notice of it"));
    for path in ["/settings", "/people"] {
        let page = body(&world, &tomas, path).await;
        assert!(page.contains("No mail is set up") && !page.contains(SOMEBODYS), "{path}");
    }
    let world = world.opened_as(Clinic::with_carrier);
    assert!(body(&world, &tomas, "/settings").await.contains("are also sent by mail"));
    let page = body(&world, &ruth, &risk).await;
    assert!(page.contains("No mail address of Ruth Albrecht is set"), "{page}");
    assert!(!body(&world, &ruth, "/today").await.contains(HERS));
}

#[tokio::test]
async fn what_cannot_be_sent_is_loud_until_it_is_sent() {
    let world = world().opened_as(Clinic::with_carrier);
    let (tomas, ruth) = (world.enter("Tomas Weil").await, world.enter("Ruth Albrecht").await);
    let daniel = world.enter("Daniel Okafor").await;
    let form = her_form(&world, &tomas).await;
    world.ask("POST", &form, &tomas, "mail=ruth%40practice.example").await;
    let failed = world.clinic.notices_due().expect("looked").notices;
    assert_eq!(failed.len(), 1);
    world.clinic.notice_failed(&failed[0]).expect("written");
    for path in ["/today", "/caseload"] {
        assert!(body(&world, &ruth, path).await.contains(HERS), "{path}");
        assert!(!body(&world, &daniel, path).await.contains(HERS), "{path}: not hers");
    }
    for path in ["/people", "/settings"] {
        let page = body(&world, &tomas, path).await;
        assert!(page.contains(SOMEBODYS), "{path}");
        assert!(!page.contains("Piotr"), "an administrator sees nothing of a course");
    }
    world.clinic.notice_sent(&failed[0]).expect("written");
    let risk = format!("/courses/{}/risk_assessment", world.course("Piotr Nowak"));
    let page = body(&world, &ruth, &risk).await;
    for line in [
        "a notice to Ruth Albrecht could not be sent by mail",
        "a notice was sent to Ruth Albrecht by mail",
        "Ruth Albrecht first opened the course after it was raised",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
    assert!(!body(&world, &ruth, "/today").await.contains(HERS));
    assert!(!body(&world, &tomas, "/people").await.contains(SOMEBODYS));
}
