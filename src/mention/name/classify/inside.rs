//! What the words of a stretch say by themselves: given names and surnames, known places, capitals.

use super::{Evidence, SELDOM};
use crate::lexicon::Level;
use crate::mention::name::chunk::{Chunk, Find};
use crate::mention::name::small::is_particle;
use crate::mention::name::word::{Shape, Word, Words};

/// A stretch with what is asked of it again and again.
struct Stretch<'s, 't> {
    words: &'s Words<'t>,
    chunk: &'s Chunk,
    /// Its words with a capital.
    parts: Vec<usize>,
    head: Word<'t>,
    tail: Word<'t>,
    headline: bool,
}

/// What the words of the stretch itself say.
pub fn evidence(words: &Words, chunk: &Chunk) -> Evidence {
    let mut evidence = Evidence::default();
    let parts: Vec<usize> = chunk.tokens.clone().filter(|index| words.at(*index).named()).collect();
    let (Some(first), Some(last)) = (parts.first().copied(), parts.last().copied()) else { return evidence };
    let stretch = Stretch { words, chunk, head: words.at(first), tail: words.at(last), headline: words.headline(chunk.sentence), parts };
    stretch.person(&mut evidence);
    stretch.place(&mut evidence);
    stretch.body(&mut evidence);
    evidence
}

impl Stretch<'_, '_> {
    /// Given names, surnames, initials, particles: how much it looks like somebody's name.
    fn person(&self, evidence: &mut Evidence) {
        let Self { words, chunk, parts, head, tail, headline } = self;
        let count = parts.len();
        evidence.person += match head.given {
            0 => 0.0,
            1 => 1.5,
            2..=8 => 1.8,
            _ => 2.5,
        };
        if head.common != 0 && head.given < 15 {
            evidence.person -= 1.5;
        }
        if count == 1 {
            evidence.person -= 1.5;
            if head.surname > 8 && head.common == 0 {
                evidence.person += if head.first || head.given > 8 { 1.0 } else { 2.2 };
            }
        } else {
            evidence.person += match (tail.surname, tail.common) {
                (0, 0) => 0.3,
                (0, _) => {
                    if head.given > 8 && head.common == 0 {
                        -0.5
                    } else {
                        -1.5
                    }
                }
                (_, 0) => 1.0,
                (9.., _) if head.common == 0 => 0.7,
                _ => 0.3,
            };
            let middle = &parts[1..count - 1];
            evidence.person -= middle.iter().filter(|index| words.at(**index).common != 0 && words.at(**index).given < 9).count() as f32;
            if head.given == 0 && head.common == 0 && tail.common == 0 && head.shape == Shape::Capital && tail.shape == Shape::Capital {
                evidence.person += match (count < 4, head.first) {
                    (true, false) => 1.7,
                    (true, true) if tail.surname > 0 => 1.2,
                    _ => 0.9,
                };
            }
            if head.given == 0 && head.surname > 0 && head.common == 0 {
                evidence.person += 0.5;
            }
        }
        if chunk.tokens.clone().any(|index| is_particle(words.text_at(index)))
            || parts.iter().any(|index| words.at(*index).shape == Shape::Jointed)
        {
            evidence.person += 1.0;
        }
        if chunk.nickname.is_some() {
            evidence.person += 3.0;
        }
        if parts.iter().any(|index| words.at(*index).shape == Shape::Initial) && count > 1 && head.common == 0 {
            evidence.person += 1.5;
            // "Selim R.": a surname that a court withholds.
            let withheld = tail.shape == Shape::Initial && !head.first && head.shape == Shape::Capital && tail.text.ends_with('.');
            evidence.person += if withheld { 0.7 } else { 0.0 };
        }
        if matches!(tail.text, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III") && count > 1 {
            evidence.person += 2.0;
        }
        let shouted = parts.iter().filter(|index| words.at(**index).shape == Shape::Upper).count();
        if shouted > 0 && !*headline {
            evidence.person -= if shouted == count && count > 1 && head.given > 4 && head.common == 0 { 0.0 } else { 1.5 };
        }
        if count == 1 && head.shape == Shape::Initial && head.text.chars().filter(|character| character.is_uppercase()).count() > 1 {
            evidence.person += 4.0;
        }
        if count > 4 {
            evidence.person -= 1.5;
        }
    }

    /// What the gazetteer knows of it.
    fn place(&self, evidence: &mut Evidence) {
        let Self { words, chunk, parts, head, tail, headline } = self;
        let count = parts.len();
        if let Some((length, postings)) = words.place(chunk.tokens.start, chunk.tokens.end)
            && length == chunk.tokens.len()
            && let Some(top) = postings.iter().next()
            && !(head.shape == Shape::Initial && top.level == Level::City && !matches!(head.text, "D.C." | "L.A." | "N.Y.C."))
            && !(head.shape == Shape::Initial && !head.text.is_ascii())
        {
            evidence.place += match (top.level, top.population) {
                (Level::Country, _) => 4.0,
                (Level::Subdivision, _) => 3.0,
                (_, 500_000..) => 3.0,
                (_, 100_000..) => 2.5,
                (_, 20_000..) => 2.0,
                _ => 1.5,
            };
            if top.weak {
                evidence.place -= 1.5;
            }
            if count == 1 && (top.word || head.common != 0) && (head.shape != Shape::Upper || *headline) {
                evidence.place -= 2.0;
            } else if count == 1 && (top.given_name || top.surname) && top.level == Level::City && top.population < 500_000 {
                evidence.place -= 1.0;
            }
            if count > 1 {
                evidence.place += 1.5;
            }
            if evidence.place > 2.4 && count > 1 || count == 1 && !top.weak && (top.level != Level::City || top.population > 50_000) {
                evidence.person -= 1.5;
            }
            if head.shape == Shape::Initial {
                evidence.person -= 4.0;
            }
            if head.shape == Shape::Upper && count == 1 && head.text.len() < 4 && top.level != Level::Country {
                evidence.place -= 4.0;
            }
        } else if chunk.find == Find::Site {
            evidence.place += 3.0;
            // "Slater Street", but "John Hill": a last word that seldom is a surname names a place.
            if count > 1 && tail.surname <= SELDOM && chunk.title.is_none() {
                evidence.person -= 2.5;
            }
        }
    }

    /// Acronyms and unknown words: bodies; and what is no name at all.
    fn body(&self, evidence: &mut Evidence) {
        let Self { chunk, parts, head, headline, .. } = self;
        let count = parts.len();
        if count == 1 && head.shape == Shape::Upper && !*headline && evidence.place < 2.0 && head.text.chars().count() <= 6 {
            evidence.organization += match (head.common, head.text.chars().count()) {
                (0, 3..) => 2.0,
                (0, _) => 1.2,
                _ => 0.0,
            };
            evidence.person -= 1.5;
        }
        let unknown = head.given == 0 && head.surname < 9 && head.common == 0 && evidence.place == 0.0;
        if count == 1 && unknown && head.shape == Shape::Capital && !*headline {
            evidence.organization += if head.first { 0.7 } else { 1.4 };
        }
        if count == 1 && head.cue.never() || chunk.title.is_none() && head.cue.never() && count == 2 {
            evidence.person -= 4.0;
            evidence.place -= 1.0;
            evidence.organization -= 3.0;
        }
        if matches!(head.text, "Los" | "Las") && count > 1 && evidence.place <= 0.0 {
            evidence.organization += 2.0;
            evidence.person -= 2.0;
        }
        if *headline && count > 0 && evidence.place <= 0.0 {
            evidence.person -= 0.5;
        }
        if head.capital_by_place() && count == 1 {
            evidence.person -= 1.0;
            evidence.place -= 1.0;
            evidence.organization -= 1.0;
        }
    }
}
