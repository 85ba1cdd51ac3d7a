use outcomes::{
    Direction, Problem,
    gains::{Criteria, Step},
};

const BDI: Criteria = Criteria { direction: Direction::Lower, cutoff: 7.0, share: 0.25 };

/// The step in the middle of six scores; -1 stands for a missing one.
fn middle(scores: [i32; 6], criteria: Criteria) -> Option<Step> {
    let scores = scores.map(|score| (score >= 0).then_some(f64::from(score)));
    criteria.examine(&scores).into_iter().find(|step| step.from == 2)
}

/// The examples of `check_interval` in the tutorial of the R package suddengains (Wiedemann,
/// Thew, Stott & Ehlers 2020, PLoS ONE 15:e0230276), with its critical values.
#[test]
fn the_examples_of_the_package_suddengains() {
    let step = middle([32, 31, 33, 5, 6, 7], BDI).expect("examined");
    assert!(step.large && step.marked && step.stable && step.is_sudden_gain());
    assert_eq!((step.points, step.critical), (28.0, 2.776));

    let missing = middle([-1, 31, 33, 5, -1, 7], BDI).expect("two of three on each side");
    assert!(missing.is_sudden_gain());
    assert_eq!(missing.critical, 4.303);

    // A sudden loss is a gain the other way: the package's third example, 5 NA 7 to 16 12 14.
    let loss = middle([5, -1, 7, 16, 12, 14], Criteria { direction: Direction::Higher, ..BDI });
    let loss = loss.expect("examined");
    assert!(loss.is_sudden_gain());
    assert_eq!(loss.critical, 3.182);
}

/// By hand. Before 30 20 30: mean 26.667, SD 5.774; after 22 21 20: mean 21, SD 1; pooled
/// √((2·33.333 + 2·1) / 4) = 4.143; 2.776 · 4.143 = 11.50, and 5.667 does not exceed it.
#[test]
fn each_criterion_can_fail_alone() {
    let unstable = middle([30, 20, 30, 22, 21, 20], BDI).expect("examined");
    assert!(unstable.large && unstable.marked && !unstable.stable);
    let small = middle([20, 20, 20, 14, 14, 14], BDI).expect("examined");
    assert!(!small.large && small.marked && small.stable);
    let slight = middle([40, 40, 40, 32, 32, 32], BDI).expect("examined");
    assert!(slight.large && !slight.marked && slight.stable, "8 of 40 are 20%");
    // Both thresholds count themselves: 7 points, and 25% of 28.
    assert!(middle([28, 28, 28, 21, 21, 21], BDI).expect("examined").is_sudden_gain());
}

/// The patterns of data that the package can examine (`select_cases`, method "pattern").
#[test]
fn one_of_three_may_be_missing_but_never_beside_the_step() {
    let x = 9;
    for whole in [[x, x, x, x, x, x], [-1, x, x, x, x, -1], [x, -1, x, x, -1, x]] {
        assert!(middle(whole, BDI).is_some(), "{whole:?}");
    }
    for broken in [[-1, -1, x, x, x, x], [x, x, x, x, -1, -1], [x, x, -1, x, x, x]] {
        assert!(middle(broken, BDI).is_none(), "{broken:?}");
    }
    let places: Vec<usize> = BDI.examine(&[Some(9.0); 5]).iter().map(|step| step.from).collect();
    assert_eq!(places, [1, 2], "neither the first step nor the last");
    assert!(BDI.examine(&[]).is_empty());
    assert!(BDI.examine(&[Some(9.0)]).is_empty());
}

#[test]
fn criteria_are_checked() {
    assert_eq!(BDI.check(), Ok(()));
    for bad in [Criteria { cutoff: 0.0, ..BDI }, Criteria { share: 25.0, ..BDI }] {
        assert!(matches!(bad.check(), Err(Problem::OutOfRange { .. })));
    }
}
