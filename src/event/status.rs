//! Did it happen? The status of a clause or event noun from its own modality and negation and from everything that governs
//! it, to any depth: "denied reports that 40 prisoners had been handed over" denies the handover.

use super::Analysis;
use crate::mention::NameKind;
use crate::record::Status;
use crate::text::clause::{Clause, ClauseKind, Relation, Tense, Voice};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// How a word stands to the clause that it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Attitude {
    Fact,
    Planned,
    Proposed,
    Alleged,
    Denied,
    /// It names no happening at all: a hypothesis, a treaty, a habit.
    Nothing,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Lists {
    planned: Vec<String>,
    proposed: Vec<String>,
    denied: Vec<String>,
    alleged: Vec<String>,
    fact: Vec<String>,
    nothing: Vec<String>,
    hypothetical: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verb: Lists,
    noun: Lists,
    adverb: Lists,
    modal: Lists,
    mark: Lists,
    preposition: Lists,
}

type Words = FxHashMap<String, Attitude>;

/// The words of one language that decide status.
#[derive(Debug, Default)]
struct Lexicon {
    verb: Words,
    noun: Words,
    adverb: Words,
    modal: Words,
    mark: Words,
    preposition: Words,
}

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../rules/en/status.toml")));

impl Lists {
    fn words(self) -> Words {
        let mut words = Words::default();
        let lists = [
            (self.fact, Attitude::Fact),
            (self.planned, Attitude::Planned),
            (self.proposed, Attitude::Proposed),
            (self.alleged, Attitude::Alleged),
            (self.denied, Attitude::Denied),
            (self.nothing, Attitude::Nothing),
            (self.hypothetical, Attitude::Nothing),
        ];
        for (list, attitude) in lists {
            words.extend(list.into_iter().map(|word| (word, attitude)));
        }
        words
    }
}

impl Lexicon {
    fn parse(source: &str) -> Self {
        let Ok(file) = toml::from_str::<File>(source) else {
            debug_assert!(false, "rules/en/status.toml does not parse");
            return Self::default();
        };
        Self {
            verb: file.verb.words(),
            noun: file.noun.words(),
            adverb: file.adverb.words(),
            modal: file.modal.words(),
            mark: file.mark.words(),
            preposition: file.preposition.words(),
        }
    }
}

/// The status of the happening that a clause tells, or `None` where it tells of none (a hypothesis, a treaty's name).
pub fn status_of(analysis: Analysis, clause: usize) -> Option<Status> {
    let lexicon = &*ENGLISH;
    let mut attitude = own_attitude(lexicon, analysis, &analysis.clauses.clauses[clause]);
    let mut at = clause;
    // A chain longer than this is no sentence that anyone has written.
    for _ in 0..12 {
        let Some((parent, relation)) = analysis.clauses.clauses[at].parent else {
            break;
        };
        if parent == at {
            break;
        }
        // "is alleged to have ordered the murder of a rival who was shot": what a relative clause tells as past, nothing above it takes back.
        let child = &analysis.clauses.clauses[at];
        if relation == Relation::Relative && child.finite && child.tense == Tense::Past && child.modal.is_none() {
            break;
        }
        if parted_by_semicolon(analysis, child, &analysis.clauses.clauses[parent]) {
            break;
        }
        attitude = combine(attitude, governing_attitude(lexicon, analysis, at, parent, relation));
        // "in an attempt to force them to free": what governs the infinitive above governs this one.
        let above = &analysis.clauses.clauses[parent];
        if matches!(relation, Relation::Open | Relation::Complement)
            && !above.finite
            && let Some(outer) = infinitive_attitude(lexicon, analysis, above)
        {
            attitude = combine(attitude, outer);
        }
        at = parent;
    }
    match attitude {
        Attitude::Fact => Some(Status::Occurred),
        Attitude::Planned => Some(Status::Planned),
        Attitude::Proposed => Some(Status::Proposed),
        Attitude::Alleged => Some(Status::Alleged),
        Attitude::Denied => Some(Status::Denied),
        Attitude::Nothing => None,
    }
}

/// "The army killed nine men; senators called on the minister to go": a statement of its own, wherever the parser hung it.
fn parted_by_semicolon(analysis: Analysis, child: &Clause, parent: &Clause) -> bool {
    let between = child.head.min(parent.head)..child.head.max(parent.head);
    child.finite && child.sentence == parent.sentence && between.clone().any(|token| analysis.text.word(token) == ";")
}

/// What the clause says by itself: negation, modal verb, adverbs, the words around an event noun.
fn own_attitude(lexicon: &Lexicon, analysis: Analysis, clause: &Clause) -> Attitude {
    let text = analysis.text;
    if clause.negated {
        return Attitude::Denied;
    }
    if let Some(mark) = clause.slots("mark").next()
        && lexicon.mark.contains_key(text.lemma(mark.head))
        && !before_somebody(analysis, mark.head, clause)
        && !ended_by(analysis, mark.head, clause)
    {
        return Attitude::Nothing;
    }
    if clause.kind == ClauseKind::Noun {
        return noun_attitude(lexicon, analysis, clause);
    }
    if let Some(modal) = &clause.modal {
        let attitude = lexicon.modal.get(&**modal).copied().unwrap_or(Attitude::Fact);
        // "may have been flown" is a guess about the past, "would have been sent" a case that did not come about.
        return match (attitude, clause.perfect) {
            (Attitude::Planned, true) if &**modal == "would" => Attitude::Nothing,
            (Attitude::Proposed | Attitude::Alleged, true) => Attitude::Alleged,
            (Attitude::Alleged, false) => Attitude::Proposed,
            (attitude, _) => attitude,
        };
    }
    let wished = infinitive_attitude(lexicon, analysis, clause).or_else(|| wished_for(lexicon, analysis, clause));
    wished.unwrap_or_else(|| adverb_attitude(lexicon, analysis, clause))
}

/// "wants him arrested", "ordered them freed": a bare participle behind a pronoun and a verb of wishing.
fn wished_for(lexicon: &Lexicon, analysis: Analysis, clause: &Clause) -> Option<Attitude> {
    let text = analysis.text;
    let pronoun = clause.head.checked_sub(1).filter(|_| clause.tokens.len() == 1 && !clause.finite)?;
    let verb = pronoun.checked_sub(1).filter(|verb| *verb >= text.sentences[clause.sentence].tokens.start)?;
    let wish = matches!(text.lower(pronoun), "him" | "her" | "them" | "me" | "us") && text.tokens[verb].tag.verbal();
    lexicon.verb.get(text.lemma(verb)).copied().filter(|attitude| wish && *attitude != Attitude::Fact)
}

/// "is to be sentenced"; "are expected to hand over" where the parse lost the verb above: by the word before "to".
fn infinitive_attitude(lexicon: &Lexicon, analysis: Analysis, clause: &Clause) -> Option<Attitude> {
    let text = analysis.text;
    let first = text.sentences[clause.sentence].tokens.start;
    let from = clause.tokens.start.saturating_sub(1).max(first + 1);
    let to = (from..clause.head).find(|token| text.lower(*token) == "to")?;
    let governor = to - 1;
    // "too ill to be deported".
    if governor > first && text.tokens[governor].tag == crate::text::Tag::Adj && text.lower(governor - 1) == "too" {
        return Some(Attitude::Denied);
    }
    if text.lemma(governor) == "be" {
        // "was to have been charged": what had been meant to be and was not.
        return Some(if clause.perfect || text.lower(to + 1) == "have" { Attitude::Nothing } else { Attitude::Planned });
    }
    let above = clause.parent.is_some_and(|(parent, _)| analysis.clauses.clauses[parent].tokens.contains(&governor));
    // "a bid to extradite him": a noun over the infinitive.
    if text.tokens[governor].tag == crate::text::Tag::Noun {
        return lexicon.noun.get(text.lemma(governor)).copied().filter(|attitude| *attitude != Attitude::Nothing);
    }
    let attitude = lexicon.verb.get(text.lemma(governor)).copied().filter(|attitude| *attitude != Attitude::Fact)?;
    (!above).then_some(attitude)
}

/// "was allegedly flown", "reportedly handed over".
fn adverb_attitude(lexicon: &Lexicon, analysis: Analysis, clause: &Clause) -> Attitude {
    let text = analysis.text;
    let first = text.sentences[clause.sentence].tokens.start;
    let from = clause.tokens.start.saturating_sub(2).max(first);
    (from..clause.tokens.end)
        .filter_map(|token| lexicon.adverb.get(text.lemma(token)).copied())
        .find(|attitude| *attitude == Attitude::Alleged)
        .unwrap_or(Attitude::Fact)
}

/// "extradition request", "a request for his extradition", "after his extradition", "no extradition".
fn noun_attitude(lexicon: &Lexicon, analysis: Analysis, clause: &Clause) -> Attitude {
    let text = analysis.text;
    let sentence = text.sentences[clause.sentence].tokens.clone();
    // The noun after it, where the event noun is only its first half: "extradition treaty".
    if clause.head + 1 < sentence.end
        && let Some(attitude) = lexicon.noun.get(text.lemma(clause.head + 1))
    {
        return *attitude;
    }
    // Back over determiner, possessive and adjectives to the preposition before the noun phrase.
    let mut before = clause.head;
    for _ in 0..6 {
        if before == sentence.start {
            return Attitude::Fact;
        }
        before -= 1;
        let word = text.lower(before).to_owned();
        if word == "no" {
            return Attitude::Denied;
        }
        if word == "whose" {
            return behind_whose(lexicon, analysis, clause);
        }
        if text.tokens[before].tag == crate::text::Tag::Adp || text.tokens[before].tag == crate::text::Tag::Sconj {
            let governed = before.checked_sub(1).filter(|token| *token >= sentence.start);
            let noun = governed.and_then(|token| lexicon.noun.get(text.lemma(token))).copied();
            if let Some(attitude) = noun {
                return if attitude == Attitude::Nothing { Attitude::Fact } else { attitude };
            }
            return lexicon.preposition.get(&word).copied().unwrap_or(Attitude::Fact);
        }
        if text.tokens[before].tag == crate::text::Tag::Verb {
            return Attitude::Fact;
        }
    }
    Attitude::Fact
}

/// "whose release has been demanded", "whose extradition Spain refused": the verb behind the noun governs it.
fn behind_whose(lexicon: &Lexicon, analysis: Analysis, noun: &Clause) -> Attitude {
    let clauses = &analysis.clauses.clauses;
    let first = clauses.partition_point(|clause| clause.sentence < noun.sentence);
    let mut behind = clauses[first..].iter().take_while(|clause| clause.sentence == noun.sentence);
    let verb = behind.find(|clause| clause.kind == ClauseKind::Verb && clause.head > noun.head);
    let attitude = verb.and_then(|verb| lexicon.verb.get(&*verb.lemma)).copied().unwrap_or(Attitude::Fact);
    match (attitude, verb.is_some_and(|verb| verb.negated)) {
        (Attitude::Denied, true) => Attitude::Fact,
        (_, true) => Attitude::Denied,
        (attitude, false) => attitude,
    }
}

/// What the parent clause makes of its child.
fn governing_attitude(lexicon: &Lexicon, analysis: Analysis, child: usize, parent: usize, relation: Relation) -> Attitude {
    let clauses = &analysis.clauses.clauses;
    let (child, parent) = (&clauses[child], &clauses[parent]);
    let class = lexicon.verb.get(&*parent.lemma).or_else(|| lexicon.noun.get(&*parent.lemma)).copied();
    let class = idiom(lexicon, analysis, parent).or(class).unwrap_or(Attitude::Fact);
    let attitude = match relation {
        Relation::Relative | Relation::Adverbial => return Attitude::Fact,
        // "while the driver got two years" stands beside, wherever the parser hung it.
        _ if child.slots("mark").any(|mark| matches!(analysis.text.lower(mark.head), "while" | "whereas")) => return Attitude::Fact,
        _ if names_somebody(analysis, parent) => return Attitude::Fact,
        Relation::Coordinate => {
            // Verbs in a row share the modal verb of the first: "will be arrested and deported".
            let shares = child.modal.is_none()
                && parent.modal.is_some()
                && (!child.finite || child.tense == parent.tense && child.tokens.len() == 1);
            return if shares { own_attitude(lexicon, analysis, parent) } else { Attitude::Fact };
        }
        // "is to be flown", "is due to be flown": the copula or auxiliary stands over an infinitive.
        // "the request has gone unanswered" is no future.
        Relation::Argument if &*parent.lemma == "go" => Attitude::Fact,
        // "officers were able to catch him": what somebody was able to do is done.
        Relation::Open if &*parent.lemma == "be" && able(analysis, child) => class,
        Relation::Open if &*parent.lemma == "be" && !child.finite => Attitude::Planned,
        // "claimed that", but not "claimed to have": both are one-sided. "denied that", "refused to".
        Relation::Open | Relation::Complement | Relation::Argument => class,
    };
    let attitude = match attitude {
        // A plan or wish in a reported clause: "planned that", "wanted to".
        // "The decision to let him go was not easy" denies the ease.
        Attitude::Fact if parent.negated && &*parent.lemma == "be" && judged(child, parent) => Attitude::Fact,
        // "The conviction surprised nobody" denies the surprise, "the handover did not take place" the handover.
        Attitude::Fact if parent.negated && does_something(child, parent) => Attitude::Fact,
        Attitude::Fact if parent.negated && relation != Relation::Complement => Attitude::Denied,
        Attitude::Planned | Attitude::Proposed if parent.negated || given_up(analysis, parent, child) => Attitude::Denied,
        Attitude::Denied if parent.negated => Attitude::Fact,
        attitude => attitude,
    };
    // "said that it will": a future in the saying clause makes a plan of an infinitive below it.
    match (&parent.modal, attitude, relation) {
        (Some(modal), Attitude::Fact, Relation::Open | Relation::Argument) => {
            lexicon.modal.get(&**modal).copied().unwrap_or(Attitude::Fact)
        }
        _ => attitude,
    }
}

/// Whether "able" stands before the "to" of an infinitive.
fn able(analysis: Analysis, infinitive: &Clause) -> bool {
    let text = analysis.text;
    let first = text.sentences[infinitive.sentence].tokens.start;
    let from = infinitive.tokens.start.saturating_sub(1).max(first);
    (from..infinitive.head.max(from)).chain([from]).any(|to| to > first && text.lower(to) == "to" && text.lower(to - 1) == "able")
}

/// "put the handover on hold", "gave the green light to": a verb whose phrase decides.
fn idiom(lexicon: &Lexicon, analysis: Analysis, clause: &Clause) -> Option<Attitude> {
    clause.slots.iter().filter(|slot| !slot.second_choice).find_map(|slot| {
        let head = analysis.text.lemma(slot.head);
        let words =
            if &*slot.name == "object" { format!("{} {head}", clause.lemma) } else { format!("{} {} {head}", clause.lemma, slot.name) };
        lexicon.verb.get(&words).copied()
    })
}

/// "had planned to fly them home, but": what was planned before the story and came to nothing.
fn given_up(analysis: Analysis, plan: &Clause, child: &Clause) -> bool {
    let text = analysis.text;
    let end = text.sentences[child.sentence].tokens.end;
    let from = child.tokens.end.max(child.head + 1);
    plan.kind == ClauseKind::Verb && plan.perfect && plan.tense == Tense::Past && (from..end).any(|token| text.lower(token) == "but")
}

/// Whether a copula says of the child what it is like, and not whether it is.
fn judged(child: &Clause, copula: &Clause) -> bool {
    copula.slots("attribute").any(|slot| !slot.tokens.contains(&child.head))
        && !copula.slots("attribute").any(|slot| slot.tokens.contains(&child.head))
}

/// Whether a happening is the subject of a verb that says more than that it came about.
fn does_something(child: &Clause, parent: &Clause) -> bool {
    let happens =
        matches!(&*parent.lemma, "be" | "happen" | "occur" | "take" | "take place" | "go" | "go ahead" | "proceed" | "come" | "follow");
    let subject = parent.slots("subject").any(|slot| slot.tokens.contains(&child.head));
    subject && parent.voice == Voice::Active && !happens
}

/// "an accountant called Otto Reiss was extradited": the verb gives a name and governs nothing.
fn names_somebody(analysis: Analysis, clause: &Clause) -> bool {
    let next = analysis.text.tokens.get(clause.tokens.end).map(|token| token.span.start);
    let name = next.and_then(|at| analysis.mentions.names.at(at));
    name.is_some_and(|name| name.kind == NameKind::Person) && matches!(&*clause.lemma, "call" | "name" | "dub" | "nickname")
}

/// "ran a bar until police arrested him in May": what ended a stretch of the past happened.
fn ended_by(analysis: Analysis, mark: usize, clause: &Clause) -> bool {
    analysis.text.lower(mark) == "until" && clause.finite && clause.modal.is_none() && (clause.tense == Tense::Past || clause.perfect)
}

/// "On Friday, before Judge Ida Lind, Moss pleaded guilty": before whom, not before what.
fn before_somebody(analysis: Analysis, mark: usize, clause: &Clause) -> bool {
    let text = analysis.text;
    let named = (mark + 1..clause.tokens.start.min(mark + 4))
        .any(|token| analysis.mentions.names.at(text.tokens[token].span.start).is_some_and(|name| name.kind == NameKind::Person));
    named && text.lower(mark) == "before" && (mark..clause.tokens.start).any(|token| text.word(token) == ",")
}

/// The inner view seen through the outer one.
fn combine(inner: Attitude, outer: Attitude) -> Attitude {
    match (inner, outer) {
        (Attitude::Nothing, _) | (_, Attitude::Nothing) => Attitude::Nothing,
        (inner, Attitude::Fact) => inner,
        (Attitude::Denied, _) | (_, Attitude::Denied) => Attitude::Denied,
        (Attitude::Fact, outer) => outer,
        (inner, _) => inner,
    }
}
