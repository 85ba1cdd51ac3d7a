//! From an act to its events, or to a refusal that explains itself.

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use crate::{
    AccountId, Command, Course, DocumentKind, Event, Phase,
    content::variant,
    measure::Catalogue,
    policy::{self, gate},
    refusal::Refusal,
    review::ReviewRules,
};

mod agreement;
mod coercion;
mod correction;
mod documents;
mod labels;
mod life;
mod review;
mod safety;
mod self_check;
mod sessions;
mod signing;
mod supervision;
mod technique;
mod variants;
mod work;

use correction::correct;

pub use safety::despite_refusal;
pub use sessions::{another_session, joint_session_safe};
pub use variants::has_rhythm;

/// What an act may know of the world.
#[derive(Clone, Debug)]
pub struct Context {
    /// Now.
    pub now: Timestamp,
    /// The calendar day of the practice.
    pub today: Date,
    /// Who acts.
    pub by: AccountId,
    /// A new id, for what an act brings about besides what it names: a risk flag.
    pub id: Uuid,
    /// The measures that the practice knows.
    pub measures: Catalogue,
    /// The review rules as the practice sets them.
    pub rules: ReviewRules,
    /// With whom who acts has a contract of supervision that stands today.
    pub supervisors: Vec<AccountId>,
}

type Decision = Result<Vec<Event>, Refusal>;

/// Decides an act: the events that follow from it, or the refusal.
///
/// # Errors
/// A [`Refusal`] naming the policy. Nothing has happened then.
pub fn decide(course: &Course, command: Command, context: &Context) -> Decision {
    standing(course, &command)?;
    decided(course, command, context)
}

/// What follows from an act that the course takes.
fn decided(course: &Course, command: Command, context: &Context) -> Decision {
    match command {
        Command::Refer { .. } | Command::ChooseVariant { .. } => begin(course, command, context),
        Command::Record(document) => documents::record(course, document, context),
        Command::ReviewSentence { .. }
        | Command::ShareFormulation { .. }
        | Command::AnswerFormulation { .. }
        | Command::RateFocus(_)
        | Command::AgreeFocus(_)
        | Command::SetGoal { .. }
        | Command::RateGoal { .. }
        | Command::SignContract { .. }
        | Command::Renegotiate { .. } => agreement::decide(course, command, context),
        Command::AddPerson { .. }
        | Command::NamePeople(_)
        | Command::BringPeople { .. }
        | Command::RevisePerson { .. }
        | Command::RetirePerson { .. }
        | Command::PlacePeople { .. }
        | Command::PlacePerson { .. }
        | Command::TakeBackPlacing
        | Command::LinkPeople(_)
        | Command::UnlinkPeople { .. }
        | Command::NoteMoment { .. }
        | Command::StrikeMoment { .. } => life::decide(course, command, context),
        Command::EnterScore { .. }
        | Command::StrikeScore { .. }
        | Command::RaiseRisk { .. }
        | Command::MoveRiskAlert { .. }
        | Command::ClearRisk { .. }
        | Command::PlaceHold { .. }
        | Command::LiftHold { .. } => safety::decide(course, command, context),
        Command::OpenSession { .. }
        | Command::WithdrawSession { .. }
        | Command::RedateSession { .. }
        | Command::MissSession(_)
        | Command::WriteNote { .. }
        | Command::SignSession { .. }
        | Command::AddAddendum { .. }
        | Command::BookNext { .. }
        | Command::AgreeHomework { .. }
        | Command::WithdrawHomework { .. }
        | Command::ReviewHomework { .. }
        | Command::RaiseEnding { .. } => sessions::decide(course, command, context),
        Command::NoteIncident { .. }
        | Command::StrikeIncident { .. }
        | Command::AnalyseCommunication { .. }
        | Command::WeighDecision { .. }
        | Command::StrikeDecision { .. }
        | Command::WriteRhythm { .. }
        | Command::StrikeRhythm { .. }
        | Command::RecordTechnique { .. }
        | Command::StrikeTechniqueRecord { .. }
        | Command::DecideAlert { .. }
        | Command::MarkProgress { .. }
        | Command::UnmarkProgress { .. } => work::decide(course, command, context),
        Command::CheckSelf { .. } | Command::HearSelfCheck { .. } => {
            self_check::decide(course, command, context)
        }
        Command::Supervise(step) => supervision::decide(course, step, context),
        Command::CoSign { number, put } => signing::co_sign(course, number, put, context),
        Command::AskCorrection(_) | Command::AnswerCorrection(_) => correct(course, command),
        Command::SetLabel { part, content } => labels::set(course, part, content, context),
        Command::LiftLabel { part, reason } => labels::lift(course, part, reason),
        Command::OpenMiddle | Command::BeginMaintenance | Command::Close => enter(course, command),
        Command::Pause { .. } | Command::Resume => pause(course, command),
        Command::Transfer { to, reason } => transfer(course, to, reason),
    }
}

/// In and out of a pause.
fn pause(course: &Course, command: Command) -> Decision {
    match command {
        Command::Pause { reason, until } => {
            Ok(vec![Event::Paused { reason: given(reason, "reason")?, until }])
        }
        Command::Resume => {
            policy::PAUSED_NOW.require(course.pause.is_some()).map(|()| vec![Event::Resumed])
        }
        _ => unreachable!("BUG: not a pause"),
    }
}

/// Into other hands. Nobody signs for a session that they did not hold.
fn transfer(course: &Course, to: AccountId, reason: String) -> Decision {
    policy::NOTES_SIGNED.require(course.unsigned().is_none())?;
    Ok(vec![Event::Transferred { to, reason: given(reason, "reason")? }])
}

/// Into the next phase.
fn enter(course: &Course, command: Command) -> Decision {
    match command {
        Command::OpenMiddle => open_middle(course),
        Command::BeginMaintenance => begin_maintenance(course),
        Command::Close => {
            gate::pass(&gate::to_closed(course))?;
            Ok(vec![Event::PhaseEntered { phase: Phase::Closed }])
        }
        _ => unreachable!("BUG: no phase begins with this"),
    }
}

fn open_middle(course: &Course) -> Decision {
    in_phase(course, &[Phase::Initial])?;
    gate::pass(&gate::to_middle(course))?;
    Ok(vec![Event::PhaseEntered { phase: Phase::Middle }])
}

fn begin_maintenance(course: &Course) -> Decision {
    in_phase(course, &[Phase::Concluding])?;
    unheld(course)?;
    gate::pass(&gate::to_maintenance(course))?;
    Ok(vec![Event::PhaseEntered { phase: Phase::Maintenance }])
}

fn known(variant: &str) -> Result<(), Refusal> {
    let known = variant::variant(variant).is_some();
    policy::VARIANT_KNOWN.require(known).map_err(|refusal| refusal.beside("variant"))
}

/// A course begins, or another variant or manual is chosen for it.
fn begin(course: &Course, command: Command, context: &Context) -> Decision {
    match command {
        Command::Refer { .. } => refer(course, command, context),
        other => choose_variant(course, other),
    }
}

/// A course begins, of a client who has no other open one.
fn refer(course: &Course, command: Command, context: &Context) -> Decision {
    let Command::Refer {
        client,
        therapist,
        variant,
        dialect,
        episode,
        previous,
        another_open,
        referral,
    } = command
    else {
        unreachable!("BUG: not a referral");
    };
    known(&variant)?;
    policy::ONE_EPISODE.require(!another_open)?;
    let mut events =
        vec![Event::Referred { client, therapist, variant, dialect, episode, previous }];
    events.extend(documents::record(course, referral, context)?);
    Ok(events)
}

/// Another variant or manual may be chosen until a contract stands.
fn choose_variant(course: &Course, command: Command) -> Decision {
    let Command::ChooseVariant { variant, dialect, reason } = command else {
        unreachable!("BUG: not the choice of a variant");
    };
    known(&variant)?;
    let open = course.phase <= Phase::Initial && !course.contract_stands();
    policy::VARIANT_BEFORE_CONTRACT.require(open)?;
    Ok(vec![Event::VariantChosen { variant, dialect, reason: given(reason, "reason")? }])
}

/// Whether a course, or a kind of document in it, can be written at all, whatever is typed: a
/// screen asks before it shows a form.
///
/// # Errors
/// Why it is not open.
pub fn open(course: &Course, kind: Option<DocumentKind>) -> Result<(), Refusal> {
    // A flag that a self-check raised after the end is assessed and cared for like any other.
    let of_safety = matches!(kind, Some(DocumentKind::RiskAssessment | DocumentKind::SafetyPlan));
    let flagged = of_safety && course.open_flags().next().is_some();
    policy::NOT_CLOSED.require(course.phase != Phase::Closed || flagged)?;
    let waits = kind == Some(DocumentKind::Suitability) && course.phase == Phase::Referred;
    policy::CONSENT_FIRST.require(!waits)?;
    kind.map_or(Ok(()), |kind| variants::has_document(course, kind))
}

/// Whether the course takes acts at all: begun once, not closed, not paused. Safety acts and
/// notes on what was already held pass through a pause.
fn standing(course: &Course, command: &Command) -> Result<(), Refusal> {
    if matches!(command, Command::Refer { .. }) {
        return policy::BEGINS_ONCE.require(course.begun.is_none());
    }
    policy::BEGUN.require(course.begun.is_some())?;
    if !command.passes_a_closing() {
        let kind = match command {
            Command::Record(document) => Some(document.kind()),
            _ => None,
        };
        open(course, kind)?;
    }
    let moves_on = matches!(
        command,
        Command::OpenSession { .. }
            | Command::OpenMiddle
            | Command::RaiseEnding { .. }
            | Command::BeginMaintenance
            | Command::Pause { .. }
    );
    if moves_on {
        policy::NOT_PAUSED.require(course.pause.is_none())?;
    }
    Ok(())
}

fn in_phase(course: &Course, phases: &[Phase]) -> Result<(), Refusal> {
    policy::PHASE_FITS
        .require(phases.contains(&course.phase))
        .map_err(|refusal| refusal.naming(crate::Code::code(course.phase)))
}

/// Safety first: nothing of the agenda while a risk assessment is awaited.
fn unheld(course: &Course) -> Result<(), Refusal> {
    policy::SAFETY_HOLD.require(!course.safety_hold())
}

fn not_in_future(date: Date, context: &Context, field: &'static str) -> Result<(), Refusal> {
    policy::NOT_IN_FUTURE
        .require(date <= context.today)
        .map_err(|refusal| refusal.beside(field).naming(date))
}

/// A reason with something in it.
fn given(reason: String, field: &'static str) -> Result<String, Refusal> {
    let reason = reason.trim().to_owned();
    policy::REASON_GIVEN.require(!reason.is_empty()).map_err(|refusal| refusal.beside(field))?;
    Ok(reason)
}
