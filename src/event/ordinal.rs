//! The place of a happening in a row: "its third such rendition", "a first group of seven", "During the second handover, …", ", the sixth of
//! its kind", "the second time that …".

use super::Analysis;
use crate::mention::{Quantity, Value};
use crate::rules::Frame;
use crate::text::clause::ClauseKind;
use crate::text::{Span, Tag};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Nouns that an ordinal numbers a happening by.
static HAPPENINGS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../lexicons/en/classes/happening.txt").lines().filter(|line| !line.starts_with('#')).map(str::trim).collect()
});

/// How many words may stand between an ordinal and its noun.
const REACH: usize = 5;

/// The ordinal of the happening that a frame tells.
pub fn ordinal_of(analysis: Analysis, frame: &Frame, kind: ClauseKind) -> Option<u32> {
    let text = analysis.text;
    let head = analysis.clauses.clauses[frame.clause].head;
    let heads: Vec<usize> = match kind {
        ClauseKind::Noun => vec![head],
        ClauseKind::Verb => {
            let moved = frame.role("people").map(|filler| filler.head);
            moved.filter(|head| HAPPENINGS.contains(text.lemma(*head))).collect()
        }
    };
    let before = |head: &usize| {
        let from = head.saturating_sub(REACH).max(text.sentences[frame.sentence].tokens.start);
        let span = text.span_of(from..*head);
        let ordinal = analysis.mentions.quantities_in(span).find(|quantity| quantity.ordinal && counts(analysis, quantity.span.end, *head));
        ordinal.and_then(place)
    };
    let own = heads.iter().find_map(before);
    if own.is_some() || kind == ClauseKind::Noun || &*frame.family != "transfer" {
        return own;
    }
    let sentence = text.sentences[frame.sentence].span;
    analysis.mentions.quantities_in(sentence).filter(|quantity| quantity.ordinal && numbers(analysis, frame, quantity)).find_map(place)
}

fn place(quantity: &Quantity) -> Option<u32> {
    match quantity.value {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
        Value::Number(number) if (1.0..1000.0).contains(&number) => Some(number as u32),
        _ => None,
    }
}

/// Between the ordinal and its noun stand only adjectives, nouns and "such".
fn counts(analysis: Analysis, from: usize, head: usize) -> bool {
    let text = analysis.text;
    let between = text.tokens_in(Span::new(from, text.tokens[head].span.start.max(from)));
    between
        .clone()
        .all(|token| matches!(text.tokens[token].tag, Tag::Adj | Tag::Noun | Tag::Propn | Tag::Verb | Tag::X | Tag::Num | Tag::Det))
}

/// Whether an ordinal elsewhere in the sentence numbers the happening: in a phrase that opens the sentence ("In the second transfer, …"),
/// in an apposition behind the verb (", the third group this year"), or before "time" and the clause itself.
fn numbers(analysis: Analysis, frame: &Frame, ordinal: &Quantity) -> bool {
    let text = analysis.text;
    let sentence = text.sentences[frame.sentence].tokens.clone();
    let tokens = text.tokens_in(ordinal.span);
    let trigger = text.tokens_in(frame.trigger);
    let noun = (tokens.end..sentence.end.min(tokens.end + REACH))
        .take_while(|token| counts(analysis, ordinal.span.end, *token))
        .find(|token| HAPPENINGS.contains(text.lemma(*token)));
    let next = |token: usize| (token < sentence.end).then(|| text.lower(token));
    let of_kind = next(tokens.end) == Some("of") && (tokens.end..sentence.end.min(tokens.end + 4)).any(|token| text.lower(token) == "kind");
    let determiner = tokens.start.checked_sub(1).filter(|before| *before >= sentence.start);
    let Some(determiner) = determiner else { return false };
    let before = determiner.checked_sub(1).filter(|before| *before >= sentence.start);
    if tokens.end <= trigger.start {
        let times = next(tokens.end) == Some("time") && trigger.start - tokens.end <= REACH * 2;
        let opens = before.is_some_and(|before| text.tokens[before].tag == Tag::Adp && before <= sentence.start + 1);
        return times || opens && noun.is_some();
    }
    let apposed = before.is_some_and(|before| matches!(text.word(before), "," | "—" | "–" | "-"));
    apposed && (noun.is_some() || of_kind)
}
