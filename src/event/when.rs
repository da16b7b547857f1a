//! Which date dates an event: one of the clause's own, else one that covers its sentence, else that of its announcement.

use super::Analysis;
use super::draft::Nearness;
use crate::rules::Frame;
use crate::text::clause::{Clause, ClauseKind, Relation, Slot, Tense};
use crate::text::tag::VerbForm;
use crate::text::{Span, Tag, sorted};

/// Verbs that put a happening on a day.
const APPOINTING: &str = include_str!("../../lexicons/en/classes/appointing.txt");

/// The date of a clause: an index into the dates of the mentions.
pub fn date_of(analysis: Analysis, clause: usize) -> Option<(usize, Nearness)> {
    let clauses = &analysis.clauses.clauses;
    if let Some(date) = date_before_when(analysis, clause) {
        return Some((date, Nearness::Clause));
    }
    if let Some(date) = own_date(analysis, &clauses[clause]) {
        return Some((date, Nearness::Clause));
    }
    if let Some(date) = date_of_row(analysis, clause) {
        return Some((date, Nearness::Sentence));
    }
    if let Some(date) = date_of_cause(analysis, clause) {
        return Some((date, Nearness::Sentence));
    }
    let mut at = clause;
    for _ in 0..6 {
        let (parent, relation) = clauses[at].parent?;
        if parent == at {
            return None;
        }
        let governing = &clauses[parent];
        match relation {
            // "On Friday he was arrested and taken to court": a date in front of the first verb covers the row.
            Relation::Coordinate => {
                if let Some(date) = own_date(analysis, governing).filter(|date| before(analysis, *date, governing)) {
                    return Some((date, Nearness::Sentence));
                }
                if clauses[at].finite && clauses[at].perfect != governing.perfect {
                    return None;
                }
            }
            Relation::Complement | Relation::Open | Relation::Argument => {
                // "The sentencing is set for 2 December": the day on which it is put is its own.
                let appointed = at == clause && relation == Relation::Argument && sorted::find(APPOINTING, &governing.lemma).is_some();
                let behind =
                    || (governing.tokens.end..governing.tokens.end + 3).find_map(|token| date_right_at(analysis, governing, token));
                if let Some(date) = own_date(analysis, governing).or_else(|| if appointed { behind() } else { None }) {
                    let nearness = match relation {
                        Relation::Complement => Nearness::Saying,
                        _ if appointed => Nearness::Clause,
                        _ => Nearness::Sentence,
                    };
                    // "had been arrested" is older than the day on which it was told.
                    let older = clauses[clause].perfect && clauses[clause].tense == Tense::Past;
                    return (!older || nearness == Nearness::Sentence).then_some((date, nearness));
                }
            }
            Relation::Relative | Relation::Adverbial => return None,
        }
        at = parent;
    }
    None
}

/// The date at a token of the sentence of a clause.
fn date_right_at(analysis: Analysis, clause: &Clause, token: usize) -> Option<usize> {
    let end = analysis.text.sentences.get(clause.sentence)?.tokens.end;
    if token < end { date_at(analysis, token) } else { None }
}

/// "the first since March, when six men were hanged": the date that a clause with "when" goes on about.
pub fn date_before_when(analysis: Analysis, clause: usize) -> Option<usize> {
    let text = analysis.text;
    let clause = &analysis.clauses.clauses[clause];
    let start = clause.tokens.start.min(clause.head);
    let first = text.sentences.get(clause.sentence)?.tokens.start;
    let when = (first..start).rev().take_while(|token| !text.tokens[*token].form.finite()).find(|token| text.lower(*token) == "when")?;
    let before = (first..when).rev().find(|token| text.word(*token) != ",")?;
    date_at(analysis, before).filter(|date| analysis.mentions.dates[*date].edtf.is_some())
}

/// "were killed when a bomb exploded on Friday": what brought it about has the day.
fn date_of_cause(analysis: Analysis, clause: usize) -> Option<usize> {
    let clauses = &analysis.clauses.clauses;
    let sentence = clauses[clause].sentence;
    let first = clauses.partition_point(|other| other.sentence < sentence);
    let mut same = clauses[first..].iter().take_while(|other| other.sentence == sentence);
    let cause = same.find(|other| {
        let parent = other.parent.filter(|(_, relation)| *relation == Relation::Adverbial).map(|(parent, _)| parent);
        let row = parent.is_some_and(|parent| parent == clause || clauses[parent].parent == Some((clause, Relation::Coordinate)));
        row && other.tense == clauses[clause].tense
            && other.perfect == clauses[clause].perfect
            && other.modal.is_none()
            && begins_with_time(analysis, other)
    })?;
    own_date(analysis, cause)
}

/// "killed 41 people and wounded dozens more on Wednesday": verbs in a row share the date behind the last.
fn date_of_row(analysis: Analysis, clause: usize) -> Option<usize> {
    let clauses = &analysis.clauses.clauses;
    let own = &clauses[clause];
    let first = clauses.partition_point(|other| other.sentence < own.sentence);
    let mut same = clauses[first..].iter().take_while(|other| other.sentence == own.sentence);
    let last = same.find(|other| {
        other.parent == Some((clause, Relation::Coordinate))
            && matches!(&*other.lemma, "wound" | "injure" | "hurt" | "maim")
            && other.tense == own.tense
            && other.perfect == own.perfect
            && other.voice == own.voice
    })?;
    own_date(analysis, last)
}

/// Whether a clause opens with "when", "as", "after" or "while".
pub fn begins_with_time(analysis: Analysis, clause: &Clause) -> bool {
    let first = clause.slots.iter().map(|slot| slot.tokens.start).chain([clause.tokens.start]).min().unwrap_or(clause.head);
    let text = analysis.text;
    (first.saturating_sub(2)..=first).any(|token| matches!(text.lower(token), "when" | "as" | "after" | "while"))
}

/// The first date that fills a slot of the clause by itself ("on Tuesday", "in August"), not one inside a description.
fn own_date(analysis: Analysis, clause: &Clause) -> Option<usize> {
    let mut found: Vec<usize> = Vec::new();
    let argument = |slot: &&Slot| matches!(&*slot.name, "subject" | "object" | "indirect_object" | "of" | "by" | "genitive" | "attribute");
    // "arrested in June, extradited in July": the month that the parser took for whom it happened to comes last.
    let (arguments, others): (Vec<&Slot>, Vec<&Slot>) = clause.slots.iter().partition(argument);
    for slot in others.into_iter().chain(arguments.into_iter().filter(|slot| is_date(analysis, slot.head))) {
        if let Some(date) = date_at(analysis, slot.head).filter(|date| !begins_a_stretch(analysis, *date)) {
            found.push(date);
        }
    }
    let placed = |date: &usize| analysis.mentions.dates[*date].edtf.is_some();
    found.iter().copied().find(placed).or_else(|| found.first().copied())
}

/// "since 2025": the beginning of a stretch of time and no date of one happening in it.
fn begins_a_stretch(analysis: Analysis, date: usize) -> bool {
    let text = analysis.text;
    let first = text.tokens_in(analysis.mentions.dates[date].span).start;
    text.lower(first) == "since" || first > 0 && text.lower(first - 1) == "since"
}

/// "the 1994 genocide", "a 2002 conviction": a date that only tells one thing from another.
fn describes(analysis: Analysis, date: usize) -> bool {
    let text = analysis.text;
    let tokens = text.tokens_in(analysis.mentions.dates[date].span);
    let noun = text.tokens.get(tokens.end).is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::Adj | Tag::Propn));
    let before = tokens.start.checked_sub(1).map(|before| text.tokens[before].tag);
    noun && tokens.len() == 1 && matches!(before, Some(Tag::Det | Tag::Adj | Tag::Part))
}

fn is_date(analysis: Analysis, token: usize) -> bool {
    date_at(analysis, token).is_some()
}

/// Whether a date lies behind the day of publication.
pub fn to_come(analysis: Analysis, date: usize) -> bool {
    let day = analysis.mentions.dates[date].edtf.and_then(|edtf| edtf.first_day());
    matches!((day, analysis.mentions.published), (Some(day), Some(published)) if day > published)
}

/// The date whose words hold a token.
pub fn date_at(analysis: Analysis, token: usize) -> Option<usize> {
    let at = analysis.text.tokens[token].span.start;
    let after = analysis.mentions.dates.partition_point(|date| date.span.start <= at);
    after.checked_sub(1).filter(|index| at < analysis.mentions.dates[*index].span.end)
}

fn before(analysis: Analysis, date: usize, clause: &Clause) -> bool {
    analysis.mentions.dates[date].span.start < analysis.text.tokens[clause.tokens.start].span.start
}

/// The date of a sentence that the parse gave to nothing else: in front of the sentence, or within reach of the trigger with
/// no other event between.
pub fn near_date(analysis: Analysis, frame: &Frame) -> Option<usize> {
    let text = analysis.text;
    let sentence = &text.sentences[frame.sentence];
    let trigger = text.tokens_in(frame.trigger);
    let others: Vec<&Frame> =
        analysis.frames.iter().filter(|other| other.sentence == frame.sentence && other.clause != frame.clause).collect();
    let taken = |date: usize| others.iter().any(|other| own_date(analysis, &analysis.clauses.clauses[other.clause]) == Some(date));
    // "arrested on charges of smuggling in 1990": the day of the offence.
    let clauses = &analysis.clauses.clauses;
    let begin = clauses.partition_point(|clause| clause.sentence < frame.sentence);
    let charged = |clause: &Clause| frame.role("charges").any(|filler| filler.tokens.contains(&clause.head));
    let same = || clauses.iter().enumerate().skip(begin).take_while(|(_, clause)| clause.sentence == frame.sentence);
    // "Rey, who had been on the run since July, was caught", "the four, who will appear today, were caught": the day of a relative clause.
    let relative = |index: usize, clause: &Clause| {
        let aside = clause.perfect || clause.head < trigger.start;
        clause.finite && aside && index != frame.clause && matches!(clause.parent, Some((_, Relation::Relative)))
    };
    let lends = |(index, clause): &(usize, &Clause)| clause.kind == ClauseKind::Verb && (charged(clause) || relative(*index, clause));
    let lent: Vec<usize> = same().filter(lends).filter_map(|(_, clause)| own_date(analysis, clause)).collect();
    let described = |span: Span| {
        frame.fillers.iter().any(|filler| {
            !matches!(&*filler.role, "date" | "origin" | "destinations" | "means" | "toll" | "attack")
                && filler.span.contains(span)
                && filler.span != span
        })
    };
    let first = analysis.mentions.dates.partition_point(|date| date.span.start < sentence.span.start);
    let within = |index: &usize| analysis.mentions.dates[*index].span.end <= sentence.span.end;
    (first..analysis.mentions.dates.len())
        .take_while(within)
        .filter(|index| {
            analysis.mentions.dates[*index].edtf.is_some()
                && !begins_a_stretch(analysis, *index)
                && !describes(analysis, *index)
                && !taken(*index)
                && !lent.contains(index)
                && !described(analysis.mentions.dates[*index].span)
        })
        .filter_map(|index| {
            let tokens = text.tokens_in(analysis.mentions.dates[index].span);
            let fronted = tokens.start <= sentence.tokens.start + 2;
            let between = if tokens.start >= trigger.end { trigger.end..tokens.start } else { tokens.end..trigger.start };
            let parted = others.iter().any(|other| between.contains(&text.tokens_in(other.trigger).start));
            let verbs = between.clone().filter(|token| text.tokens[*token].form.finite()).count();
            // "suspected of ordering a murder last year": the day of what somebody is accused of.
            let accused = between
                .clone()
                .skip(1)
                .any(|token| text.tokens[token].form == VerbForm::Gerund && matches!(text.lower(token - 1), "of" | "for" | "with"));
            let parted = parted || between.clone().any(|token| text.word(token) == ";");
            let near = !parted && !accused && (verbs == 0 || fronted && verbs <= 1);
            (fronted && !parted || near && between.len() <= 14).then_some((between.len(), index))
        })
        .min()
        .map(|(_, index)| index)
}
