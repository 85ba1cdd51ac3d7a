//! Reversed items, and what holds for any answers.

use ipt::measure::{self, Scoring};
use proptest::prelude::*;

use crate::shipped;

fn any_measure() -> impl Strategy<Value = &'static measure::Measure> {
    let with_items: Vec<_> = measure::measures().iter().filter(|m| !m.items.is_empty()).collect();
    proptest::sample::select(with_items)
}

/// A measure with complete answers.
fn filled() -> impl Strategy<Value = (&'static measure::Measure, Vec<Option<u8>>)> {
    any_measure().prop_flat_map(|measure| {
        let answers: Vec<_> = measure
            .items
            .iter()
            .map(|item| {
                let scores = measure.options_of(item).iter().map(|option| option.score);
                proptest::sample::select(scores.collect::<Vec<u8>>()).prop_map(Some)
            })
            .collect();
        (Just(measure), answers)
    })
}

proptest! {
    #[test]
    fn turned_twice_is_as_before((measure, answers) in filled()) {
        for (item, answer) in measure.items.iter().zip(answers.into_iter().flatten()) {
            let once = measure.counted(item, answer);
            prop_assert!(measure.options_of(item).iter().any(|option| option.score == once));
            prop_assert_eq!(measure.counted(item, once), answer);
            prop_assert!(item.reverse || once == answer);
        }
    }

    #[test]
    fn complete_answers_have_a_value_in_range((measure, answers) in filled()) {
        let score = measure.score(&answers);
        prop_assert!(score.is_ok(), "{}: {:?}", measure.id, score);
        let score = score.expect("just seen");
        let value = measure.decimal(score.total);
        prop_assert!((measure.range.0..=measure.range.1).contains(&value), "{}", measure.id);
        prop_assert!(measure.bands.is_none() || measure.band(score.total).is_some());
        prop_assert_eq!(measure.check_total(&answers, score.total), Ok(score.clone()));
        prop_assert_eq!(measure.score_prorated(&answers), Ok(score.clone()), "nothing missing");
        prop_assert_eq!(score.scales.len(), measure.scales.len());
        prop_assert_eq!(score.outcome.is_some(), measure.decision().is_some());
    }

    /// Turning all answers round turns the value round, where no answer hangs on another.
    #[test]
    fn a_sum_turns_round_with_its_answers((measure, answers) in filled()) {
        prop_assume!(measure.scoring == Scoring::Sum);
        let turned: Vec<Option<u8>> = measure.items.iter().zip(&answers).map(|(item, answer)| {
            let (least, most) = measure.ends(item);
            answer.map(|answer| least + most - answer)
        }).collect();
        let value = |answers: &[Option<u8>]| measure.score(answers).map(|score| score.total);
        let ends = measure.in_unit(measure.range.0).zip(measure.in_unit(measure.range.1));
        let (least, most) = ends.expect("in its unit");
        prop_assert_eq!(value(&answers).and_then(|a| value(&turned).map(|b| a + b)), Ok(least + most));
    }
}

#[test]
fn the_reversed_items_are_those_of_the_sources() {
    let reversed = |id: &str| {
        let items = shipped(id).items.iter();
        (1_usize..).zip(items).filter(|(_, i)| i.reverse).map(|(n, _)| n).collect::<Vec<_>>()
    };
    assert_eq!(reversed("core-10"), [2, 3]);
    assert_eq!(reversed("ipt-session-check"), [4]);
    assert_eq!(reversed("haq-ii"), [4, 8, 11, 16, 19]);
    let others = measure::measures().iter().filter(|m| m.items.iter().any(|i| i.reverse)).count();
    assert_eq!(others, 3, "no other measure has any");
}
