//! Times of day as pages declare and print them, with their zones: "15:47:42Z", "3:10 p.m. ET", "15.30 Uhr", "15時4分".

use super::pieces::{Piece, number, past};
use chrono::NaiveTime;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static ZONES: LazyLock<FxHashMap<&'static str, i32>> = LazyLock::new(|| {
    let lines = include_str!("../../lexicons/page/zones.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).filter_map(|(name, minutes)| Some((name, minutes.parse().ok()?))).collect()
});

/// The time of day that stands with a date: after it, else before it.
pub fn clock(pieces: &[Piece], date_start: usize, date_end: usize) -> (Option<NaiveTime>, Option<i32>) {
    let after = date_end..(date_end + 16).min(pieces.len());
    let before = date_start.saturating_sub(16)..date_start;
    after.chain(before).find_map(|at| clock_at(pieces, at)).map_or((None, None), |(time, offset)| (Some(time), offset))
}

fn clock_at(pieces: &[Piece], at: usize) -> Option<(NaiveTime, Option<i32>)> {
    let hour = number(pieces, at, 1..=2)?;
    if at > 0 && matches!(pieces.get(at - 1), Some(Piece::Mark(':' | '+' | '.'))) {
        return None;
    }
    let mut second = 0;
    let mut next;
    let minute;
    match pieces.get(at + 1) {
        Some(Piece::Mark(':' | '：')) => {
            minute = number(pieces, at + 2, 2..=2)?;
            next = at + 3;
            if pieces.get(next) == Some(&Piece::Mark(':')) {
                second = number(pieces, next + 1, 1..=2)?;
                next += 2;
            }
            if matches!(pieces.get(next), Some(Piece::Mark('.' | ',')))
                && number(pieces, next + 1, 1..=9).is_some()
                && pieces.get(next) != Some(&Piece::Mark(' '))
            {
                next += 2;
            }
        }
        Some(Piece::Mark('時' | '时' | '点' | '시')) => {
            let at = past(pieces, at + 2, "");
            minute = number(pieces, at, 1..=2).unwrap_or(0);
            next = at + 2;
        }
        Some(Piece::Mark('.')) | Some(Piece::Word(_)) if is_dotted_clock(pieces, at) => {
            minute = number(pieces, at + 2, 2..=2)?;
            next = at + 3;
        }
        _ => return None,
    }
    let mut hour = hour;
    let mut at = past(pieces, next, "");
    if let Some(half) = half_of_day(pieces, at) {
        let (afternoon, after) = half;
        hour = match (afternoon, hour) {
            (true, 1..=11) => hour + 12,
            (false, 12) => 0,
            _ => hour,
        };
        at = after;
    }
    let time = NaiveTime::from_hms_opt(hour, minute, second.min(59))?;
    Some((time, zone(pieces, past(pieces, at, "(,"))))
}

/// "15.30 Uhr", "15h30": a point or an h between hour and minute, where no date's numbers follow.
fn is_dotted_clock(pieces: &[Piece], at: usize) -> bool {
    let separator = match pieces.get(at + 1) {
        Some(Piece::Word(word)) => word.eq_ignore_ascii_case("h"),
        Some(Piece::Mark('.')) => true,
        _ => false,
    };
    separator && number(pieces, at + 2, 2..=2).is_some() && pieces.get(at + 3) != Some(&Piece::Mark('.'))
}

/// "am", "p.m.", "PM".
fn half_of_day(pieces: &[Piece], at: usize) -> Option<(bool, usize)> {
    let Some(Piece::Word(word)) = pieces.get(at) else {
        return None;
    };
    match word.to_lowercase().as_str() {
        "am" => Some((false, past(pieces, at + 1, "."))),
        "pm" => Some((true, past(pieces, at + 1, "."))),
        half @ ("a" | "p") if pieces.get(at + 1) == Some(&Piece::Mark('.')) => {
            let m = past(pieces, at + 2, "");
            matches!(pieces.get(m), Some(Piece::Word(word)) if word.eq_ignore_ascii_case("m"))
                .then(|| (half == "p", past(pieces, m + 1, ".")))
        }
        _ => None,
    }
}

/// "+02:00", "-0500", "Z", "GMT+1", "EDT": minutes east of UTC.
fn zone(pieces: &[Piece], at: usize) -> Option<i32> {
    match pieces.get(at) {
        Some(Piece::Mark(sign @ ('+' | '-' | '−'))) => {
            let Some(Piece::Number { value, digits }) = pieces.get(at + 1) else {
                return None;
            };
            let value = i32::try_from(*value).ok()?;
            let minutes = match digits {
                4 => value / 100 * 60 + value % 100,
                1 | 2 => {
                    let rest = if pieces.get(at + 2) == Some(&Piece::Mark(':')) { number(pieces, at + 3, 2..=2).unwrap_or(0) } else { 0 };
                    value * 60 + i32::try_from(rest).ok()?
                }
                _ => return None,
            };
            (minutes <= 14 * 60).then_some(if *sign == '+' { minutes } else { -minutes })
        }
        Some(Piece::Word(word)) => {
            let known = *ZONES.get(word.as_str())?;
            let signed = zone(pieces, at + 1).filter(|_| known == 0 && matches!(pieces.get(at + 1), Some(Piece::Mark('+' | '-'))));
            Some(signed.unwrap_or(known))
        }
        _ => None,
    }
}
