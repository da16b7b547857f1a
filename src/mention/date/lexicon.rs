//! The words and phrases of dates in one language, read from its folder: `dates.toml` (words with their values, groups
//! of words, cues) and `dates.patterns` (the grammar).

use super::automaton::Level;
use super::pattern::Grammar;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word or number can be in a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A month in any form; `SureMonth` only where it can be nothing else.
    Month,
    SureMonth,
    Weekday,
    SureWeekday,
    Season,
    Unit,
    Cardinal,
    /// "first" 1, "last" -1.
    Ordinal,
    /// "last" -1, "this" 0, "next" 1: from the day of publication.
    Direction,
    /// "previous" -1, "same" 0, "following" 1: from the date before in the text.
    Sequence,
    /// A fixed or movable feast: index of its rule.
    Holiday,
    /// 1 to 31 in any form.
    Day,
    /// 2 to 31 as a plain number word.
    DayWord,
    /// "29th", "third": a number that can only be an ordinal.
    Nth,
    /// Four digits or their words, in the years of history.
    Year,
    /// Two digits alone, as in "1979-80".
    TwoDigits,
    /// "'87".
    ShortYear,
    Decade,
    /// Three numbers with marks between them; two with a year among them; two.
    Numeric,
    NumericMonth,
    NumericPair,
    /// Any number that can be counted with.
    Number,
    /// What a lower level found, by its grain.
    Date,
    DateDay,
    DateMonth,
    DateYear,
    DatePeriod,
}

impl Class {
    /// The class of a name in the pattern files.
    pub fn from_name(name: &str) -> Option<Class> {
        Some(match name {
            "month" => Class::Month,
            "sure-month" => Class::SureMonth,
            "weekday" => Class::Weekday,
            "sure-weekday" => Class::SureWeekday,
            "season" => Class::Season,
            "unit" => Class::Unit,
            "cardinal" => Class::Cardinal,
            "ordinal" => Class::Ordinal,
            "direction" => Class::Direction,
            "sequence" => Class::Sequence,
            "holiday" => Class::Holiday,
            "day" => Class::Day,
            "day-word" => Class::DayWord,
            "nth" => Class::Nth,
            "year" => Class::Year,
            "two-digits" => Class::TwoDigits,
            "short-year" => Class::ShortYear,
            "decade" => Class::Decade,
            "numeric" => Class::Numeric,
            "numeric-month" => Class::NumericMonth,
            "numeric-pair" => Class::NumericPair,
            "number" => Class::Number,
            "date" => Class::Date,
            "date-day" => Class::DateDay,
            "date-month" => Class::DateMonth,
            "date-year" => Class::DateYear,
            "date-period" => Class::DatePeriod,
            _ => return None,
        })
    }
}

/// A word's number in its lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WordId(pub u32);

#[derive(Debug, Default)]
struct Word {
    classes: Vec<(Class, i32)>,
    capital_only: bool,
    abbreviated: bool,
}

/// What steers the reading of a sentence around a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cue {
    /// "will", "scheduled": what follows lies ahead.
    Future,
    /// "to" after "is", "are", "was": half of a future form.
    FutureSecond,
    /// Forms of "be" that make a future with the second half.
    FutureFirst,
    /// "said", "announced": the date belongs to the saying.
    Saying,
    /// "that", "who", "and": the cue before it does not reach the date.
    Stop,
    /// "opens", "begins": a plain present that speaks of a timetable.
    Timetable,
    /// Words that may follow a bare "the 12th" or a bare year without being counted by it.
    Function,
    /// Nouns that make a name of a number or month before or after them.
    NameBefore,
    NameAfter,
    /// Last words of a street's name, which make a number before it that of a house.
    Street,
    /// "of": leads from an event to its date.
    Link,
    /// "been": with a past auxiliary before it, what was to be is over.
    Perfect,
    /// "adjourned": until a day ahead.
    Deferral,
    /// Articles and possessives.
    Determiner,
    /// A preposition, by its number in [`super::Relation`].
    Relation(u8),
}

/// One language's words, cues and grammar.
#[derive(Debug, Default)]
pub struct Lexicon {
    ids: FxHashMap<Box<str>, WordId>,
    words: Vec<Word>,
    cues: FxHashMap<(WordId, Cue), ()>,
    groups: FxHashMap<String, Vec<String>>,
    suffixes: Vec<Box<str>>,
    future_endings: Vec<Box<str>>,
    past_endings: Vec<Box<str>>,
    articles: Vec<WordId>,
    joiners: Vec<WordId>,
    pub holidays: Vec<Box<str>>,
    /// Whether numeric dates give the day first; `None` where the language does not say.
    day_first: Option<bool>,
    /// Regions of the language that put the month first; its other regions put the day first.
    month_first: Vec<Box<str>>,
    pub levels: Vec<Level>,
}

struct Source {
    language: &'static str,
    words: &'static str,
    patterns: &'static str,
}

const SOURCES: [Source; 2] = [
    Source {
        language: "en",
        words: include_str!("../../../lexicons/en/dates.toml"),
        patterns: include_str!("../../../lexicons/en/dates.patterns"),
    },
    Source {
        language: "es",
        words: include_str!("../../../lexicons/es/dates.toml"),
        patterns: include_str!("../../../lexicons/es/dates.patterns"),
    },
];

static LEXICONS: [LazyLock<Lexicon>; 2] =
    [LazyLock::new(|| Lexicon::read(&SOURCES[0]).unwrap_or_default()), LazyLock::new(|| Lexicon::read(&SOURCES[1]).unwrap_or_default())];

/// The lexicon of a language by its primary subtag; English where there is none.
pub fn of(primary: &str) -> &'static Lexicon {
    let index = SOURCES.iter().position(|source| source.language == primary).unwrap_or(0);
    &LEXICONS[index]
}

impl Lexicon {
    fn read(source: &Source) -> Result<Lexicon, String> {
        let table: toml::Table = source.words.parse().map_err(|error: toml::de::Error| error.to_string())?;
        let mut lexicon = Lexicon::default();
        let valued = [
            ("month", &[Class::Month, Class::SureMonth][..], false),
            ("month_short", &[Class::Month, Class::SureMonth], true),
            ("weekday", &[Class::Weekday, Class::SureWeekday], false),
            ("weekday_short", &[Class::Weekday, Class::SureWeekday], true),
            ("season", &[Class::Season], false),
            ("unit", &[Class::Unit], false),
            ("cardinal", &[Class::Cardinal], false),
            ("ordinal", &[Class::Ordinal], false),
            ("direction", &[Class::Direction], false),
            ("sequence", &[Class::Sequence], false),
            ("decade", &[Class::Decade], false),
        ];
        for (name, classes, abbreviated) in valued {
            for (word, value) in table.get(name).and_then(toml::Value::as_table).into_iter().flatten() {
                let value = match value {
                    toml::Value::Integer(number) => i32::try_from(*number).unwrap_or_default(),
                    toml::Value::String(unit) => super::calendar::Unit::from_name(unit).map_or(0, |unit| unit as i32),
                    _ => return Err(format!("{name}.{word}: neither a number nor a unit")),
                };
                let id = lexicon.intern(word);
                let entry = &mut lexicon.words[id.0 as usize];
                entry.classes.extend(classes.iter().map(|class| (*class, value)));
                entry.abbreviated |= abbreviated;
            }
        }
        for word in list(&table, "capital_only") {
            let id = lexicon.intern(&word);
            lexicon.words[id.0 as usize].capital_only = true;
        }
        for word in list(&table, "unsure") {
            let id = lexicon.intern(&word);
            lexicon.words[id.0 as usize].classes.retain(|(class, _)| !matches!(class, Class::SureMonth | Class::SureWeekday));
        }
        lexicon.suffixes = list(&table, "ordinal_suffixes").into_iter().map(String::into_boxed_str).collect();
        lexicon.future_endings = list(&table, "future_endings").into_iter().map(String::into_boxed_str).collect();
        lexicon.past_endings = list(&table, "past_endings").into_iter().map(String::into_boxed_str).collect();
        lexicon.articles = list(&table, "articles").iter().map(|word| lexicon.intern(word)).collect();
        lexicon.joiners = list(&table, "number_joiners").iter().map(|word| lexicon.intern(word)).collect();
        lexicon.month_first = list(&table, "month_first_regions").into_iter().map(String::into_boxed_str).collect();
        lexicon.day_first = table.get("day_first").and_then(toml::Value::as_bool);
        let cues = [
            ("future", Cue::Future),
            ("future_first", Cue::FutureFirst),
            ("future_second", Cue::FutureSecond),
            ("saying", Cue::Saying),
            ("stop", Cue::Stop),
            ("timetable", Cue::Timetable),
            ("function", Cue::Function),
            ("name_before", Cue::NameBefore),
            ("name_after", Cue::NameAfter),
            ("street", Cue::Street),
            ("on", Cue::Relation(0)),
            ("in", Cue::Relation(1)),
            ("since", Cue::Relation(2)),
            ("until", Cue::Relation(3)),
            ("before", Cue::Relation(4)),
            ("after", Cue::Relation(5)),
            ("by", Cue::Relation(6)),
            ("link", Cue::Link),
            ("perfect", Cue::Perfect),
            ("deferral", Cue::Deferral),
            ("determiner", Cue::Determiner),
        ];
        let cue_table = table.get("cues").and_then(toml::Value::as_table).cloned().unwrap_or_default();
        for (name, cue) in cues {
            for word in list(&cue_table, name) {
                let id = lexicon.intern(&word);
                lexicon.cues.insert((id, cue), ());
            }
        }
        for (name, words) in table.get("groups").and_then(toml::Value::as_table).into_iter().flatten() {
            let words = words.as_array().into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect();
            lexicon.groups.insert(name.clone(), words);
        }
        for (name, rule) in table.get("holidays").and_then(toml::Value::as_table).into_iter().flatten() {
            lexicon.holidays.push(rule.as_str().unwrap_or_default().into());
            let phrases = lexicon.groups.entry("holiday".to_owned()).or_default();
            phrases.push(name.clone());
        }
        let holiday_names = lexicon.groups.get("holiday").cloned().unwrap_or_default();
        lexicon.levels = Grammar::read(
            source.patterns,
            &mut |word| lexicon.ids.get(word).copied().unwrap_or_else(|| intern(&mut lexicon.ids, &mut lexicon.words, word)),
            &lexicon.groups,
            &holiday_names,
        )?;
        Ok(lexicon)
    }

    fn intern(&mut self, word: &str) -> WordId {
        intern(&mut self.ids, &mut self.words, word)
    }

    /// The number of a word as it stands in a text; `folded` is a buffer to reuse.
    pub fn word(&self, word: &str, capital: bool, folded: &mut String) -> Option<WordId> {
        if word.len() > 24 {
            return None;
        }
        folded.clear();
        if word.is_ascii() {
            folded.push_str(word);
            folded.make_ascii_lowercase();
        } else {
            folded.extend(word.chars().flat_map(char::to_lowercase));
        }
        let id = *self.ids.get(folded.as_str())?;
        let entry = self.words.get(id.0 as usize)?;
        (capital || !entry.capital_only).then_some(id)
    }

    /// What a word can be.
    pub fn classes(&self, id: WordId) -> &[(Class, i32)] {
        self.words.get(id.0 as usize).map_or(&[], |word| &word.classes)
    }

    /// The value of a word in one class.
    pub fn value(&self, id: WordId, class: Class) -> Option<i32> {
        self.classes(id).iter().find(|(each, _)| *each == class).map(|(_, value)| *value)
    }

    /// Whether the word is a short form that may carry a stop.
    pub fn abbreviated(&self, id: WordId) -> bool {
        self.words.get(id.0 as usize).is_some_and(|word| word.abbreviated)
    }

    /// Whether a region of the language gives the day first in numeric dates ("GB" does, "US" does not).
    pub fn day_first_in(&self, region: Option<&str>) -> Option<bool> {
        self.day_first.or_else(|| region.map(|region| !self.month_first.iter().any(|each| each.eq_ignore_ascii_case(region))))
    }

    pub fn is_article(&self, id: WordId) -> bool {
        self.articles.contains(&id)
    }

    /// "and" within a number.
    pub fn joins_numbers(&self, id: WordId) -> bool {
        self.joiners.contains(&id)
    }

    pub fn is_ordinal_suffix(&self, suffix: &str) -> bool {
        self.suffixes.iter().any(|each| each.eq_ignore_ascii_case(suffix))
    }

    /// Whether a word steers the reading in a way.
    pub fn cues(&self, id: WordId, cue: Cue) -> bool {
        self.cues.contains_key(&(id, cue))
    }

    /// Whether a word has the ending of a future verb form.
    pub fn ends_as_future(&self, word: &str) -> bool {
        has_ending(word, &self.future_endings)
    }

    /// Whether a word has the ending of a past verb form.
    pub fn ends_as_past(&self, word: &str) -> bool {
        has_ending(word, &self.past_endings)
    }
}

fn has_ending(word: &str, endings: &[Box<str>]) -> bool {
    endings.iter().any(|ending| word.len() >= ending.len() + 2 && word.ends_with(&**ending))
}

fn intern(ids: &mut FxHashMap<Box<str>, WordId>, words: &mut Vec<Word>, word: &str) -> WordId {
    let next = WordId(u32::try_from(words.len()).unwrap_or(u32::MAX));
    let id = *ids.entry(word.into()).or_insert(next);
    if id == next {
        words.push(Word::default());
    }
    id
}

fn list(table: &toml::Table, name: &str) -> Vec<String> {
    table.get(name).and_then(toml::Value::as_array).into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_reads() {
        for source in &SOURCES {
            let lexicon = Lexicon::read(source).unwrap_or_else(|error| panic!("{}: {error}", source.language));
            assert_eq!(lexicon.levels.len(), 5, "{}", source.language);
        }
    }
}
