//! The practice's outcomes: counts over its closed courses with their formulas, and nothing of a
//! few.

use askama::Template;
use clinic::{
    Access, Read,
    figures::{FEW, FOR_EFFECT, Figures, Split, Still},
    permission::TheOutcomes,
};
use ipt::{alert, measure::Measure};

use super::progress::corridor;
use crate::{
    answer::{self, Answer, Failure},
    ask::Ask,
    page::Page,
    words::{Argument, words},
};

#[derive(Template)]
#[template(path = "screens/outcomes/page.html")]
struct OutcomesPage {
    page: Page,
    counted: String,
    left_out: Vec<String>,
    words: Vec<Word>,
    effect: String,
    curve: Vec<(u32, String, String)>,
    curve_formula: String,
    small: String,
}

/// A word of the outcome over all courses.
struct Word {
    name: &'static str,
    /// How many, and of how many; none where a cell is small.
    counts: Option<Vec<String>>,
    formula: String,
    unverified: bool,
}

/// The screen.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheOutcomes, Read>) -> Answer {
    let clinic = ask.clinic();
    let measure = clinic.measures().find(alert::DEPRESSION).ok_or(Failure::NotThere)?;
    let figures = clinic.figures(access)?.ok_or(Failure::NotThere)?;
    let few = FEW.to_string();
    let counted = match figures.n {
        Some(n) => words().with("outcomes-n", &[("n", &n.to_string())]),
        None => words().with("outcomes-n-few", &[("few", &few)]),
    };
    let mut left_out: Vec<String> = corridor::left_out(figures.left_out).into_iter().collect();
    if figures.one_score > 0 {
        let once = corridor::few(figures.one_score);
        left_out.push(words().with("outcomes-one-score", &[("n", &once)]));
    }
    let below =
        measure.cut("remission").map_or_else(String::new, |cut| cut.at.figure().to_string());
    answer::show(&OutcomesPage {
        page: Page::of(ask, "outcomes"),
        counted,
        left_out,
        words: said(&figures, measure),
        effect: effect(&figures),
        curve: figures.until_remission.iter().map(step).collect(),
        curve_formula: words().with("outcomes-curve-formula", &[("below", &below), ("few", &few)]),
        small: words().with("outcomes-small", &[("few", &few)]),
    })
}

fn counts(split: Option<&Split>, keys: &[&str]) -> Option<Vec<String>> {
    let split = split?;
    let of = split.of.to_string();
    let part = |(key, n): (&&str, &usize)| {
        let n = n.to_string();
        let figures: [(_, &dyn Argument); 2] = [("n", &n), ("of", &of)];
        format!("{}: {}", words().t(key), words().with("outcomes-of", &figures))
    };
    Some(keys.iter().zip(&split.parts).map(part).collect())
}

fn said(figures: &Figures, measure: &Measure) -> Vec<Word> {
    let remission = measure.cut("remission");
    let reliable = measure.reliable_change.as_ref();
    let below = remission.map_or_else(String::new, |cut| cut.at.figure().to_string());
    let points = reliable.map_or_else(String::new, |change| change.value.to_string());
    let sourced = |formula: String, source: Option<&String>| {
        source.map_or_else(|| formula.clone(), |source| format!("{formula} {source}"))
    };
    vec![
        Word {
            name: "outcomes-response",
            counts: counts(figures.response.as_ref(), &["word-response", "outcomes-not"]),
            formula: words().t("outcomes-response-formula").into_owned(),
            unverified: false,
        },
        Word {
            name: "outcomes-remission",
            counts: counts(figures.remission.as_ref(), &["word-remission", "outcomes-not"]),
            formula: sourced(
                words().with("outcomes-remission-formula", &[("below", &below)]),
                remission.map(|cut| &cut.source),
            ),
            unverified: remission.is_some_and(|cut| cut.unverified),
        },
        Word {
            name: "outcomes-reliable",
            counts: counts(
                figures.reliable.as_ref(),
                &[
                    "word-reliable-improvement",
                    "word-no-reliable-change",
                    "word-reliable-deterioration",
                ],
            ),
            formula: sourced(
                words().with("outcomes-reliable-formula", &[("points", &points)]),
                reliable.map(|change| &change.source),
            ),
            unverified: reliable.is_some_and(|change| change.unverified),
        },
    ]
}

/// The change of the whole, with its interval; why not, where they are too few.
fn effect(figures: &Figures) -> String {
    let Some(effect) = &figures.effect else {
        return words().with("outcomes-effect-few", &[("least", &FOR_EFFECT.to_string())]);
    };
    let two = |value: f64| format!("{value:.2}");
    let one = |value: f64| format!("{value:.1}");
    let told = [
        ("g", two(effect.g)),
        ("low", two(effect.low)),
        ("high", two(effect.high)),
        ("pre", one(effect.pre.mean)),
        ("presd", one(effect.pre.sd)),
        ("post", one(effect.post.mean)),
        ("postsd", one(effect.post.sd)),
    ];
    let told: Vec<(&str, &dyn Argument)> =
        told.iter().map(|(name, value)| (*name, value as &dyn Argument)).collect();
    words().with("outcomes-effect", &told)
}

fn step(still: &Still) -> (u32, String, String) {
    let percent = |share: f64| format!("{:.0}%", share * 100.0);
    let interval = still
        .interval
        .map_or_else(String::new, |(low, high)| format!("{}–{}", percent(low), percent(high)));
    (still.session, percent(still.share), interval)
}
