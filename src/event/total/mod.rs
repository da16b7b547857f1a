//! Running totals: "bringing the total to 92", "more than 40 have been extradited since 2012". A total sums events of one kind
//! over time; it is no event itself, and it is checked against the events that it covers.

mod cited;

use super::Analysis;
use super::aggregate;
use super::draft::Draft;
use super::finish;
use super::merge;
use crate::mention::date::DateKind;
use crate::mention::quantity::QuantityKind;
use crate::mention::{Edtf, Qualifier, Value};
use crate::record::{self, Status};
use crate::text::{Offsets, Span};
use chrono::NaiveDate;

/// A cited total, before its events have ids.
#[derive(Clone, Debug)]
pub struct Total {
    pub kind: Box<str>,
    /// Index into the quantities of the mentions.
    pub quantity: usize,
    /// Index into the dates of the mentions: since when.
    pub since: Option<usize>,
    pub span: Span,
    /// It stands for a clause that counts the dead over a stretch of time: the toll of a feud, a war or a year.
    pub toll: bool,
}

/// A sum over a stretch of time has at least so many members; "two were arrested last year" is one happening.
pub const FEWEST: f64 = 3.0;

/// Takes the drafts that tell of an aggregate ("60 people have been extradited this year") out of the list.
pub fn split_aggregates(analysis: Analysis, drafts: Vec<Draft>) -> (Vec<Draft>, Vec<Draft>) {
    drafts.into_iter().partition(|draft| !aggregate::is_aggregate(analysis, draft))
}

/// Every total of the text: aggregates of a kind of which the article tells an event, and sentences that say "total".
pub fn totals(analysis: Analysis, events: &[Draft], aggregates: &[Draft]) -> Vec<Total> {
    let mut totals: Vec<Total> = Vec::new();
    if events.is_empty() {
        return totals;
    }
    for draft in aggregates {
        let Some(count) = &draft.count else { continue };
        if totals.iter().any(|total| total.quantity == count.quantity) {
            continue;
        }
        let of_kind = |event: &&Draft| event.status == Status::Occurred && kin(&event.kind, &draft.kind);
        if let Some(event) = events.iter().find(of_kind) {
            let kind = if event.kind == draft.kind { draft.kind.clone() } else { event.kind.clone() };
            let since = cited::total_of(analysis, draft.sentence, kind.clone(), count.quantity).since;
            totals.push(Total { kind, quantity: count.quantity, since, span: draft.trigger, toll: &*draft.kind == "killing" });
        }
    }
    for sentence in 0..analysis.text.sentences.len() {
        for total in cited::totals_in(analysis, sentence, events) {
            if !totals.iter().any(|other| other.quantity == total.quantity) {
                totals.push(total);
            }
        }
    }
    totals.retain(|total| sums_up_events(analysis, total, events));
    totals.sort_by_key(|total| total.quantity);
    totals
}

/// Whether a number may be a sum that includes a happening of the article. The toll of a feud, a war or a year is none; nor is an amount
/// of money, "the first 40", what a clause with "when" tells of one day, or the number of a time in which nothing of the sort is told.
fn sums_up_events(analysis: Analysis, total: &Total, events: &[Draft]) -> bool {
    let text = analysis.text;
    let quantity = &analysis.mentions.quantities[total.quantity];
    let value = match quantity.value {
        Value::Number(number) | Value::Range(number, _) => number,
    };
    let money = || &*total.kind == "seizure" && !says(analysis, quantity.span, &["value", "worth", "price"]);
    let summed = match quantity.kind {
        QuantityKind::Count | QuantityKind::Physical => true,
        QuantityKind::Money => money(),
        _ => false,
    };
    let toll = total.toll || says(analysis, quantity.span, &["homicide", "murder", "death", "killing", "toll"]);
    let summable = summed && value >= FEWEST && !toll;
    let token = text.tokens_in(quantity.span).start;
    let before = |back: usize| token.checked_sub(back).map_or("", |at| text.lower(at));
    let told_of_one = matches!(before(1), "the" | "first" | "last" | "next" | "other" | "when" | "for") || before(2) == "when";
    if !summable || told_of_one {
        return false;
    }
    let Some(period) = closed_period(analysis, quantity.span) else { return true };
    let within = |event: &Draft| {
        let own = event.date.and_then(|(date, _)| analysis.mentions.dates[date].edtf);
        let days = own.and_then(|edtf| edtf.first_day().zip(edtf.last_day()));
        // An event without a day may lie in a year, hardly in a month.
        let long = (period.1 - period.0).num_days() > 31;
        days.map_or(long, |(first, last)| first <= period.1 && last >= period.0)
    };
    events.iter().any(|event| event.status == Status::Occurred && kin(&event.kind, &total.kind) && within(event))
}

/// Whether one of some nouns stands in the sentence of a number.
fn says(analysis: Analysis, number: Span, nouns: &[&str]) -> bool {
    let sentence = analysis.text.sentence_at(number.start).map(|sentence| analysis.text.sentences[sentence].tokens.clone());
    sentence.into_iter().flatten().any(|token| nouns.contains(&analysis.text.lemma(token)))
}

/// The stretch with both its ends that the clause of a number names nearest to it, unless one that is open to now stands in the sentence.
fn closed_period(analysis: Analysis, number: Span) -> Option<(NaiveDate, NaiveDate)> {
    let sentence = &analysis.text.sentences[analysis.text.sentence_at(number.start)?];
    let dates = &analysis.mentions.dates;
    let first = dates.partition_point(|date| date.span.start < sentence.span.start);
    let since = |token: usize| analysis.text.lower(token) == "since";
    if sentence.tokens.clone().any(since) {
        return None;
    }
    let inside = || dates[first..].iter().take_while(|date| date.span.end <= sentence.span.end);
    if inside().any(|date| matches!(date.edtf, Some(Edtf::Interval(_, None))) || date.kind == DateKind::Since) {
        return None;
    }
    let nearest = inside().filter(|date| date.edtf.is_some()).min_by_key(|date| date.span.start.abs_diff(number.start))?;
    let edtf = nearest.edtf?;
    edtf.first_day().zip(edtf.last_day())
}

fn kin(event: &str, total: &str) -> bool {
    let moves = |kind: &str| matches!(kind, "rendition" | "extradition" | "deportation");
    event == total || moves(event) && moves(total)
}

/// Totals as the record has them, each checked against the events it covers.
pub fn finish(analysis: Analysis, totals: &[Total], events: &[Draft], offsets: &Offsets) -> (Vec<record::Total>, Vec<record::Warning>) {
    let mut warnings = Vec::new();
    let finished = totals.iter().map(|total| {
        let covered = covered(analysis, total, events);
        let numbers: Option<Vec<f64>> =
            covered.iter().map(|index| events[*index].count.as_ref().and_then(|count| merge::number(analysis, count))).collect();
        let sum: Option<f64> = numbers.filter(|numbers| numbers.len() > 1).map(|numbers| numbers.iter().sum());
        let quantity = &analysis.mentions.quantities[total.quantity];
        let cited = match quantity.value {
            Value::Number(number) if quantity.qualifier == Qualifier::Exact => Some(number),
            _ => None,
        };
        let agrees = sum.zip(cited).map(|(sum, cited)| (sum - cited).abs() < 0.5);
        // A sum below the total says nothing unless the article numbers its events and tells them all.
        let complete = events.iter().filter_map(|event| event.ordinal).max().is_some_and(|last| covered.len() == last as usize);
        let agrees = agrees.filter(|agrees| *agrees || complete || sum > cited);
        if agrees == Some(false) {
            warnings.push(record::Warning {
                code: "total_differs".to_owned(),
                message: format!("the total cited is {}, the events told sum to {}", cited.unwrap_or_default(), sum.unwrap_or_default()),
                span: Some(offsets.span(quantity.span)),
            });
        }
        record::Total {
            kind: total.kind.to_string(),
            count: finish::quantity(analysis, total.quantity, offsets),
            since: total.since.and_then(|date| since(analysis, date)),
            period: None,
            events: if agrees.is_some() { covered.iter().map(|index| format!("e{}", index + 1)).collect() } else { Vec::new() },
            sum: agrees.and(sum).and_then(finish::number),
            agrees,
        }
    });
    let finished = finished.collect();
    (finished, warnings)
}

/// Where an open interval begins.
fn since(analysis: Analysis, date: usize) -> Option<String> {
    match analysis.mentions.dates[date].edtf? {
        Edtf::Interval(Some(first), _) => Some(first.as_edtf().to_string()),
        edtf => Some(edtf.to_string()),
    }
}

/// The events that a total sums over: of its kind, happened, not before its beginning, with a number.
fn covered(analysis: Analysis, total: &Total, events: &[Draft]) -> Vec<usize> {
    let begin = total.since.and_then(|date| analysis.mentions.dates[date].edtf).and_then(|edtf| edtf.first_day());
    let within = |event: &Draft| {
        let last = event.date.and_then(|(date, _)| analysis.mentions.dates[date].edtf).and_then(|edtf| edtf.last_day());
        !matches!((begin, last), (Some(begin), Some(last)) if last < begin)
    };
    let covers =
        |event: &Draft| event.status == Status::Occurred && kin(&event.kind, &total.kind) && event.count.is_some() && within(event);
    (0..events.len()).filter(|index| covers(&events[*index])).collect()
}
