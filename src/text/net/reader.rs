//! Sentences to trees by a model: the words of a sentence are pushed one by one, then parsed.

use super::arcs::{ArcTrace, Landmarks};
use super::eisner::{Decoder, NONE};
use super::layers::{Linear, Silence};
use super::matrix::Matrix;
use super::model::Model;
use super::network::Trace;
use super::words::{Form, Kind, USES, Use};

/// A model with its working memory.
#[derive(Debug)]
pub struct Reader<'a> {
    pub model: &'a Model<'a>,
    /// What forms are worth by themselves, as far as they have been met.
    forms: Matrix,
    kinds: Vec<Kind>,
    landmarks: Landmarks,
    trace: Trace,
    decoder: Decoder,
    /// Of the last sentence; [`NONE`] for the root.
    pub heads: Vec<u16>,
    pub relations: Vec<u8>,
}

impl<'a> Reader<'a> {
    pub fn new(model: &'a Model<'a>) -> Self {
        Self {
            model,
            forms: Matrix::zeros(0, model.width),
            kinds: Vec::new(),
            landmarks: Landmarks::default(),
            trace: Trace::default(),
            decoder: Decoder::default(),
            heads: Vec::new(),
            relations: Vec::new(),
        }
    }

    /// Learns a form; what comes back stands for it in [`Reader::push`].
    pub fn form(&mut self, form: &Form) -> usize {
        let mut known = Matrix::zeros(1, self.model.known_width);
        let mut vector = Matrix::default();
        if let Some(row) = form.known.checked_sub(1) {
            self.model.known.add(row as usize, &mut known.values);
        }
        self.model.network.known.apply(&known, &mut vector);
        for (table, row) in self.model.tables[USES..].iter().zip(form.rows) {
            table.add(row.into(), &mut vector.values);
        }
        self.forms.values.extend(vector.values);
        self.forms.rows() - 1
    }

    /// Begins a sentence.
    pub fn begin(&mut self) {
        self.trace.words.reset(0, self.model.width);
        self.kinds.clear();
    }

    /// Adds a word to the sentence.
    pub fn push(&mut self, form: usize, word: Use, kind: Kind) {
        let words = &mut self.trace.words;
        words.values.extend_from_slice(self.forms.row(form));
        let last = words.rows() - 1;
        for (table, row) in self.model.tables.iter().zip(word.0) {
            table.add(row.into(), words.row_mut(last));
        }
        self.kinds.push(kind);
    }

    /// Scores the arcs of the sentence.
    fn encode(&mut self) {
        let Self { model, kinds, landmarks, trace, .. } = self;
        model.network.encode(trace, &mut Silence);
        landmarks.read(kinds);
        model.network.arcs.score(&trace.words, landmarks, &mut trace.arcs, &mut Silence);
    }

    /// What the model says of the sentence; of relations, where the heads are given.
    pub fn scores(&mut self, head_of: impl Fn(usize) -> Option<usize>) -> &ArcTrace {
        self.encode();
        let Self { model, landmarks, trace: Trace { words, arcs, .. }, .. } = self;
        model.network.arcs.relate(words, landmarks, head_of, arcs, &mut Silence);
        arcs
    }

    /// Forgets every form.
    pub fn forget(&mut self) {
        self.forms.values.clear();
    }

    /// Parses the sentence.
    pub fn parse(&mut self) {
        self.encode();
        let Self { model, kinds, landmarks, trace, decoder, heads, relations, .. } = self;
        let Trace { words, arcs, .. } = trace;
        decoder.decode(kinds.len(), &arcs.scores, &arcs.roots, heads);
        let head_of = |word: usize| Some(heads[word]).filter(|head| *head != NONE).map(usize::from);
        model.network.arcs.relate(words, landmarks, head_of, arcs, &mut Silence);
        relations.clear();
        relations.extend((0..kinds.len()).map(|word| best(&arcs.relations.row(word)[..model.relations.len()])));
    }
}

/// The relation that scores highest.
fn best(scores: &[f32]) -> u8 {
    let mut best = 0;
    for (at, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = at;
        }
    }
    best as u8
}
