//! The settings of the practice.

use askama::Template;
use clinic::{Access, Problem, Settings, Write, permission::TheSettings};
use ipt::{Code, Dialect, inventory::circle::RINGS_RANGE, measure::Measure};

use crate::{
    answer::{self, Answer, show_again},
    ask::Ask,
    draft,
    field::Offer,
    page::Page,
    screens::saved,
    slip::Slip,
    words::words,
};

pub mod crisis;
pub mod retention;
pub mod rules;
pub mod sites;

#[derive(Template)]
#[template(path = "screens/settings/page.html")]
struct SettingsPage {
    page: Page,
    form: Slip,
    /// The crisis contacts, a line each.
    crisis: Vec<String>,
    dialects: Vec<Offer>,
    deputies: Vec<Offer>,
    measures: Vec<Group>,
    prorate: bool,
    rings: Vec<Offer>,
    problem: &'static str,
    sends_word: bool,
    word_stuck: bool,
}

/// Measures of one kind, to choose from.
struct Group {
    title: String,
    offers: Vec<Offer>,
}

/// Every measure that the practice knows: with its wording, for a value only, its own.
fn measures(ask: &Ask, form: &Slip) -> Vec<Group> {
    let catalogue = ask.clinic().measures();
    let kind = |measure: &Measure| match (catalogue.is_own(&measure.id), measure.has_wording()) {
        (true, _) => "settings-measures-own",
        (false, true) => "settings-measures-worded",
        (false, false) => "settings-measures-value",
    };
    let offer = |measure: &Measure| Offer {
        value: measure.id.clone(),
        label: format!("{} · {} · {}", measure.short, measure.title, measure.domain),
        chosen: form.has("measures", &measure.id),
    };
    let group = |key: &'static str| Group {
        title: words().t(key).into_owned(),
        offers: catalogue.all().filter(|measure| kind(measure) == key).map(offer).collect(),
    };
    ["settings-measures-worded", "settings-measures-value", "settings-measures-own"]
        .into_iter()
        .map(group)
        .filter(|group| !group.offers.is_empty())
        .collect()
}

fn page(
    ask: &Ask,
    access: &Access<TheSettings, Write>,
    settings: &Settings,
    problem: &'static str,
) -> Answer {
    let action = "/settings".to_owned();
    let form = match problem {
        "" => Slip::fresh(ask, action, typed(settings), 0)?,
        _ => Slip::again(ask, action),
    };
    let template = SettingsPage {
        page: Page::of(ask, &words().t("settings-title")),
        dialects: Dialect::ALL
            .iter()
            .map(|dialect| Offer {
                value: dialect.code().to_owned(),
                label: words().t(&format!("dialect-{}", dialect.code())).into_owned(),
                chosen: form.is("dialect", dialect.code()),
            })
            .collect(),
        deputies: ask
            .clinic()
            .therapists(access)?
            .into_iter()
            .map(|(id, name)| {
                let value = id.to_string();
                Offer { chosen: form.is("deputy", &value), value, label: name }
            })
            .collect(),
        measures: measures(ask, &form),
        prorate: form.is("prorate", "yes"),
        rings: RINGS_RANGE
            .map(|rings| {
                let value = rings.to_string();
                Offer { chosen: form.is("rings", &value), label: value.clone(), value }
            })
            .collect(),
        crisis: ask.clinic().settings().crisis.iter().map(crisis::line).collect(),
        problem,
        form,
        sends_word: ask.clinic().sends_word(),
        word_stuck: ask.clinic().word_is_stuck_here(access)?,
    };
    if problem.is_empty() { answer::show(&template) } else { show_again(&template) }
}

/// The settings as they would be typed.
fn typed(settings: &Settings) -> ipt::Form {
    let fields = [
        ("name", settings.name.clone()),
        ("dialect", settings.dialect.code().to_owned()),
        ("zone", settings.zone.clone()),
        ("exit_to", settings.exit_to.clone()),
        ("alert_hours", settings.alert_hours.to_string()),
        ("deputy", settings.deputy.map_or(String::new(), |deputy| deputy.to_string())),
        ("rings", settings.rings.to_string()),
        ("prorate", if settings.prorate { "yes" } else { "" }.to_owned()),
    ];
    let mut form: ipt::Form =
        fields.into_iter().map(|(name, text)| (name.to_owned(), vec![text])).collect();
    form.insert("measures".to_owned(), settings.measures.clone());
    form
}

/// The settings as they are.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheSettings, Write>) -> Answer {
    page(ask, access, &ask.clinic().settings(), "")
}

/// Changes them.
///
/// # Errors
/// See [`crate::answer::Failure`]; what is wrong comes back in the form.
pub fn change(ask: &Ask, access: &Access<TheSettings, Write>) -> Answer {
    let known = ask.clinic().measures();
    let chosen = ask.form.get("measures").into_iter().flatten();
    let measures: Vec<String> = chosen.filter(|id| known.find(id).is_some()).cloned().collect();
    let changed = ask.clinic().alter_settings(access, |stand| {
        ask.field("name").clone_into(&mut stand.name);
        stand.dialect = Dialect::from_code(ask.field("dialect")).unwrap_or(stand.dialect);
        ask.field("zone").clone_into(&mut stand.zone);
        ask.field("exit_to").clone_into(&mut stand.exit_to);
        stand.measures = measures;
        stand.prorate = ask.field("prorate") == "yes";
        // What was not asked stays; what is no number of hours is refused as one out of bounds.
        if ask.form.contains_key("alert_hours") {
            stand.alert_hours = ask.field("alert_hours").parse().unwrap_or(0);
            stand.deputy = ask.field("deputy").parse().ok();
        }
        if ask.form.contains_key("rings") {
            stand.rings = ask.field("rings").parse().unwrap_or(0);
        }
        Ok(())
    });
    let again = |problem| page(ask, access, &ask.clinic().settings(), problem);
    match changed {
        Ok(()) => {
            draft::sent(ask)?;
            Ok(saved("/settings"))
        }
        Err(Problem::Setting("zone")) => again("settings-zone-wrong"),
        Err(Problem::Setting("alert_hours")) => again("settings-hours-wrong"),
        Err(Problem::Setting("rings")) => again("settings-rings-wrong"),
        Err(Problem::Setting("deputy")) => again("settings-deputy-wrong"),
        Err(Problem::Setting(_)) => again("settings-exit-wrong"),
        Err(other) => Err(other.into()),
    }
}
