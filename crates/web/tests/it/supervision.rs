//! Supervision on screens: contract, consent, a course without names, talks, the second signature.

use crate::{World, today::own_way_in, world};

async fn get(world: &World, who: &str, path: &str) -> String {
    let came = world.ask("GET", path, who, "").await;
    assert_eq!(came.status, 200, "{path}");
    came.body
}

/// The id of the supervisor, as the therapist's room has it.
async fn helens_id(world: &World, ruth: &str, course: &str) -> String {
    let page = get(world, ruth, &format!("{course}/supervision")).await;
    let after = page.split(&format!("{course}/supervision/")).nth(1).expect("a supervisor");
    after.chars().take_while(char::is_ascii_hexdigit).collect()
}

#[tokio::test]
async fn the_list_says_which_course_needs_a_talk_and_a_course_has_no_names() {
    let world = world();
    let helen = world.enter("Helen Marsh").await;
    let list = get(&world, &helen, "/supervision").await;
    assert!(list.contains("Geoffrey Ames"), "by name, as he agreed");
    assert!(!list.contains("Leila") && list.contains(">Course "), "without, as she did");
    assert!(!list.contains("Jun Park") && !list.contains("Maren"), "nobody else");
    assert!(list.contains("Something agreed is open") && list.contains(">New<"));
    let leila = world.course("Leila Haddad");
    let seen_as = get(&world, &helen, &format!("/supervised/{leila}")).await;
    for name in ["Leila", "Haddad", "Samira", "Yasmin"] {
        let main = seen_as.split("<main").nth(1).expect("main");
        assert!(!main.contains(name), "{name} is hidden wherever it stands");
    }
    assert!(seen_as.contains("S., with her apron on") || seen_as.contains("Y., with her apron on"));
    assert!(seen_as.contains("Put the silence into words"), "the talk stands there");
    let record = world.ask("GET", &format!("/courses/{leila}"), &helen, "").await;
    assert_eq!(record.status, 404, "the course itself is the therapist's");
    let other = format!("/supervised/{}", world.course("Jun Park"));
    assert_eq!(world.ask("GET", &other, &helen, "").await.status, 404, "no consent, no course");
}

#[tokio::test]
async fn what_the_client_takes_back_is_shut_at_once() {
    let world = world();
    let (helen, ruth) = (world.enter("Helen Marsh").await, world.enter("Ruth Albrecht").await);
    let course = format!("/courses/{}", world.course("Maren"));
    let supervisor =
        helens_id(&world, &ruth, &format!("/courses/{}", world.course("Leila Haddad"))).await;
    // Maren's course is closed: the consent is asked of somebody whose course goes on.
    let closed = world.ask("POST", &format!("{course}/supervision/{supervisor}"), &ruth, "").await;
    assert_eq!(closed.status, 422);
    let leila = world.course("Leila Haddad");
    let seen_as = format!("/supervised/{leila}");
    assert_eq!(world.ask("GET", &seen_as, &helen, "").await.status, 200);
    let back = format!("/courses/{leila}/supervision/{supervisor}/withdrawal");
    assert_eq!(world.ask("POST", &back, &ruth, "reason=No+more").await.status, 303);
    assert_eq!(world.ask("GET", &seen_as, &helen, "").await.status, 404);
    assert!(!get(&world, &helen, "/supervision").await.contains(">Course "));
    let again = world.ask("POST", &back, &ruth, "reason=No+more").await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("no consent that could be taken back"));
    let history = get(&world, &ruth, &format!("/courses/{leila}/history")).await;
    assert!(history.contains("The consent to a supervisor was taken back"));
}

#[tokio::test]
async fn a_contract_that_ends_shuts_every_course() {
    let world = world();
    let (helen, tomas) = (world.enter("Helen Marsh").await, world.enter("Tomas Weil").await);
    let page = get(&world, &tomas, "/settings/supervision").await;
    assert!(page.contains("Helen Marsh") && page.contains("Ruth Albrecht"));
    let bad = "supervisor=&therapist=&from=2026-01-01&until=never";
    let refused = world.ask("POST", "/settings/supervision", &tomas, bad).await;
    assert_eq!(refused.status, 422);
    for field in ["p-supervisor", "p-therapist", "p-until"] {
        assert!(refused.body.contains(field), "{field}");
    }
    let hidden = |name: &str| {
        let part = page.split("/settings/supervision/ending").nth(1).expect("a contract");
        let value = part.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("hidden");
        value.split('"').next().unwrap_or_default().to_owned()
    };
    let pair = format!("supervisor={}&therapist={}", hidden("supervisor"), hidden("therapist"));
    let ended = world.ask("POST", "/settings/supervision/ending", &tomas, &pair).await;
    assert_eq!(ended.status, 303);
    let seen_as = format!("/supervised/{}", world.course("Leila Haddad"));
    assert_eq!(world.ask("GET", &seen_as, &helen, "").await.status, 404);
    let past = format!("{pair}&from=2020-01-01&until=2020-02-01");
    let refused = world.ask("POST", "/settings/supervision", &tomas, &past).await;
    assert!(refused.status == 422 && refused.body.contains("not before today"));
    let anew = format!("{pair}&from=2026-01-01&until=2027-01-01");
    assert_eq!(world.ask("POST", "/settings/supervision", &tomas, &anew).await.status, 303);
    assert_eq!(world.ask("GET", &seen_as, &helen, "").await.status, 200, "the consent stood");
}

#[tokio::test]
async fn a_talk_is_written_down_by_both_and_closed_at_the_next() {
    let world = world();
    let (helen, ruth) = (world.enter("Helen Marsh").await, world.enter("Ruth Albrecht").await);
    let leila = world.course("Leila Haddad");
    let (seen_as, room) = (format!("/supervised/{leila}"), format!("/courses/{leila}/supervision"));
    let talks = format!("{seen_as}/talks");
    let bad = world.ask("POST", &talks, &helen, "held_on=&brought=Kept-text&agreed=").await;
    assert_eq!(bad.status, 422);
    assert!(bad.body.contains("Kept-text") && bad.body.contains("p-agreed"));
    let typed = "held_on=2026-05-30&brought=The+shop&agreed=Ask+about+the+shop";
    assert_eq!(world.ask("POST", &talks, &helen, typed).await.status, 303);
    let page = get(&world, &ruth, &room).await;
    assert!(page.contains("Ask about the shop") && page.contains("Helen Marsh"));
    let talk = page.split("id=\"talk-").nth(1).and_then(|rest| rest.get(..32)).expect("an id");
    let outcome = format!("{room}/talks/{talk}/outcome");
    let empty = world.ask("POST", &outcome, &ruth, "came_of_it=").await;
    assert!(empty.status == 422 && empty.body.contains(&format!("came-wrong-{talk}")));
    let done = world.ask("POST", &outcome, &ruth, "came_of_it=They+spoke").await;
    assert_eq!(done.status, 303);
    assert!(get(&world, &helen, &seen_as).await.contains("They spoke"));
    let act = format!("/courses/{leila}/pause");
    assert_eq!(world.ask("POST", &act, &helen, "reason=x").await.status, 404, "nothing else");
}

#[tokio::test]
async fn a_note_waits_for_the_second_signature_and_comes_back() {
    let world = world();
    let (helen, ruth) = (world.enter("Helen Marsh").await, world.enter("Ruth Albrecht").await);
    let piotr = world.course("Piotr Nowak");
    let course = format!("/courses/{piotr}");
    let supervisor = helens_id(&world, &ruth, &course).await;
    let consent = format!("{course}/supervision/{supervisor}");
    let bad = world
        .ask("POST", &consent, &ruth, "until=2030-01-01&notes=yes&named=no&co_signs=yes")
        .await;
    assert!(bad.status == 422 && bad.body.contains("a year from now"), "too long");
    let typed = "until=2026-12-01&notes=yes&named=no&co_signs=yes&words=Fine";
    assert_eq!(world.ask("POST", &consent, &ruth, typed).await.status, 303);
    let session = format!("{course}/sessions/3");
    let page = get(&world, &ruth, &session).await;
    assert!(page.contains("it goes to Helen Marsh"));
    let sign = format!("{session}/signature");
    world.assess(&piotr, &ruth).await;
    let note = "form_seen=9&opening_answer=Well&link_text=So&risk=None&risk_disclosed=no\
                &sessions_left_said=yes";
    let seen = page.split("name=\"form_seen\" value=\"").nth(1).expect("seen");
    let seen = seen.split('"').next().unwrap_or_default();
    let note = note.replace("form_seen=9", &format!("form_seen={seen}"));
    let signed = world.ask("POST", &sign, &ruth, &note).await;
    let why = signed.body.split("class=\"refusal\"").nth(1).unwrap_or_default();
    assert_eq!(signed.status, 303, "{}", why.chars().take(400).collect::<String>());
    let page = get(&world, &ruth, &session).await;
    assert!(page.contains("lies with Helen Marsh") && page.contains("Take the note back"));
    assert!(!page.contains("name=\"opening_answer\""), "nobody changes it meanwhile");
    let seen_as = format!("/supervised/{piotr}");
    assert!(get(&world, &helen, &seen_as).await.contains("A note waits for your signature"));
    let back = format!("{seen_as}/sessions/3/return");
    assert_eq!(world.ask("POST", &back, &helen, "words=").await.status, 422);
    let returned = world.ask("POST", &back, &helen, "words=Say+the+plan").await;
    assert_eq!(returned.status, 303);
    let page = get(&world, &ruth, &session).await;
    assert!(page.contains("Say the plan") && page.contains("name=\"opening_answer\""));
    assert_eq!(world.ask("POST", &sign, &ruth, "").await.status, 303);
    let too = format!("{seen_as}/sessions/3/signature");
    let page = get(&world, &helen, &seen_as).await;
    let put = page.split("name=\"put\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let old = world.ask("POST", &too, &helen, "put=2026-01-01T00:00:00Z").await;
    assert!(old.status == 422 && old.body.contains("put before you anew"), "not what was seen");
    let sent = format!("put={}", put.expect("when"));
    assert_eq!(world.ask("POST", &too, &helen, &sent).await.status, 303);
    let page = get(&world, &ruth, &session).await;
    assert!(page.contains("and by Helen Marsh") && !page.contains("Take the note back"));
}

#[tokio::test]
async fn a_client_sees_who_may_look_and_takes_it_back() {
    let world = world();
    let (helen, ruth) = (world.enter("Helen Marsh").await, world.enter("Ruth Albrecht").await);
    let maren = world.enter("Maren").await;
    let own = format!("/my/{}/supervision", world.course("Maren"));
    assert!(get(&world, &maren, &own).await.contains("You agreed to nobody so far"));
    let leila = world.course("Leila Haddad");
    let supervisor = helens_id(&world, &ruth, &format!("/courses/{leila}")).await;
    let cookie = own_way_in(&world, &ruth, &format!("/courses/{leila}")).await;
    let own = format!("/my/{leila}/supervision");
    let page = get(&world, &cookie, &own).await;
    assert!(page.contains("Helen Marsh") && page.contains("Is not told your name"));
    let take_back = format!("{own}/{supervisor}/withdrawal");
    assert_eq!(world.ask("POST", &take_back, &cookie, "reason=").await.status, 303);
    assert!(get(&world, &cookie, &own).await.contains("You took it back"));
    let seen_as = format!("/supervised/{leila}");
    assert_eq!(world.ask("GET", &seen_as, &helen, "").await.status, 404);
    let again = world.ask("POST", &take_back, &cookie, "reason=").await;
    assert!(again.status == 422 && again.body.contains("taken back already"));
}

#[tokio::test]
async fn what_a_supervisor_leaves_unsent_is_kept_and_is_no_look_at_the_record() {
    let world = world();
    let (helen, ruth) = (world.enter("Helen Marsh").await, world.enter("Ruth Albrecht").await);
    let leila = world.course("Leila Haddad");
    let form = format!("/supervised/{leila}/talks");
    let tab = uuid::Uuid::new_v4();
    let draft = format!("brought=Half-typed&form_place={form}&form_tab={tab}&form_by=page");
    let draft = format!("{draft}&form_proof={}", world.proof(&helen, &form));
    assert_eq!(world.ask_so("POST", "/drafts", &helen, &draft).await.status, 204);
    assert!(get(&world, &helen, &format!("/supervised/{leila}")).await.contains("Half-typed"));
    let cookie = own_way_in(&world, &ruth, &format!("/courses/{leila}")).await;
    let looks = get(&world, &cookie, &format!("/my/{leila}/looks")).await;
    assert!(looks.contains("Helen Marsh") && looks.contains("what is open to a supervisor"));
    let hers = looks.split("<strong>Helen Marsh").nth(1).expect("her visit");
    let hers = hers.split("</li>").next().unwrap_or_default();
    assert!(!hers.contains("Wrote"), "to type is not to write: {hers}");
    let stranger = format!("/supervised/{}/talks", world.course("Jun Park"));
    let draft = format!(
        "brought=x&form_place={stranger}&form_tab={tab}&form_by=page&form_proof={}",
        world.proof(&helen, &stranger)
    );
    assert_eq!(world.ask_so("POST", "/drafts", &helen, &draft).await.status, 404);
}
