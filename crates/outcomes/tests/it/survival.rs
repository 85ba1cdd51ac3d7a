use outcomes::{
    Problem,
    survival::{Curve, Interval, LogRank, Observation},
};

use crate::close;

/// Acute myelogenous leukaemia: R's `survival::aml` (Miller 1997). A plus in the printout means
/// that the person was still in remission.
fn aml() -> [Vec<Observation>; 2] {
    let maintained = "9 13 13+ 18 23 28+ 31 34 45+ 48 161+";
    let not_maintained = "5 5 8 8 12 16+ 23 27 30 33 43 45";
    [maintained, not_maintained].map(observations)
}

fn observations(text: &str) -> Vec<Observation> {
    let one = |word: &str| {
        let time = word.trim_end_matches('+').parse().expect("a number");
        Observation { time, event: !word.ends_with('+') }
    };
    text.split(' ').map(one).collect()
}

/// `summary(survfit(Surv(time, status) ~ x, data = aml))`, group Maintained, as R prints it.
#[test]
fn the_curve_is_that_of_r() {
    let [maintained, _] = aml();
    let curve = Curve::of(&maintained, Interval::Log);
    let printed = [
        (9.0, 11, 0.909, 0.0867, 0.7541, 1.000),
        (13.0, 10, 0.818, 0.1163, 0.6192, 1.000),
        (18.0, 8, 0.716, 0.1397, 0.4884, 1.000),
        (23.0, 7, 0.614, 0.1526, 0.3769, 0.999),
        (31.0, 5, 0.491, 0.1642, 0.2549, 0.946),
        (34.0, 4, 0.368, 0.1627, 0.1549, 0.875),
        (48.0, 2, 0.184, 0.1535, 0.0359, 0.944),
    ];
    assert_eq!((curve.n, curve.events, curve.steps.len()), (11, 7, 7));
    for (step, (time, at_risk, survival, error, low, high)) in curve.steps.iter().zip(printed) {
        assert_eq!((step.time, step.at_risk, step.events), (time, at_risk, 1));
        close(step.survival, survival, 3);
        close(step.error.expect("some are left"), error, 4);
        close(step.low.expect("some are left"), low, 4);
        close(step.high.expect("some are left"), high, 3);
    }
    // As the printed columns say: survival is first half or less at 31, its lower end at 18, its
    // upper end never.
    let median = curve.median();
    assert_eq!((median.at, median.low, median.high), (Some(31.0), Some(18.0), None));
}

/// The same curve with `conf.type = "log-log"`, by the Python library lifelines 0.30.3.
#[test]
fn the_interval_on_the_double_log_is_that_of_lifelines() {
    let [maintained, _] = aml();
    let curve = Curve::of(&maintained, Interval::LogLog);
    let ends = [(0.508080, 0.986674), (0.447429, 0.951162), (0.350190, 0.899024)];
    for (step, (low, high)) in curve.steps.iter().zip(ends) {
        close(step.low.expect("some are left"), low, 6);
        close(step.high.expect("some are left"), high, 6);
    }
}

/// `survdiff(Surv(time, status) ~ x, data = aml)`: 11 people, 7 observed, 10.69 expected; 12, 11,
/// 7.31; chisq 3.4 on 1 degree of freedom, p = 0.0653.
#[test]
fn the_log_rank_test_is_that_of_r() {
    let test = LogRank::of(&aml()).expect("two groups");
    assert_eq!((test.groups[0].n, test.groups[0].observed), (11, 7));
    assert_eq!((test.groups[1].n, test.groups[1].observed), (12, 11));
    close(test.groups[0].expected, 10.69, 2);
    close(test.groups[1].expected, 7.31, 2);
    close(test.chi_squared, 3.4, 1);
    close(test.p, 0.0653, 4);
    assert_eq!(test.degrees, 1);
    // lifelines 0.30.3 gives more places.
    close(test.chi_squared, 3.396_388_698_978, 9);
}

/// Three groups, the third invented: chi-squared and p by lifelines 0.30.3,
/// `multivariate_logrank_test`.
#[test]
fn more_than_two_groups_are_compared_at_once() {
    let [first, second] = aml();
    let third = observations("2 7 7+ 11 20 40+");
    let test = LogRank::of(&[first, second, third]).expect("three groups");
    assert_eq!(test.degrees, 2);
    close(test.chi_squared, 4.091_305_360_861, 9);
    close(test.p, 0.129_295_773_611, 9);
}

#[test]
fn the_curve_ends_where_nobody_is_left() {
    let [_, not_maintained] = aml();
    let curve = Curve::of(&not_maintained, Interval::Log);
    let last = curve.steps.last().expect("a step");
    assert_eq!((last.survival, last.error, last.low, last.high), (0.0, None, None, None));
    // lifelines 0.30.3, `median_survival_time_`.
    assert_eq!(curve.median().at, Some(23.0));
    // Two of four: exactly half, although a product of fractions.
    let even = Curve::of(&observations("1 2 3 4"), Interval::Log);
    assert_eq!(even.median().at, Some(2.0));
    assert!(Curve::of(&[], Interval::Log).steps.is_empty());
}

#[test]
fn groups_that_cannot_be_compared_are_refused() {
    let [first, _] = aml();
    let nothing = LogRank::of(&[first.clone(), Vec::new()]);
    assert_eq!(nothing, Err(Problem::NothingToCompare));
    let gone_before = LogRank::of(&[first.clone(), observations("1+ 2+ 3+")]);
    assert_eq!(gone_before, Err(Problem::NothingToCompare));
    assert_eq!(LogRank::of(&[first]), Err(Problem::NothingToCompare));
}
