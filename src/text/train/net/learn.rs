//! Rounds of learning from trees.

use super::adam::{Moments, Step};
use super::backward::{Backward, Gold};
use super::opinion::Opinion;
use crate::text::net::arcs::Landmarks;
use crate::text::net::arcs::PLACES;
use crate::text::net::eisner::NONE;
use crate::text::net::layers::{Dense, Linear, Noise};
use crate::text::net::matrix::Matrix;
use crate::text::net::model::Model;
use crate::text::net::network::{Network, Sizes, Trace};
use crate::text::net::reader::Reader;
use crate::text::net::words::{Form, Kind, NO_CLASS, ROWS, TABLES, Use};

/// A sentence ready to be learned from.
#[derive(Clone, Debug, Default)]
pub struct Example {
    pub words: Vec<(Form, Use)>,
    pub kinds: Vec<Kind>,
    /// Gold heads ([`NONE`] for the root) and relations.
    pub heads: Vec<u16>,
    pub relations: Vec<u8>,
    /// What larger networks say, where they have been asked.
    pub opinion: Option<Opinion>,
}

/// A source of chances that is the same at every run.
#[derive(Clone, Debug)]
pub struct Dice {
    state: u64,
    /// Chance that noise hides a value.
    pub rate: f32,
}

impl Dice {
    pub fn new(seed: u64, rate: f32) -> Self {
        Self { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, rate }
    }

    fn roll(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// From 0 up to 1.
    pub fn chance(&mut self) -> f32 {
        (self.roll() >> 40) as f32 / (1 << 24) as f32
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.roll() >> 33) as usize % limit.max(1)
    }
}

impl Noise for Dice {
    fn hide(&mut self, values: &mut [f32]) {
        let least = (self.rate * 65536.0) as u64;
        let scale = 1.0 / (1.0 - self.rate);
        for four in values.chunks_mut(4) {
            let mut bits = self.roll();
            for value in four {
                *value = if bits & 0xFFFF < least { 0.0 } else { *value * scale };
                bits >>= 16;
            }
        }
    }
}

/// Chance that a word's class is hidden.
const HIDDEN_CLASSES: f32 = 0.03;

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub rounds: usize,
    /// Sentences to a step.
    pub batch: usize,
    pub rate: f32,
    pub noise: f32,
    pub hidden_words: f32,
    pub seed: u64,
}

impl Default for Plan {
    fn default() -> Self {
        Self { rounds: 12, batch: 16, rate: 0.002, noise: 0.2, hidden_words: 0.15, seed: 1 }
    }
}

/// Everything that is being learned.
#[derive(Debug)]
pub struct Learner {
    pub network: Network<Dense>,
    /// Vectors known beforehand, by row.
    pub known: Matrix,
    pub tables: Vec<Matrix>,
    gradient: Network<Dense>,
    moments: Vec<Moments>,
    table_gradients: Vec<Matrix>,
    table_moments: Vec<Moments>,
    touched: Vec<Vec<u16>>,
    trace: Trace,
    landmarks: Landmarks,
    backward: Backward,
}

impl Learner {
    /// `known` are the vectors known beforehand; `lemmas` counts the rows of the first table.
    pub fn new(sizes: &Sizes, known: Matrix, lemmas: usize, seed: u64) -> Self {
        let places = Matrix::zeros(PLACES, sizes.relation);
        let mut network = Network::build(sizes, places, |inputs, outputs| Some(Dense::zeros(inputs, outputs))).unwrap_or_default();
        let gradient = network.clone();
        let mut dice = Dice::new(seed, 0.0);
        let mut moments = Vec::new();
        for matrix in matrices(&mut network) {
            let rows = matrix.rows();
            // A single row is a bias.
            if rows > 1 {
                let reach = (6.0 / (rows + matrix.columns) as f32).sqrt();
                matrix.values.iter_mut().for_each(|value| *value = (dice.chance() * 2.0 - 1.0) * reach);
            }
            moments.push(Moments::of(matrix));
        }
        let mut learned = Vec::new();
        for (table, rows) in ROWS.into_iter().enumerate() {
            let mut matrix = Matrix::zeros(if table == 0 { lemmas } else { rows }, sizes.width);
            matrix.values.iter_mut().for_each(|value| *value = (dice.chance() * 2.0 - 1.0) * 0.1);
            learned.push(matrix);
        }
        let table_gradients: Vec<Matrix> = learned.iter().map(|table| Matrix::zeros(table.rows(), table.columns)).collect();
        let table_moments = learned.iter().map(Moments::of).collect();
        Self {
            network,
            gradient,
            moments,
            table_gradients,
            table_moments,
            touched: vec![Vec::new(); TABLES],
            known,
            tables: learned,
            trace: Trace::default(),
            landmarks: Landmarks::default(),
            backward: Backward::default(),
        }
    }

    /// Learns in rounds, each sentence in one of its readings; `report` is told of each round.
    pub fn learn(&mut self, examples: &[Vec<Example>], plan: &Plan, mut report: impl FnMut(usize, &Self)) {
        let mut dice = Dice::new(plan.seed, plan.noise);
        self.backward.scale = 1.0 / (1.0 - plan.noise);
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let steps = plan.rounds * examples.len().div_ceil(plan.batch);
        let mut number = 0;
        for round in 0..plan.rounds {
            for last in (1..order.len()).rev() {
                order.swap(last, dice.below(last + 1));
            }
            for batch in order.chunks(plan.batch) {
                let batch: Vec<&Example> = batch.iter().map(|index| &examples[*index][dice.below(examples[*index].len())]).collect();
                let words: usize = batch.iter().map(|example| example.words.len()).sum();
                for example in batch {
                    self.sentence(example, plan, 1.0 / words as f32, &mut dice);
                }
                number += 1;
                let done = number as f32 / steps as f32;
                let warm = (number as f32 / 400.0).min(1.0);
                self.step(Step::new(number, plan.rate * warm * (1.0 - done).max(0.01)));
            }
            report(round, self);
        }
    }

    fn step(&mut self, mut step: Step) {
        let mut gradients = matrices(&mut self.gradient);
        let dense: f32 = gradients.iter().flat_map(|gradient| &gradient.values).map(|value| value * value).sum();
        let most = 5.0;
        step.scale = if dense > most * most { most / dense.sqrt() } else { 1.0 };
        for ((weights, gradient), moments) in matrices(&mut self.network).into_iter().zip(&mut gradients).zip(&mut self.moments) {
            let all = 0..weights.values.len();
            moments.step(step, all, &mut weights.values, &mut gradient.values);
        }
        for table in 0..TABLES {
            let (weights, gradient) = (&mut self.tables[table], &mut self.table_gradients[table]);
            self.touched[table].sort_unstable();
            self.touched[table].dedup();
            for row in self.touched[table].drain(..) {
                let start = usize::from(row) * weights.columns;
                self.table_moments[table].step(step, start..start + weights.columns, &mut weights.values, &mut gradient.values);
            }
        }
    }

    fn sentence(&mut self, example: &Example, plan: &Plan, weight: f32, dice: &mut Dice) {
        let mut words = example.words.clone();
        for (form, Use([lemma, _, class])) in &mut words {
            if dice.chance() < plan.hidden_words {
                *lemma = 0;
            }
            if dice.chance() < plan.hidden_words * 0.5 {
                form.known = 0;
            }
            if dice.chance() < HIDDEN_CLASSES {
                *class = NO_CLASS;
            }
        }
        let known = self.input(&words);
        self.network.encode(&mut self.trace, dice);
        self.landmarks.read(&example.kinds);
        let Trace { words: encoded, arcs, .. } = &mut self.trace;
        self.network.arcs.score(encoded, &self.landmarks, arcs, dice);
        let head_of = |word: usize| Some(example.heads[word]).filter(|head| *head != NONE).map(usize::from);
        self.network.arcs.relate(encoded, &self.landmarks, head_of, arcs, dice);
        let gold = Gold { heads: &example.heads, relations: &example.relations, opinion: example.opinion.as_ref() };
        let share = self.backward.run(&self.network, &mut self.gradient, &self.trace, &self.landmarks, gold, weight);
        // Back into the words.
        let mut turned = Matrix::default();
        turned.transpose_of(&known);
        self.gradient.known.weights.add_product(&turned, share);
        for (word, share) in words.iter().zip(share.values.chunks_exact(share.columns)) {
            self.gradient.known.bias.values.iter_mut().zip(share).for_each(|(sum, value)| *sum += value);
            for (table, row) in rows(word).enumerate() {
                self.touched[table].push(row);
                let sum = self.table_gradients[table].row_mut(row.into());
                sum.iter_mut().zip(share).for_each(|(sum, value)| *sum += value);
            }
        }
    }

    /// Puts the vectors of words in place; returns the known ones.
    fn input(&mut self, words: &[(Form, Use)]) -> Matrix {
        let mut known = Matrix::zeros(words.len(), self.known.columns);
        for (at, (form, _)) in words.iter().enumerate() {
            if let Some(row) = form.known.checked_sub(1) {
                known.row_mut(at).copy_from_slice(self.known.row(row as usize));
            }
        }
        self.network.known.apply(&known, &mut self.trace.words);
        for (at, word) in words.iter().enumerate() {
            for (table, row) in rows(word).enumerate() {
                let row = self.tables[table].row(row.into());
                self.trace.words.row_mut(at).iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
            }
        }
        known
    }
}

/// The rows of a word, by table.
fn rows((form, word): &(Form, Use)) -> impl Iterator<Item = u16> {
    word.0.into_iter().chain(form.rows)
}

/// Parses sentences as the program will: words, right heads, right heads with right relations.
pub fn score(model: &Model, examples: &[Example]) -> (usize, usize, usize) {
    let mut reader = Reader::new(model);
    let (mut total, mut right, mut labelled) = (0, 0, 0);
    for example in examples {
        reader.begin();
        for ((form, word), kind) in example.words.iter().zip(&example.kinds) {
            let form = reader.form(form);
            reader.push(form, *word, *kind);
        }
        reader.parse();
        reader.forget();
        for (word, head) in reader.heads.iter().enumerate() {
            total += 1;
            if *head == example.heads[word] {
                right += 1;
                labelled += usize::from(*head == NONE || reader.relations[word] == example.relations[word]);
            }
        }
    }
    (total, right, labelled)
}

/// Everything dense that is learned, in a fixed order.
fn matrices(network: &mut Network<Dense>) -> Vec<&mut Matrix> {
    let (layers, places) = network.parts_mut();
    layers.into_iter().flat_map(|layer| [&mut layer.weights, &mut layer.bias]).chain([places]).collect()
}
