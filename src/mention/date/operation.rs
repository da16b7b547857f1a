//! The operations that patterns name: what a match says of its captures.

use super::calendar::Unit;

/// What a matched pattern says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action {
    pub operation: Operation,
    pub at: Option<i32>,
    pub unit: Option<Unit>,
    pub relation: Option<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// No date, and nothing within is one.
    None,
    Calendar,
    Numeric,
    /// Days of one month: "June 7-9".
    DayRange,
    /// "Nov-Feb 2017".
    MonthRange,
    YearRange,
    Weekday,
    MonthAt,
    SeasonAt,
    /// "the following Monday", "the next spring": from the date before.
    WeekdayFrom,
    /// "that July": from the date before.
    MonthFrom,
    SeasonFrom,
    Unit,
    /// "the following week", "that year".
    Sequence,
    /// "the end of the year": of publication in news, of the date before in a story.
    Current,
    Ago,
    /// "in two weeks", a date only where the clause looks ahead.
    Ahead,
    Later,
    Then,
    Nth,
    Decade,
    Century,
    Window,
    Holiday,
    Overnight,
    /// Narrows an expression without changing its value: "early", "the end of".
    Same,
    /// A date whose parts stand in another: "December of that year".
    Within,
    /// "the second Monday of March".
    NthWeekday,
    /// "two days after DATE".
    Shift,
    /// "two days after" something that is no date.
    EventShift,
    Range,
    RangeToNow,
    Relation,
    WeekOf,
    WeekNumber,
    Vague,
}

impl Operation {
    fn from_name(name: &str) -> Option<Operation> {
        Some(match name {
            "none" => Operation::None,
            "calendar" => Operation::Calendar,
            "numeric" => Operation::Numeric,
            "day-range" => Operation::DayRange,
            "month-range" => Operation::MonthRange,
            "year-range" => Operation::YearRange,
            "weekday" => Operation::Weekday,
            "month-at" => Operation::MonthAt,
            "weekday-from" => Operation::WeekdayFrom,
            "month-from" => Operation::MonthFrom,
            "season-from" => Operation::SeasonFrom,
            "season-at" => Operation::SeasonAt,
            "unit" => Operation::Unit,
            "sequence" => Operation::Sequence,
            "current" => Operation::Current,
            "ago" => Operation::Ago,
            "ahead" => Operation::Ahead,
            "later" => Operation::Later,
            "then" => Operation::Then,
            "nth" => Operation::Nth,
            "decade" => Operation::Decade,
            "century" => Operation::Century,
            "window" => Operation::Window,
            "holiday" => Operation::Holiday,
            "overnight" => Operation::Overnight,
            "same" => Operation::Same,
            "within" => Operation::Within,
            "nth-weekday" => Operation::NthWeekday,
            "shift" => Operation::Shift,
            "event-shift" => Operation::EventShift,
            "range" => Operation::Range,
            "range-to-now" => Operation::RangeToNow,
            "relation" => Operation::Relation,
            "week-of" => Operation::WeekOf,
            "week-number" => Operation::WeekNumber,
            "vague" => Operation::Vague,
            _ => return None,
        })
    }
}

/// The prepositions that patterns name, by their number.
const RELATIONS: [&str; 7] = ["on", "in", "since", "until", "before", "after", "by"];

impl Action {
    /// Reads `OPERATION [KEY VALUE]…`.
    pub fn read(source: &str) -> Option<Action> {
        let mut words = source.split_whitespace();
        let mut action = Action { operation: Operation::from_name(words.next()?)?, at: None, unit: None, relation: None };
        while let Some(key) = words.next() {
            let value = words.next()?;
            match key {
                "at" => action.at = Some(value.parse().ok()?),
                "unit" => action.unit = Some(Unit::from_name(value)?),
                "relation" => action.relation = Some(RELATIONS.iter().position(|each| *each == value)? as u8),
                _ => return None,
            }
        }
        Some(action)
    }
}
