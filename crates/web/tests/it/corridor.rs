//! Beside how others went: each state of the section, and what a drawing is given.

use std::fs;

use clinic::{Access, Read, TheCourse, permission::TheOutcomes};
use web::screens::progress::corridor;

use crate::{World, world};

async fn section(world: &World, who: &str, client: &str) -> String {
    let cookie = world.enter(who).await;
    let path = format!("/courses/{}/progress", world.course(client));
    let came = world.ask("GET", &path, &cookie, "").await;
    assert_eq!(came.status, 200, "{path}");
    let html = came.body.split("<h2>Beside how others went").nth(1).expect("the section");
    html.split("</section>").next().unwrap_or_default().to_owned()
}

/// Invented: from 0 to the score `high` at each session, for every start.
fn imported(world: &World, high: u32) {
    let sessions: Vec<String> = (2..=20)
        .map(|number| format!("{{ number = {number}, low = 0, middle = 1, high = {high} }}"))
        .collect();
    let text = format!(
        "version = 1\nmeasure = \"phq-9\"\nsource = \"Invented <b>here</b>\"\nn = 300\n\
         date = \"2026-01-31\"\n[[band]]\nstart = [0, 27]\nn = 140\nsession = [{}]\n",
        sessions.join(", ")
    );
    fs::write(world.folder.path().join("data/corridor.toml"), text).expect("written");
}

#[tokio::test]
async fn a_practice_with_too_few_closed_courses_says_so_and_shows_nothing() {
    let found = section(&world(), "Ruth Albrecht", "Leila Haddad").await;
    assert!(found.contains("fewer than 5; it takes 100") || found.contains("none; it takes 100"));
    assert!(found.contains("type 7 of Hyndman and Fan"));
    assert!(!found.contains("<table") && !found.contains("class=\"notice"), "{found}");
}

#[tokio::test]
async fn own_closed_courses_go_first_and_a_closed_course_bears_no_flag() {
    let world = world();
    imported(&world, 27);
    let world = world.again_with(1);
    let found = section(&world, "Ruth Albrecht", "Maren").await;
    assert!(found.contains("From this practice&#39;s own closed courses: 3 with"), "{found}");
    assert!(found.contains("within") && !found.contains("Invented"), "{found}");
    assert!(!found.contains("Nothing is flagged") && !found.contains("class=\"notice"));
    // One case more is needed than there are: what was imported stands in, and is escaped.
    let world = world.again_with(4);
    let found = section(&world, "Ruth Albrecht", "Maren").await;
    assert!(found.contains("Source: Invented &#60;b&#62;here&#60;/b&#62;."), "{found}");
    assert!(found.contains("140 courses of 300, of 31 Jan 2026") && found.contains("it takes 4"));
}

#[tokio::test]
async fn a_score_above_is_flagged_with_questions_and_what_ends_it() {
    let world = world();
    imported(&world, 2);
    let world = world.again();
    let above = section(&world, "Ruth Albrecht", "Leila Haddad").await;
    assert!(above.contains("It is no prediction, and it says nothing of causes"));
    assert!(above.contains("What would turn this off:</strong> a score of 2 or less at session 7"));
    for asked in ["The alliance:", "The focus:", "A new event:", "Support:", "Risk:"] {
        assert!(above.contains(asked), "{asked}");
    }
    imported(&world, 27);
    let within = section(&world.again(), "Ruth Albrecht", "Leila Haddad").await;
    assert!(within.contains("lies within") && !within.contains("turn this off"), "{within}");
}

#[tokio::test]
async fn the_chart_is_given_the_days_and_draws_what_was_expected() {
    let world = world();
    imported(&world, 9);
    let world = world.again();
    let actor = world.actor("Ruth Albrecht").await;
    let id = ipt::CourseId(world.course("Leila Haddad").parse().expect("an id"));
    let access: Access<TheCourse, Read> = world.clinic.may(&actor, id, "x").expect("may");
    let file = world.clinic.read(&access).expect("read");
    let outcomes: Access<TheOutcomes, Read> = world.clinic.may(&actor, (), "x").expect("may");
    let found = world.clinic.others(&outcomes, 16).expect("tables").expect("in range").corridor;
    let drawn = corridor::drawn(&file.course, &found.expect("the imported one"));
    assert_eq!(drawn.len(), file.course.sessions.len() - 1, "not the first session");
    let (second, low, high) = drawn[0];
    assert_eq!(second, file.course.sessions[1].on);
    assert!(low <= high && (high - 9.0).abs() < 1e-9, "{low} to {high}");
    let ruth = world.enter("Ruth Albrecht").await;
    let page = format!("/courses/{}/progress", world.course("Leila Haddad"));
    let body = world.ask("GET", &page, &ruth, "").await.body;
    assert_eq!(body.matches("class=\"expected\"").count(), 1, "on the one measure it is of");
}
