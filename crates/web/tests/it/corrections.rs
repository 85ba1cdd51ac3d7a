//! A client asks that something be put right, on the screens of both.

use crate::world;

#[tokio::test]
async fn what_a_client_asks_is_answered_added_beside_the_document_and_kept_when_it_is_declined() {
    let world = world();
    let (ruth, maren) = (world.enter("Ruth Albrecht").await, world.enter("Maren").await);
    let id = world.course("Maren");
    let (own, room) = (format!("/my/{id}/corrections"), format!("/courses/{id}/corrections"));
    let home = world.ask("GET", &format!("/my/{id}"), &maren, "").await.body;
    assert!(home.contains(&own), "the way to it");
    let left_out = world.ask("POST", &own, &maren, "part=sessions&wrong=Her+name").await;
    assert_eq!(left_out.status, 422);
    assert!(left_out.body.contains("Her name") && left_out.body.contains("all three"));
    for (wrong, should) in [("Her+name", "Ines"), ("The+day", "Sunday")] {
        let typed = format!("part=understanding&wrong={wrong}&should={should}");
        assert_eq!(world.ask("POST", &own, &maren, &typed).await.status, 303);
    }
    let page = world.ask("GET", &own, &maren, "").await.body;
    assert_eq!(page.matches("has not answered yet").count(), 2);

    // The therapist's day says so, also of a course that is over; who else asks sees nothing.
    let today = world.ask("GET", "/today", &ruth, "").await.body;
    assert!(today.contains("Asks for a correction") && today.contains(&room));
    let daniel = world.enter("Daniel Okafor").await;
    assert_eq!(world.ask("GET", &room, &daniel, "").await.status, 404);
    let page = world.ask("GET", &room, &ruth, "").await.body;
    let replies: Vec<String> = page
        .split("action=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|action| action.ends_with("/reply"))
        .map(str::to_owned)
        .collect();
    assert_eq!(replies.len(), 2, "the latest first");
    let before = world.ask("GET", &format!("/courses/{id}/formulation"), &ruth, "").await.body;

    let no_choice = world.ask("POST", &replies[1], &ruth, "text=Her+name+is+Ines").await;
    assert_eq!(no_choice.status, 422);
    assert!(no_choice.body.contains("Her name is Ines"), "what was typed stays");
    let wordless = "answer=accept&place=document%3Aformulation&text=";
    assert_eq!(world.ask("POST", &replies[1], &ruth, wordless).await.status, 422);
    let accept = "answer=accept&place=document%3Aformulation&text=Her+name+is+Ines";
    assert_eq!(world.ask("POST", &replies[1], &ruth, accept).await.status, 303);
    let decline = "answer=decline&text=Both+days+were+said";
    assert_eq!(world.ask("POST", &replies[0], &ruth, decline).await.status, 303);
    let again = world.ask("POST", &replies[0], &ruth, accept).await;
    assert_eq!(again.status, 422, "answered once");

    let after = world.ask("GET", &format!("/courses/{id}/formulation"), &ruth, "").await.body;
    assert!(!before.contains("Her name is Ines") && after.contains("Her name is Ines"));
    let page = world.ask("GET", &own, &maren, "").await.body;
    for words in ["Ruth Albrecht accepted it", "did not accept it", "Both days were said"] {
        assert!(page.contains(words), "{words}");
    }
    let whole = world.ask("GET", &format!("/courses/{id}/record"), &ruth, "").await.body;
    for words in ["The client asked for a correction", "Sunday", "Both days were said"] {
        assert!(whole.contains(words), "{words}");
    }
    let today = world.ask("GET", "/today", &ruth, "").await.body;
    assert!(!today.contains("Asks for a correction"));
}
