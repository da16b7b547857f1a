//! On whose word an event stands: who says it in its own sentence, else in another one that it rests on.
//!
//! Stricter than for figures: whom it happened to and who did it do not vouch for it, and what is said in a clause beside it
//! ("who, officials say, is ill") says nothing of it.

use super::Analysis;
use super::attribution::{self, Speaker};
use super::draft::Draft;
use crate::mention::NameKind;
use crate::text::clause::Relation;
use crate::text::{Span, Tag};

/// How many words a relative pronoun may stand before the verb of saying.
const NEAR: usize = 6;

/// The speaker who vouches for an event.
pub fn source_of(analysis: Analysis, draft: &Draft) -> Option<Speaker> {
    let own = analysis.text.sentence_at(draft.trigger.start)?;
    let others = draft.evidence.iter().map(|(sentence, _)| *sentence).filter(|sentence| *sentence != own);
    vouching(analysis, draft, draft.trigger).or_else(|| {
        others.into_iter().find_map(|sentence| {
            let start = analysis.text.sentences[sentence].span.start;
            vouching(analysis, draft, Span::new(start, start + 1))
        })
    })
}

fn vouching(analysis: Analysis, draft: &Draft, place: Span) -> Option<Speaker> {
    let speaker = attribution::speaker_of(analysis, place)?;
    let fits = !speaker.inherited
        && !takes_part(analysis, draft, &speaker)
        && !counted(analysis, &speaker)
        && !in_relative_clause(analysis, speaker.cue)
        && !beside(analysis, draft, speaker.cue);
    fits.then_some(speaker)
}

/// Those whom it happened to, and who did it under the same words.
fn takes_part(analysis: Analysis, draft: &Draft, speaker: &Speaker) -> bool {
    let name = analysis.mentions.names.at(speaker.span.start);
    let person = name.filter(|name| name.kind == NameKind::Person).is_some_and(|name| draft.involves(name.entity));
    let parties = [&draft.agent, &draft.recipient, &draft.origin];
    person || parties.into_iter().flatten().any(|party| party.span.contains(speaker.span))
}

/// "three Belgians said to be": a number of people is told of, and seldom speaks.
fn counted(analysis: Analysis, speaker: &Speaker) -> bool {
    let first = analysis.text.tokens_in(speaker.span).start;
    analysis.text.tokens.get(first).is_some_and(|token| token.tag == Tag::Num)
}

/// "who had admitted", "whom officials accuse".
fn in_relative_clause(analysis: Analysis, cue: usize) -> bool {
    let text = analysis.text;
    (cue.saturating_sub(NEAR)..cue)
        .rev()
        .take_while(|token| {
            !matches!(text.tokens[*token].tag, Tag::Verb | Tag::Sconj) && !matches!(text.word(*token), "," | ";" | ":" | "\"" | "”")
        })
        .any(|token| matches!(text.lower(token), "who" | "whom" | "which" | "whose"))
}

/// "told reporters … after police had arrested him": the event is told in a clause of time or cause beside the saying.
fn beside(analysis: Analysis, draft: &Draft, cue: usize) -> bool {
    let clauses = &analysis.clauses.clauses;
    let mut at = draft.clause;
    for _ in 0..8 {
        let Some((parent, relation)) = clauses.get(at).and_then(|clause| clause.parent) else { return false };
        if clauses[parent].tokens.contains(&cue) {
            return matches!(relation, Relation::Adverbial | Relation::Relative);
        }
        if parent == at {
            return false;
        }
        at = parent;
    }
    false
}
