//! What it costs to ask who may, to write down that they looked, and to open keys, beside the page
//! that all this is for. The parts are timed by themselves in the same run; the page is not built
//! without them, for without a proof there is no way to a course.

use std::{hint::black_box, sync::Arc, time::Instant};

use clinic::{Access, Clinic, Read, SetClock, TheCourse};
use record::Mark;
use web::App;

use crate::{
    pages::{connect, fetch},
    practice,
};

const TIMES: u32 = 400;

pub fn measure() {
    let folder = tempfile::tempdir().expect("folder");
    let clock = SetClock::default();
    let place = practice::place(folder.path());
    let clinic = Clinic::create(&place, Mark::Demo, Arc::new(clock.clone())).expect("made");
    let demo = simulate::demo::seed(&clinic, &clock).expect("seeded");
    clock.release();
    let ruth = demo.people.iter().find(|person| person.name == "Ruth Albrecht").expect("Ruth");
    let door = ruth.door.clone();
    let courses: Vec<_> =
        demo.courses.iter().map(|course| (course.client.clone(), course.id)).collect();
    let maren = courses.iter().find(|(client, _)| client == "Maren").expect("Maren").1;
    drop(clinic);

    // Opened anew nothing is in memory: the first look opens the keys and every entry.
    let clinic = Clinic::open(&place, Mark::Demo, Arc::new(clock)).expect("opened");
    let ruth = clinic.through_demo_door(&door).expect("in");
    let begun = Instant::now();
    let look: Access<TheCourse, Read> = clinic.may(&ruth.actor, maren, "course").expect("may");
    let first = begun.elapsed().as_secs_f64() * 1e6;
    let entries = clinic.read(&look).expect("read").facts.len();

    let each = |what: &dyn Fn()| {
        let begun = Instant::now();
        (0..TIMES).for_each(|_| what());
        begun.elapsed().as_secs_f64() * 1e6 / f64::from(TIMES)
    };
    let at_the_door = each(&|| {
        let _ = black_box(clinic.at_the_door(&ruth.token));
    });
    let asked = each(&|| {
        let look: Access<TheCourse, Read> = clinic.may(&ruth.actor, maren, "course").expect("may");
        black_box(&look);
    });
    let read = each(&|| {
        let _ = black_box(clinic.read(&look));
    });

    let runtime = tokio::runtime::Runtime::new().expect("runtime");
    let clinic = Arc::new(clinic);
    let served = Arc::clone(&clinic);
    let app = Arc::new(App {
        clinic: served,
        behind_tls: false,
        hosts: Default::default(),
        provider: None,
    });
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("bound");
    let address = listener.local_addr().expect("address").to_string();
    let router = web::server::router(&app);
    runtime.spawn(async move { axum::serve(listener, router).await });
    let stream = std::cell::RefCell::new(connect(&address));
    let cookie = format!("openipt={}", ruth.token.0);
    let page = each(&|| {
        fetch(&mut stream.borrow_mut(), &format!("/courses/{maren}"), &cookie, "identity");
    });

    println!("\nwho may, who looked, and keys (Maren's course page, {entries} facts)");
    println!("{:>36} {:>10} {:>10}", "", "µs", "of a page");
    for (what, time) in [
        ("the page", page),
        ("who holds the cookie", at_the_door),
        ("the policy, and its line in the log", asked),
        ("the course, from memory", read),
        ("the first look: keys and entries", first),
    ] {
        println!("{what:>36} {time:>10.1} {:>9.1}%", 100.0 * time / page);
    }
}
