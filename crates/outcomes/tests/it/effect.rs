use outcomes::{Direction, Moments, Problem, effect::Change};

use crate::{close, pairs};

/// Five training groups of Carlson & Schmidt (1999) in Morris (2008, Organ Res Methods
/// 11:364-386); g and its variance as metafor's `escalc(measure = "SMCR")` gives them
/// (`tests/testthat/test_analysis_example_morris2008.r`).
#[test]
fn effects_and_their_variance_are_those_of_metafor() {
    let groups = [
        ((30.6, 15.0), (38.5, 11.6), 20, 0.47, 0.5056, 0.0594),
        ((23.5, 3.1), (26.8, 4.1), 50, 0.64, 1.0481, 0.0254),
        ((0.5, 0.1), (0.7, 0.1), 9, 0.77, 1.8054, 0.2322),
        ((53.4, 14.5), (75.9, 4.4), 10, 0.89, 1.4181, 0.1225),
        ((35.6, 4.7), (36.0, 4.6), 14, 0.44, 0.0801, 0.0802),
    ];
    for ((mean, sd), (after, sd_after), n, r, g, variance) in groups {
        let pre = Moments { n, mean, sd };
        let post = Moments { n, mean: after, sd: sd_after };
        let change = Change::from_summary(pre, post, r, Direction::Higher).expect("spread");
        close(change.g, g, 4);
        close(change.variance, variance, 4);
        close((change.high - change.low) / 2.0, 1.96 * variance.sqrt(), 3);
        let lower = Change::from_summary(pre, post, r, Direction::Lower).expect("spread");
        assert_eq!(lower.g, -change.g, "the same change is a loss where lower is better");
    }
}

/// NHS Talking Therapies 2022-23, PHQ-9 of cases: 15.4 (SD 5.5) to 9.4 (SD 6.4), quoted on a
/// secondary page; 6.0 / 5.5 = 1.091.
#[test]
fn the_difference_is_in_standard_deviations_before() {
    let pre = Moments { n: 1000, mean: 15.4, sd: 5.5 };
    let post = Moments { n: 1000, mean: 9.4, sd: 6.4 };
    let change = Change::from_summary(pre, post, 0.5, Direction::Lower).expect("spread");
    close(change.d_pre, 1.091, 3);
    // By hand: 6 / √((5.5² + 6.4²) / 2) = 6 / 5.9670; 6 / √(5.5² + 6.4² - 5.5·6.4) = 6 / 6.0008.
    close(change.d_av, 1.0055, 4);
    close(change.d_z.expect("varies"), 0.9999, 4);
}

#[test]
fn what_has_no_spread_has_no_effect_size() {
    let few = pairs(&[(1.0, 2.0), (2.0, 3.0)]);
    assert_eq!(Change::of(&few, Direction::Lower), Err(Problem::TooFew { found: 2, needed: 3 }));
    let same = pairs(&[(4.0, 2.0), (4.0, 3.0), (4.0, 1.0)]);
    assert_eq!(Change::of(&same, Direction::Lower), Err(Problem::NoSpread("before")));
    let alike = pairs(&[(4.0, 2.0), (5.0, 3.0), (6.0, 4.0)]);
    assert_eq!(Change::of(&alike, Direction::Lower).expect("spread").d_z, None);
}
