//! An item of a measure as it is asked, by the therapist's form and by the client's check-in.

use ipt::measure::{Item, Measure};

use super::told;
use crate::{field::Offer, words::words};

/// An item.
pub struct ItemView {
    /// Which, from 1.
    pub number: usize,
    /// Its text, or its number where no wording may be shown.
    pub text: String,
    /// What is asked further.
    pub follow_up: String,
    /// When it is asked; empty for most.
    pub asked_if: String,
    /// Whether that rule was not read at its source.
    pub asked_if_unverified: bool,
    /// Its answers.
    pub options: Vec<OptionView>,
}

/// An answer to choose.
pub struct OptionView {
    /// Its text.
    pub text: String,
    /// What it counts.
    pub score: u8,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// An item with what was answered so far.
pub fn item_view(measure: &Measure, number: usize, item: &Item, typed: &str) -> ItemView {
    let asked_if = item.asked_if.as_ref().map_or(String::new(), |rule| {
        let items: Vec<String> = rule.any.iter().map(ToString::to_string).collect();
        words().with("measure-asked-if", &[("items", &items.join(", "))])
    });
    let options = measure.options_of(item).iter();
    ItemView {
        number,
        text: told::question(measure, number),
        follow_up: item.follow_up.clone().unwrap_or_default(),
        asked_if,
        asked_if_unverified: item.asked_if.as_ref().is_some_and(|rule| rule.unverified),
        options: options
            .map(|option| OptionView {
                text: option.text.clone(),
                score: option.score,
                chosen: typed == option.score.to_string(),
            })
            .collect(),
    }
}

/// The question of a measure that counts nothing.
pub struct UnscoredView {
    /// Its text.
    pub text: String,
    /// Its answers, from 0.
    pub offers: Vec<Offer>,
}

/// The question that counts nothing, where a measure that may be shown has one.
pub fn unscored_view(measure: &Measure, typed: &str) -> Option<UnscoredView> {
    let unscored = measure.unscored.as_ref().filter(|_| measure.has_wording())?;
    let offers = unscored.options.iter().enumerate().map(|(n, text)| Offer {
        value: n.to_string(),
        label: text.clone(),
        chosen: typed == n.to_string(),
    });
    Some(UnscoredView { text: unscored.text.clone(), offers: offers.collect() })
}
