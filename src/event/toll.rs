//! The day of an attack whose toll is told: "the death toll in Sunday's shooting has climbed to 12, police said on Monday".

use super::Analysis;
use crate::rules::Frame;
use crate::text::Span;

/// The date between the word for the toll and its number.
pub fn date(analysis: Analysis, frame: &Frame) -> Option<usize> {
    let toll = frame.role("toll").next()?;
    let end = frame.role("killed").map(|filler| filler.span.start).max().unwrap_or(frame.trigger.start).max(frame.trigger.start);
    let within = Span::new(toll.span.start, end.max(toll.span.start));
    let dates = &analysis.mentions.dates;
    let first = dates.partition_point(|date| date.span.start < within.start);
    (first..dates.len()).take_while(|index| dates[*index].span.end <= within.end).find(|index| dates[*index].edtf.is_some())
}
