//! Who looked at a record, as the client sees it.

use clinic::{Access, Read, TheCourse, Write, audit::Capacity};
use web::{
    routes::{Handler, ROUTES},
    screens::looks::part,
    words::words,
};

use crate::world;

#[tokio::test]
async fn a_client_sees_in_plain_words_who_looked_as_what_and_at_what() {
    let world = world();
    let (ruth, maren) = (world.enter("Ruth Albrecht").await, world.enter("Maren").await);
    let id = world.course("Maren");
    let home = world.ask("GET", &format!("/my/{id}"), &maren, "").await.body;
    assert!(home.contains(&format!("/my/{id}/looks")), "the way to it");
    world.ask("GET", &format!("/courses/{id}/circle"), &ruth, "").await;
    world.ask("GET", &format!("/courses/{id}/safety_plan"), &ruth, "").await;
    let file = world.clinic.as_operator({
        let ruth = world.actor("Ruth Albrecht").await;
        let course = ipt::CourseId(id.parse().expect("an id"));
        let access: Access<TheCourse, Read> =
            world.clinic.may(&ruth, course, "history").expect("may");
        access.client()
    });
    file.expect("there");

    let page = world.ask("GET", &format!("/my/{id}/looks"), &maren, "").await;
    assert_eq!(page.status, 200);
    let body = page.body;
    for words in [
        "<title>Who looked</title>",
        "Ruth Albrecht, your therapist",
        "the people in your life, and the circle",
        "your safety, and your safety plan",
        "Whoever runs the practice’s computer, by a command",
        "your whole record, to be handed out",
        "<strong>You</strong>",
    ] {
        assert!(body.contains(words), "{words} in {body}");
    }
    let today = body.split("<h2>").nth(1).expect("a day");
    let (few, all) = today.split_once("<details>").expect("all lines behind it");
    assert_eq!(few.matches("<li>").count(), 3, "one entry for each person: {few}");
    assert!(all.matches("<li>").count() > 5, "{all}");
    assert!(!body.contains(words().t("own-looks-part-other").as_ref()), "each part has a name");

    // Nobody else's, and no therapist under the client's address.
    assert_eq!(world.ask("GET", &format!("/my/{id}/looks"), &ruth, "").await.status, 404);
    let leila = format!("/my/{}/looks", world.course("Leila Haddad"));
    assert_eq!(world.ask("GET", &leila, &maren, "").await.status, 404);
}

#[tokio::test]
async fn whoever_leads_and_whoever_led_are_told_apart_by_the_time() {
    let world = world();
    let ruth = world.actor("Ruth Albrecht").await;
    let course = ipt::CourseId(world.course("Leila Haddad").parse().expect("an id"));
    let other =
        world.practice.people.iter().find(|person| {
            person.name != "Ruth Albrecht" && person.roles.has(clinic::Role::Therapist)
        });
    let other = other.expect("another therapist").name.clone();
    let access: Access<TheCourse, Write> =
        world.clinic.may(&ruth, course, "transfer").expect("may");
    let to = world.actor(&other).await;
    world.clock.set(world.clinic.now() + jiff::SignedDuration::from_mins(1));
    let command = ipt::Command::Transfer { to: to.id(), reason: "Moves away.".into() };
    world
        .clinic
        .perform(&access, clinic::Expect::Anything, uuid::Uuid::new_v4(), command)
        .expect("handed over");
    world.clock.set(world.clinic.now() + jiff::SignedDuration::from_mins(1));
    let read: Access<TheCourse, Read> = world.clinic.may(&to, course, "circle").expect("may");
    let looks = world.clinic.looks(&read, 500).expect("looks");
    assert_eq!((looks[0].who.as_str(), looks[0].capacity), (other.as_str(), Capacity::Leads));
    assert!(
        looks[1..]
            .iter()
            .filter(|look| look.who == "Ruth Albrecht")
            .all(|look| { look.capacity == Capacity::Leads })
    );
}

#[test]
fn every_room_of_a_record_has_a_part_in_plain_words() {
    for route in ROUTES {
        let of_a_record = matches!(
            route.handler,
            Handler::CourseRead(_) | Handler::CourseWrite(_) | Handler::OwnCourse(_)
        );
        if of_a_record && !route.path.contains("{document}") {
            assert_ne!(part::of(route.room()), part::OTHER, "{}", route.path);
        }
    }
    for kind in ipt::DocumentKind::ALL {
        assert_ne!(part::of(kind.name()), part::OTHER, "{}", kind.name());
    }
    for part in part::all() {
        assert!(words().has(&format!("own-looks-part-{part}")), "{part}");
    }
    for capacity in Capacity::ALL {
        assert!(words().has(&format!("own-looks-{}", capacity.code())), "{}", capacity.code());
    }
}
