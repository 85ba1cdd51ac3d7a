//! Parents and guardians of a young client, as far as the client page tells of them.

use jiff::ToSpan;

use crate::{World, world};

/// Amara's client page after her date of birth was noted anew.
pub async fn born(world: &World, ruth: &str, born: &str) -> String {
    let path = format!("/courses/{}/client", world.course("Amara Diallo"));
    let page = world.ask("GET", &path, ruth, "").await.body;
    let seen = page.split("name=\"form_seen\" value=\"").nth(1).expect("a version");
    let seen = seen.split('"').next().expect("its end");
    let typed = format!("name=Amara+Diallo&born={born}&form_seen={seen}");
    let came = world.ask("POST", &path, ruth, &typed).await;
    assert_eq!(came.status, 303, "{}", came.body);
    world.ask("GET", &path, ruth, "").await.body
}

#[tokio::test]
async fn the_days_between_a_young_client_and_their_parents_stand_on_the_client_page_until_the_last()
{
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let grown = born(&world, &ruth, "2008-06-01").await;
    assert!(!grown.contains("id=\"guardians\""), "of age since today");

    let page = born(&world, &ruth, "2011-03-04").await;
    for words in [
        "by the rules for Elsewhere: find out what holds for you",
        "has not said where it works",
        "Since 4 Mar 2023 (12 years) nothing is told",
        "From 4 Mar 2027 (16 years) the client decides alone",
        "On 4 Mar 2029 (18 years) whatever was agreed",
        "This is no legal advice",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(!page.contains("concern for safety with"));

    // What holds is what the practice said.
    let tomas = world.enter("Tomas Weil").await;
    let chosen = world.ask("POST", "/settings/retention", &tomas, "retention=california").await;
    assert_eq!(chosen.status, 303, "{}", chosen.body);
    let course = format!("/courses/{}", world.course("Amara Diallo"));
    let added = "name=Samira&relation=Sister&safety_concern=Threatens&form_seen=0";
    let added = world.ask("POST", &format!("{course}/inventory"), &ruth, added).await;
    assert_eq!(added.status, 303, "{}", added.body);
    let page = born(&world, &ruth, "2008-06-02").await;
    for words in [
        "by the rules for United States: California",
        "Since 2 Jun 2020 (12 years) the client decides alone",
        "Family Code § 6924",
        "On 2 Jun 2026 (18 years) whatever was agreed",
        "a concern for safety with: Samira.",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(!page.contains("has not said where it works"));

    // The last day is over by itself.
    world.clock.set(world.clinic.now() + 24.hours());
    let ruth = world.enter("Ruth Albrecht").await;
    let page = world.ask("GET", &format!("{course}/client"), &ruth, "").await.body;
    assert!(page.contains("2008-06-02") && !page.contains("id=\"guardians\""));
}

#[tokio::test]
async fn a_course_for_the_young_without_a_date_of_birth_asks_for_it() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Amara Diallo"));
    assert!(!born(&world, &ruth, "").await.contains("id=\"guardians\""));
    let chosen = "variant=ipt_a&dialect=klerman_weissman&reason=It+fits";
    let chosen = world.ask("POST", &format!("{course}/variant"), &ruth, chosen).await;
    assert_eq!(chosen.status, 303, "{}", chosen.body);
    let page = world.ask("GET", &format!("{course}/client"), &ruth, "").await.body;
    assert!(page.contains("id=\"guardians\"") && page.contains("The date of birth is not noted"));
    assert!(!page.contains("by the rules for"));
}

#[tokio::test]
async fn a_guardian_is_let_in_for_what_the_client_said_yes_to_and_what_is_missing_is_said() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let room = format!("/courses/{}/guardians", world.course("Amara Diallo"));
    let client = born(&world, &ruth, "2011-03-04").await;
    assert!(client.contains(&format!("href=\"{room}\"")), "the way there");
    for (form, said) in [
        ("name=&login=f&relation=Mother&told=agreement&clients_yes=2026-05-30", "p-name"),
        (
            "name=F&login=maren&relation=Mother&told=agreement&clients_yes=2026-05-30",
            "Choose another",
        ),
        ("name=F&login=&relation=Mother&told=agreement&clients_yes=2026-05-30", "p-login"),
        ("name=F&login=f&relation=&told=agreement&clients_yes=2026-05-30", "p-relation-guardians"),
        ("name=F&login=f&relation=Mother&clients_yes=2026-05-30", "p-told-guardians"),
        ("name=F&login=f&relation=Mother&told=agreement&clients_yes=2026-06-30", "p-yes-guardians"),
        ("name=F&login=f&relation=Mother&told=agreement&clients_yes=soon", "p-yes-guardians"),
        ("name=F&login=f&relation=Mother&told=agreement", "without the client’s own yes"),
    ] {
        let wrong = world.ask("POST", &room, &ruth, form).await;
        assert_eq!(wrong.status, 422, "{form}");
        assert!(wrong.body.contains(said), "{said} in {}", wrong.body);
        let typed =
            if form.contains("relation=Mother") { "value=\"Mother\"" } else { "value=\"F\"" };
        assert!(wrong.body.contains(typed), "nothing typed is lost: {form}");
    }
    let page = world.ask("GET", &room, &ruth, "").await.body;
    assert!(page.contains("Nobody has a way in"), "nothing was done: {page}");
}

#[tokio::test]
async fn a_guardian_has_one_page_and_it_shuts_when_the_client_says_so() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let fatou = world.guardian().await;
    let ward = format!("/ward/{}", world.course("Amara Diallo"));
    assert_eq!(world.ask("GET", "/", &fatou, "").await.location, "/ward");
    assert_eq!(world.ask("GET", "/ward", &fatou, "").await.location, ward);
    let page = world.ask("GET", &ward, &fatou, "").await.body;
    for words in
        ["<title>Home", "You are told this of Amara", "Nothing is agreed yet", "There is none yet"]
    {
        assert!(page.contains(words), "{words} in {page}");
    }
    let main = page.split("<main").nth(1).expect("the page");
    for kept in ["Diallo</", "Referral", "PHQ", "mood", "href=\"/courses", "href=\"/my"] {
        assert!(!main.contains(kept), "{kept} in {main}");
    }
    let course = format!("/courses/{}", world.course("Amara Diallo"));
    let page = world.ask("GET", &format!("{course}/guardians"), &ruth, "").await.body;
    assert!(page.contains("Fatou Diallo") && page.contains("The client said yes on 30 May 2026"));

    // Amara sees it, and who looked; she ends it.
    let invited =
        world.ask("POST", &format!("{course}/client/invitation"), &ruth, "login=amara").await;
    let link = invited.body.split("/invitations/").nth(1).and_then(|rest| rest.split('<').next());
    let typed = "passphrase=words+that+she+chose+alone&again=words+that+she+chose+alone";
    let took = format!("/invitations/{}", link.expect("a link"));
    let amara = world.ask("POST", &took, "", typed).await.cookie;
    let my = format!("/my/{}", world.course("Amara Diallo"));
    assert!(world.ask("GET", &my, &amara, "").await.body.contains(&format!("{my}/guardians")));
    let looks = world.ask("GET", &format!("{my}/looks"), &amara, "").await.body;
    assert!(looks.contains("Your parent or guardian"), "{looks}");
    let page = world.ask("GET", &format!("{my}/guardians"), &amara, "").await.body;
    assert!(page.contains("Fatou Diallo") && page.contains("The safety plan, whole"));
    assert!(page.contains("You said yes on 30 May 2026"), "{page}");
    let shut = page.split("action=\"").find(|rest| rest.contains("/stopping")).expect("a form");
    let shut = shut.split('"').next().expect("its address").to_owned();
    assert_eq!(world.ask("POST", &shut, &amara, "").await.status, 303);
    assert_eq!(world.ask("GET", &ward, &fatou, "").await.status, 303, "asked to sign in, in vain");
    let page = world.ask("GET", &format!("{course}/guardians"), &ruth, "").await.body;
    assert!(page.contains("Fatou Diallo (Mother): shut by Amara Diallo"), "{page}");
}

#[tokio::test]
async fn on_the_day_the_client_is_of_age_a_guardian_is_told_nothing_any_more() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let fatou = world.guardian().await;
    born(&world, &ruth, "2008-06-01").await;
    let ward = format!("/ward/{}", world.course("Amara Diallo"));
    assert_eq!(world.ask("GET", &ward, &fatou, "").await.status, 404);
    let page = world.ask("GET", "/ward", &fatou, "").await;
    assert!(page.status == 200 && page.body.contains("nothing for you here at the moment"));
    let room = format!("/courses/{}/guardians", world.course("Amara Diallo"));
    let page = world.ask("GET", &room, &ruth, "").await.body;
    assert!(page.contains("Nothing is told any more: the client is of age"), "{page}");
}
