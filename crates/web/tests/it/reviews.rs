//! Reviews: an alert waits until it is decided with a reason; the practice sets the figures.

use crate::{World, world};

async fn body(world: &World, cookie: &str, path: &str) -> String {
    let came = world.ask("GET", path, cookie, "").await;
    assert_eq!(came.status, 200, "{path}");
    came.body
}

#[tokio::test]
async fn explore() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    for who in [
        "Maren",
        "Leila Haddad",
        "Jun Park",
        "Geoffrey Ames",
        "Piotr Nowak",
        "Sofia",
        "Amara Diallo",
    ] {
        let page = body(&world, &ruth, &format!("/courses/{}/reviews", world.course(who))).await;
        println!(
            "{who} {:?}",
            page.split("<tbody>").nth(1).map(|t| t.split("</tbody>").next().unwrap_or_default())
        );
    }
}
