//! Calendar values as the Extended Date/Time Format (EDTF, ISO 8601-2) writes them.

use chrono::{Datelike, NaiveDate};
use std::fmt;

/// A calendar value at the precision that the text gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edtf {
    Day(NaiveDate),
    /// Year and month (1 to 12).
    Month(i32, u32),
    /// Year and season (21 spring, 22 summer, 23 autumn, 24 winter).
    Season(i32, u32),
    Year(i32),
    /// `199X` as 199.
    Decade(i32),
    /// `19XX` as 19.
    Century(i32),
    /// Both ends included; `None` is an open end (`..`).
    Interval(Option<Point>, Option<Point>),
    /// A day of which the text says that it is about that day (`2025-08-12~`).
    About(NaiveDate),
}

/// An end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Point {
    Day(NaiveDate),
    Month(i32, u32),
    Year(i32),
}

impl Edtf {
    /// Reads a value in the forms that this type writes; `None` for all else. Marks of doubt (`~`, `?`, `%`) are read and, but for
    /// `~` on a day, dropped.
    pub fn parse(text: &str) -> Option<Edtf> {
        if let Some((first, last)) = text.split_once('/') {
            let end = |text: &str| match text {
                ".." | "" => Some(None),
                text => Edtf::parse(text)?.as_point().map(Some),
            };
            let (first, last) = (end(first)?, end(last)?);
            return (first.is_some() || last.is_some()).then_some(Edtf::Interval(first, last));
        }
        let plain = text.trim_end_matches(['~', '?', '%']);
        let (sign, digits) = plain.strip_prefix('-').map_or((1, plain), |rest| (-1, rest));
        let mut parts = digits.split('-');
        let year = parts.next()?;
        let number = |text: &str, length: usize| -> Option<u32> {
            (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
        };
        let signed = |value: u32| i32::try_from(value).ok().map(|value| value * sign);
        let (month, day) = (parts.next(), parts.next());
        if parts.next().is_some() {
            return None;
        }
        if let Some(decades) = year.strip_suffix('X').filter(|_| month.is_none()) {
            return match decades.strip_suffix('X') {
                Some(century) => Some(Edtf::Century(signed(number(century, 2)?)?)),
                None => Some(Edtf::Decade(signed(number(decades, 3)?)?)),
            };
        }
        let year = signed(number(year, 4)?)?;
        let Some(month) = month else { return Some(Edtf::Year(year)) };
        let month = number(month, 2)?;
        match day {
            Some(day) => {
                let day = NaiveDate::from_ymd_opt(year, month, number(day, 2)?)?;
                Some(if text.ends_with('~') { Edtf::About(day) } else { Edtf::Day(day) })
            }
            None if (21..=24).contains(&month) => Some(Edtf::Season(year, month)),
            None => (1..=12).contains(&month).then_some(Edtf::Month(year, month)),
        }
    }

    /// The value as an end of an interval, if it can be one.
    const fn as_point(self) -> Option<Point> {
        match self {
            Edtf::Day(day) | Edtf::About(day) => Some(Point::Day(day)),
            Edtf::Month(year, month) => Some(Point::Month(year, month)),
            Edtf::Year(year) => Some(Point::Year(year)),
            _ => None,
        }
    }

    /// The first day it can mean; `None` where the beginning is open.
    pub fn first_day(&self) -> Option<NaiveDate> {
        match *self {
            Edtf::Day(day) | Edtf::About(day) => Some(day),
            Edtf::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 1),
            Edtf::Season(year, season) => NaiveDate::from_ymd_opt(year, season_start(season), 1),
            Edtf::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1),
            Edtf::Decade(decade) => NaiveDate::from_ymd_opt(decade * 10, 1, 1),
            Edtf::Century(century) => NaiveDate::from_ymd_opt(century * 100, 1, 1),
            Edtf::Interval(first, _) => first.and_then(|point| point.as_edtf().first_day()),
        }
    }

    /// The last day it can mean; `None` where the end is open.
    pub fn last_day(&self) -> Option<NaiveDate> {
        match *self {
            Edtf::Day(day) | Edtf::About(day) => Some(day),
            Edtf::Month(year, month) => last_of_month(year, month),
            Edtf::Season(year, season) => {
                let month = season_start(season) + 2;
                if month > 12 { last_of_month(year + 1, month - 12) } else { last_of_month(year, month) }
            }
            Edtf::Year(year) => NaiveDate::from_ymd_opt(year, 12, 31),
            Edtf::Decade(decade) => NaiveDate::from_ymd_opt(decade * 10 + 9, 12, 31),
            Edtf::Century(century) => NaiveDate::from_ymd_opt(century * 100 + 99, 12, 31),
            Edtf::Interval(_, last) => last.and_then(|point| point.as_edtf().last_day()),
        }
    }

    /// Whether the two can be the same time: they share at least one day.
    pub fn compatible(&self, other: &Edtf) -> bool {
        let before = |end: Option<NaiveDate>, start: Option<NaiveDate>| matches!((end, start), (Some(end), Some(start)) if end < start);
        !before(self.last_day(), other.first_day()) && !before(other.last_day(), self.first_day())
    }

    /// How many days it spans, if both ends are known.
    pub fn days(&self) -> Option<i64> {
        Some((self.last_day()? - self.first_day()?).num_days() + 1)
    }
}

impl Point {
    /// The same time as a value of its own.
    pub const fn as_edtf(self) -> Edtf {
        match self {
            Point::Day(day) => Edtf::Day(day),
            Point::Month(year, month) => Edtf::Month(year, month),
            Point::Year(year) => Edtf::Year(year),
        }
    }
}

const fn season_start(season: u32) -> u32 {
    match season {
        21 => 3,
        22 => 6,
        23 => 9,
        _ => 12,
    }
}

fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    NaiveDate::from_ymd_opt(next_year, next_month, 1)?.pred_opt()
}

fn write_year(formatter: &mut fmt::Formatter<'_>, year: i32) -> fmt::Result {
    if year < 0 { write!(formatter, "-{:04}", -year) } else { write!(formatter, "{year:04}") }
}

fn write_day(formatter: &mut fmt::Formatter<'_>, day: NaiveDate) -> fmt::Result {
    write_year(formatter, day.year())?;
    write!(formatter, "-{:02}-{:02}", day.month(), day.day())
}

impl fmt::Display for Edtf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Edtf::Day(day) => write_day(formatter, day),
            Edtf::About(day) => {
                write_day(formatter, day)?;
                formatter.write_str("~")
            }
            Edtf::Month(year, part) | Edtf::Season(year, part) => {
                write_year(formatter, year)?;
                write!(formatter, "-{part:02}")
            }
            Edtf::Year(year) => write_year(formatter, year),
            Edtf::Decade(decade) => write!(formatter, "{decade:03}X"),
            Edtf::Century(century) => write!(formatter, "{century:02}XX"),
            Edtf::Interval(first, last) => {
                let end = |formatter: &mut fmt::Formatter<'_>, point: Option<Point>| match point {
                    Some(point) => point.as_edtf().fmt(formatter),
                    None => formatter.write_str(".."),
                };
                end(formatter, first)?;
                formatter.write_str("/")?;
                end(formatter, last)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_values_are_read() {
        let values = [
            "2025-02-28",
            "2025-02",
            "2025",
            "2025-21",
            "2025-24",
            "199X",
            "19XX",
            "2025-08-12~",
            "2025/..",
            "../2025-03",
            "2018/2023",
            "2024-10-01/2025-02-28",
            "-0263",
            "2025-01/2025-02",
        ];
        for value in values {
            assert_eq!(Edtf::parse(value).map(|edtf| edtf.to_string()).as_deref(), Some(value));
        }
    }

    #[test]
    fn what_is_no_value_is_not() {
        for value in
            ["", "..", "../..", "25", "2025-13", "2025-02-30", "2025-2-3", "x", "2025-02-03-04", "199", "1X9X", "2025-ab", "é", "--", "X"]
        {
            assert_eq!(Edtf::parse(value), None, "{value}");
        }
    }

    #[test]
    fn compatible_values_share_a_day() {
        let compatible = |one: &str, two: &str| Edtf::parse(one).zip(Edtf::parse(two)).is_some_and(|(one, two)| one.compatible(&two));
        assert!(compatible("2025-08-12", "2025-08"));
        assert!(compatible("2025/..", "2026-01-20"));
        assert!(!compatible("2025-08-12", "2025-09"));
    }
}
