//! What a new document takes over, so that nothing is typed twice.

use ipt::{Area, Course, DocumentKind, Form, PersonId};

use super::{contract, figures, formulation, origins};
use crate::ask::Ask;

/// What a new document can take over from the course: dates, doses, contacts. Nothing is typed
/// twice; all of it can be changed.
pub fn proposed(ask: &Ask, course: &Course, kind: DocumentKind) -> Form {
    let mut form = Form::new();
    let mut put = |name: &str, value: String| {
        if !value.is_empty() {
            form.insert(name.to_owned(), vec![value]);
        }
    };
    let mut lists: Vec<(&str, Vec<PersonId>)> = Vec::new();
    let with = |area| course.agreed_focus().map_or_else(Vec::new, |focus| focus.people_with(area));
    let today = ask.clinic().today().to_string();
    match kind {
        DocumentKind::Contract => contract::propose(ask, course, &mut put),
        DocumentKind::Formulation => formulation::propose(course, &mut put),
        DocumentKind::Diagnosis => {
            put("diagnosed_by", ask.actor.as_ref().map_or(String::new(), |a| a.name().to_owned()));
        }
        DocumentKind::RiskAssessment => {
            put("reviewer", ask.actor.as_ref().map_or(String::new(), |a| a.name().to_owned()));
        }
        DocumentKind::RelapsePlan => {
            // Not the day it was agreed: until then the client does not see it.
            origins::propose(course, &mut put);
            origins::propose_checks(course, ask.clinic().today(), &mut put);
        }
        DocumentKind::MidReview => put("held_on", today),
        DocumentKind::NonResponse => {
            put("held_on", today);
            put("score_change", figures::change(course));
        }
        DocumentKind::Referral => put("received_on", today),
        DocumentKind::GriefWork => {
            let mourned = with(Area::Grief);
            let names = mourned.iter().filter_map(|id| course.person(*id));
            put("lost", names.map(|p| p.entry.name.clone()).collect::<Vec<_>>().join(", "));
            lists.push(("people", mourned));
        }
        DocumentKind::DisputeWork => lists.push(("with", with(Area::RoleDispute))),
        DocumentKind::Suitability
        | DocumentKind::Assessment
        | DocumentKind::SafetyPlan
        | DocumentKind::SickRole
        | DocumentKind::Triad
        | DocumentKind::BalanceSheet
        | DocumentKind::DeficitsWork
        | DocumentKind::Ending
        | DocumentKind::Outcome
        | DocumentKind::Maintenance => {}
    }
    for (name, people) in lists.into_iter().filter(|(_, people)| !people.is_empty()) {
        form.insert(name.to_owned(), people.iter().map(|id| id.0.to_string()).collect());
    }
    form
}

/// The field of a document that takes over the client's crisis contacts.
pub fn field_of_contacts(kind: DocumentKind) -> Option<&'static str> {
    match kind {
        DocumentKind::RelapsePlan => Some("crisis_contacts"),
        DocumentKind::SafetyPlan => Some("professionals"),
        _ => None,
    }
}
