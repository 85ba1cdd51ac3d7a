//! Which days count between a young client and their parents or guardians.

use clinic::{
    guardian::{Place, Rule, RuleKind},
    identity::Identity,
};
use ipt::Course;

use crate::{ask::Ask, plain, screens::mark_words, words::words};

/// The days, in words.
pub struct GuardiansView {
    /// By whose rules; empty when the date of birth is not known.
    pub intro: String,
    /// Each rule in words, its source, and how well it is founded.
    pub rules: Vec<(String, &'static str, &'static str)>,
    /// With whom there is a concern for safety; empty if with nobody.
    pub safety: String,
    /// Whether the practice has not said where it works.
    pub place_unset: bool,
}

impl GuardiansView {
    /// For a client who is under age, or may be: whose date of birth is missing in a variant for
    /// the young.
    pub fn of(ask: &Ask, course: &Course, identity: &Identity) -> Option<Self> {
        let (settings, today) = (ask.clinic().settings(), ask.clinic().today());
        let chosen = settings.rules_for(identity);
        let place = Place::of(chosen);
        let Some(born) = identity.born else {
            let young = course.begun.as_ref().is_some_and(|begun| begun.variant.code == "ipt_a");
            return young.then(|| Self {
                intro: String::new(),
                rules: Vec::new(),
                safety: safety(course),
                place_unset: false,
            });
        };
        let rules = place.rules().iter().map(|rule| {
            let day = rule.day(born);
            let come = rule.kind != RuleKind::Ends && day <= today;
            let key = format!("guardians-{}{}", rule.kind.code(), if come { "-now" } else { "" });
            let said = words().with(&key, &[("day", &plain::date(day)), ("age", &age(rule))]);
            (said, rule.source.as_str(), mark_words(&rule.mark))
        });
        place.is_young(born, today).then(|| Self {
            intro: words().with("guardians-intro", &[("place", &place.name)]),
            rules: rules.collect(),
            safety: safety(course),
            place_unset: chosen.is_empty(),
        })
    }
}

fn age(rule: &Rule) -> String {
    rule.age.to_string()
}

/// The people with whom the inventory names a concern for safety.
fn safety(course: &Course) -> String {
    let unsafe_people = course.people_listed().filter(|one| !one.entry.safety_concern.is_empty());
    let names: Vec<&str> = unsafe_people.map(|one| one.entry.name.as_str()).collect();
    match names.is_empty() {
        true => String::new(),
        false => words().with("guardians-safety", &[("names", &names.join(", "))]),
    }
}
