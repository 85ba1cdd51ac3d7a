//! What may come in, and where one is sent: addresses, names, limits, headers.

use std::sync::Arc;

use axum::{body::Body, http::Request};
use clinic::{Clinic, SetClock};
use web::{App, guard::own_address};

use crate::{Came, World, world};

#[test]
fn only_addresses_of_this_server_are_gone_to() {
    for own in ["/", "/courses/1/triad", "/courses/1/circle?layout=now"] {
        assert_eq!(own_address(own), own);
    }
    for other in [
        "",
        "evil",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "https://evil.example",
        "/ /evil.example",
        "/a//evil",
        "\\\\evil.example",
    ] {
        assert_eq!(own_address(other), "/", "{other:?}");
    }
}

#[tokio::test]
async fn after_signing_in_nobody_is_sent_to_another_server() {
    let world = world();
    for evil in ["/%09/evil.example", "/%5Cevil.example", "//evil.example", "/%0A/evil.example"] {
        let came = world.ask("GET", &format!("/sign-in?back={evil}"), "", "").await;
        assert!(came.body.contains("name=\"back\" value=\"/\""), "{evil}");
    }
    let discarded = world.enter("Ruth Albrecht").await;
    for evil in ["/%5Cevil.example", "/%09/evil.example"] {
        let body = format!("form_place={evil}");
        let came = world.ask("POST", "/drafts/discarded", &discarded, &body).await;
        assert_eq!(came.location, "/", "{evil}");
    }
}

#[tokio::test]
async fn one_goes_back_to_a_page_never_to_an_act() {
    let world = world();
    let course = world.course("Maren");
    let way = |path: &str| format!("/courses/{course}{path}");
    let encoded = |path: &str| way(path).replace('/', "%2F");
    for (act, back) in [
        ("/sessions/3/addenda", "/sessions/3"),
        ("/sessions/3", "/sessions/3"),
        ("/hold/lifting", ""),
        ("/phase", ""),
        ("/homework/7/review", "/homework"),
        ("/goals/7/progress", "/goals/7"),
        ("/triad", "/triad"),
    ] {
        let came = world.ask("POST", &way(act), "", "").await;
        assert_eq!(came.location, format!("/sign-in?back={}", encoded(back)), "{act}");
    }
    let said = format!("form_page={}", encoded("/risk_assessment"));
    let came = world.ask("POST", &way("/hold"), "", &said).await;
    assert_eq!(came.location, format!("/sign-in?back={}", encoded("/risk_assessment")));
}

#[test]
fn the_cookie_of_staff_does_not_come_with_a_link_from_another_site() {
    let clinic = Clinic::in_memory(Arc::new(SetClock::default())).expect("a practice");
    let link = clinic.set_up().expect("tables").expect("nobody yet");
    let names = Some(("Tomas Weil", "tomas"));
    let tomas = clinic.take_invitation(&link, names, "a passphrase of several words");
    let tomas = tomas.expect("first administrator");
    let app = App {
        clinic: Arc::new(clinic),
        behind_tls: true,
        hosts: Default::default(),
        provider: None,
    };
    let set = |signed_in| format!("{:?}", web::guard::set_cookie(&app, signed_in));
    for cookie in [set(Some(&tomas)), set(None)] {
        assert!(cookie.starts_with("\"__Host-openipt="), "{cookie}");
        assert!(cookie.contains("; Path=/; HttpOnly; SameSite=Strict; "), "{cookie}");
        assert!(cookie.ends_with("; Secure\""), "{cookie}");
    }
}

async fn named(world: &World, host: &str, path: &str) -> Came {
    let request = Request::builder().uri(path).header("host", host);
    world.send(request.body(Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn only_its_own_names_are_served() {
    let world = world();
    for own in ["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "[::1]", "LOCALHOST"]
    {
        assert_eq!(named(&world, own, "/about").await.status, 200, "{own}");
    }
    for other in ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "", "[::2]:80"] {
        let came = named(&world, other, "/about").await;
        assert_eq!(came.status, 421, "{other}");
        assert!(came.body.contains("--host"));
    }
    let hosts = web::guard::Hosts::of(["Clinic.example".to_owned()]);
    let request = Request::builder().uri("/").header("host", "clinic.example:443");
    assert!(hosts.serve(&request.body(()).expect("a request")));
}

#[tokio::test]
async fn headers_stand_on_every_answer_and_limits_have_codes() {
    let world = world();
    let long = format!("/about?x={}", "y".repeat(3000));
    let wide = "z".repeat(17 * 1024);
    let request = |method: &str, path: &str, wide: &str| {
        let request = Request::builder().method(method).uri(path).header("host", "127.0.0.1");
        request.header("x-wide", wide).body(Body::empty()).expect("a request")
    };
    for (status, request) in [
        (405, request("DELETE", "/about", "")),
        (405, request("POST", "/about", "")),
        (400, request("GET", "/courses/%FF/triad", "")),
        (404, request("GET", "/nowhere/at/all", "")),
        (414, request("GET", &long, "")),
        (431, request("GET", "/about", &wide)),
        (421, Request::builder().uri("/").header("host", "evil").body(Body::empty()).expect("ok")),
    ] {
        let came = world.send(request).await;
        assert_eq!(came.status, status);
        for (name, value) in web::guard::HEADERS {
            assert_eq!(came.headers.get(*name).expect(name), value, "{status}");
        }
        assert_eq!(came.headers.get("cache-control").expect("kept"), "no-store", "{status}");
    }
}
