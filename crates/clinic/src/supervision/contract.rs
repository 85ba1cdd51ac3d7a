//! Who supervises whom in the practice, and until when.

use ipt::AccountId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Access, Account, Clinic, Problem, Role, Write, permission::TheSettings};

/// Two people of the practice work together as supervisor and supervised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisionContract {
    /// Who supervises.
    pub supervisor: AccountId,
    /// Whose work it is.
    pub therapist: AccountId,
    /// From which day.
    pub from: Date,
    /// To which day.
    pub until: Date,
}

impl SupervisionContract {
    /// Whether it is good on a day.
    pub fn stands(&self, today: Date) -> bool {
        (self.from..=self.until).contains(&today)
    }
}

impl Account {
    /// Whether this person may supervise: a supervisor or a therapist who works here.
    pub(crate) fn may_supervise(&self) -> bool {
        (self.has(Role::Supervisor) || self.has(Role::Therapist)) && !self.ended
    }
}

impl Clinic {
    /// Agrees a contract, or agrees it anew: two people have one.
    ///
    /// # Errors
    /// [`Problem::Setting`] naming the field that is wrong.
    pub fn agree_supervision(
        &self,
        access: &Access<TheSettings, Write>,
        contract: SupervisionContract,
    ) -> Result<(), Problem> {
        let SupervisionContract { supervisor, therapist, from, until } = contract;
        let able = self.account(supervisor).is_ok_and(|account| account.may_supervise());
        let works = self.account(therapist).is_ok_and(|account| account.may_lead());
        for (field, right) in [
            ("supervisor", able && supervisor != therapist),
            ("therapist", works),
            ("until", from <= until && self.today() <= until),
        ] {
            if !right {
                return Err(Problem::Setting(field));
            }
        }
        self.alter_settings(access, |stand| {
            let pair = |c: &SupervisionContract| (c.supervisor, c.therapist);
            stand.supervision.retain(|known| pair(known) != pair(&contract));
            stand.supervision.push(contract);
            Ok(())
        })
    }

    /// Ends the contract of two people: from this moment nothing is seen by it.
    ///
    /// # Errors
    /// When the settings cannot be written.
    pub fn end_supervision(
        &self,
        access: &Access<TheSettings, Write>,
        supervisor: AccountId,
        therapist: AccountId,
    ) -> Result<(), Problem> {
        self.alter_settings(access, |stand| {
            let theirs =
                |c: &SupervisionContract| (c.supervisor, c.therapist) == (supervisor, therapist);
            stand.supervision.retain(|known| !theirs(known));
            Ok(())
        })
    }

    /// The people who work here and may supervise, by id and name.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn supervisors(
        &self,
        access: &Access<TheSettings, Write>,
    ) -> Result<Vec<(AccountId, String)>, Problem> {
        let _ = access;
        let able = self.staff_ever()?.into_iter().filter(Account::may_supervise);
        Ok(able.map(|account| (account.id, account.name)).collect())
    }

    /// Whether a contract stands today by which the one supervises the other.
    pub(crate) fn supervises(&self, supervisor: AccountId, therapist: AccountId) -> bool {
        self.supervisors_of(therapist).contains(&supervisor)
    }

    /// Who supervises a therapist today.
    pub fn supervisors_of(&self, therapist: AccountId) -> Vec<AccountId> {
        let today = self.today();
        let contracts = self.settings().supervision;
        let theirs = contracts.iter().filter(|c| c.therapist == therapist && c.stands(today));
        let here = |id: &AccountId| self.account(*id).is_ok_and(|who| who.may_supervise());
        theirs.map(|contract| contract.supervisor).filter(here).collect()
    }
}
