//! Where eight octants point on the interpersonal circle.
//!
//! Source: Markey & Markey 2009 for the two vectors; the structural summary (amplitude, angle, fit)
//! is that of the circumplex literature. The figures describe a style; they are no band.

use super::{Measure, Scale, Scoring};

/// A summary of eight octants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Circumplex {
    /// Dominance less submission: `PA - HI + 0.707 (NO + BC - FG - JK)`.
    pub dominance: f64,
    /// Warmth less coldness: `LM - DE + 0.707 (NO - BC - FG + JK)`.
    pub warmth: f64,
    /// The mean of all octants.
    pub elevation: f64,
    /// How pronounced the style is: 0 is none.
    pub amplitude: f64,
    /// Toward which angle it leans, in degrees from 0 up to 360; 0 is warm, 90 dominant.
    pub angle: f64,
    /// How much of the differences the circle explains, 0 to 1; absent where there are none.
    pub fit: Option<f64>,
}

impl Measure {
    /// The summary of the octants of a score; none where the measure has no octants or one is
    /// missing.
    pub fn circumplex(&self, scales: &[(String, u32)]) -> Option<Circumplex> {
        if self.scoring != Scoring::Octants {
            return None;
        }
        let mut points: Vec<(f64, f64)> = Vec::new();
        for scale in &self.scales {
            let (_, value) = scales.iter().find(|(id, _)| *id == scale.id)?;
            points.push((f64::from(scale.angle?).to_radians(), f64::from(*value) / 100.0));
        }
        Some(summary(&points))
    }

    /// The octant that is nearest to an angle.
    pub fn toward(&self, angle: f64) -> Option<&Scale> {
        let apart = |scale: &&Scale| {
            let turn = (f64::from(scale.angle.unwrap_or(0)) - angle).rem_euclid(360.0);
            turn.min(360.0 - turn)
        };
        let octants = self.scales.iter().filter(|scale| scale.angle.is_some());
        octants.min_by(|a, b| apart(a).total_cmp(&apart(b)))
    }
}

fn summary(points: &[(f64, f64)]) -> Circumplex {
    let count = f64::from(u32::try_from(points.len()).unwrap_or(u32::MAX));
    let sum = |of: &dyn Fn(f64, f64) -> f64| points.iter().map(|(a, s)| of(*a, *s)).sum::<f64>();
    let (warmth, dominance) = (sum(&|a, s| s * a.cos()), sum(&|a, s| s * a.sin()));
    let elevation = sum(&|_, s| s) / count;
    let (x, y) = (warmth * 2.0 / count, dominance * 2.0 / count);
    let amplitude = x.hypot(y);
    let angle = y.atan2(x).to_degrees().rem_euclid(360.0);
    let all = sum(&|_, s| (s - elevation).powi(2));
    let rest = sum(&|a, s| (s - elevation - x * a.cos() - y * a.sin()).powi(2));
    let fit = (all > f64::EPSILON).then(|| 1.0 - rest / all);
    Circumplex { dominance, warmth, elevation, amplitude, angle, fit }
}
