//! Trees made from a grammar (`made.txt`): sentences of the kind that treebanks hold too few of. The same ones at every run.

use super::Shuffle;
use super::treebank::Tree;
use std::collections::BTreeMap;

const GRAMMAR: &str = include_str!("made.txt");
/// Deeper phrases are cut short.
const DEEPEST: usize = 14;
const LONGEST: usize = 45;

/// Names that the grammar draws from.
#[derive(Debug, Default)]
pub struct Names {
    pub given: Vec<String>,
    pub surnames: Vec<String>,
    pub cities: Vec<String>,
    pub countries: Vec<String>,
}

#[derive(Clone, Debug)]
enum Item {
    Word { word: String, tag: String, fine: String },
    Symbol(String),
}

#[derive(Clone, Debug)]
struct Part {
    item: Item,
    label: Option<String>,
    percent: usize,
}

/// Frames of a verb: the words of each, and the preposition that it takes.
type Frames = Vec<(Vec<String>, Option<String>)>;

#[derive(Default)]
struct Grammar {
    rules: BTreeMap<String, Vec<(usize, Vec<Part>)>>,
    words: BTreeMap<String, (String, String, Vec<String>)>,
    verbs: BTreeMap<String, Frames>,
}

fn part(text: &str) -> Part {
    let (text, percent) = match text.rsplit_once('?') {
        Some((item, percent)) if !item.ends_with('"') => (item, percent.parse().unwrap_or(50)),
        _ => (text, 100),
    };
    let (item, label) = match text.rsplit_once('@') {
        Some((item, label)) => (item, Some(label.to_owned())),
        None => (text, None),
    };
    let item = item.trim_end_matches('^');
    let item = match item.strip_prefix('"').and_then(|rest| rest.split_once("\"/")) {
        Some((word, tags)) => {
            let (tag, fine) = tags.split_once('/').unwrap_or((tags, ""));
            Item::Word { word: word.to_owned(), tag: tag.to_owned(), fine: fine.to_owned() }
        }
        None => Item::Symbol(item.to_owned()),
    };
    Part { item, label, percent }
}

/// Base, third person, past, participle, gerund.
fn verb(text: &str) -> (Vec<String>, Option<String>) {
    let (verb, particle) = match text.split_once('+') {
        Some((verb, particle)) => (verb, Some(particle.to_owned())),
        None => (text, None),
    };
    if verb.contains('/') {
        return (verb.split('/').map(str::to_owned).collect(), particle);
    }
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|ending| verb.ends_with(ending));
    let third = format!("{verb}{}", if hisses { "es" } else { "s" });
    (vec![verb.to_owned(), third, format!("{stem}ed"), format!("{stem}ed"), format!("{stem}ing")], particle)
}

impl Grammar {
    fn read() -> Self {
        let mut grammar = Self::default();
        for line in GRAMMAR.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            if let Some((left, right)) = line.split_once(" -> ") {
                let (symbol, weight) = left.split_once(' ').unwrap_or((left, "1"));
                let parts = right.split_whitespace().map(part).collect();
                grammar.rules.entry(symbol.to_owned()).or_default().push((weight.trim().parse().unwrap_or(1), parts));
            } else if let Some((symbol, verbs)) = line.split_once(" = ") {
                grammar.verbs.insert(symbol.to_owned(), verbs.split_whitespace().map(verb).collect());
            } else if let [symbol, tags, words] = line.splitn(3, " : ").collect::<Vec<_>>()[..] {
                let (tag, fine) = tags.split_once(' ').unwrap_or((tags, ""));
                grammar
                    .words
                    .insert(symbol.to_owned(), (tag.to_owned(), fine.to_owned(), words.split_whitespace().map(str::to_owned).collect()));
            }
        }
        grammar
    }
}

struct Maker<'a> {
    grammar: Grammar,
    names: &'a Names,
    shuffle: Shuffle,
    tree: Tree,
}

impl Maker<'_> {
    fn pick<'b>(&mut self, words: &'b [String]) -> &'b str {
        words.get(self.shuffle.below(words.len())).map_or("", String::as_str)
    }

    fn word(&mut self, word: &str, tag: &str, fine: &str) -> usize {
        self.tree.words.push(word.to_owned());
        self.tree.upos.push(tag.to_owned());
        self.tree.xpos.push(fine.to_owned());
        self.tree.heads.push(None);
        self.tree.relations.push("root".to_owned());
        self.tree.words.len() - 1
    }

    fn hang(&mut self, word: usize, head: usize, label: &str) {
        self.tree.heads[word] = Some(head);
        label.clone_into(&mut self.tree.relations[word]);
    }

    /// A name of several words; its first or last word is the head.
    fn name(&mut self, words: &str, first: bool) -> usize {
        let indices: Vec<usize> = words.split_whitespace().map(|word| self.word(word, "PROPN", "NNP")).collect();
        let head = if first { indices[0] } else { indices[indices.len() - 1] };
        for index in indices.into_iter().filter(|index| *index != head) {
            self.hang(index, head, if first { "flat" } else { "compound" });
        }
        head
    }

    /// Writes out a symbol; the index of its head.
    fn make(&mut self, symbol: &str, depth: usize) -> usize {
        let names = self.names;
        match symbol {
            "PERSON" => {
                let name = format!("{} {}", self.pick(&names.given), self.pick(&names.surnames));
                return self.name(&name, true);
            }
            "CITY" => {
                let name = self.pick(&names.cities).to_owned();
                return self.name(&name, false);
            }
            "COUNTRY" => {
                let name = self.pick(&names.countries).to_owned();
                if name == "United States" {
                    let the = self.word("the", "DET", "DT");
                    let head = self.name(&name, false);
                    self.hang(the, head, "det");
                    return head;
                }
                return self.name(&name, false);
            }
            _ => {}
        }
        if let Some((tag, fine, words)) = self.grammar.words.get(symbol).cloned() {
            let word = self.pick(&words).to_owned();
            return self.word(&word, &tag, &fine);
        }
        if let Some((class, form)) = symbol.split_once('.') {
            let verbs = self.grammar.verbs.get(class).cloned().unwrap_or_default();
            if verbs.is_empty() {
                return self.word(symbol, "X", "FW");
            }
            let (forms, particle) = &verbs[self.shuffle.below(verbs.len())];
            let (index, fine) = match form {
                "base" => (0, "VB"),
                "s" => (1, "VBZ"),
                "past" => (2, "VBD"),
                "pp" => (3, "VBN"),
                _ => (4, "VBG"),
            };
            let head = self.word(&forms[index.min(forms.len() - 1)].clone(), "VERB", fine);
            if let Some(particle) = particle {
                let back = particle == "back";
                let word = self.word(particle, if back { "ADV" } else { "ADP" }, if back { "RB" } else { "RP" });
                self.hang(word, head, if back { "advmod" } else { "compound:prt" });
            }
            return head;
        }
        let Some(rules) = self.grammar.rules.get(symbol).cloned() else { return self.word(symbol, "X", "FW") };
        let total: usize = rules.iter().map(|(weight, _)| weight).sum();
        let mut at = self.shuffle.below(total);
        let rule = rules.iter().find(|(weight, _)| {
            let found = at < *weight;
            at = at.saturating_sub(*weight);
            found
        });
        let Some((_, parts)) = rule else { return self.word(symbol, "X", "FW") };
        let (mut head, mut others) = (None, Vec::new());
        for part in parts {
            let optional = part.percent < 100;
            if optional && (depth > DEEPEST || self.shuffle.below(100) >= part.percent) {
                continue;
            }
            let index = match &part.item {
                Item::Word { word, tag, fine } => self.word(word, tag, fine),
                Item::Symbol(symbol) => self.make(symbol, depth + 1),
            };
            match &part.label {
                None => head = Some(index),
                Some(label) => others.push((index, label.clone())),
            }
        }
        let head = head.unwrap_or(0);
        for (index, label) in others {
            self.hang(index, head, &label);
        }
        // "according to": the second word of a preposition hangs on the first.
        head
    }
}

/// Makes trees; the lists of names must not be empty.
pub fn trees(count: usize, names: &Names) -> Vec<Tree> {
    let mut maker = Maker { grammar: Grammar::read(), names, shuffle: Shuffle::default(), tree: Tree::default() };
    let mut trees = Vec::new();
    while trees.len() < count {
        maker.tree = Tree::default();
        maker.make("TOP", 0);
        let mut tree = std::mem::take(&mut maker.tree);
        if tree.words.len() > LONGEST {
            continue;
        }
        for at in 0..tree.words.len() {
            if tree.relations[at] == "fixed" && at > 0 {
                tree.heads[at] = Some(at - 1);
            }
            // Commas that close at the end of a sentence are not written.
            if at + 1 < tree.words.len() && tree.words[at] == "a" && tree.words[at + 1].starts_with(['a', 'e', 'i', 'o']) {
                tree.words[at].push('n');
            }
        }
        if let Some(first) = tree.words.iter_mut().find(|word| word.starts_with(char::is_alphabetic)) {
            let capital: String = first.chars().take(1).flat_map(char::to_uppercase).chain(first.chars().skip(1)).collect();
            *first = capital;
        }
        drop_doubled_commas(&mut tree);
        tree.lower = tree.words.iter().map(|word| word.to_lowercase()).collect();
        tree.lemmas = tree.lower.clone();
        tree.space_before = vec![true; tree.words.len()];
        trees.push(tree);
    }
    trees
}

/// A comma before another mark is not written.
fn drop_doubled_commas(tree: &mut Tree) {
    let keep: Vec<bool> = (0..tree.words.len())
        .map(|at| tree.words[at] != "," || tree.words.get(at + 1).is_some_and(|next| !matches!(next.as_str(), "," | ".")))
        .collect();
    let mut moved = vec![0; keep.len()];
    let mut count = 0;
    for (at, kept) in keep.iter().enumerate() {
        moved[at] = count;
        count += usize::from(*kept);
    }
    let filtered = |words: &[String]| words.iter().zip(&keep).filter(|(_, kept)| **kept).map(|(word, _)| word.clone()).collect::<Vec<_>>();
    (tree.words, tree.upos, tree.xpos, tree.relations) =
        (filtered(&tree.words), filtered(&tree.upos), filtered(&tree.xpos), filtered(&tree.relations));
    tree.heads = tree.heads.iter().zip(&keep).filter(|(_, kept)| **kept).map(|(head, _)| head.map(|head| moved[head])).collect();
}
