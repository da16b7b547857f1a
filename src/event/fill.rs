//! A frame to a draft: each phrase that fills a role, read for the mentions in it.

use super::Analysis;
use super::draft::{Count, Draft, Nearness, Participant, Party};
use super::phrase;
use super::referent::{self, Reference};
use super::{
    apposition, company, gap, generic, goods, kin, membership, offence, ordinal, perpetrator, statistics, status, toll, vehicle, when,
};
use crate::mention::{NameKind, Value};
use crate::record::Status;
use crate::rules::{Filler, Frame};
use crate::text::clause::{Clause, ClauseKind, Relation, Tense, Voice};
use crate::text::{Span, Tag};

/// What one frame says of a happening, or `None` where it tells of none. `told` are the drafts before it.
pub fn draft_of(analysis: Analysis, frame: &Frame, told: &[Draft]) -> Option<Draft> {
    let clause = analysis.clauses.clauses.get(frame.clause)?;
    let status = status::status_of(analysis, frame.clause)?;
    // "accused of opening fire, leaving two people dead": who did it is in doubt, what came of it is not.
    let outcome = !clause.finite && status == Status::Alleged;
    let decided = frame.settled && (outcome || clause.modal.is_some() && matches!(status, Status::Planned | Status::Proposed));
    let status = match status {
        _ if decided => Status::Occurred,
        // "Italy's request for the smuggler" is asked for, and granted or refused by what governs it.
        Status::Occurred if frame.asked => Status::Proposed,
        status => status,
    };
    if heading(analysis, frame.sentence)
        || hollow(frame, clause.kind, status)
        || told_in_the_present(analysis, frame)
        || generic::tells_of_whoever(analysis, frame)
    {
        return None;
    }
    let date = toll::date(analysis, frame).map(|date| (date, Nearness::Sentence)).or_else(|| {
        let stated = when::date_of(analysis, frame.clause);
        // "A year after the raid, a court on Wednesday awarded": a day that is known before one that is not.
        let placed = stated.filter(|(date, _)| analysis.mentions.dates[*date].edtf.is_some());
        placed.or_else(|| Some((when::near_date(analysis, frame)?, Nearness::Sentence))).or(stated)
    });
    let told_as_past = clause.tense == Tense::Past || clause.perfect;
    let status = match date.filter(|_| &*frame.family == "court" && status == Status::Occurred && !told_as_past) {
        // "when she is sentenced on 3 May": what bears a day to come is to come.
        Some((date, _)) if when::to_come(analysis, date) => Status::Planned,
        _ => status,
    };
    // The day of a request, a ruling or a denial is not that of the deed.
    let own = |date: &(usize, Nearness)| date.1 == Nearness::Clause || when::to_come(analysis, date.0);
    let date = date.filter(|date| status == Status::Occurred || own(date));
    let mut draft = Draft {
        kind: frame.kind.clone(),
        family: frame.family.clone(),
        status,
        trigger: frame.trigger,
        rule: frame.rule.clone(),
        sentence: frame.sentence,
        clause: frame.clause,
        anaphoric: false,
        continues: frame.continues || frame.role("people").any(|filler| referent::nobody(analysis, filler.head)),
        sums: frame.role("toll").next().is_some(),
        introduces: frame.role("people").any(|filler| &*filler.slot == "pattern"),
        date,
        ordinal: None,
        count: None,
        agent: None,
        recipient: None,
        origin: None,
        destinations: Vec::new(),
        people: Vec::new(),
        unnamed: false,
        groups: Vec::new(),
        means: None,
        legal_basis: None,
        charges: Vec::new(),
        term: None,
        term_unit: None,
        goods: Vec::new(),
        evidence: vec![(frame.sentence, frame.rule.clone())],
    };
    fill_people(analysis, frame, &mut draft, told);
    // "The eleventh suspect, known as Otto Reiss, was": somebody after all.
    let named = |filler: &Filler| phrase::person_of(analysis, &filler.tokens, filler.head).is_some();
    draft.continues = draft.continues && (frame.continues || !frame.role("people").any(named));
    let bare = draft.people.is_empty() && draft.count.is_none() && !draft.unnamed;
    draft.anaphoric |= bare && clause.kind == ClauseKind::Noun && refers_back(analysis, clause.head);
    fill_parties(analysis, frame, &mut draft);
    if &*draft.family == "violence" && draft.agent.is_none() {
        draft.agent = perpetrator::of(analysis, frame.clause);
    }
    fill_things(analysis, frame, &mut draft);
    draft.term_unit = draft.term.filter(|term| gap::unit_of(analysis, *term).is_none()).and_then(|_| {
        let before = told.iter().rev().take_while(|other| other.sentence + 1 >= frame.sentence);
        before.filter_map(|other| gap::unit_of(analysis, other.term?)).next()
    });
    draft.ordinal = ordinal::ordinal_of(analysis, frame, clause.kind);
    if draft.count.is_none() && changes(analysis, clause) {
        return None;
    }
    let particular = draft.date.is_some() || draft.count.is_some() || !draft.people.is_empty();
    // "the value of assets seized in connection with them": a participle that says no more than which goods are meant.
    // "Seized from them were two rifles": the auxiliary stands behind.
    let inverted = analysis.text.sentences[frame.sentence].tokens.start == clause.head;
    let bare = &*draft.kind == "seizure" && !clause.finite && !inverted && !particular && draft.agent.is_none();
    (!bare && (particular || !general(frame, clause))).then_some(draft)
}

/// Headings repeat what the paragraphs tell.
fn heading(analysis: Analysis, sentence: usize) -> bool {
    analysis.text.paragraphs[analysis.text.sentences[sentence].paragraph].heading
}

/// What is not told as a happening: a term that may be imposed ("faces life"), a crime that is only the matter of a charge ("for
/// the murder of").
fn hollow(frame: &Frame, kind: ClauseKind, status: Status) -> bool {
    match &*frame.family {
        // Nor a charge that was never brought.
        "court" => matches!(status, Status::Proposed | Status::Alleged | Status::Denied),
        "transfer" => false,
        // Nobody reports an arrest that was only asked for or did not come; an execution can be planned.
        _ => status != Status::Occurred && (kind == ClauseKind::Noun || !matches!(status, Status::Planned | Status::Alleged)),
    }
}

/// "Suppose a court sentences a boy to five years", "some had been convicted of arson": a case in general, or the past of somebody
/// whom the story is not about.
fn general(frame: &Frame, clause: &Clause) -> bool {
    let plain_present = clause.tense == Tense::Present && !clause.perfect && clause.voice == Voice::Active && clause.tokens.len() == 1;
    &*frame.family == "court" && (plain_present || clause.perfect && clause.tense == Tense::Past)
}

/// "Seizures of cannabis fell by a third": so many more or fewer of a kind, and none in particular.
fn changes(analysis: Analysis, clause: &Clause) -> bool {
    let Some((parent, Relation::Argument)) = clause.parent.filter(|_| clause.kind == ClauseKind::Noun) else { return false };
    let above = &analysis.clauses.clauses[parent];
    statistics::is_change(&analysis.text.language, &above.lemma)
        && above.slots("subject").chain(above.slots("object")).any(|slot| slot.head == clause.head)
}

/// Verbs of states that something left behind: "14 suspects are in custody".
const STATES: &[&str] = &["be", "remain"];

/// "A man is arrested at an airport": plots, rules and habits are told in the present; what happened is not.
fn told_in_the_present(analysis: Analysis, frame: &Frame) -> bool {
    let clause = &analysis.clauses.clauses[frame.clause];
    if &*frame.family == "court" {
        return row_in_the_present(analysis, clause);
    }
    // "When he is at last extradited, it comes as a relief": a plot, or what is still to come.
    let timed = matches!(clause.parent, Some((_, Relation::Adverbial))) && clause.voice == Voice::Passive;
    (matches!(&*frame.family, "violence" | "enforcement") || &*frame.family == "transfer" && timed)
        && clause.kind == ClauseKind::Verb
        && (clause.tense == Tense::Present || row_in_the_present(analysis, clause))
        && !STATES.contains(&&*clause.lemma)
        && !clause.perfect
        && clause.modal.is_none()
}

/// "is convicted and sentenced to life": a participle in a row takes its tense from the first.
fn row_in_the_present(analysis: Analysis, clause: &Clause) -> bool {
    let Some((parent, Relation::Coordinate)) = clause.parent else { return false };
    let first = &analysis.clauses.clauses[parent];
    !clause.finite
        && clause.tokens.len() == 1
        && first.tense == Tense::Present
        && !first.perfect
        && first.voice == Voice::Passive
        && first.modal.is_none()
}

/// "the transfer", "that handover", "such a delivery": the noun points back.
fn refers_back(analysis: Analysis, head: usize) -> bool {
    let text = analysis.text;
    let mut at = head;
    for _ in 0..4 {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        at = before;
        let word = text.lower(at).to_owned();
        if matches!(word.as_str(), "the" | "this" | "that" | "these" | "those" | "such") {
            return true;
        }
        if !matches!(text.tokens[at].tag, Tag::Adj | Tag::Noun | Tag::Num) {
            return false;
        }
    }
    false
}

/// Those whom it happened to: names, number, and the groups they belong to.
fn fill_people(analysis: Analysis, frame: &Frame, draft: &mut Draft, told: &[Draft]) {
    let fillers: Vec<&Filler> = frame.role("people").collect();
    let mut numbers: Vec<(usize, f64, bool)> = Vec::new();
    let mut single_names = 0_u32;
    for filler in &fillers {
        let named = phrase::person_of(analysis, &filler.tokens, filler.head)
            .or_else(|| apposition::person_before(analysis, &filler.tokens, filler.head));
        if let Some(participant) = named {
            if phrase::speaks(analysis, participant.span) {
                continue;
            }
            add_person(draft, participant);
            // "X and 28 others" are 29; "three men, including X" are three.
            single_names += u32::from(numbers.is_empty());
        } else {
            match referent::reference_of(analysis, &filler.tokens, filler.head) {
                Reference::One => {
                    match analysis.references.person(filler.head) {
                        Some(participant) => add_person(draft, participant.clone()),
                        None => draft.unnamed = true,
                    }
                    draft.anaphoric = true;
                }
                Reference::Several => {
                    draft.anaphoric = true;
                    let told = referent::people_before(filler.span, frame.sentence, told);
                    let named = analysis.references.several(filler.head);
                    let same = |participant: &Participant| analysis.text.sentence_at(participant.span.start) == Some(frame.sentence);
                    let nearest = told.is_empty() || named.len() == 2 && named.iter().all(same);
                    let meant = if nearest { named } else { &told };
                    for participant in meant {
                        add_person(draft, participant.clone());
                    }
                    if meant.is_empty() && analysis.text.tokens[filler.head].tag == Tag::Pron {
                        numbers.extend(counted_subject(analysis, frame.clause, filler.head));
                    }
                }
                Reference::New if referent::some_of_those(analysis, filler.head) => draft.anaphoric = true,
                Reference::New => match analysis.references.person(filler.head) {
                    Some(participant) => add_person(draft, participant.clone()),
                    None => {
                        let one = referent::one_unnamed(analysis, &filler.tokens, filler.head);
                        draft.unnamed |= one;
                        // "a boy and two women", "two women and a boy" are three.
                        let start = filler.tokens.start.min(filler.head);
                        let joined = start > 0 && analysis.text.tokens[start - 1].tag == Tag::Cconj;
                        single_names += u32::from(one && (numbers.is_empty() || joined));
                    }
                },
            }
        }
        for participant in all_of_whom(analysis, frame) {
            add_person(draft, participant);
        }
        for participant in with_others(analysis, filler) {
            single_names += u32::from(!draft.involves(participant.person));
            add_person(draft, participant);
        }
        if let Some((index, quantity)) = phrase::quantity_of(analysis, &filler.tokens, filler.head) {
            if let Value::Number(number) = quantity.value {
                numbers.push((index, number, quantity.additional));
            } else {
                numbers.push((index, 0.0, quantity.additional));
            }
            for participant in apposed_people(analysis, filler, quantity.value) {
                add_person(draft, participant);
            }
        }
        for participant in described_people(analysis, filler) {
            add_person(draft, participant);
        }
        if let Some(participant) = joined_to_pronoun(analysis, filler) {
            add_person(draft, participant);
        }
        for participant in introduced_people(analysis, filler).into_iter().chain(counted_among(analysis, filler)) {
            add_person(draft, participant);
        }
        membership::fill(analysis, filler, draft);
    }
    if draft.people.len() > 1 && single_names > 1 {
        for participant in listed_before(analysis, frame, &fillers) {
            add_person(draft, participant);
        }
    }
    for participant in kin::listed_by_agreement(analysis, frame, draft, numbers.is_empty()) {
        add_person(draft, participant);
    }
    for participant in kin::behind(analysis, frame, &fillers, draft) {
        single_names += u32::from(!draft.involves(participant.person));
        add_person(draft, participant);
    }
    if let Some(filler) = fillers.first() {
        company::join(analysis, frame, filler, draft, &mut numbers);
    }
    draft.count = count_of(&numbers, single_names);
    if draft.count.is_none()
        && let Some((index, quantity)) = frame.role("count").find_map(|filler| phrase::quantity_of(analysis, &filler.tokens, filler.head))
    {
        draft.count = Some(Count { quantity: index, sum: None, additional: quantity.additional });
    }
}

pub fn add_person(draft: &mut Draft, participant: Participant) {
    if !draft.involves(participant.person) {
        draft.people.push(participant);
    }
}

/// One number, or the sum over the members of a list: "five Vietnamese and three Cubans" are eight, "X and 28 others" 29.
fn count_of(numbers: &[(usize, f64, bool)], single_names: u32) -> Option<Count> {
    let (first, value, additional) = *numbers.first()?;
    if numbers.len() == 1 && single_names == 0 {
        return Some(Count { quantity: first, sum: None, additional });
    }
    if numbers.iter().any(|(_, number, _)| *number == 0.0) {
        return Some(Count { quantity: first, sum: None, additional });
    }
    let others: f64 = numbers[1..].iter().map(|(_, number, _)| number).sum();
    Some(Count { quantity: first, sum: Some(value + others + f64::from(single_names)), additional: false })
}

/// "two brothers, Arben and Ilir Dushku," "three Colombians: A, B and C": as many names as the number says, put beside it.
fn apposed_people(analysis: Analysis, filler: &Filler, value: Value) -> Vec<Participant> {
    let text = analysis.text;
    let Value::Number(number) = value else {
        return Vec::new();
    };
    let sentence = &text.sentences[text.sentence_at(filler.span.start).unwrap_or(0)];
    let next = filler.head + 1;
    if !(2.0..=12.0).contains(&number) || next >= sentence.tokens.end {
        return Vec::new();
    }
    let person = |token: usize| analysis.mentions.names.at(text.tokens[token].span.start).is_some_and(|name| name.kind == NameKind::Person);
    let near = (next..sentence.tokens.end.min(next + 12)).any(person);
    if !near && !(next..sentence.tokens.end).any(|token| text.word(token) == ":") {
        return Vec::new();
    }
    let listed = phrase::listed_people(analysis, next, sentence.tokens.end);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 2 and 12")]
    let most = number as usize;
    let listed = if listed.len() == most { listed } else { apposition::names_beside(analysis, &filler.tokens, filler.head) };
    if listed.len() == most { listed } else { Vec::new() }
}

/// "his accomplices, Oleg Rusk and Lev Orlow, received": two names or more put beside a plural that has no number.
fn described_people(analysis: Analysis, filler: &Filler) -> Vec<Participant> {
    let text = analysis.text;
    let word = text.lower(filler.head);
    let plural = text.tokens[filler.head].tag == Tag::Noun
        && (word.ends_with('s') && !word.ends_with("ss") || matches!(word, "men" | "women" | "couple" | "pair" | "duo" | "trio"));
    let Some(sentence) = text.sentence_at(filler.span.start).filter(|_| plural) else { return Vec::new() };
    let end = text.sentences[sentence].tokens.end;
    let mut found = Vec::new();
    let mut at = filler.head + 1;
    while at < end {
        let name = analysis.mentions.names.at(text.tokens[at].span.start).filter(|name| name.kind == NameKind::Person);
        match name {
            Some(name) => {
                found.push(Participant { person: name.entity, span: name.span });
                at = text.tokens_in(name.span).end.max(at + 1);
            }
            None if matches!(text.word(at), "," | "and" | ":") || text.tokens[at].tag == Tag::Num => at += 1,
            None => break,
        }
    }
    if found.len() > 1 { found } else { apposition::names_beside(analysis, &filler.tokens, filler.head) }
}

/// "Three men were taken off the plane because prosecutors had charged them": the number of those whom the verb before is about.
fn counted_subject(analysis: Analysis, clause: usize, pronoun: usize) -> Option<(usize, f64, bool)> {
    let clauses = &analysis.clauses.clauses;
    let persons = |quantity: &crate::mention::Quantity| quantity.unit.as_deref() == Some("person");
    let before = clauses[..clause].iter().rev().take_while(|other| other.sentence == clauses[clause].sentence);
    let verbs = before.filter(|other| other.kind == ClauseKind::Verb && other.head < pronoun);
    verbs.flat_map(|verb| verb.slots(if verb.voice == Voice::Passive { "object" } else { "subject" })).find_map(|slot| {
        let (index, quantity) = phrase::quantity_of(analysis, &slot.tokens, slot.head)?;
        match quantity.value {
            Value::Number(number) if number >= 2.0 && (persons(quantity) || phrase::names_people(analysis.text, slot.head)) => {
                Some((index, number, false))
            }
            _ => None,
        }
    })
}

/// "let him and his friend Otto Reiss out", "took her and Ana Diel": the name that "and" joins to a pronoun.
fn joined_to_pronoun(analysis: Analysis, filler: &Filler) -> Option<Participant> {
    let text = analysis.text;
    let and = filler.head + 1;
    let end = text.sentences[text.sentence_at(filler.span.start)?].tokens.end;
    let joined = text.tokens[filler.head].tag == Tag::Pron && and < end && text.lower(and) == "and";
    let inside = |token: &usize| {
        matches!(text.tokens[*token].tag, Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Pron) || text.word(*token) == ","
    };
    let named = (and + 1..end.min(and + 7)).take_while(inside).find_map(|token| analysis.mentions.names.at(text.tokens[token].span.start));
    let name = named.filter(|name| joined && name.kind == NameKind::Person)?;
    Some(Participant { person: name.entity, span: name.span })
}

/// Names behind "including", "among them", "among whom", in the same sentence and behind the phrase.
fn introduced_people(analysis: Analysis, filler: &Filler) -> Vec<Participant> {
    let text = analysis.text;
    let Some(sentence) = text.sentence_at(filler.span.start) else {
        return Vec::new();
    };
    let end = text.sentences[sentence].tokens.end;
    let mut at = filler.head + 1;
    while at < end {
        let word = text.lower(at).to_owned();
        let next = if at + 1 < end { text.lower(at + 1).to_owned() } else { String::new() };
        let cue = match word.as_str() {
            "including" | "included" | "include" | "includes" => 1,
            "among" if matches!(next.as_str(), "them" | "whom" | "these" | "those") => 2,
            "notably" | "namely" => 1,
            _ => 0,
        };
        if cue > 0 {
            // "paid by traffickers, among them X": X is one of the people named right before the cue.
            let before = (filler.tokens.end.max(filler.head + 1)..at).rev().find(|token| text.tokens[*token].tag != Tag::Punct);
            let others = before.is_some_and(|token| {
                text.tokens[token].tag == Tag::Noun && text.lemma(token) != text.lower(token) && phrase::names_people(text, token)
            });
            if others {
                return Vec::new();
            }
            return phrase::listed_people(analysis, at + cue, end);
        }
        at += 1;
    }
    Vec::new()
}

/// "brought against A, the mate, and B, a sailor, both of whom had been arrested": the people named before "of whom".
fn all_of_whom(analysis: Analysis, frame: &Frame) -> Vec<Participant> {
    let text = analysis.text;
    let first = text.sentences[frame.sentence].tokens.start;
    let trigger = text.tokens_in(frame.trigger).start;
    let Some(part) = trigger.checked_sub(3).filter(|part| *part > first && text.lower(part + 1) == "of" && text.lower(part + 2) == "whom")
    else {
        return Vec::new();
    };
    let most = match text.lower(part) {
        "both" => 2,
        "all" => usize::MAX,
        _ => return Vec::new(),
    };
    let before = Span::new(text.tokens[first].span.start, text.tokens[part].span.start);
    let person = |name: &&crate::mention::Name| name.kind == NameKind::Person && !name.alias && !name.definite;
    let names: Vec<Participant> =
        analysis.mentions.names.within(before).filter(person).map(|name| Participant { person: name.entity, span: name.span }).collect();
    let from = names.len().saturating_sub(most);
    if names.len() > 1 { names[from..].to_vec() } else { Vec::new() }
}

/// "X, husband of Y, and 13 others were released": the names of the list that the number ends.
fn with_others(analysis: Analysis, filler: &Filler) -> Vec<Participant> {
    let text = analysis.text;
    let start = filler.tokens.start.min(filler.head);
    let Some(and) = start.checked_sub(1).filter(|and| text.tokens[*and].tag == Tag::Cconj) else { return Vec::new() };
    if !matches!(text.lower(filler.head), "others" | "other") {
        return Vec::new();
    }
    let first = text.sentence_at(filler.span.start).map_or(and, |sentence| text.sentences[sentence].tokens.start);
    let verb = (first..and).rev().find(|token| text.tokens[*token].form.finite());
    phrase::listed_people(analysis, verb.map_or(first, |verb| verb + 1), and)
}

/// "A and B were among 24 prisoners who …": the subjects of "were" are some of them.
fn counted_among(analysis: Analysis, filler: &Filler) -> Vec<Participant> {
    let text = analysis.text;
    let start = filler.tokens.start.min(filler.head);
    let Some(sentence) = text.sentence_at(filler.span.start) else { return Vec::new() };
    let first = text.sentences[sentence].tokens.start;
    let Some(among) = start.checked_sub(1).filter(|among| *among > first && text.lower(*among) == "among") else { return Vec::new() };
    match (first..among).rev().take(2).find(|token| text.lemma(*token) == "be") {
        Some(verb) => phrase::listed_people(analysis, first, verb),
        None => Vec::new(),
    }
}

/// The names of the list before a passive, of which the parser may have lost some: "A, a/k/a …, B and C were extradited".
fn listed_before(analysis: Analysis, frame: &Frame, fillers: &[&Filler]) -> Vec<Participant> {
    let trigger = analysis.text.tokens_in(frame.trigger).start;
    match fillers.iter().filter(|filler| filler.head < trigger).map(|filler| filler.tokens.start).min() {
        Some(first) => phrase::listed_people(analysis, first, trigger),
        None => Vec::new(),
    }
}

/// Who did it, to whom, from where and to where.
fn fill_parties(analysis: Analysis, frame: &Frame, draft: &mut Draft) {
    draft.agent = frame.role("agent").find_map(|filler| party(analysis, frame, filler));
    // "was arrested in May and let out in June": nobody does it to himself.
    if let Some(Party { entity: Some((NameKind::Person, person)), .. }) = draft.agent
        && draft.involves(person)
    {
        draft.agent = None;
    }
    draft.recipient = frame.role("recipient").find_map(|filler| party(analysis, frame, filler));
    // "five men from Vietnam and Laos were flown": where they are from, not whence they were flown.
    let trigger = analysis.text.tokens_in(frame.trigger).start;
    let verbal = analysis.clauses.clauses[frame.clause].kind == ClauseKind::Verb;
    let moved_from = |filler: &&Filler| !verbal || filler.head > trigger;
    draft.origin = frame.role("origin").filter(moved_from).find_map(|filler| places(analysis, filler).into_iter().next());
    // "let out of Mora prison camp": a prison by its name is whence they came.
    draft.origin = draft.origin.take().or_else(|| frame.role("prison").find_map(|filler| named_prison(analysis, filler)));
    for filler in frame.role("destinations") {
        for place in places(analysis, filler) {
            add_place(&mut draft.destinations, place);
        }
    }
}

/// The words of a prison that has a name: "Mora prison camp", "HMP Mora".
fn named_prison(analysis: Analysis, filler: &Filler) -> Option<Party> {
    let text = analysis.text;
    let mut tokens = filler.tokens.start..filler.tokens.end.max(filler.head + 1);
    while tokens.len() > 1 && matches!(text.tokens[tokens.start].tag, Tag::Det | Tag::Pron | Tag::Adp) {
        tokens.start += 1;
    }
    let named = (tokens.start..filler.head + 1).any(|token| text.tokens[token].tag == Tag::Propn);
    let span = text.span_of(tokens);
    named.then(|| Party { name: span.of(text.content).to_owned(), span, entity: None })
}

/// Adds a place unless the same one is there.
pub fn add_place(places: &mut Vec<Party>, place: Party) {
    let same = |other: &Party| other.entity.is_some() && other.entity == place.entity || other.name == place.name;
    if !places.iter().any(same) {
        places.push(place);
    }
}

fn party(analysis: Analysis, frame: &Frame, filler: &Filler) -> Option<Party> {
    if analysis.text.tokens[filler.head].tag == Tag::Pron {
        return referent::party_before(analysis, frame.clause, filler.head);
    }
    let number = analysis.text.tokens[filler.head].tag == Tag::Num;
    if referent::bare_party(analysis, filler) || number || when::date_at(analysis, filler.head).is_some() {
        return None;
    }
    if let Some(name) = apposition::named_before(analysis, &filler.tokens, filler.head) {
        return Some(phrase::party_of_name(analysis, name));
    }
    phrase::party_of(analysis, &filler.tokens, filler.head)
}

/// The places of a phrase: its head, or those that its head is said to be in ("the prison of Lecce").
fn places(analysis: Analysis, filler: &Filler) -> Vec<Party> {
    let names = &analysis.mentions.names;
    if let Some(name) = names.at(analysis.text.tokens[filler.head].span.start) {
        return if name.kind == NameKind::Place { vec![phrase::party_of_name(analysis, name)] } else { Vec::new() };
    }
    names
        .within(filler.span)
        .filter(|name| name.kind == NameKind::Place)
        .map(|name| phrase::party_of_name(analysis, name))
        .take(1)
        .collect()
}

/// Vehicle, law, offences, term and goods.
fn fill_things(analysis: Analysis, frame: &Frame, draft: &mut Draft) {
    let words = |filler: &Filler| phrase::trimmed(analysis, &filler.tokens, filler.head);
    draft.means = frame.role("means").next().map(|filler| vehicle::means_of(analysis, &filler.tokens, filler.head));
    draft.means = draft.means.take().or_else(|| vehicle::aboard(analysis, frame));
    draft.legal_basis = frame.role("legal_basis").next().map(words);
    for filler in frame.role("charges") {
        for offence in offence::offences_of(analysis, &filler.tokens, filler.head) {
            if !draft.charges.iter().any(|other| other.overlaps(offence)) {
                draft.charges.push(offence);
            }
        }
    }
    draft.term = frame.role("sentence").next().map(|filler| filler.span);
    draft.term_unit = draft.term.and_then(|term| gap::unit_told_before(analysis, term));
    if draft.charges.is_empty()
        && let Some(term) = draft.term
    {
        let text = analysis.text;
        draft.charges = offence::stated(analysis, text.tokens_in(term).end, text.sentences[frame.sentence].tokens.end);
    }
    goods::fill(analysis, frame, draft);
}
