//! Tags and dictionary forms for a text that has been cut into sentences.

use super::grammar::{self, TaggerTable};
use super::tag::{Tag, VerbForm};
use super::tagger::{Memory, SentenceView, WordView, shape_number, tag as tag_sentence};
use super::vocabulary::WordId;
use super::{Text, lemma};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Tags every token, by the language's tagger if it has one, else by its shape.
pub(super) fn tag(text: &mut Text) {
    match grammar::tagger(&text.language) {
        Some(table) => by_table(text, table),
        None => by_shape(text),
    }
}

fn by_table(text: &mut Text, table: &TaggerTable) {
    let views: Vec<WordView> = text.vocabulary.iter().map(|word| WordView::of(word, table.lexical.set(word))).collect();
    let (mut words, mut shapes, mut classes, mut memory) = (Vec::new(), Vec::new(), Vec::new(), Memory::default());
    let mut lemmas: FxHashMap<(WordId, u8), WordId> = FxHashMap::default();
    for index in 0..text.sentences.len() {
        let sentence = text.sentences[index].tokens.clone();
        let tokens = &mut text.tokens[sentence.clone()];
        words.clear();
        shapes.clear();
        words.extend(tokens.iter().map(|token| views[token.lower.index()]));
        shapes.extend(tokens.iter().enumerate().map(|(index, token)| shape_number(token.shape, index == 0)));
        tag_sentence(&SentenceView { words: &words, shapes: &shapes }, &table.weights, table.classes.len(), &mut memory, &mut classes);
        for (token, number) in tokens.iter_mut().zip(&classes) {
            let Some(class) = table.classes.get(usize::from(*number)) else { continue };
            (token.tag, token.form, token.class) = (class.tag, class.form, *number);
            token.plural = matches!(&*class.fine, "NNS" | "NNPS");
            token.relative = matches!(&*class.fine, "WDT" | "WP" | "WP$");
            let (vocabulary, lower) = (&mut text.vocabulary, token.lower);
            token.lemma = *lemmas.entry((lower, *number)).or_insert_with(|| {
                let word = vocabulary.word(lower);
                let base = lemma::english(word, class.tag, class.form, token.plural).into_owned();
                vocabulary.intern(&base)
            });
        }
        count_at_the_start(text, sentence.start, table);
        name_the_accused(text, sentence, table);
    }
}

/// Numbers in words, among others.
const NUMBERS: &str = include_str!("../../lexicons/en/numbers.tsv");

/// "Fourteen were jailed": a number in words that opens a sentence, where its capital hides what it is.
fn count_at_the_start(text: &mut Text, first: usize, table: &TaggerTable) {
    let Some(token) = text.tokens.get(first).filter(|token| matches!(token.tag, Tag::Verb | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Adv))
    else {
        return;
    };
    let word = text.vocabulary.word(token.lower);
    let counts = |line: &str| {
        let mut fields = line.split('\t');
        fields.next() == Some(word) && matches!(fields.next(), Some("teen" | "tens" | "small"))
    };
    if !NUMBERS.lines().any(counts) {
        return;
    }
    if let Some(cardinal) = table.classes.iter().position(|class| class.tag == Tag::Num) {
        let token = &mut text.tokens[first];
        (token.tag, token.form, token.plural) = (Tag::Num, VerbForm::None, false);
        token.class = u8::try_from(cardinal).unwrap_or(token.class);
        token.lemma = token.lower;
    }
}

/// Participles that stand for those to whom it happened.
const NOMINAL: &[&str] = &["accused", "co-accused", "arrested", "condemned", "convicted", "deceased", "detained"];

/// "arrested the main accused", "the deceased was": behind an article and with no noun to describe such a participle is the noun.
fn name_the_accused(text: &mut Text, sentence: Range<usize>, table: &TaggerTable) {
    let Some(noun) = table.classes.iter().position(|class| &*class.fine == "NN") else { return };
    for at in sentence.clone().skip(1) {
        if text.tokens[at].form != VerbForm::PastParticiple || !NOMINAL.contains(&text.lower(at)) {
            continue;
        }
        let article = (sentence.start..at).rev().find(|before| text.tokens[*before].tag != Tag::Adj);
        let opened = article.is_some_and(|before| text.tokens[before].tag == Tag::Det);
        let describes = at + 1 < sentence.end
            && matches!(text.tokens[at + 1].tag, Tag::Noun | Tag::Propn | Tag::Adj | Tag::Num)
            && text.lower(at + 1) != "guilty";
        if opened && !describes {
            let token = &mut text.tokens[at];
            (token.tag, token.form, token.plural) = (Tag::Noun, VerbForm::None, false);
            token.class = u8::try_from(noun).unwrap_or(token.class);
            token.lemma = token.lower;
        }
    }
}

/// What letters alone tell: numbers, marks, and names where a capital stands inside a sentence.
fn by_shape(text: &mut Text) {
    for sentence in &text.sentences {
        for (index, token) in text.tokens[sentence.tokens.clone()].iter_mut().enumerate() {
            token.form = VerbForm::None;
            token.tag = if token.shape.number() {
                Tag::Num
            } else if !token.shape.word() {
                Tag::Punct
            } else if token.shape.capitalised() && index > 0 {
                Tag::Propn
            } else {
                Tag::X
            };
        }
    }
}
