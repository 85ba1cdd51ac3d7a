//! Erasing a client: asked for by an administrator, confirmed by a second person, done by
//! destroying their keys. What stays is a tombstone that names nobody.

use ipt::{AccountId, ClientId};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

mod carried_out;
mod found;

pub use carried_out::Erased;
pub use found::{Found, Waiting};

use crate::{
    Access, Clinic, Problem, RECORD, TheCourse, TheRetention, Write, identity,
    legal_hold::said,
    permission::{OfAClient, Verb},
    retention::Kept,
    second_step::Fresh,
};

/// Why somebody is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The client asked for it.
    ClientAsked,
    /// It need not be kept any longer.
    TimeOver,
    /// There was no lawful ground for it.
    NoGround,
    /// A court or an authority ordered it.
    Ordered,
    /// It was recorded by mistake.
    Mistake,
}

impl Reason {
    /// Every reason.
    pub const ALL: &'static [Self] =
        &[Self::ClientAsked, Self::TimeOver, Self::NoGround, Self::Ordered, Self::Mistake];

    /// Its name on a tombstone, and that of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::ClientAsked => "client_asked",
            Self::TimeOver => "time_over",
            Self::NoGround => "no_ground",
            Self::Ordered => "ordered",
            Self::Mistake => "mistake",
        }
    }
    /// The reason of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|reason| reason.code() == code)
    }
}

/// What stands in the way of an erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A legal hold stands. Nobody can set it aside.
    LegalHold,
    /// The practice has not said which rules hold for it.
    NoRule,
    /// A course is open.
    Open,
    /// The record must be kept for longer.
    StillKept,
    /// It is asked for already.
    AskedAlready,
    /// It is not asked for, or not so any more.
    NotAsked,
    /// Whoever asked cannot confirm.
    SamePerson,
    /// Another administrator is there to confirm, and was when it was asked.
    AnotherAdministrator,
    /// Whoever works alone here has to wait a day before they confirm what they asked.
    TooSoon,
    /// Whoever would confirm became an administrator, or set up their second step, only after it was
    /// asked.
    TooNew,
}

impl Obstacle {
    /// Every obstacle.
    pub const ALL: &'static [Self] = &[
        Self::LegalHold,
        Self::NoRule,
        Self::Open,
        Self::StillKept,
        Self::AskedAlready,
        Self::NotAsked,
        Self::SamePerson,
        Self::AnotherAdministrator,
        Self::TooSoon,
        Self::TooNew,
    ];

    /// The name of its words.
    pub fn code(self) -> &'static str {
        match self {
            Self::LegalHold => "legal-hold",
            Self::NoRule => "no-rule",
            Self::Open => "open",
            Self::StillKept => "still-kept",
            Self::AskedAlready => "asked-already",
            Self::NotAsked => "not-asked",
            Self::SamePerson => "same-person",
            Self::AnotherAdministrator => "another-administrator",
            Self::TooSoon => "too-soon",
            Self::TooNew => "too-new",
        }
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// Why.
    pub reason: Reason,
    /// In words.
    pub words: String,
    /// Why although it must still be kept; empty when it need not.
    pub despite: String,
}

/// What is asked and waits for a second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureRequest {
    /// Which.
    pub id: Uuid,
    /// Who asked.
    pub asked_by: AccountId,
    /// When.
    pub asked_at: Timestamp,
    /// What.
    pub asking: Asking,
}

impl Clinic {
    /// Asks for the erasure of a client.
    ///
    /// # Errors
    /// [`Problem::WordsMissing`]; [`Problem::NotErased`] with what stands in the way.
    pub fn ask_erasure(
        &self,
        access: &Access<TheRetention, Write>,
        asking: &Asking,
    ) -> Result<(), Problem> {
        let client = access.whose();
        let asking = Asking {
            words: said(&asking.words)?,
            despite: asking.despite.trim().to_owned(),
            ..asking.clone()
        };
        self.unless_kept(client, &asking)?;
        let id = Uuid::new_v4();
        let bytes = serde_json::to_vec(&asking).map_err(|_| Problem::Fault("erasure"))?;
        let owner = identity::owner(client);
        let sealed = self.record.seal_loose(owner, RECORD, &place(id), &bytes)?;
        let made = self.tables.durable().execute(
            "INSERT INTO erasure_request(client, id, asked_by, asked_at, sealed)
             VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
            params![client.0, id, access.actor().id().0, self.now().as_millisecond(), sealed],
        )?;
        if made == 0 { Err(Problem::NotErased(Obstacle::AskedAlready)) } else { Ok(()) }
    }

    /// Takes back what was asked; any administrator may.
    ///
    /// # Errors
    /// When the tables cannot be written.
    pub fn withdraw_erasure(&self, access: &Access<TheRetention, Write>) -> Result<(), Problem> {
        let client = access.whose();
        let delete = "DELETE FROM erasure_request WHERE client = ?1";
        self.tables.durable().execute(delete, params![client.0])?;
        Ok(())
    }

    /// What is asked of this client's record, if anything.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn erasure_request<R: OfAClient, V: Verb>(
        &self,
        access: &Access<R, V>,
    ) -> Result<Option<ErasureRequest>, Problem> {
        self.request_of(access.whose())
    }

    /// Confirms what another administrator asked, and carries it out at once.
    ///
    /// # Errors
    /// [`Problem::NotErased`] with what stands in the way; nothing has happened then.
    pub fn confirm_erasure(
        &self,
        access: &Access<TheRetention, Write>,
        fresh: &Fresh,
        seen: Uuid,
    ) -> Result<(), Problem> {
        fresh.given_by(access.actor())?;
        let (client, by) = (access.whose(), access.actor().id());
        let request = self.seen(client, seen)?;
        if request.asked_by == by {
            return Err(Problem::NotErased(Obstacle::SamePerson));
        }
        if !self.seconds_for(&request)?.contains(&by) {
            return Err(Problem::NotErased(Obstacle::TooNew));
        }
        self.same_since(&request, by)?;
        self.carry_out(client, &request, by)
    }

    /// Confirms it as who leads the course: only where no other administrator could.
    ///
    /// # Errors
    /// As [`Clinic::confirm_erasure`].
    pub fn confirm_erasure_leading(
        &self,
        access: &Access<TheCourse, Write>,
        fresh: &Fresh,
        seen: Uuid,
    ) -> Result<(), Problem> {
        fresh.given_by(access.actor())?;
        access.leads_themselves()?;
        let (client, by) = (access.whose(), access.actor().id());
        let request = self.seen(client, seen)?;
        if !self.seconds_for(&request)?.is_empty() {
            return Err(Problem::NotErased(Obstacle::AnotherAdministrator));
        }
        if request.asked_by == by {
            self.may_confirm_alone(&request)?;
        }
        self.same_since(&request, by)?;
        self.carry_out(client, &request, by)
    }

    /// The request that its second person saw.
    fn seen(&self, client: ClientId, id: Uuid) -> Result<ErasureRequest, Problem> {
        let request = self.request_of(client)?.filter(|request| request.id == id);
        request.ok_or(Problem::NotErased(Obstacle::NotAsked))
    }

    /// Refuses what must be kept.
    pub(crate) fn unless_kept(&self, client: ClientId, asking: &Asking) -> Result<(), Problem> {
        if self.held(client)? {
            return Err(Problem::NotErased(Obstacle::LegalHold));
        }
        let obstacle = match self.retention_of(client)?.kept {
            Kept::Over(_) => return Ok(()),
            Kept::NoRule => Obstacle::NoRule,
            Kept::Open => Obstacle::Open,
            Kept::Until(_) => Obstacle::StillKept,
        };
        // Two people may set a term aside, for a reason that both have seen.
        if asking.despite.is_empty() { Err(Problem::NotErased(obstacle)) } else { Ok(()) }
    }

    pub(super) fn request_of(&self, client: ClientId) -> Result<Option<ErasureRequest>, Problem> {
        let found: Option<(Uuid, Uuid, i64, Vec<u8>)> = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT id, asked_by, asked_at, sealed FROM erasure_request WHERE client = ?1",
            )?
            .query_row(params![client.0], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?;
        let Some((id, asked_by, asked_at, sealed)) = found else { return Ok(None) };
        let owner = identity::owner(client);
        let bytes = self.record.open_loose(owner, RECORD, &place(id), &sealed)?;
        Ok(Some(ErasureRequest {
            id,
            asked_by: AccountId(asked_by),
            asked_at: Timestamp::from_millisecond(asked_at).unwrap_or_default(),
            asking: serde_json::from_slice(&bytes).map_err(|_| Problem::Fault("erasure"))?,
        }))
    }
}

fn place(id: Uuid) -> String {
    format!("erasure/{id}")
}
