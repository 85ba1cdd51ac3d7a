//! A score in words: its value, and what goes with it.

use ipt::{
    measure::{Measure, Scoring},
    score::{Score, Unit},
};

use crate::words::words;

/// The name of a value: the band, or what a screen came to.
pub fn name(measure: Option<&Measure>, score: &Score) -> String {
    if measure.is_some_and(|measure| measure.scoring == Scoring::Octants) {
        return words().t("measure-mean-of-all").into_owned();
    }
    let band = measure.and_then(|measure| measure.band(score.total));
    score.outcome.clone().or_else(|| band.map(|band| band.label.clone())).unwrap_or_default()
}

/// Whether that name was not read at its source.
pub fn is_unverified(measure: Option<&Measure>, score: &Score) -> bool {
    let Some(measure) = measure else { return false };
    let all = measure.bands.as_ref().is_some_and(|bands| bands.unverified);
    score.outcome.is_none() && measure.band(score.total).is_some_and(|b| all || b.unverified)
}

/// What goes with it: each scale with its band, where octants point, and what was left out.
pub fn more(measure: Option<&Measure>, score: &Score) -> Vec<String> {
    let mut lines: Vec<String> =
        score.scales.iter().map(|(id, value)| scale(measure, score.unit, id, *value)).collect();
    let circle = measure.and_then(|m| m.circumplex(&score.scales).map(|circle| (m, circle)));
    if let Some((measure, circle)) = circle {
        // Rounded first, so that nothing is not said as "-0.00".
        let figure = |figure: f64| format!("{:.2}", (figure * 100.0).round() / 100.0 + 0.0);
        lines.push(words().with(
            "measure-circle",
            &[
                ("dominance", &figure(circle.dominance)),
                ("warmth", &figure(circle.warmth)),
                ("octant", &measure.toward(circle.angle).map_or("–", |scale| &scale.title)),
                ("angle", &format!("{:.0}", circle.angle)),
                ("amplitude", &figure(circle.amplitude)),
            ],
        ));
    }
    if !score.left_out.is_empty() {
        let items: Vec<String> = score.left_out.iter().map(ToString::to_string).collect();
        let key = if score.prorated { "measure-estimate" } else { "measure-not-asked" };
        lines.push(words().with(key, &[("items", &items.join(", "))]));
    }
    lines
}

fn scale(measure: Option<&Measure>, unit: Unit, id: &str, value: u32) -> String {
    let shown = unit.shown(value);
    let Some((measure, scale)) = measure.and_then(|m| m.scale(id).map(|scale| (m, scale))) else {
        return format!("{id} {shown}");
    };
    let bands = scale.bands.as_ref();
    let band = bands.and_then(|bands| Some((bands, bands.of(measure.decimal(value))?)));
    let band = band.map_or(String::new(), |(bands, band)| {
        let unverified = band.unverified || bands.unverified;
        let mark = if unverified { words().t("measure-mark") } else { "".into() };
        format!(", {}{mark}", band.label)
    });
    format!("{} {shown}{band}", scale.title)
}

/// How a value moved: `+3`, `−0.25`.
pub fn change(unit: Unit, from: u32, to: u32) -> String {
    let sign = if to < from { "−" } else { "+" };
    format!("{sign}{}", unit.shown(to.abs_diff(from)))
}

/// The text of an item; its number where no wording may be shown.
pub fn question(measure: &Measure, number: usize) -> String {
    let text = measure.item(number).and_then(|item| item.text.clone());
    text.unwrap_or_else(|| words().with("measure-question", &[("n", &number.to_string())]))
}
