//! One sentence of a text to its tree.

use super::grammar::Lexical;
use super::net::eisner::NONE;
use super::net::reader::Reader;
use super::net::words::{Kind, Use};
use super::tag::{Tag, VerbForm};
use super::tagger::shape_number;
use super::tree::{Label, Node, Tree};
use super::{Text, aside, grammar, segment};
use std::ops::Range;

/// A sentence of more words is parsed in pieces of this length.
const LONGEST: usize = 250;

/// A parser with its working memory, for one text.
pub struct Parser<'a> {
    reader: Reader<'a>,
    lexical: Lexical<'a>,
    labels: Vec<Label>,
    /// By word of the vocabulary: what stands for its form, once it has been met.
    forms: Vec<Option<usize>>,
    /// Likewise: the row of a dictionary form.
    lemmas: Vec<Option<u16>>,
}

impl Parser<'static> {
    /// The parser of a text's language, if it has one.
    pub fn of(text: &Text) -> Option<Self> {
        let model = grammar::parser(&text.language)?;
        let lexical = grammar::tagger(&text.language)?.lexical;
        let labels = model.relations.iter().map(|name| Label::read(name)).collect();
        let words = text.vocabulary.len();
        Some(Self { reader: Reader::new(model), lexical, labels, forms: vec![None; words], lemmas: vec![None; words] })
    }
}

impl Parser<'_> {
    /// Parses one sentence; `units` are the names of the text as token ranges, each read as one word.
    pub fn tree(&mut self, text: &Text, sentence: usize, units: &[Range<usize>]) -> Tree {
        let tokens = text.sentences[sentence].tokens.clone();
        let reading = aside::reading(text, tokens.clone(), units);
        let blank =
            |token: usize| Node { tag: text.tokens[token].tag, form: VerbForm::None, relative: false, head: None, label: Label::Root };
        let mut nodes: Vec<Node> = tokens.clone().map(blank).collect();
        let mut first_root = None;
        for segment in segment::segments(text, tokens.start, &reading.main) {
            let segment = &reading.main[segment];
            for piece in segment.chunks(LONGEST) {
                self.piece(text, tokens.start, piece, &reading.flat, &mut nodes);
            }
            let root = segment.iter().copied().find(|word| nodes[*word].head.is_none());
            match (first_root, root) {
                (Some(first), Some(root)) => hang(&mut nodes, root, first, Label::Parataxis),
                _ => first_root = first_root.or(root),
            }
        }
        for (word, head) in &reading.flat {
            hang(&mut nodes, *word, *head, Label::Flat);
        }
        for (word, head) in reading.marks {
            hang(&mut nodes, word, head, Label::Punctuation);
        }
        for described in reading.asides {
            self.piece(text, tokens.start, &described.words, &reading.flat, &mut nodes);
            let host = described_word(&nodes, described.host);
            let relative = described.words.first().is_some_and(|word| nodes[*word].relative);
            for word in described.words {
                if nodes[word].head.is_none() {
                    let label = match nodes[word].tag {
                        Tag::Verb | Tag::Aux if relative => Label::RelativeClause,
                        Tag::Verb => Label::Acl,
                        _ if relative => Label::RelativeClause,
                        _ => Label::Apposition,
                    };
                    hang(&mut nodes, word, host, label);
                }
            }
        }
        for time in reading.times {
            self.piece(text, tokens.start, &time.words, &reading.flat, &mut nodes);
            let verb = if nodes[time.host].tag == Tag::Aux { nodes[time.host].head.unwrap_or(time.host) } else { time.host };
            for word in time.words {
                if nodes[word].head.is_none() {
                    hang(&mut nodes, word, verb, Label::BareOblique);
                }
            }
        }
        Tree::new(nodes)
    }

    /// Parses some words of a sentence as if they stood alone.
    fn piece(&mut self, text: &Text, base: usize, piece: &[usize], flat: &[(usize, usize)], nodes: &mut [Node]) {
        self.reader.begin();
        for word in piece {
            // A name shows itself by its last word: "States", "Soto".
            let after = flat.partition_point(|(_, first)| first <= word);
            let shown = after.checked_sub(1).map(|at| flat[at]).filter(|(_, first)| first == word).map_or(*word, |(last, _)| last);
            self.push(text, base + shown, shown == 0);
        }
        self.reader.parse();
        for (index, word) in piece.iter().enumerate() {
            let token = base + word;
            let head = self.reader.heads.get(index).copied().filter(|head| *head != NONE);
            let label = self.reader.relations.get(index).and_then(|label| self.labels.get(usize::from(*label)));
            let named = flat.binary_search_by_key(word, |(_, first)| *first).is_ok();
            let (tag, form) = if named { (Tag::Propn, VerbForm::None) } else { (text.tokens[token].tag, text.tokens[token].form) };
            nodes[*word] = Node {
                tag,
                form: if tag.verbal() { form } else { VerbForm::None },
                relative: tag == Tag::Pron && text.tokens[token].relative,
                head: head.and_then(|head| piece.get(usize::from(head)).copied()),
                label: if head.is_none() { Label::Root } else { label.copied().unwrap_or(Label::Other) },
            };
        }
    }

    /// Shows a word to the network.
    fn push(&mut self, text: &Text, token: usize, first: bool) {
        let token = &text.tokens[token];
        let form = match self.forms[token.lower.index()] {
            Some(form) => form,
            None => {
                let lower = text.vocabulary.word(token.lower);
                let form = self.reader.form(&self.reader.model.lookup.form(lower, self.lexical.set(lower)));
                self.forms[token.lower.index()] = Some(form);
                form
            }
        };
        let lookup = &self.reader.model.lookup;
        let lemma = *self.lemmas[token.lemma.index()].get_or_insert_with(|| lookup.lemma(text.vocabulary.word(token.lemma)));
        let kind = Kind { verb: token.tag == Tag::Verb, mark: token.tag == Tag::Punct };
        self.reader.push(form, Use([lemma, shape_number(token.shape, first) as u16, token.class.into()]), kind);
    }
}

fn hang(nodes: &mut [Node], word: usize, head: usize, label: Label) {
    nodes[word].head = Some(head);
    nodes[word].label = label;
}

/// The head of the phrase that ends with a word: "president" of "the president of the company".
fn described_word(nodes: &[Node], last: usize) -> usize {
    let mut at = last;
    while let Some(head) = nodes[at].head.filter(|head| *head < at) {
        if !matches!(nodes[at].label, Label::Modifier | Label::Flat | Label::Compound | Label::Apposition) {
            break;
        }
        at = head;
    }
    at
}
