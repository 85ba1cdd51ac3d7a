//! The structural summary of a profile on the interpersonal circle: elevation, amplitude,
//! displacement and fit (Gurtman 1992, J Pers Soc Psychol 63:105-118; Wright, Pincus, Conroy &
//! Hilsenroth 2009, J Pers Assess 91:311-322; Zimmermann & Wright 2017, Assessment 24:3-23).

use crate::Problem;

/// The angles of the eight octants in degrees, in the usual order PA BC DE FG HI JK LM NO.
pub const OCTANTS: [f64; 8] = [90.0, 135.0, 180.0, 225.0, 270.0, 315.0, 360.0, 45.0];

/// A profile as one cosine curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// The mean of all scores: distress in general, on measures of problems.
    pub elevation: f64,
    /// Along the axis at 0 degrees: communion, warmth.
    pub x: f64,
    /// Along the axis at 90 degrees: agency, dominance.
    pub y: f64,
    /// How far the curve rises above its mean: how much the profile stands out.
    pub amplitude: f64,
    /// Where the curve is highest, in degrees from 0 up to 360; `None` for a flat profile.
    pub displacement: Option<f64>,
    /// Share of the profile's variance that the curve explains, 0 to 1; `None` for a flat profile.
    /// Below .70 only the elevation should be read.
    pub fit: Option<f64>,
}

impl Summary {
    /// Of scores at angles in degrees, equally spaced, in any order.
    ///
    /// # Errors
    /// [`Problem::NotACircle`] when there are fewer than three scores, not as many angles, or the
    /// angles are not equally spaced.
    pub fn of(scores: &[f64], angles: &[f64]) -> Result<Self, Problem> {
        if scores.len() < 3 || scores.len() != angles.len() || !equally_spaced(angles) {
            return Err(Problem::NotACircle);
        }
        let n = scores.len() as f64;
        let elevation = scores.iter().sum::<f64>() / n;
        let points = || scores.iter().zip(angles.iter().map(|angle| angle.to_radians()));
        let x = points().map(|(score, angle)| score * angle.cos()).sum::<f64>() * 2.0 / n;
        let y = points().map(|(score, angle)| score * angle.sin()).sum::<f64>() * 2.0 / n;
        let amplitude = x.hypot(y);
        let total: f64 = scores.iter().map(|score| (score - elevation).powi(2)).sum();
        let largest = scores.iter().fold(0.0_f64, |most, score| most.max(score.abs()));
        // What is left of equal scores is rounding, not a profile.
        let flat = total.sqrt() <= 1e-12 * largest;
        let missed: f64 = points()
            .map(|(score, angle)| score - elevation - x * angle.cos() - y * angle.sin())
            .map(|rest| rest.powi(2))
            .sum();
        Ok(Self {
            elevation,
            x,
            y,
            amplitude,
            displacement: (!flat).then(|| y.atan2(x).to_degrees().rem_euclid(360.0)),
            fit: (!flat).then(|| (1.0 - missed / total).max(0.0)),
        })
    }
}

fn equally_spaced(angles: &[f64]) -> bool {
    let mut sorted: Vec<f64> = angles.iter().map(|angle| angle.rem_euclid(360.0)).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let step = 360.0 / sorted.len() as f64;
    let first = sorted[0];
    sorted.iter().enumerate().all(|(place, angle)| {
        let expected = first + step * place as f64;
        (angle - expected).abs() < 1e-9
    })
}
