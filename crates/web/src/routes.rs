//! The whole route table. A route says by its type what its handler may do: the proof is asked
//! for here, before the handler runs, and a handler without a proof has no way to a record.

mod address;
mod handler;

pub use address::{is_form, is_page};
pub use handler::Handler;

use crate::{
    assets, draft,
    screens::{
        about, account, areas, card, caseload, check_in, circle, client, communication, contract,
        corrections, course, decision, disclosures, document, erasure, focus, formulation, goals,
        history, incident, inventory, invitation, looks, measures, my, outcomes, people, phase,
        print, progress, record, referral, replay, review, rhythm, risk, second_step, self_check,
        sessions, settings, sign_in, suitability, supervision, technique, timeline, today,
        transfer,
    },
};

use axum::http::Method;

/// One route.
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// The address, with its varying parts in braces.
    pub path: &'static str,
    /// What answers.
    pub handler: Handler,
}

const fn get(path: &'static str, handler: Handler) -> Route {
    Route { method: Method::GET, path, handler }
}

const fn post(path: &'static str, handler: Handler) -> Route {
    Route { method: Method::POST, path, handler }
}

use Handler::{
    AccountsRead, AccountsWrite, CaseloadRead, CaseloadWrite, CourseRead, CourseWrite, Draft, Open,
    OutcomesRead, OwnCourse, OwnCourseWrite, RetentionRead, RetentionWrite, SettingUp,
    SettingsWrite, SignedIn, SupervisedRead, SupervisedWrite, SupervisionRead,
};

/// Every route there is.
pub static ROUTES: &[Route] = &[
    get("/about", Open(about::show)),
    get("/assets/{print}/{name}", Open(assets::serve)),
    get("/sign-in", Open(sign_in::show)),
    post("/sign-in", Open(sign_in::enter)),
    post("/sign-in/second-step", Open(second_step::take_code)),
    post("/sign-out", Open(sign_in::leave)),
    get("/account", SignedIn(account::show)),
    post("/account/passphrase", SignedIn(account::change_passphrase)),
    post("/account/sign-ins/ending", SignedIn(account::end_others)),
    get("/account/second-step", SettingUp(second_step::show)),
    post("/account/second-step", SettingUp(second_step::confirm)),
    post("/account/second-step/removal", SignedIn(second_step::remove)),
    post("/account/second-step/code", SignedIn(second_step::fresh::take)),
    post("/account/recovery-codes", SignedIn(second_step::renew_codes)),
    get("/demo/{door}", Open(sign_in::demo_door)),
    get("/invitations/{token}", Open(invitation::show)),
    post("/invitations/{token}", Open(invitation::take)),
    get("/check-in/{token}", Open(check_in::filled::show)),
    post("/check-in/{token}", Open(check_in::filled::answer)),
    post("/check-in/{token}/answers", Open(check_in::filled::keep)),
    post("/recovery/cancellation", SignedIn(sign_in::cancel_recovery)),
    post("/drafts", Draft(draft::save)),
    post("/drafts/discarded", SignedIn(|ask, _| draft::discard(ask))),
    get("/", SignedIn(caseload::home)),
    get("/caseload", CaseloadRead(caseload::show)),
    get("/today", CaseloadRead(today::show)),
    get("/referral", CaseloadRead(referral::show)),
    post("/referral", CaseloadWrite(referral::refer)),
    get("/outcomes", OutcomesRead(outcomes::show)),
    get("/people", AccountsRead(people::show)),
    post("/people", AccountsWrite(people::add)),
    post("/people/{account}/invitation", AccountsWrite(people::invite)),
    post("/people/{account}/ending", AccountsWrite(people::end)),
    post("/people/{account}/mail", AccountsWrite(people::set_mail)),
    get("/settings", SettingsWrite(settings::show)),
    post("/settings", SettingsWrite(settings::change)),
    get("/settings/crisis", SettingsWrite(settings::crisis::show)),
    post("/settings/crisis", SettingsWrite(settings::crisis::change)),
    get("/settings/rules", SettingsWrite(settings::rules::show)),
    post("/settings/rules", SettingsWrite(settings::rules::change)),
    get("/settings/supervision", SettingsWrite(supervision::contracts::show)),
    post("/settings/supervision", SettingsWrite(supervision::contracts::agree)),
    post("/settings/supervision/ending", SettingsWrite(supervision::contracts::end)),
    get("/supervision", SupervisionRead(supervision::list)),
    get("/supervised/{supervised}", SupervisedRead(supervision::supervised::show)),
    post("/supervised/{supervised}/talks", SupervisedWrite(supervision::supervised::talk)),
    post(
        "/supervised/{supervised}/talks/{talk}/outcome",
        SupervisedWrite(supervision::supervised::follow_up),
    ),
    post(
        "/supervised/{supervised}/sessions/{session}/signature",
        SupervisedWrite(supervision::supervised::co_sign),
    ),
    post(
        "/supervised/{supervised}/sessions/{session}/return",
        SupervisedWrite(supervision::supervised::send_back),
    ),
    get("/settings/retention", SettingsWrite(settings::retention::show)),
    post("/settings/retention", SettingsWrite(settings::retention::choose)),
    get("/clients", AccountsRead(erasure::finding::show)),
    post("/clients", AccountsWrite(erasure::finding::find)),
    get("/clients/{client}", RetentionRead(erasure::show)),
    post("/clients/{client}/erasure", RetentionWrite(erasure::ask)),
    post("/clients/{client}/erasure/withdrawal", RetentionWrite(erasure::withdraw)),
    post("/clients/{client}/erasure/confirmation", RetentionWrite(erasure::confirm)),
    post("/clients/{client}/legal-hold", RetentionWrite(erasure::hold)),
    post("/clients/{client}/legal-hold/release", RetentionWrite(erasure::release)),
    get("/clients/{client}/disclosures", RetentionRead(disclosures::of_client)),
    post("/clients/{client}/disclosures", RetentionWrite(disclosures::note_for_client)),
    get("/my", SignedIn(my::home)),
    get("/my/{course}", OwnCourse(my::course)),
    get("/my/{course}/card", OwnCourse(card::own)),
    get("/my/{course}/check", OwnCourse(self_check::show)),
    post("/my/{course}/check", OwnCourseWrite(self_check::fill)),
    get("/my/{course}/looks", OwnCourse(looks::own::show)),
    get("/my/{course}/supervision", OwnCourse(supervision::own::show)),
    post(
        "/my/{course}/supervision/{supervisor}/withdrawal",
        OwnCourseWrite(supervision::own::withdraw),
    ),
    get("/my/{course}/corrections", OwnCourse(corrections::own::show)),
    post("/my/{course}/corrections", OwnCourseWrite(corrections::own::send)),
    get("/my/{course}/disclosures", OwnCourse(disclosures::own::show)),
    get("/courses/{course}", CourseRead(course::show)),
    get("/courses/{course}/client", CourseRead(client::show)),
    post("/courses/{course}/client", CourseWrite(client::revise)),
    post("/courses/{course}/client/invitation", CourseWrite(client::invite)),
    post("/courses/{course}/phase", CourseWrite(phase::enter)),
    post("/courses/{course}/pause", CourseWrite(phase::pause)),
    post("/courses/{course}/resumption", CourseWrite(phase::resume)),
    get("/courses/{course}/transfer", CourseRead(transfer::show)),
    post("/courses/{course}/transfer", CourseWrite(transfer::hand_over)),
    post("/courses/{course}/variant", CourseWrite(phase::choose_variant)),
    post("/courses/{course}/re-entry", CourseWrite(phase::re_enter)),
    post("/courses/{course}/previous/inventory", CourseWrite(inventory::bring)),
    get("/courses/{course}/suitability", CourseRead(suitability::show)),
    post("/courses/{course}/suitability", CourseWrite(suitability::decide)),
    get("/courses/{course}/inventory", CourseRead(inventory::show)),
    post("/courses/{course}/inventory", CourseWrite(inventory::add)),
    get("/courses/{course}/inventory/{person}", CourseRead(inventory::person)),
    post("/courses/{course}/inventory/{person}", CourseWrite(inventory::revise)),
    post("/courses/{course}/inventory/{person}/retirement", CourseWrite(inventory::retire)),
    get("/courses/{course}/circle", CourseRead(circle::show)),
    post("/courses/{course}/circle", CourseWrite(circle::place)),
    post("/courses/{course}/circle/moves", CourseWrite(circle::move_one)),
    post("/courses/{course}/circle/withdrawal", CourseWrite(circle::take_back)),
    post("/courses/{course}/circle/links", CourseWrite(circle::link)),
    get("/courses/{course}/circle/replay", CourseRead(replay::show)),
    get("/courses/{course}/circle/export.graphml", CourseRead(replay::export::graphml)),
    get("/courses/{course}/circle/export.csv", CourseRead(replay::export::csv)),
    get("/courses/{course}/timeline", CourseRead(timeline::show)),
    post("/courses/{course}/timeline", CourseWrite(timeline::note)),
    get("/courses/{course}/timeline/{moment}", CourseRead(timeline::moment)),
    post("/courses/{course}/timeline/{moment}", CourseWrite(timeline::revise)),
    post("/courses/{course}/timeline/{moment}/striking", CourseWrite(timeline::strike)),
    post("/courses/{course}/formulation/telling", CourseWrite(formulation::tell)),
    get("/courses/{course}/formulation/letter", CourseRead(formulation::sentences)),
    post("/courses/{course}/formulation/letter/{sentence}", CourseWrite(formulation::choose)),
    post("/courses/{course}/formulation/answer", CourseWrite(formulation::answer)),
    get("/courses/{course}/focus", CourseRead(focus::show)),
    post("/courses/{course}/focus", CourseWrite(focus::agree)),
    post("/courses/{course}/focus/ratings", CourseWrite(focus::rate)),
    get("/courses/{course}/areas/{area}", CourseRead(areas::show)),
    post("/courses/{course}/areas/{area}/markers", CourseWrite(areas::mark)),
    post("/courses/{course}/areas/{area}/markers/unmarking", CourseWrite(areas::unmark)),
    get("/courses/{course}/goals", CourseRead(goals::show)),
    post("/courses/{course}/goals", CourseWrite(goals::set)),
    get("/courses/{course}/goals/{goal}", CourseRead(goals::goal)),
    post("/courses/{course}/goals/{goal}", CourseWrite(goals::reword)),
    post("/courses/{course}/goals/{goal}/progress", CourseWrite(goals::rate)),
    post("/courses/{course}/contract/signatures", CourseWrite(contract::sign)),
    post("/courses/{course}/contract/renegotiation", CourseWrite(contract::renegotiate)),
    get("/courses/{course}/progress", CourseRead(progress::show)),
    get("/courses/{course}/check-in", CourseRead(check_in::show)),
    post("/courses/{course}/check-in", CourseWrite(check_in::make)),
    post("/courses/{course}/check-in/{check_in}/revocation", CourseWrite(check_in::revoke)),
    get("/courses/{course}/incidents", CourseRead(incident::list)),
    post("/courses/{course}/incidents", CourseWrite(incident::note)),
    get("/courses/{course}/incidents/{incident}", CourseRead(incident::show)),
    post("/courses/{course}/incidents/{incident}", CourseWrite(incident::revise)),
    post("/courses/{course}/incidents/{incident}/striking", CourseWrite(incident::strike)),
    get("/courses/{course}/incidents/{incident}/communication", CourseRead(communication::show)),
    post(
        "/courses/{course}/incidents/{incident}/communication",
        CourseWrite(communication::analyse),
    ),
    get("/courses/{course}/rhythm", CourseRead(rhythm::list)),
    get("/courses/{course}/rhythm/{week}", CourseRead(rhythm::show)),
    post("/courses/{course}/rhythm/{week}", CourseWrite(rhythm::write)),
    post("/courses/{course}/rhythm/{week}/striking", CourseWrite(rhythm::strike)),
    get("/courses/{course}/decisions", CourseRead(decision::list)),
    post("/courses/{course}/decisions", CourseWrite(decision::weigh)),
    get("/courses/{course}/decisions/{decision}", CourseRead(decision::show)),
    post("/courses/{course}/decisions/{decision}", CourseWrite(decision::revise)),
    post("/courses/{course}/decisions/{decision}/striking", CourseWrite(decision::strike)),
    get("/courses/{course}/techniques", CourseRead(technique::list)),
    get("/courses/{course}/techniques/{technique}", CourseRead(technique::show)),
    post("/courses/{course}/techniques/{technique}", CourseWrite(technique::record)),
    get("/courses/{course}/techniques/{technique}/{record}", CourseRead(technique::one)),
    post("/courses/{course}/techniques/{technique}/{record}", CourseWrite(technique::revise)),
    post(
        "/courses/{course}/techniques/{technique}/{record}/striking",
        CourseWrite(technique::strike),
    ),
    get("/courses/{course}/homework", CourseRead(sessions::library::show)),
    get("/courses/{course}/reviews", CourseRead(review::list)),
    get("/courses/{course}/reviews/{alert}", CourseRead(review::show)),
    post("/courses/{course}/reviews/{alert}", CourseWrite(review::decide)),
    get("/courses/{course}/measures", CourseRead(measures::show)),
    get("/courses/{course}/measures/{measure}", CourseRead(measures::form)),
    post("/courses/{course}/measures/{measure}", CourseWrite(measures::enter)),
    post("/courses/{course}/measures/{measure}/striking", CourseWrite(measures::strike)),
    get("/courses/{course}/measures/{measure}/scores/{score}", CourseRead(measures::score)),
    get("/courses/{course}/sessions", CourseRead(sessions::list)),
    post("/courses/{course}/sessions", CourseWrite(sessions::open)),
    post("/courses/{course}/sessions/missed", CourseWrite(sessions::miss)),
    post("/courses/{course}/sessions/next", CourseWrite(sessions::book)),
    get("/courses/{course}/sessions/{session}", CourseRead(sessions::one::show)),
    post("/courses/{course}/sessions/{session}", CourseWrite(sessions::one::write)),
    post("/courses/{course}/sessions/{session}/signature", CourseWrite(sessions::signing::sign)),
    post("/courses/{course}/sessions/{session}/return", CourseWrite(sessions::signing::take_back)),
    post("/courses/{course}/sessions/{session}/addenda", CourseWrite(sessions::one::add)),
    post("/courses/{course}/sessions/{session}/homework", CourseWrite(sessions::homework::agree)),
    post("/courses/{course}/sessions/{session}/withdrawal", CourseWrite(sessions::one::withdraw)),
    post("/courses/{course}/sessions/{session}/date", CourseWrite(sessions::one::redate)),
    post(
        "/courses/{course}/homework/{homework}/withdrawal",
        CourseWrite(sessions::homework::withdraw),
    ),
    post("/courses/{course}/homework/{homework}/review", CourseWrite(sessions::homework::review)),
    post("/courses/{course}/risk", CourseWrite(risk::raise)),
    post("/courses/{course}/risk/{flag}/acknowledgement", CourseWrite(risk::acknowledge)),
    post("/courses/{course}/risk/{flag}/clearance", CourseWrite(risk::clear)),
    get("/courses/{course}/supervision", CourseRead(supervision::room::show)),
    post("/courses/{course}/supervision/talks", CourseWrite(supervision::room::talk)),
    post(
        "/courses/{course}/supervision/talks/{talk}/outcome",
        CourseWrite(supervision::room::follow_up),
    ),
    post("/courses/{course}/supervision/{supervisor}", CourseWrite(supervision::room::consent)),
    post(
        "/courses/{course}/supervision/{supervisor}/withdrawal",
        CourseWrite(supervision::room::withdraw),
    ),
    post("/courses/{course}/hold", CourseWrite(risk::hold)),
    post("/courses/{course}/hold/lifting", CourseWrite(risk::lift)),
    get("/courses/{course}/self-checks", CourseRead(self_check::room::show)),
    post("/courses/{course}/self-checks/{check_at}/hearing", CourseWrite(self_check::room::hear)),
    get("/courses/{course}/history", CourseRead(history::show)),
    get("/courses/{course}/history/{number}", CourseRead(history::as_it_stood)),
    get("/courses/{course}/looks", CourseRead(looks::show)),
    get("/courses/{course}/corrections", CourseRead(corrections::show)),
    post("/courses/{course}/corrections/{correction}/reply", CourseWrite(corrections::reply)),
    get("/courses/{course}/disclosures", CourseRead(disclosures::show)),
    post("/courses/{course}/disclosures", CourseWrite(disclosures::note)),
    get("/courses/{course}/erasure", CourseRead(erasure::leading::show)),
    post("/courses/{course}/erasure", CourseWrite(erasure::leading::confirm)),
    get("/courses/{course}/record", CourseRead(record::show)),
    get("/courses/{course}/record.json", CourseRead(record::data)),
    get("/courses/{course}/print/{letter}", CourseRead(print::show)),
    get("/courses/{course}/relapse_plan/card", CourseRead(card::show)),
    get("/courses/{course}/{document}", CourseRead(document::show)),
    post("/courses/{course}/{document}", CourseWrite(document::record)),
];

impl Route {
    /// Whether anybody may ask, signed in or not.
    pub fn open(&self) -> bool {
        matches!(self.handler, Open(_))
    }

    /// Whether staff who have to set up the second step first may ask.
    pub fn of_newcomers(&self) -> bool {
        matches!(self.handler, SettingUp(_))
    }

    /// The room in the access log: the last fixed part of the address, never an id.
    pub fn room(&self) -> &'static str {
        let fixed = |part: &&str| !part.is_empty() && !part.starts_with('{');
        self.path.split('/').rfind(fixed).unwrap_or("home")
    }
}
