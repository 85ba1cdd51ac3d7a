//! Who the client is, how they may be reached, and their own way in.

mod guardians;

use askama::Template;
use clinic::{
    Access, Problem, Read, TheCourse, Write, crisis::CrisisContacts, identity::Identity,
    permission::Verb,
};
use ipt::{
    Field, Kind,
    form::{FieldProblem, Wrong},
};

use super::{
    CourseFrame,
    people::{Link, link},
    saved,
};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    draft,
    form::{FormView, Making, Trouble},
    page::Page,
    slip::Slip,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/client/page.html")]
struct ClientPage {
    page: Page,
    frame: CourseFrame,
    form: FormView,
    guardians: Option<guardians::GuardiansView>,
    inviting: Slip,
    problem: String,
    link: String,
    link_words: String,
}

const fn field(name: &'static str, kind: Kind, needed: bool) -> Field {
    Field { name, group: "who", kind, needed }
}

/// Who the client is, as it is typed; the last only where the practice has sites.
static FIELDS: [Field; 6] = [
    field("name", Kind::Line, true),
    field("born", Kind::Date, false),
    field("pronouns", Kind::Line, false),
    field("safe_contact", Kind::Long, false),
    field("crisis", Kind::Line, false),
    field("site", Kind::Line, false),
];

fn making(ask: &Ask, identity: &Identity, has_sites: bool) -> Making<'static> {
    Making {
        name: "client",
        fields: if has_sites { &FIELDS } else { &FIELDS[..FIELDS.len() - 1] },
        action: ask.room("client"),
        stored: identity.to_form(),
        seen: identity.revision.into(),
        people: Vec::new(),
        submit: "save",
    }
}

/// Lets the practice's crisis contacts be chosen. Whose are gone from the list may stay with them:
/// they get the practice's first until somebody chooses again.
fn offer_crisis(ask: &Ask, form: &mut FormView) {
    let settings = ask.clinic().settings();
    let names = settings.crisis.iter().map(CrisisContacts::name);
    let offered: Vec<_> = names.map(|name| (name.clone(), name)).collect();
    form.offer("crisis", &offered);
    let fields = form.groups.iter_mut().flat_map(|group| &mut group.fields);
    for field in fields.filter(|field| field.name == "crisis" && !field.value.is_empty()) {
        if offered.iter().all(|(name, _)| *name != field.value) {
            field.problem = words().t("client-crisis-gone").into_owned();
        }
    }
}

/// The sites where this client can be seen: those that take new clients, and their own.
fn sites(ask: &Ask, identity: &Identity) -> Vec<(String, String)> {
    let sites = ask.clinic().settings().sites;
    let open = sites.into_iter().filter(|site| !site.closed || Some(site.id) == identity.site);
    open.map(|site| (site.id.to_string(), site.name)).collect()
}

/// The site that was chosen, of these.
fn chosen_site(ask: &Ask, sites: &[(String, String)]) -> Result<Option<u32>, Wrong> {
    match ask.field("site") {
        "" => Ok(None),
        chosen if sites.iter().any(|(id, _)| id == chosen) => Ok(chosen.parse().ok()),
        _ => Err(Wrong::NotAChoice),
    }
}

/// The page; an invitation gives its link, or says why there is none.
fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    trouble: Option<&Trouble>,
    invited: Result<Link, &str>,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, &file.course, &identity, "client");
    let action = ask.room("client/invitation");
    let sites = sites(ask, &identity);
    let mut form = FormView::of(ask, making(ask, &identity, !sites.is_empty()), trouble)?;
    offer_crisis(ask, &mut form);
    form.offer("site", &sites);
    let template = ClientPage {
        page,
        frame,
        form,
        guardians: guardians::GuardiansView::of(ask, &file.course, &identity),
        inviting: match invited {
            Ok(_) => Slip::blank(ask, action)?,
            Err(_) => Slip::again(ask, action),
        },
        problem: invited.as_ref().err().map_or(String::new(), |key| words().t(key).into_owned()),
        link: invited.as_ref().map_or(String::new(), |link| link.address.clone()),
        link_words: invited.as_ref().map_or(String::new(), |link| link.words.clone()),
    };
    let wrong = trouble.is_some() || invited.is_err();
    if wrong { show_again(&template) } else { answer::show(&template) }
}

/// The page.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None, Ok(Link::default()))
}

/// A date of birth: one that has come.
///
/// # Errors
/// What is wrong with it.
pub fn birth(ask: &Ask, text: &str) -> Result<jiff::civil::Date, Wrong> {
    let born = ipt::form::date(text)?;
    if born > ask.clinic().today() { Err(Wrong::NotYet) } else { Ok(born) }
}

/// Changes it.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn revise(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let born = ask.field("born");
    let born_wrong = birth(ask, born).err().filter(|wrong| *wrong == Wrong::NotYet);
    let site = chosen_site(ask, &sites(ask, &ask.clinic().identity(access)?));
    let wrong = [("born", born_wrong), ("site", site.err())];
    let wrong = wrong.into_iter().find_map(|(field, wrong)| Some((field, wrong?)));
    let trouble = match (ipt::form::read(&FIELDS, &ask.form), wrong) {
        (Err(problems), _) => Trouble::fields(problems),
        (Ok(_), Some((field, problem))) => {
            Trouble::fields(vec![FieldProblem { field: field.to_owned(), problem }])
        }
        (Ok(_), None) => {
            let identity = Identity {
                name: ask.field("name").to_owned(),
                born: ipt::form::date(born).ok(),
                safe_contact: ask.field("safe_contact").replace("\r\n", "\n"),
                pronouns: ask.field("pronouns").to_owned(),
                crisis: ask.field("crisis").to_owned(),
                site: site.ok().flatten(),
                revision: ask.seen(),
            };
            match ask.clinic().revise_identity(access, &identity) {
                Ok(()) => {
                    draft::sent(ask)?;
                    return Ok(saved(&ask.room("client")));
                }
                Err(problem) => Trouble::of(problem)?,
            }
        }
    };
    page(ask, access, Some(&trouble), Ok(Link::default()))
}

/// Makes a link by which the client sets a passphrase. It is shown once.
///
/// # Errors
/// See [`Failure`].
pub fn invite(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let invited = match ask.clinic().invite_client(access, ask.field("login")) {
        Ok(invitation) => {
            draft::sent(ask)?;
            Ok(link(ask, &invitation))
        }
        Err(Problem::NameTaken) => Err("problem-name-taken-next"),
        Err(Problem::NameMissing) => Err("problem-name-missing-next"),
        Err(other) => return Err(Failure::from(other)),
    };
    page(ask, access, None, invited)
}
