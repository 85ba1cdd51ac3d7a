//! The corridor: how the closed cases with a like start went, session by session.
//!
//! For the cases whose score at session 1 lies in a band, and for each later session k that at
//! least a least number of them have a score of: the 10th, 50th and 90th percentile of their
//! scores at k. The percentile is that of type 7 of Hyndman & Fan (Am Stat 1996;50:361): of n
//! scores in order x₁ ≤ … ≤ xₙ, with h = (n - 1)·p + 1,
//!
//! ```text
//! Q(p) = x⌊h⌋ + (h - ⌊h⌋) · (x⌊h⌋₊₁ - x⌊h⌋)
//! ```
//!
//! Whoever ended before session k, or has no score of it, is not in the figures of k: nothing is
//! carried forward. So the later figures are those of the courses that went on, which is why they
//! describe and do not predict. That it is these three percentiles is OpenIPT design: eight in ten
//! lie between them, as in the tolerance intervals of expected recovery curves.

/// The percentile below the corridor.
pub const LOW: f64 = 0.1;
/// The percentile in its middle.
pub const MIDDLE: f64 = 0.5;
/// The percentile above it.
pub const HIGH: f64 = 0.9;

/// The scores of a closed case; the first is that of session 1, and none stands for a missing one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Case<'a> {
    /// Its scores by session.
    pub scores: &'a [Option<f64>],
}

impl Case<'_> {
    /// Its score at session 1; none where it is missing.
    pub fn start(self) -> Option<f64> {
        self.scores.first().copied().flatten()
    }
}

/// A band of scores at session 1, both ends in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StartBand {
    /// The lowest score in it.
    pub min: f64,
    /// The highest score in it.
    pub max: f64,
}

impl StartBand {
    /// Whether a score lies in it.
    pub fn holds(self, score: f64) -> bool {
        (self.min..=self.max).contains(&score)
    }
}

/// What to expect at a session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// The session, from 2 on: at session 1 the band itself is all there is to say.
    pub session: u32,
    /// How many cases have a score of it.
    pub n: usize,
    /// The 10th percentile.
    pub low: f64,
    /// The median.
    pub middle: f64,
    /// The 90th percentile.
    pub high: f64,
}

/// Where a score lies, of a measure on which less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Below the corridor: lower than in nine of ten cases.
    Below,
    /// In it, its ends included.
    Within,
    /// Above it: higher than in nine of ten cases.
    Above,
}

/// The corridor of one band.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The band of the scores at session 1.
    pub start: StartBand,
    /// How many cases started in it.
    pub n: usize,
    /// The sessions of which enough is known, in order.
    pub sessions: Vec<Expected>,
}

impl Band {
    /// From closed cases; the sessions with fewer than `least` scores are left out.
    pub fn of<'a>(
        cases: impl IntoIterator<Item = Case<'a>>,
        start: StartBand,
        least: usize,
    ) -> Self {
        let like = |case: &Case<'a>| case.start().is_some_and(|score| start.holds(score));
        let cases: Vec<Case<'a>> = cases.into_iter().filter(like).collect();
        let longest = cases.iter().map(|case| case.scores.len()).max().unwrap_or(0);
        let expected = |index: usize| {
            let at = |case: &Case<'a>| case.scores.get(index).copied().flatten();
            let mut scores: Vec<f64> = cases.iter().filter_map(at).collect();
            if scores.len() < least {
                return None;
            }
            scores.sort_unstable_by(f64::total_cmp);
            Some(Expected {
                session: u32::try_from(index + 1).ok()?,
                n: scores.len(),
                low: percentile(&scores, LOW)?,
                middle: percentile(&scores, MIDDLE)?,
                high: percentile(&scores, HIGH)?,
            })
        };
        Self { start, n: cases.len(), sessions: (1..longest).filter_map(expected).collect() }
    }

    /// What to expect at a session; none where too little is known.
    pub fn at(&self, session: u32) -> Option<Expected> {
        self.sessions.iter().find(|expected| expected.session == session).copied()
    }

    /// Where a score at a session lies; none where nothing is known to hold it against.
    pub fn place(&self, session: u32, score: f64) -> Option<Place> {
        let expected = self.at(session)?;
        Some(if score > expected.high {
            Place::Above
        } else if score < expected.low {
            Place::Below
        } else {
            Place::Within
        })
    }

    /// What would turn a flag off: the score at or under which it ends at the session after this
    /// one; none where nothing is known of that session, with which it ends as well.
    pub fn ends_at(&self, session: u32) -> Option<f64> {
        self.at(session.checked_add(1)?).map(|expected| expected.high)
    }
}

/// The percentile of scores in order, by type 7 of Hyndman & Fan; none of no scores, or for a `p`
/// that is not between 0 and 1.
pub fn percentile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    let h = last as f64 * p;
    let below = sorted[h.floor() as usize];
    let above = sorted[h.ceil() as usize];
    Some(below + (h - h.floor()) * (above - below))
}
