//! The circle of 40 people and its replay over 16 sessions: pages a second beside a static page of
//! the same server, and the bytes that are sent.

use std::sync::Arc;

use clinic::{Access, Actor, Clinic, Expect, TheCourse, Write};
use ipt::{
    Command, CourseId, PersonId,
    inventory::{
        InventoryEntry, Support,
        circle::{Layout, Place},
    },
};
use jiff::{ToSpan, civil::Date};
use uuid::Uuid;
use web::App;

use crate::{
    pages::{connect, fetch, load},
    practice,
};

const PEOPLE: u32 = 40;
const SESSIONS: u32 = 16;

pub fn measure() {
    let folder = tempfile::tempdir().expect("folder");
    let (clinic, administrator) = practice::made(folder.path());
    let (actor, courses) = practice::therapist(&clinic, &administrator, "ruth", 1);
    let course = courses[0];
    lived(&clinic, &actor, course);
    let token = clinic.sign_in("ruth", practice::PASSPHRASE).expect("in").token;
    let cookie = format!("openipt={}", token.0);

    let runtime = tokio::runtime::Runtime::new().expect("runtime");
    let app =
        Arc::new(App { clinic: Arc::new(clinic), behind_tls: false, hosts: Default::default() });
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("bound");
    let address = listener.local_addr().expect("address").to_string();
    let router = web::server::router(&app);
    runtime.spawn(async move { axum::serve(listener, router).await });

    println!("\ncircle of {PEOPLE} people over {SESSIONS} days with moves");
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

/// Forty people, placed, and then some moves on each of sixteen days.
fn lived(clinic: &Clinic, actor: &Actor, course: CourseId) {
    let access: Access<TheCourse, Write> = clinic.may(actor, course, "circle").expect("may");
    let act = |command| {
        clinic.perform(&access, Expect::Anything, Uuid::new_v4(), command).expect("done");
    };
    let who = |n: u32| PersonId(Uuid::from_u128(u128::from(n) + 1));
    let ring = |n: u32| u8::try_from(n % 3 + 1).ok();
    for n in 0..PEOPLE {
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
    let today = clinic.today();
    let day = |n: u32| -> Date { today.checked_sub(i64::from(7 * n).days()).expect("a day") };
    for layout in Layout::ALL {
        let places = (0..PEOPLE).map(|n| Place { person: who(n), ring: ring(n) }).collect();
        act(Command::PlacePeople { layout: *layout, on: day(SESSIONS), places });
    }
    for session in 1..SESSIONS {
        let places = (0..3).map(|n| {
            let moved = session * 3 + n;
            Place { person: who(moved % PEOPLE), ring: ring(moved + session) }
        });
        let on = day(SESSIONS - session);
        act(Command::PlacePeople { layout: Layout::Now, on, places: places.collect() });
    }
}
