//! What was done with a technique in a session: a short record of its own kind for each. The
//! replay of an exchange, incidents, decisions and tasks have documents of their own.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    Course, Field, Form, Kind, PersonId, TechniqueRecordId,
    artefact::Artefact,
    form::FieldProblem,
    session::{Session, SessionNumber, Technique},
};

mod doing;
mod talking;

pub use doing::{
    Helper, JointSession, MOST_HELPERS, Parts, ProblemSolving, RolePlay, WorkingWithSupport,
};
pub use talking::{
    ActOrBear, Clarification, DirectElicitation, EncouragementOfAffect, NonDirectiveExploration,
    Psychoeducation, TherapeuticRelationship,
};

macro_rules! records {
    ($( $Name:ident ),* $(,)?) => {
        /// What was done with a technique.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "technique", rename_all = "snake_case")]
        pub enum TechniqueRecord {
            $( #[doc = concat!("See [`", stringify!($Name), "`].")] $Name(Box<$Name>), )*
        }

        $( impl From<$Name> for TechniqueRecord {
            fn from(value: $Name) -> Self { Self::$Name(Box::new(value)) }
        } )*

        impl TechniqueRecord {
            /// Of which technique it is.
            pub fn technique(&self) -> Technique {
                match self { $( Self::$Name(_) => Technique::$Name, )* }
            }
            /// Its content as it would have been typed.
            pub fn to_form(&self) -> Form {
                match self { $( Self::$Name(value) => value.to_form(), )* }
            }
            /// Reads what was typed of a technique; none for one that has a document of its own.
            ///
            /// # Errors
            /// Every field that cannot be read.
            pub fn read(of: Technique, form: &Form) -> Option<Result<Self, Vec<FieldProblem>>> {
                match of {
                    $( Technique::$Name => Some($Name::read(form).map(Self::from)), )*
                    Technique::CommunicationAnalysis
                    | Technique::InterpersonalIncident
                    | Technique::DecisionAnalysis
                    | Technique::BetweenSessionTask => None,
                }
            }
            /// The fields of a technique's record; none for one that has a document of its own.
            pub fn fields(of: Technique) -> &'static [Field] {
                match of {
                    $( Technique::$Name => $Name::FIELDS, )*
                    Technique::CommunicationAnalysis
                    | Technique::InterpersonalIncident
                    | Technique::DecisionAnalysis
                    | Technique::BetweenSessionTask => &[],
                }
            }
        }
    };
}

records! {
    NonDirectiveExploration,
    DirectElicitation,
    EncouragementOfAffect,
    Clarification,
    RolePlay,
    TherapeuticRelationship,
    ProblemSolving,
    Psychoeducation,
    JointSession,
    WorkingWithSupport,
}

impl TechniqueRecord {
    /// Everybody of the inventory who is named in it.
    pub fn people(&self) -> Vec<PersonId> {
        let fields = Self::fields(self.technique());
        let form = self.to_form();
        let mut people = Vec::new();
        for field in fields {
            let named: Vec<&String> = match field.kind {
                Kind::Person | Kind::People => form.get(field.name).into_iter().flatten().collect(),
                Kind::Rows(rows) => {
                    let within = rows.fields.iter().filter(|of| of.kind == Kind::Person);
                    let of = |name: &'static str| (0..rows.most).map(move |n| (n, name));
                    within
                        .flat_map(|field| of(field.name))
                        .filter_map(|(n, name)| {
                            form.get(&crate::form::Rows::typed_as(field.name, n, name))
                        })
                        .flatten()
                        .collect()
                }
                _ => Vec::new(),
            };
            people.extend(named.into_iter().filter_map(|id| id.parse::<PersonId>().ok()));
        }
        people
    }

    /// What it is about, in a few words: the first field in which something was written.
    pub fn about(&self) -> String {
        let stored = serde_json::to_value(self).unwrap_or_default();
        let written = |field: &Field| match (field.kind, stored.get(field.name)) {
            (Kind::Line | Kind::Long, Some(Value::String(text))) => Some(text.clone()),
            _ => None,
        };
        Self::fields(self.technique()).iter().find_map(written).unwrap_or_default()
    }
}

/// A record of a technique, as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptTechnique {
    /// Which.
    pub id: TechniqueRecordId,
    /// The session in which it was done.
    pub session: SessionNumber,
    /// As it stands.
    pub record: TechniqueRecord,
    /// How often it was written.
    pub revision: u32,
}

impl Course {
    /// A record of a technique.
    pub fn technique_record(&self, id: TechniqueRecordId) -> Option<&KeptTechnique> {
        self.technique_records.iter().find(|kept| kept.id == id)
    }

    /// The records of a technique, in the order they were written.
    pub fn records_of(&self, technique: Technique) -> impl Iterator<Item = &KeptTechnique> {
        let of = move |kept: &&KeptTechnique| kept.record.technique() == technique;
        self.technique_records.iter().filter(of)
    }

    /// The techniques of a session: as its note has them, and those of which something stands.
    pub fn practised(&self, session: &Session) -> Vec<Technique> {
        let here = |of: Option<SessionNumber>| of == Some(session.number);
        let stands = |technique: &Technique| match technique {
            Technique::InterpersonalIncident => self.incidents.iter().any(|k| here(k.session)),
            Technique::CommunicationAnalysis => {
                self.incidents.iter().any(|k| here(k.session) && k.communication.is_some())
            }
            Technique::DecisionAnalysis => self.decisions.iter().any(|k| here(k.session)),
            Technique::BetweenSessionTask => self.homework.iter().any(|k| here(Some(k.session))),
            other => self.records_of(*other).any(|kept| kept.session == session.number),
        };
        let all = <Technique as crate::Code>::ALL.iter().copied();
        all.filter(|t| session.note.techniques.contains(t) || stands(t)).collect()
    }
}
