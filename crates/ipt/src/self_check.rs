//! Self-checks: one, three and six months after the end the client looks at the signs of their own
//! plan. When they are back the therapist hears of it, and the client is shown the way back. What
//! is answered are facts of the course, so that the record, its history and the therapist's day
//! have them like everything else. A closed course stays closed: coming back is a new episode.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    AccountId, Course, FlagId, Phase,
    document::RelapsePlan,
    review::{Figure, ReviewRules},
};

/// So many days after its day a self-check can be filled; then it was missed. OpenIPT design.
pub const OPEN_DAYS: i64 = 28;
/// So many signs that are there a little count as back. OpenIPT design.
const LITTLE_BACK: usize = 2;

codes! {
    /// When a self-check is due. Source: domain page §6.
    pub enum CheckAt: "check_at" {
        /// After one month.
        OneMonth = "1_month",
        /// After three months.
        ThreeMonths = "3_months",
        /// After six months.
        SixMonths = "6_months",
    }
}

codes! {
    /// How much of a sign is there.
    pub enum Felt: "felt" {
        /// It is not there.
        Not = "not",
        /// A little.
        Little = "little",
        /// Clearly.
        Clearly = "clearly",
    }
}

codes! {
    /// The levels of the plan's signs. Source: domain page §6.
    pub enum SignLevel: "sign_level" {
        /// Look after oneself.
        Watch = "watch",
        /// Tell somebody.
        Act = "act",
        /// Get help at once.
        Urgent = "urgent",
    }
}

/// A sign of the plan, and how much of it is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignAnswer {
    /// Its level in the plan.
    pub level: SignLevel,
    /// In the client's words, as it stood in the plan then.
    pub sign: String,
    /// How much of it is there.
    pub felt: Felt,
}

/// What was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelfCheck {
    /// Each sign of the plan.
    pub signs: Vec<SignAnswer>,
    /// What the client wants to say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// A self-check of a course.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptSelfCheck {
    /// Which.
    pub at: CheckAt,
    /// What was answered.
    pub check: SelfCheck,
    /// The total of the depression measure, if it was filled with it.
    pub score: Option<u32>,
    /// The flag that it raised, or that was open already.
    pub flag: Option<FlagId>,
    /// The day.
    pub on: Date,
    /// What came of it: by whom, when, and what.
    pub heard: Option<(AccountId, Date, String)>,
}

impl SelfCheck {
    /// The signs that are there.
    pub fn there(&self) -> impl Iterator<Item = &SignAnswer> {
        self.signs.iter().filter(|answer| answer.felt != Felt::Not)
    }
    /// Whether the client wrote something. What it tells, no rule can know: somebody reads it.
    pub fn says(&self) -> bool {
        !self.words.trim().is_empty()
    }
    /// The urgent sign that is there, if one is.
    pub fn urgent(&self) -> Option<&SignAnswer> {
        self.there().find(|answer| answer.level == SignLevel::Urgent)
    }
}

impl KeptSelfCheck {
    /// Whether somebody has to read it and note what came of it: signs are back, or the client
    /// wrote something.
    pub fn waits(&self, rules: &ReviewRules) -> bool {
        self.heard.is_none() && (self.back(rules) || self.check.says())
    }
    /// Whether the illness may be coming back. OpenIPT design: a sign is there clearly, two are
    /// there a little, an urgent one is there at all, or the score is one from which the practice
    /// has its early review speak ([`Figure::EarlyCase`]).
    pub fn back(&self, rules: &ReviewRules) -> bool {
        let clearly = self.check.signs.iter().any(|answer| answer.felt == Felt::Clearly);
        let several = self.check.there().count() >= LITTLE_BACK;
        let scored = self.score.is_some_and(|score| score >= rules.get(Figure::EarlyCase));
        clearly || several || scored || self.check.urgent().is_some() || self.flag.is_some()
    }
}

/// How a self-check stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its day has not come.
    Ahead,
    /// It can be filled.
    Open,
    /// It was filled.
    Filled,
    /// It was not filled in its time. Nothing is made of that.
    Missed,
}

/// The signs of a plan with their levels, in order.
pub fn signs(plan: &RelapsePlan) -> Vec<(SignLevel, &str)> {
    let levels = [
        (SignLevel::Watch, &plan.signs_watch),
        (SignLevel::Act, &plan.signs_act),
        (SignLevel::Urgent, &plan.signs_urgent),
    ];
    let each = levels
        .into_iter()
        .flat_map(|(level, signs)| signs.iter().map(move |sign| (level, sign.as_str())));
    each.collect()
}

impl Course {
    /// The self-checks that the plan names, each with its day.
    pub fn self_checks_due(&self) -> Vec<(CheckAt, Date)> {
        let Some(plan) = self.documents.relapse_plan.as_ref().map(|kept| &kept.value) else {
            return Vec::new();
        };
        let named = [
            (CheckAt::OneMonth, plan.check_1_month),
            (CheckAt::ThreeMonths, plan.check_3_months),
            (CheckAt::SixMonths, plan.check_6_months),
        ];
        named.into_iter().filter_map(|(at, on)| Some((at, on?))).collect()
    }

    /// A self-check that was filled.
    pub fn self_check(&self, at: CheckAt) -> Option<&KeptSelfCheck> {
        self.self_checks.iter().find(|kept| kept.at == at)
    }

    /// How a self-check stands on a day, if the plan names it.
    pub fn self_check_standing(&self, at: CheckAt, today: Date) -> Option<Standing> {
        let (_, on) = self.self_checks_due().into_iter().find(|(due, _)| *due == at)?;
        let until = on.checked_add(OPEN_DAYS.days()).unwrap_or(Date::MAX);
        Some(if self.self_check(at).is_some() {
            Standing::Filled
        } else if today < on {
            Standing::Ahead
        } else if today <= until {
            Standing::Open
        } else {
            Standing::Missed
        })
    }

    /// The self-check that can be filled on a day: only after acute treatment.
    pub fn self_check_open(&self, today: Date) -> Option<CheckAt> {
        let after = matches!(self.phase, Phase::Maintenance | Phase::Closed);
        let due = self.self_checks_due().into_iter().map(|(at, _)| at);
        let mut open =
            due.filter(|at| self.self_check_standing(*at, today) == Some(Standing::Open));
        open.next().filter(|_| after)
    }

    /// Whether signs are back, and nobody has noted yet what came of it.
    pub fn signs_back(&self, rules: &ReviewRules) -> bool {
        self.self_checks.iter().any(|kept| kept.heard.is_none() && kept.back(rules))
    }

    /// Whether the client wrote something in a self-check that nobody answered yet.
    pub fn self_check_words(&self) -> bool {
        self.self_checks.iter().any(|kept| kept.heard.is_none() && kept.check.says())
    }
}
