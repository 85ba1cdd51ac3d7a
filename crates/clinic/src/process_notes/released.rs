//! What its author opened of a drawer: to a supervisor, or to the client.

use ipt::process_note::{KeptNote, ProcessNote, ReleasedTo};

use crate::{
    Access, Clinic, Problem,
    permission::{TheOwnCourse, TheSupervisedCourse, Verb},
};

/// A note that was opened to who looks.
#[derive(Clone, Debug, PartialEq)]
pub struct ReleasedNote {
    /// Who wrote it, by name.
    pub author: String,
    /// On which day it was first written.
    pub on: jiff::civil::Date,
    /// What it says.
    pub content: ProcessNote,
}

impl Clinic {
    /// The notes that are open to a supervisor today: while their contract stands, the client's
    /// consent, and what the author said. Without names where the client agreed to none.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn released_to_supervisor<V: Verb>(
        &self,
        access: &Access<TheSupervisedCourse, V>,
    ) -> Result<Vec<ReleasedNote>, Problem> {
        let file = self.load(access.id(), access.client())?;
        let by = access.actor().id();
        let consent = file.course.supervised_by(by, self.today()).ok_or(Problem::NotYours)?;
        let leads = file.course.begun.as_ref().map(|begun| begun.therapist);
        let identity = self.identity_of(access.client())?;
        let named = consent.content.named == Some(true);
        let open = self.open_to((access.id(), access.client()), ReleasedTo::Supervisor(by))?;
        // The contract is with who leads now.
        let theirs = open.into_iter().filter(|(author, _)| Some(*author) == leads);
        let told = theirs.map(|(author, note)| {
            let mut released = self.released(author, note);
            if !named {
                let content = &mut released.content;
                for text in [&mut content.about, &mut content.note] {
                    *text = crate::supervision::without_names(text, &file, &identity);
                }
            }
            released
        });
        Ok(told.collect())
    }

    /// The notes that are open to the client.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn released_to_client<V: Verb>(
        &self,
        access: &Access<TheOwnCourse, V>,
    ) -> Result<Vec<ReleasedNote>, Problem> {
        let open = self.open_to((access.id(), access.client()), ReleasedTo::Client)?;
        Ok(open.into_iter().map(|(author, note)| self.released(author, note)).collect())
    }

    fn released(&self, author: ipt::AccountId, note: KeptNote) -> ReleasedNote {
        ReleasedNote { author: self.name_of(author), on: note.on, content: note.content }
    }
}
