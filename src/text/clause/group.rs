//! The verb group of a predicate: voice, tense, polarity, modality, and which tokens it takes up.

use super::{Tense, Voice};
use crate::text::Text;
use crate::text::tag::{Tag, VerbForm};
use crate::text::tree::{Label, Tree};
use std::ops::Range;

const NEGATIONS: &str = include_str!("../../../lexicons/en/negations.txt");

/// What the words around a predicate make of it.
#[derive(Clone, Debug)]
pub struct Group {
    /// The main verb: the predicate itself, or its copula.
    pub verb: usize,
    pub tokens: Range<usize>,
    pub voice: Voice,
    pub negated: bool,
    pub finite: bool,
    pub tense: Tense,
    pub perfect: bool,
    pub modal: Option<usize>,
    pub particle: Option<usize>,
}

/// Whether a word negates as `class`: a adverb, d determiner, p pronoun.
pub fn negates(text: &Text, token: usize, class: &str) -> bool {
    let lower = text.lower(token);
    NEGATIONS.lines().filter_map(|line| line.split_once('\t')).any(|(kind, word)| kind == class && word == lower)
}

/// The verb group of `predicate`, in words of the sentence; `base` is the token at which the sentence begins.
pub fn group(text: &Text, base: usize, tree: &Tree, predicate: usize) -> Group {
    let copula = tree.children_by(predicate, Label::Copula).next();
    let verb = copula.unwrap_or(predicate);
    let auxiliaries = |of: usize| {
        tree.children(of).iter().copied().filter(|child| matches!(tree.label(*child), Label::Auxiliary | Label::PassiveAuxiliary))
    };
    // "was arrested and charged": a conjunct of the same form takes the auxiliaries of the verb before it.
    let mut donor = predicate;
    if copula.is_none()
        && auxiliaries(predicate).next().is_none()
        && !tree.children(predicate).iter().any(|child| tree.label(*child).is_subject())
    {
        while tree.label(donor) == Label::Conjunct && auxiliaries(donor).next().is_none() {
            let Some(head) = tree.nodes[donor].head else { break };
            if tree.nodes[head].form != tree.nodes[predicate].form || tree.nodes[head].form == VerbForm::Past {
                break;
            }
            donor = head;
        }
    }
    let mut words: Vec<usize> = auxiliaries(donor).filter(|word| donor == predicate || *word < predicate).collect();
    if words.is_empty() && copula.is_none() {
        words = auxiliaries_before(tree, predicate);
    }
    let form = |word: usize| tree.nodes[word].form;
    let lemma = |word: usize| text.lemma(base + word);
    let passive = copula.is_none()
        && (words.iter().any(|word| tree.label(*word) == Label::PassiveAuxiliary)
            || tree.has(predicate, Label::PassiveSubject)
            || tree.has(predicate, Label::Agent)
            || (form(predicate) == VerbForm::PastParticiple && words.is_empty())
            || (form(predicate) == VerbForm::PastParticiple
                && !words.iter().any(|word| lemma(*word) == "have")
                && words.iter().any(|word| lemma(*word) == "be")));
    let chain = || words.iter().copied().chain([verb]);
    let finite = chain().find(|word| form(*word).finite());
    let modal = words.iter().copied().find(|word| form(*word) == VerbForm::Modal);
    let tense = match finite {
        None => Tense::None,
        Some(word) => match (form(word), lemma(word)) {
            (VerbForm::Modal, "will" | "shall") => Tense::Future,
            (VerbForm::Modal, _) => Tense::None,
            (VerbForm::Past, _) => Tense::Past,
            _ => Tense::Present,
        },
    };
    let infinitive_have = words.iter().any(|word| lemma(*word) == "have");
    let negated = negation(text, base, tree, predicate, donor);
    let particle = tree.children_by(predicate, Label::Particle).next();
    let tokens = extent(tree, predicate, verb, &words, particle);
    Group {
        verb,
        tokens: tokens.start + base..tokens.end + base,
        voice: if passive { Voice::Passive } else { Voice::Active },
        negated,
        finite: finite.is_some(),
        tense,
        perfect: infinitive_have,
        modal,
        particle,
    }
}

/// The auxiliaries right before a participle: they are its own, whatever the tree hangs them on.
pub fn auxiliaries_before(tree: &Tree, predicate: usize) -> Vec<usize> {
    if tree.nodes[predicate].form != VerbForm::PastParticiple {
        return Vec::new();
    }
    let mut run: Vec<usize> = (0..predicate).rev().take_while(|word| matches!(tree.nodes[*word].tag, Tag::Aux | Tag::Adv)).collect();
    run.retain(|word| tree.nodes[*word].tag == Tag::Aux);
    run.reverse();
    run
}

fn negation(text: &Text, base: usize, tree: &Tree, predicate: usize, donor: usize) -> bool {
    let adverb =
        |word: usize| matches!(tree.label(word), Label::Adverb | Label::Other | Label::Conjunction) && negates(text, base + word, "a");
    let mut negated = tree.children(predicate).iter().any(|child| tree.label(*child) != Label::Conjunction && adverb(*child));
    if donor != predicate {
        negated |= tree.children(donor).iter().any(|child| *child < predicate && *child < donor && adverb(*child));
    }
    negated
        || tree.children(predicate).iter().filter(|child| tree.label(**child).is_subject() || tree.label(**child) == Label::Object).any(
            |child| {
                negates(text, base + child, "p")
                    || tree.children_by(*child, Label::Determiner).any(|determiner| negates(text, base + determiner, "d"))
            },
        )
}

/// The run of words around the verb that belong to its group.
fn extent(tree: &Tree, predicate: usize, verb: usize, auxiliaries: &[usize], particle: Option<usize>) -> Range<usize> {
    let belongs = |word: usize| {
        auxiliaries.contains(&word)
            || (tree.nodes[word].head == Some(predicate)
                && matches!(tree.label(word), Label::Adverb | Label::Mark)
                && tree.children(word).is_empty())
    };
    let first = auxiliaries.iter().copied().min().unwrap_or(verb);
    let mut start = verb;
    while start > first && belongs(start - 1) {
        start -= 1;
    }
    while start < verb && !auxiliaries.contains(&start) {
        start += 1;
    }
    let end = if particle == Some(verb + 1) { verb + 2 } else { verb + 1 };
    start..end
}

/// The dictionary form with its particle: "hand over".
pub fn lemma(text: &Text, base: usize, group: &Group) -> Box<str> {
    let verb = text.lemma(base + group.verb);
    match group.particle {
        Some(particle) => format!("{verb} {}", text.lower(base + particle)).into(),
        None => verb.into(),
    }
}
