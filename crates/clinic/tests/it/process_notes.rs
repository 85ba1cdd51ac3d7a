//! The drawer of process notes: its author's alone, under keys of its own, and opened by nobody else.

use clinic::{
    Access, Problem, Read, Role, Write,
    disclosure::{Disclosure, Ground},
    permission::{
        TheDesk, TheOwnCourse, TheProcessDesk, TheProcessNotes, TheSettings, TheSupervisedCourse,
    },
    supervision::SupervisionContract,
};
use ipt::{
    AccountId, Command, CourseId, ProcessNoteId,
    process_note::{ProcessEvent, ProcessFact, ProcessNote, Release, ReleasedTo},
    supervision::{SupervisionConsent, SupervisionStep},
};
use jiff::ToSpan;
use record::{Mark, Place, Record};
use uuid::Uuid;

use crate::{PASSPHRASE, World, fresh, tables, therapist, work::accepted, world, world_on_disk};

const ONE: ProcessNoteId = ProcessNoteId(Uuid::from_u128(1));
const SAID: &str = "I felt sent away, as by my own mother.";

fn drawer(world: &World, course: CourseId) -> Access<TheProcessNotes, Write> {
    world.clinic.may(&world.ruth, course, "process-notes").expect("may")
}

fn said(text: &str) -> ProcessNote {
    ProcessNote { about: "Session 5".into(), note: text.into() }
}

fn write(world: &World, course: CourseId, seen: u32, text: &str) -> Result<(), Problem> {
    let access = drawer(world, course);
    world.clinic.write_process_note(&access, Uuid::new_v4(), (ONE, seen), &said(text))
}

fn open_to(world: &World, course: CourseId, to: ReleasedTo, days: i64) -> Result<(), Problem> {
    let today = world.clinic.today();
    let until = match to {
        ReleasedTo::Client => None,
        ReleasedTo::Supervisor(_) => today.checked_add(days.days()).ok(),
    };
    let release = Release { to, agreed_on: today, until, words: "Asked for it.".into() };
    let line = Disclosure {
        to: "Somebody".into(),
        on: today,
        what: "One process note".into(),
        ground: Ground::Agreed,
        ground_words: String::new(),
    };
    let fresh = fresh(&world.clinic, &world.ruth);
    let access = drawer(world, course);
    let key = (Uuid::new_v4(), ONE);
    world.clinic.release_process_note(&access, &fresh, key, &release, &line)
}

/// A supervisor with a contract with Ruth.
fn helen(world: &World) -> clinic::Actor {
    let (staff, fresh) = (world.staff(), world.fresh());
    let id = world.clinic.add_account(&staff, &fresh, Role::Supervisor, "Helen Marsh", "helen");
    let id = id.expect("account");
    let token = world.clinic.invite(&staff, &fresh, id).expect("invited").token;
    let helen = world.clinic.take_invitation(&token, None, PASSPHRASE).expect("taken").actor;
    let settings: Access<TheSettings, Write> =
        world.clinic.may(&world.tomas, (), "settings").expect("may");
    let today = world.clinic.today();
    let contract = SupervisionContract {
        supervisor: id,
        therapist: world.ruth.id(),
        from: today,
        until: today.checked_add(300.days()).expect("a day"),
    };
    world.clinic.agree_supervision(&settings, contract).expect("agreed");
    helen
}

fn consents(world: &World, course: CourseId, supervisor: AccountId) {
    let content = SupervisionConsent {
        until: world.clinic.today().checked_add(30.days()).ok(),
        notes: Some(false),
        named: Some(false),
        co_signs: Some(false),
        words: String::new(),
    };
    let command = Command::Supervise(SupervisionStep::Consented { supervisor, content });
    crate::work::perform(world, course, command).expect("consented");
}

#[test]
fn nobody_but_the_author_comes_to_the_drawer_whoever_leads_the_course() {
    let world = world();
    let course = accepted(&world, "Maren");
    write(&world, course, 0, SAID).expect("written");
    let notes = world.clinic.process_notes(&drawer(&world, course)).expect("read");
    assert_eq!(notes.notes[0].content.note, SAID);
    let helen = helen(&world);
    consents(&world, course, helen.id());
    for other in [&world.tomas, &world.mallory, &helen] {
        let asked = world.clinic.may::<TheProcessNotes, Read>(other, course, "process-notes");
        assert!(matches!(asked, Err(Problem::NotYours)), "{}", other.name());
        let desk = world.clinic.may::<TheProcessDesk, Write>(other, course, "draft");
        assert!(matches!(desk, Err(Problem::NotYours)), "{}", other.name());
    }
    let desk = |who| world.clinic.may::<TheDesk, Write>(who, course, "draft").is_ok();
    assert!(desk(&helen) && !desk(&world.mallory), "what a supervisor types has a place");
    // The next therapist finds a drawer of their own, empty; the author keeps theirs, to read.
    let next = therapist(&world.clinic, &world.tomas, "Ada Next", "ada");
    let command = Command::Transfer { to: next.id(), reason: "Moves away.".into() };
    crate::work::perform(&world, course, command).expect("handed over");
    let theirs: Access<TheProcessNotes, Read> =
        world.clinic.may(&next, course, "process-notes").expect("their own");
    assert!(world.clinic.process_notes(&theirs).expect("read").notes.is_empty());
    assert_eq!(world.clinic.process_notes(&drawer(&world, course)).expect("read").notes.len(), 1);
    assert!(matches!(write(&world, course, 1, "more"), Err(Problem::NotYours)));
    let caseload = world.clinic.may(&world.ruth, (), "caseload").expect("may");
    let caseload: &Access<clinic::permission::TheCaseload, Read> = &caseload;
    assert_eq!(world.clinic.drawers_left(caseload).expect("left"), [(course, "Maren".to_owned())]);
    let never = therapist(&world.clinic, &world.tomas, "Never There", "never");
    assert!(world.clinic.may::<TheProcessNotes, Read>(&never, course, "x").is_err());
}

#[test]
fn two_tabs_do_not_overwrite_each_other_and_the_same_form_counts_once() {
    let world = world();
    let course = accepted(&world, "Maren");
    let (access, key) = (drawer(&world, course), Uuid::new_v4());
    for _ in 0..2 {
        world.clinic.write_process_note(&access, key, (ONE, 0), &said("one")).expect("once");
    }
    write(&world, course, 1, "two").expect("anew");
    match write(&world, course, 1, "three") {
        Err(Problem::Changed { now, version }) => {
            assert_eq!((ipt::form::first(&now, "note"), version), ("two", 2));
        }
        other => panic!("{other:?}"),
    }
    write(&world, course, 2, "three").expect("seen");
    let notes = world.clinic.process_notes(&access).expect("read");
    assert_eq!((notes.notes.len(), notes.notes[0].revision, notes.version), (1, 3, 3));
}

#[test]
fn a_note_is_opened_to_a_supervisor_with_contract_and_consent_and_shut_at_once() {
    let world = world();
    let course = accepted(&world, "Maren");
    write(&world, course, 0, "Maren was silent.").expect("written");
    let helen = helen(&world);
    let to = ReleasedTo::Supervisor(helen.id());
    let refused = |outcome| matches!(outcome, Err(Problem::Setting("to" | "until")));
    assert!(refused(open_to(&world, course, to, 5)), "the client was not asked");
    consents(&world, course, helen.id());
    assert!(refused(open_to(&world, course, to, 31)), "longer than the consent");
    assert!(refused(open_to(&world, course, ReleasedTo::Supervisor(world.mallory.id()), 5)));
    let seen = || -> Vec<String> {
        let access: Access<TheSupervisedCourse, Read> =
            match world.clinic.may(&helen, course, "process-notes") {
                Ok(access) => access,
                Err(_) => return Vec::new(),
            };
        let notes = world.clinic.released_to_supervisor(&access).expect("read");
        notes.into_iter().map(|note| note.content.note).collect()
    };
    assert!(seen().is_empty(), "nothing is open by consent alone");
    open_to(&world, course, to, 5).expect("opened");
    assert_eq!(seen(), ["M. was silent."], "without the name, as the client agreed");
    let log = world.clinic.disclosures(&world.working(course)).expect("log");
    assert_eq!(log.len(), 1, "it stands in the log of what was given");
    let release = world.clinic.process_notes(&drawer(&world, course)).expect("read");
    let release = release.notes[0].releases[0].id;
    let access = drawer(&world, course);
    world.clinic.shut_process_note(&access, Uuid::new_v4(), release).expect("shut");
    assert!(seen().is_empty());
    open_to(&world, course, to, 5).expect("opened anew");
    world.clock.set(
        world.clinic.now().checked_add(jiff::SignedDuration::from_hours(6 * 24)).expect("later"),
    );
    assert!(seen().is_empty(), "its day is over");
    open_to(&world, course, to, 5).expect("opened anew");
    assert_eq!(seen().len(), 1);
    let step = SupervisionStep::Withdrawn { supervisor: helen.id(), reason: String::new() };
    crate::work::perform(&world, course, Command::Supervise(step)).expect("taken back");
    assert!(seen().is_empty(), "the client took the consent back");
}

#[test]
fn a_note_is_opened_to_its_client_and_to_no_other() {
    let world = world();
    let (course, other) = (accepted(&world, "Maren"), accepted(&world, "Leila"));
    write(&world, course, 0, SAID).expect("written");
    let client = |course| {
        let access = world.working(course);
        let login = format!("client-{course}");
        let token = world.clinic.invite_client(&access, &login).expect("invited").token;
        world.clinic.take_invitation(&token, None, PASSPHRASE).expect("taken").actor
    };
    let (maren, leila) = (client(course), client(other));
    let seen = |who: &clinic::Actor| {
        let access: Result<Access<TheOwnCourse, Read>, _> =
            world.clinic.may(who, course, "process-notes");
        access.map(|access| world.clinic.released_to_client(&access).expect("read").len())
    };
    assert_eq!(seen(&maren).expect("may"), 0);
    open_to(&world, course, ReleasedTo::Client, 0).expect("opened");
    assert_eq!(seen(&maren).expect("may"), 1);
    assert!(matches!(seen(&leila), Err(Problem::NotYours)));
}

#[test]
fn it_stands_in_no_export_and_no_history_and_its_keys_go_with_the_client() {
    let (_folder, place, world) = world_on_disk();
    let course = accepted(&world, "Maren");
    write(&world, course, 0, SAID).expect("written");
    let file = world.clinic.client_file(&world.working(course), &fresh(&world.clinic, &world.ruth));
    let data = file.expect("file").to_json().expect("data").to_string();
    assert!(data.contains("Maren") && !data.contains("sent away"));
    let history = world.clinic.history(&world.working(course)).expect("history");
    assert!(!format!("{history:?}").contains("sent away"));
    let client = world.working(course).client();
    drop(world);
    // It is proved with the rest, and gone with the client's keys.
    let record = Record::open(&place, Mark::Real).expect("opened");
    let before = record.verify().expect("whole");
    record.destroy_keys(record::OwnerId(client.0)).expect("destroyed");
    let after = record.verify().expect("whole");
    assert!(after.erased > before.erased && after.entries == before.entries);
    let of_notes = tables_of_keys(&place, "process-notes");
    assert_eq!(of_notes, 0, "the key of the drawer is destroyed too");
    drop(record);
    assert_eq!(count(&place, "process_drawer"), 1);
}

fn tables_of_keys(place: &Place, domain: &str) -> i64 {
    let keys = rusqlite::Connection::open(place.data.join("keys.db")).expect("keys");
    keys.query_row("SELECT count(*) FROM data_key WHERE domain = ?1", [domain], |row| row.get(0))
        .expect("counted")
}

fn count(place: &Place, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    tables(place).query_row(&sql, [], |row| row.get(0)).expect("counted")
}

#[test]
fn drafts_of_it_lie_under_its_own_keys() {
    let (_folder, place, world) = world_on_disk();
    let course = accepted(&world, "Maren");
    let path = format!("/courses/{course}/process-notes");
    let access: Access<TheProcessDesk, Write> =
        world.clinic.may(&world.ruth, course, "draft").expect("may");
    let tab = Uuid::from_u128(9);
    world.clinic.save_draft(&access.desk(), &path, tab, "note=half").expect("saved");
    assert_eq!(tables_of_keys(&place, "process-notes"), 1);
    assert_eq!(world.clinic.drafts(&access.desk(), &path).expect("drafts").len(), 1);
    // The desk of the course does not open it.
    let of_course = world.working(course).desk();
    assert!(world.clinic.drafts(&of_course, &path).is_err());
    let looks = world.clinic.looks(&world.working(course), 100).expect("looks");
    assert!(looks.iter().all(|look| look.room != "draft"), "typing is no look");
}

#[test]
fn the_stored_form_is_frozen() {
    let at = "2026-03-02T09:00:00Z".parse().expect("a moment");
    let on = jiff::civil::date(2026, 3, 2);
    let content = Release {
        to: ReleasedTo::Supervisor(AccountId(Uuid::from_u128(2))),
        agreed_on: on,
        until: Some(on),
        words: "Why".into(),
    };
    let release = ipt::ReleaseId(Uuid::from_u128(3));
    for (event, stored) in [
        (
            ProcessEvent::Written { note: ONE, content: said("Text") },
            r#"{"event":"written","note":"00000000-0000-0000-0000-000000000001","content":{"about":"Session 5","note":"Text"}}"#,
        ),
        (
            ProcessEvent::Released { note: ONE, release, content },
            r#"{"event":"released","note":"00000000-0000-0000-0000-000000000001","release":"00000000-0000-0000-0000-000000000003","content":{"to":{"supervisor":"00000000-0000-0000-0000-000000000002"},"agreed_on":"2026-03-02","until":"2026-03-02","words":"Why"}}"#,
        ),
        (
            ProcessEvent::Shut { release },
            r#"{"event":"shut","release":"00000000-0000-0000-0000-000000000003"}"#,
        ),
    ] {
        let fact = ProcessFact { at, on, event };
        let whole =
            format!(r#"{{"v":1,"at":"2026-03-02T09:00:00Z","on":"2026-03-02","fact":{stored}}}"#);
        assert_eq!(String::from_utf8(fact.encode()).expect("text"), whole);
        assert_eq!(ProcessFact::decode(whole.as_bytes()).expect("read"), fact);
    }
    assert!(ProcessFact::decode(br#"{"v":2}"#).is_err());
}
