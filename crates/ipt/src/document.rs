//! The documents of a course: one list, from which record, screens, print and export are drawn.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    AccountId,
    artefact::Artefact,
    form::{Field, FieldProblem, Form},
};

pub mod assessment;
pub mod balance_sheet;
pub mod contract;
pub mod deficits_work;
pub mod diagnosis;
pub mod dispute_work;
pub mod ending;
pub mod formulation;
pub mod grief_work;
pub mod later_life;
pub mod lost_self;
pub mod maintenance;
pub mod mid_review;
pub mod non_response;
pub mod outcome;
pub mod parents;
pub mod perinatal;
pub mod referral;
pub mod relapse_plan;
pub mod risk_assessment;
pub mod safety_plan;
pub mod sick_role;
pub mod suitability;
pub mod triad;

pub use self::{
    assessment::Assessment, balance_sheet::BalanceSheet, contract::Contract,
    deficits_work::DeficitsWork, diagnosis::Diagnosis, dispute_work::DisputeWork, ending::Ending,
    formulation::Formulation, grief_work::GriefWork, later_life::LaterLife, lost_self::LostSelf,
    maintenance::Maintenance, mid_review::MidReview, non_response::NonResponse, outcome::Outcome,
    parents::Parents, perinatal::Perinatal, referral::Referral, relapse_plan::RelapsePlan,
    risk_assessment::RiskAssessment, safety_plan::SafetyPlan, sick_role::SickRole,
    suitability::Suitability, triad::Triad,
};

/// A document as it stands now, and who put it so.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept<A> {
    /// Its content.
    pub value: A,
    /// 1 for the first, one more for each revision.
    pub version: u32,
    /// Who recorded this version.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
}

macro_rules! documents {
    ($( $Name:ident $field:ident ),* $(,)?) => {
        /// One document with its content.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "document", rename_all = "snake_case")]
        pub enum Document {
            $( #[doc = concat!("See [`", stringify!($Name), "`].")] $Name(Box<$Name>), )*
        }

        /// The kinds of document, in the order in which a course meets them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum DocumentKind {
            $( #[doc = concat!("See [`", stringify!($Name), "`].")] $Name, )*
        }

        /// The documents of one course, as they stand.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Documents {
            $( #[doc = concat!("See [`", stringify!($Name), "`].")] pub $field: Option<Kept<$Name>>, )*
        }

        $( impl From<$Name> for Document {
            fn from(value: $Name) -> Self { Self::$Name(Box::new(value)) }
        } )*

        impl Document {
            /// Which document this is.
            pub fn kind(&self) -> DocumentKind {
                match self { $( Self::$Name(_) => DocumentKind::$Name, )* }
            }
            /// Its content as it would have been typed.
            pub fn to_form(&self) -> Form {
                match self { $( Self::$Name(value) => value.to_form(), )* }
            }
        }

        impl DocumentKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[ $( Self::$Name, )* ];
            /// Its name: in the record, in the address of its screen, in its words.
            pub fn name(self) -> &'static str {
                match self { $( Self::$Name => $Name::NAME, )* }
            }
            /// Its fields in order.
            pub fn fields(self) -> &'static [Field] {
                match self { $( Self::$Name => $Name::FIELDS, )* }
            }
            /// Reads what was typed.
            ///
            /// # Errors
            /// Every field that cannot be read.
            pub fn read(self, form: &Form) -> Result<Document, Vec<FieldProblem>> {
                match self { $( Self::$Name => $Name::read(form).map(Document::from), )* }
            }
        }

        impl Documents {
            /// Puts a document in its place; an earlier version gives way.
            pub(crate) fn keep(&mut self, document: &Document, by: AccountId, at: Timestamp) {
                match document { $( Document::$Name(value) => {
                    let version = self.$field.as_ref().map_or(0, |kept| kept.version) + 1;
                    self.$field = Some(Kept { value: (**value).clone(), version, by, at });
                } )* }
            }
            /// A document of this kind as it would have been typed, if there is one.
            pub fn to_form(&self, kind: DocumentKind) -> Option<Form> {
                match kind { $( DocumentKind::$Name =>
                    self.$field.as_ref().map(|kept| kept.value.to_form()), )* }
            }
            /// Version, author and time of a document of this kind, if there is one.
            pub fn stamp(&self, kind: DocumentKind) -> Option<(u32, AccountId, Timestamp)> {
                match kind { $( DocumentKind::$Name =>
                    self.$field.as_ref().map(|kept| (kept.version, kept.by, kept.at)), )* }
            }
        }
    };
}

documents! {
    Referral referral,
    Suitability suitability,
    Assessment assessment,
    Diagnosis diagnosis,
    SickRole sick_role,
    Triad triad,
    Formulation formulation,
    Contract contract,
    RiskAssessment risk_assessment,
    SafetyPlan safety_plan,
    GriefWork grief_work,
    DisputeWork dispute_work,
    BalanceSheet balance_sheet,
    DeficitsWork deficits_work,
    LostSelf lost_self,
    Parents parents,
    Perinatal perinatal,
    LaterLife later_life,
    MidReview mid_review,
    NonResponse non_response,
    Ending ending,
    RelapsePlan relapse_plan,
    Outcome outcome,
    Maintenance maintenance,
}

impl DocumentKind {
    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

/// The content of an artefact as a plain map, for export.
pub fn plain<A: Artefact>(artefact: &A) -> Map<String, Value> {
    match serde_json::to_value(artefact) {
        Ok(Value::Object(object)) => object,
        Ok(_) | Err(_) => Map::new(),
    }
}
