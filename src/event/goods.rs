//! What was seized: the goods without their amounts, all of a list, and how much of the first.

use super::Analysis;
use super::draft::{Count, Draft};
use super::phrase;
use crate::mention::quantity::QuantityKind;
use crate::mention::{NameKind, Quantity};
use crate::rules::{Filler, Frame};
use crate::text::{Span, Tag, sorted};
use std::ops::Range;

/// Nouns that hold or portion what stands behind their "of".
const CONTAINERS: &str = include_str!("../../lexicons/en/containers.txt");

/// The most goods that one list names.
const MOST: usize = 12;

/// How many words may describe one of them.
const DESCRIPTION: usize = 12;

/// Puts goods and amount into the draft.
pub fn fill(analysis: Analysis, frame: &Frame, draft: &mut Draft) {
    let mut phrases: Vec<(Range<usize>, usize)> = Vec::new();
    for filler in frame.role("goods") {
        if !phrases.iter().any(|(tokens, _)| tokens.contains(&filler.head)) {
            phrases.push((filler.tokens.clone(), filler.head));
        }
    }
    let Some(first) = frame.role("goods").next() else { return };
    for (tokens, head) in list_behind(analysis, frame, first) {
        if !phrases.iter().any(|(known, _)| known.contains(&head)) {
            phrases.push((tokens, head));
        }
    }
    phrases.sort_by_key(|(_, head)| *head);
    for (tokens, head) in phrases {
        let tokens = tokens.start..tokens.end.max(portion_end(analysis, frame, head));
        let (tokens, head) = cargo(analysis, &tokens, head).unwrap_or((tokens, head));
        if draft.count.is_none()
            && let Some((index, quantity)) = phrase::quantity_of(analysis, &tokens, head).or_else(|| weight_behind(analysis, head))
        {
            draft.count = Some(Count { quantity: index, sum: None, additional: quantity.additional });
        }
        let named = name(analysis, &tokens, head);
        draft.goods.extend(named.filter(|span| !draft.goods.iter().any(|known| known.overlaps(*span))));
    }
}

/// The end of an amount with what it is of: "EUR 2 million in cash", "90 kg of resin", where the phrase itself was cut.
fn portion_end(analysis: Analysis, frame: &Frame, head: usize) -> usize {
    let text = analysis.text;
    let span = text.tokens[head].span;
    let first = analysis.mentions.quantities.partition_point(|quantity| quantity.span.end <= span.start);
    let amount = analysis.mentions.quantities.get(first).filter(|quantity| quantity.span.overlaps(span));
    match amount.filter(|quantity| matches!(quantity.kind, QuantityKind::Physical | QuantityKind::Money)) {
        Some(amount) => member_end(analysis, text.tokens_in(amount.span).end, text.sentences[frame.sentence].tokens.end),
        None => head + 1,
    }
}

/// "a boat carrying 900 kilos of hashish", "a lorry with 12 rifles": what was on board, where its amount is told.
fn cargo(analysis: Analysis, tokens: &Range<usize>, head: usize) -> Option<(Range<usize>, usize)> {
    let text = analysis.text;
    let sentence = &text.sentences[text.sentence_at(text.tokens[head].span.start)?];
    let carries = |token: &usize| matches!(text.lower(*token), "carrying" | "containing" | "holding" | "transporting" | "with");
    let verb = (head + 1..sentence.tokens.end.min(head + 4)).find(carries)?;
    let after = text.tokens[verb].span.end;
    let index = analysis.mentions.quantities.partition_point(|quantity| quantity.span.start < after);
    let quantity = analysis.mentions.quantities.get(index).filter(|quantity| quantity.kind == QuantityKind::Physical)?;
    let near = text.tokens_in(Span::new(after, quantity.span.start)).len() <= 3 && quantity.span.end <= sentence.span.end;
    if !near || phrase::quantity_of(analysis, tokens, head).is_some() {
        return None;
    }
    let first = text.tokens_in(quantity.span);
    let end = member_end(analysis, first.end, sentence.tokens.end);
    Some((first.start..end.max(first.end), first.end - 1))
}

/// The goods without their amount: "cocaine" of "2.8 tonnes of cocaine", "pills" of "50 million pills", "heroin" of "heroin weighing
/// 17 kg"; none of a bare weight or sum of money.
fn name(analysis: Analysis, tokens: &Range<usize>, head: usize) -> Option<Span> {
    let text = analysis.text;
    let span = phrase::trimmed(analysis, tokens, head);
    let mut inside = analysis.mentions.quantities.iter().filter(|quantity| quantity.span.overlaps(span) && !quantity.ordinal);
    // "5 kg of silver worth $3,000": the amount at the head; else the last, which describes.
    let at_head = |quantity: &&Quantity| quantity.span.start <= text.tokens[head].span.start;
    let Some(quantity) = inside.clone().find(at_head).or_else(|| inside.next_back()) else { return Some(span) };
    let rest = text.tokens_in(Span::new(quantity.span.end.min(span.end), span.end));
    let content = |token: &usize| {
        !matches!(text.tokens[*token].tag, Tag::Adp | Tag::Det | Tag::Punct | Tag::Sym | Tag::Part)
            && !matches!(text.lower(*token), "of" | "worth" | "them")
            && !(sorted::find(CONTAINERS, text.lemma(*token)).is_some()
                && text.tokens.get(*token + 1).is_some_and(|_| text.lower(*token + 1) == "of"))
    };
    if let Some(first) = rest.clone().find(content) {
        let worth = (first..rest.end).find(|token| text.lower(*token) == "worth").filter(|worth| *worth > first);
        return Some(worth.map_or(Span::new(text.tokens[first].span.start, span.end), |worth| text.span_of(first..worth)));
    }
    // "assets worth 250 million euros": the amount describes the goods.
    if text.tokens[head].span.end <= quantity.span.start {
        return Some(Span::new(span.start, text.tokens[head].span.end));
    }
    // "$90,000 in cash".
    if let Some(cash) = text.tokens_in(quantity.span).end.checked_add(1).filter(|token| *token < tokens.end && is_cash(analysis, *token)) {
        return Some(text.tokens[cash].span);
    }
    let measures = matches!(quantity.kind, QuantityKind::Physical | QuantityKind::Money);
    if !measures {
        return Some(span);
    }
    weighed(analysis, text.tokens_in(quantity.span).start)
}

/// "heroin weighing 17 kg": the noun before the verb.
fn weighed(analysis: Analysis, quantity: usize) -> Option<Span> {
    let text = analysis.text;
    let verb = (quantity.saturating_sub(3)..quantity).rev().find(|token| matches!(text.lemma(*token), "weigh" | "total"))?;
    let noun = (verb.saturating_sub(3)..verb).rev().find(|token| matches!(text.tokens[*token].tag, Tag::Noun))?;
    let part = |token: &usize| matches!(text.tokens[*token].tag, Tag::Adj | Tag::Noun);
    let start = (noun.saturating_sub(4)..noun).rev().take_while(part).last().unwrap_or(noun);
    Some(text.span_of(start..noun + 1))
}

/// "dried seahorses that weighed 14 kilos": the weight behind the goods.
fn weight_behind<'a>(analysis: Analysis<'a>, head: usize) -> Option<(usize, &'a Quantity)> {
    let text = analysis.text;
    let verb = (head + 1..text.tokens.len().min(head + 4)).find(|token| matches!(text.lemma(*token), "weigh" | "total"))?;
    let after = text.tokens[verb].span.end;
    let index = analysis.mentions.quantities.partition_point(|quantity| quantity.span.start < after);
    let quantity = analysis.mentions.quantities.get(index)?;
    let gap = text.tokens_in(Span::new(after, quantity.span.start)).len();
    (gap <= 3 && quantity.kind == QuantityKind::Physical).then_some((index, quantity))
}

/// The rest of a list of goods, read word by word: parsers lose its members. It ends before a verb, since there another clause begins.
fn list_behind(analysis: Analysis, frame: &Frame, first: &Filler) -> Vec<(Range<usize>, usize)> {
    let text = analysis.text;
    let sentence = text.sentences[frame.sentence].tokens.clone();
    let trigger = text.tokens_in(frame.trigger);
    if first.head >= trigger.start {
        return members(analysis, first.head, portion_end(analysis, frame, first.head), sentence.end);
    }
    // Before a passive the list ends at its verb; "together with" goes on behind it.
    let mut found = list_before(analysis, first, sentence.start);
    found.extend(members(analysis, first.head, portion_end(analysis, frame, first.head), trigger.start));
    let end = sentence.end;
    let together = match (text.tokens.get(trigger.end).map(|_| text.lower(trigger.end)), text.tokens.get(trigger.end + 1)) {
        (Some("together" | "along"), Some(_)) if text.lower(trigger.end + 1) == "with" => Some(trigger.end + 2),
        (Some("alongside"), _) => Some(trigger.end + 1),
        _ => None,
    };
    if let Some(start) = together.filter(|start| *start < end) {
        found.extend(member_at(analysis, start, end));
        if let Some((tokens, head)) = found.last().cloned().filter(|(tokens, _)| tokens.start >= start) {
            found.extend(members(analysis, head, tokens.end, end));
        }
    }
    found
}

/// The members of a list behind one of them that ends at a token.
fn members(analysis: Analysis, first: usize, from: usize, end: usize) -> Vec<(Range<usize>, usize)> {
    let text = analysis.text;
    let mut found = Vec::new();
    let mut at = over_modifiers(analysis, member_end(analysis, from, end), end);
    while found.len() < MOST {
        let mut start = at;
        while start < end && matches!(text.lower(start), "," | "and" | "plus") {
            start += 1;
        }
        if start == at || start >= end {
            break;
        }
        let Some((tokens, head)) = member_at(analysis, start, end) else { break };
        let stop = tokens.end;
        // "and police arrested", "and a man in Lima was held": a subject, not a member.
        at = over_modifiers(analysis, stop, end);
        let next_is_verb = |token: usize| token < end && text.tokens[token].tag.verbal() && text.tokens[token].form.finite();
        if next_is_verb(stop) || next_is_verb(at) || foreign(analysis, head) {
            break;
        }
        let described = stop < end && text.tokens[stop].tag == Tag::Verb;
        let list_goes_on = at > stop
            || described
            || stop >= end
            || matches!(
                text.lower(stop),
                "," | "and" | "plus" | "." | ";" | "in" | "at" | "from" | "on" | "near" | "during" | "when" | "after" | "which"
            );
        let pronoun = matches!(text.tokens[start].tag, Tag::Pron);
        let dated = analysis.mentions.dates_in(text.span_of(start..stop)).next().is_some();
        if !list_goes_on || pronoun || dated {
            break;
        }
        found.push((start..stop, head));
    }
    // One more noun behind a comma is an apposition; a list has its "and".
    let joined = (first..end.min(at + 2)).any(|token| matches!(text.lower(token), "and" | "plus"));
    if joined { found } else { Vec::new() }
}

/// The member of a list that begins at a token, with its head.
fn member_at(analysis: Analysis, start: usize, end: usize) -> Option<(Range<usize>, usize)> {
    let text = analysis.text;
    let core = (start..end).find(|token| !in_phrase(text.tokens[*token].tag)).unwrap_or(end);
    let nominal = |token: &usize| matches!(text.tokens[*token].tag, Tag::Noun | Tag::Propn | Tag::Num | Tag::Sym);
    let head = (start..core).rev().find(nominal)?;
    Some((start..member_end(analysis, core, end), head))
}

/// People and places are no goods, though they may follow in the same row: "… in Lima and Cusco".
fn foreign(analysis: Analysis, head: usize) -> bool {
    let named = analysis.mentions.names.at(analysis.text.tokens[head].span.start);
    let text = analysis.text;
    // "a wooden head of a saint" is no head of anybody.
    let thing = text.tokens.get(head + 1).is_some_and(|_| text.lower(head + 1) == "of");
    named.is_some_and(|name| matches!(name.kind, NameKind::Person | NameKind::Place)) || phrase::names_people(text, head) && !thing
}

/// Over what only describes a member: "[buried in a yard], a boat [painted grey] and a flat [in Graz]", as far as the list goes on.
fn over_modifiers(analysis: Analysis, from: usize, end: usize) -> usize {
    let text = analysis.text;
    let joint = |token: usize| token < end && matches!(text.lower(token), "," | "and" | "plus");
    let mut at = from;
    while at < end && text.tokens[at].tag == Tag::Adp && !joint(at) {
        let stop = (at + 1..end).find(|token| !in_phrase(text.tokens[*token].tag)).unwrap_or(end);
        if stop == at + 1 {
            break;
        }
        at = stop;
    }
    if at < end && text.tokens[at].tag == Tag::Verb && !text.tokens[at].form.finite() {
        let finite = |token: usize| text.tokens[token].form.finite() && text.lower(token - 1) != "to";
        let stop = (at..end.min(at + DESCRIPTION)).find(|token| joint(*token) || *token > at && finite(*token));
        at = stop.filter(|stop| joint(*stop)).unwrap_or(at);
    }
    if joint(at) { at } else { from }
}

/// The members of a list that stand before the last one, the subject of a passive: "[a gun], [six coins] and $700 were seized".
fn list_before(analysis: Analysis, last: &Filler, first: usize) -> Vec<(Range<usize>, usize)> {
    let text = analysis.text;
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    let mut at = last.tokens.start.min(last.head);
    while at > first + 1 && found.len() < MOST && matches!(text.lower(at - 1), "," | "and") {
        let end = at - 1 - usize::from(text.lower(at - 1) == "and" && text.word(at - 2) == ",");
        let part = |token: &usize| in_phrase(text.tokens[*token].tag) || text.lower(*token) == "of" || text.word(*token).starts_with('$');
        let Some(start) = (first..end).rev().take_while(part).last() else { break };
        // "a loaded gun": a participle inside the phrase.
        let describes = start >= first + 2 && text.tokens[start - 1].tag == Tag::Verb && text.tokens[start - 2].tag == Tag::Det;
        let start = if describes { start - 2 } else { start };
        let governed = start > first && matches!(text.tokens[start - 1].tag, Tag::Adp | Tag::Verb | Tag::Aux);
        let Some((_, head)) = member_at(analysis, start, end) else { break };
        if governed || foreign(analysis, head) || analysis.mentions.dates_in(text.span_of(start..end)).next().is_some() {
            break;
        }
        found.push((start..end, head));
        at = start;
    }
    found.reverse();
    found
}

/// The end of a member of a list: over "of heroin", "in cash", "worth $4 million".
fn member_end(analysis: Analysis, from: usize, end: usize) -> usize {
    let text = analysis.text;
    let mut at = from;
    loop {
        let opens = at < end
            && matches!(text.lower(at), "of" | "worth" | "in")
            && (text.lower(at) != "in" || at + 1 < end && is_cash(analysis, at + 1));
        if !opens {
            return at;
        }
        let stop = (at + 1..end).find(|token| !in_phrase(text.tokens[*token].tag) && !text.word(*token).starts_with('$')).unwrap_or(end);
        if stop == at + 1 {
            return at;
        }
        at = stop;
    }
}

/// In what money is: "in cash", "in banknotes".
fn is_cash(analysis: Analysis, token: usize) -> bool {
    matches!(
        analysis.text.lower(token),
        "cash" | "banknotes" | "notes" | "coins" | "cryptocurrency" | "cryptocurrencies" | "bitcoin" | "jewellery" | "jewelry" | "gold"
    )
}

const fn in_phrase(tag: Tag) -> bool {
    matches!(tag, Tag::Adj | Tag::Noun | Tag::Num | Tag::Propn | Tag::Det | Tag::Pron | Tag::Sym | Tag::X | Tag::Adv)
}
