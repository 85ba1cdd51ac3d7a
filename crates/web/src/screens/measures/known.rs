//! What is known of a measure: bands, cut-offs, changes and reliability, each with its source and,
//! where it was not read there, its mark. The line of attribution is never absent.

use askama::{Template, filters::HtmlSafe};
use ipt::measure::{Band, Cited, Decimal, Measure, Norm, Side};

use crate::words::words;

/// A published figure.
struct Figure {
    name: String,
    text: String,
    source: String,
    unverified: bool,
}

/// What is known of a measure, as it stands below its figures and below its form.
#[derive(Template)]
#[template(path = "screens/measures/known.html")]
pub struct Known {
    caveats: Vec<(String, bool)>,
    figures: Vec<Figure>,
    citation: String,
    doi: String,
    licence: String,
    licence_unverified: bool,
    attribution: String,
}
impl HtmlSafe for Known {}

impl Known {
    /// What is known of a measure.
    pub fn of(measure: &Measure) -> Self {
        let caveats = measure.caveats.iter().map(|c| (c.text.clone(), c.unverified));
        Self {
            caveats: caveats.collect(),
            figures: figures(measure),
            citation: measure.citation.clone(),
            doi: measure.doi.clone().unwrap_or_default(),
            licence: measure.licence.summary.clone(),
            licence_unverified: measure.licence.unverified,
            attribution: measure.attribution.clone(),
        }
    }

    fn t(&self, key: &str) -> std::borrow::Cow<'static, str> {
        words().t(key)
    }
}

/// A cut-off's figure with its side, in words.
pub fn side(side: Side) -> String {
    let (key, at) = match side {
        Side::AtLeast(at) => ("measure-at-least", at),
        Side::AtMost(at) => ("measure-at-most", at),
        Side::Below(at) => ("measure-below", at),
    };
    words().with(key, &[("at", &at.to_string())])
}

fn figures(measure: &Measure) -> Vec<Figure> {
    let name = |key: &str| words().t(key).into_owned();
    let mut figures: Vec<Figure> = Vec::new();
    let (least, most) = measure.range;
    let proration = measure.proration.iter().map(|rule| Figure {
        name: name("measure-proration"),
        text: words().with("measure-proration-most", &[("n", &rule.most_missing.to_string())]),
        source: rule.source.clone(),
        unverified: rule.unverified,
    });
    let direction = match measure.higher_is {
        Some(ipt::measure::Direction::Worse) => name("measure-more-is-worse"),
        Some(ipt::measure::Direction::Better) => name("measure-more-is-better"),
        None => String::new(),
    };
    figures.push(Figure {
        name: name("measure-range"),
        text: format!("{least}–{most} {direction}").trim_end().to_owned(),
        source: String::new(),
        unverified: false,
    });
    let bands = measure.bands.iter().flat_map(|bands| {
        let whole = |band: &Band| band.unverified || bands.unverified;
        bands.list.iter().map(move |band| (band, bands.source.clone(), whole(band)))
    });
    figures.extend(bands.map(|(band, source, unverified)| Figure {
        name: format!("{}–{}", band.min, band.max),
        text: band.label.clone(),
        source,
        unverified,
    }));
    figures.extend(measure.cuts.iter().map(|cut| Figure {
        name: cut.name.clone(),
        text: side(cut.at),
        source: cut.source.clone(),
        unverified: cut.unverified,
    }));
    let changes =
        [("measure-reliable", &measure.reliable_change), ("measure-matters", &measure.matters)];
    figures.extend(changes.into_iter().filter_map(|(key, c)| c.as_ref().map(|c| cited(key, c))));
    let reliability = &measure.reliability;
    let shares = [
        ("measure-alpha", &reliability.alpha),
        ("measure-retest", &reliability.retest),
        ("measure-sd", &reliability.sd),
    ];
    figures.extend(shares.into_iter().filter_map(|(key, c)| c.as_ref().map(|c| cited(key, c))));
    figures.extend(measure.min_age.as_ref().map(|age| cited("measure-min-age", age)));
    figures.extend(proration);
    figures.extend(scales(measure));
    figures
}

fn cited<T: std::fmt::Display>(key: &str, cited: &Cited<T>) -> Figure {
    Figure {
        name: words().t(key).into_owned(),
        text: cited.value.to_string(),
        source: cited.source.clone(),
        unverified: cited.unverified,
    }
}

/// The bands of each scale, and what others answered.
fn scales(measure: &Measure) -> Vec<Figure> {
    let mut figures = Vec::new();
    for scale in &measure.scales {
        let norm = scale.norm.as_ref().map(|Norm { mean, sd }: &Norm| {
            let (mean, sd) = (mean.to_string(), sd.to_string());
            words().with("measure-norm", &[("mean", &mean), ("sd", &sd)])
        });
        let bands = scale.bands.iter().flat_map(|bands| &bands.list);
        let ends = |band: &Band| -> (Decimal, Decimal) { (band.min, band.max) };
        let bands: Vec<String> = bands
            .map(|band| {
                let (min, max) = ends(band);
                format!("{min}–{max} {}", band.label)
            })
            .collect();
        let source = scale.bands.as_ref().map_or(String::new(), |bands| bands.source.clone());
        let unverified = scale.bands.as_ref().is_some_and(|bands| bands.unverified);
        let text = norm.into_iter().chain([bands.join(", ")]).filter(|text| !text.is_empty());
        let text = text.collect::<Vec<_>>().join("; ");
        if !text.is_empty() {
            figures.push(Figure { name: scale.title.clone(), text, source, unverified });
        }
    }
    figures
}
