//! What a client may do in their own course: fill the self-check that is due, and nothing else.

use ipt::{
    Command, FlagId, alert,
    command::Answers,
    risk::RiskAlertStep,
    self_check::{CheckAt, SelfCheck},
};
use uuid::Uuid;

use crate::{
    Access, Clinic, Expect, Problem, Write,
    permission::{TheOwnCourse, Verb},
};

impl Clinic {
    /// Whether this practice has the depression measure filled with a self-check.
    pub fn self_check_measured(&self) -> bool {
        self.measures_in_use().iter().any(|measure| measure.id == alert::DEPRESSION)
    }

    /// Fills a self-check, with the answers of the depression measure where it is used.
    ///
    /// # Errors
    /// [`Problem::Refused`] when none is due or something is left out. An answer that calls for
    /// help is heard all the same.
    pub fn check_self(
        &self,
        access: &Access<TheOwnCourse, Write>,
        form_key: Uuid,
        (at, check): (CheckAt, SelfCheck),
        items: Option<Vec<Option<u8>>>,
    ) -> Result<(), Problem> {
        let answers = items.map(|items| Answers {
            measure: alert::DEPRESSION.to_owned(),
            on: self.today(),
            items,
            prorate: self.settings().prorate,
            ..Answers::default()
        });
        let command = Command::CheckSelf { at, check, answers };
        let whose = (access.id(), access.client());
        self.act(whose, access.actor().id(), Expect::Anything, form_key, command).map(|_| ())
    }

    /// Records that the crisis contacts were shown to the client after a self-check.
    ///
    /// # Errors
    /// When the record fails.
    pub fn own_contacts_shown<V: Verb>(
        &self,
        access: &Access<TheOwnCourse, V>,
        flag: FlagId,
    ) -> Result<(), Problem> {
        let whose = (access.id(), access.client());
        let command = Command::MoveRiskAlert { flag, step: RiskAlertStep::ShownToClient, to: None };
        match self.act(whose, access.actor().id(), Expect::Anything, Uuid::new_v4(), command) {
            // They were shown before, or the flag was cleared meanwhile.
            Ok(_) | Err(Problem::Refused(_)) => Ok(()),
            Err(other) => Err(other),
        }
    }
}
