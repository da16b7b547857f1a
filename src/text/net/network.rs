//! The whole network: from the vectors of words to the scores of arcs.

use super::arcs::{ArcTrace, Arcs, PLACES};
use super::layers::{Linear, Noise, Recurrent, RecurrentTrace, Window, WindowTrace};
use super::matrix::{Matrix, padded};

/// How wide everything is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Of a vector that is known beforehand.
    pub known: usize,
    pub width: usize,
    pub state: usize,
    pub arc: usize,
    pub relation: usize,
    pub relations: usize,
    pub windows: usize,
    pub recurrents: usize,
}

impl Sizes {
    pub fn write(&self) -> Vec<u8> {
        let Self { known, width, state, arc, relation, relations, windows, recurrents } = *self;
        [known, width, state, arc, relation, relations, windows, recurrents].iter().flat_map(|size| (*size as u32).to_le_bytes()).collect()
    }

    /// The inverse of [`Sizes::write`].
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let sizes: Vec<usize> = bytes.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes) as usize).collect();
        let [known, width, state, arc, relation, relations, windows, recurrents] = *sizes else { return None };
        sizes.iter().all(|size| *size <= 4096).then_some(Self { known, width, state, arc, relation, relations, windows, recurrents })
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network<L> {
    /// From vectors known beforehand to those of the network.
    pub known: L,
    pub windows: Vec<Window<L>>,
    pub recurrents: Vec<Recurrent<L>>,
    pub arcs: Arcs<L>,
}

/// What the network has computed for a sentence.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// The vectors of the words, as they come in and after all layers.
    pub words: Matrix,
    pub windows: Vec<WindowTrace>,
    pub recurrents: Vec<RecurrentTrace>,
    pub arcs: ArcTrace,
}

impl<L: Linear> Network<L> {
    /// Puts a network together; `next` is asked for each layer, by inputs and outputs, in the order of [`Network::layers`].
    pub fn build(sizes: &Sizes, relation_places: Matrix, mut next: impl FnMut(usize, usize) -> Option<L>) -> Option<Self> {
        let Sizes { known, width, state, arc, relation, .. } = *sizes;
        Some(Self {
            known: next(known, width)?,
            windows: (0..sizes.windows).map(|_| Some(Window { layer: next(3 * width, width)? })).collect::<Option<_>>()?,
            recurrents: (0..sizes.recurrents)
                .map(|_| Some(Recurrent { gates: next(width, 4 * state)?, out: next(2 * state, width)? }))
                .collect::<Option<_>>()?,
            arcs: Arcs {
                head: next(width, arc)?,
                dependent: next(width, arc)?,
                affinity: next(arc, arc)?,
                places: next(arc, PLACES)?,
                head_places: next(arc, PLACES)?,
                relation_head: next(width, relation)?,
                relation_dependent: next(width, relation)?,
                relations: next(relation, padded(sizes.relations))?,
                relation_places,
            },
        })
    }

    /// Every layer, in a fixed order.
    pub fn layers(&self) -> Vec<&L> {
        let arcs = &self.arcs;
        std::iter::once(&self.known)
            .chain(self.windows.iter().map(|window| &window.layer))
            .chain(self.recurrents.iter().flat_map(|recurrent| [&recurrent.gates, &recurrent.out]))
            .chain([&arcs.head, &arcs.dependent, &arcs.affinity, &arcs.places, &arcs.head_places])
            .chain([&arcs.relation_head, &arcs.relation_dependent, &arcs.relations])
            .collect()
    }

    /// The same to be changed, and the one matrix that is no layer.
    pub fn parts_mut(&mut self) -> (Vec<&mut L>, &mut Matrix) {
        let arcs = &mut self.arcs;
        let layers = std::iter::once(&mut self.known)
            .chain(self.windows.iter_mut().map(|window| &mut window.layer))
            .chain(self.recurrents.iter_mut().flat_map(|recurrent| [&mut recurrent.gates, &mut recurrent.out]))
            .chain([&mut arcs.head, &mut arcs.dependent, &mut arcs.affinity, &mut arcs.places, &mut arcs.head_places])
            .chain([&mut arcs.relation_head, &mut arcs.relation_dependent, &mut arcs.relations])
            .collect();
        (layers, &mut arcs.relation_places)
    }

    /// Turns [`Trace::words`] from vectors of words alone to vectors of words in their sentence.
    pub fn encode(&self, trace: &mut Trace, noise: &mut impl Noise) {
        trace.windows.resize_with(self.windows.len(), Default::default);
        trace.recurrents.resize_with(self.recurrents.len(), Default::default);
        noise.hide(&mut trace.words.values);
        for (window, kept) in self.windows.iter().zip(&mut trace.windows) {
            window.apply(&mut trace.words, kept, noise);
        }
        for (recurrent, kept) in self.recurrents.iter().zip(&mut trace.recurrents) {
            recurrent.apply(&mut trace.words, kept, noise);
        }
    }
}
