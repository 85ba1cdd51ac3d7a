//! The contract: signed by both, changed only by explicit renegotiation.

use clinic::{Access, TheCourse, Write, identity::Identity};
use ipt::{
    Code, Command, Course, content::schedule, document::contract::MOST_MEASURES, event::Signatory,
    form::Rows,
};
use jiff::ToSpan;

use super::{act_and_go, typed_date};
use crate::{
    answer::{Answer, Failure},
    ask::Ask,
    form::FormView,
    plain,
    slip::Slip,
    words::words,
};

/// What stands beside the form.
pub struct Beside {
    /// Whether there is anything to sign.
    pub written: bool,
    /// Whether it stands.
    pub stands: bool,
    /// Why it is open again, if it is.
    pub renegotiating: String,
    /// Each side: code, label, and the signature if given.
    pub sides: Vec<Side>,
    /// The form that opens it again.
    pub reopening: Slip,
}

/// One side of the contract.
pub struct Side {
    /// `client` or `therapist`.
    pub code: &'static str,
    /// Its name.
    pub label: String,
    /// The signature in words; empty if not given.
    pub signed: String,
    /// The form in which it signs.
    pub signing: Slip,
}

/// What stands beside the form of the contract.
///
/// # Errors
/// When the drafts cannot be read.
pub fn beside(ask: &Ask, course: &Course, identity: &Identity) -> Result<Beside, Failure> {
    let therapist = ask.actor.as_ref().map_or(String::new(), |actor| actor.name().to_owned());
    let side = |signatory: &Signatory| {
        let given = course.signatures.iter().find(|s| s.signatory == *signatory);
        let name = match signatory {
            Signatory::Client => identity.name.clone(),
            Signatory::Therapist => therapist.clone(),
        };
        let today = ask.clinic().today().to_string();
        let stands = [("name".to_owned(), vec![name]), ("on".to_owned(), vec![today])].into();
        // Each side has drafts of its own.
        let action = format!("{}?as={}", ask.room("contract/signatures"), signatory.code());
        Ok(Side {
            signing: Slip::fresh(ask, action, stands, 0)?,
            code: signatory.code(),
            label: words().t(&format!("signatory-{}", signatory.code())).into_owned(),
            signed: given.map_or(String::new(), |s| format!("{}, {}", s.name, plain::date(s.on))),
        })
    };
    Ok(Beside {
        written: course.documents.contract.is_some(),
        stands: course.contract_stands(),
        renegotiating: course.renegotiating.clone().unwrap_or_default(),
        sides: Signatory::ALL.iter().map(side).collect::<Result<_, Failure>>()?,
        reopening: Slip::blank(ask, ask.room("contract/renegotiation"))?,
    })
}

/// What a first contract takes over: the variant's usual dose, the dates that follow from it, the
/// focus and the goals as they were agreed.
pub fn propose(ask: &Ask, course: &Course, put: &mut dyn FnMut(&str, String)) {
    let variant = course.variant();
    let first = course.sessions.first().map_or(ask.clinic().today(), |session| session.on);
    let formulation = course.documents.formulation.as_ref().map(|kept| &kept.value);
    let sessions = formulation
        .and_then(|formulation| formulation.sessions_proposed)
        .unwrap_or(course.sessions_agreed());
    put("sessions", sessions.to_string());
    put("minutes", variant.minutes.max.to_string());
    put("frequency", variant.frequency.code().to_owned());
    put("starts_on", first.to_string());
    let weeks = i64::from(sessions.saturating_sub(1));
    if let Ok(end) = first.checked_add(weeks.weeks()) {
        put("planned_end", end.to_string());
    }
    put("review_points", words().t("contract-review-points").into_owned());
    // What belongs to each session goes first: if there is no room for all, it is not left out.
    let mut measures = ask.clinic().measures_in_use();
    measures.sort_by_key(|measure| schedule::usual(&measure.id));
    for (n, measure) in measures.iter().enumerate().take(MOST_MEASURES) {
        let typed = |of: &str| Rows::typed_as("measured", n, of);
        put(&typed("measure"), measure.id.clone());
        put(&typed("rhythm"), schedule::usual(&measure.id).code().to_owned());
    }
    put("focus_in_words", formulation.map_or(String::new(), |f| f.target.clone()));
    let goals: Vec<&str> = course.goals.iter().map(|kept| kept.goal.text.as_str()).collect();
    put("goals_in_words", goals.join("\n"));
    put("confidentiality_and_limits", words().t("contract-limits").into_owned());
    put("if_no_better", words().t("contract-if-no-better").into_owned());
}

/// The measures that a contract may name.
pub fn offer_measures(ask: &Ask, form: &mut FormView) {
    let name = |measure: &&ipt::measure::Measure| (measure.id.clone(), measure.short.clone());
    let used: Vec<_> = ask.clinic().measures_in_use().iter().map(name).collect();
    form.offer("measure", &used);
}

/// Somebody signs, in the room or on paper.
///
/// # Errors
/// See [`Failure`].
pub fn sign(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let signatory = Signatory::from_code(ask.field("signatory")).ok_or_else(Failure::choice)?;
    let on = typed_date(ask, "on").map_err(|_| Failure::date())?;
    let name = ask.field("name").to_owned();
    act_and_go(ask, access, Command::SignContract { signatory, name, on }, "contract")
}

/// Both agree to open it again.
///
/// # Errors
/// See [`Failure`].
pub fn renegotiate(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let reason = ask.field("reason").to_owned();
    act_and_go(ask, access, Command::Renegotiate { reason }, "contract")
}
