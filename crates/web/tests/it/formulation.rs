//! The formulation's letter on the screen: looked through sentence by sentence, told, told anew.

use crate::world;

const OWN: &str = "It+began+when+you+came+here.";

#[tokio::test]
async fn a_sentence_is_reworded_and_stays_the_therapists() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let at = |room: &str| format!("/courses/{}/{room}", world.course("Jun Park"));
    let letter = world.ask("GET", &at("formulation/letter"), &ruth, "").await.body;
    assert!(letter.contains(&format!("{}#f-began", at("formulation"))), "the field it came from");
    assert!(letter.contains(&at("goals")) && letter.contains("Formulation: It began"));

    let sentence = at("formulation/letter/began");
    let empty = world.ask("POST", &sentence, &ruth, "choice=reword&words=+").await;
    assert_eq!(empty.status, 422);
    assert!(empty.body.contains("A sentence in your own words needs words."));
    let none = world.ask("POST", &sentence, &ruth, "words=Mine").await;
    assert!(none.status == 422 && none.body.contains(">Mine</textarea>"), "nothing typed is lost");
    let done = world.ask("POST", &sentence, &ruth, &format!("choice=reword&words={OWN}")).await;
    assert_eq!(done.status, 303);
    assert!(done.location.ends_with("#s-began"), "{}", done.location);
    let stale = world.ask("POST", &sentence, &ruth, "choice=leave_out").await;
    assert!(stale.status == 422 && stale.body.contains("It began when you came here."));

    let page = world.ask("GET", &at("formulation"), &ruth, "").await.body;
    assert!(page.contains("<p>It began when you came here.</p>"));
    assert!(!letter.contains("The fields have changed since"));
    let form = ipt::artefact::Artefact::to_form(&revised());
    let typed: Vec<String> = form
        .iter()
        .flat_map(|(name, values)| values.iter().map(move |value| format!("{name}={value}")))
        .collect();
    let body = format!("{}&form_seen=1", typed.join("&").replace(' ', "+"));
    let saved = world.ask("POST", &at("formulation"), &ruth, &body).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let letter = world.ask("GET", &at("formulation/letter"), &ruth, "").await.body;
    assert!(letter.contains("It began when you came here."), "what was worded survives");
    assert!(letter.contains("The fields have changed since"), "and the change is said");
    assert!(letter.contains("It began last winter, close to this"));
    let unknown = world.ask("POST", &at("formulation/letter/weather"), &ruth, "choice=keep").await;
    assert_eq!(unknown.status, 404);
}

fn revised() -> ipt::document::Formulation {
    ipt::document::Formulation {
        diagnosis_in_words: "a depression".into(),
        began: "last winter".into(),
        precipitant: "coming here".into(),
        mood_and_event: "you wait".into(),
        area: Some(ipt::Area::RoleTransition),
        why_this_area: "it hurts there".into(),
        target: "two people".into(),
        ..ipt::document::Formulation::default()
    }
}

#[tokio::test]
async fn a_letter_is_told_anew_with_its_difference_and_the_old_one_stays() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Jun Park"));
    let jun = crate::today::own_way_in(&world, &ruth, &course).await;
    let at = |room: &str| format!("/courses/{}/{room}", world.course("Jun Park"));
    let my = format!("/my/{}", world.course("Jun Park"));
    let first = world.ask("GET", &at("print/formulation"), &ruth, "").await.body;
    assert!(
        first.contains("It fits. I do not know whether it helps.") && first.contains("It fits ·")
    );

    let half_way = world.ask("GET", &at("mid_review"), &ruth, "").await.body;
    assert!(half_way.contains(&at("formulation/letter")), "the review half way leads to it");
    let sentence = at("formulation/letter/illness");
    assert_eq!(world.ask("POST", &sentence, &ruth, "choice=leave_out").await.status, 303);
    let began = at("formulation/letter/began");
    let own = format!("choice=reword&words={OWN}");
    assert_eq!(world.ask("POST", &began, &ruth, &own).await.status, 303);
    let mine = world.ask("GET", &my, &jun, "").await.body;
    assert!(mine.contains("it is not a failing"), "theirs until the new one is told");
    assert!(!mine.contains("It began when you came here."), "what is being written is not shown");

    let now = world.ask("GET", &at("formulation/letter"), &ruth, "").await.body;
    assert!(now.contains("<ins><span class=\"visually-hidden\">New: </span>It began when you"));
    assert!(
        now.contains("<del><span class=\"visually-hidden\">Taken out: </span>It is an illness")
    );
    assert_eq!(world.ask("POST", &at("formulation/telling"), &ruth, "").await.status, 303);
    let answer = "answer=accept_with_change&words=Better+so.&on=2026-05-30";
    assert_eq!(world.ask("POST", &at("formulation/answer"), &ruth, answer).await.status, 303);

    let letters = world.ask("GET", &at("formulation/letter"), &ruth, "").await.body;
    assert!(
        letters.contains("· a later version took its place ·") && letters.contains("Better so.")
    );
    assert!(letters.contains("The last letter, against the one before"));
    let print = |n: u32| at(&format!("print/formulation?version={n}"));
    let old = world.ask("GET", &print(1), &ruth, "").await.body;
    assert!(
        old.contains("Superseded by the letter of 1 Jun 2026.") && old.contains("not a failing")
    );
    let new = world.ask("GET", &print(2), &ruth, "").await.body;
    assert!(new.contains("It began when you came here.") && new.contains("Better so."));
    assert!(!new.contains("not a failing"));
    assert_eq!(world.ask("GET", &print(3), &ruth, "").await.status, 404);
    let mine = world.ask("GET", &my, &jun, "").await.body;
    assert!(mine.contains("It began when you came here."), "the new one is theirs now");

    // Setting a goal later changes what would be composed, never what was told.
    let goal = "text=Cook+for+somebody.";
    assert_eq!(world.ask("POST", &at("goals"), &ruth, goal).await.status, 303);
    let told = world.ask("GET", &at("print/formulation"), &ruth, "").await.body;
    assert!(!told.contains("Cook for somebody"));
    let page = world.ask("GET", &at("formulation"), &ruth, "").await.body;
    assert!(page.contains("The letter told last reads otherwise"));
}

#[tokio::test]
async fn the_triad_is_a_picture_that_the_client_sees_once_both_said_so() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let leila = format!("/courses/{}", world.course("Leila Haddad"));
    let hers = crate::today::own_way_in(&world, &ruth, &leila).await;
    let my = format!("/my/{}", world.course("Leila Haddad"));
    let page = world.ask("GET", &format!("{leila}/triad"), &ruth, "").await.body;
    assert!(page.contains("<svg class=\"triad\"") && page.contains("Samira: is hard now"));
    assert!(page.contains("<dd dir=\"auto\">Low iron, six short nights a week</dd>"), "in words");
    let printed = world.ask("GET", &format!("{leila}/print/triad"), &ruth, "").await.body;
    assert!(printed.contains("<svg class=\"triad\"") && printed.contains("How it came about"));
    let before = world.ask("GET", &my, &hers, "").await.body;
    assert!(!before.contains("How it came about"), "not while nobody said that she may see it");
    let said = "crisis_event=The+second+shop&for_client=yes&form_seen=1";
    assert_eq!(world.ask("POST", &format!("{leila}/triad"), &ruth, said).await.status, 303);
    let after = world.ask("GET", &my, &hers, "").await.body;
    assert!(after.contains("How it came about") && after.contains("<svg class=\"triad\""));
    assert!(after.contains("Samira: is hard now"));
    let person = page.split("value=\"").find_map(|rest| {
        let id = rest.split('"').next()?;
        (id.len() == 36 && rest.contains("Samira")).then(|| id.to_owned())
    });
    let samira = format!("{leila}/inventory/{}", person.expect("Samira"));
    let danger =
        "name=Samira&relation=sister&safety_concern=She+threatens.&quarrels=Yes&form_seen=1";
    let noted = world.ask("POST", &samira, &ruth, danger).await;
    assert_eq!(noted.status, 303, "{}", noted.body);
    let home = world.ask("GET", &my, &hers, "").await.body;
    assert!(home.contains("How it came about") && !home.contains("Samira: is hard"), "not at home");
}

#[tokio::test]
async fn suggestions_say_why_and_fill_a_field_only_when_taken() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let jun = format!("/courses/{}", world.course("Jun Park"));
    let page = world.ask("GET", &format!("{jun}/triad"), &ruth, "").await.body;
    assert!(page.contains("before the first symptoms") && page.contains("OpenIPT design"));
    let link = page.split("href=\"").find(|rest| rest.contains("triad?take=")).expect("one");
    let link = link.split('"').next().expect("an address").to_owned();
    let filled = world.ask("GET", &link, &ruth, "").await.body;
    assert!(filled.contains("Taken over from the suggestion; nothing is saved yet."));
    let again = world.ask("GET", &format!("{jun}/triad"), &ruth, "").await.body;
    assert!(!again.contains("Taken over from the suggestion"), "never by itself");
    let focus = world.ask("GET", &format!("{jun}/focus"), &ruth, "").await.body;
    assert!(focus.contains("focus?take=") && focus.contains("link to the beginning"));
}
