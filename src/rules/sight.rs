//! What the sentences of one text show of the signs that rules ask for, before they are parsed.

use super::class::singular;
use super::phrase::{Reading, is_term};
use super::sign::{Demand, Marks, Signs, fact};
use crate::mention::quantity::QuantityKind;
use crate::mention::{NameKind, PlaceKind, Quantity};
use crate::text::Span;
use std::cell::OnceCell;

/// The signs of a text, looked for in a sentence when it is first asked about.
pub(super) struct Sights<'a> {
    reading: Reading<'a>,
    signs: &'a Signs,
    /// By word of the vocabulary, from the first question on.
    marks: OnceCell<Vec<Marks>>,
    seen: Vec<Option<Sight>>,
}

/// The signs of one sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sight {
    /// The classes of which an entry stands in it.
    classes: u64,
    pub facts: u16,
}

impl<'a> Sights<'a> {
    pub fn new(reading: Reading<'a>, signs: &'a Signs) -> Self {
        Self { reading, signs, marks: OnceCell::new(), seen: vec![None; reading.text.sentences.len()] }
    }

    fn marks(&self) -> &[Marks] {
        self.marks.get_or_init(|| {
            let marks = self.reading.text.vocabulary.iter().map(|word| {
                let mut marks = self.signs.marks(word);
                let singular = singular(word);
                if *singular != *word {
                    marks |= self.signs.marks(&singular);
                }
                marks
            });
            marks.collect()
        })
    }

    /// Whether a sentence meets all that a rule demands.
    pub fn meets(&mut self, sentence: usize, rule: usize) -> bool {
        self.signs.demands(rule).iter().all(|demand| self.shows(sentence, demand))
    }

    fn shows(&mut self, sentence: usize, demand: &Demand) -> bool {
        let here = self.sight(sentence);
        here.classes & demand.here.classes != 0
            || here.facts & demand.here.facts != 0
            || demand.before != 0 && sentence > 0 && self.sight(sentence - 1).classes & demand.before != 0
            || demand.behind != 0 && sentence + 1 < self.seen.len() && self.sight(sentence + 1).classes & demand.behind != 0
    }

    /// What a sentence shows.
    pub fn sight(&mut self, sentence: usize) -> Sight {
        if let Some(known) = self.seen[sentence] {
            return known;
        }
        let sight = Sight { classes: self.classes_in(sentence), facts: self.facts_in(sentence) };
        self.seen[sentence] = Some(sight);
        sight
    }

    /// The classes of the words of a sentence, and of the roles of those whom it names.
    fn classes_in(&self, sentence: usize) -> u64 {
        let Reading { text, mentions, classes } = self.reading;
        let sentence = &text.sentences[sentence];
        let marks = self.marks();
        let marks_of = |token: usize| {
            let mut found = marks[text.tokens[token].lower.index()];
            found |= marks[text.tokens[token].lemma.index()];
            found
        };
        let mut found = sentence.tokens.clone().fold(0, |found, token| found | marks_of(token).whole);
        for token in sentence.tokens.clone() {
            let mut open = marks_of(token).last & !found;
            while open != 0 {
                let bit = open.trailing_zeros();
                open &= open - 1;
                if self.signs.classes.get(bit as usize).is_some_and(|class| classes.ends_at(class, text, token)) {
                    found |= 1 << bit;
                }
            }
        }
        let people = self.names_in(sentence.span).filter(|name| name.kind == NameKind::Person);
        for role in people.filter_map(|name| mentions.names.people.get(name.entity)?.role) {
            for token in text.tokens_in(role) {
                let marks = marks_of(token);
                found |= marks.whole | marks.last;
            }
        }
        found
    }

    fn facts_in(&self, sentence: usize) -> u16 {
        let Reading { text, mentions, .. } = self.reading;
        let sentence = &text.sentences[sentence];
        let mut facts = 0;
        for name in self.names_in(sentence.span) {
            facts |= match name.kind {
                NameKind::Person => fact::PERSON,
                NameKind::Organization => fact::ORGANIZATION,
                NameKind::Place => match mentions.names.places.get(name.entity) {
                    Some(place) if place.kind == PlaceKind::Country => fact::PLACE | fact::COUNTRY,
                    _ => fact::PLACE,
                },
            };
        }
        let demonyms = overlapping(&mentions.names.demonyms, sentence.span, |demonym| demonym.span);
        facts |= demonyms.fold(0, |facts, demonym| facts | fact::DEMONYM | if demonym.people { fact::NATIONALS } else { 0 });
        if overlapping(&mentions.dates, sentence.span, |date| date.span).next().is_some() {
            facts |= fact::DATE;
        }
        facts |=
            overlapping(&mentions.quantities, sentence.span, |quantity| quantity.span).fold(0, |facts, quantity| facts | told_by(quantity));
        for token in sentence.tokens.clone() {
            let word = text.lower(token);
            if word == "it" {
                facts |= fact::IT;
            }
            if word.contains("-of-") {
                facts |= fact::PARENT;
            }
            if self.reading.number(token) {
                facts |= fact::NUMBER;
                if self.reading.quantity_over(token).is_none() {
                    facts |= fact::HEADCOUNT;
                }
            }
            if self.reading.unknown_name(token) {
                facts |= fact::UNKNOWN_NAME;
            }
        }
        facts
    }

    fn names_in(&self, span: Span) -> impl Iterator<Item = &'a crate::mention::Name> {
        overlapping(&self.reading.mentions.names.names, span, |name| name.span)
    }
}

/// What a quantity may be read as.
fn told_by(quantity: &Quantity) -> u16 {
    let row = quantity.ordinal || quantity.kind == QuantityKind::Share;
    let headcount = row || quantity.unit.as_deref().is_none_or(|unit| unit == "person");
    let mass = quantity.kind == QuantityKind::Physical;
    let money = quantity.unit.as_deref().is_some_and(|unit| unit.len() == 3);
    let bit = |holds: bool, fact: u16| if holds { fact } else { 0 };
    fact::QUANTITY | bit(headcount, fact::HEADCOUNT) | bit(mass, fact::MASS) | bit(money, fact::MONEY) | bit(is_term(quantity), fact::TERM)
}

/// Those of a list in order of appearance that overlap a span.
fn overlapping<T>(mentions: &[T], span: Span, span_of: impl Fn(&T) -> Span + Copy) -> impl Iterator<Item = &T> {
    let first = mentions.partition_point(|mention| span_of(mention).end <= span.start);
    mentions[first..].iter().take_while(move |mention| span_of(mention).start < span.end)
}
