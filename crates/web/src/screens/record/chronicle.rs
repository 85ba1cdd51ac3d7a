//! Everything that was recorded of a course, in its order and in full: also what later gave way.

use ipt::{
    AccountId, Code, Course, DocumentKind, Event, Fact, course::Status, risk::RiskAlertStep,
    score::Score,
};

mod circle;
mod work;

use super::Facts;
use crate::{
    plain,
    screens::{
        corrections,
        document::{told, told_of},
        history::what,
        labels,
        review::says,
        self_check, supervision, technique,
    },
    words::words,
};

/// One recorded fact in words.
pub struct Entry {
    /// The day, who recorded it, and what was done.
    pub heading: String,
    /// What was written.
    pub facts: Facts,
}

/// Every fact of a course; `who` names an account.
pub fn entries<'a>(
    facts: impl Iterator<Item = &'a Fact>,
    course: &Course,
    who: &dyn Fn(AccountId) -> String,
) -> Vec<Entry> {
    facts
        .map(|fact| Entry {
            heading: format!("{} · {} · {}", plain::date(fact.on), who(fact.by), what(&fact.event)),
            facts: said(fact, course, who),
        })
        .collect()
}

/// One label with its text; none where nothing was written.
fn line(label: &str, text: &str) -> Facts {
    if text.is_empty() { Facts::new() } else { vec![(word(label), text.to_owned())] }
}

fn word(key: &str) -> String {
    words().t(key).into_owned()
}

fn coded<C: Code>(code: C) -> String {
    word(&format!("{}-{}", C::CODES.name, code.code()))
}

/// By which variant and manual, and the how manieth time.
fn begun(event: &Event) -> Facts {
    match event {
        Event::Referred { variant, dialect, episode, .. } => {
            let episode = (word("record-episode"), episode.to_string());
            [chosen(variant, *dialect), vec![episode]].concat()
        }
        Event::VariantChosen { variant, dialect, reason } => {
            [chosen(variant, *dialect), line("typed-reason", reason)].concat()
        }
        _ => Facts::new(),
    }
}

fn said(fact: &Fact, course: &Course, who: &dyn Fn(AccountId) -> String) -> Facts {
    match &fact.event {
        Event::Referred { .. } | Event::VariantChosen { .. } => begun(&fact.event),
        Event::Recorded(document) => recorded(document.kind(), fact, course),
        Event::FormulationAnswered { .. }
        | Event::SentenceReviewed { .. }
        | Event::FormulationShared { .. }
        | Event::FocusRated(_)
        | Event::FocusAgreed(_)
        | Event::GoalSet { .. }
        | Event::GoalRated { .. }
        | Event::ContractSigned { .. } => agreed(&fact.event, course),
        Event::PersonAdded { entry, .. } | Event::PersonRevised { entry, .. } => {
            told_of(&**entry, course)
        }
        Event::PersonRetired { .. }
        | Event::PeoplePlaced { .. }
        | Event::PlacingTakenBack { .. }
        | Event::PeopleLinked(_)
        | Event::PeopleUnlinked { .. } => circle::said(&fact.event, course),
        Event::MomentNoted { content, .. } => told_of(content, course),
        Event::RiskAlertMoved { step, to, .. } => stepped(fact, *step, who, *to),
        Event::Scored(_)
        | Event::ScoreStruck { .. }
        | Event::RiskRaised { .. }
        | Event::RiskCleared { .. }
        | Event::HoldPlaced { .. }
        | Event::HoldLifted { .. } => of_safety(&fact.event, course),
        Event::IncidentNoted { .. }
        | Event::IncidentStruck { .. }
        | Event::CommunicationAnalysed { .. }
        | Event::DecisionWeighed { .. }
        | Event::RhythmWritten { .. }
        | Event::DecisionStruck { .. }
        | Event::TechniqueRecorded { .. }
        | Event::TechniqueRecordStruck { .. }
        | Event::AlertReviewed { .. }
        | Event::MarkerSeen { .. }
        | Event::MarkerUnmarked { .. } => work::of_work(&fact.event, course),
        Event::SessionMissed(_)
        | Event::SessionOpened { .. }
        | Event::SessionWithdrawn { .. }
        | Event::SessionRedated { .. }
        | Event::SessionNoted { .. }
        | Event::AddendumAdded { .. }
        | Event::NextSessionBooked { .. }
        | Event::HomeworkAgreed { .. }
        | Event::HomeworkWithdrawn { .. }
        | Event::HomeworkReviewed { .. }
        | Event::EndingRaised { .. } => work::of_session(&fact.event, course),
        Event::Paused { reason, until } => paused(reason, *until),
        Event::Transferred { to, reason } => {
            [line("record-to", &who(*to)), line("typed-reason", reason)].concat()
        }
        Event::SelfChecked { check, .. } => self_check::room::said(check),
        Event::SelfCheckHeard { what, .. } => line("check-heard", what),
        Event::Supervised(step) => supervision::said(step, course, who),
        Event::CorrectionAsked(_) | Event::CorrectionAnswered(_) => corrections::said(&fact.event),
        Event::Labelled { .. } | Event::LabelLifted { .. } => labels::said(&fact.event, course),
        Event::ContractReopened { reason } => line("typed-reason", reason),
        Event::PhaseEntered { .. }
        | Event::MomentStruck { .. }
        | Event::SessionSigned { .. }
        | Event::RhythmStruck { .. }
        | Event::Resumed => Facts::new(),
    }
}

/// What was agreed on.
fn agreed(event: &Event, course: &Course) -> Facts {
    match event {
        Event::FormulationAnswered { answer, words, on } => {
            let answered = [(word("formulation-answer"), coded(*answer)), day(*on)];
            [answered.to_vec(), line("formulation-words", words)].concat()
        }
        Event::SentenceReviewed { review, .. } => told_of(review, course),
        Event::FormulationShared { letter } => line("formulation-letter", &letter.join("\n")),
        Event::FocusRated(rating) => told_of(rating, course),
        Event::FocusAgreed(focus) => told_of(focus, course),
        Event::GoalSet { content, .. } => told_of(content, course),
        Event::GoalRated { goal, progress } => {
            [line("goal-text", goal_of(course, *goal)), told_of(progress, course)].concat()
        }
        Event::ContractSigned { signatory, name, on } => {
            vec![(coded(*signatory), name.clone()), day(*on)]
        }
        _ => Facts::new(),
    }
}

fn paused(reason: &str, until: Option<jiff::civil::Date>) -> Facts {
    let until = until.map_or(String::new(), plain::date);
    [line("typed-reason", reason), line("typed-until", &until)].concat()
}

/// What became of an alert.
fn stepped(
    fact: &Fact,
    step: RiskAlertStep,
    who: &dyn Fn(AccountId) -> String,
    to: Option<AccountId>,
) -> Facts {
    let (when, by, to) = (plain::date(fact.on), who(fact.by), to.map_or(String::new(), who));
    let key = format!("risk_alert_step-{}", step.code());
    let told = words().with(&key, &[("when", &when), ("who", &by), ("to", &to)]);
    vec![(word("alert-ledger"), told)]
}

/// Scores and safety.
fn of_safety(event: &Event, course: &Course) -> Facts {
    match event {
        Event::Scored(score) => scored(score),
        Event::ScoreStruck { score, reason } => {
            let index = usize::try_from(*score).unwrap_or(0).checked_sub(1);
            let kept = index.and_then(|index| course.scores.get(index));
            [kept.map_or_else(Facts::new, |kept| scored(&kept.score)), line("typed-reason", reason)]
                .concat()
        }
        Event::RiskRaised { source, session, note, .. } => {
            let raised = vec![(word("risk-source"), coded(*source))];
            [raised, in_session(*session), line("risk-note", note)].concat()
        }
        Event::RiskCleared { reason, .. }
        | Event::HoldPlaced { reason }
        | Event::HoldLifted { reason } => line("typed-reason", reason),
        _ => Facts::new(),
    }
}

fn day(on: jiff::civil::Date) -> (String, String) {
    (word("on-day"), plain::date(on))
}

fn in_session(number: Option<ipt::session::SessionNumber>) -> Facts {
    number.map_or_else(Facts::new, |number| vec![(word("session"), number.to_string())])
}

fn chosen(variant: &str, dialect: ipt::Dialect) -> Facts {
    vec![
        (word("referral-variant"), variant_name(variant)),
        (word("referral-dialect"), word(&format!("dialect-{}", dialect.code()))),
    ]
}

fn variant_name(code: &str) -> String {
    let known = ipt::content::variant::variant(code);
    known.map_or_else(|| code.to_owned(), |variant| variant.name.clone())
}

fn name_of(course: &Course, person: ipt::PersonId) -> String {
    course.person(person).map_or_else(|| "–".to_owned(), |person| person.entry.name.clone())
}

fn goal_of(course: &Course, id: ipt::GoalId) -> &str {
    let goal = course.goals.iter().find(|kept| kept.id == id);
    goal.map_or("", |kept| kept.goal.text.as_str())
}

fn task_of(course: &Course, id: ipt::HomeworkId) -> &str {
    let task = course.homework.iter().find(|kept| kept.id == id);
    task.map_or("", |kept| kept.homework.what.as_str())
}

/// A document as it was recorded then, not as it stands.
fn recorded(kind: DocumentKind, fact: &Fact, course: &Course) -> Facts {
    let alone = Course::default().apply(fact);
    let form = alone.documents.to_form(kind).unwrap_or_default();
    let mut facts = told(kind.name(), kind.fields(), &form, course);
    let stands = course.documents.stamp(kind).is_some_and(|(_, _, at)| at == fact.at);
    let status = if stands { course.status(kind) } else { Some(Status::Superseded) };
    facts.extend(status.map(|status| (word("status-title"), coded(status))));
    facts
}

fn scored(score: &Score) -> Facts {
    let mut facts = vec![day(score.on), (word("measure-total"), score.shown())];
    facts.extend(in_session(score.session));
    facts.extend(score.outcome.clone().map(|outcome| (word("measure-outcome"), outcome)));
    let scale = |(id, value): &(String, u32)| (id.clone(), score.unit.shown(*value));
    facts.extend(score.scales.iter().map(scale));
    if score.items.is_some() {
        let answer = |answer: Option<u8>| answer.map_or_else(|| "–".to_owned(), |a| a.to_string());
        let items: Vec<String> = score.answers().into_iter().map(answer).collect();
        facts.push((word("measure-items"), items.join(" ")));
    }
    if score.prorated {
        facts.push((word("measure-total"), word("measure-estimated")));
    }
    for (item, answer) in &score.risk_answers {
        facts.push((format!("{} {item}", word("measure-items")), answer.to_string()));
    }
    facts
}
