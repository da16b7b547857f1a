//! Totals that a sentence says outright: "bringing the total to 92", "the number of those returned has risen to 416", "87 people
//! have been turned over since the accord". Each sums up happenings of the sort that the text was just telling of.

use super::{FEWEST, Total, kin};
use crate::event::Analysis;
use crate::event::aggregate::since_date;
use crate::event::draft::Draft;
use crate::mention::{Edtf, Value};
use crate::record::Status;
use crate::text::{Span, Tag, VerbForm};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// How many words may stand between "to" and its number.
const GAP: usize = 4;

/// How many words a clause with "since" takes up to its date.
const CLAUSE: usize = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Brings,
    Rises,
    Total,
    Moves,
    Arrests,
    Seizes,
}

static WORDS: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    let rows = include_str!("../../../lexicons/en/totals.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let (word, class) = row.split_once('\t')?;
        let class = match class {
            "brings" => Class::Brings,
            "rises" => Class::Rises,
            "total" => Class::Total,
            "moves" => Class::Moves,
            "arrests" => Class::Arrests,
            "seizes" => Class::Seizes,
            _ => return None,
        };
        Some((word, class))
    })
    .collect()
});

/// The totals of one sentence.
pub fn totals_in(analysis: Analysis, sentence: usize, events: &[Draft]) -> Vec<Total> {
    let view = View { analysis, sentence, tokens: analysis.text.sentences[sentence].tokens.clone() };
    let mut found = view.brought();
    if found.is_empty() {
        found.extend(view.risen());
    }
    let Some(event) = view.told_of(events) else { return Vec::new() };
    let mut totals: Vec<Total> = found.into_iter().map(|quantity| view.total(event.kind.clone(), quantity)).collect();
    if totals.is_empty()
        && let Some((class, quantity)) = view.summed()
        && let Some(event) =
            events.iter().find(|event| event.status == Status::Occurred && event.sentence <= sentence && of_class(event, class))
    {
        totals.push(view.total(event.kind.clone(), quantity));
    }
    totals
}

/// A total of one kind, with the time since when it counts.
pub fn total_of(analysis: Analysis, sentence: usize, kind: Box<str>, quantity: usize) -> Total {
    View { analysis, sentence, tokens: analysis.text.sentences[sentence].tokens.clone() }.total(kind, quantity)
}

fn is_deed(class: Class) -> bool {
    matches!(class, Class::Moves | Class::Arrests | Class::Seizes)
}

fn of_class(event: &Draft, class: Class) -> bool {
    match class {
        Class::Moves => matches!(&*event.kind, "rendition" | "extradition" | "deportation"),
        Class::Arrests => &*event.kind == "arrest",
        Class::Seizes => &*event.kind == "seizure",
        _ => false,
    }
}

struct View<'a> {
    analysis: Analysis<'a>,
    sentence: usize,
    tokens: Range<usize>,
}

impl View<'_> {
    fn class(&self, token: usize) -> Option<Class> {
        let text = self.analysis.text;
        let next = if token + 1 < self.tokens.end { text.lower(token + 1) } else { "" };
        let particle = matches!(next, "over" | "back" | "home" | "up").then(|| format!("{} {next}", text.lemma(token)));
        particle.and_then(|phrase| WORDS.get(phrase.as_str())).or_else(|| WORDS.get(text.lemma(token))).copied()
    }

    fn total(&self, kind: Box<str>, quantity: usize) -> Total {
        let span = self.analysis.mentions.quantities[quantity].span;
        let since = since_date(self.analysis, self.sentence).or_else(|| self.since_clause()).or_else(|| self.year_after(span));
        Total { kind, quantity, since, span, toll: false }
    }

    /// "since the law took effect, in 2012," and "began in April, since when": the date beside the conjunction.
    fn since_clause(&self) -> Option<usize> {
        let text = self.analysis.text;
        let since = self.tokens.clone().find(|token| text.lower(*token) == "since")?;
        let verb_after = |token: usize| (since + 1..token).filter(|between| text.tokens[*between].tag == Tag::Verb).count();
        let dates = self.dates().map(|index| (index, text.tokens_in(self.analysis.mentions.dates[index].span)));
        let after = dates.clone().find(|(_, tokens)| tokens.start > since && tokens.start < since + CLAUSE && verb_after(tokens.start) < 2);
        let before = || dates.clone().rfind(|(_, tokens)| tokens.end <= since && tokens.end + 2 > since);
        let when = since + 1 < self.tokens.end && text.lower(since + 1) == "when";
        if when { before() } else { after }.map(|(index, _)| index)
    }

    /// "the number of those executed in 2024": the year that a total is of.
    fn year_after(&self, number: Span) -> Option<usize> {
        let is_year = |index: &usize| {
            let date = &self.analysis.mentions.dates[*index];
            date.span.start > number.start && matches!(date.edtf, Some(Edtf::Year(_)))
        };
        self.dates().find(is_year)
    }

    /// The dates of the sentence, by index.
    fn dates(&self) -> impl DoubleEndedIterator<Item = usize> + Clone + use<'_> {
        let dates = &self.analysis.mentions.dates;
        let span = self.analysis.text.sentences[self.sentence].span;
        let first = dates.partition_point(|date| date.span.start < span.start);
        let end = dates.partition_point(|date| date.span.start < span.end);
        (first..end).filter(move |index| dates[*index].edtf.is_some())
    }

    /// The happening of which a total is told: the first in the text of the sort that the sentence names, else of the sort told last.
    fn told_of<'e>(&self, events: &'e [Draft]) -> Option<&'e Draft> {
        if let Some(class) = self.tokens.clone().find_map(|token| self.class(token).filter(|class| is_deed(*class)))
            && let Some(event) =
                events.iter().find(|event| event.status == Status::Occurred && event.sentence <= self.sentence && of_class(event, class))
        {
            return Some(event);
        }
        let last_place = |event: &Draft| event.evidence.iter().map(|(place, _)| *place).filter(|place| *place <= self.sentence).max();
        let before: Vec<&Draft> = events.iter().filter(|event| event.status == Status::Occurred && last_place(event).is_some()).collect();
        let last = before.iter().max_by_key(|event| (last_place(event), usize::MAX - event.sentence))?;
        before.iter().find(|event| kin(&event.kind, &last.kind)).copied()
    }

    /// The number that begins within a few words after a token.
    fn number_after(&self, token: usize) -> Option<usize> {
        let (text, quantities) = (self.analysis.text, &self.analysis.mentions.quantities);
        let after = text.tokens[token].span.end;
        let first = quantities.partition_point(|quantity| quantity.span.start < after);
        let quantity = quantities.get(first)?;
        let gap = text.tokens_in(Span::new(after, quantity.span.start)).len();
        let inside = quantity.span.start < text.sentences[self.sentence].span.end;
        (gap <= GAP && !quantity.ordinal && inside).then_some(first)
    }

    /// "brings the total to 92 members of organized crime", "bringing to 15 the number of deportees, and to 40 that of all".
    fn brought(&self) -> Vec<usize> {
        let text = self.analysis.text;
        let brings =
            |token: &usize| self.class(*token) == Some(Class::Brings) && matches!(text.tokens[*token].tag, Tag::Verb | Tag::Noun | Tag::X);
        let Some(verb) = self.tokens.clone().find(brings) else { return Vec::new() };
        let named = (verb..self.tokens.end).any(|token| self.class(token) == Some(Class::Total) || text.lower(token) == "toll");
        let mut found = Vec::new();
        for to in (verb + 1..self.tokens.end).filter(|token| text.lower(*token) == "to") {
            let Some(quantity) = self.number_after(to) else { continue };
            let end = text.tokens_in(self.analysis.mentions.quantities[quantity].span).end;
            // "brings to 2,201 the rifles": what is summed stands behind.
            let behind = to == verb + 1 && end < self.tokens.end && text.lower(end) == "the";
            if (named || behind) && !found.contains(&quantity) {
                found.push(quantity);
            }
        }
        found
    }

    /// "the number of criminals brought back has risen to 416", "the tally now stands at 60".
    fn risen(&self) -> Option<usize> {
        let text = self.analysis.text;
        let noun = self.tokens.clone().find(|token| self.class(*token) == Some(Class::Total) && text.tokens[*token].tag == Tag::Noun)?;
        let definite = noun > self.tokens.start && matches!(text.lower(noun - 1), "the" | "its" | "their" | "his" | "her");
        let verb = (noun + 1..self.tokens.end).find(|token| {
            self.class(*token) == Some(Class::Rises) && text.tokens[*token].tag == Tag::Verb && self.perfect_or_present(*token)
        })?;
        let dead = (noun..verb).any(|token| matches!(text.lemma(token), "dead" | "death" | "victim" | "wounded" | "injured" | "kill"));
        if !definite || dead || self.class(noun) != Some(Class::Total) {
            return None;
        }
        self.number_after(verb)
    }

    fn perfect_or_present(&self, verb: usize) -> bool {
        let text = self.analysis.text;
        let has = (verb.saturating_sub(3)..verb).any(|token| matches!(text.lower(token), "has" | "have" | "now"));
        has || matches!(text.tokens[verb].form, VerbForm::ThirdPerson | VerbForm::Present)
    }

    /// "55 people have now been turned over since …", "since when detectives have arrested 21 people".
    fn summed(&self) -> Option<(Class, usize)> {
        let text = self.analysis.text;
        let cue = self.tokens.clone().find(|token| match text.lower(*token) {
            "since" | "together" => true,
            "so" => *token + 1 < self.tokens.end && text.lower(*token + 1) == "far",
            _ => false,
        })?;
        let summing = |token: &usize| {
            let class = self.class(*token).filter(|class| is_deed(*class));
            let participle = text.tokens[*token].tag == Tag::Verb && text.lower(*token) != text.lemma(*token);
            let has = (token.saturating_sub(4).max(self.tokens.start)..*token).any(|before| matches!(text.lower(before), "have" | "has"));
            let had = (token.saturating_sub(4).max(self.tokens.start)..*token).any(|before| text.lower(before) == "had");
            class.is_some() && participle && has && !had
        };
        let verb = self.tokens.clone().filter(summing).min_by_key(|verb| verb.abs_diff(cue))?;
        let class = self.class(verb)?;
        let quantity = self.counted_by(verb)?;
        let value = match self.analysis.mentions.quantities[quantity].value {
            Value::Number(number) | Value::Range(number, _) => number,
        };
        (value >= FEWEST).then_some((class, quantity))
    }

    /// The number of people, or of goods, beside a verb: the nearest before it, else right behind it.
    fn counted_by(&self, verb: usize) -> Option<usize> {
        let (text, quantities) = (self.analysis.text, &self.analysis.mentions.quantities);
        let sentence = text.sentences[self.sentence].span;
        let first = quantities.partition_point(|quantity| quantity.span.start < sentence.start);
        let at = text.tokens[verb].span.start;
        let fits = |index: &usize| {
            let quantity = &quantities[*index];
            let counts = matches!(quantity.unit.as_deref(), Some("person") | None) || self.class(verb) == Some(Class::Seizes);
            !quantity.ordinal && !quantity.adjectival && !quantity.additional && counts
        };
        let after = quantities.partition_point(|quantity| quantity.span.start < at);
        let passive = (verb.saturating_sub(3)..verb).any(|token| text.lower(token) == "been");
        if passive {
            return (first..after).rev().find(fits);
        }
        self.number_after(verb).filter(fits)
    }
}
