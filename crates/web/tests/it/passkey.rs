//! Passkeys on the screens: where they are offered, what a false one is told, and that one is enough
//! before what is dangerous.

use axum::{body::Body, http::Request};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use jiff::ToSpan;

use crate::{
    Came, World,
    second_step::{between, founded, set_up},
};

/// What a browser says of a passkey that a device made for `localhost`, without attestation.
const MADE: &str = "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikSZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2NFAAAAAQECAwQFBgcIAQIDBAUGBwgAIE2gxmQS_qsdInnO5yznmBfoq3q3IIFfAAuwaH1WZI1UpQECAyYgASFYIG3Tt52ADpBP1UXgiJFbx-mNkaF1hkx9K3CumDXeGFcPIlggziJ6chlkTDEvNmKQ3iT8xN2C_CdwqqxS4RmsRGC-h0Q";
const ID: &str = "TaDGZBL-qx0iec7nLOeYF-irercggV8AC7BofVZkjVQ";

/// Asks as a browser does that reaches the program by a name.
async fn by_name(world: &World, method: &str, path: &str, cookie: &str, body: &str) -> Came {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", cookie);
    world.send(request.body(Body::from(body.to_owned())).expect("request")).await
}

async fn page(world: &World, path: &str, cookie: &str) -> String {
    by_name(world, "GET", path, cookie, "").await.body
}

fn challenge(page: &str) -> &str {
    between(page, "challenge&#34;:&#34;", "&#34;")
}

/// What the script puts into the form: the device's answer, percent-encoded.
fn answer(kind: &str, challenge: &str, response: &str) -> String {
    let said = format!(
        r#"{{"type":"{kind}","challenge":"{challenge}","origin":"http://localhost","crossOrigin":false}}"#
    );
    let said = BASE64_URL_SAFE_NO_PAD.encode(said);
    let whole = format!(
        r#"{{"id":"{ID}","rawId":"{ID}","type":"public-key","extensions":{{}},"response":{{"clientDataJSON":"{said}",{response}}}}}"#
    );
    whole.bytes().map(|byte| format!("%{byte:02x}")).collect()
}

/// A real practice whose administrator has a second step and a passkey.
async fn with_passkey() -> (World, String) {
    let (world, tomas) = founded().await;
    set_up(&world, &tomas).await;
    let account = page(&world, "/account", &tomas).await;
    let form = between(&account, "action=\"/account/passkeys\"", "</form>");
    let sealed = between(form, "name=\"question\" value=\"", "\"");
    let made = format!(r#""attestationObject":"{MADE}""#);
    let body = format!(
        "question={sealed}&answer={}&passkey_name=phone&form_proof={}",
        answer("webauthn.create", challenge(form), &made),
        world.proof(&tomas, "/account/passkeys"),
    );
    let kept = by_name(&world, "POST", "/account/passkeys", &tomas, &body).await;
    assert_eq!((kept.status, kept.location.as_str()), (303, "/account?saved=yes"), "{}", kept.body);
    assert!(page(&world, "/account", &tomas).await.contains("phone, since"));
    let again = by_name(&world, "POST", "/account/passkeys", &tomas, &body).await;
    assert!(
        again.status == 422 && again.body.contains("not known here"),
        "a question is asked once"
    );
    (world, tomas)
}

#[tokio::test]
async fn they_are_offered_under_a_name_and_not_under_a_number() {
    let (world, tomas) = with_passkey().await;
    assert!(page(&world, "/sign-in", "").await.contains("action=\"/sign-in/passkey\" hidden"));
    let number = world.ask("GET", "/sign-in", "", "").await.body;
    assert!(!number.contains("passkey"));
    let account = world.ask("GET", "/account", &tomas, "").await.body;
    assert!(account.contains("not a number") && !account.contains("action=\"/account/passkeys\""));
}

#[tokio::test]
async fn a_false_one_is_told_so_beside_the_passphrase() {
    let (world, _) = with_passkey().await;
    let door = page(&world, "/sign-in?back=%2Fpeople", "").await;
    let sealed = between(&door, "name=\"question\" value=\"", "\"");
    let signed = r#""authenticatorData":"","signature":"AAAA""#;
    let forged = answer("webauthn.get", challenge(&door), signed);
    for answer in ["", "%7B%7D", "nonsense", &forged] {
        let body = format!("question={sealed}&answer={answer}&back=%2Fpeople");
        let came = by_name(&world, "POST", "/sign-in/passkey", "", &body).await;
        assert!(came.status == 422 && came.cookie.is_empty(), "{}", came.status);
        assert!(came.body.contains("not known here") && came.body.contains("name=\"passphrase\""));
        assert!(came.body.contains("name=\"back\" value=\"/people\""), "where they wanted to go");
    }
}

#[tokio::test]
async fn before_what_is_dangerous_one_may_be_shown_in_place_of_a_code() {
    let (world, tomas) = with_passkey().await;
    world.clock.set(world.clinic.now() + 11.minutes());
    let proof = world.proof(&tomas, "/people");
    let body = format!("name=Eve+Lind&login=eve&role=administrator&form_proof={proof}");
    let asked = by_name(&world, "POST", "/people", &tomas, &body).await;
    assert_eq!(asked.status, 403);
    let form = between(&asked.body, "hidden data-passkey=\"get\"", "</form>");
    assert!(form.contains("value=\"Eve Lind\""), "what was typed goes on with the passkey too");
    let sealed = between(form, "name=\"given_question\" value=\"", "\"");
    let signed = r#""authenticatorData":"","signature":"AAAA""#;
    let forged = answer("webauthn.get", challenge(form), signed);
    let body = format!("{body}&given_question={sealed}&given_passkey={forged}");
    let wrong = by_name(&world, "POST", "/people", &tomas, &body).await;
    assert!(wrong.status == 403 && wrong.body.contains("not known here"), "{}", wrong.status);
    assert!(!page(&world, "/people", &tomas).await.contains("Eve Lind"), "nothing was done");
}
