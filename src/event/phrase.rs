//! What a noun phrase refers to: the names in it that stand for the phrase itself, not those that only describe it.
//! "the drug lord Julio Santos Rey, wanted for the murder of agent Camarena" refers to one man, not two.

use super::Analysis;
use super::apposition;
use super::draft::{Participant, Party};
use crate::mention::quantity::QuantityKind;
use crate::mention::{Name, NameKind, PlaceKind, Quantity};
use crate::text::{Span, Tag, Text, Words};
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

static PEOPLE: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../lexicons/en/people.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// Whether a common noun is one for people: "traffickers", "men".
pub fn names_people(text: &Text, token: usize) -> bool {
    let word = text.lower(token);
    // "gunmen", "servicewomen".
    let compound = || word.strip_suffix("men").is_some_and(|stem| PEOPLE.contains(format!("{stem}man").as_str()));
    PEOPLE.contains(text.lemma(token)) || PEOPLE.contains(word) || compound()
}

/// The naming that stands for the phrase: over its head, or put beside a common noun ("a man named X", "the boss, X").
pub fn name_of<'a>(analysis: Analysis<'a>, tokens: &Range<usize>, head: usize) -> Option<&'a Name> {
    let text = analysis.text;
    let names = &analysis.mentions.names;
    if let Some(name) = names.at(text.tokens[head].span.start) {
        return Some(name);
    }
    if matches!(text.lower(head), "who" | "whom" | "whose") {
        return apposition::antecedent(analysis, head);
    }
    apposition::name_beside(analysis, tokens, head)
}

/// The person that the phrase stands for.
pub fn person_of(analysis: Analysis, tokens: &Range<usize>, head: usize) -> Option<Participant> {
    let name = name_of(analysis, tokens, head).filter(|name| name.kind == NameKind::Person)?;
    Some(Participant { person: name.entity, span: name.span })
}

/// The state, body, person or place that the phrase stands for, in its own words where it is no name.
pub fn party_of(analysis: Analysis, tokens: &Range<usize>, head: usize) -> Option<Party> {
    let text = analysis.text;
    let head_span = text.tokens[head].span;
    if let Some(name) = analysis.mentions.names.at(head_span.start) {
        return Some(with_country(analysis, name));
    }
    if text.tokens[head].tag == Tag::Pron {
        return None;
    }
    let span = seated(analysis, trimmed(analysis, tokens, head), head);
    let words = span.of(text.content);
    (!words.is_empty()).then(|| Party { name: words.to_owned(), span, entity: None })
}

/// Nouns for bodies that the place of their seat tells from others of their kind.
static SEATED: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../lexicons/en/classes/seated.txt").lines().filter(|line| !line.starts_with('#')).map(str::trim).collect()
});

/// "a court in Ghent", "the authorities in Sharjah": a body without a name is told by where it sits.
fn seated(analysis: Analysis, span: Span, head: usize) -> Span {
    let text = analysis.text;
    let at = text.tokens_in(span).end;
    let preposition = text.tokens.get(at).is_some_and(|_| matches!(text.lower(at), "in" | "at")) && at == head + 1;
    let Some(next) = text.tokens.get(at + 1).filter(|_| preposition && SEATED.contains(text.lemma(head))) else { return span };
    match analysis.mentions.names.at(next.span.start) {
        Some(place) if place.kind == NameKind::Place => Span::new(span.start, place.span.end),
        _ => span,
    }
}

/// A naming as a party; a body with the country that stands behind it, since half the world has an Interior Ministry.
fn with_country(analysis: Analysis, name: &Name) -> Party {
    let text = analysis.text;
    let mut party = party_of_name(analysis, name);
    let of = text.tokens_in(name.span).end;
    if name.kind != NameKind::Organization || of + 2 >= text.tokens.len() || text.lower(of) != "of" {
        return party;
    }
    let place = of + 1 + usize::from(text.lower(of + 1) == "the");
    let country = analysis
        .mentions
        .names
        .at(text.tokens[place].span.start)
        .filter(|place| place.kind == NameKind::Place && analysis.mentions.names.places[place.entity].kind == PlaceKind::Country);
    if let Some(country) = country {
        party.span = Span::new(name.span.start, country.span.end);
        party.name = party.span.of(text.content).to_owned();
    }
    party
}

/// A naming as a party: its entity's own name.
pub fn party_of_name(analysis: Analysis, name: &Name) -> Party {
    let names = &analysis.mentions.names;
    let words = match name.kind {
        NameKind::Person => names.people[name.entity].name.clone(),
        NameKind::Organization => names.organizations[name.entity].name.clone(),
        NameKind::Place => names.places[name.entity].name.clone(),
    };
    Party { name: words, span: name.span, entity: Some((name.kind, name.entity)) }
}

/// Whether a name only says who speaks, at the end of what is told: "… on drug charges, Harris said.".
pub fn speaks(analysis: Analysis, name: Span) -> bool {
    let text = analysis.text;
    let verb = text.tokens_in(name).end;
    let Some(sentence) = text.sentence_at(name.start).map(|sentence| &text.sentences[sentence]) else { return false };
    let last = verb + 1 >= sentence.tokens.end || matches!(text.word(verb + 1), "." | "," | "\"" | "”");
    verb < sentence.tokens.end && last && text.tokens[verb].tag == Tag::Verb && Words::of(&text.language).reports_speech(text.lower(verb))
}

/// The phrase without its determiner and without what trails behind: relative clauses, participles, commas.
pub fn trimmed(analysis: Analysis, tokens: &Range<usize>, head: usize) -> Span {
    let text = analysis.text;
    let mut start = tokens.start.min(head);
    while start < head
        && (in_date(analysis, start)
            || text.tokens[start].tag == Tag::Det
            || text.tokens[start].tag == Tag::Punct
            || is_possessive_pronoun(text.word(start)))
    {
        start += 1;
    }
    let mut end = head + 1;
    while end < tokens.end {
        let word = text.word(end);
        let goes_on = match text.tokens[end].tag {
            Tag::Punct => word == "-" || word == "/",
            Tag::Verb | Tag::Aux | Tag::Sconj | Tag::Pron => false,
            Tag::Adp => matches!(word.to_ascii_lowercase().as_str(), "of" | "for" | "de" | "del"),
            Tag::Cconj => end + 1 < tokens.end && matches!(text.tokens[end + 1].tag, Tag::Noun | Tag::Propn | Tag::Adj),
            _ => true,
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    while end > head + 1 && matches!(text.tokens[end - 1].tag, Tag::Adp | Tag::Det | Tag::Cconj | Tag::Punct) {
        end -= 1;
    }
    text.span_of(start..end)
}

/// "Last year police": a date in front is no part of the phrase.
fn in_date(analysis: Analysis, token: usize) -> bool {
    let span = analysis.text.tokens[token].span;
    analysis.mentions.dates.iter().any(|date| date.span.contains(span))
}

fn is_possessive_pronoun(word: &str) -> bool {
    matches!(word.to_ascii_lowercase().as_str(), "his" | "her" | "their" | "its" | "our" | "my" | "your")
}

/// The number of the phrase: the quantity that counts its head ("37 members of …"), not one inside a description.
pub fn quantity_of<'a>(analysis: Analysis<'a>, tokens: &Range<usize>, head: usize) -> Option<(usize, &'a Quantity)> {
    let text = analysis.text;
    let start = text.tokens.get(tokens.start)?.span.start;
    let head_span = text.tokens[head].span;
    let from = analysis.mentions.quantities.partition_point(|quantity| quantity.span.end <= start);
    analysis.mentions.quantities[from..]
        .iter()
        .enumerate()
        .take_while(|(_, quantity)| quantity.span.start < head_span.end)
        .filter(|(_, quantity)| !quantity.ordinal && quantity.kind != QuantityKind::Share && counts_head(analysis, quantity, head))
        .map(|(index, quantity)| (from + index, quantity))
        .next()
        .or_else(|| measured_quantity(analysis, head))
}

/// "a first group of seven migrants", "the next group, of about 80": the number behind a noun that only gathers.
fn measured_quantity<'a>(analysis: Analysis<'a>, head: usize) -> Option<(usize, &'a Quantity)> {
    let text = analysis.text;
    if !COLLECTIVES.contains(text.lemma(head)) {
        return None;
    }
    let sentence = &text.sentences[text.sentence_at(text.tokens[head].span.start)?];
    let of = head + 1 + usize::from(text.tokens.get(head + 1).is_some_and(|_| text.word(head + 1) == ","));
    if of + 1 >= sentence.tokens.end || text.lower(of) != "of" {
        return None;
    }
    let start = text.tokens[of].span.end;
    let index = analysis.mentions.quantities.partition_point(|quantity| quantity.span.start < start);
    let quantity = analysis.mentions.quantities.get(index).filter(|quantity| quantity.span.end <= sentence.span.end)?;
    let between = text.tokens_in(Span::new(start, quantity.span.start));
    let qualifies = between.clone().all(|token| matches!(text.tokens[token].tag, Tag::Adv | Tag::Adp | Tag::Det | Tag::Adj));
    (!quantity.ordinal && qualifies && between.len() <= 3).then_some((index, quantity))
}

/// Nouns that gather what their "of" names: the class of the rule packs.
static COLLECTIVES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../lexicons/en/classes/collective.txt").lines().filter(|line| !line.starts_with('#')).map(str::trim).collect()
});

/// Between the number and the head stands nothing but what may stand inside one noun phrase: "37 suspected cartel members".
fn counts_head(analysis: Analysis, quantity: &Quantity, head: usize) -> bool {
    let text = analysis.text;
    // "a mother-of-two" is one.
    if text.tokens[head].span.start < quantity.span.start {
        return false;
    }
    let between = text.tokens_in(Span::new(quantity.span.end, text.tokens[head].span.start.max(quantity.span.end)));
    between.clone().all(|token| {
        matches!(text.tokens[token].tag, Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num | Tag::Verb | Tag::Adv | Tag::X | Tag::Sym)
            || matches!(text.word(token), "-" | "," | "and" | "or" | "of" | "the" | "'s" | "’s" | "\"" | "“" | "”" | "'")
    }) && between.len() <= 9
}

/// The people listed behind "including", "among them", in the order of the list. A name that a preposition or verb governs
/// is part of a description ("the murder of X") and no member.
pub fn listed_people(analysis: Analysis, after: usize, sentence_end: usize) -> Vec<Participant> {
    let text = analysis.text;
    let mut listed = Vec::new();
    let span = Span::new(
        text.tokens.get(after).map_or(usize::MAX, |token| token.span.start),
        text.tokens.get(sentence_end.saturating_sub(1)).map_or(0, |token| token.span.end),
    );
    for name in analysis.mentions.names.within(span) {
        let tokens = text.tokens_in(name.span);
        let owner = text.tokens.get(tokens.end).is_some_and(|_| matches!(text.lower(tokens.end), "'s" | "’s"));
        if name.kind != NameKind::Person || name.alias || name.definite || owner {
            continue;
        }
        if heads_list_item(analysis, tokens.start, after) {
            listed.push(Participant { person: name.entity, span: name.span });
        } else if ends_list(analysis, tokens.start, after) {
            break;
        }
    }
    listed
}

/// Whether what stands before a name, back over its titles, is a comma, a conjunction or the cue itself.
fn heads_list_item(analysis: Analysis, name: usize, after: usize) -> bool {
    let text = analysis.text;
    let mut at = name;
    while at > after {
        at -= 1;
        let word = text.word(at);
        match text.tokens[at].tag {
            Tag::Noun | Tag::Propn | Tag::Adj | Tag::Det | Tag::Num | Tag::Adv => {}
            // "A and his brother B".
            Tag::Pron if is_possessive_pronoun(word) => {}
            Tag::Verb if word.ends_with("ed") || word.ends_with("ing") => {}
            // "and Ruiz's cousin Otto Reiss".
            _ if matches!(word, "'s" | "’s") => {}
            Tag::Punct => {
                return matches!(word, "," | ";" | ":" | "—" | "–" | "-" | "“" | "\"" | "(") || at == after;
            }
            Tag::Cconj => return true,
            _ => return false,
        }
    }
    true
}

/// Whether a finite verb stands between the cue and the name: the list is over.
fn ends_list(analysis: Analysis, name: usize, after: usize) -> bool {
    let text = analysis.text;
    (after..name).any(|token| text.word(token) == "." || text.tokens[token].tag == Tag::Sconj && text.word(token) == "that")
}
