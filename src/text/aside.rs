//! What interrupts a sentence, taken out before it is parsed: the age behind a name, a description between commas before the
//! verb ("Kasim, one of the country's most wanted men, was arrested"), words in brackets. A greedy parser loses its way in
//! them more often than anywhere else; read on their own, both halves are plain. A name of several words is one word here.

use super::tag::{Tag, VerbForm};
use super::{Text, Token, sorted};
use std::ops::Range;

/// What ends a bare phrase of time.
const TIME_WORDS: &str = include_str!("../../lexicons/en/time_words.txt");

/// Longer asides are left to the parser.
const LONGEST: usize = 40;

/// How one sentence is read: which words are parsed together, and where the rest hangs. Words are indices into the sentence.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The sentence without its asides.
    pub main: Vec<usize>,
    /// Each aside, and the word of the main line that it describes.
    pub asides: Vec<Aside>,
    /// Each bare phrase of time between a subject and its verb, and that verb.
    pub times: Vec<Aside>,
    /// Words of a name behind its first, with the first.
    pub flat: Vec<(usize, usize)>,
    /// Commas and brackets around asides, with the word before.
    pub marks: Vec<(usize, usize)>,
}

/// Words that describe another and are parsed on their own.
#[derive(Debug, PartialEq, Eq)]
pub struct Aside {
    pub words: Vec<usize>,
    /// The last word before it; of a time the verb behind it.
    pub host: usize,
}

/// Plans the reading of a sentence; `units` are the names of the text as token ranges, in order.
pub fn reading(text: &Text, sentence: Range<usize>, units: &[Range<usize>]) -> Reading {
    let mut reading = Reading::default();
    let first = units.partition_point(|unit| unit.end <= sentence.start);
    let mut unit = units[first..].iter().take_while(|unit| unit.start < sentence.end).peekable();
    for token in sentence.clone() {
        while unit.next_if(|unit| unit.end <= token).is_some() {}
        match unit.peek() {
            Some(unit) if unit.start < token && token < unit.end && unit.start >= sentence.start => {
                reading.flat.push((token - sentence.start, unit.start - sentence.start));
            }
            _ => reading.main.push(token - sentence.start),
        }
    }
    let sentence = Words { text, base: sentence.start };
    floating(&sentence, &mut reading);
    brackets(&sentence, &mut reading);
    ages(&sentence, &mut reading);
    relatives(&sentence, &mut reading);
    descriptions(&sentence, &mut reading);
    times(&sentence, &mut reading);
    reading
}

/// The words of one sentence.
struct Words<'a> {
    text: &'a Text<'a>,
    base: usize,
}

impl Words<'_> {
    fn token(&self, word: usize) -> &Token {
        &self.text.tokens[self.base + word]
    }

    fn is(&self, word: usize, form: &str) -> bool {
        self.text.word(self.base + word) == form
    }

    /// A verb whose object may be a whole clause.
    fn thinks(&self, word: usize) -> bool {
        let lemma = self.text.lemma(self.base + word);
        super::Words::of(&self.text.language).reports_speech(self.text.lower(self.base + word))
            || matches!(
                lemma,
                "know" | "think" | "believe" | "hope" | "fear" | "feel" | "find" | "see" | "wish" | "guess" | "suspect" | "hear"
            )
    }

    fn nominal(&self, word: usize) -> bool {
        matches!(self.token(word).tag, Tag::Noun | Tag::Propn)
    }

    fn finite(&self, word: usize) -> bool {
        let token = self.token(word);
        match token.tag {
            Tag::Aux => !matches!(token.form, VerbForm::Gerund | VerbForm::PastParticiple),
            Tag::Verb => matches!(token.form, VerbForm::Past | VerbForm::ThirdPerson | VerbForm::Present),
            _ => false,
        }
    }
}

/// "were each given ten years", "was himself shot": a quantifier or reflexive between auxiliary and verb.
fn floating(words: &Words, reading: &mut Reading) {
    let mut at = 1;
    while at + 1 < reading.main.len() {
        let [before, word, after] = [reading.main[at - 1], reading.main[at], reading.main[at + 1]];
        let quantifier =
            ["each", "both", "all", "himself", "herself", "itself", "themselves", "since"].iter().any(|form| words.is(word, form));
        let verbal = words.token(after).tag == Tag::Verb || words.token(after).tag == Tag::Aux;
        if quantifier && verbal && words.token(before).tag == Tag::Aux {
            reading.main.remove(at);
            reading.marks.push((word, before));
        }
        at += 1;
    }
}

/// "San Antonio (Texas)": short words in brackets without a verb.
fn brackets(words: &Words, reading: &mut Reading) {
    let mut at = 1;
    while at < reading.main.len() {
        if words.is(reading.main[at], "(") {
            let close = (at + 1..reading.main.len().min(at + 10)).find(|place| words.is(reading.main[*place], ")"));
            if let Some(close) = close.filter(|close| !reading.main[at..*close].iter().any(|word| words.token(*word).tag.verbal())) {
                take(reading, at, close, true);
                continue;
            }
        }
        at += 1;
    }
}

/// "Carl Webb, 34, was", "Carl Webb, 34, of Southsea".
fn ages(words: &Words, reading: &mut Reading) {
    let mut at = 0;
    while at + 3 < reading.main.len() {
        let [name, comma, number, close] = [reading.main[at], reading.main[at + 1], reading.main[at + 2], reading.main[at + 3]];
        let age = words.nominal(name) && words.is(comma, ",") && words.token(number).tag == Tag::Num && words.is(close, ",");
        if age {
            let goes_on = reading.main.get(at + 4).is_some_and(|next| words.token(*next).tag.verbal());
            take(reading, at + 1, at + 3, goes_on);
        }
        at += 1;
    }
}

/// "The ministry last month blocked", "the man yesterday told": a bare phrase of time between a subject and its verb.
fn times(words: &Words, reading: &mut Reading) {
    let mut at = 1;
    while at + 1 < reading.main.len() {
        if words.nominal(reading.main[at - 1])
            && let Some(end) = end_of_time(words, &reading.main, at)
            && let Some(verb) = reading.main.get(end).copied().filter(|verb| words.finite(*verb))
        {
            let time: Vec<usize> = reading.main.drain(at..end).collect();
            reading.times.push(Aside { words: time, host: verb });
        }
        at += 1;
    }
}

/// The place behind a bare phrase of time that begins at a place: "last month", "earlier this week", "yesterday", "late Monday night".
fn end_of_time(words: &Words, main: &[usize], start: usize) -> Option<usize> {
    let is = |at: usize, forms: &[&str]| main.get(at).is_some_and(|word| forms.iter().any(|form| words.is(*word, form)));
    let timed = |at: usize| {
        main.get(at)
            .is_some_and(|word| sorted::find(TIME_WORDS, words.text.lower(words.base + word)).is_some() && !words.token(*word).tag.verbal())
    };
    let mut at = start;
    if is(at, &["earlier", "late", "early", "later"]) {
        at += 1;
    }
    let pointing = is(at, &["last", "this", "next"]);
    at += usize::from(pointing);
    let first = at;
    while timed(at) {
        at += 1;
    }
    // A weekday or a word like "yesterday" stands alone; "week" needs "last" or "this".
    let alone =
        main.get(first).is_some_and(|word| words.text.lower(words.base + word).ends_with("day") && words.token(*word).tag == Tag::Propn)
            || is(first, &["yesterday", "today", "tonight"]);
    (at > first && (pointing || alone)).then_some(at)
}

/// "One of the guards [who had opened the gate] was held": a relative clause without commas, up to the verb that its noun waits for.
fn relatives(words: &Words, reading: &mut Reading) {
    let mut at = 1;
    while at + 2 < reading.main.len() {
        if words.is(reading.main[at], "who")
            && words.nominal(reading.main[at - 1])
            && let Some(verb) = verb_waited_for(words, reading, at)
        {
            let host = reading.main[at - 1];
            let clause: Vec<usize> = reading.main.drain(at..verb).collect();
            reading.asides.push(Aside { words: clause, host });
        }
        at += 1;
    }
}

/// The second finite verb behind "who", where nothing between the two can open a clause of its own.
fn verb_waited_for(words: &Words, reading: &Reading, pronoun: usize) -> Option<usize> {
    let limit = reading.main.len().min(pronoun + LONGEST);
    let first = (pronoun + 1..limit.min(pronoun + 4)).find(|place| words.finite(reading.main[*place]))?;
    // "who said the plan was dead", "who knew it was": what is said or known comes without "that".
    let thought = (first..limit.min(first + 3)).any(|place| words.thinks(reading.main[place]));
    let opens = |place: usize| {
        let tag = words.token(reading.main[place]).tag;
        matches!(tag, Tag::Sconj | Tag::Cconj | Tag::Punct)
            || words.token(reading.main[place]).relative
            || ["who", "whom", "whose", "which", "that", "what", "where", "when"].iter().any(|form| words.is(reading.main[place], form))
    };
    if thought {
        return None;
    }
    let second = (first + 1..limit).take_while(|place| !opens(*place)).find(|place| words.finite(reading.main[*place]))?;
    // "who saw he was", but "who saw him was": a subject of its own.
    let before = reading.main[second - 1];
    let own_subject = ["he", "she", "they", "it", "we", "i", "you"].iter().any(|form| words.is(before, form)) && !words.is(before, "it");
    let copula = words.finite(reading.main[first]) && second == first + 1;
    (!own_subject && !copula).then_some(second)
}

/// Between the subject and its verb, from comma to comma.
fn descriptions(words: &Words, reading: &mut Reading) {
    let mut at = 1;
    // Where the clause begins that still lacks its verb.
    let mut verb_seen = false;
    while at < reading.main.len() {
        let word = reading.main[at];
        if words.finite(word) {
            verb_seen = true;
        } else if opens_clause(words, word) {
            verb_seen = false;
        } else if !verb_seen
            && words.is(word, ",")
            && words.nominal(reading.main[at - 1])
            && let Some(close) = close_of(words, reading, at)
        {
            take(reading, at, close, true);
            continue;
        }
        at += 1;
    }
}

/// "that", "and", ";" and quotation marks begin a clause of their own.
fn opens_clause(words: &Words, word: usize) -> bool {
    matches!(words.token(word).tag, Tag::Sconj) || words.is(word, ";") || words.is(word, "“") || words.is(word, "\"")
}

/// The comma right before the verb that the subject waits for.
fn close_of(words: &Words, reading: &Reading, open: usize) -> Option<usize> {
    let limit = reading.main.len().saturating_sub(1).min(open + LONGEST);
    let close = (open + 2..limit).find(|place| {
        let next = reading.main[*place + 1];
        let after = reading.main.get(*place + 2);
        let adverb = words.token(next).tag == Tag::Adv && after.is_some_and(|after| words.finite(*after));
        words.is(reading.main[*place], ",") && (words.finite(next) || adverb)
    })?;
    let inside = &reading.main[open + 1..close];
    // A list is no description: "Smith, Jones and Brown, were".
    let lists = inside.windows(2).any(|pair| words.token(pair[0]).tag == Tag::Cconj && words.token(pair[1]).tag == Tag::Propn);
    let lists = lists || inside.first().is_some_and(|word| words.token(*word).tag == Tag::Cconj);
    (!lists).then_some(close)
}

/// Moves what stands between two marks out of the main line; the closing mark goes too if the line reads on without it.
fn take(reading: &mut Reading, open: usize, close: usize, with_close: bool) {
    let host = reading.main[open - 1];
    let words = reading.main[open + 1..close].to_vec();
    reading.marks.push((reading.main[open], host));
    if with_close {
        reading.marks.push((reading.main[close], host));
    }
    reading.main.drain(open..close + usize::from(with_close));
    if !words.is_empty() {
        reading.asides.push(Aside { words, host });
    }
}
