//! Parents and guardians of a young client: who has a way in, what they are told, and its end.

use askama::Template;
use clinic::{
    Access, Problem, Read, TheCourse, Write,
    guardian::{Guardian, GuardianTerms, ToldTo},
    identity::Identity,
    permission::Verb,
};
use ipt::{AccountId, Form};

use super::{
    CourseFrame,
    people::{Link, link},
    saved,
    second_step::fresh,
    typed_date,
};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    draft,
    form::Trouble,
    page::Page,
    plain,
    slip::Returned,
    words::words,
};

pub mod own;
mod terms;

use terms::TermsForm;

/// The room, by its name in addresses and in the access log.
const ROOM: &str = "guardians";

#[derive(Template)]
#[template(path = "screens/guardians/page.html")]
struct GuardiansPage {
    page: Page,
    frame: CourseFrame,
    lines: Vec<Line>,
    past: Vec<String>,
    adding: TermsForm,
    link: Link,
}

/// Somebody with a way in.
struct Line {
    name: String,
    relation: String,
    told: Vec<String>,
    said: String,
    /// Why nothing is told at the moment; empty if it is.
    still: String,
    form: TermsForm,
    invitation: String,
    shutting: String,
}

/// What somebody is told, in words.
fn told(terms: &GuardianTerms) -> Vec<String> {
    let word = |told: &ToldTo| words().t(&format!("guardian-told-{}", told.code())).into_owned();
    terms.told.iter().map(word).collect()
}

/// Since when it stands, and on which day the client said yes: in the words for who reads it.
fn said(ask: &Ask, guardian: &Guardian, yes: &str) -> String {
    let since = plain::moment(guardian.at, &ask.clinic().zone());
    match guardian.terms.clients_yes {
        Some(day) => words().with(yes, &[("since", &since), ("day", &plain::date(day))]),
        None => words().with("guardian-since", &[("since", &since)]),
    }
}

fn ended(ask: &Ask, guardian: &Guardian) -> Option<String> {
    let (by, at) = guardian.ended.as_ref()?;
    let (who, when) = (ask.clinic().name_of(*by), plain::moment(*at, &ask.clinic().zone()));
    let (name, relation) = (&guardian.name, &guardian.terms.relation);
    Some(words().with(
        "guardian-ended",
        &[("name", name), ("relation", relation), ("who", &who), ("when", &when)],
    ))
}

fn line(
    ask: &Ask,
    identity: &Identity,
    guardian: &Guardian,
    returned: Option<&Returned>,
) -> Result<Line, Failure> {
    let at = ask.room(&format!("{ROOM}/{}", guardian.account));
    let against = ask.clinic().stands_against(identity, &guardian.terms);
    Ok(Line {
        name: guardian.name.clone(),
        relation: guardian.terms.relation.clone(),
        told: told(&guardian.terms),
        said: said(ask, guardian, "guardian-since-yes"),
        still: against.map_or_else(String::new, |why| {
            words().t(&format!("guardian-still-{}", why.code())).into_owned()
        }),
        invitation: format!("{at}/link"),
        shutting: format!("{at}/stopping"),
        form: TermsForm::of(ask, at, Some(&guardian.terms), returned)?,
    })
}

fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    returned: Option<&Returned>,
    link: Link,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, &file.course, &identity, ROOM);
    let all = ask.clinic().guardians(access)?;
    let stand = all.iter().filter(|guardian| guardian.ended.is_none());
    let lines = stand.map(|guardian| line(ask, &identity, guardian, returned));
    let template = GuardiansPage {
        page,
        frame,
        lines: lines.collect::<Result<_, _>>()?,
        past: all.iter().filter_map(|guardian| ended(ask, guardian)).collect(),
        adding: TermsForm::of(ask, ask.room(ROOM), None, returned)?,
        link,
    };
    if returned.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// The room.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    page(ask, access, None, Link::default())
}

/// What was typed. A day that is none is beside its field; all else the clinic says.
fn typed(ask: &Ask) -> Result<GuardianTerms, Trouble> {
    let chosen = |told: &&ToldTo| {
        ask.form.get("told").is_some_and(|sent| sent.iter().any(|one| one == told.code()))
    };
    let clients_yes = match ask.field("clients_yes") {
        "" => None,
        _ => Some(typed_date(ask, "clients_yes")?),
    };
    Ok(GuardianTerms {
        relation: ask.field("relation").to_owned(),
        told: ToldTo::ALL.iter().filter(chosen).copied().collect(),
        clients_yes,
    })
}

/// The page again, with what was typed and what is wrong with it.
fn again(
    ask: &Ask,
    access: &Access<TheCourse, Write>,
    trouble: Result<Trouble, Problem>,
) -> Answer {
    let trouble = match trouble {
        Ok(trouble) => trouble,
        Err(problem) => terms::trouble(ask, problem)?,
    };
    let returned = Returned { action: ask.path.clone(), trouble };
    page(ask, access, Some(&returned), Link::default())
}

/// Lets somebody in. The link is shown once.
///
/// # Errors
/// See [`Failure`]; what is wrong is said beside its field.
pub fn let_in(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let terms = match typed(ask) {
        Ok(terms) => terms,
        Err(trouble) => return again(ask, access, Ok(trouble)),
    };
    let fresh = fresh::asked(ask, access.actor())?;
    let names = (ask.field("name"), ask.field("login"));
    match ask.clinic().let_guardian_in(access, &fresh, names, &terms) {
        Ok(invitation) => {
            draft::sent(ask)?;
            page(ask, access, None, link(ask, &invitation))
        }
        Err(problem) => again(ask, access, Err(problem)),
    }
}

/// Changes what somebody is told.
///
/// # Errors
/// As [`let_in`].
pub fn change(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let terms = match typed(ask) {
        Ok(terms) => terms,
        Err(trouble) => return again(ask, access, Ok(trouble)),
    };
    let account: AccountId = ask.part("guardian")?;
    let fresh = fresh::asked(ask, access.actor())?;
    match ask.clinic().agree_anew(access, &fresh, account, &terms) {
        Ok(()) => {
            draft::sent(ask)?;
            Ok(saved(&ask.room(ROOM)))
        }
        Err(problem) => again(ask, access, Err(problem)),
    }
}

/// Makes a new link for somebody. It is shown once.
///
/// # Errors
/// See [`Failure`].
pub fn invite(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let fresh = fresh::asked(ask, access.actor())?;
    let invitation = ask.clinic().invite_guardian(access, &fresh, ask.part("guardian")?)?;
    page(ask, access, None, link(ask, &invitation))
}

/// Shuts the way in of somebody.
///
/// # Errors
/// See [`Failure`].
pub fn shut(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    ask.clinic().end_guardian(access, ask.part("guardian")?)?;
    Ok(saved(&ask.room(ROOM)))
}

/// What was agreed, as it would be typed.
fn to_form(terms: &GuardianTerms) -> Form {
    let told = terms.told.iter().map(|told| told.code().to_owned()).collect();
    let day = terms.clients_yes.map_or_else(String::new, |day| day.to_string());
    Form::from([
        ("relation".to_owned(), vec![terms.relation.clone()]),
        ("told".to_owned(), told),
        ("clients_yes".to_owned(), vec![day]),
    ])
}
