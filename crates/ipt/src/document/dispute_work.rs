//! The work sheet of a role dispute: what each expects of the other, side by side, and the ways on.

use crate::{
    PersonId,
    form::{Kind, Rows},
};

/// The most expectations of one sheet.
pub const MOST_EXPECTATIONS: usize = 16;

codes! {
    /// Whose expectation it is.
    pub enum Side: "side" {
        /// The client's.
        Client = "client",
        /// The other's, as far as the client knows.
        Other = "other",
    }
}

artefact! {
    /// What one of the two expects. Whether it is shared is answered; that it is not is marked
    /// by the screen.
    pub struct Expectation: "expectation" {
        "what" {
            whose: Option<Side> = Kind::Choice(<Side as crate::Code>::CODES), needed;
            what: String = Kind::Long, needed;
        }
        "more" {
            met: Option<bool> = Kind::YesNo;
            said_aloud: Option<bool> = Kind::YesNo;
            expected_by_both: Option<bool> = Kind::YesNo;
        }
    }
}

impl Expectation {
    /// Whether only one of the two expects it.
    pub fn one_sided(&self) -> bool {
        self.expected_by_both == Some(false)
    }
}

artefact! {
    /// The work on a dispute. Source: domain page §3; stages and expectations: S6. The stage is
    /// noted in each session.
    pub struct DisputeWork: "dispute_work" {
        "dispute" {
            about: String = Kind::Line, needed;
            with: Vec<PersonId> = Kind::People;
            began: String = Kind::Long;
        }
        "sides" {
            expectations: Vec<Expectation> =
                Kind::Rows(&Rows::of::<Expectation>(MOST_EXPECTATIONS));
            clients_values: String = Kind::Long;
            others_values: String = Kind::Long;
        }
        "ways" {
            keeps_going: String = Kind::Long;
            elsewhere: String = Kind::Long;
            options: Vec<String> = Kind::Lines;
            to_try: String = Kind::Line;
        }
    }
}

impl DisputeWork {
    /// What one side expects.
    pub fn of(&self, side: Side) -> impl Iterator<Item = &Expectation> {
        self.expectations.iter().filter(move |expectation| expectation.whose == Some(side))
    }
}
