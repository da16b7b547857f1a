//! Statistics: quantities with what is measured, change, comparison, place, period, and who cites them.

mod change;
mod comparison;
mod figure;
mod inherit;
mod measure;
mod money;
mod place;
mod sentence;
mod usage;

use super::{Analysis, attribution};
use crate::mention::quantity::{Direction, QuantityKind};
use crate::mention::{Qualifier, Quantity, Value};
use crate::record;
use crate::text::{Offsets, Span};
use figure::Figure;
use sentence::Sentence;

pub use change::is_change;
pub use usage::{Use, use_of};

/// The figures that the article cites beside its events. `claimed` are the spans of quantities that an event or a total
/// carries already.
pub fn find(analysis: Analysis, claimed: &[Span]) -> Vec<record::Statistic> {
    let offsets = Offsets::new(analysis.text.content);
    let sentences: Vec<Sentence> = (0..analysis.text.sentences.len()).map(|index| Sentence::new(analysis, index)).collect();
    let mut figures = figures(analysis, &sentences);
    inherit::units(&sentences, &mut figures);
    measure::measures(&sentences, &mut figures);
    let carried: Vec<(Value, Option<Box<str>>)> = figures
        .iter()
        .filter(|figure| claimed.contains(&figure.quantity.span))
        .map(|figure| (figure.quantity.value, counted(figure)))
        .collect();
    // "the 26", told of the 26 whom an event carries.
    let restates = |figure: &Figure| {
        let number = matches!(figure.quantity.kind, QuantityKind::Count | QuantityKind::Physical);
        number && carried.contains(&(figure.quantity.value, counted(figure)))
    };
    let reported = |figure: &&Figure| figure.cited && !claimed.contains(&figure.quantity.span) && !restates(figure);
    let compared = comparison::comparisons(&sentences, &figures);
    let older =
        |figure: &Figure| figures.iter().position(|other| other.index == figure.index).and_then(|at| compared[at]).map(|at| &figures[at]);
    let statistics = figures.iter().filter(reported).map(|figure| record::Statistic {
        compared_to: older(figure).map(|older| cited(analysis, older.quantity, older.unit.as_deref(), &offsets)),
        ..statistic(analysis, &sentences[figure.sentence], figure, &figures, &offsets)
    });
    statistics.collect()
}

/// What a figure counts, where people need no noun.
fn counted(figure: &Figure) -> Option<Box<str>> {
    figure.unit.clone().filter(|unit| &**unit != "person")
}

/// Every quantity that could be cited, with its movement.
fn figures<'a>(analysis: Analysis<'a>, sentences: &[Sentence]) -> Vec<Figure<'a>> {
    let mut figures: Vec<Figure> = Vec::new();
    for (index, quantity) in analysis.mentions.quantities.iter().enumerate() {
        if quantity.ordinal || quantity.adjectival {
            continue;
        }
        let Some(sentence) = analysis.text.sentence_at(quantity.span.start) else { continue };
        let previous = figures.last().filter(|figure| figure.sentence == sentence).map(|figure| (figure.quantity, figure.movement));
        let movement = change::movement(analysis.text, quantity, previous);
        let cited = matches!(usage::judge(&sentences[sentence], quantity, movement), Use::Statistic | Use::Total);
        figures.push(Figure { index, quantity, sentence, movement, cited, unit: quantity.unit.clone(), measure: None });
    }
    figures
}

fn statistic(analysis: Analysis, sentence: &Sentence, figure: &Figure, figures: &[Figure], offsets: &Offsets) -> record::Statistic {
    let words = |span: Span| span.of(analysis.text.content).to_owned();
    let speaker = attribution::speaker_of(analysis, figure.quantity.span).filter(|speaker| !speaker.inherited);
    let place = place::place(sentence, figure, figures, speaker.as_ref().map(|speaker| speaker.span));
    record::Statistic {
        quantity: cited(analysis, figure.quantity, figure.unit.as_deref(), offsets),
        change: figure.movement.change.map(|direction| match direction {
            Direction::Up => record::Change::Increase,
            Direction::Down => record::Change::Decrease,
        }),
        measure: figure.measure.clone(),
        place: place.map(words),
        period: place::period(sentence, figure).map(|edtf| edtf.to_string()),
        compared_to: None,
        attributed_to: speaker.map(|speaker| record::Attribution {
            name: speaker.name,
            role: speaker.role.map(words),
            via: speaker.via.map(words),
            text: words(speaker.span),
            span: offsets.span(speaker.span),
        }),
    }
}

/// A quantity as the record has it.
fn cited(analysis: Analysis, quantity: &Quantity, unit: Option<&str>, offsets: &Offsets) -> record::Quantity {
    let content = analysis.text.content;
    let (value, min, max) = match quantity.value {
        Value::Number(value) => (number(value), None, None),
        Value::Range(low, high) => (None, number(low), number(high)),
    };
    record::Quantity {
        value,
        min,
        max,
        unit: unit.map(str::to_owned),
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
