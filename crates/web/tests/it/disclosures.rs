//! What was given to others, on the screens of who writes it down and of the client.

use crate::world;

#[tokio::test]
async fn who_leads_writes_down_what_was_given_and_the_client_reads_it_in_plain_words() {
    let world = world();
    let (ruth, maren) = (world.enter("Ruth Albrecht").await, world.enter("Maren").await);
    let id = world.course("Maren");
    let (room, own) = (format!("/courses/{id}/disclosures"), format!("/my/{id}/disclosures"));
    let empty = world.ask("GET", &own, &maren, "").await.body;
    assert!(empty.contains("Nothing of your record was given to anybody"), "{empty}");
    let typed = "to=Dr+Sand%2C+clinic&what=The+letter+at+the+end&on=2026-05-20";
    let left_out = world.ask("POST", &room, &ruth, typed).await;
    assert_eq!(left_out.status, 422);
    assert!(left_out.body.contains("Dr Sand, clinic"), "what was typed stays");
    let ahead = "to=X&what=Y&ground=agreed&on=2027-01-01";
    assert_eq!(world.ask("POST", &room, &ruth, ahead).await.status, 422);
    let whole = format!("{typed}&ground=treatment&ground_words=by+letter+of+May");
    assert_eq!(world.ask("POST", &room, &ruth, &whole).await.status, 303);
    let page = world.ask("GET", &room, &ruth, "").await.body;
    for words in ["Dr Sand, clinic", "The letter at the end", "Ruth Albrecht wrote this down"] {
        assert!(page.contains(words), "{words}");
    }
    let page = world.ask("GET", &own, &maren, "").await.body;
    for words in [
        "<title>Given to others</title>",
        "Given to Dr Sand, clinic:",
        "because somebody else who treats you needed it (by letter of May)",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    let home = world.ask("GET", &format!("/my/{id}"), &maren, "").await.body;
    assert!(home.contains(&own), "the way to it");

    // The administrator sees and writes the same log; another therapist and client see nothing.
    let tomas = world.enter("Tomas Weil").await;
    let record = world.ask("POST", "/clients", &tomas, "name=Maren").await.location;
    let log = format!("{record}/disclosures");
    let court = "to=The+court&what=Dates+of+sessions&on=2026-05-21&ground=ordered";
    assert_eq!(world.ask("POST", &log, &tomas, court).await.status, 303);
    let page = world.ask("GET", &log, &tomas, "").await.body;
    assert!(page.contains("Dr Sand, clinic") && page.contains("The court"));
    let page = world.ask("GET", &own, &maren, "").await.body;
    assert!(page.contains("because a court or an authority ordered it"));
    let daniel = world.enter("Daniel Okafor").await;
    assert_eq!(world.ask("GET", &room, &daniel, "").await.status, 404);
    assert_eq!(world.ask("GET", &log, &ruth, "").await.status, 404);
}
