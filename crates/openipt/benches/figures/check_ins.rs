//! Scored check-ins accepted a second, each of them durable: a PHQ-9 that a client sends by a link,
//! beside bare commits in groups of as many bytes.

use std::time::Instant;

use clinic::{
    Access, Actor, Clinic, TheCourse, Write,
    check_in::{Asked, CheckIn},
};
use ipt::{CourseId, session::SessionNumber};

use crate::{commits, practice};

const COURSES: usize = 512;
const ROUNDS: usize = 4;

pub fn measure() {
    println!("\nscored check-ins accepted a second, durable");
    println!("{:>8} {:>10} {:>14} {:>18}", "clients", "clinic", "bare grouped", "clinic/grouped");
    for clients in [1, 8, 64] {
        let folder = tempfile::tempdir().expect("folder");
        let (clinic, administrator) = practice::made(folder.path());
        let courses = practice::led(&clinic, &administrator, COURSES);
        let rate = accepted(&clinic, &courses, clients);
        drop(clinic);
        let bytes = commits::bytes_a_commit(folder.path());
        let grouped = commits::bare(folder.path(), bytes, clients);
        println!(
            "{clients:>8} {rate:>10.0} {grouped:>14.0} {:>17.0}%   ({bytes} bytes each)",
            100.0 * rate / grouped
        );
    }
}

/// A link for each course, opened.
fn opened(clinic: &Clinic, courses: &[(Actor, CourseId)]) -> Vec<CheckIn> {
    let open = |(actor, course): &(Actor, CourseId)| {
        let access: Access<TheCourse, Write> = clinic.may(actor, *course, "check-in").expect("may");
        let measures = vec!["phq-9".to_owned()];
        let asked = Asked { session: SessionNumber::Acute(1), measures, in_room: false };
        let token = clinic.make_check_in(&access, asked).expect("made");
        clinic.check_in(&token).expect("opens")
    };
    courses.iter().map(open).collect()
}

fn accepted(clinic: &Clinic, courses: &[(Actor, CourseId)], clients: usize) -> f64 {
    let (mut sent, mut seconds) = (0, 0.0);
    for round in 0..ROUNDS {
        let check_ins = opened(clinic, courses);
        let begun = Instant::now();
        std::thread::scope(|scope| {
            for own in check_ins.chunks(check_ins.len() / clients) {
                scope.spawn(move || {
                    for check_in in own {
                        let answer = u8::try_from(round % 3).expect("small") + 1;
                        let answers: Vec<Option<u8>> =
                            (1..=9).map(|item| Some(if item < 9 { answer } else { 0 })).collect();
                        clinic.enter_measure(check_in, "phq-9", answers).expect("accepted");
                    }
                });
            }
        });
        seconds += begun.elapsed().as_secs_f64();
        sent += check_ins.len();
    }
    sent as f64 / seconds
}
