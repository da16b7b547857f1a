//! Units of the calendar and steps by them.

use super::super::edtf::{Edtf, Point};
use chrono::{Datelike, Days, Months, NaiveDate};

/// A unit of time no shorter than a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The unit of a name as the lexicons write it.
    pub fn from_name(name: &str) -> Option<Unit> {
        Some(match name {
            "day" => Unit::Day,
            "weekend" => Unit::Weekend,
            "week" => Unit::Week,
            "fortnight" => Unit::Fortnight,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "season" => Unit::Season,
            "half" => Unit::Half,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            _ => return None,
        })
    }

    /// The whole unit in which a day lies.
    pub fn around(self, day: NaiveDate) -> Option<Edtf> {
        let year = day.year();
        let months = |first: u32, count: u32| Edtf::Interval(Some(Point::Month(year, first)), Some(Point::Month(year, first + count - 1)));
        Some(match self {
            Unit::Day => Edtf::Day(day),
            Unit::Week => days(monday(day)?, 7)?,
            Unit::Fortnight => days(monday(day)?, 14)?,
            Unit::Weekend => days(monday(day)?.checked_add_days(Days::new(5))?, 2)?,
            Unit::Month => Edtf::Month(year, day.month()),
            Unit::Quarter => months(day.month0() / 3 * 3 + 1, 3),
            Unit::Half => months(day.month0() / 6 * 6 + 1, 6),
            Unit::Season => match day.month() {
                month @ 3..=11 => Edtf::Season(year, 20 + month / 3),
                12 => Edtf::Season(year, 24),
                _ => Edtf::Season(year - 1, 24),
            },
            Unit::Year => Edtf::Year(year),
            Unit::Decade => Edtf::Decade(year.div_euclid(10)),
            Unit::Century => Edtf::Century(year.div_euclid(100)),
        })
    }
}

/// A day moved by so many units, forward or back; months keep their length.
pub fn shift(day: NaiveDate, count: i64, unit: Unit) -> Option<NaiveDate> {
    let in_days = |each: i64| -> Option<NaiveDate> {
        let total = count.checked_mul(each)?;
        let size = Days::new(total.unsigned_abs());
        if total < 0 { day.checked_sub_days(size) } else { day.checked_add_days(size) }
    };
    let in_months = |each: i64| -> Option<NaiveDate> {
        let total = count.checked_mul(each)?;
        let size = Months::new(u32::try_from(total.unsigned_abs()).ok()?);
        if total < 0 { day.checked_sub_months(size) } else { day.checked_add_months(size) }
    };
    match unit {
        Unit::Day => in_days(1),
        Unit::Week | Unit::Weekend => in_days(7),
        Unit::Fortnight => in_days(14),
        Unit::Month => in_months(1),
        Unit::Quarter | Unit::Season => in_months(3),
        Unit::Half => in_months(6),
        Unit::Year => in_months(12),
        Unit::Decade => in_months(120),
        Unit::Century => in_months(1200),
    }
}

/// An interval of days from its first.
pub fn days(first: NaiveDate, count: u64) -> Option<Edtf> {
    let last = first.checked_add_days(Days::new(count.checked_sub(1)?))?;
    Some(Edtf::Interval(Some(Point::Day(first)), Some(Point::Day(last))))
}

/// The Monday of a day's week.
pub fn monday(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
}

/// The value as the end of an interval: its first or its last day at the coarsest precision that says the same.
pub fn point(edtf: Edtf, last: bool) -> Option<Point> {
    Some(match edtf {
        Edtf::Day(day) | Edtf::About(day) => Point::Day(day),
        Edtf::Month(year, month) => Point::Month(year, month),
        Edtf::Year(year) => Point::Year(year),
        Edtf::Interval(Some(first), Some(end)) => {
            if last {
                end
            } else {
                first
            }
        }
        Edtf::Season(..) => {
            let day = if last { edtf.last_day()? } else { edtf.first_day()? };
            Point::Month(day.year(), day.month())
        }
        Edtf::Decade(_) | Edtf::Century(_) => Point::Year(if last { edtf.last_day()? } else { edtf.first_day()? }.year()),
        Edtf::Interval(..) => return None,
    })
}

/// Easter Sunday of the Gregorian calendar (the anonymous computus of Meeus, Jones and Butcher).
pub fn easter(year: i32) -> Option<NaiveDate> {
    let (golden, century, rest) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4).rem_euclid(7);
    let correction = (golden + 11 * epact + 22 * weekday) / 451;
    let total = epact + weekday - 7 * correction + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(total / 31).ok()?, u32::try_from(total % 31 + 1).ok()?)
}
