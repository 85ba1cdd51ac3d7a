//! What one account looked at within a span of days: for whoever must tell those concerned.

use askama::Template;
use clinic::{
    Access, Problem, Read, TheAccounts, Write,
    audit::{AccountLook, AccountLooks, MOST},
    permission::{ResourceKind, Verb},
};
use ipt::AccountId;
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::alarms;
use crate::{
    answer::{self, Answer, Failure, file, show_again},
    ask::Ask,
    page::Page,
    plain,
    screens::{looks::part, second_step::fresh},
    sheet,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/people/breach.html")]
struct BreachPage {
    page: Page,
    name: String,
    address: String,
    from: String,
    to: String,
    wrong: Wrong,
    report: Option<Report>,
    /// Alarms about this account that were looked into, with what was said.
    alarms: Vec<(String, String)>,
}

/// What is wrong with the days, and beside which field it is said.
#[derive(Default)]
struct Wrong {
    field: &'static str,
    text: String,
}

impl Wrong {
    fn beside(field: &'static str, text: String) -> Self {
        Self { field, text }
    }

    fn is(&self, field: &str) -> bool {
        self.field == field
    }
}

/// The report as it is shown.
struct Report {
    span: String,
    made: String,
    concerned: Vec<Concerned>,
    /// Pages of no one client: the list of one's clients among them.
    others: Vec<String>,
    lines: Vec<Line>,
    cut: String,
    waiting: bool,
}

/// One client whom it concerns.
struct Concerned {
    name: String,
    looks: usize,
    writes: usize,
    first: String,
    last: String,
    parts: String,
}

/// One line.
struct Line {
    at: String,
    act: String,
    whose: String,
    part: String,
}

/// The name of a client; what is said of one who was erased.
fn name(looks: &AccountLooks, look: &AccountLook) -> String {
    match look.client.map(|client| looks.clients.get(&client)) {
        None => words().t("breach-nobody").into_owned(),
        Some(Some(Some(name))) => name.clone(),
        Some(_) => words().t("breach-erased").into_owned(),
    }
}

/// The part of a record, in the words that the client reads too; of no one client the kind of page.
fn part(look: &AccountLook) -> String {
    let drawer = ResourceKind::ProcessNotes.code();
    let key = match look.client {
        // The room of who was erased is shut, and this much is known without it.
        Some(_) if look.resource == drawer => format!("own-looks-part-{drawer}"),
        Some(_) => format!("own-looks-part-{}", part::of(&look.room)),
        None => format!("breach-kind-{}", look.resource.replace('_', "-")),
    };
    words().t(&key).into_owned()
}

/// `24 Nov 2026, 10:42:07` in the zone of the practice: what is told to others is told exactly.
fn exactly(moment: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(moment).strftime("%-d %b %Y, %H:%M:%S").to_string()
}

fn act(look: &AccountLook) -> String {
    words().t(if look.wrote { "look-write" } else { "look-read" }).into_owned()
}

impl Report {
    fn of(ask: &Ask, looks: &AccountLooks, (from, to): (Date, Date)) -> Self {
        let zone = ask.clinic().zone();
        let moment = |look: &AccountLook| exactly(look.at, &zone);
        let concerned = looks.clients.keys().map(|client| {
            let theirs = || looks.lines.iter().filter(|look| look.client == Some(*client));
            let mut parts: Vec<String> = theirs().map(part).collect();
            parts.sort();
            parts.dedup();
            let writes = theirs().filter(|look| look.wrote).count();
            Concerned {
                name: theirs().next().map(|look| name(looks, look)).unwrap_or_default(),
                looks: theirs().count() - writes,
                writes,
                first: theirs().next().map(moment).unwrap_or_default(),
                last: theirs().next_back().map(moment).unwrap_or_default(),
                parts: parts.join("; "),
            }
        });
        let mut others: Vec<String> =
            looks.lines.iter().filter(|look| look.client.is_none()).map(part).collect();
        others.sort();
        others.dedup();
        let line = |look: &AccountLook| Line {
            at: moment(look),
            act: act(look),
            whose: name(looks, look),
            part: part(look),
        };
        let (first, last) = (plain::date(from), plain::date(to));
        Self {
            span: words().with("breach-span", &[("from", &first), ("to", &last)]),
            made: plain::moment(ask.clinic().now(), &zone),
            concerned: concerned.collect(),
            others,
            lines: looks.lines.iter().map(line).collect(),
            cut: match looks.cut {
                true => words().with("breach-cut", &[("n", &u32::try_from(MOST).unwrap_or(0))]),
                false => String::new(),
            },
            waiting: looks.waiting,
        }
    }
}

fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheAccounts, V>,
    report: Option<Report>,
    wrong: Wrong,
) -> Answer {
    let id: AccountId = ask.part("account")?;
    let (account, _) = ask.clinic().grants(access, id)?;
    let today = ask.clinic().today().to_string();
    let right = wrong.text.is_empty();
    let typed = |name: &str| match ask.field(name) {
        "" if right => today.clone(),
        typed => typed.to_owned(),
    };
    let template = BreachPage {
        page: Page::of(ask, &words().t("breach-title")),
        address: format!("/people/{id}"),
        name: account.name,
        from: typed("from"),
        to: typed("to"),
        wrong,
        report,
        alarms: alarms::past(ask, access, id)?,
    };
    if right { answer::show(&template) } else { show_again(&template) }
}

/// The form.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheAccounts, Read>) -> Answer {
    page(ask, access, None, Wrong::default())
}

/// What is wrong with days of the calendar.
fn days_wrong(ask: &Ask, what: &str) -> Result<Wrong, Failure> {
    Ok(match what {
        "log" => {
            let first = ask.clinic().log_begins()?.map(plain::date).unwrap_or_default();
            Wrong::beside("from", words().with("breach-log", &[("day", &first)]))
        }
        "ahead" => Wrong::beside("to", words().t("breach-ahead").into_owned()),
        _ => Wrong::beside("to", words().t("breach-days").into_owned()),
    })
}

/// The report, on a page or as a file.
///
/// # Errors
/// See [`crate::answer::Failure`]; what is wrong with the days comes back in the form.
pub fn make(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let no_date = |field| Wrong::beside(field, words().t("clients-date").into_owned());
    let Ok(from) = ipt::form::date(ask.field("from")) else {
        return page(ask, access, None, no_date("from"));
    };
    let Ok(to) = ipt::form::date(ask.field("to")) else {
        return page(ask, access, None, no_date("to"));
    };
    let fresh = fresh::asked(ask, access.actor())?;
    let account = ask.part("account")?;
    let looks = match ask.clinic().looks_by_account(access, &fresh, account, (from, to)) {
        Err(Problem::Setting(what)) => return page(ask, access, None, days_wrong(ask, what)?),
        looks => looks?,
    };
    if ask.field("as") == "csv" {
        if looks.cut {
            let n = u32::try_from(MOST).unwrap_or(0);
            let wrong = Wrong::beside("to", words().with("breach-cut-file", &[("n", &n)]));
            return page(ask, access, None, wrong);
        }
        return Ok(file(csv(&looks).into_bytes(), "text/csv; charset=utf-8", "looks.csv"));
    }
    let report = Report::of(ask, &looks, (from, to));
    page(ask, access, Some(report), Wrong::default())
}

/// The lines as a file: moments in UTC, so that they can be laid beside other logs.
fn csv(looks: &AccountLooks) -> String {
    let head = ["at", "act", "whose", "client_id", "part"];
    let line = |look: &AccountLook| {
        let id = look.client.map(|client| client.to_string()).unwrap_or_default();
        let cells = [look.at.to_string(), act(look), name(looks, look), id, part(look)];
        sheet::row(cells)
    };
    std::iter::once(sheet::row(head)).chain(looks.lines.iter().map(line)).collect()
}
