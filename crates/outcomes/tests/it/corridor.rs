//! The corridor against known percentiles, and on both sides of each edge.

use outcomes::corridor::{Band, Case, Place, StartBand, percentile};

const MODERATE: StartBand = StartBand { min: 15.0, max: 19.0 };

#[track_caller]
fn near(found: Option<f64>, known: f64) {
    let found = found.expect("a percentile");
    assert!((found - known).abs() < 1e-12, "{found} is not {known}");
}

/// Type 7 as others compute it.
#[test]
fn percentiles_are_those_of_type_7() {
    // Microsoft, PERCENTILE.INC, the example of its manual: 1, 2, 3, 4 at 0.3 is 1.9.
    near(percentile(&[1.0, 2.0, 3.0, 4.0], 0.3), 1.9);
    // NumPy manual, numpy.percentile, the example [[10, 7, 4], [3, 2, 1]] at 50 is 3.5.
    near(percentile(&[1.0, 2.0, 3.0, 4.0, 7.0, 10.0], 0.5), 3.5);
    // By hand from the definition: of 1 to 10, h - 1 is 9·p, so the percentile is 1 + 9·p.
    let ten: Vec<f64> = (1..=10).map(f64::from).collect();
    near(percentile(&ten, 0.1), 1.9);
    near(percentile(&ten, 0.25), 3.25);
    near(percentile(&ten, 0.9), 9.1);
    // Of seven, h - 1 is 6·0.9 = 5.4, so it is 15 + 0.4·(20 - 15) = 17.
    near(percentile(&[2.0, 4.0, 4.0, 7.0, 9.0, 15.0, 20.0], 0.9), 17.0);
    near(percentile(&[7.0], 0.9), 7.0);
    near(percentile(&ten, 1.0), 10.0);
    assert_eq!(percentile(&[], 0.5), None);
    assert_eq!(percentile(&ten, 1.5), None);
}

/// Cases that started at 16 and had these scores at session 2.
fn cases(second: &[f64]) -> Vec<Vec<Option<f64>>> {
    second.iter().map(|score| vec![Some(16.0), Some(*score)]).collect()
}

fn band(cases: &[Vec<Option<f64>>], least: usize) -> Band {
    Band::of(cases.iter().map(|scores| Case { scores }), MODERATE, least)
}

#[test]
fn a_session_is_told_from_the_least_number_of_scores_on() {
    let ten: Vec<f64> = (1..=10).map(f64::from).collect();
    let found = band(&cases(&ten), 10);
    assert_eq!((found.n, found.sessions.len(), found.sessions[0].n), (10, 1, 10));
    assert!(band(&cases(&ten), 11).sessions.is_empty());
    assert!(band(&cases(&ten[..9]), 10).sessions.is_empty());
    // One of them has no score at session 2: it is not carried forward.
    let mut missing = cases(&ten);
    missing[3] = vec![Some(16.0), None, Some(4.0)];
    assert_eq!((band(&missing, 9).sessions[0].n, band(&missing, 10).sessions.len()), (9, 0));
}

#[test]
fn only_cases_that_started_in_the_band_count() {
    let start = |score: Option<f64>| vec![score, Some(9.0)];
    let all = [14.0, 15.0, 19.0, 20.0].map(|score| start(Some(score)));
    assert_eq!(band(&all, 1).n, 2, "both ends are in");
    assert_eq!(band(&[start(None)], 1).n, 0, "no score at session 1");
    assert_eq!(band(&[vec![]], 1).n, 0);
}

#[test]
fn a_score_is_placed_and_the_end_of_its_flag_named() {
    let ten: Vec<f64> = (1..=10).map(f64::from).collect();
    let found = band(&cases(&ten), 10);
    assert_eq!(found.place(2, 1.0), Some(Place::Below));
    assert_eq!(found.place(2, 1.9), Some(Place::Within));
    assert_eq!(found.place(2, 9.0), Some(Place::Within));
    assert_eq!(found.place(2, 10.0), Some(Place::Above));
    assert_eq!(found.place(1, 27.0), None, "the start is held against nothing");
    assert_eq!(found.place(3, 1.0), None);
    near(found.ends_at(1), 9.1);
    assert_eq!(found.ends_at(2), None);
    assert_eq!(found.ends_at(u32::MAX), None);
}

#[test]
fn the_order_of_the_cases_says_nothing() {
    let scores = [3.0, 12.0, 7.0, 7.0, 19.0, 1.0, 4.0];
    let mut back = scores;
    back.reverse();
    assert_eq!(band(&cases(&scores), 1), band(&cases(&back), 1));
}
