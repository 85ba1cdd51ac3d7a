//! One measure of a thread: its bands, its cut-off, its line with gaps, its points as links.

use super::{LEFT, Laid, Thread, axis::spread, escaped, short};

/// How high a panel is, if it has no more bands than have room in it.
const HEIGHT: f64 = 150.0;
/// A line of text.
const LINE: f64 = 18.0;
/// Between two ticks at least.
const TICK: f64 = 20.0;

/// A score.
pub struct Point {
    /// Its value, in the measure's unit.
    pub score: u32,
    /// All of it in words: when, which measure, how much, which band.
    pub name: String,
    /// Where its items stand.
    pub address: String,
    /// Whether its risk item was answered above 0.
    pub risk: bool,
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

/// A measure.
pub struct Panel {
    /// Its name.
    pub title: String,
    /// The smallest and the largest score.
    pub range: (u32, u32),
    /// So many make a point: 100 where scores are hundredths.
    pub unit: u32,
    /// The bands.
    pub bands: Vec<Band>,
    /// The cut-off.
    pub cut: Option<u32>,
    /// For each visit its score; none is a gap.
    pub points: Vec<Option<Point>>,
    /// What is expected: days since the first visit in order, the lowest and the highest score.
    /// Empty draws nothing.
    pub expected: Vec<(i32, f64, f64)>,
}

impl Panel {
    /// The score at a visit.
    pub fn point(&self, visit: usize) -> Option<&Point> {
        self.points.get(visit).and_then(Option::as_ref)
    }

    pub(super) fn height(&self) -> f64 {
        let bands = f64::from(u32::try_from(self.bands.len()).unwrap_or(0));
        HEIGHT.max(LINE * bands)
    }

    /// How far below the top of the panel a score stands.
    pub(super) fn y(&self, score: u32) -> f64 {
        self.place(f64::from(score))
    }

    fn place(&self, score: f64) -> f64 {
        let (least, most) = (f64::from(self.range.0), f64::from(self.range.1));
        let share = (score - least) / (most - least).max(1.0);
        self.height() * (1.0 - share.clamp(0.0, 1.0))
    }

    /// Half of what lies between one band and the next.
    fn half(&self) -> f64 {
        let gap = self.bands.get(1).zip(self.bands.first());
        gap.map_or(0.5, |(next, first)| f64::from(next.from.saturating_sub(first.to)) / 2.0)
    }

    /// The ticks: round numbers of points with room for each.
    pub(super) fn ticks(&self) -> Vec<u32> {
        let unit = self.unit.max(1);
        let (least, most) = (self.range.0.div_ceil(unit), self.range.1 / unit);
        let room = |step: &u32| {
            f64::from(most.saturating_sub(least)) / f64::from(*step) * TICK <= self.height()
        };
        let step = [1, 2, 5, 10, 20, 50, 100, 200, 500].into_iter().find(room).unwrap_or(1000);
        (least.div_ceil(step)..=most / step).map(|n| n * step * unit).collect()
    }
}

/// The pattern of what is expected, if any panel has it.
pub(super) fn hatch(t: &Thread, svg: &mut String) {
    if t.panels.iter().any(|panel| !panel.expected.is_empty()) {
        svg.push_str(&format!(
            "<defs><pattern id=\"{}-h\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><line class=\"hatch\" x1=\"0\" x2=\"0\" y1=\"0\" \
             y2=\"7\"/></pattern></defs>",
            escaped(&t.id)
        ));
    }
}

/// What stands behind the line.
pub(super) fn ground(laid: &Laid<'_>, n: usize, panel: &Panel, svg: &mut String) {
    let top = laid.tops.get(n).copied().unwrap_or_default();
    let edge = laid.edge();
    // Where the left end is scrolled out of sight, the name stands at the right one too.
    svg.push_str(&format!(
        "<text class=\"measure\" x=\"{LEFT}\" y=\"{y}\">{title}</text>\
         <text class=\"measure again\" aria-hidden=\"true\" x=\"{}\" y=\"{y}\">{title}</text>",
        short(edge + 8.0),
        y = short(top - 12.0),
        title = escaped(&panel.title)
    ));
    bands(laid, top, panel, svg);
    expected(laid, top, panel, svg);
    if let Some(cut) = panel.cut {
        let y = short(top + panel.place(f64::from(cut) - panel.half()));
        let x2 = short(edge);
        svg.push_str(&format!(
            "<line class=\"cut\" x1=\"{LEFT}\" x2=\"{x2}\" y1=\"{y}\" y2=\"{y}\"/>"
        ));
    }
    for tick in panel.ticks() {
        svg.push_str(&format!(
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            short(LEFT - 6.0),
            short(top + panel.y(tick) + 5.0),
            tick / panel.unit.max(1)
        ));
    }
    let y = short(top + panel.height());
    svg.push_str(&format!(
        "<line class=\"floor\" x1=\"{LEFT}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\"/>",
        short(edge)
    ));
}

fn bands(laid: &Laid<'_>, top: f64, panel: &Panel, svg: &mut String) {
    let half = panel.half();
    let edges = |band: &Band| {
        (panel.place(f64::from(band.to) + half), panel.place(f64::from(band.from) - half))
    };
    // From top to bottom, so that their names can be kept apart.
    let mut listed: Vec<(usize, &Band)> = panel.bands.iter().enumerate().collect();
    listed.sort_by_key(|(_, band)| std::cmp::Reverse(band.to));
    let wished: Vec<f64> =
        listed.iter().map(|(_, b)| f64::midpoint(edges(b).0, edges(b).1)).collect();
    let places = spread(&wished, LINE, LINE / 2.0, panel.height() - LINE / 2.0);
    for ((n, band), place) in listed.into_iter().zip(places) {
        let (from, to) = edges(band);
        svg.push_str(&format!(
            "<rect class=\"band band-{n}\" x=\"{LEFT}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\
             <text x=\"{}\" y=\"{}\">{}</text>",
            short(top + from),
            short(laid.edge() - LEFT),
            short(to - from),
            short(laid.edge() + 8.0),
            short(top + place + 5.0),
            escaped(&band.label)
        ));
    }
}

fn expected(laid: &Laid<'_>, top: f64, panel: &Panel, svg: &mut String) {
    if panel.expected.is_empty() {
        return;
    }
    let corner = |day: i32, score: f64| {
        format!("{},{}", short(laid.axis.x(day)), short(top + panel.place(score)))
    };
    let high = panel.expected.iter().map(|(day, _, high)| corner(*day, *high));
    let low = panel.expected.iter().rev().map(|(day, low, _)| corner(*day, *low));
    svg.push_str(&format!(
        "<polygon class=\"expected\" fill=\"url(#{}-h)\" points=\"{}\"/>",
        escaped(&laid.thread.id),
        high.chain(low).collect::<Vec<_>>().join(" ")
    ));
}

/// The line through the scores; where one is missing, it is broken.
pub(super) fn line(laid: &Laid<'_>, (n, panel): (usize, &Panel), svg: &mut String) {
    let top = laid.tops.get(n).copied().unwrap_or_default();
    let mut path = String::new();
    let mut pen = "M";
    for (visit, point) in panel.points.iter().enumerate() {
        let Some(point) = point else {
            pen = "M";
            continue;
        };
        path.push_str(&format!(
            "{pen}{} {}",
            short(laid.x(visit)),
            short(top + panel.y(point.score))
        ));
        pen = "L";
    }
    svg.push_str(&format!("<path class=\"line\" d=\"{path}\"/>"));
}

/// A point: a link to its items, to be touched anywhere above or below it in its panel.
pub(super) fn point(laid: &Laid<'_>, (n, panel): (usize, &Panel), visit: usize, svg: &mut String) {
    let Some(point) = panel.point(visit) else { return };
    let top = laid.tops.get(n).copied().unwrap_or_default();
    let (x, y) = (laid.x(visit), top + panel.y(point.score));
    let (left, right) = laid.reach(visit);
    let sign = if point.risk {
        format!("<path class=\"risk\" d=\"M{} {}l8 8l-8 8l-8 -8z\"/>", short(x), short(y - 8.0))
    } else {
        format!("<circle class=\"point\" cx=\"{}\" cy=\"{}\" r=\"5\"/>", short(x), short(y))
    };
    let id = format!("{}-{n}-{visit}", escaped(&laid.thread.id));
    svg.push_str(&format!(
        "<a href=\"{}\" aria-labelledby=\"{id}\"><title id=\"{id}\">{}</title>\
         <rect class=\"hit\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\
         <circle class=\"ring\" cx=\"{}\" cy=\"{}\" r=\"12\"/>{sign}</a>",
        escaped(&point.address),
        escaped(&point.name),
        short(left),
        short(top - 10.0),
        short(right - left),
        short(panel.height() + 20.0),
        short(x),
        short(y)
    ));
}
