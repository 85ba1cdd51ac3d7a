//! The living circle: names at once, one person in several pictures, taking back, links.

use ipt::{
    Command, PersonId,
    inventory::{
        circle::{Layout, Place},
        link::{Bond, Link},
    },
};
use uuid::Uuid;

use crate::story::*;

fn place(layout: Layout, on: i64, ring: Option<u8>) -> Command {
    Command::PlacePeople { layout, on: day(on), places: vec![Place { person: IDA, ring }] }
}

#[test]
fn what_was_placed_today_is_taken_back_step_by_step_and_nothing_is_deleted() {
    let mut story = in_middle(0);
    let before = story.course.circle.moves().to_vec();
    story.later(1);
    story.act(place(Layout::Wished, 0, Some(1)));
    story.act(Command::PlacePerson {
        person: IDA,
        on: day(1),
        rings: vec![(Layout::Now, Some(5)), (Layout::Wished, Some(2))],
    });
    let ring = |story: &Story, layout| story.course.circle.ring(layout, IDA);
    assert_eq!(ring(&story, Layout::Now), Some(5), "a practice may draw up to five");
    let seen = story.course.circle.revision(Layout::Wished);
    let of_ida = story.course.circle.revision_of(IDA);
    story.act(Command::TakeBackPlacing);
    assert_eq!(ring(&story, Layout::Wished), Some(1));
    assert!(story.course.circle.revision(Layout::Wished) > seen, "another tab sees that it moved");
    assert!(story.course.circle.revision_of(IDA) > of_ida);
    story.act(Command::TakeBackPlacing).act(Command::TakeBackPlacing);
    assert_eq!(ring(&story, Layout::Wished), None);
    assert_eq!(story.course.circle.moves(), before);
    let placed = story.facts.iter().filter(|fact| fact.on == day(1)).count();
    assert_eq!(placed, 6, "three placings and three takings back are in the record");
    assert!(story.refusal(Command::TakeBackPlacing).is_some(), "what is older stays");
}

#[test]
fn saying_again_where_somebody_stands_is_no_step_back() {
    let mut story = in_middle(0);
    story.act(place(Layout::Wished, 0, Some(1))).act(place(Layout::Wished, 0, Some(1)));
    story.act(Command::TakeBackPlacing);
    assert_eq!(story.course.circle.ring(Layout::Wished, IDA), None);
}

#[test]
fn names_come_all_or_none_and_two_of_one_name_are_told_apart() {
    let mut story = in_middle(0);
    let id = |n: u128| PersonId(Uuid::from_u128(500 + n));
    let entry = |name: &str, relation: &str| ipt::inventory::InventoryEntry {
        name: name.into(),
        relation: relation.into(),
        ..Default::default()
    };
    let many = |second: &str| {
        Command::NamePeople(vec![
            (id(1), entry("Anna", "")),
            (id(2), entry("Anna", second)),
            (id(3), entry("محمد عبد الرحمن", "neighbour")),
        ])
    };
    let before = story.course.people.len();
    assert!(story.refusal(many("")).is_some());
    assert_eq!(story.course.people.len(), before);
    story.act(many("aunt"));
    assert_eq!(story.course.people.len(), before + 3);
}

#[test]
fn a_link_is_put_anew_in_either_order_and_ended() {
    let mut story = in_middle(0);
    let lien = PersonId(Uuid::from_u128(501));
    let link =
        |one, other, bond| Command::LinkPeople(Link { one, other, bond, word: " sisters ".into() });
    story.act(Command::AddPerson { person: lien, entry: person("Lien") });
    story.act(link(IDA, lien, Bond::Know)).act(link(lien, IDA, Bond::Conflict));
    let links = story.course.circle.links();
    assert_eq!(
        (links.len(), links[0].bond, links[0].word.as_str()),
        (1, Bond::Conflict, "sisters")
    );
    assert!(story.refusal(link(IDA, IDA, Bond::Know)).is_some());
    story.act(Command::UnlinkPeople { one: IDA, other: lien });
    assert!(story.course.circle.links().is_empty());
    assert!(story.refusal(Command::UnlinkPeople { one: IDA, other: lien }).is_some());
}
