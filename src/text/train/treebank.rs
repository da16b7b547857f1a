//! Treebanks in CoNLL-U, read as our own tokens: trees are carried over from the treebank's words to the words that
//! [`super::super::analyse`] cuts, so that what is learned is what will be met.

use crate::text::grammar::Class;
use crate::text::tree::{Label, Node};
use crate::text::{self, Language, Text};

/// One sentence of a treebank file, as it stands there.
#[derive(Clone, Debug, Default)]
pub struct GoldSentence {
    pub text: String,
    pub words: Vec<GoldWord>,
    /// Begins a document, a paragraph.
    pub new_document: bool,
    pub new_paragraph: bool,
}

/// A word with its annotation; bytes are those of the sentence's text.
#[derive(Clone, Debug, Default)]
pub struct GoldWord {
    pub start: usize,
    pub end: usize,
    pub form: String,
    pub lemma: String,
    pub upos: String,
    pub xpos: String,
    /// Index of the head in the sentence; `None` is the root.
    pub head: Option<usize>,
    pub relation: String,
}

/// A sentence in our tokens.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    pub words: Vec<String>,
    pub lower: Vec<String>,
    pub space_before: Vec<bool>,
    pub upos: Vec<String>,
    pub xpos: Vec<String>,
    pub lemmas: Vec<String>,
    /// `None` is the root.
    pub heads: Vec<Option<usize>>,
    pub relations: Vec<String>,
}

/// The sentences of a CoNLL-U text.
pub fn read(content: &str) -> Vec<GoldSentence> {
    let mut sentences = Vec::new();
    let mut current = GoldSentence::default();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for line in content.lines().chain([""]) {
        if line.is_empty() {
            if !rows.is_empty() {
                current.words = words(&current.text, &rows);
                sentences.push(std::mem::take(&mut current));
                rows.clear();
            }
        } else if let Some(comment) = line.strip_prefix('#') {
            let (key, value) = comment.split_once('=').unwrap_or((comment, ""));
            match key.trim() {
                "text" => current.text = value.trim().to_owned(),
                key if key.starts_with("newdoc") => {
                    current.new_document = true;
                    current.new_paragraph = true;
                }
                key if key.starts_with("newpar") => current.new_paragraph = true,
                _ => {}
            }
        } else {
            rows.push(line.split('\t').collect());
        }
    }
    sentences
}

fn words(text: &str, rows: &[Vec<&str>]) -> Vec<GoldWord> {
    let mut words: Vec<GoldWord> = Vec::new();
    let mut at = 0;
    let mut inside: Option<(usize, usize, usize)> = None;
    for row in rows {
        let Some((first, last)) = row[0].split_once('-') else {
            if row[0].contains('.') {
                continue;
            }
            let id: usize = row[0].parse().unwrap_or(0);
            let found = text[at..].find(row[1]).map(|offset| at + offset);
            let span = match (found, inside) {
                (Some(start), Some((until, _, end))) if id <= until && start + row[1].len() <= end => (start, start + row[1].len()),
                (_, Some((until, start, end))) if id <= until => (start, end),
                (Some(start), _) => (start, start + row[1].len()),
                _ => (at, at),
            };
            at = at.max(span.1);
            words.push(GoldWord {
                start: span.0,
                end: span.1,
                form: row[1].to_owned(),
                lemma: row[2].to_owned(),
                upos: row[3].to_owned(),
                xpos: row[4].to_owned(),
                head: row[6].parse::<usize>().ok().and_then(|head| head.checked_sub(1)),
                relation: row[7].to_owned(),
            });
            continue;
        };
        let _ = first;
        let start = text[at..].find(row[1]).map_or(at, |offset| at + offset);
        inside = Some((last.parse().unwrap_or(0), start, start + row[1].len()));
        at = start;
    }
    words
}

/// The documents of a file as running text, with the byte at which each gold sentence ends. A line that ends without
/// the mark of a sentence (a headline, a date line, a caption, what announces a quotation) stands as a block of its own, as it did
/// on its page.
pub fn documents(sentences: &[GoldSentence]) -> Vec<(String, Vec<usize>)> {
    let mut documents: Vec<(String, Vec<usize>)> = Vec::new();
    for sentence in sentences {
        if sentence.new_document || documents.is_empty() {
            documents.push((String::new(), Vec::new()));
        }
        let Some((text, ends)) = documents.last_mut() else {
            continue;
        };
        if !text.is_empty() {
            let line = text.trim_end_matches(['"', '\'', '”', '’', ')', ']', ' ']);
            let block = sentence.new_paragraph || !line.ends_with(['.', '!', '?', '…']);
            text.push_str(if block { "\n\n" } else { " " });
        }
        text.push_str(&sentence.text);
        ends.push(text.len());
    }
    documents
}

/// A gold sentence carried over to our tokens.
pub fn tree(gold: &GoldSentence) -> Tree {
    let text = text::analyse(&gold.text, &Language("en".to_owned()));
    carry(gold, &text)
}

fn carry(gold: &GoldSentence, text: &Text) -> Tree {
    // For each of our tokens the gold words that it covers; a gold word that we cut belongs to its first piece.
    let mut owner = vec![usize::MAX; gold.words.len()];
    let mut of_token: Vec<Vec<usize>> = vec![Vec::new(); text.tokens.len()];
    let mut pieces: Vec<Option<usize>> = vec![None; text.tokens.len()];
    for (index, word) in gold.words.iter().enumerate() {
        let mut range = text.tokens_in(text::Span::new(word.start, word.end.max(word.start + 1)));
        if word.upos == "_" {
            continue;
        }
        if let Some(first) = range.next() {
            if of_token[first].is_empty() || owner.iter().filter(|token| **token == first).count() > 0 {
                owner[index] = first;
            }
            of_token[first].push(index);
            for piece in range {
                pieces[piece] = Some(first);
            }
        }
    }
    let climbs_out = |index: usize| match gold.words[index].head {
        None => true,
        Some(head) => owner[head] != owner[index],
    };
    let mut tree = Tree::default();
    for (token, piece) in pieces.iter().enumerate() {
        let word = text.word(token).to_owned();
        let top = of_token[token].iter().copied().find(|index| climbs_out(*index)).or_else(|| of_token[token].first().copied());
        let (upos, xpos, lemma, head, relation) = match top {
            Some(top) => {
                let gold_word = &gold.words[top];
                let single = of_token[token].len() == 1;
                let lemma = if single { gold_word.lemma.to_lowercase() } else { text.lower(token).to_owned() };
                let head = gold_word.head.map(|head| owner[head]).filter(|head| *head != usize::MAX && *head != token);
                (gold_word.upos.clone(), gold_word.xpos.clone(), lemma, head, gold_word.relation.clone())
            }
            None => {
                let head = piece.filter(|piece| *piece != token);
                ("PUNCT".to_owned(), ":".to_owned(), word.clone(), head, "punct".to_owned())
            }
        };
        tree.words.push(word);
        tree.lower.push(text.lower(token).to_owned());
        tree.space_before.push(text.tokens[token].shape.space_before());
        tree.upos.push(upos);
        tree.xpos.push(xpos);
        tree.lemmas.push(lemma);
        tree.heads.push(head);
        tree.relations.push(relation);
    }
    // One root; what lost its head hangs on it.
    let root = (0..tree.heads.len()).find(|token| tree.heads[*token].is_none() && tree.relations[*token] == "root");
    let root = root.or_else(|| (0..tree.heads.len()).find(|token| tree.heads[*token].is_none()));
    if let Some(root) = root {
        for token in 0..tree.heads.len() {
            if tree.heads[token].is_none() && token != root {
                tree.heads[token] = Some(root);
            }
        }
        tree.relations[root] = "root".to_owned();
    }
    tree
}

/// The clauses that the conventions make of a gold tree; tags and lemmas of the text are replaced by the treebank's.
pub fn clauses(text: &mut Text, tree: &Tree) -> Vec<text::Clause> {
    let mut nodes = Vec::new();
    for (at, token) in text.tokens.iter_mut().enumerate() {
        let class = Class::read(&format!("{}/{}", tree.upos[at], tree.xpos[at]));
        (token.tag, token.form) = (class.tag, class.form);
        token.lemma = text.vocabulary.intern(&tree.lemmas[at]);
        nodes.push(Node {
            tag: class.tag,
            form: class.form,
            relative: class.tag == text::Tag::Pron && matches!(&*class.fine, "WDT" | "WP" | "WP$"),
            head: tree.heads[at],
            label: if tree.heads[at].is_none() { Label::Root } else { Label::read(&tree.relations[at]) },
        });
    }
    text::clause::clauses_of_tree(text, &text::tree::Tree::new(nodes))
}
