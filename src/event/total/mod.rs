//! Running totals: "bringing the total to 92", "more than 40 have been extradited since 2012". A total sums events of one kind
//! over time; it is no event itself, and it is checked against the events that it covers.

mod cited;

use super::Analysis;
use super::aggregate;
use super::draft::Draft;
use super::finish;
use super::merge;
use crate::mention::{Edtf, Qualifier, Value};
use crate::record::{self, Status};
use crate::text::{Offsets, Span};

/// A cited total, before its events have ids.
#[derive(Clone, Debug)]
pub struct Total {
    pub kind: Box<str>,
    /// Index into the quantities of the mentions.
    pub quantity: usize,
    /// Index into the dates of the mentions: since when.
    pub since: Option<usize>,
    pub span: Span,
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
    for draft in aggregates {
        let Some(count) = &draft.count else { continue };
        // The toll of a war or of a year is no sum of what the article tells; nor is that of a time long closed.
        if &*draft.kind == "killing" || closed(analysis, draft) || totals.iter().any(|total| total.quantity == count.quantity) {
            continue;
        }
        let of_kind = |event: &&Draft| event.status == Status::Occurred && kin(&event.kind, &draft.kind);
        if let Some(event) = events.iter().find(of_kind) {
            let kind = if event.kind == draft.kind { draft.kind.clone() } else { event.kind.clone() };
            let since = cited::total_of(analysis, draft.sentence, kind.clone(), count.quantity).since;
            totals.push(Total { kind, quantity: count.quantity, since, span: draft.trigger });
        }
    }
    for sentence in 0..analysis.text.sentences.len() {
        for total in cited::totals_in(analysis, sentence, events) {
            if !totals.iter().any(|other| other.quantity == total.quantity) {
                totals.push(total);
            }
        }
    }
    totals.sort_by_key(|total| total.quantity);
    totals
}

/// A stretch of time that the text names by both its ends: "between December and February".
fn closed(analysis: Analysis, draft: &Draft) -> bool {
    let date = draft.date.map(|(date, _)| &analysis.mentions.dates[date]);
    date.is_some_and(|date| date.anchor.is_none() && matches!(date.edtf, Some(Edtf::Interval(Some(_), Some(_)))))
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
