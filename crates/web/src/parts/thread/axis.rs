//! The common time axis: where a day stands, and which labels have room beneath it.

/// A shorter time between two visits is drawn as so many days. [design]
const LEAST: i32 = 5;
/// A longer time is drawn as so many days, with a break in the axis. [design]
const MOST: i32 = 14;
/// Two visits stand at least so far apart: a target as wide as WCAG 2.2 asks for (2.5.8).
pub const APART: f64 = 24.0;
/// What a letter of the drawing is wide at the most, in mean.
const LETTER: f64 = 7.8;
/// Between two labels.
const SPACE: f64 = 8.0;

/// How wide a text of the drawing is at the most.
pub fn wide(text: &str) -> f64 {
    LETTER * f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX))
}

/// Days from left to right. Between two visits it is even; the time between them is drawn in
/// proportion, but never so short that they touch, nor so long that a pause takes all the room.
#[derive(Clone, Debug)]
pub struct Axis {
    stops: Vec<(i32, f64)>,
    breaks: Vec<f64>,
}

impl Axis {
    /// Over these days in order, from here on, at least so wide.
    pub fn over(days: &[i32], from: f64, width: f64) -> Self {
        let gaps = days.windows(2).map(|pair| match pair {
            [a, b] => b.saturating_sub(*a),
            _ => LEAST,
        });
        let gaps: Vec<i32> = gaps.collect();
        let drawn = |gap: i32| f64::from(gap.clamp(LEAST, MOST));
        let least = gaps.iter().map(|gap| drawn(*gap)).fold(f64::INFINITY, f64::min);
        let sum: f64 = gaps.iter().map(|gap| drawn(*gap)).sum();
        let day = (APART / least).max(if sum > 0.0 { width / sum } else { 0.0 });
        let mut x = from;
        let mut axis = Self { stops: Vec::new(), breaks: Vec::new() };
        axis.stops.extend(days.first().map(|first| (*first, x)));
        for (gap, to) in gaps.iter().zip(days.iter().skip(1)) {
            if *gap > MOST {
                axis.breaks.push(x + day * drawn(*gap) / 2.0);
            }
            x += day * drawn(*gap);
            axis.stops.push((*to, x));
        }
        axis
    }

    /// Where the n-th of its days stands, from 0.
    pub fn at(&self, n: usize) -> f64 {
        self.stops.get(n).or(self.stops.last()).map_or(0.0, |stop| stop.1)
    }

    /// Where a day stands; one beyond the ends stands at the end.
    pub fn x(&self, day: i32) -> f64 {
        let Some(after) = self.stops.iter().position(|stop| stop.0 >= day) else {
            return self.end();
        };
        let (to, right) = self.stops.get(after).copied().unwrap_or_default();
        let before = after.checked_sub(1).and_then(|n| self.stops.get(n));
        match before {
            Some((from, left)) if to > *from => {
                left + (right - left) * f64::from(day - from) / f64::from(to - from)
            }
            _ => right,
        }
    }

    /// Where it ends.
    pub fn end(&self) -> f64 {
        self.stops.last().map_or(0.0, |stop| stop.1)
    }

    /// Where a longer time is drawn shorter.
    pub fn breaks(&self) -> &[f64] {
        &self.breaks
    }
}

/// Which labels are shown so that none touches another: the first, the last, and of those between
/// from left to right each that has room. Each is where it is centred, and its text.
pub fn thinned(labels: &[(f64, String)]) -> Vec<bool> {
    let ends = |label: &(f64, String)| {
        let half = wide(&label.1) / 2.0;
        (label.0 - half, label.0 + half)
    };
    let mut shown = vec![false; labels.len()];
    let (Some(first), Some(last)) = (labels.first(), labels.last()) else { return shown };
    let limit = ends(last).0 - SPACE;
    let mut free = f64::MIN;
    for (n, label) in labels.iter().enumerate() {
        let (left, right) = ends(label);
        let is_last = n + 1 == labels.len();
        let fits = left >= free && (is_last || right <= limit || n == 0);
        if fits && (!is_last || n == 0 || ends(first).1 <= limit) {
            free = right + SPACE;
            if let Some(shown) = shown.get_mut(n) {
                *shown = true;
            }
        }
    }
    shown
}

/// Where names stand that would like to stand here, in order from top to bottom: none nearer to
/// the next than so far, all between top and bottom as far as there is room.
pub fn spread(wished: &[f64], apart: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut places: Vec<f64> = wished.to_vec();
    let mut least = top;
    for place in &mut places {
        *place = place.max(least);
        least = *place + apart;
    }
    let mut most = bottom;
    for place in places.iter_mut().rev() {
        *place = place.min(most);
        most = *place - apart;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_even_a_pause_is_broken_and_nothing_is_too_near() {
        let axis = Axis::over(&[0, 7, 14, 100, 101], 50.0, 400.0);
        assert!((axis.x(7) - axis.x(0) - (axis.x(14) - axis.x(7))).abs() < 0.01);
        assert_eq!(axis.breaks().len(), 1);
        assert!((axis.end() - 450.0).abs() < 0.01, "{axis:?}");
        for n in 1..5 {
            assert!(axis.at(n) - axis.at(n - 1) >= APART - 0.01, "{axis:?}");
        }
        assert!(axis.x(57) > axis.x(14) && axis.x(57) < axis.x(100));
        assert!((axis.x(-40) - 50.0).abs() < 0.01 && (axis.x(400) - 450.0).abs() < 0.01);
    }

    #[test]
    fn one_day_and_none_have_an_axis() {
        assert!((Axis::over(&[3], 50.0, 400.0).x(3) - 50.0).abs() < 0.01);
        assert!(Axis::over(&[], 50.0, 400.0).x(3).abs() < 0.01);
        let same = Axis::over(&[3, 3], 50.0, 10.0);
        assert!(same.at(1) - same.at(0) >= APART - 0.01);
    }

    #[test]
    fn labels_that_would_touch_are_left_out_but_for_the_ends() {
        let labels: Vec<(f64, String)> =
            (0..60).map(|n| (f64::from(n) * 24.0, format!("{} Nov", n % 28 + 1))).collect();
        let shown = thinned(&labels);
        assert!(shown[0] && shown[59]);
        let kept: Vec<&(f64, String)> = labels
            .iter()
            .zip(&shown)
            .filter(|(_, shown)| **shown)
            .map(|(label, _)| label)
            .collect();
        assert!(kept.len() > 15);
        for pair in kept.windows(2) {
            let room = pair[1].0 - pair[0].0;
            assert!(room >= (wide(&pair[0].1) + wide(&pair[1].1)) / 2.0, "{pair:?}");
        }
        assert_eq!(thinned(&[(9.0, "1".into())]), [true]);
        assert_eq!(thinned(&[(9.0, "1 Nov".into()), (33.0, "8 Nov".into())]), [true, false]);
        assert!(thinned(&[]).is_empty());
    }

    #[test]
    fn names_of_narrow_bands_stand_apart() {
        let places = spread(&[90.0, 95.0, 97.0, 99.0], 17.0, 10.0, 100.0);
        assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= 17.0));
        assert!(places.iter().all(|place| (10.0..=100.0).contains(place)));
    }
}
