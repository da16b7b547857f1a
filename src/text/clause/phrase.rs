//! Phrases of a tree: the extent of a noun phrase, and the preposition that governs it.

use crate::text::Text;
use crate::text::tag::Tag;
use crate::text::tree::{Label, Tree};
use std::ops::Range;

/// The words of the phrase that `head` heads, without its preposition, the other members of its list, clauses and appositions.
pub fn extent(tree: &Tree, head: usize) -> Range<usize> {
    let mut inside = vec![head];
    let mut at = 0;
    while at < inside.len() {
        let word = inside[at];
        at += 1;
        for child in tree.children(word) {
            let left_out = matches!(
                tree.label(*child),
                Label::Case
                    | Label::Conjunction
                    | Label::Conjunct
                    | Label::Mark
                    | Label::Copula
                    | Label::Apposition
                    | Label::Acl
                    | Label::RelativeClause
                    | Label::AdverbialClause
                    | Label::Parataxis
                    | Label::Root
            ) || tree.label(*child).is_subject()
                || (word == head
                    && (tree.label(*child).is_oblique() || matches!(tree.label(*child), Label::OpenComplement | Label::ClausalComplement)));
            if !left_out
                || (word != head && tree.label(*child) == Label::Case)
                || (word != head && matches!(tree.label(*child), Label::Conjunct | Label::Conjunction))
            {
                inside.push(*child);
            }
        }
    }
    inside.sort_unstable();
    let at = inside.binary_search(&head).unwrap_or(0);
    let (mut first, mut last) = (at, at);
    while first > 0 && inside[first - 1] + 1 == inside[first] {
        first -= 1;
    }
    while last + 1 < inside.len() && inside[last] + 1 == inside[last + 1] {
        last += 1;
    }
    let mark = |word: usize| tree.nodes[word].tag == Tag::Punct && word != head;
    while first < at && mark(inside[first]) {
        first += 1;
    }
    while last > at && mark(inside[last]) {
        last -= 1;
    }
    inside[first]..inside[last] + 1
}

/// The name of the slot that a phrase fills by its preposition: "to", "because_of"; `None` without one.
pub fn preposition(text: &Text, base: usize, tree: &Tree, word: usize) -> Option<String> {
    let mut cases = tree.children_by(word, Label::Case);
    let first = cases.next()?;
    // "flown in from", "handed over to": the first of two belongs to the verb.
    let adverb = |case: usize| matches!(text.lower(base + case), "in" | "out" | "over" | "up" | "down" | "back" | "away" | "across");
    let second = cases.next().filter(|second| adverb(first) && matches!(text.lower(base + second), "from" | "to" | "into" | "on" | "by"));
    let case = second.unwrap_or(first);
    let mut name = if tree.nodes[case].tag == Tag::Verb { text.lower(base + case) } else { text.lemma(base + case) }.to_owned();
    for part in tree.children_by(case, Label::Fixed) {
        name.push('_');
        name.push_str(text.lower(base + part));
    }
    Some(name)
}
