//! One sentence as the statistics see it: its noun phrases, its verbs, and which words belong to dates and places.

use super::Analysis;
use crate::mention::{DateMention, NameKind};
use crate::text::tag::VerbForm;
use crate::text::{Span, Tag, Text};
use std::ops::Range;

/// How far back a sentence is searched for a verb or subject; sentences of prose are shorter.
const REACH: usize = 160;
/// How many bytes around a figure count as beside it.
const WINDOW: usize = 1500;

/// A view of one sentence.
#[derive(Clone)]
pub struct Sentence<'a> {
    pub analysis: Analysis<'a>,
    pub text: &'a Text<'a>,
    pub tokens: Range<usize>,
    pub index: usize,
}

impl<'a> Sentence<'a> {
    pub fn new(analysis: Analysis<'a>, index: usize) -> Self {
        let text = analysis.text;
        Self { analysis, text, tokens: text.sentences[index].tokens.clone(), index }
    }

    pub fn tag(&self, token: usize) -> Option<Tag> {
        self.tokens.contains(&token).then(|| self.text.tokens[token].tag)
    }

    pub fn lower(&self, token: usize) -> &'a str {
        if self.tokens.contains(&token) { self.text.lower(token) } else { "" }
    }

    pub fn lemma(&self, token: usize) -> &'a str {
        if self.tokens.contains(&token) { self.text.lemma(token) } else { "" }
    }

    fn span(&self, token: usize) -> Option<Span> {
        self.tokens.contains(&token).then(|| self.text.tokens[token].span)
    }

    /// The part of the sentence that counts as beside a place.
    pub fn around(&self, span: Span) -> Span {
        let whole = self.text.sentences[self.index].span;
        Span::new(whole.start.max(span.start.saturating_sub(WINDOW)), whole.end.min(span.end + WINDOW))
    }

    /// The dates around a place of the sentence.
    pub fn dates_near(&self, span: Span) -> impl Iterator<Item = &'a DateMention> {
        let Span { start: from, end: to } = self.around(span);
        let dates = &self.analysis.mentions.dates;
        let first = dates.partition_point(|date| date.span.start < from);
        dates[first..].iter().take_while(move |date| date.span.end <= to)
    }

    /// Whether a token belongs to a date.
    pub fn dated(&self, token: usize) -> bool {
        let Some(span) = self.span(token) else { return false };
        let dates = &self.analysis.mentions.dates;
        let first = dates.partition_point(|date| date.span.end <= span.start);
        dates[first..].iter().take(3).any(|date| date.span.overlaps(span))
    }

    /// Whether a token belongs to the naming of a place.
    pub fn placed(&self, token: usize) -> bool {
        let Some(span) = self.span(token) else { return false };
        self.analysis.mentions.names.at(span.start).is_some_and(|name| name.kind == NameKind::Place)
    }

    /// Whether a token is (part of) a quantity.
    pub fn counted(&self, token: usize) -> bool {
        let Some(span) = self.span(token) else { return false };
        let quantities = &self.analysis.mentions.quantities;
        let first = quantities.partition_point(|quantity| quantity.span.end <= span.start);
        quantities.get(first).is_some_and(|quantity| quantity.span.overlaps(span))
    }

    /// A mark or conjunction that ends a clause.
    pub fn is_boundary(&self, token: usize) -> bool {
        match self.tag(token) {
            None => true,
            Some(Tag::Punct) => !matches!(self.lower(token), "-" | "'" | "’" | "." | "\"" | "“" | "”" | "''" | "``"),
            Some(Tag::Sconj) => true,
            Some(Tag::Cconj) => self.joins_clauses(token),
            _ => false,
        }
    }

    /// A conjunction with a verb before the next mark, rather than between two nouns. Where no verb stands before it in its clause, it
    /// joins nouns: "thefts from gardens and sheds reached".
    fn joins_clauses(&self, token: usize) -> bool {
        let marked = token == self.tokens.start || self.tag(token - 1) == Some(Tag::Punct);
        let clause =
            || (self.tokens.start..token).rev().take(REACH).take_while(|at| !matches!(self.tag(*at), Some(Tag::Punct | Tag::Sconj)));
        if !marked && !clause().any(|at| self.is_verb(at) && !self.describes(at) && !self.is_reduced(at)) {
            return false;
        }
        let stop = |at: usize| matches!(self.tag(at), None | Some(Tag::Punct));
        let mut at = token + 1;
        while !stop(at) && at < token + 12 {
            if matches!(self.tag(at), Some(Tag::Verb | Tag::Aux)) {
                return true;
            }
            at += 1;
        }
        false
    }

    pub fn is_verb(&self, token: usize) -> bool {
        matches!(self.tag(token), Some(Tag::Verb | Tag::Aux))
    }

    /// The end of the noun phrase that begins at a token, with its complements in "of", "for", "in", "with" and the like.
    pub fn phrase_end(&self, start: usize, complements: bool) -> usize {
        let mut at = start;
        while let Some(tag) = self.tag(at) {
            let goes_on = match tag {
                Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num | Tag::Part => true,
                Tag::Pron => at == start || matches!(self.lower(at), "its" | "their" | "his" | "her" | "our"),
                Tag::Verb => self.describes(at),
                Tag::Cconj => !self.joins_clauses(at) && self.is_nominal(at + 1) && at > start,
                Tag::Punct => matches!(self.lower(at), "-" | "'" | "’"),
                Tag::Adp => complements && at > start && self.is_nominal(at + 1) && !self.lower(at).is_empty(),
                Tag::Adv => matches!(self.tag(at + 1), Some(Tag::Adj)),
                Tag::X => true,
                _ => false,
            };
            if !goes_on {
                break;
            }
            at += 1;
        }
        at
    }

    /// A participle before its noun: "proven cases", "missing people".
    pub fn describes(&self, token: usize) -> bool {
        let word = self.lower(token);
        let form = self.text.tokens[token].form;
        let participle = matches!(form, VerbForm::PastParticiple | VerbForm::Gerund) || word.ends_with("ed") || word.ends_with("ing");
        participle && matches!(self.tag(token + 1), Some(Tag::Noun | Tag::Adj | Tag::Propn))
    }

    pub fn is_nominal(&self, token: usize) -> bool {
        matches!(self.tag(token), Some(Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num | Tag::Pron))
    }

    /// The finite verb before a token within its clause, or of the clause that a participle hangs on.
    pub fn verb_before(&self, token: usize) -> Option<usize> {
        let mut at = token;
        let mut crossed = false;
        while at > self.tokens.start.max(token.saturating_sub(REACH)) {
            at -= 1;
            if self.is_verb(at) && !self.describes(at) {
                let gerund = self.text.tokens[at].form == VerbForm::Gerund && self.tag(at.wrapping_sub(1)) != Some(Tag::Aux);
                if !gerund || at == self.tokens.start || !self.is_boundary(at - 1) {
                    return Some(at);
                }
                crossed = true;
            } else if self.is_boundary(at) && !crossed && !matches!(self.lower(at), ",") {
                return None;
            }
        }
        None
    }

    /// The last verb before a token, whatever stands between.
    pub fn any_verb_before(&self, token: usize) -> Option<usize> {
        (self.tokens.start..token).rev().take(REACH).find(|at| self.is_verb(*at) && !self.describes(*at))
    }

    /// The noun phrases before a verb: from the start of its clause to its auxiliaries. A relative pronoun gives way to its
    /// antecedent.
    pub fn subject_of(&self, verb: usize) -> Option<Range<usize>> {
        let mut end = verb;
        while end > self.tokens.start && matches!(self.tag(end - 1), Some(Tag::Aux | Tag::Adv | Tag::Part)) {
            end -= 1;
        }
        if end > self.tokens.start && self.tag(end - 1) == Some(Tag::Pron) && !self.is_relative(end - 1) {
            return Some(end - 1..end);
        }
        // What stands between commas is skipped: "Rents across the UK, by contrast, are".
        for _ in 0..3 {
            let start = self.stretch_start(end);
            let mut first = start;
            while first < end && matches!(self.tag(first), Some(Tag::Cconj | Tag::Adv | Tag::Punct)) {
                first += 1;
            }
            let relative = first < end && self.is_relative(first);
            let verbal = self.tag(first) == Some(Tag::Verb) && !self.describes(first);
            let aside = first >= end || verbal || self.tag(first) == Some(Tag::Adp) || self.dated(first);
            if !aside && !relative {
                return Some(first..end);
            }
            if relative && first > start {
                end = first;
                continue;
            }
            end = start.checked_sub(1).filter(|comma| matches!(self.lower(*comma), "," | "—" | "–"))?;
        }
        None
    }

    fn is_relative(&self, token: usize) -> bool {
        matches!(self.lower(token), "which" | "that" | "who" | "whom" | "que" | "quien")
    }

    /// The stretch before a token, back to the start of its clause.
    pub fn stretch_before(&self, end: usize) -> Option<Range<usize>> {
        let start = self.stretch_start(end);
        (start < end).then_some(start..end)
    }

    /// Back to a mark, a conjunction or a finite verb; participles behind a noun belong to it ("crimes recorded in the county").
    fn stretch_start(&self, end: usize) -> usize {
        let mut start = end;
        while start > self.tokens.start.max(end.saturating_sub(REACH)) {
            let token = start - 1;
            let stops = self.is_boundary(token) || (self.is_verb(token) && !self.describes(token) && !self.is_reduced(token));
            if stops {
                break;
            }
            start -= 1;
        }
        start
    }

    /// A participle that describes the noun before it.
    fn is_reduced(&self, token: usize) -> bool {
        let form = self.text.tokens[token].form;
        let before = token.checked_sub(1).and_then(|before| self.tag(before));
        let participle = match form {
            VerbForm::Gerund => before != Some(Tag::Aux),
            VerbForm::PastParticiple | VerbForm::Past => matches!(before, Some(Tag::Noun)),
            _ => false,
        };
        participle && self.tag(token) == Some(Tag::Verb)
    }

    /// The complements that begin at a preposition: "for offences related to trafficking".
    pub fn phrase_end_from(&self, preposition: usize) -> usize {
        let end = self.phrase_end(preposition + 1, true);
        if end > preposition + 1 { end } else { preposition }
    }

    /// The head noun of a phrase: the last noun before its first complement.
    pub fn head(&self, phrase: Range<usize>) -> Option<usize> {
        let complement = |token: &usize| match self.tag(*token) {
            Some(Tag::Adp | Tag::Sconj) => true,
            Some(Tag::Verb) => !self.describes(*token),
            _ => false,
        };
        let first = phrase.clone().skip(1).find(complement);
        let end = first.unwrap_or(phrase.end);
        (phrase.start..end).rev().find(|token| matches!(self.tag(*token), Some(Tag::Noun | Tag::Propn | Tag::Pron)))
    }
}
