//! A sign-in with a new kind of browser, on the screens of a real practice.

use axum::{body::Body, http::Request};
use jiff::ToSpan;

use crate::{
    Came, World,
    second_step::{PASSPHRASE, between, founded, set_up, shown, with_code},
};

/// Signs in with this kind of browser, by both steps.
async fn come(world: &World, agent: &str, secret: &str) -> String {
    world.clock.set(world.clinic.now() + 60.seconds());
    let send = async |path: &str, form: String| -> Came {
        let request = Request::builder().method("POST").uri(path).header("host", "127.0.0.1");
        let request = request.header("sec-fetch-site", "same-origin").header("user-agent", agent);
        world.send(request.body(Body::from(form)).expect("request")).await
    };
    let form = format!("login=tomas&passphrase={PASSPHRASE}&back=%2F");
    let asked = send("/sign-in", form).await.body;
    let half = between(&asked, "name=\"half\" value=\"", "\"");
    let form = format!("half={half}&back=%2F&code={}", shown(world, secret));
    let came = send("/sign-in/second-step", form).await;
    assert_eq!(came.status, 303);
    came.cookie
}

#[tokio::test]
async fn a_new_kind_of_browser_is_asked_about_on_every_page_until_it_is_answered() {
    let (world, first) = founded().await;
    let secret = set_up(&world, &first).await;
    let tomas = come(&world, "", &secret).await;
    let phone = come(&world, "Mozilla Firefox/140 Android", &secret).await;
    for path in ["/people", "/settings", "/account"] {
        let page = world.ask("GET", path, &tomas, "").await.body;
        assert!(page.contains("Somebody signed in as you with Firefox, Android"), "{path}");
        let page = world.ask("GET", path, &phone, "").await.body;
        assert!(!page.contains("Somebody signed in"), "{path}");
    }
    let page = world.ask("GET", "/account", &tomas, "").await.body;
    let until = between(&page, "name=\"until\" value=\"", "\"").to_owned();
    let answer = |with: &str| format!("until={until}&answer={with}");
    let own = world.ask("POST", "/account/browsers", &phone, &answer("mine")).await;
    assert_eq!(own.status, 404, "not by whoever it is");
    let done = world.ask("POST", "/account/browsers", &tomas, &answer("mine")).await;
    assert_eq!(done.status, 303);
    let page = world.ask("GET", "/people", &tomas, "").await.body;
    assert!(!page.contains("Somebody signed in"));
    assert_eq!(world.ask("GET", "/people", &phone, "").await.status, 200);
}

#[tokio::test]
async fn it_was_not_me_asks_for_a_code_signs_out_elsewhere_and_asks_for_another_passphrase() {
    let (world, first) = founded().await;
    let secret = set_up(&world, &first).await;
    let tomas = come(&world, "", &secret).await;
    world.clock.set(world.clinic.now() + 9.minutes());
    let mallory = come(&world, "Mozilla Chrome/140 Windows", &secret).await;
    world.clock.set(world.clinic.now() + 3.minutes());
    let page = world.ask("GET", "/people", &tomas, "").await.body;
    let until = between(&page, "name=\"until\" value=\"", "\"");
    let form = format!("until={until}&answer=not-mine");
    let asked = world.ask("POST", "/account/browsers", &tomas, &form).await;
    assert_eq!(asked.status, 403, "a code first");
    assert_eq!(world.ask("GET", "/people", &mallory, "").await.status, 200);
    let body = with_code(&asked.body, &shown(&world, &secret));
    let done = world.ask_so("POST", "/account/browsers", &tomas, &body).await;
    assert_eq!(done.location, "/account#passphrase-change");
    let out = world.ask("GET", "/people", &mallory, "").await;
    assert!(out.location.starts_with("/sign-in"));
    let page = world.ask("GET", "/people", &tomas, "").await.body;
    assert!(page.contains("was not you") && page.contains("/account#passphrase-change"));
}
