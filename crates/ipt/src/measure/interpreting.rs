//! What a value says: its band, and the cut-offs it is past.

use super::{Band, Bands, Cut, Decimal, Decision, Measure, Scale, Scoring, Side};
use crate::score::Unit;

impl Side {
    /// Whether a value is past it.
    pub fn reached(self, value: Decimal) -> bool {
        match self {
            Self::AtLeast(at) => value >= at,
            Self::AtMost(at) => value <= at,
            Self::Below(at) => value < at,
        }
    }

    /// The figure itself.
    pub fn figure(self) -> Decimal {
        match self {
            Self::AtLeast(at) | Self::AtMost(at) | Self::Below(at) => at,
        }
    }
}

impl Bands {
    /// How far one band's end is from the next one's beginning, in hundredths: 1 point for sums.
    pub(super) fn step(&self) -> u32 {
        let hundredths = |band: Option<&Band>, of: fn(&Band) -> Decimal| {
            band.map_or(0, |band| of(band).in_hundredths())
        };
        let end = hundredths(self.list.first(), |band| band.max);
        let next = hundredths(self.list.get(1), |band| band.min);
        next.checked_sub(end).filter(|step| *step > 0).unwrap_or(100)
    }

    /// The band of a value, which is rounded as finely as the bands are; none out of range.
    pub fn of(&self, value: Decimal) -> Option<&Band> {
        let step = self.step();
        let rounded = (value.in_hundredths() + step / 2) / step * step;
        let value = Decimal::hundredths(rounded);
        self.list.iter().find(|band| (band.min..=band.max).contains(&value))
    }
}

impl Measure {
    /// A value in points.
    pub fn decimal(&self, value: u32) -> Decimal {
        match self.unit() {
            Unit::Points => Decimal::whole(value),
            Unit::Hundredths => Decimal::hundredths(value),
        }
    }

    /// A value in the measure's own unit; none for part of a point where it counts points.
    pub fn in_unit(&self, value: Decimal) -> Option<u32> {
        match self.unit() {
            Unit::Points => value.is_whole().then(|| value.in_hundredths() / 100),
            Unit::Hundredths => Some(value.in_hundredths()),
        }
    }

    /// A value as a person reads it.
    pub fn shown(&self, value: u32) -> String {
        self.unit().shown(value)
    }

    /// The band of a value; none for a value out of range, and for a measure without bands.
    pub fn band(&self, value: u32) -> Option<&Band> {
        let out = !(self.range.0..=self.range.1).contains(&self.decimal(value));
        self.bands.as_ref().filter(|_| !out)?.of(self.decimal(value))
    }

    /// The cut-off of this name.
    pub fn cut(&self, name: &str) -> Option<&Cut> {
        self.cuts.iter().find(|cut| cut.name == name)
    }

    /// Each cut-off, and whether a value is past it.
    pub fn past(&self, value: u32) -> impl Iterator<Item = (&Cut, bool)> {
        let value = self.decimal(value);
        self.cuts.iter().map(move |cut| (cut, cut.at.reached(value)))
    }

    /// The scale of this id.
    pub fn scale(&self, id: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.id == id)
    }

    /// The rule of a screen.
    pub fn decision(&self) -> Option<&Decision> {
        match &self.scoring {
            Scoring::Decision(decision) => Some(decision),
            Scoring::Sum | Scoring::Mean | Scoring::Octants => None,
        }
    }

    /// Whether an outcome calls for action at once.
    pub fn is_acute(&self, outcome: &str) -> bool {
        let outcomes = self.decision().map(|decision| decision.outcomes.as_slice());
        outcomes.unwrap_or_default().iter().any(|known| known.acute && known.label == outcome)
    }

    /// Whether a value alone raises a risk question.
    pub fn risk_by_value(&self, value: u32) -> bool {
        self.risk_value_at_least.is_some_and(|at_least| value >= at_least)
    }
}
