//! The social rhythm as lines along the hours: one block a point of the day, in it one line a day
//! or a week. A table says the same beside it.

use super::{
    Svg,
    svg::{escaped, short},
};

const WIDTH: f64 = 400.0;
const EDGE: f64 = 20.0;
const NAME: f64 = 22.0;
const STEP: f64 = 8.0;
const APART: f64 = 10.0;
const AXIS: f64 = 20.0;
const HOUR: u32 = 60;
/// At least these hours are drawn.
const FROM_HOUR: u32 = 6;
const TO_HOUR: u32 = 24;

/// A point of the day.
pub struct Block {
    /// Its name.
    pub name: String,
    /// Line by line; none leaves the line out.
    pub lines: Vec<Option<Line>>,
}

/// A day or a week: its times in minutes after midnight.
#[derive(Clone, Copy)]
pub struct Line {
    /// The earliest.
    pub from: u32,
    /// The latest.
    pub to: u32,
    /// The one that has a dot, if any.
    pub dot: Option<u32>,
}

impl Line {
    /// Where the line that wanders from one to the next goes through.
    fn through(self) -> f64 {
        self.dot.map_or(f64::midpoint(f64::from(self.from), f64::from(self.to)), f64::from)
    }
}

/// The drawing; none where there is no time.
pub fn rhythm(title: &str, desc: &str, blocks: &[Block]) -> Svg {
    let times = || blocks.iter().flat_map(|block| block.lines.iter().flatten());
    let (Some(first), Some(last)) =
        (times().map(|line| line.from).min(), times().map(|line| line.to).max())
    else {
        return Svg(String::new());
    };
    let hours = ((first / HOUR).min(FROM_HOUR), last.div_ceil(HOUR).max(TO_HOUR));
    let scale = Scale { from: hours.0, hours: hours.1 - hours.0 };
    let (mut y, mut drawn) = (0.0, String::new());
    for block in blocks {
        drawn.push_str(&block_at(block, y, scale));
        y += high(block);
    }
    let axis: String = (hours.0..=hours.1)
        .filter(|hour| hour % if scale.hours > 18 { 6 } else { 3 } == 0)
        .map(|hour| {
            let x = short(scale.x(f64::from(hour * HOUR)));
            format!(
                "<path class=\"hour\" d=\"M{x} 4V{}\"/><text class=\"clock\" x=\"{x}\" y=\"{}\">{}</text>",
                short(y),
                short(y + 15.0),
                hour % 24
            )
        })
        .collect();
    Svg(format!(
        "<svg class=\"rhythm\" viewBox=\"0 0 {WIDTH} {}\" role=\"img\" \
         aria-labelledby=\"rhythm-title rhythm-desc\"><title id=\"rhythm-title\">{}</title>\
         <desc id=\"rhythm-desc\">{}</desc>{axis}{drawn}</svg>",
        short(y + AXIS),
        escaped(title),
        escaped(desc)
    ))
}

#[derive(Clone, Copy)]
struct Scale {
    from: u32,
    hours: u32,
}

impl Scale {
    fn x(self, minute: f64) -> f64 {
        let part = minute - f64::from(self.from * HOUR);
        EDGE + (WIDTH - 2.0 * EDGE) * part / f64::from((self.hours * HOUR).max(1))
    }
}

fn high(block: &Block) -> f64 {
    NAME + STEP * f64::from(u32::try_from(block.lines.len()).unwrap_or(0)) + APART
}

/// A block: its name, its lines, and one line from each to the next that shows how they wander.
fn block_at(block: &Block, top: f64, scale: Scale) -> String {
    let mut marks = String::new();
    let (mut path, mut gap) = (String::new(), true);
    for (n, line) in (0_u32..).zip(&block.lines) {
        let Some(line) = *line else {
            gap = true;
            continue;
        };
        let y = short(top + NAME + STEP * f64::from(n));
        let x = |minute: f64| short(scale.x(minute));
        // A day without a time is not bridged: nobody knows what it was.
        let pen = if std::mem::take(&mut gap) { "M" } else { "L" };
        path.push_str(&format!("{pen}{} {y}", x(line.through())));
        if line.from < line.to {
            let (left, right) = (x(line.from.into()), x(line.to.into()));
            marks.push_str(&format!("<path class=\"range\" d=\"M{left} {y}H{right}\"/>"));
        }
        if let Some(dot) = line.dot {
            let x = x(dot.into());
            marks.push_str(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"3.5\"/>"));
        }
    }
    format!(
        "<text class=\"name\" x=\"{EDGE}\" y=\"{}\">{}</text><path class=\"wander\" d=\"{path}\"/>{marks}",
        short(top + NAME - 8.0),
        escaped(&block.name)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_a_time_leaves_its_line_out_and_nothing_is_no_drawing() {
        let line = |from, to, dot| Some(Line { from, to, dot });
        let block = |lines| [Block { name: "Bed & lamp".into(), lines }];
        let lines = vec![line(420, 420, Some(420)), None, line(400, 470, None)];
        let Svg(drawn) = rhythm("T", "D", &block(lines));
        assert_eq!(drawn.matches("<circle").count(), 1);
        assert_eq!(drawn.matches("class=\"range\"").count(), 1);
        assert!(drawn.contains("Bed &amp; lamp"));
        assert!(rhythm("T", "D", &block(vec![None])).0.is_empty());
    }

    #[test]
    fn a_night_that_goes_past_midnight_is_drawn_past_it() {
        let lines = vec![Some(Line { from: 1380, to: 1560, dot: Some(1380) })];
        let Svg(drawn) = rhythm("T", "D", &[Block { name: "Bed".into(), lines }]);
        // 20 hours from 6: the line ends at the right edge, and the dot stands where it begins.
        assert!(drawn.contains("H380") && drawn.contains("cx=\"326\""), "{drawn}");
    }
}
