//! The exponential function in plain arithmetic, so that learning gives the same bits on every machine.

/// `e` to a power, to seven digits.
pub fn exponential(power: f32) -> f32 {
    // Adding and taking away this number rounds to a whole one.
    const ROUND: f32 = 12_582_912.0;
    let power = power.clamp(-87.0, 88.0);
    let whole = (power * std::f32::consts::LOG2_E + ROUND) - ROUND;
    let rest = power - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let mut sum = 1.0 / 720.0;
    for factor in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        sum = sum * rest + factor;
    }
    sum * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}

/// Turns scores into chances; what is negative infinity has none.
pub fn softmax(scores: &mut [f32]) {
    let most = scores.iter().fold(f32::NEG_INFINITY, |most, score| if *score > most { *score } else { most });
    let mut total = 0.0;
    for score in scores.iter_mut() {
        *score = if *score == f32::NEG_INFINITY { 0.0 } else { exponential(*score - most) };
        total += *score;
    }
    scores.iter_mut().for_each(|score| *score /= total);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_exponential() {
        for step in -80..80 {
            let power = step as f32 * 0.9;
            assert!((exponential(power) / power.exp() - 1.0).abs() < 1e-5, "{power}");
        }
    }
}
