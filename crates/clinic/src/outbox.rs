//! The outbox: word of a risk alert to those who have it in hand, of emergency access to who leads
//! the course, and of their own sign-in to anybody. It is no table of its own: every alert that
//! waits and has no `Sent` line for who has it in hand is in it, so that no crash can lose one.
//! How word travels is not known here; the alert stands on the screens whatever becomes of it.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use ipt::{
    AccountId, ClientId, Course, CourseId, FlagId,
    risk::{RiskAlertStep, RiskFlag},
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{
    Access, Clinic, Problem,
    permission::{TheAccounts, TheSettings, Verb},
    risk_alert::PROGRAM,
};

/// Minutes until the next try, after the first, the second … The last one stands for all later.
/// OpenIPT design.
const WAITS: [i64; 4] = [1, 5, 15, 60];

/// What was tried since the program started. After a start everything that is due is tried at once.
#[derive(Default)]
pub(crate) struct Outbox {
    carried: bool,
    tries: Mutex<HashMap<(Uuid, AccountId), Try>>,
}

#[derive(Clone, Copy)]
struct Try {
    count: usize,
    next_at: Timestamp,
    /// It went out, and the record could not take that: it must not go out again.
    sent: bool,
}

/// Word that is due: to whom, and where that is. Of what only the clinic knows.
pub struct Notice {
    of: Of,
    to: AccountId,
    address: String,
    sent: bool,
}

/// What word is of.
#[derive(Clone, Copy)]
enum Of {
    /// A risk alert of a course.
    Alert((CourseId, ClientId), FlagId),
    /// Emergency access to one.
    Emergency(Uuid),
    /// Somebody's own sign-in.
    Own(Uuid),
}

impl Of {
    fn id(self) -> Uuid {
        match self {
            Self::Alert(_, flag) => flag.0,
            Self::Emergency(id) | Self::Own(id) => id,
        }
    }
}

impl Notice {
    /// Where it is sent.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Whether it went out before, and only the record does not say so yet.
    pub fn is_sent(&self) -> bool {
        self.sent
    }
}

/// What is due, and the first problem of a course in which it cannot be known.
pub struct Due {
    /// What is due.
    pub notices: Vec<Notice>,
    /// Why it is not known of some course; the others are not held back by it.
    pub broken: Option<Problem>,
}

impl Clinic {
    /// Says that somebody carries word out of the outbox. Without, nothing is due.
    #[must_use]
    pub fn with_carrier(mut self) -> Self {
        self.outbox.carried = true;
        self
    }

    /// Whether word of alerts is sent at all; without, they stand on screens alone.
    pub fn sends_word(&self) -> bool {
        self.outbox.carried
    }

    /// What is due now: whoever carries it says then how that went.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn notices_due(&self) -> Result<Due, Problem> {
        let mut due = Due { notices: Vec::new(), broken: None };
        if !self.sends_word() {
            return Ok(due);
        }
        let mut open = Vec::new();
        for whose in self.waiting(|summary| summary.risk_alert_since.is_some())? {
            match self.load(whose.0, whose.1) {
                Ok(file) => {
                    for flag in file.course.open_flags().filter(|flag| flag.waits()) {
                        open.push(flag.id.0);
                        self.due_of(whose, &file.course, flag, &mut due);
                    }
                }
                Err(problem) => due.broken = due.broken.or(Some(problem)),
            }
        }
        for (id, to) in self.emergencies_untold()? {
            open.push(id);
            self.due_to(Of::Emergency(id), to, &mut due);
        }
        for (id, to) in self.own_words()? {
            open.push(id);
            self.due_to(Of::Own(id), to, &mut due);
        }
        // What was taken on is not tried any more; of a broken course nothing is known.
        if due.broken.is_none() {
            self.tries().retain(|(flag, _), _| open.contains(flag));
        }
        Ok(due)
    }

    fn due_of(&self, whose: (CourseId, ClientId), course: &Course, flag: &RiskFlag, due: &mut Due) {
        for to in self.holders(course, flag) {
            if !flag.has_towards(RiskAlertStep::Sent, to) {
                self.due_to(Of::Alert(whose, flag.id), to, due);
            }
        }
    }

    /// Unless it was tried a moment ago.
    fn due_to(&self, of: Of, to: AccountId, due: &mut Due) {
        let tried = self.tries().get(&(of.id(), to)).copied();
        if tried.is_some_and(|tried| self.now() < tried.next_at) {
            return;
        }
        match self.address_of(to) {
            Ok(Some(address)) => {
                let sent = tried.is_some_and(|tried| tried.sent);
                due.notices.push(Notice { of, to, address, sent });
            }
            Ok(None) => {}
            Err(problem) => due.broken = due.broken.take().or(Some(problem)),
        }
    }

    /// Writes that word went out.
    ///
    /// # Errors
    /// When the record cannot take it. The word does not go out again; the line is tried again.
    pub fn notice_sent(&self, notice: &Notice) -> Result<(), Problem> {
        self.tried(notice, true);
        self.write_step(notice, RiskAlertStep::Sent)
    }

    /// Writes that word did not go out, the first time; it is due again after a while.
    ///
    /// # Errors
    /// When the record cannot take it.
    pub fn notice_failed(&self, notice: &Notice) -> Result<(), Problem> {
        self.tried(notice, false);
        self.write_step(notice, RiskAlertStep::Failed)
    }

    fn write_step(&self, notice: &Notice, step: RiskAlertStep) -> Result<(), Problem> {
        match (notice.of, step) {
            (Of::Alert(whose, flag), step) => {
                self.move_risk_alert(whose, PROGRAM, flag, step, notice.to)
            }
            (Of::Emergency(id), RiskAlertStep::Sent) => self.emergency_told(id),
            (Of::Own(id), RiskAlertStep::Sent) => self.own_word_sent(id),
            // It stands on the pages of whom it concerns.
            (Of::Emergency(_) | Of::Own(_), _) => Ok(()),
        }
    }

    fn tried(&self, notice: &Notice, sent: bool) {
        let now = self.now();
        let mut tries = self.tries();
        let start = Try { count: 0, next_at: now, sent: false };
        let tried = tries.entry((notice.of.id(), notice.to)).or_insert(start);
        let minutes = WAITS[tried.count.min(WAITS.len() - 1)];
        tried.count += 1;
        tried.next_at = now.checked_add(SignedDuration::from_mins(minutes)).unwrap_or(now);
        tried.sent |= sent;
    }

    fn tries(&self) -> MutexGuard<'_, HashMap<(Uuid, AccountId), Try>> {
        self.outbox.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where word reaches somebody of the staff who works here; none if nowhere.
    fn address_of(&self, id: AccountId) -> Result<Option<String>, Problem> {
        let account = self.account(id)?;
        let reached = !account.is_outside() && !account.ended && !account.mail.is_empty();
        Ok(reached.then_some(account.mail))
    }

    /// Whether word can reach this person: an address is set.
    pub fn has_address(&self, id: AccountId) -> bool {
        self.address_of(id).is_ok_and(|address| address.is_some())
    }

    /// How many of those whom word must reach cannot be reached: those who lead courses; the deputy is one.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn out_of_reach(&self) -> Result<usize, Problem> {
        let here = self.leaders_here()?;
        Ok(here.iter().filter(|account| account.mail.is_empty()).count())
    }

    /// Whether word of some alert could not be sent, for who sees nothing of courses.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn word_is_stuck<V: Verb>(&self, access: &Access<TheAccounts, V>) -> Result<bool, Problem> {
        let _ = access;
        self.some_word_is_stuck()
    }

    /// The same beside the settings.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn word_is_stuck_here<V: Verb>(
        &self,
        access: &Access<TheSettings, V>,
    ) -> Result<bool, Problem> {
        let _ = access;
        self.some_word_is_stuck()
    }

    fn some_word_is_stuck(&self) -> Result<bool, Problem> {
        if !self.sends_word() {
            return Ok(false);
        }
        Ok(!self.waiting(|summary| !summary.unsent_to.is_empty())?.is_empty())
    }
}
