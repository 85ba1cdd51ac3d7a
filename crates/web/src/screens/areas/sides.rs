//! A dispute on its area's page: the stage session by session, both sides, what comes again.

use ipt::{
    Code, Course,
    area::{DisputeStage, dispute},
    document::dispute_work::{Expectation, Side},
};

use crate::{plain, words::words};

/// What is shown of a dispute.
pub struct Sides {
    /// The stages noted: session, day, stage.
    pub stages: Vec<(String, String, String)>,
    /// Where it may go from the last stage.
    pub moves: Vec<String>,
    /// What each side expects: the client's, then the other's.
    pub sides: [Vec<ExpectationView>; 2],
    /// What comes again with several people, as questions.
    pub patterns: Vec<String>,
}

/// An expectation with how it stands.
pub struct ExpectationView {
    /// What is expected.
    pub what: String,
    /// Whether it is met and was said aloud, as far as it is known.
    pub stands: Vec<String>,
    /// Whether only one of the two expects it.
    pub one_sided: bool,
}

/// A stage without its explanation.
fn short(stage: DisputeStage) -> String {
    let words = words().t(&format!("stage-{}", stage.code())).into_owned();
    words.split(':').next().unwrap_or_default().to_owned()
}

fn view(expectation: &Expectation) -> ExpectationView {
    let said = |answer: Option<bool>, yes: &str, no: &str| {
        answer.map(|answer| words().t(if answer { yes } else { no }).into_owned())
    };
    let met = said(expectation.met, "areas-met", "areas-not-met");
    let aloud = said(expectation.said_aloud, "areas-said", "areas-unsaid");
    ExpectationView {
        what: expectation.what.clone(),
        stands: met.into_iter().chain(aloud).collect(),
        one_sided: expectation.one_sided(),
    }
}

impl Sides {
    /// The dispute of a course.
    pub fn of(course: &Course) -> Self {
        let stages = dispute::stages(course);
        let sheet = course.documents.dispute_work.as_ref().map(|kept| &kept.value);
        let side = |side: Side| {
            let all = sheet.map_or_else(Vec::new, |sheet| sheet.of(side).map(view).collect());
            all as Vec<ExpectationView>
        };
        let pattern = |(alike, people): (dispute::Alike, Vec<ipt::PersonId>)| {
            let people = people.iter().filter_map(|id| course.person(*id));
            let people = people.map(plain::named).collect::<Vec<_>>().join(", ");
            words().with(&format!("alike-{}", alike.code()), &[("people", &people)])
        };
        Self {
            moves: stages
                .last()
                .map_or_else(Vec::new, |(.., stage)| stage.moves().map(short).collect()),
            stages: stages
                .into_iter()
                .map(|(number, on, stage)| (number.to_string(), plain::day(on), short(stage)))
                .collect(),
            sides: [side(Side::Client), side(Side::Other)],
            patterns: dispute::patterns(course).into_iter().map(pattern).collect(),
        }
    }
}
