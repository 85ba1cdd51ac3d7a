#![allow(missing_docs)] // a test binary has no readers but this file's
//! The measures: totals, bands, refusals and the risk item.

mod examples;
mod files;
mod missing;
mod turning;

use ipt::measure::{self, Decimal, Measure, RiskItem, Score, ScoreProblem};

fn shipped(id: &str) -> &'static Measure {
    measure::measure(id).unwrap_or_else(|| panic!("{id} ships"))
}

fn phq9() -> &'static Measure {
    shipped("phq-9")
}

fn gad7() -> &'static Measure {
    shipped("gad-7")
}

fn given(answers: &[u8]) -> Vec<Option<u8>> {
    answers.iter().copied().map(Some).collect()
}

fn total(total: u32) -> Score {
    Score { total, ..Score::default() }
}

#[test]
fn measures_carry_attribution_and_known_cut_offs() {
    assert_eq!(measure::measure("bdi-ii"), None, "no wording without a licence");
    for measure in [phq9(), gad7(), shipped("phq-2")] {
        assert!(measure.attribution.contains("No permission required"), "{}", measure.id);
        assert_eq!(measure.options[0].text, "Not at all", "not: Not at all sure");
    }
    let case = |measure: &Measure| measure.cut("case").map(|cut| cut.at.figure());
    let points = |cited: &Option<measure::Cited<Decimal>>| cited.as_ref().map(|c| c.value);
    let figures = |m: &Measure| (case(m), points(&m.reliable_change), points(&m.matters));
    let whole = |n| Some(Decimal::whole(n));
    assert_eq!(figures(phq9()), (whole(10), whole(6), whole(5)));
    assert_eq!(figures(gad7()), (whole(8), whole(4), whole(4)));
    let unverified = |m: &Measure| m.matters.as_ref().is_some_and(|matters| matters.unverified);
    assert!(unverified(phq9()) && !unverified(gad7()));
    let remission = phq9().cut("remission").expect("published");
    assert!(remission.unverified && remission.at == measure::Side::Below(Decimal::whole(5)));
}

#[test]
fn every_questionnaire_sums() {
    for measure in [phq9(), gad7(), shipped("phq-2")] {
        let mut answers = vec![0_u8; measure.items.len()];
        let mut seen = 0_u32;
        loop {
            let sum = answers.iter().map(|answer| u32::from(*answer)).sum();
            assert_eq!(measure.score(&given(&answers)), Ok(total(sum)), "{answers:?}");
            assert!(measure.bands.is_none() || measure.band(sum).is_some());
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
    for (sum, items) in [
        (18, [2, 3, 3, 3, 2, 2, 2, 1, 0]),
        (19, [3, 3, 3, 3, 1, 2, 2, 1, 1]),
        (9, [1, 1, 2, 1, 1, 1, 1, 1, 0]),
        (4, [0, 1, 1, 1, 0, 0, 1, 0, 0]),
    ] {
        assert_eq!(phq9().check_total(&given(&items), sum), Ok(total(sum)));
        let (stated, counted) = ((sum + 1).to_string(), sum.to_string());
        let contradicts = ScoreProblem::SumContradicts { stated, counted };
        assert_eq!(phq9().check_total(&given(&items), sum + 1), Err(contradicts));
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
    let out = ScoreProblem::ItemOutOfRange { item: 4, least: 0, most: 3 };
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
