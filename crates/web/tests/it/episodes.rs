//! A client comes again: what comes along into the new episode, and what it asks of the therapist.

use crate::{World, world};

async fn body(world: &World, cookie: &str, path: &str) -> String {
    let came = world.ask("GET", path, cookie, "").await;
    assert_eq!(came.status, 200, "{path}");
    came.body
}

/// Hands a course over to the only colleague there is.
async fn hand_over(world: &World, cookie: &str, course: &str) {
    let page = body(world, cookie, &format!("{course}/transfer")).await;
    let offers = page.split("name=\"to\"").nth(1).expect("colleagues");
    let to = offers.split("<option value=\"").nth(2).expect("one").split('"').next().expect("id");
    let sent = format!("to={to}&reason=Leave");
    let came = world.ask("POST", &format!("{course}/transfer"), cookie, &sent).await;
    assert_eq!(came.status, 303, "{}", came.body);
}

#[tokio::test]
async fn the_people_of_the_last_episode_are_brought_over_by_who_leads_both() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let daniel = world.enter("Daniel Okafor").await;
    let first = format!("/courses/{}", world.course("Maren"));
    let offer = "/previous/inventory\"";
    assert!(!body(&world, &ruth, &format!("{first}/inventory")).await.contains(offer));
    let again = world.ask("POST", &format!("{first}/re-entry"), &ruth, "reason=Low+again").await;
    let second = again.location.strip_suffix("/referral").expect("a new course").to_owned();
    let inventory = format!("{second}/inventory");
    assert!(body(&world, &ruth, &inventory).await.contains(offer));

    let bring = format!("{second}/previous/inventory");
    let key = "form_key=00000000-0000-0000-0000-000000000009";
    hand_over(&world, &ruth, &second).await;
    let refused = world.ask("POST", &bring, &daniel, key).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("The last episode is led by somebody else"));
    assert!(!refused.body.contains("Piet"));
    hand_over(&world, &daniel, &second).await;

    for _ in 0..2 {
        let came = world.ask("POST", &bring, &ruth, key).await;
        assert_eq!((came.status, came.location), (303, format!("{inventory}?saved=yes")));
    }
    let brought = body(&world, &ruth, &inventory).await;
    assert_eq!(brought.matches(">Piet</a>").count(), 1);
    assert!(brought.contains("Has died") && !brought.contains(offer));
    let anew = world.ask("POST", &bring, &ruth, "").await;
    assert_eq!(anew.status, 422);
    assert!(anew.body.contains("this inventory is no longer empty"));
}
