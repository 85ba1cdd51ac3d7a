//! Each policy both ways: what it refuses, and what it lets through.

use ipt::{
    Area, Command, Dialect, DocumentKind, PersonId,
    alert::Rule,
    area::{DisputeStage, Marker},
    correction::CorrectionAnswer,
    document::{
        Assessment, Contract, Ending, Formulation, LostSelf, Maintenance, Outcome, RiskAssessment,
        SickRole, Suitability,
        formulation::Answer,
        outcome::{MaintenanceDecision, Result as Outcomes},
        suitability::Decision,
    },
    event::Signatory,
    focus::FocusSelection,
    goal::GoalProgress,
    homework::{Homework, HomeworkReview},
    inventory::{InventoryEntry, Living},
    label::RecordPart,
    policy,
    review::{
        AlertDecision::{CarryOn, GoOn, SetAside},
        LookedAt,
    },
    self_check::Felt,
    session::{SessionNote, SessionNumber, Technique},
    social_rhythm::Weekday,
    supervision::{SupervisionConsent, SupervisionStep},
    timeline::Moment,
};
use uuid::Uuid;

pub mod given;

use self::given::*;
use crate::{
    areas, corrections,
    ending::{after, checked, hear},
    labels,
    reviews::{flat, until, worse},
    rhythm::{monday, rhythm},
    story::*,
    supervision, techniques,
    variants::task_in,
    work,
};

/// One policy: a story and an act it refuses, a story and an act it lets through.
type Case = (&'static str, fn() -> (Story, Command), fn() -> (Story, Command));

#[rustfmt::skip]
const CASES: &[Case] = &[
    ("begins-once", || (referred(), refer("ipt_standard", Dialect::KlermanWeissman)), || (Story::new(), refer("ipt_b", Dialect::StuartRobertson))),
    ("begun", || (Story::new(), Command::Resume), || (referred(), Command::Pause { reason: "Away.".into(), until: None })),
    ("not-closed", || (closed(), add("Lien")), || (accepted(), add("Lien"))),
    ("not-paused", || { let mut s = in_middle(1); s.act(Command::Pause { reason: "Holiday.".into(), until: None }); open_today(s) }, || { let mut s = in_middle(1); s.act(Command::Pause { reason: "Holiday.".into(), until: None }).act(Command::Resume); open_today(s) }),
    ("phase-fits", || (accepted(), Command::RaiseEnding { words: "End.".into() }), || (in_middle(9), Command::RaiseEnding { words: "End.".into() })),
    ("variant-known", || (Story::new(), refer("ipt_unheard_of", Dialect::KlermanWeissman)), || (Story::new(), refer("ipt_a", Dialect::KlermanWeissman))),
    ("paused-now", || (referred(), Command::Resume), || { let mut s = referred(); s.act(Command::Pause { reason: "Away.".into(), until: None }); (s, Command::Resume) }),
    ("variant-before-contract", || (in_middle(1), choose("ipt_b")), || (accepted(), choose("ipt_b"))),
    ("not-in-future", || (in_middle(1), Command::OpenSession { on: day(900) }), || open_today(in_middle(1))),
    ("reason-given", || (in_middle(1), Command::Pause { reason: "  ".into(), until: None }), || (in_middle(1), Command::Pause { reason: "Ill.".into(), until: None })),
    ("stop-finding", || decided(Suitability { findings: vec!["mania".into()], ..suitability(Decision::Accept) }), || decided(Suitability { findings: vec!["mania".into()], redirected_to: "Hospital.".into(), ..suitability(Decision::Redirect) })),
    ("adaptation-named", || decided(suitability(Decision::AcceptWithAdaptation)), || decided(Suitability { adaptation: "Shorter.".into(), ..suitability(Decision::AcceptWithAdaptation) })),
    ("redirected-somewhere", || decided(suitability(Decision::Redirect)), || decided(Suitability { redirected_to: "CBT service.".into(), ..suitability(Decision::Redirect) })),
    ("consent-first", || (unconsented(), Command::Record(suitability(Decision::Accept).into())), || decided(suitability(Decision::Accept))),
    ("risk-asked", || decided(Suitability { risk_asked: Some(false), ..suitability(Decision::Accept) }), || decided(suitability(Decision::Accept))),
    ("one-episode", || (Story::new(), again(true)), || (Story::new(), again(false))),
    ("diagnosis-told", || { let mut s = accepted(); s.act(Command::Record(formulation().into())); (s, tell()) }, || { let mut s = accepted(); s.act(Command::Record(formulation().into())).act(Command::Record(diagnosis().into())); (s, tell()) }),
    ("formulation-written", || { let mut s = accepted(); s.act(Command::Record(diagnosis().into())); (s, tell()) }, || { let mut s = accepted(); s.act(Command::Record(diagnosis().into())).act(Command::Record(formulation().into())); (s, tell()) }),
    ("sentence-known", || (ready_for_middle(12), reword("weather", "Rain.")), || (ready_for_middle(12), reword("began", "In May."))),
    ("sentence-worded", || (ready_for_middle(12), reword("began", "  ")), || (ready_for_middle(12), reword("greeting", "Maren,"))),
    ("formulation-shared", || (accepted(), Command::AnswerFormulation { answer: Answer::Accept, words: "Yes.".into(), on: day(0) }), || { let mut s = accepted(); s.act(Command::Record(diagnosis().into())).act(Command::Record(formulation().into())).act(tell()); (s, Command::AnswerFormulation { answer: Answer::Reject, words: "No.".into(), on: day(0) }) }),
    ("formulation-accepted", || { let mut s = ready_for_middle(12); s.act(Command::Record(Formulation { target: "Other.".into(), ..formulation() }.into())); (s, Command::OpenMiddle) }, || (ready_for_middle(12), Command::OpenMiddle)),
    ("focus-agreed", || (accepted(), agree(FocusSelection { client_agrees: Some(false), ..focus(Area::RoleDispute) })), || (accepted(), agree(focus(Area::RoleDispute)))),
    ("focus-distinct", || (accepted(), agree(FocusSelection { secondary: Some(Area::RoleDispute), ..focus(Area::RoleDispute) })), || (accepted(), agree(FocusSelection { secondary: Some(Area::RoleTransition), ..focus(Area::RoleDispute) }))),
    ("deficits-last", || (accepted(), agree(focus(Area::InterpersonalDeficits))), || (accepted(), agree(FocusSelection { rejected_grief: "No death.".into(), rejected_role_dispute: "No conflict.".into(), rejected_role_transition: "No change.".into(), ..focus(Area::InterpersonalDeficits) }))),
    ("focus-change-reasoned", || (in_middle(1), agree(focus(Area::RoleDispute))), || (in_middle(1), agree(FocusSelection { why_changed: "Asked for.".into(), ..focus(Area::RoleDispute) }))),
    ("sensitivity-is-style", || (stuart_robertson(), agree(focus(Area::InterpersonalDeficits))), || (stuart_robertson(), agree(FocusSelection { secondary: Some(Area::InterpersonalDeficits), ..focus(Area::RoleDispute) }))),
    ("grief-is-death", || (accepted(), agree(focus(Area::Grief))), || { let mut s = accepted(); s.act(Command::AddPerson { person: IDA, entry: InventoryEntry { living: Some(Living::Deceased), ..person("Piet") } }); (s, agree(focus(Area::Grief))) }),
    ("contract-has-end", || (accepted(), Command::Record(Contract { planned_end: Some(day(-1)), ..contract(12) }.into())), || (accepted(), Command::Record(contract(12).into()))),
    ("contract-dose", || { let mut s = in_middle(3); s.act(Command::Renegotiate { reason: "Less.".into() }); (s, Command::Record(contract(3).into())) }, || { let mut s = in_middle(3); s.act(Command::Renegotiate { reason: "Less.".into() }); (s, Command::Record(contract(8).into())) }),
    ("contract-has-time", || (accepted(), Command::Record(Contract { planned_end: Some(day(10)), ..contract(12) }.into())), || (accepted(), Command::Record(contract(12).into()))),
    ("focus-as-told", || { let mut s = ready_for_middle(12); s.act(agree(FocusSelection { why_changed: "Asked for.".into(), ..focus(Area::RoleDispute) })); (s, Command::OpenMiddle) }, || (ready_for_middle(12), Command::OpenMiddle)),
    ("dose-reason", || (accepted(), Command::Record(Contract { dose_reason: String::new(), ..contract(30) }.into())), || (accepted(), Command::Record(contract(30).into()))),
    ("minutes-reason", || (accepted(), usual(|c| c.minutes = Some(30))), || (accepted(), usual(|c| c.minutes = Some(45)))),
    ("taper-reason", || (accepted(), usual(|c| c.taper = "Then fortnightly.".into())), || (stuart_robertson(), usual(|c| c.taper = "Then fortnightly.".into()))),
    ("contract-renegotiated", || (in_middle(1), Command::Record(contract(16).into())), || { let mut s = in_middle(1); s.act(Command::Renegotiate { reason: "More time.".into() }); (s, Command::Record(contract(16).into())) }),
    ("contract-written", || (accepted(), sign(Signatory::Client)), || { let mut s = accepted(); s.act(Command::Record(contract(12).into())); (s, sign(Signatory::Client)) }),
    ("contract-signed", || { let mut s = ready_for_middle(12); s.act(Command::Renegotiate { reason: "Wait.".into() }); (s, Command::OpenMiddle) }, || (ready_for_middle(12), Command::Renegotiate { reason: "Wait.".into() })),
    ("risk-reviewed", || { let mut s = ready_for_middle(12); s.act(Command::PlaceHold { reason: "Worry.".into() }); (s, Command::OpenMiddle) }, || { let mut s = ready_for_middle(12); s.act(Command::PlaceHold { reason: "Worry.".into() }).act(Command::Record(risk_assessment().into())).act(Command::LiftHold { reason: "Clear.".into() }); (s, Command::OpenMiddle) }),
    ("safety-hold", || { let mut s = in_middle(9); s.act(Command::PlaceHold { reason: "Worry.".into() }); (s, Command::RaiseEnding { words: "End.".into() }) }, || (in_middle(9), Command::RaiseEnding { words: "End.".into() })),
    ("session-order", || (in_middle(2), Command::OpenSession { on: day(1) }), || open_today(in_middle(2))),
    ("session-open", || { let mut s = in_middle(1); s.later(7); let on = day(s.today); s.act(Command::OpenSession { on }); (s, Command::OpenSession { on }) }, || open_today(noted(note()))),
    ("within-dates", || { let mut s = in_middle(2); s.later(100); let on = day(s.today); (s, Command::OpenSession { on }) }, || open_today(in_middle(2))),
    ("session-withdrawable", || (in_middle(2), withdraw(2)), || (noted(note()), withdraw(2))),
    ("within-contract", || { let mut s = concluding(); for _ in 0..3 { session(&mut s, None); } open_today(s) }, || { let mut s = concluding(); for _ in 0..2 { session(&mut s, None); } open_today(s) }),
    ("contract-before-work", || { let mut s = accepted(); for _ in 0..5 { session(&mut s, None); } open_today(s) }, || { let mut s = accepted(); for _ in 0..4 { session(&mut s, None); } open_today(s) }),
    ("mid-review-held", || { let mut s = ready_for_middle(12); s.act(Command::OpenMiddle); for n in 0..7 { session(&mut s, Some(18 - n)); } open_today(s) }, || open_today(in_middle(7))),
    ("non-response-decided", || open_today(no_response()), || { let mut s = no_response(); s.act(Command::Record(ipt::document::NonResponse::default().into())); open_today(s) }),
    ("ending-in-time", || open_today(in_middle(10)), || open_today(in_middle(9))),
    ("session-known", || (in_middle(1), Command::SignSession { number: SessionNumber::Acute(9) }), || sign_second(note())),
    ("signed-is-fixed", || (in_middle(1), write(first(), note())), || (noted(note()), write(second(), note()))),
    ("note-with-supervisor", || (supervision::submitted(), write(second(), note())), || (supervision::noted(), write(second(), note()))),
    ("note-submitted", || { let s = supervision::as_helen(supervision::noted()); let c = supervision::co_sign(&s); (s, c) }, || { let s = supervision::as_helen(supervision::submitted()); let c = supervision::co_sign(&s); (s, c) }),
    ("co-signed-by-supervisor", || { let s = supervision::submitted(); let c = supervision::co_sign(&s); (s, c) }, || { let s = supervision::as_helen(supervision::submitted()); let c = supervision::co_sign(&s); (s, c) }),
    ("supervisor-by-contract", || { let s = in_middle(1); let c = supervision::consent(&s); (s, supervision::step(SupervisionStep::Consented { supervisor: RUTH, content: c })) }, || { let s = in_middle(1); let c = supervision::consent(&s); (s, supervision::consenting(c)) }),
    ("consent-ends", || { let s = in_middle(1); let c = supervision::consent(&s); let until = Some(day(s.today + 367)); (s, supervision::consenting(SupervisionConsent { until, ..c })) }, || { let s = in_middle(1); let c = supervision::consent(&s); let until = Some(day(s.today + 366)); (s, supervision::consenting(SupervisionConsent { until, ..c })) }),
    ("co-signer-reads", || { let s = in_middle(1); let c = supervision::consent(&s); (s, supervision::consenting(SupervisionConsent { notes: Some(false), ..c })) }, || { let s = in_middle(1); let c = supervision::consent(&s); (s, supervision::consenting(SupervisionConsent { notes: Some(false), co_signs: Some(false), ..c })) }),
    ("consent-stands", || (in_middle(1), supervision::withdrawing()), || (supervision::noted(), supervision::withdrawing())),
    ("talked-with-consent", || (in_middle(1), supervision::talked(0)), || (supervision::noted(), supervision::talked(0))),
    ("talk-open", || (supervision::noted(), supervision::followed_up()), || { let mut s = supervision::noted(); s.act(supervision::talked(0)); (s, supervision::followed_up()) }),
    ("addendum-after-signing", || (noted(note()), Command::AddAddendum { number: second(), text: "More.".into() }), || (closed(), Command::AddAddendum { number: first(), text: "More.".into() })),
    ("opening-noted", || sign_second(SessionNote { opening_answer: String::new(), ..note() }), || sign_second(note())),
    ("link-noted", || sign_second(SessionNote { link_text: String::new(), ..note() }), || sign_second(note())),
    ("risk-noted", || sign_second(SessionNote { risk: String::new(), ..note() }), || sign_second(note())),
    ("sessions-left-said", || sign_second(SessionNote { sessions_left_said: None, ..note() }), || sign_second(SessionNote { sessions_left_said: Some(false), ..note() })),
    ("disclosure-answered", || sign_second(SessionNote { risk_disclosed: None, ..note() }), || sign_second(note())),
    ("risk-question-open", || { let mut s = noted(note()); let c = answers(&mut s, second(), vec![Some(1); 9], None); s.act(c); (s, Command::SignSession { number: second() }) }, || { let mut s = noted(note()); let c = answers(&mut s, second(), vec![Some(1); 9], None); s.act(c).act(Command::Record(risk_assessment().into())); (s, Command::SignSession { number: second() }) }),
    ("dispute-move", || { let mut s = noted(with_stage(DisputeStage::Renegotiation)); s.act(Command::SignSession { number: second() }); s.later(7); let on = day(s.today); s.act(Command::OpenSession { on }); (s, write(SessionNumber::Acute(3), with_stage(DisputeStage::Impasse))) }, || { let mut s = noted(with_stage(DisputeStage::Impasse)); s.act(Command::SignSession { number: second() }); s.later(7); let on = day(s.today); s.act(Command::OpenSession { on }); (s, write(SessionNumber::Acute(3), with_stage(DisputeStage::Renegotiation))) }),
    ("joint-session-safe", || { let mut s = noted(note()); s.act(Command::RevisePerson { person: IDA, entry: InventoryEntry { safety_concern: "Control.".into(), ..person("Ida") } }); (s, with_technique(Technique::JointSession)) }, || (noted(note()), with_technique(Technique::JointSession))),
    ("negotiation-closed", || { let mut s = areas::with_focus(focus(Area::RoleDispute)); s.act(Command::RevisePerson { person: IDA, entry: areas::violent("Ida") }); (s, Command::Record(areas::to_try())) }, || (areas::with_focus(focus(Area::RoleDispute)), Command::Record(areas::to_try()))),
    ("violence-asked", || { let mut s = noted(note()); s.act(Command::Record(Assessment { violence_asked_alone: None, ..assessment() }.into())); (s, with_technique(Technique::JointSession)) }, || (noted(note()), with_technique(Technique::JointSession))),
    ("joint-session-recorded", || techniques::joint_signed(false), || techniques::joint_signed(true)),
    ("joint-session-wanted", || techniques::joint(|j| j.client_consents = Some(false)), || techniques::joint(|_| {})),
    ("joint-session-alone-first", || techniques::joint(|j| j.alone_first = Some(false)), || techniques::joint(|_| {})),
    ("joint-session-clear", || techniques::joint(|j| j.speaks_against = Some(true)), || techniques::joint(|_| {})),
    ("technique-known", || (in_middle(1), techniques::strike()), || { let mut s = in_middle(1); s.act(techniques::recording(techniques::played())); (s, techniques::strike()) }),
    ("dose-strict", || (counselling(), Command::Record(Contract { minutes: Some(30), ..contract(7) }.into())), || (counselling(), Command::Record(Contract { minutes: Some(30), ..contract(6) }.into()))),
    ("sick-role-limited", || (in_variant("ipt_a"), Command::Record(SickRole::default().into())), || (in_variant("ipt_a"), Command::Record(SickRole { roles_kept: vec!["School.".into()], ..SickRole::default() }.into()))),
    ("medication-beside", || (in_variant("ipsrt"), Command::Record(contract(20).into())), || (in_variant("ipsrt"), Command::Record(Contract { medication_and_prescriber: "Lithium, Dr Osei.".into(), ..contract(20) }.into()))),
    ("variant-has", || (in_variant("ipt_standard"), Command::Record(LostSelf::default().into())), || (in_variant("ipsrt"), Command::Record(LostSelf::default().into()))),
    ("frightening-answered", || (in_variant("ipt_perinatal"), frightening("")), || (in_variant("ipt_perinatal"), frightening("None."))),
    ("rhythm-week", || rhythm(1, &[Weekday::Monday]), || rhythm(0, &[Weekday::Monday])),
    ("rhythm-known", || (in_variant("ipsrt"), Command::StrikeRhythm { week: monday(0) }), || { let (mut s, c) = rhythm(0, &[Weekday::Monday]); s.act(c); (s, Command::StrikeRhythm { week: monday(0) }) }),
    ("variant-leaves-out", || task_in("ipt_bn", "Keep a Food Diary this week."), || task_in("ipt_bn", "Ring Lien after dinner.")),
    ("variant-forbids", || { let s = counselling(); let note = SessionNote { techniques: vec![Technique::TherapeuticRelationship], ..note() }; (s, write(first(), note)) }, || (noted(note()), with_technique(Technique::TherapeuticRelationship))),
    ("homework-open", || (in_middle(1), Command::ReviewHomework { homework: ipt::HomeworkId(Uuid::from_u128(9)), review: HomeworkReview::default() }), || { let mut s = in_middle(1); let homework = homework(&mut s); s.act(Command::AgreeHomework { homework, session: first(), content: Homework::default() }); (s, Command::ReviewHomework { homework, review: HomeworkReview::default() }) }),
    ("incident-known", || (in_middle(1), Command::StrikeIncident { incident: ipt::IncidentId(Uuid::from_u128(9)) }), || { let mut s = in_middle(1); let incident = work::told(&mut s); (s, Command::StrikeIncident { incident }) }),
    ("no-push-with-coercion", || work::plan(work::with_somebody_violent()), || work::plan(in_middle(1))),
    ("decision-known", || (in_middle(1), unweigh()), || { let mut s = in_middle(1); s.act(work::weigh(&[("Stay.", false)])); (s, unweigh()) }),
    ("alert-stands", || { let (_, c) = flat(Rule::Early, CarryOn, "Why."); (in_middle(3), c) }, || flat(Rule::Early, CarryOn, "Why.")),
    ("alert-at-half", || flat(Rule::Mid, CarryOn, "Why."), || flat(Rule::Early, CarryOn, "Why.")),
    ("alert-of-risk", || flat(Rule::Risk, SetAside, "Why."), || flat(Rule::Early, SetAside, "Why.")),
    ("alert-decision-fits", || flat(Rule::Early, GoOn, "Why."), || flat(Rule::Early, CarryOn, "Why.")),
    ("alert-reasoned", || flat(Rule::Early, SetAside, " "), || flat(Rule::Early, SetAside, "Why.")),
    ("alert-until-near", || until(61), || until(60)),
    ("worse-asks-safety", || worse(&[LookedAt::Alliance]), || worse(&[LookedAt::Safety])),
    ("one-choice", || (in_middle(1), work::weigh(&[("Stay.", true), ("Go.", true)])), || (in_middle(1), work::weigh(&[("Stay.", false), ("Go.", true)]))),
    ("options-weighed", || (in_middle(1), work::weigh(&[("Go.", true)])), || (in_middle(1), work::weigh(&[("Go.", false)]))),
    ("marker-of-focus", || (in_middle(1), areas::mark(Marker::AsksDirectly, 1)), || (in_middle(1), areas::mark(Marker::OldRoleMourned, 1))),
    ("marker-seen", || (in_middle(1), areas::unmark()), || { let mut s = in_middle(1); s.act(areas::mark(Marker::OldRoleMourned, 1)); (s, areas::unmark()) }),
    ("goal-known", || (accepted(), Command::RateGoal { goal: ipt::GoalId(Uuid::from_u128(9)), progress: GoalProgress::default() }), || { let mut s = accepted(); let goal = goal(&mut s); s.act(Command::SetGoal { goal, content: ipt::goal::Goal::default() }); (s, Command::RateGoal { goal, progress: GoalProgress::default() }) }),
    ("measure-known", || { let (s, c) = scored(ones(), None); let Command::EnterScore { mut answers } = c else { unreachable!() }; answers.measure = "unheard-of".into(); (s, Command::EnterScore { answers }) }, || scored(ones(), None)),
    ("measure-complete", || { let mut items = ones(); items[4] = None; scored(items, None) }, || scored(ones(), None)),
    ("risk-item-asked", || scored(Vec::new(), Some(26)), || scored(only_item_9(2), Some(26))),
    ("score-known", || (in_middle(1), strike(9)), || (in_middle(1), strike(1))),
    ("measure-range", || { let mut items = ones(); items[4] = Some(4); scored(items, None) }, || scored(only_item_9(3), Some(27))),
    ("sum-agrees", || scored(ones(), Some(9)), || scored(ones(), Some(8))),
    ("score-has-session", || { let mut s = in_middle(1); let c = answers(&mut s, SessionNumber::Acute(9), only_item_9(0), Some(3)); (s, c) }, || { let mut s = in_middle(1); let c = answers(&mut s, second(), only_item_9(0), Some(3)); (s, c) }),
    ("person-once", || (in_middle(0), add(" ida ")), || (in_middle(0), add("Lien"))),
    ("person-known", || (accepted(), place(&[Some(1)])), || (in_middle(0), place(&[Some(1)]))),
    ("people-from-last", || brought(3), || brought(2)),
    ("person-in-focus", || { let mut s = in_middle(0); s.act(agree(FocusSelection { primary_people: vec![IDA], ..focus(Area::RoleTransition) })); (s, Command::RetirePerson { person: IDA, reason: "Away.".into() }) }, || (in_middle(0), Command::RetirePerson { person: IDA, reason: "Away.".into() })),
    ("placed-once", || (in_middle(0), place(&[Some(1), Some(2)])), || (in_middle(0), place(&[None]))),
    ("ring-exists", || (in_middle(0), place(&[Some(6)])), || (in_middle(0), place(&[Some(3)]))),
    ("placed-today", || { let mut s = in_middle(0); s.act(place(&[Some(3)])).later(1); (s, Command::TakeBackPlacing) }, || { let mut s = in_middle(0); s.act(place(&[Some(3)])); (s, Command::TakeBackPlacing) }),
    ("link-of-two", || (in_middle(0), linked(IDA)), || { let mut s = in_middle(0); let lien = PersonId(s.id()); s.act(Command::AddPerson { person: lien, entry: person("Lien") }); (s, linked(lien)) }),
    ("moment-known", || (accepted(), Command::StrikeMoment { moment: ipt::MomentId(Uuid::from_u128(9)) }), || { let mut s = accepted(); let moment = moment(&mut s); s.act(Command::NoteMoment { moment, content: Moment { on: Some(day(0)), ..Moment::default() } }); (s, Command::StrikeMoment { moment }) }),
    ("flag-open", || (in_middle(1), clear()), || (assessed(), clear())),
    ("risk-alert-once", || { let mut s = raised(); s.act(take_on()); (s, take_on()) }, || (raised(), take_on())),
    ("hold-assessed", || { let mut s = in_middle(1); s.act(Command::PlaceHold { reason: "Worry.".into() }); (s, lift()) }, || { let mut s = in_middle(1); s.act(Command::PlaceHold { reason: "Worry.".into() }).act(Command::Record(risk_assessment().into())); (s, lift()) }),
    ("next-contact-ahead", || (in_middle(1), Command::Record(RiskAssessment { next_contact: Some(day(1)), ..risk_assessment() }.into())), || (in_middle(1), Command::Record(RiskAssessment { next_contact: Some(day(90)), ..risk_assessment() }.into()))),
    ("flag-assessed", || (raised(), clear()), || (assessed(), clear())),
    ("ending-raised", || (in_middle(1), Command::Record(Ending::default().into())), || (concluding(), Command::Record(Ending::default().into()))),
    ("ending-talked", || (concluding(), Command::BeginMaintenance), || { let mut s = ended(MaintenanceDecision::Agreed); s.act(Command::Record(maintenance().into())); (s, Command::BeginMaintenance) }),
    ("plan-stored", || { let mut s = concluding(); s.act(Command::Record(Ending::default().into())).act(Command::Record(ipt::document::RelapsePlan::default().into())); (s, Command::Close) }, || (ended(MaintenanceDecision::NotWanted), Command::Close)),
    ("outcome-coded", || { let mut s = concluding(); s.act(Command::Record(Ending::default().into())).act(Command::Record(ipt::document::RelapsePlan { agreed_on: Some(day(0)), ..Default::default() }.into())); (s, Command::Close) }, || { let mut s = in_middle(2); s.act(Command::Record(outcome(Outcomes::Dropout, MaintenanceDecision::NotOffered).into())); (s, Command::Close) }),
    ("maintenance-decided", || { let mut s = ended(MaintenanceDecision::NotWanted); s.act(Command::Record(Outcome { maintenance: None, ..outcome(Outcomes::Remission, MaintenanceDecision::NotWanted) }.into())); (s, Command::Close) }, || (ended(MaintenanceDecision::NotOffered), Command::Close)),
    ("notes-signed", || { let mut s = ended(MaintenanceDecision::NotWanted); s.later(7); let on = day(s.today); s.act(Command::OpenSession { on }); (s, Command::Close) }, || (ended(MaintenanceDecision::NotWanted), Command::Close)),
    ("maintenance-agreed", || (ended(MaintenanceDecision::Agreed), Command::BeginMaintenance), || { let mut s = ended(MaintenanceDecision::Agreed); s.act(Command::Record(maintenance().into())); (s, Command::BeginMaintenance) }),
    ("maintenance-renewed", || (kept(), Command::Record(Maintenance { sessions: Some(9), ..maintenance() }.into())), || (kept(), Command::Record(Maintenance { sessions: Some(3), why_changed: "A hard winter ahead.".into(), ..maintenance() }.into()))),
    ("prescriber-too", || (concluding(), Command::Record(Maintenance { medication_needed_for_remission: Some(true), ..maintenance() }.into())), || (concluding(), Command::Record(Maintenance { medication_needed_for_remission: Some(true), prescriber: "Dr. Osei".into(), ..maintenance() }.into()))),
    ("self-check-open", || (after(20), checked(&[Felt::Not; 3])), || (after(31), checked(&[Felt::Not; 3]))),
    ("self-check-complete", || (after(31), checked(&[Felt::Not; 2])), || (after(31), checked(&[Felt::Little; 3]))),
    ("correction-waits", || (in_middle(1), corrections::reply(corrections::accept(1))), || { let mut s = in_middle(1); s.act(corrections::ask(1)); (s, corrections::reply(corrections::accept(1))) }),
    ("correction-placed", || { let mut s = in_middle(1); s.act(corrections::ask(1)); (s, corrections::reply(CorrectionAnswer { document: Some("ending".into()), ..corrections::accept(1) })) }, || { let mut s = in_middle(1); s.act(corrections::ask(1)); (s, corrections::reply(CorrectionAnswer { document: Some("formulation".into()), ..corrections::accept(1) })) }),
    ("label-placed", || (in_middle(1), labels::lift(labels::FIRST_NOTE)), || { let mut s = in_middle(1); s.act(labels::third_party(labels::FIRST_NOTE)); (s, labels::lift(labels::FIRST_NOTE)) }),
    ("label-not-own", || (in_middle(1), labels::third_party(RecordPart::Document(DocumentKind::Contract))), || (in_middle(1), labels::third_party(RecordPart::Document(DocumentKind::Assessment)))),
    ("label-looked-at", || { let s = in_middle(1); let act = labels::safeguarding(labels::FIRST_NOTE, &s, 0); (s, act) }, || { let s = in_middle(1); let act = labels::safeguarding(labels::FIRST_NOTE, &s, 90); (s, act) }),
    ("self-check-waits", || (after(31), hear()), || { let mut s = after(31); s.act(checked(&[Felt::Clearly; 3])); (s, hear()) }),
    ("maintenance-first", || (ended(MaintenanceDecision::Agreed), Command::Close), || (ended(MaintenanceDecision::NotWanted), Command::Close)),
];

#[test]
fn each_policy_refuses_and_lets_through() {
    for (code, refused, allowed) in CASES {
        let (story, command) = refused();
        assert_eq!(story.refusal(command), Some(*code), "{code} must refuse");
        let (story, command) = allowed();
        assert_eq!(story.refusal(command), None, "{code} must let through");
    }
}

#[test]
fn no_policy_is_without_its_story() {
    for policy in policy::ALL {
        assert!(CASES.iter().any(|(code, ..)| *code == policy.code), "{}", policy.code);
    }
    assert_eq!(CASES.len(), policy::ALL.len());
}

#[test]
fn a_referral_without_consent_waits() {
    let story = unconsented();
    assert_eq!(story.course.phase, ipt::Phase::Referred);
    let suitability = Command::Record(suitability(Decision::Accept).into());
    assert_eq!(story.refusal(suitability), Some("consent-first"));
}

#[test]
fn redirection_is_an_outcome_and_grief_is_wider_in_the_other_manual() {
    let (mut story, command) =
        decided(Suitability { redirected_to: "CBT.".into(), ..suitability(Decision::Redirect) });
    story.act(command);
    assert_eq!(story.course.phase, ipt::Phase::Closed);
    let mut story = Story::new();
    story
        .act(refer("ipt_standard", Dialect::StuartRobertson))
        .act(Command::Record(suitability(Decision::Accept).into()));
    assert_eq!(story.refusal(agree(focus(Area::Grief))), None);
}

#[test]
fn a_document_that_is_revised_keeps_its_versions_and_reopens_what_was_agreed() {
    let mut story = ready_for_middle(12);
    assert!(story.course.formulation_accepted() && story.course.contract_stands());
    story.act(Command::Record(Formulation { target: "Other.".into(), ..formulation() }.into()));
    assert!(!story.course.formulation_accepted(), "it must be told and answered anew");
    let version = story.course.documents.stamp(DocumentKind::Formulation).map(|(v, ..)| v);
    assert_eq!(version, Some(2));
}
