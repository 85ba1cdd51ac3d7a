//! A QR code: a link for a phone's camera.

use qrcode::{QrCode, render::svg};

/// The code as SVG; empty for a text that is too long for one.
pub fn drawn(text: &str) -> String {
    let drawn = QrCode::new(text).map(|code| {
        let mut picture = code.render::<svg::Color<'_>>();
        let picture = picture.min_dimensions(180, 180);
        picture.dark_color(svg::Color("#000")).light_color(svg::Color("#fff")).build()
    });
    // An SVG inside a page has no XML line of its own.
    drawn.map_or(String::new(), |svg| {
        svg.split_once("?>").map_or(svg.clone(), |(_, s)| s.to_owned())
    })
}
