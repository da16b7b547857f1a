//! The days of fixed and movable feasts, by the rules of the lexicons: "12-25", "easter -2", "11 4 4" (the fourth Thursday of
//! November), "5 -1 1" (the last Monday of May).

use super::calendar::{self, Unit, shift};
use chrono::{Datelike, Days, NaiveDate};

/// The day of a holiday in a year, by its rule.
pub fn day_of(rule: &str, year: i32) -> Option<NaiveDate> {
    if let Some((month, day)) = rule.split_once('-').filter(|(month, _)| !month.contains(' ')) {
        return NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?);
    }
    let mut words = rule.split_whitespace();
    let first = words.next()?;
    if first == "easter" {
        return shift(calendar::easter(year)?, words.next()?.parse().ok()?, Unit::Day);
    }
    let month: u32 = first.parse().ok()?;
    let nth: i64 = words.next()?.parse().ok()?;
    let weekday: u32 = words.next()?.parse().ok()?;
    let start = NaiveDate::from_ymd_opt(year, month, 1)?;
    let ahead = (weekday + 7 - start.weekday().number_from_monday()) % 7;
    let first = start.checked_add_days(Days::new(u64::from(ahead)))?;
    if nth > 0 {
        return shift(first, nth - 1, Unit::Week);
    }
    (0..5).rev().filter_map(|weeks| shift(first, weeks, Unit::Week)).find(|day| day.month() == month)
}
