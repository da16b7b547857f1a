//! The places where a sentence says who says something: a verb with its subject, "according to", data with their maker.

use super::words::{Class, Words};
use crate::mention::{NameKind, Names};
use crate::text::tag::VerbForm;
use crate::text::{Tag, Text};
use std::ops::Range;

/// How many words a relative clause takes up to its verb.
const ASIDE: usize = 8;

/// How many words behind "offers" the sum may stand.
const OFFERED: usize = 7;

/// One cue of a sentence.
#[derive(Clone, Debug)]
pub struct Cue {
    /// The token of the verb, or the first of "according to".
    pub token: usize,
    /// The tokens of cue and source together: no place within them is what is said.
    pub extent: Range<usize>,
    pub source: Source,
    /// It covers only what stands right before it ("the 3.6 percent expected by economists").
    pub near: bool,
}

/// Who is named.
#[derive(Clone, Debug)]
pub enum Source {
    /// A naming: its index in [`Names::names`].
    Name(usize),
    /// A noun phrase.
    Phrase(Range<usize>),
    /// "he", "she": the last person that spoke.
    Person,
    /// "it", "they": whoever spoke last.
    Last,
    /// "the study", "the figures": the body that spoke last.
    Data,
}

/// What is needed to read one sentence.
pub struct Reader<'a> {
    pub text: &'a Text<'a>,
    pub names: &'a Names,
    pub words: &'static Words,
    pub sentence: Range<usize>,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a Text<'a>, names: &'a Names, sentence: Range<usize>) -> Self {
        Self { text, names, words: Words::of(&text.language), sentence }
    }

    /// Every cue of the sentence, in order.
    pub fn cues(&self) -> Vec<Cue> {
        let mut cues = Vec::new();
        let mut at = self.sentence.start;
        while at < self.sentence.end {
            match self.cue(at) {
                Some(cue) => {
                    at = (at + 1).max(cue.extent.end.min(self.sentence.end));
                    cues.push(cue);
                }
                None => at += 1,
            }
        }
        cues
    }

    fn cue(&self, at: usize) -> Option<Cue> {
        if let Some(length) = self.is(at, Class::According) {
            let (source, end) = self.after(at + length)?;
            return Some(Cue { token: at, extent: at..end, source, near: false });
        }
        if let Some(cue) = self.in_data(at) {
            return Some(cue);
        }
        let tag = self.text.tokens[at].tag;
        if !matches!(tag, Tag::Verb | Tag::Aux | Tag::X) && !self.is_misread(at) {
            return None;
        }
        if let Some(length) = self.is(at, Class::Reckon)
            && self.text_is(at + length, &["by", "por"])
            && let Some((source, end)) = self.after(at + length + 1)
        {
            return Some(Cue { token: at, extent: at..end, source, near: true });
        }
        if self.is_passive_or_reduced(at) {
            return None;
        }
        if let Some(length) = self.is(at, Class::Say) {
            if self.negated(at) || self.does_to_a_number(at, length) {
                return None;
            }
            let inverted = self.inverted(at + length, at);
            let (source, extent) = match inverted {
                Some((source, end)) => (source, at..end),
                None => {
                    let (source, start) = self.before(at)?;
                    (source, start..at + length)
                }
            };
            return Some(Cue { token: at, extent, source, near: false });
        }
        let offers = || self.is(at, Class::Offer).filter(|_| (at + 1..at + OFFERED).any(|token| self.tag(token) == Some(Tag::Num)));
        if let Some(length) = self.is(at, Class::Judge).or_else(offers) {
            let (source, start) = self.before(at)?;
            return Some(Cue { token: at, extent: start..at + length, source, near: false });
        }
        let length = self.is(at, Class::Show)?;
        let (source, start) = self.before(at)?;
        self.may_show(&source, start..at).then_some(Cue { token: at, extent: start..at + length, source, near: false })
    }

    /// "In the ministry's latest survey, 83 per cent …": data that say something without a verb.
    fn in_data(&self, at: usize) -> Option<Cue> {
        let opens = at == self.sentence.start || self.tag(at - 1) == Some(Tag::Punct);
        if !opens || !self.text_is(at, &["in", "by", "on", "under", "per"]) || self.is(at, Class::Channel).is_some() {
            return None;
        }
        let end = self.phrase_end(at + 1);
        self.data_head(at + 1..end).filter(|data| data + 1 == end)?;
        let source = self.source_in(at + 1..end).filter(|source| matches!(source, Source::Name(_)))?;
        Some(Cue { token: at, extent: at..end, source, near: false })
    }

    /// "claimed 228 lives", "wrote 418 cheques": with a number behind it the verb tells a deed.
    fn does_to_a_number(&self, at: usize, length: usize) -> bool {
        let deed = self.is(at, Class::Deed).is_some();
        let skipped = |token: &usize| matches!(self.tag(*token), Some(Tag::Adv | Tag::Adp | Tag::Adj | Tag::Det));
        let next = at + length + (at + length..at + length + 3).take_while(skipped).count();
        deed && self.tag(next) == Some(Tag::Num)
    }

    pub(super) fn is(&self, at: usize, class: Class) -> Option<usize> {
        self.words.at(self.text, at, class, &self.sentence)
    }

    /// "is expected to rule", "described as the organiser", "29 alleged traffickers": nobody is said to say anything.
    fn is_passive_or_reduced(&self, at: usize) -> bool {
        let participle = self.text.tokens[at].form == VerbForm::PastParticiple;
        let auxiliary = (self.sentence.start.max(at.saturating_sub(4))..at)
            .rev()
            .take_while(|token| matches!(self.tag(*token), Some(Tag::Aux | Tag::Adv | Tag::Part)));
        let has = auxiliary
            .clone()
            .any(|token| self.text.lemma(token) == "have" || self.text_is(token, &["'d", "’d", "'ve", "ha", "han", "había"]));
        let is = auxiliary.clone().any(|token| self.text.lemma(token) == "be");
        is && (participle || self.text.lower(at).ends_with("ed")) || (participle && !has && self.text.lower(at).ends_with("ed"))
    }

    /// A form of a verb of saying that the tagger took for a noun: at the sentence's end, or before "that".
    fn is_misread(&self, at: usize) -> bool {
        let listed = self.is(at, Class::Say).or_else(|| self.is(at, Class::Show)).is_some();
        let closes = matches!(self.tag(at + 1), None | Some(Tag::Punct | Tag::Sconj)) || self.text_is(at + 1, &["that", "que"]);
        // "figures from the ministry show"
        let data = || self.is(at, Class::Show).is_some() && self.data_head(self.segment_start(at)..at).is_some();
        listed && closes && at > self.sentence.start && self.nominal(at - 1) && (self.text.lower(at).ends_with('s') || data())
    }

    pub(super) fn text_is(&self, at: usize, words: &[&str]) -> bool {
        self.sentence.contains(&at) && words.contains(&self.text.lower(at))
    }

    pub(super) fn tag(&self, at: usize) -> Option<Tag> {
        self.sentence.contains(&at).then(|| self.text.tokens[at].tag)
    }

    fn negated(&self, at: usize) -> bool {
        (at.saturating_sub(2)..at).any(|token| self.text_is(token, &["not", "n't", "never", "no", "nunca"]))
    }

    /// Those who find, count or estimate are data, bodies and researchers; "police found 12 kilos" is no report.
    fn may_show(&self, source: &Source, subject: Range<usize>) -> bool {
        let data = subject.clone().any(|token| self.is(token, Class::Data).is_some());
        match source {
            Source::Phrase(phrase) => data || self.is_body(phrase.clone()),
            Source::Name(name) => data || self.names.names[*name].kind == NameKind::Organization,
            Source::Person => false,
            Source::Last | Source::Data => true,
        }
    }

    pub(super) fn is_body(&self, phrase: Range<usize>) -> bool {
        phrase.into_iter().any(|token| self.is(token, Class::Body).is_some())
    }

    /// The subject before a verb: the source, and the token where it begins.
    fn before(&self, verb: usize) -> Option<(Source, usize)> {
        // "has defended her record by pointing to": the subject is that of the verb before.
        let gerund = self.text.tokens[verb].form == VerbForm::Gerund && verb > self.sentence.start;
        let says = |token: &usize| self.text.tokens[*token].tag == Tag::Verb && self.is(*token, Class::Say).is_some();
        let finite = |token: &usize| self.text.tokens[*token].form.finite();
        let main = || (self.sentence.start..verb).find(says).or_else(|| (self.sentence.start..verb).rev().find(finite));
        let verb = if gerund && !matches!(self.tag(verb - 1), Some(Tag::Aux)) { main().unwrap_or(verb) } else { verb };
        let mut end = verb;
        // "the ministry itself acknowledged": the pronoun only stresses the subject.
        let stresses = |token: usize| self.text_is(token, &["itself", "himself", "herself", "themselves"]);
        while end > self.sentence.start && (matches!(self.tag(end - 1), Some(Tag::Aux | Tag::Adv | Tag::Part)) || stresses(end - 1)) {
            end -= 1;
        }
        for _ in 0..3 {
            // A date or an aside between subject and verb: "the ministry, on Tuesday, said".
            let closed = end > self.sentence.start && self.text_is(end - 1, &[","]);
            while end > self.sentence.start && self.tag(end - 1) == Some(Tag::Punct) && !self.is_quote(end - 1) {
                end -= 1;
            }
            let start = self.segment_start(end);
            if start >= end {
                return None;
            }
            // "the commission, which arrested the three in November, said": what the aside tells is no speaker.
            if closed && let Some(comma) = self.relative_before(start) {
                end = comma;
                continue;
            }
            if let Some(source) = self.source_in(start..end) {
                let apposed = self.person_before(start, &source);
                return Some(apposed.unwrap_or((source, start)));
            }
            end = start;
        }
        None
    }

    /// The comma that opens the relative clause whose verb stands right before a token.
    fn relative_before(&self, start: usize) -> Option<usize> {
        let verb = start.checked_sub(1).filter(|verb| matches!(self.tag(*verb), Some(Tag::Verb | Tag::Aux)))?;
        let pronoun = (self.sentence.start.max(verb.saturating_sub(ASIDE))..verb)
            .rev()
            .take_while(|token| !self.text_is(*token, &[","]))
            .find(|token| self.text_is(*token, &["which", "who", "whose", "whom"]))?;
        pronoun.checked_sub(1).filter(|comma| self.text_is(*comma, &[","]))
    }

    /// Where the stretch before a verb begins: after a mark, a conjunction or another verb.
    fn segment_start(&self, end: usize) -> usize {
        let mut start = end;
        while start > self.sentence.start {
            let token = start - 1;
            let tag = self.text.tokens[token].tag;
            let breaks = match tag {
                Tag::Punct => !matches!(self.text.lower(token), "-" | "'" | "’" | "." | "'s" | "’s"),
                Tag::Sconj => true,
                Tag::Cconj => !self.joins_nouns(token),
                Tag::Verb | Tag::Aux if matches!(self.text.lower(token), "'s" | "’s") => false,
                Tag::Verb | Tag::Aux => !self.inside_name(token) && !self.participle_in_phrase(token),
                _ => false,
            };
            if breaks {
                break;
            }
            start -= 1;
        }
        start
    }

    /// "a Datafolha poll published Sunday", "figures released by the ministry": the verb describes the noun before it.
    fn participle_in_phrase(&self, token: usize) -> bool {
        let word = self.text.lower(token);
        let before = token.checked_sub(1).and_then(|before| self.tag(before));
        word.ends_with("ed") && matches!(before, Some(Tag::Noun)) && self.is(token - 1, Class::Data).is_some()
    }

    pub(super) fn joins_nouns(&self, token: usize) -> bool {
        let nominal = |tag: Option<Tag>| matches!(tag, Some(Tag::Noun | Tag::Propn | Tag::Adj));
        nominal(self.tag(token.wrapping_sub(1))) && nominal(self.tag(token + 1)) && self.inside_name(token)
    }

    pub(super) fn inside_name(&self, token: usize) -> bool {
        self.names.at(self.text.tokens[token].span.start).is_some()
    }

    fn is_quote(&self, token: usize) -> bool {
        matches!(self.text.lower(token), "\"" | "“" | "”" | "''" | "``" | "«" | "»")
    }

    /// "Kurt Verbeek, its director, said": the person before a description in commas.
    fn person_before(&self, start: usize, source: &Source) -> Option<(Source, usize)> {
        if !matches!(source, Source::Phrase(_) | Source::Name(_)) || self.names_person(source) {
            return None;
        }
        let comma = start.checked_sub(1).filter(|comma| self.text_is(*comma, &[","]))?;
        let first = self.segment_start(comma);
        let name = self.name_in(first..comma, NameKind::Person)?;
        let last = self.text.tokens_in(self.names.names[name].span).end;
        (last == comma).then_some((Source::Name(name), first))
    }

    fn names_person(&self, source: &Source) -> bool {
        matches!(source, Source::Name(name) if self.names.names[*name].kind == NameKind::Person)
    }

    /// "…", said Ann Lee; "said its director, Kurt Verbeek".
    fn inverted(&self, after: usize, verb: usize) -> Option<(Source, usize)> {
        let opened = verb == self.sentence.start || self.tag(verb - 1) == Some(Tag::Punct);
        let noun_phrase = matches!(self.tag(after), Some(Tag::Det | Tag::Noun | Tag::Propn | Tag::Adj | Tag::Pron));
        let object = self.text_is(after, &["that", "it", "he", "she", "they", "que"]);
        if !opened || !noun_phrase || object {
            return None;
        }
        let (source, end) = self.after(after)?;
        let closed = matches!(self.tag(end), None | Some(Tag::Punct))
            || self.text_is(end, &["who", "on", "in", "at", "quien", "en"])
            || self.dated(end);
        if !closed {
            return None;
        }
        if self.names_person(&source) {
            return Some((source, end));
        }
        // The name follows the description: "its director, Kurt Verbeek".
        if self.text_is(end, &[","])
            && let Some(name) = self.name_at(end + 1, NameKind::Person)
        {
            return Some((Source::Name(name), self.text.tokens_in(self.names.names[name].span).end));
        }
        Some((source, end))
    }
}
