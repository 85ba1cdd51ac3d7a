//! What the client sees of a check-in: one question after the other, or all at once. No name and
//! no word of therapy stands on it.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    body::Body,
    http::{Response, StatusCode},
};
use clinic::{
    Problem,
    check_in::{CheckIn, Filled},
    invitation::Token,
};
use ipt::measure::Measure;

use crate::{
    answer::{self, Answer, Failure, redirect},
    ask::Ask,
    page::Page,
    screens::measures::item::{ItemView, UnscoredView, item_view, unscored_view},
    words::words,
};

#[derive(Template)]
#[template(path = "screens/check_in/filled.html")]
struct FilledPage {
    page: Page,
    address: String,
    measure: String,
    /// The questions on this page: one, or all.
    items: Vec<ItemView>,
    /// The question that counts nothing, where all stand.
    unscored: Option<UnscoredView>,
    stem: String,
    one: bool,
    /// Whether everything is answered and only has to be sent.
    review: bool,
    /// The number of the question, and of how many.
    progress: Option<(usize, usize)>,
    progress_words: String,
    before: String,
    problem: String,
    attribution: String,
    help: Help,
}

#[derive(Template)]
#[template(path = "screens/check_in/receipt.html")]
struct ReceiptPage {
    page: Page,
    in_room: bool,
    before_session: String,
    help: bool,
}

/// The page's frame: nobody is signed in on it, whoever else uses this browser.
fn frame(ask: &Ask, check_in: &CheckIn) -> Page {
    let page = Page::of(ask, &words().t("check-in-title"));
    Page {
        actor: None,
        clients: true,
        bare: true,
        recovery: None,
        saved: false,
        crisis_contacts: ask.clinic().crisis_contacts_of(check_in),
        crisis_unchecked: String::new(),
        ..page
    }
}

fn opened(ask: &Ask) -> Result<CheckIn, Failure> {
    Ok(ask.clinic().check_in(&Token(ask.part("token")?))?)
}

fn address(ask: &Ask) -> Result<String, Failure> {
    Ok(format!("/check-in/{}", ask.part::<String>("token")?))
}

/// The numbers of the questions that are asked, as far as the answers so far tell.
fn asked(measure: &Measure, answers: &BTreeMap<usize, u8>) -> Vec<usize> {
    let given: Vec<Option<u8>> =
        (1..=measure.items.len()).map(|n| answers.get(&n).copied()).collect();
    (1..=measure.items.len()).filter(|number| measure.asks(*number, &given)).collect()
}

/// Whom to turn to, for somebody whose answer calls for it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Help {
    /// No answer calls for it.
    No,
    /// It is said in full: at once after the answer, and whenever no question is on the page.
    Full,
    /// It was said, and stays at hand above the next questions.
    AtHand,
}

/// What help is shown. That it was shown is recorded with the flag.
fn help(ask: &Ask, check_in: &CheckIn) -> Result<Help, Failure> {
    let Some(flag) = ask.clinic().flag_of(check_in)? else { return Ok(Help::No) };
    let first = ask.clinic().contacts_shown(check_in, flag)?;
    Ok(if first { Help::Full } else { Help::AtHand })
}

/// The question that waits, or what was asked for; all at once when all are answered.
///
/// # Errors
/// When the link is gone.
pub fn show(ask: &Ask) -> Answer {
    let check_in = opened(ask)?;
    let help = help(ask, &check_in)?;
    let Some(id) = check_in.next() else {
        let number = check_in.session().to_string();
        return answer::show(&ReceiptPage {
            page: frame(ask, &check_in),
            in_room: check_in.asked().in_room,
            before_session: words().with("check-in-before", &[("session", &number)]),
            help: help != Help::No,
        });
    };
    let measure = ask.clinic().measures().find(id).ok_or(Failure::NotThere)?;
    let answers = check_in.answered(id);
    let numbers = asked(measure, &answers);
    let waits = numbers.iter().find(|number| !answers.contains_key(number)).copied();
    let wished = ask.queried("item").parse().ok().filter(|item| numbers.contains(item));
    let one = if ask.queried("all") == "yes" { None } else { wished.or(waits) };
    let address = address(ask)?;
    let shown = numbers.iter().filter(|number| one.is_none_or(|one| one == **number));
    let items = shown.filter_map(|number| {
        let typed = answers.get(number).map_or(String::new(), ToString::to_string);
        Some(item_view(measure, *number, measure.item(*number)?, &typed))
    });
    let place = one.and_then(|one| numbers.iter().position(|number| *number == one));
    let progress = place.map(|place| (place + 1, numbers.len()));
    let (at, of) = progress.unwrap_or((0, 0));
    answer::show(&FilledPage {
        page: frame(ask, &check_in),
        measure: id.to_owned(),
        items: items.collect(),
        stem: measure.stem.clone(),
        unscored: one.map_or_else(|| unscored_view(measure, ""), |_| None),
        one: one.is_some(),
        review: one.is_none() && waits.is_none(),
        progress_words: words()
            .with("check-in-progress", &[("at", &at.to_string()), ("of", &of.to_string())]),
        progress,
        before: match place.and_then(|place| place.checked_sub(1)) {
            Some(before) => format!("{address}?item={}", numbers[before]),
            None => String::new(),
        },
        problem: match ask.queried("missing") {
            "" => String::new(),
            _ => words().t("check-in-missing").into_owned(),
        },
        attribution: measure.attribution.clone(),
        address,
        help: if one.is_none() && help == Help::AtHand { Help::Full } else { help },
    })
}

/// The answers that were sent: item from 1, and answer.
fn sent(ask: &Ask, measure: &Measure) -> BTreeMap<usize, u8> {
    let answer = |number: usize| {
        let answer: u8 = ask.field(&format!("item_{number}")).parse().ok()?;
        let item = measure.item(number)?;
        let known = measure.options_of(item).iter().any(|option| option.score == answer);
        known.then_some((number, answer))
    };
    (1..=measure.items.len()).filter_map(answer).collect()
}

/// Keeps what was answered and goes on; with the last answer the measure is entered.
///
/// # Errors
/// When the link is gone.
pub fn answer(ask: &Ask) -> Answer {
    let (check_in, address) = (opened(ask)?, address(ask)?);
    let id = ask.field("measure").to_owned();
    // A measure that is not asked for is none of this link's.
    if !check_in.asked().measures.contains(&id) {
        return Ok(redirect(&address));
    }
    let measure = ask.clinic().measures().find(&id).ok_or(Failure::NotThere)?;
    let sent = sent(ask, measure);
    let kept = ask.clinic().keep_answers(&check_in, &id, &sent)?;
    if ask.field("send") != "yes" {
        // One question: without an answer it is asked again.
        let item = ask.field("item");
        return Ok(redirect(&match sent.is_empty() {
            true => format!("{address}?item={item}&missing=yes"),
            false => address,
        }));
    }
    let mut answers = kept.answered(&id);
    answers.extend(&sent);
    let items = (1..=measure.items.len()).map(|number| answers.get(&number).copied()).collect();
    let filled = Filled { items, unscored: ask.field("unscored").parse().ok() };
    match ask.clinic().enter_measure(&check_in, &id, filled) {
        Ok(_) => Ok(redirect(&address)),
        Err(Problem::Refused(_)) => Ok(redirect(&format!("{address}?all=yes&missing=yes"))),
        Err(other) => Err(other.into()),
    }
}

/// Keeps what was answered while the page stays open.
///
/// # Errors
/// When the link is gone.
pub fn keep(ask: &Ask) -> Answer {
    let check_in = opened(ask)?;
    let id = ask.field("measure").to_owned();
    let measure = ask.clinic().measures().find(&id).ok_or(Failure::NotThere)?;
    let had_flag = ask.clinic().flag_of(&check_in)?.is_some();
    let kept = ask.clinic().keep_answers(&check_in, &id, &sent(ask, measure))?;
    let raised = !had_flag && ask.clinic().flag_of(&kept)?.is_some();
    let mut response = Response::new(Body::empty());
    // The page comes again with the contacts at once.
    *response.status_mut() =
        if raised { StatusCode::RESET_CONTENT } else { StatusCode::NO_CONTENT };
    Ok(response)
}
