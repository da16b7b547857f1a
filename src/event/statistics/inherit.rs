//! The unit of a bare number: "from 12 to 9", "to 2,253", "(14,119)", "427 have died".
//!
//! A number without a noun counts what the figure beside it counts, else what is said of it, else what the subject names,
//! else what the sentence before counted.

use super::figure::Figure;
use super::measure;
use super::sentence::Sentence;
use crate::mention::Value;
use crate::mention::quantity::{self, QuantityKind};
use crate::text::Tag;
use std::ops::Range;

/// How many words, and how many figures, before a bare number a rate may be told.
const RATE: usize = 8;
/// How many figures back one is looked for that lends its unit.
const EARLIER: usize = 48;
/// How many words may stand between the two.
const APART: usize = 200;

/// Gives bare numbers their unit, in order of the text.
pub fn units(sentences: &[Sentence], figures: &mut [Figure]) {
    for at in 0..figures.len() {
        if figures[at].unit.is_some() || figures[at].quantity.kind != QuantityKind::Count {
            continue;
        }
        let Some(sentence) = sentences.get(figures[at].sentence) else { continue };
        let bare = Bare { sentence, figures, at, tokens: sentence.text.tokens_in(figures[at].quantity.span) };
        let unit = bare
            .of_next()
            .or_else(|| bare.of_predicate())
            .or_else(|| bare.of_rates())
            .or_else(|| bare.of_same_clause())
            .or_else(|| bare.of_subject())
            .or_else(|| bare.of_earlier(0))
            .or_else(|| bare.of_fate())
            .or_else(|| bare.of_earlier(1));
        figures[at].unit = unit;
    }
}

/// One number without a unit, among all figures.
struct Bare<'a> {
    sentence: &'a Sentence<'a>,
    figures: &'a [Figure<'a>],
    at: usize,
    tokens: Range<usize>,
}

impl Bare<'_> {
    fn figure(&self) -> &Figure<'_> {
        &self.figures[self.at]
    }

    /// "from 12 to 19 percent", "1,705 of 3,900 posts", "152 of the chamber's 630 seats": the unit of the second.
    fn of_next(&self) -> Option<Box<str>> {
        let next = self.figures.get(self.at + 1).filter(|next| next.sentence == self.figure().sentence)?;
        if matches!(next.quantity.kind, QuantityKind::Duration | QuantityKind::Share | QuantityKind::Factor) {
            return None;
        }
        let (from, to) = (&self.tokens, self.sentence.text.tokens_in(next.quantity.span));
        let part = matches!(self.sentence.lower(from.end), "of" | "de") && to.start <= from.end + 6;
        let pair = to.start == from.end + 1 && matches!(self.sentence.lower(from.end), "to" | "a" | "or" | "and" | "y" | "o");
        let opened = from.start > 0 && matches!(self.sentence.lower(from.start - 1), "from" | "de" | "between" | "entre" | "either");
        (part || pair && (opened || matches!(self.sentence.lower(from.end), "or" | "o"))).then(|| next.unit.clone()).flatten()
    }

    /// "143 were unaccompanied minors", "six of them homicides": the noun that is said of it.
    fn of_predicate(&self) -> Option<Box<str>> {
        let sentence = self.sentence;
        let end = self.tokens.end;
        let pronoun = matches!(sentence.lower(end + 1), "them" | "those" | "whom" | "which" | "these" | "ellos" | "ellas" | "quienes");
        let of_them = matches!(sentence.lower(end), "of" | "de") && pronoun;
        let mut noun = if of_them { end + 2 } else { end };
        let copula = matches!(sentence.lemma(noun), "be" | "ser");
        noun += usize::from(copula);
        if !(of_them || copula) || matches!(sentence.tag(noun), Some(Tag::Adp | Tag::Det)) {
            return None;
        }
        self.counted_by(noun..sentence.phrase_end(noun, false))
    }

    /// "The highest rate of all, 40.8, was": a rate is counted as the rate told before it.
    fn of_rates(&self) -> Option<Box<str>> {
        let sentence = self.sentence;
        let first = sentence.tokens.start.max(self.tokens.start.saturating_sub(RATE));
        let rate = (first..self.tokens.start).any(|token| matches!(sentence.lemma(token), "rate" | "tasa"));
        let before = self.figures[..self.at].iter().rev().take(RATE);
        let earlier = before.take_while(|figure| figure.sentence + 2 >= self.figure().sentence);
        let told = || earlier.filter(|figure| figure.quantity.kind == QuantityKind::Rate).find_map(|figure| figure.unit.clone());
        if rate && matches!(self.figure().quantity.value, Value::Number(value) if value.fract() != 0.0) { told() } else { None }
    }

    /// The figure before it, where no verb stands between: "127 tons …, 18 more than".
    fn of_same_clause(&self) -> Option<Box<str>> {
        let unit = self.of_earlier(0)?;
        let earlier = self.figures[..self.at].iter().rev().take(EARLIER).find(|figure| measures(figure, 0))?;
        let from = self.sentence.text.tokens_in(earlier.quantity.span).end;
        if self.tokens.start.saturating_sub(from) > APART {
            return None;
        }
        let verb = (from..self.tokens.start).any(|token| self.sentence.is_verb(token) && !self.sentence.describes(token));
        (!verb).then_some(unit)
    }

    /// The nearest figure before it that measures something: in its own sentence, or `back` sentences before.
    fn of_earlier(&self, back: usize) -> Option<Box<str>> {
        let sentence = self.figure().sentence.checked_sub(back)?;
        let before = self.figures[..self.at].iter().rev().take(EARLIER).skip_while(|figure| figure.sentence > sentence);
        before.take_while(|figure| figure.sentence == sentence).find(|figure| measures(figure, back))?.unit.clone()
    }

    /// The plural subject of the verb that moves it: "Deaths from overdoses fell by 13 percent, to 2,253".
    fn of_subject(&self) -> Option<Box<str>> {
        let sentence = self.sentence;
        let movement = self.figure().movement;
        if movement.noun.is_some() {
            return None;
        }
        let token = self.tokens.start;
        let Some(verb) = movement.verb.or_else(|| sentence.verb_before(token)) else {
            // "Bicycle thefts, at 320, were": beside a comma, without a verb.
            let comma = (sentence.tokens.start..token).rev().take(3).find(|at| sentence.lower(*at) == ",")?;
            return sentence.stretch_before(comma).filter(|_| movement.level).and_then(|phrase| self.counted_by(phrase));
        };
        let nearest = sentence.any_verb_before(token).unwrap_or(verb);
        let told = movement.level || movement.change.is_some() || measure::is_levelling(sentence, nearest) || sentence.lemma(verb) == "be";
        let subject = sentence.subject_of(verb).filter(|_| told)?;
        let own = subject.contains(&token) || subject.clone().any(|token| sentence.counted(token));
        if own { None } else { self.counted_by(subject) }
    }

    /// What a phrase counts: its plural head, the noun after "number of", people for a population.
    fn counted_by(&self, phrase: Range<usize>) -> Option<Box<str>> {
        let sentence = self.sentence;
        let mut head = sentence.head(phrase.clone())?;
        for _ in 0..2 {
            let sums = matches!(sentence.lemma(head), "number" | "total" | "tally" | "toll" | "count" | "número" | "cifra" | "cantidad");
            if !sums {
                break;
            }
            if !matches!(sentence.lower(head + 1), "of" | "de") || head + 2 >= phrase.end {
                return (sentence.lemma(head) == "toll").then(|| "person".into());
            }
            head = sentence.head(head + 2..phrase.end)?;
        }
        match sentence.lemma(head) {
            "population" | "población" | "workforce" | "headcount" | "enrolment" | "enrollment" => return Some("person".into()),
            "backlog" | "caseload" => return Some("case".into()),
            _ => {}
        }
        let lemma = sentence.lemma(head);
        let plural = sentence.lower(head) != lemma && matches!(sentence.tag(head), Some(Tag::Noun | Tag::Propn));
        plural.then(|| quantity::unit_of_noun(sentence.text, lemma))
    }

    /// "427 have died": who dies, is hurt or arrested without a noun is a person.
    fn of_fate(&self) -> Option<Box<str>> {
        let sentence = self.sentence;
        let end = self.tokens.end;
        let mut group = (end..end + 4).take_while(|token| matches!(sentence.tag(*token), Some(Tag::Aux | Tag::Adv | Tag::Verb)));
        let verb = group.find(|token| sentence.tag(*token) == Some(Tag::Verb))?;
        const FATES: [&str; 18] = [
            "die",
            "kill",
            "injure",
            "wound",
            "hurt",
            "arrest",
            "detain",
            "hospitalize",
            "hospitalise",
            "slay",
            "jail",
            "deport",
            "extradite",
            "displace",
            "morir",
            "detener",
            "herir",
            "arrestar",
        ];
        FATES.contains(&sentence.lemma(verb)).then(|| "person".into())
    }
}

/// Whether a figure can lend its unit to a bare number of the same sentence, or of one `back` sentences later.
fn measures(figure: &Figure, back: usize) -> bool {
    match figure.quantity.kind {
        QuantityKind::Count => figure.unit.is_some(),
        QuantityKind::Physical | QuantityKind::Money | QuantityKind::Rate => back == 0,
        QuantityKind::Duration => back == 0 && figure.cited,
        _ => false,
    }
}
