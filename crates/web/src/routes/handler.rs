//! What a handler may do, by its type: the proof it is given.

use clinic::{
    Access, Actor, Read, TheAccounts, TheCourse, Write,
    permission::{TheCaseload, TheOutcomes, TheOwnCourse, TheSettings},
};

use crate::{answer::Answer, ask::Ask};

/// What a handler is given.
pub enum Handler {
    /// Anybody may ask; nothing of a person is shown.
    Open(fn(&Ask) -> Answer),
    /// Anybody signed in.
    SignedIn(fn(&Ask, &Actor) -> Answer),
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
    /// Looks at the people of the practice.
    AccountsRead(fn(&Ask, &Access<TheAccounts, Read>) -> Answer),
    /// Changes them.
    AccountsWrite(fn(&Ask, &Access<TheAccounts, Write>) -> Answer),
    /// Looks at how the closed courses of the practice went.
    OutcomesRead(fn(&Ask, &Access<TheOutcomes, Read>) -> Answer),
    /// Looks at the settings, to change them.
    SettingsWrite(fn(&Ask, &Access<TheSettings, Write>) -> Answer),
}
