//! Who covers whose caseload, from which day until which: as a therapist names it for themselves,
//! and as an administrator names it for somebody who is ill.

use askama::Template;
use clinic::{
    Access, Account, Problem, Read, TheAccounts, Write,
    cover::{Cover, CoverObstacle, NewCover},
    permission::{TheCaseload, Verb},
};
use ipt::{AccountId, FieldProblem, Form, form::Wrong};

use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    draft,
    form::Trouble,
    page::Page,
    plain,
    screens::{saved, second_step::fresh},
    slip::{Returned, Slip},
    words::words,
};

/// Where one's own caseload is covered.
const OWN: &str = "/caseload/cover";
/// Where an administrator sees every cover.
const ALL: &str = "/covers";

#[derive(Template)]
#[template(path = "screens/cover/page.html")]
struct CoverPage {
    page: Page,
    /// The way back: where, and what is there.
    back: (&'static str, String),
    lead: String,
    left: Vec<CoverView>,
    past: Vec<String>,
    /// Whose caseload it can be; none for one's own.
    covered: Vec<(String, String)>,
    by: Vec<(String, String)>,
    form: Slip,
    problem: String,
}

/// A cover that stands or will.
struct CoverView {
    told: String,
    ending: String,
}

/// A cover in words: `Daniel Okafor for Ruth Albrecht, 3 Jun 2026 to 20 Jun 2026`.
fn told(ask: &Ask, cover: &Cover) -> String {
    let clinic = ask.clinic();
    let (by, covered) = (clinic.name_of(cover.by), clinic.name_of(cover.covered));
    let (from, until) = (plain::date(clinic.day_of(cover.since)), last_day(ask, cover));
    let key = match cover.ended_by {
        Some(_) => "cover-ended",
        None if cover.stands(clinic.now()) => "cover-stands",
        None => "cover-days",
    };
    words().with(key, &[("by", &by), ("covered", &covered), ("from", &from), ("until", &until)])
}

/// The last day of a cover.
pub fn last_day(ask: &Ask, cover: &Cover) -> String {
    plain::date(ask.clinic().day_of(cover.last()))
}

/// For the head of a covered section: `You cover for Ruth Albrecht until 20 Jun 2026`.
pub fn heading(ask: &Ask, cover: &Cover) -> String {
    let covered = ask.clinic().name_of(cover.covered);
    words().with("cover-heading", &[("covered", &covered), ("until", &last_day(ask, cover))])
}

/// Who covers for this person now, in words.
///
/// # Errors
/// See [`Failure`].
pub fn covered_by<V: Verb>(
    ask: &Ask,
    access: &Access<TheCaseload, V>,
) -> Result<Vec<String>, Failure> {
    let (me, now) = (access.actor().id(), ask.clinic().now());
    let covers = ask.clinic().own_covers(access)?;
    let mine = covers.iter().filter(|cover| cover.covered == me && cover.stands(now));
    Ok(mine.map(|cover| told(ask, cover)).collect())
}

struct Shown {
    address: &'static str,
    covers: Vec<Cover>,
    covered: Vec<Account>,
    by: Vec<Account>,
}

fn of_own<V: Verb>(ask: &Ask, access: &Access<TheCaseload, V>) -> Result<Shown, Failure> {
    let (covers, by) = (ask.clinic().own_covers(access)?, ask.clinic().could_cover(access)?);
    Ok(Shown { address: OWN, covers, covered: Vec::new(), by })
}

fn of_all<V: Verb>(ask: &Ask, access: &Access<TheAccounts, V>) -> Result<Shown, Failure> {
    let (covers, by) = (ask.clinic().covers(access)?, ask.clinic().could_cover(access)?);
    Ok(Shown { address: ALL, covers, covered: ask.clinic().could_be_covered(access)?, by })
}

fn page(ask: &Ask, shown: Shown, trouble: Option<Trouble>, problem: &str) -> Answer {
    let again = trouble.is_some() || !problem.is_empty();
    let address = shown.address;
    let now = ask.clinic().now();
    let offered = |people: Vec<Account>| {
        people.into_iter().map(|account| (account.id.to_string(), account.name)).collect()
    };
    let (past, left): (Vec<Cover>, Vec<Cover>) =
        shown.covers.into_iter().partition(|cover| cover.is_over(now));
    let view = |cover: &Cover| CoverView {
        told: told(ask, cover),
        ending: format!("{address}/{}/ending", cover.id.simple()),
    };
    let stored = Form::from([("from".to_owned(), vec![ask.clinic().today().to_string()])]);
    let returned = trouble.map(|trouble| Returned { action: address.to_owned(), trouble });
    let (back, lead) = match address {
        OWN => (("/caseload", "caseload-title"), "cover-lead-own"),
        _ => (("/people", "people-title"), "cover-lead-all"),
    };
    let template = CoverPage {
        page: Page::of(ask, &words().t("cover-title")),
        back: (back.0, words().t(back.1).into_owned()),
        lead: words().t(lead).into_owned(),
        left: left.iter().map(view).collect(),
        past: past.iter().map(|cover| told(ask, cover)).collect(),
        covered: offered(shown.covered),
        by: offered(shown.by),
        form: match problem {
            "" => Slip::of(ask, address.to_owned(), stored, returned.as_ref())?,
            _ => Slip::again(ask, address.to_owned()),
        },
        problem: problem.to_owned(),
    };
    if again { show_again(&template) } else { answer::show(&template) }
}

/// What was typed, or what is wrong with it.
fn read(ask: &Ask) -> Result<NewCover, Trouble> {
    let day = |name| ipt::form::date(ask.field(name)).map_err(|problem| (name, problem));
    let by = ask.field("by").parse::<AccountId>().map_err(|_| ("by", Wrong::Missing));
    match (by, day("from"), day("until")) {
        (Ok(by), Ok(from), Ok(until)) => Ok(NewCover { by, from, until }),
        (by, from, until) => Err(trouble([by.err(), from.err(), until.err()])),
    }
}

fn trouble<const N: usize>(wrong: [Option<(&'static str, Wrong)>; N]) -> Trouble {
    let problem = |(name, problem): (&str, Wrong)| FieldProblem { field: name.to_owned(), problem };
    Trouble::fields(wrong.into_iter().flatten().map(problem).collect())
}

fn obstacle(found: CoverObstacle) -> String {
    words().t(&format!("cover-not-{}", found.code())).into_owned()
}

/// What became of it: the page again with what was typed, or the page as it is now.
fn done(
    ask: &Ask,
    address: &'static str,
    outcome: Result<(), Problem>,
    shown: impl FnOnce() -> Result<Shown, Failure>,
) -> Answer {
    match outcome {
        Ok(()) => {
            draft::sent(ask)?;
            Ok(saved(address))
        }
        Err(Problem::CoverRefused(found)) => page(ask, shown()?, None, &obstacle(found)),
        Err(other) => Err(other.into()),
    }
}

/// Who covers one's own caseload, and for whom one covers.
///
/// # Errors
/// See [`Failure`].
pub fn own(ask: &Ask, access: &Access<TheCaseload, Read>) -> Answer {
    page(ask, of_own(ask, access)?, None, "")
}

/// Names who covers one's own caseload.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn name_own(ask: &Ask, access: &Access<TheCaseload, Write>) -> Answer {
    let new = match read(ask) {
        Ok(new) => new,
        Err(trouble) => return page(ask, of_own(ask, access)?, Some(trouble), ""),
    };
    let fresh = fresh::asked(ask, access.actor())?;
    let outcome = ask.clinic().name_cover(access, &fresh, new);
    done(ask, OWN, outcome, || of_own(ask, access))
}

/// Ends a cover of one's own caseload, or one that one gives.
///
/// # Errors
/// See [`Failure`].
pub fn end_own(ask: &Ask, access: &Access<TheCaseload, Write>) -> Answer {
    let outcome = ask.clinic().end_cover(access, ask.part("cover")?);
    done(ask, OWN, outcome, || of_own(ask, access))
}

/// Every cover of the practice.
///
/// # Errors
/// See [`Failure`].
pub fn all(ask: &Ask, access: &Access<TheAccounts, Read>) -> Answer {
    page(ask, of_all(ask, access)?, None, "")
}

/// Names who covers for somebody else.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn name(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let (new, covered) = match (read(ask), ask.field("covered").parse::<AccountId>()) {
        (Ok(new), Ok(covered)) => (new, covered),
        (new, covered) => {
            let missing = covered.is_err().then_some(("covered", Wrong::Missing));
            let mut wrong = trouble([missing]);
            wrong.problems.extend(new.err().into_iter().flat_map(|trouble| trouble.problems));
            return page(ask, of_all(ask, access)?, Some(wrong), "");
        }
    };
    let fresh = fresh::asked(ask, access.actor())?;
    let outcome = ask.clinic().name_cover_for(access, &fresh, covered, new);
    done(ask, ALL, outcome, || of_all(ask, access))
}

/// Ends a cover, as who runs the practice.
///
/// # Errors
/// See [`Failure`].
pub fn end(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let outcome = ask.clinic().end_cover_of(access, ask.part("cover")?);
    done(ask, ALL, outcome, || of_all(ask, access))
}
