//! How others went: what counts, what is left out, and from how many cases on it is told.

use std::{fs, sync::Arc};

use clinic::{
    Access, Clinic, Problem, Read,
    corridor::{Basis, CORRIDOR_FILE, ClosedCourses, ENOUGH, Imported, LeftOut, Others},
    keeping,
    permission::TheOutcomes,
};
use ipt::{
    Course, Phase,
    document::{Suitability, suitability::Decision},
    review::ReviewRules,
    summary::Summary,
};
use jiff::civil::date;
use outcomes::corridor::StartBand;
use record::{Mark, Place};
use uuid::Uuid;

use crate::{World, clock, world, world_on_disk};

const MODERATE: StartBand = StartBand { min: 15.0, max: 19.0 };

/// Invented figures.
const FILE: &str = r#"version = 1
measure = "phq-9"
source = "Invented"
n = 300
date = "2026-01-31"

[[band]]
start = [15, 19]
n = 140
session = [
  { number = 2, low = 11, middle = 15, high = 19 },
  { number = 4, low = 8.5, middle = 13, high = 18 },
]

[[band]]
start = [20, 27]
n = 160
session = [{ number = 2, low = 15, middle = 20, high = 25 }]
"#;

fn summary(phase: Phase, series: &[Option<u32>]) -> Summary {
    Summary {
        phase,
        series: series.to_vec(),
        held: u32::try_from(series.len()).expect("few"),
        last_on: Some(date(2026, 2, 1)),
        ..Summary::of(&Course::default(), &ReviewRules::default())
    }
}

/// So many closed courses that fell from 16 to 0, 1, 2 .. at session 2.
fn closed(n: u32) -> ClosedCourses {
    let one = |k: u32| Ok(Some(summary(Phase::Closed, &[Some(16), Some(k % 20)])));
    ClosedCourses::of((0..n).map(one))
}

fn others(closed: &ClosedCourses, imported: Option<&Imported>) -> Others {
    Others::of(closed, MODERATE, 16.0, ENOUGH, imported)
}

#[test]
fn own_closed_courses_make_a_corridor_from_a_hundred_on() {
    let imported = Imported::read(FILE).expect("sound");
    let found = others(&closed(99), None);
    assert_eq!((found.own, found.enough, found.corridor), (99, 100, None));
    let found = others(&closed(99), Some(&imported)).corridor.expect("the imported one");
    let (source, day) = ("Invented".to_owned(), date(2026, 1, 31));
    assert_eq!(found.basis, Basis::Imported { source, n: 300, date: day });
    assert_eq!(found.band.n, 140);
    let found = others(&closed(100), Some(&imported)).corridor.expect("the own one goes first");
    let ended = Some(date(2026, 2, 1));
    assert_eq!(found.basis, Basis::Own { from: ended, to: ended });
    // Of 0 to 19, five times each, h - 1 is 9.9, 49.5 and 89.1: between 1 and 2, 9 and 10, 17 and 18.
    let at = found.band.at(2).expect("session 2");
    let tenths = [at.low, at.middle, at.high].map(|figure| (figure * 10.0).round());
    assert_eq!((at.n, tenths), (100, [19.0, 95.0, 171.0]));
    let elsewhere =
        Others::of(&closed(100), StartBand { min: 0.0, max: 4.0 }, 3.0, ENOUGH, Some(&imported));
    assert_eq!((elsewhere.own, elsewhere.corridor), (0, None), "no band of either holds a 3");
}

#[test]
fn a_hundred_starts_with_too_few_later_scores_make_none() {
    let one = |k: u32| {
        let second = (k > 0).then_some(9);
        Ok(Some(summary(Phase::Closed, &[Some(16), second])))
    };
    assert_eq!(others(&ClosedCourses::of((0..100).map(one)), None).corridor, None);
    assert!(others(&ClosedCourses::of((0..101).map(one)), None).corridor.is_some());
}

#[test]
fn only_closed_courses_count_and_those_left_out_are_counted() {
    let of = |phase, series: &[Option<u32>]| Ok(Some(summary(phase, series)));
    let mut kept = summary(Phase::Closed, &[Some(16), Some(4), Some(25)]);
    kept.held = 2;
    let all = ClosedCourses::of([
        Ok(Some(kept)),
        of(Phase::Middle, &[Some(16), Some(9)]),
        of(Phase::Maintenance, &[Some(16), Some(3)]),
        of(Phase::Closed, &[]),
        of(Phase::Closed, &[None, None]),
        of(Phase::Closed, &[None, Some(9)]),
        Err(Problem::Fault("a summary of another version")),
        Ok(None),
    ]);
    assert_eq!(all.counted.len(), 1);
    assert_eq!(all.counted[0].scores, [Some(16.0), Some(4.0)], "maintenance is not in it");
    let left_out = LeftOut { no_session: 1, no_score: 1, no_start: 1, unreadable: 1 };
    assert_eq!(all.left_out, left_out);
}

fn redirect(world: &World) {
    let suitability = Suitability {
        risk_asked: Some(true),
        risk_answer: "None.".into(),
        alternatives_offered: vec!["CBT".into()],
        preference: "CBT.".into(),
        decision: Some(Decision::Redirect),
        redirected_to: "CBT.".into(),
        reason: "Asked for it.".into(),
        decided_on: Some(world.clinic.today()),
        ..Suitability::default()
    };
    let course = world.refer("Maren");
    let access = world.working(course);
    let act = ipt::Command::Record(suitability.into());
    world.clinic.perform(&access, clinic::Expect::Anything, Uuid::new_v4(), act).expect("done");
}

#[test]
fn what_was_counted_is_counted_anew_after_an_hour() {
    let world = world();
    let access: Access<TheOutcomes, Read> = world.clinic.may(&world.ruth, (), "x").expect("may");
    let left_out = || {
        let found = world.clinic.others(&access, 16).expect("tables").expect("in range");
        assert_eq!((found.own, found.start.min, found.start.max), (0, 15.0, 19.0));
        found.left_out.no_session
    };
    assert_eq!(left_out(), 0);
    redirect(&world);
    assert_eq!(left_out(), 0, "within the hour it stands");
    world.clock.set("2026-03-02T10:00:00Z".parse().expect("a moment"));
    assert_eq!(left_out(), 1);
    assert_eq!(world.clinic.others(&access, 28).expect("tables"), None, "no such score");
}

#[test]
fn only_who_works_here_is_told_and_nobody_changes_it() {
    let world = world();
    let read = |actor| world.clinic.may::<TheOutcomes, Read>(actor, (), "x");
    assert!(read(&world.ruth).is_ok() && read(&world.tomas).is_ok());
    let write = world.clinic.may::<TheOutcomes, clinic::Write>(&world.ruth, (), "x");
    assert!(matches!(write, Err(Problem::NotYours)));
    let token = world.clinic.invite_client(&world.working(world.refer("Maren")), "maren");
    let token = token.expect("invited").token;
    let maren = world.clinic.take_invitation(&token, None, "twelve chars ok").expect("in").actor;
    assert!(matches!(read(&maren), Err(Problem::NotYours)));
}

#[test]
fn a_file_is_read_whole_or_its_first_flaw_is_named_with_its_place() {
    for (from, to, said) in [
        ("version = 1", "version = 2", "line 1, column 11: this program knows version 1"),
        ("phq-9", "gad-7", "line 2, column 11: a corridor is of the measure phq-9"),
        ("\"Invented\"", "\" \"", "line 3, column 10: where the figures come from must be said"),
        ("n = 300", "n = 0", "line 4, column 5: they must rest on a case at least"),
        ("n = 300", "n = 299", "line 4, column 5: the bands have more cases"),
        ("2026-01-31", "2026-02-31", "line 5, column 8: this is no date"),
        ("[15, 19]", "[19, 15]", "line 8, column 9: a band goes from its lowest score"),
        ("[20, 27]", "[20, 28]", "line 16, column 9: a score is at most 27"),
        ("[20, 27]", "[19, 27]", "line 16, column 9: two bands hold the same score"),
        ("number = 4", "number = 2", "line 12, column 3: sessions go up, from 2 on"),
        ("number = 2, low = 11", "number = 1, low = 11", "line 11, column 3: sessions go up"),
        ("middle = 13", "middle = 8", "line 12, column 3: low, middle and high must not fall"),
        ("high = 25", "high = nan", "line 18, column 12: low, middle and high must not fall"),
        ("high = 25", "high = 28", "line 18, column 12: a score lies from 0 to 27"),
        ("source =", "sauce =", "line 3, column 1: unknown field `sauce`"),
        ("version = 1", "version =", "line 1, column 10"),
    ] {
        let text = FILE.replacen(from, to, 1);
        assert_ne!(text, FILE, "{from}");
        let problem = Imported::read(&text).expect_err(said).to_string();
        assert!(problem.starts_with(said), "{said}: {problem}");
    }
}

#[test]
fn the_imported_file_is_read_at_the_start_and_comes_back_from_a_backup() {
    let (folder, place, world) = world_on_disk();
    drop(world);
    let file = place.data.join(CORRIDOR_FILE);
    let open = |place: &Place| Clinic::open(place, Mark::Real, Arc::new(clock())).expect("opens");
    assert!(open(&place).with_imported_corridor().is_ok(), "there need not be one");
    fs::write(&file, FILE.replace("phq-9", "phq-8")).expect("written");
    let refused = open(&place).with_imported_corridor().err().expect("refused");
    assert!(matches!(refused, Problem::Corridor { .. }));
    assert!(refused.to_string().contains("corridor.toml: line 2, column 11"), "{refused}");
    fs::write(&file, FILE).expect("written");
    let backup = folder.path().join("backup");
    open(&place).with_imported_corridor().expect("read").backup(&backup).expect("backup");
    let other = Place { data: folder.path().join("other"), root_key: place.root_key };
    keeping::restore(&backup, &other).expect("restored");
    assert_eq!(fs::read_to_string(other.data.join(CORRIDOR_FILE)).expect("there"), FILE);
}
