//! Supervision: who may see a course, what is talked over, and the second signature.

use ipt::{
    Command, Phase, SupervisionId,
    session::SessionNumber,
    summary::Summary,
    supervision::{
        CONSENT_DAYS, SupervisionConsent, SupervisionStep, SupervisionTalk, TalkReason, reasons,
    },
};
use uuid::Uuid;

use crate::story::*;

pub const TALK: SupervisionId = SupervisionId(Uuid::from_u128(90));

pub fn consent(story: &Story) -> SupervisionConsent {
    SupervisionConsent {
        until: Some(day(story.today + 90)),
        notes: Some(true),
        named: Some(false),
        co_signs: Some(true),
        words: "If it helps.".into(),
    }
}

pub fn step(step: SupervisionStep) -> Command {
    Command::Supervise(step)
}

pub fn consenting(content: SupervisionConsent) -> Command {
    step(SupervisionStep::Consented { supervisor: HELEN, content })
}

pub fn withdrawing() -> Command {
    step(SupervisionStep::Withdrawn { supervisor: HELEN, reason: "Enough.".into() })
}

pub fn talked(on: i64) -> Command {
    let content = SupervisionTalk {
        held_on: Some(day(on)),
        brought: "Stuck.".into(),
        agreed: "Draw the circle anew.".into(),
        ..SupervisionTalk::default()
    };
    step(SupervisionStep::Talked { talk: TALK, content })
}

pub fn followed_up() -> Command {
    step(SupervisionStep::FollowedUp { talk: TALK, came_of_it: "She drew it.".into() })
}

/// In the middle, with a consent that has a second signature, and a note that can be signed.
pub fn noted() -> Story {
    let mut story = in_middle(1);
    let content = consent(&story);
    story.act(consenting(content)).later(7);
    let on = day(story.today);
    story.act(Command::OpenSession { on });
    story.act(Command::WriteNote { number: SECOND, note: note() });
    story
}

pub const SECOND: SessionNumber = SessionNumber::Acute(2);

pub fn submitted() -> Story {
    let mut story = noted();
    story.act(Command::SignSession { number: SECOND });
    story
}

/// The second signature under the note as it was put there.
pub fn co_sign(story: &Story) -> Command {
    let session = story.course.session(SECOND);
    let put = session.and_then(|s| s.submitted.as_ref()).map_or(story.context().now, |s| s.at);
    Command::CoSign { number: SECOND, put }
}

/// As the supervisor.
pub fn as_helen(mut story: Story) -> Story {
    story.by = HELEN;
    story
}

#[test]
fn a_consent_opens_the_course_until_its_day_or_until_it_is_taken_back() {
    let mut story = in_middle(1);
    let sees = |story: &Story, day_: i64| story.course.supervised_by(HELEN, day(day_)).is_some();
    assert!(!sees(&story, story.today));
    let content = consent(&story);
    let until = story.today + 90;
    story.act(consenting(content));
    assert!(sees(&story, until) && !sees(&story, until + 1));
    assert!(story.course.supervised_by(RUTH, day(until)).is_none(), "nobody else");
    story.act(withdrawing());
    assert!(!sees(&story, story.today));
    let content = consent(&story);
    story.act(consenting(content));
    assert!(sees(&story, story.today), "and given anew");
}

#[test]
fn what_was_agreed_is_closed_at_the_next_talk() {
    let mut story = in_middle(2);
    let content = consent(&story);
    let today = story.today;
    story.act(consenting(content)).act(talked(today));
    assert_eq!(story.course.talks_open().count(), 1);
    story.act(followed_up());
    assert_eq!(story.course.talks_open().count(), 0);
    let kept = &story.course.supervision.talks[0];
    assert_eq!(kept.came_of_it.as_ref().map(|(_, what)| what.as_str()), Some("She drew it."));
}

#[test]
fn a_note_goes_to_the_supervisor_comes_back_and_is_signed_by_both() {
    let mut story = submitted();
    let session = |story: &Story| story.course.session(SECOND).cloned().expect("there");
    assert!(session(&story).waits_for_supervisor() && session(&story).signed.is_none());
    let write = || Command::WriteNote { number: SECOND, note: note() };
    assert_eq!(story.refusal(write()), Some("note-with-supervisor"));
    let returned =
        |words: &str| step(SupervisionStep::Returned { number: SECOND, words: words.into() });
    story.by = HELEN;
    assert_eq!(story.refusal(returned(" ")), Some("reason-given"), "what is to be changed");
    story.act(returned("The risk in full, please."));
    story.by = RUTH;
    let back = session(&story).returned.expect("it came back");
    assert_eq!((back.by, back.words.as_str()), (HELEN, "The risk in full, please."));
    story.act(write()).act(Command::SignSession { number: SECOND });
    assert!(session(&story).returned.is_none() && session(&story).waits_for_supervisor());
    story.act(returned("")).act(Command::SignSession { number: SECOND });
    let first_put = back.at;
    story.by = HELEN;
    let old = Command::CoSign { number: SECOND, put: first_put };
    story.course.sessions.last_mut().expect("there").submitted.as_mut().expect("put").at =
        first_put + jiff::ToSpan::hours(1);
    assert_eq!(story.refusal(old), Some("note-submitted"), "another one than was seen");
    let sign = co_sign(&story);
    story.act(sign);
    let done = session(&story);
    assert_eq!(done.submitted.map(|s| s.by), Some(RUTH));
    assert_eq!(done.signed.map(|s| s.by), Some(HELEN));
    story.by = RUTH;
    assert_eq!(story.refusal(write()), Some("signed-is-fixed"));
}

#[test]
fn a_note_that_waits_is_signed_by_its_author_once_nobody_signs_it_too() {
    let mut story = submitted();
    let sign = || Command::SignSession { number: SECOND };
    assert_eq!(story.refusal(sign()), Some("note-with-supervisor"), "while she does");
    story.act(withdrawing()).act(sign());
    assert_eq!(
        story.course.session(SECOND).and_then(|s| s.signed.clone()).map(|s| s.by),
        Some(RUTH)
    );
}

#[test]
fn a_list_says_why_a_course_needs_a_talk() {
    let mut story = in_middle(2);
    let found = |story: &Story| {
        let summary = Summary::of(&story.course, &story.rules);
        reasons(&summary, day(story.today))
    };
    assert_eq!(found(&story), [TalkReason::New]);
    let content = consent(&story);
    let today = story.today;
    story.act(consenting(content)).act(talked(today));
    assert_eq!(found(&story), [TalkReason::OpenAction]);
    story.act(followed_up()).later(29);
    assert_eq!(found(&story), [TalkReason::LongAgo]);
    story.act(Command::PlaceHold { reason: "Worry.".into() });
    assert_eq!(found(&story)[0], TalkReason::Flagged);
    let waiting = submitted();
    assert!(found(&waiting).contains(&TalkReason::NoteWaits));
    let mut slow = accepted();
    for _ in 0..5 {
        session(&mut slow, None);
    }
    assert_eq!(slow.course.phase, Phase::Initial);
    assert!(found(&slow).contains(&TalkReason::Stuck));
    assert_eq!(CONSENT_DAYS, 366);
}

/// Everything that happens in supervision.
pub fn everything() -> Story {
    let mut story = submitted();
    let returned = SupervisionStep::Returned { number: SECOND, words: "The risk.".into() };
    story.act(talked(0)).act(followed_up()).act(step(returned)).act(withdrawing());
    story
}

#[test]
fn nobody_words_their_way_out_of_a_second_signature() {
    let story = submitted();
    let number = SECOND;
    let gone = Command::WithdrawSession { number, reason: "A slip.".into() };
    assert_eq!(story.refusal(gone), Some("note-with-supervisor"));
    let without = SupervisionConsent { co_signs: Some(false), ..consent(&story) };
    assert_eq!(story.refusal(consenting(without)), Some("note-with-supervisor"));
    assert_eq!(story.refusal(consenting(consent(&story))), None, "for longer");
}

#[test]
fn a_consent_is_given_as_to_a_supervisor_of_who_leads_and_not_of_the_next() {
    let mut story = in_middle(1);
    let content = consent(&story);
    story.act(consenting(content));
    let today = day(story.today);
    assert!(story.course.supervised_by(HELEN, today).is_some());
    let to = ipt::AccountId(Uuid::from_u128(4));
    story.act(Command::Transfer { to, reason: "Leave.".into() });
    assert!(story.course.supervised_by(HELEN, today).is_none(), "asked anew");
    assert!(!Summary::of(&story.course, &story.rules).supervision.is_by(HELEN, today));
}

#[test]
fn without_a_contract_nobody_is_waited_for() {
    use ipt::decide::decide;
    let story = noted();
    let context = ipt::decide::Context { supervisors: Vec::new(), ..story.context() };
    let events = decide(&story.course, Command::SignSession { number: SECOND }, &context);
    assert_eq!(events.expect("signed"), [ipt::Event::SessionSigned { number: SECOND }]);
}
