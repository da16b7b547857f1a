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
