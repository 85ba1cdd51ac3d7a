//! The alarm of who opens very many records within an hour, on the screens.

use crate::world;

#[tokio::test]
async fn it_stands_on_the_pages_of_those_who_can_look_into_it_until_they_did() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    for n in 0..41 {
        let form = format!(
            "client_name=Client+{n}&variant=ipt_standard&reason=Low&received_on=2026-05-30"
        );
        let begun = world.ask("POST", "/referral", &ruth, &form).await;
        assert_eq!(begun.status, 303, "{}", begun.body);
        assert_eq!(world.ask("GET", &begun.location, &ruth, "").await.status, 200);
    }
    let own = world.ask("GET", "/caseload", &ruth, "").await.body;
    assert!(own.contains("You opened the records of 41 clients within an hour"));
    let tomas = world.enter("Tomas Weil").await;
    let settings = world.ask("GET", "/settings", &tomas, "").await.body;
    assert!(settings.contains("Ruth Albrecht opened the records of 41 clients"));
    let people = world.ask("GET", "/people", &tomas, "").await.body;
    let action = people.split("action=\"/people/alarms/").nth(1).expect("its form");
    let action = format!("/people/alarms/{}", action.split('"').next().expect("an id"));
    let wordless = world.ask("POST", &action, &tomas, "found=").await;
    assert!(wordless.status == 422 && wordless.body.contains("Say why, in words"));
    let form = "found=She+moved+her+files.";
    assert_eq!(world.ask("POST", &action, &tomas, form).await.status, 303);
    assert!(!world.ask("GET", "/people", &tomas, "").await.body.contains("Alarm:"));
    assert!(
        !world.ask("GET", "/caseload", &ruth, "").await.body.contains("You opened the records")
    );
    assert_eq!(world.ask("POST", &action, &tomas, form).await.status, 404, "once");
    let looks = people
        .split("href=\"")
        .find(|rest| rest.split('"').next().is_some_and(|link| link.ends_with("/looks")));
    let looks = looks.and_then(|rest| rest.split('"').next()).expect("the report");
    let past = world.ask("GET", looks, &tomas, "").await.body;
    assert!(past.contains("She moved her files.") && past.contains("(Tomas Weil)"));
}
