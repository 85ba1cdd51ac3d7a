//! The figures of the practice: counted by hand here, and nothing told of a few.

use clinic::{
    corridor::{Closed, ClosedCourses},
    figures::{FEW, FOR_EFFECT, Figures, Split},
};
use ipt::measure::Catalogue;

/// So many courses each with these scores.
fn courses(groups: &[(usize, &[Option<u32>])]) -> ClosedCourses {
    let one = |scores: &[Option<u32>]| Closed {
        scores: scores.iter().map(|score| score.map(f64::from)).collect(),
        ended: None,
        therapist: None,
    };
    let all = groups.iter().flat_map(|(n, scores)| (0..*n).map(move |_| one(scores)));
    ClosedCourses { counted: all.collect(), ..ClosedCourses::default() }
}

fn figures(groups: &[(usize, &[Option<u32>])]) -> Figures {
    let known = Catalogue::default();
    Figures::of(&courses(groups), known.find("phq-9").expect("ships"))
}

const BETTER: &[Option<u32>] = &[Some(18), None, Some(9), Some(4)];
const SAME: &[Option<u32>] = &[Some(18), Some(16)];
const WORSE: &[Option<u32>] = &[Some(12), Some(15), Some(18)];
const ONCE: &[Option<u32>] = &[Some(18), None];

#[test]
fn each_word_is_counted_from_the_first_and_the_last_score() {
    let found = figures(&[(20, BETTER), (10, SAME), (5, WORSE), (3, ONCE)]);
    assert_eq!((found.n, found.one_score), (Some(35), 3));
    let split = |parts: &[usize]| Some(Split { parts: parts.to_vec(), of: 35 });
    assert_eq!(found.response, split(&[20, 15]));
    assert_eq!(found.remission, split(&[20, 15]));
    assert_eq!(found.reliable, split(&[20, 10, 5]));
    assert!(found.effect.is_some_and(|effect| effect.g > 0.0), "a fall is better");
    // Of 38, 3 leave after session 1, 10 after 2, 5 after 3; at session 4 all 20 left remit, so
    // that nobody stays to be told of.
    assert!(found.until_remission.is_empty());
    let found = figures(&[(20, BETTER), (10, SAME), (15, &[Some(18); 5])]);
    let [still] = found.until_remission.as_slice() else { panic!("one session") };
    assert_eq!(still.session, 4);
    assert!((still.share - 15.0 / 35.0).abs() < 1e-12, "20 of the 35 watched then");
}

#[test]
fn nothing_is_told_of_a_few() {
    let few = FEW - 1;
    assert_eq!(figures(&[(few, BETTER)]).n, None);
    assert_eq!(figures(&[(FEW, BETTER)]).n, Some(FEW));
    let found = figures(&[(30, BETTER), (few, SAME), (FEW, WORSE)]);
    assert_eq!(found.reliable, None, "one cell is small, so no cell is told");
    assert!(found.response.is_some(), "{few} and {FEW} together are not few");
    assert_eq!(figures(&[(30, BETTER), (few, SAME)]).response, None);
    let effect = |n| figures(&[(n, BETTER), (FOR_EFFECT - 6, SAME), (1, WORSE)]).effect;
    assert!(effect(4).is_none() && effect(5).is_some());
    let steady: &[Option<u32>] = &[Some(18); 5];
    assert!(figures(&[(few, BETTER), (30, steady)]).until_remission.is_empty());
    assert!(figures(&[(30, BETTER), (few, steady)]).until_remission.is_empty());
    assert_eq!(figures(&[(FEW, BETTER), (FEW, steady)]).until_remission.len(), 1);
}

#[test]
fn who_takes_away_their_own_learns_nothing_of_a_few_others() {
    let ruth = ipt::AccountId(uuid::Uuid::from_u128(7));
    let known = Catalogue::default();
    let measure = known.find("phq-9").expect("ships");
    let seen = |own: usize, others_better: usize| {
        let mut all = courses(&[(own, BETTER), (own, SAME)]);
        all.counted.iter_mut().for_each(|course| course.therapist = Some(ruth));
        all.counted.extend(courses(&[(others_better, BETTER), (10, SAME)]).counted);
        Figures::seen_by(&all, measure, ruth)
    };
    assert!(seen(20, FEW).response.is_some());
    assert_eq!(seen(20, FEW - 1).response, None);
    assert_eq!(seen(20, FEW - 1).n, Some(50 + FEW - 1), "14 others are not few");
    let mut own = courses(&[(20, BETTER), (20, SAME)]);
    own.counted.iter_mut().for_each(|course| course.therapist = Some(ruth));
    assert!(Figures::seen_by(&own, measure, ruth).response.is_some(), "all are her own");
}

#[test]
fn who_began_with_nothing_to_halve_is_no_small_cell() {
    let zero: &[Option<u32>] = &[Some(0), Some(0)];
    let found = |n| figures(&[(20, BETTER), (10, SAME), (n, zero)]).response;
    assert!(found(0).is_some() && found(FEW).is_some());
    assert_eq!(found(1), None);
}
