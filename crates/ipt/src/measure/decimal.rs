//! Figures of a measure's file: whole or with up to two decimals, without the faults of floats.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, de};

/// A figure from 0 up with at most two decimals, held in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(u32);

/// The largest whole figure; far above any scale's.
const MOST: u32 = 1_000_000;

/// Text that is no figure from 0 up with at most two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a figure from 0 up with at most two decimals")]
pub struct NoDecimal;

impl Decimal {
    /// A whole figure.
    pub const fn whole(points: u32) -> Self {
        Self(points.saturating_mul(100))
    }

    /// From hundredths.
    pub const fn hundredths(hundredths: u32) -> Self {
        Self(hundredths)
    }

    /// In hundredths.
    pub const fn in_hundredths(self) -> u32 {
        self.0
    }

    /// Whether it has no decimals.
    pub const fn is_whole(self) -> bool {
        self.0.is_multiple_of(100)
    }
}

/// `5`, `2.9`, `5.25`: no decimals that say nothing.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match (rest / 10, rest % 10) {
            (0, 0) => write!(f, "{whole}"),
            (tenths, 0) => write!(f, "{whole}.{tenths}"),
            _ => write!(f, "{whole}.{rest:02}"),
        }
    }
}

impl FromStr for Decimal {
    type Err = NoDecimal;

    /// A comma is read like a point: many people write it so.
    fn from_str(text: &str) -> Result<Self, NoDecimal> {
        let (whole, rest) = text.split_once(['.', ',']).unwrap_or((text, "0"));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || rest.is_empty() || rest.len() > 2 || !digits(whole) || !digits(rest)
        {
            return Err(NoDecimal);
        }
        let whole = whole.parse::<u32>().ok().filter(|n| *n <= MOST).ok_or(NoDecimal)?;
        let hundredths = format!("{rest:0<2}").parse::<u32>().map_err(|_| NoDecimal)?;
        Ok(Self(whole * 100 + hundredths))
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = serde_json::Number::deserialize(deserializer)?;
        number
            .to_string()
            .parse()
            .map_err(|problem| de::Error::custom(format!("{number}: {problem}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_come_back_as_they_were_written() {
        for text in ["0", "5", "2.9", "5.25", "5.05", "100"] {
            assert_eq!(text.parse::<Decimal>().expect(text).to_string(), text);
            assert_eq!(serde_json::from_str::<Decimal>(text).expect(text).to_string(), text);
        }
        assert_eq!("5,5".parse(), Ok(Decimal::hundredths(550)));
        for text in ["", ".", "5.", ".5", "-1", "+1", "1e3", "5.255", "1 000", "9999999"] {
            assert_eq!(text.parse::<Decimal>(), Err(NoDecimal), "{text}");
        }
    }
}
