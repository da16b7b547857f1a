//! A sentence as a tree of dependencies (Universal Dependencies), and the questions that clauses ask of it.

use super::tag::{Tag, VerbForm};

/// The relation of a word to its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Acl,
    RelativeClause,
    AdverbialClause,
    Adverb,
    Adjective,
    Apposition,
    Auxiliary,
    PassiveAuxiliary,
    Case,
    Conjunction,
    ClausalComplement,
    Compound,
    Particle,
    Conjunct,
    Copula,
    ClausalSubject,
    Determiner,
    Expletive,
    Fixed,
    Flat,
    IndirectObject,
    Mark,
    Modifier,
    Genitive,
    BareModifier,
    Subject,
    PassiveSubject,
    /// The subject of a predicate that is itself a clause.
    OuterSubject,
    Number,
    Object,
    Oblique,
    Agent,
    BareOblique,
    Parataxis,
    Punctuation,
    Root,
    OpenComplement,
    Other,
}

impl Label {
    /// Reads the name that treebanks use.
    pub fn read(name: &str) -> Self {
        match name {
            "acl" => Self::Acl,
            "acl:relcl" => Self::RelativeClause,
            "advcl" | "advcl:relcl" => Self::AdverbialClause,
            "advmod" => Self::Adverb,
            "amod" => Self::Adjective,
            "appos" => Self::Apposition,
            "aux" => Self::Auxiliary,
            "aux:pass" => Self::PassiveAuxiliary,
            "case" => Self::Case,
            "cc" => Self::Conjunction,
            "ccomp" => Self::ClausalComplement,
            "compound" => Self::Compound,
            "compound:prt" => Self::Particle,
            "conj" => Self::Conjunct,
            "cop" => Self::Copula,
            "csubj" | "csubj:pass" => Self::ClausalSubject,
            "det" | "det:predet" => Self::Determiner,
            "expl" => Self::Expletive,
            "fixed" => Self::Fixed,
            "flat" => Self::Flat,
            "iobj" => Self::IndirectObject,
            "mark" => Self::Mark,
            "nmod" => Self::Modifier,
            "nmod:poss" => Self::Genitive,
            "nmod:unmarked" => Self::BareModifier,
            "nsubj" => Self::Subject,
            "nsubj:pass" => Self::PassiveSubject,
            "nsubj:outer" | "csubj:outer" => Self::OuterSubject,
            "nummod" => Self::Number,
            "obj" => Self::Object,
            "obl" => Self::Oblique,
            "obl:agent" => Self::Agent,
            "obl:unmarked" => Self::BareOblique,
            "parataxis" => Self::Parataxis,
            "punct" => Self::Punctuation,
            "root" => Self::Root,
            "xcomp" => Self::OpenComplement,
            _ => Self::Other,
        }
    }

    /// Nominal and clausal subjects, active or passive.
    pub const fn is_subject(self) -> bool {
        matches!(self, Self::Subject | Self::PassiveSubject | Self::ClausalSubject)
    }

    /// A phrase that hangs on a verb without being its subject or object.
    pub const fn is_oblique(self) -> bool {
        matches!(self, Self::Oblique | Self::Agent | Self::BareOblique)
    }

    /// Labels of verbs that are no clause of their own: "suspected members", "including".
    pub const fn is_no_clause(self) -> bool {
        matches!(
            self,
            Self::Adjective
                | Self::Compound
                | Self::Case
                | Self::Mark
                | Self::Conjunction
                | Self::Determiner
                | Self::Fixed
                | Self::Flat
                | Self::Other
        )
    }
}

/// A word of the tree.
#[derive(Clone, Debug)]
pub struct Node {
    pub tag: Tag,
    pub form: VerbForm,
    /// A relative pronoun: "who", "which", "that".
    pub relative: bool,
    /// `None` is a root; a long sentence may have several.
    pub head: Option<usize>,
    pub label: Label,
}

/// A parsed sentence; indices are those of its words.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    pub nodes: Vec<Node>,
    children: Vec<usize>,
    starts: Vec<usize>,
    /// Every word after its head.
    order: Vec<usize>,
}

impl Tree {
    pub fn new(nodes: Vec<Node>) -> Self {
        let mut starts = vec![0; nodes.len() + 1];
        let heads = || nodes.iter().enumerate().filter_map(|(child, node)| Some((child, node.head?)));
        heads().for_each(|(_, head)| starts[head + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut free = starts.clone();
        let mut children = vec![0; starts.last().copied().unwrap_or(0)];
        for (child, head) in heads() {
            children[free[head]] = child;
            free[head] += 1;
        }
        let mut tree = Self { nodes, children, starts, order: Vec::new() };
        let mut order: Vec<usize> = (0..tree.nodes.len()).filter(|word| tree.nodes[*word].head.is_none()).collect();
        let mut at = 0;
        while at < order.len() {
            order.extend(tree.children(order[at]));
            at += 1;
        }
        tree.order = order;
        tree
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Every word, heads before what hangs on them.
    pub fn from_the_root(&self) -> &[usize] {
        &self.order
    }

    /// The words that hang on a word, from left to right.
    pub fn children(&self, word: usize) -> &[usize] {
        &self.children[self.starts[word]..self.starts[word + 1]]
    }

    /// Those of one label.
    pub fn children_by(&self, word: usize, label: Label) -> impl Iterator<Item = usize> {
        self.children(word).iter().copied().filter(move |child| self.nodes[*child].label == label)
    }

    pub fn label(&self, word: usize) -> Label {
        self.nodes[word].label
    }

    pub fn has(&self, word: usize, label: Label) -> bool {
        self.children_by(word, label).next().is_some()
    }

    /// The first member of the list that a word belongs to: itself if it is no conjunct.
    pub fn first_conjunct(&self, word: usize) -> usize {
        let mut at = word;
        while self.label(at) == Label::Conjunct {
            match self.nodes[at].head {
                Some(head) => at = head,
                None => break,
            }
        }
        at
    }

    /// The words above a word, nearest first.
    pub fn above(&self, word: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.nodes[word].head, |at| self.nodes[*at].head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_stand_in_order() {
        let node = |head, label| Node { tag: Tag::Noun, form: VerbForm::None, relative: false, head, label };
        let tree = Tree::new(vec![
            node(Some(1), Label::Subject),
            node(None, Label::Root),
            node(Some(1), Label::Object),
            node(Some(2), Label::Conjunct),
        ]);
        assert_eq!(tree.children(1), [0, 2]);
        assert_eq!(tree.from_the_root(), [1, 0, 2, 3]);
        assert_eq!(tree.first_conjunct(3), 2);
        assert_eq!(tree.above(3).collect::<Vec<_>>(), [2, 1]);
    }
}
