//! The only writer: load, decide, seal, append with the new summary.

use std::sync::Arc;

use ipt::{
    AccountId, ClientId, Command, CourseId, Event, Fact,
    decide::{Context, decide, despite_refusal},
    summary::Summary,
    wire,
};
use record::{Append, Appended, StreamId};
use uuid::Uuid;

pub use crate::referral::NewCourse;
use crate::{
    Access, Clinic, Expect, Problem, RECORD, TheCourse, Write,
    course::CourseFile,
    expect::unchanged,
    identity,
    permission::{of_safety, of_who_leads},
};

/// How often an act is decided anew when somebody else wrote in between.
const TRIES: u32 = 8;

/// An act was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Performed {
    /// The version of the course after it.
    pub version: u64,
    /// Whether it had been done before under the same key.
    pub again: bool,
    /// What happened; empty if it had been done before.
    pub events: Vec<Event>,
}

impl Performed {
    /// It had been done before under the same key.
    fn before(version: u64) -> Self {
        Self { version, again: true, events: Vec::new() }
    }
}

impl Clinic {
    /// Does an act on a course, once for each form key: the same form with the same content counts
    /// once. The same form with other content (the browser went back to it) is another act, so
    /// that nothing typed is taken for done.
    ///
    /// # Errors
    /// [`Problem::Refused`] when the therapy says no; [`Problem::Changed`] when what the writer
    /// saw is not so any more. Nothing has happened then.
    pub fn perform(
        &self,
        access: &Access<TheCourse, Write>,
        expect: Expect,
        form_key: Uuid,
        command: Command,
    ) -> Result<Performed, Problem> {
        if !of_safety(&command) {
            access.leads()?;
        }
        if of_who_leads(&command) {
            access.leads_themselves()?;
        }
        if matches!(&command, Command::Transfer { to, .. } if !self.may_lead_today(*to)) {
            return Err(Problem::NotYours);
        }
        self.labels_a_line(access.client(), &command)?;
        let whose = (access.id(), access.client());
        self.act(whose, access.actor().id(), expect, form_key, command)
    }

    /// The same for who may without a proof: the program itself, and a client by a link.
    pub(crate) fn act(
        &self,
        (id, client): (CourseId, ClientId),
        by: AccountId,
        expect: Expect,
        form_key: Uuid,
        command: Command,
    ) -> Result<Performed, Problem> {
        let asked = format!("{command:?}").into_bytes();
        let key = once(form_key, &asked);
        for _ in 0..TRIES {
            let file = self.load(id, client)?;
            let context = self.context(by, key);
            let decided = unchanged(&file.course, expect).and_then(|()| {
                decide(&file.course, command.clone(), &context).map_err(Problem::from)
            });
            let events = match decided {
                Ok(events) => events,
                // What is refused now may be what this very form did a moment ago.
                Err(problem) => match self.record.committed(StreamId(id.0), key)? {
                    Some(version) => return Ok(Performed::before(version)),
                    None => {
                        self.raise_in(&file, &command, &context)?;
                        return Err(problem);
                    }
                },
            };
            match self.write(&file, (key, &asked), &context, &events)? {
                Appended::Committed { version } => {
                    // The tables are asked only after a hand-over; `may` asks them each time.
                    let now = self.load(id, client)?;
                    if leader(&now) != leader(&file) {
                        self.settle(&now, self.course_people(id)?.1)?;
                    }
                    return Ok(Performed { version, again: false, events });
                }
                Appended::Duplicate { version } => {
                    // The try before may have ended between the record and the tables.
                    let listed = self.course_people(id)?.1;
                    self.settle(self.load(id, client)?.as_ref(), listed)?;
                    return Ok(Performed::before(version));
                }
                Appended::Conflict { .. } => {}
            }
        }
        Err(Problem::Busy)
    }

    /// What an act may know of the world just now.
    pub(crate) fn context(&self, by: AccountId, id: Uuid) -> Context {
        let (measures, rules) = (self.measures().clone(), self.settings().review_rules);
        let supervisors = self.supervisors_of(by);
        Context { now: self.now(), today: self.today(), by, id, measures, rules, supervisors }
    }

    /// Raises the flag of a risk answer whose form is not good enough to be performed.
    ///
    /// # Errors
    /// When the record fails.
    pub fn raise_all_the_same(
        &self,
        access: &Access<TheCourse, Write>,
        command: &Command,
    ) -> Result<(), Problem> {
        self.hear((access.id(), access.client()), access.actor().id(), command)
    }

    /// The same for a client by a link.
    pub(crate) fn hear(
        &self,
        (id, client): (CourseId, ClientId),
        by: AccountId,
        command: &Command,
    ) -> Result<(), Problem> {
        let file = self.load(id, client)?;
        self.raise_in(&file, command, &self.context(by, Uuid::new_v4()))
    }

    /// A risk answer raises its flag also when the form it stands in is refused.
    fn raise_in(
        &self,
        file: &CourseFile,
        command: &Command,
        context: &Context,
    ) -> Result<(), Problem> {
        let Some(event) = despite_refusal(&file.course, command, context) else { return Ok(()) };
        match self.write(file, (Uuid::new_v4(), b"risk"), context, &[event])? {
            Appended::Committed { .. } | Appended::Duplicate { .. } => Ok(()),
            // Somebody wrote in between: the whole act is tried again by its sender.
            Appended::Conflict { .. } => Err(Problem::Busy),
        }
    }

    /// Seals and appends what was decided; what is then the course is kept for the next look.
    pub(crate) fn write(
        &self,
        file: &CourseFile,
        (key, asked): (Uuid, &[u8]),
        context: &Context,
        events: &[Event],
    ) -> Result<Appended, Problem> {
        let facts: Vec<Arc<Fact>> = events
            .iter()
            .map(|event| Fact {
                at: context.now,
                on: context.today,
                by: context.by,
                event: event.clone(),
            })
            .map(Arc::new)
            .collect();
        let course = facts.iter().fold(file.course.clone(), |course, fact| course.apply(fact));
        let summary = serde_json::to_vec(&Summary::of(&course, &context.rules))
            .map_err(|_| Problem::Fault("summary"))?;
        let outcome = self.record.append(Append {
            owner: identity::owner(file.client),
            domain: RECORD,
            stream: StreamId(file.id.0),
            expected: file.course.version,
            key,
            asked: asked.to_vec(),
            entries: facts.iter().map(|fact| wire::encode(fact)).collect(),
            summary,
            at: context.now,
        })?;
        if let Appended::Committed { .. } = outcome {
            let facts = [file.facts.as_slice(), &facts].concat();
            self.keep(CourseFile { id: file.id, client: file.client, course, facts });
        }
        Ok(outcome)
    }
}

fn leader(file: &CourseFile) -> Option<AccountId> {
    file.course.begun.as_ref().map(|begun| begun.therapist)
}

/// The key of an act. The form's key is random and not kept, so that this tells nothing of the
/// content.
pub(crate) fn once(form_key: Uuid, asked: &[u8]) -> Uuid {
    let hash = ring::digest::digest(
        &ring::digest::SHA256,
        &[form_key.as_bytes().as_slice(), asked].concat(),
    );
    let mut key = [0; 16];
    key.copy_from_slice(&hash.as_ref()[..16]);
    uuid::Builder::from_custom_bytes(key).into_uuid()
}
