//! Learning the tagger.

use super::Shuffle;
use super::perceptron::Perceptron;
use super::treebank::Tree;
use crate::text::tagger::{self, MAX_CLASSES, Memory, OUTSIDE, SentenceView, WordView};
use crate::text::token::Shape;
use crate::text::weights::{Scorer, hash_word};
use std::collections::BTreeMap;

/// A pair of coarse and fine tag that is seen less often is mapped to the commonest pair of the fine tag.
const LEAST_SEEN: usize = 15;
/// A word that is seen less often is left to the lexicon, as an unknown word will be.
const LEAST_FOR_SET: usize = 3;

/// The classes that a tagger tells apart.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    pub names: Vec<String>,
    by_pair: BTreeMap<(String, String), u8>,
}

impl Classes {
    /// Every common pair of coarse and fine tag.
    pub fn of(trees: &[Tree]) -> Self {
        let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
        for tree in trees {
            for (coarse, fine) in tree.upos.iter().zip(&tree.xpos) {
                *seen.entry((coarse.clone(), fine.clone())).or_default() += 1;
            }
        }
        let mut classes = Self::default();
        for ((coarse, fine), count) in &seen {
            if *count >= LEAST_SEEN && classes.names.len() < MAX_CLASSES - 4 {
                classes.by_pair.insert((coarse.clone(), fine.clone()), classes.names.len() as u8);
                classes.names.push(format!("{coarse}/{fine}"));
            }
        }
        for pair in seen.keys() {
            if !classes.by_pair.contains_key(pair) {
                let alike = seen.iter().filter(|((coarse, fine), _)| *coarse == pair.0 || *fine == pair.1);
                let common = alike.filter(|(other, _)| classes.by_pair.contains_key(*other));
                let nearest =
                    common.max_by_key(|(other, count)| (other.0 == pair.0, **count)).and_then(|(other, _)| classes.by_pair.get(other));
                let nearest = nearest.copied().unwrap_or(0);
                classes.by_pair.insert(pair.clone(), nearest);
            }
        }
        classes
    }

    /// The class of a pair; unknown pairs go with their coarse tag.
    pub fn class(&self, coarse: &str, fine: &str) -> u8 {
        let pair = self.by_pair.get(&(coarse.to_owned(), fine.to_owned())).copied();
        pair.or_else(|| self.names.iter().position(|name| name.starts_with(coarse)).map(|index| index as u8)).unwrap_or(0)
    }
}

/// A sentence ready to be learned from.
#[derive(Clone, Debug, Default)]
pub struct Example {
    pub words: Vec<WordView>,
    pub shapes: Vec<u32>,
    pub gold: Vec<u8>,
}

/// For each word the set of classes it is known to have: from the trees where it is common, else from the word lists.
pub fn lexical_sets(trees: &[Tree], classes: &Classes, known: &BTreeMap<String, String>) -> BTreeMap<u32, u16> {
    let mut seen: BTreeMap<&str, BTreeMap<u8, usize>> = BTreeMap::new();
    for tree in trees {
        for (index, word) in tree.lower.iter().enumerate() {
            *seen.entry(word).or_default().entry(classes.class(&tree.upos[index], &tree.xpos[index])).or_default() += 1;
        }
    }
    let number = |name: &str| (hash_word(name) % 0xFFFF) as u16 + 1;
    let mut sets: BTreeMap<u32, u16> = known.iter().map(|(word, set)| (hash_word(word), number(set))).collect();
    for (word, counts) in seen {
        let total: usize = counts.values().sum();
        if total >= LEAST_FOR_SET {
            let set: Vec<String> = counts.iter().filter(|(_, count)| **count * 20 >= total).map(|(class, _)| class.to_string()).collect();
            // What the lists know is kept beside what the trees show.
            let listed = known.get(word).map_or("", String::as_str);
            sets.insert(hash_word(word), number(&format!("{}|{listed}", set.join(" "))));
        }
    }
    sets
}

/// The trees as examples.
pub fn examples(trees: &[Tree], classes: &Classes, sets: &BTreeMap<u32, u16>) -> Vec<Example> {
    let view = |word: &String| WordView::of(word, sets.get(&hash_word(word)).copied().unwrap_or(0).into());
    let shape = |(index, word): (usize, &String)| tagger::shape_number(Shape::of(word, true), index == 0);
    trees
        .iter()
        .map(|tree| Example {
            words: tree.lower.iter().map(view).collect(),
            shapes: tree.words.iter().enumerate().map(shape).collect(),
            gold: tree.upos.iter().zip(&tree.xpos).map(|(coarse, fine)| classes.class(coarse, fine)).collect(),
        })
        .collect()
}

/// Learns from the examples in some rounds.
pub fn learn(examples: &[Example], class_count: usize, rounds: usize) -> Perceptron {
    let mut perceptron = Perceptron::default();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut shuffle = Shuffle::default();
    let (mut buffer, mut scores) = (Vec::new(), [0; MAX_CLASSES]);
    for _ in 0..rounds {
        shuffle.shuffle(&mut order);
        for index in &order {
            let example = &examples[*index];
            let view = SentenceView { words: &example.words, shapes: &example.shapes };
            let (mut one, mut two) = (OUTSIDE, OUTSIDE);
            for (at, gold) in example.gold.iter().enumerate() {
                buffer.clear();
                view.features(at, one, two, &mut buffer);
                scores[..class_count].fill(0);
                buffer.iter().for_each(|feature| perceptron.add(*feature, &mut scores[..class_count]));
                let said = tagger::best(&scores[..class_count]);
                perceptron.tick();
                if said != *gold {
                    perceptron.update(&buffer, *gold, said);
                }
                (two, one) = (one, said);
            }
        }
    }
    perceptron
}

/// The classes that a scorer gives the examples.
pub fn tag_all(examples: &[Example], scorer: &impl Scorer, class_count: usize) -> Vec<Vec<u8>> {
    let mut memory = Memory::default();
    examples
        .iter()
        .map(|example| {
            let mut classes = Vec::new();
            let view = SentenceView { words: &example.words, shapes: &example.shapes };
            tagger::tag(&view, scorer, class_count, &mut memory, &mut classes);
            classes
        })
        .collect()
}
