//! Parts that several screens share: pictures drawn as SVG, without any script.

use askama::filters::HtmlSafe;

pub mod circle;
pub mod code;
pub mod contact;
pub mod counts;
pub mod lanes;
pub mod rhythm;
pub mod sparkline;
pub mod svg;
pub mod thread;
pub mod triad;

/// A finished drawing. Only the drawing functions of this module make one, and they escape every
/// text they put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg(pub String);

impl std::fmt::Display for Svg {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Svg {}
