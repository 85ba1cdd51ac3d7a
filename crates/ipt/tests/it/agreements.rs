//! What was agreed binds until both agree anew; what was said is not lost.

use ipt::{
    Command, FlagId, Phase,
    alert::{Rule, alerts},
    document::outcome::MaintenanceDecision,
    event::Signatory,
    inventory::circle::{Layout, Place},
    risk::RiskSource,
    session::{SessionNote, SessionNumber},
};

use crate::story::*;

#[test]
fn a_contract_that_nobody_signed_extends_nothing() {
    let mut story = concluding();
    for _ in 0..3 {
        session(&mut story, Some(8));
    }
    story
        .act(Command::Renegotiate { reason: "Four more.".into() })
        .act(Command::Record(contract(16).into()))
        .act(sign(Signatory::Client));
    assert_eq!(story.course.sessions_agreed(), 12);
    story.later(7);
    let thirteenth = Command::OpenSession { on: day(story.today) };
    assert_eq!(story.refusal(thirteenth.clone()), Some("within-contract"));
    story.act(sign(Signatory::Therapist)).act(thirteenth);
    assert_eq!(story.course.sessions_agreed(), 16);
}

#[test]
fn a_longer_contract_leads_back_to_the_work_and_its_ending_is_raised_anew() {
    let mut story = concluding();
    story
        .act(Command::Renegotiate { reason: "Six more.".into() })
        .act(Command::Record(contract(18).into()))
        .act(sign(Signatory::Client))
        .act(sign(Signatory::Therapist));
    assert_eq!((story.course.phase, &story.course.ending_raised), (Phase::Middle, &None));
}

#[test]
fn a_disclosure_in_a_note_raises_its_flag_once_whatever_item_9_says() {
    let mut story = in_middle(1);
    story.later(7);
    let on = day(story.today);
    let number = SessionNumber::Acute(2);
    let said = || SessionNote {
        risk: "Said on leaving: better not to wake up.".into(),
        risk_disclosed: Some(true),
        ..note()
    };
    story.act(Command::OpenSession { on });
    enter(&mut story, number, vec![Some(0); 9], None);
    story.act(write(number, said())).act(write(number, said()));
    let flags: Vec<_> = story.course.flags.iter().map(|f| (f.source, f.session)).collect();
    assert_eq!(flags, [(RiskSource::Disclosure, Some(number))]);
    assert_eq!(story.refusal(Command::SignSession { number }), Some("risk-question-open"));
    assert!(
        alerts(&story.course, &story.rules)
            .iter()
            .any(|a| a.rule == Rule::Risk && a.session == number)
    );
}

#[test]
fn a_flag_keeps_the_session_it_was_raised_in() {
    let mut story = in_middle(2);
    let (flag, source) = (FlagId(story.id()), RiskSource::Concern);
    story.act(Command::RaiseRisk { flag, source, session: None, note: "Worry.".into() });
    story.act(Command::Record(risk_assessment().into()));
    session(&mut story, Some(12));
    assert_eq!(story.course.flags[0].session, Some(SessionNumber::Acute(2)));
}

#[test]
fn a_score_that_was_struck_counts_no_more_and_its_flag_stays() {
    let mut story = in_middle(1);
    let number = SessionNumber::Acute(1);
    enter(&mut story, number, vec![Some(3); 9], None);
    let struck = u32::try_from(story.course.scores.len()).expect("few");
    story.act(Command::StrikeScore { score: struck, reason: "Of somebody else.".into() });
    assert_eq!(story.course.score_at("phq-9", number).map(|s| s.total), Some(19));
    assert!(story.course.safety_hold());
}

#[test]
fn a_move_told_later_of_an_earlier_day_stands_in_its_place() {
    let mut story = in_middle(0);
    story.later(20);
    let place = |on: i64, ring: u8| Command::PlacePeople {
        layout: Layout::Now,
        on: day(on),
        places: vec![Place { person: IDA, ring: Some(ring) }],
    };
    story.act(place(20, 1)).act(place(3, 2));
    let circle = &story.course.circle;
    assert_eq!(circle.ring(Layout::Now, IDA), Some(1));
    assert_eq!(circle.at(Layout::Now, day(10)).get(&IDA), Some(&2));
    let moves: Vec<_> = circle.moves().iter().map(|m| (m.from, m.to)).collect();
    assert_eq!(moves, [(None, Some(2)), (Some(2), Some(1))]);
}

#[test]
fn maintenance_is_watched_from_where_the_work_ended() {
    let mut story = ended(MaintenanceDecision::Agreed);
    story.act(Command::Record(maintenance().into())).act(Command::BeginMaintenance);
    story.later(30);
    let on = day(story.today);
    let number = SessionNumber::Maintenance(1);
    story.act(Command::OpenSession { on });
    enter(&mut story, number, only_item_9(0), Some(17));
    assert!(
        alerts(&story.course, &story.rules)
            .iter()
            .any(|a| a.rule == Rule::Worse && a.session == number)
    );
}

#[test]
fn what_is_disclosed_at_the_first_contact_raises_its_flag() {
    let mut story = referred();
    let suitability = ipt::document::Suitability {
        risk_answer: "Sometimes wishes not to wake.".into(),
        risk_disclosed: Some(true),
        ..suitability(ipt::document::suitability::Decision::Accept)
    };
    story.act(Command::Record(suitability.into()));
    assert!(story.course.safety_hold() && story.course.phase == Phase::Initial);
}

#[test]
fn maintenance_that_was_agreed_is_held_before_the_course_is_closed() {
    let mut story = ended(MaintenanceDecision::Agreed);
    story.act(Command::Record(maintenance().into())).act(Command::BeginMaintenance);
    assert_eq!(story.refusal(Command::Close), Some("maintenance-first"));
    story.later(30);
    session(&mut story, Some(3));
    assert_eq!(story.refusal(Command::Close), None);
}

#[test]
fn the_way_forward_that_was_decided_is_the_next_step_until_it_is_gone() {
    use ipt::document::{NonResponse, non_response::WayForward};
    let mut story = in_middle(6);
    let decided =
        NonResponse { way_forward: Some(WayForward::ChangeFocus), ..NonResponse::default() };
    story.act(Command::Record(decided.into()));
    let steps = |story: &Story| ipt::agenda::steps(&story.course, &story.rules);
    assert!(steps(&story).iter().any(|step| step.key == "change-focus"));
    let changed = ipt::focus::FocusSelection {
        why_changed: "The quarrel came to the fore.".into(),
        ..focus(ipt::Area::RoleDispute)
    };
    story.act(Command::AgreeFocus(changed));
    assert!(!steps(&story).iter().any(|step| step.key == "change-focus"));
}

#[test]
fn no_course_is_closed_over_a_suspension() {
    let mut story = ended(MaintenanceDecision::NotWanted);
    story.act(Command::PlaceHold { reason: "Worry.".into() });
    assert_eq!(story.refusal(Command::Close), Some("risk-reviewed"));
}

#[test]
fn a_document_says_how_far_it_has_come_with_the_client() {
    use ipt::{DocumentKind as Kind, course::Status::*, document::formulation::Answer};
    let mut story = accepted();
    assert_eq!(story.course.status(Kind::Formulation), None);
    story
        .act(Command::Record(diagnosis().into()))
        .act(Command::Record(formulation().into()))
        .act(Command::Record(contract(12).into()));
    for kind in [Kind::Diagnosis, Kind::Formulation, Kind::Contract] {
        assert_eq!(story.course.status(kind), Some(Draft), "{kind:?}");
    }
    story.act(tell()).act(sign(Signatory::Client));
    for kind in [Kind::Formulation, Kind::Contract] {
        assert_eq!(story.course.status(kind), Some(Shared), "{kind:?}");
    }
    let (words, on) = (String::from("Yes."), day(0));
    story.act(Command::AnswerFormulation { answer: Answer::Accept, words, on });
    story.act(sign(Signatory::Therapist));
    for kind in [Kind::Formulation, Kind::Contract] {
        assert_eq!(story.course.status(kind), Some(Agreed), "{kind:?}");
    }
    // Another wording is not theirs before it is told.
    story.act(Command::Record(formulation().into()));
    assert_eq!(story.course.status(Kind::Formulation), Some(Draft));
    let mut story = ended(MaintenanceDecision::Agreed);
    story.act(Command::Record(maintenance().into()));
    assert_eq!(story.course.status(Kind::Maintenance), Some(Agreed));
    assert_eq!(story.course.status(Kind::RelapsePlan), Some(Agreed));
    story.act(Command::Record(ipt::document::RelapsePlan::default().into()));
    assert_eq!(story.course.status(Kind::RelapsePlan), Some(Draft), "no day was agreed");
}

#[test]
fn a_session_is_offered_only_where_one_may_begin() {
    let mut story = concluding();
    for _ in 0..story.course.sessions_left() {
        assert_eq!(ipt::decide::another_session(&story.course, &story.rules), Ok(()));
        session(&mut story, Some(8));
    }
    let refusal =
        ipt::decide::another_session(&story.course, &story.rules).expect_err("all are held");
    assert_eq!((refusal.policy.code, refusal.detail.as_deref()), ("within-contract", Some("12")));
    let before = referred();
    let refusal =
        ipt::decide::another_session(&before.course, &before.rules).expect_err("too early");
    assert_eq!(refusal.policy.code, "phase-fits");
}

#[test]
fn the_next_step_to_the_ending_leads_to_the_page_where_it_is_raised() {
    let mut story = in_middle(6);
    story.act(Command::Record(mid_review().into()));
    for _ in 0..3 {
        session(&mut story, Some(8));
    }
    let next = ipt::agenda::next(&story.course, &story.rules).expect("a step");
    assert_eq!((next.key, next.room), ("raise-ending", "course"));
}

#[test]
fn the_first_note_is_not_asked_how_mood_and_event_hang_together() {
    let asks = |held| {
        let story = in_middle(held);
        let session = story.course.sessions.last().expect("held");
        let gate = ipt::policy::gate::to_sign(&story.course, session);
        gate.iter().any(|(field, _)| *field == Some("link_text"))
    };
    assert!(!asks(1) && asks(2));
}

#[test]
fn a_letter_is_told_anew_and_the_one_before_is_superseded() {
    use ipt::{course::Status, document::formulation::Answer};
    let mut story = in_middle(6);
    let told = |lines: &[&str]| Command::ShareFormulation {
        letter: lines.iter().map(|line| (*line).to_owned()).collect(),
    };
    let answer = |words: &str| Command::AnswerFormulation {
        answer: Answer::Accept,
        words: words.into(),
        on: day(0),
    };
    assert_eq!(story.course.letters[0].status(false), Status::Agreed);
    story.act(told(&["A", "B"])).act(told(&["A", "C"]));
    assert_eq!(story.course.letters.len(), 2, "told twice before the answer: one version");
    assert_eq!(story.course.letters[1].status(false), Status::Shared);
    story.act(answer("Now it fits."));
    let letters = &story.course.letters;
    assert_eq!(letters[1].lines, ["A", "C"]);
    assert_eq!(letters[1].status(false), Status::Agreed);
    assert_eq!(letters[0].status(true), Status::Superseded);
    let words = letters.iter().map(|letter| letter.answer.as_ref().map(|a| a.1.as_str()));
    assert_eq!(words.collect::<Vec<_>>(), [Some("Yes."), Some("Now it fits.")]);
}

#[test]
fn what_the_therapist_worded_stays_and_must_be_told_anew() {
    use ipt::letter::{Choice, Sentence, SentenceReview, reviewed};
    let mut story = in_middle(1);
    let review = |choice, composed: &str| Command::ReviewSentence {
        sentence: "began".into(),
        review: SentenceReview {
            choice: Some(choice),
            words: "In May.".into(),
            composed: composed.into(),
        },
    };
    story.act(review(Choice::Keep, "It began."));
    assert!(story.course.formulation_accepted(), "looked at and kept: nothing changed");
    story.act(review(Choice::Reword, "It began."));
    assert!(!story.course.formulation_accepted(), "another letter than the one agreed");
    let sentence = |text: &str| Sentence { name: "began", text: text.into(), from: Vec::new() };
    let one = |story: &Story, text: &str| reviewed(&[sentence(text)], &story.course).remove(0);
    let same = one(&story, "It began.");
    assert_eq!((same.says.as_deref(), same.changed_since), (Some("In May."), false));
    let changed = one(&story, "It began in June.");
    assert_eq!((changed.says.as_deref(), changed.changed_since), (Some("In May."), true));
    let gone = reviewed(&[], &story.course);
    assert_eq!(gone[0].says.as_deref(), Some("In May."), "also where nothing is composed now");
    story.act(review(Choice::LeaveOut, "It began in June."));
    assert_eq!(one(&story, "It began in June.").says, None);
}

#[test]
fn after_the_mid_course_review_the_letter_is_told_anew_until_the_next_session() {
    use ipt::document::formulation::Answer;
    let mut story = in_middle(6);
    let step = |story: &Story| {
        let steps = ipt::agenda::steps(&story.course, &story.rules);
        steps.iter().find(|step| step.key == "tell-anew").map(|step| step.done)
    };
    assert_eq!(step(&story), None);
    let on = day(story.today);
    let review = ipt::document::MidReview { held_on: Some(on), ..mid_review() };
    story.act(Command::Record(review.into()));
    assert_eq!(step(&story), Some(false));
    let unchanged = story.clone();
    story.later(1).act(Command::Record(formulation().into()));
    story.act(Command::ShareFormulation { letter: vec!["Anew.".into()] });
    assert_eq!(step(&story), Some(false), "told, not answered yet");
    story.act(Command::AnswerFormulation {
        answer: Answer::Accept,
        words: "Yes.".into(),
        on: day(story.today),
    });
    assert_eq!(step(&story), Some(true));
    let mut story = unchanged;
    story.later(7);
    session(&mut story, Some(12));
    assert_eq!(step(&story), None, "nothing had changed");
}
