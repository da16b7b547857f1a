//! What a figure measures, as a short noun phrase in the words of the text.
//!
//! The evidence in order: a second figure of a pair measures what the first does; the noun of change names it ("a 50% drop
//! in seizures"); the counted noun with what is said of it; the noun before "of" ("a rate of 50"); the subject.

use super::figure::Figure;
use super::sentence::Sentence;
use crate::mention::quantity::QuantityKind;
use crate::text::Tag;
use std::ops::Range;

/// How many words of a predicate a measure takes over.
const PREDICATE: usize = 7;
/// The longest measure, in words.
const LONGEST: usize = 12;

/// Names what each figure measures, in order of the text.
pub fn measures(sentences: &[Sentence], figures: &mut [Figure]) {
    for at in 0..figures.len() {
        let measure = measure(sentences, figures, at);
        figures[at].measure = measure;
    }
}

fn measure(sentences: &[Sentence], figures: &[Figure], at: usize) -> Option<String> {
    let figure = &figures[at];
    let sentence = sentences.get(figure.sentence)?;
    let before = figures[..at].iter().rev().take_while(|other| other.sentence == figure.sentence).find_map(|other| other.measure.clone());
    let earlier = || {
        let paragraph = sentence.text.sentences[figure.sentence].paragraph;
        let near =
            |other: &&Figure| sentence.text.sentences[other.sentence].paragraph == paragraph && other.sentence + 2 >= figure.sentence;
        figures[..at].iter().rev().find(near).and_then(|other| other.measure.clone())
    };
    let view = View { sentence, figure, tokens: sentence.text.tokens_in(figure.quantity.span) };
    if view.second_of_pair() && before.is_some() {
        return before;
    }
    if let Some(moved) = view.moved() {
        return moved.or(before).or_else(earlier);
    }
    if let Some(counted) = view.counted(before.as_deref(), earlier) {
        return Some(counted);
    }
    view.of_noun().or_else(|| view.subject(before.as_deref(), earlier)).or(before)
}

struct View<'a> {
    sentence: &'a Sentence<'a>,
    figure: &'a Figure<'a>,
    tokens: Range<usize>,
}

impl View<'_> {
    /// The first token of the number with its qualifier and article.
    fn start(&self) -> usize {
        let qualifier = self.figure.quantity.qualifier_span.map(|span| self.sentence.text.tokens_in(span).start);
        let mut start = qualifier.map_or(self.tokens.start, |qualifier| qualifier.min(self.tokens.start));
        while start > self.sentence.tokens.start
            && matches!(self.sentence.lower(start - 1), "a" | "an" | "record" | "just" | "only" | "some" | "un" | "una")
        {
            start -= 1;
        }
        start
    }

    /// "to 9 from 12", "against 121", "(14,119)", "or 0.4 percent": no noun of its own, beside an earlier figure.
    fn second_of_pair(&self) -> bool {
        if self.figure.quantity.of.is_some() && self.figure.quantity.kind == QuantityKind::Count {
            return false;
        }
        let start = self.start();
        let word = self.sentence.lower(start.wrapping_sub(1));
        let compared = matches!(word, "from" | "against" | "versus" | "than" | "(" | "or" | "with" | "de" | "frente" | "contra" | "desde");
        let with = word != "with" || self.sentence.lower(start.wrapping_sub(2)) == "compared";
        (compared && with) || self.figure.movement.level || (word == "," && self.figure.movement.change.is_some())
    }

    /// A noun of change: what follows "drop in"; `Some(None)` where the change is told without it.
    fn moved(&self) -> Option<Option<String>> {
        self.figure.movement.change?;
        let sentence = self.sentence;
        let mut noun = self.tokens.end;
        while noun < self.tokens.end + 3 && matches!(sentence.tag(noun), Some(Tag::Adj)) || sentence.lower(noun) == "-" {
            noun += 1;
        }
        if sentence.tag(noun) == Some(Tag::Noun) && self.figure.quantity.kind != QuantityKind::Count {
            if matches!(sentence.lower(noun + 1), "in" | "of" | "en" | "de") {
                let start = noun + 2;
                return Some(self.words(start..sentence.phrase_end(start, true)));
            }
            return Some(None);
        }
        (sentence.lower(self.start().wrapping_sub(1)) == "of").then_some(None)
    }

    /// The counted noun and what is said of it.
    fn counted(&self, before: Option<&str>, earlier: impl Fn() -> Option<String>) -> Option<String> {
        let sentence = self.sentence;
        let quantity = self.figure.quantity;
        let share = matches!(quantity.kind, QuantityKind::Share | QuantityKind::Percent | QuantityKind::Factor | QuantityKind::Points);
        let of_them = matches!(sentence.lower(self.tokens.end), "of" | "de")
            && matches!(sentence.tag(self.tokens.end + 1), Some(Tag::Pron | Tag::Det))
            && quantity.of.is_none();
        if of_them {
            let end = self.tokens.end + 2;
            let base = before.map(str::to_owned).or_else(&earlier);
            return join(base, self.predicate(end));
        }
        let Some(of) = quantity.of else {
            // "427 have died", "143 were minors": only what is said of them.
            let bare_subject = sentence.is_verb(self.tokens.end) && (share || quantity.kind == QuantityKind::Count) && self.opens_clause();
            return bare_subject.then(|| self.predicate(self.tokens.end)).flatten();
        };
        if matches!(quantity.kind, QuantityKind::Factor) {
            return None;
        }
        let noun = sentence.text.tokens_in(of);
        let head = sentence.head(noun.clone())?;
        let generic = matches!(sentence.lemma(head), "case" | "incident" | "other" | "time" | "instance" | "caso" | "otro" | "vez");
        if generic && noun.len() == 1 {
            let known = before.map(str::to_owned).or_else(earlier);
            if known.is_some() {
                return known;
            }
        }
        let start = noun.start;
        let end = self.complement_end(noun.end);
        let base = self.words(start..end);
        if sentence.is_verb(end)
            || matches!(sentence.lower(end), "who" | "that" | "which" | "que")
            || matches!(sentence.tag(end), Some(Tag::Adv))
        {
            return join(base, self.predicate(end));
        }
        let verb = sentence.verb_before(self.tokens.start).filter(|verb| !self.is_light(*verb) && !share);
        match verb {
            Some(verb) if end > verb => join(base, Some(sentence.lower(verb).to_owned())),
            _ => base,
        }
    }

    /// The complements of a counted noun, up to the next figure.
    fn complement_end(&self, noun_end: usize) -> usize {
        let sentence = self.sentence;
        let end = if sentence.tag(noun_end) == Some(Tag::Adp) { sentence.phrase_end_from(noun_end) } else { noun_end };
        (noun_end..end).find(|token| sentence.counted(*token)).map_or(end, |token| token.saturating_sub(1).max(noun_end))
    }

    fn opens_clause(&self) -> bool {
        let start = self.start();
        start == self.sentence.tokens.start || self.sentence.is_boundary(start - 1)
    }

    /// What is said of the noun that ends before a token: the verb with its complements.
    fn predicate(&self, from: usize) -> Option<String> {
        let sentence = self.sentence;
        let mut end = from;
        while end < sentence.tokens.end && end < from + PREDICATE + 3 {
            if sentence.is_boundary(end) || (sentence.counted(end) && end > from) {
                break;
            }
            end += 1;
        }
        self.words(from..end)
    }

    /// Verbs that say nothing of what they count.
    fn is_light(&self, verb: usize) -> bool {
        matches!(
            self.sentence.lemma(verb),
            "be" | "have"
                | "include"
                | "report"
                | "record"
                | "see"
                | "say"
                | "count"
                | "number"
                | "make"
                | "take"
                | "get"
                | "put"
                | "lead"
                | "do"
                | "list"
                | "show"
                | "tell"
                | "announce"
                | "account"
                | "total"
                | "will"
                | "would"
                | "can"
                | "may"
                | "ser"
                | "haber"
                | "tener"
                | "registrar"
                | "informar"
                | "decir"
                | "sumar"
                | "contar"
        ) || self.sentence.tag(verb) == Some(Tag::Aux)
    }

    /// "a homicide rate of about 50": the noun before "of".
    fn of_noun(&self) -> Option<String> {
        let sentence = self.sentence;
        let of = self.start().checked_sub(1).filter(|of| matches!(sentence.lower(*of), "of" | "de") && sentence.tokens.contains(of))?;
        let noun = of.checked_sub(1).filter(|noun| sentence.tag(*noun) == Some(Tag::Noun))?;
        if matches!(sentence.lemma(noun), "average" | "total" | "record" | "half" | "drop" | "number" | "promedio" | "total" | "combined") {
            return None;
        }
        let mut start = noun;
        while start > sentence.tokens.start
            && matches!(sentence.tag(start - 1), Some(Tag::Noun | Tag::Adj | Tag::Propn))
            && !sentence.counted(start - 1)
        {
            start -= 1;
        }
        self.words(start..noun + 1)
    }

    /// The subject of the verb before the figure, with the verb where it says what the figure is.
    fn subject(&self, before: Option<&str>, earlier: impl Fn() -> Option<String>) -> Option<String> {
        let sentence = self.sentence;
        let verb = sentence.verb_before(self.tokens.start)?;
        let mut subject = sentence.subject_of(verb)?;
        if subject.clone().any(|token| sentence.counted(token)) && before.is_some() {
            return before.map(str::to_owned);
        }
        let mut head = sentence.head(subject.clone());
        if head.is_some_and(|head| matches!(sentence.lower(head), "which" | "that" | "who" | "que"))
            || subject.len() == 1 && matches!(sentence.lower(subject.start), "which" | "that" | "who" | "que")
        {
            let end = subject.start.checked_sub(usize::from(sentence.lower(subject.start.wrapping_sub(1)) == ","))?;
            subject = sentence.stretch_before(end)?;
            head = sentence.head(subject.clone());
        }
        let refers = head.is_none_or(|head| {
            sentence.tag(head) == Some(Tag::Pron)
                || subject.len() <= 2
                    && matches!(
                        sentence.lemma(head),
                        "figure"
                            | "share"
                            | "total"
                            | "number"
                            | "rate"
                            | "ratio"
                            | "tally"
                            | "proportion"
                            | "level"
                            | "cifra"
                            | "tasa"
                            | "total"
                            | "número"
                            | "proporción"
                    )
        });
        if refers {
            return before.map(str::to_owned).or_else(earlier);
        }
        let base = self.words(subject);
        let plain = self.is_light(verb) || self.figure.movement.change.is_some() || self.figure.movement.level || self.is_levelling(verb);
        if plain {
            return base;
        }
        let said = self.words(verb..verb + 1);
        let rest = self.predicate(self.tokens.end);
        join(join(base, said), rest)
    }

    /// Verbs that only say where a level lies.
    fn is_levelling(&self, verb: usize) -> bool {
        matches!(
            self.sentence.lemma(verb),
            "stand"
                | "reach"
                | "hit"
                | "top"
                | "total"
                | "average"
                | "amount"
                | "remain"
                | "stay"
                | "exceed"
                | "surpass"
                | "approach"
                | "come"
                | "run"
                | "trade"
                | "rise"
                | "fall"
                | "drop"
                | "climb"
                | "grow"
                | "jump"
                | "slow"
                | "peak"
                | "equal"
                | "represent"
                | "account"
                | "make"
                | "alcanzar"
                | "llegar"
                | "superar"
                | "ascender"
                | "representar"
                | "situar"
        )
    }

    /// The words of a stretch without determiners, dates, figures and places.
    fn words(&self, tokens: Range<usize>) -> Option<String> {
        let sentence = self.sentence;
        let mut words: Vec<&str> = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end && words.len() < LONGEST {
            let tag = sentence.tag(at);
            let placed = |at: usize| at < tokens.end && sentence.placed(at);
            if tag == Some(Tag::Adp) && (placed(at + 1) || (sentence.tag(at + 1) == Some(Tag::Det) && placed(at + 2))) {
                at += 1;
                while at < tokens.end && (placed(at) || sentence.tag(at) == Some(Tag::Det)) {
                    at += 1;
                }
                continue;
            }
            let number = sentence.counted(at);
            let skipped = number
                || sentence.dated(at)
                || matches!(tag, Some(Tag::Det | Tag::Punct | Tag::Aux | Tag::Adv | Tag::Pron))
                || (tag == Some(Tag::Part));
            let dangling = matches!(tag, Some(Tag::Adp))
                && (words.is_empty() || at + 1 >= tokens.end || sentence.counted(at + 1) || sentence.dated(at + 1));
            let place_subject = sentence.placed(at);
            if !skipped && !dangling && !place_subject {
                words.push(sentence.text.word(at));
            }
            at += 1;
        }
        (!words.is_empty()).then(|| words.join(" "))
    }
}

fn join(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) => Some(format!("{first} {second}")),
        (first, second) => first.or(second),
    }
}
