//! On whose word an event stands: who says it in its own sentence, else in another one that it rests on.
//!
//! Stricter than for figures: whom it happened to and who did it do not vouch for it, and what is said in a clause beside it
//! ("who, officials say, is ill") says nothing of it.

use super::Analysis;
use super::attribution::{self, Speaker};
use super::draft::Draft;
use super::phrase;
use crate::mention::NameKind;
use crate::text::clause::Relation;
use crate::text::{Span, Tag};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// How many words a relative pronoun may stand before the verb of saying.
const NEAR: usize = 6;

/// Nouns for those who say something: authorities, courts, papers, media, bodies.
static VOICES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    [
        include_str!("../../lexicons/en/classes/voice.txt"),
        include_str!("../../lexicons/en/classes/agency.txt"),
        include_str!("../../lexicons/en/classes/official.txt"),
        include_str!("../../lexicons/en/classes/government.txt"),
        include_str!("../../lexicons/en/classes/court.txt"),
    ]
    .iter()
    .flat_map(|file| file.lines().filter(|line| !line.starts_with('#')).map(str::trim))
    .collect()
});

/// What a court does when it gives its verdict, rather than tell of it.
const VERDICTS: &[&str] = &["confirm", "find", "uphold", "rule", "hold", "convict"];

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
    let speaker = undated(analysis, attribution::speaker_of(analysis, place)?);
    let fits = !speaker.inherited
        && is_voice(analysis, &speaker)
        && !gives_verdict(analysis, draft, &speaker)
        && !takes_part(analysis, draft, &speaker)
        && !counted(analysis, &speaker)
        && !in_relative_clause(analysis, speaker.cue)
        && !beside(analysis, draft, speaker.cue);
    fits.then_some(speaker)
}

/// The speaker without the date that stands beside: "the court [on Wednesday]", "[That July] the court".
fn undated(analysis: Analysis, mut speaker: Speaker) -> Speaker {
    let text = analysis.text;
    if analysis.mentions.names.at(speaker.span.start).is_some_and(|name| name.span == speaker.span) {
        return speaker;
    }
    for date in &analysis.mentions.dates {
        if date.span.start >= speaker.span.end || speaker.span.start >= date.span.end {
            continue;
        }
        let (before, after) = (
            Span::new(speaker.span.start, date.span.start.max(speaker.span.start)),
            Span::new(date.span.end.min(speaker.span.end), speaker.span.end),
        );
        let rest = if before.end - before.start >= after.end - after.start { before } else { after };
        let mut tokens = text.tokens_in(rest);
        while tokens.len() > 1 && matches!(text.tokens[tokens.end - 1].tag, Tag::Adp | Tag::Punct | Tag::Det) {
            tokens.end -= 1;
        }
        while tokens.len() > 1 && matches!(text.tokens[tokens.start].tag, Tag::Adp | Tag::Punct | Tag::Det) {
            tokens.start += 1;
        }
        if !tokens.is_empty() {
            speaker.span = text.span_of(tokens);
            speaker.name = speaker.span.of(text.content).split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
    speaker
}

/// Those whom it happened to, and who did it under the same words.
fn takes_part(analysis: Analysis, draft: &Draft, speaker: &Speaker) -> bool {
    let name = analysis.mentions.names.at(speaker.span.start);
    let person = name.filter(|name| name.kind == NameKind::Person).is_some_and(|name| draft.involves(name.entity));
    let parties = [&draft.agent, &draft.recipient, &draft.origin];
    person || parties.into_iter().flatten().any(|party| party.span.contains(speaker.span))
}

/// A name, or a phrase headed by a noun for people, an authority, a paper: "the emirate's police", not "our calls on the city".
fn is_voice(analysis: Analysis, speaker: &Speaker) -> bool {
    let text = analysis.text;
    let tokens = text.tokens_in(speaker.span);
    if analysis.mentions.names.at(speaker.span.start).is_some() || text.language.primary() != "en" {
        return true;
    }
    let behind = |token: &usize| matches!(text.lower(*token), "of" | "for" | "in" | "on" | "to" | "from");
    let head_end = tokens.clone().find(behind).unwrap_or(tokens.end);
    let Some(head) = (tokens.start..head_end).rev().find(|token| matches!(text.tokens[*token].tag, Tag::Noun | Tag::Propn | Tag::Adj))
    else {
        return false;
    };
    let noun = |token: usize| {
        VOICES.contains(text.lemma(token))
            || VOICES.contains(text.lower(token))
            || phrase::names_people(text, token)
            || analysis.mentions.names.at(text.tokens[token].span.start).is_some()
    };
    // "the kingdom's press agency KSA": a name that no list knows behind the noun that says what it is.
    let called = text.tokens[head].tag == Tag::Propn && head > tokens.start && text.tokens[head - 1].tag == Tag::Noun;
    noun(head) || called && noun(head - 1)
}

/// "The court confirmed the sentence", "The jury found him guilty": the deed itself, no word on it.
fn gives_verdict(analysis: Analysis, draft: &Draft, speaker: &Speaker) -> bool {
    &*draft.family == "court" && VERDICTS.contains(&analysis.text.lemma(speaker.cue))
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
