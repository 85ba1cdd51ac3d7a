//! Every pattern of missing answers. Strict by default; an estimate only by the measure's own rule,
//! and never of a risk item.

use ipt::measure::ScoreProblem;

use crate::{given, shipped};

const ANSWERS: [u8; 9] = [2, 3, 3, 3, 2, 2, 2, 1, 1];

/// The answers with those of the pattern left out, and their numbers.
fn without(pattern: u32) -> (Vec<Option<u8>>, Vec<usize>) {
    let left = |n: usize| pattern & (1 << n) != 0;
    let answers = (0..9).map(|n| (!left(n)).then_some(ANSWERS[n])).collect();
    (answers, (0..9).filter(|n| left(*n)).map(|n| n + 1).collect())
}

#[test]
fn all_512_patterns_of_a_form_of_nine() {
    let phq9 = shipped("phq-9");
    let (mut totals, mut estimates) = (0, 0);
    for pattern in 0..512 {
        let (answers, missing) = without(pattern);
        let strict = phq9.score(&answers);
        let estimated = phq9.score_prorated(&answers);
        if missing.is_empty() {
            assert_eq!(strict.as_ref().map(|score| score.total), Ok(19));
            assert_eq!(strict, estimated);
            totals += 1;
            continue;
        }
        assert_eq!(strict, Err(ScoreProblem::Missing { items: missing.clone() }));
        if missing.len() > 2 || missing.contains(&9) {
            assert_eq!(estimated, Err(ScoreProblem::Missing { items: missing.clone() }));
        } else {
            // The mean of those answered, times nine, rounded half up: counted with a float here.
            let sum = f64::from(answers.iter().flatten().map(|a| u32::from(*a)).sum::<u32>());
            let present = f64::from(u32::try_from(9 - missing.len()).expect("small"));
            let expected = (sum * 9.0 / present).round();
            let score = estimated.expect("two at most, and not item 9");
            assert!((f64::from(score.total) - expected).abs() < 0.5, "{missing:?}");
            let left_out: Vec<usize> = score.left_out.iter().map(|n| *n as usize).collect();
            assert_eq!((left_out, score.prorated), (missing.clone(), true));
            estimates += 1;
        }
        // The risk answer is found in every pattern that has it.
        assert_eq!(phq9.risk_items(&answers).len(), usize::from(!missing.contains(&9)));
    }
    assert_eq!((totals, estimates), (1, 8 + 28));
}

#[test]
fn no_measure_estimates_a_risk_item() {
    for measure in ipt::measure::measures().iter().filter(|m| !m.items.is_empty()) {
        for number in measure.risk_item_numbers() {
            let mut answers: Vec<Option<u8>> =
                measure.items.iter().map(|item| Some(measure.ends(item).1)).collect();
            answers[number as usize - 1] = None;
            assert!(measure.score_prorated(&answers).is_err(), "{} {number}", measure.id);
        }
    }
}

#[test]
fn an_estimate_keeps_to_the_rule_of_its_measure() {
    // CORE-10: ten ninths of 18 (items 2 and 3 turned round), 20.
    let core = shipped("core-10");
    let mut answers = given(&[2, 2, 2, 2, 2, 2, 2, 2, 2, 2]);
    answers[0] = None;
    assert_eq!(core.score_prorated(&answers).map(|score| score.total), Ok(20));
    answers[1] = None;
    assert!(core.score_prorated(&answers).is_err(), "one at most");

    // MSPSS: one of each scale at most; the mean is that of what was answered.
    let mspss = shipped("mspss");
    let mut answers = given(&[7, 7, 1, 1, 7, 4, 4, 1, 4, 7, 1, 4]);
    for left_out in [1, 3, 6] {
        answers[left_out - 1] = None;
    }
    let score = mspss.score_prorated(&answers).expect("one of each");
    assert_eq!(score.scales.iter().map(|(_, v)| *v).collect::<Vec<_>>(), [700, 100, 400]);
    assert_eq!(score.total, 400);
    answers[1] = None;
    assert!(mspss.score_prorated(&answers).is_err(), "two of one scale");

    // DASS-21: one of each scale; each is estimated for itself, and the sum is theirs.
    let mut answers = given(&[1; 21]);
    answers[2] = None;
    let score = shipped("dass-21").score_prorated(&answers).expect("one");
    assert_eq!((score.scales[0].1, score.total), (14, 42));

    // WSAS: only item 1 may be missing; the others count five fourths.
    let wsas = shipped("wsas");
    let score = |answers: &[Option<u8>]| wsas.score_prorated(answers).map(|score| score.total);
    assert_eq!(score(&[None, Some(4), Some(4), Some(4), Some(4)]), Ok(20));
    assert!(score(&[Some(4), None, Some(4), Some(4), Some(4)]).is_err());

    // Nothing of a form without a rule, and nothing out of nothing.
    let mut answers = given(&[1; 5]);
    answers[0] = None;
    assert!(shipped("who-5").score_prorated(&answers).is_err());
    assert!(shipped("phq-9").score_prorated(&[None; 9]).is_err());
}
