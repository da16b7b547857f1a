//! Person, body, place or nothing: evidence adds up, no list decides alone, and the same words are the same thing throughout
//! the article unless their surroundings say otherwise.

mod around;
mod evidence;
mod inside;

use super::NameKind;
use super::alias::Alias;
use super::chunk::{Chunk, Find};
use super::word::{Shape, Words};
use evidence::Evidence;
use rustc_hash::{FxHashMap, FxHashSet};

/// A surname of this order of magnitude (see [`crate::lexicon::NameUse::class`]) or less is seldom one.
pub const SELDOM: u8 = 16;

/// The least strength with which a stretch becomes a name.
const ENOUGH: f32 = 2.0;

/// The kind of each chunk; `None` for no name.
pub fn classify(words: &Words, chunks: &[Chunk], aliases: &[Alias]) -> Vec<Option<NameKind>> {
    let spelled = |chunk: &Chunk| words.text.span_of(chunk.tokens.clone()).of(words.text.content);
    let mut around: FxHashMap<&str, (Evidence, u32, u32)> = FxHashMap::default();
    let mut own: Vec<(Evidence, Evidence)> = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        let inner = inside::evidence(words, chunk);
        let outer = around::evidence(words, chunk);
        let sum = around.entry(spelled(chunk)).or_default();
        sum.0 = sum.0.plus(outer, 1.0);
        sum.1 += 1;
        sum.2 += u32::from(outer.place >= 2.0);
        own.push((inner, outer));
    }
    let decide = |index: usize, extra: Evidence| {
        let chunk = &chunks[index];
        if chunk.tokens.len() == 1 && chunk.title.is_none() && extra.person <= 0.0 && words.at(chunk.tokens.start).cue.never() {
            return None;
        }
        match chunk.find {
            Find::Listed(_) | Find::Body => return Some(NameKind::Organization),
            Find::Region(_) => return Some(NameKind::Place),
            Find::Run | Find::Site => {}
        }
        let (inner, outer) = own[index];
        let (sum, count, located) = around.get(spelled(chunk)).copied().unwrap_or_default();
        let others = sum.plus(outer, -1.0).clamped(4.0);
        let mut total = inner.plus(outer, 1.0).plus(others, 0.5).plus(extra, 1.0);
        if inner.place <= 0.0 {
            let mostly = outer.place >= 2.0 && located * 2 > count && inner.organization < 2.0;
            total.place = total.place.min(
                inner.place
                    + if inner.person > 0.5 {
                        0.0
                    } else if mostly {
                        2.5
                    } else {
                        1.9
                    },
            );
        }
        let (kind, strength) = total.best();
        (strength >= ENOUGH).then_some(kind)
    };
    let first: Vec<Option<NameKind>> = (0..chunks.len()).map(|index| decide(index, Evidence::default())).collect();
    let nicknames: FxHashSet<&str> = aliases.iter().map(|alias| words.text.span_of(alias.tokens.clone()).of(words.text.content)).collect();
    let known = known_parts(words, chunks, &first);
    let nickname = |chunk: &Chunk| nicknames.contains(spelled(chunk)).then_some(NameKind::Person);
    let listed = |index: usize| {
        let person = |left: usize, right: usize| {
            let between = chunks[left].tokens.end..chunks[right].title.as_ref().map_or(chunks[right].tokens.start, |title| title.start);
            let joined = chunks[left].sentence == chunks[right].sentence
                && !between.is_empty()
                && between.len() < 3
                && between.clone().all(|at| matches!(words.text_at(at), "," | "and" | "y" | "e" | "&"));
            joined && first[if left == index { right } else { left }] == Some(NameKind::Person)
        };
        let beside = index > 0 && person(index - 1, index) || index + 1 < chunks.len() && person(index, index + 1);
        let full = chunks[index].tokens.len() > 1;
        let person = match (beside, full) {
            (true, true) => 1.5,
            (true, false) if words.of_one_family(&chunks[index]) => 3.0,
            _ => 0.0,
        };
        Evidence { person, ..Evidence::default() }
    };
    let settle = |index: usize| {
        let chunk = &chunks[index];
        nickname(chunk).or_else(|| decide(index, remembered(words, chunk, &known).plus(listed(index), 1.0)))
    };
    (0..chunks.len()).map(settle).collect()
}

/// The words of names that are surely people, as spelled.
fn known_parts<'a>(words: &Words<'a>, chunks: &[Chunk], kinds: &[Option<NameKind>]) -> FxHashMap<&'a str, bool> {
    let mut known = FxHashMap::default();
    for (chunk, kind) in chunks.iter().zip(kinds) {
        if *kind != Some(NameKind::Person) || chunk.tokens.len() < 2 && chunk.title.is_none() {
            continue;
        }
        for (position, index) in chunk.tokens.clone().enumerate() {
            let word = words.at(index);
            if word.named() && word.shape != Shape::Initial && word.text.len() > 2 {
                let surname = position > 0 || chunk.tokens.len() == 1;
                let entry = known.entry(word.text).or_insert(surname);
                *entry |= surname;
            }
        }
    }
    known
}

/// What earlier or later full names say of a shorter one.
fn remembered(words: &Words, chunk: &Chunk, known: &FxHashMap<&str, bool>) -> Evidence {
    let mut parts = chunk.tokens.clone().filter(|index| words.at(*index).named()).map(|index| known.get(words.text_at(index)));
    if chunk.tokens.len() > 3 || chunk.title.is_some() && chunk.tokens.len() > 1 {
        return Evidence::default();
    }
    let place = words.place(chunk.tokens.start, chunk.tokens.end).is_some_and(|(count, _)| count == chunk.tokens.len());
    if place && chunk.tokens.len() > 1 {
        return Evidence::default();
    }
    let start = words.text.sentences[chunk.sentence].tokens.start;
    let located = place
        && matches!(
            words.before(chunk.tokens.start, start),
            "in" | "near" | "at" | "from" | "into" | "across" | "outside" | "en" | "desde"
        );
    let all = parts.clone().all(|part| part.is_some());
    let surname = parts.any(|part| part.copied().unwrap_or(false));
    let person = match (all, surname) {
        (true, true) if located => 0.5,
        // "Lund was in jail", after "Omar Lund": a town as well, but not here.
        (true, true) if place => 4.5,
        (true, true) => 3.5 + if words.at(chunk.tokens.start).shape == Shape::Upper { 2.5 } else { 0.0 },
        (true, false) => 1.5,
        _ => 0.0,
    };
    Evidence { person, ..Evidence::default() }
}

/// A number that can be somebody's age.
pub fn plausible_age(number: &str) -> bool {
    number.parse::<u32>().is_ok_and(|age| (1..=110).contains(&age))
}
