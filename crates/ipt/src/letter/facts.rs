//! The recorded fields as the grammar asks for them.

use super::{Say, area_for_client};
use crate::{Area, Course, DocumentKind, PersonId, document::triad::Adequacy};

/// A field from which a sentence came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceField {
    /// The name of its document: of its words as well.
    pub document: &'static str,
    /// The screen on which it is filled.
    pub room: &'static str,
    /// Its name.
    pub field: &'static str,
}

impl SourceField {
    /// A field of a document that has a screen of its name.
    pub(super) const fn of(document: &'static str, field: &'static str) -> Self {
        Self { document, room: document, field }
    }
    /// The words of the goals.
    pub(super) const GOALS: Self = Self { document: "goal", room: "goals", field: "text" };
    /// The people of the agreed focus.
    pub(super) const FOCUS_PEOPLE: Self = Self::of("focus", "primary_people");
    /// The area of the agreed focus.
    pub(super) const FOCUS: Self = Self::of("focus", "primary");
    /// The sessions that were held.
    pub(super) const SESSIONS: Self =
        Self { document: "letter", room: "sessions", field: "sessions_held" };
    /// The people who support.
    pub(super) const SUPPORTERS: Self = Self::of("triad", "supporters");
}

/// The vulnerabilities of the triad by kind, in the order of the domain page.
pub const VULNERABILITIES: &[SourceField] = &[
    SourceField::of("triad", "biological"),
    SourceField::of("triad", "psychological"),
    SourceField::of("triad", "attachment_style"),
    SourceField::of("triad", "social"),
    SourceField::of("triad", "cultural"),
    SourceField::of("triad", "spiritual"),
];

/// A course as the grammar reads it.
pub(super) struct Facts<'a, S> {
    pub course: &'a Course,
    pub words: &'a S,
}

impl<S: Say> Facts<'_, S> {
    /// What stands in a field, each entry by itself; nothing if it is empty.
    pub fn texts(&self, from: SourceField) -> Vec<String> {
        let course = self.course;
        let found = match (from.document, from.field) {
            ("formulation", "area") => self.area(self.told_area()),
            ("formulation", "sessions_proposed") => self.sessions(),
            ("focus", "primary") => {
                self.area(course.agreed_focus().and_then(|focus| focus.primary))
            }
            ("focus", "primary_people") => course
                .agreed_focus()
                .map_or_else(Vec::new, |focus| self.names(&focus.primary_people)),
            ("triad", "supporters") => self.supporters(),
            ("goal", _) => self.goals(),
            ("letter", _) => vec![course.sessions_held().to_string()],
            (document, field) => self.written(document, field),
        };
        found.into_iter().filter(|text| !text.trim().is_empty()).collect()
    }

    fn written(&self, document: &str, field: &str) -> Vec<String> {
        let Some(kind) = DocumentKind::from_name(document) else { return Vec::new() };
        let typed = self.course.documents.to_form(kind).unwrap_or_default();
        let lines = kind
            .fields()
            .iter()
            .any(|known| known.name == field && known.kind == crate::Kind::Lines);
        let values = typed.get(field).cloned().unwrap_or_default();
        if lines {
            values.iter().flat_map(|value| value.lines()).map(str::to_owned).collect()
        } else {
            values
        }
    }

    fn told_area(&self) -> Option<Area> {
        self.course.documents.formulation.as_ref().and_then(|kept| kept.value.area)
    }

    fn area(&self, area: Option<Area>) -> Vec<String> {
        area.into_iter().map(|area| area_for_client(area, self.words)).collect()
    }

    /// The number proposed, else the one agreed or usual.
    fn sessions(&self) -> Vec<String> {
        let proposed =
            self.course.documents.formulation.as_ref().and_then(|f| f.value.sessions_proposed);
        vec![proposed.unwrap_or(self.course.sessions_agreed()).to_string()]
    }

    /// The goals that are being worked on or were reached, in the client's words.
    fn goals(&self) -> Vec<String> {
        let set_aside = crate::goal::GoalStatus::SetAside;
        let goals = self.course.goals.iter().filter(|kept| kept.status() != set_aside);
        goals.map(|kept| kept.goal.text.clone()).collect()
    }

    /// Names for a letter that lies about at home: whoever may be a danger is not named in it, nor
    /// whoever was taken out of the list.
    fn names(&self, people: &[PersonId]) -> Vec<String> {
        let people = people.iter().filter_map(|id| self.course.person(*id));
        let people = people.filter(|person| person.retired.is_none() && !person.unsafe_with());
        people.map(|person| person.entry.name.clone()).collect()
    }

    /// Who carries and lives, where it is not said that they are a burden themselves.
    fn supporters(&self) -> Vec<String> {
        let triad = self.course.documents.triad.as_ref().map(|kept| &kept.value);
        let carries = triad.filter(|triad| triad.support_adequacy != Some(Adequacy::Burden));
        let lives = |id: &&PersonId| self.course.person(**id).is_some_and(|p| !p.deceased());
        carries.map_or_else(Vec::new, |triad| {
            let these: Vec<PersonId> = triad.supporters.iter().filter(lives).copied().collect();
            self.names(&these)
        })
    }
}
