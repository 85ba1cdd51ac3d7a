//! The living circle without a script: names, one person at a time, taking back, links, initials.

use crate::{World, world};

async fn get(world: &World, who: &str, path: &str) -> String {
    let came = world.ask("GET", path, who, "").await;
    assert_eq!(came.status, 200, "{path}");
    came.body
}

/// The id of whoever has this name in the list of the inventory.
async fn id_of(world: &World, who: &str, course: &str, name: &str) -> String {
    let page = get(world, who, &format!("{course}/inventory")).await;
    let before = page.split(&format!("\">{name}</a>")).next().expect("a list");
    before.rsplit('/').next().expect("an id").to_owned()
}

/// What the part of the picture in words says of a ring.
fn ring(page: &str, name: &str) -> String {
    let rest = page.split(&format!("<dt>{name}</dt>")).nth(1).unwrap_or_default();
    rest.split("</dd>").next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn names_come_first_one_a_line_and_then_one_person_at_a_time() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Jun Park"));
    let inventory = format!("{course}/inventory");
    let refused = world.ask("POST", &inventory, &ruth, "names=Bea%0ABea%0AMax,+uncle").await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Bea\nBea\nMax, uncle"), "nothing typed is lost");
    assert!(refused.body.contains("tell the two apart"));
    let names = "names=Bea%0ABea,+neighbour%0A%0A%D9%85%D8%AD%D9%85%D8%AF";
    assert_eq!(world.ask("POST", &inventory, &ruth, names).await.status, 303);
    let page = get(&world, &ruth, &inventory).await;
    assert!(page.contains(">محمد</a>") && page.contains("Gone through with "));
    let bea = id_of(&world, &ruth, &course, "Bea").await;
    let person = get(&world, &ruth, &format!("{inventory}/{bea}")).await;
    assert!(person.contains("Person ") && person.contains("Skip for now"));
    let next = person.split("name=\"then\" value=\"next\"").next().is_some();
    assert!(next && page.contains("Go on with the interview"));
    let said = "name=Bea&relation=&liked=Laughs&form_seen=1&then=next";
    let came = world.ask("POST", &format!("{inventory}/{bea}"), &ruth, said).await;
    assert_eq!(came.status, 303);
    assert!(came.location.contains("/inventory/") && !came.location.contains(&bea));
}

#[tokio::test]
async fn one_person_is_placed_in_each_picture_and_what_was_placed_is_taken_back() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Jun Park"));
    world.ask("POST", &format!("{course}/inventory"), &ruth, "names=Bea").await;
    let bea = id_of(&world, &ruth, &course, "Bea").await;
    let circle = format!("{course}/circle");
    let page = get(&world, &ruth, &circle).await;
    assert!(page.contains("<h3>Bea</h3>"), "who waits is offered");
    let moves = format!("{circle}/moves");
    let sent = format!("person={bea}&layout=now&now=1&before_onset=2&form_seen=0");
    assert_eq!(world.ask("POST", &moves, &ruth, &sent).await.status, 303);
    let page = get(&world, &ruth, &circle).await;
    assert!(ring(&page, "inner ring").contains("Bea"));
    assert!(page.contains("Last: Bea, Before it began: not placed → close ring"));
    let stale = world.ask("POST", &moves, &ruth, &sent.replace("now=1", "now=3")).await;
    assert_eq!(stale.status, 422, "another tab moved her meanwhile");
    let nowhere = format!("person={bea}&layout=now&now=9&form_seen=2");
    let refused = world.ask("POST", &format!("{moves}?person={bea}"), &ruth, &nowhere).await;
    assert!(refused.status == 422 && refused.body.contains("There is no such ring."));
    let back = format!("{circle}/withdrawal");
    let early = world.ask("POST", &back, &ruth, "form_seen=0").await;
    assert!(early.status == 422 && early.body.contains("Somebody moved meanwhile."));
    for _ in 0..2 {
        let page = get(&world, &ruth, &circle).await;
        let form = page.split(&format!("action=\"{back}\"")).nth(1).expect("a way back");
        let seen = form.split("name=\"form_seen\" value=\"").nth(1).expect("seen");
        let seen = format!("form_seen={}", seen.split('"').next().expect("seen"));
        assert_eq!(world.ask("POST", &back, &ruth, &seen).await.status, 303);
    }
    let page = get(&world, &ruth, &circle).await;
    assert!(ring(&page, "Not placed").contains("Bea") && !page.contains("class=\"last\""));
    let history = get(&world, &ruth, &format!("{course}/history")).await;
    assert!(history.contains("A placing in the circle was taken back"));
}

#[tokio::test]
async fn links_are_said_and_drawn_and_initials_stand_for_names_everywhere() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Jun Park"));
    let circle = format!("{course}/circle");
    let mother = id_of(&world, &ruth, &course, "Mother").await;
    let tom = id_of(&world, &ruth, &course, "Tom").await;
    let link = format!("one={mother}&other={tom}&bond=in_conflict&word=since+May");
    assert_eq!(world.ask("POST", &format!("{circle}/links"), &ruth, &link).await.status, 303);
    let page = get(&world, &ruth, &circle).await;
    assert!(page.contains("Mother and Tom: in conflict with each other (since May)"));
    assert!(page.contains("class=\"tie torn\"") && page.contains("–✕–"));
    assert!(ring(&page, "outer ring").contains("in conflict with each other (since May): Mother"));
    let initials = get(&world, &ruth, &format!("{circle}?names=initials")).await;
    let living = initials.split("<h1>").nth(1).expect("the room");
    for name in ["Mother", "Tom<", "Professor", "Min-seo", "Grandmother"] {
        assert!(!living.contains(name), "{name}");
    }
    assert!(living.contains(">M.S.<") && living.contains(">P.L.<"));
    assert!(living.contains("in conflict with each other") && !living.contains("since May"));
    assert!(!living.to_lowercase().contains("<span class=\"source\">mother"), "no relation");
    let same = format!("one={tom}&other={tom}&bond=in_conflict");
    let refused = world.ask("POST", &format!("{circle}/links"), &ruth, &same).await;
    assert!(refused.status == 422 && refused.body.contains("Choose two who are not the same."));
    let end = format!("one={tom}&other={mother}");
    assert_eq!(world.ask("POST", &format!("{circle}/links"), &ruth, &end).await.status, 303);
    assert!(!get(&world, &ruth, &circle).await.contains("tie torn"));
}

#[tokio::test]
async fn the_practice_sets_the_number_of_rings_and_nobody_falls_off() {
    let world = world();
    let (ruth, tomas) = (world.enter("Ruth Albrecht").await, world.enter("Tomas Weil").await);
    let course = format!("/courses/{}", world.course("Jun Park"));
    let circle = format!("{course}/circle?layout=now");
    let settings = get(&world, &tomas, "/settings").await;
    assert!(settings.contains("<option value=\"3\" selected>3</option>"));
    let set = |rings: u8| {
        format!(
            "zone=UTC&exit_to=https://www.wikipedia.org/&dialect=klerman_weissman&rings={rings}"
        )
    };
    assert_eq!(world.ask("POST", "/settings", &tomas, &set(6)).await.status, 422);
    assert_eq!(world.ask("POST", "/settings", &tomas, &set(5)).await.status, 303);
    let page = get(&world, &ruth, &circle).await;
    assert!(page.contains(">farthest ring</text>") && page.contains(">distant ring</option>"));
    assert_eq!(world.ask("POST", "/settings", &tomas, &set(2)).await.status, 303);
    let page = get(&world, &ruth, &circle).await;
    assert!(page.contains(">outer ring</text>"), "Tom stands there");
    assert!(!page.contains(">distant ring</text>"));
}

/// The forms of the circle send everybody and every picture as they stand; the day that is chosen
/// counts only for what was changed in them.
#[tokio::test]
async fn a_past_day_moves_only_who_was_placed_elsewhere_in_the_form() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let course = format!("/courses/{}", world.course("Jun Park"));
    let circle = format!("{course}/circle");
    world.ask("POST", &format!("{course}/inventory"), &ruth, "names=Bea%0AMax").await;
    let bea = id_of(&world, &ruth, &course, "Bea").await;
    let max = id_of(&world, &ruth, &course, "Max").await;
    let moves = format!("{circle}/moves");
    let one = |who: &str, said: &str| format!("person={who}&layout=now&{said}");
    for said in [
        one(&bea, "now=1&before_onset=2&on=2026-05-01&form_seen=0"),
        one(&bea, "now=3&before_onset=2&on=2026-05-20&form_seen=2"),
        one(&max, "now=2&on=2026-05-20&form_seen=0"),
    ] {
        assert_eq!(world.ask("POST", &moves, &ruth, &said).await.status, 303, "{said}");
    }
    let several = async |said: String| {
        let page = get(&world, &ruth, &circle).await;
        let form = page.split(&format!("action=\"{circle}?layout=now\"")).nth(1).expect("a form");
        let seen = form.split("name=\"form_seen\" value=\"").nth(1).expect("seen");
        let seen = seen.split('"').next().expect("seen");
        let sent = format!("layout=now&form_seen={seen}&{said}");
        assert_eq!(world.ask("POST", &circle, &ruth, &sent).await.status, 303, "{sent}");
    };
    let on = async |layout: &str, day: &str, name: &str| {
        let page = get(&world, &ruth, &format!("{circle}?layout={layout}&day={day}")).await;
        ring(&page, name).contains("Bea")
    };
    several(format!("on=2026-05-02&{bea}=3&{max}=1")).await;
    assert!(on("now", "2026-05-02", "inner ring").await, "only Max was placed elsewhere");
    several(format!("on=2026-05-02&{bea}=3&{max}=1")).await;
    let before = one(&bea, "now=3&before_onset=1&on=2026-05-03&form_seen=3");
    assert_eq!(world.ask("POST", &moves, &ruth, &before).await.status, 303);
    assert!(on("now", "2026-05-03", "inner ring").await, "now was left as it stands");
    assert!(on("before_onset", "2026-05-03", "inner ring").await);
    // With the day alone, it is said that she stood there already then.
    let earlier = one(&bea, "now=3&before_onset=1&on=2026-05-10&form_seen=4");
    assert_eq!(world.ask("POST", &moves, &ruth, &earlier).await.status, 303);
    assert!(on("now", "2026-05-10", "outer ring").await);
    assert!(on("now", "2026-05-09", "inner ring").await);
}
