use outcomes::nhs::{Outcome, Totals};

/// By hand from the definitions; no independent cases with both totals are published.
#[test]
fn courses_count_as_the_definitions_say() {
    let cases = [
        // (PHQ-9 first, last), (GAD-7 first, last), case, recovery, improved, deteriorated
        ((18, 8), (14, 6), [true, true, true, false]),
        // Recovered by one point: no reliable change.
        ((10, 9), (7, 7), [true, true, false, false]),
        ((20, 13), (15, 12), [true, false, true, false]),
        ((12, 18), (10, 10), [true, false, false, true]),
        // Better on one, worse on the other: neither.
        ((18, 11), (10, 14), [true, false, false, false]),
        // No case at the start: outside the denominator of recovery.
        ((9, 3), (7, 2), [false, false, true, false]),
        // At the thresholds: 10 and 8 are cases, 6 and 4 points are reliable.
        ((9, 9), (8, 4), [true, true, true, false]),
        ((10, 5), (7, 4), [true, true, false, false]),
    ];
    for ((phq, phq_last), (gad, gad_last), [case, recovery, improved, deteriorated]) in cases {
        let totals = |phq: i32, gad: i32| Totals { phq: phq.into(), gad: gad.into() };
        let outcome = Outcome::of(totals(phq, gad), totals(phq_last, gad_last));
        let expected = Outcome {
            case_at_start: case,
            recovery,
            reliable_improvement: improved,
            reliable_deterioration: deteriorated,
        };
        assert_eq!(outcome, expected, "PHQ-9 {phq} to {phq_last}, GAD-7 {gad} to {gad_last}");
        assert_eq!(outcome.reliable_recovery(), recovery && improved);
    }
}
