//! Mean, standard deviation and correlation, the same for every order of the people.

/// The scores of one person before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Before.
    pub pre: f64,
    /// After.
    pub post: f64,
}

/// Size, mean and standard deviation of a sample, or those given for a population.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// How many.
    pub n: usize,
    /// Mean.
    pub mean: f64,
    /// Standard deviation with n - 1; 0 for fewer than two.
    pub sd: f64,
}

impl Moments {
    /// Of a sample.
    pub fn of(mut values: Vec<f64>) -> Self {
        // The order of summing decides the last digit, so it must not be that of the file.
        values.sort_unstable_by(f64::total_cmp);
        let n = values.len();
        if n == 0 {
            return Self { n, mean: 0.0, sd: 0.0 };
        }
        let mean = values.iter().sum::<f64>() / n as f64;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let same = values.first() == values.last();
        let sd = if same { 0.0 } else { (squares / (n - 1) as f64).sqrt() };
        Self { n, mean, sd }
    }
}

/// Pearson's correlation of before and after; `None` if either does not vary.
pub fn correlation(pairs: &[Pair]) -> Option<f64> {
    let mut pairs = pairs.to_vec();
    pairs.sort_unstable_by(|a, b| a.pre.total_cmp(&b.pre).then(a.post.total_cmp(&b.post)));
    let pre = Moments::of(pairs.iter().map(|pair| pair.pre).collect());
    let post = Moments::of(pairs.iter().map(|pair| pair.post).collect());
    if pre.sd == 0.0 || post.sd == 0.0 {
        return None;
    }
    let products: f64 =
        pairs.iter().map(|pair| (pair.pre - pre.mean) * (pair.post - post.mean)).sum();
    let r = products / ((pre.n - 1) as f64 * pre.sd * post.sd);
    Some(r.clamp(-1.0, 1.0))
}
