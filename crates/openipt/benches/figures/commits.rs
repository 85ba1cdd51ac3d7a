//! Durable commits a second through the clinic, beside a bare program that inserts as many bytes
//! into SQLite with `synchronous=FULL`, one by one and in groups.

use std::{
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use clinic::{Access, Actor, Clinic, Expect, TheCourse, Write};
use ipt::{
    Command, CourseId, MomentId,
    timeline::{LifeEvent, Moment},
};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::practice;

const SECONDS: f64 = 2.0;
/// The writers share so many courses and go round them, so that none grows beyond what a course is.
/// All of them fit in memory, as they do when each write follows a page that was opened.
const COURSES: usize = 768;

pub fn measure() {
    println!("\ndurable commits a second");
    println!(
        "{:>8} {:>10} {:>12} {:>14} {:>18}",
        "writers", "clinic", "bare single", "bare grouped", "clinic/grouped"
    );
    for writers in [1, 8, 64] {
        let folder = tempfile::tempdir().expect("folder");
        let (clinic, administrator) = practice::made(folder.path());
        let courses = practice::led(&clinic, &administrator, COURSES);
        let clinic_rate = through_the_clinic(&clinic, &courses, writers);
        drop(clinic);
        let bytes = bytes_a_commit(folder.path());
        let single = bare(folder.path(), bytes, 1);
        let grouped = bare(folder.path(), bytes, writers);
        println!(
            "{writers:>8} {clinic_rate:>10.0} {single:>12.0} {grouped:>14.0} {:>17.0}%   ({bytes} bytes each)",
            100.0 * clinic_rate / grouped
        );
    }
}

fn through_the_clinic(clinic: &Clinic, courses: &[(Actor, CourseId)], writers: usize) -> f64 {
    let done = AtomicUsize::new(0);
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for own in courses.chunks(courses.len() / writers) {
            let done = &done;
            scope.spawn(move || {
                let proofs: Vec<Access<TheCourse, Write>> = own
                    .iter()
                    .map(|(actor, course)| clinic.may(actor, *course, "timeline").expect("may"))
                    .collect();
                for access in proofs.iter().cycle() {
                    if begun.elapsed() > Duration::from_secs_f64(SECONDS) {
                        break;
                    }
                    let content = Moment {
                        on: Some(clinic.today()),
                        kind: Some(LifeEvent::Other),
                        what: "A talk that went better than feared".into(),
                        ..Moment::default()
                    };
                    let command = Command::NoteMoment { moment: MomentId(Uuid::new_v4()), content };
                    clinic
                        .perform(access, Expect::Anything, Uuid::new_v4(), command)
                        .expect("done");
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    done.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64()
}

/// What one commit writes: an entry with its header and hash, and a summary.
pub fn bytes_a_commit(folder: &Path) -> usize {
    let tables = Connection::open(folder.join("data/record.db")).expect("opens");
    let average = |sql: &str| -> f64 { tables.query_row(sql, [], |row| row.get(0)).expect("row") };
    let entry = average("SELECT avg(length(sealed) + 16 + 16 + 8 + 8 + 16 + 32) FROM entry");
    let summary = average("SELECT avg(length(summary) + 16 + 16 + 8 + 16) FROM head");
    (entry + summary) as usize
}

pub fn bare(folder: &Path, bytes: usize, group: usize) -> f64 {
    let path = folder.join(format!("bare-{group}-{}.db", Uuid::new_v4()));
    let mut connection = Connection::open(path).expect("opens");
    connection.pragma_update(None, "journal_mode", "WAL").expect("wal");
    connection.pragma_update(None, "synchronous", "FULL").expect("full");
    connection
        .execute_batch("CREATE TABLE bare(id INTEGER PRIMARY KEY, bytes BLOB)")
        .expect("table");
    let blob = vec![7_u8; bytes];
    let (begun, mut done) = (Instant::now(), 0);
    while begun.elapsed() < Duration::from_secs_f64(SECONDS) {
        let transaction = connection.transaction().expect("begins");
        for _ in 0..group {
            transaction
                .prepare_cached("INSERT INTO bare(bytes) VALUES (?1)")
                .and_then(|mut insert| insert.execute(params![blob]))
                .expect("inserts");
        }
        transaction.commit().expect("commits");
        done += group;
    }
    done as f64 / begun.elapsed().as_secs_f64()
}
