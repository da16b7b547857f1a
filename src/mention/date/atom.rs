//! The text as the date grammar sees it: words, numbers, numeric dates, decades and marks, in one pass over the bytes.
//!
//! The pieces are finer than the tokens of the text ("Dec31", "mid-1990s", "29th" fall apart), and numbers written in
//! words are put together ("two thousand and fifteen"), so that one pattern serves every spelling.

use super::lexicon::{Class, Lexicon, WordId};
use crate::text::Span;

/// A piece of the text.
#[derive(Clone, Debug)]
pub struct Atom {
    pub span: Span,
    pub kind: Kind,
    /// No space before it.
    pub glued: bool,
    /// Begins with a capital.
    pub capital: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A word, with its number in the lexicon if it is there.
    Word(Option<WordId>),
    Number(Number),
    Numeric(Numeric),
    /// "1990s", "'90s": the decade, 199, or 90 where the century is not said.
    Decade(i32),
    /// Two digits after an apostrophe: "'87".
    ShortYear(i32),
    Mark(char),
    /// End of a line.
    Break,
    /// A date that a lower level of the grammar has found: index into its expressions.
    Expression(usize),
}

/// A whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    pub value: i64,
    /// How many digits it is written with; 0 in words.
    pub digits: usize,
    /// "29th", "first".
    pub ordinal: bool,
    /// Money, a percentage, with decimals, grouped, or part of a code: can be counted with, but is no day or year.
    pub plain: bool,
}

/// Three numbers with the same mark between, or two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeric {
    pub parts: [i32; 3],
    /// Digits of each part; 0 where the part is missing.
    pub digits: [usize; 3],
}

/// Cuts a text into atoms.
pub fn atoms(content: &str, lexicon: &Lexicon) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::with_capacity(content.len() / 5);
    let bytes = content.as_bytes();
    let mut folded = String::new();
    let mut at = 0;
    while let Some(character) = content[at..].chars().next() {
        let glued = atoms.last().is_some_and(|atom| atom.span.end == at);
        let start = at;
        if character.is_ascii_digit() {
            let (kind, end) = number(bytes, at, &atoms);
            at = end;
            atoms.push(Atom { span: Span::new(start, end), kind, glued, capital: false });
        } else if character.is_alphabetic() {
            at = content[at..].find(|c: char| !c.is_alphabetic()).map_or(content.len(), |length| at + length);
            if let Some(end) = ordinal_suffix(content, start, at, &mut atoms, lexicon) {
                at = end;
                continue;
            }
            let word = &content[start..at];
            let capital = character.is_uppercase();
            let id = lexicon.word(word, capital, &mut folded);
            atoms.push(Atom { span: Span::new(start, at), kind: Kind::Word(id), glued, capital });
            if id.is_some_and(|id| lexicon.abbreviated(id)) && bytes.get(at) == Some(&b'.') {
                at += 1;
            }
        } else if character == '\n' {
            at += 1;
            if atoms.last().is_none_or(|atom| atom.kind != Kind::Break) {
                atoms.push(Atom { span: Span::new(start, at), kind: Kind::Break, glued, capital: false });
            }
        } else if character.is_whitespace() {
            at += character.len_utf8();
        } else {
            at += character.len_utf8();
            if matches!(character, '\'' | '’' | '‘')
                && (!glued || matches!(atoms.last(), Some(Atom { kind: Kind::Mark('-' | '('), .. })))
                && let Some((kind, end)) = short_year(bytes, at)
            {
                atoms.push(Atom { span: Span::new(start, end), kind, glued, capital: false });
                at = end;
                continue;
            }
            let mark = match character {
                '–' | '−' | '‐' | '‑' | '~' => '-',
                '’' | '‘' => '\'',
                other => other,
            };
            if matches!(mark, '%' | '€' | '£' | '$' | '°')
                && glued
                && let Some(Atom { kind: Kind::Number(number), .. }) = atoms.last_mut()
            {
                number.plain = false;
            }
            atoms.push(Atom { span: Span::new(start, at), kind: Kind::Mark(mark), glued, capital: false });
        }
    }
    spell(atoms, lexicon)
}

/// The digits at a place as a number, and where they end.
fn digits(bytes: &[u8], at: usize) -> (i64, usize) {
    let mut value: i64 = 0;
    let mut end = at;
    while let Some(digit) = bytes.get(end).filter(|byte| byte.is_ascii_digit()) {
        value = value.saturating_mul(10).saturating_add(i64::from(digit - b'0'));
        end += 1;
    }
    (value, end)
}

fn is_digit(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_digit)
}

/// A number, a numeric date or a decade that begins with a digit.
fn number(bytes: &[u8], at: usize, before: &[Atom]) -> (Kind, usize) {
    let (value, end) = digits(bytes, at);
    let length = end - at;
    let money = matches!(before.last(), Some(Atom { kind: Kind::Mark('$' | '€' | '£' | '¥' | '₹' | '#'), .. }));
    let code = match before {
        [.., word, Atom { kind: Kind::Mark('-'), glued: true, span, .. }] => span.end == at && matches!(word.kind, Kind::Word(None)),
        [.., Atom { kind: Kind::Word(None), span, .. }] => span.end == at,
        [.., Atom { kind: Kind::Mark('.' | ','), glued: true, span, .. }] => span.end == at,
        _ => false,
    };
    let plain = !money && !code;
    if plain
        && length <= 4
        && let Some((numeric, end)) = numeric(bytes, at, value, length, end)
    {
        return (Kind::Numeric(numeric), end);
    }
    if plain
        && length == 8
        && (1900..2100).contains(&(value / 10_000))
        && (1..=12).contains(&(value / 100 % 100))
        && (1..=31).contains(&(value % 100))
    {
        let part = |value: i64| i32::try_from(value).unwrap_or_default();
        return (
            Kind::Numeric(Numeric { parts: [part(value / 10_000), part(value / 100 % 100), part(value % 100)], digits: [4, 2, 2] }),
            end,
        );
    }
    if let Some(kind) = decade(bytes, end, value, length) {
        return kind;
    }
    let mut end = end;
    let mut grouped = false;
    while matches!(bytes.get(end), Some(b',' | b'.' | b':')) && is_digit(bytes, end + 1) {
        grouped = true;
        end = digits(bytes, end + 1).1;
    }
    (Kind::Number(Number { value, digits: length, ordinal: false, plain: plain && !grouped }), end)
}

/// "1990s", "1990's", "90s" with what follows the digits; the second form of a place is the end.
fn decade(bytes: &[u8], end: usize, value: i64, length: usize) -> Option<(Kind, usize)> {
    if value % 10 != 0 || !(length == 4 || length == 2) {
        return None;
    }
    let tail = bytes.get(end..).unwrap_or_default();
    let marks: [&[u8]; 5] = [b"s", b"'s", "’s".as_bytes(), b" s", b"ies"];
    // "Aug. 30's" is no decade.
    let mark = marks.iter().find(|mark| tail.starts_with(mark) && (length == 4 || mark.len() == 1))?;
    if tail.get(mark.len()).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    Some((Kind::Decade(i32::try_from(value / 10).ok()?), end + mark.len()))
}

/// "'87", "'80s" after the apostrophe.
fn short_year(bytes: &[u8], at: usize) -> Option<(Kind, usize)> {
    let (value, end) = digits(bytes, at);
    if end - at != 2 {
        return None;
    }
    if let Some(found) = decade(bytes, end, value, 2) {
        return Some(found);
    }
    let loose = bytes.get(end).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    loose.then_some((Kind::ShortYear(i32::try_from(value).ok()?), end))
}

/// Two or three numbers joined by one kind of mark, as in 29/01/2026, 2026-01-29, 9.11.2025, 22/04.
fn numeric(bytes: &[u8], at: usize, value: i64, length: usize, end: usize) -> Option<(Numeric, usize)> {
    let mark = *bytes.get(end).filter(|byte| matches!(byte, b'/' | b'-' | b'.'))?;
    let loose_before = at == 0 || bytes.get(at - 1).is_none_or(|byte| !matches!(byte, b'/' | b'.' | b',' | b':'));
    let (second, second_end) = digits(bytes, end + 1);
    let second_length = second_end - end - 1;
    let fits = (1..=2).contains(&second_length) || second_length == 4 && mark != b'-';
    if !loose_before || !fits {
        return None;
    }
    let part = |value: i64| i32::try_from(value).unwrap_or_default();
    if bytes.get(second_end) == Some(&mark) {
        let (third, third_end) = digits(bytes, second_end + 1);
        let third_length = third_end - second_end - 1;
        let closed = bytes.get(third_end).is_none_or(|byte| !byte.is_ascii_alphanumeric()) || bytes.get(third_end) == Some(&b'T');
        let more = matches!(bytes.get(third_end), Some(b'.' | b'/' | b',')) && is_digit(bytes, third_end + 1);
        let shape = match (length, second_length, third_length) {
            (4, 1..=2, 1..=2) => true,
            (1..=2, 1..=2, 4) => true,
            (1..=2, 1..=2, 2) => mark == b'/' || mark == b'.',
            _ => false,
        };
        if shape && closed && !more {
            return Some((
                Numeric { parts: [part(value), part(second), part(third)], digits: [length, second_length, third_length] },
                third_end,
            ));
        }
        return None;
    }
    let closed = bytes.get(second_end).is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'%');
    let more = matches!(bytes.get(second_end), Some(b'.' | b'/' | b',' | b'-' | b':')) && is_digit(bytes, second_end + 1);
    let year_month = length == 4 && mark == b'-' && (1..=12).contains(&second) && value > 1000;
    let day_month = length <= 2 && second_length <= 2 && mark == b'/' && (1..=31).contains(&value) && (1..=31).contains(&second);
    let month_year = length <= 2 && second_length == 4 && mark == b'/' && (1..=12).contains(&value);
    if closed && (!more || bytes.get(second_end) == Some(&b'-')) && (year_month || day_month || month_year) {
        return Some((Numeric { parts: [part(value), part(second), 0], digits: [length, second_length, 0] }, second_end));
    }
    None
}

/// A word right after a number that makes it an ordinal ("th", "º"): merges the two and says where they end.
fn ordinal_suffix(content: &str, start: usize, end: usize, atoms: &mut Vec<Atom>, lexicon: &Lexicon) -> Option<usize> {
    let suffix = &content[start..end];
    let stopped = match atoms.as_slice() {
        [.., Atom { kind: Kind::Number(_), span, .. }] if span.end == start => false,
        [.., Atom { kind: Kind::Number(_), .. }, Atom { kind: Kind::Mark('.'), span, glued: true, .. }] if span.end == start => true,
        _ => return None,
    };
    if stopped && !matches!(suffix, "º" | "ª" | "o" | "a" | "er") || !lexicon.is_ordinal_suffix(suffix) {
        return None;
    }
    if stopped {
        atoms.pop();
    }
    let last = atoms.last_mut()?;
    let Kind::Number(number) = &mut last.kind else {
        return None;
    };
    number.ordinal = true;
    last.span.end = end;
    Some(end)
}

/// Puts numbers written in words together: "twenty-seven", "two thousand and fifteen", "nineteen ninety six".
fn spell(atoms: Vec<Atom>, lexicon: &Lexicon) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::with_capacity(atoms.len());
    let mut index = 0;
    while let Some(atom) = atoms.get(index) {
        let Some((kind, next)) = spelled(&atoms, index, lexicon) else {
            out.push(atom.clone());
            index += 1;
            continue;
        };
        let end = atoms.get(next - 1).map_or(atom.span.end, |last| last.span.end);
        out.push(Atom { span: Span::new(atom.span.start, end), kind, glued: atom.glued, capital: atom.capital });
        index = next;
    }
    out
}

/// A number of two words or more from a place on, and the first atom after it.
fn spelled(atoms: &[Atom], from: usize, lexicon: &Lexicon) -> Option<(Kind, usize)> {
    let value_of = |index: usize, class: Class| match atoms.get(index)?.kind {
        Kind::Word(Some(id)) => lexicon.value(id, class),
        _ => None,
    };
    let mut last = i64::from(value_of(from, Class::Cardinal)?);
    if atoms.get(from).is_some_and(|atom| matches!(atom.kind, Kind::Word(Some(id)) if lexicon.is_article(id))) {
        return None;
    }
    let (mut total, mut current) = (0_i64, last);
    let mut end = from + 1;
    let mut ordinal = false;
    loop {
        let joined = match atoms.get(end).map(|atom| &atom.kind) {
            Some(Kind::Mark('-')) => end + 1,
            Some(Kind::Word(Some(id))) if lexicon.joins_numbers(*id) && (last >= 20) => end + 1,
            _ => end,
        };
        let next_ordinal =
            value_of(joined, Class::Ordinal).filter(|value| (1..10).contains(value) && (20..100).contains(&last) && last % 10 == 0);
        if let Some(value) = next_ordinal {
            current += i64::from(value);
            ordinal = true;
            end = joined + 1;
            break;
        }
        let Some(value) = value_of(joined, Class::Cardinal).map(i64::from) else {
            break;
        };
        if atoms.get(joined).is_some_and(|atom| matches!(atom.kind, Kind::Word(Some(id)) if lexicon.is_article(id)))
            && value == 1
            && joined == end
        {
            break;
        }
        match value {
            1000 if total == 0 => {
                total = current * 1000;
                current = 0;
            }
            100 if current > 0 && current < 100 => current *= 100,
            10.. if joined == end && (10..=21).contains(&current) && value < 100 && total == 0 => current = current * 100 + value,
            1..10 if last >= 20 && last % 10 == 0 => current += value,
            10..100 if last >= 100 => current += value,
            101..1000 if last >= 1000 => current += value,
            _ => break,
        }
        last = value;
        end = joined + 1;
    }
    if end == from + 1 {
        return None;
    }
    let number = Number { value: total + current, digits: 0, ordinal, plain: true };
    Some((Kind::Number(number), end))
}
