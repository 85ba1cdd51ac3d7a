//! Every measure against a worked example, and each band and cut-off on both sides. The sources
//! print no worked examples that may be copied; those here are counted by hand from the published
//! rule, and the sum stands beside each.

use ipt::measure::{self, Decimal, Measure, Score, Scoring, Side};

use crate::{given, shipped};

/// The value of complete answers.
fn value(id: &str, answers: &[u8]) -> u32 {
    let measure = shipped(id);
    measure.score(&given(answers)).unwrap_or_else(|problem| panic!("{id}: {problem}")).total
}

/// Answers these items, counted from 1, with one figure.
fn put(answers: &mut [u8], items: &[usize], answer: u8) {
    items.iter().for_each(|item| answers[item - 1] = answer);
}

#[test]
fn sums_by_hand() {
    // 2+3+3+3+2+2+2+1+0, as the issue prints it.
    assert_eq!(value("phq-9", &[2, 3, 3, 3, 2, 2, 2, 1, 0]), 18);
    // 3+2+2+1+1+2+3.
    assert_eq!(value("gad-7", &[3, 2, 2, 1, 1, 2, 3]), 14);
    assert_eq!(value("phq-2", &[2, 1]), 3);
    // Items 2 and 3 turned round: 3 + (4-1) + (4-0) + 2 + 1 + 0 + 4 + 3 + 3 + 2.
    assert_eq!(value("core-10", &[3, 1, 0, 2, 1, 0, 4, 3, 3, 2]), 25);
    // A person who is well answers 0, and 4 to items 2 and 3.
    assert_eq!(value("core-10", &[0, 4, 4, 0, 0, 0, 0, 0, 0, 0]), 0);
    // 2+3+1+2+3+1+4+3+2+2.
    assert_eq!(value("k10", &[2, 3, 1, 2, 3, 1, 4, 3, 2, 2]), 23);
    // Item 4 turned round: 4 + 3 + 3 + (4-1).
    assert_eq!(value("ipt-session-check", &[4, 3, 3, 1]), 13);
    // (3+2+1+4+0) times 4: the raw sum 10 is below 13.
    assert_eq!(value("who-5", &[3, 2, 1, 4, 0]), 40);
    assert_eq!(value("who-5", &[5; 5]), 100);
    // 1+2+1+0+3+2+1+0+1.
    assert_eq!(value("phq-a", &[1, 2, 1, 0, 3, 2, 1, 0, 1]), 11);
    // Scored values, item 10 at last: 2+1+2+1+2+1+1+2+1+0.
    assert_eq!(value("epds", &[2, 1, 2, 1, 2, 1, 1, 2, 1, 0]), 13);
    assert_eq!(value("wsas", &[4, 3, 5, 2, 6]), 20);
    assert_eq!(value("asrm", &[1, 2, 0, 3, 0]), 6);
    assert_eq!(value("scoff", &[1, 0, 0, 1, 0]), 2);
    assert_eq!(value("cia", &[1; 16]), 16);
    assert_eq!(value("ede-qs", &[1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 0, 0]), 15);
    // Items 4, 8, 11, 16 and 19 turned round: 14 times 6, and five times 7-1.
    let mut best = [6; 19];
    put(&mut best, &[4, 8, 11, 16, 19], 1);
    assert_eq!(value("haq-ii", &best), 114);
    assert_eq!(value("icg", &[1; 19]), 19);
}

#[test]
fn a_mean_and_its_three_scales_by_hand() {
    // A special person (1, 2, 5, 10): 7+6+7+6 = 26, 6.50. Family (3, 4, 8, 11): 3+2+4+3 = 12,
    // 3.00. Friends (6, 7, 9, 12): 5+5+4+6 = 20, 5.00. All: 58 of 12, 4.83.
    let answers = given(&[7, 6, 3, 2, 7, 5, 5, 4, 4, 6, 3, 6]);
    let score = shipped("mspss").score(&answers).expect("complete");
    let scales = [("significant_other", 650), ("family", 300), ("friends", 500)];
    assert_eq!(score.scales, scales.map(|(id, value)| (id.to_owned(), value)));
    assert_eq!((score.total, shipped("mspss").shown(score.total)), (483, "4.83".to_owned()));
    assert_eq!(shipped("mspss").band(score.total).expect("a band").label, "moderate");
}

#[test]
fn scales_of_a_sum_by_hand() {
    // Depression (3, 5, 10, 13, 16, 17, 21) all 2: 14, doubled 28; anxiety all 1: 7, doubled 14;
    // stress all 0.
    let mut answers = [0; 21];
    put(&mut answers, &[3, 5, 10, 13, 16, 17, 21], 2);
    put(&mut answers, &[2, 4, 7, 9, 15, 19, 20], 1);
    let dass = shipped("dass-21");
    let score = dass.score(&given(&answers)).expect("complete");
    let values: Vec<u32> = score.scales.iter().map(|(_, value)| *value).collect();
    assert_eq!((values, score.total), (vec![28, 14, 0], 42));
    let band = |id: &str, value: u32| {
        let bands = dass.scale(id).and_then(|scale| scale.bands.as_ref()).expect("bands");
        bands.of(Decimal::whole(value)).map(|band| band.label.as_str())
    };
    assert_eq!(band("depression", 28), Some("extremely severe"));
    assert_eq!((band("anxiety", 14), band("anxiety", 15)), (Some("moderate"), Some("severe")));
    // WAI-SR: goals (4, 6, 8, 11), tasks (1, 2, 10, 12), bond (3, 5, 7, 9).
    let score = shipped("wai-sr").score(&given(&[1, 2, 5, 3, 5, 3, 5, 3, 5, 4, 3, 1]));
    let values: Vec<u32> = score.expect("complete").scales.iter().map(|(_, v)| *v).collect();
    assert_eq!(values, [12, 8, 20]);
    let lubben = shipped("lsns-6").score(&given(&[1, 2, 3, 0, 1, 5])).expect("complete");
    assert_eq!((lubben.total, lubben.scales[0].1, lubben.scales[1].1), (12, 6, 6));
}

#[test]
fn octants_and_where_they_point_by_hand() {
    // PA 6, 14, 22, 30 all 5; its neighbours BC and NO all 4; the others 2.
    let ipc = shipped("ipip-ipc");
    let mut answers = [2; 32];
    put(&mut answers, &[6, 14, 22, 30], 5);
    put(&mut answers, &[7, 15, 23, 31, 5, 13, 21, 29], 4);
    let score = ipc.score(&given(&answers)).expect("complete");
    let values: Vec<(&str, u32)> = score.scales.iter().map(|(id, v)| (id.as_str(), *v)).collect();
    let rest = ["DE", "FG", "HI", "JK", "LM"].map(|id| (id, 200));
    let mut expected = vec![("PA", 500), ("BC", 400), ("NO", 400)];
    expected.extend(rest);
    expected.sort_unstable();
    let mut sorted = values.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, expected);
    let circle = ipc.circumplex(&score.scales).expect("eight octants");
    // Dominance 5 - 2 + 0.7071 (4 + 4 - 2 - 2) = 5.828; warmth 2 - 2 + 0.7071 (4 - 4 - 2 + 2) = 0.
    assert!((circle.dominance - 5.828).abs() < 0.001 && circle.warmth.abs() < 0.001, "{circle:?}");
    // The mean of all: (5 + 4 + 4 + 5 times 2) / 8 = 2.875. The angle is dominance: 90 degrees.
    assert!((circle.elevation - 2.875).abs() < 0.001 && (circle.angle - 90.0).abs() < 0.001);
    assert!((circle.amplitude - 5.828 / 4.0).abs() < 0.001, "a quarter of the vector");
    assert_eq!(score.total, 288, "2.875, rounded half up");
    for (angle, octant) in [(90.0, "PA"), (0.0, "LM"), (359.0, "LM"), (23.0, "NO"), (292.4, "HI")] {
        assert_eq!(ipc.toward(angle).map(|scale| scale.id.as_str()), Some(octant), "{angle}");
    }
    let level = ipc.score(&given(&[3; 32])).expect("complete");
    let circle = ipc.circumplex(&level.scales).expect("eight octants");
    assert!(circle.amplitude < 1e-9 && circle.fit.is_none(), "no style: {circle:?}");
    assert_eq!(shipped("phq-9").circumplex(&level.scales), None);
}

#[test]
fn the_suicide_screen_decides_as_its_rule_says() {
    let asq = shipped("asq");
    let score = |answers: [Option<u8>; 5]| asq.score(&answers);
    let outcome = |answers| score(answers).expect("complete").outcome.expect("an outcome");
    let (no, yes, refused) = (Some(0), Some(1), Some(2));
    let negative = score([no, no, no, no, None]).expect("item 5 is not asked then");
    assert_eq!(negative.outcome.as_deref(), Some("negative screen"));
    assert_eq!((negative.total, negative.left_out, negative.prorated), (0, vec![5], false));
    for at in 0..4 {
        for answer in [yes, refused] {
            let mut answers = [no, no, no, no, no];
            answers[at] = answer;
            assert_eq!(outcome(answers), "non-acute positive screen");
            answers[4] = None;
            let missing = measure::ScoreProblem::Missing { items: vec![5] };
            assert_eq!(score(answers), Err(missing), "the acuity is asked");
            answers[4] = yes;
            assert_eq!(outcome(answers), "acute positive screen");
            assert!(asq.is_acute(&outcome(answers)));
            assert_eq!(asq.risk_items(&answers).len(), 2);
            answers[4] = refused;
            assert_eq!(outcome(answers), "acute positive screen", "a refusal counts as a yes");
        }
    }
    assert_eq!(outcome([no, no, no, no, yes]), "acute positive screen", "said all the same");
    assert!(asq.risk_items(&[no, no, no, no, None]).is_empty());
    assert!(asq.total_only(0).is_err(), "a screen is not a total");
}

#[test]
fn k10_does_not_ask_for_the_stronger_feeling_where_the_weaker_is_never_felt() {
    let k10 = shipped("k10");
    let mut answers = given(&[1; 10]);
    answers[2] = None;
    answers[5] = None;
    let score = k10.score(&answers).expect("items 3 and 6 count 1");
    assert_eq!((score.total, score.left_out, score.prorated), (10, vec![3, 6], false));
    answers[1] = Some(2);
    let missing = measure::ScoreProblem::Missing { items: vec![3] };
    assert_eq!(k10.score(&answers), Err(missing));
}

/// Every published band of every measure: the name at both ends, and the one before below it.
#[test]
fn every_band_on_both_sides_of_its_ends() {
    let mut seen = 0;
    for measure in measure::measures() {
        let Some(bands) = &measure.bands else { continue };
        for (n, band) in bands.list.iter().enumerate() {
            let label = |value: Decimal| {
                measure.in_unit(value).and_then(|v| measure.band(v)).map(|b| b.label.as_str())
            };
            assert_eq!(label(band.min), Some(band.label.as_str()), "{} {}", measure.id, band.min);
            assert_eq!(label(band.max), Some(band.label.as_str()), "{} {}", measure.id, band.max);
            let below = n.checked_sub(1).map(|n| &bands.list[n]);
            assert!(below.is_none_or(|below| label(below.max) == Some(below.label.as_str())));
            seen += 1;
        }
        let (least, most) = measure.range;
        let over = measure.in_unit(most).expect("in its unit") + 1;
        assert_eq!(measure.band(over), None, "{}", measure.id);
        assert!(measure.total_only(over).is_err(), "{}", measure.id);
        assert!(measure.in_unit(least).is_some_and(|least| measure.total_only(least).is_ok()));
    }
    assert_eq!(seen, 5 + 4 + 5 + 3 + 4 + 3 + 5 + 3 + 3 + 2);
}

/// The bands as the sources print them, written out a second time.
#[test]
fn bands_as_printed() {
    let printed: [(&str, &[(u32, &str)]); 5] = [
        (
            "phq-9",
            &[
                (0, "minimal"),
                (5, "mild"),
                (10, "moderate"),
                (15, "moderately severe"),
                (20, "severe"),
            ],
        ),
        ("gad-7", &[(0, "minimal"), (5, "mild"), (10, "moderate"), (15, "severe")]),
        (
            "core-10",
            &[
                (0, "healthy / low-level problems"),
                (11, "mild"),
                (15, "moderate"),
                (20, "moderate-to-severe"),
                (25, "severe"),
            ],
        ),
        ("k10", &[(10, "likely well"), (20, "mild"), (25, "moderate"), (30, "severe")]),
        ("lsns-6", &[(0, "at risk for social isolation"), (12, "not at risk")]),
    ];
    for (id, bands) in printed {
        for (index, (from, label)) in bands.iter().enumerate() {
            let name = |value: u32| shipped(id).band(value).map(|band| band.label.as_str());
            assert_eq!(name(*from), Some(*label), "{id} {from}");
            let before = index.checked_sub(1).map(|index| bands[index].1);
            assert_eq!(from.checked_sub(1).and_then(name), before, "{id} below {from}");
        }
    }
    let mean = |value: u32| shipped("mspss").band(value).map(|band| band.label.as_str());
    assert_eq!((mean(100), mean(294), mean(295)), (Some("low"), Some("low"), Some("moderate")));
    assert_eq!((mean(504), mean(505), mean(700)), (Some("moderate"), Some("high"), Some("high")));
}

#[test]
fn every_cut_off_on_both_sides() {
    let mut seen = 0;
    for measure in measure::measures() {
        for cut in &measure.cuts {
            let at = measure.in_unit(cut.at.figure()).expect("in its unit");
            let past = |value: u32| {
                measure.past(value).any(|(known, past)| known.name == cut.name && past)
            };
            let (below, on, above) = match cut.at {
                Side::AtLeast(_) => (false, true, true),
                Side::AtMost(_) => (true, true, false),
                Side::Below(_) => (true, false, false),
            };
            let name = format!("{} {}", measure.id, cut.name);
            assert_eq!((past(at - 1), past(at), past(at + 1)), (below, on, above), "{name}");
            seen += 1;
        }
    }
    assert_eq!(seen, 22);
}

/// The cut-offs as the sources print them, written out a second time.
#[test]
fn cut_offs_as_printed() {
    let least = |n| Side::AtLeast(Decimal::whole(n));
    for (id, name, at) in [
        ("phq-9", "case", least(10)),
        ("gad-7", "case", least(8)),
        ("gad-7", "positive screen", least(10)),
        ("phq-2", "positive screen", least(3)),
        ("core-10", "case", least(11)),
        ("k10", "case", least(20)),
        ("who-5", "low well-being", Side::AtMost(Decimal::whole(50))),
        ("phq-a", "positive screen", least(11)),
        ("epds", "possible depression", least(10)),
        ("epds", "probable depression", least(13)),
        ("asrm", "probable mania", least(6)),
        ("scoff", "positive screen", least(2)),
        ("pg-13-r", "positive screen", least(30)),
        ("lsns-6", "at risk of isolation", Side::Below(Decimal::whole(12))),
    ] {
        assert_eq!(shipped(id).cut(name).map(|cut| cut.at), Some(at), "{id} {name}");
    }
}

#[test]
fn a_risk_item_of_each_measure_that_has_one() {
    let numbers = |measure: &Measure| measure.risk_item_numbers().collect::<Vec<_>>();
    let with: Vec<(&str, Vec<u32>)> = measure::measures()
        .iter()
        .map(|measure| (measure.id.as_str(), numbers(measure)))
        .filter(|(_, numbers)| !numbers.is_empty())
        .collect();
    let expected = [
        ("phq-9", vec![9]),
        ("core-10", vec![6]),
        ("asq", vec![1, 2, 3, 4, 5]),
        ("phq-a", vec![9]),
        ("epds", vec![10]),
    ];
    assert_eq!(with, expected);
    let columbia = shipped("c-ssrs-screener");
    assert!(columbia.risk_by_value(1) && !columbia.risk_by_value(0), "any yes");
}

#[test]
fn a_value_without_items_stays_in_its_range() {
    for measure in measure::measures().iter().filter(|measure| !measure.has_wording()) {
        let (least, most) = measure.range;
        let unit = |value| measure.in_unit(value).expect("in its unit");
        let value = Ok(Score { total: unit(most), ..Score::default() });
        assert_eq!(measure.total_only(unit(most)), value, "{}", measure.id);
        assert!(measure.total_only(unit(least)).is_ok(), "{}", measure.id);
        assert!(measure.total_only(unit(most) + 1).is_err(), "{}", measure.id);
        assert!(matches!(measure.scoring, Scoring::Sum | Scoring::Mean));
    }
    let three = |values: [u32; 3]| {
        let ids = ["depression", "anxiety", "stress"].map(str::to_owned);
        shipped("dass-21").value_only(None, &ids.into_iter().zip(values).collect::<Vec<_>>())
    };
    assert_eq!(three([28, 14, 0]).map(|score| score.total), Ok(42), "its scales make the sum");
    assert!(three([44, 0, 0]).is_err(), "a scale ends at 42");
}
