//! The pass over the text: who stands foremost when a pronoun or bare description is read.

use super::References;
use super::profile::{self, Profile};
use crate::event::draft::Participant;
use crate::event::gender;
use crate::event::{Analysis, phrase};
use crate::mention::NameKind;
use crate::text::quotation::{self, Quotation};
use crate::text::{Span, Tag, VerbForm, Words};
use std::ops::Range;

/// How many people are kept in mind.
const MEMORY: usize = 12;
/// How many sentences a person stays in mind; the one whom the article names most stays longer.
pub const REACH: usize = 5;
/// How many sentences the person stays in mind whom the article names most.
const LONG_REACH: usize = 12;
/// A pronoun for which the foremost person scores less than this means nobody who was named.
const LEAST: f64 = -3.0;

/// Where in its clause a person was last referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    Subject,
    Object,
    /// Under a preposition or a possessive.
    Governed,
    /// Subject of a verb of saying.
    Speaker,
}

/// A person kept in mind.
#[derive(Clone, Copy, Debug)]
pub struct Salient {
    pub person: usize,
    pub span: Span,
    pub sentence: usize,
    pub token: usize,
    pub position: Position,
}

pub struct Reader<'a> {
    pub analysis: Analysis<'a>,
    words: &'static Words,
    pub profiles: Vec<Profile>,
    /// The person named most.
    main: usize,
    quotations: Vec<Quotation>,
    pub salient: Vec<Salient>,
    /// People named together, with the sentence that does.
    pub groups: Vec<(usize, Vec<Participant>)>,
    pub references: References,
}

impl<'a> Reader<'a> {
    pub fn new(analysis: Analysis<'a>) -> Self {
        let profiles = profile::profiles(analysis);
        let about = |profile: &Profile| profile.undergoes || !profile.acts;
        let weight =
            |profile: &Profile| (about(profile), 2 * profile.namings + 3 * u32::from(profile.undergoes) + 2 * u32::from(profile.opens));
        let main = (0..profiles.len()).rev().max_by_key(|person| weight(&profiles[*person])).unwrap_or(0);
        Self {
            analysis,
            words: Words::of(&analysis.text.language),
            profiles,
            main,
            quotations: quotation::quotations(analysis.text),
            salient: Vec::new(),
            groups: Vec::new(),
            references: References::default(),
        }
    }

    pub fn read(&mut self, sentence: usize) {
        let text = self.analysis.text;
        let tokens = text.sentences[sentence].tokens.clone();
        let mut at = tokens.start;
        let mut group: Vec<Participant> = Vec::new();
        let mut group_end = at;
        while at < tokens.end {
            if let Some(name) = self.analysis.mentions.names.at(text.tokens[at].span.start) {
                let end = text.tokens_in(name.span).end.max(at + 1);
                if name.kind == NameKind::Person {
                    let position = self.position(at..end, &tokens);
                    self.bring_up(Salient { person: name.entity, span: name.span, sentence, token: at, position });
                    if !self.lists(group_end..at) {
                        self.close(sentence, &mut group);
                    }
                    if !group.iter().any(|member| member.person == name.entity) {
                        group.push(Participant { person: name.entity, span: name.span });
                    }
                    group_end = end;
                }
                at = end;
                continue;
            }
            if let Some((head, description)) = self.referring(at, &tokens) {
                let position = self.position(at..head + 1, &tokens);
                if let Some(found) = self.meant(head, description, position, sentence) {
                    self.references.people.insert(head, Participant { person: found.person, span: found.span });
                    // "him and his friend Otto Reiss" are two together.
                    if !description && head + 1 < tokens.end && text.lower(head + 1) == "and" {
                        self.close(sentence, &mut group);
                        group.push(Participant { person: found.person, span: found.span });
                        group_end = head + 1;
                    }
                    self.bring_up(Salient { sentence, token: head, position, ..found });
                }
                at = head;
            } else if let Some((head, number)) = self.referring_to_several(at, &tokens) {
                let meant = self.meant_together(number, sentence, &group);
                if !meant.is_empty() {
                    self.references.several.insert(head, meant);
                }
                at = head;
            }
            at += 1;
        }
        self.close(sentence, &mut group);
    }

    /// The head of a pronoun or bare description that begins at a token, and whether it is a description.
    fn referring(&self, at: usize, sentence: &Range<usize>) -> Option<(usize, bool)> {
        let text = self.analysis.text;
        if text.tokens[at].tag == Tag::Pron || matches!(text.lower(at), "his" | "her" | "him") {
            let personal = matches!(text.lower(at), "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself");
            return personal.then_some((at, false));
        }
        if !matches!(text.lower(at), "the" | "this" | "that") || text.tokens[at].tag == Tag::Sconj {
            return None;
        }
        let described = |token: &usize| match text.tokens[*token].tag {
            Tag::Adj | Tag::Noun | Tag::Num | Tag::Propn => true,
            Tag::Verb => text.tokens[*token].form == VerbForm::PastParticiple,
            Tag::Punct => text.word(*token) == "-",
            _ => false,
        };
        let end = (at + 1..sentence.end.min(at + 8)).take_while(described).last()? + 1;
        let head = end - 1;
        let aged = text.lower(head).ends_with("-year-old");
        let noun = text.tokens[head].tag == Tag::Noun && text.lemma(head) == text.lower(head) && text.lower(head) != "people";
        let person = aged || noun && phrase::names_people(text, head);
        let next = (end < sentence.end).then(|| text.lower(end));
        let bare = !matches!(next, Some("of" | "who" | "whose" | "whom" | "that" | "for" | "at" | "in" | "from"))
            && !(end < sentence.end && self.analysis.mentions.names.at(text.tokens[end].span.start).is_some());
        let apposed =
            next == Some(",") && end + 1 < sentence.end && self.analysis.mentions.names.at(text.tokens[end + 1].span.start).is_some();
        let named = (at..end)
            .any(|token| self.analysis.mentions.names.at(text.tokens[token].span.start).is_some_and(|name| name.kind == NameKind::Person));
        // "the eleventh suspect" is one of whom nothing was told.
        let another = self.analysis.mentions.quantities_in(text.span_of(at..end)).any(|quantity| quantity.ordinal)
            || (at..head).any(|token| matches!(text.lower(token), "other" | "next" | "previous"));
        (person && bare && !apposed && !named && !another).then_some((head, true))
    }

    /// The person in mind whom a pronoun or description means.
    fn meant(&self, head: usize, description: bool, position: Position, sentence: usize) -> Option<Salient> {
        let text = self.analysis.text;
        let gender = gender::of_word(text, head);
        let quoted = self.quotation_of(head);
        let former = (head.saturating_sub(3)..head).any(|token| profile::is_over(text.lower(token)));
        let official = description && !former && profile::speaks_by_role(text.lower(head));
        let sentences = &text.sentences;
        let mut best: Option<(f64, Salient)> = None;
        for candidate in self.salient.iter().rev() {
            let profile = &self.profiles[candidate.person];
            let reach = if candidate.person == self.main { LONG_REACH } else { REACH };
            let away = sentence - candidate.sentence;
            let other_gender = matches!((gender, profile.gender), (Some(wanted), Some(gender)) if wanted != gender);
            // A speaker's "he" is somebody else.
            let own_words = quoted.is_some() && candidate.position == Position::Speaker && away <= 1;
            let role_named = description && profile.role.split_whitespace().any(|word| word == text.lower(head));
            // "The minister Jack Lind ruled that the 84-year-old": who says something of somebody described says it of another.
            let tells_of = description && away == 0 && candidate.token < head && self.opens_report(candidate.token..head);
            if tells_of
                || away > reach
                || other_gender
                || own_words
                || official && !role_named
                || self.argues_with(head, candidate, position)
            {
                continue;
            }
            let fading = if candidate.person == self.main { 0.8 } else { 1.2 };
            let mut score = -fading * f64::from(u32::try_from(away).unwrap_or(u32::MAX));
            score += match (candidate.position, position) {
                (Position::Subject, _) => {
                    if away == 0 {
                        5.5
                    } else if away == 1 {
                        4.0
                    } else {
                        2.0
                    }
                }
                (Position::Speaker, Position::Speaker) => 3.0,
                (Position::Speaker, _) => -2.0,
                (Position::Object, _) => 0.5,
                (Position::Governed, _) => -1.0,
            };
            // Whom the paragraph is about comes before whom the article is about.
            score += 0.5 * f64::from(profile.namings.clamp(1, 8)).log2();
            score += if sentences[candidate.sentence].paragraph == sentences[sentence].paragraph { 1.0 } else { 0.0 };
            score += if profile.undergoes { 1.5 } else { 0.0 };
            score -= if profile.acts && !profile.undergoes && position != Position::Speaker && !role_named { 4.0 } else { 0.0 };
            score += if role_named { 4.0 } else { 0.0 };
            score += if away == 0 { 1.0 } else { 0.0 };
            score += if candidate.person == self.main { 0.5 } else { 0.0 };
            score -= if profile.gender.is_none() && gender.is_some() { 0.5 } else { 0.0 };
            if best.as_ref().is_none_or(|(top, _)| score > *top) {
                best = Some((score, *candidate));
            }
        }
        best.filter(|(score, _)| *score >= LEAST).map(|(_, candidate)| candidate)
    }

    /// Two arguments of one verb are two people: "Officers of Silva arrested him" apart, "Silva met him" names another.
    fn argues_with(&self, head: usize, candidate: &Salient, position: Position) -> bool {
        let text = self.analysis.text;
        let reflexive = text.lower(head).ends_with("self");
        let possessive = matches!(text.lower(head), "his" | "hers") || text.lower(head) == "her" && position != Position::Object;
        let beside = matches!(candidate.position, Position::Subject | Position::Speaker);
        if reflexive || possessive || !beside || candidate.token >= head {
            return false;
        }
        let between = candidate.token + 1..head;
        let same_clause = !between.clone().any(|token| {
            matches!(text.tokens[token].tag, Tag::Sconj | Tag::Punct)
                || matches!(text.lower(token), "that" | "who" | "which" | "and" | "but" | "to" | "after" | "before" | "when")
        });
        same_clause && position == Position::Object && between.into_iter().any(|token| text.tokens[token].tag.verbal())
    }

    /// Whether a finite verb and "that" stand between two places.
    fn opens_report(&self, between: Range<usize>) -> bool {
        let text = self.analysis.text;
        between.clone().skip(1).any(|token| {
            text.lower(token) == "that" && text.tokens[token - 1].form.finite() && text.tokens[token - 1].tag == Tag::Verb
                || text.lower(token) == "that"
                    && token >= 2
                    && text.tokens[token - 1].tag == Tag::Verb
                    && text.tokens[token - 2].tag == Tag::Aux
        })
    }

    fn quotation_of(&self, token: usize) -> Option<&Quotation> {
        let after = self.quotations.partition_point(|quotation| quotation.tokens.start <= token);
        self.quotations[..after].last().filter(|quotation| quotation.tokens.contains(&token))
    }

    fn bring_up(&mut self, salient: Salient) {
        // A person described by a possessive in the same breath stays where the subject put them.
        let kept = self.salient.iter().position(|other| other.person == salient.person).map(|at| self.salient.remove(at));
        let position = match kept {
            Some(before) if before.sentence == salient.sentence && before.position == Position::Subject => before.position,
            _ => salient.position,
        };
        self.salient.push(Salient { position, ..salient });
        if self.salient.len() > MEMORY {
            let oldest = self.salient.iter().position(|other| other.person != self.main).unwrap_or(0);
            self.salient.remove(oldest);
        }
    }

    /// Where a phrase stands, by the words around it.
    fn position(&self, phrase: Range<usize>, sentence: &Range<usize>) -> Position {
        let text = self.analysis.text;
        if phrase.end < sentence.end && matches!(text.lower(phrase.end), "'s" | "’s" | "'" | "’")
            || matches!(text.lower(phrase.start), "his")
        {
            return Position::Governed;
        }
        let mut before = phrase.start;
        while before > sentence.start {
            let tag = text.tokens[before - 1].tag;
            if !matches!(tag, Tag::Noun | Tag::Propn | Tag::Adj | Tag::Det | Tag::Num) {
                break;
            }
            before -= 1;
        }
        let verb_after = (phrase.end..sentence.end.min(phrase.end + 30)).find(|token| text.tokens[*token].tag.verbal());
        let says = |token: usize| self.words.reports_speech(text.lower(token));
        if before > sentence.start {
            let governor = before - 1;
            match text.tokens[governor].tag {
                Tag::Adp => return Position::Governed,
                Tag::Verb if says(governor) && !verb_after.is_some_and(|verb| text.tokens[verb].form.finite()) => return Position::Speaker,
                Tag::Verb => return if says(governor) { Position::Subject } else { Position::Object },
                _ => {}
            }
        }
        match verb_after {
            Some(verb) if says(verb) => Position::Speaker,
            Some(_) => Position::Subject,
            None => Position::Object,
        }
    }
}
