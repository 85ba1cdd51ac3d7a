//! All visible words, in Fluent files, with the two dialects' own words where they differ.

use std::{borrow::Cow, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use ipt::{
    Code, Dialect,
    letter::{Filling, Say},
};
use unic_langid::LanguageIdentifier;

/// The files of the first language, in no particular order.
const ENGLISH: &[&str] = &[
    include_str!("words/en/area_work.ftl"),
    include_str!("words/en/areas.ftl"),
    include_str!("words/en/breach.ftl"),
    include_str!("words/en/caseload.ftl"),
    include_str!("words/en/account.ftl"),
    include_str!("words/en/check_in.ftl"),
    include_str!("words/en/circle.ftl"),
    include_str!("words/en/codes.ftl"),
    include_str!("words/en/corrections.ftl"),
    include_str!("words/en/corridor.ftl"),
    include_str!("words/en/course.ftl"),
    include_str!("words/en/crisis.ftl"),
    include_str!("words/en/disclosures.ftl"),
    include_str!("words/en/documents.ftl"),
    include_str!("words/en/drawers.ftl"),
    include_str!("words/en/ending.ftl"),
    include_str!("words/en/emergency.ftl"),
    include_str!("words/en/erasure.ftl"),
    include_str!("words/en/provider.ftl"),
    include_str!("words/en/sites.ftl"),
    include_str!("words/en/events.ftl"),
    include_str!("words/en/guardians.ftl"),
    include_str!("words/en/labels.ftl"),
    include_str!("words/en/letters.ftl"),
    include_str!("words/en/life.ftl"),
    include_str!("words/en/looks.ftl"),
    include_str!("words/en/notices.ftl"),
    include_str!("words/en/outcomes.ftl"),
    include_str!("words/en/page.ftl"),
    include_str!("words/en/people.ftl"),
    include_str!("words/en/policies.ftl"),
    include_str!("words/en/progress.ftl"),
    include_str!("words/en/replay.ftl"),
    include_str!("words/en/review.ftl"),
    include_str!("words/en/role_conflict.ftl"),
    include_str!("words/en/roles.ftl"),
    include_str!("words/en/cover.ftl"),
    include_str!("words/en/sessions.ftl"),
    include_str!("words/en/supervision.ftl"),
    include_str!("words/en/techniques.ftl"),
    include_str!("words/en/thread.ftl"),
    include_str!("words/en/today.ftl"),
    include_str!("words/en/variants.ftl"),
    include_str!("words/en/work.ftl"),
];

/// The words of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let english: LanguageIdentifier = "en".parse().expect("BUG: en is a language");
    let mut bundle = FluentBundle::new_concurrent(vec![english]);
    // Isolation marks are for mixed scripts in one line; screens mark directions in HTML.
    bundle.set_use_isolating(false);
    for file in ENGLISH {
        let resource = FluentResource::try_new((*file).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("BUG: words cannot be read: {errors:?}"));
        bundle
            .add_resource(resource)
            .unwrap_or_else(|errors| panic!("BUG: words stand twice: {errors:?}"));
    }
    Words { bundle }
});

/// The words of the interface.
pub fn words() -> &'static Words {
    &WORDS
}

impl Words {
    /// Whether there are words of this name.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The words of this name.
    pub fn t(&self, key: &str) -> Cow<'_, str> {
        self.pattern(key, None, None)
    }

    /// The words of this name, with arguments.
    pub fn with(&self, key: &str, arguments: &[(&str, &dyn Argument)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in arguments {
            args.set((*name).to_owned(), value.fluent());
        }
        self.pattern(key, None, Some(&args)).into_owned()
    }

    /// The words of this name in a dialect: the dialect's own where there are any.
    pub fn d(&self, key: &str, dialect: Dialect) -> Cow<'_, str> {
        let own = format!("{key}-{}", dialect.code());
        if self.has(&own) { self.t(&own) } else { self.t(key) }
    }

    /// The hint that goes with a label, if there is one.
    pub fn hint(&self, key: &str) -> Option<Cow<'_, str>> {
        self.bundle.get_message(key)?.get_attribute("hint")?;
        Some(self.pattern(key, Some("hint"), None))
    }

    fn pattern(
        &self,
        key: &str,
        attribute: Option<&str>,
        arguments: Option<&FluentArgs<'_>>,
    ) -> Cow<'_, str> {
        let message = self.bundle.get_message(key);
        let pattern = message.and_then(|message| match attribute {
            Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else { return Cow::Owned(format!("⟨{key}⟩")) };
        let mut errors = Vec::new();
        Cow::Owned(self.bundle.format_pattern(pattern, arguments, &mut errors).into_owned())
    }
}

/// What can be put into words.
pub trait Argument {
    /// As Fluent takes it.
    fn fluent(&self) -> FluentValue<'static>;
}
impl Argument for &str {
    fn fluent(&self) -> FluentValue<'static> {
        FluentValue::from((*self).to_owned())
    }
}
impl Argument for String {
    fn fluent(&self) -> FluentValue<'static> {
        FluentValue::from(self.clone())
    }
}
impl Argument for u32 {
    fn fluent(&self) -> FluentValue<'static> {
        FluentValue::from(*self)
    }
}
impl Argument for u64 {
    fn fluent(&self) -> FluentValue<'static> {
        FluentValue::from(*self)
    }
}

impl Say for Words {
    fn say(&self, key: &str, slots: &[(&str, Filling)]) -> String {
        let slots: Vec<(&str, &dyn Argument)> = slots
            .iter()
            .map(|(name, filling)| match filling {
                Filling::Text(text) => (*name, text as &dyn Argument),
                Filling::Count(count) => (*name, count as &dyn Argument),
            })
            .collect();
        self.with(key, &slots)
    }

    fn knows(&self, key: &str) -> bool {
        self.has(key)
    }
}
