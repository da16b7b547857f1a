//! Dates and times as pages declare and print them: ISO 8601 in all its broken forms, mail dates, seconds since 1970, "24. Januar 2022",
//! "Sept. 5, 2024 at 3:10 p.m. ET", "2024年5月3日". Nothing is filled in: no zone, no time, no date that is not there.

use super::clock::clock;
use super::pieces::{Piece, number, past, pieces};
use chrono::{DateTime, NaiveDate, NaiveTime};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A moment as a page states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
    /// Minutes east of UTC.
    pub offset: Option<i32>,
    /// Which number is the day was told by the page's language alone.
    pub by_language: bool,
}

impl Stamp {
    /// The same moment with day and month the other way round, where that could be meant.
    pub fn swapped(self) -> Option<Self> {
        use chrono::Datelike;
        let date = NaiveDate::from_ymd_opt(self.date.year(), self.date.day(), self.date.month())?;
        self.by_language.then_some(Self { date, by_language: false, ..self })
    }
}

impl std::fmt::Display for Stamp {
    /// RFC 3339, as far as the page goes.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(out, "T{}", time.format("%H:%M:%S"))?;
        match self.offset {
            Some(0) => write!(out, "Z"),
            Some(offset) => write!(out, "{}{:02}:{:02}", if offset < 0 { '-' } else { '+' }, offset.abs() / 60, offset.abs() % 60),
            None => Ok(()),
        }
    }
}

/// Which number comes first in "04/05/2024".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    DayFirst,
    MonthFirst,
}

static MONTHS: LazyLock<FxHashMap<&'static str, Vec<(&'static str, u32)>>> = LazyLock::new(|| {
    let mut months: FxHashMap<&'static str, Vec<(&'static str, u32)>> = FxHashMap::default();
    for line in include_str!("../../lexicons/page/months.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        if let (Some(language), Some(number), Some(forms)) =
            (fields.next(), fields.next().and_then(|number| number.parse().ok()), fields.next())
        {
            for form in forms.split(' ') {
                months.entry(form).or_default().push((language, number));
            }
        }
    }
    months
});

/// The month that a word names, in a language if one is given, else in any in which all that know the word agree.
pub fn month(word: &str, language: Option<&str>) -> Option<u32> {
    let word = word.to_lowercase();
    let known = MONTHS.get(word.trim_end_matches('.'))?;
    let own = language.and_then(|language| known.iter().find(|(each, _)| *each == language));
    let first = own.or_else(|| known.iter().find(|(each, _)| *each == "en")).or(known.first())?;
    Some(first.1)
}

/// The moment that a declared value states, read whole: attributes, meta tags, JSON-LD.
pub fn declared(value: &str, order: Order, language: Option<&str>) -> Option<Stamp> {
    let value = value.trim().trim_matches('"');
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits_only(value);
    }
    find(value, order, language).map(|(stamp, _)| stamp)
}

fn digits_only(value: &str) -> Option<Stamp> {
    let number: i64 = value.parse().ok()?;
    let moment = match value.len() {
        13 => DateTime::from_timestamp_millis(number)?,
        9 | 10 => DateTime::from_timestamp(number, 0)?,
        8 => {
            let number = u32::try_from(number).ok()?;
            return plain(number / 10_000, number / 100 % 100, number % 100);
        }
        14 => {
            let (date, clock) = (number / 1_000_000, u32::try_from(number % 1_000_000).ok()?);
            let stamp = digits_only(&date.to_string())?;
            return Some(Stamp { time: NaiveTime::from_hms_opt(clock / 10_000, clock / 100 % 100, clock % 100), ..stamp });
        }
        _ => return None,
    };
    Some(Stamp { date: moment.date_naive(), time: Some(moment.time()), offset: Some(0), by_language: false })
        .filter(|stamp| is_plausible(stamp.date))
}

fn plain(year: u32, month: u32, day: u32) -> Option<Stamp> {
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    is_plausible(date).then_some(Stamp { date, time: None, offset: None, by_language: false })
}

/// Articles with a page of their own are not older than print, nor from a far future.
fn is_plausible(date: NaiveDate) -> bool {
    use chrono::Datelike;
    (1800..2100).contains(&date.year())
}

/// The first date in a text with the time that stands with it, and how many of the text's numbers it used.
pub fn find(text: &str, order: Order, language: Option<&str>) -> Option<(Stamp, usize)> {
    let pieces = pieces(text);
    for start in 0..pieces.len() {
        if matches!(pieces.get(start), Some(Piece::Mark(_)))
            || (start > 0 && pieces[start - 1] == Piece::Mark('+'))
            || (start > 0
                && matches!((&pieces[start - 1], &pieces[start]), (Piece::Word(_), Piece::Number { .. }))
                && !is_glued_marker(&pieces[start - 1]))
        {
            continue;
        }
        if let Some((stamp, end)) = date_at(&pieces, start, order, language) {
            let (time, offset) = clock(&pieces, start, end);
            let used = pieces.iter().filter(|piece| matches!(piece, Piece::Number { .. })).count();
            return Some((Stamp { time, offset: time.and(offset), ..stamp }, used));
        }
    }
    None
}

/// A word that a number may follow without a blank: "T" in a time, nothing else.
fn is_glued_marker(piece: &Piece) -> bool {
    matches!(piece, Piece::Word(word) if word.chars().count() > 2)
}

/// A date that begins at a place, and the place after it.
fn date_at(pieces: &[Piece], start: usize, order: Order, language: Option<&str>) -> Option<(Stamp, usize)> {
    if let Some(year) = number(pieces, start, 4..=4) {
        return year_first(pieces, start, year, language);
    }
    // Eight digits at once: 20240503.
    if let Some(whole) = number(pieces, start, 8..=8) {
        return plain(whole / 10_000, whole / 100 % 100, whole % 100).map(|stamp| (stamp, start + 1));
    }
    if let Some(first) = number(pieces, start, 1..=2) {
        // 3. Mai 2024, 3rd May 2024, 3 de mayo de 2024
        let mut at = start + 1;
        if matches!(pieces.get(at), Some(Piece::Word(word)) if ["st", "nd", "rd", "th", "er", "º", "ª"].contains(&word.to_lowercase().as_str()))
        {
            at += 1;
        }
        let at = past(pieces, at, ".,-/ºª°");
        let at = joining_word(pieces, at);
        if let Some((month, after)) = named_month(pieces, at, language) {
            let after = joining_word(pieces, past(pieces, after, ".,-/'’"));
            return year_at(pieces, after).and_then(|(year, end)| plain(year, month, first).map(|stamp| (stamp, end)));
        }
        // 03.05.2024, 5/3/2024, 3-5-24
        if let Some(Piece::Mark(mark @ ('.' | '/' | '-' | '‑' | '–' | '|'))) =
            pieces.get(past(pieces, start + 1, "")).filter(|mark| **mark == Piece::Mark('|') || pieces.get(start + 1) == Some(*mark))
        {
            let second_at = past(pieces, start + 1, "./-‑–|");
            let second = number(pieces, second_at, 1..=2)?;
            if pieces.get(past(pieces, second_at + 1, "")) != Some(&Piece::Mark(*mark)) {
                return None;
            }
            let year_place = past(pieces, second_at + 1, "./-‑–|");
            let (year, end) = year_at(pieces, year_place)?;
            let (day, month) = match order {
                _ if first > 12 => (first, second),
                _ if second > 12 => (second, first),
                _ if *mark == '.' || order == Order::DayFirst => (first, second),
                Order::MonthFirst | Order::DayFirst => (second, first),
            };
            let by_language = *mark != '.' && first <= 12 && second <= 12 && first != second;
            return plain(year, month, day).map(|stamp| (Stamp { by_language, ..stamp }, end));
        }
        return None;
    }
    // May 3, 2024; Mai 3 2024
    let (month, after) = named_month(pieces, start, language)?;
    let at = past(pieces, after, ".,-/");
    let day = number(pieces, at, 1..=2)?;
    let mut at = at + 1;
    if matches!(pieces.get(at), Some(Piece::Word(word)) if ["st", "nd", "rd", "th"].contains(&word.to_lowercase().as_str())) {
        at += 1;
    }
    if let Some(year) = year_behind_clock(pieces, past(pieces, at, ",")) {
        return plain(year, month, day).map(|stamp| (stamp, at));
    }
    let at = joining_word(pieces, past(pieces, at, ".,-/"));
    let (year, end) = year_at(pieces, at)?;
    plain(year, month, day).map(|stamp| (stamp, end))
}

/// The year of "Mar 13 21:30:09 EST 2015", from its clock on.
fn year_behind_clock(pieces: &[Piece], clock: usize) -> Option<u32> {
    number(pieces, clock, 1..=2)?;
    let mut at = clock + 1;
    while pieces.get(at) == Some(&Piece::Mark(':')) && number(pieces, at + 1, 2..=2).is_some() {
        at += 2;
    }
    if at == clock + 1 {
        return None;
    }
    let zone = past(pieces, at, "");
    let at = if matches!(pieces.get(zone), Some(Piece::Word(_))) { past(pieces, zone + 1, "") } else { zone };
    number(pieces, at, 4..=4)
}

/// Past "de", "of", "del" and their blanks.
fn joining_word(pieces: &[Piece], at: usize) -> usize {
    match pieces.get(at) {
        Some(Piece::Word(word)) if ["de", "del", "of", "d", "av", "à"].contains(&word.to_lowercase().as_str()) => {
            past(pieces, at + 1, "'’")
        }
        _ => at,
    }
}

fn named_month(pieces: &[Piece], at: usize, language: Option<&str>) -> Option<(u32, usize)> {
    match pieces.get(at) {
        Some(Piece::Word(word)) => month(word, language).map(|month| (month, at + 1)),
        _ => None,
    }
}

/// A year of four digits, or of two as dates in short form have it.
fn year_at(pieces: &[Piece], at: usize) -> Option<(u32, usize)> {
    if let Some(year) = number(pieces, at, 4..=4) {
        // Buddhist years are 543 ahead.
        return Some((if (2500..2600).contains(&year) { year - 543 } else { year }, at + 1));
    }
    // "September 11, 2025": what looks like a short year is a day where a whole year follows.
    let next = past(pieces, at + 1, ",.");
    if number(pieces, next, 4..=4).is_some_and(|year| (1800..2100).contains(&year)) && pieces.get(at + 1) != Some(&Piece::Mark(':')) {
        return None;
    }
    if pieces.get(at + 1) == Some(&Piece::Mark(':')) {
        return None;
    }
    number(pieces, at, 2..=2).map(|year| (if year < 70 { 2000 + year } else { 1900 + year }, at + 1))
}

fn year_first(pieces: &[Piece], start: usize, year: u32, language: Option<&str>) -> Option<(Stamp, usize)> {
    let at = past(pieces, start + 1, "-/.年년,m. ");
    let at = match pieces.get(at) {
        Some(Piece::Word(word)) if word == "m" => past(pieces, at + 1, "."),
        _ => at,
    };
    if let Some((month, after)) = named_month(pieces, at, language) {
        let day_at = past(pieces, after, ".,-/");
        return plain(year, month, number(pieces, day_at, 1..=2)?).map(|stamp| (stamp, day_at + 1));
    }
    let month = number(pieces, at, 1..=2)?;
    if !matches!(pieces.get(at + 1), Some(Piece::Mark(_))) {
        return None;
    }
    let day_at = past(pieces, at + 1, "-/.月월");
    let day = number(pieces, day_at, 1..=2)?;
    plain(year, month, day).map(|stamp| (stamp, day_at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_moments_are_read_as_they_stand() {
        for (written, read) in [
            ("2024-05-03T15:47:42.389000+00:00", "2024-05-03T15:47:42Z"),
            ("20200316T13:00:00Z", "2020-03-16T13:00:00Z"),
            ("2020-09-26T12:07:40+02:00CET", "2020-09-26T12:07:40+02:00"),
            ("2020-09-26T16:02:50CDT", "2020-09-26T16:02:50-05:00"),
            ("2020-09-26T23:15:0Z", "2020-09-26T23:15:00Z"),
            ("2023-11-01T23:01Z", "2023-11-01T23:01:00Z"),
            ("2024-09-16T21:33+0100", "2024-09-16T21:33:00+01:00"),
            ("2026-01-06 14:02:09 +01:00", "2026-01-06T14:02:09+01:00"),
            ("Fri Mar 13 21:30:09 EST 2015", "2015-03-13T21:30:09-05:00"),
            ("2026-01-06", "2026-01-06"),
            ("Sun, 11 Oct 2020 07:34:36 GMT", "2020-10-11T07:34:36Z"),
            ("Tue, Sep 15 2020 10:01:41 EDT", "2020-09-15T10:01:41-04:00"),
            ("04:25:06 PM IST Apr 08, 2020", "2020-04-08T16:25:06+05:30"),
            ("Tue Aug 25 2020 00:23:33 GMT+0000 (Coordinated Universal Time)", "2020-08-25T00:23:33Z"),
            ("Di., 25.01.2022 - 14:45", "2022-01-25T14:45:00"),
            ("1750680000000", "2025-06-23T12:00:00Z"),
            ("2020/04/08", "2020-04-08"),
            ("24. Januar 2022", "2022-01-24"),
            ("September 5, 2024 at 3:10 p.m. EDT", "2024-09-05T15:10:00-04:00"),
            ("8 de enero de 2021, 7:05", "2021-01-08T07:05:00"),
            ("2024年5月3日 15時4分", "2024-05-03T15:04:00"),
            ("2024년 5월 3일 09:01", "2024-05-03T09:01:00"),
            ("06/01/2026", "2026-01-06"),
            ("17h30 le 1er mars 2023", "2023-03-01T17:30:00"),
        ] {
            let stamp = declared(written, Order::DayFirst, None);
            assert_eq!(stamp.map(|stamp| stamp.to_string()).as_deref(), Some(read), "{written}");
        }
        for none in ["", "yesterday", "{{date}}", "2024", "12.5.", "0000-00-00", "31/31/2020", "version 1.2.3"] {
            assert_eq!(declared(none, Order::DayFirst, None), None, "{none}");
        }
        assert_eq!(declared("06/01/2026", Order::MonthFirst, None).map(|stamp| stamp.to_string()).as_deref(), Some("2026-06-01"));
    }
}
