//! After a breach: what one account looked at, exactly that, and whom it concerns.

use clinic::{
    Access, Actor, Problem, Read, TheAccounts, TheCourse, Write,
    audit::{AccountLooks, Capacity},
    permission::TheCaseload,
};
use ipt::AccountId;
use jiff::ToSpan;

use crate::{World, fresh, work, world};

fn report(world: &World, of: AccountId, days: (i64, i64)) -> Result<AccountLooks, Problem> {
    let day = |after: i64| world.clinic.today().saturating_add(after.days());
    let span = (day(days.0), day(days.1));
    world.clinic.looks_by_account(&world.staff(), &world.fresh(), of, span)
}

fn look(world: &World, who: &Actor, course: ipt::CourseId, room: &str) {
    let _: Access<TheCourse, Read> = world.clinic.may(who, course, room).expect("may");
}

/// Whose, which room, whether written.
fn lines(looks: &AccountLooks) -> Vec<(Option<&str>, &str, bool)> {
    let name = |client| looks.clients.get(&client).and_then(|name| name.as_deref());
    let line = |look: &clinic::audit::AccountLook| {
        (look.client.and_then(name), look.room.clone(), look.wrote)
    };
    let lines: Vec<_> = looks.lines.iter().map(line).collect();
    lines.into_iter().map(|(who, room, wrote)| (who, &*room.leak(), wrote)).collect()
}

#[test]
fn it_says_whose_record_which_part_and_when_and_nothing_else() {
    let world = world();
    let (maren, noor) = (world.refer("Maren"), world.refer("Noor"));
    let other = world.refer_as(&world.mallory, uuid::Uuid::new_v4(), "Jun").expect("referred");
    world.clock.set(world.clinic.now() + 48.hours());
    let began = world.clinic.now();
    look(&world, &world.ruth, maren, "triad");
    look(&world, &world.mallory, other, "triad");
    world.clock.set(began + 5.minutes());
    let _: Access<TheCourse, Write> = world.clinic.may(&world.ruth, noor, "contract").expect("may");
    let _: Access<TheCaseload, Read> = world.clinic.may(&world.ruth, (), "caseload").expect("may");
    let looks = report(&world, world.ruth.id(), (0, 0)).expect("made");
    assert_eq!(
        lines(&looks),
        [
            (Some("Maren"), "triad", false),
            (Some("Noor"), "contract", true),
            (None, "caseload", false)
        ]
    );
    assert_eq!((looks.lines[0].at, looks.lines[1].at), (began, began + 5.minutes()));
    assert_eq!(looks.clients.len(), 2);
    assert!(!looks.cut && !looks.waiting);
    let before = report(&world, world.ruth.id(), (-1, -1)).expect("made");
    assert!(before.lines.is_empty(), "not the days before");
    let since = report(&world, world.ruth.id(), (-2, 0)).expect("made");
    assert!(since.lines.len() > 3, "how they came here stands in it too");
}

#[test]
fn a_day_is_in_it_from_its_first_moment_to_its_last() {
    let world = world();
    let maren = world.refer("Maren");
    let to = |moment: &str| world.clock.set(moment.parse().expect("a moment"));
    for moment in ["2026-03-04T23:59:59.999Z", "2026-03-05T00:00:00Z", "2026-03-05T23:59:59.999Z"] {
        to(moment);
        look(&world, &world.ruth, maren, "triad");
    }
    to("2026-03-06T00:00:00Z");
    look(&world, &world.ruth, maren, "triad");
    assert_eq!(report(&world, world.ruth.id(), (-1, -1)).expect("made").lines.len(), 2);
    assert_eq!(report(&world, world.ruth.id(), (-2, 0)).expect("made").lines.len(), 4);
}

#[test]
fn those_concerned_see_that_it_was_made_and_by_whom() {
    let world = world();
    let maren = work::accepted(&world, "Maren");
    look(&world, &world.ruth, maren, "triad");
    report(&world, world.ruth.id(), (0, 0)).expect("made");
    let looked = world.clinic.looks(&world.working(maren), 10).expect("reads");
    let told = looked.iter().find(|look| look.room == "breach_report").expect("a line");
    assert_eq!((told.who.as_str(), told.capacity), ("Tomas Weil", Capacity::Administrator));
    // It is a look of who made it, in their own report.
    let own = report(&world, world.tomas.id(), (0, 0)).expect("made");
    assert!(lines(&own).contains(&(Some("Maren"), "breach_report", false)));
}

#[test]
fn it_is_for_administrators_and_what_is_wrong_is_said() {
    let world = world();
    let none = world.clinic.may::<TheAccounts, Write>(&world.ruth, (), "people");
    assert!(matches!(none, Err(Problem::NotYours)));
    for (days, what) in [((0, -1), "days"), ((0, 1), "ahead"), ((-1, 0), "log")] {
        let refused = report(&world, world.ruth.id(), days);
        assert!(matches!(refused, Err(Problem::Setting(said)) if said == what), "{what}");
    }
    let nobody = report(&world, AccountId(uuid::Uuid::new_v4()), (0, 0));
    assert!(matches!(nobody, Err(Problem::NotYours)));
    let today = world.clinic.today();
    let hers = fresh(&world.clinic, &world.ruth);
    let code =
        world.clinic.looks_by_account(&world.staff(), &hers, world.ruth.id(), (today, today));
    assert!(matches!(code, Err(Problem::NotYours)), "with one's own code");
}
