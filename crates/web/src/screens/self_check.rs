//! The self-check on the client's own pages: the signs of their own plan, and the measure where the
//! practice uses it. When signs are back the page shows the way back. Nothing on it says what it is
//! for.

use askama::Template;
use clinic::{Access, Problem, Read, Write, permission::TheOwnCourse};
use ipt::{
    Code, Course, alert,
    document::RelapsePlan,
    measure::Measure,
    self_check::{CheckAt, Felt, KeptSelfCheck, SelfCheck, SignAnswer, SignLevel, Standing, signs},
};

use super::{
    card,
    measures::item::{ItemView, item_view},
};
use crate::{
    answer::{self, Answer, redirect, show_again},
    ask::Ask,
    field::Offer,
    page::Page,
    plain,
    words::words,
};

pub mod room;

/// No plan has more signs than this; a form that says more is none of ours.
const MOST_SIGNS: usize = 200;

#[derive(Template)]
#[template(path = "screens/self_check/own.html")]
struct OwnPage {
    page: Page,
    back: String,
    key: String,
    /// Whether an answer calls for help: it is said at once, also on a form that comes back.
    help: bool,
    /// The form, while one is due.
    form: Option<Asked>,
    /// What was sent and not stored.
    not_kept: Option<NotKept>,
    /// What follows from the one that was filled.
    result: Option<Followed>,
    /// When the next one is due; empty if none is.
    next: String,
}

/// A self-check to be filled.
struct Asked {
    at: &'static str,
    /// Each sign with its answers.
    signs: Vec<AskedSign>,
    stem: String,
    items: Vec<ItemView>,
    attribution: String,
    words: String,
    /// Whether something was left out.
    missing: bool,
    /// Whether the plan was written anew while the form was open.
    plan_changed: bool,
}

/// A sign as the form asks for it. Its words go with it: an answer belongs to what was asked, not to
/// whatever stands at its place in the plan when it comes.
struct AskedSign {
    said: String,
    sign: String,
    offers: Vec<Offer>,
}

/// What was sent and could not be stored.
struct NotKept {
    why: String,
    words: String,
}

/// What follows from a self-check.
struct Followed {
    /// Whether signs are back.
    back: bool,
    /// Whether the client wrote something.
    says: bool,
    /// The way back as the plan has it: a heading, and its lines.
    way: Vec<(String, Vec<String>)>,
}

/// The self-check that is due, or what follows from the last one.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheOwnCourse, Read>) -> Answer {
    let file = ask.clinic().read_own(access)?;
    let course = &file.course;
    let last = course.self_checks.last();
    let flag = last.and_then(|kept| kept.flag);
    if let Some(flag) = flag {
        ask.clinic().own_contacts_shown(access, flag)?;
    }
    let form = asked(ask, course, false);
    let result = last.filter(|_| form.is_none()).map(|kept| followed(ask, course, kept));
    let help = flag.is_some() && result.is_some();
    answer::show(&OwnPage { help, ..page(ask, access, course, form, result)? })
}

/// Fills it.
///
/// # Errors
/// See [`crate::answer::Failure`]; what was left out comes back in the form.
pub fn fill(ask: &Ask, access: &Access<TheOwnCourse, Write>) -> Answer {
    let file = ask.clinic().read_own(access)?;
    let course = &file.course;
    let here = format!("/my/{}/check", access.id());
    let Some(at) = CheckAt::from_code(ask.field("at")) else { return Ok(redirect(&here)) };
    let (check, items) = (read(ask), answers(ask));
    let presses = check.urgent().is_some() || says_risk(ask, items.as_deref());
    match ask.clinic().check_self(access, ask.key(), (at, check), items) {
        Ok(()) => Ok(redirect(&here)),
        Err(Problem::Refused(_)) => {
            let form = asked(ask, course, true).filter(|form| form.at == at.code());
            let not_kept = form.is_none().then(|| not_kept(ask, course, at));
            let page = page(ask, access, course, form, None)?;
            let raised = ask.clinic().read_own(access)?;
            if let Some(flag) = raised.course.open_flags().next().filter(|_| presses) {
                ask.clinic().own_contacts_shown(access, flag.id)?;
            }
            show_again(&OwnPage { help: presses, not_kept, ..page })
        }
        Err(other) => Err(other.into()),
    }
}

fn not_kept(ask: &Ask, course: &Course, at: CheckAt) -> NotKept {
    let filled = course.self_check(at).is_some();
    let why = if filled { "check-not-kept-filled" } else { "check-not-kept-over" };
    NotKept { why: words().t(why).into_owned(), words: ask.field("words").to_owned() }
}

fn page<V: clinic::permission::Verb>(
    ask: &Ask,
    access: &Access<TheOwnCourse, V>,
    course: &Course,
    form: Option<Asked>,
    result: Option<Followed>,
) -> Result<OwnPage, answer::Failure> {
    let identity = ask.clinic().own_identity(access)?;
    let today = ask.clinic().today();
    let ahead = |at: &CheckAt| course.self_check_standing(*at, today) == Some(Standing::Ahead);
    let next = course.self_checks_due().into_iter().find(|(at, _)| ahead(at));
    Ok(OwnPage {
        page: Page::of(ask, &words().t("check-title")).for_client(ask, &identity),
        back: format!("/my/{}", access.id()),
        key: ask.key().to_string(),
        help: false,
        form,
        not_kept: None,
        result,
        next: next.map_or(String::new(), |(_, on)| plain::date(on)),
    })
}

/// Whether an answer to a risk item calls for help, whatever else was left out.
fn says_risk(ask: &Ask, items: Option<&[Option<u8>]>) -> bool {
    let known = measure(ask).zip(items);
    known.is_some_and(|(measure, items)| !measure.risk_items(items).is_empty())
}

fn plan(course: &Course) -> Option<&RelapsePlan> {
    card::theirs(course)
}

/// The measure, where the practice uses it.
fn measure(ask: &Ask) -> Option<&Measure> {
    let used = ask.clinic().self_check_measured();
    ask.clinic().measures().find(alert::DEPRESSION).filter(|_| used)
}

/// The form of the self-check that is due, with what was typed.
fn asked(ask: &Ask, course: &Course, missing: bool) -> Option<Asked> {
    let at = course.self_check_open(ask.clinic().today())?;
    let sent = read(ask);
    let sign = |(level, sign): (SignLevel, &str)| {
        let answer = sent.signs.iter().find(|a| (a.level, a.sign.as_str()) == (level, sign));
        let typed = answer.map_or("", |answer| answer.felt.code());
        let offer = |felt: &Felt| Offer {
            value: felt.code().to_owned(),
            label: words().t(&format!("felt-{}", felt.code())).into_owned(),
            chosen: typed == felt.code(),
        };
        AskedSign {
            said: format!("{}:{sign}", level.code()),
            sign: sign.to_owned(),
            offers: Felt::ALL.iter().map(offer).collect(),
        }
    };
    let signs: Vec<AskedSign> = signs(plan(course)?).into_iter().map(sign).collect();
    let known = |said: &str| signs.iter().any(|sign| sign.said == said);
    let items = measure(ask).map_or_else(Vec::new, |measure| {
        let item = |number: usize| {
            let typed = ask.field(&format!("item_{number}")).to_owned();
            Some(item_view(measure, number, measure.item(number)?, &typed))
        };
        (1..=measure.items.len()).filter_map(item).collect()
    });
    Some(Asked {
        at: at.code(),
        plan_changed: said(ask).any(|said| !known(said)),
        signs,
        stem: measure(ask).map_or(String::new(), |measure| measure.stem.clone()),
        attribution: measure(ask).map_or(String::new(), |measure| measure.attribution.clone()),
        items,
        words: ask.field("words").to_owned(),
        missing,
    })
}

/// The signs that the form asked for.
fn said(ask: &Ask) -> impl Iterator<Item = &str> {
    (1..=MOST_SIGNS).map(|n| ask.field(&format!("said_{n}"))).take_while(|said| !said.is_empty())
}

/// The signs that were answered; one that was left out is not among them.
fn read(ask: &Ask) -> SelfCheck {
    let answered = (1..).zip(said(ask)).filter_map(|(n, said): (usize, &str)| {
        let (level, sign) = said.split_once(':')?;
        let level = SignLevel::from_code(level)?;
        let felt = Felt::from_code(ask.field(&format!("sign_{n}")))?;
        Some(SignAnswer { level, sign: sign.to_owned(), felt })
    });
    SelfCheck { signs: answered.collect(), words: ask.field("words").to_owned() }
}

fn answers(ask: &Ask) -> Option<Vec<Option<u8>>> {
    let measure = measure(ask)?;
    let answer = |number| ask.field(&format!("item_{number}")).parse().ok();
    Some((1..=measure.items.len()).map(answer).collect())
}

/// What the client is shown: the way back in the words of their own plan.
fn followed(ask: &Ask, course: &Course, kept: &KeptSelfCheck) -> Followed {
    let back = kept.back(&ask.clinic().settings().review_rules);
    let steps = |plan: &RelapsePlan| {
        vec![
            ("card-back", plan.re_entry.lines().map(str::to_owned).collect::<Vec<_>>()),
            ("card-people", plan.people_to_tell.clone()),
            ("card-steps", plan.skills.iter().chain(&plan.what_helped).cloned().collect()),
        ]
    };
    let way = plan(course).filter(|_| back).map(steps).unwrap_or_default();
    let way = way.into_iter().filter(|(_, lines)| !lines.is_empty());
    Followed {
        back,
        says: kept.check.says(),
        way: way.map(|(key, lines)| (words().t(key).into_owned(), lines)).collect(),
    }
}
