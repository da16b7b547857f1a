//! From meanings to values on the calendar: the day of publication, the date before in the text, and the direction of
//! the clause decide what the words leave open.

use super::super::edtf::{Edtf, Point};
use super::Anchor;
use super::calendar::{self, Unit, monday, point, shift};
use super::chain::{Chain, Link};
use super::direction::Direction;
use super::expression::{Calendar, Expression, Meaning};
use super::lexicon::Lexicon;
use chrono::{Datelike, Days, NaiveDate};

/// How far ahead a term may lie that no word of the future names.
const HALF_YEAR: i64 = 183;

/// Levels of expressions within expressions.
const DEPTH: usize = 8;

/// What placing an expression needs to know.
pub struct Place<'a> {
    pub expressions: &'a [Expression],
    pub lexicon: &'a Lexicon,
    pub published: Option<NaiveDate>,
    /// The text tells history: dates lean on each other, not on the day of publication.
    pub narrative: bool,
    pub chain: &'a Chain,
    pub direction: Direction,
    /// "by", "until", "before" stand before it.
    pub limit: bool,
    pub sentence: usize,
    pub paragraph: usize,
}

/// A value, and against what it was placed.
pub type Placed = (Edtf, Option<Anchor>);

impl Place<'_> {
    /// The value of an expression.
    pub fn place(&self, index: usize) -> Option<Placed> {
        self.at(index, DEPTH)
    }

    fn at(&self, index: usize, depth: usize) -> Option<Placed> {
        let depth = depth.checked_sub(1)?;
        let expression = self.expressions.get(index)?;
        match expression.meaning {
            Meaning::Calendar(calendar) => self.calendar(&calendar),
            Meaning::Between(first, last) => self.between(first, last),
            Meaning::Holiday(rule, year) => self.holiday(rule, year),
            Meaning::Weekday(weekday, week) => self.weekday(weekday, week),
            Meaning::MonthAt(month, step) => self.month_at(month, step),
            Meaning::WeekdayFrom(weekday, step) => self.weekday_from(weekday, step),
            Meaning::SeasonFrom(season, step) => self.season_from(season, step),
            Meaning::SeasonAt(season, step) => self.season_at(season, step),
            Meaning::Unit(unit, step) => self.published(|day| unit_at(day, unit, step)),
            Meaning::Sequence(unit, step) => self.sequence(unit, step),
            Meaning::Current(unit) if self.narrative || self.published.is_none() => self.sequence(unit, 0),
            Meaning::Current(unit) => self.published(|day| unit_at(day, unit, 0)),
            Meaning::Ago(count, unit) | Meaning::Ahead(count, unit) => self.published(|day| blunt(shift(day, count, unit)?, unit)),
            Meaning::Later(count, unit) => self.later(count, unit),
            Meaning::Then => {
                let link = self.chain.last()?;
                Some((link.edtf, Some(Anchor::Date(link.index))))
            }
            Meaning::Nth { ordinal, count, unit, of } => self.nth(ordinal, count, unit, of, depth),
            Meaning::SamePeriod(of) => self.same_period(of, depth),
            Meaning::Decade(decade) => Some((Edtf::Decade(decade), None)),
            Meaning::Century(century) => Some((Edtf::Century(century), None)),
            Meaning::Window(count, unit) => self.published(|day| window(day, count, unit)),
            Meaning::Overnight => self.published(|day| calendar::days(day.pred_opt()?, 2)),
            Meaning::Same(inner) => self.at(inner, depth),
            Meaning::Within(inner, outer) => self.within(inner, outer, depth),
            Meaning::Shift(count, unit, from) => {
                let (edtf, anchor) = self.at(from, depth)?;
                let day = if count < 0 { edtf.first_day()? } else { edtf.last_day()? };
                Some((precise(shift(day, count, unit)?, unit, &edtf)?, anchor))
            }
            Meaning::EventShift(..) | Meaning::Vague => None,
            Meaning::Range(first, last) => self.range(first, last, depth),
            Meaning::RangeToNow(first) => {
                let first = match first {
                    Some(first) => Some(point(self.at(first, depth)?.0, false)?),
                    None => None,
                };
                self.published(|day| Some(Edtf::Interval(first, Some(Point::Day(day)))))
            }
            Meaning::Since(from) => {
                let (edtf, anchor) = self.at(from, depth)?;
                let closed = matches!(edtf, Edtf::Interval(Some(_), Some(_))) && self.is_range(from);
                Some(if closed { (edtf, anchor) } else { (Edtf::Interval(Some(point(edtf, false)?), None), anchor) })
            }
            Meaning::After(from) => {
                let (edtf, anchor) = self.at(from, depth)?;
                let after = match edtf {
                    Edtf::Year(year) => Point::Year(year + 1),
                    Edtf::Month(year, 12) => Point::Month(year + 1, 1),
                    Edtf::Month(year, month) => Point::Month(year, month + 1),
                    _ => return Some((edtf, anchor)),
                };
                Some((Edtf::Interval(Some(after), None), anchor))
            }
            Meaning::WeekOf(unit, calendar) => {
                let (edtf, anchor) = self.calendar(&calendar)?;
                Some((unit.around(edtf.first_day()?)?, anchor))
            }
            Meaning::WeekOfDate(unit, inner) => {
                let (edtf, anchor) = self.at(inner, depth)?;
                let mut day = edtf.first_day()?;
                if unit == Unit::Weekend && day.weekday().num_days_from_monday() < 2 {
                    // The weekend of a Monday is the one before it.
                    day = day.checked_sub_days(Days::new(2))?;
                }
                Some((unit.around(day)?, anchor))
            }
            Meaning::WeekNumber(week) => self.published(|day| {
                let first = NaiveDate::from_isoywd_opt(day.year(), week, chrono::Weekday::Mon)?;
                calendar::days(first, 7)
            }),
        }
    }

    fn meaning(&self, index: usize) -> Option<&Meaning> {
        self.expressions.get(index).map(|expression| &expression.meaning)
    }

    /// Whether an expression names both ends itself.
    fn is_range(&self, index: usize) -> bool {
        let meaning = self.expressions.get(index).map(|expression| &expression.meaning);
        matches!(meaning, Some(Meaning::Between(..) | Meaning::Range(..) | Meaning::RangeToNow(_)))
    }

    /// A value that depends on the day of publication alone.
    fn published(&self, value: impl FnOnce(NaiveDate) -> Option<Edtf>) -> Option<Placed> {
        Some((value(self.published?)?, Some(Anchor::Published)))
    }

    /// The date of the chain that an incomplete date leans on, if any does.
    fn lean(&self) -> Option<&Link> {
        let link = self.chain.last()?;
        if self.narrative {
            return Some(link);
        }
        let Some(published) = self.published else {
            return link.dated.then_some(link);
        };
        let near = link.sentence == self.sentence
            || link.paragraph == self.paragraph && link.sentence + 1 == self.sentence && link.grain == Unit::Day;
        let old = link.first_day().is_some_and(|day| (published - day).num_days() > 300);
        (link.dated && near && old && link.grain <= Unit::Month && self.direction != Direction::Future).then_some(link)
    }

    /// The candidate nearest to a date of the chain; a story goes on rather than back.
    fn nearest_to(&self, link: &Link, value: &dyn Fn(i32) -> Option<Edtf>) -> Option<Edtf> {
        let (first, last) = (link.edtf.first_day()?, link.edtf.last_day()?);
        let cost = |edtf: &Edtf| -> Option<i64> {
            let (start, end) = (edtf.first_day()?, edtf.last_day()?);
            Some(if start > last {
                (start - last).num_days()
            } else if end < first {
                (first - end).num_days() * 2
            } else {
                0
            })
        };
        (first.year() - 1..=last.year() + 1)
            .filter_map(value)
            .filter(|edtf| self.narrative || self.published.is_none_or(|published| edtf.first_day().is_some_and(|day| day <= published)))
            .min_by_key(|edtf| cost(edtf).unwrap_or(i64::MAX))
    }

    /// A date that comes round every year.
    fn yearly(&self, grain: Unit, value: &dyn Fn(i32) -> Option<Edtf>) -> Option<Placed> {
        if let Some(link) = self.lean() {
            if let Some(edtf) = self.nearest_to(link, value) {
                return Some((edtf, Some(Anchor::Date(link.index))));
            }
        }
        let published = self.published?;
        let candidates = || (published.year() - 8..=published.year() + 8).filter_map(value);
        let ahead = || candidates().find(|edtf| edtf.last_day().is_some_and(|day| day >= published));
        let behind = || candidates().filter(|edtf| edtf.first_day().is_some_and(|day| day <= published)).last();
        let soon = |edtf: Edtf| edtf.first_day().is_some_and(|day| (day - published).num_days() <= HALF_YEAR);
        let chosen = match self.direction {
            Direction::Future => ahead(),
            Direction::Past => behind(),
            Direction::Open if self.limit && ahead().is_some_and(soon) => ahead(),
            Direction::Open if grain > Unit::Day => behind(),
            // Without a word for it, a day ahead must be near.
            Direction::Open => candidates().min_by_key(|edtf| {
                edtf.first_day().map_or(i64::MAX, |day| {
                    let distance = (day - published).num_days();
                    if distance > 0 { distance * 2 } else { -distance }
                })
            }),
        };
        Some((chosen?, Some(Anchor::Published)))
    }

    fn calendar(&self, calendar: &Calendar) -> Option<Placed> {
        if let Some(year) = calendar.year {
            return Some((in_year(calendar, year)?, None));
        }
        if calendar.month.is_some() || calendar.season.is_some() {
            let grain = if calendar.day.is_some() { Unit::Day } else { Unit::Month };
            if let (Some(weekday), Some(published)) = (calendar.weekday, self.published) {
                let fits = |edtf: &Edtf| edtf.first_day().is_some_and(|day| day.weekday().number_from_monday() == weekday);
                let near = (published.year() - 1..=published.year() + 1).filter_map(|year| in_year(calendar, year)).filter(fits);
                if let Some(edtf) = near.min_by_key(|edtf| edtf.first_day().map_or(i64::MAX, |day| (day - published).num_days().abs())) {
                    return Some((edtf, Some(Anchor::Published)));
                }
            }
            return self.yearly(grain, &|year| in_year(calendar, year));
        }
        self.day_of_month(calendar.day?, calendar.weekday)
    }

    /// "the 12th", "Sunday the 14th".
    fn day_of_month(&self, day: u32, weekday: Option<u32>) -> Option<Placed> {
        let lean = self.lean().or_else(|| self.chain.last().filter(|link| link.sentence + 1 >= self.sentence && self.published.is_none()));
        let (reference, anchor) = match lean {
            Some(link) if weekday.is_none() => (link.first_day()?, Anchor::Date(link.index)),
            _ => (self.published?, Anchor::Published),
        };
        let months = if weekday.is_some() { 12 } else { 1 };
        let candidates = (-months..=months).filter_map(|step| {
            let month = shift(reference.with_day(1)?, step, Unit::Month)?;
            let date = month.with_day(day)?;
            weekday.is_none_or(|weekday| date.weekday().number_from_monday() == weekday).then_some(date)
        });
        let ahead = |date: &NaiveDate| *date >= reference;
        let distance = |date: &NaiveDate| (*date - reference).num_days().abs();
        let chosen = match (anchor, self.direction) {
            (Anchor::Date(_), _) => candidates.filter(ahead).min_by_key(distance),
            (_, Direction::Future) => candidates.filter(ahead).min_by_key(distance),
            (_, Direction::Past) => candidates.filter(|date| *date <= reference).min_by_key(distance),
            (_, Direction::Open) if self.limit => candidates.filter(ahead).min_by_key(distance),
            (_, Direction::Open) => candidates.min_by_key(distance),
        };
        Some((Edtf::Day(chosen?), Some(anchor)))
    }

    fn weekday(&self, weekday: u32, week: Option<i32>) -> Option<Placed> {
        let published = self.published?;
        let today = published.weekday().number_from_monday();
        let back = u64::from((today + 7 - weekday) % 7);
        let forward = u64::from((weekday + 7 - today) % 7);
        let ahead = |days: u64| published.checked_add_days(Days::new(if days == 0 { 7 } else { days }));
        let day = match week {
            Some(-1) => published.checked_sub_days(Days::new(if back == 0 { 7 } else { back })),
            Some(0) => {
                let in_week = monday(published)?.checked_add_days(Days::new(u64::from(weekday - 1)))?;
                Some(in_week)
            }
            Some(1) => ahead(forward),
            Some(_) => ahead(forward)?.checked_add_days(Days::new(7)),
            None => match self.direction {
                Direction::Future => ahead(forward),
                Direction::Open if self.limit => ahead(forward),
                _ => published.checked_sub_days(Days::new(back)),
            },
        };
        Some((Edtf::Day(day?), Some(Anchor::Published)))
    }

    fn month_at(&self, month: u32, step: i32) -> Option<Placed> {
        self.published(|day| {
            let year = match step {
                0 => day.year(),
                1.. if month > day.month() => day.year(),
                1.. => day.year() + 1,
                _ if month < day.month() => day.year(),
                _ => day.year() - 1,
            };
            Some(Edtf::Month(year, month))
        })
    }

    fn season_at(&self, season: u32, step: Option<i32>) -> Option<Placed> {
        let value = |year: i32| Some(Edtf::Season(year, season));
        let Some(step) = step else {
            return self.yearly(Unit::Season, &value);
        };
        if self.narrative && !self.chain.is_empty() {
            return self.season_from(season, step);
        }
        self.published(|day| {
            let mut around = (day.year() - 2..=day.year() + 2).filter_map(value);
            match step {
                0 => around.min_by_key(|edtf| {
                    edtf.first_day().map_or(i64::MAX, |first| (first + chrono::TimeDelta::days(45) - day).num_days().abs())
                }),
                1.. => around.find(|edtf| edtf.first_day().is_some_and(|first| first > day)),
                _ => around.filter(|edtf| edtf.last_day().is_some_and(|last| last < day)).last(),
            }
        })
    }

    /// "the following spring": from the date before, else from publication.
    fn season_from(&self, season: u32, step: i32) -> Option<Placed> {
        let value = |year: i32| Some(Edtf::Season(year, season));
        let Some(link) = self.chain.last() else { return self.season_at(season, Some(step)) };
        let (first, last) = (link.first_day()?, link.edtf.last_day()?);
        let mut around = (first.year() - 2..=last.year() + 2).filter_map(value);
        let edtf = match step {
            0 => self.nearest_to(link, &value),
            1.. => around.find(|edtf| edtf.first_day().is_some_and(|day| day > last)),
            _ => around.filter(|edtf| edtf.last_day().is_some_and(|day| day < first)).last(),
        };
        Some((edtf?, Some(Anchor::Date(link.index))))
    }

    /// "the following Monday", "that Friday": from the last day named, else from publication.
    fn weekday_from(&self, weekday: u32, step: i32) -> Option<Placed> {
        let Some(link) = self.chain.fine(Unit::Week) else { return self.weekday(weekday, Some(step)) };
        let (first, last) = (link.first_day()?, link.edtf.last_day()?);
        let on = |day: &NaiveDate| day.weekday().number_from_monday() == weekday;
        let day = match step {
            0 => first.checked_sub_days(Days::new(3))?.iter_days().take(7).find(on),
            1.. => last.succ_opt()?.iter_days().take(7).find(on),
            _ => first.checked_sub_days(Days::new(7))?.iter_days().take(7).find(on),
        };
        Some((Edtf::Day(day?), Some(Anchor::Date(link.index))))
    }

    /// "the next day", "that year": from the date before, else from publication.
    fn sequence(&self, unit: Unit, step: i32) -> Option<Placed> {
        let Some(link) = self.chain.fine(unit).or_else(|| self.chain.last()) else {
            return self.published(|day| unit_at(day, unit, step));
        };
        if link.grain > unit {
            return None;
        }
        let day = if step > 0 { link.edtf.last_day()? } else { link.edtf.first_day()? };
        Some((unit_at(day, unit, step)?, Some(Anchor::Date(link.index))))
    }

    fn later(&self, count: i64, unit: Unit) -> Option<Placed> {
        let Some(link) = self.chain.fine(unit) else {
            return self.chain.last().is_none().then(|| self.published(|day| blunt(shift(day, count, unit)?, unit))).flatten();
        };
        let day = if count < 0 { link.edtf.first_day()? } else { link.edtf.last_day()? };
        Some((blunt(shift(day, count, unit)?, unit)?, Some(Anchor::Date(link.index))))
    }

    fn between(&self, first: Calendar, last: Calendar) -> Option<Placed> {
        let (end, anchor) = self.calendar(&last)?;
        let start = match first.year {
            Some(year) => in_year(&first, year)?,
            None => latest_before(&end, |year| in_year(&first, year))?,
        };
        Some((Edtf::Interval(Some(point(start, false)?), Some(point(end, true)?)), anchor))
    }

    fn range(&self, first: usize, last: usize, depth: usize) -> Option<Placed> {
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

    fn within(&self, inner: usize, outer: usize, depth: usize) -> Option<Placed> {
        let (around, anchor) = self.at(outer, depth)?;
        let first = around.first_day()?;
        let inner = self.expressions.get(inner)?;
        let calendar = match inner.meaning {
            Meaning::Calendar(calendar) => calendar,
            Meaning::Weekday(weekday, _) => Calendar { weekday: Some(weekday), ..Calendar::default() },
            Meaning::Same(deeper) => match self.expressions.get(deeper)?.meaning {
                Meaning::Calendar(calendar) => calendar,
                _ => return self.at(deeper, depth),
            },
            Meaning::Holiday(rule, None) => return Some((Edtf::Day(holiday_in(self.lexicon.holidays.get(rule)?, first.year())?), anchor)),
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

    /// "the first two months of 2025", "the last day of February", "the second quarter".
    fn nth(&self, ordinal: i32, count: i32, unit: Unit, of: Option<usize>, depth: usize) -> Option<Placed> {
        let (around, anchor) = match of {
            Some(of) => self.at(of, depth)?,
            None => self.year_around(ordinal, unit)?,
        };
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
        if let Some(link) = self.chain.last().filter(|link| link.sentence + 2 >= self.sentence) {
            return Some((Edtf::Year(link.edtf.last_day()?.year()), Some(Anchor::Date(link.index))));
        }
        let published = self.published?;
        let length = if unit == Unit::Quarter { 3 } else { 6 };
        let begins = u32::try_from(ordinal.max(1) - 1).ok()? * length + 1;
        let year = if begins > published.month() && self.direction != Direction::Future { published.year() - 1 } else { published.year() };
        Some((Edtf::Year(year), Some(Anchor::Published)))
    }

    /// The shape of the last interval in another year.
    fn same_period(&self, of: usize, depth: usize) -> Option<Placed> {
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

    fn holiday(&self, rule: usize, year: Option<i32>) -> Option<Placed> {
        let rule = self.lexicon.holidays.get(rule)?;
        let on = |year: i32| holiday_in(rule, year).map(Edtf::Day);
        match year {
            Some(year) => Some((on(year)?, None)),
            None => self.yearly(Unit::Day, &on),
        }
    }
}

/// A calendar date in a year.
fn in_year(calendar: &Calendar, year: i32) -> Option<Edtf> {
    Some(match (calendar.season, calendar.month, calendar.day) {
        (Some(season), _, _) => Edtf::Season(year, season),
        (_, Some(month), Some(day)) => Edtf::Day(NaiveDate::from_ymd_opt(year, month, day)?),
        (_, Some(month), None) => Edtf::Month(year, month),
        (_, None, None) => Edtf::Year(year),
        (_, None, Some(_)) => return None,
    })
}

/// The latest year's value that begins no later than an end.
fn latest_before(end: &Edtf, value: impl Fn(i32) -> Option<Edtf>) -> Option<Edtf> {
    let limit = end.last_day()?;
    (limit.year() - 1..=limit.year()).filter_map(value).filter(|edtf| edtf.first_day().is_some_and(|day| day <= limit)).last()
}

/// The unit so many steps from the one around a day.
fn unit_at(day: NaiveDate, unit: Unit, step: i32) -> Option<Edtf> {
    if unit == Unit::Weekend && step == 0 {
        // A Monday's weekend is the one just over; on other days it is that of the week.
        let back = if day.weekday().num_days_from_monday() < 3 { 7 } else { 0 };
        return unit.around(day.checked_sub_days(Days::new(back))?);
    }
    let start = unit.around(day)?.first_day()?;
    unit.around(shift(start, i64::from(step), unit)?)
}

/// A shifted day at the precision that the unit allows.
fn blunt(day: NaiveDate, unit: Unit) -> Option<Edtf> {
    Some(match unit {
        Unit::Day => Edtf::Day(day),
        Unit::Week | Unit::Weekend | Unit::Fortnight => Edtf::About(day),
        Unit::Month | Unit::Quarter | Unit::Half | Unit::Season => Edtf::Month(day.year(), day.month()),
        Unit::Year | Unit::Decade | Unit::Century => Edtf::Year(day.year()),
    })
}

/// A day shifted from a named date: no finer than that date.
fn precise(day: NaiveDate, unit: Unit, from: &Edtf) -> Option<Edtf> {
    match from {
        Edtf::Day(_) | Edtf::About(_) if unit <= Unit::Fortnight => Some(Edtf::Day(day)),
        Edtf::Year(_) | Edtf::Decade(_) | Edtf::Century(_) => Some(Edtf::Year(day.year())),
        Edtf::Month(..) if unit >= Unit::Month => Some(Edtf::Month(day.year(), day.month())),
        _ => blunt(day, unit),
    }
}

/// The days before or after publication that a window names.
fn window(day: NaiveDate, count: i64, unit: Unit) -> Option<Edtf> {
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

/// The day of a holiday in a year, by its rule.
fn holiday_in(rule: &str, year: i32) -> Option<NaiveDate> {
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
