//! Style sheets, the script and the icon: part of the binary, fingerprinted, kept for a year.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::LazyLock,
};

use axum::{
    body::Body,
    http::{HeaderValue, Response, header},
};

use crate::{answer::Failure, ask::Ask};

struct Asset {
    name: &'static str,
    content_type: &'static str,
    bytes: Vec<u8>,
    print: String,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let style = [
        "@layer tokens, reset, layout, forms, parts, print;",
        include_str!("base/tokens.css"),
        include_str!("base/reset.css"),
        include_str!("base/layout.css"),
        include_str!("base/forms.css"),
        include_str!("base/parts.css"),
        include_str!("base/circle.css"),
        include_str!("base/rhythm.css"),
        include_str!("base/print.css"),
    ]
    .join("\n");
    vec![
        asset("page.css", "text/css; charset=utf-8", style),
        asset("page.js", "text/javascript; charset=utf-8", include_str!("base/page.js").into()),
        asset("circle.js", "text/javascript; charset=utf-8", include_str!("base/circle.js").into()),
        asset(
            "passkey.js",
            "text/javascript; charset=utf-8",
            include_str!("base/passkey.js").into(),
        ),
        asset("icon.svg", "image/svg+xml", include_str!("base/icon.svg").into()),
    ]
});

fn asset(name: &'static str, content_type: &'static str, text: String) -> Asset {
    // The hasher of the standard library has fixed keys here: the same bytes, the same print.
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let print = format!("{:016x}", hasher.finish());
    Asset { name, content_type, bytes: text.into_bytes(), print }
}

/// The address of an asset.
pub fn address(name: &str) -> String {
    ASSETS
        .iter()
        .find(|asset| asset.name == name)
        .map_or_else(String::new, |asset| format!("/assets/{}/{}", asset.print, asset.name))
}

/// Serves an asset. An old fingerprint still gets today's bytes, but is not kept.
///
/// # Errors
/// There is no such asset.
pub fn serve(ask: &Ask) -> Result<Response<Body>, Failure> {
    let name: String = ask.part("name")?;
    let print: String = ask.part("print")?;
    let asset = ASSETS.iter().find(|asset| asset.name == name).ok_or(Failure::NotThere)?;
    let mut response = Response::new(Body::from(asset.bytes.clone()));
    let kept =
        if asset.print == print { "public, max-age=31536000, immutable" } else { "no-store" };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    Ok(response)
}
