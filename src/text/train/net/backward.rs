//! What each weight contributed to the loss of a sentence, from the last layer back to the first.

use super::exponential::softmax;
use super::opinion::{OPINION, Opinion};
use crate::text::net::arcs::{ArcTrace, Arcs, Landmarks, PLACES, ROOT_PLACE};
use crate::text::net::eisner::NONE;
use crate::text::net::layers::{Dense, Recurrent, RecurrentTrace, Window, WindowTrace, gate};
use crate::text::net::matrix::Matrix;
use crate::text::net::network::{Network, Trace};

/// What is to be said of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Gold<'a> {
    /// [`NONE`] for the root.
    pub heads: &'a [u16],
    pub relations: &'a [u8],
    pub opinion: Option<&'a Opinion>,
}

impl Gold<'_> {
    /// Takes from the chances of a word's heads (the root last) what they should be.
    fn heads(&self, word: usize, chances: &mut [f32]) {
        let root = chances.len() - 1;
        let head = if self.heads[word] == NONE { root } else { usize::from(self.heads[word]) };
        let weight = subtract(self.opinion.map(|opinion| opinion.heads.row(word)), chances);
        chances[head] -= weight;
    }

    /// Likewise of its relations.
    fn relations(&self, word: usize, chances: &mut [f32]) {
        let weight = subtract(self.opinion.map(|opinion| opinion.relations.row(word)), chances);
        chances[usize::from(self.relations[word])] -= weight;
    }
}

/// Takes away what an opinion weighs; what comes back is left to the treebank.
fn subtract(opinion: Option<&[f32]>, chances: &mut [f32]) -> f32 {
    let Some(opinion) = opinion else { return 1.0 };
    chances.iter_mut().zip(opinion).for_each(|(chance, said)| *chance -= OPINION * said);
    1.0 - OPINION
}

/// The working memory of going back.
#[derive(Debug, Default)]
pub struct Backward {
    turned: Matrix,
    turned_input: Matrix,
    words: Matrix,
    scores: Matrix,
    turned_scores: Matrix,
    heads: Matrix,
    dependents: Matrix,
    wanted: Matrix,
    places: Matrix,
    head_places: Matrix,
    pairs: Matrix,
    relations: Matrix,
    relation_heads: Matrix,
    relation_dependents: Matrix,
    gates: Matrix,
    states: Matrix,
    beside: Matrix,
    column: Vec<f32>,
    /// By how much noise enlarges what it leaves.
    pub scale: f32,
}

/// Adds the share of weights and bias to `gradient`, and that of the input to `input_share`.
fn dense(
    layer: &Dense,
    gradient: &mut Dense,
    input: &Matrix,
    share: &Matrix,
    input_share: Option<&mut Matrix>,
    (turned, turned_input): (&mut Matrix, &mut Matrix),
) {
    turned_input.transpose_of(input);
    gradient.weights.add_product(turned_input, share);
    for row in share.values.chunks_exact(share.columns) {
        gradient.bias.values.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
    }
    if let Some(input_share) = input_share {
        turned.transpose_of(&layer.weights);
        input_share.add_product(share, turned);
    }
}

/// Through rectification and noise: nothing where nothing came out.
fn rectified(share: &mut Matrix, out: &Matrix, scale: f32) {
    for (share, out) in share.values.iter_mut().zip(&out.values) {
        *share = if *out > 0.0 { *share * scale } else { 0.0 };
    }
}

impl Backward {
    /// Adds the gradient of a sentence to `gradient` and leaves that of its word vectors in the result; adds the loss's size to `weight`.
    pub fn run(
        &mut self,
        network: &Network<Dense>,
        gradient: &mut Network<Dense>,
        trace: &Trace,
        landmarks: &Landmarks,
        gold: Gold,
        weight: f32,
    ) -> &Matrix {
        let count = trace.words.rows();
        self.words.reset(count, trace.words.columns);
        self.arcs(&network.arcs, &mut gradient.arcs, &trace.words, &trace.arcs, landmarks, gold, weight);
        self.relate(&network.arcs, &mut gradient.arcs, &trace.words, &trace.arcs, landmarks, gold, weight);
        for ((layer, gradient), trace) in network.recurrents.iter().zip(&mut gradient.recurrents).zip(&trace.recurrents).rev() {
            self.recurrent(layer, gradient, trace);
        }
        for ((layer, gradient), trace) in network.windows.iter().zip(&mut gradient.windows).zip(&trace.windows).rev() {
            self.window(layer, gradient, trace);
        }
        if let Some(first) = trace.windows.first() {
            let width = self.words.columns;
            for (share, beside) in self.words.values.chunks_exact_mut(width).zip(first.beside.values.chunks_exact(3 * width)) {
                for (share, value) in share.iter_mut().zip(&beside[width..]) {
                    *share = if *value == 0.0 { 0.0 } else { *share * self.scale };
                }
            }
        }
        &self.words
    }

    #[expect(clippy::too_many_arguments)]
    fn arcs(
        &mut self,
        arcs: &Arcs<Dense>,
        gradient: &mut Arcs<Dense>,
        words: &Matrix,
        trace: &ArcTrace,
        landmarks: &Landmarks,
        gold: Gold,
        weight: f32,
    ) {
        let count = words.rows();
        self.scores.reset(count, trace.scores.columns);
        self.places.reset(count, PLACES);
        self.head_places.reset(count, PLACES);
        for dependent in 0..count {
            self.column.clear();
            self.column.extend((0..count).map(|head| trace.scores.row(head)[dependent]));
            self.column[dependent] = f32::NEG_INFINITY;
            self.column.push(trace.roots[dependent]);
            softmax(&mut self.column);
            gold.heads(dependent, &mut self.column);
            for (head, share) in self.column[..count].iter().enumerate().filter(|(head, _)| *head != dependent) {
                let share = share * weight;
                self.scores.row_mut(head)[dependent] = share;
                for place in landmarks.places(head, dependent) {
                    self.places.row_mut(dependent)[place] += share;
                    self.head_places.row_mut(head)[place] += share;
                }
            }
            self.places.row_mut(dependent)[ROOT_PLACE] += self.column[count] * weight;
        }
        let turning = (&mut self.turned, &mut self.turned_input);
        // scores = heads · wanted turned
        self.heads.reset(count, trace.heads.columns);
        self.heads.add_product(&self.scores, &trace.wanted);
        self.turned_scores.transpose_of(&self.scores);
        self.wanted.reset(count, trace.wanted.columns);
        let inner = self.turned_scores.columns;
        crate::text::net::matrix::add_product(
            &self.turned_scores.values[..count * inner],
            inner,
            &trace.heads.values,
            trace.heads.columns,
            &mut self.wanted.values,
        );
        self.dependents.reset(count, trace.dependents.columns);
        dense(&arcs.affinity, &mut gradient.affinity, &trace.dependents, &self.wanted, Some(&mut self.dependents), turning);
        let turning = (&mut self.turned, &mut self.turned_input);
        dense(&arcs.places, &mut gradient.places, &trace.dependents, &self.places, Some(&mut self.dependents), turning);
        let turning = (&mut self.turned, &mut self.turned_input);
        dense(&arcs.head_places, &mut gradient.head_places, &trace.heads, &self.head_places, Some(&mut self.heads), turning);
        rectified(&mut self.heads, &trace.heads, self.scale);
        rectified(&mut self.dependents, &trace.dependents, self.scale);
        let turning = (&mut self.turned, &mut self.turned_input);
        dense(&arcs.head, &mut gradient.head, words, &self.heads, Some(&mut self.words), turning);
        let turning = (&mut self.turned, &mut self.turned_input);
        dense(&arcs.dependent, &mut gradient.dependent, words, &self.dependents, Some(&mut self.words), turning);
    }

    #[expect(clippy::too_many_arguments)]
    fn relate(
        &mut self,
        arcs: &Arcs<Dense>,
        gradient: &mut Arcs<Dense>,
        words: &Matrix,
        trace: &ArcTrace,
        landmarks: &Landmarks,
        gold: Gold,
        weight: f32,
    ) {
        let count = words.rows();
        self.relations.clone_from(&trace.relations);
        for dependent in 0..count {
            let row = self.relations.row_mut(dependent);
            if gold.heads[dependent] == NONE {
                row.fill(0.0);
                continue;
            }
            softmax(row);
            gold.relations(dependent, row);
            row.iter_mut().for_each(|share| *share *= weight);
        }
        self.pairs.reset(count, trace.pairs.columns);
        let turning = (&mut self.turned, &mut self.turned_input);
        dense(&arcs.relations, &mut gradient.relations, &trace.pairs, &self.relations, Some(&mut self.pairs), turning);
        rectified(&mut self.pairs, &trace.pairs, self.scale);
        self.relation_heads.reset(count, trace.pairs.columns);
        self.relation_dependents.reset(count, trace.pairs.columns);
        for dependent in 0..count {
            let head = gold.heads[dependent];
            if head == NONE {
                continue;
            }
            let share = self.pairs.row(dependent);
            let [distance, between] = landmarks.places(head.into(), dependent);
            for sum in [
                self.relation_heads.row_mut(head.into()),
                self.relation_dependents.row_mut(dependent),
                gradient.relation_places.row_mut(distance),
            ] {
                sum.iter_mut().zip(share).for_each(|(sum, share)| *sum += share);
            }
            gradient.relation_places.row_mut(between).iter_mut().zip(share).for_each(|(sum, share)| *sum += share);
        }
        let turning = (&mut self.turned, &mut self.turned_input);
        dense(&arcs.relation_head, &mut gradient.relation_head, words, &self.relation_heads, Some(&mut self.words), turning);
        let turning = (&mut self.turned, &mut self.turned_input);
        let layer = &arcs.relation_dependent;
        dense(layer, &mut gradient.relation_dependent, words, &self.relation_dependents, Some(&mut self.words), turning);
    }

    fn window(&mut self, layer: &Window<Dense>, gradient: &mut Window<Dense>, trace: &WindowTrace) {
        let (count, width) = (self.words.rows(), self.words.columns);
        let mut share = self.words.clone();
        rectified(&mut share, &trace.added, self.scale);
        self.beside.reset(count, 3 * width);
        let turning = (&mut self.turned, &mut self.turned_input);
        dense(&layer.layer, &mut gradient.layer, &trace.beside, &share, Some(&mut self.beside), turning);
        for at in 0..count {
            let row = self.beside.row(at);
            let places = [at.checked_sub(1), Some(at), (at + 1 < count).then_some(at + 1)];
            for (part, place) in row.chunks_exact(width).zip(places) {
                if let Some(place) = place {
                    self.words.row_mut(place).iter_mut().zip(part).for_each(|(sum, share)| *sum += share);
                }
            }
        }
    }

    fn recurrent(&mut self, layer: &Recurrent<Dense>, gradient: &mut Recurrent<Dense>, trace: &RecurrentTrace) {
        let (count, state) = (self.words.rows(), layer.gates.weights.columns / 4);
        let mut share = self.words.clone();
        rectified(&mut share, &trace.added, self.scale);
        self.states.reset(count, 2 * state);
        let turning = (&mut self.turned, &mut self.turned_input);
        dense(&layer.out, &mut gradient.out, &trace.states, &share, Some(&mut self.states), turning);
        self.gates.reset(count, 4 * state);
        for back in 0..2 {
            let mut carried = vec![0.0; state];
            for step in 0..count {
                // Against the direction of reading.
                let (at, before) = if back == 1 {
                    (step, (step + 1 < count).then_some(step + 1))
                } else {
                    (count - 1 - step, (count - 1 - step).checked_sub(1))
                };
                let states = &self.states.row(at)[back * state..][..state];
                let (proposals, values) = trace.gates.row(at)[2 * back * state..][..2 * state].split_at(state);
                let (proposal_shares, value_shares) = self.gates.row_mut(at)[2 * back * state..][..2 * state].split_at_mut(state);
                for lane in 0..state {
                    let earlier = before.map_or(0.0, |before| trace.states.row(before)[back * state + lane]);
                    let total = states[lane] + carried[lane];
                    let value = values[lane];
                    let kept = gate(value);
                    let root = 1.0 / (1.0 + value * value).sqrt();
                    proposal_shares[lane] = total * (1.0 - kept);
                    value_shares[lane] = total * (earlier - proposals[lane]) * 0.5 * root * root * root;
                    carried[lane] = total * kept;
                }
            }
        }
        let turning = (&mut self.turned, &mut self.turned_input);
        dense(&layer.gates, &mut gradient.gates, &trace.input, &self.gates, Some(&mut self.words), turning);
    }
}
