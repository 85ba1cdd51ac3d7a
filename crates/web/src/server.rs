//! The server: from a request of the network to a handler of the route table, and back.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderMap, Method, Response, StatusCode, header},
    middleware::{self, Next},
    routing::{MethodFilter, on},
};
use clinic::{
    Actor,
    login::{AtTheDoor, Departed, Holder, Newcomer},
};
use http_body_util::{BodyExt, Limited};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};
use zeroize::Zeroize;

use crate::{
    App,
    answer::{Failure, redirect},
    ask::Ask,
    draft, guard,
    page::Page,
    proof,
    routes::{ROUTES, Route},
};

/// The largest form, in bytes. Security plan §3.8.
const LARGEST: usize = 256 * 1024;
/// A form that is larger comes back to its writer, if it is no larger than this.
const READ: usize = 2 * LARGEST;
/// How long the body of a request may take to come. Security plan §3.8.
const PATIENCE: Duration = Duration::from_secs(15);
/// The longest address, in bytes. Security plan §3.8.
const LONGEST_ADDRESS: usize = 2 * 1024;
/// The largest headers together, in bytes. Security plan §3.8.
pub const LARGEST_HEAD: usize = 16 * 1024;

/// The router over the whole route table. What is not in the table is not served.
pub fn router(app: &Arc<App>) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        // The doors of the demo are not there on a real record.
        if route.path.starts_with("/demo/") && !app.clinic.is_demo() {
            continue;
        }
        let app = Arc::clone(app);
        let filter =
            if route.method == Method::GET { MethodFilter::GET } else { MethodFilter::POST };
        let serve = move |Path(parts): Path<HashMap<String, String>>, request: Request| {
            serve(Arc::clone(&app), route, parts, request)
        };
        router = router.route(route.path, on(filter, serve));
    }
    let missing = Arc::clone(app);
    router
        .fallback(move |request: Request| not_there(Arc::clone(&missing), request))
        .layer(CatchPanicLayer::custom(|_| fault()))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(Arc::clone(app), outermost))
}

/// Around every answer, also one that no handler gave: what may not come in stays out, and the
/// headers are put on.
async fn outermost(State(app): State<Arc<App>>, request: Request, next: Next) -> Response<Body> {
    let address = request.uri();
    let length = address.path().len() + address.query().map_or(0, str::len);
    let mut response = if length > LONGEST_ADDRESS {
        bare(StatusCode::URI_TOO_LONG, "This address is too long.")
    } else if header_bytes(request.headers()) > LARGEST_HEAD {
        let status = StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE;
        bare(status, "The headers of this request are too large.")
    } else if request.headers().contains_key(header::TRANSFER_ENCODING) {
        // Where a body ends must not be in doubt between a proxy and us: nothing after it is read.
        let mut answer = bare(StatusCode::LENGTH_REQUIRED, "Send this with its length.");
        let close = header::HeaderValue::from_static("close");
        answer.headers_mut().insert(header::CONNECTION, close);
        answer
    } else if !app.hosts.serve(&request) {
        bare(
            StatusCode::MISDIRECTED_REQUEST,
            "OpenIPT is not served under this name. Use its own address, or have your \
             administrator start it with --host and this name.",
        )
    } else {
        next.run(request).await
    };
    guard::put_headers(response.headers_mut());
    response
}

fn header_bytes(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum()
}

/// A request with its body read.
struct Arrived {
    path: String,
    query: String,
    headers: HeaderMap,
    body: String,
}

async fn arrive(request: Request) -> Result<Arrived, StatusCode> {
    let (parts, body) = request.into_parts();
    if parts.headers.contains_key(header::CONTENT_ENCODING) {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let read = tokio::time::timeout(PATIENCE, Limited::new(body, READ).collect());
    let bytes = read
        .await
        .map_err(|_| StatusCode::REQUEST_TIMEOUT)?
        .map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?
        .to_bytes();
    Ok(Arrived {
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers,
        body: String::from_utf8(bytes.to_vec()).map_err(|_| StatusCode::BAD_REQUEST)?,
    })
}

async fn serve(
    app: Arc<App>,
    route: &'static Route,
    parts: HashMap<String, String>,
    request: Request,
) -> Response<Body> {
    let arrived = match arrive(request).await {
        Ok(arrived) => arrived,
        Err(status) => return bare(status, &status.to_string()),
    };
    // The clinic reads and writes files: it works on threads that may wait.
    let clinic = Arc::clone(&app.clinic);
    let mut arrived = arrived;
    let answer = tokio::task::spawn_blocking(move || {
        let answer = respond(&app, route, parts, &arrived);
        // A passphrase or a code may have been in it.
        arrived.body.zeroize();
        answer
    });
    let answer = answer.await;
    let Ok((answer, actor, newcomer)) = answer else { return fault() };
    match (actor, newcomer) {
        (Some(actor), _) => proof::put_in(answer, &clinic, &actor).await,
        (None, Some(newcomer)) => proof::put_in(answer, &clinic, &newcomer).await,
        (None, None) => answer,
    }
}

/// An answer of a few plain words.
fn bare(status: StatusCode, words: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(words.to_owned()));
    *response.status_mut() = status;
    let plain = header::HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, plain);
    response
}

fn fault() -> Response<Body> {
    bare(StatusCode::INTERNAL_SERVER_ERROR, "OpenIPT: a fault. Nothing was changed.")
}

fn respond(
    app: &Arc<App>,
    route: &'static Route,
    parts: HashMap<String, String>,
    arrived: &Arrived,
) -> (Response<Body>, Option<Actor>, Option<Newcomer>) {
    let token = guard::token(app, &arrived.headers);
    let door = guard::door(&app.clinic, token.as_ref());
    let (actor, newcomer) = match &door {
        Ok(AtTheDoor::Here(actor)) => (Some(actor.clone()), None),
        Ok(AtTheDoor::Owes(newcomer)) => (None, Some(newcomer.clone())),
        Ok(AtTheDoor::WasHere(_) | AtTheDoor::Nobody) | Err(_) => (None, None),
    };
    let mut ask = Ask {
        app: Arc::clone(app),
        host: guard::host(&arrived.headers),
        path: arrived.path.clone(),
        parts,
        query: draft::read(&arrived.query),
        form: draft::read(&arrived.body),
        actor,
        newcomer,
        browser: guard::browser(&arrived.headers),
        flow: guard::flow(&arrived.headers),
        token,
        desk: OnceLock::new(),
        has_drafts: OnceLock::new(),
    };
    let answer = if arrived.body.len() > LARGEST && guard::own_form(&arrived.headers) {
        door.map_err(Failure::from)
            .and_then(|_| Err(Failure::Told(StatusCode::PAYLOAD_TOO_LARGE, "too-long")))
    } else if route.method == Method::POST && !guard::own_form(&arrived.headers) {
        Err(Failure::Foreign)
    } else {
        match door {
            Err(problem) => Err(problem.into()),
            Ok(AtTheDoor::WasHere(author)) if !route.open() => {
                Err(expired(&ask, &author, route, &arrived.body))
            }
            Ok(AtTheDoor::Here(actor)) if !sent_from_own_page(&ask, route, &actor) => {
                Err(Failure::Foreign)
            }
            Ok(AtTheDoor::Owes(newcomer)) if route.of_newcomers() => {
                if sent_from_own_page(&ask, route, &newcomer) {
                    route.answer(&ask, &arrived.body)
                } else {
                    Err(Failure::Foreign)
                }
            }
            Ok(AtTheDoor::Owes(_)) if !route.open() => Ok(redirect("/account/second-step")),
            Ok(_) => route.answer(&ask, &arrived.body),
        }
    };
    let answer = answer.unwrap_or_else(|failure| failure.answer(Page::of(&ask, "OpenIPT"), &ask));
    ask.form.values_mut().flatten().for_each(Zeroize::zeroize);
    (answer, ask.actor, ask.newcomer)
}

/// What is open to anybody has no proof; the way a form comes is asked of it all the same.
fn sent_from_own_page(ask: &Ask, route: &Route, who: &impl Holder) -> bool {
    route.method != Method::POST || route.open() || proof::shown_to(ask, route, who)
}

/// A sign-in that has ended: what was just sent is kept for its author, then they sign in again.
fn expired(ask: &Ask, author: &Departed, route: &Route, body: &str) -> Failure {
    let saved = route.method == Method::POST
        && proof::was_shown_to(ask, route, author)
        && draft::keep_for(ask, author, body).is_ok();
    Failure::SignInFirst { back_to: draft::page_back(ask), saved }
}

async fn not_there(app: Arc<App>, request: Request) -> Response<Body> {
    let path = request.uri().path().to_owned();
    let headers = request.headers().clone();
    let answer = tokio::task::spawn_blocking(move || {
        let token = guard::token(&app, &headers);
        let actor = match guard::door(&app.clinic, token.as_ref()) {
            Ok(AtTheDoor::Here(actor)) => Some(actor),
            Ok(AtTheDoor::WasHere(_) | AtTheDoor::Owes(_) | AtTheDoor::Nobody) | Err(_) => None,
        };
        let (newcomer, browser, flow) = (None, String::new(), String::new());
        let (parts, query, form) = Default::default();
        let (desk, has_drafts) = (OnceLock::new(), OnceLock::new());
        let host = guard::host(&headers);
        let ask = Ask {
            app,
            host,
            path,
            parts,
            query,
            form,
            actor,
            newcomer,
            browser,
            flow,
            token,
            desk,
            has_drafts,
        };
        Failure::NotThere.answer(Page::of(&ask, "OpenIPT"), &ask)
    });
    answer.await.unwrap_or_else(|_| fault())
}
