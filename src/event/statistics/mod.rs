//! Statistics: quantities with what is measured, change, comparison, place, period, and who cites them.

mod change;

use super::{Analysis, attribution};
use crate::mention::quantity::Direction;
use crate::mention::{Qualifier, Quantity, Value};
use crate::record;
use crate::text::{Offsets, Span};

/// The figures that the article cites beside its events. `claimed` are the spans of quantities that an event or a total
/// carries already.
pub fn find(analysis: Analysis, claimed: &[Span]) -> Vec<record::Statistic> {
    let offsets = Offsets::new(analysis.text.content);
    let free = |quantity: &&Quantity| !quantity.ordinal && !quantity.adjectival && !claimed.contains(&quantity.span);
    let mut previous: Option<(&Quantity, change::Movement)> = None;
    let mut statistics = Vec::new();
    for quantity in analysis.mentions.quantities.iter().filter(free) {
        let movement = change::movement(analysis.text, quantity, previous);
        previous = Some((quantity, movement));
        let mut statistic = statistic(analysis, quantity, &offsets);
        statistic.change = movement.change.map(|direction| match direction {
            Direction::Up => record::Change::Increase,
            Direction::Down => record::Change::Decrease,
        });
        statistic.attributed_to = attribution::speaker_of(analysis, quantity.span).filter(|speaker| !speaker.inherited).map(|speaker| {
            let span = offsets.span(speaker.span);
            let words = |span: Span| span.of(analysis.text.content).to_owned();
            record::Attribution {
                name: speaker.name,
                role: speaker.role.map(words),
                via: speaker.via.map(words),
                text: words(speaker.span),
                span,
            }
        });
        statistics.push(statistic);
    }
    statistics
}

fn statistic(analysis: Analysis, quantity: &Quantity, offsets: &Offsets) -> record::Statistic {
    let content = analysis.text.content;
    let (value, min, max) = match quantity.value {
        Value::Number(value) => (number(value), None, None),
        Value::Range(low, high) => (None, number(low), number(high)),
    };
    record::Statistic {
        quantity: record::Quantity {
            value,
            min,
            max,
            unit: quantity.unit.as_deref().map(str::to_owned),
            qualifier: match quantity.qualifier {
                Qualifier::Exact => record::QualifierWord::Exact,
                Qualifier::About => record::QualifierWord::About,
                Qualifier::AtLeast => record::QualifierWord::AtLeast,
                Qualifier::MoreThan => record::QualifierWord::MoreThan,
                Qualifier::AtMost => record::QualifierWord::AtMost,
                Qualifier::LessThan => record::QualifierWord::LessThan,
            },
            text: quantity.span.of(content).to_owned(),
            span: offsets.span(quantity.span),
            of: quantity.of.map(|of| of.of(content).to_owned()),
        },
        change: None,
        measure: None,
        place: None,
        period: None,
        compared_to: None,
        attributed_to: None,
    }
}

/// A value as JSON writes it: whole numbers without a point.
fn number(value: f64) -> Option<serde_json::Number> {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        Some(serde_json::Number::from(value as i64))
    } else {
        serde_json::Number::from_f64((value * 1e6).round() / 1e6)
    }
}
