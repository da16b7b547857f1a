//! What the words around a stretch say: titles, ages, prepositions, verbs of saying, what stands in apposition.

use super::{Evidence, plausible_age};
use crate::lexicon::Level;
use crate::mention::name::chunk::Chunk;
use crate::mention::name::small::is_possessive;
use crate::mention::name::word::{Shape, Words};
use std::ops::Range;

/// What the words around the stretch say.
pub fn evidence(words: &Words, chunk: &Chunk) -> Evidence {
    let mut evidence = Evidence::default();
    let sentence = words.text.sentences[chunk.sentence].tokens.clone();
    let end = chunk.tokens.end;
    let next = if end < sentence.end { words.text_at(end) } else { "" };
    let many = chunk.tokens.len() > 1;
    let surroundings = Surroundings { words, chunk, sentence, many, next };
    surroundings.before(&mut evidence);
    surroundings.behind(&mut evidence);
    evidence
}

/// Where a stretch stands.
struct Surroundings<'s, 't> {
    words: &'s Words<'t>,
    chunk: &'s Chunk,
    sentence: Range<usize>,
    /// Whether it has more than one word.
    many: bool,
    /// The word behind it, if its sentence has one.
    next: &'t str,
}

impl Surroundings<'_, '_> {
    /// Titles, kin, prepositions, articles, the street of an address.
    fn before(&self, evidence: &mut Evidence) {
        let Self { words, chunk, sentence, many, next } = self;
        let (many, next) = (*many, *next);
        let (start, end) = (chunk.tokens.start, chunk.tokens.end);
        let before = words.before(chunk.title.as_ref().map_or(start, |title| title.start), sentence.start);
        let before = uncapitalised(before);
        if let Some(title) = &chunk.title {
            let named = (title.start..title.end).any(|index| words.title(index, title.end).is_some_and(|(_, title)| title.names_bearer()));
            if named {
                evidence.person += 4.0;
                evidence.place -= 2.0;
            }
        } else if start > sentence.start && (words.at(start - 1).shape == Shape::Lower || words.at(start - 1).first) {
            let introduced = words.phrases.title(std::iter::once(before)).is_some_and(|(_, title)| title.names_bearer());
            if introduced {
                evidence.person += if many || words.own_kin(start - 1, sentence.start) { 2.5 } else { 2.0 };
            }
            if words.own_kin(start - 1, sentence.start) {
                evidence.person += 1.5;
            }
            if words.cue(start - 1).takes_person() {
                evidence.person += 1.5;
            }
            if matches!(before, "as" | "como")
                && start > sentence.start + 2
                && (start.saturating_sub(4)..start - 1).any(|index| words.text_at(index).starts_with("identif"))
            {
                evidence.person += 3.0;
            }
            if words.cue(start - 1).locates() {
                evidence.place += if matches!(before, "in" | "near" | "at" | "into" | "across" | "outside" | "en") { 2.0 } else { 1.2 };
                evidence.person -= match before {
                    "in" | "near" | "into" | "across" | "outside" => 2.0,
                    "at" => 1.0,
                    _ => 0.0,
                };
            }
            if matches!(before, "alias" | "nicknamed" | "aka") {
                evidence.person += 3.0;
            }
            if before == "the" {
                evidence.person -= 2.5;
                evidence.organization += 0.8;
                if start > sentence.start + 1 && words.cue(start - 2).locates() {
                    evidence.place += 0.5;
                }
            }
            if matches!(before, "a" | "an") {
                evidence.person -= 1.5;
            }
        }
        if chunk.title.is_none() && start > sentence.start + 1 && words.text_at(start - 1) == "," {
            let kin = words.phrases.title(std::iter::once(words.text_at(start - 2))).is_some_and(|(_, title)| title.names_bearer());
            if kin && words.at(start - 2).shape == Shape::Lower {
                evidence.person += if words.own_kin(start - 2, sentence.start) && matches!(next, "," | ".") { 4.0 } else { 2.0 };
            }
        }
        // "Rosa Diel, of Mill Road, Ashby, was": the town behind the street of an address.
        if !many
            && matches!(next, "," | "." | ";" | ")" | "and")
            && !words_age(words, end, sentence.end)
            && after_street(words, start, sentence.start)
        {
            evidence.person -= 3.0;
            evidence.place += 3.0;
        }
    }

    /// Appositions, ages, aliases, verbs of saying, acronyms in brackets, regions.
    fn behind(&self, evidence: &mut Evidence) {
        let Self { words, chunk, sentence, many, next } = self;
        let (many, next) = (*many, *next);
        let (start, end) = (chunk.tokens.start, chunk.tokens.end);
        let inside = |index: usize| index < sentence.end;
        let town = !many && words.place(start, end).is_some();
        if next == "," && inside(end + 1) && !town {
            evidence.person += apposition(words, end + 1, sentence.end);
        }
        let alias = if next == "," { end + 1 } else { end };
        if inside(alias) && matches!(words.text_at(alias), "alias" | "aka" | "a.k.a." | "a/k/a" | "AKA") {
            evidence.person += 3.0;
        }
        let age = next == ","
            && words.at(end + 1).shape == Shape::Number
            && inside(end + 2)
            && matches!(words.text_at(end + 2), "," | "." | ";" | "and")
            && plausible_age(words.text_at(end + 1));
        let bracketed_age = next == "(" && plausible_age(words.text_at(end + 1)) && words.text_at(end + 2) == ")";
        if age || bracketed_age {
            // "Mladen, 69, was": places and bodies have no age.
            evidence.person += if many { 3.0 } else { 4.0 };
        }
        let cue = if inside(end) { words.cue(end) } else { Default::default() };
        if cue.says() && !words.at(end).named() {
            evidence.person += if many { 2.0 } else { 1.2 };
            evidence.organization += 0.5;
        }
        if next == ","
            && inside(end + 1)
            && matches!(words.text_at(end + 1), "who" | "whose" | "nicknamed" | "alias" | "aka" | "known" | "aged" | "born")
        {
            evidence.person += 2.5;
        }
        if next == "(" && words.text_at(end + 2) == ")" && words.at(end + 1).shape == Shape::Upper && many {
            evidence.organization += 3.0;
        }
        if cue.group() && !words.at(end).named() {
            evidence.organization += 2.0;
        }
        let region = |index: usize| {
            inside(index)
                && words
                    .place(index, (index + 4).min(sentence.end))
                    .is_some_and(|(_, postings)| postings.iter().next().is_some_and(|place| place.level != Level::City))
                && words.at(index).named()
        };
        if (next == "," || next == "(") && region(end + 1) {
            evidence.place += 2.0;
        } else if next == "," && big_city(words, end + 1, sentence.end) {
            evidence.place += 1.0;
        }
        if is_possessive(next) {
            evidence.person += 0.3;
        }
    }
}

/// Whether a street and a comma stand before a word: "of Mill Road, Ashby".
fn after_street(words: &Words, start: usize, first: usize) -> bool {
    if start < first + 4 || words.text_at(start - 1) != "," || !words.cue(start - 2).place() {
        return false;
    }
    let street = (first..start - 2).rev().take(4).find(|index| !words.at(*index).named() && words.at(*index).shape != Shape::Number);
    street.is_some_and(|index| matches!(words.text_at(index), "of" | "at" | "in" | "from" | "on") && index + 2 < start - 1)
}

/// Whether an age stands behind a word and a comma.
fn words_age(words: &Words, end: usize, limit: usize) -> bool {
    words.text_at(end) == "," && end + 1 < limit && words.at(end + 1).shape == Shape::Number && plausible_age(words.text_at(end + 1))
}

/// A small word without the capital that the start of a sentence gives it.
fn uncapitalised(word: &str) -> &str {
    match word {
        "In" => "in",
        "At" => "at",
        "From" => "from",
        "Near" => "near",
        "Outside" => "outside",
        "Across" => "across",
        "The" => "the",
        "A" => "a",
        "An" => "an",
        "En" => "en",
        "Desde" => "desde",
        _ => word,
    }
}

/// Whether a city of some size is named here: what stands before it and a comma may lie in it.
fn big_city(words: &Words, at: usize, end: usize) -> bool {
    at < end
        && words.at(at).named()
        && words.place(at, (at + 3).min(end)).is_some_and(|(count, postings)| {
            matches!(words.text_at(at + count), "," | ".") && postings.iter().next().is_some_and(|place| place.population > 300_000)
        })
}

/// How much a phrase after a comma says that a person stands before it: "an editor with …", "the mayor of …".
fn apposition(words: &Words, at: usize, end: usize) -> f32 {
    let article = matches!(words.text_at(at), "a" | "an" | "the" | "his" | "her" | "un" | "una" | "el" | "la" | "su");
    if !article && words.at(at).shape != Shape::Lower {
        return 0.0;
    }
    let from = at + usize::from(article);
    for index in from..(from + 4).min(end) {
        if words.at(index).shape == Shape::Mark {
            break;
        }
        let role = words.title(index, end).is_some_and(|(_, title)| title.names_bearer());
        let people = words.at(index).named()
            && words.nationality(index, end).is_some()
            && index + 1 < end
            && words.at(index + 1).shape == Shape::Lower;
        if role || people && article {
            return if index == from || article { 2.5 } else { 0.0 };
        }
        if !article {
            break;
        }
    }
    0.0
}
