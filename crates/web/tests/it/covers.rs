//! Cover with dates, as it shows on the next page of everybody whom it concerns.

use crate::{World, world};

/// The value of somebody in a list to choose from.
async fn choice(world: &World, path: &str, cookie: &str, field: &str, name: &str) -> String {
    let page = world.ask("GET", path, cookie, "").await.body;
    let list = page.split(&format!("name=\"{field}\"")).nth(1).expect(field).to_owned();
    let list = list.split("</select>").next().expect("a list");
    let before = list.split(&format!(">{name}<")).next().expect("the name");
    let value = before.rsplit("value=\"").next().and_then(|rest| rest.split('"').next());
    value.expect("a value").to_owned()
}

#[tokio::test]
async fn a_therapist_names_who_covers_and_everybody_concerned_sees_it() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let daniel = world.enter("Daniel Okafor").await;
    let leila = format!("/courses/{}", world.course("Leila Haddad"));
    let own = "/caseload/cover";
    assert_eq!(world.ask("GET", &leila, &daniel, "").await.status, 404);
    let by = choice(&world, own, &ruth, "by", "Daniel Okafor").await;
    for (form, said) in [
        ("by=&from=2026-06-01&until=2026-06-09".to_owned(), "value=\"2026-06-09\""),
        (format!("by={by}&from=2026-06-01&until=2026-05-09"), "before the first"),
        (format!("by={by}&from=2026-06-01&until=soon"), "value=\"soon\""),
    ] {
        let came = world.ask("POST", own, &ruth, &form).await;
        assert_eq!(came.status, 422, "{form}");
        assert!(came.body.contains(said), "{form}: {}", came.body);
    }
    let form = format!("by={by}&from=2026-06-01&until=2026-06-09");
    let came = world.ask("POST", own, &ruth, &form).await;
    assert_eq!(came.status, 303, "{}", came.body);

    let caseload = world.ask("GET", "/caseload", &daniel, "").await.body;
    let section = caseload.split("You cover for Ruth Albrecht until 9 Jun 2026").nth(1);
    assert!(section.expect("a section").contains("Leila Haddad"));
    let today = world.ask("GET", "/today", &daniel, "").await.body;
    assert!(today.contains("You cover for Ruth Albrecht until 9 Jun 2026"));
    let course = world.ask("GET", &leila, &daniel, "").await;
    assert_eq!(course.status, 200);
    let pause = world.ask("POST", &format!("{leila}/pause"), &daniel, "reason=Ill").await;
    assert_eq!(pause.status, 303);
    let drawer = world.ask("GET", &format!("{leila}/process-notes"), &daniel, "").await;
    assert_eq!(drawer.status, 404);
    let hers = world.ask("GET", "/caseload", &ruth, "").await.body;
    assert!(hers.contains("Daniel Okafor covers for Ruth Albrecht until 9 Jun 2026"));

    let page = world.ask("GET", own, &daniel, "").await.body;
    let ending = page.split("action=\"/caseload/cover/").nth(1).expect("its ending");
    let ending = format!("{own}/{}", ending.split('"').next().expect("an address"));
    assert_eq!(world.ask("POST", &ending, &daniel, "").await.status, 303);
    assert_eq!(world.ask("GET", &leila, &daniel, "").await.status, 404, "at once");
    let again = world.ask("POST", &ending, &daniel, "").await;
    assert!(again.body.contains("There is no such cover any more"));
}

#[tokio::test]
async fn an_administrator_names_a_cover_and_the_client_reads_who_stands_in() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    let covered = choice(&world, "/covers", &tomas, "covered", "Ruth Albrecht").await;
    let by = choice(&world, "/covers", &tomas, "by", "Daniel Okafor").await;
    let form = format!("covered={covered}&by={covered}&from=2026-06-01&until=2026-06-09");
    let self_cover = world.ask("POST", "/covers", &tomas, &form).await;
    assert!(self_cover.body.contains("Nobody covers for themselves"));
    assert!(self_cover.body.contains("value=\"2026-06-09\""), "nothing typed is lost");
    let form = format!("covered={covered}&by={by}&from=2026-06-01&until=2026-06-09");
    assert_eq!(world.ask("POST", "/covers", &tomas, &form).await.status, 303);
    let list = world.ask("GET", "/covers", &tomas, "").await.body;
    assert!(list.contains("Daniel Okafor covers for Ruth Albrecht until 9 Jun 2026"));

    let maren = world.enter("Maren").await;
    let course = world.course("Maren");
    let mine = world.ask("GET", &format!("/my/{course}"), &maren, "").await.body;
    assert!(mine.contains("Daniel Okafor stands in until 9 Jun 2026"));
    let daniel = world.enter("Daniel Okafor").await;
    let look = world.ask("GET", &format!("/courses/{course}"), &daniel, "").await;
    assert_eq!(look.status, 200);
    let looks = world.ask("GET", &format!("/my/{course}/looks"), &maren, "").await.body;
    assert!(looks.contains("Daniel Okafor, who covered for your therapist"));
    let over = "2026-06-10T12:00:00Z".parse().expect("a moment");
    world.clock.set(over);
    let maren = world.enter("Maren").await;
    let mine = world.ask("GET", &format!("/my/{course}"), &maren, "").await.body;
    assert!(!mine.contains("stands in until"));
}
