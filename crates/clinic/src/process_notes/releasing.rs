//! A note is opened by its author, and shut again.

use ipt::{
    AccountId, ProcessNoteId, ReleaseId,
    process_note::{ProcessEvent, Release, ReleasedTo},
};
use jiff::civil::Date;
use uuid::Uuid;

use crate::{
    Access, Clinic, Problem, Write,
    disclosure::Disclosure,
    perform::once,
    permission::{TheProcessNotes, Verb},
    second_step::Fresh,
};

impl Clinic {
    /// Opens a note to a supervisor or to the client, and writes that into the log of what was
    /// given to others; `disclosure` says it there.
    ///
    /// # Errors
    /// [`Problem::Setting`] naming the field that is wrong.
    pub fn release_process_note(
        &self,
        access: &Access<TheProcessNotes, Write>,
        fresh: &Fresh,
        (form_key, note): (Uuid, ProcessNoteId),
        release: &Release,
        disclosure: &Disclosure,
    ) -> Result<(), Problem> {
        fresh.given_by(access.actor())?;
        self.may_release(access, release)?;
        let drawer = access.drawer();
        if self.open_drawer(drawer)?.note(note).is_none() {
            return Err(Problem::NotYours);
        }
        // The log first: what is open must stand in it, whatever happens in between.
        self.write_disclosure(drawer.client, drawer.author, form_key, disclosure)?;
        let event = ProcessEvent::Released {
            note,
            release: ReleaseId(once(form_key, b"release")),
            content: release.clone(),
        };
        self.put_in(drawer, form_key, event, |_| Ok(true))
    }

    /// A supervisor needs a contract with who leads the course, and a consent of the client that
    /// stands at least as long.
    fn may_release(
        &self,
        access: &Access<TheProcessNotes, Write>,
        release: &Release,
    ) -> Result<(), Problem> {
        if release.words.trim().is_empty() {
            return Err(Problem::Setting("words"));
        }
        let today = self.today();
        if release.agreed_on > today {
            return Err(Problem::Setting("agreed_on"));
        }
        let ReleasedTo::Supervisor(supervisor) = release.to else { return Ok(()) };
        let until =
            release.until.filter(|until| today <= *until).ok_or(Problem::Setting("until"))?;
        let mut able = self.releasable_to(access)?.into_iter();
        match able.find(|(id, _)| *id == supervisor) {
            None => Err(Problem::Setting("to")),
            Some((_, last)) if until > last => Err(Problem::Setting("until")),
            Some(_) => Ok(()),
        }
    }

    /// The supervisors to whom a note may be opened today, each with the last day of the client's
    /// consent.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn releasable_to<V: Verb>(
        &self,
        access: &Access<TheProcessNotes, V>,
    ) -> Result<Vec<(AccountId, Date)>, Problem> {
        if !access.writes() {
            return Ok(Vec::new());
        }
        let (file, today) = (self.load(access.id(), access.client())?, self.today());
        let by_contract = self.supervisors_of(access.actor().id()).into_iter();
        let agreed = by_contract.filter_map(|id| {
            let kept = file.course.supervised_by(id, today)?;
            Some((id, kept.content.until?))
        });
        Ok(agreed.collect())
    }

    /// Shuts what was opened, at once.
    ///
    /// # Errors
    /// [`Problem::NotYours`] when nothing of this drawer was opened so.
    pub fn shut_process_note(
        &self,
        access: &Access<TheProcessNotes, Write>,
        form_key: Uuid,
        release: ReleaseId,
    ) -> Result<(), Problem> {
        self.put_in(access.drawer(), form_key, ProcessEvent::Shut { release }, |stands| {
            let mut releases = stands.notes.iter().flat_map(|note| &note.releases);
            match releases.find(|known| known.id == release) {
                Some(known) => Ok(known.shut.is_none()),
                None => Err(Problem::NotYours),
            }
        })
    }
}
