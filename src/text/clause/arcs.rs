//! A tree to who stands in which relation to whom once lists, shared and controlled subjects and relatives are seen through:
//! what a tree says once holds for each member of a list; a relative pronoun gives way to what it stands for.

use crate::text::tag::{Tag, VerbForm};
use crate::text::tree::{Label, Tree};

/// One relation of a word to a predicate or noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    pub word: usize,
    pub label: Label,
    /// The word that carries the preposition: a list's first member, the relative pronoun.
    pub preposition_of: usize,
    /// It was inferred where trees say nothing: the subject of a free participle.
    pub inferred: bool,
}

/// For each word what hangs on it, what is shared and inferred included.
pub struct Arcs {
    arcs: Vec<Vec<Arc>>,
}

impl Arcs {
    pub fn of(tree: &Tree) -> Self {
        let mut arcs = Self { arcs: vec![Vec::new(); tree.len()] };
        arcs.lists(tree);
        for verb in tree.from_the_root() {
            if tree.label(*verb) == Label::RelativeClause {
                arcs.relative(tree, *verb);
            }
            arcs.subjects(tree, *verb);
            arcs.shared_object(tree, *verb);
        }
        arcs.stray_relatives(tree);
        arcs
    }

    pub fn on(&self, word: usize) -> &[Arc] {
        &self.arcs[word]
    }

    fn subjects_of(&self, word: usize) -> Vec<Arc> {
        self.arcs[word].iter().filter(|arc| arc.label.is_subject()).copied().collect()
    }

    fn has_subject(&self, word: usize) -> bool {
        self.arcs[word].iter().any(|arc| arc.label.is_subject())
    }

    fn put(&mut self, head: usize, arc: Arc) {
        if head != arc.word && !self.arcs[head].iter().any(|other| other.word == arc.word && other.label == arc.label) {
            self.arcs[head].push(arc);
        }
    }

    /// What the tree says, for each member of a list.
    fn lists(&mut self, tree: &Tree) {
        for word in 0..tree.len() {
            let first = tree.first_conjunct(word);
            let Some(head) = tree.nodes[first].head else { continue };
            let own_case = tree.has(word, Label::Case);
            let arc = Arc { word, label: tree.label(first), preposition_of: if own_case { word } else { first }, inferred: false };
            let member = first == word || !arc.label.is_subject() || tree.nodes[word].tag.nominal();
            if member && tree.label(first) != Label::Root {
                self.put(head, arc);
            }
        }
    }

    /// A relative's pronoun, or its gap, is filled by the noun it describes and the members of the list before it.
    fn relative(&mut self, tree: &Tree, verb: usize) {
        let Some(noun) = tree.nodes[verb].head else { return };
        let mut nouns = vec![noun];
        let mut members: Vec<usize> =
            tree.children_by(noun, Label::Conjunct).filter(|member| *member < verb && tree.nodes[*member].tag.nominal()).collect();
        if tree.label(noun) == Label::Conjunct && tree.nodes[noun].head.is_some_and(|first| tree.nodes[first].tag.nominal()) {
            members.clear();
        }
        nouns.extend(members);
        let pronoun = (noun + 1..=verb.max(noun + 1))
            .filter(|word| *word < tree.len())
            .find(|word| tree.nodes[*word].relative && within(tree, *word, verb) && !nested(tree, *word, verb));
        if let Some(pronoun) = pronoun {
            let Some(head) = tree.nodes[pronoun].head else { return };
            let label = tree.label(pronoun);
            self.arcs[head].retain(|arc| arc.word != pronoun);
            for noun in nouns {
                self.put(head, Arc { word: noun, label, preposition_of: pronoun, inferred: false });
            }
            return;
        }
        let adverb = tree
            .children(verb)
            .iter()
            .any(|child| *child < verb && tree.label(*child) == Label::Adverb && tree.nodes[*child].tag == Tag::Sconj);
        if adverb {
            return;
        }
        let label_and_head =
            if !tree.children(verb).iter().any(|child| tree.label(*child).is_subject() || tree.label(*child) == Label::Expletive) {
                Some((Label::Subject, verb))
            } else {
                self.gap(tree, verb).map(|verb| (Label::Object, verb))
            };
        let Some((label, head)) = label_and_head else { return };
        for noun in nouns {
            self.put(head, Arc { word: noun, label, preposition_of: noun, inferred: false });
        }
    }

    /// A relative pronoun whose clause the tree takes for something else stands for the noun right before it.
    fn stray_relatives(&mut self, tree: &Tree) {
        for head in 0..tree.len() {
            if matches!(tree.label(head), Label::ClausalComplement | Label::ClausalSubject | Label::Root | Label::RelativeClause) {
                continue;
            }
            for at in 0..self.arcs[head].len() {
                let arc = self.arcs[head][at];
                if !tree.nodes[arc.word].relative || arc.word > head {
                    continue;
                }
                if let Some(noun) = antecedent(tree, arc.word)
                    && noun != head
                    && self.arcs[head].iter().all(|other| other.word != noun)
                {
                    self.arcs[head][at].word = noun;
                }
            }
        }
    }

    /// The verb of a relative without pronoun that lacks its object: "the men Mexico agreed to send".
    fn gap(&self, tree: &Tree, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..8 {
            let inner = tree.children(at).iter().copied().find(|child| {
                matches!(tree.label(*child), Label::OpenComplement | Label::ClausalComplement) && !tree.has(at, Label::Object)
            });
            match inner {
                Some(inner) => at = inner,
                None => break,
            }
        }
        let filled = [Label::Object, Label::ClausalComplement, Label::PassiveAuxiliary].iter().any(|label| tree.has(at, *label));
        let stranded = tree
            .children(at)
            .iter()
            .any(|child| tree.label(*child) == Label::Case || (tree.label(*child).is_oblique() && tree.nodes[*child].tag == Tag::Adp));
        (tree.nodes[at].tag == Tag::Verb && !filled && !stranded).then_some(at)
    }

    /// The subject that a verb without one of its own shares with another.
    fn subjects(&mut self, tree: &Tree, verb: usize) {
        let node = &tree.nodes[verb];
        let Some(head) = node.head else { return };
        if self.has_subject(verb) || !is_predicate(tree, verb) {
            return;
        }
        let (given, inferred) = match node.label {
            Label::Conjunct => (self.subjects_of(tree.first_conjunct(verb)), false),
            Label::OpenComplement => {
                let objects: Vec<Arc> =
                    self.arcs[head].iter().filter(|arc| matches!(arc.label, Label::Object | Label::IndirectObject)).copied().collect();
                (if objects.is_empty() { self.subjects_of(head) } else { objects }, false)
            }
            Label::AdverbialClause if matches!(node.form, VerbForm::Gerund | VerbForm::PastParticiple | VerbForm::Base) => {
                (self.subjects_of(head), true)
            }
            _ => return,
        };
        let shared_inferred = |arc: &Arc| inferred || arc.inferred;
        for arc in given {
            self.put(verb, Arc { word: arc.word, label: Label::Subject, preposition_of: arc.word, inferred: shared_inferred(&arc) });
        }
    }

    /// "arrested and deported 20 people": the object after the second verb is also the first's, and the other way round.
    fn shared_object(&mut self, tree: &Tree, verb: usize) {
        if tree.label(verb) != Label::Conjunct || tree.nodes[verb].tag != Tag::Verb {
            return;
        }
        let first = tree.first_conjunct(verb);
        let complete = [Label::Object, Label::ClausalComplement, Label::OpenComplement, Label::Copula, Label::PassiveAuxiliary];
        let lacks = !complete.iter().any(|label| tree.has(verb, *label));
        if lacks && tree.nodes[first].tag == Tag::Verb && tree.nodes[verb].form != VerbForm::None {
            let after: Vec<Arc> = self.arcs[first].iter().filter(|arc| arc.label == Label::Object && arc.word > verb).copied().collect();
            after.into_iter().for_each(|arc| self.put(verb, arc));
        }
    }
}

/// Whether a word is a verb or has a copula: it can have a subject.
pub fn is_predicate(tree: &Tree, word: usize) -> bool {
    tree.nodes[word].tag.verbal() || tree.has(word, Label::Copula)
}

fn within(tree: &Tree, word: usize, top: usize) -> bool {
    word == top || tree.above(word).any(|above| above == top)
}

/// Whether another relative clause stands between a word and `top`.
fn nested(tree: &Tree, word: usize, top: usize) -> bool {
    tree.above(word).take_while(|above| *above != top).any(|above| tree.label(above) == Label::RelativeClause)
}

/// The name or noun that ends right before a relative pronoun, a mark or a preposition between them aside.
fn antecedent(tree: &Tree, pronoun: usize) -> Option<usize> {
    let last = (pronoun.saturating_sub(2)..pronoun).rev().find(|word| !matches!(tree.nodes[*word].tag, Tag::Punct | Tag::Adp))?;
    let mut noun = last;
    while matches!(tree.label(noun), Label::Flat | Label::Compound) {
        noun = tree.nodes[noun].head.filter(|head| *head < pronoun)?;
    }
    tree.nodes[noun].tag.nominal().then_some(noun).filter(|noun| !tree.nodes[*noun].relative)
}
