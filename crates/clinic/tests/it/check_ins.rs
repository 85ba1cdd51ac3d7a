//! A link by which a client fills the measures of one session, and nothing else.

use std::collections::BTreeMap;

use clinic::{
    Problem,
    check_in::{Asked, Standing},
    invitation::Token,
};
use ipt::{
    Command, CourseId,
    document::{Suitability, suitability::Decision},
    risk::{RiskAlertStep, RiskSource},
    session::SessionNumber,
};
use jiff::ToSpan;

use crate::{World, work, world};

fn asked(in_room: bool) -> Asked {
    let measures = vec!["phq-9".to_owned(), "gad-7".to_owned()];
    Asked { session: SessionNumber::Acute(1), measures, in_room }
}

fn link(world: &World, course: CourseId) -> Token {
    world.clinic.make_check_in(&world.working(course), asked(false)).expect("made")
}

fn items(answers: &[u8]) -> Vec<Option<u8>> {
    answers.iter().copied().map(Some).collect()
}

fn standing(world: &World, course: CourseId) -> Standing {
    let made = world.clinic.check_ins(&world.working(course)).expect("read");
    made.first().expect("one").standing
}

fn later(world: &World, hours: i64) {
    world.clock.set(world.clinic.now().checked_add(hours.hours()).expect("a moment"));
}

#[test]
fn answers_are_kept_as_they_are_given_and_entered_once() {
    let world = world();
    let course = work::accepted(&world, "Maren");
    let token = link(&world, course);
    let open = || world.clinic.check_in(&token).expect("open");
    assert_eq!(standing(&world, course), Standing::Waits);
    // Two tabs answer at once: neither loses what the other said.
    let (one, two) = (open(), open());
    world.clinic.keep_answers(&one, "phq-9", &BTreeMap::from([(1, 2)])).expect("kept");
    world.clinic.keep_answers(&two, "phq-9", &BTreeMap::from([(2, 3)])).expect("kept");
    assert_eq!(open().answered("phq-9"), BTreeMap::from([(1, 2), (2, 3)]));
    assert_eq!(standing(&world, course), Standing::Begun);

    let all = items(&[2, 3, 2, 2, 1, 2, 2, 1, 0]);
    world.clinic.enter_measure(&open(), "phq-9", all.clone()).expect("entered");
    assert_eq!(open().next(), Some("gad-7"));
    world.clinic.enter_measure(&open(), "phq-9", all).expect("once more is once");
    world.clinic.enter_measure(&open(), "gad-7", items(&[1; 7])).expect("entered");
    assert!(matches!(standing(&world, course), Standing::Done(_)));
    let file = world.clinic.read(&world.working(course)).expect("read");
    let totals: Vec<(u32, Option<SessionNumber>)> =
        file.course.scores.iter().map(|kept| (kept.score.total, kept.score.session)).collect();
    let first = Some(SessionNumber::Acute(1));
    assert_eq!(totals, [(15, first), (7, first)]);
    let by = file.facts.last().expect("a fact").by;
    assert_eq!(world.clinic.name_of(by), "Maren", "the client answered, not the therapist");
}

#[test]
fn an_item_left_out_is_named_and_a_risk_answer_is_heard_all_the_same() {
    let world = world();
    let course = work::accepted(&world, "Maren");
    let open = world.clinic.check_in(&link(&world, course)).expect("open");
    let mut some = items(&[2, 3, 2, 2, 1, 2, 2, 1, 1]);
    some[3] = None;
    let refused = world.clinic.enter_measure(&open, "phq-9", some);
    assert!(
        matches!(refused, Err(Problem::Refused(refusal)) if refusal.policy.code == "measure-complete")
    );
    let flag = world.clinic.flag_of(&open).expect("read").expect("raised");
    assert!(world.clinic.contacts_shown(&open, flag).expect("recorded"));
    assert!(!world.clinic.contacts_shown(&open, flag).expect("once"));
    let file = world.clinic.read(&world.working(course)).expect("read");
    let steps: Vec<RiskAlertStep> =
        file.course.flags[0].ledger.iter().map(|line| line.step).collect();
    assert_eq!(steps, [RiskAlertStep::ShownToClient]);
}

#[test]
fn a_risk_answer_is_heard_when_it_is_given_not_when_the_form_is_sent() {
    let world = world();
    let course = work::accepted(&world, "Maren");
    let open = world.clinic.check_in(&link(&world, course)).expect("open");
    world.clinic.keep_answers(&open, "phq-9", &BTreeMap::from([(9, 0)])).expect("kept");
    assert_eq!(world.clinic.flag_of(&open).expect("read"), None);
    world.clinic.keep_answers(&open, "phq-9", &BTreeMap::from([(9, 1)])).expect("kept");
    let flag = world.clinic.flag_of(&open).expect("read");
    assert!(flag.is_some());
    world.clinic.keep_answers(&open, "phq-9", &BTreeMap::from([(9, 0)])).expect("kept");
    assert_eq!(world.clinic.flag_of(&open).expect("read"), flag, "taking it back closes nothing");
}

#[test]
fn a_link_ends_when_it_is_taken_back_when_a_new_one_is_made_and_with_its_time() {
    let world = world();
    let course = work::accepted(&world, "Maren");
    let gone = |token: &Token| matches!(world.clinic.check_in(token), Err(Problem::CheckInGone));
    let first = link(&world, course);
    let open = world.clinic.check_in(&first).expect("open");
    let second = link(&world, course);
    assert!(gone(&first) && !gone(&second));
    let late = world.clinic.keep_answers(&open, "phq-9", &BTreeMap::from([(1, 2)]));
    assert!(matches!(late, Err(Problem::CheckInGone)), "an open page of the old link too");
    let made = world.clinic.check_ins(&world.working(course)).expect("read");
    world.clinic.revoke_check_in(&world.working(course), made[0].id).expect("taken back");
    assert!(gone(&second) && matches!(standing(&world, course), Standing::Revoked(_)));
    let third = link(&world, course);
    later(&world, 72);
    assert!(gone(&third) && standing(&world, course) == Standing::Expired);
    let room = world.clinic.make_check_in(&world.working(course), asked(true)).expect("made");
    later(&world, 2);
    assert!(gone(&room), "a device in the room is open for a short while");
    assert!(gone(&Token("0".repeat(64))));
}

#[test]
fn only_what_is_asked_for_can_be_entered() {
    let world = world();
    let course = work::accepted(&world, "Maren");
    let only = Asked { measures: vec!["gad-7".into()], ..asked(false) };
    let token = world.clinic.make_check_in(&world.working(course), only).expect("made");
    let open = world.clinic.check_in(&token).expect("open");
    let refused = world.clinic.enter_measure(&open, "phq-9", items(&[0; 9]));
    assert!(matches!(refused, Err(Problem::NotYours)));
    let kept = world.clinic.keep_answers(&open, "phq-9", &BTreeMap::from([(1, 2)])).expect("kept");
    assert!(kept.answered("phq-9").is_empty());
}

#[test]
fn whoever_goes_back_changes_no_score_but_is_heard() {
    let world = world();
    let course = work::accepted(&world, "Maren");
    let token = link(&world, course);
    let open = || world.clinic.check_in(&token).expect("open");
    let (one, stale) = (open(), open());
    let calm = items(&[2, 3, 2, 2, 1, 2, 2, 1, 0]);
    assert_eq!(world.clinic.enter_measure(&one, "phq-9", calm).expect("entered").flag, None);
    // A tab that was open before, and the page that the browser goes back to.
    for (open, risk) in [(stale, 0), (open(), 2)] {
        let again = items(&[3, 3, 2, 2, 1, 2, 2, 1, risk]);
        let entered = world.clinic.enter_measure(&open, "phq-9", again).expect("said again");
        assert_eq!(entered.flag.is_some(), risk > 0, "a risk answer is heard whenever it is given");
    }
    let file = world.clinic.read(&world.working(course)).expect("read");
    let totals: Vec<u32> = file.course.scores.iter().map(|kept| kept.score.total).collect();
    assert_eq!(totals, [15], "entered once");
}

#[test]
fn a_link_ends_with_the_course() {
    let world = world();
    let course = world.refer("Maren");
    let token = link(&world, course);
    world.clinic.check_in(&token).expect("open");
    let elsewhere = Suitability {
        decision: Some(Decision::Redirect),
        redirected_to: "The crisis team".into(),
        ..work::suitability(&world)
    };
    work::perform(&world, course, Command::Record(elsewhere.into())).expect("closed");
    assert!(matches!(world.clinic.check_in(&token), Err(Problem::CheckInGone)));
}

#[test]
fn answers_keep_their_session_and_go_to_the_next_if_it_was_taken_back() {
    let world = world();
    let course = work::accepted(&world, "Maren");
    let open = || work::perform(&world, course, Command::OpenSession { on: world.clinic.today() });
    let first = SessionNumber::Acute(1);
    let token = link(&world, course);
    open().expect("session 1 is opened after the link was made");
    let early = world.clinic.check_in(&token).expect("open");
    world.clinic.enter_measure(&early, "gad-7", items(&[1; 7])).expect("late, and in its place");
    // A link for session 2, and session 1 is taken back: the next session is 1 again.
    let second = Asked { session: SessionNumber::Acute(2), ..asked(false) };
    let token = world.clinic.make_check_in(&world.working(course), second).expect("made");
    let withdraw = Command::WithdrawSession { number: first, reason: "Opened by mistake".into() };
    work::perform(&world, course, withdraw).expect("taken back");
    let moved = world.clinic.check_in(&token).expect("still open");
    assert_eq!(moved.session(), first);
    let risk = items(&[2, 3, 2, 2, 1, 2, 2, 1, 1]);
    let entered = world.clinic.enter_measure(&moved, "phq-9", risk).expect("nothing is lost");
    assert!(entered.flag.is_some(), "and the risk answer is heard");
    let file = world.clinic.read(&world.working(course)).expect("read");
    let sessions: Vec<_> = file.course.scores.iter().map(|kept| kept.score.session).collect();
    assert_eq!(sessions, [Some(first), Some(first)]);
}

#[test]
fn what_the_therapist_worries_about_is_not_told_to_whoever_holds_the_link() {
    let world = world();
    let course = work::accepted(&world, "Maren");
    let open = world.clinic.check_in(&link(&world, course)).expect("open");
    let raise = Command::RaiseRisk {
        flag: ipt::FlagId(uuid::Uuid::from_u128(7)),
        source: RiskSource::Concern,
        session: Some(SessionNumber::Acute(1)),
        note: "She sounded flat.".into(),
    };
    work::perform(&world, course, raise).expect("raised");
    assert_eq!(world.clinic.flag_of(&open).expect("read"), None);
}
