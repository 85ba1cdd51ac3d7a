//! Statistics over score series, pure: numbers in, numbers out.
//!
//! [`change`] who changed reliably, and who recovered; [`gains`] sudden gains between sessions;
//! [`survival`] the time until an event; [`effect`] how large the change of a whole sample was;
//! [`nhs`] the rules of NHS Talking Therapies; [`response`] response and remission of one person; [`circumplex`] the summary of an interpersonal
//! profile; [`corridor`] how closed cases with a like start went. Each formula names its paper, and `tests/it` holds it against published numbers.
//!
//! Nothing depends on the order in which people come: sums are taken in the order of the values,
//! so that the last digit, and with it a class at the very edge, is the same for every order.

pub mod change;
pub mod circumplex;
pub mod corridor;
pub mod direction;
pub mod effect;
pub mod gains;
pub mod moments;
pub mod nhs;
pub mod response;
pub mod survival;

mod gamma;
mod problem;

pub use direction::Direction;
pub use moments::{Moments, Pair};
pub use problem::Problem;

/// The 97.5th percentile of the normal distribution: 95% intervals reach so many errors each way.
pub(crate) const Z: f64 = 1.959_963_984_540_054;
