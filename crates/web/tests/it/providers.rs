//! Sign-in by the practice's OpenID provider, on the screens.

use std::sync::{Arc, Mutex};

use clinic::provider::{Flow, Proved};
use web::provider::{Begun, NotProved, Provider};

use crate::{Came, World, world, world_with};

/// A provider that vouches for whom a test says.
struct Says(Mutex<Result<Proved, NotProved>>);

impl Provider for Says {
    fn name(&self) -> &str {
        "id.example"
    }
    fn begin(&self, returns: &str, back: &str) -> Result<Begun, NotProved> {
        assert_eq!(returns, "http://127.0.0.1/sign-in/provider/return");
        if *self.0.lock().expect("held") == Err(NotProved::Unreachable) {
            return Err(NotProved::Unreachable);
        }
        let text = |text: &str| text.to_owned();
        let (state, nonce, verifier, back) = (text("s"), text("n"), text("v"), text(back));
        let flow = Flow { state, nonce, verifier, back };
        Ok(Begun { address: text("https://id.example/authorize?state=s"), flow })
    }
    fn prove(&self, _: &str, _: &Flow, code: &str) -> Result<Proved, NotProved> {
        assert_eq!(code, "c");
        self.0.lock().expect("held").clone()
    }
}

fn of(subject: &str) -> Result<Proved, NotProved> {
    Ok(Proved { issuer: "https://id.example".to_owned(), subject: subject.to_owned() })
}

fn with_provider() -> (World, Arc<Says>) {
    let says = Arc::new(Says(Mutex::new(of("ruth-7"))));
    let provider: Arc<dyn Provider> = says.clone();
    (world_with(Some(provider)), says)
}

/// Goes to the provider from a page of ours; what the browser keeps meanwhile.
async fn gone(world: &World, path: &str, cookie: &str) -> String {
    let went = world.ask("GET", path, cookie, "").await;
    assert_eq!((went.status, &*went.location), (303, "https://id.example/authorize?state=s"));
    let kept = went.headers["set-cookie"].to_str().expect("text").to_owned();
    for part in ["openipt_flow=", "; Path=/sign-in/provider/return", "HttpOnly", "SameSite=Lax"] {
        assert!(kept.contains(part), "{part} in {kept}");
    }
    went.cookie
}

/// Comes back from it: a page of another site led here, so that no other cookie comes.
async fn back(world: &World, flow: &str, state: &str) -> Came {
    world.ask("GET", &format!("/sign-in/provider/return?code=c&state={state}"), flow, "").await
}

#[tokio::test]
async fn without_a_provider_there_is_no_way_to_one() {
    let world = world();
    let page = world.ask("GET", "/sign-in", "", "").await.body;
    assert!(!page.contains("/sign-in/provider"));
    let ruth = world.enter("Ruth Albrecht").await;
    assert!(!world.ask("GET", "/account", &ruth, "").await.body.contains("/account/provider"));
    for (path, cookie) in
        [("/sign-in/provider", ""), ("/sign-in/provider/return", ""), ("/account/provider", &*ruth)]
    {
        assert_eq!(world.ask("GET", path, cookie, "").await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn somebody_links_their_account_comes_in_by_it_and_takes_that_back() {
    let (world, _) = with_provider();
    let door = world.ask("GET", "/sign-in?back=%2Fcaseload", "", "").await.body;
    assert!(door.contains("href=\"/sign-in/provider?back=%2Fcaseload\""), "{door}");
    assert!(door.contains("Sign in with id.example"));
    let flow = gone(&world, "/sign-in/provider?back=%2Fcaseload", "").await;
    let unknown = back(&world, &flow, "s").await;
    assert!(unknown.status == 422 && unknown.body.contains("Nobody here has linked"));

    let ruth = world.enter("Ruth Albrecht").await;
    let page = world.ask("GET", "/account", &ruth, "").await.body;
    assert!(page.contains("href=\"/account/provider\""), "{page}");
    let flow = gone(&world, "/account/provider", &ruth).await;
    let linked = back(&world, &flow, "s").await;
    assert!(linked.status == 200 && linked.body.contains("It is linked to your account"));
    assert!(linked.headers["set-cookie"].to_str().expect("text").contains("Max-Age=0"), "once");
    let page = world.ask("GET", "/account", &ruth, "").await.body;
    assert!(page.contains("Linked since"), "{page}");

    let flow = gone(&world, "/sign-in/provider?back=%2Fcaseload", "").await;
    let came = back(&world, &flow, "s").await;
    assert!(came.status == 200 && came.body.contains("You are signed in"), "{}", came.body);
    assert!(came.body.contains("href=\"/caseload\""), "a page of ours leads on");
    let cookies = came.headers.get_all("set-cookie").iter();
    let cookies: Vec<&str> = cookies.filter_map(|cookie| cookie.to_str().ok()).collect();
    let own = cookies.iter().find(|cookie| cookie.starts_with("openipt=")).expect("a cookie");
    let own = own.split(';').next().expect("its value");
    assert_eq!(world.ask("GET", "/caseload", own, "").await.status, 200);

    let taken = world.ask("POST", "/account/provider/unlinking", own, "").await;
    assert_eq!(taken.status, 303);
    let flow = gone(&world, "/sign-in/provider", "").await;
    assert_eq!(back(&world, &flow, "s").await.status, 422, "it opens nothing any more");
}

#[tokio::test]
async fn an_answer_without_its_question_and_one_that_proves_nobody_come_to_the_door() {
    let (world, says) = with_provider();
    let flow = gone(&world, "/sign-in/provider", "").await;
    for (flow, state) in [("", "s"), ("openipt_flow=00", "s"), (&*flow, "t"), (&flow, "")] {
        let wrong = back(&world, flow, state).await;
        assert_eq!(wrong.status, 422, "{flow} {state}");
        assert!(wrong.body.contains("does not fit, or it came too late"));
    }
    *says.0.lock().expect("held") = Err(NotProved::Refused);
    let wrong = back(&world, &flow, "s").await;
    assert!(wrong.status == 422 && wrong.body.contains("does not fit"));
    *says.0.lock().expect("held") = Err(NotProved::Unreachable);
    let stuck = world.ask("GET", "/sign-in/provider", "", "").await;
    assert!(stuck.status == 422 && stuck.body.contains("cannot be reached"));
    let ruth = world.enter("Ruth Albrecht").await;
    let stuck = world.ask("GET", "/account/provider", &ruth, "").await;
    assert!(stuck.status == 422 && stuck.body.contains("cannot be reached"));
}

#[tokio::test]
async fn a_client_is_not_offered_it() {
    let (world, _) = with_provider();
    let maren = world.enter("Maren").await;
    assert!(!world.ask("GET", "/account", &maren, "").await.body.contains("/account/provider"));
    assert_eq!(world.ask("GET", "/account/provider", &maren, "").await.status, 404);
}
