//! The circle over the months: frames, changes, and numbers.

use ipt::{
    Code, Command, Course, PersonId,
    decide::decide,
    inventory::{
        InventoryEntry, QuarrelEnds,
        circle::{Layout, Place},
        replay::{Met, Replay, What},
    },
    session::SessionNumber,
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::story::*;

const TOM: PersonId = PersonId(Uuid::from_u128(101));
const LIEN: PersonId = PersonId(Uuid::from_u128(102));

fn entry(name: &str) -> InventoryEntry {
    InventoryEntry { name: name.into(), relation: "Friend".into(), ..InventoryEntry::default() }
}

fn add(person: PersonId, entry: InventoryEntry) -> Command {
    Command::AddPerson { person, entry }
}

fn place(layout: Layout, on: i64, places: &[(PersonId, Option<u8>)]) -> Command {
    let places = places.iter().map(|(person, ring)| Place { person: *person, ring: *ring });
    Command::PlacePeople { layout, on: day(on), places: places.collect() }
}

fn replay(story: &Story) -> Replay<'_> {
    Replay::of(&story.course, &story.facts)
}

/// Two people on day 0, sessions on days 0, 7 and 14 (unsigned ones are signed away), and moves.
fn told() -> Story {
    let mut story = accepted();
    story.act(add(IDA, entry("Ida"))).act(add(TOM, entry("Tom")));
    story.act(place(Layout::BeforeOnset, 0, &[(IDA, Some(1))]));
    story.act(place(Layout::Now, 0, &[(IDA, Some(2)), (TOM, Some(3))]));
    let on = day(story.today);
    story.act(Command::OpenSession { on });
    story.later(3).act(place(Layout::Now, 3, &[(IDA, Some(1))]));
    story.later(3);
    let quarrels = InventoryEntry { quarrels: "About money.".into(), ..entry("Tom") };
    story.act(Command::RevisePerson { person: TOM, entry: quarrels });
    story
}

#[test]
fn each_day_on_which_something_changed_has_a_frame_and_each_change_its_session() {
    let story = told();
    let replay = replay(&story);
    let days: Vec<_> = replay.frames.iter().map(|frame| (frame.on, frame.session)).collect();
    let first = Some(SessionNumber::Acute(1));
    assert_eq!(days, [(day(0), first), (day(3), None), (day(6), None)]);
    assert!(replay.frames.iter().all(|frame| frame.after == first));
    let moved: Vec<_> = replay
        .changes
        .iter()
        .filter_map(|change| match change.what {
            What::Moved { layout: Layout::Now, from, to } => {
                Some((change.on, change.after, change.person, from, to))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        moved,
        [
            (day(0), first, IDA, None, Some(2)),
            (day(0), first, TOM, None, Some(3)),
            (day(3), first, IDA, Some(2), Some(1)),
        ]
    );
    assert_eq!(replay.first_drawn(Layout::Now), Some(day(0)));
    assert_eq!(replay.first_drawn(Layout::Wished), None);
    assert_eq!(replay.until(day(2)).filter(|change| change.what == What::Named).count(), 2);
}

#[test]
fn numbers_count_and_nobody_counts_as_unmet_because_nobody_asked() {
    let mut story = told();
    let met = |clients, others| InventoryEntry {
        clients_expectations_met: clients,
        others_expectations_met: others,
        ..entry("Ida")
    };
    let numbers = |story: &Story| replay(story).frames.last().expect("a frame").numbers;
    let before = numbers(&story);
    assert_eq!((before.inner, before.placed, before.conflict), (1, 2, 1));
    assert_eq!((before.reciprocity, before.new_ties), (Met { met: 0, of: 0 }, 0));
    story.act(Command::RevisePerson { person: IDA, entry: met(Some(true), None) });
    assert_eq!(numbers(&story).reciprocity, Met { met: 0, of: 0 }, "one side is no answer");
    story.act(Command::RevisePerson { person: IDA, entry: met(Some(true), Some(true)) });
    assert_eq!(numbers(&story).reciprocity, Met { met: 1, of: 1 });
    let none = InventoryEntry {
        quarrels: "Never.".into(),
        quarrels_end: Some(QuarrelEnds::NoQuarrels),
        ..entry("Tom")
    };
    story.act(Command::RevisePerson { person: TOM, entry: none });
    assert_eq!(numbers(&story).conflict, 0, "it is noted that there are none");
    story.later(1).act(add(LIEN, entry("Lien")));
    assert_eq!(numbers(&story).new_ties, 0, "named is not placed");
    story.act(place(Layout::Now, story.today, &[(LIEN, Some(3))]));
    assert_eq!(numbers(&story).new_ties, 1);
    story.act(place(Layout::BeforeOnset, story.today, &[(LIEN, Some(3))]));
    assert_eq!(numbers(&story).new_ties, 0, "she stood there before the onset");
    story.act(Command::RetirePerson { person: IDA, reason: "Not wanted here.".into() });
    let after = numbers(&story);
    assert_eq!((after.inner, after.placed, after.reciprocity.of), (0, 2, 0), "out of the list");
}

#[test]
fn who_was_placed_on_an_earlier_day_stands_there_from_that_day() {
    let mut story = told();
    story.later(4).act(add(LIEN, entry("Lien")));
    story.act(place(Layout::Now, 3, &[(LIEN, Some(2))]));
    let replay = replay(&story);
    let stands = |on: i64| {
        let frame = replay.frames.iter().find(|frame| frame.on == day(on)).expect("a frame");
        let lien = frame.people.iter().find(|person| person.id == LIEN);
        lien.map(|person| (person.entry.name.clone(), person.ring(Layout::Now)))
    };
    assert_eq!(stands(0), None);
    assert_eq!(stands(3), Some(("Lien".into(), Some(2))));
    assert_eq!(replay.frames.last().expect("a frame").numbers.new_ties, 1);
}

#[test]
fn before_anybody_is_known_there_is_no_frame() {
    assert!(replay(&referred()).frames.is_empty());
}

/// The last frame is the course as it stands: people with what is known of them, and every ring.
fn ends_as_it_stands(course: &Course, replay: &Replay<'_>) {
    let Some(last) = replay.frames.last() else {
        assert!(course.people.is_empty());
        return;
    };
    let people: Vec<_> = last.people.iter().map(|standing| standing.person()).collect();
    assert_eq!(people, course.people);
    for standing in &last.people {
        for layout in Layout::ALL {
            assert_eq!(standing.ring(*layout), course.circle.ring(*layout, standing.id));
        }
    }
    assert!(replay.frames.is_sorted_by(|a, b| a.on < b.on), "each day once, in order");
    for frame in &replay.frames {
        for layout in Layout::ALL {
            let rings = course.circle.at(*layout, frame.on);
            for standing in &frame.people {
                assert_eq!(standing.ring(*layout), rings.get(&standing.id).copied());
            }
            assert!(rings.keys().all(|id| frame.people.iter().any(|person| person.id == *id)));
        }
    }
}

fn act(story: &Story, number: u8, n: u32) -> Command {
    let who = PersonId(Uuid::from_u128(u128::from(200 + n % 5)));
    let earlier = (story.today - i64::from(n % 11)).max(0);
    let layout = Layout::ALL[n as usize % 3];
    let ring = u8::try_from(n % 4).ok().filter(|ring| *ring > 0);
    let named = InventoryEntry { quarrels: "x".repeat(n as usize % 2), ..entry(&format!("P{n}")) };
    match number % 6 {
        0 => add(who, named),
        1 => Command::RevisePerson { person: who, entry: named },
        2 => Command::RetirePerson { person: who, reason: "Why.".into() },
        3 => Command::OpenSession { on: day(story.today) },
        _ => place(layout, earlier, &[(who, ring)]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_last_frame_is_the_course_as_it_stands(acts in prop::collection::vec((0_u8..6, 0_u32..60, 0_i64..4), 0..60)) {
        let mut story = ready_for_middle(12);
        for (number, n, days) in acts {
            story.later(days);
            if let Ok(events) = decide(&story.course, act(&story, number, n), &story.context()) {
                story.happens(events);
            }
        }
        ends_as_it_stands(&story.course, &replay(&story));
        // Also where facts come out of the order of their days.
        let mut wrong = story.facts.clone();
        let last = wrong.len() - 1;
        wrong[last].on = day(0);
        ends_as_it_stands(&Course::fold(&wrong), &Replay::of(&Course::fold(&wrong), &wrong));
    }
}

#[test]
fn what_was_told_later_of_an_earlier_day_leaves_no_move_that_is_none() {
    let mut story = told();
    story.act(place(Layout::Now, 1, &[(IDA, Some(1))]));
    assert!(story.course.circle.moves().iter().any(|m| !m.is_one()));
    let moved = |what: &What| matches!(what, What::Moved { from, to, .. } if from == to);
    assert!(replay(&story).changes.iter().all(|change| !moved(&change.what)));
}

#[test]
fn a_first_drawing_for_an_earlier_day_makes_nobody_new_who_was_told_with_it() {
    let mut story = accepted();
    story.later(10).act(add(IDA, entry("Ida"))).act(add(TOM, entry("Tom")));
    story.act(place(Layout::Now, 5, &[(IDA, Some(1))]));
    story.act(place(Layout::Now, 10, &[(TOM, Some(2))]));
    let numbers = |story: &Story| replay(story).frames.last().expect("a frame").numbers;
    assert_eq!(numbers(&story).new_ties, 0);
    story.later(1).act(add(LIEN, entry("Lien")));
    story.act(place(Layout::Now, 4, &[(LIEN, Some(2))]));
    assert_eq!(numbers(&story).new_ties, 1, "told later, whatever day is shown");
}

#[test]
fn how_quarrels_end_says_that_there_are_some() {
    let quarrels = |quarrels: &str, quarrels_end| {
        InventoryEntry { quarrels: quarrels.into(), quarrels_end, ..entry("Roy") }.has_quarrels()
    };
    assert!(quarrels("", Some(QuarrelEnds::Dropped)) && quarrels("", Some(QuarrelEnds::Resolved)));
    assert!(quarrels("Money.", None) && !quarrels("", None));
    assert!(!quarrels("Never.", Some(QuarrelEnds::NoQuarrels)));
}
