//! What this program is, and what it is not. A page that shows nothing of anybody.

use askama::Template;

use crate::{
    answer::{self, Answer},
    ask::Ask,
    page::Page,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/about/page.html")]
struct AboutPage {
    page: Page,
}

/// The page.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask) -> Answer {
    answer::show(&AboutPage { page: Page::of(ask, &words().t("about-title")) })
}
