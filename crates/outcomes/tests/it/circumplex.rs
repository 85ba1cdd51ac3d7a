use outcomes::{
    Problem,
    circumplex::{OCTANTS, Summary},
};

use crate::close;

/// Mean scores and summary of `aw2009` and `jz2017`, as the R package circumplex (Girard,
/// Zimmermann & Wright) tests them: `tests/testthat/test-ssm_analysis.R`.
#[test]
fn profiles_are_summed_up_as_in_the_package_circumplex() {
    let aw2009 = [0.374, -0.572, -0.520, 0.016, 0.688, 1.142, 1.578, 0.678];
    let summary = Summary::of(&aw2009, &OCTANTS).expect("a circle");
    close(summary.elevation, 0.423, 3);
    close(summary.x, 0.945, 3);
    close(summary.y, -0.264, 3);
    close(summary.amplitude, 0.981, 3);
    close(summary.displacement.expect("not flat"), 344.4, 1);
    close(summary.fit.expect("not flat"), 0.954, 3);

    // Correlations of the octants with symptoms of paranoid personality disorder. The scores are
    // rounded, so the angle is known to half a degree.
    let paranoid = [0.329, 0.494, 0.329, 0.203, 0.102, 0.143, 0.207, 0.193];
    let summary = Summary::of(&paranoid, &OCTANTS).expect("a circle");
    close(summary.elevation, 0.250, 3);
    close(summary.x, -0.094, 3);
    close(summary.y, 0.117, 3);
    close(summary.amplitude, 0.150, 3);
    close(summary.displacement.expect("not flat"), 128.9, 0);
    close(summary.fit.expect("not flat"), 0.802, 2);
}

#[test]
fn a_perfect_curve_fits_and_a_flat_profile_points_nowhere() {
    let curve: Vec<f64> =
        OCTANTS.iter().map(|angle| 1.0 + 2.0 * (angle - 100.0).to_radians().cos()).collect();
    let summary = Summary::of(&curve, &OCTANTS).expect("a circle");
    close(summary.elevation, 1.0, 9);
    close(summary.amplitude, 2.0, 9);
    close(summary.displacement.expect("not flat"), 100.0, 9);
    close(summary.fit.expect("not flat"), 1.0, 9);

    let flat = Summary::of(&[1.1; 8], &OCTANTS).expect("a circle");
    assert_eq!((flat.displacement, flat.fit), (None, None));
}

#[test]
fn scores_that_are_on_no_circle_are_refused() {
    assert_eq!(Summary::of(&[1.0, 2.0], &[0.0, 180.0]), Err(Problem::NotACircle));
    assert_eq!(Summary::of(&[1.0, 2.0, 3.0], &[0.0, 90.0, 180.0]), Err(Problem::NotACircle));
    assert_eq!(Summary::of(&[1.0; 7], &OCTANTS), Err(Problem::NotACircle));
}
