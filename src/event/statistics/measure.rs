//! What a figure measures, as a short noun phrase in the words of the text.
//!
//! The evidence in order: a second figure of a pair measures what the first does; the noun of change names it ("a 50% drop
//! in seizures"); the counted noun with what is said of it; the noun before "of" ("a rate of 50"); the object that a verb
//! moves ("cut its key rate by"); the subject.

use super::figure::Figure;
use super::sentence::Sentence;
use crate::mention::quantity::QuantityKind;
use crate::text::Tag;
use std::ops::Range;

/// How many words of a predicate a measure takes over.
const PREDICATE: usize = 9;
/// The longest measure, in words.
pub(super) const LONGEST: usize = 12;

/// Verbs that only say where a level lies.
const LEVELLING: [&str; 40] = [
    "stand",
    "reach",
    "hit",
    "top",
    "total",
    "average",
    "amount",
    "remain",
    "stay",
    "exceed",
    "surpass",
    "approach",
    "run",
    "trade",
    "rise",
    "fall",
    "drop",
    "climb",
    "grow",
    "jump",
    "slow",
    "peak",
    "equal",
    "represent",
    "account",
    "make",
    "constitute",
    "comprise",
    "near",
    "hover",
    "number",
    "alcanzar",
    "llegar",
    "superar",
    "ascender",
    "representar",
    "situar",
    "sumar",
    "rondar",
    "bajar",
];
/// Verbs that say nothing of what they count.
const LIGHT: [&str; 34] = [
    "be",
    "have",
    "include",
    "report",
    "record",
    "see",
    "say",
    "count",
    "number",
    "make",
    "take",
    "get",
    "put",
    "lead",
    "do",
    "list",
    "show",
    "tell",
    "announce",
    "account",
    "total",
    "add",
    "note",
    "estimate",
    "will",
    "would",
    "can",
    "ser",
    "haber",
    "tener",
    "registrar",
    "informar",
    "decir",
    "estar",
];
/// Nouns that stand for what was measured before.
const REFERRING: [&str; 13] =
    ["figure", "share", "total", "number", "rate", "ratio", "tally", "proportion", "level", "cifra", "tasa", "número", "proporción"];
/// Nouns that count instances of what was measured before.
const GENERIC: [&str; 6] = ["case", "incident", "time", "instance", "caso", "vez"];

/// Names what each figure measures, in order of the text.
pub fn measures(sentences: &[Sentence], figures: &mut [Figure]) {
    for at in 0..figures.len() {
        figures[at].measure = measure(sentences, figures, at);
    }
}

/// Whether a verb only says where a level lies.
pub fn is_levelling(sentence: &Sentence, verb: usize) -> bool {
    LEVELLING.contains(&sentence.lemma(verb))
}

fn measure(sentences: &[Sentence], figures: &[Figure], at: usize) -> Option<String> {
    let figure = &figures[at];
    let sentence = sentences.get(figure.sentence)?;
    let tokens = sentence.text.tokens_in(figure.quantity.span);
    let view = View {
        sentence,
        figure,
        tokens,
        before: &figures[..at],
        next: figures.get(at + 1).filter(|next| next.sentence == figure.sentence),
    };
    let before = view.before();
    let moved = view.moved();
    // "a 50% decrease in seizures, a 40% decrease in homicides": each names what it measures itself.
    if let Some(Some(own)) = moved {
        return Some(own);
    }
    if view.second_of_pair() && before.is_some() {
        return before;
    }
    if moved.is_some() {
        return view.earlier();
    }
    view.worth()
        .or_else(|| view.paid())
        .or_else(|| view.counted())
        .or_else(|| view.of_noun())
        .or_else(|| view.apposed())
        .or_else(|| view.subject())
        .or(before)
}

/// One figure in its sentence, among those before it.
pub(super) struct View<'a> {
    pub(super) sentence: &'a Sentence<'a>,
    pub(super) figure: &'a Figure<'a>,
    pub(super) tokens: Range<usize>,
    before: &'a [Figure<'a>],
    next: Option<&'a Figure<'a>>,
}

impl View<'_> {
    /// The measure of the figure before it in the sentence.
    fn before(&self) -> Option<String> {
        self.before.iter().rev().take_while(|other| other.sentence == self.figure.sentence).find_map(|other| other.measure.clone())
    }

    /// The measure of a figure before it in the paragraph: one of the same unit, else the nearest.
    fn earlier(&self) -> Option<String> {
        let text = self.sentence.text;
        let paragraph = |sentence: usize| text.sentences[sentence].paragraph;
        let near = |other: &&Figure| {
            paragraph(other.sentence) == paragraph(self.figure.sentence)
                && other.sentence + 2 >= self.figure.sentence
                && other.measure.is_some()
        };
        let same = |other: &&Figure| near(other) && other.unit.is_some() && other.unit == self.figure.unit;
        let recent = self.before.iter().rev().take(12);
        recent.clone().find(same).or_else(|| recent.clone().find(near)).and_then(|other| other.measure.clone())
    }

    /// The first token of the number with its qualifier and article.
    pub(super) fn start(&self) -> usize {
        let qualifier = self.figure.quantity.qualifier_span.map(|span| self.sentence.text.tokens_in(span).start);
        let mut start = qualifier.map_or(self.tokens.start, |qualifier| qualifier.min(self.tokens.start));
        let leads =
            |word: &str| matches!(word, "a" | "an" | "record" | "just" | "only" | "some" | "combined" | "the" | "un" | "una" | "now");
        while start > self.sentence.tokens.start && leads(self.sentence.lower(start - 1)) {
            start -= 1;
        }
        start
    }

    /// "to 9 from 12", "against 121", "(14,119)", "or 0.4 percent": no noun of its own, beside an earlier figure.
    fn second_of_pair(&self) -> bool {
        let quantity = self.figure.quantity;
        if quantity.of.is_some() && quantity.kind == QuantityKind::Count {
            return false;
        }
        let start = self.start();
        let word = self.sentence.lower(start.wrapping_sub(1));
        let further = self.sentence.lower(start.wrapping_sub(2));
        let compared = match word {
            "from" | "against" | "versus" | "than" | "(" | "or" | "below" | "above" | "desde" | "frente" | "contra" => true,
            "with" => further == "compared",
            "up" | "down" => matches!(further, "," | "—" | "–"),
            "," | "—" | "–" => self.figure.movement.change.is_some() || quantity.kind == QuantityKind::Factor,
            _ => false,
        };
        compared || self.figure.movement.level
    }

    /// A noun of change: what follows "drop in"; `Some(None)` where what changes was named before.
    fn moved(&self) -> Option<Option<String>> {
        let noun = self.figure.movement.noun?;
        let after = noun + 1;
        if noun >= self.tokens.end && matches!(self.sentence.lower(after), "in" | "of" | "en" | "de") {
            return Some(self.words(after + 1..self.sentence.phrase_end(after + 1, true)));
        }
        Some(None)
    }

    fn is_part(&self) -> bool {
        matches!(self.figure.quantity.kind, QuantityKind::Share | QuantityKind::Percent | QuantityKind::Factor | QuantityKind::Points)
    }

    /// The counted noun and what is said of it.
    fn counted(&self) -> Option<String> {
        let sentence = self.sentence;
        let quantity = self.figure.quantity;
        let end = self.tokens.end;
        if quantity.kind == QuantityKind::Factor {
            return None;
        }
        let of = matches!(sentence.lower(end), "of" | "de");
        if let Some(whole) = self.next.filter(|_| of && quantity.of.is_none()) {
            // "1,705 of 3,900 posts", "half of the country's 8,847 violent deaths".
            let start = sentence.text.tokens_in(whole.quantity.span).start;
            if let Some(noun) = whole.quantity.of.filter(|_| start <= end + 6) {
                let noun = sentence.text.tokens_in(noun);
                let said = if sentence.is_verb(noun.end) { self.predicate(noun.end) } else { None };
                return join(self.words(noun), said);
            }
        }
        if of && quantity.of.is_none() && matches!(sentence.tag(end + 1), Some(Tag::Pron | Tag::Det)) {
            return join(self.before().or_else(|| self.earlier()), self.predicate(end + 2));
        }
        let Some(noun) = quantity.of.map(|of| sentence.text.tokens_in(of)) else {
            return self.bare_subject();
        };
        let verb = self.governing();
        if !self.is_part()
            && verb.is_some_and(|verb| {
                is_levelling(sentence, verb) && sentence.subject_of(verb).is_some_and(|subject| !subject.contains(&self.tokens.start))
            })
        {
            return self.subject();
        }
        if self.is_part()
            && let Some(verb) = verb.filter(|verb| is_levelling(sentence, *verb) && !sentence.dated(*verb))
            && let Some(subject) = sentence.subject_of(verb)
            && let Some(words) = self.words(subject)
        {
            return Some(words);
        }
        let after = self.complement_end(noun.end.max(end));
        let said = sentence.is_verb(after)
            || matches!(sentence.lower(after), "who" | "that" | "which" | "que")
            || matches!(sentence.tag(after), Some(Tag::Adv));
        let generic = sentence.head(noun.clone()).is_some_and(|head| GENERIC.contains(&sentence.lemma(head)));
        if generic && noun.len() == 1 && !said {
            return self.before().or_else(|| self.earlier()).or_else(|| self.words(noun));
        }
        let base = self.words(noun.start..after.max(noun.end));
        // "the seizure of 320 tons of drugs": what is weighed is the deed.
        if quantity.kind == QuantityKind::Physical
            && let Some(deed) = self.of_noun()
        {
            return join(Some(deed), base);
        }
        let averaged = self.averaged();
        if averaged.is_some() {
            return join(averaged, base);
        }
        if said {
            return join(base, self.predicate(after));
        }
        // "granted asylum in one in ten cases", "fentanyl turned up in 78 per cent of the cases".
        let within = self.is_part() && matches!(sentence.lower(self.start().wrapping_sub(1)), "in" | "en");
        if within {
            let first = verb.and_then(|verb| {
                self.object(verb)
                    .and_then(|object| join(self.words(object), Some(sentence.lower(verb).to_owned())))
                    .or_else(|| sentence.subject_of(verb).and_then(|subject| self.words(subject)))
            });
            return join(first, base);
        }
        let verb = verb.filter(|verb| !self.is_light(*verb) && !self.is_part());
        if let Some(object) = verb.and_then(|verb| self.object(verb)) {
            return join(self.words(object), base);
        }
        join(base, verb.map(|verb| sentence.lower(verb).to_owned()))
    }

    /// "427 have died", "two milligrams can kill": what is said of a number that is itself the subject.
    fn bare_subject(&self) -> Option<String> {
        let sentence = self.sentence;
        let start = self.start();
        let opens = start == sentence.tokens.start || sentence.is_boundary(start - 1);
        if !opens || !sentence.is_verb(self.tokens.end) {
            return None;
        }
        let unit = matches!(self.figure.quantity.kind, QuantityKind::Physical | QuantityKind::Duration)
            .then(|| sentence.lower(self.tokens.end - 1).to_owned());
        join(unit, self.predicate(self.tokens.end))
    }

    /// "a daily average of 86.9 victims": the words before "of".
    fn averaged(&self) -> Option<String> {
        let of = self.start().checked_sub(1).filter(|of| matches!(self.sentence.lower(*of), "of" | "de"))?;
        let noun = of.checked_sub(1).filter(|noun| matches!(self.sentence.lemma(*noun), "average" | "promedio" | "media"))?;
        let first = noun - usize::from(self.sentence.tag(noun.wrapping_sub(1)) == Some(Tag::Adj));
        self.words(first..noun + 1)
    }

    /// The verb that says what the figure is.
    fn governing(&self) -> Option<usize> {
        self.figure.movement.verb.or_else(|| self.sentence.verb_before(self.tokens.start))
    }

    /// The noun phrase between a verb and the preposition before the figure: "puts the number of detainees at".
    fn object(&self, verb: usize) -> Option<Range<usize>> {
        let sentence = self.sentence;
        let preposition = self.start().checked_sub(1).filter(|at| sentence.tag(*at) == Some(Tag::Adp) && *at > verb + 1)?;
        let first = verb + 1;
        let nominal = sentence.is_nominal(first) && !sentence.dated(first) && !sentence.counted(first);
        let broken = (first..preposition).any(|token| sentence.is_boundary(token) || sentence.counted(token));
        (nominal && !broken).then_some(first..preposition)
    }

    /// The complements of a counted noun, up to the next figure.
    fn complement_end(&self, noun_end: usize) -> usize {
        let sentence = self.sentence;
        let end = if sentence.tag(noun_end) == Some(Tag::Adp) { sentence.phrase_end_from(noun_end) } else { noun_end };
        (noun_end..end).find(|token| sentence.counted(*token)).map_or(end, |token| token.saturating_sub(1).max(noun_end))
    }

    /// What is said of the noun that ends before a token: the verb with its complements.
    fn predicate(&self, from: usize) -> Option<String> {
        let sentence = self.sentence;
        let mut end = from;
        while end < sentence.tokens.end && end < from + PREDICATE {
            if sentence.is_boundary(end) || (sentence.counted(end) && end > from) {
                break;
            }
            end += 1;
        }
        self.words(from..end)
    }

    pub(super) fn is_light(&self, verb: usize) -> bool {
        LIGHT.contains(&self.sentence.lemma(verb)) || self.sentence.tag(verb) == Some(Tag::Aux)
    }

    /// "a homicide rate of about 50": the noun before "of".
    fn of_noun(&self) -> Option<String> {
        let sentence = self.sentence;
        let of = self.start().checked_sub(1).filter(|of| matches!(sentence.lower(*of), "of" | "de") && sentence.tokens.contains(of))?;
        let noun = of.checked_sub(1).filter(|noun| sentence.tag(*noun) == Some(Tag::Noun))?;
        if matches!(sentence.lemma(noun), "average" | "total" | "record" | "half" | "number" | "promedio" | "combined") {
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

    /// "The liberals, with 4.3%,", "Bicycle thefts, at 320, were": the phrase before the comma.
    fn apposed(&self) -> Option<String> {
        let start = self.start();
        let with = matches!(self.sentence.lower(start.wrapping_sub(1)), "with" | "at" | "now" | "con");
        let comma = start.checked_sub(2).filter(|comma| with && self.sentence.lower(*comma) == ",")?;
        let stretch = self.sentence.stretch_before(comma)?;
        (self.sentence.tag(stretch.start) != Some(Tag::Adp)).then(|| self.words(stretch)).flatten()
    }

    /// The subject of the verb before the figure, with the verb where it says what the figure is.
    fn subject(&self) -> Option<String> {
        let sentence = self.sentence;
        let verb = self.governing().or_else(|| sentence.any_verb_before(self.tokens.start))?;
        let moved = self.figure.movement;
        if let Some(object) = self.object(verb) {
            let object_words = self.words(self.without_counter(object));
            if moved.change.is_some() || moved.level || matches!(sentence.lemma(verb), "put") {
                return object_words;
            }
            return join(object_words, Some(sentence.lower(verb).to_owned()));
        }
        let subject = sentence.subject_of(verb)?;
        if subject.clone().any(|token| sentence.counted(token))
            && let Some(before) = self.before()
        {
            return Some(before);
        }
        let head = sentence.head(subject.clone());
        let refers = head
            .is_none_or(|head| sentence.tag(head) == Some(Tag::Pron) || subject.len() <= 2 && REFERRING.contains(&sentence.lemma(head)));
        let plain = self.is_light(verb) || moved.change.is_some() || moved.level || is_levelling(sentence, verb);
        if refers {
            if plain {
                return self.before().or_else(|| self.earlier());
            }
            let unit = sentence.lower(self.tokens.end - 1);
            let unit = matches!(self.figure.quantity.kind, QuantityKind::Physical | QuantityKind::Duration).then(|| unit.to_owned());
            return join(unit, join(self.words(verb..verb + 1), self.predicate(self.tokens.end)));
        }
        if sentence.lemma(verb) == "say" || sentence.lemma(verb) == "tell" {
            return self.before().or_else(|| self.earlier());
        }
        let base = self.words(self.without_counter(subject));
        if plain {
            return base.or_else(|| self.earlier());
        }
        join(join(base, self.words(verb..verb + 1)), self.predicate(self.tokens.end))
    }

    /// "the number of people crossing": without the words that only count.
    fn without_counter(&self, phrase: Range<usize>) -> Range<usize> {
        let counter = phrase.clone().find(|token| {
            matches!(self.sentence.lemma(*token), "number" | "total" | "level" | "amount" | "número" | "cantidad" | "cifra")
                && matches!(self.sentence.lower(token + 1), "of" | "de")
        });
        match counter {
            Some(counter) if counter + 2 < phrase.end && counter <= phrase.start + 2 => counter + 2..phrase.end,
            _ => phrase,
        }
    }

    /// The words of a stretch without determiners, dates, figures and places.
    pub(super) fn words(&self, tokens: Range<usize>) -> Option<String> {
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
            let unsaid = matches!(tag, Some(Tag::Det | Tag::Punct | Tag::Aux | Tag::Adv | Tag::Pron | Tag::Part));
            let skipped = unsaid || sentence.counted(at) || sentence.dated(at) || sentence.placed(at);
            let dangling =
                tag == Some(Tag::Adp) && (words.is_empty() || at + 1 >= tokens.end || sentence.counted(at + 1) || sentence.dated(at + 1));
            if !skipped && !dangling {
                words.push(sentence.text.word(at));
            }
            at += 1;
        }
        (!words.is_empty()).then(|| words.join(" "))
    }
}

pub(super) fn join(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) => Some(format!("{first} {second}")),
        (first, second) => first.or(second),
    }
}
