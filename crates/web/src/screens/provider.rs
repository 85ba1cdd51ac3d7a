//! Coming in by the practice's OpenID provider, linking one's account to it, and taking that back.

use askama::Template;
use axum::{
    body::Body,
    http::{HeaderValue, Response, header},
};
use clinic::{
    Actor, Problem,
    provider::{ByProvider, Proved, Returned},
    second_step::Entered,
};

use super::{
    second_step::{self, fresh},
    sign_in,
};
use crate::{
    answer::{self, Answer, Failure, redirect},
    ask::Ask,
    guard,
    page::Page,
    plain,
    provider::{NotProved, Provider},
    words::words,
};

/// Where the provider sends people back to: what its own register of us must say.
const RETURNS: &str = "/sign-in/provider/return";

/// Said where somebody came in, or linked: what follows is not to begin at another site.
#[derive(Template)]
#[template(path = "screens/provider/done.html")]
struct DonePage {
    page: Page,
    title: &'static str,
    on: String,
}

/// The provider on the page of one's sign-in.
pub struct ProviderView {
    /// Where it is.
    pub name: String,
    /// Since when it is linked; empty while it is not.
    pub since: String,
}

/// The name of the provider, for whoever comes; none where there is none.
pub fn at_the_door(ask: &Ask) -> String {
    ask.app.provider.as_ref().map_or_else(String::new, |provider| provider.name().to_owned())
}

/// The provider for a member of the staff; none where there is none, and for clients.
///
/// # Errors
/// When the tables cannot be read.
pub fn own(ask: &Ask, actor: &Actor) -> Result<Option<ProviderView>, Problem> {
    let Some(provider) = ask.app.provider.as_ref().filter(|_| !actor.is_outside()) else {
        return Ok(None);
    };
    let since = ask.clinic().provider_linked(actor)?;
    let zone = ask.clinic().zone();
    Ok(Some(ProviderView {
        name: provider.name().to_owned(),
        since: since.map_or_else(String::new, |since| plain::moment(since, &zone)),
    }))
}

fn provider(ask: &Ask) -> Result<&dyn Provider, Failure> {
    ask.app.provider.as_deref().ok_or(Failure::NotThere)
}

/// The cookie of a flow: it comes back with the answer from another site, and is read nowhere else.
fn flow_cookie(ask: &Ask, sealed: &str) -> HeaderValue {
    let secure = if ask.app.behind_tls { "; Secure" } else { "" };
    let lives = if sealed.is_empty() { 0 } else { 600 };
    let name = guard::FLOW;
    let text =
        format!("{name}={sealed}; Path={RETURNS}; HttpOnly; SameSite=Lax; Max-Age={lives}{secure}");
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

fn going(ask: &Ask, address: &str, sealed: &str) -> Response<Body> {
    let mut response = redirect(address);
    response.headers_mut().insert(header::SET_COOKIE, flow_cookie(ask, sealed));
    response
}

/// Goes to the provider, to come in.
///
/// # Errors
/// See [`Failure`]; a provider that does not answer is said on the page of the door.
pub fn begin(ask: &Ask) -> Answer {
    let back = guard::own_address(ask.queried("back"));
    match provider(ask)?.begin(&ask.in_full(RETURNS), back) {
        Ok(begun) => {
            let sealed = ask.clinic().keep_flow(begun.flow, None)?;
            Ok(going(ask, &begun.address, &sealed))
        }
        Err(problem) => sign_in::again(ask, said(problem)),
    }
}

/// Goes to the provider, to link it to one's account.
///
/// # Errors
/// As [`begin`].
pub fn link(ask: &Ask, actor: &Actor) -> Answer {
    let provider = provider(ask)?;
    let (false, Some(token)) = (actor.is_outside(), &ask.token) else {
        return Err(Failure::NotThere);
    };
    let fresh = fresh::asked(ask, actor)?;
    match provider.begin(&ask.in_full(RETURNS), "/account") {
        Ok(begun) => {
            let sealed = ask.clinic().keep_flow(begun.flow, Some((actor, &fresh, token)))?;
            Ok(going(ask, &begun.address, &sealed))
        }
        Err(problem) => super::account::again(ask, actor, "provider", said(problem)),
    }
}

fn said(problem: NotProved) -> String {
    let key = match problem {
        NotProved::Unreachable => "provider-unreachable",
        NotProved::Refused => "provider-wrong",
    };
    words().t(key).into_owned()
}

/// Takes what the provider sent somebody back with.
///
/// # Errors
/// See [`Failure`]; what proves nobody is said on the page of the door.
pub fn returned(ask: &Ask) -> Answer {
    let provider = provider(ask)?;
    let wrong = |problem| sign_in::again(ask, said(problem));
    let flow = match ask.clinic().returned_flow(&ask.flow, ask.queried("state")) {
        Ok(flow) => flow,
        Err(Problem::ProviderWrong) => return wrong(NotProved::Refused),
        Err(other) => return Err(other.into()),
    };
    let answer = match provider.prove(&ask.in_full(RETURNS), &flow.flow, ask.queried("code")) {
        Ok(proved) => come(ask, &flow, &proved),
        Err(problem) => wrong(problem),
    };
    // Whatever came of it, it is answered once.
    answer.map(|mut answer| {
        answer.headers_mut().append(header::SET_COOKIE, flow_cookie(ask, ""));
        answer
    })
}

fn come(ask: &Ask, flow: &Returned, proved: &Proved) -> Answer {
    let done = |title: &'static str, on: &str| DonePage {
        page: Page::of(ask, &words().t(title)),
        title,
        on: on.to_owned(),
    };
    match ask.clinic().by_provider(flow, proved) {
        Ok(ByProvider::Linked) => answer::show(&done("provider-linked", "/account")),
        Ok(ByProvider::Entered(Entered::Half(half))) => {
            second_step::ask_code(ask, &half, &flow.flow.back)
        }
        Ok(ByProvider::Entered(Entered::Here(signed_in))) => {
            let cookie = sign_in::welcome(ask, &signed_in, "/")?;
            // A cookie that does not come with a link from another site would not come with a
            // redirection on the way from there.
            let mut answer = answer::show(&done("provider-in", &flow.flow.back))?;
            if let Some(cookie) = cookie.headers().get(header::SET_COOKIE) {
                answer.headers_mut().append(header::SET_COOKIE, cookie.clone());
            }
            Ok(answer)
        }
        Err(Problem::ProviderWrong) => {
            sign_in::again(ask, words().t("provider-unknown").into_owned())
        }
        Err(other) => Err(other.into()),
    }
}

/// Takes the link away.
///
/// # Errors
/// See [`Failure`].
pub fn unlink(ask: &Ask, actor: &Actor) -> Answer {
    let Some(token) = &ask.token else { return Ok(redirect("/sign-in")) };
    let fresh = fresh::asked(ask, actor)?;
    ask.clinic().unlink_provider(actor, &fresh, token)?;
    Ok(redirect("/account?saved=yes"))
}
