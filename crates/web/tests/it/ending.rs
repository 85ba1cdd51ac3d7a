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

/// What Maren sends from her self-check: each sign with its words, each item of the measure.
fn filled(signs: [&str; 5], item_9: u8) -> String {
    let mut fields = form_urlencoded::Serializer::new(String::new());
    for (n, (said, felt)) in (1..).zip(SIGNS.iter().zip(signs)) {
        fields.append_pair(&format!("said_{n}"), said).append_pair(&format!("sign_{n}"), felt);
    }
    for n in 1..=9 {
        fields.append_pair(&format!("item_{n}"), if n == 9 { HOW[item_9 as usize] } else { "0" });
    }
    format!("at=3_months&words=&{}", fields.finish())
}

const HOW: [&str; 4] = ["0", "1", "2", "3"];

/// The signs of Maren's plan, as her form asks for them.
const SIGNS: [&str; 5] = [
    "watch:I put off ringing Ida",
    "watch:I wake at four two nights running",
    "act:I go silent with Jonas for more than a day",
    "act:I call off the choir twice",
    "urgent:I think that they would be better off without me",
];

const WELL: [&str; 5] = ["not"; 5];
const BACK: [&str; 5] = ["clearly", "little", "not", "not", "not"];

#[tokio::test]
async fn signs_that_are_back_come_to_the_therapists_day_and_show_the_way_back() {
    let world = world();
    let (ruth, maren) = (world.enter("Ruth Albrecht").await, world.enter("Maren").await);
    let id = world.course("Maren");
    let (own, course) = (format!("/my/{id}/check"), format!("/courses/{id}"));
    let home = world.ask("GET", &format!("/my/{id}"), &maren, "").await.body;
    assert!(home.contains(&own), "the look after three months is due");
    let form = world.ask("GET", &own, &maren, "").await.body;
    assert!(SIGNS.iter().all(|said| form.contains(&format!("value=\"{said}\""))));
    assert!(form.contains("name=\"item_9\""));
    assert!(form.contains("<title>A short look</title>"), "nothing says what it is for");
    assert!(!world.ask("GET", "/today", &ruth, "").await.body.contains("Signs of the own plan"));

    // What is left out is asked again, and what was chosen stays.
    let unfinished = filled(BACK, 0).replace("item_3=0&", "");
    let again = world.ask("POST", &own, &maren, &unfinished).await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("no answer yet"));
    assert!(again.body.contains("name=\"sign_1\" value=\"clearly\" checked"));

    let once = format!("{}&form_key={}", filled(BACK, 0), uuid::Uuid::from_u128(7));
    assert_eq!(world.ask("POST", &own, &maren, &once).await.status, 303);
    let shown = world.ask("GET", &own, &maren, "").await.body;
    assert!(shown.contains("I ring the practice; a talk within two weeks."), "the way back");
    assert!(!shown.contains("class=\"crisis\" role=\"alert\""), "nothing called for that");
    let twice = world.ask("POST", &own, &maren, &once).await;
    assert_eq!(twice.status, 303, "the same form sent again is one form");
    let other = filled(WELL, 0).replace("words=", "words=It+is+gone");
    let other = world.ask("POST", &own, &maren, &other).await;
    assert_eq!(other.status, 422, "another is not stored over it, and that is said");
    assert!(other.body.contains("that one stands") && other.body.contains("It is gone"));
    assert_eq!(other.body.matches("<h1>").count(), 1);
    let tired = filled(BACK, 0).replace("item_4=0", "item_4=3");
    assert_eq!(world.ask("POST", &own, &maren, &tired).await.status, 422, "nor other answers");

    let today = world.ask("GET", "/today", &ruth, "").await.body;
    assert!(today.contains("Signs of the own plan are back"));
    assert!(today.contains(&format!("{course}/self-checks")));
    let room = world.ask("GET", &format!("{course}/self-checks"), &ruth, "").await.body;
    assert!(room.contains("I put off ringing Ida (watch)") && room.contains("Clearly"));
    assert!(room.contains("I rang her tonight"), "and the one before");
    let closed = world.ask("GET", &course, &ruth, "").await.body;
    assert!(closed.contains("/re-entry"), "coming back is the therapist's act");

    let heard = format!("{course}/self-checks/3_months/hearing");
    let empty = world.ask("POST", &heard, &ruth, "what=").await;
    assert_eq!(empty.status, 422, "with what came of it");
    assert_eq!(world.ask("POST", &heard, &ruth, "what=Rang+her.").await.status, 303);
    assert!(!world.ask("GET", "/today", &ruth, "").await.body.contains("Signs of the own plan"));
    let record = world.ask("GET", &format!("{course}/record"), &ruth, "").await.body;
    assert!(record.contains("A self-check was filled") && record.contains("Rang her."));
}

#[tokio::test]
async fn a_risk_answer_of_a_self_check_shows_the_contacts_and_is_assessed_after_the_end() {
    let world = world();
    let (ruth, maren) = (world.enter("Ruth Albrecht").await, world.enter("Maren").await);
    let id = world.course("Maren");
    let (own, course) = (format!("/my/{id}/check"), format!("/courses/{id}"));
    assert_eq!(world.ask("POST", &own, &maren, &filled(WELL, 1)).await.status, 303);
    let shown = world.ask("GET", &own, &maren, "").await.body;
    assert!(shown.contains("class=\"crisis\" role=\"alert\"") && shown.contains("116 123"));
    let risk = world.ask("GET", &format!("{course}/risk_assessment"), &ruth, "").await.body;
    assert!(risk.contains("name=\"thoughts\""), "it is assessed here");
    let acts = ["/hold\"", "/risk\""].map(|act| format!("action=\"{course}{act}"));
    assert!(!acts.iter().any(|act| risk.contains(act.as_str())), "no form that is refused");
    let today = world.ask("GET", "/today", &ruth, "").await.body;
    assert!(today.contains("A risk question is open") || today.contains("/risk_assessment"));
    world.assess(&id, &ruth).await;
}

#[tokio::test]
async fn a_self_check_that_is_refused_shows_the_contacts_all_the_same() {
    let world = world();
    let (ruth, maren) = (world.enter("Ruth Albrecht").await, world.enter("Maren").await);
    let own = format!("/my/{}/check", world.course("Maren"));
    let unfinished = filled(WELL, 1).replace("item_3=0&", "");
    let again = world.ask("POST", &own, &maren, &unfinished).await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("no answer yet"));
    assert!(again.body.contains("class=\"crisis\" role=\"alert\""), "at once, not after the rest");
    let risk = format!("/courses/{}/risk_assessment", world.course("Maren"));
    let ledger = world.ask("GET", &risk, &ruth, "").await.body;
    assert!(ledger.contains("the crisis contacts were shown to the client"));
    let calm = filled(WELL, 0).replace("item_3=0&", "");
    let again = world.ask("POST", &own, &maren, &calm).await;
    assert!(!again.body.contains("class=\"crisis\" role=\"alert\""), "no answer called for it");
}

#[tokio::test]
async fn an_answer_that_calls_for_help_is_heard_also_on_a_second_form() {
    let world = world();
    let (ruth, maren) = (world.enter("Ruth Albrecht").await, world.enter("Maren").await);
    let id = world.course("Maren");
    let own = format!("/my/{id}/check");
    assert_eq!(world.ask("POST", &own, &maren, &filled(WELL, 0)).await.status, 303);
    let again = world.ask("POST", &own, &maren, &filled(WELL, 3)).await;
    assert_eq!(again.status, 422);
    assert!(
        again.body.contains("class=\"crisis\" role=\"alert\"") && again.body.contains("116 123")
    );
    let today = world.ask("GET", "/today", &ruth, "").await.body;
    assert!(today.contains("A risk question is open") || today.contains("/risk_assessment"));
}

#[tokio::test]
async fn an_answer_belongs_to_the_sign_that_was_asked_not_to_its_place_in_the_plan() {
    let world = world();
    let (ruth, maren) = (world.enter("Ruth Albrecht").await, world.enter("Maren").await);
    let own = format!("/my/{}/check", world.course("Maren"));
    // The plan had other words when the form was opened: its urgent sign is no watch sign now.
    let sent = filled(WELL, 0);
    let old = sent.replacen("said_1=watch", "said_1=urgent", 1).replacen("=not", "=clearly", 1);
    let again = world.ask("POST", &own, &maren, &old).await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("Your plan was written anew meanwhile"));
    assert!(again.body.contains("class=\"crisis\" role=\"alert\""), "an urgent sign is heard");
    let first = again.body.split("name=\"sign_1\"").nth(1).expect("asked again");
    assert!(!first.starts_with(" value=\"clearly\" checked"), "not under another sign");
    let risk = format!("/courses/{}/risk_assessment", world.course("Maren"));
    assert!(world.ask("GET", &risk, &ruth, "").await.body.contains("name=\"thoughts\""));
}

#[tokio::test]
async fn what_a_client_writes_in_a_calm_self_check_waits_to_be_read() {
    let world = world();
    let (ruth, maren) = (world.enter("Ruth Albrecht").await, world.enter("Maren").await);
    let id = world.course("Maren");
    let words = filled(WELL, 0).replace("words=", "words=Nobody+is+there");
    assert_eq!(world.ask("POST", &format!("/my/{id}/check"), &maren, &words).await.status, 303);
    let today = world.ask("GET", "/today", &ruth, "").await.body;
    assert!(today.contains("Words of the client wait"));
    let caseload = world.ask("GET", "/caseload", &ruth, "").await.body;
    assert!(caseload.contains("words of the client wait"));
    let hearing = format!("/courses/{id}/self-checks/3_months/hearing");
    assert_eq!(world.ask("POST", &hearing, &ruth, "what=Rang+her.").await.status, 303);
    let today = world.ask("GET", "/today", &ruth, "").await.body;
    assert!(!today.contains("Words of the client wait"));
}

#[tokio::test]
async fn what_came_after_the_end_stands_apart_from_the_acute_sessions() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let progress = |client: &str| format!("/courses/{}/progress", world.course(client));
    let page = world.ask("GET", &progress("Maren"), &ruth, "").await.body;
    let after = page.split("id=\"after\"").nth(1).expect("a part of its own");
    let after = after.split("</section>").next().expect("its end");
    for said in [
        "Maintenance session 2 of 2, 0 left",
        "When we meet more often again",
        "Self-check, after one month",
        "1 of 5 there",
        "PHQ-9 4 in the last acute session",
    ] {
        assert!(after.contains(said), "{said}: {after}");
    }
    assert!(!after.contains("Session 12"), "no acute session among them");
    let working = world.ask("GET", &progress("Leila Haddad"), &ruth, "").await.body;
    assert!(!working.contains("id=\"after\""), "nothing came after an end yet");
}

#[tokio::test]
async fn the_variants_for_other_conditions_are_offered() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Amara Diallo"));
    let page = world.ask("GET", &course, &ruth, "").await.body;
    for name in ["IPT for bulimia nervosa", "Interpersonal and social rhythm therapy"] {
        assert!(page.contains(name), "{name} is offered");
    }
}

#[tokio::test]
async fn a_self_check_that_comes_too_late_gives_the_words_back_and_the_contacts() {
    let world = world();
    let maren = world.enter("Maren").await;
    let own = format!("/my/{}/check", world.course("Maren"));
    let page = world.ask("GET", &own, &maren, "").await.body;
    assert!(page.contains("<form"), "it is open on this day");
    let late = jiff::SignedDuration::from_hours(24 * (ipt::self_check::OPEN_DAYS + 40));
    world.clock.set(world.clinic.now() + late);
    let maren = world.enter("Maren").await;
    let sent = filled(WELL, 3).replace("words=", "words=Nobody+is+there");
    let came = world.ask("POST", &own, &maren, &sent).await;
    assert_eq!(came.status, 422);
    assert!(came.body.contains("Nobody is there"), "the words come back");
    assert!(came.body.contains("class=\"crisis\" role=\"alert\""), "and who helps now");
    let risk = format!("/courses/{}/risk_assessment", world.course("Maren"));
    let ruth = world.enter("Ruth Albrecht").await;
    assert!(world.ask("GET", &risk, &ruth, "").await.body.contains("name=\"thoughts\""));
}
