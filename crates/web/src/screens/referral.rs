//! A referral: a course begins.

use askama::Template;
use clinic::{
    Access, Read, Write, identity::Identity, perform::NewCourse, permission::TheCaseload,
};
use ipt::{Code, Dialect, artefact::Artefact, content::variant::variants, document::Referral};

use super::client;
use crate::{
    answer::{self, Answer, redirect, show_again},
    ask::Ask,
    draft,
    field::Offer,
    form::{FormView, Making, Trouble},
    page::Page,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/referral/page.html")]
struct ReferralPage {
    page: Page,
    name: String,
    born: String,
    born_problem: String,
    name_problem: String,
    variants: Vec<(Offer, String)>,
    dialects: Vec<Offer>,
    form: FormView,
}

fn making(ask: &Ask) -> Making<'static> {
    let today = ask.clinic().today().to_string();
    Making {
        name: Referral::NAME,
        fields: Referral::FIELDS,
        action: "/referral".to_owned(),
        stored: [("received_on".to_owned(), vec![today])].into(),
        seen: 0,
        people: Vec::new(),
        submit: "referral-submit",
    }
}

fn page(ask: &Ask, typed: &ipt::Form, form: FormView, wrong: (String, String)) -> ReferralPage {
    let first = |name| ipt::form::first(typed, name).to_owned();
    let (variant, dialect) = (first("variant"), first("dialect"));
    let usual = ask.clinic().usual_dialect().code();
    ReferralPage {
        page: Page::of(ask, &words().t("referral-title")),
        name: first("client_name"),
        born: first("born"),
        name_problem: wrong.0,
        born_problem: wrong.1,
        variants: variants()
            .iter()
            .map(|v| {
                let none = variant.is_empty() && v.code == "ipt_standard";
                let chosen = variant == v.code || none;
                let offer = Offer { value: v.code.clone(), label: v.name.clone(), chosen };
                (offer, v.for_whom.clone())
            })
            .collect(),
        dialects: Dialect::ALL
            .iter()
            .map(|d| Offer {
                value: d.code().to_owned(),
                label: words().t(&format!("dialect-{}", d.code())).into_owned(),
                chosen: dialect == d.code() || (dialect.is_empty() && usual == d.code()),
            })
            .collect(),
        form,
    }
}

/// The form.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, _: &Access<TheCaseload, Read>) -> Answer {
    let left = draft::left(ask, "/referral")?;
    let mut form = FormView::fresh(ask, making(ask))?;
    let typed = left.newest.unwrap_or_default();
    // A referral that was sent and broken off is completed under the key it had.
    if let Ok(key) = ipt::form::first(&typed, "form_key").parse::<uuid::Uuid>() {
        form.key = key.to_string();
    }
    answer::show(&page(ask, &typed, form, Default::default()))
}

/// Begins the course.
///
/// # Errors
/// See [`crate::answer::Failure`]; what is wrong with the form comes back in the form.
pub fn refer(ask: &Ask, access: &Access<TheCaseload, Write>) -> Answer {
    let name = ask.field("client_name").to_owned();
    let born = match ask.field("born") {
        "" => Ok(None),
        text => client::birth(ask, text).map(Some),
    };
    let name_wrong = if name.is_empty() { words().t("wrong-missing") } else { "".into() };
    let born_wrong =
        born.err().map_or("".into(), |wrong| words().t(&format!("wrong-{}", wrong.code())));
    let trouble = match (Referral::read(&ask.form), born) {
        (Ok(referral), Ok(born)) if !name.is_empty() => {
            let identity = Identity { name, born, ..Identity::default() };
            let new = NewCourse {
                client: Err(identity),
                variant: ask.field("variant").to_owned(),
                dialect: Dialect::from_code(ask.field("dialect"))
                    .unwrap_or(ask.clinic().usual_dialect()),
                previous: None,
                referral,
            };
            match ask.clinic().refer(access, ask.key(), new) {
                Ok(course) => {
                    draft::sent(ask)?;
                    return Ok(redirect(&format!("/courses/{course}")));
                }
                Err(problem) => Trouble::of(problem)?,
            }
        }
        (referral, _) => Trouble::fields(referral.err().unwrap_or_default()),
    };
    let form = FormView::again(ask, making(ask), &trouble);
    let wrong = (name_wrong.into_owned(), born_wrong.into_owned());
    show_again(&page(ask, &ask.form, form, wrong))
}
