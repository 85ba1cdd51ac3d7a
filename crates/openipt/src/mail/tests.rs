use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    time::Instant,
};

use clinic::{Access, Actor, SetClock, TheAccounts, TheCourse, Write as Acts};
use ipt::{
    CourseId,
    risk::RiskAlertStep::{self, Escalated, Failed, Sent},
};
use jiff::ToSpan;
use record::{Mark, Place};
use simulate::demo::Practice;

use super::*;

const RUTH: &str = "ruth@practice.example";
const DANIEL: &str = "daniel@practice.example";
const ORIGIN: &str = "https://clinic.example";

/// The demo practice, in which an alert of Piotr's waits for Ruth, and Daniel is the deputy.
struct World {
    clinic: Arc<Clinic>,
    clock: SetClock,
    practice: Practice,
    _folder: tempfile::TempDir,
}

fn world() -> World {
    let folder = tempfile::tempdir().expect("folder");
    let place = Place { data: folder.path().join("data"), root_key: folder.path().join("key") };
    let clock = SetClock::default();
    let clinic = Clinic::create(&place, Mark::Demo, Arc::new(clock.clone())).expect("created");
    let today = jiff::civil::date(2026, 6, 1);
    let practice = simulate::demo::seed_for(&clinic, &clock, today).expect("seeded");
    let clinic = Arc::new(clinic.with_carrier());
    let world = World { clinic, clock, practice, _folder: folder };
    let staff: Access<TheAccounts, Acts> =
        world.clinic.may(&world.actor("Tomas Weil"), (), "people").expect("may");
    for (name, mail) in [("Ruth Albrecht", RUTH), ("Daniel Okafor", DANIEL)] {
        world.clinic.set_mail_address(&staff, world.actor(name).id(), mail).expect("set");
    }
    world
}

impl World {
    fn actor(&self, name: &str) -> Actor {
        let person = self.practice.people.iter().find(|person| person.name == name);
        let door = &person.expect("a person").door;
        self.clinic.through_demo_door(door).expect("in").actor
    }

    fn later(&self, minutes: i64) {
        self.clock.set(self.clinic.now().checked_add(minutes.minutes()).expect("a moment"));
    }

    fn round(&self, mailer: &Mailer) {
        mailer.round(&Arc::downgrade(&self.clinic), ORIGIN);
    }

    /// What became of Piotr's alert by mail and by the deputy.
    fn steps(&self) -> Vec<RiskAlertStep> {
        let course = self.practice.courses.iter().find(|course| course.client == "Piotr Nowak");
        let course: CourseId = course.expect("a course").id;
        let access: Access<TheCourse, clinic::Read> =
            self.clinic.may(&self.actor("Ruth Albrecht"), course, "course").expect("may");
        let file = self.clinic.read(&access).expect("read");
        let waiting = file.course.open_flags().find(|flag| flag.waits()).expect("it waits");
        let steps = waiting.ledger.iter().map(|line| line.step);
        steps.filter(|step| [Escalated, Failed, Sent].contains(step)).collect()
    }
}

fn mailer(port: u16) -> Mailer {
    let silence = Duration::from_secs(2);
    Mailer::new(&format!("smtp://127.0.0.1:{port}"), "openipt@clinic.example", silence)
        .expect("a mail server")
}

/// A port of this machine on which nobody listens.
fn closed() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("bound");
    listener.local_addr().expect("an address").port()
}

/// A mail server of a few lines; gives what it was told, message by message.
fn serving(listener: TcpListener) -> mpsc::Receiver<String> {
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            if tell.send(talk(&stream)).is_err() {
                return;
            }
        }
    });
    told
}

fn talk(mut stream: &TcpStream) -> String {
    let mut lines = BufReader::new(stream).lines();
    let mut all = String::new();
    let mut in_message = false;
    let mut say = |text: &str| stream.write_all(text.as_bytes()).expect("said");
    say("220 here\r\n");
    while let Some(Ok(line)) = lines.next() {
        all.push_str(&format!("{line}\n"));
        match line.as_str() {
            "." => {
                in_message = false;
                say("250 taken\r\n");
            }
            _ if in_message => {}
            "DATA" => {
                in_message = true;
                say("354 go on\r\n");
            }
            "QUIT" => {
                say("221 bye\r\n");
                break;
            }
            _ => say("250 well\r\n"),
        }
    }
    all
}

fn came(told: &mpsc::Receiver<String>) -> String {
    told.recv_timeout(Duration::from_secs(10)).expect("a message")
}

#[test]
fn a_stopped_mail_server_loses_no_alert_and_what_failed_is_sent_when_it_is_back() {
    let world = world();
    let port = closed();
    let mailer = mailer(port);
    world.round(&mailer);
    assert_eq!(world.steps(), [Failed]);
    world.later(1);
    let listener = TcpListener::bind(("127.0.0.1", port)).expect("back");
    let told = serving(listener);
    world.round(&mailer);
    assert_eq!(world.steps(), [Failed, Sent]);
    assert!(came(&told).contains(&format!("RCPT TO:<{RUTH}>")));
    world.later(600);
    world.round(&mailer);
    assert!(told.recv_timeout(Duration::from_millis(200)).is_err(), "once");
}

#[test]
fn a_notice_says_that_something_waits_and_nothing_of_whom_or_what() {
    let world = world();
    let listener = TcpListener::bind("127.0.0.1:0").expect("bound");
    let mailer = mailer(listener.local_addr().expect("an address").port());
    let told = serving(listener);
    world.round(&mailer);
    let message = came(&told);
    assert!(message.contains("Subject: Something waits in OpenIPT"), "{message}");
    assert!(message.contains(ORIGIN), "{message}");
    let lower = message.to_lowercase();
    for word in
        ["piotr", "nowak", "client", "course", "risk", "alert", "suicid", "crisis", "invitations"]
    {
        assert!(!lower.contains(word), "{word}: {message}");
    }
    assert!(!lower.contains("therap") && !lower.contains("/demo/"), "{message}");
}

#[test]
fn a_hanging_mail_server_holds_up_no_going_on_and_both_are_told_when_it_is_back() {
    let world = world();
    // It takes the connection and says nothing, for longer than this test lasts.
    let listener = TcpListener::bind("127.0.0.1:0").expect("bound");
    let port = listener.local_addr().expect("an address").port();
    let stop = carry(mailer(port), &world.clinic, ORIGIN.to_owned()).expect("a thread");
    let (hanging, _) = listener.accept().expect("it is being sent");
    let begun = Instant::now();
    world.later(49 * 60);
    assert_eq!(world.clinic.escalate().expect("looked"), 1);
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert_eq!(world.steps(), [Escalated]);
    while world.steps() != [Escalated, Failed] {
        assert!(begun.elapsed() < Duration::from_secs(20), "it is said");
        std::thread::sleep(Duration::from_millis(50));
    }
    drop((hanging, stop));
    world.later(60);
    let told = serving(listener);
    world.round(&mailer(port));
    let both = came(&told) + &came(&told);
    assert!(both.contains(&format!("<{RUTH}>")) && both.contains(&format!("<{DANIEL}>")));
    assert_eq!(world.steps(), [Escalated, Failed, Sent, Sent]);
}

#[test]
fn a_wrong_mail_server_is_refused_without_repeating_its_password() {
    for url in ["mail.example", "http://mail.example", "smtp://", "smtp://u:secret@h?tls=maybe"] {
        let refused = Mailer::new(url, "openipt@clinic.example", SILENCE).err();
        let said = refused.expect("refused").to_string();
        assert!(said.contains("smtps://") && !said.contains("secret"), "{said}");
    }
    assert!(Mailer::new("smtps://u:p@mail.example", "nobody", SILENCE).is_err());
    assert!(Mailer::new("smtps://u:p@mail.example", "a@mail.example", SILENCE).is_ok());
    let half = Mail { smtp: Some("smtp://localhost".into()), mail_from: None };
    assert!(half.mailer().is_err());
}

#[test]
fn nothing_leaves_this_machine_unencrypted() {
    for taken in [
        "smtps://name:word@mail.example",
        "smtp://name:word@mail.example?tls=required",
        "smtp://mail.example:587/?x=y&tls=required",
        "smtp://localhost:25",
        "smtp://127.0.0.1",
        "smtp://[::1]:2525",
    ] {
        assert!(is_private(taken), "{taken}");
    }
    for refused in [
        "smtp://mail.example",
        "smtp://name:word@mail.example",
        "smtp://mail.example?tls=opportunistic",
        "smtp://name:word@localhost",
        "smtp://localhost.mail.example",
        "smtp://localhost@mail.example",
    ] {
        assert!(!is_private(refused), "{refused}");
        assert!(Mailer::new(refused, "a@b.example", SILENCE).is_err());
    }
}
