//! One sentence of a text to its tree.

use super::grammar::ParserTable;
use super::parser::{self, Configuration, NONE, Words};
use super::tag::{Tag, VerbForm};
use super::tree::{Label, Node, Tree};
use super::weights::hash_word;
use super::{Text, aside, grammar, segment};
use std::ops::Range;

/// A sentence of more words is parsed in pieces of this length.
const LONGEST: usize = 250;

/// A parser with its working memory.
pub struct Parser<'a> {
    table: &'a ParserTable<'a>,
    labels: Vec<Label>,
    case_label: u8,
    words: Words,
    configuration: Configuration,
    buffer: Vec<u64>,
}

impl Parser<'static> {
    /// The parser of a text's language, if it has one.
    pub fn of(text: &Text) -> Option<Self> {
        let table = grammar::parser(&text.language)?;
        let labels = table.labels.iter().map(|name| Label::read(name)).collect();
        let case_label = table.label("case").unwrap_or(u8::MAX);
        Some(Self { table, labels, case_label, words: Words::default(), configuration: Configuration::default(), buffer: Vec::new() })
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
        self.words.clear();
        for word in piece {
            // A name shows itself by its last word: "States", "Soto".
            let after = flat.partition_point(|(_, first)| first <= word);
            let shown = after.checked_sub(1).map(|at| flat[at]).filter(|(_, first)| first == word).map_or(*word, |(last, _)| last);
            let token = base + shown;
            self.words.words.push(hash_word(text.lemma(token)));
            self.words.classes.push(text.tokens[token].class);
            self.words.coarse.push(text.tokens[token].tag as u8);
        }
        self.words.look_ahead();
        let transitions = 1 + 2 * self.labels.len();
        parser::parse(&self.words, &self.table.weights, transitions, self.case_label, &mut self.configuration, &mut self.buffer);
        for (index, word) in piece.iter().enumerate() {
            let token = base + word;
            let head = self.configuration.heads.get(index).copied().filter(|head| *head != NONE);
            let label = self.configuration.labels.get(index).and_then(|label| self.labels.get(usize::from(*label)));
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
