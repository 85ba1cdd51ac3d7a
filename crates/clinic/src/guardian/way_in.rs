//! The way in of a guardian: made, made anew, changed in what it shows, and shut.

use ipt::{AccountId, ClientId};
use rusqlite::params;

use super::GuardianTerms;
use crate::{
    Access, Actor, Clinic, Problem, Role, TheCourse, Write, account, invitation::Invitation,
    permission::TheOwnCourse, second_step::Fresh,
};

impl Clinic {
    /// Lets a guardian in: an account that is told what was agreed and nothing else, and the link by
    /// which they choose a passphrase.
    ///
    /// # Errors
    /// [`Problem::GuardianRefused`] with why not; [`Problem::NameMissing`], [`Problem::NameTaken`];
    /// [`Problem::OnlyLeader`] for who does not lead the course themselves.
    pub fn let_guardian_in(
        &self,
        access: &Access<TheCourse, Write>,
        fresh: &Fresh,
        (name, login): (&str, &str),
        terms: &GuardianTerms,
    ) -> Result<Invitation, Problem> {
        fresh.given_by(access.actor())?;
        access.leads_themselves()?;
        let client = access.client();
        self.agreeable(client, terms)?;
        let by = access.actor().id();
        let new = self.new_account(Role::Guardian.into(), (Some(client), Some(by)), name, login)?;
        let (id, sealed) = (new.id, self.seal_terms(client, new.id, terms)?);
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        new.insert(&step)?;
        step.execute(
            "INSERT INTO guardian(account, client, made_by, made_at, sealed)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![id.0, client.0, by.0, self.now().as_millisecond(), sealed],
        )?;
        step.commit()?;
        drop(tables);
        self.invite_account(Some(id), Some(access.actor()))
    }

    /// Makes a new link for a guardian, as for everybody a recovery once they have a passphrase.
    ///
    /// # Errors
    /// [`Problem::NotYours`] where no such guardian of this client has a way in;
    /// [`Problem::OnlyLeader`].
    pub fn invite_guardian(
        &self,
        access: &Access<TheCourse, Write>,
        fresh: &Fresh,
        account: AccountId,
    ) -> Result<Invitation, Problem> {
        fresh.given_by(access.actor())?;
        access.leads_themselves()?;
        self.guardian_terms(account, access.client())?.ok_or(Problem::NotYours)?;
        self.invite_account(Some(account), Some(access.actor()))
    }

    /// Changes what a guardian is told.
    ///
    /// # Errors
    /// As [`Clinic::let_guardian_in`]; [`Problem::NotYours`] where there is none such.
    pub fn agree_anew(
        &self,
        access: &Access<TheCourse, Write>,
        fresh: &Fresh,
        account: AccountId,
        terms: &GuardianTerms,
    ) -> Result<(), Problem> {
        fresh.given_by(access.actor())?;
        access.leads_themselves()?;
        let client = access.client();
        self.agreeable(client, terms)?;
        let sealed = self.seal_terms(client, account, terms)?;
        let changed = self.tables.durable().execute(
            "UPDATE guardian SET sealed = ?3
             WHERE account = ?1 AND client = ?2 AND ended_at IS NULL",
            params![account.0, client.0, sealed],
        )?;
        if changed == 0 { Err(Problem::NotYours) } else { Ok(()) }
    }

    /// Shuts the way in of a guardian, for good and at once.
    ///
    /// # Errors
    /// [`Problem::NotYours`] where no such guardian of this client has one.
    pub fn end_guardian(
        &self,
        access: &Access<TheCourse, Write>,
        account: AccountId,
    ) -> Result<(), Problem> {
        access.leads()?;
        self.shut_guardian(access.client(), account, access.actor())
    }

    /// The same, by the client themselves.
    ///
    /// # Errors
    /// As [`Clinic::end_guardian`].
    pub fn end_own_guardian(
        &self,
        access: &Access<TheOwnCourse, Write>,
        account: AccountId,
    ) -> Result<(), Problem> {
        self.shut_guardian(access.client(), account, access.actor())
    }

    fn shut_guardian(
        &self,
        client: ClientId,
        account: AccountId,
        by: &Actor,
    ) -> Result<(), Problem> {
        let now = self.now().as_millisecond();
        let mut tables = self.tables.durable();
        let step = tables.transaction()?;
        let shut = step.execute(
            "UPDATE guardian SET ended_by = ?3, ended_at = ?4
             WHERE account = ?1 AND client = ?2 AND ended_at IS NULL",
            params![account.0, client.0, by.id().0, now],
        )?;
        if shut == 0 {
            return Err(Problem::NotYours);
        }
        account::close(&step, account, (by.id(), now))?;
        Ok(step.commit()?)
    }
}
