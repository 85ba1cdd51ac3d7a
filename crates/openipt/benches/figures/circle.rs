//! The circle of 40 people and its replay over 16 days with moves: pages a second beside a static page of
//! the same server, and the bytes that are sent.

use std::{collections::BTreeSet, sync::Arc};

use clinic::{Access, Actor, Clinic, Expect, SetClock, TheCourse, Write};
use ipt::{
    Code, Command, CourseId, PersonId,
    inventory::{
        InventoryEntry, Support,
        circle::{Layout, Place},
    },
};
use jiff::{ToSpan, civil::Date};
use record::Mark;
use uuid::Uuid;
use web::App;

use crate::{
    pages::{connect, fetch, load},
    practice,
};

const PEOPLE: u32 = 40;
const DAYS: usize = 16;

pub fn measure() {
    let folder = tempfile::tempdir().expect("folder");
    let clock = SetClock::default();
    let place = practice::place(folder.path());
    let clinic = Clinic::create(&place, Mark::Demo, Arc::new(clock.clone())).expect("made");
    let demo = simulate::demo::seed(&clinic, &clock).expect("seeded");
    clock.release();
    let ruth = demo.people.iter().find(|person| person.name == "Ruth Albrecht").expect("Ruth");
    let ruth = clinic.through_demo_door(&ruth.door).expect("in");
    let course = demo.courses.iter().find(|course| course.client == "Geoffrey Ames");
    let course = course.expect("Geoffrey").id;
    let (sessions, days) = lived(&clinic, &ruth.actor, course);
    let cookie = format!("openipt={}", ruth.token.0);

    let runtime = tokio::runtime::Runtime::new().expect("runtime");
    let app = Arc::new(App {
        clinic: Arc::new(clinic),
        behind_tls: false,
        hosts: Default::default(),
        provider: None,
    });
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("bound");
    let address = listener.local_addr().expect("address").to_string();
    let router = web::server::router(&app);
    runtime.spawn(async move { axum::serve(listener, router).await });

    println!(
        "\ncircle of {PEOPLE} people, {days} days with moves, {sessions} sessions with scores"
    );
    let columns = ["page", "a second", "p99 ms", "of the static", "bytes", "compressed"];
    let [page, rate, p99, of, bytes, packed] = columns;
    println!("{page:>28} {rate:>10} {p99:>10} {of:>14} {bytes:>8} {packed:>11}");
    let circle = format!("/courses/{course}/circle");
    let mut fixed = 0.0;
    for (name, path) in [
        ("static (/about)", "/about".to_owned()),
        ("circle", circle.clone()),
        ("replay, last day", format!("{circle}/replay")),
        ("replay, eighth day", format!("{circle}/replay?at=8")),
        ("GraphML", format!("{circle}/export.graphml")),
        ("CSV, people", format!("{circle}/export.csv?list=people")),
    ] {
        let sent = |how| fetch(&mut connect(&address), &path, &cookie, how).len();
        let (bytes, packed) = (sent("identity"), sent("br"));
        let (rate, p99) = load(&address, &path, &cookie);
        fixed = if fixed == 0.0 { rate } else { fixed };
        let of = 100.0 * rate / fixed;
        println!("{name:>28} {rate:>10.0} {p99:>10.2} {of:>13.0}% {bytes:>8} {packed:>11}");
    }
}

/// As many people in a course as make forty, placed, and then three moves on each of sixteen days. How many
/// sessions it has, and how many such days.
fn lived(clinic: &Clinic, actor: &Actor, course: CourseId) -> (usize, usize) {
    let access: Access<TheCourse, Write> = clinic.may(actor, course, "circle").expect("may");
    let act = |command| {
        clinic.perform(&access, Expect::Anything, Uuid::new_v4(), command).expect("done");
    };
    let who = |n: u32| PersonId(Uuid::from_u128(u128::from(n) + 1));
    let ring = |n: u32| u8::try_from(n % 3 + 1).ok();
    let there = clinic.read(&access).expect("read").course.people_listed().count();
    let added = u32::try_from(there).map_or(0, |there| PEOPLE - there);
    for n in 0..added {
        let entry = InventoryEntry {
            name: format!("Person of number {n}"),
            relation: "Colleague of some years".into(),
            quarrels: if n.is_multiple_of(4) { "Over small things".into() } else { String::new() },
            knows_about_depression: Some(n.is_multiple_of(2)),
            support: if n.is_multiple_of(3) { vec![Support::Emotional] } else { Vec::new() },
            ..InventoryEntry::default()
        };
        act(Command::AddPerson { person: who(n), entry });
    }
    let file = clinic.read(&access).expect("read");
    let mut days: BTreeSet<Date> = file.course.sessions.iter().map(|held| held.on).collect();
    let last = days.last().copied().expect("a session");
    // Days between the sessions until there are as many as a course of sixteen would have.
    let mut before: i64 = 0;
    while days.len() < DAYS {
        before += 3;
        days.insert(last.checked_sub(before.days()).expect("a day"));
    }
    let first = days.first().copied().expect("a day");
    for layout in Layout::ALL {
        let places = (0..added).map(|n| Place { person: who(n), ring: ring(n) }).collect();
        act(Command::PlacePeople { layout: *layout, on: first, places });
    }
    for (turn, on) in (1..).zip(days.iter().skip(1)) {
        let places = (0..3).map(|n| {
            let moved = turn * 3 + n;
            Place { person: who(moved % added), ring: ring(moved + turn) }
        });
        act(Command::PlacePeople { layout: Layout::Now, on: *on, places: places.collect() });
    }
    (file.course.sessions.len(), days.len())
}
