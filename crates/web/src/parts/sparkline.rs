//! The mini-trend of a caseload row.

use super::svg::short;

const WIDTH: f64 = 96.0;
const HEIGHT: f64 = 24.0;
const EDGE: f64 = 3.0;

/// The scores in order as a small line; a gap where one is missing. Hidden from screen readers:
/// the score stands beside it as text.
pub fn sparkline(scores: &[Option<u32>], max: u32) -> String {
    let step =
        (WIDTH - 2.0 * EDGE) / f64::from(u32::try_from(scores.len().max(2) - 1).unwrap_or(1));
    let mut path = String::new();
    let mut pen_up = true;
    let mut last = None;
    for (position, score) in (0_u32..).zip(scores) {
        let Some(score) = score else {
            pen_up = true;
            continue;
        };
        let x = EDGE + step * f64::from(position);
        let y = EDGE + (HEIGHT - 2.0 * EDGE) * (1.0 - f64::from(*score) / f64::from(max.max(1)));
        path.push_str(&format!("{}{} {}", if pen_up { "M" } else { "L" }, short(x), short(y)));
        pen_up = false;
        last = Some((x, y));
    }
    let Some((x, y)) = last else { return String::new() };
    format!(
        "<svg class=\"spark\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         aria-hidden=\"true\" focusable=\"false\"><path d=\"{path}\"/>\
         <circle cx=\"{}\" cy=\"{}\" r=\"2.5\"/></svg>",
        short(x),
        short(y)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_score_is_a_gap_and_no_score_is_no_line() {
        let line = sparkline(&[Some(18), None, Some(9), Some(4)], 27);
        assert_eq!(line.matches('M').count(), 2);
        assert_eq!(line.matches('L').count(), 1);
        assert!(sparkline(&[None], 27).is_empty());
    }
}
