//! Reviews: every alert of the review rules in a course, what it saw, and what was decided on it.

use std::collections::BTreeMap;

use askama::{Template, filters::HtmlSafe};
use clinic::{Access, Expect, Read, TheCourse, Write, permission::Verb};
use ipt::{
    Code, Command, Course,
    alert::{self, Alert, Rule},
    artefact::Artefact,
    content::review_rule::{self, Founding},
    review::{AlertDecision, AlertReview, Figure, KeptReview, ReviewRules, fields},
};

use super::{CourseFrame, act, document::told_of, mark_words, saved};
use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    form::{FormView, Making, RefusalView, Trouble, room_address},
    page::Page,
    plain,
    words::{Argument, words},
};

mod seen;

#[derive(Template)]
#[template(path = "screens/review/list.html")]
struct ReviewsPage {
    page: Page,
    frame: CourseFrame,
    alerts: Vec<AlertView>,
}

#[derive(Template)]
#[template(path = "screens/review/one.html")]
struct ReviewPage {
    page: Page,
    frame: CourseFrame,
    alert: AlertView,
    founding: &'static Founding,
    mark: &'static str,
    /// Other rooms that belong to it.
    rooms: Vec<(String, &'static str)>,
    fixed: Vec<(String, String)>,
    /// None where it is decided in a room of its own.
    form: Option<FormView>,
}

/// An alert as it is shown.
struct AlertView {
    address: String,
    session: String,
    name: String,
    /// With its session.
    named: String,
    says: String,
    /// What the rule asks for.
    what: String,
    /// Whether it waits for a review.
    waits: bool,
    /// What was decided, or where it is.
    decided: String,
    /// When, and by whom.
    stamp: String,
}

/// What the course's page says of its reviews.
#[derive(Template)]
#[template(path = "screens/review/asking.html")]
pub struct Asking {
    waiting: Vec<AlertView>,
    reviewed: Vec<String>,
    address: String,
}
impl HtmlSafe for Asking {}

impl Asking {
    /// The alerts that wait, and those of the latest session that were reviewed.
    pub fn of(ask: &Ask, course: &Course) -> Self {
        let rules = ask.clinic().settings().review_rules;
        let latest = course.sessions.last().map(|session| session.number);
        let here = |alert: &Alert| Some(alert.session) == latest;
        let listed = alert::listed(course, &rules);
        let half = listed.iter().filter(|alert| alert.rule == Rule::Mid && here(alert));
        let waiting = half.copied().chain(alert::waiting(course, &rules));
        let reviewed = listed.iter().filter(|alert| here(alert)).filter_map(|alert| {
            let kept = alert::review_of(course, *alert)?;
            let said: [(_, &dyn Argument); 3] = [
                ("rule", &rule_name(alert.rule)),
                ("session", &kept.alert.session.to_string()),
                ("decision", &decision(kept)),
            ];
            Some(words().with("reviews-done", &said))
        });
        Self {
            waiting: waiting.map(|alert| view(ask, course, &rules, alert)).collect(),
            reviewed: reviewed.collect(),
            address: ask.room("reviews"),
        }
    }

    fn t(&self, key: &str) -> std::borrow::Cow<'static, str> {
        words().t(key)
    }
}

fn rule_name(rule: Rule) -> String {
    words().t(&format!("rule-{}", rule.code())).into_owned()
}

/// Which alert, in words.
pub fn named(alert: Alert) -> String {
    let (rule, session) = (rule_name(alert.rule), alert.session.to_string());
    words().with("review-named", &[("rule", &rule), ("session", &session)])
}

/// What a rule says with these figures.
pub fn says(rule: Rule, figures: &BTreeMap<Figure, u32>) -> String {
    let figures: Vec<(&str, &dyn Argument)> =
        figures.iter().map(|(figure, value)| (figure.code(), value as &dyn Argument)).collect();
    words().with(&format!("rule-{}-says", rule.code()), &figures)
}

fn decision(kept: &KeptReview) -> String {
    let code = kept.review.decision.map_or("", Code::code);
    words().t(&format!("alert_decision-{code}")).into_owned()
}

fn view(ask: &Ask, course: &Course, rules: &ReviewRules, alert: Alert) -> AlertView {
    let kept = alert::review_of(course, alert);
    let own = kept.filter(|kept| kept.alert == alert);
    let address = match alert.rule {
        Rule::Mid => ask.room("non_response"),
        Rule::Risk => ask.room("risk_assessment"),
        _ => address(ask, alert),
    };
    let now = rules.figures(alert.rule);
    let figures = own.map_or(&now, |kept| &kept.figures);
    let stamp = |kept: &KeptReview| {
        let who = ask.clinic().name_of(kept.by);
        let then = if kept.figures == now { "" } else { &*words().t("reviews-then") };
        format!("{} · {who} {then}", plain::date(kept.on)).trim_end().to_owned()
    };
    AlertView {
        address,
        session: alert.session.to_string(),
        name: rule_name(alert.rule),
        named: named(alert),
        what: words().t(&format!("rule-{}-do", alert.rule.code())).into_owned(),
        says: says(alert.rule, figures),
        waits: alert::waiting(course, rules).contains(&alert)
            || (alert.rule == Rule::Mid && alert::decision_waits(course, rules)),
        decided: match (alert.rule, own, kept) {
            (Rule::Mid, ..) => words().t("reviews-half").into_owned(),
            (Rule::Risk, ..) => words().t("reviews-risk").into_owned(),
            (_, Some(own), _) => decision(own),
            (_, None, Some(kept)) => {
                words().with("reviews-with", &[("session", &kept.alert.session.to_string())])
            }
            // A later alert of the rule waits, and is decided with this one.
            (_, None, None) => words().t("reviews-later").into_owned(),
        },
        stamp: own.map_or(String::new(), stamp),
    }
}

/// All alerts of the course.
///
/// # Errors
/// See [`Failure`].
pub fn list(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let file = ask.clinic().read(access)?;
    let identity = ask.clinic().identity(access)?;
    let (page, frame) = CourseFrame::of(ask, &file.course, &identity, "reviews");
    let rules = ask.clinic().settings().review_rules;
    let listed = alert::listed(&file.course, &rules).into_iter().rev();
    let mut alerts: Vec<AlertView> =
        listed.map(|alert| view(ask, &file.course, &rules, alert)).collect();
    // What waits stands first.
    alerts.sort_by_key(|alert| !alert.waits);
    answer::show(&ReviewsPage { page, frame, alerts })
}

/// The rooms in which what a rule asks for is done.
fn rooms(ask: &Ask, rule: Rule) -> Vec<(String, &'static str)> {
    let rooms: &[(&str, &'static str)] = match rule {
        Rule::Missing => &[("measures", "reviews-missing"), ("check-in", "reviews-check-in")],
        Rule::Worse | Rule::Risk => &[("risk_assessment", "reviews-assess")],
        Rule::Mid => &[("non_response", "step-decide-non-response")],
        Rule::Early | Rule::DoneEarly => &[],
    };
    rooms.iter().map(|(room, key)| (room_address(&ask.room(""), room), *key)).collect()
}

/// Where an alert is reviewed. The address tells nothing: it stands in logs.
fn address(ask: &Ask, alert: Alert) -> String {
    let opaque = ask.course().map(|course| ask.clinic().opaque(course, &alert.to_string()));
    ask.room(&format!("reviews/{}", opaque.unwrap_or_default().simple()))
}

/// The alert at this address.
fn addressed(ask: &Ask, course: &Course) -> Result<Alert, Failure> {
    let rules = ask.clinic().settings().review_rules;
    let mut listed = alert::listed(course, &rules).into_iter();
    listed.find(|alert| address(ask, *alert) == ask.path).ok_or(Failure::NotThere)
}

fn form(
    ask: &Ask,
    course: &Course,
    alert: Alert,
    trouble: Option<&Trouble>,
) -> Result<FormView, Failure> {
    let kept = course.review(alert);
    let proposed = || {
        let seen = seen::figures(ask, course, alert);
        AlertReview { seen, ..AlertReview::default() }.to_form()
    };
    let making = Making {
        name: AlertReview::NAME,
        fields: &fields(alert.rule),
        action: address(ask, alert),
        stored: kept.map_or_else(proposed, |kept| kept.review.to_form()),
        seen: kept.map_or(0, |kept| kept.revision.into()),
        people: Vec::new(),
        submit: "review-save",
    };
    FormView::of(ask, making, trouble)
}

fn page<V: Verb>(
    ask: &Ask,
    access: &Access<TheCourse, V>,
    alert: Alert,
    trouble: Option<&Trouble>,
) -> Answer {
    let file = ask.clinic().read(access)?;
    let course = &file.course;
    let rules = ask.clinic().settings().review_rules;
    if trouble.is_none() && !alert::listed(course, &rules).contains(&alert) {
        return Err(Failure::NotThere);
    }
    let identity = ask.clinic().identity(access)?;
    let (page, mut frame) = CourseFrame::of(ask, course, &identity, "reviews");
    let decided_here = AlertDecision::offered(alert.rule).is_some();
    if frame.shut.is_none() && !decided_here {
        let (mid, risk) = (&ipt::policy::ALERT_AT_HALF, &ipt::policy::ALERT_OF_RISK);
        let policy = if alert.rule == Rule::Mid { mid } else { risk };
        frame.shut = Some(RefusalView::of(&policy.refuse(), &ask.room("")));
    }
    let founding = review_rule::founding(alert.rule);
    let form = decided_here.then(|| form(ask, course, alert, trouble)).transpose()?;
    let template = ReviewPage {
        page,
        frame,
        alert: view(ask, course, &rules, alert),
        founding,
        mark: mark_words(&founding.mark),
        rooms: rooms(ask, alert.rule),
        fixed: course.review(alert).map_or_else(Vec::new, |kept| told_of(&kept.review, course)),
        form,
    };
    if trouble.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// One alert, with its decision or the form for it.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheCourse, Read>) -> Answer {
    let alert = addressed(ask, &ask.clinic().read(access)?.course)?;
    page(ask, access, alert, None)
}

/// Decides on it.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn decide(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let alert = addressed(ask, &ask.clinic().read(access)?.course)?;
    let trouble = match AlertReview::read(&ask.form) {
        Err(problems) => Trouble::fields(problems),
        Ok(content) => {
            let command = Command::DecideAlert { alert, content };
            match act(ask, access, Expect::Review(alert, ask.seen()), command)? {
                Ok(()) => return Ok(saved(&ask.room("reviews"))),
                Err(trouble) => trouble,
            }
        }
    };
    match AlertDecision::offered(alert.rule) {
        Some(_) => page(ask, access, alert, Some(&trouble)),
        // There is no form for it here to come back in.
        None => Err(trouble.alone()),
    }
}
