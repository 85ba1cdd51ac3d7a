//! Every fact of a course, in the past tense. This is the only list.

mod fact;

pub use fact::{Fact, Signatory};

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::{
    AccountId, ClientId, CourseId, DecisionId, Dialect, Document, FlagId, GoalId, HomeworkId,
    IncidentId, MomentId, PersonId, Phase, TechniqueRecordId,
    alert::Alert,
    area::Marker,
    communication::CommunicationAnalysis,
    correction::{CorrectionAnswer, CorrectionRequest},
    decision::DecisionAnalysis,
    document::formulation::Answer,
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
    review::{AlertReview, Figure},
    risk::{RiskAlertStep, RiskSource},
    score::Score,
    self_check::{CheckAt, SelfCheck},
    session::{MissedSession, SessionNote, SessionNumber},
    social_rhythm::RhythmWeek,
    supervision::SupervisionStep,
    technique::TechniqueRecord,
    timeline::Moment,
};

/// What happened in a course.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)] // a field whose name says which, who, when, what or why has no words
pub enum Event {
    /// A client was referred: the course begins.
    Referred {
        /// Who is in therapy.
        client: ClientId,
        /// Who leads the course.
        therapist: AccountId,
        /// The variant's code, see `content/variants`.
        variant: String,
        /// The manual followed.
        dialect: Dialect,
        /// 1 for the first episode.
        episode: u32,
        /// The course before, for a re-entry.
        previous: Option<CourseId>,
    },
    /// Another variant or manual was chosen.
    VariantChosen {
        /// The variant's code.
        variant: String,
        /// The manual followed.
        dialect: Dialect,
        reason: String,
    },
    /// A document was recorded or revised.
    Recorded(Document),
    /// The course went into a phase.
    PhaseEntered { phase: Phase },
    /// A sentence of the formulation's letter was looked at.
    SentenceReviewed {
        /// Which line of the letter.
        sentence: String,
        review: SentenceReview,
    },
    /// The formulation was told to the client.
    FormulationShared {
        /// What the letter said, sentence by sentence.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        letter: Vec<String>,
    },
    /// The client answered the formulation.
    FormulationAnswered {
        answer: Answer,
        /// In the client's own words.
        words: String,
        on: Date,
    },
    /// A rater said which area they see.
    FocusRated(FocusRating),
    /// The focus was agreed, or changed by agreement.
    FocusAgreed(FocusSelection),
    /// A goal was set or put anew.
    GoalSet { goal: GoalId, content: Goal },
    /// It was said how far a goal has come.
    GoalRated { goal: GoalId, progress: GoalProgress },
    /// Somebody signed the contract.
    ContractSigned { signatory: Signatory, name: String, on: Date },
    /// The contract was opened again, by agreement.
    ContractReopened { reason: String },
    /// A person was named.
    PersonAdded {
        person: PersonId,
        /// What is known.
        entry: Box<InventoryEntry>,
    },
    /// More was said of a person.
    PersonRevised {
        person: PersonId,
        /// What is known.
        entry: Box<InventoryEntry>,
    },
    /// A person was taken out of the list.
    PersonRetired { person: PersonId, reason: String },
    /// People were placed in the circle.
    PeoplePlaced {
        /// Which picture.
        layout: Layout,
        /// The day it shows.
        on: Date,
        /// Who stands where.
        places: Vec<Place>,
    },
    /// The last placing in a picture was taken back.
    PlacingTakenBack { layout: Layout },
    /// Two people were linked, or their link put anew.
    PeopleLinked(Link),
    /// Two people are linked no more.
    PeopleUnlinked { one: PersonId, other: PersonId },
    /// A moment was put on the timeline, or put anew.
    MomentNoted { moment: MomentId, content: Moment },
    /// A moment was struck from the timeline.
    MomentStruck { moment: MomentId },
    /// A measure was filled.
    Scored(Score),
    /// A score was struck: it had been entered wrongly.
    ScoreStruck {
        /// The n-th score that was entered, from 1.
        score: u32,
        reason: String,
    },
    /// A risk flag was raised.
    RiskRaised {
        flag: FlagId,
        source: RiskSource,
        /// In which session.
        session: Option<SessionNumber>,
        /// What was noted.
        note: String,
    },
    /// The alert of a flag went a step.
    RiskAlertMoved {
        flag: FlagId,
        step: RiskAlertStep,
        /// To whom, for an alert that went on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<AccountId>,
    },
    /// A risk flag was cleared.
    RiskCleared { flag: FlagId, reason: String },
    /// The agenda was suspended for safety, without a flag.
    HoldPlaced { reason: String },
    /// The suspension ended.
    HoldLifted { reason: String },
    /// A session began.
    SessionOpened { number: SessionNumber, on: Date },
    /// A session that had been begun by mistake was taken back.
    SessionWithdrawn { number: SessionNumber, reason: String },
    /// A session was put on the day on which it was held.
    SessionRedated { number: SessionNumber, on: Date },
    /// A session did not take place.
    SessionMissed(MissedSession),
    /// A session's note was written.
    SessionNoted {
        number: SessionNumber,
        /// The whole note.
        note: Box<SessionNote>,
    },
    /// A session's note was signed.
    SessionSigned { number: SessionNumber },
    /// Something was added to a signed note.
    AddendumAdded { number: SessionNumber, text: String },
    /// The next session was booked, or the booking taken back.
    NextSessionBooked {
        /// When.
        on: Option<Date>,
        /// At what time of day, in whole minutes of the local time of the practice.
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            with = "crate::booking::minutes"
        )]
        at: Option<Time>,
    },
    /// A between-session task was agreed.
    HomeworkAgreed {
        homework: HomeworkId,
        /// In which session.
        session: SessionNumber,
        content: Homework,
    },
    /// A task that had been agreed by mistake was taken back.
    HomeworkWithdrawn { homework: HomeworkId, reason: String },
    /// It was talked about how a task went.
    HomeworkReviewed { homework: HomeworkId, review: HomeworkReview },
    /// An incident was noted, or put anew.
    IncidentNoted {
        incident: IncidentId,
        /// The session in which it was told first.
        session: Option<SessionNumber>,
        content: Incident,
    },
    /// An incident was struck.
    IncidentStruck { incident: IncidentId },
    /// The exchange of an incident was replayed.
    CommunicationAnalysed { incident: IncidentId, content: Box<CommunicationAnalysis> },
    /// A decision was weighed, or weighed anew.
    DecisionWeighed {
        decision: DecisionId,
        /// The session in which it was taken up.
        session: Option<SessionNumber>,
        content: DecisionAnalysis,
    },
    /// A decision was struck.
    DecisionStruck { decision: DecisionId },
    /// The social rhythm of a week was written down by its Monday, or put anew.
    RhythmWritten { week: Date, content: RhythmWeek },
    /// A week of the rhythm was struck.
    RhythmStruck { week: Date },
    /// What was done with a technique was recorded, or put anew.
    TechniqueRecorded {
        record: TechniqueRecordId,
        /// In which session it was done.
        session: SessionNumber,
        content: TechniqueRecord,
    },
    /// A record of a technique was struck.
    TechniqueRecordStruck { record: TechniqueRecordId },
    /// It was decided on an alert of the review rules.
    AlertReviewed {
        /// Which alert.
        alert: Alert,
        /// What was decided, and why.
        content: Box<AlertReview>,
        /// The figures of the rule as they were then.
        figures: BTreeMap<Figure, u32>,
    },
    /// A marker of progress was seen in a session.
    MarkerSeen {
        marker: Marker,
        session: SessionNumber,
        /// What showed it.
        evidence: String,
    },
    /// A marker that had been noted by mistake was unmarked.
    MarkerUnmarked { marker: Marker, session: SessionNumber },
    /// The client looked at the signs of their own plan, after the end.
    SelfChecked {
        /// Which self-check.
        at: CheckAt,
        /// What was answered.
        check: Box<SelfCheck>,
        /// The total of the depression measure that was filled with it.
        score: Option<u32>,
        /// The flag that it raised, or that was open already.
        flag: Option<FlagId>,
    },
    /// It was noted what came of a self-check.
    SelfCheckHeard { at: CheckAt, what: String },
    /// Something happened in supervision.
    Supervised(SupervisionStep),
    /// The client asked that something be put right.
    CorrectionAsked(CorrectionRequest),
    /// They were answered.
    CorrectionAnswered(CorrectionAnswer),
    /// A part of the record was labelled, or its label put anew.
    Labelled { part: RecordPart, content: Labelling },
    /// A label was lifted.
    LabelLifted { part: RecordPart, reason: String },
    /// The ending was raised: in which session, how, and what the client answered.
    EndingRaised { session: SessionNumber, words: String },
    /// The course was paused.
    Paused {
        reason: String,
        /// When it should go on.
        until: Option<Date>,
    },
    /// The course went on.
    Resumed,
    /// Another therapist took over.
    Transferred { to: AccountId, reason: String },
}
