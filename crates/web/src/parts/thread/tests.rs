use super::*;

fn point(score: u32) -> Point {
    Point { score, name: format!("PHQ-9 {score} <b>"), address: "/a".into(), risk: score >= 20 }
}

fn panel(scores: &[Option<u32>]) -> Panel {
    let band = |from, to, label: &str| Band { from, to, label: label.into() };
    Panel {
        title: "PHQ-9 <i>".into(),
        range: (0, 27),
        unit: 1,
        bands: vec![band(0, 4, "minimal"), band(5, 27, "more")],
        cut: Some(10),
        points: scores.iter().map(|score| score.map(point)).collect(),
        expected: Vec::new(),
    }
}

fn with(scores: &[Option<u32>], events: &[i32]) -> Thread {
    let visits = (0..).zip(scores).map(|(n, _)| Visit {
        label: (n + 1).to_string(),
        day: n * 7,
        date: format!("{} Nov", n + 1),
    });
    Thread {
        id: "t".into(),
        title: "Thread".into(),
        desc: String::new(),
        visits: visits.collect(),
        panels: vec![panel(scores)],
        events: events.iter().map(|day| (*day, true)).collect(),
        marked: None,
    }
}

fn drawn(t: &Thread) -> String {
    thread(t).0
}

/// The texts of a drawing: left, right, base line.
fn texts(svg: &str) -> Vec<(f64, f64, f64, String)> {
    let attribute = |tag: &str, name: &str| -> f64 {
        let rest = tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        rest.and_then(|text| text.parse().ok()).expect("a figure")
    };
    let one = |tag: &str| {
        let text = tag.split('>').nth(1).unwrap_or_default().split('<').next().unwrap_or_default();
        let (x, wide) = (attribute(tag, "x"), axis::wide(text));
        let left = match tag {
            tag if tag.contains("\"middle\"") => x - wide / 2.0,
            tag if tag.contains("\"end\"") => x - wide,
            _ => x,
        };
        (left, left + wide, attribute(tag, "y"), text.to_owned())
    };
    svg.split("<text").skip(1).map(one).collect()
}

fn nothing_touches(svg: &str) {
    let texts = texts(svg);
    for (n, a) in texts.iter().enumerate() {
        for b in texts.iter().skip(n + 1) {
            let apart = a.1 <= b.0 || b.1 <= a.0 || (a.2 - b.2).abs() >= 14.0;
            assert!(apart, "{a:?} touches {b:?}");
        }
    }
}

#[test]
fn a_missing_score_is_a_gap_and_text_is_escaped() {
    let svg = drawn(&with(&[Some(18), None, Some(9)], &[]));
    let path = svg.split("class=\"line\" d=\"").nth(1).expect("a line");
    assert_eq!(path.split('"').next().expect("d").matches('M').count(), 2);
    assert!(svg.contains("PHQ-9 &lt;i&gt;") && !svg.contains("<i>") && !svg.contains("<b>"));
    assert_eq!(svg.matches("<a href").count(), 2, "a gap is no link");
}

#[test]
fn an_event_is_joined_to_one_score_and_one_far_from_all_to_none() {
    let t = with(&[Some(18), Some(12), Some(9)], &[6, 60]);
    assert_eq!(drawn(&t).matches("class=\"join\"").count(), 1);
    assert_eq!((t.joined((6, true)), t.joined((60, true))), (Some(1), None));
    assert_eq!(t.joined((6, false)), None, "a day that is not known is near nothing");
}

#[test]
fn a_risk_answer_has_its_own_shape_and_words() {
    let t = with(&[Some(21), Some(12)], &[]);
    assert_eq!(drawn(&t).matches("class=\"risk\"").count(), 1);
    assert!(legend(&t).0.contains(words().t("thread-risk").as_ref()));
    assert!(!legend(&with(&[Some(1)], &[])).0.contains("class=\"risk\""));
}

#[test]
fn hundredths_are_drawn_as_points_with_a_tick_each() {
    let mean = Panel { range: (100, 700), unit: 100, ..panel(&[Some(483)]) };
    assert_eq!(mean.ticks(), [100, 200, 300, 400, 500, 600, 700]);
    assert_eq!(panel(&[]).ticks(), [0, 5, 10, 15, 20, 25]);
    assert!((mean.y(100) - mean.height()).abs() < 0.01 && mean.y(700).abs() < 0.01);
}

#[test]
fn what_is_expected_is_a_hatched_area_with_its_word() {
    let mut t = with(&[Some(18), Some(12)], &[]);
    assert!(!drawn(&t).contains("expected") && !legend(&t).0.contains("hatch"));
    t.panels[0].expected = vec![(0, 14.0, 20.0), (7, 10.0, 17.0)];
    let svg = drawn(&t);
    let area =
        svg.split("class=\"expected\" fill=\"url(#t-h)\" points=\"").nth(1).expect("an area");
    assert_eq!(area.split('"').next().expect("points").split(' ').count(), 4);
    assert!(svg.contains("<pattern id=\"t-h\""));
    assert!(legend(&t).0.contains(words().t("thread-expected").as_ref()));
}

#[test]
fn three_measures_forty_events_and_a_long_maintenance_do_not_touch() {
    let days: Vec<i32> = (0..20).map(|n| n * 7).chain((1..12).map(|n| 133 + n * 30)).collect();
    let mut t = with(&vec![Some(12); days.len()], &(0..40).map(|n| n * 11 - 9).collect::<Vec<_>>());
    for (n, (visit, day)) in t.visits.iter_mut().zip(&days).enumerate() {
        visit.day = *day;
        visit.label = if n < 20 { (n + 1).to_string() } else { format!("M{}", n - 19) };
        visit.date = format!("{} Nov", n % 28 + 1);
    }
    let narrow = |n: u32| Band { from: 600 + n * 10, to: 609 + n * 10, label: format!("band {n}") };
    t.panels.push(panel(&[Some(3)]));
    t.panels.push(Panel {
        range: (100, 700),
        unit: 100,
        bands: (0..10).map(narrow).collect(),
        ..panel(&[None, Some(483)])
    });
    let svg = drawn(&t);
    nothing_touches(&svg);
    // Targets of one panel do not lie over each other.
    let laid = Laid::of(&t);
    for n in 1..days.len() {
        let (left, right) = laid.reach(n);
        assert!(left >= laid.reach(n - 1).1 - 0.01 && right - left >= axis::APART - 0.01);
    }
    assert!(svg.matches("class=\"break\"").count() >= 11);
}

#[test]
fn one_score_none_and_crowded_days_can_be_drawn() {
    for t in [
        with(&[Some(18)], &[0; 40]),
        with(&[None], &[-5, 3]),
        with(&[], &[4]),
        with(&[Some(1), Some(2)], &[1, 1, 2, 2, 3, 300]),
    ] {
        nothing_touches(&drawn(&t));
    }
}

#[test]
fn the_keyboard_goes_through_the_course_by_time() {
    let mut t = with(&[Some(1), Some(2)], &[]);
    t.panels.push(panel(&[Some(3), Some(4)]));
    let svg = drawn(&t);
    let order: Vec<usize> =
        [1, 3, 2, 4].iter().map(|n| svg.find(&format!("PHQ-9 {n} ")).expect("a link")).collect();
    assert!(order.is_sorted());
}
