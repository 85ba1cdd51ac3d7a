use outcomes::{
    Direction, Problem,
    change::{Class, CutoffKind, Method, Norm, Parameters, Plan},
};

use crate::{close, pairs};

/// Beck Depression Inventory before and after, the first ten of the 40 complete cases of Claus,
/// Scherbaum & Bonnet (2020, Psychother Psychosom 89:258-260), as the R package
/// clinicalsignificance prints them on its page `cs_get_augmented_data`.
const CLAUS: [(f64, f64); 10] = [
    (33.0, 27.0),
    (26.0, 19.0),
    (15.0, 5.0),
    (39.0, 46.0),
    (22.0, 28.0),
    (25.0, 18.0),
    (33.0, 30.0),
    (23.0, 8.0),
    (47.0, 24.0),
    (43.0, 13.0),
];
/// Mean and standard deviation before of all 40, as the package's summary prints them.
const CLAUS_BEFORE: (f64, f64) = (35.48, 8.16);

fn plan(method: Method) -> Plan {
    let sd = Some(CLAUS_BEFORE.1);
    Plan { reliability: Some(0.80), sd, ..Plan::new(method, Direction::Lower) }
}

/// Parameters of a sample with the mean of all 40 before; the standard deviation is given.
fn of_all(plan: &Plan) -> Parameters {
    let mean = CLAUS_BEFORE.0;
    plan.parameters(&pairs(&[(mean - 9.0, 30.0), (mean + 9.0, 12.0)])).expect("parameters")
}

fn classes(parameters: &Parameters) -> Vec<Class> {
    let placed = pairs(&CLAUS).into_iter().map(|pair| parameters.place(pair).expect("placed"));
    placed.map(|placed| placed.class).collect()
}

/// The package's `cs_distribution` and `cs_combined` on these cases, reliability .80, cut-off a.
#[test]
fn jacobson_and_truax_as_in_the_package_clinicalsignificance() {
    let parameters = of_all(&Plan { cutoff: Some(CutoffKind::A), ..plan(Method::JacobsonTruax) });
    close(parameters.cutoff.expect("asked for").at, 19.16, 2);
    let printed = [-1.16, -1.36, -1.94, 1.36, 1.16, -1.36, -0.58, -2.91, -4.46, -5.81];
    let clinical = [true, true, false, true, true, true, true, true, true, true];
    for ((pair, index), clinical) in pairs(&CLAUS).into_iter().zip(printed).zip(clinical) {
        let placed = parameters.place(pair).expect("placed");
        close(placed.index, index, 2);
        assert_eq!(placed.clinical_before, Some(clinical), "{pair:?}");
    }
    use Class::{Improved, Recovered, Unchanged};
    let mut expected = vec![Unchanged; 7];
    expected.extend([Recovered, Improved, Recovered]);
    assert_eq!(classes(&parameters), expected);
}

/// The package's cut-offs for the same data with a functional mean of 8 and SD of 8: c = 21.6,
/// and on true scores 21.57.
#[test]
fn cut_offs_as_in_the_package_clinicalsignificance() {
    let functional = Some(Norm { mean: 8.0, sd: 8.0 });
    let at = |method, kind| {
        let plan = Plan { functional, cutoff: Some(kind), ..plan(method) };
        of_all(&plan).cutoff.expect("asked for").at
    };
    close(at(Method::JacobsonTruax, CutoffKind::C), 21.60, 2);
    close(at(Method::HagemanArrindell, CutoffKind::C), 21.57, 2);
    // By hand: 8 + 2 · 8, and towards illness from the other side where higher is better.
    close(at(Method::JacobsonTruax, CutoffKind::B), 24.0, 9);
    let higher = Plan { direction: Direction::Higher, functional, ..plan(Method::JacobsonTruax) };
    let b = of_all(&Plan { cutoff: Some(CutoffKind::B), ..higher });
    close(b.cutoff.expect("asked for").at, -8.0, 9);
}

/// Reliable change in points: Piers-Harris 2 with an error of measurement of 3.07 gives 4.34 and
/// 8.51 (Wodrich, "How to calculate a reliable change index", University of Arizona open
/// textbook, from Piers & Herzberg 2002); PHQ-9 with SD 5.5 and alpha .89 gives 5.06.
#[test]
fn reliable_change_in_points() {
    for (sd, reliability, points) in [(6.14, 0.75, 8.51), (5.5, 0.89, 5.06)] {
        let plan = Plan {
            sd: Some(sd),
            reliability: Some(reliability),
            ..Plan::new(Method::JacobsonTruax, Direction::Lower)
        };
        let parameters = plan.parameters(&pairs(&[(20.0, 10.0)])).expect("parameters");
        let class = |drop: f64| parameters.place(pairs(&[(20.0, 20.0 - drop)])[0]).map(|p| p.class);
        assert_eq!(class(points + 0.01), Some(Class::Improved));
        assert_eq!(class(points - 0.01), Some(Class::Unchanged));
        assert_eq!(class(-points - 0.01), Some(Class::Deteriorated));
    }
}

/// By hand: no published case with all of its parameters could be had for these four. The sample
/// is 14 to 6 and 26 to 16; M before 20, after 11; s is given as 5, r as .80; the case is 26 to 16.
/// SEM = 5 √.2 = 2.2361; s √(1 - r²) = 5 · .6 = 3; predicted .8 (26 - 20) + 20 = 24.8.
#[test]
fn the_indices_that_expect_regression_to_the_mean() {
    let sample = pairs(&[(14.0, 6.0), (26.0, 16.0)]);
    let index = |method| {
        let plan =
            Plan { sd: Some(5.0), reliability: Some(0.80), ..Plan::new(method, Direction::Lower) };
        let parameters = plan.parameters(&sample).expect("parameters");
        parameters.place(sample[1]).expect("placed").index
    };
    // (16 - 24.8) / 2.2361
    close(index(Method::EdwardsNunnally), -3.9355, 4);
    // ((16 - 20) - .8 · 6) / 3
    close(index(Method::GulliksenLordNovick), -2.9333, 4);
    // ((16 - 11) - .8 · 6) / 3: the sample fell by 9, this person by 10.
    close(index(Method::HsuLinnNord), 0.0667, 4);
    // (16 - 24.8) / √(.64 · 25 · .2 + 25 · .2) = -8.8 / √8.2
    close(index(Method::NunnallyKotsch { reliability_post: None }), -3.0731, 4);
    // (16 - 24.8) / √(3.2 + 25 · .5) = -8.8 / √15.7
    close(index(Method::NunnallyKotsch { reliability_post: Some(0.5) }), -2.2209, 4);
}

/// By hand, as Hageman & Arrindell (1999) print the formulas. Before 20 30 40: M 30, s 10; after
/// 10 25 16: M 17, s √57 = 7.5498; covariance 30. r = .80: SEM² = 100 · .2 = 20.
/// Variance of the differences 100 + 57 - 60 = 97, so R = (97 - 40) / 97 = .58763.
#[test]
fn hageman_and_arrindell_ask_about_true_scores() {
    let sample = pairs(&[(20.0, 10.0), (30.0, 25.0), (40.0, 16.0)]);
    let functional = Some(Norm { mean: 5.0, sd: 6.0 });
    let plan = Plan {
        reliability: Some(0.80),
        functional,
        cutoff: Some(CutoffKind::At(25.0)),
        ..Plan::new(Method::HagemanArrindell, Direction::Lower)
    };
    let parameters = plan.parameters(&sample).expect("parameters");
    let placed = |place: usize| parameters.place(sample[place]).expect("placed");
    // (-24 · .58763 - 13 · .41237) / (√.58763 · √40) = -19.4639 / 4.84822
    close(placed(2).index, -4.0147, 4);
    // (-5 · .58763 - 5.36082) / 4.84822: better than the five points alone would say.
    close(placed(1).index, -1.7118, 4);
    // Reliability after (57 - 20) / 57 = .64912; error √.64912 · √20 = 3.60312.
    // Case 3: true score 17 - .64912 = 16.351; (16.351 - 25) / 3.603 = -2.400: past by 1.65.
    assert_eq!(placed(2).class, Class::Recovered);
    // Case 2: true score 17 + 8 · .64912 = 22.193; -0.779: below 25, but not surely.
    assert_eq!(placed(1).class, Class::Improved);
    // Case 1 was not clinical before: 20 is past 25 already.
    assert_eq!((placed(0).class, placed(0).clinical_before), (Class::Improved, Some(false)));
    // a = 30 - 2 · √80.
    let a = Plan { cutoff: Some(CutoffKind::A), ..plan }.parameters(&sample).expect("parameters");
    close(a.cutoff.expect("asked for").at, 12.1115, 4);
    let little = pairs(&[(20.0, 20.0), (30.0, 30.0), (40.0, 41.0)]);
    assert_eq!(plan.parameters(&little), Err(Problem::NotReliable("the differences")));
}

/// Half is a response; thirty percent worse is a deterioration when so agreed.
#[test]
fn percentages_count_from_their_threshold() {
    let method = Method::Percent { improved: 50.0, deteriorated: 30.0 };
    let plan = Plan { cutoff: Some(CutoffKind::At(10.0)), ..Plan::new(method, Direction::Lower) };
    let sample = pairs(&[(20.0, 10.0), (20.0, 9.0), (20.0, 11.0), (10.0, 13.0), (0.0, 4.0)]);
    let parameters = plan.parameters(&sample).expect("parameters");
    assert_eq!(parameters.pre.n, 4, "nothing is a percentage of 0");
    let class = |place: usize| parameters.place(sample[place]).map(|placed| placed.class);
    assert_eq!(class(0), Some(Class::Improved), "on the cut-off is not past it");
    assert_eq!(class(1), Some(Class::Recovered));
    assert_eq!(class(2), Some(Class::Unchanged));
    assert_eq!(class(3), Some(Class::Deteriorated));
    assert_eq!(class(4), None);
    let up = Plan { direction: Direction::Higher, cutoff: None, ..plan };
    let placed = up.parameters(&sample).expect("parameters").place(sample[0]).expect("placed");
    assert_eq!((placed.index, placed.class), (-50.0, Class::Deteriorated));
}

#[test]
fn without_a_cut_off_nobody_is_classed_as_recovered() {
    let parameters = of_all(&plan(Method::JacobsonTruax));
    assert!(!classes(&parameters).contains(&Class::Recovered));
    let placed = parameters.place(pairs(&CLAUS)[9]).expect("placed");
    assert_eq!((placed.class, placed.clinical_before), (Class::Improved, None));
}

/// The methods of the package use the standard deviation with n - 1 of the complete cases.
#[test]
fn the_standard_deviation_is_that_of_the_sample_unless_given() {
    let plan = Plan { sd: None, ..plan(Method::JacobsonTruax) };
    let parameters = plan.parameters(&pairs(&[(2.0, 1.0), (4.0, 1.0), (9.0, 1.0)])).expect("ok");
    // By hand: mean 5, squares 9 + 1 + 16 = 26, √13.
    close(parameters.sd, 3.605_551_275, 9);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let two = pairs(&[(20.0, 10.0), (30.0, 20.0)]);
    let jt = plan(Method::JacobsonTruax);
    let refused = |plan: Plan| plan.parameters(&two).expect_err("refused");
    assert_eq!(refused(Plan { reliability: None, ..jt }), Problem::NoReliability);
    for bad in [0.0, 1.0, -0.8, 1.1, f64::NAN] {
        let refusal = refused(Plan { reliability: Some(bad), ..jt });
        assert!(matches!(refusal, Problem::OutOfRange { .. }), "{bad}");
    }
    assert!(matches!(refused(Plan { sd: Some(0.0), ..jt }), Problem::OutOfRange { .. }));
    assert!(matches!(refused(Plan { critical: Some(-1.0), ..jt }), Problem::OutOfRange { .. }));
    let c = Plan { cutoff: Some(CutoffKind::C), ..jt };
    assert_eq!(refused(c), Problem::NoFunctionalNorm);
    let sample = Plan { sd: None, ..jt };
    assert_eq!(sample.parameters(&two[..1]), Err(Problem::TooFew { found: 1, needed: 2 }));
    let same = pairs(&[(20.0, 10.0), (20.0, 20.0)]);
    assert_eq!(sample.parameters(&same), Err(Problem::NoSpread("before")));
    assert_eq!(jt.parameters(&[]), Err(Problem::TooFew { found: 0, needed: 1 }));
}
