//! Loading a course: opened, folded, and for a short while kept folded in memory.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use ipt::{AccountId, ClientId, Course, CourseId, Event, Fact, wire};
use record::StreamId;
use rusqlite::params;

use crate::{
    Access, Clinic, Problem, RECORD, TheCourse,
    identity::{self, Identity},
    permission::{Relation, TheOwnCourse, Verb, tells},
};

/// So many folded courses are kept in memory at the most.
const KEPT: usize = 1_024;

/// A course with the facts it is made of.
#[derive(Debug)]
pub struct CourseFile {
    /// Which.
    pub id: CourseId,
    /// Whose.
    pub client: ClientId,
    /// Where it stands.
    pub course: Course,
    /// Everything that was recorded, oldest first.
    pub facts: Vec<Arc<Fact>>,
}

impl CourseFile {
    /// The course as it is told to who stands so to it: folded anew without what is labelled.
    pub(crate) fn told(file: Arc<Self>, relation: Relation) -> Arc<Self> {
        let label = |event: &Event| file.course.label_of(event);
        let told = |fact: &Arc<Fact>| tells(relation, label(&fact.event));
        if file.facts.iter().all(told) {
            file
        } else {
            file.only(|event| tells(relation, label(event)))
        }
    }

    /// The course folded anew from some of its facts.
    pub(crate) fn only(&self, keep: impl Fn(&Event) -> bool) -> Arc<Self> {
        let kept = self.facts.iter().filter(|fact| keep(&fact.event));
        let facts: Vec<Arc<Fact>> = kept.cloned().collect();
        let folded = Course::fold(facts.iter().map(AsRef::as_ref));
        // Whoever writes after having read has seen the course as far as this.
        let course = Course { version: self.course.version, ..folded };
        Arc::new(Self { id: self.id, client: self.client, course, facts })
    }
}

/// The folded courses in memory, each with the version it has there. What is asked for is young;
/// when there is no room an old one goes, and when none is old all that were young are.
#[derive(Default)]
pub(crate) struct Cache(Mutex<Halves>);

#[derive(Default)]
struct Halves {
    young: HashMap<CourseId, Arc<CourseFile>>,
    old: HashMap<CourseId, Arc<CourseFile>>,
}

impl Cache {
    fn get(&self, id: CourseId, version: u64) -> Option<Arc<CourseFile>> {
        let mut halves = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let file = halves.young.get(&id).or_else(|| halves.old.get(&id)).cloned()?;
        if file.course.version != version {
            return None;
        }
        halves.put(&file);
        Some(file)
    }
    /// Forgets every course of a client.
    pub(crate) fn forget(&self, client: ClientId) {
        let mut halves = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        halves.young.retain(|_, file| file.client != client);
        halves.old.retain(|_, file| file.client != client);
    }
    fn put(&self, file: &Arc<CourseFile>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).put(file);
    }
}

impl Halves {
    fn put(&mut self, file: &Arc<CourseFile>) {
        self.old.remove(&file.id);
        if !self.young.contains_key(&file.id) && self.young.len() + self.old.len() >= KEPT {
            if self.old.is_empty() {
                self.old = std::mem::take(&mut self.young);
            }
            let goes = self.old.keys().next().copied();
            goes.and_then(|id| self.old.remove(&id));
        }
        self.young.insert(file.id, Arc::clone(file));
    }
}

impl Clinic {
    /// A course as its therapist works in it.
    ///
    /// # Errors
    /// When the record cannot be read; a fault of the record is named and nothing is shown.
    pub fn read<V: Verb>(&self, access: &Access<TheCourse, V>) -> Result<Arc<CourseFile>, Problem> {
        self.load(access.id(), access.client())
    }

    /// A course, for the client in it: without what is labelled.
    ///
    /// # Errors
    /// As [`Clinic::read`].
    pub fn read_own<V: Verb>(
        &self,
        access: &Access<TheOwnCourse, V>,
    ) -> Result<Arc<CourseFile>, Problem> {
        Ok(CourseFile::told(self.load(access.id(), access.client())?, Relation::IsClient))
    }

    /// Who the client of a course is.
    ///
    /// # Errors
    /// When the identity cannot be opened.
    pub fn identity<V: Verb>(&self, access: &Access<TheCourse, V>) -> Result<Identity, Problem> {
        self.identity_of(access.client())
    }

    /// Who the client is, for the client.
    ///
    /// # Errors
    /// When the identity cannot be opened.
    pub fn own_identity<V: Verb>(
        &self,
        access: &Access<TheOwnCourse, V>,
    ) -> Result<Identity, Problem> {
        self.identity_of(access.client())
    }

    /// Writes who the client is; the revision is the one that was seen.
    ///
    /// # Errors
    /// When the name is missing, somebody changed it meanwhile, or it cannot be written.
    pub fn revise_identity(
        &self,
        access: &Access<TheCourse, crate::Write>,
        identity: &Identity,
    ) -> Result<(), Problem> {
        access.leads()?;
        if identity.name.trim().is_empty() {
            return Err(Problem::NameMissing);
        }
        if identity.site.is_some() && self.settings().site_of(identity).is_none() {
            return Err(Problem::NotYours);
        }
        self.keep_identity_seen(access.client(), identity)
    }

    /// Keeps a course for the next look.
    pub(crate) fn keep(&self, file: CourseFile) {
        self.cache.put(&Arc::new(file));
    }

    pub(crate) fn load(&self, id: CourseId, client: ClientId) -> Result<Arc<CourseFile>, Problem> {
        let stream = StreamId(id.0);
        let version = self.record.head(stream)?;
        if let Some(kept) = self.cache.get(id, version) {
            return Ok(kept);
        }
        let entries = self.record.read(identity::owner(client), RECORD, stream)?;
        let facts = entries
            .iter()
            .map(|entry| wire::decode(&entry.bytes).map(Arc::new))
            .collect::<Result<Vec<_>, _>>()?;
        let course = Course::fold(facts.iter().map(Arc::as_ref));
        let file = Arc::new(CourseFile { id, client, course, facts });
        self.cache.put(&file);
        Ok(file)
    }

    /// Has the table of courses say who leads a course, as its record says it. A hand-over may
    /// have been recorded just before a crash, or before the disk was full.
    pub(crate) fn settle(&self, file: &CourseFile, listed: AccountId) -> Result<(), Problem> {
        let Some(begun) = &file.course.begun else { return Ok(()) };
        if listed != begun.therapist {
            self.tables.durable().execute(
                "UPDATE course SET therapist = ?2 WHERE id = ?1",
                params![file.id.0, begun.therapist.0],
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn file(n: usize) -> Arc<CourseFile> {
        Arc::new(CourseFile {
            id: CourseId(Uuid::from_u128(n as u128)),
            client: ClientId(Uuid::nil()),
            course: Course::default(),
            facts: Vec::new(),
        })
    }

    #[test]
    fn courses_stay_in_memory_while_there_is_room_and_the_one_in_use_stays_longest() {
        let cache = Cache::default();
        let there = |n: usize| cache.get(file(n).id, 0).is_some();
        for n in 0..KEPT {
            cache.put(&file(n));
        }
        for _ in 0..2 {
            assert!((0..KEPT).all(there), "gone round, none was read again");
        }
        for n in KEPT..4 * KEPT {
            cache.put(&file(n));
            assert!(there(7), "in use all the time, gone after {n}");
        }
        let halves = cache.0.lock().expect("no panic");
        assert_eq!(halves.young.len() + halves.old.len(), KEPT);
    }
}
