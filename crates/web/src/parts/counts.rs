//! A small series of counts as bars. Hidden from screen readers: a table says the same beside it.

use super::{
    Svg,
    svg::{escaped, short},
};

const STEP: f64 = 34.0;
const BAR: f64 = 18.0;
const HIGH: f64 = 64.0;
const ABOVE: f64 = 18.0;
const BELOW: f64 = 20.0;

/// The counts in order, each over its name; empty where there is none.
pub fn counts<'a>(series: impl Iterator<Item = (&'a str, u32)>) -> Svg {
    let series: Vec<(&str, u32)> = series.collect();
    let most = series.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
    let mut bars = String::new();
    let mut x = 0.0;
    for (name, n) in &series {
        let high = HIGH * f64::from(*n) / f64::from(most);
        let (middle, top, floor) = (x + STEP / 2.0, ABOVE + HIGH - high, ABOVE + HIGH);
        bars.push_str(&format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{BAR}\" height=\"{}\"/>\
             <text x=\"{}\" y=\"{}\">{n}</text><text x=\"{}\" y=\"{}\">{}</text>",
            short(middle - BAR / 2.0),
            short(top),
            short(high),
            short(middle),
            short(top - 5.0),
            short(middle),
            short(floor + 15.0),
            escaped(name)
        ));
        x += STEP;
    }
    if series.is_empty() {
        return Svg(String::new());
    }
    let (floor, height) = (short(ABOVE + HIGH), short(ABOVE + HIGH + BELOW));
    Svg(format!(
        "<svg class=\"counts\" viewBox=\"0 0 {x} {height}\" width=\"{x}\" height=\"{height}\" \
         aria-hidden=\"true\" focusable=\"false\">{bars}\
         <path class=\"floor\" d=\"M0 {floor}H{x}\"/></svg>",
        x = short(x)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_without_contact_is_a_nought_and_no_week_is_no_drawing() {
        let Svg(drawn) = counts([("4", 0), ("5", 3)].into_iter());
        assert!(drawn.contains("height=\"0\"") && drawn.contains("height=\"64\""), "{drawn}");
        assert!(drawn.contains(">0</text>"), "a nought is said");
        assert!(counts(std::iter::empty()).0.is_empty());
    }
}
