//! What a practice sets for the review rules, and the reviews that their alerts open.
//!
//! The figures are those of the moment at which a course is read. What was decided on an alert stays
//! attached to it, with the figures that spoke then, whatever the practice sets later.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    AccountId, Code, Codes, Field,
    alert::{Alert, Rule},
    artefact::Artefact,
    content::review_rule::bounds,
    form::Kind,
};

codes! {
    /// The figures that a practice may set, within the bounds of `content/review_rules.toml`.
    pub enum Figure: "figure" {
        /// R1 looks from this session on.
        EarlyFrom = "early_from",
        /// R1 looks until this session.
        EarlyTo = "early_to",
        /// R1 speaks below this fall, in percent of the baseline.
        EarlyFall = "early_fall",
        /// R1 speaks from this score on.
        EarlyCase = "early_case",
        /// R2 speaks below this fall, in points.
        MidPoints = "mid_points",
        /// R3 speaks from this rise on, in points.
        WorsePoints = "worse_points",
        /// Whether R3 also compares with two sessions ago: 0 or 1.
        WorseTwoAgo = "worse_two_ago",
        /// Remission lies below this score.
        WellBelow = "well_below",
        /// R4 speaks after so many sessions in remission.
        WellSessions = "well_sessions",
        /// R5 speaks after so many sessions without a score.
        MissingSessions = "missing_sessions",
    }
}

codes! {
    /// What a figure counts.
    pub enum Unit: "unit" {
        /// The number of a session.
        Session = "session",
        /// How many sessions.
        Sessions = "sessions",
        /// Percent of the baseline.
        Percent = "percent",
        /// Points of the measure.
        Points = "points",
        /// 0 or 1.
        Switch = "switch",
    }
}

impl Figure {
    /// The figures of a rule. R6 has none.
    pub fn of(rule: Rule) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |figure| bounds(*figure).rule == rule)
    }
}

/// The review rules as a practice sets them. What it did not set is as domain page §7 says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReviewRules(BTreeMap<Figure, u32>);

impl ReviewRules {
    /// These figures; those that are as on the domain page are not kept apart.
    pub fn of(figures: impl IntoIterator<Item = (Figure, u32)>) -> Self {
        let own = |(figure, value): &(Figure, u32)| *value != bounds(*figure).default;
        Self(figures.into_iter().filter(own).collect())
    }

    /// A figure.
    pub fn get(&self, figure: Figure) -> u32 {
        self.0.get(&figure).copied().unwrap_or(bounds(figure).default)
    }

    /// The figures of one rule.
    pub fn figures(&self, rule: Rule) -> BTreeMap<Figure, u32> {
        Figure::of(rule).map(|figure| (figure, self.get(figure))).collect()
    }

    /// The figures that are out of bounds, or that do not go together.
    pub fn wrong(&self) -> Vec<Figure> {
        let outside = |figure: &Figure| {
            let bounds = bounds(*figure);
            !(bounds.min..=bounds.max).contains(&self.get(*figure))
        };
        let mut wrong: Vec<Figure> = Figure::ALL.iter().copied().filter(outside).collect();
        if wrong.is_empty() && self.get(Figure::EarlyFrom) > self.get(Figure::EarlyTo) {
            wrong.push(Figure::EarlyTo);
        }
        wrong
    }
}

codes! {
    /// What was looked at in a review. OpenIPT design, from domain page §3, §6 and §11.
    pub enum LookedAt: "looked_at" {
        /// Safety.
        Safety = "safety",
        /// The alliance.
        Alliance = "alliance",
        /// Whether the focus is still right.
        Focus = "focus",
        /// Something new that happened.
        NewEvent = "new_event",
        /// Support that fell away.
        SupportLost = "support_lost",
        /// Medication, sleep, substances, a physical cause.
        Body = "body",
        /// Whether the technique and the tasks fit.
        Technique = "technique",
    }
}

codes! {
    /// What is decided on an alert. OpenIPT design.
    pub enum AlertDecision: "alert_decision" {
        /// Talk with the supervisor within seven days.
        Supervisor = "supervisor",
        /// Carry on as planned.
        CarryOn = "carry_on",
        /// Change something in the work.
        ChangeWork = "change_work",
        /// Meet again in the same week; risk was asked again.
        SameWeek = "same_week",
        /// Risk was asked again; the next session as booked.
        RiskAsked = "risk_asked",
        /// Offer an early conclusion.
        OfferEarlyEnd = "offer_early_end",
        /// Go on as agreed.
        GoOn = "go_on",
        /// Enter the missing score.
        EnterScore = "enter_score",
        /// Ask for the check-in now.
        AskCheckIn = "ask_check_in",
        /// The client does not want measures.
        NotWanted = "not_wanted",
        /// Set aside: the alert does not fit.
        SetAside = "set_aside",
    }
}

static EARLY: Codes =
    Codes { name: "alert_decision", all: &["supervisor", "carry_on", "change_work", "set_aside"] };
static WORSE: Codes =
    Codes { name: "alert_decision", all: &["same_week", "risk_asked", "supervisor", "set_aside"] };
static WELL: Codes =
    Codes { name: "alert_decision", all: &["offer_early_end", "go_on", "set_aside"] };
static MISSING: Codes = Codes {
    name: "alert_decision",
    all: &["enter_score", "ask_check_in", "not_wanted", "set_aside"],
};

impl AlertDecision {
    /// What may be decided on an alert of this rule; none where it is decided in a room of its own.
    pub fn offered(rule: Rule) -> Option<&'static Codes> {
        match rule {
            Rule::Early => Some(&EARLY),
            Rule::Worse => Some(&WORSE),
            Rule::DoneEarly => Some(&WELL),
            Rule::Missing => Some(&MISSING),
            Rule::Mid | Rule::Risk => None,
        }
    }
}

artefact! {
    /// The review of an alert. OpenIPT design; domain page §7.
    pub struct AlertReview: "alert_review" {
        "seen" {
            seen: String = Kind::Long, needed;
            looked_at: Vec<LookedAt> = Kind::Many(LookedAt::CODES);
        }
        "decision" {
            decision: Option<AlertDecision> = Kind::Choice(AlertDecision::CODES), needed;
            reasons: String = Kind::Long;
            until: Option<Date> = Kind::Date;
        }
    }
}

/// The fields of a review, with what may be decided on an alert of this rule.
pub fn fields(rule: Rule) -> Vec<Field> {
    let offered = AlertDecision::offered(rule).unwrap_or(AlertDecision::CODES);
    let fit = |field: &Field| match field.name {
        "decision" => Field { kind: Kind::Choice(offered), ..*field },
        _ => *field,
    };
    AlertReview::FIELDS.iter().map(fit).collect()
}

/// The review of an alert as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptReview {
    /// Of which alert.
    pub alert: Alert,
    /// What was decided.
    pub review: AlertReview,
    /// The figures of the rule as they were then.
    pub figures: BTreeMap<Figure, u32>,
    /// The score at which it was decided; none where there was none.
    pub score: Option<u32>,
    /// Who decided.
    pub by: AccountId,
    /// When.
    pub on: Date,
    /// How often it was written.
    pub revision: u32,
}
