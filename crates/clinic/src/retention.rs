//! How long a client's record must be kept: rules as data, by where the practice sees the client.

use std::sync::LazyLock;

use ipt::{ClientId, Phase, content::Mark};
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;

use crate::{
    Access, Clinic, Problem,
    permission::{OfAClient, Verb},
};

/// The age of majority, by which minors are told from adults.
const MAJORITY: i16 = 18;

/// Whom a rule is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Somebody who was 18 or older at the last contact, or whose age is not known.
    Adult,
    /// Somebody who was younger.
    Minor,
}

impl Class {
    /// Its name, and that of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::Adult => "adult",
            Self::Minor => "minor",
        }
    }
}

/// A rule: the record is kept until the later of its terms.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Whom it is for.
    pub class: Class,
    /// So many years after the last contact.
    pub years_after_last_contact: i16,
    /// And so many after the 18th birthday; for minors only.
    pub years_after_18th_birthday: Option<i16>,
    /// Where this is said.
    pub source: String,
    /// How well it is founded.
    pub mark: Mark,
}

/// Where a practice works, with what holds there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jurisdiction {
    /// Its name in the settings.
    pub code: String,
    /// Its name.
    pub name: String,
    #[serde(rename = "rule")]
    rules: [Rule; 2],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// The version of the file, for who reads it.
    #[serde(rename = "version")]
    _version: u32,
    jurisdiction: Vec<Jurisdiction>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../content/retention.toml"))
        .unwrap_or_else(|error| panic!("BUG: retention.toml: {error}"))
});

/// Everywhere for which there are rules.
pub fn jurisdictions() -> &'static [Jurisdiction] {
    &FILE.jurisdiction
}

impl Jurisdiction {
    /// The one of this name.
    pub fn of(code: &str) -> Option<&'static Self> {
        jurisdictions().iter().find(|each| each.code == code)
    }

    /// What holds for these people.
    pub fn rule(&self, class: Class) -> &Rule {
        let [one, other] = &self.rules;
        if one.class == class { one } else { other }
    }

    /// Both rules.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule for somebody, and the first day on which their record may be erased.
    pub fn term(&self, born: Option<Date>, last_contact: Date) -> (&Rule, Date) {
        let majority = born.map(|born| after(born, MAJORITY));
        let minor = majority.is_some_and(|of_age| last_contact < of_age);
        let rule = self.rule(if minor { Class::Minor } else { Class::Adult });
        let from_contact = after(last_contact, rule.years_after_last_contact);
        let from_majority = majority.zip(rule.years_after_18th_birthday);
        let from_majority = from_majority.map(|(of_age, years)| after(of_age, years));
        (rule, from_majority.map_or(from_contact, |day| day.max(from_contact)))
    }
}

fn after(day: Date, years: i16) -> Date {
    day.checked_add(years.years()).unwrap_or(Date::MAX)
}

/// Whether the record of a client must be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The practice has not said which rules hold for it.
    NoRule,
    /// A course is open: the term has not begun.
    Open,
    /// It must be kept until this day.
    Until(Date),
    /// It may be erased since this day.
    Over(Date),
}

/// Where a client's record stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Whether it must be kept.
    pub kept: Kept,
    /// The rule that says so, if one does.
    pub rule: Option<&'static Rule>,
    /// Whether the date of birth is known; without it the rule for adults is taken.
    pub born_known: bool,
    /// The day of the last entry, which is never before the last contact.
    pub last_entry: Option<Date>,
}

impl Clinic {
    /// Whether the record of a client must be kept, and by which rule.
    ///
    /// # Errors
    /// When their record cannot be read.
    pub fn retention<R: OfAClient, V: Verb>(
        &self,
        access: &Access<R, V>,
    ) -> Result<Retention, Problem> {
        self.retention_of(access.whose())
    }

    pub(crate) fn retention_of(&self, client: ClientId) -> Result<Retention, Problem> {
        let identity = self.identity_of(client)?;
        let born = identity.born;
        let (mut open, mut last) = (false, None);
        for course in self.courses_of(client)? {
            let file = self.load(course, client)?;
            // A row without facts is a referral that was never completed.
            let Some(fact) = file.facts.last() else { continue };
            open |= file.course.phase != Phase::Closed;
            last = last.max(Some(fact.on));
        }
        let place = Jurisdiction::of(self.settings().rules_for(&identity));
        let (mut rule, mut kept) = (None, Kept::NoRule);
        if open {
            kept = Kept::Open;
        } else if let Some(place) = place {
            let today = self.today();
            let (holds, until) = place.term(born, last.unwrap_or(today));
            rule = Some(holds);
            // Of whom nothing was ever recorded there is nothing to be kept.
            let over = last.is_none() || until <= today;
            kept = if over { Kept::Over(until.min(today)) } else { Kept::Until(until) };
        }
        Ok(Retention { kept, rule, born_known: born.is_some(), last_entry: last })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn each_place_has_a_rule_for_adults_and_one_for_minors_with_its_source() {
        for place in jurisdictions() {
            assert_eq!(Jurisdiction::of(&place.code), Some(place), "once");
            for class in [Class::Adult, Class::Minor] {
                let rule = place.rule(class);
                assert_eq!(rule.class, class, "{}", place.code);
                assert!(rule.years_after_last_contact > 0 && !rule.source.is_empty());
                let of_minors = rule.years_after_18th_birthday.is_none() || class == Class::Minor;
                assert!(of_minors, "{}", place.code);
            }
        }
    }

    #[test]
    fn a_term_is_the_later_of_its_two() {
        let place = |code| Jurisdiction::of(code).expect("a place");
        for (code, born, last, class, until) in [
            ("germany", Some("1980-05-01"), "2026-03-02", Class::Adult, "2036-03-02"),
            ("germany", None, "2024-02-29", Class::Adult, "2034-02-28"),
            ("california", Some("2012-07-01"), "2026-03-02", Class::Minor, "2037-07-01"),
            ("usa_apa", Some("2009-07-01"), "2026-03-02", Class::Minor, "2033-03-02"),
            ("usa_apa", Some("2018-07-01"), "2026-03-02", Class::Minor, "2039-07-01"),
            ("california", Some("2008-03-02"), "2026-03-02", Class::Adult, "2033-03-02"),
            ("california", Some("2008-03-03"), "2026-03-02", Class::Minor, "2033-03-03"),
        ] {
            let (rule, found) = place(code).term(born.map(day), day(last));
            assert_eq!((rule.class, found), (class, day(until)), "{code} {born:?} {last}");
        }
    }
}
