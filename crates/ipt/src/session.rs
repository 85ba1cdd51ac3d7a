//! Sessions: opened, noted, signed, and then only added to.

use std::{fmt, str::FromStr};

use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use serde::{Deserialize, Serialize, de};

use crate::{
    AccountId,
    area::{DisputeStage, Strategy},
    form::Kind,
};

/// Which session: the n-th of acute treatment, or the n-th of maintenance (written `M1`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SessionNumber {
    /// Of acute treatment, counted from 1.
    Acute(u32),
    /// Of maintenance, counted from 1.
    Maintenance(u32),
}

impl fmt::Display for SessionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Acute(n) => write!(f, "{n}"),
            Self::Maintenance(n) => write!(f, "M{n}"),
        }
    }
}

/// Not the number of a session.
#[derive(Debug, thiserror::Error)]
#[error("not the number of a session")]
pub struct NotASession;

impl FromStr for SessionNumber {
    type Err = NotASession;
    fn from_str(text: &str) -> Result<Self, NotASession> {
        let (digits, of) = match text.strip_prefix('M') {
            Some(rest) => (rest, Self::Maintenance as fn(u32) -> Self),
            None => (text, Self::Acute as fn(u32) -> Self),
        };
        match digits.parse() {
            Ok(n @ 1..=99) => Ok(of(n)),
            Ok(_) | Err(_) => Err(NotASession),
        }
    }
}

impl Serialize for SessionNumber {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SessionNumber {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

codes! {
    /// What the client answered the opening question with. Source: domain page §5.
    pub enum AnswerKind: "answer_kind" {
        /// A feeling: ask what happened.
        Mood = "mood",
        /// An event: ask how it left them feeling.
        Event = "event",
    }
}

codes! {
    /// A technique of IPT. Source: domain page §4; the steps are in `content/techniques.toml`.
    pub enum Technique: "technique" {
        /// Non-directive exploration.
        NonDirectiveExploration = "non_directive_exploration",
        /// Direct elicitation.
        DirectElicitation = "direct_elicitation",
        /// Encouragement of affect.
        EncouragementOfAffect = "encouragement_of_affect",
        /// Clarification.
        Clarification = "clarification",
        /// Communication analysis.
        CommunicationAnalysis = "communication_analysis",
        /// Interpersonal incident.
        InterpersonalIncident = "interpersonal_incident",
        /// Decision analysis.
        DecisionAnalysis = "decision_analysis",
        /// Role play.
        RolePlay = "role_play",
        /// Use of the therapeutic relationship.
        TherapeuticRelationship = "therapeutic_relationship",
        /// Problem solving and advice.
        ProblemSolving = "problem_solving",
        /// Psychoeducation.
        Psychoeducation = "psychoeducation",
        /// Between-session task.
        BetweenSessionTask = "between_session_task",
        /// Joint session.
        JointSession = "joint_session",
        /// Working with support.
        WorkingWithSupport = "working_with_support",
    }
}

codes! {
    /// Why a session did not take place.
    pub enum Missed: "missed" {
        /// Called off by the client.
        CancelledByClient = "cancelled_by_client",
        /// Called off by the therapist.
        CancelledByTherapist = "cancelled_by_therapist",
        /// The client did not come.
        DidNotAttend = "did_not_attend",
    }
}

artefact! {
    /// The note of a session. Source: domain page §2 and §5.
    pub struct SessionNote: "session_note" {
        "opening" {
            opening_answer: String = Kind::Long;
            answer_kind: Option<AnswerKind> = Kind::Choice(<AnswerKind as crate::Code>::CODES);
            link_text: String = Kind::Long;
            linked_to_focus: Option<bool> = Kind::YesNo;
            symptom_review: Vec<String> = Kind::Lines;
        }
        "work" {
            incident: String = Kind::Long;
            affect: String = Kind::Line;
            techniques: Vec<Technique> = Kind::Many(<Technique as crate::Code>::CODES);
            strategies: Vec<Strategy> = Kind::Many(<Strategy as crate::Code>::CODES);
            role_play: Option<bool> = Kind::YesNo;
            dispute_stage: Option<DisputeStage> = Kind::Choice(<DisputeStage as crate::Code>::CODES);
            contacts: Option<u32> = Kind::Number { min: 0, max: 99 };
            goals_progress: String = Kind::Long;
            note: String = Kind::Long;
        }
        "close" {
            summary_for_client: String = Kind::Long;
            risk: String = Kind::Long;
            risk_disclosed: Option<bool> = Kind::YesNo;
            sessions_left_said: Option<bool> = Kind::YesNo;
            plan: String = Kind::Long;
            minutes: Option<u32> = Kind::Number { min: 1, max: 240 };
            attendees: String = Kind::Line;
        }
    }
}

/// A note that nobody may change any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    /// Who signed.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
}

/// What was added to a signed note.
#[derive(Clone, Debug, PartialEq)]
pub struct Addendum {
    /// Who added it.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub text: String,
}

/// A note that came back to be changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Returned {
    /// Who sent it back; its author, if they took it back.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// What is to be changed.
    pub words: String,
}

/// A session that was held.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Which.
    pub number: SessionNumber,
    /// When it was held.
    pub on: Date,
    /// The time of day that was booked for it, if one was.
    pub at: Option<Time>,
    /// Its note as it stands.
    pub note: SessionNote,
    /// How often the note was written.
    pub revision: u32,
    /// Who put it before a supervisor, and when: until it comes back, and after both signed.
    pub submitted: Option<Signature>,
    /// That it came back from there, until it is put there anew.
    pub returned: Option<Returned>,
    /// The signature, once given; the second where a supervisor signs too.
    pub signed: Option<Signature>,
    /// What was added after.
    pub addenda: Vec<Addendum>,
}

impl Session {
    /// Whether its note lies with the supervisor.
    pub fn waits_for_supervisor(&self) -> bool {
        self.submitted.is_some() && self.signed.is_none()
    }
}

/// A session that did not take place. It does not count towards the agreed number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MissedSession {
    /// The day it was meant for.
    pub on: Date,
    /// Why.
    pub why: Missed,
    /// What was said about it.
    #[serde(default)]
    pub note: String,
}
