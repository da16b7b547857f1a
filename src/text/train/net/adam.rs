//! Adam (Kingma and Ba 2015): each weight moves by its mean gradient over the root of its mean square.

use crate::text::net::matrix::Matrix;

const MEAN: f32 = 0.9;
const SQUARE: f32 = 0.98;
const SMALL: f32 = 1e-7;

/// The means of one matrix.
#[derive(Clone, Debug, Default)]
pub struct Moments {
    means: Vec<f32>,
    squares: Vec<f32>,
}

/// How far a step goes.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    rate: f32,
    mean_bias: f32,
    square_bias: f32,
    /// What gradients are multiplied with.
    pub scale: f32,
}

impl Step {
    /// The step with a number, from 1.
    pub fn new(number: u32, rate: f32) -> Self {
        let power = |base: f32| (0..number.min(2000)).fold(1.0, |power: f32, _| power * base);
        Self { rate, mean_bias: 1.0 - power(MEAN), square_bias: 1.0 - power(SQUARE), scale: 1.0 }
    }
}

impl Moments {
    pub fn of(matrix: &Matrix) -> Self {
        Self { means: vec![0.0; matrix.values.len()], squares: vec![0.0; matrix.values.len()] }
    }

    /// Moves some of the weights, and forgets their gradients.
    pub fn step(&mut self, step: Step, range: std::ops::Range<usize>, weights: &mut [f32], gradients: &mut [f32]) {
        let moments = self.means[range.clone()].iter_mut().zip(&mut self.squares[range.clone()]);
        for ((mean, square), (weight, gradient)) in moments.zip(weights[range.clone()].iter_mut().zip(&mut gradients[range])) {
            let slope = *gradient * step.scale;
            *mean += (1.0 - MEAN) * (slope - *mean);
            *square += (1.0 - SQUARE) * (slope * slope - *square);
            *weight -= step.rate * (*mean / step.mean_bias) / ((*square / step.square_bias).sqrt() + SMALL);
            *gradient = 0.0;
        }
    }
}
