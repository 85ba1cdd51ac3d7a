//! The practice's outcomes on their page.

use crate::world;

#[tokio::test]
async fn a_practice_with_a_few_closed_courses_is_told_nothing_of_them() {
    let world = world();
    for who in ["Ruth Albrecht", "Tomas Weil"] {
        let came = world.ask("GET", "/outcomes", &world.enter(who).await, "").await;
        assert_eq!(came.status, 200, "{who}");
        let main = came.body.split("<main").nth(1).expect("the page");
        assert!(main.contains("Counted: fewer than 5 closed courses"), "{main}");
        assert_eq!(main.matches("Not told: fewer than 5 people").count(), 3);
        assert!(main.contains("Not told: it takes 30 courses") && !main.contains("<table"));
        assert!(main.contains("less (S57)") && main.contains("Kaplan and Meier (1958)"));
        for person in &world.practice.courses {
            assert!(!main.contains(&person.client), "{}", person.client);
        }
    }
    let maren = world.enter("Maren").await;
    assert_ne!(world.ask("GET", "/outcomes", &maren, "").await.status, 200);
}
