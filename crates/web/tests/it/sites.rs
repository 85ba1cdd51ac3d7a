//! Sites: their page, and what follows from the one where a client is seen.

use crate::{World, world};

const SITES: &str = "/settings/sites";

async fn write(world: &World, cookie: &str, path: &str, form: &str) -> crate::Came {
    world.ask("POST", path, cookie, form).await
}

/// Chooses a site for Amara on her client page.
async fn see_at(world: &World, ruth: &str, site: &str) -> crate::Came {
    let path = format!("/courses/{}/client", world.course("Amara Diallo"));
    let page = world.ask("GET", &path, ruth, "").await.body;
    let seen = page.split("name=\"form_seen\" value=\"").nth(1).expect("a version");
    let seen = seen.split('"').next().expect("its end");
    let typed = format!("name=Amara+Diallo&born=2011-03-04&site={site}&form_seen={seen}");
    world.ask("POST", &path, ruth, &typed).await
}

#[tokio::test]
async fn a_client_is_seen_at_a_site_and_its_rules_hold_for_them() {
    let world = world();
    let (tomas, ruth) = (world.enter("Tomas Weil").await, world.enter("Ruth Albrecht").await);
    let client = format!("/courses/{}/client", world.course("Amara Diallo"));
    let page = world.ask("GET", &client, &ruth, "").await.body;
    assert!(!page.contains("name=\"site\""), "nothing to choose where there is one place");
    let page = world.ask("GET", SITES, &tomas, "").await.body;
    assert!(page.contains("No sites"), "{page}");

    let added = write(&world, &tomas, SITES, "name=Riverside&retention=california").await;
    assert_eq!(added.status, 303, "{}", added.body);
    assert_eq!(write(&world, &tomas, SITES, "name=Hill+House&retention=").await.status, 303);
    let page = world.ask("GET", SITES, &tomas, "").await.body;
    assert!(page.contains("United States: California") && page.contains("Those of the practice"));

    assert_eq!(see_at(&world, &ruth, "1").await.status, 303);
    let page = world.ask("GET", &client, &ruth, "").await.body;
    assert!(page.contains("by the rules for United States: California"), "{page}");
    assert_eq!(see_at(&world, &ruth, "2").await.status, 303);
    let page = world.ask("GET", &client, &ruth, "").await.body;
    assert!(page.contains("has not said where it works"), "the practice's own hold: {page}");
    let record = world.ask("GET", &client.replace("/client", "/record"), &ruth, "").await.body;
    assert!(record.contains("Hill House"), "{record}");

    // One that is closed takes nobody new, and keeps whom it has.
    let changed = "name=Hill+House+Centre&retention=germany&closed=yes";
    assert_eq!(write(&world, &tomas, &format!("{SITES}/2"), changed).await.status, 303);
    let page = world.ask("GET", &client, &ruth, "").await.body;
    assert!(page.contains("Hill House Centre") && page.contains("by the rules for Germany"));
    assert_eq!(see_at(&world, &ruth, "1").await.status, 303);
    let refused = see_at(&world, &ruth, "2").await;
    assert_eq!(refused.status, 422, "closed to new clients");
    assert!(refused.body.contains("data-problem"));
    assert_eq!(see_at(&world, &ruth, "9").await.status, 422, "no such site");
}

#[tokio::test]
async fn a_site_has_a_name_of_its_own_and_what_is_wrong_comes_back() {
    let world = world();
    let tomas = world.enter("Tomas Weil").await;
    assert_eq!(write(&world, &tomas, SITES, "name=Riverside&retention=").await.status, 303);
    for (form, said) in [
        ("name=&retention=germany", "A site needs a name"),
        ("name=RIVERSIDE&retention=germany", "Another site has this name already"),
    ] {
        let wrong = write(&world, &tomas, SITES, form).await;
        assert_eq!(wrong.status, 422, "{form}");
        assert!(wrong.body.contains(said), "{form}");
        assert!(wrong.body.contains("value=\"germany\" selected"), "nothing typed is lost: {form}");
    }
    let long = format!("name={}&retention=", "x".repeat(81));
    assert_eq!(write(&world, &tomas, SITES, &long).await.status, 422);
    let elsewhere = write(&world, &tomas, SITES, "name=X&retention=atlantis").await;
    assert!((400..500).contains(&elsewhere.status), "{}", elsewhere.status);
    let none = write(&world, &tomas, &format!("{SITES}/7"), "name=Y&retention=").await;
    assert_eq!(none.status, 404);
    let page = world.ask("GET", SITES, &tomas, "").await.body;
    assert_eq!(page.matches("<section><h2>").count(), 1, "one site: {page}");
}
