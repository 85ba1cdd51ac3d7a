//! Progress: how the scores went beside life, in the outcome's words with what they rest on, and
//! what the record holds of support, stress, emotion and skills.

mod after;
pub mod corridor;

use askama::Template;
use clinic::{Access, Read, TheCourse};
use ipt::{
    Course, alert, document::outcome::Result as Outcome, measure::Measure, progress::Mechanisms,
    session::SessionNumber,
};
use outcomes::{
    nhs,
    response::{Reliable, Words},
};

use super::{
    CourseFrame,
    measures::{self, ThreadView},
};
use crate::{
    answer::{self, Answer},
    ask::Ask,
    page::Page,
    words::words,
};

mod table;

use table::Row;

#[derive(Template)]
#[template(path = "screens/progress/page.html")]
struct ProgressPage<'a> {
    page: Page,
    frame: CourseFrame,
    thread: Option<&'a ThreadView>,
    rows: Vec<Row<'a>>,
    prompts: Vec<String>,
    said: Vec<Said>,
    tiles: Vec<(String, Vec<String>, String)>,
    corridor: corridor::Section,
    /// What came after the end of acute treatment.
    after: Option<after::After>,
}

/// A word of the outcome, with what it rests on.
pub struct Said {
    /// The word.
    pub word: String,
    /// What it rests on.
    pub basis: String,
    /// Whether a figure in it was not read at its source.
    pub unverified: bool,
}

/// The screen.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, course, &identity, "progress");
    let known = ask.clinic().measures();
    let shown = measures::shown(ask, course);
    let shown: Vec<&Measure> = shown.iter().filter_map(|id| known.find(id)).collect();
    let others = corridor::others(ask, access, course)?;
    let corridor = others.as_ref().and_then(|others| others.corridor.as_ref());
    let expected = corridor.map(|corridor| corridor::drawn(course, corridor)).unwrap_or_default();
    let thread = measures::thread(ask, course, &shown, &expected);
    answer::show(&ProgressPage {
        corridor: corridor::Section::of(course, others.as_ref()),
        rows: thread.as_ref().map(table::rows).unwrap_or_default(),
        thread: thread.as_ref(),
        prompts: shown.iter().flat_map(|measure| prompts(course, measure, None)).collect(),
        said: said(ask, course),
        tiles: tiles(course),
        after: after::After::of(course),
        page,
        frame,
    })
}

/// What moved without a reason noted, as questions: at this session, or at any.
pub fn prompts(course: &Course, measure: &Measure, at: Option<SessionNumber>) -> Vec<String> {
    let prompt = |found: ipt::progress::Unexplained| {
        let key = if found.to < found.from { "progress-fell" } else { "progress-rose" };
        let points = measure.shown(found.from.abs_diff(found.to));
        let (before, at) = (found.before.to_string(), found.at.to_string());
        words().with(
            key,
            &[("measure", &measure.short), ("points", &points), ("before", &before), ("at", &at)],
        )
    };
    let found = ipt::progress::unexplained(course, measure).into_iter();
    found.filter(|found| at.is_none_or(|at| at == found.at)).map(prompt).collect()
}

/// The first and the latest score of acute treatment, in points; none for fewer than two.
fn ends(course: &Course, id: &str) -> Option<(f64, f64)> {
    let acute = course.sessions.iter().filter(|s| matches!(s.number, SessionNumber::Acute(_)));
    let scores = acute.filter_map(|session| course.score_at(id, session.number));
    let totals: Vec<u32> = scores.map(|score| score.total).collect();
    let [first, .., last] = totals.as_slice() else { return None };
    Some((f64::from(*first), f64::from(*last)))
}

/// The words of the outcome so far; empty while there are not two scores.
pub fn said(ask: &Ask, course: &Course) -> Vec<Said> {
    let known = ask.clinic().measures();
    let Some(measure) = known.find(alert::DEPRESSION) else { return Vec::new() };
    let Some((first, last)) = ends(course, &measure.id) else { return Vec::new() };
    let remission = measure.cut("remission");
    let reliable = measure.reliable_change.as_ref();
    let found = words_of(measure, first, last);
    let scores = format!("{} {first} → {last}", measure.short);
    let mut said = Vec::new();
    let mut say = |key: &str, basis: String, unverified: bool| {
        said.push(Said { word: words().t(key).into_owned(), basis, unverified });
    };
    if let Some(response) = found.response {
        let key = if response { "word-response" } else { "word-no-response" };
        say(key, words().with("basis-response", &[("scores", &scores)]), false);
    }
    if let (Some(remitted), Some(cut)) = (found.remission, remission) {
        let key = if remitted { "word-remission" } else { "word-no-remission" };
        let below = cut.at.figure().to_string();
        let basis = words().with("basis-remission", &[("scores", &scores), ("below", &below)]);
        say(key, format!("{basis} {}", cut.source), cut.unverified);
    }
    if let (Some(change), Some(points)) = (found.reliable, reliable) {
        let key = match change {
            Reliable::Improved => "word-reliable-improvement",
            Reliable::Unchanged => "word-no-reliable-change",
            Reliable::Deteriorated => "word-reliable-deterioration",
        };
        let needed = points.value.to_string();
        let basis = words().with("basis-reliable", &[("scores", &scores), ("points", &needed)]);
        say(key, format!("{basis} {}", points.source), points.unverified);
    }
    said.extend(recovery(course, first, last));
    said
}

/// What the scores say against the outcome as it is coded, if they do: it may be right all the
/// same.
pub fn against(ask: &Ask, course: &Course) -> Option<String> {
    let coded = course.documents.outcome.as_ref()?.value.result?;
    let measure = ask.clinic().measures().find(alert::DEPRESSION)?;
    let (first, last) = ends(course, &measure.id)?;
    let found = words_of(measure, first, last);
    let otherwise = match coded {
        Outcome::Remission => found.remission == Some(false),
        Outcome::Response => found.response == Some(false),
        Outcome::NonResponse => found.response == Some(true),
        Outcome::Deterioration => found.reliable == Some(Reliable::Improved),
        Outcome::Partial | Outcome::Dropout | Outcome::ReferredOn => false,
    };
    let scores = format!("{} {first} → {last}", measure.short);
    otherwise.then(|| words().with("outcome-against", &[("scores", &scores)]))
}

fn words_of(measure: &Measure, first: f64, last: f64) -> Words {
    let value = |figure| f64::from(measure.in_unit(figure).unwrap_or(0));
    let below = measure.cut("remission").map(|cut| value(cut.at.figure()));
    let points = measure.reliable_change.as_ref().map(|change| value(change.value));
    Words::of(first, last, below, points)
}

/// Recovery by the rules that take both measures together.
fn recovery(course: &Course, first: f64, last: f64) -> Option<Said> {
    let (gad_first, gad_last) = ends(course, "gad-7")?;
    let found = nhs::Outcome::of(
        nhs::Totals { phq: first, gad: gad_first },
        nhs::Totals { phq: last, gad: gad_last },
    );
    let key = match (found.case_at_start, found.recovery, found.reliable_recovery()) {
        (false, ..) => "word-no-case",
        (true, true, true) => "word-reliable-recovery",
        (true, true, false) => "word-recovery",
        (true, false, _) => "word-no-recovery",
    };
    let figures = [
        ("phq", format!("{first} → {last}")),
        ("gad", format!("{gad_first} → {gad_last}")),
        ("phqcase", nhs::PHQ_CASE.to_string()),
        ("gadcase", nhs::GAD_CASE.to_string()),
    ];
    let [(a, b), (c, d), (e, f), (g, h)] = &figures;
    let basis = words().with("basis-recovery", &[(a, b), (c, d), (e, f), (g, h)]);
    Some(Said { word: words().t(key).into_owned(), basis, unverified: true })
}

/// The four tiles: title, what the record holds, and how it is counted.
fn tiles(course: &Course) -> Vec<(String, Vec<String>, String)> {
    let found = Mechanisms::of(course);
    let line = |key: &str, n: usize, of: usize| {
        let (n, of) = (n.to_string(), of.to_string());
        words().with(key, &[("n", &n), ("of", &of)])
    };
    let tile = |name: &str, lines: Vec<String>| {
        let word = |key: String| words().t(&key).into_owned();
        (word(format!("tile-{name}")), lines, word(format!("tile-{name}-counted")))
    };
    let (support, stress, emotion, skills) =
        (found.support, found.stress, found.emotion, found.skills);
    vec![
        tile(
            "support",
            vec![
                line("tile-support-people", support.people, 0),
                line("tile-support-nearer", support.nearer, 0),
                line("tile-support-further", support.further, 0),
            ],
        ),
        tile(
            "stress",
            vec![
                line("tile-stress-quarrels", stress.quarrels, 0),
                line("tile-stress-moves", stress.moves, 0),
            ],
        ),
        tile(
            "emotion",
            vec![
                line("tile-emotion-named", emotion.named, course.sessions.len()),
                line("tile-emotion-incidents", emotion.incidents, 0),
            ],
        ),
        tile(
            "skills",
            vec![
                line("tile-skills-rehearsed", skills.rehearsed, course.sessions.len()),
                line("tile-skills-tried", skills.tried, 0),
                line("tile-skills-tasks", skills.tasks_tried, skills.tasks),
            ],
        ),
    ]
}
