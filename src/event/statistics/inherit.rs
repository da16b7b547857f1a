//! The unit of a bare number: "from 12 to 9", "to 2,253", "(14,119)", "427 have died".
//!
//! A number without a noun counts what the figure before it in the sentence counts, else what the subject names, else what
//! the sentence before counted.

use super::figure::Figure;
use super::sentence::Sentence;
use crate::mention::quantity::{self, QuantityKind};
use crate::text::Tag;

/// Gives bare numbers their unit, in order of the text.
pub fn units(sentences: &[Sentence], figures: &mut [Figure]) {
    for at in 0..figures.len() {
        if figures[at].unit.is_some() || figures[at].quantity.kind != QuantityKind::Count {
            continue;
        }
        let unit = of_next(sentences, figures, at)
            .or_else(|| of_subject(sentences, figures, at))
            .or_else(|| of_earlier(figures, at, 0))
            .or_else(|| of_dying(sentences, figures, at))
            .or_else(|| of_earlier(figures, at, 1));
        figures[at].unit = unit;
    }
}

/// "from 12 to 19 percent": the first of a pair has the unit of the second.
fn of_next(sentences: &[Sentence], figures: &[Figure], at: usize) -> Option<Box<str>> {
    let (this, next) = (&figures[at], figures.get(at + 1)?);
    if this.sentence != next.sentence || next.quantity.kind == QuantityKind::Duration {
        return None;
    }
    let sentence = sentences.get(this.sentence)?;
    let from = sentence.text.tokens_in(this.quantity.span);
    let to = sentence.text.tokens_in(next.quantity.span);
    let pair = to.start == from.end + 1 && matches!(sentence.lower(from.end), "to" | "a" | "or" | "and");
    let opened = from.start > 0 && matches!(sentence.lower(from.start - 1), "from" | "de" | "between" | "either");
    (pair && opened && next.quantity.kind != QuantityKind::Share).then(|| next.unit.clone()).flatten()
}

/// The nearest figure before it that measures something: in its own sentence, or `back` sentences before.
fn of_earlier(figures: &[Figure], at: usize, back: usize) -> Option<Box<str>> {
    let sentence = figures[at].sentence.checked_sub(back)?;
    let measures = |figure: &&Figure| match figure.quantity.kind {
        QuantityKind::Count | QuantityKind::Physical | QuantityKind::Money | QuantityKind::Rate => figure.unit.is_some(),
        QuantityKind::Duration => figure.unit.is_some() && (figure.movement.change.is_some() || back == 0 && figure.measure.is_some()),
        _ => false,
    };
    figures[..at]
        .iter()
        .rev()
        .skip_while(|figure| figure.sentence > sentence)
        .take_while(|figure| figure.sentence == sentence)
        .find(measures)?
        .unit
        .clone()
}

/// The plural subject of the verb before the figure: "Deaths from overdoses fell by 13 percent, to 2,253".
fn of_subject(sentences: &[Sentence], figures: &[Figure], at: usize) -> Option<Box<str>> {
    let figure = &figures[at];
    let sentence = sentences.get(figure.sentence)?;
    let token = sentence.text.tokens_in(figure.quantity.span).start;
    let earlier = figures[..at]
        .iter()
        .rev()
        .take_while(|other| other.sentence == figure.sentence)
        .any(|other| other.quantity.kind == QuantityKind::Count && other.unit.is_some());
    let verb = sentence.verb_before(token)?;
    let subject = sentence.subject_of(verb)?;
    let own = sentence.text.tokens_in(figure.quantity.span);
    if subject.start <= own.start && own.start < subject.end {
        return None;
    }
    let counted = subject.clone().any(|token| sentence.counted(token));
    if counted || earlier && !figure.movement.level {
        return None;
    }
    let unit = counted_by(sentence, subject)?;
    Some(unit)
}

/// What a phrase counts: its plural head, the noun after "number of", people for a population.
fn counted_by(sentence: &Sentence, phrase: std::ops::Range<usize>) -> Option<Box<str>> {
    let head = sentence.head(phrase.clone())?;
    let lemma = sentence.lemma(head);
    if matches!(lemma, "number" | "total" | "tally" | "toll" | "count" | "número" | "total" | "cifra") {
        let inner = head + 2..phrase.end;
        if matches!(sentence.lower(head + 1), "of" | "de") && !inner.is_empty() {
            return counted_by(sentence, inner);
        }
        return (lemma == "toll").then(|| "person".into());
    }
    if matches!(lemma, "population" | "población" | "turnout" | "workforce" | "payroll" | "headcount" | "enrolment" | "enrollment") {
        return Some("person".into());
    }
    if matches!(lemma, "backlog" | "caseload") {
        return Some("case".into());
    }
    let plural = sentence.lower(head) != lemma && sentence.tag(head) == Some(Tag::Noun);
    plural.then(|| quantity::unit_of_noun(sentence.text, lemma))
}

/// "427 have died": who dies, is hurt or arrested without a noun is a person.
fn of_dying(sentences: &[Sentence], figures: &[Figure], at: usize) -> Option<Box<str>> {
    let figure = &figures[at];
    let sentence = sentences.get(figure.sentence)?;
    let end = sentence.text.tokens_in(figure.quantity.span).end;
    let verb = (end..end + 4)
        .take_while(|token| matches!(sentence.tag(*token), Some(Tag::Aux | Tag::Adv | Tag::Verb)))
        .find(|token| sentence.tag(*token) == Some(Tag::Verb))?;
    let personal = matches!(
        sentence.lemma(verb),
        "die"
            | "kill"
            | "injure"
            | "wound"
            | "hurt"
            | "arrest"
            | "detain"
            | "hospitalize"
            | "hospitalise"
            | "slay"
            | "jail"
            | "deport"
            | "extradite"
            | "displace"
            | "morir"
            | "detener"
            | "herir"
            | "arrestar"
    );
    personal.then(|| "person".into())
}
