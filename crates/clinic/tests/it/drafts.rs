//! Drafts: nothing typed is lost, nobody else reads it, and nobody can fill the disk with it.

use clinic::{Access, Problem, Read, Write, draft::LARGEST, login::AtTheDoor, permission::TheDesk};
use jiff::ToSpan;
use uuid::Uuid;

use crate::{PASSPHRASE, tables, work::accepted, world, world_on_disk};

const ONE: Uuid = Uuid::from_u128(1);
const TWO: Uuid = Uuid::from_u128(2);

#[test]
fn each_tab_keeps_its_own_draft_and_only_its_author_reads_it() {
    let world = world();
    let course = accepted(&world, "Maren");
    let path = format!("/courses/{course}/triad");
    let desk = world.working(course).desk();
    world.clinic.save_draft(&desk, &path, ONE, "note=one").expect("saved");
    world.clinic.save_draft(&desk, &path, TWO, "note=two").expect("saved");
    world.clinic.save_draft(&desk, &path, TWO, "note=two+more").expect("saved");
    let drafts = world.clinic.drafts(&desk, &path).expect("drafts");
    let mut bodies: Vec<&str> = drafts.iter().map(|draft| draft.body.as_str()).collect();
    bodies.sort_unstable();
    assert_eq!(bodies, ["note=one", "note=two+more"]);
    let foreign: Result<Access<TheDesk, Read>, _> =
        world.clinic.may(&world.mallory, course, "draft");
    assert!(matches!(foreign, Err(Problem::NotYours)));
    let own = world.mallory.desk();
    assert!(world.clinic.drafts(&own, &path).expect("drafts").is_empty());
    world.clinic.drop_drafts(&desk, &path, &[TWO]).expect("dropped");
    assert_eq!(world.clinic.drafts(&desk, &path).expect("drafts").len(), 1);
    let looks = world.clinic.looks(&world.working(course), 100).expect("looks");
    assert!(looks.iter().all(|look| look.room != "draft"), "typing is no look");
}

#[test]
fn what_was_typed_over_is_kept_too() {
    let world = world();
    let course = accepted(&world, "Maren");
    let path = format!("/courses/{course}/triad");
    let desk = world.working(course).desk();
    for n in 0..40 {
        world.clinic.save_draft(&desk, &path, ONE, &format!("note={n}")).expect("saved");
        world.clinic.save_draft(&desk, &path, ONE, &format!("note={n}")).expect("the same");
    }
    let kept = world.clinic.versions(&desk, &path).expect("versions");
    let bodies: Vec<&str> = kept.iter().map(|draft| draft.body.as_str()).collect();
    assert_eq!(bodies.len(), 21, "the last, and twenty before it");
    assert_eq!((bodies[0], bodies[20]), ("note=39", "note=19"));
    assert_eq!(world.clinic.drafts(&desk, &path).expect("drafts").len(), 1);
}

#[test]
fn drafts_have_limits() {
    let (_folder, place, world) = world_on_disk();
    let desk = world.ruth.desk();
    let large = "x".repeat(LARGEST + 1);
    let saved = world.clinic.save_draft(&desk, "/referral", ONE, &large);
    assert!(matches!(saved, Err(Problem::TooLarge)));
    let long = format!("/{}", "x".repeat(300));
    assert!(matches!(world.clinic.save_draft(&desk, &long, ONE, "a=b"), Err(Problem::TooLarge)));
    for n in 0..30 {
        world.clinic.save_draft(&desk, "/referral", ONE, &format!("n={n}")).expect("saved");
    }
    for n in 0..230_u128 {
        let tab = Uuid::from_u128(1000 + n);
        let path = format!("/people/{}", n % 23);
        world.clinic.save_draft(&desk, &path, tab, "a=b").expect("saved");
    }
    let count = "SELECT count(*) FROM draft";
    let rows: i64 = tables(&place).query_row(count, [], |row| row.get(0)).expect("count");
    assert_eq!(rows, 200);
    world.clock.set(world.clinic.now() + (24 * 15).hours());
    world.clinic.save_draft(&desk, "/referral", ONE, "a=b").expect("saved");
    let rows: i64 = tables(&place).query_row(count, [], |row| row.get(0)).expect("count");
    assert_eq!(rows, 1, "after a fortnight they go");
}

#[test]
fn whose_sign_in_ended_may_still_save_where_they_work_and_nowhere_else() {
    let world = world();
    let course = accepted(&world, "Maren");
    let path = format!("/courses/{course}/triad");
    let ended = |login: &str| {
        let entered = world.clinic.sign_in(login, PASSPHRASE).expect("in");
        let token = entered.here().expect("one step").token;
        world.clock.set(world.clinic.now() + 16.minutes());
        match world.clinic.at_the_door(&token).expect("door") {
            AtTheDoor::WasHere(who) => who,
            other => panic!("{other:?}"),
        }
    };
    let mallory = world.clinic.desk_of(&ended("mallory"), Some(course));
    assert!(matches!(mallory, Err(Problem::NotYours)));
    let desk = world.clinic.desk_of(&ended("ruth"), Some(course)).expect("hers");
    world.clinic.save_draft(&desk, &path, ONE, "note=late").expect("saved");
    let hers: Access<TheDesk, Write> = world.clinic.may(&world.ruth, course, "draft").expect("may");
    assert_eq!(world.clinic.drafts(&hers.desk(), &path).expect("drafts")[0].body, "note=late");
}
