//! What a parent or guardian of a young client may be told, and until when: rules as data, by where
//! the client is seen; what was agreed with one, and what they are shown.

use std::sync::LazyLock;

use ipt::content::Mark;
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;

mod agreed;
mod ward;
mod way_in;

pub use agreed::{Guardian, GuardianObstacle, GuardianTerms, ToldTo};
pub use ward::{AgreedTime, Ward};

/// What begins at an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// Nothing is told without the client's yes.
    Asked,
    /// The client decides alone.
    Alone,
    /// What was agreed ends: the client is of age.
    Ends,
}

impl RuleKind {
    /// Its name, and that of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Alone => "alone",
            Self::Ends => "ends",
        }
    }
}

/// A rule: from this age on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What begins.
    pub kind: RuleKind,
    /// In full years.
    pub age: i16,
    /// Where this is said.
    pub source: String,
    /// How well it is founded.
    pub mark: Mark,
}

impl Rule {
    /// Its day for somebody. Who was born on 29 February has it on the 28th in other years: the
    /// earlier day is the one that tells less.
    pub fn day(&self, born: Date) -> Date {
        born.checked_add(self.age.years()).unwrap_or(Date::MAX)
    }
}

/// Where a practice works, with what holds there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its name in the settings, as in [`crate::retention`].
    pub code: String,
    /// Its name.
    pub name: String,
    #[serde(rename = "rule")]
    rules: [Rule; 3],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// The version of the file, for who reads it.
    #[serde(rename = "version")]
    _version: u32,
    place: Vec<Place>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../content/guardians.toml"))
        .unwrap_or_else(|error| panic!("BUG: guardians.toml: {error}"))
});

/// What holds elsewhere, and wherever the practice has not said where it works.
const ELSEWHERE: &str = "elsewhere";

impl Place {
    /// Everywhere for which there are rules.
    pub fn all() -> &'static [Self] {
        &FILE.place
    }

    /// The one of this code; what holds elsewhere for any other.
    pub fn of(code: &str) -> &'static Self {
        let found = |code: &str| FILE.place.iter().find(|each| each.code == code);
        found(code).or_else(|| found(ELSEWHERE)).expect("BUG: guardians.toml has no elsewhere")
    }

    /// Its rules, in the order of their days.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Whether nothing is told any more without the client's own yes.
    pub fn is_asked(&self, born: Date, today: Date) -> bool {
        let asked = self.rules.iter().filter(|rule| rule.kind == RuleKind::Asked);
        asked.map(|rule| rule.day(born)).any(|asked| asked <= today)
    }

    /// Whether what was agreed with a guardian can still hold: on no day from the last rule's on.
    pub fn is_young(&self, born: Date, today: Date) -> bool {
        let ends = self.rules.iter().filter(|rule| rule.kind == RuleKind::Ends);
        ends.map(|rule| rule.day(born)).all(|ends| today < ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::retention;

    #[test]
    fn each_place_of_the_practice_has_the_three_rules_in_their_order_with_a_source() {
        let codes = |found: &mut dyn Iterator<Item = &'static String>| {
            found.map(String::as_str).collect::<Vec<_>>()
        };
        assert_eq!(
            codes(&mut Place::all().iter().map(|place| &place.code)),
            codes(&mut retention::jurisdictions().iter().map(|place| &place.code)),
        );
        for place in Place::all() {
            let kinds = place.rules().iter().map(|rule| rule.kind);
            let wanted = [RuleKind::Asked, RuleKind::Alone, RuleKind::Ends];
            assert!(kinds.eq(wanted), "{}", place.code);
            let ages: Vec<i16> = place.rules().iter().map(|rule| rule.age).collect();
            assert!(ages.is_sorted() && ages[0] >= 12 && ages[2] <= 18, "{}", place.code);
            assert!(place.rules().iter().all(|rule| !rule.source.is_empty()), "{}", place.code);
        }
    }

    #[test]
    fn an_unknown_place_is_elsewhere() {
        assert_eq!(Place::of("").code, "elsewhere");
        assert_eq!(Place::of("atlantis").code, "elsewhere");
        assert_eq!(Place::of("sweden").code, "sweden");
    }

    #[test]
    fn on_no_day_from_the_last_one_on_is_anybody_young_wherever_and_whenever_they_were_born() {
        let (first, last) = (Date::constant(2007, 1, 1), Date::constant(2012, 12, 31));
        for born in first.series(1.day()).take_while(|born| *born <= last) {
            for place in Place::all() {
                let rule = place.rules().last().expect("a rule");
                let ends = rule.day(born);
                assert!(ends.year() == born.year() + rule.age && ends.month() == born.month());
                assert!(place.is_young(born, ends.yesterday().expect("a day")), "{born}");
                for days in [0, 1, 27, 365, 366, 36_500] {
                    assert!(!place.is_young(born, ends.saturating_add(days.days())), "{born}");
                }
            }
        }
    }
}
