//! The circle over time: its frames, moves in words, the marked day.

use crate::{World, world};

async fn page(world: &World, cookie: &str, path: &str) -> String {
    let came = world.ask("GET", path, cookie, "").await;
    assert_eq!(came.status, 200, "{path}");
    came.body
}

fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let rest = page.split(from).nth(1).unwrap_or_default();
    rest.split(to).next().unwrap_or_default()
}

#[tokio::test]
async fn each_move_stands_after_its_session_and_no_later_one_before_its_day() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let replay = format!("/courses/{}/circle/replay", world.course("Maren"));
    let moves = |page: &str| between(page, "What changed up to then", "</section>").to_owned();
    let last = page(&world, &ruth, &replay).await;
    assert!(moves(&last).contains("Ida: close ring → inner ring"), "{}", moves(&last));
    assert!(moves(&last).contains("after session 6"));
    assert!(moves(&last).contains("Lien: outer ring → close ring"));
    let first = page(&world, &ruth, &format!("{replay}?at=1")).await;
    assert!(moves(&first).contains("First drawn, with 5 people"), "{}", moves(&first));
    assert!(!moves(&first).contains("Ida"));
    // Ida stands where she stood then.
    let says = |page: &str| between(page, "<desc id=\"at-circle-d\">", "</desc>").to_owned();
    assert!(says(&first).contains("Ida: close ring") && says(&last).contains("Ida: inner ring"));
    // Without a script a form and links lead to each day, and what is no day leads to the last.
    assert!(
        first.contains("<form class=\"replay\" method=\"get\"") && first.contains("name=\"at\"")
    );
    assert!(
        first.contains("?layout=now&amp;at=2#at-frame")
            || first.contains("?layout=now&#38;at=2#at-frame")
    );
    for strange in ["at=0", "at=x", "at=9999", "layout=x"] {
        page(&world, &ruth, &format!("{replay}?{strange}")).await;
    }
}

#[tokio::test]
async fn the_shown_day_is_marked_in_the_thread_and_no_id_stands_twice() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let replay = format!("/courses/{}/circle/replay", world.course("Maren"));
    let fourth = page(&world, &ruth, &format!("{replay}?at=4")).await;
    let thread = between(&fourth, "<svg class=\"thread\"", "</svg>");
    assert_eq!(thread.matches("class=\"marked\"").count(), 1);
    let fifth = page(&world, &ruth, &format!("{replay}?at=5")).await;
    let mark = |page: &str| between(page, "class=\"marked\" d=\"", "\"").to_owned();
    assert_ne!(mark(&fourth), mark(&fifth), "it moves with the day");
    let mut ids: Vec<&str> =
        fourth.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
    let elsewhere = page(&world, &ruth, &replay.replace("/circle/replay", "/progress")).await;
    assert!(!elsewhere.contains("class=\"marked\""));
    assert!(elsewhere.contains(&format!("href=\"{replay}\"")));
}

#[tokio::test]
async fn numbers_stand_beside_what_they_mean_and_who_is_new_is_counted() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let body = "name=Noor&relation=Colleague";
    let added = world.ask("POST", &format!("{course}/inventory"), &ruth, body).await;
    assert_eq!(added.status, 303);
    let circle = page(&world, &ruth, &format!("{course}/circle")).await;
    let listed = page(&world, &ruth, &format!("{course}/inventory")).await;
    let id = listed.split("\">Noor<").next().and_then(|rest| rest.rsplit("/inventory/").next());
    let sent_to = format!("action=\"{course}/circle?layout=now\"");
    let several = circle.split(&sent_to).nth(1).expect("the form of several");
    let seen = between(several, "name=\"form_seen\" value=\"", "\"");
    let body = format!("layout=now&on=2026-06-01&{}=3&form_seen={seen}", id.expect("an id"));
    let placed = world.ask("POST", &format!("{course}/circle"), &ruth, &body).await;
    assert_eq!(placed.status, 303, "{body} {}", placed.body);
    let replay = page(&world, &ruth, &format!("{course}/circle/replay")).await;
    assert!(replay.contains("Noor was named") && replay.contains("Noor: not placed → outer ring"));
    let here = between(&replay, "<tr aria-current=\"true\">", "</tr>");
    assert!(here.ends_with("data-label=\"New ties\">1</td>"), "one new tie: {here}");
    for meaning in ["Both sides as the client tells them", "None says what is good for anybody"] {
        assert!(replay.contains(meaning), "{meaning}");
    }
    let empty = format!("/courses/{}/circle/replay", world.course("Amara Diallo"));
    assert!(page(&world, &ruth, &empty).await.contains("nothing to go through yet"));
}
