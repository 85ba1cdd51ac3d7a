//! What a handler is given: the proof that its type names, asked for before it runs.

use clinic::{
    Access, Actor, Read, TheAccounts, TheCourse, TheRetention, Write,
    permission::{
        Asked, TheCaseload, TheEmergency, TheEmergencyUse, TheOutcomes, TheOwnCourse,
        TheProcessNotes, TheSettings, TheSupervisedCourse, TheSupervision, TheWard, Verb,
    },
};
use ipt::CourseId;

use super::Route;
use crate::{
    answer::{Answer, Failure},
    ask::Ask,
    draft,
};

/// What a handler is given.
pub enum Handler {
    /// Anybody may ask; nothing of a person is shown.
    Open(fn(&Ask) -> Answer),
    /// Anybody signed in.
    SignedIn(fn(&Ask, &Actor) -> Answer),
    /// Anybody signed in, and staff who have to set up the second step first.
    SettingUp(fn(&Ask) -> Answer),
    /// Anybody signed in; the body as it was sent.
    Draft(fn(&Ask, &str) -> Answer),
    /// Looks at the own caseload.
    CaseloadRead(fn(&Ask, &Access<TheCaseload, Read>) -> Answer),
    /// Begins a course.
    CaseloadWrite(fn(&Ask, &Access<TheCaseload, Write>) -> Answer),
    /// Looks at a course that one leads.
    CourseRead(fn(&Ask, &Access<TheCourse, Read>) -> Answer),
    /// Acts on it.
    CourseWrite(fn(&Ask, &Access<TheCourse, Write>) -> Answer),
    /// Looks at the course one is in.
    OwnCourse(fn(&Ask, &Access<TheOwnCourse, Read>) -> Answer),
    /// Answers in it.
    OwnCourseWrite(fn(&Ask, &Access<TheOwnCourse, Write>) -> Answer),
    /// Looks at what one is told as a guardian.
    WardRead(fn(&Ask, &Access<TheWard, Read>) -> Answer),
    /// Looks at the people of the practice.
    AccountsRead(fn(&Ask, &Access<TheAccounts, Read>) -> Answer),
    /// Changes them.
    AccountsWrite(fn(&Ask, &Access<TheAccounts, Write>) -> Answer),
    /// Looks at how the closed courses of the practice went.
    OutcomesRead(fn(&Ask, &Access<TheOutcomes, Read>) -> Answer),
    /// Looks at the settings, to change them.
    SettingsWrite(fn(&Ask, &Access<TheSettings, Write>) -> Answer),
    /// Looks at the courses that one supervises.
    SupervisionRead(fn(&Ask, &Access<TheSupervision, Read>) -> Answer),
    /// Looks at one of them.
    SupervisedRead(fn(&Ask, &Access<TheSupervisedCourse, Read>) -> Answer),
    /// Acts on it.
    SupervisedWrite(fn(&Ask, &Access<TheSupervisedCourse, Write>) -> Answer),
    /// Looks into the own drawer of process notes.
    ProcessNotesRead(fn(&Ask, &Access<TheProcessNotes, Read>) -> Answer),
    /// Writes in it, or opens something of it.
    ProcessNotesWrite(fn(&Ask, &Access<TheProcessNotes, Write>) -> Answer),
    /// Looks at how long a client's record is kept.
    RetentionRead(fn(&Ask, &Access<TheRetention, Read>) -> Answer),
    /// Holds it, or erases it.
    RetentionWrite(fn(&Ask, &Access<TheRetention, Write>) -> Answer),
    /// Looks at what was opened in an emergency.
    EmergencyRead(fn(&Ask, &Access<TheEmergency, Read>) -> Answer),
    /// Opens a client's courses in one.
    EmergencyWrite(fn(&Ask, &Access<TheEmergency, Write>) -> Answer),
    /// Reviews what was opened so.
    EmergencyUseWrite(fn(&Ask, &Access<TheEmergencyUse, Write>) -> Answer),
}

use Handler::{
    AccountsRead, AccountsWrite, CaseloadRead, CaseloadWrite, CourseRead, CourseWrite, Draft,
    EmergencyRead, EmergencyUseWrite, EmergencyWrite, Open, OutcomesRead, OwnCourse,
    OwnCourseWrite, ProcessNotesRead, ProcessNotesWrite, RetentionRead, RetentionWrite, SettingUp,
    SettingsWrite, SignedIn, SupervisedRead, SupervisedWrite, SupervisionRead, WardRead,
};

impl Route {
    /// Asks for the proof that the handler needs, and runs it.
    ///
    /// # Errors
    /// When there is no proof to be had, and whatever the handler fails with.
    pub fn answer(&self, ask: &Ask, body: &str) -> Answer {
        match &self.handler {
            Open(handler) | SettingUp(handler) => handler(ask),
            SignedIn(handler) => handler(ask, signed_in(ask)?),
            Draft(handler) => {
                signed_in(ask)?;
                handler(ask, body)
            }
            CaseloadRead(handler) => handler(ask, &self.proof(ask, ())?),
            CaseloadWrite(handler) => handler(ask, &self.proof(ask, ())?),
            CourseRead(handler) => handler(ask, &self.proof(ask, course_of(ask)?)?),
            CourseWrite(handler) => handler(ask, &self.proof(ask, course_of(ask)?)?),
            OwnCourse(handler) => handler(ask, &self.proof(ask, course_of(ask)?)?),
            OwnCourseWrite(handler) => handler(ask, &self.proof(ask, course_of(ask)?)?),
            WardRead(handler) => handler(ask, &self.proof(ask, course_of(ask)?)?),
            AccountsRead(handler) => handler(ask, &self.proof(ask, ())?),
            AccountsWrite(handler) => handler(ask, &self.proof(ask, ())?),
            OutcomesRead(handler) => handler(ask, &self.proof(ask, ())?),
            SettingsWrite(handler) => handler(ask, &self.proof(ask, ())?),
            SupervisionRead(handler) => handler(ask, &self.proof(ask, ())?),
            SupervisedRead(handler) => handler(ask, &self.proof(ask, ask.part("supervised")?)?),
            SupervisedWrite(handler) => handler(ask, &self.proof(ask, ask.part("supervised")?)?),
            ProcessNotesRead(handler) => handler(ask, &self.proof(ask, course_of(ask)?)?),
            ProcessNotesWrite(handler) => handler(ask, &self.proof(ask, course_of(ask)?)?),
            RetentionRead(handler) => handler(ask, &self.proof(ask, ask.part("client")?)?),
            RetentionWrite(handler) => handler(ask, &self.proof(ask, ask.part("client")?)?),
            EmergencyRead(handler) => handler(ask, &self.proof(ask, ())?),
            EmergencyWrite(handler) => handler(ask, &self.proof(ask, ())?),
            EmergencyUseWrite(handler) => handler(ask, &self.proof(ask, ask.part("emergency")?)?),
        }
    }

    fn proof<R: Asked, V: Verb>(&self, ask: &Ask, id: R::Id) -> Result<Access<R, V>, Failure> {
        let actor = signed_in(ask)?;
        let room = match ask.parts.get("document") {
            // Only a document that there is: nothing else that is typed there comes to the log.
            Some(document) => {
                ipt::DocumentKind::from_name(document).ok_or(Failure::NotThere)?.name()
            }
            None => self.room(),
        };
        Ok(ask.clinic().may(actor, id, room)?)
    }
}

fn signed_in(ask: &Ask) -> Result<&Actor, Failure> {
    ask.actor
        .as_ref()
        .ok_or_else(|| Failure::SignInFirst { back_to: draft::page_back(ask), saved: false })
}

fn course_of(ask: &Ask) -> Result<CourseId, Failure> {
    ask.course().ok_or(Failure::NotThere)
}
