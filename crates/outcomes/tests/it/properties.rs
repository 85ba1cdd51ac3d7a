use outcomes::{
    Direction, Pair,
    change::{Class, CutoffKind, Method, Norm, Placed, Plan},
    circumplex::{OCTANTS, Summary},
    gains::Criteria,
    survival::{Curve, Interval, LogRank, Observation},
};
use proptest::prelude::*;

fn method() -> impl Strategy<Value = Method> {
    prop_oneof![
        Just(Method::JacobsonTruax),
        Just(Method::EdwardsNunnally),
        Just(Method::GulliksenLordNovick),
        Just(Method::HsuLinnNord),
        Just(Method::NunnallyKotsch { reliability_post: None }),
        Just(Method::HagemanArrindell),
        Just(Method::Percent { improved: 50.0, deteriorated: 50.0 }),
    ]
}

fn plan() -> impl Strategy<Value = Plan> {
    let kind = prop_oneof![
        Just(None),
        Just(Some(CutoffKind::A)),
        Just(Some(CutoffKind::B)),
        Just(Some(CutoffKind::C)),
        Just(Some(CutoffKind::At(10.0))),
    ];
    (method(), kind, 0.5..0.99_f64).prop_map(|(method, cutoff, reliability)| Plan {
        reliability: Some(reliability),
        functional: Some(Norm { mean: 4.0, sd: 5.0 }),
        cutoff,
        ..Plan::new(method, Direction::Lower)
    })
}

/// Scores with a tenth, so that sums round.
fn people() -> impl Strategy<Value = Vec<Pair>> {
    let score = || (1..270_i32).prop_map(|tenths| f64::from(tenths) / 10.0);
    let pair = (score(), score()).prop_map(|(pre, post)| Pair { pre, post });
    prop::collection::vec(pair, 3..40)
}

fn placed(plan: &Plan, people: &[Pair]) -> Option<Vec<Option<Placed>>> {
    let parameters = plan.parameters(people).ok()?;
    Some(people.iter().map(|pair| parameters.place(*pair)).collect())
}

fn mirrored(people: &[Pair]) -> Vec<Pair> {
    people.iter().map(|pair| Pair { pre: -pair.pre, post: -pair.post }).collect()
}

fn mirrored_plan(plan: &Plan) -> Plan {
    Plan {
        direction: plan.direction.reversed(),
        functional: plan.functional.map(|norm| Norm { mean: -norm.mean, ..norm }),
        cutoff: plan.cutoff.map(|kind| match kind {
            CutoffKind::At(score) => CutoffKind::At(-score),
            other => other,
        }),
        ..*plan
    }
}

fn classes(placed: Option<Vec<Option<Placed>>>) -> Option<Vec<Option<Class>>> {
    placed.map(|all| all.into_iter().map(|one| one.map(|one| one.class)).collect())
}

proptest! {
    #[test]
    fn the_order_of_people_does_not_matter(plan in plan(), people in people(), turn in 0..40_usize) {
        let mut turned = people.clone();
        turned.rotate_left(turn % people.len());
        turned.reverse();
        let expected = placed(&plan, &people).map(|mut all| {
            all.rotate_left(turn % people.len());
            all.reverse();
            all
        });
        // To the last digit.
        prop_assert_eq!(placed(&plan, &turned), expected);
    }

    #[test]
    fn a_scale_upside_down_gives_the_same_classes(plan in plan(), people in people()) {
        prop_assume!(!matches!(plan.method, Method::Percent { .. }));
        let (other, upside_down) = (mirrored_plan(&plan), mirrored(&people));
        prop_assert_eq!(classes(placed(&other, &upside_down)), classes(placed(&plan, &people)));
        prop_assert_eq!(mirrored(&upside_down), people);
        prop_assert_eq!(mirrored_plan(&other), plan);
    }

    #[test]
    fn before_and_after_exchanged_better_is_worse(people in people()) {
        let plan = Plan {
            sd: Some(5.0),
            reliability: Some(0.8),
            ..Plan::new(Method::JacobsonTruax, Direction::Lower)
        };
        let exchange =
            |people: &[Pair]| -> Vec<Pair> {
                people.iter().map(|pair| Pair { pre: pair.post, post: pair.pre }).collect()
            };
        let opposite = |class: Class| match class {
            Class::Improved => Class::Deteriorated,
            Class::Deteriorated => Class::Improved,
            same => same,
        };
        let expected = classes(placed(&plan, &people)).map(|all| {
            all.into_iter().map(|class| class.map(opposite)).collect::<Vec<_>>()
        });
        prop_assert_eq!(classes(placed(&plan, &exchange(&people))), expected);
        prop_assert_eq!(exchange(&exchange(&people)), people);
    }

    /// With the standard deviation and the cut-off given, Jacobson and Truax look at one person
    /// alone, as the percentage does.
    #[test]
    fn somebody_far_away_changes_nobody_elses_class(people in people(), percent in any::<bool>()) {
        let method = if percent {
            Method::Percent { improved: 50.0, deteriorated: 50.0 }
        } else {
            Method::JacobsonTruax
        };
        let plan = Plan {
            sd: Some(5.0),
            reliability: Some(0.8),
            cutoff: Some(CutoffKind::At(10.0)),
            ..Plan::new(method, Direction::Lower)
        };
        let mut with = people.clone();
        with.push(Pair { pre: 1e6, post: -1e6 });
        let mut all = placed(&plan, &with).expect("parameters");
        all.pop();
        prop_assert_eq!(Some(all), placed(&plan, &people));
    }

    #[test]
    fn a_curve_falls_and_does_not_know_the_order(
        times in prop::collection::vec((0..20_i32, any::<bool>()), 0..40),
    ) {
        let people: Vec<Observation> = times
            .iter()
            .map(|&(time, event)| Observation { time: f64::from(time), event })
            .collect();
        let curve = Curve::of(&people, Interval::LogLog);
        let mut backwards = people.clone();
        backwards.reverse();
        prop_assert_eq!(&Curve::of(&backwards, Interval::LogLog), &curve);
        prop_assert!(curve.steps.windows(2).all(|pair| pair[0].survival > pair[1].survival));
        for step in &curve.steps {
            prop_assert!((0.0..=1.0).contains(&step.survival));
            if let (Some(low), Some(high)) = (step.low, step.high) {
                prop_assert!(low <= step.survival && step.survival <= high);
            }
        }
        // A group beside itself does not differ.
        if let Ok(test) = LogRank::of(&[people.clone(), people]) {
            prop_assert!(test.chi_squared < 1e-9 && test.p > 0.999);
        }
    }

    #[test]
    fn a_gain_upside_down_is_a_gain(scores in prop::collection::vec(0..40_i32, 0..14)) {
        let lower = Criteria { direction: Direction::Lower, cutoff: 7.0, share: 0.25 };
        let higher = Criteria { direction: Direction::Higher, ..lower };
        let up: Vec<Option<f64>> = scores.iter().map(|&score| Some(f64::from(score))).collect();
        let down: Vec<Option<f64>> = scores.iter().map(|&score| Some(f64::from(-score))).collect();
        prop_assert_eq!(lower.examine(&up), higher.examine(&down));
    }

    #[test]
    fn a_profile_turned_by_an_octant_points_an_octant_on(
        mut scores in prop::collection::vec(-20..20_i32, 8),
    ) {
        let of = |scores: &[i32]| {
            let scores: Vec<f64> = scores.iter().map(|&score| f64::from(score)).collect();
            // In the order of the angles, so that turning is one place.
            let mut angles = OCTANTS;
            angles.sort_unstable_by(f64::total_cmp);
            Summary::of(&scores, &angles).expect("a circle")
        };
        let before = of(&scores);
        scores.rotate_right(1);
        let after = of(&scores);
        prop_assert!((before.amplitude - after.amplitude).abs() < 1e-9);
        prop_assert!((before.elevation - after.elevation).abs() < 1e-9);
        if before.amplitude > 1e-6 {
            let (from, to) = (before.displacement.expect("a way"), after.displacement.expect("a way"));
            prop_assert!(((to - from).rem_euclid(360.0) - 45.0).abs() < 1e-6);
        }
    }
}
