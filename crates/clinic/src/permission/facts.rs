//! What the policy needs to know of a person and a thing, looked up where it stands.

use ipt::{AccountId, ClientId, CourseId};
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use super::{
    Access, Relation, Resource, TheAccounts, TheCaseload, TheCourse, TheDesk, TheEmergency,
    TheOutcomes, TheOwnCourse, TheProcessDesk, TheProcessNotes, TheSettings, TheSupervisedCourse,
    TheSupervision, TheWard, Verb,
};
use crate::{Actor, Clinic, Problem, Role};

macro_rules! of_a_course {
    ($($Name:ident $facts:ident),*) => { $(
        impl<V: Verb> Access<$Name, V> {
            /// Whose course it is.
            pub fn client(&self) -> ClientId {
                self.client.expect("BUG: a course proof without a client")
            }
        }
        impl Asked for $Name {
            fn facts(clinic: &Clinic, actor: &Actor, id: CourseId) -> Result<Facts, Problem> {
                clinic.$facts(actor, id)
            }
        }
    )* };
}
of_a_course!(
    TheCourse course_facts,
    TheOwnCourse course_facts,
    TheDesk desk_facts,
    TheProcessNotes drawer_facts,
    TheProcessDesk drawer_facts,
    TheSupervisedCourse supervision_facts,
    TheWard ward_facts
);

/// A resource that a proof can be asked for: how the person stands to it.
pub trait Asked: Resource {
    /// The relation, and the client and course it concerns.
    ///
    /// # Errors
    /// [`Problem::NotYours`] when there is no such thing.
    fn facts(clinic: &Clinic, actor: &Actor, id: Self::Id) -> Result<Facts, Problem>;
}

/// What the policy needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    pub(super) relation: Relation,
    pub(super) client: Option<ClientId>,
    pub(super) course: Option<CourseId>,
}

macro_rules! of_the_practice {
    ($($Name:ident),*) => { $(
        impl Asked for $Name {
            fn facts(clinic: &Clinic, actor: &Actor, (): ()) -> Result<Facts, Problem> {
                let relation = match clinic.is_under_contract(actor) {
                    true => Relation::UnderContract,
                    false => Relation::Stranger,
                };
                Ok(Facts { relation, client: None, course: None })
            }
        }
    )* };
}
of_the_practice!(TheCaseload, TheSupervision, TheAccounts, TheSettings, TheOutcomes, TheEmergency);

impl Clinic {
    /// Whether this person leads courses as a lay person, and somebody supervises that today.
    fn is_under_contract(&self, actor: &Actor) -> bool {
        actor.has(Role::Facilitator) && !self.supervisors_of(actor.id()).is_empty()
    }

    /// Whether the pages of a caseload are open to this person.
    pub fn leads_courses(&self, actor: &Actor) -> bool {
        actor.has(Role::Therapist) || self.is_under_contract(actor)
    }

    /// Who leads a course is what its record says; the table of courses follows it.
    fn course_facts(&self, actor: &Actor, id: CourseId) -> Result<Facts, Problem> {
        let (client, listed) = self.course_people(id)?;
        let mut gone_on = false;
        let therapist = match self.load(id, client) {
            Ok(file) => {
                gone_on = file.course.open_flags().any(|flag| flag.is_with(actor.id()));
                self.settle(&file, listed)?;
                file.course.begun.as_ref().map_or(listed, |begun| begun.therapist)
            }
            // Of a broken record only those hear who have to do with it.
            Err(problem) if listed == actor.id() || actor.client() == Some(client) => {
                return Err(problem);
            }
            Err(_) => listed,
        };
        let relation = if actor.id() == therapist {
            match self.is_under_contract(actor) {
                true => Relation::LeadsUnderContract,
                false => Relation::Leads,
            }
        } else if actor.client() == Some(client) && actor.has(Role::Client) {
            Relation::IsClient
        } else if self.covers_for(actor.id(), therapist)? {
            Relation::Covers
        } else if gone_on && self.deputy() == Some(actor.id()) {
            Relation::StandsIn
        } else if self.emergency_until(actor.id(), client)?.is_some() {
            Relation::Emergency
        } else {
            Relation::Stranger
        };
        Ok(Facts { relation, client: Some(client), course: Some(id) })
    }

    /// How somebody stands to a course.
    pub(crate) fn stands_to(&self, actor: &Actor, id: CourseId) -> Result<Relation, Problem> {
        Ok(self.course_facts(actor, id)?.relation)
    }

    /// Whether somebody leads a course of this client.
    pub(super) fn leads_some_of(&self, actor: &Actor, client: ClientId) -> Result<bool, Problem> {
        let found = self
            .tables
            .swift()
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM course WHERE client = ?1 AND therapist = ?2)",
            )?
            .query_row(params![client.0, actor.id().0], |row| row.get(0))?;
        Ok(found)
    }

    /// Who leads a course, stands in or supervises it has a desk for what they type of it.
    fn desk_facts(&self, actor: &Actor, id: CourseId) -> Result<Facts, Problem> {
        let facts = self.course_facts(actor, id)?;
        match facts.relation {
            Relation::Stranger => self.supervision_facts(actor, id),
            _ => Ok(facts),
        }
    }

    /// Who led a course and wrote for themselves of it keeps that, whoever leads it now.
    fn drawer_facts(&self, actor: &Actor, id: CourseId) -> Result<Facts, Problem> {
        let facts = self.course_facts(actor, id)?;
        let leads = matches!(facts.relation, Relation::Leads | Relation::LeadsUnderContract);
        let wrote = !leads && self.has_drawer(actor.id(), id)?;
        Ok(if wrote { Facts { relation: Relation::Wrote, ..facts } } else { facts })
    }

    /// A supervisor sees a course by a contract with who leads it and the consent of the client,
    /// while both stand.
    fn supervision_facts(&self, actor: &Actor, id: CourseId) -> Result<Facts, Problem> {
        let (client, _) = self.course_people(id)?;
        let file = self.load(id, client).map_err(|_| Problem::NotYours)?;
        let leads = file.course.begun.as_ref().map(|begun| begun.therapist);
        let contract = leads.is_some_and(|leads| self.supervises(actor.id(), leads));
        let consent = file.course.supervised_by(actor.id(), self.today()).is_some();
        let relation = if contract && consent { Relation::Supervises } else { Relation::Stranger };
        Ok(Facts { relation, client: Some(client), course: Some(id) })
    }

    /// What was agreed with a guardian is asked for at each look, so that its end closes the page.
    fn ward_facts(&self, actor: &Actor, id: CourseId) -> Result<Facts, Problem> {
        let (client, _) = self.course_people(id)?;
        let told =
            actor.client() == Some(client) && self.told_to_guardian(actor.id(), client)?.is_some();
        let relation = if told { Relation::Guards } else { Relation::Stranger };
        Ok(Facts { relation, client: Some(client), course: Some(id) })
    }

    pub(crate) fn course_people(&self, id: CourseId) -> Result<(ClientId, AccountId), Problem> {
        let found: Option<(Uuid, Uuid)> = self
            .tables
            .swift()
            .prepare_cached("SELECT client, therapist FROM course WHERE id = ?1")?
            .query_row(params![id.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (client, therapist) = found.ok_or(Problem::NotYours)?;
        Ok((ClientId(client), AccountId(therapist)))
    }
}
