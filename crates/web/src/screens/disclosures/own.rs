//! What was given to others, for the client whose record it is.

use askama::Template;
use clinic::{Access, Read, disclosure::Disclosed, permission::TheOwnCourse};

use crate::{
    answer::{self, Answer},
    ask::Ask,
    page::Page,
    plain,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/disclosures/own.html")]
struct OwnPage {
    page: Page,
    back: String,
    lines: Vec<Line>,
}

struct Line {
    on: String,
    to: String,
    what: String,
    because: String,
}

/// What was given.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheOwnCourse, Read>) -> Answer {
    let clinic = ask.clinic();
    let identity = clinic.own_identity(access)?;
    let line = |disclosed: Disclosed| {
        let given = disclosed.disclosure;
        let because = words().t(&format!("own-disclosure-{}", given.ground.code()));
        Line {
            on: plain::date(given.on),
            to: words().with("own-disclosure-line", &[("to", &given.to)]),
            what: given.what,
            because: match given.ground_words.as_str() {
                "" => because.into_owned(),
                more => format!("{because} ({more})"),
            },
        }
    };
    let title = words().t("own-disclosures-title");
    answer::show(&OwnPage {
        page: Page::of(ask, &title).for_client(ask, &identity),
        back: format!("/my/{}", access.id()),
        lines: clinic.own_disclosures(access)?.into_iter().map(line).collect(),
    })
}
