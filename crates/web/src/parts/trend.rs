//! The trend of a measure over the days of a course: bands behind, sessions on the axis, life
//! events as numbered marks that are listed beside it.

use super::svg::{escaped, short};

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 34.0;
const RIGHT: f64 = 128.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 50.0;

/// A session's score.
pub struct Point {
    /// The session's number.
    pub session: String,
    /// Days since the first session.
    pub day: i32,
    /// The score; none is a gap.
    pub score: Option<u32>,
}

/// A severity band.
pub struct Band {
    /// Smallest score.
    pub from: u32,
    /// Largest score.
    pub to: u32,
    /// Its name.
    pub label: String,
}

/// A life event.
pub struct LifeEvent {
    /// Days since the first session.
    pub day: i32,
}

/// What is drawn.
pub struct Trend {
    /// The measure's name.
    pub title: String,
    /// The drawing in words.
    pub desc: String,
    /// The largest score.
    pub max: u32,
    /// So many make a point: 100 where scores are hundredths.
    pub point: u32,
    /// The bands.
    pub bands: Vec<Band>,
    /// A cut-off with its name.
    pub cut: Option<(u32, String)>,
    /// The word for a session.
    pub session_word: String,
    /// Says, where the screen is narrow, that there is more to the side.
    pub hint: String,
    /// The points in order.
    pub points: Vec<Point>,
    /// The events in order.
    pub events: Vec<LifeEvent>,
}

impl Trend {
    fn x(&self, day: i32) -> f64 {
        let last = self.points.last().map_or(1, |point| point.day.max(1));
        LEFT + (WIDTH - LEFT - RIGHT) * f64::from(day) / f64::from(last)
    }
    /// Between ticks: a round number of points that leaves at most a dozen.
    fn tick(&self) -> u32 {
        let points = self.max / self.point.max(1);
        let step = [1, 5, 10, 20, 50].into_iter().find(|step| points <= step * 11);
        step.unwrap_or(100) * self.point.max(1)
    }
    /// Half of what lies between one band and the next.
    fn half(&self) -> f64 {
        let gap = self.bands.get(1).zip(self.bands.first());
        gap.map_or(0.5, |(next, first)| f64::from(next.from.saturating_sub(first.to)) / 2.0)
    }
    fn shown(&self, score: u32) -> String {
        if self.point <= 1 {
            score.to_string()
        } else {
            format!("{:.2}", f64::from(score) / f64::from(self.point))
        }
    }
    fn y(&self, score: f64) -> f64 {
        TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - score / f64::from(self.max.max(1)))
    }
}

/// The drawing.
pub fn trend(t: &Trend) -> String {
    let mut svg = format!(
        "<svg class=\"trend\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-labelledby=\"trend-t trend-d\"><title id=\"trend-t\">{}</title>\
         <desc id=\"trend-d\">{}</desc>",
        escaped(&t.title),
        escaped(&t.desc)
    );
    bands(t, &mut svg);
    axis(t, &mut svg);
    line(t, &mut svg);
    svg.push_str("</svg>");
    svg.push_str(&format!("<p class=\"scroll-hint\">{}</p>", escaped(&t.hint)));
    // Two trends on one page must not share their ids.
    let id: String = t.title.chars().filter(char::is_ascii_alphanumeric).collect();
    svg.replace("trend-t", &format!("t-{id}")).replace("trend-d", &format!("d-{id}"))
}

fn bands(t: &Trend, svg: &mut String) {
    let half = t.half();
    for (index, band) in t.bands.iter().enumerate() {
        let (top, bottom) =
            (t.y(f64::from(band.to) + half).max(TOP), t.y((f64::from(band.from) - half).max(0.0)));
        svg.push_str(&format!(
            "<rect class=\"band band-{index}\" x=\"{LEFT}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\
             <text class=\"band-name\" x=\"{}\" y=\"{}\">{}</text>",
            short(top),
            short(WIDTH - LEFT - RIGHT),
            short(bottom - top),
            short(WIDTH - RIGHT + 6.0),
            short(f64::midpoint(top, bottom) + 4.0),
            escaped(&band.label)
        ));
    }
    if let Some((score, label)) = &t.cut {
        let y = short(t.y(f64::from(*score) - half));
        svg.push_str(&format!(
            "<line class=\"cut\" x1=\"{LEFT}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\"><title>{}</title></line>",
            short(WIDTH - RIGHT),
            escaped(label)
        ));
    }
}

fn axis(t: &Trend, svg: &mut String) {
    let step = usize::try_from(t.tick()).unwrap_or(1);
    for tick in (0..=t.max).step_by(step) {
        svg.push_str(&format!(
            "<text class=\"tick\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            short(LEFT - 6.0),
            short(t.y(f64::from(tick)) + 4.0),
            tick / t.point.max(1)
        ));
    }
    let mut free_from = f64::MIN;
    for point in &t.points {
        let x = t.x(point.day);
        // Numbers that would touch are left out; the table has them all.
        if x >= free_from {
            svg.push_str(&format!(
                "<text class=\"tick\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                short(x),
                short(HEIGHT - BOTTOM + 18.0),
                escaped(&point.session)
            ));
            free_from = x + 16.0;
        }
    }
    svg.push_str(&format!(
        "<text class=\"tick\" x=\"{}\" y=\"{}\">{}</text>",
        short(WIDTH - RIGHT + 14.0),
        short(HEIGHT - BOTTOM + 18.0),
        escaped(&t.session_word)
    ));
    for (number, event) in (1..).zip(&t.events) {
        let x = short(t.x(event.day));
        let y = HEIGHT - 14.0;
        svg.push_str(&format!(
            "<line class=\"event\" x1=\"{x}\" x2=\"{x}\" y1=\"{TOP}\" y2=\"{}\"/>\
             <circle class=\"event\" cx=\"{x}\" cy=\"{}\" r=\"9\"/>\
             <text class=\"event\" x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{number}</text>",
            short(y - 9.0),
            short(y),
            short(y + 4.0)
        ));
    }
}

fn line(t: &Trend, svg: &mut String) {
    let mut path = String::new();
    let mut dots = String::new();
    let mut pen_up = true;
    for point in &t.points {
        let Some(score) = point.score else {
            pen_up = true;
            continue;
        };
        let (x, y) = (short(t.x(point.day)), short(t.y(f64::from(score))));
        path.push_str(&format!("{}{x} {y}", if pen_up { "M" } else { "L" }));
        dots.push_str(&format!(
            "<circle class=\"point\" cx=\"{x}\" cy=\"{y}\" r=\"4\"><title>{} {}: {}</title></circle>",
            escaped(&t.session_word),
            escaped(&point.session),
            t.shown(score)
        ));
        pen_up = false;
    }
    svg.push_str(&format!("<path class=\"line\" d=\"{path}\"/>{dots}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(scores: &[Option<u32>]) -> String {
        trend(&with(scores))
    }

    fn with(scores: &[Option<u32>]) -> Trend {
        Trend {
            title: "PHQ-9 <i>".into(),
            desc: String::new(),
            max: 27,
            point: 1,
            bands: vec![Band { from: 0, to: 4, label: "minimal".into() }],
            cut: Some((10, "case".into())),
            session_word: "session".into(),
            hint: "more".into(),
            points: (0..)
                .zip(scores)
                .map(|(n, s)| Point { session: (n + 1).to_string(), day: n * 7, score: *s })
                .collect(),
            events: vec![LifeEvent { day: 7 }],
        }
    }

    #[test]
    fn hundredths_are_drawn_as_points_with_a_tick_each() {
        let band = |from, to| Band { from, to, label: String::new() };
        let bands = vec![band(100, 290), band(300, 500), band(510, 700)];
        let mean = Trend { max: 700, point: 100, bands, ..with(&[Some(483)]) };
        let svg = trend(&mean);
        assert!(svg.contains("session 1: 4.83</title>"), "{svg}");
        let ticks: Vec<&str> = svg
            .split("text-anchor=\"end\">")
            .skip(1)
            .filter_map(|rest| rest.split('<').next())
            .collect();
        assert_eq!(ticks, ["0", "1", "2", "3", "4", "5", "6", "7"]);
        // Bands that are a tenth apart meet in the middle of it.
        let edge = short(mean.y(295.0));
        assert!(
            svg.contains(&format!("height=\"{}\"", short(mean.y(95.0) - mean.y(295.0)))),
            "{edge}"
        );
        let percent = Trend { max: 100, point: 1, ..with(&[Some(40)]) };
        assert_eq!((percent.tick(), mean.tick(), with(&[]).tick()), (10, 100, 5));
    }

    #[test]
    fn a_missing_score_is_a_gap_and_text_is_escaped() {
        let svg = drawn(&[Some(18), None, Some(9)]);
        let path = svg.split("class=\"line\" d=\"").nth(1).expect("a line");
        assert_eq!(path.split('"').next().expect("d").matches('M').count(), 2);
        assert!(svg.contains("PHQ-9 &lt;i&gt;") && !svg.contains("<i>"));
    }

    #[test]
    fn one_session_can_be_drawn() {
        assert!(drawn(&[Some(18)]).contains("class=\"point\""));
    }
}
