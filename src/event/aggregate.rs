//! Which drafts are no happening but a number over a stretch of time: "60 people have been extradited this year", "killed 232
//! people in the year to March", "fewer people were murdered than in any year since".

use super::draft::{Draft, Nearness};
use super::total::FEWEST;
use super::{Analysis, merge, phrase, when};
use crate::mention::quantity::QuantityKind;
use crate::mention::{Anchor, DateMention, Edtf, Quantity};
use crate::text::clause::{Clause, ClauseKind, Relation, Tense, Voice};
use crate::text::{Span, Tag};
use chrono::Datelike;
use std::sync::LazyLock;

/// What a cue says of the numbers of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    /// Over which time it was counted: "in the first half of".
    Stretch,
    /// What it is set against: "up from".
    Comparison,
    /// That a sum is drawn: "in all".
    Sum,
    /// From when on it was counted, where no date says it: "since the campaign began".
    Since,
}

/// From which number on "since" without a date sums up: "12 have been arrested since the raid" may be told of one happening.
const MANY: f64 = 20.0;

/// So many die in wars and not in one attack.
const WAR: f64 = 10_000.0;

/// How many words before "since" a superlative may stand.
const SUPERLATIVE: usize = 12;

/// The phrases of one language, each word by word; `*` is any one word.
static ENGLISH: LazyLock<Vec<(Cue, Vec<&str>)>> = LazyLock::new(|| {
    let lines = include_str!("../../lexicons/en/aggregates.txt").lines().filter(|line| !line.starts_with('#'));
    let cue = |class: &str| match class {
        "stretch" => Some(Cue::Stretch),
        "comparison" => Some(Cue::Comparison),
        "sum" => Some(Cue::Sum),
        "since" => Some(Cue::Since),
        _ => None,
    };
    lines.filter_map(|line| line.split_once('\t')).filter_map(|(class, words)| Some((cue(class)?, words.split(' ').collect()))).collect()
});

/// A number over a stretch of time up to now: a since-date or a running period, with the present perfect or a cue of summing up.
pub fn is_aggregate(analysis: Analysis, draft: &Draft) -> bool {
    if draft.count.as_ref().is_some_and(|count| count.additional) || !draft.people.is_empty() || draft.unnamed {
        return false;
    }
    if when::date_before_when(analysis, draft.clause).is_some_and(|date| of_one_happening(&analysis.mentions.dates[date])) {
        return false;
    }
    if counted_by_noun(analysis, draft)
        || whole_of_a_share(analysis, draft)
        || one_of_many(analysis, draft)
        || attacks_in_plural(analysis, draft)
        || draft.date.is_none() && some_of_a_figure(analysis, draft.sentence)
    {
        return true;
    }
    let day = |(date, nearness): (usize, Nearness)| {
        nearness == Nearness::Clause && analysis.mentions.dates[date].edtf.and_then(|edtf| edtf.days()) == Some(1)
    };
    let dated = draft.date.is_some_and(day);
    if !dated && (cued(analysis, draft.sentence, Cue::Stretch) || cued(analysis, draft.sentence, Cue::Comparison)) {
        return true;
    }
    // "800,000 people perished in 100 days": the dead of a war.
    if &*draft.family == "violence"
        && !dated
        && draft.count.as_ref().and_then(|count| merge::number(analysis, count)).is_some_and(|number| number >= WAR)
    {
        return true;
    }
    let date = draft.date.map(|(date, _)| &analysis.mentions.dates[date]).or_else(|| year_of_sentence(analysis, draft));
    let long = matches!(date.and_then(|date| date.edtf), Some(Edtf::Decade(_) | Edtf::Century(_)));
    if draft.count.is_none() {
        return long;
    }
    let number = draft.count.as_ref().and_then(|count| merge::number(analysis, count));
    let clause = telling(analysis, draft);
    let present_perfect = clause.perfect && clause.tense != Tense::Past;
    // "Since 2019 the squad has caught 2.4 tonnes": a weight is not few because its number is small.
    let weighed = &*draft.kind == "seizure" && present_perfect;
    if !weighed && number.is_some_and(|number| number < FEWEST) {
        return false;
    }
    let own_day = draft.date.is_some_and(|(date, nearness)| nearness == Nearness::Clause && single(&analysis.mentions.dates[date]));
    let many = number.is_none_or(|number| number >= MANY);
    if own_day && !present_perfect {
        return false;
    }
    if among_shares(analysis, draft) {
        return true;
    }
    let sums = cued(analysis, draft.sentence, Cue::Sum) || many && cued(analysis, draft.sentence, Cue::Since);
    if since_date(analysis, draft.sentence).is_some() && !own_day || present_perfect && sums {
        return true;
    }
    let Some(date) = date else { return false };
    match date.edtf {
        // "this year", "last year": a year counted from today sums up; "in 2010" may date one happening.
        Some(Edtf::Year(_)) => {
            present_perfect || date.anchor == Some(Anchor::Published) && !of_a_known_set(analysis, draft) || counts_a_year(analysis, draft)
        }
        Some(edtf @ Edtf::Interval(..)) => edtf.days().is_none_or(|days| days > if placed(draft) { 100 } else { 31 }),
        _ => long,
    }
}

/// The clause that tells of it: for a noun the verb that it hangs on ("has led to 100 arrests"), for a verb itself.
fn telling<'a>(analysis: Analysis<'a>, draft: &Draft) -> &'a Clause {
    let clause = &analysis.clauses.clauses[draft.clause];
    let above = clause.parent.filter(|(_, relation)| clause.kind == ClauseKind::Noun && *relation == Relation::Argument);
    above.map_or(clause, |(parent, _)| &analysis.clauses.clauses[parent])
}

/// A date of one happening: a day, a month, a part of one.
fn single(date: &DateMention) -> bool {
    date.edtf.is_some_and(|edtf| edtf.days().is_some_and(|days| days <= 31))
}

/// "the number of candidates slain since": what a noun of number counts.
fn counted_by_noun(analysis: Analysis, draft: &Draft) -> bool {
    let text = analysis.text;
    let clause = &analysis.clauses.clauses[draft.clause];
    let object = clause.slots("object").next().filter(|slot| draft.count.is_none() && !clause.finite && slot.head < clause.head);
    object.and_then(|slot| slot.tokens.start.checked_sub(2)).is_some_and(|number| {
        text.lower(number + 1) == "of" && matches!(text.lemma(number), "number" | "tally" | "total" | "toll" | "share" | "proportion")
    })
}

/// "Of 743 people charged that year, six per cent went to prison": the whole that a share is of.
fn whole_of_a_share(analysis: Analysis, draft: &Draft) -> bool {
    let text = analysis.text;
    let sentence = &text.sentences[draft.sentence];
    let Some(count) = &draft.count else { return false };
    let counted = text.tokens_in(analysis.mentions.quantities[count.quantity].span).start;
    let opens = sentence.tokens.clone().take(3).any(|token| text.lower(token) == "of" && token + 1 == counted);
    let share = |quantity: &Quantity| quantity.unit.as_deref() == Some("percent") || quantity.kind == QuantityKind::Share;
    opens && !analysis.clauses.clauses[draft.clause].finite && analysis.mentions.quantities_in(sentence.span).any(share)
}

/// "He was one of 102 people murdered in the parish that year": the number is that of all such cases.
fn one_of_many(analysis: Analysis, draft: &Draft) -> bool {
    let text = analysis.text;
    let Some(count) = &draft.count else { return false };
    let clause = &analysis.clauses.clauses[draft.clause];
    let first = text.tokens_in(analysis.mentions.quantities[count.quantity].span).start;
    !clause.finite && first >= 2 && text.lower(first - 1) == "of" && text.lower(first - 2) == "one" && first < clause.head
}

/// "convicted for attacks that claimed 41 lives": several happenings in one relative clause.
fn attacks_in_plural(analysis: Analysis, draft: &Draft) -> bool {
    let clause = &analysis.clauses.clauses[draft.clause];
    let plural = |token: usize| analysis.text.tokens[token].tag == Tag::Noun && analysis.text.tokens[token].plural;
    let attacks = clause.slots("subject").any(|slot| plural(slot.head) && !phrase::names_people(analysis.text, slot.head));
    let relative = matches!(clause.parent, Some((_, Relation::Relative)));
    &*draft.kind == "killing" && relative && clause.voice == Voice::Active && draft.date.is_none() && attacks
}

/// "Of these, 461 were killed": some of what the sentence before counts up.
fn some_of_a_figure(analysis: Analysis, sentence: usize) -> bool {
    let text = analysis.text;
    let tokens = text.sentences[sentence].tokens.clone();
    let opens = tokens.len() > 3 && text.lower(tokens.start) == "of" && matches!(text.lower(tokens.start + 1), "these" | "those" | "them");
    opens && sentence > 0 && (cued(analysis, sentence - 1, Cue::Stretch) || cued(analysis, sentence - 1, Cue::Comparison))
}

/// "since March, when six men were hanged"; not "below that of 2025, when 112 were".
fn of_one_happening(date: &DateMention) -> bool {
    single(date) || matches!(date.edtf, Some(Edtf::Interval(Some(_), None)))
}

/// It says from where or whither people were moved.
fn placed(draft: &Draft) -> bool {
    draft.origin.is_some() || !draft.destinations.is_empty()
}

/// "pointing to a 50% fall in thefts and the seizure of 320 tons": an undated noun in a row of shares is a figure like them.
fn among_shares(analysis: Analysis, draft: &Draft) -> bool {
    let sentence = analysis.text.sentences[draft.sentence].span;
    let noun = analysis.clauses.clauses[draft.clause].kind == ClauseKind::Noun;
    let shares = analysis.mentions.quantities_in(sentence).filter(|quantity| quantity.unit.as_deref() == Some("percent"));
    noun && draft.date.is_none() && draft.agent.is_none() && shares.count() > 0
}

/// "In 2025 Paraguay extradited 14 people", told in 2026: a number in a year just over, with neither place nor group that would tell one
/// happening from another.
fn counts_a_year(analysis: Analysis, draft: &Draft) -> bool {
    let year = |edtf: Edtf| edtf.last_day().map(|day| day.year());
    let dates = &analysis.mentions.dates;
    let latest = dates.iter().filter(|date| date.anchor == Some(Anchor::Published)).filter_map(|date| date.edtf.and_then(year)).max();
    let own = draft.date.and_then(|(date, _)| dates[date].edtf).and_then(year);
    let recent = matches!((own, latest), (Some(own), Some(latest)) if own + 1 >= latest);
    recent
        && &*draft.family == "transfer"
        && draft.destinations.is_empty()
        && draft.means.is_none()
        && draft.origin.is_none()
        && draft.groups.is_empty()
}

/// The year of the sentence, for a clause without a date of its own: "105 shootings have been reported this year, and 322 suspects
/// were arrested".
fn year_of_sentence<'a>(analysis: Analysis<'a>, draft: &Draft) -> Option<&'a DateMention> {
    let span = analysis.text.sentences[draft.sentence].span;
    let mut dates = analysis.mentions.dates.iter().filter(|date| span.contains(date.span) && date.edtf.is_some());
    let first = dates.next()?;
    (dates.next().is_none() && matches!(first.edtf, Some(Edtf::Year(_))) && first.anchor == Some(Anchor::Published)).then_some(first)
}

/// "two of his lieutenants": some of a set that the text knows, not a number of all such cases.
fn of_a_known_set(analysis: Analysis, draft: &Draft) -> bool {
    let text = analysis.text;
    let Some(count) = &draft.count else { return false };
    let behind = text.tokens_in(analysis.mentions.quantities[count.quantity].span).end;
    let possessive = |token: usize| matches!(text.lower(token), "his" | "her" | "its" | "their" | "them" | "these" | "those");
    let of = text.tokens.get(behind).is_some() && text.lower(behind) == "of";
    of && text.tokens.get(behind + 1).is_some() && possessive(behind + 1)
}

/// Whether a sentence has a cue of a class.
fn cued(analysis: Analysis, sentence: usize, cue: Cue) -> bool {
    let text = analysis.text;
    let tokens = text.sentences[sentence].tokens.clone();
    let phrases = || ENGLISH.iter().filter(|(class, _)| *class == cue).map(|(_, words)| words);
    tokens.clone().any(|start| {
        phrases().any(|words| {
            start + words.len() <= tokens.end && words.iter().zip(start..).all(|(word, token)| *word == "*" || *word == text.lower(token))
        })
    })
}

/// "one of the deadliest attacks in the region since the start of the year": what one happening is measured by.
fn behind_superlative(analysis: Analysis, date: Span) -> bool {
    let text = analysis.text;
    let start = text.tokens_in(date).start;
    let first = text.sentence_at(date.start).map_or(start, |sentence| text.sentences[sentence].tokens.start);
    let superlative = |token: usize| {
        text.tokens[token].tag == Tag::Adj && text.lower(token).ends_with("est") || matches!(text.lower(token), "worst" | "first" | "most")
    };
    (first.max(start.saturating_sub(SUPERLATIVE))..start).rev().take_while(|token| !text.tokens[*token].form.finite()).any(superlative)
}

/// "freed the 22 sailors held since July": the time of a participle that describes.
fn behind_participle(analysis: Analysis, date: Span) -> bool {
    let text = analysis.text;
    let start = text.tokens_in(date).start;
    let since = if text.word(start).eq_ignore_ascii_case("since") { Some(start) } else { start.checked_sub(1) };
    let verb = since.and_then(|since| since.checked_sub(1)).filter(|verb| text.tokens[*verb].form == crate::text::VerbForm::PastParticiple);
    verb.and_then(|verb| verb.checked_sub(1)).is_some_and(|before| text.tokens[before].tag.nominal() || text.word(before) == ",")
}

/// The "since" date of a sentence: open to the present.
pub fn since_date(analysis: Analysis, sentence: usize) -> Option<usize> {
    let span = analysis.text.sentences[sentence].span;
    let within = |date: &DateMention| {
        span.contains(date.span) && !behind_superlative(analysis, date.span) && !behind_participle(analysis, date.span)
    };
    let open = |date: &DateMention| within(date) && matches!(date.edtf, Some(Edtf::Interval(Some(_), None)));
    analysis.mentions.dates.iter().position(open).or_else(|| {
        let text = analysis.text;
        analysis.mentions.dates.iter().position(|date| {
            within(date) && {
                let first = text.tokens_in(date.span).start;
                first > 0 && text.word(first - 1).eq_ignore_ascii_case("since") || text.word(first).eq_ignore_ascii_case("since")
            }
        })
    })
}
