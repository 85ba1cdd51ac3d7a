//! A client fills the measures of a session by a link, on a phone or on a device handed over.

use crate::{Came, World, world};

/// A link for Leila's next session, and the page that shows it once.
async fn link(world: &World, ruth: &str, more: &str) -> Came {
    let course = world.course("Leila Haddad");
    let body = format!("session=7&measures=phq-9&measures=gad-7{more}");
    world.ask("POST", &format!("/courses/{course}/check-in"), ruth, &body).await
}

fn path_in(page: &str) -> String {
    let at = page.find("/check-in/").expect("a link");
    page[at..].chars().take_while(|c| *c != '<' && *c != '"').collect()
}

pub async fn made(world: &World) -> String {
    let ruth = world.enter("Ruth Albrecht").await;
    let page = link(world, &ruth, "").await;
    assert_eq!(page.status, 200);
    let once = page.body.split("<code>").nth(1).and_then(|rest| rest.split("</code>").next());
    let once = once.expect("shown once");
    assert!(once.starts_with("http://127.0.0.1/check-in/"), "{once}");
    path_in(once)
}

async fn say(world: &World, at: &str, item: usize, answer: u8) -> Came {
    let body = format!("measure=phq-9&item={item}&item_{item}={answer}");
    world.ask("POST", at, "", &body).await
}

#[tokio::test]
async fn one_question_after_the_other_and_back_without_a_name_or_a_way_elsewhere() {
    let world = world();
    let at = made(&world).await;
    let first = world.ask("GET", &at, "", "").await;
    assert_eq!(first.status, 200);
    assert!(first.body.contains("Question 1 of 9") && first.body.contains("Little interest"));
    for word in ["Leila", "Ruth", "Old Mill", "therap", "OpenIPT", "PHQ"] {
        assert!(!first.body.contains(word), "{word} stands on a page that anybody may see");
    }
    let ways = first.body.matches("href=\"/").count();
    let own = first.body.matches(&format!("href=\"{at}")).count();
    let assets = first.body.matches("href=\"/assets/").count();
    assert_eq!(ways, own + assets, "no way leads elsewhere in the program");
    let none = world.ask("POST", &at, "", "measure=phq-9&item=1").await;
    let again = world.ask("GET", &none.location, "", "").await.body;
    assert!(again.contains("A question has no answer yet.") && again.contains("Question 1 of 9"));
    assert_eq!(say(&world, &at, 1, 2).await.status, 303);
    let second = world.ask("GET", &at, "", "").await.body;
    assert!(second.contains("Question 2 of 9") && second.contains(&format!("{at}?item=1")));
    let back = world.ask("GET", &format!("{at}?item=1"), "", "").await.body;
    assert!(back.contains("value=\"2\" checked"), "the answer stands");
    let strange = world.ask("POST", &at, "", "measure=phq-9&item=2&item_2=9").await;
    assert!(strange.location.contains("missing=yes"), "an answer that is none is none");
}

#[tokio::test]
async fn a_risk_answer_shows_the_contacts_at_once_and_the_flag_says_so() {
    let world = world();
    let at = made(&world).await;
    for item in 1..=8 {
        say(&world, &at, item, 1).await;
    }
    assert!(!world.ask("GET", &at, "", "").await.body.contains("do not have to be alone"));
    say(&world, &at, 9, 1).await;
    let review = world.ask("GET", &at, "", "").await.body;
    assert!(review.contains("do not have to be alone") && review.contains("href=\"tel:116123\""));
    assert!(review.contains("name=\"send\""), "everything is answered and can be sent");
    let ruth = world.enter("Ruth Albrecht").await;
    let risk = format!("/courses/{}/risk_assessment", world.course("Leila Haddad"));
    let page = world.ask("GET", &risk, &ruth, "").await.body;
    assert!(page.contains("the crisis contacts were shown to the client"));
    assert!(page.contains("I take this on"), "it waits for her");
}

#[tokio::test]
async fn all_at_once_is_sent_whole_and_the_receipt_says_what_happens_next() {
    let world = world();
    let at = made(&world).await;
    let all = |id: &str, items: usize, but: usize| {
        let said = (1..=items).filter(|n| *n != but).map(|n| format!("&item_{n}=1"));
        format!("measure={id}&send=yes{}", said.collect::<String>())
    };
    let left_out = world.ask("POST", &at, "", &all("phq-9", 9, 4)).await;
    assert!(left_out.location.ends_with("?all=yes&missing=yes"));
    let page = world.ask("GET", &left_out.location, "", "").await.body;
    assert_eq!(page.matches(" checked>").count(), 8, "what was answered stands");
    assert_eq!(world.ask("POST", &at, "", &all("phq-9", 9, 0)).await.status, 303);
    assert!(world.ask("GET", &at, "", "").await.body.contains("Feeling nervous"));
    assert_eq!(world.ask("POST", &at, "", &all("gad-7", 7, 0)).await.status, 303);
    let receipt = world.ask("GET", &at, "", "").await.body;
    assert!(receipt.contains("before or in session 7. Nobody reads them in real time."));
    let ruth = world.enter("Ruth Albrecht").await;
    let course = world.course("Leila Haddad");
    let history = world.ask("GET", &format!("/courses/{course}/history"), &ruth, "").await.body;
    assert!(history.contains("PHQ-9: 9") && history.contains("Leila Haddad"), "by the client");
}

#[tokio::test]
async fn a_device_handed_over_is_signed_out_and_open_for_the_questions_alone() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let handed = link(&world, &ruth, "&in_room=yes").await;
    assert_eq!(handed.status, 303);
    assert!(handed.headers["set-cookie"].to_str().expect("text").contains("Max-Age=0"));
    let inside = world.ask("GET", "/caseload", &ruth, "").await;
    assert!(inside.location.starts_with("/sign-in"), "the old cookie opens nothing");
    let page = world.ask("GET", &handed.location, "", "").await.body;
    assert!(page.contains("Question 1 of 9") && !page.contains("/caseload"));
}

#[tokio::test]
async fn answers_are_kept_as_they_are_given_and_a_link_taken_back_says_where_to_turn() {
    let world = world();
    let at = made(&world).await;
    let keep = format!("{at}/answers");
    assert_eq!(world.ask("POST", &keep, "", "measure=phq-9&item_1=3").await.status, 204);
    assert_eq!(world.ask("POST", &keep, "", "measure=phq-9&item_9=2").await.status, 205);
    assert_eq!(world.ask("POST", &keep, "", "measure=phq-9&item_9=2").await.status, 204, "once");
    assert!(world.ask("GET", &at, "", "").await.body.contains("Question 2 of 9"));
    let ruth = world.enter("Ruth Albrecht").await;
    let room = format!("/courses/{}/check-in", world.course("Leila Haddad"));
    let page = world.ask("GET", &room, &ruth, "").await.body;
    assert!(page.contains("Begun; works until"));
    let revoke = page.split("action=\"").find(|part| part.contains("/revocation\""));
    let revoke = revoke.and_then(|part| part.split('"').next()).expect("it can be taken back");
    assert_eq!(world.ask("POST", revoke, &ruth, "").await.status, 303);
    let gone = world.ask("GET", &at, "", "").await;
    assert_eq!(gone.status, 410);
    assert!(gone.body.contains("call the emergency number"));
    let none = world.ask("POST", &room, &ruth, "session=7").await;
    assert_eq!(none.status, 422);
    assert!(none.body.contains("No questions were chosen."));
}

#[tokio::test]
async fn the_course_and_the_session_say_how_each_measure_that_is_due_stands() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let page = world.ask("GET", &course, &ruth, "").await.body;
    assert!(page.contains("Measures for session 7") && page.contains("<dd>not asked for yet</dd>"));
    assert!(page.contains("/check-in?session=7\">Let the client answer"));
    let at = path_in(&link(&world, &ruth, "").await.body);
    let page = world.ask("GET", &course, &ruth, "").await.body;
    assert_eq!(page.matches("<dd>Not opened yet; works until ").count(), 2);
    assert!(!page.contains("Let the client answer"), "it is asked for already");
    let all = (1..=9).fold("measure=phq-9&send=yes".to_owned(), |all, n| {
        format!("{all}&item_{n}={}", u8::from(n < 9))
    });
    assert_eq!(world.ask("POST", &at, "", &all).await.status, 303);
    let page = world.ask("GET", &course, &ruth, "").await.body;
    assert!(page.contains("<dd>8 · mild</dd>") && page.contains("<dd>Begun; works until "));
    let session = world.ask("GET", &format!("{course}/sessions/6"), &ruth, "").await.body;
    assert!(session.contains("PHQ-9"));
}

#[tokio::test]
async fn a_contract_names_its_measures_and_the_check_in_asks_for_them() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let contract = world.ask("GET", &format!("{course}/contract"), &ruth, "").await.body;
    assert!(contract.contains("1. PHQ-9: before each session"), "{contract}");
    let piotr = format!("/courses/{}/contract", world.course("Piotr Nowak"));
    let proposed = world.ask("GET", &piotr, &ruth, "").await.body;
    assert!(proposed.contains("<option value=\"phq-9\" selected>PHQ-9</option>"));
    assert!(proposed.contains("name=\"measured.1.measure\"") && proposed.contains("GAD-7"));
}

#[tokio::test]
async fn the_question_that_counts_nothing_is_asked_last_kept_and_read() {
    let world = world();
    let at = made(&world).await;
    let one = world.ask("GET", &at, "", "").await.body;
    assert!(!one.contains("name=\"unscored\""), "one question after the other");
    let all = world.ask("GET", &format!("{at}?all=yes"), "", "").await.body;
    assert!(all.contains("how difficult have these problems made it"));
    let said = (1..=9).map(|n| format!("&item_{n}={}", u8::from(n < 9)));
    let sent = format!("measure=phq-9&send=yes&unscored=2{}", said.collect::<String>());
    assert_eq!(world.ask("POST", &at, "", &sent).await.status, 303);
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let page = world.ask("GET", &format!("{course}/progress"), &ruth, "").await.body;
    let score = page.rmatch_indices("/measures/phq-9/scores/").next().expect("a score").0;
    let number: String = page[score + "/measures/phq-9/scores/".len()..]
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let score = format!("{course}/measures/phq-9/scores/{number}");
    let page = world.ask("GET", &score, &ruth, "").await.body;
    assert!(page.contains("<strong class=\"figures\">8</strong>"), "it counts nothing");
    assert!(page.contains("<strong>Very difficult</strong>"));
}
