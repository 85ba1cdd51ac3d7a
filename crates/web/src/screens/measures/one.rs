//! One score: what was answered to each item, who entered it and how.

use askama::Template;
use clinic::{Access, Read, TheCourse, course::CourseFile};
use ipt::{
    Event,
    measure::{Item, Measure},
    score::{KeptScore, Score},
};

use super::{CourseFrame, Known, risk_raised, told};
use crate::{
    answer::{self, Answer, Failure},
    ask::Ask,
    page::Page,
    plain,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/measures/score.html")]
struct ScorePage {
    page: Page,
    frame: CourseFrame,
    title: String,
    total: String,
    band: String,
    unverified: bool,
    struck: String,
    risk: bool,
    more: Vec<String>,
    answers: Vec<AnswerView>,
    /// The question that counts nothing, and its answer.
    unscored: Option<(String, String)>,
    entered: String,
    session: Option<(String, String)>,
    known: Option<Known>,
}

struct AnswerView {
    number: usize,
    question: String,
    answer: String,
    figure: String,
    /// Whether it is a risk question.
    asks_risk: bool,
    /// Whether it was answered above 0.
    raised: bool,
}

/// The page.
///
/// # Errors
/// See [`Failure`].
pub fn score(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let (id, number): (String, usize) = (ask.part("measure")?, ask.part("score")?);
    let kept = number.checked_sub(1).and_then(|n| course.scores.get(n));
    let kept = kept.filter(|kept| kept.score.measure == id).ok_or(Failure::NotThere)?;
    let KeptScore { score, struck } = kept;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "measures");
    let measure = ask.clinic().measures().find(&id);
    let name = measure.map_or_else(|| id.to_uppercase(), |measure| measure.title.clone());
    let held = score.session.filter(|number| course.session(*number).is_some());
    answer::show(&ScorePage {
        page,
        frame,
        title: words().with("score-of", &[("measure", &name), ("on", &plain::date(score.on))]),
        total: score.shown(),
        band: told::name(measure, score),
        unverified: told::is_unverified(measure, score),
        struck: struck.clone().unwrap_or_default(),
        risk: risk_raised(measure, score),
        more: told::more(measure, score),
        answers: answers(measure, score),
        unscored: unscored(measure, score),
        entered: entered(ask, &file, number, score),
        session: held.map(|number| {
            let said = words().with("score-at-session", &[("session", &number.to_string())]);
            (ask.room(&format!("sessions/{number}")), said)
        }),
        known: measure.map(Known::of),
    })
}

/// The answers in order; of a total, the answers to its risk questions alone.
fn answers(measure: Option<&Measure>, score: &Score) -> Vec<AnswerView> {
    let item = |number: usize| measure.and_then(|measure| measure.item(number));
    let view = |number: usize, answer: Option<u8>| {
        let text = measure.zip(item(number)).zip(answer).and_then(|((measure, item), answer)| {
            measure.options_of(item).iter().find(|option| option.score == answer)
        });
        let left_out = if score.prorated { "score-not-answered" } else { "score-not-asked" };
        let asks_risk = item(number).is_some_and(|item: &Item| item.risk_at_least.is_some());
        AnswerView {
            number,
            question: measure.map_or_else(
                || words().with("measure-question", &[("n", &number.to_string())]),
                |measure| told::question(measure, number),
            ),
            answer: match answer {
                None => words().t(left_out).into_owned(),
                Some(_) => text.map_or(String::new(), |option| option.text.clone()),
            },
            figure: answer.map_or_else(|| "–".to_owned(), |answer| answer.to_string()),
            asks_risk,
            raised: asks_risk && answer.is_some_and(|answer| answer > 0),
        }
    };
    let given = score.answers();
    if given.is_empty() {
        let alone = score.risk_answers.iter();
        let number = |n: u32| usize::try_from(n).unwrap_or(0);
        return alone.map(|(n, answer)| view(number(*n), Some(*answer))).collect();
    }
    given.into_iter().enumerate().map(|(n, answer)| view(n + 1, answer)).collect()
}

fn unscored(measure: Option<&Measure>, score: &Score) -> Option<(String, String)> {
    let (measure, answer) = measure.zip(score.unscored)?;
    let said = measure.unscored_answer(answer)?.to_owned();
    Some((measure.unscored.as_ref()?.text.clone(), said))
}

/// Who entered it, how and when.
fn entered(ask: &Ask, file: &CourseFile, number: usize, score: &Score) -> String {
    let mut scored = file.facts.iter().filter(|fact| matches!(fact.event, Event::Scored(_)));
    let Some(fact) = scored.nth(number.saturating_sub(1)) else { return String::new() };
    let key = match (fact.by.0 == file.client.0, score.items.is_some()) {
        (true, _) => "score-by-client",
        (false, true) => "score-by-therapist-items",
        (false, false) => "score-by-therapist-total",
    };
    let who = ask.clinic().name_of(fact.by);
    words().with(key, &[("who", &who), ("at", &plain::date(fact.on))])
}
