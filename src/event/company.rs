//! Those who shared it and stand outside the phrase: "killed, along with Sgt. Pablo Rey", "put to death with 46 others", "Rossi and
//! another man were among 12 people detained".

use super::Analysis;
use super::draft::Draft;
use super::{fill, phrase};
use crate::mention::Value;
use crate::rules::{Filler, Frame};
use crate::text::Tag;
use std::ops::Range;

/// How far behind the trigger or the phrase the words may stand.
const REACH: usize = 12;

/// Adds the people, and the number of the others to `numbers`.
pub fn join(analysis: Analysis, frame: &Frame, filler: &Filler, draft: &mut Draft, numbers: &mut Vec<(usize, f64, bool)>) {
    for participant in named_among(analysis, frame, filler) {
        fill::add_person(draft, participant);
    }
    let Some(tokens) = behind_together(analysis, frame, filler) else { return };
    for participant in phrase::listed_people(analysis, tokens.start, tokens.end) {
        fill::add_person(draft, participant);
    }
    let text = analysis.text;
    // "along with three of his associates".
    let counted = || Some(tokens.start).filter(|token| text.tokens[*token].tag == Tag::Num && text.tokens[*token + 1].tag != Tag::Punct);
    let head = tokens.clone().find(|token| matches!(text.lower(*token), "others" | "more")).or_else(counted);
    if let Some((index, quantity)) = head.and_then(|head| phrase::quantity_of(analysis, &tokens, head))
        && let (Value::Number(others), true) = (quantity.value, numbers.is_empty())
    {
        #[expect(clippy::cast_precision_loss, reason = "a handful of people")]
        let named = draft.people.len() as f64;
        // "X, along with 46 others" are 47.
        numbers.push((index, others, false));
        numbers.push((index, named, false));
    }
}

/// What stands behind "along with", up to the next mark or verb.
fn behind_together(analysis: Analysis, frame: &Frame, filler: &Filler) -> Option<Range<usize>> {
    let text = analysis.text;
    let end = text.sentences[frame.sentence].tokens.end;
    let from = text.tokens_in(frame.trigger).end.min(filler.tokens.end);
    let to = text.tokens_in(frame.trigger).end.max(filler.tokens.end) + REACH;
    let start = (from..to.min(end)).find_map(|token| {
        let next = if token + 1 < end { text.lower(token + 1) } else { "" };
        match (text.lower(token), next) {
            ("along" | "together", "with") => Some(token + 2),
            ("alongside", _) => Some(token + 1),
            _ => None,
        }
    })?;
    let stop = |token: &usize| {
        text.tokens[*token].tag.verbal() || matches!(text.word(*token), ";" | "." | ":") || text.tokens[*token].tag == Tag::Sconj
    };
    let stop = (start..end).find(stop).unwrap_or(end);
    Some(start..stop)
}

/// The subject of "were among 12 people detained".
fn named_among(analysis: Analysis, frame: &Frame, filler: &Filler) -> Vec<super::draft::Participant> {
    let clauses = &analysis.clauses.clauses;
    let first = clauses.partition_point(|clause| clause.sentence < frame.sentence);
    let same = clauses[first..].iter().take_while(|clause| clause.sentence == frame.sentence);
    let among = same
        .filter(|clause| &*clause.lemma == "be")
        .find(|clause| clause.slots.iter().any(|slot| &*slot.name == "among" && slot.tokens.contains(&filler.head)));
    let subjects = among.into_iter().flat_map(|clause| clause.slots("subject"));
    subjects.filter_map(|slot| phrase::person_of(analysis, &slot.tokens, slot.head)).collect()
}
