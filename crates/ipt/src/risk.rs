//! Risk flags: raised by an answer or by what was said, assessed, cleared by a named clinician.
//!
//! No label is computed. A zero on the suicide item closes nothing (S59).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AccountId, Course, FlagId, session::SessionNumber};

codes! {
    /// Why a flag was raised.
    pub enum RiskSource: "risk_source" {
        /// An answer above zero to a suicide item.
        Item = "item",
        /// Something that was said.
        Disclosure = "disclosure",
        /// The therapist's own concern.
        Concern = "concern",
    }
}

codes! {
    /// What became of the alert that a flag is: the ledger of its delivery.
    pub enum RiskAlertStep: "risk_alert_step" {
        /// The client was shown whom to turn to in a crisis.
        ShownToClient = "shown_to_client",
        /// A clinician took it on.
        Acknowledged = "acknowledged",
        /// Nobody took it on within the practice's hours: it went on to the deputy.
        Escalated = "escalated",
        /// Word of it was sent to one of those who have it in hand.
        Sent = "sent",
        /// Word of it could not be sent to one of those; it is tried again.
        Failed = "failed",
    }
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// What happened.
    pub step: RiskAlertStep,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: AccountId,
    /// To whom, for an alert that went on and for word of it.
    pub to: Option<AccountId>,
}

/// A risk flag.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskFlag {
    /// Which.
    pub id: FlagId,
    /// Why it was raised.
    pub source: RiskSource,
    /// The session it belongs to.
    pub session: Option<SessionNumber>,
    /// What was noted when it was raised.
    pub note: String,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// What became of it, in order.
    pub ledger: Vec<Delivery>,
    /// When a risk assessment was filed for it.
    pub assessed_at: Option<Timestamp>,
    /// Who cleared it, when and why.
    pub cleared: Option<Clearance>,
}

impl RiskFlag {
    /// Whether this step was taken.
    pub fn has(&self, step: RiskAlertStep) -> bool {
        self.ledger.iter().any(|line| line.step == step)
    }

    /// Whether this step was taken towards this person.
    pub fn has_towards(&self, step: RiskAlertStep, to: AccountId) -> bool {
        self.ledger.iter().any(|line| line.step == step && line.to == Some(to))
    }

    /// Whether it is in this deputy's hands: it went on to them, is not cleared, and nobody else
    /// took it on.
    pub fn is_with(&self, deputy: AccountId) -> bool {
        let went =
            |line: &Delivery| line.step == RiskAlertStep::Escalated && line.to == Some(deputy);
        let by_another =
            |line: &Delivery| line.step == RiskAlertStep::Acknowledged && line.by != deputy;
        let taken = self.ledger.iter().any(by_another);
        self.cleared.is_none() && self.ledger.iter().any(went) && !taken
    }

    /// Whether a clinician still has to take it on. An assessment takes it on too.
    pub fn waits(&self) -> bool {
        let taken_on = self.has(RiskAlertStep::Acknowledged) || self.assessed_at.is_some();
        self.cleared.is_none() && !taken_on
    }
}

impl Course {
    /// Who must hear of an alert: who leads the course, and the deputy it went on to.
    pub fn holders(&self, flag: &RiskFlag) -> Vec<AccountId> {
        let mut holders: Vec<AccountId> = self.begun.iter().map(|begun| begun.therapist).collect();
        let escalated = flag.ledger.iter().filter(|line| line.step == RiskAlertStep::Escalated);
        for to in escalated.filter_map(|line| line.to) {
            if !holders.contains(&to) {
                holders.push(to);
            }
        }
        holders
    }

    /// To which of them word of it could not be sent so far, while it waits.
    pub fn unsent_to(&self, flag: &RiskFlag) -> Vec<AccountId> {
        let mut whom = self.holders(flag);
        whom.retain(|to| {
            let [failed, sent] = [RiskAlertStep::Failed, RiskAlertStep::Sent]
                .map(|step| flag.has_towards(step, *to));
            flag.waits() && failed && !sent
        });
        whom
    }
}

/// The clearing of a flag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clearance {
    /// The clinician.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}
