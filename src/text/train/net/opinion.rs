//! What several larger networks say of a sentence, together: a smaller one that learns from it, and not from the treebank alone, comes
//! near to what they can do (distillation: Hinton and others 2015).

use super::exponential::softmax;
use super::learn::Example;
use crate::text::net::eisner::NONE;
use crate::text::net::matrix::Matrix;
use crate::text::net::model::Model;
use crate::text::net::reader::Reader;

/// How much an opinion weighs beside the treebank.
pub const OPINION: f32 = 0.6;

/// Chances, by word.
#[derive(Clone, Debug, Default)]
pub struct Opinion {
    /// Of each head; the root stands last.
    pub heads: Matrix,
    /// Of each relation to the head that the treebank gives.
    pub relations: Matrix,
}

/// Asks models that share tables of words with what is to be learned.
pub fn ask(models: &[Model], examples: &mut [Vec<Example>]) {
    let mut readers: Vec<Reader> = models.iter().map(Reader::new).collect();
    let share = 1.0 / models.len() as f32;
    for example in examples.iter_mut().flatten() {
        let count = example.words.len();
        let mut opinion = Opinion::default();
        opinion.heads.reset(count, count + 1);
        for reader in &mut readers {
            reader.begin();
            for ((form, word), kind) in example.words.iter().zip(&example.kinds) {
                let form = reader.form(form);
                reader.push(form, *word, *kind);
            }
            let scores = reader.scores(|word| Some(example.heads[word]).filter(|head| *head != NONE).map(usize::from));
            opinion.relations.columns = scores.relations.columns;
            opinion.relations.values.resize(scores.relations.values.len(), 0.0);
            let mut chances = Vec::new();
            for word in 0..count {
                chances.clear();
                chances.extend((0..count).map(|head| if head == word { f32::NEG_INFINITY } else { scores.scores.row(head)[word] }));
                chances.push(scores.roots[word]);
                softmax(&mut chances);
                opinion.heads.row_mut(word).iter_mut().zip(&chances).for_each(|(sum, chance)| *sum += share * chance);
                let mut chances = scores.relations.row(word).to_vec();
                softmax(&mut chances);
                opinion.relations.row_mut(word).iter_mut().zip(&chances).for_each(|(sum, chance)| *sum += share * chance);
            }
            reader.forget();
        }
        example.opinion = Some(opinion);
    }
}
