//! The pattern language of the date grammar.
//!
//! A line is `PATTERN = OPERATION [KEY VALUE]…`. A pattern is a row of words, `<classes>` and `<groups>`, each of which may
//! be optional (`?`), a choice in brackets (`(a|b c)`), a bracket that stands for itself (`\(`), or context at the beginning
//! that is looked at but not taken (`in^`). A `[level]` line begins a new level, whose patterns see the expressions of the levels
//! before as `<date>`.
//! All patterns of a level become one trie; at each place the longest match wins, then the earlier line.

use super::automaton::{Edge, Level};
use super::lexicon::{Class, WordId};
use super::operation::Action;
use rustc_hash::FxHashMap;

/// Reads pattern files.
pub struct Grammar;

type Interner<'a> = dyn FnMut(&str) -> WordId + 'a;

impl Grammar {
    /// The levels of a pattern file.
    pub fn read(
        source: &str,
        intern: &mut Interner,
        groups: &FxHashMap<String, Vec<String>>,
        holidays: &[String],
    ) -> Result<Vec<Level>, String> {
        let mut levels: Vec<Level> = Vec::new();
        for (number, line) in source.lines().enumerate() {
            let line = line.split(" #").next().unwrap_or(line).trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if line.starts_with('[') {
                levels.push(Level::new());
                continue;
            }
            let at = |message: &str| format!("line {}: {message}: {line}", number + 1);
            let (pattern, action) = line.rsplit_once(" = ").ok_or_else(|| at("no operation"))?;
            let action = Action::read(action).ok_or_else(|| at("unknown operation"))?;
            let level = levels.last_mut().ok_or_else(|| at("no level"))?;
            let mut symbols = Vec::new();
            lex(pattern, &mut symbols);
            let mut place = 0;
            let rows = choice(&symbols, &mut place, intern, groups, holidays).map_err(|message| at(&message))?;
            if place != symbols.len() {
                return Err(at("unbalanced brackets"));
            }
            for row in rows {
                level.add(&row, action, number);
            }
        }
        Ok(levels)
    }
}

fn lex(pattern: &str, symbols: &mut Vec<String>) {
    for piece in pattern.split_whitespace() {
        let mut word = String::new();
        let mut characters = piece.chars();
        while let Some(character) = characters.next() {
            if character == '\\' {
                word.push(character);
                word.extend(characters.next());
            } else if matches!(character, '(' | ')' | '|' | '?' | '^') {
                if !word.is_empty() {
                    symbols.push(std::mem::take(&mut word));
                }
                symbols.push(character.to_string());
            } else {
                word.push(character);
            }
        }
        if !word.is_empty() {
            symbols.push(word);
        }
    }
}

/// A row of edges, each with whether it is context.
type Row = Vec<(Edge, bool)>;

/// `a b | c d` up to a closing bracket or the end.
fn choice(
    symbols: &[String],
    place: &mut usize,
    intern: &mut Interner,
    groups: &FxHashMap<String, Vec<String>>,
    holidays: &[String],
) -> Result<Vec<Row>, String> {
    let mut all = Vec::new();
    let mut rows: Vec<Row> = vec![Vec::new()];
    while let Some(symbol) = symbols.get(*place) {
        match symbol.as_str() {
            ")" => break,
            "|" => {
                *place += 1;
                all.append(&mut rows);
                rows = vec![Vec::new()];
                continue;
            }
            _ => {}
        }
        *place += 1;
        let mut options: Vec<Row> = if symbol == "(" {
            let inner = choice(symbols, place, intern, groups, holidays)?;
            if symbols.get(*place).map(String::as_str) != Some(")") {
                return Err("bracket not closed".to_owned());
            }
            *place += 1;
            inner
        } else {
            element(symbol, intern, groups, holidays)?
        };
        while let Some(mark) = symbols.get(*place).filter(|mark| matches!(mark.as_str(), "?" | "^")) {
            if mark == "?" {
                options.push(Vec::new());
            } else {
                options.iter_mut().flatten().for_each(|(_, context)| *context = true);
            }
            *place += 1;
        }
        if let [only] = &options[..] {
            rows.iter_mut().for_each(|row| row.extend(only));
        } else {
            rows = rows.iter().flat_map(|row| options.iter().map(move |option| row.iter().chain(option).copied().collect())).collect();
        }
    }
    all.append(&mut rows);
    Ok(all)
}

/// The rows of one word, class or group.
fn element(symbol: &str, intern: &mut Interner, groups: &FxHashMap<String, Vec<String>>, holidays: &[String]) -> Result<Vec<Row>, String> {
    let Some(name) = symbol.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else {
        return Ok(vec![phrase(symbol, intern)]);
    };
    if name == "holiday" {
        let with_index = |(index, words): (usize, &String)| {
            let mut row = phrase(words, intern);
            row.push((Edge::Phrase(u16::try_from(index).unwrap_or(u16::MAX)), false));
            row
        };
        return Ok(holidays.iter().enumerate().map(with_index).collect());
    }
    if let Some(class) = Class::from_name(name) {
        return Ok(vec![vec![(Edge::Class(class), false)]]);
    }
    let words = groups.get(name).ok_or_else(|| format!("no class or group {name}"))?;
    Ok(words.iter().map(|words| phrase(words, intern)).collect())
}

/// The words and marks of a phrase.
fn phrase(words: &str, intern: &mut Interner) -> Row {
    let mut row = Row::new();
    for piece in words.split_whitespace() {
        let mut word = String::new();
        let mut flush = |word: &mut String, row: &mut Row| {
            if !word.is_empty() {
                row.push((Edge::Word(intern(word)), false));
                word.clear();
            }
        };
        for character in piece.chars() {
            if character.is_alphabetic() {
                word.push(character);
            } else if character != '\\' {
                flush(&mut word, &mut row);
                row.push((Edge::Mark(character), false));
            }
        }
        flush(&mut word, &mut row);
    }
    row
}
