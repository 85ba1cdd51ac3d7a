//! Every act that a person may perform on a course.

use jiff::{
    Timestamp,
    civil::{Date, Time},
};

use crate::{
    AccountId, ClientId, CourseId, DecisionId, Dialect, Document, FlagId, GoalId, HomeworkId,
    IncidentId, MomentId, PersonId, TechniqueRecordId,
    alert::Alert,
    area::Marker,
    communication::CommunicationAnalysis,
    correction::{CorrectionAnswer, CorrectionRequest},
    decision::DecisionAnalysis,
    document::formulation::Answer,
    event::Signatory,
    focus::{FocusRating, FocusSelection},
    goal::{Goal, GoalProgress},
    homework::{Homework, HomeworkReview},
    incident::Incident,
    inventory::{
        InventoryEntry,
        circle::{Layout, Place},
        link::Link,
    },
    label::{Labelling, RecordPart},
    letter::SentenceReview,
    review::AlertReview,
    risk::{RiskAlertStep, RiskSource},
    self_check::{CheckAt, SelfCheck},
    session::{MissedSession, SessionNote, SessionNumber},
    social_rhythm::RhythmWeek,
    supervision::SupervisionStep,
    technique::TechniqueRecord,
    timeline::Moment,
};

/// What a measure was answered with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// The measure's id.
    pub measure: String,
    /// The day it was filled.
    pub on: Date,
    /// The session it belongs to.
    pub session: Option<SessionNumber>,
    /// The answers in order; empty when only the total is known.
    pub items: Vec<Option<u8>>,
    /// The total as stated, in the measure's unit; counted from the items when absent.
    pub total: Option<u32>,
    /// The values of scales where the items are not known, in the measure's unit.
    pub scales: Vec<(String, u32)>,
    /// The answer to the question that counts nothing, from 0.
    pub unscored: Option<u8>,
    /// Whether the practice lets the measure's own rule estimate a total without some answers.
    pub prorate: bool,
}

/// An act.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the fields are those of the event of the same name
pub enum Command {
    /// Begin a course.
    Refer {
        client: ClientId,
        therapist: AccountId,
        variant: String,
        dialect: Dialect,
        episode: u32,
        previous: Option<CourseId>,
        /// Whether the client has a course that is not closed.
        another_open: bool,
        referral: Document,
    },
    /// Choose another variant or manual, while no contract stands.
    ChooseVariant { variant: String, dialect: Dialect, reason: String },
    /// Record or revise a document.
    Record(Document),
    /// Keep, reword or leave out a sentence of the formulation's letter.
    ReviewSentence { sentence: String, review: SentenceReview },
    /// Tell the client the formulation, in these sentences.
    ShareFormulation { letter: Vec<String> },
    /// Note the client's answer to it.
    AnswerFormulation { answer: Answer, words: String, on: Date },
    /// Say which area one sees.
    RateFocus(FocusRating),
    /// Agree the focus.
    AgreeFocus(FocusSelection),
    /// Set a goal or put it anew.
    SetGoal { goal: GoalId, content: Goal },
    /// Say how far a goal has come.
    RateGoal { goal: GoalId, progress: GoalProgress },
    /// Sign the contract.
    SignContract { signatory: Signatory, name: String, on: Date },
    /// Open the contract again, by agreement.
    Renegotiate { reason: String },
    /// Go from the initial to the middle phase.
    OpenMiddle,
    /// Name a person.
    AddPerson { person: PersonId, entry: InventoryEntry },
    /// Name several at once, all or none.
    NamePeople(Vec<(PersonId, InventoryEntry)>),
    /// Bring the people over from the last episode, as [`InventoryEntry::carried`] takes them.
    BringPeople { from: CourseId, people: Vec<(PersonId, InventoryEntry)> },
    /// Say more of a person.
    RevisePerson { person: PersonId, entry: InventoryEntry },
    /// Take a person out of the list.
    RetirePerson { person: PersonId, reason: String },
    /// Place people in the circle.
    PlacePeople { layout: Layout, on: Date, places: Vec<Place> },
    /// Place one person, in each picture that is named.
    PlacePerson { person: PersonId, on: Date, rings: Vec<(Layout, Option<u8>)> },
    /// Take back what was placed last today, in any picture.
    TakeBackPlacing,
    /// Say what is between two people.
    LinkPeople(Link),
    /// Say it no more.
    UnlinkPeople { one: PersonId, other: PersonId },
    /// Put a moment on the timeline.
    NoteMoment { moment: MomentId, content: Moment },
    /// Strike a moment.
    StrikeMoment { moment: MomentId },
    /// Enter a measure. A risk answer raises a risk flag.
    EnterScore { answers: Answers },
    /// Strike a score that was entered wrongly: the n-th that was entered, from 1. A flag that it
    /// raised stays.
    StrikeScore { score: u32, reason: String },
    /// Raise a risk flag.
    RaiseRisk { flag: FlagId, source: RiskSource, session: Option<SessionNumber>, note: String },
    /// Take the alert of a flag a step on.
    MoveRiskAlert { flag: FlagId, step: RiskAlertStep, to: Option<AccountId> },
    /// Clear a risk flag.
    ClearRisk { flag: FlagId, reason: String },
    /// Suspend the agenda for safety.
    PlaceHold { reason: String },
    /// End the suspension.
    LiftHold { reason: String },
    /// Begin the next session.
    OpenSession { on: Date },
    /// Note a session that did not take place.
    MissSession(MissedSession),
    /// Take back a session that was begun by mistake.
    WithdrawSession { number: SessionNumber, reason: String },
    /// Put a session on the day on which it was held.
    RedateSession { number: SessionNumber, on: Date },
    /// Write a session's note. A disclosure in it raises a risk flag.
    WriteNote { number: SessionNumber, note: SessionNote },
    /// Sign it.
    SignSession { number: SessionNumber },
    /// Add to it after it was signed.
    AddAddendum { number: SessionNumber, text: String },
    /// Book the next session, or take the booking back. A time without a day is no booking.
    BookNext { on: Option<Date>, at: Option<Time> },
    /// Take back a task that was agreed by mistake, and not talked about yet.
    WithdrawHomework { homework: HomeworkId, reason: String },
    /// Agree a between-session task.
    AgreeHomework { homework: HomeworkId, session: SessionNumber, content: Homework },
    /// Talk about how it went.
    ReviewHomework { homework: HomeworkId, review: HomeworkReview },
    /// Note an incident, or put it anew.
    NoteIncident { incident: IncidentId, content: Incident },
    /// Strike an incident with its replay.
    StrikeIncident { incident: IncidentId },
    /// Replay the exchange of an incident.
    AnalyseCommunication { incident: IncidentId, content: CommunicationAnalysis },
    /// Weigh a decision, or put it anew.
    WeighDecision { decision: DecisionId, content: DecisionAnalysis },
    /// Strike a decision.
    StrikeDecision { decision: DecisionId },
    /// Write down the social rhythm of a week, by its Monday, or put it anew.
    WriteRhythm { week: Date, content: RhythmWeek },
    /// Strike a week of the rhythm.
    StrikeRhythm { week: Date },
    /// Record what was done with a technique in a session, or put it anew.
    RecordTechnique { record: TechniqueRecordId, session: SessionNumber, content: TechniqueRecord },
    /// Strike a record of a technique.
    StrikeTechniqueRecord { record: TechniqueRecordId },
    /// Decide on an alert of the review rules, or decide anew.
    DecideAlert { alert: Alert, content: AlertReview },
    /// Say that a marker of progress was seen in a session, and what showed it.
    MarkProgress { marker: Marker, session: SessionNumber, evidence: String },
    /// Take that back.
    UnmarkProgress { marker: Marker, session: SessionNumber },
    /// Look at the signs of one's own plan after the end, with the depression measure or without.
    CheckSelf { at: CheckAt, check: SelfCheck, answers: Option<Answers> },
    /// Note what came of a self-check.
    HearSelfCheck { at: CheckAt, what: String },
    /// Do something in supervision: consent, a talk, a note that goes there and comes back.
    Supervise(SupervisionStep),
    /// Sign a note as it was put before oneself as the supervisor at that moment.
    CoSign { number: SessionNumber, put: Timestamp },
    /// Ask, as the client, that something be put right.
    AskCorrection(CorrectionRequest),
    /// Accept it with an amendment, or decline it with reasons.
    AnswerCorrection(CorrectionAnswer),
    /// Label a part of the record, or put its label anew.
    SetLabel { part: RecordPart, content: Labelling },
    /// Lift a label: the part goes into what the client is given again.
    LiftLabel { part: RecordPart, reason: String },
    /// Raise the ending.
    RaiseEnding { words: String },
    /// Go from the ending into maintenance.
    BeginMaintenance,
    /// Close the course.
    Close,
    /// Pause.
    Pause { reason: String, until: Option<Date> },
    /// Go on.
    Resume,
    /// Hand over to another therapist.
    Transfer { to: AccountId, reason: String },
}

impl Command {
    /// Whether a course that is closed takes it: an addendum, a self-check, a correction, a label, and
    /// what became of an alert.
    pub(crate) fn passes_a_closing(&self) -> bool {
        matches!(
            self,
            Self::AddAddendum { .. }
                | Self::ClearRisk { .. }
                | Self::MoveRiskAlert { .. }
                | Self::CheckSelf { .. }
                | Self::HearSelfCheck { .. }
                | Self::Supervise(SupervisionStep::Withdrawn { .. })
                | Self::AskCorrection(_)
                | Self::AnswerCorrection(_)
                | Self::SetLabel { .. }
                | Self::LiftLabel { .. }
        )
    }
}
