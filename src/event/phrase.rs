//! What a noun phrase refers to: the names in it that stand for the phrase itself, not those that only describe it.
//! "the drug lord Julio Santos Rey, wanted for the murder of agent Camarena" refers to one man, not two.

use super::Analysis;
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
    PEOPLE.contains(text.lemma(token)) || PEOPLE.contains(text.lower(token))
}

/// The naming that stands for the phrase: over its head, or put beside a common noun ("a man named X", "the boss, X").
pub fn name_of<'a>(analysis: Analysis<'a>, tokens: &Range<usize>, head: usize) -> Option<&'a Name> {
    let text = analysis.text;
    let names = &analysis.mentions.names;
    if let Some(name) = names.at(text.tokens[head].span.start) {
        return Some(name);
    }
    if matches!(text.lower(head), "who" | "whom" | "whose") {
        return antecedent(analysis, head);
    }
    if let Some(name) = described_name(analysis, tokens, head) {
        return Some(name);
    }
    if let Some(name) = name_before(analysis, tokens) {
        return Some(name);
    }
    if let Some(name) = name_behind(analysis, tokens, head) {
        return Some(name);
    }
    // Beside the head: "lord Julio Santos Rey", "lord, Julio Santos Rey,", "man named X".
    let mut at = head + 1;
    let sentence = text.sentence_at(text.tokens[head].span.start)?;
    let limit = text.sentences[sentence].tokens.end.min(head + 4);
    while at < limit {
        if let Some(name) = names.at(text.tokens[at].span.start) {
            let apposed = at == head + 1 || !text.tokens_in(name.span).is_empty() && closes(analysis, text.tokens_in(name.span).end);
            return (name.kind == NameKind::Person && apposed && text.tokens[head].tag != Tag::Pron).then_some(name);
        }
        let word = text.word(at);
        if !(word == ","
            || text.tokens[at].tag == Tag::Verb && matches!(text.lemma(at), "name" | "call" | "identify" | "know")
            || word == "as")
        {
            return None;
        }
        at += 1;
    }
    None
}

/// "X, [leader of the band] was sent", "X, [a dentist], was sent": the description that the parser took for the phrase itself.
fn described_name<'a>(analysis: Analysis<'a>, tokens: &Range<usize>, head: usize) -> Option<&'a Name> {
    let text = analysis.text;
    let start = tokens.start.min(head);
    if text.tokens[head].tag != Tag::Noun || text.tokens[head].plural || start < 2 || text.word(start - 1) != "," {
        return None;
    }
    let bare = text.tokens[start].tag != Tag::Det;
    let closed = text.tokens.get(tokens.end.max(head + 1)).is_some_and(|_| text.word(tokens.end.max(head + 1)) == ",");
    let name = analysis.mentions.names.at(text.tokens[start - 2].span.start)?;
    let before = text.tokens_in(name.span).start.checked_sub(1);
    let subject = before.is_none_or(|before| !text.tokens[before].tag.verbal());
    (name.kind == NameKind::Person && (bare || closed) && subject).then_some(name)
}

/// "The Red Front, the region's rebels, let them go": the body that a description between commas stands for.
pub fn named_before<'a>(analysis: Analysis<'a>, tokens: &Range<usize>, head: usize) -> Option<&'a Name> {
    let text = analysis.text;
    let start = tokens.start.min(head);
    let end = tokens.end.max(head + 1);
    let between = start >= 2 && text.word(start - 1) == "," && end < text.tokens.len() && text.word(end) == ",";
    if !between || analysis.mentions.names.at(text.tokens[head].span.start).is_some() {
        return None;
    }
    analysis.mentions.names.at(text.tokens[start - 2].span.start).filter(|name| name.kind == NameKind::Organization)
}

/// The name behind a definite phrase and a comma: "the leader of the gang, 45-year-old Goran Petek, was".
fn name_behind<'a>(analysis: Analysis<'a>, tokens: &Range<usize>, head: usize) -> Option<&'a Name> {
    let text = analysis.text;
    let definite = matches!(text.lower(tokens.start), "the" | "its" | "their" | "his" | "her" | "one");
    if !definite || text.tokens[head].tag != Tag::Noun || text.word(tokens.end.min(text.tokens.len() - 1)) != "," {
        return None;
    }
    let described = |token: &usize| matches!(text.tokens[*token].tag, Tag::Num | Tag::Adj | Tag::Noun);
    let mut next = tokens.end + 1;
    while next < text.tokens.len()
        && next < tokens.end + 6
        && analysis.mentions.names.at(text.tokens[next].span.start).is_none()
        && described(&next)
    {
        next += 1;
    }
    let name = analysis.mentions.names.at(text.tokens.get(next)?.span.start)?;
    let apposed = name.kind == NameKind::Person && closes(analysis, text.tokens_in(name.span).end);
    let same_sentence = text.sentence_at(name.span.start) == text.sentence_at(text.tokens[head].span.start);
    (apposed && same_sentence).then_some(name)
}

/// The name that a phrase is put beside: "Baquer Amini, a former official". Not the next member of a list: "Ana Ruiz, a driver and".
fn name_before<'a>(analysis: Analysis<'a>, tokens: &Range<usize>) -> Option<&'a Name> {
    let text = analysis.text;
    let comma = tokens.start.checked_sub(1).filter(|before| text.word(*before) == ",")?;
    if !matches!(text.lower(tokens.start), "a" | "an" | "the" | "one") || text.tokens.get(tokens.end)?.tag == Tag::Cconj {
        return None;
    }
    let before = comma.checked_sub(1)?;
    // "Ana Ruiz, 43, a former official".
    let aged = text.tokens[before].tag == Tag::Num && before >= 2 && text.word(before - 1) == ",";
    let last = if aged { before - 2 } else { before };
    let name = analysis.mentions.names.at(text.tokens[last].span.start)?;
    let same_sentence = text.sentence_at(name.span.start) == text.sentence_at(text.tokens[tokens.start].span.start);
    (name.kind == NameKind::Person && same_sentence && text.tokens_in(name.span).end == last + 1).then_some(name)
}

/// Whether an apposition ends at a token: at a mark, or at the verb that the whole phrase is the subject of.
fn closes(analysis: Analysis, token: usize) -> bool {
    let text = analysis.text;
    let Some(next) = text.tokens.get(token) else { return true };
    next.tag == Tag::Punct || next.tag.verbal() || matches!(text.lower(token), "who" | "whose" | "of" | "from" | "aged")
}

/// The name right before a relative pronoun, over commas and an age: "Grace Mensah, 41, who was".
fn antecedent<'a>(analysis: Analysis<'a>, pronoun: usize) -> Option<&'a Name> {
    let text = analysis.text;
    let mut at = pronoun;
    for _ in 0..4 {
        at = at.checked_sub(1)?;
        if let Some(name) = analysis.mentions.names.at(text.tokens[at].span.start) {
            return Some(name);
        }
        if !matches!(text.tokens[at].tag, Tag::Punct | Tag::Num) {
            return None;
        }
    }
    None
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
    let span = trimmed(analysis, tokens, head);
    let words = span.of(text.content);
    (!words.is_empty()).then(|| Party { name: words.to_owned(), span, entity: None })
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
            Tag::Verb if word.ends_with("ed") || word.ends_with("ing") => {}
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
