//! What is kept, held and asked, in words.

use clinic::{
    erasure::{ErasureRequest, Reason},
    legal_hold::LegalHold,
    retention::{Class, Kept, Retention, Rule},
};
use jiff::Timestamp;

use crate::{ask::Ask, plain, screens::mark_words, words::words};

/// How long the record is kept.
pub struct Keeping {
    /// In one sentence.
    pub sentence: String,
    /// The rule that says so; empty if none does.
    pub rule: String,
    /// Where it is said.
    pub source: String,
    /// How well it is founded: the name of its words.
    pub mark: &'static str,
    /// Whether nobody chose the rules.
    pub no_rule: bool,
    /// Whether it must be kept, so that a reason is needed to erase it all the same.
    pub must: bool,
    /// Whether the date of birth is missing and would count.
    pub born_unknown: bool,
}

impl Keeping {
    /// Of a client's record.
    pub fn of(found: &Retention) -> Self {
        let last = found.last_entry.map_or_else(|| "–".to_owned(), plain::date);
        let sentence = match &found.kept {
            Kept::NoRule => words().t("erasure-kept-no-rule").into_owned(),
            Kept::Open => words().t("erasure-kept-open").into_owned(),
            Kept::Until(day) => {
                let day = plain::date(*day);
                words().with("erasure-kept-until", &[("day", &day), ("last", &last)])
            }
            Kept::Over(day) => words().with("erasure-kept-over", &[("day", &plain::date(*day))]),
        };
        Self {
            sentence,
            rule: found.rule.map_or(String::new(), rule),
            source: found.rule.map_or(String::new(), |rule| rule.source.clone()),
            mark: found.rule.map_or("founded-design", |rule| mark_words(&rule.mark)),
            no_rule: found.kept == Kept::NoRule,
            must: !matches!(found.kept, Kept::Over(_)),
            born_unknown: !found.born_known && found.rule.is_some(),
        }
    }
}

/// A rule in words.
pub fn rule(rule: &Rule) -> String {
    let years = rule.years_after_last_contact.to_string();
    match (rule.class, rule.years_after_18th_birthday) {
        (Class::Adult, _) => words().with("retention-adult", &[("years", &years)]),
        (Class::Minor, None) => words().with("retention-minor", &[("years", &years)]),
        (Class::Minor, Some(more)) => {
            let more = more.to_string();
            words().with("retention-minor-both", &[("years", &years), ("more", &more)])
        }
    }
}

/// A reason in words.
pub fn reason(reason: Option<Reason>) -> String {
    let code = reason.map_or("other", Reason::code);
    words().t(&format!("erasure-reason-{code}")).into_owned()
}

/// A legal hold as it is shown.
pub struct HoldView {
    /// Who set it and when, and who lifted it.
    pub said: String,
    /// Why it was set.
    pub reason: String,
    /// Why it was lifted; empty while it stands.
    pub lifted: String,
    /// Whether it stands.
    pub stands: bool,
}

/// The legal holds in words.
pub fn holds(ask: &Ask, holds: Vec<LegalHold>) -> Vec<HoldView> {
    let view = |hold: LegalHold| {
        let (who, when) = (ask.clinic().name_of(hold.set_by), moment(ask, hold.set_at));
        match hold.lifted {
            None => HoldView {
                said: words().with("legal-hold-stands", &[("who", &who), ("when", &when)]),
                reason: hold.reason,
                lifted: String::new(),
                stands: true,
            },
            Some((by, at, why)) => {
                let (lifter, lifted) = (ask.clinic().name_of(by), moment(ask, at));
                HoldView {
                    said: words().with(
                        "legal-hold-past",
                        &[("who", &who), ("when", &when), ("lifter", &lifter), ("lifted", &lifted)],
                    ),
                    reason: hold.reason,
                    lifted: why,
                    stands: false,
                }
            }
        }
    };
    holds.into_iter().map(view).collect()
}

/// A request as its second person reads it.
pub struct Asked {
    /// Which.
    pub id: String,
    /// Who asked, and when.
    pub said: String,
    /// Why.
    pub reason: String,
    /// In words.
    pub words: String,
    /// Why although it must be kept; empty when it need not.
    pub despite: String,
}

impl Asked {
    /// In words.
    pub fn of(ask: &Ask, request: ErasureRequest) -> Self {
        let who = ask.clinic().name_of(request.asked_by);
        let when = moment(ask, request.asked_at);
        Self {
            id: request.id.to_string(),
            said: words().with("erasure-asked", &[("who", &who), ("when", &when)]),
            reason: reason(Some(request.asking.reason)),
            words: request.asking.words,
            despite: request.asking.despite,
        }
    }
}

/// A moment in the practice's time.
pub fn moment(ask: &Ask, at: Timestamp) -> String {
    let zone = ask.clinic().zone();
    plain::moment(at, &zone)
}
