//! The sites of the practice, each with the rules that hold there.

use askama::Template;
use clinic::{
    Access, Problem, Write,
    permission::TheSettings,
    retention::{Jurisdiction, jurisdictions},
    site::{NewSite, Site},
};
use ipt::Form;

use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    draft,
    page::Page,
    screens::saved,
    slip::Slip,
    words::words,
};

const ADDRESS: &str = "/settings/sites";

#[derive(Template)]
#[template(path = "screens/settings/sites.html")]
struct SitesPage {
    page: Page,
    sites: Vec<SiteView>,
    adding: SiteForm,
}

struct SiteView {
    name: String,
    /// Its rules, in words.
    rules: String,
    closed: bool,
    form: SiteForm,
}

/// A site as it is typed.
#[derive(Template)]
#[template(path = "screens/settings/site_form.html")]
struct SiteForm {
    /// What tells its fields from those of the other forms of the page.
    which: String,
    slip: Slip,
    problem: String,
    places: Vec<(&'static str, &'static str)>,
    /// Whether it stands already, so that it can be closed.
    stands: bool,
}
impl askama::filters::HtmlSafe for SiteForm {}

impl SiteForm {
    fn t(&self, key: &str) -> std::borrow::Cow<'static, str> {
        words().t(key)
    }
}

fn typed(site: &Site) -> Form {
    let closed = if site.closed { "yes" } else { "" };
    let fields = [("name", &*site.name), ("retention", &*site.retention), ("closed", closed)];
    fields.map(|(name, text)| (name.to_owned(), vec![text.to_owned()])).into()
}

/// A form, as it stands or as it comes back with what is wrong.
fn form(ask: &Ask, site: Option<&Site>, wrong: &str) -> Result<SiteForm, Failure> {
    let (which, action) = match site {
        Some(site) => (site.id.to_string(), format!("{ADDRESS}/{}", site.id)),
        None => ("new".to_owned(), ADDRESS.to_owned()),
    };
    let comes_back = !wrong.is_empty() && ask.path == action;
    Ok(SiteForm {
        which,
        slip: match comes_back {
            true => Slip::again(ask, action),
            false => Slip::fresh(ask, action, site.map(typed).unwrap_or_default(), 0)?,
        },
        problem: if comes_back { words().t(wrong).into_owned() } else { String::new() },
        places: jurisdictions().iter().map(|place| (&*place.code, &*place.name)).collect(),
        stands: site.is_some(),
    })
}

fn page(ask: &Ask, wrong: &str) -> Answer {
    let view = |site: &Site| {
        let own = Jurisdiction::of(&site.retention).map(|place| place.name.clone());
        Ok(SiteView {
            name: site.name.clone(),
            rules: own.unwrap_or_else(|| words().t("sites-rules-practice").into_owned()),
            closed: site.closed,
            form: form(ask, Some(site), wrong)?,
        })
    };
    let sites = ask.clinic().settings().sites.iter().map(view).collect::<Result<_, Failure>>()?;
    let adding = form(ask, None, wrong)?;
    let template = SitesPage { page: Page::of(ask, &words().t("sites-title")), sites, adding };
    if wrong.is_empty() { answer::show(&template) } else { show_again(&template) }
}

/// The sites.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, _: &Access<TheSettings, Write>) -> Answer {
    page(ask, "")
}

fn write(ask: &Ask, access: &Access<TheSettings, Write>, id: Option<u32>) -> Answer {
    let new = NewSite {
        id,
        name: ask.field("name").to_owned(),
        retention: ask.field("retention").to_owned(),
        closed: ask.field("closed") == "yes",
    };
    match ask.clinic().write_site(access, new) {
        Ok(()) => {
            draft::sent(ask)?;
            Ok(saved(ADDRESS))
        }
        Err(Problem::NameMissing) => page(ask, "sites-name-missing"),
        Err(Problem::NameTaken) => page(ask, "sites-name-taken"),
        Err(other) => Err(other.into()),
    }
}

/// Adds one.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn add(ask: &Ask, access: &Access<TheSettings, Write>) -> Answer {
    write(ask, access, None)
}

/// Changes one.
///
/// # Errors
/// As [`add`].
pub fn change(ask: &Ask, access: &Access<TheSettings, Write>) -> Answer {
    let id = ask.part("site")?;
    write(ask, access, Some(id))
}
