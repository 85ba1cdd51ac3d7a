//! The ending as the screens take and show it: the plan from the course, and the card.

use crate::world;

#[tokio::test]
async fn a_new_plan_takes_over_lines_of_the_course_with_where_they_come_from() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let plan = |client: &str| format!("/courses/{}/relapse_plan", world.course(client));
    let new = world.ask("GET", &plan("Geoffrey Ames"), &ruth, "").await.body;
    let field = |name: &str| {
        let after = new.split(&format!("id=\"f-{name}\"")).nth(1).expect("the field");
        after.split("</div>").next().expect("its end").to_owned()
    };
    let signs = field("signs_watch");
    let typed = signs.split("</textarea>").next().expect("the text");
    assert!(typed.contains("Trouble falling or staying asleep"), "it stands there to be changed");
    assert!(signs.contains("PHQ-9: 3 of 3 at the start"), "{signs}");
    assert!(field("people_to_tell").contains("Inventory:"), "people who support");
    assert!(field("skills").contains("Tried, agreed in session"), "what was tried");
    assert!(new.contains("id=\"f-check_6_months\" name=\"check_6_months\" value=\"2"), "proposed");
    // Looking stores nothing.
    let course = format!("/courses/{}", world.course("Geoffrey Ames"));
    let rooms = world.ask("GET", &course, &ruth, "").await.body;
    assert!(!rooms.contains(&format!("{course}/relapse_plan\" data-written")), "not written");
    assert_eq!(
        world.ask("GET", &format!("{}/card", plan("Geoffrey Ames")), &ruth, "").await.status,
        404
    );
}

#[tokio::test]
async fn the_card_is_the_clients_and_says_not_what_it_is_for() {
    let world = world();
    let (ruth, maren) = (world.enter("Ruth Albrecht").await, world.enter("Maren").await);
    let course = world.course("Maren");
    let own = format!("/my/{course}/card");
    let home = world.ask("GET", &format!("/my/{course}"), &maren, "").await.body;
    assert!(home.contains(&own), "the way to it");
    let card = world.ask("GET", &own, &maren, "").await.body;
    let printed =
        world.ask("GET", &format!("/courses/{course}/relapse_plan/card"), &ruth, "").await;
    for page in [&card, &printed.body] {
        let pocket = page.split("class=\"pocket\"").nth(1).expect("the card");
        for line in ["I put off ringing Ida", "Ida: ring me", "I ring the practice", "116 123"] {
            assert!(pocket.contains(line), "{line}");
        }
        let title = page.split("<title>").nth(1).and_then(|rest| rest.split('<').next());
        assert_eq!(title, Some("For the pocket"));
        let heard = page.split("class=\"pocket\"").nth(1).and_then(|p| p.split("</div>").next());
        let heard = heard.expect("the card").to_lowercase();
        for word in ["relapse", "depress", "therap", "symptom", "ipt", "maren"] {
            assert!(!heard.contains(word), "{word}");
        }
    }
    // Another client, and the therapist under the client's address, find nothing.
    assert_eq!(world.ask("GET", &own, &ruth, "").await.status, 404);
}

#[tokio::test]
async fn a_maintenance_session_counts_down_and_says_goodbye_in_the_last() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let at = |room: &str| format!("/courses/{}/sessions/{room}", world.course("Maren"));
    let first = world.ask("GET", &at("M1"), &ruth, "").await.body;
    assert!(first.contains("Maintenance session 1 of 2; one is left after it"));
    assert!(first.contains("which of the own signs were there") && !first.contains("say goodbye,"));
    let last = world.ask("GET", &at("M2"), &ruth, "").await.body;
    assert!(last.contains("Maintenance session 2 of 2; this is the last"));
    assert!(last.contains("say goodbye, name the days of the self-checks"));
}
