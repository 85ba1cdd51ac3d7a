//! A course as it stands: what the facts so far add up to.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};

use crate::{
    AccountId, Booking, ClientId, CourseId, Dialect, FlagId, IncidentId, PersonId,
    alert::Alert,
    content::variant::{self, Variant},
    correction::KeptCorrection,
    decision::KeptDecision,
    document::{Documents, non_response::WayForward},
    event::{Fact, Signatory},
    focus::{FocusSelection, KeptRating},
    goal::KeptGoal,
    homework::KeptHomework,
    incident::KeptIncident,
    inventory::{Person, circle::Circle},
    label::Labels,
    letter::{KeptSentence, ToldLetter},
    review::KeptReview,
    risk::RiskFlag,
    score::KeptScore,
    self_check::KeptSelfCheck,
    session::{MissedSession, Session, SessionNumber},
    social_rhythm::KeptRhythm,
    supervision::Supervision,
    technique::KeptTechnique,
    timeline::KeptMoment,
};

mod apply;
mod standing;

pub use standing::{
    AgreedTime, ContractSignature, FormulationState, Hold, Pause, Status, Transfer,
};

codes! {
    /// The phases of a course. Source: domain page §1.
    pub enum Phase: "phase" {
        /// A referral was received.
        Referred = "referred",
        /// Is IPT right for this person?
        Suitability = "suitability",
        /// Assessment, inventory, formulation, contract.
        Initial = "initial",
        /// Work on the focus.
        Middle = "middle",
        /// The ending.
        Concluding = "concluding",
        /// Staying well.
        Maintenance = "maintenance",
        /// Over.
        Closed = "closed",
    }
}

/// One episode of IPT.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    /// Whether it has begun.
    pub begun: Option<Beginning>,
    /// How many facts it has.
    pub version: u64,
    /// The phase it is in.
    pub phase: Phase,
    /// The phases it went through, with the day of each.
    pub phases: Vec<(Phase, Date)>,
    /// A pause, if it is paused.
    pub pause: Option<Pause>,
    /// A suspension without a flag, if there is one.
    pub hold: Option<Hold>,
    /// The documents.
    pub documents: Documents,
    /// The formulation's state.
    pub formulation: FormulationState,
    /// What became of the sentences of its letter, by line.
    pub sentences: BTreeMap<String, KeptSentence>,
    /// Its letters as they were told, oldest first.
    pub letters: Vec<ToldLetter>,
    /// What raters said of the focus.
    pub ratings: Vec<KeptRating>,
    /// The focus as agreed, each change added.
    pub focus: Vec<FocusSelection>,
    /// The goals.
    pub goals: Vec<KeptGoal>,
    /// The time that both signed last. A contract that is open again changes nothing of it.
    pub agreed_time: Option<AgreedTime>,
    /// The signatures under the contract as it stands.
    pub signatures: Vec<ContractSignature>,
    /// Why the contract is open again, if it is.
    pub renegotiating: Option<String>,
    /// The people.
    pub people: Vec<Person>,
    /// Who stands where.
    pub circle: Circle,
    /// The timeline, by date.
    pub timeline: Vec<KeptMoment>,
    /// The scores, in the order they came.
    pub scores: Vec<KeptScore>,
    /// The risk flags.
    pub flags: Vec<RiskFlag>,
    /// When the last risk assessment was filed or risk was reviewed.
    pub risk_reviewed_at: Option<Timestamp>,
    /// The sessions held.
    pub sessions: Vec<Session>,
    /// The sessions missed.
    pub missed: Vec<MissedSession>,
    /// The next booked session.
    pub next_session: Option<Booking>,
    /// The between-session tasks.
    pub homework: Vec<KeptHomework>,
    /// The incidents, in the order they were told.
    pub incidents: Vec<KeptIncident>,
    /// The decisions, in the order they were taken up.
    pub decisions: Vec<KeptDecision>,
    /// The weeks of the social rhythm, in the order of the calendar.
    pub rhythms: Vec<KeptRhythm>,
    /// What was done with techniques, in the order it was recorded.
    pub technique_records: Vec<KeptTechnique>,
    /// What was decided on alerts of the review rules.
    pub reviews: Vec<KeptReview>,
    /// The markers of progress, in the order they were seen.
    pub markers: Vec<crate::area::marker::KeptMarker>,
    /// In which session the ending was raised, and what was said.
    pub ending_raised: Option<(SessionNumber, String)>,
    /// The number of acute sessions held when the non-response decision was made last.
    pub non_response_decided_at: Option<u32>,
    /// The way forward that was decided then and is not yet gone.
    pub way_open: Option<WayForward>,
    /// The self-checks that were filled after the end.
    pub self_checks: Vec<KeptSelfCheck>,
    /// Its supervision.
    pub supervision: Supervision,
    /// What the client asked to be put right.
    pub corrections: Vec<KeptCorrection>,
    /// The labels that stand.
    pub labels: Labels,
    /// The hand-overs to other therapists.
    pub transfers: Vec<Transfer>,
    /// The day of the last fact.
    pub last_on: Option<Date>,
}

#[allow(clippy::derivable_impls)] // the phase of a course that has not begun
impl Default for Phase {
    fn default() -> Self {
        Self::Referred
    }
}

/// How a course began.
#[derive(Clone, Debug, PartialEq)]
pub struct Beginning {
    /// Who is in therapy.
    pub client: ClientId,
    /// Who leads it now.
    pub therapist: AccountId,
    /// The variant.
    pub variant: &'static Variant,
    /// The manual followed.
    pub dialect: Dialect,
    /// 1 for the first episode.
    pub episode: u32,
    /// The course before.
    pub previous: Option<CourseId>,
    /// The day.
    pub on: Date,
}

impl Course {
    /// The course that these facts add up to. Any prefix of a course is a course.
    pub fn fold<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Self {
        facts.into_iter().fold(Self::default(), Self::apply)
    }

    /// The manual followed.
    pub fn dialect(&self) -> Dialect {
        self.begun.as_ref().map_or(Dialect::KlermanWeissman, |begun| begun.dialect)
    }

    /// The variant.
    pub fn variant(&self) -> &'static Variant {
        self.begun.as_ref().map_or_else(variant::standard, |begun| begun.variant)
    }

    /// How many acute sessions are agreed: as signed last, else as proposed, else the usual.
    pub fn sessions_agreed(&self) -> u32 {
        let agreed = self.agreed_time.map(|time| time.sessions);
        agreed.or(self.contracted()).unwrap_or(self.variant().sessions.usual)
    }

    /// How many acute sessions the contract states, if there is one.
    pub fn contracted(&self) -> Option<u32> {
        self.documents.contract.as_ref().and_then(|contract| contract.value.sessions)
    }

    /// How many acute sessions were held.
    pub fn sessions_held(&self) -> u32 {
        self.count(|number| matches!(number, SessionNumber::Acute(_)))
    }

    /// How many maintenance sessions were held.
    pub fn maintenance_held(&self) -> u32 {
        self.count(|number| matches!(number, SessionNumber::Maintenance(_)))
    }

    fn count(&self, of: impl Fn(SessionNumber) -> bool) -> u32 {
        let held = self.sessions.iter().filter(|session| of(session.number)).count();
        u32::try_from(held).unwrap_or(u32::MAX)
    }

    /// How many acute sessions are left of those agreed.
    pub fn sessions_left(&self) -> u32 {
        self.sessions_agreed().saturating_sub(self.sessions_held())
    }

    /// The number that the next session will bear.
    pub fn next_number(&self) -> SessionNumber {
        if self.phase == Phase::Maintenance {
            SessionNumber::Maintenance(self.maintenance_held() + 1)
        } else {
            SessionNumber::Acute(self.sessions_held() + 1)
        }
    }

    /// What was decided on an alert.
    pub fn review(&self, alert: Alert) -> Option<&KeptReview> {
        self.reviews.iter().find(|kept| kept.alert == alert)
    }

    /// A session.
    pub fn session(&self, number: SessionNumber) -> Option<&Session> {
        self.sessions.iter().find(|session| session.number == number)
    }

    /// An incident.
    pub fn incident(&self, id: IncidentId) -> Option<&KeptIncident> {
        self.incidents.iter().find(|kept| kept.id == id)
    }

    /// The session whose note is not signed yet, oldest first.
    pub fn unsigned(&self) -> Option<&Session> {
        self.sessions.iter().find(|session| session.signed.is_none())
    }

    /// The focus as agreed now.
    pub fn agreed_focus(&self) -> Option<&FocusSelection> {
        self.focus.last()
    }

    /// Whether this side has signed the contract as it stands.
    pub fn signed_by(&self, signatory: Signatory) -> bool {
        self.signatures.iter().any(|signature| signature.signatory == signatory)
    }

    /// Whether the contract stands: signed by both and not reopened.
    pub fn contract_stands(&self) -> bool {
        self.signed_by(Signatory::Client)
            && self.signed_by(Signatory::Therapist)
            && self.renegotiating.is_none()
    }

    /// Flags raised and not cleared.
    pub fn open_flags(&self) -> impl Iterator<Item = &RiskFlag> {
        self.flags.iter().filter(|flag| flag.cleared.is_none())
    }

    /// The first flag for which no risk assessment was filed yet.
    pub fn unassessed_flag(&self) -> Option<&RiskFlag> {
        self.open_flags().find(|flag| flag.assessed_at.is_none())
    }

    /// Whether the agenda is suspended: a flag waits for its assessment, or a hold was placed.
    pub fn safety_hold(&self) -> bool {
        self.hold.is_some() || self.unassessed_flag().is_some()
    }

    /// A flag.
    pub fn flag(&self, id: FlagId) -> Option<&RiskFlag> {
        self.flags.iter().find(|flag| flag.id == id)
    }

    /// A person of the inventory, retired or not.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The people who stand in the list.
    pub fn people_listed(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|person| person.retired.is_none())
    }
}
