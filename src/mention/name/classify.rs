//! Person, body, place or nothing: evidence adds up, no list decides alone, and the same words are the same thing throughout
//! the article unless their surroundings say otherwise.

use super::NameKind;
use super::alias::Alias;
use super::chunk::{Chunk, Find, is_particle, is_possessive};
use super::word::{Shape, Words};
use crate::lexicon::Level;
use rustc_hash::{FxHashMap, FxHashSet};

/// How strongly something speaks for each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    pub person: f32,
    pub organization: f32,
    pub place: f32,
}

impl Evidence {
    fn plus(self, other: Self, share: f32) -> Self {
        Self {
            person: self.person + other.person * share,
            organization: self.organization + other.organization * share,
            place: self.place + other.place * share,
        }
    }

    fn clamped(self, limit: f32) -> Self {
        let clamp = |value: f32| value.clamp(-limit, limit);
        Self { person: clamp(self.person), organization: clamp(self.organization), place: clamp(self.place) }
    }

    /// The strongest kind and its strength.
    fn best(self) -> (NameKind, f32) {
        let mut best = (NameKind::Person, self.person);
        for (kind, value) in [(NameKind::Organization, self.organization), (NameKind::Place, self.place)] {
            if value > best.1 {
                best = (kind, value);
            }
        }
        best
    }
}

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
        let inner = inner(words, chunk);
        let outer = outer(words, chunk);
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

/// What the words of the stretch itself say.
fn inner(words: &Words, chunk: &Chunk) -> Evidence {
    let mut evidence = Evidence::default();
    let range = chunk.tokens.clone();
    let parts: Vec<usize> = range.clone().filter(|index| words.at(*index).named()).collect();
    let (Some(first), Some(last)) = (parts.first().copied(), parts.last().copied()) else { return evidence };
    let count = parts.len();
    let (head, tail) = (words.at(first), words.at(last));
    let headline = words.headline(chunk.sentence);
    // Person.
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
    if range.clone().any(|index| is_particle(words.text_at(index))) || parts.iter().any(|index| words.at(*index).shape == Shape::Jointed) {
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
    if shouted > 0 && !headline {
        evidence.person -= if shouted == count && count > 1 && head.given > 4 && head.common == 0 { 0.0 } else { 1.5 };
    }
    if count == 1 && head.shape == Shape::Initial && head.text.chars().filter(|character| character.is_uppercase()).count() > 1 {
        evidence.person += 4.0;
    }
    if count > 4 {
        evidence.person -= 1.5;
    }
    // Place.
    if let Some((length, postings)) = words.place(range.start, range.end)
        && length == range.len()
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
        if count == 1 && (top.word || head.common != 0) && (head.shape != Shape::Upper || headline) {
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
    // Body.
    if count == 1 && head.shape == Shape::Upper && !headline && evidence.place < 2.0 && head.text.chars().count() <= 6 {
        evidence.organization += match (head.common, head.text.chars().count()) {
            (0, 3..) => 2.0,
            (0, _) => 1.2,
            _ => 0.0,
        };
        evidence.person -= 1.5;
    }
    let unknown = head.given == 0 && head.surname < 9 && head.common == 0 && evidence.place == 0.0;
    if count == 1 && unknown && head.shape == Shape::Capital && !headline {
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
    if headline && count > 0 && evidence.place <= 0.0 {
        evidence.person -= 0.5;
    }
    if head.capital_by_place() && count == 1 {
        evidence.person -= 1.0;
        evidence.place -= 1.0;
        evidence.organization -= 1.0;
    }
    evidence
}

/// What the words around the stretch say.
fn outer(words: &Words, chunk: &Chunk) -> Evidence {
    let mut evidence = Evidence::default();
    let sentence = words.text.sentences[chunk.sentence].tokens.clone();
    let (start, end) = (chunk.tokens.start, chunk.tokens.end);
    let many = chunk.tokens.len() > 1;
    let before = words.before(chunk.title.as_ref().map_or(start, |title| title.start), sentence.start);
    let before = uncapitalised(before);
    let inside = |index: usize| index < sentence.end;
    let next = if inside(end) { words.text_at(end) } else { "" };
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
    evidence
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

/// A number that can be somebody's age.
pub fn plausible_age(number: &str) -> bool {
    number.parse::<u32>().is_ok_and(|age| (1..=110).contains(&age))
}
