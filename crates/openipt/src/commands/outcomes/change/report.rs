//! What is printed: the parameters, the counts, those left out, and each case.

mod lines;
mod object;

use std::collections::BTreeMap;

use outcomes::{
    Pair,
    change::{Class, CutoffKind, Method, Parameters, Placed, Plan},
    effect,
};
use serde::Serialize;

use super::{Arguments, reading::Reading};
use crate::commands::outcomes::Exclusions;

struct Case<'a> {
    id: &'a str,
    group: Option<usize>,
    pair: Pair,
    placed: Placed,
}

pub struct Report<'a> {
    pub arguments: &'a Arguments,
    pub plan: Plan,
    pub parameters: Parameters,
    pub effect: Result<effect::Change, outcomes::Problem>,
    pub reading: &'a Reading,
}

const NO_EFFECT: &str = "change without a control group is not an effect of treatment";
const POOLED: &str = "everybody with both scores, all groups together";

/// How many are in each class.
#[derive(Clone, Copy, Default, Serialize)]
struct Counts {
    cases: usize,
    recovered: usize,
    improved: usize,
    unchanged: usize,
    deteriorated: usize,
    /// None without a cut-off, as the next.
    clinical_before: Option<usize>,
    not_clinical_before: Option<usize>,
}

impl Counts {
    fn add(&mut self, placed: &Placed) {
        self.cases += 1;
        match placed.class {
            Class::Recovered => self.recovered += 1,
            Class::Improved => self.improved += 1,
            Class::Unchanged => self.unchanged += 1,
            Class::Deteriorated => self.deteriorated += 1,
        }
        if let Some(clinical) = placed.clinical_before {
            *self.clinical_before.get_or_insert(0) += usize::from(clinical);
            *self.not_clinical_before.get_or_insert(0) += usize::from(!clinical);
        }
    }

    fn of(&self, class: Class) -> usize {
        match class {
            Class::Recovered => self.recovered,
            Class::Improved => self.improved,
            Class::Unchanged => self.unchanged,
            Class::Deteriorated => self.deteriorated,
        }
    }
}

impl Report<'_> {
    /// Those who are classed. There can be a million: they are placed anew each time that they are
    /// gone through, which is cheaper than keeping them.
    fn cases(&self) -> impl Iterator<Item = Case<'_>> {
        self.placed().filter_map(Result::ok)
    }

    fn exclusions(&self) -> Exclusions {
        let mut exclusions = Exclusions::default();
        self.placed().filter_map(Result::err).for_each(|reason| exclusions.count(reason));
        exclusions
    }

    fn placed(&self) -> impl Iterator<Item = Result<Case<'_>, &'static str>> {
        self.reading.people().map(|(id, group, known)| {
            let pair = known?;
            let placed = self.parameters.place(pair).ok_or("score before not above 0")?;
            Ok(Case { id, group, pair, placed })
        })
    }

    /// Of all, and of each group by name.
    fn counts(&self) -> (Counts, BTreeMap<&str, Counts>) {
        let groups = self.reading.groups();
        let (mut all, mut each) = (Counts::default(), BTreeMap::<_, Counts>::new());
        for case in self.cases() {
            all.add(&case.placed);
            if let Some(group) = case.group {
                each.entry(groups[group]).or_default().add(&case.placed);
            }
        }
        (all, each)
    }

    fn sd_from(&self) -> &'static str {
        if self.plan.sd.is_some() { "given" } else { "sample before, n - 1" }
    }

    fn cutoff_from(&self, kind: CutoffKind) -> String {
        let errors = match self.plan.method {
            Method::HagemanArrindell => ", standard deviations of true scores",
            _ => "",
        };
        match kind {
            CutoffKind::A => format!("a: 2 SD from the mean before{errors}"),
            CutoffKind::B => format!("b: 2 SD from the functional mean{errors}"),
            CutoffKind::C => format!("c: between the mean before and the functional mean{errors}"),
            CutoffKind::At(_) => "given".to_owned(),
        }
    }
}

/// The name of a method on the command line, and what it is.
fn name(method: Method) -> (&'static str, &'static str) {
    match method {
        Method::JacobsonTruax => ("jt", "Jacobson & Truax 1991"),
        Method::EdwardsNunnally => ("en", "Edwards-Nunnally, Speer 1992"),
        Method::GulliksenLordNovick => ("gln", "Gulliksen-Lord-Novick, Hsu 1989"),
        Method::HsuLinnNord => ("hll", "Hsu-Linn-Nord, Hsu 1989 and 1999"),
        Method::NunnallyKotsch { .. } => ("nk", "Nunnally & Kotsch 1983"),
        Method::HagemanArrindell => ("ha", "Hageman & Arrindell 1999, for individuals"),
        Method::Percent { .. } => ("percent", "percent of the score before"),
    }
}
