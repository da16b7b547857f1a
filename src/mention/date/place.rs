//! From meanings to values on the calendar: the day of publication, the date before in the text, and the direction of
//! the clause decide what the words leave open.

use super::super::edtf::{Edtf, Point};
use super::Anchor;
use super::calendar::{self, Unit, monday, point, shift};
use super::chain::{Chain, Link};
use super::direction::Direction;
use super::expression::{Calendar, Expression, Meaning};
use super::holiday;
use super::lexicon::Lexicon;
use super::period::window;
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
    /// For an entry of a timeline, the entry above.
    pub entry: Option<Link>,
    /// The year of a later date that this one is listed with: "on 3 May and 4 June 2007".
    pub lent: Option<i32>,
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

    pub(super) fn at(&self, index: usize, depth: usize) -> Option<Placed> {
        let depth = depth.checked_sub(1)?;
        let expression = self.expressions.get(index)?;
        match expression.meaning {
            Meaning::Calendar(calendar) => self.calendar(&calendar),
            Meaning::Between(first, last) => self.between(first, last),
            Meaning::Holiday(rule, year) => self.holiday(rule, year),
            Meaning::Weekday(weekday, week) => self.weekday(weekday, week),
            Meaning::MonthAt(month, step) => self.month_at(month, step),
            Meaning::WeekdayFrom(weekday, step) => self.weekday_from(weekday, step),
            Meaning::MonthFrom(month, step) => self.month_from(month, step),
            Meaning::SeasonFrom(season, step) => self.season_from(season, step),
            Meaning::SeasonAt(season, step) => self.season_at(season, step),
            Meaning::Unit(Unit::Weekend, 0) => self.published(|day| {
                // What is past "at the weekend" was not on the one to come.
                let near = unit_at(day, Unit::Weekend, 0)?;
                let ahead = near.first_day().is_some_and(|first| first > day) && self.direction == Direction::Past;
                if ahead { unit_at(day, Unit::Weekend, -1) } else { Some(near) }
            }),
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
            Meaning::NthWeekday { ordinal, weekday, of } => self.nth_weekday(ordinal, weekday, self.at(of, depth)?),
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
            Meaning::WeekOfDate(unit, inner) => week_of(unit, self.at(inner, depth)?),
            Meaning::WeekOfWithin(unit, inner, outer) => week_of(unit, self.within(inner, outer, depth)?),
            Meaning::WeekNumber(week) => self.published(|day| {
                let first = NaiveDate::from_isoywd_opt(day.year(), week, chrono::Weekday::Mon)?;
                calendar::days(first, 7)
            }),
        }
    }

    pub(super) fn meaning(&self, index: usize) -> Option<&Meaning> {
        self.expressions.get(index).map(|expression| &expression.meaning)
    }

    /// Whether an expression names both ends itself.
    fn is_range(&self, index: usize) -> bool {
        let meaning = self.expressions.get(index).map(|expression| &expression.meaning);
        matches!(meaning, Some(Meaning::Between(..) | Meaning::Range(..) | Meaning::RangeToNow(_)))
    }

    /// A value that depends on the day of publication alone.
    pub(super) fn published(&self, value: impl FnOnce(NaiveDate) -> Option<Edtf>) -> Option<Placed> {
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

    /// The first candidate that does not go back before the entry above of a timeline.
    fn after_entry(&self, value: &dyn Fn(i32) -> Option<Edtf>) -> Option<Placed> {
        let entry = self.entry?;
        let from = entry.first_day()?;
        let edtf = (from.year()..=from.year() + 1).filter_map(value).find(|edtf| edtf.last_day().is_some_and(|day| day >= from))?;
        Some((edtf, Some(Anchor::Date(entry.index))))
    }

    /// A date that comes round every year.
    fn yearly(&self, grain: Unit, value: &dyn Fn(i32) -> Option<Edtf>) -> Option<Placed> {
        if let Some(placed) = self.after_entry(value) {
            return Some(placed);
        }
        if let Some(link) = self.lean()
            && let Some(edtf) = self.nearest_to(link, value)
        {
            return Some((edtf, Some(Anchor::Date(link.index))));
        }
        let published = self.published?;
        let candidates = || (published.year() - 8..=published.year() + 8).filter_map(value);
        let ahead = || candidates().find(|edtf| edtf.last_day().is_some_and(|day| day >= published));
        let behind = || candidates().filter(|edtf| edtf.first_day().is_some_and(|day| day <= published)).last();
        let soon = |edtf: Edtf| edtf.first_day().is_some_and(|day| (day - published).num_days() <= HALF_YEAR);
        // Without a word for it, a day ahead must be near.
        let nearest = || {
            candidates().min_by_key(|edtf| {
                edtf.first_day().map_or(i64::MAX, |day| {
                    let distance = (day - published).num_days();
                    if distance > 0 { distance * 2 } else { -distance }
                })
            })
        };
        let chosen = match self.direction {
            Direction::Future => ahead(),
            Direction::Past if self.limit => nearest(),
            Direction::Past => behind(),
            Direction::Open if self.limit && ahead().is_some_and(soon) => ahead(),
            Direction::Open if grain > Unit::Day => behind(),
            Direction::Open => nearest(),
        };
        Some((chosen?, Some(Anchor::Published)))
    }

    pub(super) fn calendar(&self, calendar: &Calendar) -> Option<Placed> {
        if let Some(year) = calendar.year.or(self.lent) {
            return match in_year(calendar, year) {
                Some(edtf) => Some((edtf, None)),
                None => self.day_of_month(calendar.day?, calendar.weekday),
            };
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
            (_, Direction::Past) if !self.limit => candidates.filter(|date| *date <= reference).min_by_key(distance),
            (_, Direction::Open) if self.limit => candidates.filter(ahead).min_by_key(distance),
            _ => candidates.min_by_key(distance),
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
                // "July last year": of the year before, wherever in this year the text stands.
                ..=-2 => day.year() - 1,
                2.. => day.year() + 1,
                1.. if month > day.month() => day.year(),
                1.. => day.year() + 1,
                _ if month < day.month() => day.year(),
                _ => day.year() - 1,
            };
            Some(Edtf::Month(year, month))
        })
    }

    /// "that July", "the following May": from the date before, else from publication.
    fn month_from(&self, month: u32, step: i32) -> Option<Placed> {
        if self.chain.is_empty() { self.month_at(month, step) } else { self.around_link(step, &|year| Some(Edtf::Month(year, month))) }
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
                _ => around.rfind(|edtf| edtf.last_day().is_some_and(|last| last < day)),
            }
        })
    }

    /// "the following spring": from the date before, else from publication.
    fn season_from(&self, season: u32, step: i32) -> Option<Placed> {
        if self.chain.is_empty() {
            self.season_at(season, Some(step))
        } else {
            self.around_link(step, &|year| Some(Edtf::Season(year, season)))
        }
    }

    /// What comes round each year, counted from the date before: the next one, the last one, or the nearest.
    fn around_link(&self, step: i32, value: &dyn Fn(i32) -> Option<Edtf>) -> Option<Placed> {
        let link = self.chain.last()?;
        let (first, last) = (link.first_day()?, link.edtf.last_day()?);
        let mut around = (first.year() - 2..=last.year() + 2).filter_map(value);
        let edtf = match step {
            0 => self.nearest_to(link, value),
            1.. => around.find(|edtf| edtf.first_day().is_some_and(|day| day > last)),
            _ => around.rfind(|edtf| edtf.last_day().is_some_and(|day| day < first)),
        };
        Some((edtf?, Some(Anchor::Date(link.index))))
    }

    /// "the following Monday", "that Friday": from the last day named, else from publication.
    fn weekday_from(&self, weekday: u32, step: i32) -> Option<Placed> {
        let Some(link) = self.chain.fine(Unit::Week, self.sentence) else { return self.weekday(weekday, Some(step)) };
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
        let Some(link) = self.chain.fine(unit, self.sentence).or_else(|| self.chain.last()) else {
            return self.published(|day| unit_at(day, unit, step));
        };
        if link.grain > unit {
            return None;
        }
        let day = if step > 0 { link.edtf.last_day()? } else { link.edtf.first_day()? };
        Some((unit_at(day, unit, step)?, Some(Anchor::Date(link.index))))
    }

    fn later(&self, count: i64, unit: Unit) -> Option<Placed> {
        let Some(link) = self.chain.fine(unit, self.sentence) else {
            return self.chain.last().is_none().then(|| self.published(|day| blunt(shift(day, count, unit)?, unit))).flatten();
        };
        let day = if count < 0 { link.edtf.first_day()? } else { link.edtf.last_day()? };
        Some((blunt(shift(day, count, unit)?, unit)?, Some(Anchor::Date(link.index))))
    }

    fn holiday(&self, rule: usize, year: Option<i32>) -> Option<Placed> {
        let rule = self.lexicon.holidays.get(rule)?;
        let on = |year: i32| holiday::day_of(rule, year).map(Edtf::Day);
        match year {
            Some(year) => Some((on(year)?, None)),
            None => self.yearly(Unit::Day, &on),
        }
    }
}

/// A calendar date in a year.
pub(super) fn in_year(calendar: &Calendar, year: i32) -> Option<Edtf> {
    Some(match (calendar.season, calendar.month, calendar.day) {
        (Some(season), _, _) => Edtf::Season(year, season),
        (_, Some(month), Some(day)) => Edtf::Day(NaiveDate::from_ymd_opt(year, month, day)?),
        (_, Some(month), None) => Edtf::Month(year, month),
        (_, None, None) => Edtf::Year(year),
        (_, None, Some(_)) => return None,
    })
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

/// The week or weekend of a placed day.
fn week_of(unit: Unit, (edtf, anchor): Placed) -> Option<Placed> {
    let mut day = edtf.first_day()?;
    if unit == Unit::Weekend && day.weekday().num_days_from_monday() < 2 {
        // The weekend of a Monday is the one before it.
        day = day.checked_sub_days(Days::new(2))?;
    }
    Some((unit.around(day)?, anchor))
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
