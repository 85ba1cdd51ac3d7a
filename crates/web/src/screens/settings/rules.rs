//! The figures of the review rules: what each rule says with them, what it rests on, its bounds.

use askama::Template;
use clinic::{Access, Write, permission::TheSettings};
use ipt::{
    Code, FieldProblem,
    alert::Rule,
    content::review_rule::{Founding, bounds, founding},
    form::Wrong,
    review::{Figure, ReviewRules, Unit},
};

use crate::{
    answer::{self, Answer, show_again},
    ask::Ask,
    draft,
    form::Trouble,
    page::Page,
    screens::{mark_words, review, saved},
    slip::{Returned, Slip},
    words::words,
};

const ADDRESS: &str = "/settings/rules";

#[derive(Template)]
#[template(path = "screens/settings/rules.html")]
struct RulesPage {
    page: Page,
    form: Slip,
    rules: Vec<RuleView>,
    /// Whether the practice has set any figure of its own.
    own: bool,
}

struct RuleView {
    name: String,
    says: String,
    founding: &'static Founding,
    mark: &'static str,
    own: bool,
    figures: Vec<FigureView>,
}

struct FigureView {
    code: &'static str,
    label: String,
    bounds: String,
    switch: bool,
}

fn figure_view(figure: Figure) -> FigureView {
    let of = bounds(figure);
    let switch = of.unit == Unit::Switch;
    let bounds = [("min", &of.min as _), ("max", &of.max as _), ("default", &of.default as _)];
    let key = if switch { "figure-bounds-on" } else { "figure-bounds" };
    FigureView {
        code: figure.code(),
        label: words().t(&format!("figure-{}", figure.code())).into_owned(),
        bounds: words().with(key, &bounds),
        switch,
    }
}

fn rule_view(rule: Rule, rules: &ReviewRules) -> RuleView {
    let figures = rules.figures(rule);
    let founding = founding(rule);
    RuleView {
        name: words().t(&format!("rule-{}", rule.code())).into_owned(),
        says: review::says(rule, &figures),
        mark: mark_words(&founding.mark),
        founding,
        own: figures != ReviewRules::default().figures(rule),
        figures: Figure::of(rule).map(figure_view).collect(),
    }
}

fn page(ask: &Ask, returned: Option<&Returned>) -> Answer {
    let rules = ask.clinic().settings().review_rules;
    let typed = |figure: &Figure| (figure.code().to_owned(), vec![rules.get(*figure).to_string()]);
    let stands = Figure::ALL.iter().map(typed).collect();
    let template = RulesPage {
        page: Page::of(ask, &words().t("rules-title")),
        form: Slip::of(ask, ADDRESS.to_owned(), stands, returned)?,
        rules: Rule::ALL.iter().map(|rule| rule_view(*rule, &rules)).collect(),
        own: rules != ReviewRules::default(),
    };
    if returned.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// What was typed, or what is wrong with it.
fn read(ask: &Ask) -> Result<ReviewRules, Trouble> {
    let number = |figure: &Figure| match bounds(*figure).unit {
        // A box that is not ticked is not sent.
        Unit::Switch => Some(u32::from(ask.field(figure.code()) == "1")),
        _ => ask.field(figure.code()).parse().ok(),
    };
    // What is no number is refused as one out of bounds.
    let typed = Figure::ALL.iter().map(|figure| (*figure, number(figure).unwrap_or(u32::MAX)));
    let rules = ReviewRules::of(typed);
    let problem = |figure: Figure| {
        let (min, max) = (bounds(figure).min, bounds(figure).max);
        let from = rules.get(Figure::EarlyFrom).min(max);
        let min = if figure == Figure::EarlyTo { min.max(from) } else { min };
        FieldProblem { field: figure.code().to_owned(), problem: Wrong::OutOfRange { min, max } }
    };
    let problems: Vec<FieldProblem> = rules.wrong().into_iter().map(problem).collect();
    if problems.is_empty() { Ok(rules) } else { Err(Trouble::fields(problems)) }
}

/// The figures as they are.
///
/// # Errors
/// See [`crate::answer::Failure`].
pub fn show(ask: &Ask, _: &Access<TheSettings, Write>) -> Answer {
    page(ask, None)
}

/// Changes them, or goes back to those of the domain page.
///
/// # Errors
/// See [`crate::answer::Failure`]; what is wrong comes back in the form.
pub fn change(ask: &Ask, access: &Access<TheSettings, Write>) -> Answer {
    let back = ask.field("back") == "yes";
    let review_rules = match if back { Ok(ReviewRules::default()) } else { read(ask) } {
        Ok(rules) => rules,
        Err(trouble) => {
            return page(ask, Some(&Returned { action: ADDRESS.to_owned(), trouble }));
        }
    };
    ask.clinic().alter_settings(access, |stand| {
        stand.review_rules = review_rules;
        Ok(())
    })?;
    draft::sent(ask)?;
    Ok(saved(ADDRESS))
}
