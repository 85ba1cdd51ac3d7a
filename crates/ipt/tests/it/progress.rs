//! What moved without a reason noted, and what the record holds of the four mechanisms.

use ipt::{
    Command,
    measure::measure,
    progress::{Mechanisms, unexplained},
    session::SessionNumber,
    timeline::{LifeEvent, Moment},
};

use crate::{story::*, work};

fn scored(scores: &[u32]) -> Story {
    let mut story = ready_for_middle(12);
    story.act(Command::OpenMiddle);
    scores.iter().for_each(|score| session(&mut story, Some(*score)));
    story
}

#[test]
fn a_reliable_move_with_nothing_noted_between_is_asked_about() {
    let phq = measure("phq-9").expect("shipped");
    let story = scored(&[18, 17, 11, 6]);
    let found = unexplained(&story.course, phq);
    let at: Vec<_> = found.iter().map(|found| (found.before, found.at)).collect();
    assert_eq!(at, [(SessionNumber::Acute(2), SessionNumber::Acute(3))], "5 points are chance");
    assert_eq!((found[0].from, found[0].to), (17, 11));

    let on = Some(story.course.sessions[2].on);
    let event = |kind| {
        let mut story = story.clone();
        let moment = moment(&mut story);
        let content = Moment { on, kind: Some(kind), what: "A talk".into(), ..Moment::default() };
        story.act(Command::NoteMoment { moment, content });
        unexplained(&story.course, phq).len()
    };
    assert_eq!(event(LifeEvent::Dispute), 0, "something happened");
    assert_eq!(event(LifeEvent::Symptoms), 1, "how strong the symptoms were explains nothing");
}

#[test]
fn the_mechanisms_count_what_is_recorded() {
    let mut story = scored(&[18, 17]);
    assert_eq!(Mechanisms::of(&story.course).skills.tried, 0);
    let incident = work::told(&mut story);
    let tried = ipt::communication::CommunicationAnalysis {
        tried: Some(ipt::homework::Tried::Partly),
        ..work::analysis()
    };
    story.act(Command::AnalyseCommunication { incident, content: tried });
    assert_eq!(Mechanisms::of(&story.course).skills.tried, 1);
}
