//! What a date expression means before it is placed, and how matches become meanings.

use super::atom::Atom;
use super::automaton::{Capture, Match};
use super::calendar::Unit;
use super::lexicon::Class;
use super::numeric;
use super::operation::Operation;
use crate::text::Span;

/// Parts of a calendar date, as far as they are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    pub year: Option<i32>,
    pub month: Option<u32>,
    pub day: Option<u32>,
    /// 1 (Monday) to 7.
    pub weekday: Option<u32>,
    pub season: Option<u32>,
}

/// A meaning; indices point to other expressions of the same text.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    Calendar(Calendar),
    /// Both ends in one expression: "June 7-9", "Nov-Feb 2017".
    Between(Calendar, Calendar),
    /// Rule of a holiday, and the year if named.
    Holiday(usize, Option<i32>),
    /// A weekday, and the week as counted from the bare one: last -1, this 0, next 1, the one after it 2.
    Weekday(u32, Option<i32>),
    /// "last August": month and step.
    MonthAt(u32, i32),
    /// "last summer", "the summer" (no step).
    SeasonAt(u32, Option<i32>),
    /// The weekday, the season before (-1), around (0) or after (1) the date before in the text.
    WeekdayFrom(u32, i32),
    MonthFrom(u32, i32),
    SeasonFrom(u32, i32),
    /// So many units from the day of publication.
    Unit(Unit, i32),
    /// So many units from the date before.
    Sequence(Unit, i32),
    /// The running unit: "the end of the year".
    Current(Unit),
    /// Shifted from publication, at the precision of the unit.
    Ago(i64, Unit),
    /// Shifted from publication, if the clause looks ahead; a duration if not.
    Ahead(i64, Unit),
    /// Shifted from the date before.
    Later(i64, Unit),
    /// The date before itself.
    Then,
    Nth {
        ordinal: i32,
        count: i32,
        unit: Unit,
        of: Option<usize>,
    },
    /// The shape of the interval before, in another year.
    SamePeriod(usize),
    Decade(i32),
    Century(i32),
    /// The so many units before (negative) or after publication.
    Window(i64, Unit),
    /// The night into the day of publication.
    Overnight,
    Same(usize),
    /// The first lies in the second.
    Within(usize, usize),
    /// "the second Monday of March", "the last Friday of the year".
    NthWeekday {
        ordinal: i32,
        weekday: u32,
        of: usize,
    },
    Shift(i64, Unit, usize),
    /// So long after (before) something that is told in words.
    EventShift(i64, Unit),
    Range(usize, usize),
    RangeToNow(Option<usize>),
    Since(usize),
    /// From the end of it on.
    After(usize),
    /// The week, or the weekend, of a day.
    WeekOf(Unit, Calendar),
    WeekOfDate(Unit, usize),
    /// The same of a day that lies in the second.
    WeekOfWithin(Unit, usize, usize),
    WeekNumber(u32),
    Vague,
}

/// An expression of the text.
#[derive(Clone, Debug)]
pub struct Expression {
    pub span: Span,
    pub meaning: Meaning,
    /// The precision of what it names.
    pub grain: Unit,
}

impl Expression {
    /// Whether it names its year itself.
    pub fn names_year(&self) -> bool {
        match &self.meaning {
            Meaning::Calendar(calendar) | Meaning::Between(_, calendar) => calendar.year.is_some(),
            Meaning::Holiday(_, year) => year.is_some(),
            _ => false,
        }
    }
}

/// Builds the meaning of a match; `None` where the words only look like a date.
pub fn build(found: &Match, atoms: &[Atom], expressions: &[Expression], day_first: Option<bool>) -> Option<(Meaning, Unit)> {
    let Match { action, captures, .. } = found;
    let of = |class: Class| captures.iter().filter(move |capture| capture.0 == class).map(|capture| capture.1);
    let first = |class: Class| of(class).next();
    let part = |value: Option<i32>| value.and_then(|value| u32::try_from(value).ok());
    let year = first(Class::Year).or_else(|| first(Class::ShortYear).or_else(|| first(Class::TwoDigits)).map(century_of));
    let calendar = Calendar {
        year,
        month: part(first(Class::Month).or_else(|| first(Class::SureMonth))),
        day: part(day(captures)),
        weekday: part(first(Class::Weekday).or_else(|| first(Class::SureWeekday))),
        season: part(first(Class::Season)),
    };
    let unit = action.unit.or_else(|| unit(first(Class::Unit)));
    let at = action.at.or_else(|| first(Class::Direction)).or_else(|| first(Class::Sequence));
    let count = first(Class::Number).or_else(|| first(Class::Cardinal)).unwrap_or(1);
    let dates: Vec<usize> =
        captures.iter().filter(|capture| is_date(capture.0)).filter_map(|capture| usize::try_from(capture.1).ok()).collect();
    let grain_of = |index: usize| expressions.get(index).map_or(Unit::Day, |expression| expression.grain);
    Some(match action.operation {
        Operation::None => return None,
        Operation::Calendar => (Meaning::Calendar(valid(calendar)?), grain(&calendar)),
        Operation::Numeric => numeric::read(found, atoms, calendar.weekday, day_first)?,
        Operation::DayRange => {
            let mut days = captures.iter().filter(|capture| is_day(capture.0)).filter_map(|capture| u32::try_from(capture.1).ok());
            let (from, to) = (days.next()?, days.next()?);
            if from >= to {
                return None;
            }
            (Meaning::Between(valid(Calendar { day: Some(from), ..calendar })?, valid(Calendar { day: Some(to), ..calendar })?), Unit::Week)
        }
        Operation::MonthRange => {
            let mut months = of(Class::Month).filter_map(|month| u32::try_from(month).ok());
            let (from, to) = (months.next()?, months.next()?);
            let end = Calendar { month: Some(to), ..calendar };
            let start_year = year.map(|year| if from > to { year - 1 } else { year });
            (Meaning::Between(Calendar { month: Some(from), year: start_year, ..Calendar::default() }, end), Unit::Quarter)
        }
        Operation::YearRange => {
            let mut years = of(Class::Year);
            let from = years.next()?;
            let to = years.next().or_else(|| first(Class::TwoDigits).map(|two| from - from.rem_euclid(100) + two))?;
            if to <= from {
                return None;
            }
            let whole = |year| Calendar { year: Some(year), ..Calendar::default() };
            (Meaning::Between(whole(from), whole(to)), Unit::Decade)
        }
        Operation::Weekday => (Meaning::Weekday(calendar.weekday?, at), Unit::Day),
        Operation::WeekdayFrom => (Meaning::WeekdayFrom(calendar.weekday?, at?), Unit::Day),
        Operation::MonthFrom => (Meaning::MonthFrom(calendar.month?, at?), Unit::Month),
        Operation::SeasonFrom => (Meaning::SeasonFrom(calendar.season?, at?), Unit::Season),
        Operation::MonthAt => (Meaning::MonthAt(calendar.month?, at?), Unit::Month),
        Operation::SeasonAt => (Meaning::SeasonAt(calendar.season?, at), Unit::Season),
        Operation::Unit => match unit? {
            Unit::Day if action.unit.is_none() => return None,
            unit => (Meaning::Unit(unit, at.unwrap_or(0)), unit),
        },
        Operation::Sequence => match dates.first() {
            Some(inner) => (Meaning::Same(*inner), grain_of(*inner)),
            None => {
                let unit = unit.unwrap_or(Unit::Day);
                (Meaning::Sequence(unit, at.unwrap_or(0)), unit)
            }
        },
        Operation::Current => (Meaning::Current(unit?), unit?),
        Operation::Ago if action.at == Some(6) => {
            (Meaning::Ago(if unit? == Unit::Year { -6 } else { return None }, Unit::Month), Unit::Month)
        }
        Operation::Ago => (Meaning::Ago(i64::from(action.at.unwrap_or(-1)) * i64::from(count), unit?), unit?),
        Operation::Ahead => (Meaning::Ahead(i64::from(count), unit?), unit?),
        Operation::Later => (Meaning::Later(i64::from(at.unwrap_or(1)) * i64::from(count), unit?), unit?),
        Operation::Then => (Meaning::Then, Unit::Day),
        Operation::Nth if action.at == Some(99) => (Meaning::SamePeriod(*dates.first()?), Unit::Quarter),
        Operation::Nth => {
            let ordinal =
                first(Class::Ordinal).or_else(|| first(Class::Nth)).or_else(|| first(Class::Number).filter(|number| *number <= 4))?;
            let count = if first(Class::Ordinal).or_else(|| first(Class::Nth)).is_some() { count } else { 1 };
            (Meaning::Nth { ordinal, count, unit: unit?, of: dates.first().copied() }, unit?)
        }
        Operation::Decade => {
            let value = first(Class::Decade)
                .or_else(|| first(Class::TwoDigits).map(|two| two / 10))
                .or_else(|| year.map(|year| year.div_euclid(10)))?;
            (
                Meaning::Decade(if value < 2 {
                    200 + value
                } else if value < 10 {
                    190 + value
                } else {
                    value
                }),
                Unit::Decade,
            )
        }
        Operation::Century => {
            (Meaning::Century(at.or_else(|| first(Class::Nth)).filter(|number| (1..=30).contains(number))? - 1), Unit::Century)
        }
        Operation::Window => {
            let sign = action.at.or_else(|| first(Class::Direction)).unwrap_or(-1);
            if sign == 0 {
                return None;
            }
            (Meaning::Window(i64::from(if sign > 0 { count } else { -count }), unit?), unit?)
        }
        Operation::Holiday => (Meaning::Holiday(usize::try_from(first(Class::Holiday)?).ok()?, year), Unit::Day),
        Operation::Overnight => (Meaning::Overnight, Unit::Day),
        Operation::Same => (Meaning::Same(*dates.first()?), grain_of(*dates.first()?)),
        Operation::Within => within(&dates, calendar, expressions)?,
        Operation::NthWeekday => {
            let (inner, outer) = (*dates.first()?, *dates.get(1)?);
            let Some(Meaning::Weekday(weekday, None)) = expressions.get(inner).map(|expression| &expression.meaning) else { return None };
            (Meaning::NthWeekday { ordinal: first(Class::Ordinal)?, weekday: *weekday, of: outer }, Unit::Day)
        }
        Operation::Shift => (Meaning::Shift(i64::from(at.unwrap_or(1)) * i64::from(count), unit?, *dates.first()?), unit?),
        Operation::EventShift => (Meaning::EventShift(i64::from(at.unwrap_or(1)) * i64::from(count), unit?), unit?),
        Operation::Range => (Meaning::Range(*dates.first()?, *dates.get(1)?), grain_of(*dates.get(1)?)),
        Operation::RangeToNow => (Meaning::RangeToNow(dates.first().copied()), Unit::Day),
        Operation::Relation if action.relation == Some(5) => (Meaning::After(*dates.first()?), grain_of(*dates.first()?)),
        Operation::Relation => (Meaning::Since(*dates.first()?), grain_of(*dates.first()?)),
        Operation::WeekOf => match dates.first() {
            Some(inner) if dates.len() == 2 => {
                (Meaning::WeekOfWithin(action.unit.unwrap_or(Unit::Week), *inner, *dates.get(1)?), Unit::Week)
            }
            Some(inner) => (Meaning::WeekOfDate(action.unit.unwrap_or(Unit::Week), *inner), Unit::Week),
            None => (Meaning::WeekOf(action.unit.unwrap_or(Unit::Week), valid(calendar)?), Unit::Week),
        },
        Operation::WeekNumber => (Meaning::WeekNumber(u32::try_from(count).ok().filter(|week| (1..=53).contains(week))?), Unit::Week),
        Operation::Vague => (Meaning::Vague, unit.unwrap_or(Unit::Year)),
    })
}

const fn is_date(class: Class) -> bool {
    matches!(class, Class::Date | Class::DateDay | Class::DateMonth | Class::DateYear | Class::DatePeriod)
}

const fn is_day(class: Class) -> bool {
    matches!(class, Class::Day | Class::DayWord | Class::Nth)
}

fn day(captures: &[Capture]) -> Option<i32> {
    captures.iter().find(|capture| is_day(capture.0)).map(|capture| capture.1)
}

fn unit(value: Option<i32>) -> Option<Unit> {
    const UNITS: [Unit; 11] = [
        Unit::Day,
        Unit::Weekend,
        Unit::Week,
        Unit::Fortnight,
        Unit::Month,
        Unit::Quarter,
        Unit::Season,
        Unit::Half,
        Unit::Year,
        Unit::Decade,
        Unit::Century,
    ];
    UNITS.get(usize::try_from(value?).ok()?).copied()
}

/// The year that two digits stand for: the last century from 35 on.
pub const fn century_of(two: i32) -> i32 {
    if two >= 35 { 1900 + two } else { 2000 + two }
}

/// A calendar whose day exists in its month.
pub fn valid(calendar: Calendar) -> Option<Calendar> {
    let longest = match calendar.month {
        Some(2) => 29,
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    };
    let fits = calendar.day.is_none_or(|day| (1..=longest).contains(&day));
    let something = calendar.year.is_some() || calendar.month.is_some() || calendar.day.is_some() || calendar.season.is_some();
    (fits && something).then_some(calendar)
}

pub const fn grain(calendar: &Calendar) -> Unit {
    if calendar.day.is_some() || calendar.weekday.is_some() {
        Unit::Day
    } else if calendar.month.is_some() {
        Unit::Month
    } else if calendar.season.is_some() {
        Unit::Season
    } else {
        Unit::Year
    }
}

/// "December of that year", "the 4th of this month", "Tuesday of last week", in either order.
fn within(dates: &[usize], calendar: Calendar, expressions: &[Expression]) -> Option<(Meaning, Unit)> {
    let grain_of = |index: usize| expressions.get(index).map(|expression| expression.grain);
    match *dates {
        [one, two] => {
            let (inner, outer) = if grain_of(one)? <= grain_of(two)? { (one, two) } else { (two, one) };
            let open = match &expressions.get(inner)?.meaning {
                Meaning::Calendar(calendar) | Meaning::Between(_, calendar) => calendar.year.is_none(),
                Meaning::Weekday(..) | Meaning::Holiday(_, None) | Meaning::Same(_) | Meaning::Nth { of: None, .. } => true,
                _ => false,
            };
            open.then_some((Meaning::Within(inner, outer), grain_of(inner)?))
        }
        [outer] if calendar.day.is_some() => {
            Some((Meaning::Nth { ordinal: i32::try_from(calendar.day?).ok()?, count: 1, unit: Unit::Day, of: Some(outer) }, Unit::Day))
        }
        _ => None,
    }
}
