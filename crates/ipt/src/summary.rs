//! What a list needs of a course, renewed with every write so that no list replays a course.

use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use serde::{Deserialize, Serialize};

use crate::{
    AccountId, Area, Booking, Course, Dialect, Phase, agenda,
    alert::{self, Rule},
    document::outcome,
    review::ReviewRules,
    risk::{RiskAlertStep, RiskFlag},
    session::SessionNumber,
    supervision::Standing,
};

/// The summary of a course.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The phase.
    pub phase: Phase,
    /// The manual followed.
    pub dialect: Dialect,
    /// The variant's code.
    pub variant: String,
    /// Which episode.
    pub episode: u32,
    /// Whether it is paused.
    pub paused: bool,
    /// The day on which a pause should end.
    pub paused_until: Option<Date>,
    /// Whether sessions are left and none is booked.
    pub unbooked: bool,
    /// Whether the agenda is suspended for safety.
    pub safety_hold: bool,
    /// Risk flags not cleared.
    pub open_flags: u32,
    /// Since when the oldest alert waits for a clinician to take it on.
    #[serde(default)]
    pub risk_alert_since: Option<Timestamp>,
    /// The deputies to whom an open risk alert went on, and who have it in hand.
    #[serde(default)]
    pub gone_on_to: Vec<AccountId>,
    /// To whom word of a risk alert that waits could not be sent.
    #[serde(default)]
    pub unsent_to: Vec<AccountId>,
    /// The areas worked on, the primary first.
    pub areas: Vec<Area>,
    /// Acute sessions held.
    pub held: u32,
    /// Acute sessions agreed, or usual before a contract.
    pub agreed: u32,
    /// Maintenance sessions held.
    pub maintenance_held: u32,
    /// The depression score of each session held; none where it is missing.
    pub series: Vec<Option<u32>>,
    /// The rules that ask for a look, by the figures of the moment at which this was written.
    pub alerts: Vec<Rule>,
    /// The rules that spoke at the latest session and were reviewed.
    #[serde(default)]
    pub reviewed: Vec<Rule>,
    /// Whether a self-check says that signs are back, and nobody noted what came of it.
    #[serde(default)]
    pub signs_back: bool,
    /// Whether the client wrote something in a self-check, and nobody noted what came of it.
    #[serde(default)]
    pub check_words: bool,
    /// How its supervision stands.
    #[serde(default)]
    pub supervision: Standing,
    /// Whether a correction that the client asked for waits for an answer.
    #[serde(default)]
    pub correction_waits: bool,
    /// The first day on which a label is to be looked at again.
    #[serde(default)]
    pub look_again_on: Option<Date>,
    /// The session whose note is not signed.
    pub unsigned: Option<SessionNumber>,
    /// The day of the last session.
    pub last_session: Option<Date>,
    /// The time of day that was booked for the last session.
    #[serde(default, with = "crate::booking::minutes")]
    pub last_at: Option<Time>,
    /// The day of the next session, if booked.
    pub next_session: Option<Date>,
    /// The time of day of the next session.
    #[serde(default, with = "crate::booking::minutes")]
    pub next_at: Option<Time>,
    /// The next step's key.
    pub next_step: Option<String>,
    /// How it ended.
    pub result: Option<outcome::Result>,
    /// The day of the last fact.
    pub last_on: Option<Date>,
}

/// To whom open risk alerts went on, of those who have them in hand.
fn gone_on_to(course: &Course) -> Vec<AccountId> {
    let to = |flag: &RiskFlag| {
        let went = flag.ledger.iter().filter(|line| line.step == RiskAlertStep::Escalated);
        let to = went.filter_map(|line| line.to);
        to.filter(|to| flag.is_with(*to)).collect::<Vec<_>>()
    };
    course.open_flags().flat_map(to).collect()
}

impl Summary {
    /// The summary of a course as it stands, by the review rules of now.
    pub fn of(course: &Course, rules: &ReviewRules) -> Self {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let begun = course.begun.as_ref();
        Self {
            phase: course.phase,
            dialect: course.dialect(),
            variant: course.variant().code.to_string(),
            episode: begun.map_or(1, |begun| begun.episode),
            paused: course.pause.is_some(),
            paused_until: course.pause.as_ref().and_then(|pause| pause.until),
            unbooked: unbooked(course),
            safety_hold: course.safety_hold(),
            open_flags: count(course.open_flags().count()),
            risk_alert_since: course.open_flags().filter(|f| f.waits()).map(|f| f.raised_at).min(),
            gone_on_to: gone_on_to(course),
            unsent_to: course.open_flags().flat_map(|flag| course.unsent_to(flag)).collect(),
            areas: agenda::areas(course),
            held: course.sessions_held(),
            agreed: course.sessions_agreed(),
            maintenance_held: course.maintenance_held(),
            series: course
                .sessions
                .iter()
                .map(|s| course.score_at(alert::DEPRESSION, s.number).map(|score| score.total))
                .collect(),
            alerts: alert::current(course, rules),
            reviewed: alert::reviewed(course, rules),
            signs_back: course.signs_back(rules),
            check_words: course.self_check_words(),
            supervision: Standing::of(course),
            correction_waits: course.correction_waits(),
            look_again_on: course.look_again_on(),
            unsigned: course.unsigned().map(|session| session.number),
            last_session: course.sessions.last().map(|session| session.on),
            last_at: course.sessions.last().and_then(|session| session.at),
            next_session: course.next_session.map(|booked| booked.on).or(first_talk(course)),
            next_at: course.next_session.and_then(|booked| booked.at),
            next_step: agenda::next(course, rules).map(|step| step.key.to_owned()),
            result: course.documents.outcome.as_ref().and_then(|o| o.value.result),
            last_on: course.last_on,
        }
    }

    /// The booking of the next session.
    pub fn booking(&self) -> Option<Booking> {
        Booking::of(self.next_session, self.next_at)
    }

    /// The latest session; none before the first.
    pub fn latest(&self) -> Option<SessionNumber> {
        match (self.held, self.maintenance_held) {
            (0, 0) => None,
            (held, 0) => Some(SessionNumber::Acute(held)),
            (_, kept) => Some(SessionNumber::Maintenance(kept)),
        }
    }

    /// The number that the next session will bear.
    pub fn next_number(&self) -> SessionNumber {
        if self.phase == Phase::Maintenance {
            SessionNumber::Maintenance(self.maintenance_held + 1)
        } else {
            SessionNumber::Acute(self.held + 1)
        }
    }

    /// Whether the booked day of the next session has gone by. After a first talk no session is
    /// missing: what waits is the decision on suitability.
    pub fn overdue(&self, today: Date) -> bool {
        let held = !matches!(self.phase, Phase::Referred | Phase::Suitability | Phase::Closed);
        held && self.next_session.is_some_and(|next| next < today)
    }

    /// Whether a pause has lasted longer than was meant.
    pub fn pause_over(&self, today: Date) -> bool {
        self.phase != Phase::Closed && self.paused_until.is_some_and(|until| until < today)
    }

    /// The rule by which the course is off its track, if it is.
    pub fn off_track(&self) -> Option<Rule> {
        self.alerts.iter().copied().find(|rule| off(*rule))
    }

    /// How much a course asks for attention, the most pressing lowest: safety, then a course off
    /// its track or with signs that are back, then a note not signed, then a session overdue or not
    /// booked, then the rest; closed last.
    pub fn urgency(&self, today: Date) -> u8 {
        if self.safety_hold {
            0
        } else if self.open_flags > 0 {
            1
        } else if self.signs_back || self.check_words {
            2
        } else if self.phase == Phase::Closed {
            9
        } else if self.off_track().is_some() {
            2
        } else if self.unsigned.is_some() {
            3
        } else if self.overdue(today)
            || self.pause_over(today)
            || self.unbooked
            || self.alerts.iter().any(|rule| matches!(rule, Rule::Missing | Rule::DoneEarly))
        {
            4
        } else if matches!(self.phase, Phase::Referred | Phase::Suitability) {
            5
        } else if self.paused {
            7
        } else {
            6
        }
    }
}

/// Whether a course at which this rule speaks is off its track.
pub fn off(rule: Rule) -> bool {
    matches!(rule, Rule::Early | Rule::Mid | Rule::Worse)
}

/// The day of the assessment, until its suitability is decided.
fn first_talk(course: &Course) -> Option<Date> {
    let new = matches!(course.phase, Phase::Referred | Phase::Suitability);
    let referral = course.documents.referral.as_ref().filter(|_| new)?;
    referral.value.assessment_booked_on
}

/// Whether a course that goes on has no day for its next session: somebody who did not come, say.
fn unbooked(course: &Course) -> bool {
    let left = match course.phase {
        Phase::Initial | Phase::Middle => true,
        Phase::Concluding => course.sessions_left() > 0,
        Phase::Maintenance => {
            let agreed = course.documents.maintenance.as_ref().and_then(|kept| kept.value.sessions);
            agreed.is_some_and(|agreed| course.maintenance_held() < agreed)
        }
        Phase::Referred | Phase::Suitability | Phase::Closed => false,
    };
    left && course.next_session.is_none() && course.pause.is_none()
}
