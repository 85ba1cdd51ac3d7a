//! Pictures in words of the screens and letters, for a person to read (`insta` keeps them).

use crate::{World, world};

/// A page as it is read aloud: its words, line by line, without ids.
fn aloud(html: &str) -> String {
    let body = html.split("<main").nth(1).unwrap_or(html);
    let body = body.split("</main>").next().unwrap_or(body);
    let (mut text, mut in_tag) = (String::new(), true);
    for character in body.chars() {
        match character {
            '<' => {
                in_tag = true;
                text.push('\n');
            }
            '>' => in_tag = false,
            other if !in_tag => text.push(other),
            _ => {}
        }
    }
    let text = text.replace("&#39;", "'").replace("&#34;", "\"").replace("&amp;", "&");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

async fn page(world: &World, cookie: &str, path: &str) -> String {
    let came = world.ask("GET", path, cookie, "").await;
    assert_eq!(came.status, 200, "{path}");
    aloud(&came.body)
}

#[tokio::test]
async fn the_screens_read_like_this() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    insta::assert_snapshot!("caseload", page(&world, &ruth, "/caseload").await);
    insta::assert_snapshot!("today", page(&world, &ruth, "/today").await);
    for (name, client, room) in [
        ("course_closed", "Maren", ""),
        ("course_half_way", "Jun Park", ""),
        ("session_at_an_impasse", "Leila Haddad", "/sessions/6"),
        ("risk_waiting", "Piotr Nowak", "/risk_assessment"),
        ("inventory", "Maren", "/inventory"),
        ("measures", "Maren", "/measures"),
        ("decisions", "Maren", "/decisions"),
        ("progress", "Maren", "/progress"),
        ("progress_empty", "Amara Diallo", "/progress"),
        ("score", "Maren", "/measures/phq-9/scores/5"),
        ("goals", "Leila Haddad", "/goals"),
        ("letter_formulation", "Maren", "/print/formulation"),
        ("letter_formulation_jun", "Jun Park", "/print/formulation"),
        ("letter_contract", "Maren", "/print/contract"),
        ("letter_plan", "Maren", "/print/relapse_plan"),
        ("card", "Maren", "/relapse_plan/card"),
        ("plan_proposed", "Geoffrey Ames", "/relapse_plan"),
        ("letter_ending", "Maren", "/print/ending"),
        ("letter_ending_geoffrey", "Geoffrey Ames", "/print/ending"),
    ] {
        let path = format!("/courses/{}{room}", world.course(client));
        insta::assert_snapshot!(name, page(&world, &ruth, &path).await);
    }
    let maren = world.enter("Maren").await;
    let my = format!("/my/{}", world.course("Maren"));
    insta::assert_snapshot!("my_pages", page(&world, &maren, &my).await);
}
