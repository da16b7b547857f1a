//! From trees to what the network learns from, and from what it has learned to a model.

use super::names;
use super::net::learn::{Example, Learner};
use super::net::vectors::Vectors;
use super::tagger::Classes;
use super::treebank::Tree;
use crate::text::grammar::Class;
use crate::text::lemma;
use crate::text::net::eisner::NONE;
use crate::text::net::model::Parts;
use crate::text::net::network::Sizes;
use crate::text::net::words::{Index, Kind, Lookup, Use};
use crate::text::tag::Tag;
use crate::text::tagger::shape_number;
use crate::text::token::Shape;
use crate::text::weights::hash_word;
use std::collections::BTreeMap;

/// A dictionary form that is seen less often has no row of its own.
const LEAST_SEEN: usize = 3;
/// A relation that is seen less often is "dep".
const LEAST_RELATION: usize = 20;

/// What is told apart in a treebank.
#[derive(Debug)]
pub struct Treebank {
    classes: Vec<Class>,
    /// The tagger's sets of classes, by hash of the word.
    pub sets: BTreeMap<u32, u16>,
    relations: Vec<String>,
    lemmas: Vec<u32>,
    lemma_index: Vec<u8>,
    known_index: Vec<u8>,
    vectors: Vectors,
}

impl Treebank {
    pub fn of(trees: &[Tree], tags: &[Vec<u8>], classes: &Classes, sets: BTreeMap<u32, u16>, vectors: Vectors) -> Self {
        let classes: Vec<Class> = classes.names.iter().map(|name| Class::read(name)).collect();
        let (mut relations, mut lemmas): (BTreeMap<&str, usize>, BTreeMap<u32, usize>) = Default::default();
        for (tree, tags) in trees.iter().zip(tags) {
            tree.relations.iter().for_each(|relation| *relations.entry(relation).or_default() += 1);
            for (word, tag) in tree.lower.iter().zip(tags) {
                *lemmas.entry(hash_word(&lemma_of(word, &classes[usize::from(*tag)]))).or_default() += 1;
            }
        }
        let relations: Vec<String> =
            relations.into_iter().filter(|(_, seen)| *seen >= LEAST_RELATION).map(|(relation, _)| relation.to_owned()).collect();
        let lemmas: Vec<u32> = lemmas.into_iter().filter(|(_, seen)| *seen >= LEAST_SEEN).map(|(hash, _)| hash).collect();
        let (lemma_index, known_index) = (Index::write(&lemmas), Index::write(&vectors.hashes));
        Self { classes, sets, relations, lemmas, lemma_index, known_index, vectors }
    }

    /// Trees as examples; `tags` are classes as a tagger gives them.
    pub fn examples(&self, trees: &[Tree], tags: &[Vec<u8>]) -> Vec<Example> {
        trees.iter().zip(tags).map(|(tree, tags)| self.example(tree, tags)).collect()
    }

    /// Trees as they stand and, where that is something else, with names as single words.
    pub fn readings(&self, trees: &[Tree], tags: &[Vec<u8>]) -> Vec<Vec<Example>> {
        let joined = |(tree, tags): (&Tree, &Vec<u8>)| {
            let mut readings = vec![self.example(tree, tags)];
            let (joined, left) = names::joined(tree);
            if left.len() < tree.words.len() {
                let tags: Vec<u8> = left.iter().map(|word| tags[*word]).collect();
                readings.push(self.example(&joined, &tags));
            }
            readings
        };
        trees.iter().zip(tags).map(joined).collect()
    }

    fn example(&self, tree: &Tree, tags: &[u8]) -> Example {
        let lookup = Lookup { lemmas: Index(&self.lemma_index), known: Index(&self.known_index) };
        let relation = |name: &String| {
            let place = |name: &str| self.relations.iter().position(|relation| relation == name);
            place(name).or_else(|| place("dep")).unwrap_or(0) as u8
        };
        let mut example = Example {
            heads: tree.heads.iter().map(|head| head.map_or(NONE, |head| head as u16)).collect(),
            relations: tree.relations.iter().map(relation).collect(),
            ..Example::default()
        };
        for (at, (lower, tag)) in tree.lower.iter().zip(tags).enumerate() {
            let class = &self.classes[usize::from(*tag)];
            let lexical = self.sets.get(&hash_word(lower)).copied().unwrap_or(0);
            let shape = shape_number(Shape::of(&tree.words[at], true), at == 0);
            let word = Use([lookup.lemma(&lemma_of(lower, class)), shape as u16, (*tag).into()]);
            example.words.push((lookup.form(lower, lexical.into()), word));
            example.kinds.push(Kind { verb: class.tag == Tag::Verb, mark: class.tag == Tag::Punct });
        }
        example
    }

    /// How wide a network is.
    fn sizes(&self, width: usize) -> Sizes {
        let relations = self.relations.len();
        Sizes { known: self.vectors.vectors.columns, width, state: width / 2, arc: 64, relation: 64, relations, windows: 1, recurrents: 2 }
    }

    /// A network that has learned nothing.
    pub fn learner(&self, width: usize, seed: u64) -> Learner {
        Learner::new(&self.sizes(width), self.vectors.vectors.clone(), self.lemmas.len() + 1, seed)
    }

    /// What has been learned, as it ships.
    pub fn model(&self, learner: &Learner, provenance: &str) -> Vec<u8> {
        let parts = Parts {
            provenance,
            relations: &self.relations,
            sizes: self.sizes(learner.tables.first().map_or(0, |table| table.columns)),
            lemmas: &self.lemmas,
            known: &self.vectors.hashes,
            known_vectors: &self.vectors.vectors,
            tables: &learner.tables,
            network: &learner.network,
        };
        parts.write()
    }
}

fn lemma_of(lower: &str, class: &Class) -> String {
    lemma::english(lower, class.tag, class.form, matches!(&*class.fine, "NNS" | "NNPS")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::net::model::Model;
    use crate::text::net::reader::Reader;
    use crate::text::train::net::learn::Plan;
    use crate::text::train::net::vectors;
    use crate::text::train::{tagger, treebank};

    const SENTENCES: &str = include_str!("../../../tests/data/treebank/own.conllu");
    const VECTORS: &str = "police 0.5 -0.25 1.0\narrested 0.25 0.5 -1.0\ncourt -0.5 0.75 0.125\n";

    fn learned(rounds: usize) -> (Vec<u8>, Vec<Vec<Example>>) {
        let trees: Vec<Tree> = treebank::read(SENTENCES).iter().map(treebank::tree).collect();
        let classes = tagger::Classes::of(&trees);
        let class = |tree: &Tree| tree.upos.iter().zip(&tree.xpos).map(|(coarse, fine)| classes.class(coarse, fine)).collect();
        let tags: Vec<Vec<u8>> = trees.iter().map(class).collect();
        let sets = tagger::lexical_sets(&trees, &classes, &BTreeMap::new());
        let treebank = Treebank::of(&trees, &tags, &classes, sets, vectors::read(VECTORS, 10));
        let examples = treebank.readings(&trees, &tags);
        let mut learner = treebank.learner(16, 1);
        learner.learn(&examples, &Plan { rounds, batch: 2, ..Plan::default() }, |_, _| {});
        (treebank.model(&learner, "of our own"), examples)
    }

    #[test]
    fn every_run_gives_the_same_bytes() {
        assert_eq!(learned(1).0, learned(1).0);
    }

    #[test]
    fn what_is_learned_is_read() {
        let (bytes, examples) = learned(60);
        let model = Model::read(&bytes).expect("a model");
        let mut reader = Reader::new(&model);
        for example in examples.iter().flatten() {
            reader.begin();
            for ((form, word), kind) in example.words.iter().zip(&example.kinds) {
                let form = reader.form(form);
                reader.push(form, *word, *kind);
            }
            reader.parse();
            assert_eq!(reader.heads, example.heads);
        }
        assert!(Model::read(&bytes[..bytes.len() / 2]).is_none());
    }
}
