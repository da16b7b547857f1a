//! The layers of the encoder. Each adds something to the vector of every word: a window what its neighbours say, a recurrent layer
//! what the whole sentence says, read from both sides.

use super::matrix::Matrix;

/// Weights and what is added to their product, in a form that learns or in one that is fast.
pub trait Linear {
    /// Makes `out` the product for every row of `input`.
    fn apply(&self, input: &Matrix, out: &mut Matrix);

    /// How many values come out.
    fn outputs(&self) -> usize;
}

/// The form that learns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dense {
    pub weights: Matrix,
    pub bias: Matrix,
}

impl Dense {
    pub fn zeros(inputs: usize, outputs: usize) -> Self {
        Self { weights: Matrix::zeros(inputs, outputs), bias: Matrix::zeros(1, outputs) }
    }
}

impl Linear for Dense {
    fn apply(&self, input: &Matrix, out: &mut Matrix) {
        out.repeat(input.rows(), &self.bias.values);
        out.add_product(input, &self.weights);
    }

    fn outputs(&self) -> usize {
        self.bias.columns
    }
}

/// Something that hides values at random, while learning.
pub trait Noise {
    fn hide(&mut self, values: &mut [f32]);
}

/// No noise: how the program reads.
#[derive(Debug)]
pub struct Silence;

impl Noise for Silence {
    fn hide(&mut self, _: &mut [f32]) {}
}

/// Sees each word with the words beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Window<L> {
    pub layer: L,
}

/// What a window has computed for a sentence.
#[derive(Clone, Debug, Default)]
pub struct WindowTrace {
    /// Each word's vector between those of its neighbours.
    pub beside: Matrix,
    pub added: Matrix,
}

impl<L: Linear> Window<L> {
    pub fn apply(&self, words: &mut Matrix, trace: &mut WindowTrace, noise: &mut impl Noise) {
        let (width, count) = (words.columns, words.rows());
        trace.beside.reset(count, 3 * width);
        for (at, row) in words.values.chunks_exact(width).enumerate() {
            trace.beside.row_mut(at)[width..2 * width].copy_from_slice(row);
            if at > 0 {
                trace.beside.row_mut(at - 1)[2 * width..].copy_from_slice(row);
            }
            if at + 1 < count {
                trace.beside.row_mut(at + 1)[..width].copy_from_slice(row);
            }
        }
        self.layer.apply(&trace.beside, &mut trace.added);
        trace.added.rectify();
        noise.hide(&mut trace.added.values);
        add(&mut words.values, &trace.added.values);
    }
}

/// Reads the sentence from both sides. At each word a gate says how much of what has been read is kept; what it
/// lets go is made up by what the word proposes (a quasi-recurrent layer: Bradbury and others 2017).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recurrent<L> {
    /// Proposals and gates, forwards; proposals and gates, backwards.
    pub gates: L,
    /// What is read of both states.
    pub out: L,
}

/// What a recurrent layer has computed for a sentence.
#[derive(Clone, Debug, Default)]
pub struct RecurrentTrace {
    pub input: Matrix,
    pub gates: Matrix,
    /// Forwards and backwards.
    pub states: Matrix,
    pub added: Matrix,
}

/// How much is kept: between 0 and 1, without a library's exponential.
pub fn gate(value: f32) -> f32 {
    0.5 + 0.5 * value / (1.0 + value * value).sqrt()
}

impl<L: Linear> Recurrent<L> {
    pub fn apply(&self, words: &mut Matrix, trace: &mut RecurrentTrace, noise: &mut impl Noise) {
        trace.input.clone_from(words);
        self.gates.apply(words, &mut trace.gates);
        let (count, state) = (words.rows(), self.gates.outputs() / 4);
        trace.states.reset(count, 2 * state);
        for step in 0..count {
            let (at, back) = (step, count - 1 - step);
            let before = at.checked_sub(1);
            advance(&mut trace.states, at, before, 0..state, &trace.gates.row(at)[..2 * state]);
            let after = (back + 1 < count).then_some(back + 1);
            advance(&mut trace.states, back, after, state..2 * state, &trace.gates.row(back)[2 * state..]);
        }
        self.out.apply(&trace.states, &mut trace.added);
        trace.added.rectify();
        noise.hide(&mut trace.added.values);
        add(&mut words.values, &trace.added.values);
    }
}

/// One step of one direction: `gates` are proposals, then gates.
fn advance(states: &mut Matrix, at: usize, from: Option<usize>, part: std::ops::Range<usize>, gates: &[f32]) {
    let (proposals, gates) = gates.split_at(part.len());
    let width = states.columns;
    if let Some(from) = from {
        let (from, to) = (from * width + part.start, at * width + part.start);
        states.values.copy_within(from..from + part.len(), to);
    }
    let row = &mut states.row_mut(at)[part];
    for ((state, proposal), value) in row.iter_mut().zip(proposals).zip(gates) {
        *state = *proposal + gate(*value) * (*state - *proposal);
    }
}

fn add(values: &mut [f32], more: &[f32]) {
    values.iter_mut().zip(more).for_each(|(value, more)| *value += more);
}
