//! The thread: score points over the visits and days of a course, one measure below the other on
//! one axis, severity bands behind, what happened in a lane above and joined to the score near it.
//! The drawing is as wide as its course needs; it scrolls in its own box and never shrinks.

use super::{
    Svg,
    svg::{escaped, short},
};
use crate::words::words;

mod axis;
mod lane;
mod panel;

use axis::{Axis, thinned};
pub use lane::{NEAR_DAYS, nearest};
pub use panel::{Band, Panel, Point};

/// As narrow as the column of a page.
const LEAST_WIDTH: f64 = 640.0;
/// Room for the ticks.
const LEFT: f64 = 40.0;
/// Between the edge of a panel and its first and last point.
const INSET: f64 = 28.0;
/// The name of a measure above its panel, and the room before it: points of two panels are so far
/// apart that the targets around them do not touch.
const HEAD: f64 = 44.0;
/// The two lines of labels below.
const FOOT: f64 = 52.0;

/// A session, or a day with a score that belongs to none.
pub struct Visit {
    /// The session's number; a dash for none.
    pub label: String,
    /// Days since the first.
    pub day: i32,
    /// The day, short.
    pub date: String,
}

/// What is drawn.
pub struct Thread {
    /// What tells its ids from those of another on the page.
    pub id: String,
    /// The drawing's name.
    pub title: String,
    /// The drawing in words.
    pub desc: String,
    /// The visits in order.
    pub visits: Vec<Visit>,
    /// The measures; at least one.
    pub panels: Vec<Panel>,
    /// What happened, in order: days since the first visit, and whether that day is known.
    pub events: Vec<(i32, bool)>,
    /// The day that is marked, if one is: days since the first visit.
    pub marked: Option<i32>,
}

/// A thread with the places of all its parts.
struct Laid<'a> {
    thread: &'a Thread,
    axis: Axis,
    marks: Vec<lane::Mark>,
    width: f64,
    right: f64,
    /// The top of each panel.
    tops: Vec<f64>,
    foot: f64,
}

impl Thread {
    /// Whether there is a score of any measure at each visit.
    fn scored(&self) -> Vec<(i32, bool)> {
        let any = |n: usize| self.panels.iter().any(|panel| panel.point(n).is_some());
        self.visits.iter().enumerate().map(|(n, visit)| (visit.day, any(n))).collect()
    }

    /// The days of the axis, and how many of them come before the first visit.
    fn days(&self) -> (Vec<i32>, usize) {
        let visits: Vec<i32> = self.visits.iter().map(|visit| visit.day).collect();
        let events = || self.events.iter().map(|(day, _)| *day);
        let first = events().min().filter(|day| visits.first().is_some_and(|first| day < first));
        let last = events().max().filter(|day| visits.last().is_some_and(|last| day > last));
        let before = usize::from(first.is_some());
        (first.into_iter().chain(visits).chain(last).collect(), before)
    }

    /// The marked day, where the axis holds it: one beyond its ends would stand at a wrong place.
    fn marked(&self) -> Option<i32> {
        let (days, _) = self.days();
        let (first, last) = (days.first()?, days.last()?);
        self.marked.filter(|day| first <= day && day <= last)
    }

    /// The visit to whose score an event is joined.
    pub fn joined(&self, event: (i32, bool)) -> Option<usize> {
        if event.1 { nearest(&self.scored(), event.0) } else { None }
    }
}

impl<'a> Laid<'a> {
    fn of(thread: &'a Thread) -> Self {
        let names = thread.panels.iter().flat_map(|panel| &panel.bands);
        let names = names.map(|band| axis::wide(&band.label)).fold(64.0, f64::max);
        let right = names + 14.0;
        let (days, _) = thread.days();
        let from = LEFT + INSET;
        let axis = Axis::over(&days, from, LEAST_WIDTH - from - INSET - right);
        let happened: Vec<i32> = thread.events.iter().map(|(day, _)| *day).collect();
        let marks = lane::marks(&axis, &happened);
        let rows = f64::from(u32::try_from(lane::rows(&marks)).unwrap_or(0));
        let mut y = rows * lane::ROW;
        let mut tops = Vec::new();
        for panel in &thread.panels {
            tops.push(y + HEAD);
            y += HEAD + panel.height();
        }
        let width = (axis.end() + INSET + right).max(LEAST_WIDTH);
        Self { thread, axis, marks, width, right, tops, foot: y }
    }

    fn x(&self, visit: usize) -> f64 {
        self.axis.at(visit + self.thread.days().1)
    }

    /// Where the panels end to the right.
    fn edge(&self) -> f64 {
        self.width - self.right
    }

    /// From where to where a point can be touched: half way to its neighbours.
    fn reach(&self, visit: usize) -> (f64, f64) {
        let x = self.x(visit);
        let side = |other: Option<usize>| {
            let other = other.filter(|n| *n < self.thread.visits.len());
            other.map_or(22.0, |n| ((self.x(n) - x).abs() / 2.0).min(22.0))
        };
        (x - side(visit.checked_sub(1)), x + side(visit.checked_add(1)))
    }
}

/// The drawing, with the hint that there is more to the side where it scrolls.
pub fn thread(t: &Thread) -> Svg {
    let laid = Laid::of(t);
    let id = escaped(&t.id);
    let (width, height) = (short(laid.width), short(laid.foot + FOOT));
    let mut svg = format!(
        "<svg class=\"thread\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"group\" aria-labelledby=\"{id}-t\" aria-describedby=\"{id}-d\">\
         <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        escaped(&t.title),
        escaped(&t.desc)
    );
    panel::hatch(t, &mut svg);
    for (n, panel) in t.panels.iter().enumerate() {
        panel::ground(&laid, n, panel, &mut svg);
    }
    below(&laid, &mut svg);
    mark(&laid, &mut svg);
    above(&laid, &mut svg);
    for panel in t.panels.iter().enumerate() {
        panel::line(&laid, panel, &mut svg);
    }
    // By time, not by measure: so the keyboard goes through the course.
    for visit in 0..t.visits.len() {
        for panel in t.panels.iter().enumerate() {
            panel::point(&laid, panel, visit, &mut svg);
        }
    }
    svg.push_str("</svg>");
    svg.push_str(&format!("<p class=\"scroll-hint\">{}</p>", escaped(&words().t("thread-hint"))));
    Svg(svg)
}

/// The axis: a thin line for each visit, its number and its day.
fn below(laid: &Laid<'_>, svg: &mut String) {
    let t = laid.thread;
    let top = laid.tops.first().copied().unwrap_or_default();
    for n in 0..t.visits.len() {
        let x = short(laid.x(n));
        let (y1, y2) = (short(top), short(laid.foot));
        svg.push_str(&format!(
            "<line class=\"visit\" x1=\"{x}\" x2=\"{x}\" y1=\"{y1}\" y2=\"{y2}\"/>"
        ));
    }
    for x in laid.axis.breaks() {
        let (x, y) = (short(x - 5.0), short(laid.foot + 6.0));
        svg.push_str(&format!("<path class=\"break\" d=\"M{x} {y}l4 -12m3 12l4 -12\"/>"));
    }
    let at = |label: fn(&Visit) -> &String| -> Vec<(f64, String)> {
        let visits = t.visits.iter().enumerate();
        visits.map(|(n, visit)| (laid.x(n), label(visit).clone())).collect()
    };
    labels(laid, "session", &at(|visit| &visit.label), laid.foot + 20.0, svg);
    labels(laid, "on-day", &at(|visit| &visit.date), laid.foot + 42.0, svg);
}

/// The line of the marked day, with a head that tells it from the thin ones by its form.
fn mark(laid: &Laid<'_>, svg: &mut String) {
    let Some(day) = laid.thread.marked() else { return };
    let (x, top) = (laid.axis.x(day), laid.tops.first().copied().unwrap_or_default());
    let (left, right, middle) = (short(x - 6.0), short(x + 6.0), short(x));
    let (head, foot) = (short(top - 8.0), short(laid.foot));
    svg.push_str(&format!(
        "<path class=\"marked\" d=\"M{left} {head}H{right}L{middle} {}Z M{middle} {head}V{foot}\"/>",
        short(top)
    ));
}

/// A line of labels beneath the axis, and what they are.
fn labels(laid: &Laid<'_>, word: &str, labels: &[(f64, String)], y: f64, svg: &mut String) {
    let y = short(y);
    for ((x, text), _) in labels.iter().zip(thinned(labels)).filter(|(_, shown)| *shown) {
        let (x, text) = (short(*x), escaped(text));
        svg.push_str(&format!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{text}</text>"));
    }
    let (x, word) = (short(laid.edge() + 8.0), words().t(word));
    svg.push_str(&format!("<text x=\"{x}\" y=\"{y}\">{}</text>", escaped(&word)));
}

/// The lane of what happened, and what joins it to the scores.
fn above(laid: &Laid<'_>, svg: &mut String) {
    let t = laid.thread;
    let middle =
        |mark: &lane::Mark| lane::ROW * (f64::from(u32::try_from(mark.row).unwrap_or(0)) + 0.5);
    let mut joins = String::new();
    for mark in &laid.marks {
        let events = t.events.get(mark.events.0..=mark.events.1).unwrap_or_default();
        let mut near: Vec<usize> = events.iter().filter_map(|event| t.joined(*event)).collect();
        near.dedup();
        for visit in near {
            let panel = t.panels.iter().zip(&laid.tops).find_map(|(panel, top)| {
                panel.point(visit).map(|point| top + panel.y(point.score))
            });
            let (x1, y1) = (short(mark.middle()), short(middle(mark)));
            let (x2, y2) = (short(laid.x(visit)), short(panel.unwrap_or_default()));
            joins.push_str(&format!(
                "<line class=\"join\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>"
            ));
        }
    }
    svg.push_str(&joins);
    for mark in &laid.marks {
        let (x, y) = (short(mark.middle()), middle(mark));
        svg.push_str(&format!(
            "<rect class=\"happened\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"12\"/>\
             <text class=\"happened\" x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            short(mark.left),
            short(y - lane::MARK / 2.0),
            short(mark.width()),
            short(lane::MARK),
            short(y + 5.0),
            mark.text()
        ));
    }
}

/// What the signs of a thread mean, in words beside each.
pub fn legend(t: &Thread) -> Svg {
    let laid = Laid::of(t);
    let points = || t.panels.iter().flat_map(|panel| panel.points.iter().flatten());
    let near = NEAR_DAYS.to_string();
    let signs = [
        (
            t.panels.iter().any(|panel| panel.cut.is_some()),
            "<line class=\"cut\" x1=\"0\" x2=\"28\" y1=\"10\" y2=\"10\"/>",
            words().t("trend-case").into_owned(),
        ),
        (
            points().any(|point| point.risk),
            "<path class=\"risk\" d=\"M14 2l8 8l-8 8l-8 -8z\"/>",
            words().t("thread-risk").into_owned(),
        ),
        (
            !t.events.is_empty(),
            "<rect class=\"happened\" x=\"5\" y=\"1\" width=\"18\" height=\"18\" rx=\"9\"/>\
             <text class=\"happened\" x=\"14\" y=\"15\" text-anchor=\"middle\">1</text>",
            words().with("thread-happened", &[("days", &near)]),
        ),
        (
            t.marked().is_some(),
            "<path class=\"marked\" d=\"M8 2H20L14 10Z M14 2V19\"/>",
            words().t("thread-marked").into_owned(),
        ),
        (
            !laid.axis.breaks().is_empty(),
            "<path class=\"break\" d=\"M9 16l4 -12m3 12l4 -12\"/>",
            words().t("thread-break").into_owned(),
        ),
        (
            t.panels.iter().any(|panel| !panel.expected.is_empty()),
            "<path class=\"hatch\" d=\"M2 18l8 -16m2 16l8 -16m2 16l5 -10\"/>",
            words().t("thread-expected").into_owned(),
        ),
    ];
    let mut list = String::new();
    for (_, sign, text) in signs.iter().filter(|(shown, ..)| *shown) {
        list.push_str(&format!(
            "<li><svg class=\"thread\" width=\"28\" height=\"20\" aria-hidden=\"true\">{sign}</svg> {}</li>",
            escaped(text)
        ));
    }
    Svg(if list.is_empty() { list } else { format!("<ul class=\"legend\">{list}</ul>") })
}

#[cfg(test)]
mod tests;
