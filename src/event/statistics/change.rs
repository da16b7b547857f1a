//! Whether a figure is itself the amount of a change, and which way: "fell 12 %", "a drop of a third", "44 fewer than".
//!
//! The word before the figure decides between amount and level: after "by" or bare behind the verb it is an amount, after
//! "to", "from" or "at" a level.

use crate::mention::Quantity;
use crate::mention::quantity::{Direction, QuantityKind};
use crate::text::{Language, Tag, Text};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Verb,
    Transitive,
    Mover,
    Noun,
    Adverb,
    Comparative,
    Extra,
    By,
    Level,
    Of,
    Skip,
    Than,
    /// A verb that takes "up" or "down" as its particle: "made up 16 percent".
    Particle,
}

type Words = FxHashMap<&'static str, Vec<(Class, Option<Direction>)>>;

static WORDS: [LazyLock<Words>; 2] = [
    LazyLock::new(|| read(include_str!("../../../lexicons/en/change.tsv"))),
    LazyLock::new(|| read(include_str!("../../../lexicons/es/change.tsv"))),
];
const LANGUAGES: [&str; 2] = ["en", "es"];

fn words_of(language: &Language) -> &'static Words {
    let at = LANGUAGES.iter().position(|name| *name == language.primary()).unwrap_or(0);
    &WORDS[at]
}

fn read(file: &'static str) -> Words {
    let mut words = Words::default();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(word), Some(class), Some(direction)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let class = match class {
            "verb" => Class::Verb,
            "transitive" => Class::Transitive,
            "mover" => Class::Mover,
            "noun" => Class::Noun,
            "adverb" => Class::Adverb,
            "comparative" => Class::Comparative,
            "extra" => Class::Extra,
            "by" => Class::By,
            "level" => Class::Level,
            "of" => Class::Of,
            "skip" => Class::Skip,
            "than" => Class::Than,
            "particle" => Class::Particle,
            _ => continue,
        };
        let direction = match direction {
            "increase" => Some(Direction::Up),
            "decrease" => Some(Direction::Down),
            _ => None,
        };
        words.entry(word).or_default().push((class, direction));
    }
    words
}

/// How far before an amount introduced by "by" its verb may stand.
const REACH: usize = 14;

/// What a figure's surroundings say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Movement {
    /// It is an amount of change.
    pub change: Option<Direction>,
    /// It is an old or a new level beside a change.
    pub level: bool,
}

/// The words around one figure.
struct Around<'a> {
    text: &'a Text<'a>,
    words: &'static Words,
    sentence: Range<usize>,
}

/// Reads whether a quantity is an amount of change. `previous` is the change of the figure before it in the sentence, for
/// appositions ("15 cents, or 0.4 percent").
pub fn movement(text: &Text, quantity: &Quantity, previous: Option<(&Quantity, Movement)>) -> Movement {
    if quantity.direction.is_some() {
        return Movement { change: quantity.direction, level: false };
    }
    let Some(sentence) = text.sentence_at(quantity.span.start) else { return Movement::default() };
    let around = Around { text, words: words_of(&text.language), sentence: text.sentences[sentence].tokens.clone() };
    let tokens = text.tokens_in(quantity.span);
    let start = quantity.qualifier_span.map_or(tokens.start, |span| tokens.start.min(text.tokens_in(span).start));
    let (before, level) = around.before(quantity, start);
    let after = if quantity.kind == QuantityKind::Factor { None } else { around.after(quantity, tokens.end) };
    let repeated = || previous.filter(|(earlier, _)| around.restates(earlier, start)).and_then(|(_, movement)| movement.change);
    Movement { change: before.or(after).or_else(repeated), level }
}

impl Around<'_> {
    fn of_class(&self, token: usize, class: Class) -> Option<Option<Direction>> {
        if !self.sentence.contains(&token) {
            return None;
        }
        let found = |word: &str| self.words.get(word)?.iter().find(|(known, _)| *known == class).map(|(_, direction)| *direction);
        found(self.text.lower(token)).or_else(|| found(self.text.lemma(token)))
    }

    fn is(&self, token: usize, class: Class) -> bool {
        self.of_class(token, class).is_some()
    }

    fn direction(&self, token: usize, class: Class) -> Option<Direction> {
        self.of_class(token, class).flatten()
    }

    /// The change that the words before an amount tell, and whether they make it a level.
    fn before(&self, quantity: &Quantity, start: usize) -> (Option<Direction>, bool) {
        let mut at = start;
        while at > self.sentence.start && self.is(at - 1, Class::Skip) {
            at -= 1;
        }
        let Some(word) = at.checked_sub(1).filter(|word| self.sentence.contains(word)) else { return (None, false) };
        if self.is(word, Class::By)
            && let Some(direction) = self.mover_before(word)
        {
            return (Some(direction), false);
        }
        if self.is(word, Class::Of)
            && let Some(direction) = word.checked_sub(1).and_then(|noun| self.direction(noun, Class::Noun))
        {
            return (Some(direction), false);
        }
        if self.is(word, Class::Level) {
            return (None, true);
        }
        let particle = word.checked_sub(1).is_some_and(|verb| self.is(verb, Class::Particle));
        if let Some(direction) = self.direction(word, Class::Adverb).filter(|_| !particle) {
            return (Some(direction), false);
        }
        let verbal = !matches!(self.text.tokens[word].tag, Tag::Noun | Tag::Propn | Tag::Adj);
        let extent = matches!(quantity.kind, QuantityKind::Dimension | QuantityKind::Duration);
        let people = quantity.unit.as_deref() == Some("person");
        if let Some(direction) = self.direction(word, Class::Verb).filter(|_| verbal && !extent) {
            return (Some(direction), false);
        }
        let relative = matches!(quantity.kind, QuantityKind::Percent | QuantityKind::Points | QuantityKind::Share);
        let carried = relative || (quantity.kind == QuantityKind::Count && quantity.of.is_some() && !people);
        (self.direction(word, Class::Transitive).filter(|_| verbal && carried), false)
    }

    /// The verb, noun or adverb of change to which "by" belongs.
    fn mover_before(&self, by: usize) -> Option<Direction> {
        let first = self.sentence.start.max(by.saturating_sub(REACH));
        (first..by).rev().find_map(|token| {
            [Class::Adverb, Class::Verb, Class::Mover, Class::Transitive, Class::Noun]
                .into_iter()
                .find_map(|class| self.direction(token, class))
        })
    }

    /// "17.4% more", "20 flights fewer", "a 9-percent dip", "three points up".
    fn after(&self, quantity: &Quantity, end: usize) -> Option<Direction> {
        let noun_end = quantity.of.map_or(end, |of| self.text.tokens_in(of).end.max(end));
        let relative =
            !matches!(quantity.kind, QuantityKind::Count | QuantityKind::Duration | QuantityKind::Money | QuantityKind::Physical);
        for at in [end, noun_end] {
            let Some(direction) = self.direction(at, Class::Comparative) else { continue };
            let compared = (at + 1..(at + 9).min(self.sentence.end)).any(|token| self.is(token, Class::Than));
            let decrease = direction == Direction::Down && (self.is(at + 1, Class::Than) || !self.adverb_of_place(at));
            if relative || compared || decrease {
                return Some(direction);
            }
        }
        let mut at = end;
        while at < end + 3
            && (self.text_is(at, "-") || self.tag_is(at, Tag::Adj))
            && !self.is(at, Class::Extra)
            && !self.is(at, Class::Noun)
        {
            at += 1;
        }
        self.direction(at, Class::Noun)
            .filter(|_| relative || quantity.kind == QuantityKind::Money)
            .or_else(|| self.direction(end, Class::Extra))
    }

    /// "down", "below" beside a count say where something is rather than that it fell.
    fn adverb_of_place(&self, token: usize) -> bool {
        matches!(self.text.tokens[token].tag, Tag::Adp)
    }

    fn text_is(&self, token: usize, word: &str) -> bool {
        self.sentence.contains(&token) && self.text.lower(token) == word
    }

    fn tag_is(&self, token: usize, tag: Tag) -> bool {
        self.sentence.contains(&token) && self.text.tokens[token].tag == tag
    }

    /// ", or 0.4 percent", "(0.4 percent)": the same change in another measure.
    fn restates(&self, earlier: &Quantity, start: usize) -> bool {
        let end = self.text.tokens_in(earlier.span).end;
        let between = start.saturating_sub(end);
        let first_is = |word: &str| self.text_is(end, word);
        (between == 2
            && first_is(",")
            && !self.is(start - 1, Class::Level)
            && matches!(self.text.tokens[start - 1].tag, Tag::Cconj | Tag::X))
            || (between == 1 && (first_is("(") || first_is("or") || first_is("o")))
    }
}
