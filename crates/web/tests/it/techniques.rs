//! Techniques in the room, their records, the joint session, and the tasks that come of them.

use crate::world;

fn address_in(location: &str) -> String {
    location.split('?').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_technique_is_held_recorded_marked_in_its_session_and_put_anew() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Piotr Nowak"));
    let list = world.ask("GET", &format!("{course}/techniques"), &ruth, "").await.body;
    assert_eq!(list.matches("<li><h2>").count(), 14, "all of them stand there");
    let psycho = format!("{course}/techniques/psychoeducation");
    let page = world.ask("GET", &psycho, &ruth, "").await.body;
    assert!(page.contains("<ol class=\"held\">") && page.contains("type=\"checkbox\""));
    // The session that is open is the one that is offered.
    assert!(page.contains("<option value=\"3\" selected>"), "{page}");

    let bad = world.ask("POST", &psycho, &ruth, "session=3&told_back=Kept-text").await;
    assert_eq!(bad.status, 422);
    assert!(bad.body.contains("Kept-text") && bad.body.contains("f-topic"), "kept, named");
    let bad = world.ask("POST", &psycho, &ruth, "session=&topic=Kept-text").await;
    assert!(bad.status == 422 && bad.body.contains("Kept-text"));
    let made = world.ask("POST", &psycho, &ruth, "session=3&topic=Sleep-and-sorrow").await;
    assert_eq!(made.status, 303);
    let session = world.ask("GET", &format!("{course}/sessions/3"), &ruth, "").await.body;
    let marked = "name=\"techniques\" value=\"psychoeducation\" checked";
    assert!(session.contains(marked), "its tick stands in the note");
    assert!(session.contains("Sleep-and-sorrow"), "and what was written, beside it");

    let page = world.ask("GET", &psycho, &ruth, "").await.body;
    let one = page.split(&format!("{psycho}/")).nth(1).and_then(|rest| rest.get(..32));
    let one = format!("{psycho}/{}", one.expect("a record"));
    let typed = "session=3&topic=Sleep&form_seen=1";
    assert_eq!(world.ask("POST", &one, &ruth, typed).await.status, 303);
    let stale = world.ask("POST", &one, &ruth, &typed.replace("Sleep", "Typed-since")).await;
    assert_eq!(stale.status, 422, "another tab wrote meanwhile");
    assert!(stale.body.contains("Typed-since") && stale.body.contains("class=\"versus\""));
    let history = world.ask("GET", &format!("{course}/history"), &ruth, "").await.body;
    assert_eq!(history.matches("A technique was recorded: Psychoeducation").count(), 2);
    assert_eq!(world.ask("POST", &format!("{one}/striking"), &ruth, "").await.status, 303);
    assert_eq!(world.ask("GET", &one, &ruth, "").await.status, 404);
    let nowhere = format!("{course}/techniques/unheard_of");
    assert_eq!(world.ask("GET", &nowhere, &ruth, "").await.status, 404);
}

#[tokio::test]
async fn a_joint_session_is_refused_in_words_that_the_one_who_came_may_read() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Leila Haddad"));
    let joint = format!("{course}/techniques/joint_session");
    let inventory = world.ask("GET", &format!("{course}/inventory"), &ruth, "").await.body;
    let mark = format!("{course}/inventory/");
    let person = inventory.split(&mark).nth(1).and_then(|rest| rest.get(..32)).expect("a person");
    let typed = format!("session=6&person={person}&client_consents=yes&agreement=Kept-text");
    for answers in [
        "&alone_first=no&speaks_against=no",
        "&alone_first=yes&speaks_against=yes",
        "&alone_first=yes",
    ] {
        let refused = world.ask("POST", &joint, &ruth, &format!("{typed}{answers}")).await;
        assert_eq!(refused.status, 422, "{answers}");
        assert!(refused.body.contains("Kept-text"));
        let main = refused.body.split("<main").nth(1).expect("main");
        assert!(!main.contains("iolence"), "{answers}: nothing that gives the client away");
    }
    // A flag with a person bars the form before anything is typed, and whatever is typed.
    let entry = "name=Samira&relation=Sister&safety_concern=Control.&form_seen=1";
    let flagged = world.ask("POST", &format!("{mark}{person}"), &ruth, entry).await;
    assert_eq!(flagged.status, 303);
    let page = world.ask("GET", &joint, &ruth, "").await.body;
    let main = page.split("<main").nth(1).expect("main");
    assert!(!main.contains("<textarea") && main.contains("speaks against sitting together"));
    assert!(!main.contains("iolence") && !main.contains("Control."));
    let answers = format!("{typed}&alone_first=yes&speaks_against=no");
    assert_eq!(world.ask("POST", &joint, &ruth, &answers).await.status, 422);
}

#[tokio::test]
async fn the_other_version_of_an_exchange_becomes_a_task_and_how_it_went_stands_with_the_person() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Piotr Nowak"));
    let added = "name=Zofia&relation=Aunt";
    world.ask("POST", &format!("{course}/inventory"), &ruth, added).await;
    let inventory = world.ask("GET", &format!("{course}/inventory"), &ruth, "").await.body;
    let zofia = inventory.split("</a>").find(|part| part.ends_with(">Zofia")).expect("named");
    let zofia = zofia.split("/inventory/").last().and_then(|rest| rest.get(..32)).expect("an id");
    let typed = format!("what=On+the+stairs&on=2026-01-02&people={zofia}");
    let noted = world.ask("POST", &format!("{course}/incidents"), &ruth, &typed).await;
    let replay = format!("{}/communication", address_in(&noted.location));
    let typed = "exchange.0.speaker=client&exchange.0.said=Never+mind.\
                 &another_version=Stay-a-minute&try_when=Sunday&confidence=6";
    assert_eq!(world.ask("POST", &replay, &ruth, typed).await.status, 303);
    let page = world.ask("GET", &replay, &ruth, "").await.body;
    let task = page.split("id=\"task\"").nth(1).expect("it can become a task");
    for filled in ["Stay-a-minute</textarea>", "value=\"Sunday\"", "value=\"6\""] {
        assert!(task.contains(filled), "{filled}");
    }
    let person = format!("{}\" selected", uuid::Uuid::try_parse(zofia).expect("an id"));
    assert!(task.contains(&person), "with whom");
    let agree = format!("what=Stay-a-minute&with_whom={zofia}&when=Sunday&confidence=6");
    let agreed = world.ask("POST", &format!("{course}/sessions/3/homework"), &ruth, &agree).await;
    assert_eq!(agreed.status, 303);
    let page = world.ask("GET", &replay, &ruth, "").await.body;
    assert!(!page.contains("id=\"task\"") && page.contains("not talked about yet"));

    // How it went is told by the person, in words.
    let session = world.ask("GET", &format!("{course}/sessions/3"), &ruth, "").await.body;
    let withdrawal = session.split("/withdrawal\"").find(|part| part.contains("/homework/"));
    let task = withdrawal.and_then(|part| part.rsplit("/homework/").next()).expect("its task");
    let review = format!("{course}/homework/{task}/review");
    let went = world.ask("POST", &review, &ruth, "tried=tried&went=well&result=She+stayed.").await;
    assert_eq!(went.status, 303);
    let inventory = world.ask("GET", &format!("{course}/inventory"), &ruth, "").await.body;
    assert!(inventory.contains("Tried once between sessions; once it went well"));
    let circle = world.ask("GET", &format!("{course}/circle"), &ruth, "").await.body;
    assert!(circle.contains("Tried once between sessions; once it went well"), "in the circle too");
}

#[tokio::test]
async fn a_task_of_the_library_is_taken_into_the_session_after_what_was_typed() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Piotr Nowak"));
    let library = world.ask("GET", &format!("{course}/homework"), &ruth, "").await.body;
    assert!(library.matches("?task=").count() >= 40);
    let taken = format!("{course}/sessions/3?task=tell_one_person");
    let page = world.ask("GET", &taken, &ruth, "").await.body;
    assert!(page.contains("Tell one person that you are ill, and one thing that would help.</"));
    let form = format!("{course}/sessions/3/homework");
    let draft = format!(
        "what=Half-typed&form_place={form}&form_tab={}&form_by=page&form_proof={}",
        uuid::Uuid::new_v4(),
        world.proof(&ruth, &form)
    );
    assert_eq!(world.ask_so("POST", "/drafts", &ruth, &draft).await.status, 204);
    let page = world.ask("GET", &taken, &ruth, "").await.body;
    assert!(page.contains("Half-typed\nTell one person"), "nothing typed is lost");
    let unknown = format!("{course}/sessions/3?task=unheard_of");
    assert_eq!(world.ask("GET", &unknown, &ruth, "").await.status, 200);
}

#[tokio::test]
async fn each_technique_has_a_worked_record_in_the_demo_and_the_table_leads_to_it() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Maren"));
    let page = world.ask("GET", &format!("{course}/techniques"), &ruth, "").await.body;
    let table = page.split("</table>").next().expect("a table");
    assert_eq!(table.matches("scope=\"row\"").count(), 14, "each was used");
    for row in table.split("scope=\"row\"").skip(1) {
        assert!(row.contains("see what was written"), "{row}");
    }
    let first = table.split("href=\"").filter_map(|part| part.split('"').next());
    for address in first.filter(|address| address.contains("/techniques/")) {
        let one = world.ask("GET", address, &ruth, "").await;
        assert_eq!(one.status, 200, "{address}");
        assert!(!one.body.contains("<textarea"), "the course is closed");
    }
    let record = world.ask("GET", &format!("{course}/record"), &ruth, "").await.body;
    assert!(record.contains("Role play · Session 7") && record.contains("at the bridge"));
}
