//! One sentence of a text to its tree.

use super::grammar::ParserTable;
use super::parser::{self, Configuration, NONE, Words};
use super::tag::{Tag, VerbForm};
use super::tree::{Label, Node, Tree};
use super::weights::hash_word;
use super::{Text, grammar};

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
    /// Parses one sentence.
    pub fn tree(&mut self, text: &Text, sentence: usize) -> Tree {
        let tokens = text.sentences[sentence].tokens.clone();
        let mut nodes = Vec::with_capacity(tokens.len());
        let mut start = tokens.start;
        while start < tokens.end {
            let end = tokens.end.min(start + LONGEST);
            self.piece(text, tokens.start, start..end, &mut nodes);
            start = end;
        }
        Tree::new(nodes)
    }

    fn piece(&mut self, text: &Text, base: usize, tokens: std::ops::Range<usize>, nodes: &mut Vec<Node>) {
        self.words.clear();
        for token in tokens.clone() {
            self.words.words.push(hash_word(text.lower(token)));
            self.words.classes.push(text.tokens[token].class);
            self.words.coarse.push(text.tokens[token].tag as u8);
        }
        self.words.look_ahead();
        let transitions = 1 + 2 * self.labels.len();
        parser::parse(&self.words, &self.table.weights, transitions, self.case_label, &mut self.configuration, &mut self.buffer);
        let offset = tokens.start - base;
        for (index, token) in tokens.enumerate() {
            let head = self.configuration.heads.get(index).copied().filter(|head| *head != NONE);
            let label = self.configuration.labels.get(index).and_then(|label| self.labels.get(usize::from(*label)));
            let (tag, form) = (text.tokens[token].tag, text.tokens[token].form);
            nodes.push(Node {
                tag,
                form: if tag.verbal() { form } else { VerbForm::None },
                relative: tag == Tag::Pron && text.tokens[token].relative,
                head: head.map(|head| usize::from(head) + offset),
                label: if head.is_none() { Label::Root } else { label.copied().unwrap_or(Label::Other) },
            });
        }
    }
}
