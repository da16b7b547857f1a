//! The day of the news: what a report tells first, and the verdicts that it lists, happened on the day that its opening names.
//!
//! "A manhunt ended on Wednesday. … Cole, 34, was captured at 7:52 a.m." and "They were sentenced on Friday. … Lund received
//! 24 years." leave the day out, since the reader has it. Nothing that is set back by the past perfect takes it.

use super::Analysis;
use super::draft::{Draft, Nearness};
use crate::mention::Anchor;
use crate::record::Status;
use crate::text::ClauseKind;
use crate::text::clause::{Relation, Tense};

/// In how many sentences of its opening a report names its day.
const OPENING: usize = 4;
/// How many sentences an event may stand from the beginning to be the news.
const LEAD: usize = 3;
/// How many sentences a row of verdicts runs on from one that is dated.
const ROW: usize = 8;
/// How many days before publication the news may be.
const FRESH: i64 = 7;

/// Dates the events that leave their day out.
pub fn date_the_undated(analysis: Analysis, events: &mut [Draft]) {
    let day = opening_day(analysis);
    for index in 0..events.len() {
        let event = &events[index];
        if event.date.is_some() || event.status != Status::Occurred || set_back(analysis, event) {
            continue;
        }
        let found =
            row_day(analysis, events, index).or_else(|| narrated_day(analysis, event)).or_else(|| day.filter(|_| event.sentence < LEAD));
        if let Some(date) = found {
            events[index].date = Some((date, Nearness::Saying));
        }
    }
}

/// "On May 5 gunmen boarded the ferry. Its crew were shot dead": a story goes on in the simple past on the day that its sentence, or
/// the one before it in the paragraph, names.
fn narrated_day(analysis: Analysis, event: &Draft) -> Option<usize> {
    let text = analysis.text;
    let clause = &analysis.clauses.clauses[event.clause];
    if clause.tense != Tense::Past || clause.perfect {
        return None;
    }
    let own = text.sentences[event.sentence].span;
    let within = |from: usize, to: usize| {
        let dates = &analysis.mentions.dates;
        (dates.partition_point(|date| date.span.start < from)..dates.partition_point(|date| date.span.start < to)).collect::<Vec<_>>()
    };
    let told = |dates: Vec<usize>| match dates[..] {
        [date] => Some(date).filter(|date| is_past_day(analysis, *date)),
        _ => None,
    };
    if !within(own.start, own.end).is_empty() {
        let before = told(within(own.start, event.trigger.start));
        return before.filter(|_| within(event.trigger.start, own.end).is_empty());
    }
    let previous = event.sentence.checked_sub(1).map(|sentence| &text.sentences[sentence])?;
    let same_paragraph = previous.paragraph == text.sentences[event.sentence].paragraph;
    told(within(previous.span.start, previous.span.end)).filter(|_| same_paragraph)
}

/// A single day, not after publication.
fn is_past_day(analysis: Analysis, date: usize) -> bool {
    let edtf = analysis.mentions.dates[date].edtf;
    let day = edtf.filter(|edtf| edtf.days() == Some(1)).and_then(|edtf| edtf.first_day());
    day.is_some_and(|day| analysis.mentions.published.is_none_or(|published| day <= published))
}

/// The past perfect, an event noun, an attribute: older than the news or of no time of its own.
fn set_back(analysis: Analysis, event: &Draft) -> bool {
    let clause = &analysis.clauses.clauses[event.clause];
    clause.kind == ClauseKind::Noun || clause.perfect && clause.tense == Tense::Past || !clause.finite && clause.tense == Tense::None
}

/// The first day near publication that the opening names.
fn opening_day(analysis: Analysis) -> Option<usize> {
    let end = analysis.text.sentences.get(OPENING.min(analysis.text.sentences.len()).checked_sub(1)?)?.span.end;
    let dates = &analysis.mentions.dates;
    (0..dates.partition_point(|date| date.span.start < end)).find(|index| {
        let date = &dates[*index];
        let one_day = date.edtf.and_then(|edtf| edtf.days()) == Some(1);
        one_day && date.anchor == Some(Anchor::Published) && is_fresh(analysis, *index)
    })
}

/// Not after publication, and not long before.
fn is_fresh(analysis: Analysis, date: usize) -> bool {
    let day = analysis.mentions.dates[date].edtf.and_then(|edtf| edtf.first_day());
    let published = analysis.mentions.published;
    matches!((day, published), (Some(day), Some(published)) if (0..=FRESH).contains(&(published - day).num_days()))
}

/// The day of the verdict before in a row of verdicts: "They were sentenced on Friday. Lund received 24 years."
fn row_day(analysis: Analysis, events: &[Draft], index: usize) -> Option<usize> {
    let event = &events[index];
    let clause = &analysis.clauses.clauses[event.clause];
    let told_in_row = !clause.perfect && !matches!(clause.parent, Some((_, Relation::Relative | Relation::Adverbial)));
    if &*event.family != "court" || !told_in_row {
        return None;
    }
    let before =
        events.iter().filter(|other| other.kind == event.kind && other.sentence < event.sentence && other.status == Status::Occurred);
    let (place, date) = before.filter_map(|other| Some((other.sentence, other.date?.0))).max_by_key(|(place, _)| *place)?;
    let one_day = analysis.mentions.dates[date].edtf.and_then(|edtf| edtf.days()) == Some(1);
    (event.sentence - place <= ROW && one_day && is_fresh(analysis, date)).then_some(date)
}
