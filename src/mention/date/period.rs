//! Periods made of parts: ranges, dates within other dates, the n-th unit of a period, the same period of another year, windows.

use super::super::edtf::{Edtf, Point};
use super::Anchor;
use super::calendar::{Unit, monday, point, shift};
use super::direction::Direction;
use super::expression::{Calendar, Expression, Meaning};
use super::holiday;
use super::place::{Place, Placed, in_year};
use chrono::{Datelike, Days, NaiveDate};

impl Place<'_> {
    pub(super) fn between(&self, first: Calendar, last: Calendar) -> Option<Placed> {
        let (end, anchor) = self.calendar(&last)?;
        let start = match first.year {
            Some(year) => in_year(&first, year)?,
            None => latest_before(&end, |year| in_year(&first, year))?,
        };
        Some((Edtf::Interval(Some(point(start, false)?), Some(point(end, true)?)), anchor))
    }

    pub(super) fn range(&self, first: usize, last: usize, depth: usize) -> Option<Placed> {
        let names_year = |index: usize| self.expressions.get(index).is_some_and(Expression::names_year);
        let calendar = |index: usize| match self.expressions.get(index).map(|expression| &expression.meaning) {
            Some(Meaning::Calendar(calendar)) => Some(*calendar),
            Some(Meaning::Same(inner)) => match self.expressions.get(*inner).map(|expression| &expression.meaning) {
                Some(Meaning::Calendar(calendar)) => Some(*calendar),
                _ => None,
            },
            _ => None,
        };
        let (start, end, anchor) = match (calendar(first), calendar(last)) {
            (Some(one), Some(two)) if one.year.is_none() && two.year.is_none() && one.month.is_none() => {
                let (end, anchor) = self.at(last, depth)?;
                let start = Edtf::Day(end.first_day()?.with_day(one.day?)?);
                (start, end, anchor)
            }
            (Some(one), _) if one.year.is_none() && one.month.is_some() => {
                let (end, anchor) = self.at(last, depth)?;
                (latest_before(&end, |year| in_year(&one, year))?, end, anchor)
            }
            (_, Some(two)) if two.year.is_none() && two.month.is_some() && names_year(first) => {
                let (start, anchor) = self.at(first, depth)?;
                let from = start.first_day()?;
                let end = (from.year()..=from.year() + 1)
                    .filter_map(|year| in_year(&two, year))
                    .find(|edtf| edtf.first_day().is_some_and(|day| day >= from))?;
                (start, end, anchor)
            }
            _ => match (self.meaning(first), self.meaning(last)) {
                // "from Monday to Friday", "from next Monday to Friday": the one without a week goes by the other.
                (Some(&Meaning::Weekday(weekday, None)), Some(&Meaning::Weekday(_, None))) => {
                    let (end, anchor) = self.at(last, depth)?;
                    let from = end.first_day()?.checked_sub_days(Days::new(6))?;
                    let start = from.iter_days().take(7).find(|day| day.weekday().number_from_monday() == weekday)?;
                    (Edtf::Day(start), end, anchor)
                }
                (_, Some(&Meaning::Weekday(weekday, None))) => {
                    let (start, anchor) = self.at(first, depth)?;
                    let end = start.first_day()?.iter_days().take(7).find(|day| day.weekday().number_from_monday() == weekday)?;
                    (start, Edtf::Day(end), anchor)
                }
                _ => {
                    let (end, anchor) = self.at(last, depth)?;
                    (self.at(first, depth)?.0, end, anchor)
                }
            },
        };
        let ordered = matches!((start.first_day(), end.last_day()), (Some(from), Some(to)) if from <= to);
        ordered.then_some((Edtf::Interval(Some(point(start, false)?), Some(point(end, true)?)), anchor))
    }

    pub(super) fn within(&self, inner: usize, outer: usize, depth: usize) -> Option<Placed> {
        let (around, anchor) = self.at(outer, depth)?;
        let first = around.first_day()?;
        let inner = self.expressions.get(inner)?;
        let calendar = match inner.meaning {
            Meaning::Calendar(calendar) => calendar,
            Meaning::Weekday(weekday, Some(-1)) if around.days().is_some_and(|days| days > 7) => {
                return self.nth_weekday(-1, weekday, (around, anchor));
            }
            Meaning::Weekday(weekday, _) => Calendar { weekday: Some(weekday), ..Calendar::default() },
            Meaning::Same(deeper) => match self.expressions.get(deeper)?.meaning {
                Meaning::Calendar(calendar) => calendar,
                _ => return self.at(deeper, depth),
            },
            Meaning::Between(start, end) => {
                let year = first.year();
                let crosses = start.month > end.month;
                let from = in_year(&start, if crosses { year - 1 } else { year })?;
                return Some((Edtf::Interval(Some(point(from, false)?), Some(point(in_year(&end, year)?, true)?)), anchor));
            }
            Meaning::Nth { ordinal, count, unit, of: None } => return self.nth_of((around, anchor), ordinal, count, unit),
            Meaning::Holiday(rule, None) => {
                return Some((Edtf::Day(holiday::day_of(self.lexicon.holidays.get(rule)?, first.year())?), anchor));
            }
            _ => return Some((around, anchor)),
        };
        if calendar.month.is_some() {
            return Some((in_year(&calendar, first.year())?, anchor));
        }
        let days = around.days().filter(|days| *days <= 366)?;
        let fits = |day: &NaiveDate| {
            calendar.day.is_none_or(|number| day.day() == number)
                && calendar.weekday.is_none_or(|weekday| day.weekday().number_from_monday() == weekday)
        };
        let day = first.iter_days().take(usize::try_from(days).ok()?).find(fits)?;
        Some((Edtf::Day(day), anchor))
    }

    /// The n-th such weekday of a period, counted from its end where n is negative.
    pub(super) fn nth_weekday(&self, ordinal: i32, weekday: u32, (around, anchor): Placed) -> Option<Placed> {
        let (first, last) = (around.first_day()?, around.last_day()?);
        let start = if ordinal > 0 { first } else { last.checked_sub_days(Days::new(6))? };
        let near = start.iter_days().take(7).find(|day| day.weekday().number_from_monday() == weekday)?;
        let day =
            if ordinal > 0 { shift(near, i64::from(ordinal) - 1, Unit::Week)? } else { shift(near, i64::from(ordinal) + 1, Unit::Week)? };
        (first <= day && day <= last).then_some((Edtf::Day(day), anchor))
    }

    /// "the first two months of 2025", "the last day of February", "the second quarter".
    pub(super) fn nth(&self, ordinal: i32, count: i32, unit: Unit, of: Option<usize>, depth: usize) -> Option<Placed> {
        let (around, anchor) = match of {
            Some(of) => self.at(of, depth)?,
            None => self.year_around(ordinal, unit)?,
        };
        self.nth_of((around, anchor), ordinal, count, unit)
    }

    /// The same in a period that is placed.
    fn nth_of(&self, (around, anchor): Placed, ordinal: i32, count: i32, unit: Unit) -> Option<Placed> {
        let (first, last) = (around.first_day()?, around.last_day()?);
        let (count, ordinal) = (i64::from(count), i64::from(ordinal));
        let grid = |day: NaiveDate| match unit {
            Unit::Week => {
                // A week belongs to the month or year that holds its Thursday.
                let start = monday(day)?;
                if (day - start).num_days() > 3 { start.checked_add_days(Days::new(7)) } else { Some(start) }
            }
            _ => Some(day),
        };
        let start = if ordinal > 0 {
            shift(grid(first)?, ordinal - 1, unit)?
        } else {
            let after = grid(last.succ_opt()?)?;
            shift(after, ordinal + 1 - count, unit)?
        };
        if start > last {
            return None;
        }
        let end = shift(start, count, unit)?.pred_opt()?;
        Some((tidy(start, end, unit, count)?, anchor))
    }

    /// The year in which a bare "second quarter" lies, the month of a bare "third day of the month".
    fn year_around(&self, ordinal: i32, unit: Unit) -> Option<Placed> {
        if unit == Unit::Day {
            return self.published(|day| Unit::Month.around(day));
        }
        if let Some(link) = self.chain.last().filter(|link| link.dated && link.sentence + 2 >= self.sentence) {
            return Some((Edtf::Year(link.edtf.last_day()?.year()), Some(Anchor::Date(link.index))));
        }
        let published = self.published?;
        let length = if unit == Unit::Quarter { 3 } else { 6 };
        let begins = u32::try_from(ordinal.max(1) - 1).ok()? * length + 1;
        let year = if begins > published.month() && self.direction != Direction::Future { published.year() - 1 } else { published.year() };
        Some((Edtf::Year(year), Some(Anchor::Published)))
    }

    /// The shape of the last interval in another year.
    pub(super) fn same_period(&self, of: usize, depth: usize) -> Option<Placed> {
        let (around, anchor) = self.at(of, depth)?;
        let Some(link) = self.chain.interval() else {
            return Some((around, anchor));
        };
        let Edtf::Year(year) = around else {
            return Some((around, anchor));
        };
        let years = year - link.edtf.last_day()?.year();
        let moved = |point: Point| match point {
            Point::Day(day) => shift(day, i64::from(years), Unit::Year).map(Point::Day),
            Point::Month(year, month) => Some(Point::Month(year + years, month)),
            Point::Year(year) => Some(Point::Year(year + years)),
        };
        let edtf = match link.edtf {
            Edtf::Interval(Some(first), Some(last)) => Edtf::Interval(Some(moved(first)?), Some(moved(last)?)),
            Edtf::Month(year, month) => Edtf::Month(year + years, month),
            Edtf::Season(year, season) => Edtf::Season(year + years, season),
            _ => around,
        };
        Some((edtf, anchor))
    }
}

/// The latest year's value that begins no later than an end.
fn latest_before(end: &Edtf, value: impl Fn(i32) -> Option<Edtf>) -> Option<Edtf> {
    let limit = end.last_day()?;
    (limit.year() - 1..=limit.year()).filter_map(value).rfind(|edtf| edtf.first_day().is_some_and(|day| day <= limit))
}

/// The days before or after publication that a window names.
pub(super) fn window(day: NaiveDate, count: i64, unit: Unit) -> Option<Edtf> {
    if matches!(unit, Unit::Quarter | Unit::Decade | Unit::Century) {
        // Whole units, the running one left out.
        let start = unit.around(day)?.first_day()?;
        let (first, last) =
            if count < 0 { (shift(start, count, unit)?, start) } else { (shift(start, 1, unit)?, shift(start, count + 1, unit)?) };
        return tidy(first, last.pred_opt()?, unit, count.abs());
    }
    let (first, last) = match (count < 0, unit) {
        (true, Unit::Day | Unit::Week) => (shift(day, count, unit)?.succ_opt()?, day),
        (true, _) => (shift(day, count, unit)?, day),
        (false, _) => (day.succ_opt()?, shift(day, count, unit)?),
    };
    Some(Edtf::Interval(Some(Point::Day(first)), Some(Point::Day(last))))
}

/// An interval of whole units in the shortest form.
fn tidy(first: NaiveDate, last: NaiveDate, unit: Unit, count: i64) -> Option<Edtf> {
    let month = |day: NaiveDate| Point::Month(day.year(), day.month());
    Some(match (unit, count) {
        (Unit::Day | Unit::Month | Unit::Quarter | Unit::Half | Unit::Year | Unit::Decade | Unit::Century, 1) => unit.around(first)?,
        (Unit::Month | Unit::Quarter | Unit::Half, _) => Edtf::Interval(Some(month(first)), Some(month(last))),
        (Unit::Year | Unit::Decade | Unit::Century, _) => Edtf::Interval(Some(Point::Year(first.year())), Some(Point::Year(last.year()))),
        _ => Edtf::Interval(Some(Point::Day(first)), Some(Point::Day(last))),
    })
}
