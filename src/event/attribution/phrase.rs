//! The noun phrase that names a source: where it ends, and whom it names.

use super::cue::{Reader, Source};
use super::words::Class;
use crate::mention::{Name, NameKind};
use crate::text::Tag;
use std::ops::Range;

impl Reader<'_> {
    /// The noun phrase that begins at a token: the source, and where it ends.
    pub(super) fn after(&self, start: usize) -> Option<(Source, usize)> {
        let end = self.phrase_end(start);
        if end <= start {
            return None;
        }
        let maker = (start..end).any(|token| self.is(token, Class::Data).is_some());
        if maker {
            // "figures released Wednesday by the Police Department", "a report by X".
            let limit = (end + 8).min(self.sentence.end);
            let by = (start..limit)
                .find(|token| self.is(*token, Class::Maker).is_some() && !self.text_is(*token, &["of", "de"]) || self.is_of_body(*token));
            if let Some(by) = by {
                let inner = self.phrase_end(by + 1);
                if inner > by + 1
                    && let Some(source) = self.source_in(by + 1..inner)
                {
                    return Some((source, inner));
                }
            }
        }
        // "analysts at the bank Goldman Sachs": the body they speak for has the name.
        let source = self.source_in(start..end)?;
        if matches!(source, Source::Phrase(_))
            && self.text_is(end, &["at", "with", "from"])
            && let Some(body) = self.name_in(end + 1..self.phrase_end(end + 1).max(end + 1), NameKind::Organization)
        {
            return Some((Source::Name(body), self.text.tokens_in(self.names.names[body].span).end));
        }
        Some((source, end))
    }

    /// "data of the ministry": the of-phrase names a body.
    pub(super) fn is_of_body(&self, token: usize) -> bool {
        self.is(token, Class::Maker).is_some() && (token + 1..token + 3).any(|next| self.name_at(next, NameKind::Organization).is_some())
    }

    pub(super) fn phrase_end(&self, start: usize) -> usize {
        let mut at = start;
        while let Some(tag) = self.tag(at) {
            let word = self.text.lower(at);
            let goes_on = match tag {
                Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Pron if at == start || tag != Tag::Pron => true,
                Tag::Part => matches!(word, "'s" | "’s" | "'"),
                Tag::Adp => {
                    let joins = matches!(word, "of" | "for" | "de" | "del" | "para") && (self.nominal(at + 1) || self.capital(at + 1));
                    // "the Office on Drugs", "the Centre against Torture"
                    let named =
                        matches!(word, "on" | "against" | "to") && self.capital(at - 1) && self.capital(at + 1) && !self.dated(at + 1);
                    at > start && (joins || named)
                }
                Tag::Cconj => self.joins_nouns(at) || at > start && self.capital(at - 1) && self.capital(at + 1) && !self.is_person(at + 1),
                // "the think tank"
                // "the think tank", "the London-based institute"
                Tag::Verb => {
                    let compound = self.tag(at + 1) == Some(Tag::Noun) && (at == start || self.tag(at - 1) == Some(Tag::Det));
                    compound || at > start && self.text_is(at - 1, &["-"])
                }
                Tag::Punct => word == "-" || self.inside_name(at),
                Tag::X => true,
                _ => self.inside_name(at) || (at > start && self.text.word(at).starts_with(char::is_uppercase)),
            };
            if !goes_on {
                break;
            }
            at += 1;
        }
        at
    }

    pub(super) fn is_person(&self, at: usize) -> bool {
        self.name_at(at, NameKind::Person).is_some()
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.sentence.contains(&at) && self.text.word(at).starts_with(char::is_uppercase)
    }

    /// A weekday behind the speaker: "said the ministry Tuesday".
    pub(super) fn dated(&self, at: usize) -> bool {
        matches!(self.tag(at), Some(Tag::Propn | Tag::Noun)) && !self.inside_name(at)
    }

    pub(super) fn nominal(&self, at: usize) -> bool {
        matches!(self.tag(at), Some(Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Pron))
    }

    /// The naming of one kind that begins or lies at a token.
    pub(super) fn name_at(&self, token: usize, kind: NameKind) -> Option<usize> {
        if !self.sentence.contains(&token) {
            return None;
        }
        let span = self.text.tokens[token].span;
        let after = self.names.names.partition_point(|name| name.span.start <= span.start);
        let index = after.checked_sub(1)?;
        let name = &self.names.names[index];
        (name.kind == kind && span.start < name.span.end).then_some(index)
    }

    pub(super) fn name_in(&self, tokens: Range<usize>, kind: NameKind) -> Option<usize> {
        let span = self.text.span_of(tokens);
        let first = self.names.names.partition_point(|name| name.span.start < span.start);
        let inside = |name: &&(usize, &Name)| name.1.span.end <= span.end && name.1.kind == kind;
        self.names
            .names
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, name)| name.span.start < span.end)
            .find(|name| inside(&name))
            .map(|(index, _)| index)
    }

    /// Who is named in a stretch: a person, a body, a description; "he" and "it" stand for those who spoke before.
    pub(super) fn source_in(&self, tokens: Range<usize>) -> Option<Source> {
        if let Some(person) = self.name_in(tokens.clone(), NameKind::Person) {
            return Some(Source::Name(person));
        }
        let data = self.data_head(tokens.clone());
        let organization = self.name_in(tokens.clone(), NameKind::Organization);
        let phrase = self.trimmed(tokens.clone());
        let head = phrase.clone().rev().find(|token| matches!(self.tag(*token), Some(Tag::Noun | Tag::Propn | Tag::Pron | Tag::X)))?;
        if phrase.len() > 1 && self.tag(head) == Some(Tag::Pron) {
            return None;
        }
        if phrase.len() == 1 && self.tag(head) == Some(Tag::Pron) {
            return match self.text.lower(head) {
                "he" | "she" | "él" | "ella" => Some(Source::Person),
                "it" | "they" | "ellos" | "ellas" => Some(Source::Last),
                _ => None,
            };
        }
        if let Some(index) = organization {
            let name = &self.names.names[index];
            let span = self.text.tokens_in(name.span);
            // "the EU Agency for Asylum" is no naming of the EU; "Police in the state" is one of the police.
            let whole = span.start == phrase.start && !matches!(self.tag(span.end), Some(Tag::Noun | Tag::Propn | Tag::Adj));
            if data.is_some() || span.end == phrase.end || whole || name.definite {
                return Some(Source::Name(index));
            }
        }
        if let Some(data) = data {
            let by = (data..phrase.end).find(|token| self.is(*token, Class::Maker).is_some());
            if let Some(by) = by.filter(|by| by + 1 < phrase.end) {
                return Some(Source::Phrase(self.trimmed(by + 1..phrase.end)));
            }
            if data > phrase.start {
                let made = self.trimmed(phrase.start..data);
                let noun = made.clone().any(|token| matches!(self.tag(token), Some(Tag::Noun | Tag::Propn)));
                // "court records", "official figures": what sort of data it is, not whose.
                // "the Crime Survey": a name of its own.
                if self.capital(data) && self.capital(data - 1) && data > self.sentence.start + 1 {
                    return Some(Source::Phrase(self.trimmed(phrase.start..data + 1)));
                }
                let sort = self.is(data - 1, Class::Sort).is_some() || noun && self.is(data, Class::Papers).is_some();
                let told = made.clone().any(|token| self.tag(token) == Some(Tag::Propn) || self.is(token, Class::Body).is_some());
                if sort && !made.clone().any(|token| self.tag(token) == Some(Tag::Propn)) || noun && !told && made.len() == 1 {
                    return Some(Source::Phrase(self.trimmed(phrase.start..data + 1)));
                }
                if noun {
                    return Some(Source::Phrase(made));
                }
            }
            return Some(Source::Data);
        }
        // "83 per cent of Albanians", "19 of the claimants": figures, though they speak.
        let counted = self.tag(phrase.start) == Some(Tag::Num)
            && phrase.clone().take(4).any(|token| self.text_is(token, &["of", "%", "percent", "per", "de"]));
        if counted {
            return None;
        }
        let number_only = phrase.clone().all(|token| matches!(self.tag(token), Some(Tag::Num | Tag::Punct)));
        let opens_with_preposition = self.tag(phrase.start) == Some(Tag::Adp);
        (!number_only && !opens_with_preposition).then_some(Source::Phrase(phrase))
    }

    /// The noun for data that heads a phrase: "agency data", "a survey by", "a poll published Sunday", not "statistics bureau".
    pub(super) fn data_head(&self, tokens: Range<usize>) -> Option<usize> {
        tokens.clone().find(|token| {
            let heads = !matches!(self.tag(token + 1), Some(Tag::Noun | Tag::Propn | Tag::Adj)) || token + 1 >= tokens.end;
            heads && self.is(*token, Class::Data).is_some()
        })
    }

    /// A phrase without its determiner and what trails it.
    pub(super) fn trimmed(&self, mut tokens: Range<usize>) -> Range<usize> {
        let leading = |token: usize| matches!(self.tag(token), Some(Tag::Det | Tag::Punct | Tag::Cconj | Tag::Adv | Tag::Sconj));
        while tokens.len() > 1 && leading(tokens.start) {
            tokens.start += 1;
        }
        let trailing = |token: usize| matches!(self.tag(token), Some(Tag::Punct | Tag::Part | Tag::Adv | Tag::Aux));
        while tokens.len() > 1 && trailing(tokens.end - 1) {
            tokens.end -= 1;
        }
        tokens
    }
}
