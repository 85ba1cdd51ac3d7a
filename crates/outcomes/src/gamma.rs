//! The gamma function and what is made of it.

use std::f64::consts::PI;

/// Lanczos' coefficients for g = 7 (Press et al., Numerical Recipes, 3rd ed., 6.1).
const LANCZOS: [f64; 9] = [
    0.999_999_999_999_809_9,
    676.520_368_121_885_1,
    -1_259.139_216_722_402_8,
    771.323_428_777_653_1,
    -176.615_029_162_140_6,
    12.507_343_278_686_905,
    -0.138_571_095_265_720_12,
    9.984_369_578_019_572e-6,
    1.505_632_735_149_311_6e-7,
];

/// Logarithm of the gamma function for x > 0.
pub(crate) fn ln_gamma(x: f64) -> f64 {
    if x < 0.5 {
        return (PI / (PI * x).sin()).ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let t = x + 7.5;
    let mut sum = LANCZOS[0];
    for (place, coefficient) in LANCZOS.iter().enumerate().skip(1) {
        sum += coefficient / (x + place as f64);
    }
    0.5 * (2.0 * PI).ln() + (x + 0.5) * t.ln() - t + sum.ln()
}

/// The chance that a chi-squared variable exceeds `x`.
pub(crate) fn chi_squared_tail(x: f64, degrees: usize) -> f64 {
    if x <= 0.0 || degrees == 0 {
        return 1.0;
    }
    let (a, x) = (degrees as f64 / 2.0, x / 2.0);
    let front = (a * x.ln() - x - ln_gamma(a)).exp();
    if x < a + 1.0 { 1.0 - front * series(a, x) } else { front * fraction(a, x) }
}

/// The series of the lower incomplete gamma function; it converges fast for small x.
fn series(a: f64, x: f64) -> f64 {
    let mut term = 1.0 / a;
    let mut sum = term;
    let mut n = a;
    while term > sum * 1e-16 {
        n += 1.0;
        term *= x / n;
        sum += term;
    }
    sum
}

/// Lentz's continued fraction of the upper one; it converges fast for large x.
fn fraction(a: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut h = d;
    for i in 1..500 {
        let an = -f64::from(i) * (f64::from(i) - a);
        b += 2.0;
        d = an * d + b;
        d = 1.0 / if d.abs() < TINY { TINY } else { d };
        c = b + an / c;
        c = if c.abs() < TINY { TINY } else { c };
        h *= d * c;
        if (d * c - 1.0).abs() < 1e-15 {
            break;
        }
    }
    h
}

/// Hedges' correction for small samples, exact: the mean of d over the true effect, inverted
/// (Hedges 1981). The usual 1 - 3 / (4 df - 1) is an approximation of it.
pub(crate) fn hedges(degrees: usize) -> f64 {
    let m = degrees as f64;
    (ln_gamma(m / 2.0) - ln_gamma((m - 1.0) / 2.0)).exp() * (2.0 / m).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_hold() {
        assert!((ln_gamma(5.0) - 24.0_f64.ln()).abs() < 1e-12, "4! = 24");
        assert!((ln_gamma(0.5) - PI.sqrt().ln()).abs() < 1e-12);
        // The 95% points printed in every table of the chi-squared distribution.
        for (degrees, point) in [(1, 3.841_459), (2, 5.991_465), (3, 7.814_728), (10, 18.307_04)] {
            assert!((chi_squared_tail(point, degrees) - 0.05).abs() < 1e-6, "{degrees}");
        }
        assert!((chi_squared_tail(6.634_897, 1) - 0.01).abs() < 1e-7);
        // Two degrees have a closed form.
        assert!((chi_squared_tail(50.0, 2) - (-25.0_f64).exp()).abs() < 1e-20);
        assert_eq!(chi_squared_tail(0.0, 3), 1.0);
    }

    #[test]
    fn the_correction_is_near_its_usual_approximation() {
        for degrees in [5, 10, 40] {
            let usual = 1.0 - 3.0 / (4.0 * degrees as f64 - 1.0);
            assert!((hedges(degrees) - usual).abs() < 2e-3, "{degrees}");
        }
    }
}
