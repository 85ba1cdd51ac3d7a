//! A client asks in their own course that something be put right.

use ipt::{
    Command, CorrectionId,
    correction::{CorrectionPart, CorrectionRequest},
};
use uuid::Uuid;

use crate::{Access, Clinic, Expect, Problem, Write, permission::TheOwnCourse};

impl Clinic {
    /// Asks for a correction: which part, what is wrong, how it should read. The same form sent
    /// twice asks once.
    ///
    /// # Errors
    /// [`Problem::Refused`] when something is left out.
    pub fn ask_correction(
        &self,
        access: &Access<TheOwnCourse, Write>,
        form_key: Uuid,
        part: CorrectionPart,
        (wrong, should): (&str, &str),
    ) -> Result<(), Problem> {
        let command = Command::AskCorrection(CorrectionRequest {
            correction: CorrectionId(form_key),
            part,
            wrong: wrong.replace("\r\n", "\n"),
            should: should.replace("\r\n", "\n"),
        });
        let whose = (access.id(), access.client());
        self.act(whose, access.actor().id(), Expect::Anything, form_key, command).map(|_| ())
    }
}
