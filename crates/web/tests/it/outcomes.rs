//! The practice's outcomes on their page.

use crate::world;

#[tokio::test]
async fn a_practice_with_a_few_closed_courses_is_told_nothing_of_them() {
    let world = world();
    for who in ["Ruth Albrecht", "Tomas Weil", "Aino Salo"] {
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

#[tokio::test]
async fn a_researcher_comes_in_to_the_figures_and_is_shown_the_way_to_nothing_else() {
    let world = world();
    let aino = world.enter("Aino Salo").await;
    assert_eq!(world.ask("GET", "/", &aino, "").await.location, "/outcomes");
    let page = world.ask("GET", "/outcomes", &aino, "").await.body;
    let nav = page.split("class=\"top-nav\"").nth(1).and_then(|rest| rest.split("</nav>").next());
    let nav = nav.expect("the way");
    for shut in ["/today", "/caseload", "/people", "/clients", "/settings", "/supervision"] {
        assert!(!nav.contains(shut), "{shut}");
        assert_ne!(world.ask("GET", shut, &aino, "").await.status, 200, "{shut}");
    }
}
