//! Offences as the text words them: "conspiracy to import cocaine", "stealing $11,000", one after the other where they are listed.
//!
//! An offence is read by its words, from its first to the mark, conjunction, relative, finite verb, date or preposition that opens something
//! else: a parser seldom keeps "conspiracy to forge banknotes and of handling stolen cars" together.

use super::Analysis;
use crate::mention::NameKind;
use crate::rules::Classes;
use crate::text::{Span, Tag, VerbForm};
use std::ops::Range;
use std::sync::LazyLock;

/// The classes of words of the rule packs.
static CLASSES: LazyLock<Classes> = LazyLock::new(|| Classes::shipped("en"));

/// An offence has no more words than this.
const LONGEST: usize = 16;

/// The offences in a phrase that fills a role, with what is listed behind them. None where it names a place, a time or a thing
/// ("arrested on the spot").
pub fn offences_of(analysis: Analysis, tokens: &Range<usize>, head: usize) -> Vec<Span> {
    let text = analysis.text;
    let Some(sentence) = text.sentence_at(text.tokens[head].span.start) else { return Vec::new() };
    let mut first = head;
    while first > tokens.start && matches!(text.tokens[first - 1].tag, Tag::Adj | Tag::Noun | Tag::Propn | Tag::Verb | Tag::Num) {
        first -= 1;
    }
    offences_at(analysis, first, text.sentences[sentence].tokens.end)
}

/// The offences listed from a token on: "murder, extortion and kidnapping" are three.
pub fn offences_at(analysis: Analysis, start: usize, limit: usize) -> Vec<Span> {
    let reader = Reader { analysis, limit };
    let mut found = Vec::new();
    // "wanted for “narcoterrorism”": the mark is no part of the offence.
    let quoted = start < limit && matches!(analysis.text.word(start), "\"" | "“" | "‘" | "«");
    let mut at = reader.opened(start + usize::from(quoted));
    let mut first = true;
    while let Some(item) = reader.item(at) {
        let next = reader.joint(item.end);
        // ", saying that": a gerund behind a comma is an offence only where the list goes on.
        let listed = next.is_some() || text_joins(analysis, item.start);
        let narrates = reader.is_gerund(item.start) && !reader.offends(item.start) && (!listed || reader.is("narration", item.start));
        if narrates && !first {
            break;
        }
        first = false;
        if !reader.vague(&item) {
            // "on corruption charges"
            let end = if item.len() > 1 && accuses(analysis, item.end - 1) { item.end - 1 } else { item.end };
            found.push(analysis.text.span_of(item.start..end));
        }
        match next {
            Some(next) => at = reader.opened(next),
            None => break,
        }
    }
    found
}

/// Whether "and", "or" or a preposition stands before a token.
fn text_joins(analysis: Analysis, token: usize) -> bool {
    let before = token.checked_sub(1).map(|before| analysis.text.tokens[before].tag);
    matches!(before, Some(Tag::Cconj | Tag::Adp))
}

/// The offences behind the first of some prepositions between two tokens: "twelve years on appeal for arson".
pub fn stated(analysis: Analysis, from: usize, end: usize) -> Vec<Span> {
    let text = analysis.text;
    let limit = (from..end).find(|token| text.tokens[*token].tag.verbal() && text.tokens[*token].form.finite()).unwrap_or(end);
    let opens = (from..limit).filter(|token| matches!(text.lower(*token), "for" | "over"));
    opens.map(|token| offences_at(analysis, token + 1, end)).find(|offences| !offences.is_empty()).unwrap_or_default()
}

/// Whether what begins at a token only opens an offence: "suspicion of", "over 30 cases of".
pub fn opens(analysis: Analysis, start: usize, limit: usize) -> bool {
    let reader = Reader { analysis, limit };
    let plain = (start..limit).find(|token| !matches!(analysis.text.tokens[*token].tag, Tag::Det | Tag::Num)).unwrap_or(start);
    reader.opened(start) > plain
}

/// The offence that stands before a noun of accusation: "bribery" of "bribery charges".
pub fn offence_before(analysis: Analysis, noun: usize, first: usize) -> Option<Span> {
    let text = analysis.text;
    let part = |token: &usize| {
        matches!(text.tokens[*token].tag, Tag::Noun | Tag::Propn | Tag::Adj | Tag::X | Tag::Verb) || text.word(*token) == "-"
    };
    let start = (first..noun).rev().take_while(part).last()?;
    let reader = Reader { analysis, limit: noun };
    let mut start = start;
    // "the alleged", "new federal" are no part of the offence.
    while start < noun && text.tokens[start].tag == Tag::Adj && !reader.offends(start) {
        start += 1;
    }
    let named = (start..noun).any(|token| reader.offends(token) || reader.is("drug", token) || reader.is("weapon", token));
    (start < noun && named).then(|| text.span_of(start..noun))
}

/// Whether a word tells of an accusation that stands: "wanted", "charges".
pub fn stands(analysis: Analysis, token: usize) -> bool {
    CLASSES.ends_at("standing", analysis.text, token) || CLASSES.holds("standing", participle_of(analysis.text.lower(token)))
}

/// "wanted" tagged as an adjective: the verb it comes from.
pub fn participle_of(word: &str) -> &str {
    match word {
        "wanted" => "want",
        "accused" => "accuse",
        "convicted" => "convict",
        "suspected" => "suspect",
        _ => "",
    }
}

/// Whether a noun is one of accusation.
pub fn accuses(analysis: Analysis, token: usize) -> bool {
    CLASSES.ends_at("accusation", analysis.text, token)
}

/// Whether a noun stands for people, or for one of a row: "men", "pair", "first", "latter".
pub fn refers(analysis: Analysis, token: usize) -> bool {
    let person = ["person", "person_own", "anaphor"].iter().any(|class| CLASSES.ends_at(class, analysis.text, token));
    person || matches!(analysis.text.lower(token), "first" | "second" | "third" | "fourth" | "latter" | "former" | "other" | "others")
}

struct Reader<'a> {
    analysis: Analysis<'a>,
    /// The end of the sentence.
    limit: usize,
}

impl Reader<'_> {
    fn is(&self, class: &str, token: usize) -> bool {
        CLASSES.ends_at(class, self.analysis.text, token)
    }

    fn offends(&self, token: usize) -> bool {
        self.is("offence", token) && !self.is("opener", token)
    }

    fn is_gerund(&self, token: usize) -> bool {
        let text = self.analysis.text;
        let word = text.lower(token);
        // A gerund that the tagger does not know shows itself by what it governs: "co-operating with", "cloning his".
        let governs = || {
            let next = token + 1;
            let bare = token.checked_sub(1).is_none_or(|before| matches!(text.tokens[before].tag, Tag::Adp | Tag::Cconj | Tag::Punct));
            bare && next < self.limit && (matches!(text.tokens[next].tag, Tag::Det | Tag::Adp | Tag::Num) || self.possessive(next))
        };
        let form = text.tokens[token].form;
        // "of having forged permits".
        let perfect = || form == VerbForm::PastParticiple && token.checked_sub(1).is_some_and(|before| text.lower(before) == "having");
        form == VerbForm::Gerund
            || perfect()
            || word.len() > 5
                && word.ends_with("ing")
                && (text.tokens[token].tag == Tag::Verb || governs() && text.lower(token + 1) != "of")
    }

    fn possessive(&self, token: usize) -> bool {
        matches!(self.analysis.text.lower(token), "his" | "her" | "their" | "its")
    }

    /// Over what only opens an offence: "three counts of", "charges of", "on suspicion of", "his part in", "13 counts, among them".
    fn opened(&self, start: usize) -> usize {
        let text = self.analysis.text;
        let mut at = start;
        for _ in 0..4 {
            let noun = (at..self.limit.min(at + 5))
                .take_while(|token| {
                    !matches!(text.tokens[*token].tag, Tag::Punct | Tag::Adp | Tag::Cconj | Tag::Sconj | Tag::Aux | Tag::Verb)
                })
                .find(|token| self.is("opener", *token));
            let Some(noun) = noun else { break };
            let next = noun + 1;
            if next >= self.limit {
                break;
            }
            at = match text.lower(next) {
                "of" | "in" | "for" | "with" | "to" | "including" | ":" => next + 1,
                "," if next + 2 < self.limit && text.lower(next + 1) == "including" => next + 2,
                "," if next + 3 < self.limit && text.lower(next + 1) == "among" => next + 3,
                _ => break,
            };
        }
        let filler = |token: usize| self.possessive(token) || matches!(text.lower(token), "both" | "having" | "allegedly");
        while at < self.limit && (matches!(text.tokens[at].tag, Tag::Det | Tag::Num) || filler(at)) {
            at += 1;
        }
        at
    }

    /// One offence from a token on.
    fn item(&self, first: usize) -> Option<Range<usize>> {
        if first >= self.limit
            || matches!(self.analysis.text.tokens[first].tag, Tag::Adp | Tag::Punct | Tag::Cconj | Tag::Sconj | Tag::Pron)
        {
            return None;
        }
        let text = self.analysis.text;
        let opening = &text.tokens[first];
        if opening.tag == Tag::Verb && matches!(opening.form, VerbForm::Past | VerbForm::ThirdPerson | VerbForm::Present) {
            return None;
        }
        let mut end = self.end_of(first);
        // "aiding and abetting murder", "plotting to abduct and kill a rival": two verbs with one object are one offence.
        if self.shares_object(first, end) {
            end = self.end_of(end + 1);
        }
        // "drugs and firearms offences": what is not yet one goes on over the conjunction.
        if end < self.limit && !self.names_one(first..end) && text.tokens[end].tag == Tag::Cconj && end - first <= 2 && end + 1 < self.limit
        {
            let further = self.end_of(end + 1);
            if further - end <= 4 && self.names_one(end + 1..further) && self.modifies(first..end) {
                end = further;
            }
        }
        let quoted = first.checked_sub(1).is_some_and(|mark| matches!(text.word(mark), "\"" | "“" | "‘" | "«"));
        (first < end && (self.is_gerund(first) || self.names_one(first..end) || quoted)).then_some(first..end)
    }

    /// Whether a verb stands right before "and" and another one of its form right behind.
    fn shares_object(&self, first: usize, end: usize) -> bool {
        let text = self.analysis.text;
        if end + 2 >= self.limit || text.tokens[end].tag != Tag::Cconj {
            return false;
        }
        let gerunds =
            end == first + 1 && self.is_gerund(first) && !self.offends(first) && self.is_gerund(end + 1) && !self.offends(end + 1);
        let base = |token: usize| text.tokens[token].tag == Tag::Verb && text.tokens[token].form == VerbForm::Base;
        // "murder" before an article is a verb, whatever the tagger says.
        let verb = |token: usize| base(token) || self.offends(token) && text.tokens[token + 1].tag == Tag::Det;
        gerunds || self.is_gerund(first) && end > first + 1 && base(end - 1) && verb(end + 1)
    }

    /// Whether words before "and" only modify the noun behind it.
    fn modifies(&self, tokens: Range<usize>) -> bool {
        tokens.clone().all(|token| matches!(self.analysis.text.tokens[token].tag, Tag::Adj | Tag::Noun | Tag::Propn | Tag::X))
            && (self.is("drug", tokens.end - 1)
                || self.is("weapon", tokens.end - 1)
                || self.analysis.text.tokens[tokens.end - 1].tag == Tag::Adj)
    }

    /// Whether the words hold one that names an offence, or a deed that is one by what it is done to.
    fn names_one(&self, tokens: Range<usize>) -> bool {
        let text = self.analysis.text;
        let action = |word: &str| ["tion", "sion", "ment"].iter().any(|ending| word.ends_with(ending));
        let deed =
            |token: usize| token + 1 < tokens.end && text.lower(token + 1) == "of" && (self.is("act", token) || action(text.lemma(token)));
        let tainted = |token: usize| {
            self.is("tainted", token) && token + 1 < tokens.end && matches!(text.tokens[token + 1].tag, Tag::Noun | Tag::Adj)
        };
        let offences = |token: usize| token > tokens.start && matches!(text.lemma(token), "offence" | "offense" | "crime");
        tokens.clone().any(|token| self.offends(token) || deed(token) || offences(token) || tainted(token))
            || tokens.clone().any(|token| self.is("weapon", token) || self.is("drug", token)) && tokens.len() <= 2
    }

    /// "other offences", "lesser charges": nothing that could be named.
    fn vague(&self, item: &Range<usize>) -> bool {
        let head = item.end - 1;
        self.is("offence", head) && (item.len() == 1 && (self.is("opener", head) || self.analysis.text.lemma(head) == "crime"))
            || matches!(self.analysis.text.lower(item.start), "other" | "further" | "related" | "same" | "various" | "additional")
    }

    /// Where the next item of the list begins behind "," or "and", and over the preposition that is said again.
    fn joint(&self, end: usize) -> Option<usize> {
        let text = self.analysis.text;
        let mut at = end;
        let mut joined = false;
        while at < self.limit {
            match text.lower(at) {
                "," | ";" | "and" | "or" | "plus" | "&" => joined = true,
                "as" if at + 2 < self.limit && text.lower(at + 1) == "well" && text.lower(at + 2) == "as" => {
                    at += 2;
                    joined = true;
                }
                "of" | "for" | "with" | "on" if joined => {}
                "to" if at > end && text.tokens[at - 1].tag == Tag::Cconj => {}
                // "murder of X and Y, extortion and": the second victim belongs to the item before.
                _ if joined && self.person(at) => return self.joint(self.after_name(at)),
                _ => break,
            }
            at += 1;
        }
        (joined && at < self.limit).then_some(at)
    }

    fn person(&self, token: usize) -> bool {
        self.analysis.mentions.names.at(self.analysis.text.tokens[token].span.start).is_some_and(|name| name.kind == NameKind::Person)
    }

    fn after_name(&self, token: usize) -> usize {
        let text = self.analysis.text;
        let name = self.analysis.mentions.names.at(text.tokens[token].span.start);
        name.map_or(token + 1, |name| text.tokens_in(name.span).end.max(token + 1))
    }

    /// Where an offence ends.
    fn end_of(&self, first: usize) -> usize {
        let text = self.analysis.text;
        let mut at = first + 1;
        let last = self.limit.min(first + LONGEST);
        while at < last {
            if self.dated(at) || !self.goes_on(at) {
                break;
            }
            at += 1;
        }
        let trails = |token: usize| {
            matches!(text.tokens[token].tag, Tag::Adp | Tag::Det | Tag::Part)
                || text.tokens[token].tag == Tag::Adv && !text.lower(token).ends_with("ly")
        };
        while at > first + 1 && trails(at - 1) {
            at -= 1;
        }
        at
    }

    fn dated(&self, token: usize) -> bool {
        let dates = &self.analysis.mentions.dates;
        let span = self.analysis.text.tokens[token].span;
        let index = dates.partition_point(|date| date.span.end <= span.start);
        dates.get(index).is_some_and(|date| date.span.contains(span))
    }

    /// Whether a token belongs to the offence that the tokens before it began.
    fn goes_on(&self, at: usize) -> bool {
        let text = self.analysis.text;
        let (token, word) = (&text.tokens[at], text.lower(at));
        let before = &text.tokens[at - 1];
        match token.tag {
            Tag::Punct => matches!(word, "-" | "$" | "'" | "’"),
            Tag::Cconj => false,
            // "allowing a shed to be used for".
            Tag::Aux => word == "be" && text.lower(at - 1) == "to",
            Tag::Sconj => word == "than",
            Tag::Pron => self.possessive(at) || matches!(word, "him" | "them" | "himself" | "herself" | "themselves"),
            Tag::Verb if self.offends(at) => true,
            Tag::Verb => match token.form {
                VerbForm::Past | VerbForm::ThirdPerson => false,
                // "theft committed in", "conspiracy involving", but "possession of stolen goods".
                VerbForm::PastParticiple | VerbForm::Gerund => !matches!(before.tag, Tag::Noun | Tag::Propn | Tag::Pron),
                _ => true,
            },
            Tag::Adp => self.preposition_goes_on(at, word),
            _ => word != "worth",
        }
    }

    /// "covering up", "carrying out": the particle of a gerund.
    fn particle(&self, token: usize) -> bool {
        let word = self.analysis.text.lower(token);
        matches!(word, "up" | "off" | "out" | "down" | "away" | "over") && token.checked_sub(1).is_some_and(|verb| self.is_gerund(verb))
    }

    fn preposition_goes_on(&self, at: usize, word: &str) -> bool {
        let text = self.analysis.text;
        let before = at - 1;
        let next = at + 1;
        let place = next < self.limit
            && self.analysis.mentions.names.at(text.tokens[next].span.start).is_some_and(|name| name.kind == NameKind::Place);
        match word {
            "of" | "into" | "from" | "against" | "than" => true,
            "after" | "before" | "during" | "since" | "until" | "following" | "under" | "between" | "amid" => false,
            // "accessory to murder", "to death", but "extradited for murder to Spain".
            "to" => !place,
            // The complement of a verb: "spying for", "tampering with", "taking part in".
            _ if text.tokens[before].tag == Tag::Verb || self.is_gerund(before) || self.particle(before) => !place,
            "in" if next < self.limit && text.lower(next) == "possession" => true,
            "in" => {
                !place
                    && matches!(
                        text.lemma(before),
                        "part" | "participation" | "involvement" | "trafficking" | "traffic" | "trade" | "dealing" | "complicity"
                    )
            }
            "with" => next < self.limit && text.lower(next) == "intent",
            "on" => matches!(text.lemma(before), "attack" | "assault" | "raid" | "attempt"),
            // "death by dangerous driving", "fraud by false representation".
            "by" => next < self.limit && matches!(text.tokens[next].tag, Tag::Adj | Tag::Verb),
            _ => false,
        }
    }
}
