//! The crisis contacts of the practice, by country and language.

use askama::Template;
use clinic::{
    Access, Problem, Write,
    crisis::{CrisisContacts, FIELDS},
    permission::TheSettings,
};

use crate::{
    answer::{self, Answer, show_again},
    ask::Ask,
    draft,
    form::{FormView, Making, Trouble},
    page::Page,
    plain,
    screens::saved,
    words::words,
};

const ADDRESS: &str = "/settings/crisis";

#[derive(Template)]
#[template(path = "screens/settings/crisis.html")]
struct CrisisPage {
    page: Page,
    form: FormView,
}

/// The contacts of one country and language in a line.
pub fn line(of: &CrisisContacts) -> String {
    let (name, contacts) = (of.name(), of.contacts.join(" · "));
    let on = of.checked_on.map(plain::date).unwrap_or_default();
    let key = if on.is_empty() { "crisis-line-undated" } else { "crisis-line" };
    words().with(key, &[("name", &name), ("contacts", &contacts), ("on", &on)])
}

fn page(ask: &Ask, trouble: Option<&Trouble>) -> Answer {
    let making = Making {
        name: "crisis",
        fields: &FIELDS,
        action: ADDRESS.to_owned(),
        stored: CrisisContacts::write(&ask.clinic().settings().crisis),
        seen: ask.clinic().settings().crisis_revision.into(),
        people: Vec::new(),
        submit: "save",
    };
    let form = FormView::of(ask, making, trouble)?;
    let template = CrisisPage { page: Page::of(ask, &words().t("crisis-title")), form };
    if trouble.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// The contacts as they are.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, _: &Access<TheSettings, Write>) -> Answer {
    page(ask, None)
}

/// Changes them.
///
/// # Errors
/// See [`crate::answer::Failure`]; what is wrong comes back in the form.
pub fn change(ask: &Ask, access: &Access<TheSettings, Write>) -> Answer {
    match CrisisContacts::read(&ask.form, ask.clinic().today()) {
        Err(problems) => page(ask, Some(&Trouble::fields(problems))),
        Ok(crisis) => {
            let seen: u32 = ask.seen();
            let changed = ask.clinic().alter_settings(access, |stand| {
                if stand.crisis_revision != seen {
                    let now = CrisisContacts::write(&stand.crisis);
                    return Err(Problem::Changed { now, version: stand.crisis_revision.into() });
                }
                (stand.crisis, stand.crisis_revision) = (crisis, seen + 1);
                Ok(())
            });
            match changed {
                Ok(()) => {
                    draft::sent(ask)?;
                    Ok(saved(ADDRESS))
                }
                Err(problem) => page(ask, Some(&Trouble::of(problem)?)),
            }
        }
    }
}
