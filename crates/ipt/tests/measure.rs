//! The measures: totals, bands, refusals and the risk item.

use ipt::measure::{self, Measure, RiskItem, Score, ScoreProblem};

fn phq9() -> &'static Measure {
    measure::measure("phq-9").expect("shipped")
}

fn gad7() -> &'static Measure {
    measure::measure("gad-7").expect("shipped")
}

fn given(answers: &[u8]) -> Vec<Option<u8>> {
    answers.iter().copied().map(Some).collect()
}

#[test]
fn measures_carry_attribution_and_known_cut_offs() {
    assert_eq!(measure::measures().len(), 2);
    assert_eq!(measure::measure("bdi-ii"), None, "no wording without a licence");
    for measure in measure::measures() {
        assert!(measure.attribution.contains("No permission required"), "{}", measure.id);
        assert_eq!(measure.options[0].text, "Not at all", "not: Not at all sure");
    }
    assert_eq!((phq9().case_at_least, phq9().reliable_change, phq9().matters), (10, 6, Some(5)));
    assert_eq!((gad7().case_at_least, gad7().reliable_change, gad7().matters), (8, 4, Some(4)));
    assert!(phq9().matters_unverified && !gad7().matters_unverified);
    assert!(phq9().remission_below.as_ref().is_some_and(|r| r.value == 5 && r.unverified));
}

#[test]
fn every_band_boundary_on_both_sides() {
    let check = |measure: &Measure, expected: &[(u32, u32, &str)]| {
        for (min, max, label) in expected {
            for total in *min..=*max {
                let band = measure.band(total).map(|band| band.label.as_str());
                assert_eq!(band, Some(*label), "{} {total}", measure.id);
            }
        }
        let largest = expected.last().expect("a table").1;
        assert_eq!(measure.range, (0, largest));
        assert_eq!(measure.band(largest + 1), None);
        assert_eq!(measure.total_only(largest), Ok(Score { total: largest }));
        let out = ScoreProblem::TotalOutOfRange { min: 0, max: largest };
        assert_eq!(measure.total_only(largest + 1), Err(out));
    };
    let shared = [(0, 4, "minimal"), (5, 9, "mild"), (10, 14, "moderate")];
    let severe = [(15, 19, "moderately severe"), (20, 27, "severe")];
    check(phq9(), &[&shared[..], &severe[..]].concat());
    check(gad7(), &[&shared[..], &[(15, 21, "severe")]].concat());
}

#[test]
fn every_questionnaire_sums() {
    for measure in measure::measures() {
        let mut answers = vec![0_u8; measure.items.len()];
        let mut seen = 0_u32;
        loop {
            let sum = answers.iter().map(|answer| u32::from(*answer)).sum();
            assert_eq!(measure.score(&given(&answers)), Ok(Score { total: sum }), "{answers:?}");
            assert!(measure.band(sum).is_some());
            seen += 1;
            let Some(next) = answers.iter().position(|answer| *answer < 3) else {
                break;
            };
            answers[..next].fill(0);
            answers[next] += 1;
        }
        assert_eq!(seen, 4_u32.pow(u32::try_from(measure.items.len()).expect("small")));
    }
}

#[test]
fn scores_of_the_invented_course_agree_with_their_items() {
    // The composite of the domain page, part 13: items and totals checked there by hand.
    for (total, items) in [
        (18, [2, 3, 3, 3, 2, 2, 2, 1, 0]),
        (19, [3, 3, 3, 3, 1, 2, 2, 1, 1]),
        (9, [1, 1, 2, 1, 1, 1, 1, 1, 0]),
        (4, [0, 1, 1, 1, 0, 0, 1, 0, 0]),
    ] {
        assert_eq!(phq9().check_total(&given(&items), total), Ok(Score { total }));
        let contradicts = ScoreProblem::SumContradicts { stated: total + 1, counted: total };
        assert_eq!(phq9().check_total(&given(&items), total + 1), Err(contradicts));
    }
}

#[test]
fn nothing_is_guessed() {
    let mut answers = given(&[1; 9]);
    answers[2] = None;
    answers[7] = None;
    let missing = ScoreProblem::Missing { items: vec![3, 8] };
    assert_eq!(missing.to_string(), "items without an answer: 3, 8");
    assert_eq!(phq9().score(&answers), Err(missing.clone()));
    assert_eq!(phq9().check_total(&answers, 7), Err(missing));
    let short = ScoreProblem::Count { expected: 9, given: 7 };
    assert_eq!(phq9().score(&given(&[0; 7])), Err(short));
    let out = ScoreProblem::ItemOutOfRange { item: 4, most: 3 };
    assert_eq!(phq9().score(&given(&[0, 0, 0, 4, 0, 0, 0, 0, 0])), Err(out));
}

#[test]
fn item_nine_raises_a_question_from_one_on() {
    for answer in 0..=3 {
        let mut answers = [3; 9];
        answers[8] = answer;
        let raised = RiskItem { item: 9, answer };
        let expected = if answer == 0 { vec![] } else { vec![raised] };
        assert_eq!(phq9().risk_items(&answers), expected);
    }
    assert_eq!(gad7().risk_items(&[3; 7]), []);
}

#[test]
fn an_incomplete_form_still_shows_its_risk_answer() {
    let mut answers = vec![None; 9];
    answers[8] = Some(2);
    assert!(phq9().score(&answers).is_err());
    assert_eq!(phq9().risk_items(&answers), [RiskItem { item: 9, answer: 2 }]);
}
