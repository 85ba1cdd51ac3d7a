#![allow(missing_docs)] // a test binary has no readers but this file's
//! Stories of the therapy, as the clinic speaks.

mod agreements;
mod alerts;
mod areas;
mod bookings;
mod circle;
mod corrections;
mod ending;
mod filled;
mod gates;
mod labels;
mod never;
mod progress;
mod properties;
mod proposal;
mod replay;
mod reviews;
mod rhythm;
mod schedule;
mod story;
mod supervision;
mod techniques;
mod variants;
mod wire;
mod work;
