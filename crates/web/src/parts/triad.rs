//! The triad as a picture: what presses on the client from above, what carries from below. The
//! text beside it has everything in full; here long text is cut, and no line leaves its box.

use super::svg::{escaped, short};

const WIDTH: f64 = 420.0;
/// The line along which everything meets the client.
const SPINE: f64 = 32.0;
const LEFT: f64 = 68.0;
const RIGHT: f64 = WIDTH - 6.0;
const PADDING: f64 = 12.0;
/// The width of a character of the text, about, at its largest; a wide one takes two.
const CHARACTER: f64 = 8.4;
const LINE: f64 = 20.0;
const GAP: f64 = 16.0;
const ME: f64 = 28.0;
/// So many lines of a text are drawn.
const MOST_LINES: usize = 3;

/// What an entry means for the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A text, without a sign.
    Plain,
    /// A person who carries.
    Buffer,
    /// A person who is a burden.
    Burden,
    /// A person who is both.
    Both,
}

/// One entry of a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What kind it is; empty if the heading says it.
    pub label: String,
    /// What it says.
    pub text: String,
    /// What stands before it.
    pub sign: Sign,
}

/// A box: the crisis, the vulnerabilities, the support, the strengths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// `crisis`, `vulnerability`, `support` or `strengths`.
    pub class: &'static str,
    /// Its heading.
    pub heading: String,
    /// What stands in it; at least one entry.
    pub entries: Vec<Entry>,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triad {
    /// The word in the middle.
    pub me: String,
    /// What presses, from above.
    pub pressing: Vec<Group>,
    /// What carries or fails to, from below.
    pub carrying: Vec<Group>,
}

/// A line of text with its place.
#[derive(Clone, Debug, PartialEq)]
struct Written {
    class: &'static str,
    text: String,
    y: f64,
    sign: Sign,
}

/// A box with its place.
#[derive(Clone, Debug, PartialEq)]
struct Boxed {
    class: &'static str,
    top: f64,
    height: f64,
    lines: Vec<Written>,
}

impl Boxed {
    fn middle(&self) -> f64 {
        self.top + self.height / 2.0
    }
}

/// The picture. What it shows stands beside it as text, so that it is hidden from screen readers.
pub fn triad(triad: &Triad) -> String {
    let (pressing, me, carrying, height) = arranged(triad);
    let mut svg = format!(
        "<svg class=\"triad\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\" focusable=\"false\">",
        short(WIDTH),
        short(height)
    );
    if let Some(first) = pressing.first() {
        arrow(first.middle(), me - ME - 2.0, 1.0, "press", &mut svg);
    }
    if let Some(last) = carrying.last() {
        arrow(last.middle(), me + ME + 2.0, -1.0, "carry", &mut svg);
    }
    for (boxed, class) in
        pressing.iter().map(|b| (b, "press")).chain(carrying.iter().map(|b| (b, "carry")))
    {
        draw_box(boxed, class, &mut svg);
    }
    svg.push_str(&format!(
        "<circle class=\"me\" cx=\"{x}\" cy=\"{y}\" r=\"{}\"/><text class=\"me\" x=\"{x}\" y=\"{}\" \
         text-anchor=\"middle\">{}</text></svg>",
        short(ME),
        short(me + 5.0),
        escaped(&triad.me),
        x = short(SPINE),
        y = short(me)
    ));
    svg
}

/// A line along the spine with its head at the client.
fn arrow(from: f64, to: f64, down: f64, class: &str, svg: &mut String) {
    svg.push_str(&format!(
        "<path class=\"{class}\" d=\"M{x} {}V{}m-6 {}l6 {}l6 {}\"/>",
        short(from),
        short(to),
        short(-9.0 * down),
        short(9.0 * down),
        short(-9.0 * down),
        x = short(SPINE)
    ));
}

fn draw_box(boxed: &Boxed, side: &str, svg: &mut String) {
    svg.push_str(&format!(
        "<path class=\"{side}\" d=\"M{} {y}H{}\"/><rect class=\"{}\" x=\"{}\" y=\"{}\" \
         width=\"{}\" height=\"{}\" rx=\"6\"/>",
        short(SPINE),
        short(LEFT),
        boxed.class,
        short(LEFT),
        short(boxed.top),
        short(RIGHT - LEFT),
        short(boxed.height),
        y = short(boxed.middle())
    ));
    for line in &boxed.lines {
        draw_line(line, svg);
    }
}

fn draw_line(line: &Written, svg: &mut String) {
    let (x, y) = (LEFT + PADDING, line.y - 5.0);
    if matches!(line.sign, Sign::Buffer | Sign::Both) {
        svg.push_str(&format!(
            "<circle class=\"person\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>\
             <circle class=\"buffer\" cx=\"{x}\" cy=\"{y}\" r=\"7\"/>",
            x = short(x + 7.0),
            y = short(y)
        ));
    }
    if matches!(line.sign, Sign::Burden | Sign::Both) {
        let left = if line.sign == Sign::Both { x + 18.0 } else { x + 3.0 };
        svg.push_str(&format!(
            "<path class=\"burden\" d=\"M{} {}l8 8m0 -8l-8 8\"/>",
            short(left),
            short(y - 4.0)
        ));
    }
    let direction = if from_the_right(&line.text) { " direction=\"rtl\"" } else { "" };
    let start = if direction.is_empty() { x + indent(line.sign) } else { RIGHT - PADDING };
    svg.push_str(&format!(
        "<text class=\"{}\" x=\"{}\" y=\"{}\"{direction}>{}</text>",
        line.class,
        short(start),
        short(line.y),
        escaped(&line.text)
    ));
}

/// The room that a sign takes before its text.
fn indent(sign: Sign) -> f64 {
    match sign {
        Sign::Plain => 0.0,
        Sign::Buffer | Sign::Burden => 22.0,
        Sign::Both => 36.0,
    }
}

/// Every box with its place, where the client stands, and how high it all is.
fn arranged(triad: &Triad) -> (Vec<Boxed>, f64, Vec<Boxed>, f64) {
    let stacked = |groups: &[Group], mut top: f64| -> (Vec<Boxed>, f64) {
        let stack = groups.iter().map(|group| {
            let boxed = boxed(group, top);
            top += boxed.height + GAP;
            boxed
        });
        (stack.collect(), top)
    };
    let (pressing, below) = stacked(&triad.pressing, 2.0);
    let me = below + ME;
    let (carrying, end) = stacked(&triad.carrying, me + ME + GAP);
    (pressing, me, carrying, end - GAP + 2.0)
}

fn boxed(group: &Group, top: f64) -> Boxed {
    let mut y = top + 24.0;
    let heading = cut(&group.heading, room(Sign::Plain), 1).remove(0);
    let mut lines = vec![Written { class: "heading", text: heading, y, sign: Sign::Plain }];
    for entry in &group.entries {
        if !entry.label.is_empty() {
            y += LINE - 1.0;
            let label = cut(&entry.label, room(Sign::Plain), 1).remove(0);
            lines.push(Written { class: "label", text: label, y, sign: Sign::Plain });
        }
        let most = if entry.sign == Sign::Plain { MOST_LINES } else { 1 };
        for text in cut(&entry.text, room(entry.sign), most) {
            y += LINE;
            lines.push(Written { class: "said", text, y, sign: entry.sign });
        }
    }
    Boxed { class: group.class, top, height: y - top + PADDING, lines }
}

/// So many characters fit on a line.
fn room(sign: Sign) -> usize {
    let width = RIGHT - LEFT - 2.0 * PADDING - indent(sign);
    // A number of characters: small, and never below none.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let room = (width / CHARACTER).floor().max(1.0) as usize;
    room
}

fn wide(character: char) -> usize {
    let wide = matches!(character,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{1f000}'..);
    if wide { 2 } else { 1 }
}

fn width(text: &str) -> usize {
    text.chars().map(wide).sum()
}

/// The text on so many lines at most, at least one; what does not fit is cut with an ellipsis.
fn cut(text: &str, room: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace().flat_map(|word| pieces(word, room)) {
        let last = lines.last_mut().expect("BUG: there is always a line");
        if last.is_empty() {
            last.push_str(&word);
        } else if width(last) + 1 + width(&word) <= room {
            last.push(' ');
            last.push_str(&word);
        } else {
            lines.push(word);
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while width(last) + 1 > room {
                last.pop();
            }
            *last = format!("{}…", last.trim_end_matches([' ', ',', ';', '.']));
        }
    }
    lines
}

/// A word that is longer than a line, in pieces.
fn pieces(word: &str, room: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for character in word.chars() {
        let last = pieces.last_mut().expect("BUG: there is always a piece");
        if width(last) + wide(character) > room {
            pieces.push(character.to_string());
        } else {
            last.push(character);
        }
    }
    pieces
}

/// Whether the first letter is of a script that is written from the right.
fn from_the_right(text: &str) -> bool {
    let first = text.chars().find(|character| character.is_alphabetic());
    first.is_some_and(|c| {
        ('\u{590}'..'\u{900}').contains(&c) || ('\u{fb1d}'..'\u{fefd}').contains(&c)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(class: &'static str, texts: &[&str], sign: Sign) -> Group {
        let entry = |text: &&str| Entry {
            label: if sign == Sign::Plain { "Of the person".into() } else { String::new() },
            text: (*text).into(),
            sign,
        };
        Group {
            class,
            heading: "A heading of its own".into(),
            entries: texts.iter().map(entry).collect(),
        }
    }

    fn full() -> Triad {
        let long = "a very long text about how it was and how it came to be so ".repeat(9);
        let word = "Donaudampfschifffahrtsgesellschaftskapitänswitwe".repeat(3);
        let kinds: &[&str] = &[&long, &word, "鬱病と孤独".repeat(30).leak(), "ok", "مرحبا بك", "x"];
        Triad {
            me: "Me".into(),
            pressing: vec![
                group("vulnerability", kinds, Sign::Plain),
                group("crisis", &[&long], Sign::Plain),
            ],
            carrying: vec![
                group("support", &[&long, "Ida"], Sign::Both),
                group("support", &["Tom", &word], Sign::Burden),
                group("strengths", &["patience"], Sign::Plain),
            ],
        }
    }

    #[test]
    fn no_box_touches_another_and_no_line_leaves_its_box() {
        for (above, below) in [(2, 3), (0, 3), (2, 0), (0, 0), (1, 1)] {
            let mut drawn = full();
            drawn.pressing.truncate(above);
            drawn.carrying.truncate(below);
            let (pressing, me, carrying, height) = arranged(&drawn);
            let mut end = 0.0;
            for boxed in pressing.iter().chain(&carrying) {
                assert!(boxed.top >= end, "one below the other");
                end = boxed.top + boxed.height;
                let mut before = boxed.top;
                for line in &boxed.lines {
                    assert!(line.y - before >= 18.0, "no line over another");
                    before = line.y;
                    let room = room(line.sign);
                    assert!(width(&line.text) <= room, "{} is wider than {room}", line.text);
                }
                assert!(before < end);
                let apart = end <= me - ME || boxed.top >= me + ME;
                assert!(apart, "nobody stands over the client");
            }
            assert!(end <= height && me + ME <= height);
        }
    }

    #[test]
    fn long_text_is_cut_and_nothing_typed_becomes_markup() {
        let mut drawn = full();
        drawn.pressing[1].entries[0].text = "<marquee>".repeat(40);
        let svg = triad(&drawn);
        assert!(
            svg.contains('…') && !svg.contains("<marquee>") && svg.contains("direction=\"rtl\"")
        );
        assert_eq!(cut("short", 40, 3), ["short"]);
        assert_eq!(cut("", 40, 3), [""]);
    }
}
