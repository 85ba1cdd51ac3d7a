//! A client asks that something be put right: nothing is overwritten, and nothing is lost.

use ipt::{
    Command, CorrectionId, DocumentKind,
    correction::{CorrectionAnswer, CorrectionPart, CorrectionRequest},
    document::outcome::MaintenanceDecision,
};
use uuid::Uuid;

use crate::{gates::given::first, story::*};

fn id(n: u128) -> CorrectionId {
    CorrectionId(Uuid::from_u128(n))
}

pub fn ask(n: u128) -> Command {
    Command::AskCorrection(CorrectionRequest {
        correction: id(n),
        part: CorrectionPart::Sessions,
        wrong: "My sister is called Ines, not Ida.".into(),
        should: "Ines rang me.".into(),
    })
}

pub fn accept(n: u128) -> CorrectionAnswer {
    CorrectionAnswer {
        correction: id(n),
        accepted: true,
        text: "The sister's name is Ines.".into(),
        document: None,
        session: None,
    }
}

pub fn reply(answer: CorrectionAnswer) -> Command {
    Command::AnswerCorrection(answer)
}

/// Three that were asked in a course that is over: one added to a document, one to a note, one
/// declined.
pub fn answered() -> Story {
    let mut story = ended(MaintenanceDecision::NotWanted);
    story.act(ask(1)).act(ask(2)).act(ask(3));
    story.act(Command::Close);
    let document = Some(DocumentKind::Formulation.name().to_owned());
    story
        .act(reply(CorrectionAnswer { document, ..accept(1) }))
        .act(reply(CorrectionAnswer { session: Some(first()), ..accept(2) }))
        .act(reply(CorrectionAnswer {
            accepted: false,
            text: "Both names were said.".into(),
            ..accept(3)
        }));
    story
}

#[test]
fn what_is_accepted_stands_beside_what_it_corrects_which_stays_as_it_was() {
    let before = ended(MaintenanceDecision::NotWanted).course;
    let after = answered().course;
    assert!(!after.correction_waits());
    let kind = DocumentKind::Formulation;
    assert_eq!(before.documents.to_form(kind), after.documents.to_form(kind), "word for word");
    let added: Vec<&str> = after.amendments(kind).map(|(_, _, text)| text).collect();
    assert_eq!(added, ["The sister's name is Ines."]);
    assert_eq!(after.amendments(DocumentKind::Triad).count(), 0);
    let notes = |course: &ipt::Course| course.session(first()).cloned().expect("held");
    assert_eq!(notes(&before).note, notes(&after).note);
    let addenda: Vec<String> = notes(&after).addenda.iter().map(|a| a.text.clone()).collect();
    assert_eq!(addenda, ["The sister's name is Ines."]);
    let (_, _, declined) = after.corrections[2].answer.clone().expect("answered");
    assert_eq!((declined.accepted, declined.document), (false, None));
    assert_eq!(after.corrections[2].request.wrong, "My sister is called Ines, not Ida.");
}

#[test]
fn a_request_waits_until_it_is_answered_and_is_answered_once() {
    let mut story = in_middle(2);
    assert!(!summary(&story));
    story.act(ask(1));
    assert!(summary(&story), "the therapist's day says so");
    assert_eq!(story.refusal(ask(1)), Some("correction-waits"), "one id is one request");
    let blank = CorrectionAnswer { text: "  ".into(), ..accept(1) };
    assert_eq!(story.refusal(reply(blank)), Some("reason-given"), "no answer without words");
    let nowhere = CorrectionAnswer { document: Some("ending".into()), ..accept(1) };
    assert_eq!(story.refusal(reply(nowhere)), Some("correction-placed"));
    story.act(reply(accept(1)));
    assert!(!summary(&story));
    assert_eq!(story.refusal(reply(accept(1))), Some("correction-waits"));
}

fn summary(story: &Story) -> bool {
    ipt::summary::Summary::of(&story.course, &story.rules).correction_waits
}
