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

/// Whether a verb says that something has become more or less: "fell", "has doubled".
pub fn is_change(language: &Language, lemma: &str) -> bool {
    words_of(language).get(lemma).is_some_and(|classes| classes.iter().any(|(class, _)| *class == Class::Verb))
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
    /// The token of the verb that moves the figure, where one stands right before it.
    pub verb: Option<usize>,
    /// The token of the noun of change ("a 50% drop").
    pub noun: Option<usize>,
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
        return Movement { change: quantity.direction, ..Movement::default() };
    }
    let Some(sentence) = text.sentence_at(quantity.span.start) else { return Movement::default() };
    let around = Around { text, words: words_of(&text.language), sentence: text.sentences[sentence].tokens.clone() };
    let tokens = text.tokens_in(quantity.span);
    let start = quantity.qualifier_span.map_or(tokens.start, |span| tokens.start.min(text.tokens_in(span).start));
    let mut movement = around.before(quantity, start);
    if movement.change.is_none() && quantity.kind != QuantityKind::Factor {
        let after = around.after(quantity, tokens.end);
        movement = Movement { change: after.change, noun: after.noun, ..movement };
    }
    if movement.change.is_none() {
        movement.change = previous.filter(|(earlier, _)| around.restates(earlier, start)).and_then(|(_, movement)| movement.change);
    }
    movement
}

/// Whether a verb or noun of change stands among the tokens.
pub fn tells_change(text: &Text, tokens: Range<usize>) -> bool {
    let around = Around { text, words: words_of(&text.language), sentence: tokens.clone() };
    tokens.into_iter().any(|token| around.is(token, Class::Verb) || around.is(token, Class::Mover) || around.is(token, Class::Noun))
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

    /// What the words before a figure tell: the change, whether they make it a level, and the verb.
    fn before(&self, quantity: &Quantity, start: usize) -> Movement {
        let mut at = start;
        while at > self.sentence.start && self.is(at - 1, Class::Skip) {
            at -= 1;
        }
        let Some(word) = at.checked_sub(1).filter(|word| self.sentence.contains(word)) else { return Movement::default() };
        let moved = |direction, verb| Movement { change: Some(direction), verb, ..Movement::default() };
        if self.is(word, Class::By)
            && let Some((direction, verb)) = self.mover_before(word)
        {
            return moved(direction, verb);
        }
        if self.is(word, Class::Of)
            && let Some(noun) = word.checked_sub(1)
            && let Some(direction) = self.direction(noun, Class::Noun)
        {
            return Movement { noun: Some(noun), ..moved(direction, None) };
        }
        if self.is(word, Class::Level) {
            let verb = word.checked_sub(1).filter(|verb| self.is(*verb, Class::Verb));
            return Movement { level: true, verb, ..Movement::default() };
        }
        let people = quantity.unit.as_deref() == Some("person");
        let relative = matches!(quantity.kind, QuantityKind::Percent | QuantityKind::Points | QuantityKind::Share);
        if let Some(direction) = self.direction(word, Class::Adverb).filter(|_| !self.is_particle(word, relative)) {
            return moved(direction, None);
        }
        let extent = matches!(quantity.kind, QuantityKind::Dimension | QuantityKind::Duration);
        if let Some(direction) = self.direction(word, Class::Verb).filter(|_| !extent) {
            return moved(direction, Some(word));
        }
        let carried = relative || (quantity.kind == QuantityKind::Count && quantity.of.is_some() && !people);
        let verbal = !matches!(self.text.tokens[word].tag, Tag::Noun | Tag::Propn | Tag::Adj);
        match self.direction(word, Class::Transitive).filter(|_| verbal && carried) {
            Some(direction) => moved(direction, Some(word)),
            None => Movement::default(),
        }
    }

    /// "made up 16 percent", "had torn up 40 fences": the adverb belongs to the verb and moves no figure.
    fn is_particle(&self, adverb: usize, relative: bool) -> bool {
        let Some(verb) = adverb.checked_sub(1).filter(|verb| self.sentence.contains(verb)) else { return false };
        let other_verb = self.tag_is(verb, Tag::Verb) && !self.is(verb, Class::Verb);
        self.is(verb, Class::Particle) || (other_verb && !relative)
    }

    /// The verb, noun or adverb of change to which "by" belongs, with the verb's token.
    fn mover_before(&self, by: usize) -> Option<(Direction, Option<usize>)> {
        let first = self.sentence.start.max(by.saturating_sub(REACH));
        (first..by).rev().find_map(|token| {
            let kinds = [Class::Adverb, Class::Verb, Class::Mover, Class::Transitive, Class::Noun];
            let (class, direction) = kinds.into_iter().find_map(|class| Some((class, self.direction(token, class)?)))?;
            Some((direction, matches!(class, Class::Verb | Class::Mover | Class::Transitive).then_some(token)))
        })
    }

    /// "17.4% more", "20 flights fewer", "a 9-percent dip", "three points up".
    fn after(&self, quantity: &Quantity, end: usize) -> Movement {
        let noun_end = quantity.of.map_or(end, |of| self.text.tokens_in(of).end.max(end));
        let absolute = [QuantityKind::Count, QuantityKind::Duration, QuantityKind::Money, QuantityKind::Physical];
        let relative = !absolute.contains(&quantity.kind);
        for at in [end, noun_end] {
            let Some(direction) = self.direction(at, Class::Comparative) else { continue };
            let compared = (at + 1..(at + 9).min(self.sentence.end)).any(|token| self.is(token, Class::Than));
            let decrease = direction == Direction::Down && (self.is(at + 1, Class::Than) || !self.tag_is(at, Tag::Adp));
            if relative || compared || decrease {
                return Movement { change: Some(direction), ..Movement::default() };
            }
        }
        let mut at = end;
        let described = |at: usize| self.text_is(at, "-") || self.tag_is(at, Tag::Adj);
        while at < end + 3 && described(at) && !self.is(at, Class::Extra) && !self.is(at, Class::Noun) {
            at += 1;
        }
        if let Some(direction) = self.direction(at, Class::Noun).filter(|_| relative || quantity.kind == QuantityKind::Money) {
            return Movement { change: Some(direction), noun: Some(at), ..Movement::default() };
        }
        Movement { change: self.direction(end, Class::Extra), ..Movement::default() }
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
