//! What the holder of a check-in's link may do: answer, and nothing else.

use std::collections::BTreeMap;

use ipt::{
    AccountId, ClientId, Command, Course, CourseId, FlagId, Phase,
    command::Answers,
    risk::{RiskAlertStep, RiskFlag, RiskSource},
    session::SessionNumber,
};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use uuid::Uuid;

use super::{Asked, Sealed, belongs};
use crate::{
    Clinic, Expect, Problem,
    audit::{CHECK_IN, Look},
    invitation::Token,
};

/// An open check-in: what the holder of the link may do, and nothing else. Only
/// [`Clinic::check_in`] gives one.
#[derive(Clone, Debug)]
pub struct CheckIn {
    id: Uuid,
    course: CourseId,
    client: ClientId,
    session: SessionNumber,
    sealed: Sealed,
}

impl CheckIn {
    /// What it asks for.
    pub fn asked(&self) -> &Asked {
        &self.sealed.asked
    }
    /// The session that the answers belong to: the one that the link was made for; the next one if
    /// that was taken back meanwhile, so that nothing the client answers is lost.
    pub fn session(&self) -> SessionNumber {
        self.session
    }
    /// The measure to be filled now; none when all are entered.
    pub fn next(&self) -> Option<&str> {
        let entered = |id: &&String| !self.sealed.entered.contains(id);
        self.sealed.asked.measures.iter().find(entered).map(String::as_str)
    }
    /// What was answered of a measure so far: item from 1, and answer.
    pub fn answered(&self, measure: &str) -> BTreeMap<usize, u8> {
        self.sealed.answered.get(measure).cloned().unwrap_or_default()
    }
}

/// What a measure was answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// Each item in order.
    pub items: Vec<Option<u8>>,
    /// The answer to the question that counts nothing, from 0.
    pub unscored: Option<u8>,
}

impl From<Vec<Option<u8>>> for Filled {
    fn from(items: Vec<Option<u8>>) -> Self {
        Self { items, unscored: None }
    }
}

/// A measure was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// The flag that an answer raised, or that was open already.
    pub flag: Option<FlagId>,
}

/// The client in the facts of their own course, whether they have an account or not.
fn client_as_author(client: ClientId) -> AccountId {
    AccountId(client.0)
}

impl Clinic {
    /// Where the client of a check-in turns in a crisis.
    pub fn crisis_contacts_of(&self, check_in: &CheckIn) -> Vec<String> {
        self.crisis_numbers_of(check_in.client)
    }

    /// What a link opens.
    ///
    /// # Errors
    /// [`Problem::CheckInGone`] when it was taken back, its time is over, the course is closed, or
    /// there is none. In a closed course nobody would hear what is answered.
    pub fn check_in(&self, token: &Token) -> Result<CheckIn, Problem> {
        let found: Option<(Uuid, Uuid, Uuid, Vec<u8>)> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT id, course, client, sealed FROM check_in
                 WHERE token_hash = ?1 AND revoked_at IS NULL AND expires_at > ?2",
            )?
            .query_row(params![token.hash(), self.now().as_millisecond()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?;
        let (id, course, client, sealed) = found.ok_or(Problem::CheckInGone)?;
        let (course, client) = (CourseId(course), ClientId(client));
        let file = self.load(course, client)?;
        if file.course.phase == Phase::Closed {
            return Err(Problem::CheckInGone);
        }
        let sealed = self.open_check_in(client, id, &sealed)?;
        let session = belongs(&file.course, sealed.asked.session);
        Ok(CheckIn { id, course, client, session, sealed })
    }

    /// Keeps answers as they are given, before the measure is entered. One that raises a flag
    /// raises it at once.
    ///
    /// # Errors
    /// When the tables or the record cannot be written.
    pub fn keep_answers(
        &self,
        check_in: &CheckIn,
        measure: &str,
        answers: &BTreeMap<usize, u8>,
    ) -> Result<CheckIn, Problem> {
        let items = self.measures().find(measure).map_or(0, |measure| measure.items.len());
        let answers = answers.iter().filter(|(number, _)| (1..=items).contains(number));
        let kept = self.change_check_in(check_in, |sealed| {
            let asked = sealed.asked.measures.iter().any(|id| id == measure);
            if asked && !sealed.entered.iter().any(|id| id == measure) {
                sealed.answered.entry(measure.to_owned()).or_default().extend(answers);
            }
        })?;
        let answered = kept.answered(measure);
        let items: Vec<Option<u8>> =
            (1..=items).map(|number| answered.get(&number).copied()).collect();
        let command = self.filled(check_in, measure, items.into());
        let whose = (check_in.course, check_in.client);
        self.hear(whose, client_as_author(check_in.client), &command)?;
        Ok(kept)
    }

    /// A measure as the client filled it.
    fn filled(&self, check_in: &CheckIn, measure: &str, filled: Filled) -> Command {
        let answers = Answers {
            measure: measure.to_owned(),
            on: self.today(),
            session: Some(check_in.session),
            items: filled.items,
            unscored: filled.unscored,
            prorate: self.settings().prorate,
            ..Answers::default()
        };
        Command::EnterScore { answers }
    }

    /// Enters a measure that is asked for, once. The answers belong to the session of the link
    /// ([`CheckIn::session`]), whether they come early or late. Whoever goes back and answers
    /// otherwise changes no score; a risk answer given then is heard.
    ///
    /// # Errors
    /// [`Problem::Refused`] when items are left out; an answer that raises a flag raises it all
    /// the same.
    pub fn enter_measure(
        &self,
        check_in: &CheckIn,
        measure: &str,
        filled: impl Into<Filled>,
    ) -> Result<Entered, Problem> {
        let asked = &check_in.sealed.asked;
        if !asked.measures.iter().any(|id| id == measure) {
            return Err(Problem::NotYours);
        }
        let whose = (check_in.course, check_in.client);
        let by = client_as_author(check_in.client);
        self.log(Look {
            account: by,
            resource: CHECK_IN,
            verb: "write",
            client: Some(check_in.client),
            course: Some(check_in.course),
            room: "check-in",
        })?;
        let command = self.filled(check_in, measure, filled.into());
        let stands = self.standing_check_in(&self.tables.swift(), check_in)?;
        if stands.entered.iter().any(|id| id == measure) {
            self.hear(whose, by, &command)?;
        } else {
            let key = crate::perform::once(check_in.id, measure.as_bytes());
            self.act(whose, by, Expect::Anything, key, command)?;
            self.change_check_in(check_in, |sealed| {
                sealed.answered.remove(measure);
                if !sealed.entered.iter().any(|id| id == measure) {
                    sealed.entered.push(measure.to_owned());
                }
            })?;
        }
        let file = self.load(check_in.course, check_in.client)?;
        Ok(Entered { flag: waiting_flag(&file.course, check_in) })
    }

    /// The flag of this check-in's session that waits, if one does.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn flag_of(&self, check_in: &CheckIn) -> Result<Option<FlagId>, Problem> {
        let file = self.load(check_in.course, check_in.client)?;
        Ok(waiting_flag(&file.course, check_in))
    }

    /// Records that the crisis contacts were shown to the client. Gives whether it is the first
    /// time.
    ///
    /// # Errors
    /// When the record fails.
    pub fn contacts_shown(&self, check_in: &CheckIn, flag: FlagId) -> Result<bool, Problem> {
        let whose = (check_in.course, check_in.client);
        let by = client_as_author(check_in.client);
        let command = Command::MoveRiskAlert { flag, step: RiskAlertStep::ShownToClient, to: None };
        match self.act(whose, by, Expect::Anything, Uuid::new_v4(), command) {
            Ok(_) => Ok(true),
            // They were shown before, or the flag was cleared meanwhile.
            Err(Problem::Refused(_)) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Changes what is sealed of a check-in as it stands now: two tabs may answer at once.
    fn change_check_in(
        &self,
        check_in: &CheckIn,
        change: impl FnOnce(&mut Sealed),
    ) -> Result<CheckIn, Problem> {
        let mut tables = self.tables.durable();
        let step = tables.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut sealed = self.standing_check_in(&step, check_in)?;
        change(&mut sealed);
        let bytes = self.seal_check_in(check_in.client, check_in.id, &sealed)?;
        let done = sealed.entered.len() == sealed.asked.measures.len();
        let done_at = done.then(|| self.now().as_millisecond());
        step.execute(
            "UPDATE check_in SET sealed = ?2, done_at = coalesce(done_at, ?3) WHERE id = ?1",
            params![check_in.id, bytes, done_at],
        )?;
        step.commit()?;
        Ok(CheckIn { sealed, ..check_in.clone() })
    }

    /// What is sealed of a check-in now, if it was not taken back meanwhile.
    fn standing_check_in(
        &self,
        tables: &Connection,
        check_in: &CheckIn,
    ) -> Result<Sealed, Problem> {
        let stands = "SELECT sealed FROM check_in WHERE id = ?1 AND revoked_at IS NULL";
        let stands: Option<Vec<u8>> =
            tables.query_row(stands, params![check_in.id], |row| row.get(0)).optional()?;
        let stands = stands.ok_or(Problem::CheckInGone)?;
        self.open_check_in(check_in.client, check_in.id, &stands)
    }
}

/// A flag that was raised before the session was taken back counts too.
/// Only a flag that an answer raised: what the therapist worries about, or was told, is not for
/// whoever holds the link.
fn waiting_flag(course: &Course, check_in: &CheckIn) -> Option<FlagId> {
    let of = [Some(check_in.session), Some(check_in.sealed.asked.session)];
    let answered = |flag: &&RiskFlag| flag.source == RiskSource::Item && of.contains(&flag.session);
    course.open_flags().find(answered).map(|flag| flag.id)
}
