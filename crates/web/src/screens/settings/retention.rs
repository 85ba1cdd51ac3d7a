//! Which rules say how long records are kept: by where the practice works, each with its source.

use askama::Template;
use clinic::{Access, Write, permission::TheSettings, retention::jurisdictions};

use crate::{
    answer::{self, Answer},
    ask::Ask,
    draft,
    page::Page,
    screens::{erasure::told, mark_words, saved},
    slip::Slip,
    words::words,
};

const ADDRESS: &str = "/settings/retention";

#[derive(Template)]
#[template(path = "screens/settings/retention.html")]
struct RetentionPage {
    page: Page,
    form: Slip,
    places: Vec<PlaceView>,
}

struct PlaceView {
    code: &'static str,
    name: &'static str,
    /// Each rule in words, its source, and how well it is founded.
    rules: Vec<(String, &'static str, &'static str)>,
}

/// The rules.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, _: &Access<TheSettings, Write>) -> Answer {
    let chosen = ask.clinic().settings().retention;
    let stands = ipt::Form::from([("retention".to_owned(), vec![chosen])]);
    let places = jurisdictions().iter().map(|place| PlaceView {
        code: &place.code,
        name: &place.name,
        rules: place
            .rules()
            .iter()
            .map(|rule| (told::rule(rule), rule.source.as_str(), mark_words(&rule.mark)))
            .collect(),
    });
    answer::show(&RetentionPage {
        page: Page::of(ask, &words().t("retention-title")),
        form: Slip::fresh(ask, ADDRESS.to_owned(), stands, 0)?,
        places: places.collect(),
    })
}

/// Chooses them.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn choose(ask: &Ask, access: &Access<TheSettings, Write>) -> Answer {
    ask.clinic().alter_settings(access, |stand| {
        ask.field("retention").clone_into(&mut stand.retention);
        Ok(())
    })?;
    draft::sent(ask)?;
    Ok(saved(ADDRESS))
}
