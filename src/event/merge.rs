//! Which drafts tell of one happening. Numbers, dates and names decide, never the verb: the same flight is "handed over",
//! "extradited" and "deported" in one article. Drafts are taken in the order of the text; each joins the earlier event that it agrees with best, or
//! founds one of its own. The procedure is written out in `DESIGN.md`.

use super::Analysis;
use super::draft::{Count, Draft, Nearness};
use crate::mention::quantity::QuantityKind;
use crate::mention::{NameKind, Qualifier, Value};
use crate::record::Status;
use crate::text::clause::{ClauseKind, Relation, Tense};
use crate::text::{Slot, Span};

/// By how much a round number may miss the exact one, and from which number on numbers are rounded.
const ROUNDING: f64 = 0.05;
const LARGE: f64 = 50.0;

/// Drafts, in order of appearance, to happenings.
pub fn unite(analysis: Analysis, drafts: Vec<Draft>, aggregates: &[Draft]) -> Vec<Draft> {
    // What the article is about, told before or after.
    let told: Vec<Box<str>> = drafts.iter().chain(aggregates).filter(|draft| !draft.continues).map(|draft| draft.kind.clone()).collect();
    let mut events: Vec<Draft> = Vec::new();
    // The event that the text last spoke of, which "they", "the transfer" and "at that time" mean.
    let mut focus: Option<usize> = None;
    for draft in drafts {
        match home_of(analysis, &events, &draft, focus) {
            Some(home) => {
                join(analysis, &mut events[home], draft);
                focus = Some(home);
            }
            // A toll of what the article tells without a number that fits is of another day, or of more than one attack.
            None if draft.sums && events.iter().any(|event| event.kind == draft.kind) => {}
            None if draft.continues && !(stands_alone(&draft) && told_of(&told, &draft.kind))
                || draft.anaphoric && !draft.identifiable()
                || !founds(analysis, &draft) => {}
            None => {
                let mut draft = draft;
                if draft.continues {
                    // What happened is named by the event that it continues: "five men were flown to …" after a deportation.
                    draft.kind = story_kind(&events, &told, &draft.kind);
                }
                focus = Some(events.len());
                events.push(draft);
            }
        }
    }
    share_dates(analysis, &mut events);
    events
}

/// An event told in the simple past in the same sentence as a dated one, or in the next sentence of its paragraph, happened then:
/// "Police arrested four men on Monday and seized 20 kilos." Only a day is shared.
fn share_dates(analysis: Analysis, events: &mut [Draft]) {
    let clauses = &analysis.clauses.clauses;
    let paragraph = |sentence: usize| analysis.text.sentences[sentence].paragraph;
    let dated: Vec<(usize, usize)> = events
        .iter()
        .filter(|event| event.status == Status::Occurred)
        .filter_map(|event| Some((event.sentence, event.date?.0)))
        .filter(|(_, date)| analysis.mentions.dates[*date].edtf.and_then(|edtf| edtf.days()) == Some(1))
        .collect();
    for event in events.iter_mut().filter(|event| event.date.is_none() && event.status == Status::Occurred) {
        let clause = &clauses[event.clause];
        let before_that = (clause.head.saturating_sub(3)..clause.head).any(|token| analysis.text.lower(token) == "having");
        if clause.perfect || before_that || clause.tense == Tense::Present || clause.kind != ClauseKind::Verb {
            continue;
        }
        let near = |sentence: usize| {
            sentence == event.sentence || sentence + 1 == event.sentence && paragraph(sentence) == paragraph(event.sentence)
        };
        let shared = dated.iter().filter(|(sentence, _)| near(*sentence)).max_by_key(|(sentence, _)| *sentence);
        event.date = shared.map(|(_, date)| (*date, Nearness::Saying));
    }
}

/// A date of its own and somebody it happened to: another happening of the row, not more of the one before.
fn stands_alone(draft: &Draft) -> bool {
    let dated = draft.date.is_some_and(|(_, nearness)| nearness != Nearness::Saying);
    let announced = draft.status == Status::Planned && draft.count.is_some();
    // "Three months later four others were put on a chartered plane": a number of its own, and how or whither they went.
    let told_apart = draft.count.is_some() && (draft.means.is_some() || !draft.destinations.is_empty());
    (dated || announced || told_apart) && !draft.anaphoric && !draft.introduces && (draft.count.is_some() || !draft.people.is_empty())
}

/// Whether the text tells an event of the same sort outright.
fn told_of(told: &[Box<str>], kind: &str) -> bool {
    told.iter().any(|other| same_sort(other, kind))
}

/// The kind of the last event of the same sort, else of the first that is to come.
fn story_kind(events: &[Draft], told: &[Box<str>], kind: &str) -> Box<str> {
    let before = events.iter().rev().map(|event| &event.kind).find(|other| same_sort(other, kind));
    before.or_else(|| told.iter().find(|other| same_sort(other, kind))).map_or_else(|| kind.into(), Clone::clone)
}

/// A bare mention with nothing of its own tells of no particular happening.
fn founds(analysis: Analysis, draft: &Draft) -> bool {
    draft.date.is_some()
        || draft.count.is_some()
        || !draft.people.is_empty()
        || (!draft.destinations.is_empty() && !draft.anaphoric)
        || !draft.goods.is_empty()
        || draft.ordinal.is_some() && draft.agent.is_some()
        // "A lorry driver was charged with manslaughter", "a third got four years".
        || draft.term.is_some()
        || !draft.anaphoric && draft.unnamed && !draft.charges.is_empty()
        || draft.agent.is_some() && (draft.anaphoric || draft.unnamed) && &*draft.kind == "arrest"
        // "A man was shot dead", "a passenger was arrested": somebody, and what befell him.
        || somebody(analysis, draft)
        // "A jury convicted the firm of fraud": no person, but a verdict.
        || !draft.anaphoric && draft.agent.is_some() && !draft.charges.is_empty()
}

/// One person who is not named, and whom a statement of its own tells of.
fn somebody(analysis: Analysis, draft: &Draft) -> bool {
    let clause = &analysis.clauses.clauses[draft.clause];
    let told =
        clause.kind == ClauseKind::Verb && clause.finite && !matches!(clause.parent, Some((_, Relation::Relative | Relation::Adverbial)));
    told && draft.unnamed && !draft.anaphoric && draft.status == Status::Occurred && matches!(&*draft.kind, "killing" | "arrest")
}

/// The event that a draft belongs to: of those it does not contradict, the one it agrees with most; the nearer on a tie.
fn home_of(analysis: Analysis, events: &[Draft], draft: &Draft, focus: Option<usize>) -> Option<usize> {
    let mut best: Option<(i32, usize)> = None;
    for (index, event) in events.iter().enumerate() {
        if !same_sort(&event.kind, &draft.kind) || freed_and_moved(event, draft) || contradicts(analysis, event, draft) {
            continue;
        }
        let mut score = agreement(analysis, event, draft) + 2 * i32::from(side_of_swap(analysis, event, draft));
        if focus == Some(index) {
            score += 1;
        }
        if draft.sentence - event.evidence.last().map_or(event.sentence, |(sentence, _)| *sentence) <= 1 {
            score += 1;
        }
        if best.is_none_or(|(top, _)| score >= top) {
            best = Some((score, index));
        }
    }
    let (score, index) = best?;
    let bare = !founds(analysis, draft) || somebody(analysis, draft) && draft.date.is_none() && draft.charges.is_empty();
    let needed = if draft.continues || draft.anaphoric || bare { 1 } else { 3 };
    (score >= needed).then_some(index)
}

/// Kinds that one happening may be told under.
fn same_sort(event: &str, draft: &str) -> bool {
    let moves = |kind: &str| matches!(kind, "rendition" | "extradition" | "deportation");
    event == draft
        || moves(event) && moves(draft)
        || event == "exchange" && (moves(draft) || draft == "release")
        || event == "release" && (draft == "exchange" || moves(draft))
        || moves(event) && draft == "exchange"
}

/// Being set free and being sent away are one happening only where the text goes on with the same people: "was let go and flown to Oslo".
fn freed_and_moved(event: &Draft, draft: &Draft) -> bool {
    let moves = matches!(&*draft.kind, "rendition" | "extradition" | "deportation");
    let same_people = draft.people.iter().any(|participant| event.involves(participant.person));
    &*event.kind == "release" && moves && !(same_people || draft.people.is_empty() && draft.continues)
}

/// Whether something told of the one rules the other out.
fn contradicts(analysis: Analysis, event: &Draft, draft: &Draft) -> bool {
    dates_differ(analysis, event, draft)
        || event.ordinal.is_some() && draft.ordinal.is_some() && event.ordinal != draft.ordinal
        || counts_differ(analysis, event, draft)
        || people_differ(analysis, event, draft)
        || status_differs(event, draft)
        || countries_differ(analysis, event, draft)
        || terms_differ(analysis, event, draft)
        || also_judged(analysis, event, draft)
        || another_sentence(analysis, event, draft)
        // "A 44-year-old woman was arrested": nobody of whom the text told by name.
        || somebody(analysis, draft) && indefinite(analysis, draft) && !event.people.is_empty()
}

/// Whether the one whom it happened to is brought in by "a" or "another".
fn indefinite(analysis: Analysis, draft: &Draft) -> bool {
    let text = analysis.text;
    let clause = &analysis.clauses.clauses[draft.clause];
    let first = |slot: &Slot| text.lower(slot.tokens.start.min(slot.head));
    clause.slots("object").any(|slot| matches!(first(slot), "a" | "an" | "another"))
}

/// "She was also convicted of fraud": another verdict beside the one told, with an offence of its own.
fn also_judged(analysis: Analysis, event: &Draft, draft: &Draft) -> bool {
    let clause = &analysis.clauses.clauses[draft.clause];
    let also = (clause.tokens.start..=clause.head).any(|token| analysis.text.lower(token) == "also");
    let words = |span: Span| span.of(analysis.text.content);
    let told = |offence: &Span| event.charges.iter().any(|other| words(*other).contains(words(*offence)));
    &*draft.family == "court" && also && event.sentence != draft.sentence && draft.charges.iter().any(|offence| !told(offence))
}

/// "X was murdered on the 9th; and on the 13th a bomb left five people dead": a statement of its own about others.
fn another_sentence(analysis: Analysis, event: &Draft, draft: &Draft) -> bool {
    let text = analysis.text;
    let (from, to) = (analysis.clauses.clauses[event.clause].head, analysis.clauses.clauses[draft.clause].head);
    let parted = event.sentence == draft.sentence && (from..to).any(|token| text.word(token) == ";");
    parted && !draft.anaphoric && draft.people.is_empty() && !event.people.is_empty() && draft.count.is_some() && event.count.is_none()
}

/// Two lengths, however they are written: "six years" and "a six-year term" are one.
fn terms_differ(analysis: Analysis, event: &Draft, draft: &Draft) -> bool {
    let (Some(first), Some(second)) = (event.term, draft.term) else { return false };
    let length = |term| analysis.mentions.quantities_in(term).find(|quantity| quantity.kind == QuantityKind::Duration);
    match (length(first), length(second)) {
        (Some(first), Some(second)) => first.value != second.value || first.unit != second.unit,
        _ => words(analysis, event.term) != words(analysis, draft.term),
    }
}

fn words(analysis: Analysis, span: Option<crate::text::Span>) -> Option<String> {
    span.map(|span| span.of(analysis.text.content).to_lowercase())
}

/// Placed dates that share no day, a night's difference aside: night flights straddle midnight.
fn dates_differ(analysis: Analysis, event: &Draft, draft: &Draft) -> bool {
    let (Some((first, one)), Some((second, other))) = (event.date, draft.date) else {
        return false;
    };
    // The day of the announcement is only the latest on which it can have happened.
    if one == Nearness::Saying || other == Nearness::Saying {
        return false;
    }
    let dates = &analysis.mentions.dates;
    let (Some(first), Some(second)) = (dates[first].edtf, dates[second].edtf) else {
        return false;
    };
    // A request or ruling is older than the deed: "a court approved his surrender in May".
    let granted = event.status == Status::Occurred && matches!(draft.status, Status::Planned | Status::Proposed);
    let same_people = draft.people.iter().any(|participant| event.involves(participant.person));
    if first.compatible(&second) || granted && same_people && second.first_day() < first.first_day() {
        return false;
    }
    match (first.first_day(), second.first_day()) {
        (Some(one), Some(other)) => (one - other).num_days().abs() > 1 || first.days() != Some(1) || second.days() != Some(1),
        _ => true,
    }
}

/// "Sixteen people were let go by the one side, eight by the other": a swap told again by its sides.
fn side_of_swap(analysis: Analysis, event: &Draft, draft: &Draft) -> bool {
    let near = event.evidence.last().is_some_and(|(sentence, _)| draft.sentence - sentence.min(&draft.sentence) <= 3);
    let size = |count: &Option<Count>| count.as_ref().and_then(|count| number(analysis, count));
    let part = matches!((size(&event.count), size(&draft.count)), (Some(whole), Some(part)) if part < whole);
    &*event.kind == "exchange" && event.status == draft.status && near && (&*draft.kind == "release" || &*draft.kind != "exchange" && part)
}

/// "A woman has died, bringing the toll to three", "the toll has climbed to 12 after two guests died": those who died last are some
/// of those whom the toll counts.
fn tolls(event: &Draft, draft: &Draft) -> bool {
    event.sums != draft.sums && event.sentence == draft.sentence && event.kind == draft.kind
}

/// "came across 37 boats and 1,200 life jackets, which have been impounded": what a relative clause takes was told as found.
fn goods_told(event: &Draft, draft: &Draft) -> bool {
    event.sentence == draft.sentence && draft.goods.iter().any(|goods| event.goods.iter().any(|other| other.overlaps(*goods)))
}

/// The number of a count.
pub fn number(analysis: Analysis, count: &Count) -> Option<f64> {
    match (count.sum, analysis.mentions.quantities[count.quantity].value) {
        (Some(sum), _) => Some(sum),
        (None, Value::Number(number)) => Some(number),
        (None, Value::Range(..)) => None,
    }
}

fn counts_differ(analysis: Analysis, event: &Draft, draft: &Draft) -> bool {
    let (Some(first), Some(second)) = (&event.count, &draft.count) else {
        return false;
    };
    if side_of_swap(analysis, event, draft) || tolls(event, draft) || goods_told(event, draft) {
        return false;
    }
    if second.additional && !first.additional {
        return true;
    }
    match (number(analysis, first), number(analysis, second)) {
        // A part of the people told before: "two of them", "among the 14".
        (Some(one), Some(other)) => {
            (one - other).abs() > f64::EPSILON && !(draft.anaphoric && other < one) && !rounded(analysis, (first, one), (second, other))
        }
        _ => false,
    }
}

/// "More than 6,100 were freed … 6,134 had been pardoned": a round number and the exact one behind it.
fn rounded(analysis: Analysis, (first, one): (&Count, f64), (second, other): (&Count, f64)) -> bool {
    let qualifier = |count: &Count| analysis.mentions.quantities[count.quantity].qualifier;
    let fits = |rough: Qualifier, round: f64, exact: f64| match rough {
        Qualifier::About => (round - exact).abs() <= round * ROUNDING,
        Qualifier::MoreThan | Qualifier::AtLeast => round < exact && exact <= round * (1.0 + ROUNDING),
        _ => false,
    };
    let large = one.min(other) >= LARGE;
    large && (fits(qualifier(first), one, other) || fits(qualifier(second), other, one))
}

/// Both name people and share none, and neither number leaves room for the other's.
fn people_differ(analysis: Analysis, event: &Draft, draft: &Draft) -> bool {
    let one_named = event.people.is_empty() || draft.people.is_empty();
    // "The two got 12 years. He had already got 12 years in 2011": one man at another time is not the two.
    let several = event.count.as_ref().and_then(|count| number(analysis, count)).is_some_and(|number| number >= 2.0);
    let own_date = matches!(draft.date, Some((_, Nearness::Clause)))
        && event.date.is_none_or(|(date, _)| Some(date) != draft.date.map(|(date, _)| date));
    if event.people.is_empty() && several && draft.people.len() == 1 && draft.count.is_none() && own_date && &*draft.family == "court" {
        return true;
    }
    if one_named || side_of_swap(analysis, event, draft) || draft.people.iter().any(|participant| event.involves(participant.person)) {
        return false;
    }
    if draft.introduces {
        return false;
    }
    let room = event.count.as_ref().and_then(|count| number(analysis, count)).unwrap_or(0.0);
    #[expect(clippy::cast_precision_loss, reason = "a handful of people")]
    let named = (event.people.len() + draft.people.len()) as f64;
    // "At that time X was also sent": one of those of whose number the event leaves room.
    !(room >= named && (draft.date.is_none() || draft.continues) && draft.count.is_none())
}

/// What did not happen is not what happened; a plan and its doing, a request and its granting are one.
fn status_differs(event: &Draft, draft: &Draft) -> bool {
    let same_people = draft.people.iter().any(|participant| event.involves(participant.person));
    match (event.status, draft.status) {
        (one, other) if one == other => false,
        (Status::Planned | Status::Proposed, Status::Denied) | (Status::Denied, Status::Planned | Status::Proposed) => !same_people,
        (Status::Denied, _) | (_, Status::Denied) => true,
        (Status::Occurred, Status::Planned | Status::Proposed) => !same_people && (!draft.anaphoric || !draft.people.is_empty()),
        _ => false,
    }
}

fn countries_differ(analysis: Analysis, event: &Draft, draft: &Draft) -> bool {
    matches!((country(analysis, event), country(analysis, draft)), (Some(one), Some(other)) if one != other)
}

/// The country to which people were brought, told as such or by one of its places.
fn country<'a>(analysis: Analysis<'a>, draft: &Draft) -> Option<&'a str> {
    draft.destinations.iter().chain(&draft.recipient).find_map(|party| match party.entity {
        Some((NameKind::Place, place)) => analysis.mentions.names.places[place].country.as_deref(),
        _ => None,
    })
}

/// How much speaks for the two being one.
fn agreement(analysis: Analysis, event: &Draft, draft: &Draft) -> i32 {
    let mut score = 0;
    let shared = draft.people.iter().filter(|participant| event.involves(participant.person)).count();
    score += 4 * i32::from(shared > 0);
    if let (Some(first), Some(second)) = (&event.count, &draft.count) {
        let close = match (number(analysis, first), number(analysis, second)) {
            (Some(one), Some(other)) => (one - other).abs() <= f64::EPSILON || rounded(analysis, (first, one), (second, other)),
            (one, other) => one == other,
        };
        score += 3 * i32::from(close);
    }
    let placed = |draft: &Draft| {
        draft.date.filter(|(_, nearness)| *nearness != Nearness::Saying).and_then(|(date, _)| analysis.mentions.dates[date].edtf)
    };
    if let (Some(first), Some(second)) = (placed(event), placed(draft)) {
        score += if first == second { 2 } else { 1 };
    }
    score += 3 * i32::from(goods_told(event, draft));
    score += 3 * i32::from(event.ordinal.is_some() && event.ordinal == draft.ordinal);
    score += 2 * i32::from(names_the_counted(analysis, event, draft));
    score += 2 * i32::from(draft.anaphoric);
    score += 2 * i32::from(draft.continues);
    score += 2 * i32::from(draft.sums) + 3 * i32::from(tolls(event, draft));
    let same = |one: &Option<super::draft::Party>, other: &Option<super::draft::Party>| matches!((one, other), (Some(one), Some(other)) if one.entity.is_some() && one.entity == other.entity);
    score += i32::from(same(&event.agent, &draft.agent)) + i32::from(same(&event.recipient, &draft.recipient));
    let shares_place = draft.destinations.iter().any(|place| event.destinations.iter().any(|other| other.entity == place.entity));
    let (one, other) = (country(analysis, event), country(analysis, draft));
    score += i32::from(shares_place || one.is_some() && one == other);
    score += i32::from(
        !draft.goods.is_empty()
            && draft
                .goods
                .iter()
                .any(|goods| event.goods.iter().any(|other| words(analysis, Some(*goods)) == words(analysis, Some(*other)))),
    );
    score
}

/// "Two nurses have been set free … Ana Diel and her colleague Otto Reiss were let go": as many names as people were counted shortly before.
fn names_the_counted(analysis: Analysis, event: &Draft, draft: &Draft) -> bool {
    let counted = event.count.as_ref().and_then(|count| number(analysis, count));
    #[expect(clippy::cast_precision_loss, reason = "a handful of people")]
    let named = draft.people.len() as f64;
    event.people.is_empty() && counted == Some(named) && draft.count.is_none() && draft.sentence <= event.sentence + 4
}

/// Adds what the draft knows to the event. The first mention's words win; a nearer date and a surer status win over what was there.
fn join(analysis: Analysis, event: &mut Draft, draft: Draft) {
    let deed = draft.status == Status::Occurred || event.status != Status::Occurred;
    event.status = surer(event.status, draft.status);
    // "handed over … in a prisoner swap": what was given for it tells what it was.
    if &*draft.kind == "exchange" {
        event.kind.clone_from(&draft.kind);
    }
    // "was let out and deported": the release was a step of it.
    if &*event.kind == "release"
        && matches!(&*draft.kind, "deportation" | "extradition")
        && event.sentence == draft.sentence
        && !draft.continues
    {
        event.kind.clone_from(&draft.kind);
    }
    match (event.date, draft.date.filter(|_| deed)) {
        (None, date) => event.date = date,
        (Some((old, old_nearness)), Some((new, new_nearness))) => {
            let dates = &analysis.mentions.dates;
            let finer = match (dates[old].edtf, dates[new].edtf) {
                (None, Some(_)) => true,
                (Some(old), Some(new)) => new.days().unwrap_or(i64::MAX) < old.days().unwrap_or(i64::MAX),
                _ => false,
            };
            if finer || new_nearness < old_nearness && dates[new].edtf.is_some() {
                event.date = Some((new, new_nearness));
            }
        }
        _ => {}
    }
    event.ordinal = event.ordinal.or(draft.ordinal);
    if draft.sums && event.sentence == draft.sentence {
        event.count = draft.count.clone();
    }
    if event.count.is_none() && !draft.anaphoric && !side_of_swap(analysis, event, &draft) {
        event.count = draft.count;
    }
    event.agent = event.agent.take().or(draft.agent);
    event.recipient = event.recipient.take().or(draft.recipient);
    event.origin = event.origin.take().or(draft.origin);
    for place in draft.destinations {
        super::fill::add_place(&mut event.destinations, place);
    }
    for participant in draft.people {
        if !event.involves(participant.person) {
            event.people.push(participant);
        }
    }
    for group in draft.groups {
        if !event.groups.iter().any(|other| other.entity == group.entity) {
            event.groups.push(group);
        }
    }
    event.means = match (event.means.take(), draft.means) {
        (Some(old), Some(new)) if old.count.is_none() && new.count.is_some() => Some(new),
        (old, new) => old.or(new),
    };
    event.legal_basis = event.legal_basis.or(draft.legal_basis);
    event.charges.extend(draft.charges);
    event.term = event.term.or(draft.term);
    if event.goods.is_empty() {
        event.goods = draft.goods;
    }
    event.evidence.extend(draft.evidence);
}

/// What is known of a happening told more than once: that it happened; that it was refused, if it was only wanted.
fn surer(event: Status, draft: Status) -> Status {
    match (event, draft) {
        (Status::Occurred, _) | (_, Status::Occurred) => Status::Occurred,
        (Status::Denied, _) | (_, Status::Denied) => Status::Denied,
        (Status::Planned, _) | (_, Status::Planned) => Status::Planned,
        (first, _) => first,
    }
}
