//! What a quantity is for: an event's count, a total, a statistic or none. The one test that events and statistics share.

use super::change::{self, Movement};
use super::sentence::Sentence;
use crate::event::Analysis;
use crate::mention::quantity::{QuantityKind, Value};
use crate::mention::{Edtf, Quantity};
use crate::text::Tag;

/// What a quantity is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// It counts what one happening moved, took or killed.
    EventCount,
    /// It sums up happenings over a time.
    Total,
    /// It tells of a state of affairs, or sums over a time, a place or a group.
    Statistic,
    /// It is no figure of its own: a term, a period, an ordinal, a count that only sets the scene.
    None,
}

/// Decides for one quantity (an index into the mentions).
pub fn use_of(analysis: Analysis, index: usize) -> Use {
    let quantity = &analysis.mentions.quantities[index];
    let Some(at) = analysis.text.sentence_at(quantity.span.start) else { return Use::None };
    let sentence = Sentence::new(analysis, at);
    let movement = change::movement(analysis.text, quantity, None);
    judge(&sentence, quantity, movement)
}

/// The same, where sentence and movement are known.
pub fn judge(sentence: &Sentence, quantity: &Quantity, movement: Movement) -> Use {
    if quantity.ordinal || quantity.adjectival {
        return Use::None;
    }
    match quantity.kind {
        QuantityKind::Ordinal => return Use::None,
        QuantityKind::Dimension if quantity.distance => return Use::None,
        QuantityKind::Duration if !is_measured_time(sentence, quantity, movement) => return Use::None,
        QuantityKind::Count if sets_the_scene(sentence, quantity, movement) => return Use::None,
        _ => {}
    }
    if counts_an_event(sentence, quantity) {
        return if sums_up(sentence, quantity) { Use::Total } else { Use::EventCount };
    }
    Use::Statistic
}

/// Durations count only where they are what is measured: an average, an amount of change, how long something takes.
fn is_measured_time(sentence: &Sentence, quantity: &Quantity, movement: Movement) -> bool {
    let tokens = sentence.text.tokens_in(quantity.span);
    let before = (sentence.tokens.start.max(tokens.start.saturating_sub(4))..tokens.start).map(|token| sentence.lemma(token));
    let takes = before.clone().any(|word| matches!(word, "take" | "average" | "averaged" | "tardar" | "promedio" | "lose" | "waste"));
    let averaged =
        (tokens.end..(tokens.end + 3).min(sentence.tokens.end)).any(|token| matches!(sentence.lemma(token), "average" | "promedio"));
    let work = before.clone().any(|word| word == "work") && matches!(quantity.unit.as_deref(), Some("h"));
    let per = matches!(sentence.lower(tokens.end), "a" | "per" | "each")
        && matches!(sentence.lower(tokens.end + 1), "day" | "week" | "month" | "year");
    let changed = movement.change.is_some() && matches!(sentence.lower(tokens.start.wrapping_sub(1)), "by");
    takes || averaged || changed || (per && quantity.of.is_none()) || work
}

/// Small counts that only set the scene: "just two departments, Cauca and Nariño", "a family of four", "one of".
fn sets_the_scene(sentence: &Sentence, quantity: &Quantity, movement: Movement) -> bool {
    let Value::Number(value) = quantity.value else { return false };
    if value > 12.0 || value.fract() != 0.0 || movement.change.is_some() || movement.level {
        return false;
    }
    let tokens = sentence.text.tokens_in(quantity.span);
    if value <= 1.0 {
        return true;
    }
    // "a family of four"
    const GROUPS: [&str; 10] = ["family", "household", "party", "group", "team", "crew", "gang", "familia", "grupo", "equipo"];
    let group = tokens.start >= sentence.tokens.start + 2
        && matches!(sentence.lower(tokens.start - 1), "of" | "de")
        && GROUPS.contains(&sentence.lemma(tokens.start - 2));
    // "two departments, Cauca and Nariño"
    let listed = quantity.of.is_some_and(|of| {
        let end = sentence.text.tokens_in(of).end;
        matches!(sentence.lower(end), "," | ":" | "—" | "-" | "–")
            && (matches!(sentence.tag(end + 1), Some(Tag::Propn)) || sentence.placed(end + 1))
    });
    group || listed
}

/// Whether a rule read the clause as one happening and gave it this quantity.
fn counts_an_event(sentence: &Sentence, quantity: &Quantity) -> bool {
    let frames = sentence.analysis.frames;
    let first = frames.partition_point(|frame| frame.sentence < sentence.index);
    frames[first..].iter().take_while(|frame| frame.sentence == sentence.index).any(|frame| {
        frame.fillers.iter().any(|filler| {
            matches!(&*filler.role, "moved" | "count" | "people" | "goods" | "victims") && filler.span.contains(quantity.span)
        })
    })
}

/// Signs that a number sums over a time: an open or long period, "so far", "a total of", "a year".
fn sums_up(sentence: &Sentence, quantity: &Quantity) -> bool {
    let long = sentence.dates_near(quantity.span).any(|date| match date.edtf {
        Some(Edtf::Year(_) | Edtf::Decade(_) | Edtf::Century(_) | Edtf::Interval(Some(_), None)) => true,
        Some(Edtf::Interval(..)) => date.edtf.and_then(|edtf| edtf.days()).is_none_or(|days| days > 31),
        _ => false,
    });
    let near = sentence.text.tokens_in(sentence.around(quantity.span));
    let said = near.clone().any(|token| match sentence.lower(token) {
        "total" | "overall" | "altogether" | "average" | "annually" | "annual" | "yearly" => true,
        "so" => sentence.lower(token + 1) == "far",
        _ => false,
    });
    long || said
}
