//! Parents and guardians of a young client, as far as the client page tells of them.

use jiff::ToSpan;

use crate::{World, world};

/// Amara's client page after her date of birth was noted anew.
async fn born(world: &World, ruth: &str, born: &str) -> String {
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
