use std::path::PathBuf;

use ipt::measure::{self, Measure, Norm, RiskItem, Score, ScoreProblem, Side};
use serde_json::{Value, json};

use super::listen;
use crate::problem::Problem;

/// Score a measure: value, band, cut-offs, risk items and source
///
/// `openipt score phq-9 2 3 3 3 2 2 2 1 0`; a missing answer is `-`. Nothing is kept.
#[derive(clap::Args)]
pub struct Arguments {
    /// The measure's id; `openipt measures list` names them
    id: String,
    /// The answers as they are printed on the form, in order; `-` where one is missing
    answers: Vec<String>,
    /// The value alone, where the answers are not known
    #[arg(long, conflicts_with = "answers")]
    total: Option<measure::Decimal>,
    /// Let the measure's own rule estimate the value where it allows answers to be missing
    #[arg(long)]
    prorate: bool,
    /// Take the measure from this file
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: &Arguments) -> Result<(), Problem> {
    let own = arguments.file.as_deref().map(super::measures::read).transpose()?;
    let known = own.as_ref().filter(|own| own.id == arguments.id);
    let measure = known.or_else(|| measure::measure(&arguments.id)).ok_or_else(|| {
        Problem::User(format!("no measure {}; see `openipt measures list`", arguments.id))
    })?;
    let answers = answers(&arguments.answers)?;
    let risk = measure.risk_items(&answers);
    let score = score(arguments, measure, &answers).map_err(|problem| {
        // A risk answer is said even where there is no score.
        Problem::User(format!("{}: {problem}{}", measure.short, said(&risk)))
    })?;
    let text = if arguments.json {
        as_json(measure, &score, &risk)
    } else {
        as_text(measure, &score, &answers)
    };
    listen::say(&text);
    Ok(())
}

fn answers(typed: &[String]) -> Result<Vec<Option<u8>>, Problem> {
    let answer = |text: &String| match text.as_str() {
        "-" => Ok(None),
        text => text.parse().map(Some).map_err(|_| {
            Problem::User(format!("{text:?} is no answer; answers are figures, or - for none"))
        }),
    };
    typed.iter().map(answer).collect()
}

fn score(
    arguments: &Arguments,
    measure: &Measure,
    answers: &[Option<u8>],
) -> Result<Score, Problem> {
    let scored = match arguments.total {
        Some(total) => {
            let whole = || Problem::User(format!("{total}: it counts whole points"));
            measure.total_only(measure.in_unit(total).ok_or_else(whole)?)
        }
        None if arguments.prorate => measure.score_prorated(answers),
        None => measure.score(answers),
    };
    scored.map_err(|problem| {
        let out = matches!(
            problem,
            ScoreProblem::ItemOutOfRange { .. } | ScoreProblem::TotalOutOfRange { .. }
        );
        Problem::User(if out { format!("out of range: {problem}") } else { problem.to_string() })
    })
}

/// The answers that raise a risk question, in words.
fn said(risk: &[RiskItem]) -> String {
    let items =
        risk.iter().map(|risk| format!("; item {} was answered {}", risk.item, risk.answer));
    let items: String = items.collect();
    if items.is_empty() { items } else { items + ": ask about risk" }
}

fn mark(unverified: bool) -> &'static str {
    if unverified { " [unverified]" } else { "" }
}

fn line(name: &str, text: &str) -> String {
    format!("  {name:<11}{text}\n")
}

fn as_text(measure: &Measure, score: &Score, answers: &[Option<u8>]) -> String {
    let (least, most) = measure.range;
    let mut text = format!("{}: {}\n", measure.short, measure.title);
    let estimate = if score.prorated { ", an estimate: answers are missing" } else { "" };
    let value = measure.shown(score.total);
    text += &line("Total", &format!("{value} ({least} to {most}{estimate})"));
    if let Some(outcome) = &score.outcome {
        text += &line("Outcome", outcome);
    }
    if let (Some(band), Some(bands)) = (measure.band(score.total), &measure.bands) {
        let mark = mark(band.unverified || bands.unverified);
        let (label, min, max) = (&band.label, band.min, band.max);
        text += &line("Band", &format!("{label} ({min} to {max}; {}){mark}", bands.source));
    }
    for (id, value) in &score.scales {
        text += &line("Scale", &scale(measure, id, *value));
    }
    if let Some(circle) = measure.circumplex(&score.scales) {
        let (d, w, angle, amplitude) =
            (circle.dominance, circle.warmth, circle.angle, circle.amplitude);
        text += &line(
            "Circle",
            &format!(
                "dominance {d:+.2}, warmth {w:+.2}; leans to {angle:.0} degrees by {amplitude:.2}"
            ),
        );
    }
    for (cut, past) in measure.past(score.total) {
        let past = if past { "yes" } else { "no" };
        let (name, at, mark) = (&cut.name, side(cut.at), mark(cut.unverified));
        text += &line("Cut-off", &format!("{name} ({at}; {}){mark}: {past}", cut.source));
    }
    text += &line("Risk items", &risk_line(measure, score, answers));
    text += &changes(measure);
    for caveat in &measure.caveats {
        text += &line("Note", &format!("{}{}", caveat.text, mark(caveat.unverified)));
    }
    text += &line("Source", &measure.citation);
    text + &line("", &measure.attribution)
}

/// Changes that count, and what a reliable one can be computed from.
fn changes(measure: &Measure) -> String {
    let mut text = String::new();
    for (name, change) in [("Reliable", &measure.reliable_change), ("Matters", &measure.matters)] {
        if let Some(change) = change {
            let mark = mark(change.unverified);
            text += &line(name, &format!("a change of {} ({}){mark}", change.value, change.source));
        }
    }
    let known = &measure.reliability;
    for (name, figure) in [("Alpha", &known.alpha), ("Retest", &known.retest), ("SD", &known.sd)] {
        if let Some(figure) = figure {
            let mark = mark(figure.unverified);
            text += &line(name, &format!("{} ({}){mark}", figure.value, figure.source));
        }
    }
    text
}

fn scale(measure: &Measure, id: &str, value: u32) -> String {
    let Some(scale) = measure.scale(id) else { return format!("{id} {}", measure.shown(value)) };
    let bands = scale.bands.as_ref();
    let band = bands.and_then(|bands| Some((bands, bands.of(measure.decimal(value))?)));
    let band = band.map_or(String::new(), |(bands, band)| {
        let mark = mark(band.unverified || bands.unverified);
        format!(", {} ({}){mark}", band.label, bands.source)
    });
    let norm = scale
        .norm
        .as_ref()
        .map_or(String::new(), |Norm { mean, sd }| format!(" (norm {mean}, SD {sd})"));
    format!("{} {}{band}{norm}", scale.title, measure.shown(value))
}

fn side(side: Side) -> String {
    match side {
        Side::AtLeast(at) => format!("{at} or more"),
        Side::AtMost(at) => format!("{at} or less"),
        Side::Below(at) => format!("below {at}"),
    }
}

/// Each risk item with its answer, also at zero.
fn risk_line(measure: &Measure, score: &Score, answers: &[Option<u8>]) -> String {
    if measure.risk_by_value(score.total) {
        return "a question was answered with yes: ask about risk".to_owned();
    }
    let raised = measure.risk_items(answers);
    // What a score leaves out without estimating it is not asked.
    let asked = |number: usize| !score.left_out.iter().any(|n| usize::try_from(*n) == Ok(number));
    let mut items: Vec<String> = Vec::new();
    for number in measure.risk_item_numbers().flat_map(usize::try_from) {
        let answer = number.checked_sub(1).and_then(|n| answers.get(n)).copied().flatten();
        let ask = raised.iter().any(|risk| risk.item == number);
        items.push(match answer {
            Some(answer) if ask => format!("item {number}: {answer}, ask about risk"),
            Some(answer) => format!("item {number}: {answer}, which closes nothing"),
            None if asked(number) => format!("item {number}: not known, ask it"),
            None => format!("item {number}: not asked"),
        });
    }
    if items.is_empty() { "it has none".to_owned() } else { items.join("; ") }
}

fn as_json(measure: &Measure, score: &Score, risk: &[RiskItem]) -> String {
    // A figure, not a text: `19`, `4.83`.
    let shown = |value: u32| serde_json::from_str::<Value>(&measure.shown(value)).ok();
    let rounded = |figure: f64| (figure * 100.0).round() / 100.0 + 0.0;
    let bands = measure.bands.as_ref();
    let band = measure.band(score.total).zip(bands).map(|(band, bands)| {
        let unverified = band.unverified || bands.unverified;
        json!({ "label": band.label, "source": bands.source, "unverified": unverified })
    });
    let cuts: Vec<_> = measure
        .past(score.total)
        .map(|(cut, past)| {
            let (at, source, unverified) = (side(cut.at), &cut.source, cut.unverified);
            json!({ "name": cut.name, "at": at, "past": past, "source": source,
                    "unverified": unverified })
        })
        .collect();
    let risk: Vec<_> =
        risk.iter().map(|risk| json!({ "item": risk.item, "answer": risk.answer })).collect();
    let scales: Vec<_> =
        score.scales.iter().map(|(id, v)| json!({ "id": id, "value": shown(*v) })).collect();
    let circle = measure.circumplex(&score.scales).map(|circle| {
        json!({ "dominance": rounded(circle.dominance), "warmth": rounded(circle.warmth),
                "elevation": rounded(circle.elevation), "amplitude": rounded(circle.amplitude),
                "angle": rounded(circle.angle), "fit": circle.fit.map(rounded) })
    });
    json!({
        "measure": measure.id,
        "version": measure.version,
        "total": shown(score.total),
        "outcome": score.outcome,
        "band": band,
        "scales": scales,
        "circumplex": circle,
        "cuts": cuts,
        "risk": risk,
        "risk_by_value": measure.risk_by_value(score.total),
        "left_out": score.left_out,
        "prorated": score.prorated,
        "source": measure.citation,
        "attribution": measure.attribution,
    })
    .to_string()
        + "\n"
}
