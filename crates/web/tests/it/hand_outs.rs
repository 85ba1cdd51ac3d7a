//! The third whole record within a day, on the screens.

use crate::world;

#[tokio::test]
async fn the_third_whole_record_of_a_day_waits_for_a_second_person() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let record = |client: &str| format!("/courses/{}/record", world.course(client));
    for client in ["Maren", "Leila Haddad", "Maren"] {
        let shown = world.ask("GET", &record(client), &ruth, "").await;
        assert!(shown.status == 200 && shown.body.contains("record.json"), "{client}");
    }
    let third = record("Jun Park");
    let refused = world.ask("GET", &third, &ruth, "").await.body;
    assert!(refused.contains("the whole records of 2 clients within a day"));
    assert!(!refused.contains("record.json"), "nothing of it is shown");
    let data = world.ask("GET", &format!("{third}.json"), &ruth, "").await;
    assert!(data.body.is_empty() && data.location == third, "nor as data");
    let wordless = world.ask("POST", &third, &ruth, "reason=+").await;
    assert!(wordless.status == 422 && wordless.body.contains("Say why"));
    let asked = world.ask("POST", &third, &ruth, "reason=Moves+to+a+clinic").await;
    assert_eq!((asked.status, asked.location.as_str()), (303, third.as_str()));
    assert!(world.ask("GET", &third, &ruth, "").await.body.contains("You asked on"));

    let tomas = world.enter("Tomas Weil").await;
    let settings = world.ask("GET", "/settings", &tomas, "").await.body;
    assert!(settings.contains("Somebody asks to hand out more whole records"));
    let people = world.ask("GET", "/people", &tomas, "").await.body;
    assert!(people.contains("Moves to a clinic") && !people.contains("Jun Park"));
    let action = people.split("action=\"/people/records/").nth(1).expect("its form");
    let action = format!("/people/records/{}", action.split('/').next().expect("an id"));
    let confirm = format!("{action}/confirmation");
    assert_eq!(world.ask("POST", &confirm, &tomas, "").await.status, 303);
    let again = world.ask("POST", &confirm, &tomas, "").await;
    assert!(again.status == 422 && again.body.contains("This is not asked any more."));
    assert!(world.ask("GET", &third, &ruth, "").await.body.contains("record.json"));

    // What is asked anew takes the place of what was confirmed, and may be declined.
    world.ask("POST", &third, &ruth, "reason=Once+more").await;
    let people = world.ask("GET", "/people", &tomas, "").await.body;
    let action = people.split("action=\"/people/records/").nth(1).expect("its form");
    let action = format!("/people/records/{}", action.split('/').next().expect("an id"));
    let declined = world.ask("POST", &format!("{action}/declining"), &tomas, "").await;
    assert_eq!(declined.status, 303);
    let shut = world.ask("GET", &record("Piotr Nowak"), &ruth, "").await.body;
    assert!(shut.contains("Ask for a second person") && !shut.contains("You asked on"));
}
