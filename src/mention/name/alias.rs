//! Nicknames, code names and real names that stand beside a name: "alias El Tuerto", "also known as X or Y", ", "El Chango,"".

use super::chunk::Chunk;
use super::small::closes;
use super::word::{Shape, Words};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// A nickname beside a name.
#[derive(Clone, Debug)]
pub struct Alias {
    pub sentence: usize,
    /// Without quotation marks.
    pub tokens: Range<usize>,
    /// The first token of the words that introduce it: the name stands before.
    pub cue: usize,
}

/// All nicknames that a cue or a quotation right after a name announces.
pub fn aliases(words: &Words, chunks: &[Chunk]) -> Vec<Alias> {
    let mut found = Vec::new();
    for (sentence, bounds) in words.text.sentences.iter().enumerate() {
        let mut at = bounds.tokens.start;
        while at < bounds.tokens.end {
            at = match cue(words, at, bounds.tokens.end) {
                Some(after) => series(words, at, after, bounds.tokens.end, sentence, &mut found),
                None => at + 1,
            };
        }
    }
    let mut cued: FxHashSet<usize> = found.iter().map(|alias: &Alias| alias.tokens.start).collect();
    for chunk in chunks {
        let end = words.text.sentences[chunk.sentence].tokens.end;
        let at = chunk.tokens.end;
        let mut open = at;
        if words.text_at(open) == "," {
            open += 1;
        }
        if open > at && words.text_at(open) == "or" {
            open += 1;
        }
        if let Some(tokens) = between_commas(words, at, end) {
            if cued.insert(tokens.start) {
                found.push(Alias { sentence: chunk.sentence, tokens, cue: at });
            }
            continue;
        }
        let bracket = words.text_at(at) == "(" && words.at(at + 1).shape == Shape::Code;
        let quoted = matches!(words.text_at(open), "\"" | "“" | "«" | "‘") && open < end;
        let site = if bracket { at } else { open };
        if (bracket || quoted && open > at)
            && let Some(tokens) = enclosed(words, site, end)
            && tokens.len() <= 4
            && words.at(tokens.start).shape != Shape::Lower
            && cued.insert(tokens.start)
        {
            found.push(Alias { sentence: chunk.sentence, tokens, cue: at });
        }
    }
    found.sort_by_key(|alias| alias.tokens.start);
    found
}

/// ", El Ricky,", ", Delta 1,": a nickname by its looks between commas right after a name.
fn between_commas(words: &Words, at: usize, end: usize) -> Option<Range<usize>> {
    if words.text_at(at) != "," || at < 2 || !words.at(at - 2).named() || !words.at(at - 1).named() {
        return None;
    }
    let close = (at + 2..(at + 6).min(end)).find(|index| matches!(words.text_at(*index), "," | "."))?;
    let number = words.at(close - 1).shape == Shape::Number
        && close == at + 3
        && words.at(at + 1).shape == Shape::Capital
        && !words.at(at + 1).cue.calendar();
    let code = close == at + 2 && words.at(at + 1).shape == Shape::Code;
    let article = close > at + 2 && matches!(words.text_at(at + 1), "El" | "La") && words.at(at + 2).named();
    (number || code || article).then_some(at + 1..close)
}

/// Past the words that introduce a nickname, if they stand here.
fn cue(words: &Words, at: usize, end: usize) -> Option<usize> {
    let is = |offset: usize, options: &[&str]| at + offset < end && options.contains(&words.text_at(at + offset));
    if is(0, &["alias", "aka", "AKA", "a.k.a.", "a.k.a", "a/k/a", "nicknamed", "dubbed", "Alias"]) {
        return Some(at + 1);
    }
    if is(0, &["known", "conocido", "conocida"]) && is(1, &["as", "como"]) {
        let widely = at > 0
            && matches!(words.text_at(at - 1), "also" | "better" | "," | "(" | "best" | "is" | "was" | "mejor" | "widely" | "commonly");
        let follows = !words.at(at + 2).named() || words.at(at + 2).shape != Shape::Upper;
        return (widely || follows).then_some(at + 2);
    }
    let real = is(0, &["whose"]) && (is(1, &["real", "true", "birth", "full"]) && is(2, &["name"]) && is(3, &["is", "was"]));
    if real {
        return Some(at + 4);
    }
    if is(0, &["whose"]) && is(1, &["nickname", "alias"]) && is(2, &["is", "was"]) {
        return Some(at + 3);
    }
    if is(0, &["called", "calls", "styled"]) && is(1, &["himself", "herself", "themselves"]) {
        return Some(at + 2);
    }
    if is(0, &["knew", "know"]) && is(1, &["as"]) || is(0, &["known"]) && is(1, &["to", "by", "in"]) {
        let by = (at + 1..(at + 7).min(end))
            .take_while(|index| words.at(*index).shape != Shape::Mark)
            .find(|index| words.text_at(*index) == "as");
        return by.map(|by| by + 1);
    }
    let called = is(0, &["called", "apodado", "apodada"]) && (is(1, &["\"", "“", "‘", "«", "'"]) || words.text_at(at).starts_with('a'));
    called.then_some(at + 1)
}

/// One nickname after another, joined by commas and "or"; says where the series ends.
fn series(words: &Words, cue: usize, mut at: usize, end: usize, sentence: usize, found: &mut Vec<Alias>) -> usize {
    loop {
        while at < end && matches!(words.text_at(at), "by" | "the" | "as" | ":" | "simply") && !words.at(at).named() {
            at += 1;
        }
        let quoted = enclosed(words, at, end);
        let (tokens, after) = match quoted {
            Some(tokens) if tokens.len() <= 6 => {
                let comma = usize::from(matches!(words.text_at(tokens.end), "," | "." | ";"));
                (tokens.clone(), tokens.end + 1 + comma)
            }
            _ => {
                let stop = bare_end(words, at, end);
                (at..stop, stop)
            }
        };
        if tokens.is_empty() {
            return at.max(cue + 1);
        }
        found.push(Alias { sentence, tokens, cue });
        at = after;
        let mut next = at;
        if next < end && words.text_at(next) == "," {
            next += 1;
        }
        if next < end && matches!(words.text_at(next), "or" | "and" | "o" | "y") {
            next += 1;
        }
        let quoted_next = enclosed(words, next, end).is_some();
        let joined = next > at
            && (matches!(words.text_at(next - 1), "or" | "o")
                || quoted_next
                || matches!(words.text_at(next - 1), "and" | "y") && is_nickname(words, next));
        if !joined {
            return at;
        }
        at = next;
    }
}

/// "El", "La", "Don" with a word behind: a nickname by its looks.
fn is_nickname(words: &Words, at: usize) -> bool {
    matches!(words.text_at(at), "El" | "La" | "Don" | "Doña" | "Big" | "Little" | "Los" | "Lil" | "Tío")
}

/// The end of an unquoted nickname: capitalised words and codes, with small words between.
fn bare_end(words: &Words, at: usize, end: usize) -> usize {
    let named = |index: usize| index < end && (words.at(index).named() || words.at(index).shape == Shape::Code);
    let mut stop = at + usize::from(matches!(words.text_at(at), "el" | "la") && named(at + 1));
    while stop < end && stop < at + 6 {
        if named(stop) || (stop > at && words.at(stop).shape == Shape::Number && words.text_at(stop).len() < 4) {
            stop += 1;
        } else if stop > at && super::small::is_particle(words.text_at(stop)) && named(stop + 1) && words.text_at(stop) != "y" {
            stop += 2;
        } else {
            break;
        }
    }
    stop
}

/// The words between the quotation marks or brackets that open here, without a closing comma.
fn enclosed(words: &Words, at: usize, end: usize) -> Option<Range<usize>> {
    let open = words.text_at(at);
    if at >= end || !matches!(open, "\"" | "“" | "«" | "‘" | "'" | "(") {
        return None;
    }
    let close = (at + 2..(at + 8).min(end)).find(|index| closes(open, words.text_at(*index)))?;
    let last = if matches!(words.text_at(close - 1), "," | "." | ";") { close - 1 } else { close };
    (last > at + 1).then_some(at + 1..last)
}
