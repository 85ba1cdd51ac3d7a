//! How often a measure is filled, counted in sessions and not in days.

use crate::session::SessionNumber;

codes! {
    /// How often a measure is filled. Source: domain page §7.
    pub enum Rhythm: "rhythm" {
        /// Before each session, in maintenance too.
        EachSession = "each_session",
        /// Before the first, every fourth after it, and the last.
        EveryFourth = "every_fourth",
        /// At the start, half way and at the end.
        StartMiddleEnd = "start_middle_end",
        /// At the start and at the end.
        StartEnd = "start_end",
        /// About the work together: in session 3, half way, and in the last but one.
        Together = "together",
        /// When there is a reason, by no calendar.
        WithReason = "with_reason",
    }
}

impl Rhythm {
    /// Whether it is due in this session, of so many that were agreed.
    pub fn fits(self, number: SessionNumber, agreed: u32) -> bool {
        let SessionNumber::Acute(n) = number else { return self == Self::EachSession };
        let middle = n == agreed.div_ceil(2);
        match self {
            Self::EachSession => true,
            Self::EveryFourth => n % 4 == 1 || n == agreed,
            Self::StartMiddleEnd => n == 1 || middle || n == agreed,
            Self::StartEnd => n == 1 || n == agreed,
            Self::Together => n == 3 || middle || n + 1 == agreed,
            Self::WithReason => false,
        }
    }
}
