//! The therapy: one course of Interpersonal Psychotherapy as pure data and rules.
//!
//! No file, clock, randomness, network or thread is touched here. A person's act arrives as a
//! [`Command`], [`decide`] answers with the [`Event`]s that follow or a [`Refusal`] that explains,
//! and [`Course::apply`] folds what happened into where the course stands.
//!
//! To find your way: the acts are in [`command`], the facts in [`event`], the gates in
//! [`policy`], each document of a course in [`document`], clinical content in [`content`].

#[macro_use]
pub mod code;
#[macro_use]
pub mod artefact;

pub mod agenda;
pub mod alert;
pub mod area;
pub mod booking;
pub mod command;
pub mod communication;
pub mod content;
pub mod correction;
pub mod course;
pub mod decide;
pub mod decision;
pub mod dialect;
pub mod document;
pub mod event;
pub mod focus;
pub mod form;
pub mod goal;
pub mod homework;
pub mod ids;
pub mod incident;
pub mod inventory;
pub mod label;
pub mod letter;
pub mod measure;
pub mod policy;
pub mod process_note;
pub mod progress;
pub mod proposal;
pub mod refusal;
pub mod review;
pub mod risk;
pub mod score;
pub mod self_check;
pub mod session;
pub mod social_rhythm;
pub mod summary;
pub mod supervision;
pub mod technique;
pub mod timeline;
pub mod wire;

pub use area::Area;
pub use booking::Booking;
pub use code::{Code, Codes};
pub use command::Command;
pub use course::{Course, Phase};
pub use decide::{Context, decide};
pub use dialect::Dialect;
pub use document::{Document, DocumentKind};
pub use event::{Event, Fact};
pub use form::{Field, FieldProblem, Form, Kind};
pub use ids::{
    AccountId, ClientId, CorrectionId, CourseId, DecisionId, FlagId, GoalId, HomeworkId,
    IncidentId, MomentId, PersonId, ProcessNoteId, ReleaseId, SupervisionId, TechniqueRecordId,
};
pub use refusal::Refusal;
