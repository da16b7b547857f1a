//! The network behind the parser: vectors of words, layers that put each in its sentence, scores of arcs, the best tree.

pub mod arcs;
pub mod eisner;
pub mod layers;
pub mod matrix;
pub mod model;
pub mod network;
pub mod packed;
pub mod reader;
pub mod words;
