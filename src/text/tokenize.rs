//! A block of text to the spans of its tokens: words with their joints ("Z-40", "U.S.", "1,715", "O'Brien") whole, endings
//! that are words of their own ("n't", "'s") split off, each mark by itself.

use super::Span;
use super::words::{Abbreviation, Words};

/// Cuts the bytes `block` of `content` into tokens, which are handed to `push` in order.
pub fn tokens(content: &str, block: Span, words: &Words, mut push: impl FnMut(Span)) {
    let mut at = block.start;
    let mut chunk = Chunk::default();
    while let Some(first) = next_char(content, at, block.end) {
        let end = if first.is_whitespace() || is_invisible(first) {
            at += first.len_utf8();
            continue;
        } else if first.is_alphanumeric() || (matches!(first, '@' | '#') && follows_letter(content, at + 1, block.end)) {
            if at >= chunk.end {
                chunk = Chunk::at(content, at, block.end);
            }
            let end = word_end(content, at, chunk);
            split_word(content, at, end, block, words, &mut push)
        } else {
            let end = mark_end(content, at, block.end);
            push(Span::new(at, end));
            end
        };
        at = end;
    }
}

fn next_char(content: &str, at: usize, end: usize) -> Option<char> {
    content.get(at..end)?.chars().next()
}

fn follows_letter(content: &str, at: usize, end: usize) -> bool {
    next_char(content, at, end).is_some_and(|character| character.is_alphanumeric() || character == '_')
}

/// Characters without ink that stand between words in copied text.
const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}

/// Characters without ink, or that sit on a letter, which belong to the word they stand in.
fn continues_word(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(character, '_' | '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{300}'..='\u{36F}' | '\u{FE00}'..='\u{FE0F}')
}

pub const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ' | '＇')
}

/// Where the blank behind a word stands. It is looked for once for all words before it: text may have none for a long way, and searched to its
/// end for each word it would cost the square of its length.
#[derive(Clone, Copy, Default)]
struct Chunk {
    end: usize,
    may_hold_address: bool,
}

/// The most bytes of an address that are read as one word.
const LONGEST_ADDRESS: usize = 1024;

impl Chunk {
    fn at(content: &str, start: usize, limit: usize) -> Self {
        let rest = &content[start..limit];
        let chunk = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
        Self { end: start + chunk.len(), may_hold_address: chunk.contains([':', '@', 'w', 'W']) }
    }

    /// What an address that begins at `start` can reach.
    fn near(self, content: &str, start: usize) -> &str {
        let mut end = self.end.min(start + LONGEST_ADDRESS);
        while !content.is_char_boundary(end) {
            end -= 1;
        }
        &content[start..end]
    }
}

/// The end of the word that begins at `start`, with its inner joints, without a closing stop.
fn word_end(content: &str, start: usize, around: Chunk) -> usize {
    if around.may_hold_address
        && let Some(length) = address_length(around.near(content, start))
    {
        return start + length;
    }
    let chunk = &content[start..around.end];
    let mut characters = chunk.char_indices().peekable();
    let (mut before, mut end) = (' ', 0);
    while let Some((index, character)) = characters.next() {
        if continues_word(character) || index == 0 {
            end = index + character.len_utf8();
            before = character;
            continue;
        }
        let Some(&(_, after)) = characters.peek() else {
            break;
        };
        let joins = match character {
            '-' | '\u{2010}' | '\u{2011}' => before.is_alphanumeric() && after.is_alphanumeric(),
            '.' => {
                (before.is_ascii_digit() && after.is_ascii_digit())
                    || (before.is_alphabetic() && after.is_alphanumeric() && single_letters(&chunk[..index]))
            }
            ',' | ':' => before.is_ascii_digit() && after.is_ascii_digit(),
            '/' => (before.is_ascii_digit() && after.is_ascii_digit()) || slash_joins(&chunk[..index], &chunk[index + 1..]),
            '&' => before.is_uppercase() && after.is_uppercase(),
            _ => is_apostrophe(character) && before.is_alphabetic() && after.is_alphabetic(),
        };
        if !joins {
            break;
        }
        before = character;
    }
    start + end
}

/// "U.S", "Ph.D", "a.m", "EE.UU": a dot after one or two letters, or after such a group, joins; "home.The" is a missing space.
fn single_letters(before: &str) -> bool {
    let last = before.rsplit(['.', '-', '/']).next().unwrap_or("");
    last.chars().count() <= 2
}

/// "a/k/a", "c/o" and "w/o" are one word; "and/or" is three.
fn slash_joins(before: &str, after: &str) -> bool {
    let short = |word: &str| word.chars().take_while(|character| character.is_alphanumeric()).take(2).count() == 1;
    short(before.rsplit('/').next().unwrap_or("")) && short(after)
}

/// The length of a web or mail address at the start of a chunk, without the marks that close a sentence.
fn address_length(chunk: &str) -> Option<usize> {
    let lower = chunk.get(..4).unwrap_or("");
    let is_address = chunk.contains("://")
        || lower.eq_ignore_ascii_case("www.")
        || chunk.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && host.contains('.')
                && !host.starts_with('.')
                && name.chars().all(|c| c.is_alphanumeric() || ".-_+".contains(c))
        });
    is_address
        .then(|| chunk.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '”', '’', '»', '>']).len())
        .filter(|length| *length > 0)
}

/// The end of a run of equal marks that make one sign ("...", "--", "!!"), else of the single character.
fn mark_end(content: &str, start: usize, limit: usize) -> usize {
    let rest = &content[start..limit];
    let mut characters = rest.chars();
    let Some(first) = characters.next() else {
        return limit;
    };
    let mut end = start + first.len_utf8();
    let repeats = matches!(first, '.' | '-' | '!' | '?' | '*' | '_' | '=' | '`');
    for character in characters {
        let sits_on = matches!(character, '\u{200D}' | '\u{300}'..='\u{36F}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}');
        if !(repeats && character == first) && !sits_on {
            break;
        }
        end += character.len_utf8();
    }
    end
}

/// Hands out a word, or its parts; returns where the next token begins.
fn split_word(content: &str, start: usize, end: usize, block: Span, words: &Words, push: &mut impl FnMut(Span)) -> usize {
    let word = &content[start..end];
    if content[end..block.end].starts_with('.') && takes_stop(content, word, end + 1, block.end, words) {
        push(Span::new(start, end + 1));
        return end + 1;
    }
    match clitic_start(word, words) {
        Some(split) => {
            push(Span::new(start, start + split));
            push(Span::new(start + split, end));
        }
        None => push(Span::new(start, end)),
    }
    end
}

/// Where the ending that is a word of its own begins.
fn clitic_start(word: &str, words: &Words) -> Option<usize> {
    if word.eq_ignore_ascii_case("cannot") {
        return Some("can".len());
    }
    let mark = word.rfind(is_apostrophe)?;
    // "n't" has a letter before its apostrophe, the others none.
    let from = word[..mark].char_indices().next_back().map_or(mark, |(index, _)| index);
    let tail: String =
        word[from..].chars().map(|character| if is_apostrophe(character) { '\'' } else { character.to_ascii_lowercase() }).collect();
    let skipped = mark - from;
    if words.clitic(&format!(" {tail}")) == Some(tail.len()) && from > 0 {
        return Some(from);
    }
    (words.clitic(&tail) == Some(tail.len() - skipped) && mark > 0).then_some(mark)
}

/// Whether the stop after a word belongs to it: an abbreviation, an initial, or a stop in mid-sentence.
fn takes_stop(content: &str, word: &str, after: usize, limit: usize, words: &Words) -> bool {
    let rest = &content[after..limit];
    let next = rest.chars().next();
    if next == Some('.') {
        return false;
    }
    let following = rest.trim_start().chars().next();
    match words.abbreviation(word) {
        Some(Abbreviation::Number) => {
            return following.is_some_and(|character| character.is_ascii_digit());
        }
        Some(Abbreviation::Title | Abbreviation::Any) => return true,
        None => {}
    }
    let plain = word.trim_start_matches('#');
    let mut letters = plain.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && plain != "I";
    // "U.S.", "a.m.", "D.C.", "J.R.": a letter and a stop, at least twice.
    let dotted = plain.split('.').count() > 1
        && plain.split('.').all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic));
    // A stop before a word in lower case ends no sentence.
    let inside = next.is_some_and(|character| matches!(character, ',' | ';'))
        || (next.is_some_and(char::is_whitespace)
            && following.is_some_and(char::is_lowercase)
            && plain.chars().count() <= 5
            && !plain.chars().any(char::is_numeric)
            && !rest.starts_with('\n'));
    initial || dotted || (inside && plain.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn words(content: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let language = Language("en".to_owned());
        tokens(content, Span::new(0, content.len()), Words::of(&language), |span| found.push(span.of(content)));
        found
    }

    #[test]
    fn text_without_blanks_costs_no_more_than_its_length() {
        assert_eq!(words(&"a;".repeat(300_000)).len(), 600_000);
        assert_eq!(words(&("a;".repeat(30_000) + "b@c.org")).len(), 60_001);
    }

    #[test]
    fn addresses_are_one_word() {
        assert_eq!(
            words("See https://example.org/a?b=c, or write to a.b@example.org."),
            ["See", "https://example.org/a?b=c", ",", "or", "write", "to", "a.b@example.org", "."]
        );
    }
}
