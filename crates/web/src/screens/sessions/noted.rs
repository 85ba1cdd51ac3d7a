//! The fields of a session's note: those of an area only where it is worked on.

use ipt::{
    Area, Code, Course, Field, agenda,
    area::Strategy,
    artefact::Artefact,
    session::{Session, SessionNote, SessionNumber},
};

use crate::{form::FormView, words::words};

/// The note's fields: the stage of a dispute only where there is one, contacts only where there
/// are few, strategies once there is a focus. What stands there already is always shown.
pub fn fields(course: &Course, session: &Session) -> Vec<Field> {
    let (areas, note) = (agenda::areas(course), &session.note);
    let belongs = |field: &Field| match field.name {
        "dispute_stage" => areas.contains(&Area::RoleDispute) || note.dispute_stage.is_some(),
        "contacts" => areas.contains(&Area::InterpersonalDeficits) || note.contacts.is_some(),
        "strategies" => !areas.is_empty() || !note.strategies.is_empty(),
        _ => true,
    };
    SessionNote::FIELDS.iter().filter(|field| belongs(field)).copied().collect()
}

/// The form with what this course asks: nobody has met before a first session, the strategies are
/// those of the focus, and no technique is offered that the variant leaves out.
pub fn fitted(mut form: FormView, course: &Course, number: SessionNumber) -> FormView {
    let areas = agenda::areas(course);
    for field in form.groups.iter_mut().flat_map(|group| &mut group.fields) {
        match field.name.as_str() {
            "opening_answer" if number == SessionNumber::Acute(1) => {
                field.label = words().t("session-first-opening").into_owned();
            }
            "strategies" => field.offers.retain(|offer| {
                let strategy = Strategy::from_code(&offer.value);
                offer.chosen || strategy.is_some_and(|s| areas.contains(&s.area()))
            }),
            "techniques" => field
                .offers
                .retain(|offer| offer.chosen || course.variant().forbids(&offer.value).is_none()),
            _ => {}
        }
    }
    form
}
