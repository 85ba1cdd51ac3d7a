//! The second step on the screens of a real practice: before it is set up staff see nothing else.

use std::sync::Arc;

use clinic::{Clinic, SetClock};
use jiff::ToSpan;
use record::{Mark, Place};
use totp_rs::{Builder, Secret};
use web::App;

use crate::{World, world};

pub const PASSPHRASE: &str = "a+passphrase+of+several+words";

/// A real practice with its first administrator, who has taken the link: world and cookie.
pub async fn founded() -> (World, String) {
    let folder = tempfile::tempdir().expect("folder");
    let place = Place { data: folder.path().join("data"), root_key: folder.path().join("key") };
    let clock = SetClock::at("2026-03-02T09:00:00Z".parse().expect("a moment"));
    let clinic = Clinic::create(&place, Mark::Real, Arc::new(clock.clone())).expect("created");
    let link = clinic.set_up().expect("tables").expect("nobody yet").0;
    let clinic = Arc::new(clinic);
    let served = Arc::clone(&clinic);
    let app = Arc::new(App {
        clinic: served,
        behind_tls: false,
        hosts: Default::default(),
        provider: None,
    });
    let practice = world().practice;
    let world = World { router: web::server::router(&app), practice, clinic, clock, folder };
    let form = format!("name=Tomas&login=tomas&passphrase={PASSPHRASE}&again={PASSPHRASE}");
    let took = world.ask("POST", &format!("/invitations/{link}"), "", &form).await;
    assert_eq!(took.status, 303);
    (world, took.cookie)
}

pub fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    page.split(from).nth(1).and_then(|rest| rest.split(to).next()).expect("it is there")
}

pub fn shown(world: &World, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).expect("a secret");
    let totp = Builder::new().with_secret(secret).with_account_name("anybody").build();
    let now = u64::try_from(world.clinic.now().as_second()).expect("after 1970");
    totp.expect("a code").generate(now).to_string()
}

#[tokio::test]
async fn staff_set_up_the_second_step_before_anything_else_and_are_asked_for_it_then() {
    let (world, tomas) = founded().await;
    for path in ["/", "/people", "/settings", "/account"] {
        let came = world.ask("GET", path, &tomas, "").await;
        assert_eq!(came.location, "/account/second-step", "{path}");
    }
    let adding = "name=Eve&login=eve&role=administrator";
    let added = world.ask("POST", "/people", &tomas, adding).await;
    assert_eq!(added.location, "/account/second-step", "nothing is done either");
    let page = world.ask("GET", "/account/second-step", &tomas, "").await.body;
    assert!(page.contains("<svg") && page.contains("Before anything else"));
    let secret = between(&page, "<code>", "</code>").to_owned();
    let send = |code: String| {
        let proof = between(&page, "form_proof\" value=\"", "\"").to_owned();
        format!("code={code}&form_proof={proof}")
    };
    let unproved = world.ask_so("POST", "/account/second-step", &tomas, "code=000000").await;
    assert_eq!(unproved.status, 403, "not from another page");
    let wrong = world.ask_so("POST", "/account/second-step", &tomas, &send("000000".into())).await;
    assert!(wrong.status == 422 && wrong.body.contains("does not fit"));
    let code = shown(&world, &secret);
    let done = world.ask_so("POST", "/account/second-step", &tomas, &send(code.clone())).await;
    assert_eq!(done.body.matches("<li><code>").count(), 10, "the recovery codes, this once");
    assert_eq!(world.ask("GET", "/people", &tomas, "").await.status, 200);

    let form = format!("login=tomas&passphrase={PASSPHRASE}&back=%2Fsettings");
    let asked = world.ask("POST", "/sign-in", "", &form).await;
    assert!(asked.cookie.is_empty() && asked.body.contains("name=\"half\""), "not in yet");
    let half = between(&asked.body, "name=\"half\" value=\"", "\"").to_owned();
    let next = |code: &str| format!("half={half}&back=%2Fsettings&code={code}");
    let old = world.ask("POST", "/sign-in/second-step", "", &next(&code)).await;
    assert_eq!(old.status, 422, "each code counts once");
    world.clock.set(world.clinic.now() + 60.seconds());
    let code = shown(&world, &secret);
    let came = world.ask("POST", "/sign-in/second-step", "", &next(&code)).await;
    assert_eq!((came.status, came.location.as_str()), (303, "/settings"));
    assert_eq!(world.ask("GET", "/settings", &came.cookie, "").await.status, 200);
    let late = world.ask("POST", "/sign-in/second-step", "", &next(&code)).await;
    assert!(late.location.starts_with("/sign-in?back="), "the first step counts once");
    let account = world.ask("GET", "/account", &came.cookie, "").await.body;
    assert!(account.contains("In use since") && account.contains("End all the others"));
}

#[tokio::test]
async fn a_client_may_have_a_second_step_and_needs_none() {
    let world = world();
    let maren = world.enter("Maren").await;
    let page = world.ask("GET", "/account", &maren, "").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("href=\"/account/second-step\"") && !page.body.contains("OpenIPT"));
    let asked = world.ask("GET", "/account/second-step", &maren, "").await.body;
    assert!(asked.contains("<svg") && !asked.contains("Before anything else"));
}

/// Sends again what stands in the form of a page, with a code.
pub fn with_code(page: &str, code: &str) -> String {
    let form = between(page, "<form class=\"form\"", "</form>");
    let inputs = form.split("<input type=\"hidden\" name=\"").skip(1);
    let fields = inputs.filter_map(|input| {
        let (name, rest) = input.split_once('"')?;
        let value = rest.strip_prefix(" value=\"")?.split('"').next()?;
        Some(format!("{name}={}", value.replace('/', "%2F")))
    });
    format!("{}&given_code={code}", fields.collect::<Vec<_>>().join("&"))
}

/// The secret of an authenticator that somebody sets up now.
pub async fn set_up(world: &World, cookie: &str) -> String {
    let page = world.ask("GET", "/account/second-step", cookie, "").await.body;
    let secret = between(&page, "<code>", "</code>").to_owned();
    let proof = between(&page, "action=\"/account/second-step\"", "</form>");
    let proof = between(proof, "form_proof\" value=\"", "\"");
    let form = format!("code={}&form_proof={proof}", shown(world, &secret));
    let done = world.ask_so("POST", "/account/second-step", cookie, &form).await;
    assert_eq!(done.body.matches("<li><code>").count(), 10);
    secret
}

#[tokio::test]
async fn a_role_is_given_with_a_fresh_code_and_what_was_typed_goes_on_after_it() {
    let (world, tomas) = founded().await;
    let secret = set_up(&world, &tomas).await;
    world.clock.set(world.clinic.now() + 11.minutes());
    let adding = "name=Eve+Lind&login=eve&role=administrator";
    let asked = world.ask("POST", "/people", &tomas, adding).await;
    assert!(asked.status == 403 && asked.body.contains("action=\"/people\""));
    assert!(asked.body.contains("value=\"Eve Lind\""), "what was typed is kept");
    let people = || world.ask("GET", "/people", &tomas, "");
    assert!(!people().await.body.contains("Eve Lind"), "nothing was done");
    let body = with_code(&asked.body, "000000");
    let wrong = world.ask_so("POST", "/people", &tomas, &body).await;
    assert!(wrong.status == 403 && wrong.body.contains("does not fit"));
    let body = with_code(&wrong.body, &shown(&world, &secret));
    let done = world.ask_so("POST", "/people", &tomas, &body).await;
    assert!(done.body.contains("/invitations/"), "the act went on: {}", done.status);
    assert!(people().await.body.contains("Eve Lind"));
    let next = world.ask("POST", "/people", &tomas, "name=Ida&login=ida&role=therapist").await;
    assert!(next.body.contains("/invitations/"), "one code is enough for ten minutes");
}

#[tokio::test]
async fn a_whole_record_and_ones_own_way_in_wait_for_a_fresh_code() {
    let world = world();
    let ruth = world.enter("Ruth Albrecht").await;
    let record = format!("/courses/{}/record", world.course("Maren"));
    assert_eq!(world.ask("GET", &record, &ruth, "").await.status, 200, "who has none gives none");
    let secret = set_up(&world, &ruth).await;
    assert_eq!(world.ask("GET", &record, &ruth, "").await.status, 200);
    world.clock.set(world.clinic.now() + 11.minutes());
    let data = world.ask("GET", &format!("{record}.json"), &ruth, "").await;
    assert_eq!(data.location, record, "the page asks, the file comes after");
    let asked = world.ask("GET", &record, &ruth, "").await;
    assert!(asked.status == 403 && !asked.body.contains("<dl class=\"facts\">"));
    let ended = world.ask("POST", "/account/sign-ins/ending", &ruth, "").await;
    assert!(ended.status == 403 && ended.body.contains("A code first"));
    let own = "today=x&passphrase=a+passphrase+of+words&again=a+passphrase+of+words";
    let changed = world.ask("POST", "/account/passphrase", &ruth, own).await;
    assert!(changed.status == 422 && changed.body.contains("name=\"given_code\""));
    assert!(!changed.body.contains("a passphrase of words"), "a passphrase is shown on no page");
    let code = shown(&world, &secret);
    let body = with_code(&asked.body, &code);
    let on = world.ask_so("POST", "/account/second-step/code", &ruth, &body).await;
    assert_eq!((on.status, &on.location), (303, &record), "and goes on where it was");
    assert_eq!(world.ask("GET", &record, &ruth, "").await.status, 200);
    let again = world.ask_so("POST", "/account/second-step/code", &ruth, &body).await;
    assert_eq!(again.status, 303, "a second press does no harm");
}
