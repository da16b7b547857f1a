//! On whose word: which speaker answers for the words at a place of the text.
//!
//! The nearest cue of the sentence holds (`cue`); a figure or event inside quotation marks belongs to the speaker of the
//! quotation; a sentence without a cue inherits the speaker of the sentence before it in the paragraph, and says so.

mod cue;
mod phrase;
mod words;

use super::{Analysis, coreference};
use crate::mention::NameKind;
use crate::text::{Span, Text};
use cue::{Cue, Reader, Source};
use words::{Class, Words};

/// Who is said to say something.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// The naming that says it: a person before the body they speak for; else a noun phrase ("police", "the ministry").
    pub span: Span,
    /// The name to print: the person's or body's fullest form, or the phrase's own words.
    pub name: String,
    pub role: Option<Span>,
    /// The channel: "on X", "in a statement".
    pub via: Option<Span>,
    /// It is inherited from a sentence before, not said in this one.
    pub inherited: bool,
    /// The token of the verb of saying, or the first of "according to".
    pub cue: usize,
}

/// How many tokens on either side a cue may stand.
const REACH: usize = 200;
/// How many sentences a quotation may take.
const QUOTATION: usize = 12;
/// How many sentences back a speaker holds.
const MEMORY: usize = 3;

/// The speaker to whom the article gives the words at `place`, if it names one in the sentence or beside it.
pub fn speaker_of(analysis: Analysis, place: Span) -> Option<Speaker> {
    let text = analysis.text;
    let sentence = text.sentence_at(place.start)?;
    let token = text.tokens_in(place).start;
    let quoted = is_quoted(text, place);
    let cues = reader(analysis, sentence, token).cues();
    if let Some(cue) = nearest(text, &cues, token, quoted) {
        return resolved(analysis, cue, sentence, false);
    }
    let paragraph = text.sentences[sentence].paragraph;
    let first = text.paragraphs[paragraph].sentences.start;
    if quoted {
        // The verb of saying may stand behind a later sentence of the quotation or before its first.
        let end = text.paragraphs[paragraph].sentences.end.min(sentence + QUOTATION);
        for next in (sentence + 1..end).take_while(|next| is_quoted(text, start_of(text, *next))) {
            let cues = reader(analysis, next, text.sentences[next].tokens.start).cues();
            if let Some(cue) = cues.iter().find(|cue| !is_quoted(text, text.tokens[cue.token].span)) {
                return resolved(analysis, cue, next, false);
            }
        }
    }
    let back = sentence.saturating_sub(MEMORY).max(first);
    (back..sentence).rev().find_map(|earlier| {
        let cues = reader(analysis, earlier, text.sentences[earlier].tokens.end).cues();
        let cue = cues.iter().rev().find(|cue| !cue.near)?;
        resolved(analysis, cue, earlier, !quoted)
    })
}

/// A reader of what stands around a token of a sentence; sentences of prose are read whole.
fn reader(analysis: Analysis<'_>, sentence: usize, token: usize) -> Reader<'_> {
    let tokens = analysis.text.sentences[sentence].tokens.clone();
    let near = tokens.start.max(token.saturating_sub(REACH))..tokens.end.min(token.saturating_add(REACH));
    Reader::new(analysis.text, &analysis.mentions.names, near)
}

fn start_of(text: &Text, sentence: usize) -> Span {
    let start = text.sentences[sentence].span.start;
    Span::new(start, start)
}

/// The cue that covers a token: the nearest, on whichever side.
fn nearest<'c>(text: &Text, cues: &'c [Cue], token: usize, quoted: bool) -> Option<&'c Cue> {
    let outside = |cue: &&Cue| !cue.extent.contains(&token) || cue.extent.start == token;
    let distance = |cue: &&Cue| if token < cue.extent.start { cue.extent.start - token } else { token + 1 - cue.extent.end.min(token + 1) };
    let near = |cue: &&Cue| !cue.near || (cue.token > token && cue.token - token <= 3);
    let unquoted = |cue: &&Cue| !quoted || !is_quoted(text, text.tokens[cue.token].span);
    cues.iter().filter(outside).filter(near).filter(unquoted).min_by_key(distance)
}

/// Whether a place stands inside quotation marks of its paragraph.
fn is_quoted(text: &Text, place: Span) -> bool {
    let Some(sentence) = text.sentence_at(place.start) else { return false };
    let paragraph = text.paragraphs[text.sentences[sentence].paragraph].span;
    let first = text.sentences[sentence.saturating_sub(QUOTATION)].span.start.max(paragraph.start);
    let before = text.content.get(first.min(place.start)..place.start).unwrap_or("");
    let mut open = false;
    for character in before.chars() {
        match character {
            '"' => open = !open,
            '“' | '«' => open = true,
            '”' | '»' => open = false,
            _ => {}
        }
    }
    open
}

fn resolved(analysis: Analysis, cue: &Cue, sentence: usize, inherited: bool) -> Option<Speaker> {
    let text = analysis.text;
    let names = &analysis.mentions.names;
    let via = channel(analysis, sentence);
    match &cue.source {
        Source::Name(index) => Some(named(analysis, *index, via, inherited, cue.token)),
        Source::Phrase(tokens) if is_bare_role(text, tokens) && named_before(analysis, cue.token, sentence).is_some() => {
            let index = named_before(analysis, cue.token, sentence)?;
            Some(named(analysis, index, via, inherited, cue.token))
        }
        Source::Phrase(tokens) => {
            let span = text.span_of(tokens.clone());
            let name = span.of(text.content).split_whitespace().collect::<Vec<_>>().join(" ");
            Some(Speaker { span, name, role: None, via, inherited, cue: cue.token })
        }
        Source::Person => {
            let pronoun = cue.extent.clone().find_map(|token| analysis.references.person(token));
            if let Some(meant) = pronoun {
                let index = names.names.iter().position(|name| name.span == meant.span)?;
                return Some(named(analysis, index, via, inherited, cue.token));
            }
            let before = text.tokens[cue.token].span.start;
            let upto = names.names.partition_point(|name| name.span.start < before);
            let index = names.names[..upto].iter().rposition(|name| name.kind == NameKind::Person && !name.alias)?;
            Some(named(analysis, index, via, inherited, cue.token))
        }
        Source::Last | Source::Data => {
            let body = matches!(cue.source, Source::Data);
            let first = text.paragraphs[text.sentences[sentence].paragraph].sentences.start;
            let back = sentence.saturating_sub(MEMORY).max(first);
            let fits = |source: &Source| match source {
                Source::Name(index) => !body || names.names[*index].kind != NameKind::Person,
                Source::Phrase(_) => true,
                _ => false,
            };
            let spoke = (back..sentence).rev().find_map(|earlier| {
                let cues = reader(analysis, earlier, text.sentences[earlier].tokens.end).cues();
                let cue = cues.iter().rev().find(|cue| fits(&cue.source))?;
                resolved_directly(analysis, cue, via, inherited)
            });
            // "The group has listed 40 deaths. Most, it says, …": the body that the sentence before is about.
            spoke.or_else(|| {
                let before = sentence.checked_sub(1).filter(|before| *before >= first)?;
                let span = text.sentences[before].span;
                let body = |name: &crate::mention::Name| name.kind == NameKind::Organization && span.contains(name.span);
                let index = names.names.iter().position(body)?;
                Some(named(analysis, index, via, inherited, cue.token))
            })
        }
    }
}

/// "the official", "the minister": a role and nothing else, with a definite article.
fn is_bare_role(text: &Text, tokens: &std::ops::Range<usize>) -> bool {
    let article = tokens.start.checked_sub(1).is_some_and(|before| text.lower(before) == "the");
    article && tokens.len() == 1 && (text.lower(tokens.start) == "official" || coreference::speaks_by_role(text.lower(tokens.start)))
}

/// The person who spoke last, by name, before a cue: whom "the official added" means.
fn named_before(analysis: Analysis, cue: usize, sentence: usize) -> Option<usize> {
    let text = analysis.text;
    let back = sentence.saturating_sub(MEMORY);
    let person = |source: &Source| match source {
        Source::Name(index) if analysis.mentions.names.names[*index].kind == NameKind::Person => Some(*index),
        _ => None,
    };
    (back..=sentence).rev().find_map(|earlier| {
        let cues = reader(analysis, earlier, text.sentences[earlier].tokens.start).cues();
        cues.iter().rev().filter(|other| other.token < cue).find_map(|other| person(&other.source))
    })
}

fn resolved_directly(analysis: Analysis, cue: &Cue, via: Option<Span>, inherited: bool) -> Option<Speaker> {
    match &cue.source {
        Source::Name(index) => Some(named(analysis, *index, via, inherited, cue.token)),
        Source::Phrase(tokens) => {
            let span = analysis.text.span_of(tokens.clone());
            Some(Speaker { span, name: span.of(analysis.text.content).to_owned(), role: None, via, inherited, cue: cue.token })
        }
        _ => None,
    }
}

fn named(analysis: Analysis, index: usize, via: Option<Span>, inherited: bool, cue: usize) -> Speaker {
    let names = &analysis.mentions.names;
    let naming = &names.names[index];
    let (name, role) = match naming.kind {
        NameKind::Person => names.people.get(naming.entity).map_or((None, None), |person| (Some(person.name.clone()), person.role)),
        NameKind::Organization => (names.organizations.get(naming.entity).map(|body| body.name.clone()), None),
        NameKind::Place => (names.places.get(naming.entity).map(|place| place.name.clone()), None),
    };
    let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| naming.span.of(analysis.text.content).to_owned());
    Speaker { span: naming.span, name, role, via, inherited, cue }
}

/// "in a statement", "on X".
fn channel(analysis: Analysis, sentence: usize) -> Option<Span> {
    let text = analysis.text;
    let words = Words::of(&text.language);
    let tokens = text.sentences[sentence].tokens.clone();
    tokens.clone().take(2 * REACH).find_map(|token| {
        let length = words.at(text, token, Class::Channel, &tokens)?;
        Some(text.span_of(token..token + length))
    })
}
