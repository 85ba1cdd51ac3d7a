//! History: who recorded what and when, and the course as it stood at any earlier moment.

use ipt::Course;
use jiff::Timestamp;

use crate::{Access, Clinic, Problem, TheCourse, permission::Verb};

/// One recorded fact, told.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Its place in the course, from 1.
    pub number: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// Who recorded it.
    pub who: String,
    /// What.
    pub event: ipt::Event,
}

impl Clinic {
    /// Everything that was recorded, the latest first.
    ///
    /// # Errors
    /// As [`Clinic::read`].
    pub fn history<V: Verb>(&self, access: &Access<TheCourse, V>) -> Result<Vec<Told>, Problem> {
        let file = self.read(access)?;
        let mut names = std::collections::HashMap::new();
        let told = (1..).zip(&file.facts).map(|(number, fact)| Told {
            number,
            at: fact.at,
            who: names.entry(fact.by).or_insert_with(|| self.name_of(fact.by)).clone(),
            event: fact.event.clone(),
        });
        let mut told: Vec<Told> = told.collect();
        told.reverse();
        Ok(told)
    }

    /// The course as it stood after so many facts.
    ///
    /// # Errors
    /// [`Problem::NotYours`] when it never had so many.
    pub fn as_it_stood<V: Verb>(
        &self,
        access: &Access<TheCourse, V>,
        after: u64,
    ) -> Result<Course, Problem> {
        let file = self.read(access)?;
        let facts = usize::try_from(after)
            .ok()
            .and_then(|count| file.facts.get(..count))
            .ok_or(Problem::NotYours)?;
        Ok(Course::fold(facts.iter().map(std::sync::Arc::as_ref)))
    }
}
