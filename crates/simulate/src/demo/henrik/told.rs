//! Henrik's sessions.

use ipt::{
    area::{Marker, Strategy},
    review::AlertDecision,
    session::{AnswerKind, Technique},
};

use super::super::session::{Met, UNTOLD};

const ALONE: Met<'static> =
    Met { techniques: &[Technique::RolePlay], risk: "Asked: no thoughts.", gad: 7, ..UNTOLD };

pub(super) const INITIAL: [Met<'static>; 4] = [
    Met {
        day: 0,
        phq: [2, 2, 3, 2, 1, 2, 1, 1, 0],
        opening_answer: "I was sent because of a form.",
        link_text: "The empty line on the form, and a night awake.",
        techniques: &[Technique::DirectElicitation, Technique::Psychoeducation],
        note: "Symptoms named; twelve sessions and the last date said. He wrote both down.",
        plan: "Who is there, and who was ever there.",
        ..ALONE
    },
    Met {
        day: 7,
        phq: [2, 2, 3, 2, 1, 2, 1, 1, 0],
        opening_answer: "Nothing to report.",
        answer_kind: AnswerKind::Mood,
        link_text: "A weekend without a word, and Monday heavier than Friday.",
        techniques: &[Technique::DirectElicitation],
        note: "Circle: three names, all far out. We left it as it is, without a sigh.",
        plan: "The timeline.",
        ..ALONE
    },
    Met {
        day: 14,
        phq: [2, 2, 2, 2, 1, 3, 1, 1, 0],
        opening_answer: "I counted. Eleven words in five days.",
        link_text: "The counting, and being struck by it.",
        techniques: &[Technique::Clarification],
        note: "Grief, dispute and change looked for once more: none near the onset.",
        plan: "Formulation, in writing.",
        ..ALONE
    },
    Met {
        day: 21,
        phq: [2, 2, 2, 2, 1, 3, 1, 0, 0],
        opening_answer: "I have read it. You forgot a comma.",
        link_text: "Being written about with care, and a warmth he did not trust.",
        techniques: &[Technique::Psychoeducation],
        note: "Formulation accepted; contract for twelve. Said openly: results are poorer here, \
               and the ending is harder. He nodded at both.",
        plan: "The people of before, good and bad.",
        early: Some((AlertDecision::CarryOn, "The work has begun only now; a small fall.")),
        ..ALONE
    },
];

pub(super) const LOOKING_BACK: [Met<'static>; 2] = [
    Met {
        day: 28,
        phq: [2, 2, 2, 2, 1, 2, 1, 0, 0],
        opening_answer: "You asked about Per. I had not thought of him for thirty years.",
        link_text: "The radio they built, and a good evening after remembering it.",
        techniques: &[Technique::NonDirectiveExploration],
        strategies: &[Strategy::LinkToIsolation, Strategy::ReviewTies],
        contacts: Some(0),
        note: "Four ties laid side by side. In each of them something had been good.",
        plan: "What comes again? And a first sentence to the porter.",
        ..ALONE
    },
    Met {
        day: 35,
        phq: [2, 1, 2, 1, 1, 1, 1, 0, 0],
        opening_answer: "He is called Aksel.",
        link_text: "One more sentence at the gate, and eating at noon that day.",
        strategies: &[Strategy::PatternsOfTies, Strategy::Rehearse],
        contacts: Some(2),
        seen: &[(Marker::MoreContacts, "From none to two in a week: Aksel, twice.")],
        note: "Half way. He leaves before he can be left; found by himself, in the list.",
        plan: "Six left. The canteen.",
        ..ALONE
    },
];

pub(super) const STEPS: [Met<'static>; 2] = [
    Met {
        day: 42,
        phq: [1, 1, 2, 1, 1, 2, 1, 0, 0],
        opening_answer: "You looked at the clock last time.",
        answer_kind: AnswerKind::Mood,
        link_text: "My look at the clock, and a week of being in the way.",
        affect: "Stiff; then a short laugh",
        techniques: &[Technique::TherapeuticRelationship, Technique::RolePlay],
        strategies: &[Strategy::UseRelationship, Strategy::Rehearse],
        contacts: Some(1),
        note: "He asked back, here, for the first time: it had been the time, not he. Where else \
               might a pause be only a pause?",
        plan: "The canteen once more, nearer.",
        ..ALONE
    },
    Met {
        day: 49,
        phq: [1, 1, 2, 1, 1, 1, 1, 0, 0],
        opening_answer: "One table away is not the same table.",
        link_text: "Ingrid's wave, and humming over the catalogue.",
        strategies: &[Strategy::Rehearse],
        contacts: Some(3),
        note: "Half done is done by half. The ending was raised early, as we had said.",
        plan: "A question to Ingrid. Four left.",
        ..ALONE
    },
];

pub(super) const ENDING: [Met<'static>; 4] = [
    Met {
        day: 56,
        phq: [1, 1, 2, 1, 1, 1, 1, 0, 0],
        opening_answer: "Twenty minutes. About lithographs.",
        link_text: "Being talked to, and sleeping until six.",
        strategies: &[Strategy::Rehearse],
        contacts: Some(4),
        seen: &[(Marker::LessFear, "Fear before the question 6, before the second one 3.")],
        note: "He asked a second question, unrehearsed.",
        plan: "Where does one play chess?",
        ..ALONE
    },
    Met {
        day: 63,
        phq: [1, 2, 2, 1, 1, 1, 1, 0, 0],
        opening_answer: "I do not see why I should begin something in week ten.",
        answer_kind: AnswerKind::Mood,
        link_text: "The last date on the calendar, and two low days.",
        affect: "Anger, said aloud, with the pen in his hand",
        techniques: &[Technique::TherapeuticRelationship, Technique::EncouragementOfAffect],
        strategies: &[Strategy::UseRelationship],
        contacts: Some(3),
        note: "Leaving before the end was in the room. He stayed.",
        plan: "The chess evening, one game.",
        ..ALONE
    },
    Met {
        day: 70,
        phq: [1, 1, 1, 1, 1, 1, 1, 0, 0],
        opening_answer: "Lost both.",
        link_text: "Being asked whether he comes again.",
        strategies: &[Strategy::Rehearse],
        contacts: Some(5),
        seen: &[(Marker::TieMade, "Chess on Thursdays; Ingrid at lunch, twice.")],
        note: "Plan for staying well begun: the desk at noon is the first sign.",
        plan: "The last one, and how one says goodbye.",
        ..ALONE
    },
    Met {
        day: 77,
        phq: [1, 1, 1, 1, 1, 1, 1, 0, 0],
        opening_answer: "I have brought you the comma.",
        link_text: "A drawn comma on a card, and both laughing.",
        techniques: &[Technique::EncouragementOfAffect],
        strategies: &[Strategy::UseRelationship],
        contacts: Some(5),
        note: "A goodbye that was said, by both.",
        plan: "He knows the way back.",
        ..ALONE
    },
];
