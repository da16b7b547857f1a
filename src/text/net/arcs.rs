//! What is asked of a pair of words: which could be the head of which, and by what relation.

use super::layers::{Linear, Noise};
use super::matrix::{Matrix, padded};
use super::words::Kind;

/// How a head lies from its dependent, as two numbers below [`PLACES`]: direction with distance, direction with what stands between.
pub const PLACES: usize = 48;
/// The number that stands for the root as head.
pub const ROOT_PLACE: usize = 34;
const DISTANCES: usize = 8;
const BETWEEN: usize = 9;

/// Verbs and marks before each word of a sentence.
#[derive(Clone, Debug, Default)]
pub struct Landmarks {
    /// Verbs, marks; one more than words.
    before: Vec<[u16; 2]>,
}

impl Landmarks {
    pub fn read(&mut self, kinds: &[Kind]) {
        self.before.clear();
        let mut sums = [0, 0];
        self.before.push(sums);
        for kind in kinds {
            sums = [sums[0] + u16::from(kind.verb), sums[1] + u16::from(kind.mark)];
            self.before.push(sums);
        }
    }

    /// Where a head lies from a dependent.
    pub fn places(&self, head: usize, dependent: usize) -> [usize; 2] {
        let (first, last) = (head.min(dependent), head.max(dependent));
        let side = usize::from(head > dependent);
        let distance = match last - first {
            0..=1 => 0,
            2 => 1,
            3 => 2,
            4 => 3,
            5..=6 => 4,
            7..=9 => 5,
            10..=15 => 6,
            _ => 7,
        };
        let (from, to) = (self.before[first + 1], self.before[last.max(first + 1)]);
        let verbs = usize::from(to[0] - from[0]).min(2);
        let marks = usize::from(to[1] - from[1]).min(2);
        [side * DISTANCES + distance, 2 * DISTANCES + side * BETWEEN + verbs * 3 + marks]
    }
}

/// Scores of arcs and of relations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arcs<L> {
    pub head: L,
    pub dependent: L,
    /// From a dependent to what its head should be.
    pub affinity: L,
    /// Where a dependent looks for its head.
    pub places: L,
    /// Where a head looks for dependents.
    pub head_places: L,
    pub relation_head: L,
    pub relation_dependent: L,
    pub relations: L,
    /// What a place says of the relation.
    pub relation_places: Matrix,
}

/// What has been computed for a sentence.
#[derive(Clone, Debug, Default)]
pub struct ArcTrace {
    pub heads: Matrix,
    pub dependents: Matrix,
    pub wanted: Matrix,
    pub wanted_turned: Matrix,
    pub places: Matrix,
    pub head_places: Matrix,
    /// By head and dependent.
    pub scores: Matrix,
    pub roots: Vec<f32>,
    pub relation_heads: Matrix,
    pub relation_dependents: Matrix,
    /// Of each word with its head.
    pub pairs: Matrix,
    pub relations: Matrix,
}

impl<L: Linear> Arcs<L> {
    /// Scores every pair of words.
    pub fn score(&self, words: &Matrix, landmarks: &Landmarks, trace: &mut ArcTrace, noise: &mut impl Noise) {
        let count = words.rows();
        self.head.apply(words, &mut trace.heads);
        self.dependent.apply(words, &mut trace.dependents);
        for role in [&mut trace.heads, &mut trace.dependents] {
            role.rectify();
            noise.hide(&mut role.values);
        }
        self.affinity.apply(&trace.dependents, &mut trace.wanted);
        self.places.apply(&trace.dependents, &mut trace.places);
        self.head_places.apply(&trace.heads, &mut trace.head_places);
        trace.wanted_turned.transpose_of(&trace.wanted);
        trace.scores.reset(count, padded(count));
        trace.scores.add_product(&trace.heads, &trace.wanted_turned);
        for head in 0..count {
            let seen = trace.head_places.row(head);
            for (dependent, score) in trace.scores.row_mut(head)[..count].iter_mut().enumerate().filter(|(dependent, _)| *dependent != head)
            {
                let [distance, between] = landmarks.places(head, dependent);
                let looked = trace.places.row(dependent);
                *score += looked[distance] + looked[between] + seen[distance] + seen[between];
            }
        }
        trace.roots.clear();
        trace.roots.extend(trace.places.values.chunks_exact(PLACES).map(|row| row[ROOT_PLACE]));
    }

    /// Scores the relations of every word to its head; the root keeps a row of the bias.
    pub fn relate(
        &self,
        words: &Matrix,
        landmarks: &Landmarks,
        head_of: impl Fn(usize) -> Option<usize>,
        trace: &mut ArcTrace,
        noise: &mut impl Noise,
    ) {
        let count = words.rows();
        self.relation_head.apply(words, &mut trace.relation_heads);
        self.relation_dependent.apply(words, &mut trace.relation_dependents);
        trace.pairs.reset(count, self.relation_head.outputs());
        for dependent in 0..count {
            let Some(head) = head_of(dependent) else { continue };
            let [distance, between] = landmarks.places(head, dependent);
            let parts = [
                trace.relation_heads.row(head),
                trace.relation_dependents.row(dependent),
                self.relation_places.row(distance),
                self.relation_places.row(between),
            ];
            for (at, value) in trace.pairs.row_mut(dependent).iter_mut().enumerate() {
                *value = parts[0][at] + parts[1][at] + parts[2][at] + parts[3][at];
            }
        }
        trace.pairs.rectify();
        noise.hide(&mut trace.pairs.values);
        self.relations.apply(&trace.pairs, &mut trace.relations);
    }
}
