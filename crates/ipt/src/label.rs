//! Labels: a part of the record tells of somebody else, or would endanger somebody if it were read.
//! Whoever works in the course reads it as before; it is left out of what the client is given.

use std::{collections::BTreeMap, fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize, de};
use uuid::Uuid;

use crate::{
    AccountId, Course, DecisionId, DocumentKind, Event, IncidentId, MomentId, PersonId,
    session::SessionNumber,
};

/// A safeguarding label is looked at again within so many days. OpenIPT design: what is kept from
/// somebody is not kept from them by forgetting.
pub const LOOK_AGAIN_DAYS: i32 = 90;

codes! {
    /// Why a part of the record is not for the client's copy.
    pub enum Label: "label" {
        /// It tells of somebody else, or came from them in confidence. Source: GDPR Art. 15(4).
        ThirdParty = "third_party",
        /// Somebody would be in danger if it were read. Source: security page 2.4.
        Safeguarding = "safeguarding",
    }
}

/// A part of the record that can have a label. Stored and sent as its kind, a colon, and which one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordPart {
    /// A document, in every version.
    Document(DocumentKind),
    /// What was noted of a session, and what was added to the note. That it was held stays told.
    Session(SessionNumber),
    /// What was said of a person of the inventory, with their links.
    Person(PersonId),
    /// A moment of the timeline.
    Moment(MomentId),
    /// An incident with its replay.
    Incident(IncidentId),
    /// A decision that was weighed.
    Decision(DecisionId),
    /// A line of what was given to others, which stands in the practice's log and in no course.
    Disclosure(Uuid),
}

impl RecordPart {
    /// Its kind, which is also the name of its words.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Document(_) => "document",
            Self::Session(_) => "session",
            Self::Person(_) => "person",
            Self::Moment(_) => "moment",
            Self::Incident(_) => "incident",
            Self::Decision(_) => "decision",
            Self::Disclosure(_) => "disclosure",
        }
    }

    /// Whether the client has it already: what was agreed with them, told them or made for them.
    pub fn is_the_clients_own(self) -> bool {
        matches!(
            self,
            Self::Document(
                DocumentKind::Formulation
                    | DocumentKind::Contract
                    | DocumentKind::SafetyPlan
                    | DocumentKind::RelapsePlan
                    | DocumentKind::Maintenance
            )
        )
    }

    /// Whether it stands in this course. Of a line of the log the practice says whether it is there.
    pub fn stands_in(self, course: &Course) -> bool {
        match self {
            Self::Document(kind) => course.documents.stamp(kind).is_some(),
            Self::Session(number) => course.session(number).is_some(),
            Self::Person(id) => course.person(id).is_some(),
            Self::Moment(id) => course.timeline.iter().any(|kept| kept.id == id),
            Self::Incident(id) => course.incident(id).is_some(),
            Self::Decision(id) => course.decision(id).is_some(),
            Self::Disclosure(_) => true,
        }
    }

    /// Whether a fact is of this part.
    fn holds(self, event: &Event) -> bool {
        match event {
            Event::Recorded(document) => self == Self::Document(document.kind()),
            Event::SessionNoted { number, .. } | Event::AddendumAdded { number, .. } => {
                self == Self::Session(*number)
            }
            Event::PersonAdded { person, .. }
            | Event::PersonRevised { person, .. }
            | Event::PersonRetired { person, .. } => self == Self::Person(*person),
            Event::PeopleLinked(link) => {
                [link.one, link.other].into_iter().any(|one| self == Self::Person(one))
            }
            Event::PeopleUnlinked { one, other } => {
                [*one, *other].into_iter().any(|one| self == Self::Person(one))
            }
            Event::MomentNoted { moment, .. } | Event::MomentStruck { moment } => {
                self == Self::Moment(*moment)
            }
            Event::IncidentNoted { incident, .. }
            | Event::IncidentStruck { incident }
            | Event::CommunicationAnalysed { incident, .. } => self == Self::Incident(*incident),
            Event::DecisionWeighed { decision, .. } | Event::DecisionStruck { decision } => {
                self == Self::Decision(*decision)
            }
            _ => false,
        }
    }
}

impl fmt::Display for RecordPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind();
        match self {
            Self::Document(document) => write!(f, "{kind}:{}", document.name()),
            Self::Session(number) => write!(f, "{kind}:{number}"),
            Self::Person(id) => write!(f, "{kind}:{id}"),
            Self::Moment(id) => write!(f, "{kind}:{id}"),
            Self::Incident(id) => write!(f, "{kind}:{id}"),
            Self::Decision(id) => write!(f, "{kind}:{id}"),
            Self::Disclosure(id) => write!(f, "{kind}:{}", id.simple()),
        }
    }
}

/// Not a part of the record that can have a label.
#[derive(Debug, thiserror::Error)]
#[error("not a part of the record that can have a label")]
pub struct NotAPart;

impl FromStr for RecordPart {
    type Err = NotAPart;
    fn from_str(text: &str) -> Result<Self, NotAPart> {
        let (kind, which) = text.split_once(':').ok_or(NotAPart)?;
        let part = match kind {
            "document" => DocumentKind::from_name(which).map(Self::Document),
            "session" => which.parse().ok().map(Self::Session),
            "person" => which.parse().ok().map(Self::Person),
            "moment" => which.parse().ok().map(Self::Moment),
            "incident" => which.parse().ok().map(Self::Incident),
            "decision" => which.parse().ok().map(Self::Decision),
            "disclosure" => which.parse().ok().map(Self::Disclosure),
            _ => None,
        };
        part.ok_or(NotAPart)
    }
}

impl Serialize for RecordPart {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RecordPart {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// What is said with a label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labelling {
    /// Which label.
    pub label: Label,
    /// Why, in words.
    pub reason: String,
    /// The day on which somebody looks at it again; a safeguarding label has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look_again_on: Option<Date>,
}

/// A label that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptLabel {
    /// What was said with it.
    pub content: Labelling,
    /// Who set it.
    pub by: AccountId,
    /// On which day.
    pub on: Date,
}

/// The labels that stand, by part.
pub type Labels = BTreeMap<RecordPart, KeptLabel>;

impl Course {
    /// The label of a fact. Which labels were set, and why, is itself not for whom it is kept from.
    pub fn label_of(&self, event: &Event) -> Option<Label> {
        if matches!(event, Event::Labelled { .. } | Event::LabelLifted { .. }) {
            return Some(Label::Safeguarding);
        }
        let labels = self.labels.iter().filter(|(part, _)| part.holds(event));
        labels.map(|(_, kept)| kept.content.label).max()
    }

    /// The first day on which a label is to be looked at again.
    pub fn look_again_on(&self) -> Option<Date> {
        self.labels.values().filter_map(|kept| kept.content.look_again_on).min()
    }
}
