//! The pattern language of the date grammar, and the automaton that matches it.
//!
//! A line is `PATTERN = OPERATION [KEY VALUE]…`. A pattern is a row of words, `<classes>` and `<groups>`, each of which may
//! be optional (`?`), a choice in brackets (`(a|b c)`), or context at the beginning that is looked at but not taken (`in^`). A
//! `[level]` line begins a new level, whose patterns see the expressions of the levels before as `<date>`.
//! All patterns of a level become one trie; at each place the longest match wins, then the earlier line.

use super::atom::{Atom, Kind};
use super::calendar::Unit;
use super::lexicon::{Class, Lexicon, WordId};
use rustc_hash::FxHashMap;

/// What a matched pattern says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action {
    pub operation: Operation,
    pub at: Option<i32>,
    pub unit: Option<Unit>,
    pub relation: Option<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// No date, and nothing within is one.
    None,
    Calendar,
    Numeric,
    /// Days of one month: "June 7-9".
    DayRange,
    /// "Nov-Feb 2017".
    MonthRange,
    YearRange,
    Weekday,
    MonthAt,
    SeasonAt,
    /// "the following Monday", "the next spring": from the date before.
    WeekdayFrom,
    SeasonFrom,
    Unit,
    /// "the following week", "that year".
    Sequence,
    /// "the end of the year": of publication in news, of the date before in a story.
    Current,
    Ago,
    /// "in two weeks", a date only where the clause looks ahead.
    Ahead,
    Later,
    Then,
    Nth,
    Decade,
    Century,
    Window,
    Holiday,
    Overnight,
    /// Narrows an expression without changing its value: "early", "the end of".
    Same,
    /// A date whose parts stand in another: "December of that year".
    Within,
    /// "two days after DATE".
    Shift,
    /// "two days after" something that is no date.
    EventShift,
    Range,
    RangeToNow,
    Relation,
    WeekOf,
    WeekNumber,
    Vague,
}

impl Operation {
    fn from_name(name: &str) -> Option<Operation> {
        Some(match name {
            "none" => Operation::None,
            "calendar" => Operation::Calendar,
            "numeric" => Operation::Numeric,
            "day-range" => Operation::DayRange,
            "month-range" => Operation::MonthRange,
            "year-range" => Operation::YearRange,
            "weekday" => Operation::Weekday,
            "month-at" => Operation::MonthAt,
            "weekday-from" => Operation::WeekdayFrom,
            "season-from" => Operation::SeasonFrom,
            "season-at" => Operation::SeasonAt,
            "unit" => Operation::Unit,
            "sequence" => Operation::Sequence,
            "current" => Operation::Current,
            "ago" => Operation::Ago,
            "ahead" => Operation::Ahead,
            "later" => Operation::Later,
            "then" => Operation::Then,
            "nth" => Operation::Nth,
            "decade" => Operation::Decade,
            "century" => Operation::Century,
            "window" => Operation::Window,
            "holiday" => Operation::Holiday,
            "overnight" => Operation::Overnight,
            "same" => Operation::Same,
            "within" => Operation::Within,
            "shift" => Operation::Shift,
            "event-shift" => Operation::EventShift,
            "range" => Operation::Range,
            "range-to-now" => Operation::RangeToNow,
            "relation" => Operation::Relation,
            "week-of" => Operation::WeekOf,
            "week-number" => Operation::WeekNumber,
            "vague" => Operation::Vague,
            _ => return None,
        })
    }
}

/// An edge of the trie: a word of the lexicon, a mark, or a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Edge {
    Word(WordId),
    Mark(char),
    Class(Class),
    /// The phrase of a holiday, with its index.
    Phrase(u16),
}

#[derive(Clone, Copy, Debug)]
struct Accept {
    action: Action,
    /// Atoms at the beginning that are context.
    context: usize,
    line: usize,
    holiday: Option<u16>,
}

/// One level of the grammar.
#[derive(Debug, Default)]
pub struct Level {
    edges: FxHashMap<(u32, Edge), u32>,
    /// Whether a state has edges of classes at all, to look only where there is something.
    accepts: Vec<Option<Accept>>,
}

/// What was captured: a class and its value, in order.
pub type Capture = (Class, i32);

/// A match: atoms `start..end` (context left out) and what they say.
#[derive(Clone, Debug)]
pub struct Match {
    pub start: usize,
    pub end: usize,
    pub action: Action,
    pub captures: Vec<Capture>,
}

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
                levels.push(Level { edges: FxHashMap::default(), accepts: vec![None] });
                continue;
            }
            let at = |message: &str| format!("line {}: {message}: {line}", number + 1);
            let (pattern, action) = line.rsplit_once(" = ").ok_or_else(|| at("no operation"))?;
            let action = action_of(action).ok_or_else(|| at("unknown operation"))?;
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

fn action_of(source: &str) -> Option<Action> {
    let mut words = source.split_whitespace();
    let mut action = Action { operation: Operation::from_name(words.next()?)?, at: None, unit: None, relation: None };
    while let Some(key) = words.next() {
        let value = words.next()?;
        match key {
            "at" => action.at = Some(value.parse().ok()?),
            "unit" => action.unit = Some(Unit::from_name(value)?),
            "relation" => {
                action.relation =
                    Some(["on", "in", "since", "until", "before", "after", "by", "during"].iter().position(|each| *each == value)? as u8)
            }
            _ => return None,
        }
    }
    Some(action)
}

fn lex(pattern: &str, symbols: &mut Vec<String>) {
    for piece in pattern.split_whitespace() {
        let mut word = String::new();
        for character in piece.chars() {
            if matches!(character, '(' | ')' | '|' | '?' | '^') {
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
        rows = rows.iter().flat_map(|row| options.iter().map(move |option| row.iter().chain(option).copied().collect())).collect();
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
            } else {
                flush(&mut word, &mut row);
                row.push((Edge::Mark(character), false));
            }
        }
        flush(&mut word, &mut row);
    }
    row
}

impl Level {
    fn add(&mut self, row: &[(Edge, bool)], action: Action, line: usize) {
        let mut state = 0;
        let mut holiday = None;
        for (edge, _) in row {
            if let Edge::Phrase(index) = edge {
                holiday = Some(*index);
                continue;
            }
            let next = u32::try_from(self.accepts.len()).unwrap_or(u32::MAX);
            let target = *self.edges.entry((state, *edge)).or_insert(next);
            if target == next {
                self.accepts.push(None);
            }
            state = target;
        }
        let context = row.iter().take_while(|(_, context)| *context).count();
        let accept = Accept { action, context, line, holiday };
        if let Some(slot) = self.accepts.get_mut(state as usize) {
            slot.get_or_insert(accept);
        }
    }

    /// The longest match that begins at a place and ends no later than `limit`.
    pub fn longest(
        &self,
        atoms: &[Atom],
        from: usize,
        limit: usize,
        lexicon: &Lexicon,
        grains: &dyn Fn(usize) -> [Class; 2],
    ) -> Option<Match> {
        let mut best: Option<(usize, Accept, Vec<Capture>)> = None;
        let mut open: Vec<(u32, usize, Vec<Capture>)> = vec![(0, from, Vec::new())];
        while let Some((state, at, captures)) = open.pop() {
            if let Some(Some(accept)) = self.accepts.get(state as usize) {
                let longer = best.as_ref().is_none_or(|(end, other, _)| at > *end || at == *end && accept.line < other.line);
                if longer && at > from + accept.context && at <= limit {
                    best = Some((at, *accept, captures.clone()));
                }
            }
            if at >= limit {
                continue;
            }
            let Some(atom) = atoms.get(at) else { continue };
            let mut follow = |edge: Edge, capture: Option<Capture>| {
                if let Some(next) = self.edges.get(&(state, edge)) {
                    let mut captures = captures.clone();
                    captures.extend(capture);
                    open.push((*next, at + 1, captures));
                }
            };
            if let Kind::Mark(mark) = atom.kind {
                follow(Edge::Mark(mark), None);
            }
            if let Kind::Word(Some(id)) = atom.kind {
                follow(Edge::Word(id), None);
            }
            each_class(atom, lexicon, grains, &mut |class, value| follow(Edge::Class(class), Some((class, value))));
        }
        let (end, accept, mut captures) = best?;
        captures.extend(accept.holiday.map(|index| (Class::Holiday, i32::from(index))));
        Some(Match { start: from + accept.context, end, action: accept.action, captures })
    }
}

/// The classes of an atom with its value in each.
fn each_class(atom: &Atom, lexicon: &Lexicon, grains: &dyn Fn(usize) -> [Class; 2], give: &mut dyn FnMut(Class, i32)) {
    match &atom.kind {
        Kind::Word(Some(id)) => {
            for (class, value) in lexicon.classes(*id) {
                give(*class, *value);
                match class {
                    Class::Cardinal => {
                        give(Class::Number, *value);
                        if (2..=31).contains(value) {
                            give(Class::DayWord, *value);
                        }
                    }
                    Class::Ordinal if (1..=31).contains(value) => {
                        give(Class::Nth, *value);
                        give(Class::Day, *value);
                    }
                    _ => {}
                }
            }
        }
        Kind::Number(number) => {
            let value = i32::try_from(number.value).unwrap_or(i32::MAX);
            if number.plain && !number.ordinal {
                give(Class::Number, value);
            }
            if number.plain && number.digits <= 2 && (1..=31).contains(&value) {
                give(if number.digits == 0 && !number.ordinal { Class::DayWord } else { Class::Day }, value);
            }
            if number.ordinal {
                give(Class::Nth, value);
                give(Class::Ordinal, value);
            }
            if number.plain && !number.ordinal && matches!(number.digits, 0 | 4) && (1000..2200).contains(&value) {
                give(Class::Year, value);
            }
            if number.plain && !number.ordinal && number.digits == 2 {
                give(Class::TwoDigits, value);
            }
        }
        Kind::Decade(value) => give(Class::Decade, *value),
        Kind::ShortYear(value) => give(Class::ShortYear, *value),
        Kind::Numeric(numeric) => {
            let class = match numeric.digits {
                [_, _, 1..=4] => Class::Numeric,
                [4, ..] | [_, 4, _] => Class::NumericMonth,
                _ => Class::NumericPair,
            };
            give(class, 0);
        }
        Kind::Expression(index) => {
            let value = i32::try_from(*index).unwrap_or(i32::MAX);
            give(Class::Date, value);
            for class in grains(*index) {
                if class != Class::Date {
                    give(class, value);
                }
            }
        }
        Kind::Word(None) | Kind::Mark(_) | Kind::Break => {}
    }
}
