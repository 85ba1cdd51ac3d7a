//! The proof in every form that it stood on a page that was shown to who sends it (security plan
//! §3.5). It is put in after a page was rendered, so that no form of any page can be without.

use axum::{body::Body, http::Response, http::header};
use clinic::{
    Clinic,
    login::{Departed, Holder},
};
use http_body_util::BodyExt;

use crate::{
    ask::Ask,
    routes::{Handler, Route},
};

/// The name of its field.
pub const FIELD: &str = "form_proof";

/// Puts the proofs into the forms of a page that is shown to somebody.
pub async fn put_in(answer: Response<Body>, clinic: &Clinic, who: &impl Holder) -> Response<Body> {
    let page = answer
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("text/html")));
    if !page {
        return answer;
    }
    let (head, body) = answer.into_parts();
    let whole = body.collect().await.expect("BUG: a page in memory can be read");
    let html = String::from_utf8_lossy(&whole.to_bytes()).into_owned();
    Response::from_parts(head, Body::from(with(&html, |form| clinic.form_proof(who, form))))
}

/// The page with a proof at the beginning of each form that is sent by POST.
fn with(html: &str, proof: impl Fn(&str) -> String) -> String {
    let mut proved = String::with_capacity(html.len() + 2048);
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once("<form ") {
        // Text and values are escaped: what ends the tag is its end.
        let Some((tag, after)) = tag.split_once('>') else { break };
        proved.push_str(&format!("{before}<form {tag}>"));
        if tag.contains("method=\"post\"") {
            let proof = proof(&address(attribute(tag, "action")));
            proved.push_str(&format!("<input type=\"hidden\" name=\"{FIELD}\" value=\"{proof}\">"));
        }
        rest = after;
    }
    proved.push_str(rest);
    proved
}

fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    let from = tag.split_once(&format!("{name}=\"")).map_or("", |(_, from)| from);
    from.split('"').next().unwrap_or_default()
}

/// An address as it is compared: without its query.
fn address(typed: &str) -> String {
    typed.split('?').next().unwrap_or_default().to_owned()
}

/// Whether a form that was sent here was shown to who sends it: the form of this address, or one
/// whose text is sent to an address below it (to sign what stands in it) or kept as a draft.
fn own(ask: &Ask, route: &Route, fits: impl Fn(&str, &str) -> bool) -> bool {
    let (proof, place) = (ask.field(FIELD), address(ask.field("form_place")));
    let kept = matches!(route.handler, Handler::Draft(_));
    let below = ask.path.strip_prefix(&place).is_some_and(|rest| rest.starts_with('/'));
    fits(&ask.path, proof) || (!place.is_empty() && (kept || below) && fits(&place, proof))
}

/// Whether somebody's form was shown to them.
pub fn shown_to(ask: &Ask, route: &Route, who: &impl Holder) -> bool {
    own(ask, route, |form, proof| ask.clinic().form_proved(who, form, proof))
}

/// Whether the form was shown to somebody whose sign-in has ended since.
pub fn was_shown_to(ask: &Ask, route: &Route, author: &Departed) -> bool {
    own(ask, route, |form, proof| ask.clinic().form_proved_of(author, form, proof))
}

#[cfg(test)]
mod tests {
    use super::with;

    #[test]
    fn every_form_that_is_sent_by_post_has_its_proof() {
        let html = "<form method=\"get\" action=\"/a\"></form><form class=\"x\" method=\"post\" \
                    action=\"/b?as=client\"><p>&#60;form method=</p></form>";
        let proved = with(html, |address| format!("proof of {address}"));
        assert_eq!(proved.matches("form_proof").count(), 1);
        assert!(proved.contains(
            "action=\"/b?as=client\"><input type=\"hidden\" name=\"form_proof\" \
             value=\"proof of /b\"><p>"
        ));
    }
}
