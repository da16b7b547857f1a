//! What people are moved by: "aboard seven military aircraft", "on a charter flight".

use super::Analysis;
use super::draft::Means;
use super::phrase;
use crate::mention::Value;
use crate::rules::Frame;
use crate::text::Tag;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Vehicles and vessels: the class of the rule packs.
static VEHICLES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../lexicons/en/classes/vehicle.txt").lines().filter(|line| !line.starts_with('#')).map(str::trim).collect()
});

/// The longest phrase that names a vehicle.
const PHRASE: usize = 8;

/// The vehicle of a phrase and how many of it.
pub fn means_of(analysis: Analysis, tokens: &Range<usize>, head: usize) -> Means {
    let count = phrase::quantity_of(analysis, tokens, head).and_then(|(_, quantity)| match quantity.value {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a small whole number")]
        Value::Number(number) if (1.0..100_000.0).contains(&number) && number.fract() == 0.0 => Some(number as u32),
        _ => None,
    });
    Means { span: phrase::trimmed(analysis, tokens, head), count }
}

/// A vehicle that the sentence of a transfer names with its sort, owner or number ("was put on board an air force plane"), where the
/// clause has none.
pub fn aboard(analysis: Analysis, frame: &Frame) -> Option<Means> {
    if &*frame.family != "transfer" || &*frame.kind == "exchange" {
        return None;
    }
    let text = analysis.text;
    let sentence = text.sentences[frame.sentence].tokens.clone();
    let others = analysis.frames.iter().filter(|other| other.sentence == frame.sentence && other.clause != frame.clause);
    let stop = others.map(|other| text.tokens_in(other.trigger).start).filter(|start| *start > text.tokens_in(frame.trigger).end).min();
    let end = stop.unwrap_or(sentence.end);
    let start = text.tokens_in(frame.trigger).end.max(sentence.start);
    (start..end).filter(|token| leads_aboard(text, *token)).find_map(|preposition| {
        let inside = |token: &usize| {
            matches!(text.tokens[*token].tag, Tag::Adj | Tag::Noun | Tag::Num | Tag::Propn | Tag::Det | Tag::X | Tag::Part | Tag::Verb)
        };
        let phrase = preposition + 1..end.min(preposition + 1 + PHRASE);
        let stop = phrase.clone().find(|token| !inside(token)).unwrap_or(phrase.end);
        let head = (phrase.start..stop).rev().find(|token| VEHICLES.contains(text.lemma(*token)))?;
        let described = (phrase.start..head).any(|token| !matches!(text.tokens[token].tag, Tag::Det | Tag::Part));
        described.then(|| means_of(analysis, &(phrase.start..head + 1), head))
    })
}

/// Prepositions that put people on or into a vehicle, or take them off it.
fn leads_aboard(text: &crate::text::Text, token: usize) -> bool {
    match text.lower(token) {
        "aboard" | "onto" | "on" | "in" | "by" | "off" => true,
        "board" | "to" => token > 0 && text.lower(token - 1) == "on",
        _ => false,
    }
}
