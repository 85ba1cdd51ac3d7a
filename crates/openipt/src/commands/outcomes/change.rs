mod reading;
mod report;

use std::path::PathBuf;

use clap::ValueEnum;
use outcomes::{
    Pair,
    change::{CutoffKind, Method, Norm, Parameters, Plan},
    effect,
    moments::correlation,
};

use self::{reading::Reading, report::Report};
use super::Better;
use crate::problem::Problem;

/// Class each person's change: recovered, improved, unchanged or deteriorated
///
/// The file has one row a person and time. A person is improved when the index of the method is
/// beyond its critical value for the better, deteriorated when it is for the worse. With a
/// cut-off, whoever improved, was on the clinical side before (on the cut-off or worse) and is past
/// it after (strictly better) is recovered; whoever was not clinical before cannot recover and is
/// counted apart. Without a cut-off nobody is classed as recovered.
///
/// Means and standard deviations are those of everybody with both scores, all groups together; the
/// standard deviation is that with n - 1 unless --sd gives another. The output says which was used.
///
/// Papers: jt Jacobson & Truax 1991; en Speer 1992; gln Hsu 1989; hll Hsu 1989, 1999; nk Nunnally &
/// Kotsch 1983; ha Hageman & Arrindell 1999. hll compares each person with the change of the
/// sample, not with no change.
#[derive(clap::Args)]
pub struct Arguments {
    /// The CSV file; a pipe will do
    #[arg(long, value_name = "FILE")]
    pub input: PathBuf,
    /// Column that says whose row it is
    #[arg(long, value_name = "COL")]
    pub id: String,
    /// Column of the time
    #[arg(long, value_name = "COL")]
    pub time: String,
    /// Column of the score
    #[arg(long, value_name = "COL")]
    pub score: String,
    /// Column of a group, to count each apart
    #[arg(long, value_name = "COL")]
    pub group: Option<String>,
    /// What stands in the column of the time before
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    pub pre: String,
    /// What stands there after
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    pub post: String,
    /// Index of change
    #[arg(long, value_enum)]
    method: Index,
    /// Which way is better
    #[arg(long, value_enum)]
    direction: Better,
    /// Reliability of the instrument, between 0 and 1; every method but percent needs it
    #[arg(long, value_name = "R")]
    reliability: Option<f64>,
    /// Reliability after, for nk [default: the reliability]
    #[arg(long, value_name = "R")]
    reliability_post: Option<f64>,
    /// Standard deviation before [default: that of the sample]
    #[arg(long, value_name = "S")]
    sd: Option<f64>,
    /// Mean of a functional population, for cut-offs b and c
    #[arg(long, value_name = "M", requires = "functional_sd", allow_negative_numbers = true)]
    functional_mean: Option<f64>,
    /// Its standard deviation
    #[arg(long, value_name = "S", requires = "functional_mean")]
    functional_sd: Option<f64>,
    /// Cut-off: a (2 SD from the sample before), b (2 SD from the functional mean), c (between
    /// both), or a score
    #[arg(long, value_name = "a|b|c|NUMBER", value_parser = cutoff, allow_negative_numbers = true)]
    cutoff: Option<CutoffKind>,
    /// How large an index must be [default: 1.96; 1.65 for ha]
    #[arg(long, value_name = "NUMBER")]
    critical: Option<f64>,
    /// Percent better that count as improved, for percent
    #[arg(long, value_name = "NUMBER", default_value_t = 50.0)]
    percent_improved: f64,
    /// Percent worse that count as deteriorated, for percent [default: as for improved]
    #[arg(long, value_name = "NUMBER")]
    percent_deteriorated: Option<f64>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Index {
    /// Jacobson-Truax
    Jt,
    /// Edwards-Nunnally
    En,
    /// Gulliksen-Lord-Novick
    Gln,
    /// Hsu-Linn-Nord
    Hll,
    /// Nunnally-Kotsch
    Nk,
    /// Hageman-Arrindell, for individuals
    Ha,
    /// Percentage of the score before
    Percent,
}

fn cutoff(text: &str) -> Result<CutoffKind, String> {
    match text {
        "a" => Ok(CutoffKind::A),
        "b" => Ok(CutoffKind::B),
        "c" => Ok(CutoffKind::C),
        number => match number.parse::<f64>() {
            Ok(score) if score.is_finite() => Ok(CutoffKind::At(score)),
            _ => Err("a, b, c or a number".to_owned()),
        },
    }
}

impl Arguments {
    fn plan(&self) -> Result<Plan, Problem> {
        let improved = self.percent_improved;
        let method = match self.method {
            Index::Jt => Method::JacobsonTruax,
            Index::En => Method::EdwardsNunnally,
            Index::Gln => Method::GulliksenLordNovick,
            Index::Hll => Method::HsuLinnNord,
            Index::Nk => Method::NunnallyKotsch { reliability_post: self.reliability_post },
            Index::Ha => Method::HagemanArrindell,
            Index::Percent => {
                let deteriorated = self.percent_deteriorated.unwrap_or(improved);
                Method::Percent { improved, deteriorated }
            }
        };
        if self.reliability.is_none() && !matches!(method, Method::Percent { .. }) {
            return Err(Problem::User("this method needs --reliability".to_owned()));
        }
        let functional = self.functional_mean.zip(self.functional_sd);
        let needs_norm = matches!(self.cutoff, Some(CutoffKind::B | CutoffKind::C));
        if needs_norm && functional.is_none() {
            let what = "cut-offs b and c need --functional-mean and --functional-sd";
            return Err(Problem::User(what.to_owned()));
        }
        Ok(Plan {
            reliability: self.reliability,
            sd: self.sd,
            functional: functional.map(|(mean, sd)| Norm { mean, sd }),
            cutoff: self.cutoff,
            critical: self.critical,
            ..Plan::new(method, self.direction.direction())
        })
    }
}

pub fn run(arguments: &Arguments) -> Result<(), Problem> {
    let plan = arguments.plan()?;
    if arguments.pre.trim() == arguments.post.trim() {
        return Err(Problem::User("--pre and --post are the same time".to_owned()));
    }
    let reading = Reading::of(arguments)?;
    let taken: Vec<Pair> = reading
        .people()
        .filter_map(|(_, _, known)| known.ok())
        .filter(|p| plan.method.takes(*p))
        .collect();
    let parameters = plan.parameters(&taken)?;
    let Parameters { pre, post, .. } = parameters;
    let together = correlation(&taken).unwrap_or(0.0);
    let effect = effect::Change::from_summary(pre, post, together, plan.direction);
    drop(taken);
    let report = Report { arguments, plan, parameters, effect, reading: &reading };
    super::print(|out| if arguments.json { report.json(out) } else { report.text(out) })
}
