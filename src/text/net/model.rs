//! The network in the file in which it ships. Tables of words, by far the largest part, are read in place.

use super::arcs::PLACES;
use super::layers::Dense;
use super::matrix::Matrix;
use super::network::{Network, Sizes};
use super::packed::Packed;
use super::words::{Index, Lookup, TABLES};
use crate::text::grammar::{join_sections, split_sections};

/// Rows of 8-bit integers, each after its scale (f32).
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    bytes: &'a [u8],
    width: usize,
}

impl<'a> Rows<'a> {
    pub const fn new(bytes: &'a [u8], width: usize) -> Self {
        Self { bytes, width }
    }

    /// Adds a row; one that is not there adds nothing.
    pub fn add(&self, row: usize, to: &mut [f32]) {
        let length = self.width + 4;
        let Some((scale, values)) = self.bytes.get(row * length..(row + 1) * length).and_then(|row| row.split_first_chunk()) else {
            return;
        };
        let scale = f32::from_le_bytes(*scale);
        to.iter_mut().zip(values).for_each(|(sum, value)| *sum += scale * f32::from(*value as i8));
    }

    /// Writes a matrix as such rows.
    pub fn write(matrix: &Matrix) -> Vec<u8> {
        let mut bytes = Vec::new();
        for row in matrix.values.chunks_exact(matrix.columns) {
            let most = row.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
            let factor = if most > 0.0 { 127.0 / most } else { 0.0 };
            bytes.extend((most / 127.0).to_le_bytes());
            bytes.extend(row.iter().map(|value| (value * factor).round() as i8 as u8));
        }
        bytes
    }
}

/// A model as it is read.
#[derive(Debug)]
pub struct Model<'a> {
    /// Names of the relations.
    pub relations: Vec<Box<str>>,
    pub lookup: Lookup<'a>,
    pub known: Rows<'a>,
    pub tables: Vec<Rows<'a>>,
    pub network: Network<Packed>,
    pub width: usize,
    pub known_width: usize,
}

/// A model as it is learned.
#[derive(Debug)]
pub struct Parts<'a> {
    pub provenance: &'a str,
    pub relations: &'a [String],
    pub sizes: Sizes,
    /// Hashes of the dictionary forms and of the words with known vectors, in order.
    pub lemmas: &'a [u32],
    pub known: &'a [u32],
    pub known_vectors: &'a Matrix,
    pub tables: &'a [Matrix],
    pub network: &'a Network<Dense>,
}

impl Parts<'_> {
    /// Sections: provenance, relations, sizes, the two indexes, vectors, tables, what places say of relations, layers.
    pub fn write(&self) -> Vec<u8> {
        let mut sections = vec![
            self.provenance.as_bytes().to_vec(),
            self.relations.join("\n").into_bytes(),
            self.sizes.write(),
            Index::write(self.lemmas),
            Index::write(self.known),
            Rows::write(self.known_vectors),
        ];
        sections.extend(self.tables.iter().map(Rows::write));
        sections.push(self.network.arcs.relation_places.values.iter().flat_map(|value| value.to_le_bytes()).collect());
        sections.extend(self.network.layers().into_iter().map(|layer| Packed::of(layer).write()));
        join_sections(&sections.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }
}

impl<'a> Model<'a> {
    /// The inverse of [`Parts::write`].
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let sections = split_sections(bytes);
        let [_, relations, sizes, lemmas, known, vectors, rest @ ..] = sections.as_slice() else { return None };
        let relations: Vec<Box<str>> = std::str::from_utf8(relations).ok()?.lines().map(Into::into).collect();
        let sizes = Sizes::read(sizes)?;
        let (tables, rest) = rest.split_at_checked(TABLES)?;
        let (places, layers) = rest.split_first()?;
        let places: Vec<f32> = places.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        if places.len() != PLACES * sizes.relation || relations.len() != sizes.relations {
            return None;
        }
        let mut layers = layers.iter();
        let network = Network::build(&sizes, Matrix { columns: sizes.relation, values: places }, |inputs, outputs| {
            Packed::read(layers.next()?, inputs, outputs)
        })?;
        Some(Self {
            relations,
            lookup: Lookup { lemmas: Index(lemmas), known: Index(known) },
            known: Rows::new(vectors, sizes.known),
            tables: tables.iter().map(|table| Rows::new(table, sizes.width)).collect(),
            network,
            width: sizes.width,
            known_width: sizes.known,
        })
    }
}
