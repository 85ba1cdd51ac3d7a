#![allow(missing_docs)] // a test binary has no readers but this file's
//! The statistics against published numbers. Where none could be had, the test says that it is a
//! computation by hand and shows it.

mod change;
mod circumplex;
mod corridor;
mod effect;
mod gains;
mod nhs;
mod properties;
mod survival;

use outcomes::Pair;

/// Rounded to so many places, a value is what was printed.
pub fn close(value: f64, printed: f64, places: i32) {
    let half = 0.5 * 10_f64.powi(-places) + 1e-9;
    assert!((value - printed).abs() <= half, "{value} is not {printed} to {places} places");
}

pub fn pairs(scores: &[(f64, f64)]) -> Vec<Pair> {
    scores.iter().map(|&(pre, post)| Pair { pre, post }).collect()
}
