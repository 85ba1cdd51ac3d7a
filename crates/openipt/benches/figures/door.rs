//! Whether the door tells known sign-in names from unknown ones by the time it takes: the same wrong
//! passphrase for either, in turns, with the Mann-Whitney test that a rank tells nothing.

use std::time::Instant;

use crate::practice;

const EACH: usize = 100;

pub fn measure() {
    let folder = tempfile::tempdir().expect("folder");
    let (clinic, administrator) = practice::made(folder.path());
    for n in 0..EACH {
        practice::therapist(&clinic, &administrator, &format!("known-{n}"), 0);
    }
    let took = |name: String| {
        let begun = Instant::now();
        let refused = clinic.sign_in(&name, "not the words of anybody here");
        let took = begun.elapsed().as_secs_f64() * 1e3;
        assert!(refused.is_err());
        took
    };
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for n in 0..EACH {
        // In turns, and each first every second time.
        if n % 2 == 0 {
            known.push(took(format!("known-{n}")));
            unknown.push(took(format!("other-{n}")));
        } else {
            unknown.push(took(format!("other-{n}")));
            known.push(took(format!("known-{n}")));
        }
    }
    let p = mann_whitney(&known, &unknown);
    let (known, unknown) = (median(known), median(unknown));
    println!(
        "door: {EACH} known names {known:.2} ms, {EACH} unknown {unknown:.2} ms (medians); ratio {:.4}, \
         difference {:.2} ms, Mann-Whitney p {p:.3}",
        known / unknown,
        known - unknown
    );
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    (values[middle - 1] + values[middle]) / 2.0
}

/// Two-sided, by the normal approximation; times have no ties to speak of.
fn mann_whitney(one: &[f64], other: &[f64]) -> f64 {
    let below = |value: &f64| other.iter().filter(|other| *other < value).count();
    let u = one.iter().map(below).sum::<usize>() as f64;
    let (n, m) = (one.len() as f64, other.len() as f64);
    let z = (u - n * m / 2.0) / (n * m * (n + m + 1.0) / 12.0).sqrt();
    2.0 * (1.0 - phi(z.abs()))
}

/// The normal distribution function (Abramowitz and Stegun 26.2.17; error below 7.5e-8).
fn phi(z: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * z);
    let factors = [0.319_381_530, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
    let sum: f64 = factors.iter().rev().fold(0.0, |sum, factor| (sum + factor) * t);
    1.0 - (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt() * sum
}
