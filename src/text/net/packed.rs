//! A layer in 16-bit integers, as it ships: each output's weights and each word's values are scaled to twelve bits, so that no sum
//! leaves 32 bits and what is lost is less than what learning leaves to chance.

use super::layers::{Dense, Linear};
use super::matrix::Matrix;

/// The largest scaled weight or value.
const MOST: f32 = 2047.0;
/// Products that are summed at once; inputs are filled up to a multiple of it.
const BLOCK: usize = 32;
/// More inputs could leave 32 bits.
const LONGEST: usize = 512;

/// Weights by output.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packed {
    /// Inputs, filled up.
    inputs: usize,
    weights: Vec<i16>,
    /// What a weight is worth, by output.
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Packed {
    pub fn of(layer: &Dense) -> Self {
        let inputs = layer.weights.rows().next_multiple_of(BLOCK);
        let mut packed = Self { inputs, bias: layer.bias.values.clone(), ..Self::default() };
        for output in 0..layer.weights.columns {
            let column = || layer.weights.values.chunks_exact(layer.weights.columns).map(|row| row[output]);
            let most = column().fold(0.0_f32, |most, weight| most.max(weight.abs()));
            packed.scales.push(most / MOST);
            let factor = if most > 0.0 { MOST / most } else { 0.0 };
            packed.weights.extend(column().map(|weight| (weight * factor).round() as i16));
            packed.weights.resize((output + 1) * inputs, 0);
        }
        packed
    }

    /// The inverse of [`Packed::write`].
    pub fn read(bytes: &[u8], inputs: usize, outputs: usize) -> Option<Self> {
        let inputs = inputs.next_multiple_of(BLOCK);
        if inputs > LONGEST || bytes.len() != outputs * (8 + 2 * inputs) {
            return None;
        }
        let (floats, weights) = bytes.split_at_checked(outputs * 8)?;
        let floats: Vec<f32> = floats.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        let (scales, bias) = floats.split_at_checked(outputs)?;
        let weights = weights.as_chunks().0.iter().map(|bytes| i16::from_le_bytes(*bytes)).collect();
        Some(Self { inputs, weights, scales: scales.to_vec(), bias: bias.to_vec() })
    }

    /// Scales, bias, weights.
    pub fn write(&self) -> Vec<u8> {
        let floats = self.scales.iter().chain(&self.bias).flat_map(|value| value.to_le_bytes());
        floats.chain(self.weights.iter().flat_map(|weight| weight.to_le_bytes())).collect()
    }
}

/// Rounds to the nearest whole number, for numbers of less than 16 bits.
fn rounded(value: f32) -> i16 {
    // Behind this sum the low bits of the number are the whole part.
    (value + 12_582_912.0).to_bits() as i16
}

fn sum_of_products(values: &[i16], weights: &[i16]) -> i32 {
    let mut total = 0_i32;
    for (values, weights) in values.as_chunks::<BLOCK>().0.iter().zip(weights.as_chunks::<BLOCK>().0) {
        let mut sum = 0_i32;
        for at in 0..BLOCK {
            sum = sum.wrapping_add(i32::from(values[at]).wrapping_mul(i32::from(weights[at])));
        }
        total = total.wrapping_add(sum);
    }
    total
}

impl Linear for Packed {
    fn apply(&self, input: &Matrix, out: &mut Matrix) {
        out.repeat(input.rows(), &self.bias);
        let mut values = [0_i16; LONGEST];
        let values = &mut values[..self.inputs];
        for (row, out) in input.values.chunks_exact(input.columns).zip(out.values.chunks_exact_mut(self.bias.len())) {
            let most = row.iter().fold(0.0_f32, |most, value| if value.abs() > most { value.abs() } else { most });
            if most == 0.0 {
                continue;
            }
            let factor = MOST / most;
            values.iter_mut().zip(row).for_each(|(whole, value)| *whole = rounded(value * factor));
            let worth = most / MOST;
            let weights = self.weights.chunks_exact(self.inputs).zip(&self.scales);
            for (out, (weights, scale)) in out.iter_mut().zip(weights) {
                *out += sum_of_products(values, weights) as f32 * (scale * worth);
            }
        }
    }

    fn outputs(&self) -> usize {
        self.bias.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_lost() {
        let number = |at: usize| ((at * 7919) % 1000) as f32 / 500.0 - 1.0;
        let mut layer = Dense::zeros(50, 32);
        layer.weights.values.iter_mut().enumerate().for_each(|(at, weight)| *weight = number(at));
        layer.bias.values.iter_mut().enumerate().for_each(|(at, weight)| *weight = number(at + 3));
        let mut input = Matrix::zeros(3, 50);
        input.values.iter_mut().enumerate().for_each(|(at, value)| *value = number(at * 13) * 4.0);
        let (mut exact, mut near) = (Matrix::default(), Matrix::default());
        layer.apply(&input, &mut exact);
        let packed = Packed::of(&layer);
        let read = Packed::read(&packed.write(), 50, 32).expect("a layer");
        assert_eq!(read, packed);
        read.apply(&input, &mut near);
        for (exact, near) in exact.values.iter().zip(&near.values) {
            assert!((exact - near).abs() < 0.02, "{exact} {near}");
        }
        assert!(Packed::read(&packed.write()[1..], 50, 32).is_none());
    }
}
