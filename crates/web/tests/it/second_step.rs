//! The second step on the screens of a real practice: before it is set up staff see nothing else.

use std::sync::Arc;

use clinic::{Clinic, SetClock};
use jiff::ToSpan;
use record::{Mark, Place};
use totp_rs::{Builder, Secret};
use web::App;

use crate::{World, world};

const PASSPHRASE: &str = "a+passphrase+of+several+words";

/// A real practice with its first administrator, who has taken the link: world and cookie.
async fn founded() -> (World, String) {
    let folder = tempfile::tempdir().expect("folder");
    let place = Place { data: folder.path().join("data"), root_key: folder.path().join("key") };
    let clock = SetClock::at("2026-03-02T09:00:00Z".parse().expect("a moment"));
    let clinic = Clinic::create(&place, Mark::Real, Arc::new(clock.clone())).expect("created");
    let link = clinic.set_up().expect("tables").expect("nobody yet").0;
    let clinic = Arc::new(clinic);
    let served = Arc::clone(&clinic);
    let app = Arc::new(App { clinic: served, behind_tls: false, hosts: Default::default() });
    let practice = world().practice;
    let world = World { router: web::server::router(&app), practice, clinic, clock, folder };
    let form = format!("name=Tomas&login=tomas&passphrase={PASSPHRASE}&again={PASSPHRASE}");
    let took = world.ask("POST", &format!("/invitations/{link}"), "", &form).await;
    assert_eq!(took.status, 303);
    (world, took.cookie)
}

fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    page.split(from).nth(1).and_then(|rest| rest.split(to).next()).expect("it is there")
}

fn shown(world: &World, secret: &str) -> String {
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
