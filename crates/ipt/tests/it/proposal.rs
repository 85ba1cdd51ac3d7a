//! What a relapse-prevention plan takes over from the course, and where each line comes from.

use ipt::{
    Command,
    homework::{Homework, HomeworkReview, Tried},
    inventory::{InventoryEntry, Support},
    proposal::{MOST_SIGNS, Origin, Says, relapse_plan},
    session::{SessionNote, SessionNumber, Technique},
    timeline::{LifeEvent, Moment},
};

use crate::story::*;

/// Sessions with these answers, from the first on.
fn answered(sessions: &[[u8; 9]]) -> Story {
    let mut story = ready_for_middle(12);
    story.act(Command::OpenMiddle);
    for items in sessions {
        story.later(7);
        let (on, number) = (day(story.today), story.course.next_number());
        story.act(Command::OpenSession { on });
        enter(&mut story, number, items.iter().copied().map(Some).collect(), None);
        story.act(Command::WriteNote { number, note: note() });
        if story.course.safety_hold() {
            story.act(Command::Record(risk_assessment().into()));
        }
        story.act(Command::SignSession { number });
    }
    story
}

/// What is proposed for a field: the words, and where they come from.
fn proposed(story: &Story, field: &str) -> Vec<(String, Origin)> {
    let of_field = relapse_plan(&story.course).into_iter().filter(|line| line.field == field);
    let words = |says| match says {
        Says::Words(words) => words,
        Says::Practised(technique) => ipt::Code::code(technique).to_owned(),
    };
    of_field.map(|line| (words(line.says), line.from)).collect()
}

#[test]
fn what_rose_first_comes_before_what_rose_with_it_and_what_stood_high() {
    let two = SessionNumber::Acute(2);
    let three = SessionNumber::Acute(3);
    let story = answered(&[
        [0, 3, 0, 0, 2, 0, 0, 0, 0],
        // Sleep went first; the total stayed.
        [0, 2, 1, 0, 2, 0, 0, 0, 0],
        [1, 2, 1, 2, 2, 0, 0, 0, 0],
    ]);
    let signs = proposed(&story, "signs_watch");
    let from: Vec<Origin> = signs.iter().map(|(_, from)| *from).collect();
    assert_eq!(
        from,
        [
            Origin::RoseFirst(two),
            Origin::RoseWith(three),
            Origin::RoseWith(three),
            Origin::AtStart(3),
            Origin::AtStart(2),
        ]
    );
    assert!(signs[0].0.starts_with("Trouble falling or staying asleep"), "{signs:?}");
    assert!(signs.len() <= MOST_SIGNS);
    // One point more is no rise: only the start is left.
    let still = answered(&[[0, 2, 0, 0, 0, 0, 0, 0, 0], [1, 2, 0, 0, 0, 0, 0, 0, 0]]);
    let from: Vec<Origin> = proposed(&still, "signs_watch").into_iter().map(|(_, f)| f).collect();
    assert_eq!(from, [Origin::AtStart(2)]);
}

#[test]
fn an_answer_that_calls_for_help_is_urgent_and_no_early_sign() {
    let quiet = answered(&[[2, 0, 0, 0, 0, 0, 0, 0, 0]]);
    assert_eq!(proposed(&quiet, "signs_urgent"), []);
    let story = answered(&[[0, 0, 0, 0, 0, 0, 0, 0, 0], [2, 0, 0, 0, 0, 0, 0, 0, 3]]);
    let urgent: Vec<Origin> =
        proposed(&story, "signs_urgent").into_iter().map(|(_, f)| f).collect();
    assert_eq!(urgent, [Origin::Answered(SessionNumber::Acute(2))]);
    assert_eq!(proposed(&story, "signs_watch").len(), 1, "only interest rose");
}

#[test]
fn events_near_the_onset_and_before_a_rise_are_triggers() {
    let mut story = answered(&[[1, 0, 0, 0, 0, 0, 0, 0, 0], [3, 0, 0, 0, 0, 0, 0, 0, 0]]);
    let mut happened = |days: i64, kind, what: &str| {
        let moment = moment(&mut story);
        let (on, kind, what) = (Some(day(days)), Some(kind), what.into());
        let content = Moment { on, kind, what, ..Moment::default() };
        story.act(Command::NoteMoment { moment, content });
    };
    happened(13, LifeEvent::Dispute, "A quarrel.");
    happened(12, LifeEvent::Symptoms, "A bad week.");
    happened(-40, LifeEvent::Change, "Long before.");
    let triggers = proposed(&story, "triggers");
    let before = Origin::BeforeRise(day(13), SessionNumber::Acute(2));
    assert!(triggers.contains(&("A quarrel.".into(), before)), "{triggers:?}");
    assert!(!triggers.iter().any(|(what, _)| what == "A bad week."));
    assert!(!triggers.iter().any(|(_, f)| matches!(f, Origin::BeforeRise(on, _) if *on < day(0))));
}

#[test]
fn people_who_support_are_named_unless_it_is_not_safe() {
    let mut story = in_middle(1);
    assert_eq!(proposed(&story, "people_to_tell"), [], "nothing is known of support");
    let support = vec![Support::Emotional];
    let entry = InventoryEntry { support, ..person("Ida") };
    story.act(Command::RevisePerson { person: IDA, entry: entry.clone() });
    assert_eq!(proposed(&story, "people_to_tell"), [("Ida".into(), Origin::Supports(IDA, None))]);
    let entry = InventoryEntry { safety_concern: "He shoved her.".into(), ..entry };
    story.act(Command::RevisePerson { person: IDA, entry });
    assert_eq!(proposed(&story, "people_to_tell"), []);
}

#[test]
fn what_was_tried_and_practised_is_a_skill() {
    let mut story = in_middle(1);
    let session = SessionNumber::Acute(1);
    let mut task = |what: &str, tried| {
        let id = homework(&mut story);
        let with_whom = Some(IDA);
        let content = Homework { what: what.into(), with_whom, ..Homework::default() };
        story.act(Command::AgreeHomework { homework: id, session, content });
        let review = HomeworkReview { tried: Some(tried), ..HomeworkReview::default() };
        story.act(Command::ReviewHomework { homework: id, review });
    };
    task("Ring Lien.", Tried::Partly);
    task("Write to Greta.", Tried::NotTried);
    story.later(7);
    let (on, number) = (day(story.today), story.course.next_number());
    let techniques = vec![Technique::RolePlay, Technique::Clarification];
    let note = SessionNote { techniques, ..note() };
    story.act(Command::OpenSession { on }).act(write(number, note));
    assert_eq!(
        proposed(&story, "skills"),
        [("role_play".into(), Origin::Sessions(1)), ("Ring Lien.".into(), Origin::Task(session)),]
    );
    let entry = InventoryEntry { safety_concern: "He shoved her.".into(), ..person("Ida") };
    story.act(Command::RevisePerson { person: IDA, entry });
    assert_eq!(proposed(&story, "skills").len(), 1, "nothing that was tried with her");
}
