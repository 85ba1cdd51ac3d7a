//! The timeline on one axis: how strong the symptoms were above, what happened in life below, and
//! the time near the onset between them. Source of the two lanes: domain page §2.

use jiff::{ToSpan, civil::Date};

use super::svg::{escaped, short};

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 230.0;
/// Room for the names of the lanes.
const LEFT: f64 = 72.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 14.0;
/// Where the lane of the symptoms ends and the axis runs.
const AXIS: f64 = 128.0;
const EVENTS: f64 = 176.0;
/// Two marks closer than this stand one below the other.
const APART: f64 = 22.0;
/// What lies longer before the onset, or before the last moment, stands at the left edge.
const SHOWN_MONTHS: i64 = 30;

/// A moment to draw.
pub struct Mark {
    /// The day.
    pub on: Date,
    /// The strength of the symptoms, 0 to 10, if it was said.
    pub intensity: Option<u32>,
    /// Its number in the list beside the drawing; none for one that is about symptoms alone.
    pub number: Option<usize>,
}

/// What is drawn.
pub struct Lanes {
    /// The drawing's name.
    pub title: String,
    /// The drawing in words.
    pub desc: String,
    /// The moments, by day; at least one.
    pub marks: Vec<Mark>,
    /// The onset, and from which day on a moment counts as near it.
    pub onset: Option<(Date, Date)>,
    /// The names of the lanes: symptoms, life, onset, earlier.
    pub names: [String; 4],
}

impl Lanes {
    fn last(&self) -> Date {
        let last = self.marks.iter().map(|mark| mark.on).max().unwrap_or(Date::ZERO);
        self.onset.map_or(last, |(onset, _)| last.max(onset))
    }

    fn first(&self) -> Date {
        let shown_from = self.onset.map_or_else(|| self.last(), |(onset, _)| onset);
        let from = shown_from.checked_sub(SHOWN_MONTHS.months()).unwrap_or(Date::MIN);
        let first = self.marks.iter().map(|mark| mark.on).filter(|on| *on >= from).min();
        let near = self.onset.map(|(_, near)| near);
        first.into_iter().chain(near).min().unwrap_or(from)
    }

    fn x(&self, on: Date) -> f64 {
        let days = |to: Date| f64::from((to - self.first()).get_days().max(0));
        let whole = days(self.last()).max(1.0);
        LEFT + 18.0 + (WIDTH - LEFT - RIGHT - 36.0) * days(on).min(whole) / whole
    }
}

/// The drawing.
pub fn lanes(l: &Lanes) -> String {
    let mut svg = format!(
        "<svg class=\"lanes\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-labelledby=\"lanes-t lanes-d\"><title id=\"lanes-t\">{}</title>\
         <desc id=\"lanes-d\">{}</desc>",
        escaped(&l.title),
        escaped(&l.desc)
    );
    onset(l, &mut svg);
    axis(l, &mut svg);
    symptoms(l, &mut svg);
    events(l, &mut svg);
    svg.push_str("</svg>");
    svg
}

fn onset(l: &Lanes, svg: &mut String) {
    let Some((onset, near)) = l.onset else { return };
    let (from, to) = (l.x(near), l.x(onset));
    svg.push_str(&format!(
        "<rect class=\"near\" x=\"{}\" y=\"{TOP}\" width=\"{}\" height=\"{}\"/>\
         <line class=\"onset\" x1=\"{x}\" x2=\"{x}\" y1=\"{TOP}\" y2=\"{}\"/>\
         <text class=\"tick\" x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
        short(from),
        short(to - from),
        short(HEIGHT - TOP - 16.0),
        short(HEIGHT - 16.0),
        short(HEIGHT - 3.0),
        escaped(&l.names[2]),
        x = short(to),
    ));
}

fn axis(l: &Lanes, svg: &mut String) {
    svg.push_str(&format!(
        "<line class=\"axis\" x1=\"{LEFT}\" x2=\"{}\" y1=\"{AXIS}\" y2=\"{AXIS}\"/>\
         <text class=\"tick\" x=\"0\" y=\"{}\">{}</text><text class=\"tick\" x=\"0\" y=\"{}\">{}</text>",
        short(WIDTH - RIGHT),
        short(TOP + 8.0),
        escaped(&l.names[0]),
        short(EVENTS - 18.0),
        escaped(&l.names[1]),
    ));
    // Quarters of a year, each named where there is room.
    let (mut at, mut free_from) = (l.first().first_of_month(), f64::MIN);
    while at <= l.last() {
        let x = l.x(at);
        if at >= l.first() && matches!(at.month(), 1 | 4 | 7 | 10) && x >= free_from {
            let text = at.strftime("%b %Y").to_string();
            svg.push_str(&format!(
                "<line class=\"axis\" x1=\"{x}\" x2=\"{x}\" y1=\"{AXIS}\" y2=\"{}\"/>\
                 <text class=\"tick\" x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{text}</text>",
                short(AXIS + 4.0),
                short(AXIS + 17.0),
                x = short(x)
            ));
            free_from = x + 70.0;
        }
        let Ok(next) = at.checked_add(1.month()) else { break };
        at = next;
    }
}

fn symptoms(l: &Lanes, svg: &mut String) {
    let y = |intensity: u32| AXIS - 8.0 - (AXIS - TOP - 24.0) * f64::from(intensity.min(10)) / 10.0;
    let shown: Vec<(f64, u32)> = l
        .marks
        .iter()
        .filter(|mark| mark.on >= l.first())
        .filter_map(|mark| Some((l.x(mark.on), mark.intensity?)))
        .collect();
    let points: Vec<String> =
        shown.iter().map(|(x, n)| format!("{} {}", short(*x), short(y(*n)))).collect();
    if points.len() > 1 {
        svg.push_str(&format!("<path class=\"line\" d=\"M{}\"/>", points.join("L")));
    }
    for (x, intensity) in &shown {
        svg.push_str(&format!(
            "<circle class=\"point\" cx=\"{}\" cy=\"{}\" r=\"4\"><title>{intensity} / 10</title></circle>",
            short(*x),
            short(y(*intensity))
        ));
    }
}

fn events(l: &Lanes, svg: &mut String) {
    let (mut last_x, mut row) = (f64::MIN, 0.0);
    for mark in &l.marks {
        let Some(number) = mark.number else { continue };
        let x = l.x(mark.on);
        row = if x - last_x < APART && row < 1.0 { row + 1.0 } else { 0.0 };
        last_x = x;
        let y = EVENTS + row * 22.0;
        let earlier = if mark.on < l.first() {
            format!("<title>{}</title>", escaped(&l.names[3]))
        } else {
            String::new()
        };
        svg.push_str(&format!(
            "<g>{earlier}<line class=\"event\" x1=\"{x}\" x2=\"{x}\" y1=\"{AXIS}\" y2=\"{}\"/>\
             <circle class=\"event\" cx=\"{x}\" cy=\"{}\" r=\"9\"/>\
             <text class=\"event\" x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{number}</text></g>",
            short(y - 9.0),
            short(y),
            short(y + 4.0),
            x = short(x),
        ));
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn mark(on: Date, intensity: Option<u32>, number: Option<usize>) -> Mark {
        Mark { on, intensity, number }
    }

    #[test]
    fn a_moment_long_ago_stands_at_the_edge_and_the_rest_keeps_its_room() {
        let onset = date(2026, 6, 1);
        let drawn = Lanes {
            title: "Timeline".into(),
            desc: "<b>".into(),
            marks: vec![
                mark(date(2017, 3, 1), None, Some(1)),
                mark(date(2026, 4, 1), None, Some(2)),
                mark(date(2026, 6, 10), Some(8), None),
                mark(date(2026, 9, 1), Some(3), None),
            ],
            onset: Some((onset, date(2025, 12, 1))),
            names: ["Symptoms".into(), "Life".into(), "onset".into(), "earlier".into()],
        };
        assert!(drawn.first() >= date(2025, 12, 1));
        assert!(drawn.x(date(2017, 3, 1)) < drawn.x(date(2026, 4, 1)));
        let svg = lanes(&drawn);
        assert!(svg.contains("earlier") && !svg.contains("<b>"));
        assert_eq!(svg.matches("class=\"point\"").count(), 2);
    }

    #[test]
    fn one_moment_without_an_onset_can_be_drawn() {
        let drawn = Lanes {
            title: String::new(),
            desc: String::new(),
            marks: vec![mark(date(2026, 1, 1), Some(5), Some(1))],
            onset: None,
            names: Default::default(),
        };
        assert!(lanes(&drawn).contains("class=\"event\""));
    }
}
