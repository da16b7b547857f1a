//! What a quantity is for: an event's count, a total, a statistic or none. The one test that events and statistics share.

use super::change::{self, Movement};
use super::sentence::Sentence;
use crate::event::Analysis;
use crate::mention::quantity::{self, QuantityKind, Value};
use crate::mention::{Edtf, Quantity};
use crate::text::Tag;

/// What a quantity is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// It counts what one happening moved, took or killed.
    EventCount,
    /// It sums up happenings over a time.
    Total,
    /// It tells of a state of affairs, or sums over a time, a place or a group.
    Statistic,
    /// It is no figure of its own: a term, a period, an ordinal, a count that only sets the scene.
    None,
}

/// Decides for one quantity (an index into the mentions).
pub fn use_of(analysis: Analysis, index: usize) -> Use {
    let quantity = &analysis.mentions.quantities[index];
    let Some(at) = analysis.text.sentence_at(quantity.span.start) else { return Use::None };
    let sentence = Sentence::new(analysis, at);
    let movement = change::movement(analysis.text, quantity, None);
    judge(&sentence, quantity, movement)
}

/// The same, where sentence and movement are known.
pub fn judge(sentence: &Sentence, quantity: &Quantity, movement: Movement) -> Use {
    if quantity.ordinal || quantity.adjectival {
        return Use::None;
    }
    match quantity.kind {
        QuantityKind::Ordinal => return Use::None,
        QuantityKind::Dimension if quantity.distance || only_describes(sentence, movement) => return Use::None,
        QuantityKind::Duration if only_describes(sentence, movement) || !is_measured_time(sentence, quantity, movement) => {
            return Use::None;
        }
        QuantityKind::Count if sets_the_scene(sentence, quantity, movement) => return Use::None,
        _ => {}
    }
    if counts_an_event(sentence, quantity) {
        return if sums_up(sentence, quantity) { Use::Total } else { Use::EventCount };
    }
    Use::Statistic
}

/// Where happenings are told, a length, a speed or a time describes one of them ("a 52ft yacht", "a trial that took four days"),
/// unless it changed.
fn only_describes(sentence: &Sentence, movement: Movement) -> bool {
    !sentence.analysis.frames.is_empty() && movement.change.is_none() && !movement.level
}

/// Durations count only where they are what is measured: an average, an amount of change, how long something takes.
fn is_measured_time(sentence: &Sentence, quantity: &Quantity, movement: Movement) -> bool {
    let tokens = sentence.text.tokens_in(quantity.span);
    let before = (sentence.tokens.start.max(tokens.start.saturating_sub(4))..tokens.start).map(|token| sentence.lemma(token));
    let takes = before.clone().any(|word| matches!(word, "take" | "average" | "averaged" | "tardar" | "promedio" | "lose" | "waste"));
    let averaged =
        (tokens.end..(tokens.end + 3).min(sentence.tokens.end)).any(|token| matches!(sentence.lemma(token), "average" | "promedio"));
    let work = before.clone().any(|word| word == "work") && matches!(quantity.unit.as_deref(), Some("h"));
    let per = matches!(sentence.lower(tokens.end), "a" | "per" | "each")
        && matches!(sentence.lower(tokens.end + 1), "day" | "week" | "month" | "year");
    let changed = movement.change.is_some() && matches!(sentence.lower(tokens.start.wrapping_sub(1)), "by");
    takes || averaged || changed || (per && quantity.of.is_none()) || work
}

/// How large a count may be that only sets the scene.
const SMALL: f64 = 20.0;
/// How large one may be that points back: "the 52", "a man of 61".
const LARGE: f64 = 100.0;

/// Small counts that only set the scene: "just two departments, Cauca and Nariño", "the two clans", "a father of three"; and,
/// where the article tells of happenings, every small count that nothing compares or sums.
fn sets_the_scene(sentence: &Sentence, quantity: &Quantity, movement: Movement) -> bool {
    let Value::Number(value) = quantity.value else { return false };
    let part = harmed(sentence, quantity) || part_of_whole(sentence, quantity);
    let level = part || movement.level && (movement.verb.is_some() || moves(sentence, quantity) || compares(sentence, quantity));
    if value > LARGE || value.fract() != 0.0 || movement.change.is_some() || level {
        return false;
    }
    if value <= 1.0 {
        return true;
    }
    let tokens = sentence.text.tokens_in(quantity.span);
    let before = tokens.start.wrapping_sub(1);
    let definite = matches!(
        sentence.lower(before),
        "the" | "these" | "those" | "all" | "both" | "his" | "her" | "their" | "its" | "los" | "las" | "esos" | "estos" | "sus"
    );
    // "a family of four", "a father of three"
    const GROUPS: [&str; 10] = ["family", "household", "party", "group", "team", "crew", "gang", "familia", "grupo", "equipo"];
    let whole = tokens.start.wrapping_sub(2);
    let group = matches!(sentence.lower(before), "of" | "de")
        && (GROUPS.contains(&sentence.lemma(whole))
            || quantity.of.is_none()
                && !sentence.lemma(whole).is_empty()
                && &*quantity::unit_of_noun(sentence.text, sentence.lemma(whole)) == "person");
    // "two departments, Cauca and Nariño"
    let listed = quantity.of.is_some_and(|of| {
        let end = sentence.text.tokens_in(of).end;
        let named = matches!(sentence.tag(end + 1), Some(Tag::Propn)) || sentence.tokens.contains(&(end + 1)) && sentence.placed(end + 1);
        matches!(sentence.lower(end), "," | ":" | "—" | "-" | "–") && named
    });
    let told = !sentence.analysis.frames.is_empty() && !compares(sentence, quantity) && !sums_up(sentence, quantity);
    definite || group || (value <= SMALL && (listed || told))
}

/// How many words before a level its verb or noun of change may stand: "fell in the year to March to 38".
const BEFORE: usize = 14;

/// Whether a word of change stands before a figure: "rose from 9 to 12", but not "shipped to three continents".
fn moves(sentence: &Sentence, quantity: &Quantity) -> bool {
    let tokens = sentence.text.tokens_in(quantity.span);
    change::tells_change(sentence.text, sentence.tokens.start.max(tokens.start.saturating_sub(BEFORE))..tokens.start)
}

/// Whether the sentence weighs figures: a percentage, a share, a factor or an amount of change beside this one.
fn compares(sentence: &Sentence, quantity: &Quantity) -> bool {
    let near = sentence.around(quantity.span);
    let quantities = &sentence.analysis.mentions.quantities;
    let first = quantities.partition_point(|other| other.span.start < near.start);
    quantities[first..].iter().take_while(|other| other.span.end <= near.end).any(|other| {
        matches!(other.kind, QuantityKind::Percent | QuantityKind::Points | QuantityKind::Share | QuantityKind::Factor | QuantityKind::Rate)
            || change::movement(sentence.text, other, None).change.is_some()
    })
}

/// Whether it counts what one happening moved, took or killed: people or goods in a sentence that a rule read as one, without
/// a sign that figures are weighed.
fn counts_an_event(sentence: &Sentence, quantity: &Quantity) -> bool {
    let countable = match quantity.kind {
        QuantityKind::Count => matches!(quantity.unit.as_deref(), Some("person") | None),
        QuantityKind::Physical => true,
        _ => false,
    };
    let frames = sentence.analysis.frames;
    let first = frames.partition_point(|frame| frame.sentence < sentence.index);
    let told = frames[first..].first().is_some_and(|frame| frame.sentence == sentence.index);
    // A hundred and more whom nothing moves are seldom the number of one happening; where they are, the event claims them.
    let many = quantity.kind == QuantityKind::Count && quantity.low() >= LARGE;
    let moved = frames[first..].iter().take_while(|frame| frame.sentence == sentence.index).any(|frame| &*frame.family == "transfer");
    countable
        && told
        && (!many || moved)
        && !compares(sentence, quantity)
        && !harmed(sentence, quantity)
        && !part_of_whole(sentence, quantity)
        && !some_of_those(sentence, quantity)
}

/// "Of these, 461 were killed in bars": some of those told before.
fn some_of_those(sentence: &Sentence, quantity: &Quantity) -> bool {
    let first = sentence.tokens.start;
    let pronoun = matches!(sentence.lower(first + 1), "these" | "those" | "them" | "whom");
    sentence.lower(first) == "of" && pronoun && sentence.text.tokens_in(quantity.span).start <= first + WHOLE
}

/// Words that say that people came to harm and lived.
const HARMS: &str = include_str!("../../../lexicons/en/harms.txt");

/// How many words stand at most between a number and the word of harm.
const HARM: usize = 6;

/// "and 70 were injured", "wounding 27", "left 14 people hurt": those whom no killing counts.
fn harmed(sentence: &Sentence, quantity: &Quantity) -> bool {
    if quantity.kind != QuantityKind::Count || !matches!(quantity.unit.as_deref(), Some("person") | None) {
        return false;
    }
    let harms = |token: usize| HARMS.lines().any(|word| word == sentence.lower(token) || word == sentence.lemma(token));
    let tokens = sentence.text.tokens_in(quantity.span);
    let end = quantity.of.map_or(tokens.end, |of| sentence.text.tokens_in(of).end.max(tokens.end));
    let behind = (end..end + HARM)
        .take_while(|token| matches!(sentence.tag(*token), Some(Tag::Aux | Tag::Adv | Tag::Adj | Tag::Verb | Tag::Pron)) || harms(*token))
        .any(harms);
    let qualifier = quantity.qualifier_span.map_or(tokens.start, |span| sentence.text.tokens_in(span).start.min(tokens.start));
    let before = qualifier.checked_sub(1).is_some_and(|verb| sentence.is_verb(verb) && harms(verb));
    behind || before
}

/// How many words stand at most between "of" and the whole.
const WHOLE: usize = 6;

/// "19 of the crane's 64 bolts", "Of the 34 witnesses listed, 19 turned hostile": a part and its whole.
fn part_of_whole(sentence: &Sentence, quantity: &Quantity) -> bool {
    let tokens = sentence.text.tokens_in(quantity.span);
    let definite = |token: usize| {
        matches!(sentence.lower(token), "the" | "its" | "their" | "his" | "her" | "those" | "these" | "all")
            || sentence.tag(token) == Some(Tag::Propn)
    };
    let of = |token: usize| sentence.lower(token) == "of" && definite(token + 1);
    if of(tokens.end) && (tokens.end + 2..tokens.end + WHOLE).any(|token| sentence.counted(token)) {
        return true;
    }
    let reach = sentence.tokens.start.max(tokens.start.saturating_sub(WHOLE));
    let Some(before) = (reach..tokens.start).rev().find(|token| sentence.lower(*token) == "of") else { return false };
    if !definite(before + 1) && before + 1 != tokens.start {
        return false;
    }
    let part = before > sentence.tokens.start && sentence.counted(before - 1);
    let opens = before == sentence.tokens.start || sentence.is_boundary(before - 1);
    // "Of the 34 …, 19 turned hostile"
    let split = || {
        (tokens.end..sentence.tokens.end)
            .find(|token| sentence.lower(*token) == ",")
            .is_some_and(|comma| (comma + 1..comma + 4).any(|token| sentence.counted(token)))
    };
    part || opens && split()
}

/// Signs that a number sums over a time: an open or long period, "so far", "a total of", "a year".
fn sums_up(sentence: &Sentence, quantity: &Quantity) -> bool {
    let long = sentence.dates_near(quantity.span).any(|date| match date.edtf {
        Some(Edtf::Year(_) | Edtf::Decade(_) | Edtf::Century(_) | Edtf::Interval(Some(_), None)) => true,
        Some(Edtf::Interval(..)) => date.edtf.and_then(|edtf| edtf.days()).is_none_or(|days| days > 31),
        _ => false,
    });
    let near = sentence.text.tokens_in(sentence.around(quantity.span));
    let said = near.clone().any(|token| match sentence.lower(token) {
        "total" | "overall" | "altogether" | "average" | "annually" | "annual" | "yearly" => true,
        "so" => sentence.lower(token + 1) == "far",
        _ => false,
    });
    long || said
}
