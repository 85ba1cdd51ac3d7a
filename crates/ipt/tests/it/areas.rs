//! The four areas: a course in each, with its sheet, strategies, markers and warnings.

use ipt::{
    Area, Code, Command, Dialect, PersonId,
    area::{
        DisputeStage, Marker, Strategy,
        caution::{self, Caution},
        dispute::{self, Alike},
    },
    artefact::Artefact,
    communication::{CommunicationAnalysis, Fault, Speaker, Turn},
    document::{
        BalanceSheet, DeficitsWork, DisputeWork, GriefWork,
        deficits_work::{ContactStep, Tie},
        dispute_work::{Expectation, Side},
    },
    focus::FocusSelection,
    form::Wrong,
    incident::Incident,
    inventory::{InventoryEntry, Living},
    session::{SessionNote, SessionNumber},
};
use uuid::Uuid;

use crate::story::*;

const PIET: PersonId = PersonId(Uuid::from_u128(101));

/// In the middle phase with this focus, agreed by a change from another where it is another.
pub fn with_focus(focus: FocusSelection) -> Story {
    let mut story = in_middle(3);
    story.act(Command::AgreeFocus(FocusSelection { why_changed: "As told.".into(), ..focus }));
    story
}

pub fn violent(name: &str) -> InventoryEntry {
    InventoryEntry { safety_concern: "Shoves and threatens.".into(), ..person(name) }
}

pub fn mark(marker: Marker, session: u32) -> Command {
    let session = SessionNumber::Acute(session);
    Command::MarkProgress { marker, session, evidence: "Said so.".into() }
}

pub fn unmark() -> Command {
    let (marker, session) = (Marker::OldRoleMourned, SessionNumber::Acute(1));
    Command::UnmarkProgress { marker, session }
}

/// A change to be tried in a dispute.
pub fn to_try() -> ipt::Document {
    let (about, to_try) = ("Who decides.".into(), "Ask for a talk.".into());
    DisputeWork { about, to_try, ..DisputeWork::default() }.into()
}

/// A session in which these were worked on, signed.
fn worked(story: &mut Story, strategies: &[Strategy], but: impl Fn(SessionNote) -> SessionNote) {
    story.later(7);
    let (on, number) = (day(story.today), story.course.next_number());
    let note = SessionNote { strategies: strategies.to_vec(), ..note() };
    story.act(Command::OpenSession { on }).act(write(number, but(note)));
    story.act(Command::SignSession { number });
}

fn plain(note: SessionNote) -> SessionNote {
    note
}

fn done(story: &Story, area: Area) -> Vec<(Strategy, usize)> {
    let all = caution::strategies(&story.course, area).into_iter();
    all.map(|(guide, sessions)| (guide.code, sessions.len())).filter(|(_, n)| *n > 0).collect()
}

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

#[test]
fn grief_is_told_again_and_the_picture_becomes_whole() {
    let mut story = in_middle(3);
    let entry = InventoryEntry {
        living: Some(Living::Deceased),
        died_on: Some(day(-400)),
        ..person("Piet")
    };
    story.act(Command::AddPerson { person: PIET, entry });
    let focus = FocusSelection {
        primary_people: vec![PIET],
        why_changed: "The death came to the fore.".into(),
        ..focus(Area::Grief)
    };
    story.act(Command::AgreeFocus(focus));
    let sheet =
        GriefWork { lost: "Piet".into(), good: lines(&["He sang."]), ..GriefWork::default() };
    story.act(Command::Record(sheet.clone().into()));
    let cautions = |story: &Story| caution::cautions(&story.course, Area::Grief);
    assert_eq!(cautions(&story), [Caution::ProlongedGrief, Caution::OnlyGood]);
    worked(&mut story, &[Strategy::LinkToDeath], plain);
    worked(&mut story, &[Strategy::NameFeelings], plain);
    worked(&mut story, &[Strategy::NameFeelings], plain);
    assert!(cautions(&story).contains(&Caution::NotRetold), "three sessions without the story");
    story.act(Command::Record(mid_review().into()));
    worked(&mut story, &[Strategy::Retell, Strategy::WholePerson], plain);
    let whole = GriefWork { hard: lines(&["He never asked."]), ..sheet };
    story.act(Command::Record(whole.into())).act(mark(Marker::TearsAndRelief, 7));
    assert_eq!(cautions(&story), [Caution::ProlongedGrief]);
    assert_eq!(
        done(&story, Area::Grief),
        [
            (Strategy::LinkToDeath, 1),
            (Strategy::Retell, 1),
            (Strategy::WholePerson, 1),
            (Strategy::NameFeelings, 2)
        ]
    );
}

fn expects(whose: Side, what: &str, both: bool) -> Expectation {
    Expectation {
        whose: Some(whose),
        what: what.into(),
        expected_by_both: Some(both),
        ..Expectation::default()
    }
}

fn at(stage: DisputeStage) -> impl Fn(SessionNote) -> SessionNote {
    move |note| SessionNote { dispute_stage: Some(stage), ..note }
}

#[test]
fn a_dispute_goes_through_its_stages_with_both_sides_beside_each_other() {
    let with = vec![IDA];
    let mut story =
        with_focus(FocusSelection { primary_people: with.clone(), ..focus(Area::RoleDispute) });
    let mut sheet = DisputeWork {
        about: "Who decides.".into(),
        with,
        expectations: vec![expects(Side::Client, "That she asks me.", false)],
        ..DisputeWork::default()
    };
    story.act(Command::Record(sheet.clone().into()));
    let cautions = |story: &Story| caution::cautions(&story.course, Area::RoleDispute);
    assert_eq!(cautions(&story), [Caution::OneSide, Caution::NoStage]);
    worked(&mut story, &[Strategy::FindStage, Strategy::Expectations], at(DisputeStage::Impasse));
    sheet.expectations.push(expects(Side::Other, "That I trust her.", true));
    sheet.to_try = "Ask for a talk on Monday.".into();
    story.act(Command::Record(sheet.clone().into()));
    let alone: Vec<bool> = sheet.expectations.iter().map(Expectation::one_sided).collect();
    assert_eq!(alone, [true, false]);
    assert_eq!(cautions(&story), []);
    worked(&mut story, &[Strategy::TryChange], at(DisputeStage::Renegotiation));
    worked(&mut story, &[Strategy::TryChange], at(DisputeStage::Resolved));
    story.act(mark(Marker::StageMoves, 5)).act(mark(Marker::AsksDirectly, 5));
    let stages: Vec<DisputeStage> =
        dispute::stages(&story.course).into_iter().map(|(.., stage)| stage).collect();
    use DisputeStage::{Dissolution, Impasse, Renegotiation, Resolved};
    assert_eq!(stages, [Impasse, Renegotiation, Resolved]);
    assert_eq!(story.course.dispute_stage(), Some(Resolved));
    assert_eq!(Impasse.moves().collect::<Vec<_>>(), [Renegotiation, Dissolution, Resolved]);
    assert_eq!(Renegotiation.moves().collect::<Vec<_>>(), [Dissolution, Resolved]);
    assert_eq!(Dissolution.moves().collect::<Vec<_>>(), [Resolved]);
    assert_eq!(Resolved.moves().collect::<Vec<_>>(), [Dissolution]);
}

#[test]
fn an_earlier_stage_is_not_written_against_the_one_after_it() {
    let mut story = with_focus(focus(Area::RoleDispute));
    story.later(7);
    let on = day(story.today);
    story.act(Command::OpenSession { on });
    worked(&mut story, &[], at(DisputeStage::Renegotiation));
    let earlier = |stage| {
        let note = SessionNote { dispute_stage: Some(stage), ..note() };
        write(SessionNumber::Acute(4), note)
    };
    assert_eq!(story.refusal(earlier(DisputeStage::Dissolution)), Some("dispute-move"));
    assert_eq!(story.refusal(earlier(DisputeStage::Impasse)), None);
}

#[test]
fn coercion_closes_negotiation_whatever_the_sheet_or_the_note_asks() {
    let people = vec![IDA];
    let mut story =
        with_focus(FocusSelection { primary_people: people, ..focus(Area::RoleDispute) });
    worked(&mut story, &[Strategy::FindStage], at(DisputeStage::Impasse));
    story.act(Command::AddPerson { person: PIET, entry: violent("Piet") });
    assert!(dispute::negotiation(&story.course).is_ok(), "Piet is no party to it");
    let to_try = |with: PersonId| {
        let (about, to_try) = ("Who decides.".into(), "Ask for a talk.".into());
        let sheet = DisputeWork { about, with: vec![with], to_try, ..DisputeWork::default() };
        Command::Record(sheet.into())
    };
    assert_eq!(story.refusal(to_try(PIET)), Some("negotiation-closed"), "he would be one");
    assert_eq!(story.refusal(to_try(IDA)), None);
    story.act(Command::RevisePerson { person: IDA, entry: violent("Ida") });
    assert_eq!(story.refusal(to_try(IDA)), Some("negotiation-closed"));
    story.later(7);
    let on = day(story.today);
    story.act(Command::OpenSession { on });
    let number = SessionNumber::Acute(5);
    let reopened = at(DisputeStage::Renegotiation)(note());
    assert_eq!(story.refusal(write(number, reopened)), Some("negotiation-closed"));
    let ended = at(DisputeStage::Dissolution)(note());
    assert_eq!(story.refusal(write(number, ended)), None, "to go is never closed");
    let understood = SessionNote { strategies: vec![Strategy::KeepsGoing], ..note() };
    assert_eq!(story.refusal(write(number, understood)), None, "to understand it neither");
}

#[test]
fn the_same_with_several_people_is_a_question() {
    let mut story = with_focus(focus(Area::RoleDispute));
    let unmet =
        |name: &str| InventoryEntry { clients_expectations_met: Some(false), ..person(name) };
    story
        .act(Command::RevisePerson { person: IDA, entry: unmet("Ida") })
        .act(Command::AddPerson { person: PIET, entry: person("Piet") });
    assert_eq!(dispute::patterns(&story.course), [], "once is no pattern");
    story.act(Command::RevisePerson { person: PIET, entry: unmet("Piet") });
    for (n, person) in [(1, IDA), (2, PIET)] {
        let incident = ipt::IncidentId(Uuid::from_u128(n));
        let content = Incident {
            what: "A call".into(),
            on: Some(day(0)),
            people: vec![person],
            ..Incident::default()
        };
        let turn = |speaker, fault| Turn {
            speaker: Some(speaker),
            said: "…".into(),
            faults: vec![fault],
            ..Turn::default()
        };
        let exchange =
            vec![turn(Speaker::Client, Fault::Silent), turn(Speaker::Other, Fault::Hostile)];
        let content_of = CommunicationAnalysis { exchange, ..CommunicationAnalysis::default() };
        story
            .act(Command::NoteIncident { incident, content })
            .act(Command::AnalyseCommunication { incident, content: content_of });
    }
    let both = vec![IDA, PIET];
    let alike = [(Alike::NotMet, both.clone()), (Alike::Silent, both)];
    assert_eq!(dispute::patterns(&story.course), alike, "only the client's own turns count");
}

#[test]
fn a_transition_is_mourned_before_the_new_role_is_cheered() {
    let mut story = in_middle(3);
    let sheet = BalanceSheet {
        old_role: "Surgeon".into(),
        new_role: "Retired".into(),
        old_good: lines(&["Being needed."]),
        ..BalanceSheet::default()
    };
    story.act(Command::Record(sheet.into()));
    let cautions = |story: &Story| caution::cautions(&story.course, Area::RoleTransition);
    assert_eq!(cautions(&story), [Caution::OneSidedRoles, Caution::PeopleOfOldRole]);
    for _ in 0..3 {
        worked(&mut story, &[Strategy::Opportunities, Strategy::NewSkills], plain);
    }
    assert_eq!(cautions(&story)[0], Caution::NoMourning);
    story.act(Command::Record(mid_review().into()));
    worked(&mut story, &[Strategy::MournOldRole], plain);
    assert!(!cautions(&story).contains(&Caution::NoMourning));
    story.act(mark(Marker::OldRoleMourned, 7)).act(mark(Marker::OldRoleMourned, 6));
    let session = SessionNumber::Acute(7);
    story.act(Command::UnmarkProgress { marker: Marker::OldRoleMourned, session });
    let kept = &story.course.markers;
    assert_eq!((kept.len(), kept[0].session), (1, SessionNumber::Acute(6)));
    story.act(Command::MarkProgress {
        marker: Marker::OldRoleMourned,
        session: SessionNumber::Acute(6),
        evidence: "She wept at the door plate.".into(),
    });
    let kept = &story.course.markers;
    assert_eq!((kept.len(), kept[0].evidence.as_str()), (1, "She wept at the door plate."));
}

#[test]
fn in_deficits_ties_are_looked_back_on_and_contact_goes_in_steps() {
    let last_resort = FocusSelection {
        rejected_grief: "No death.".into(),
        rejected_role_dispute: "No conflict.".into(),
        rejected_role_transition: "No change.".into(),
        ..focus(Area::InterpersonalDeficits)
    };
    let mut story = with_focus(last_resort);
    let tie = Tie { who: "Aunt Bea".into(), hard: "She moved.".into(), ..Tie::default() };
    let mut sheet = DeficitsWork { ties: vec![tie], ..DeficitsWork::default() };
    story.act(Command::Record(sheet.clone().into()));
    let cautions = |story: &Story| caution::cautions(&story.course, Area::InterpersonalDeficits);
    assert_eq!(cautions(&story), [Caution::NoGoodTie]);
    for contacts in [0, 1, 3] {
        let with = |note| SessionNote { contacts: Some(contacts), ..note };
        worked(&mut story, &[Strategy::ReviewTies], with);
    }
    assert_eq!(cautions(&story), [Caution::NoGoodTie, Caution::NoContactYet]);
    sheet.ties[0].good = "She waited at the gate.".into();
    let mut step = ContactStep {
        what: "Greet the neighbour.".into(),
        fear: Some(6),
        done_on: Some(day(story.today + 1)),
        ..ContactStep::default()
    };
    sheet.steps = vec![step.clone()];
    assert_eq!(story.refusal(Command::Record(sheet.clone().into())), Some("not-in-future"));
    step.done_on = Some(day(story.today));
    sheet.steps = vec![step];
    story.act(Command::Record(sheet.into())).act(mark(Marker::MoreContacts, 6));
    assert_eq!(cautions(&story), []);
    let series: Vec<Option<u32>> = story.course.sessions.iter().map(|s| s.note.contacts).collect();
    assert_eq!(series, [None, None, None, Some(0), Some(1), Some(3)]);
    story.act(Command::Record(mid_review().into()));
    worked(&mut story, &[Strategy::Rehearse], plain);
    worked(&mut story, &[Strategy::Rehearse], plain);
    assert_eq!(cautions(&story), [Caution::HardEnding]);
}

#[test]
fn every_strategy_and_marker_has_its_area_and_every_sheet_too() {
    for area in Area::ALL {
        assert_eq!(Area::of_sheet(area.sheet()), Some(*area));
        assert!(Strategy::ALL.iter().filter(|s| s.area() == *area).count() >= 5);
    }
    assert_eq!(Area::of_sheet(ipt::DocumentKind::Triad), None);
}

#[test]
fn what_is_typed_wrongly_in_a_sheet_is_named_with_its_entry() {
    let form = [
        ("about", "Who decides."),
        ("expectations.1.what", "That she asks me."),
        ("expectations.1.whose", "both"),
    ];
    let form = form.into_iter().map(|(name, text)| (name.into(), vec![text.into()])).collect();
    let problems = DisputeWork::read(&form).expect_err("wrong");
    assert_eq!(problems[0].field, "expectations.1.whose");
    assert_eq!(problems[0].problem, Wrong::NotAChoice);
}

#[test]
fn in_the_other_manual_sensitivity_may_stand_beside_another_area() {
    let mut story = Story::new();
    story
        .act(refer("ipt_standard", Dialect::StuartRobertson))
        .act(Command::Record(suitability(ipt::document::suitability::Decision::Accept).into()))
        .act(Command::AgreeFocus(FocusSelection {
            secondary: Some(Area::InterpersonalDeficits),
            ..focus(Area::RoleTransition)
        }));
    let tie = Tie { who: "A teacher".into(), ..Tie::default() };
    let sheet = DeficitsWork { ties: vec![tie], ..DeficitsWork::default() };
    assert_eq!(story.refusal(Command::Record(sheet.into())), None);
}

#[test]
fn a_task_with_somebody_who_turns_out_unsafe_is_put_aside() {
    let mut story = with_focus(focus(Area::RoleDispute));
    worked(&mut story, &[Strategy::FindStage], at(DisputeStage::Impasse));
    let session = story.course.sessions.last().expect("held").number;
    let agree = |story: &mut Story, what: &str, with_whom: Option<PersonId>| {
        let homework = ipt::HomeworkId(story.id());
        let content =
            ipt::homework::Homework { what: what.into(), with_whom, ..Default::default() };
        story.act(Command::AgreeHomework { homework, session, content });
    };
    agree(&mut story, "Walk by the river.", None);
    agree(&mut story, "Ask Ida for a talk.", Some(IDA));
    let at_hand = |story: &Story| story.course.task_at_hand().map(|t| t.homework.what.clone());
    assert_eq!(at_hand(&story).as_deref(), Some("Ask Ida for a talk."));
    story.act(Command::RevisePerson { person: IDA, entry: violent("Ida") });
    assert_eq!(at_hand(&story).as_deref(), Some("Walk by the river."), "the one before");
    let aside = |task: &&ipt::homework::KeptHomework| story.course.put_aside(task);
    assert_eq!(story.course.homework.iter().filter(aside).count(), 1, "it stays in the record");
}
