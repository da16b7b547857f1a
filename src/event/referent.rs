//! Whom a pronoun or a bare description means: the person whom the story was just about.

use super::draft::{Draft, Participant, Party};
use super::phrase;
use super::{Analysis, coreference};
use crate::mention::NameKind;
use crate::text::Tag;
use crate::text::clause::{ClauseKind, Voice};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// How far back a pronoun looks.
const REACH: usize = 4;
/// The sentences of an article's lead.
const LEAD: usize = 2;

/// What a phrase without a name of its own points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// "he", "she", "his", "her": one person named before.
    One,
    /// "they", "them", "their", "those", "the men", "the group", "the 26": the people of an event told before.
    Several,
    /// Nobody told before: "a man", "three dealers", a name.
    New,
}

/// How the head of a phrase refers.
pub fn reference_of(analysis: Analysis, tokens: &std::ops::Range<usize>, head: usize) -> Reference {
    let text = analysis.text;
    let word = text.lower(head).to_owned();
    match word.as_str() {
        "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself" => {
            return Reference::One;
        }
        "they" | "them" | "their" | "theirs" | "those" | "these" | "all" | "both" | "each" | "most" | "some" | "themselves" => {
            return Reference::Several;
        }
        "who" | "whom" | "which" | "that" => return Reference::New,
        _ => {}
    }
    let first = text.word(tokens.start.min(head)).to_lowercase();
    let definite = matches!(first.as_str(), "the" | "these" | "those" | "this" | "that" | "both" | "all");
    // "the next group", "the first group": another of the row.
    let second = tokens.start + 1;
    let another = second < head
        && (matches!(text.lower(second), "next" | "previous" | "earlier" | "following")
            || analysis.mentions.quantities_in(text.span_of(second..head)).any(|quantity| quantity.ordinal));
    // "all 259 on board": those who were there, whoever was told of before.
    let next = head + 1;
    let aboard = first == "all"
        && next + 1 < text.tokens.len()
        && matches!((text.lower(next), text.lower(next + 1)), ("on", "board") | ("aboard", _));
    if !definite || another || aboard || text.tokens[head].tag == Tag::Propn {
        return Reference::New;
    }
    let described = tokens.end > head + 1 || phrase::quantity_of(analysis, tokens, head).is_some();
    let plural = word.ends_with('s') && !word.ends_with("ss")
        || matches!(
            word.as_str(),
            "men" | "women" | "people" | "group" | "group's" | "batch" | "rest" | "others" | "children" | "pair" | "two" | "three"
        );
    match (plural, described) {
        (true, _) => Reference::Several,
        (false, false) => Reference::One,
        (false, true) => Reference::New,
    }
}

/// "Sixteen of the dead", "two of them": some of those that the text told of.
pub fn some_of_those(analysis: Analysis, head: usize) -> bool {
    let text = analysis.text;
    let of = head + 1;
    let word = |token: usize| text.tokens.get(token).map_or("", |_| text.lower(token));
    text.tokens[head].tag == Tag::Num
        && word(of) == "of"
        && (matches!(word(of + 1), "them" | "those" | "these" | "whom")
            || word(of + 1) == "the" && matches!(word(of + 2), "dead" | "victims" | "detainees" | "arrested" | "killed" | "detained"))
}

/// The state or body that "it" in a reported clause means: the one that reports ("the ministry said it had deported").
pub fn party_before(analysis: Analysis, clause: usize, token: usize) -> Option<Party> {
    let clauses = &analysis.clauses.clauses;
    let mut at = clause;
    for _ in 0..4 {
        let Some((parent, _)) = clauses[at].parent else {
            break;
        };
        let subject = clauses[parent].slots("subject").find(|slot| slot.head != token && analysis.text.tokens[slot.head].tag != Tag::Pron);
        if let Some(party) = subject.and_then(|slot| phrase::party_of(analysis, &slot.tokens, slot.head)) {
            return (party.span.start < analysis.text.tokens[token].span.start).then_some(party);
        }
        at = parent;
    }
    None
}

/// How often the text names a person: the one whom it is about is named most.
fn times_named(analysis: Analysis, person: usize) -> i64 {
    let mine = |name: &&crate::mention::Name| name.kind == NameKind::Person && name.entity == person;
    i64::try_from(analysis.mentions.names.names.iter().filter(mine).count()).unwrap_or(i64::MAX)
}

/// "a former mayor", "one of the country's most wanted men", "the 55-year-old lawyer": one person, described and not named.
pub fn one_unnamed(analysis: Analysis, tokens: &std::ops::Range<usize>, head: usize) -> bool {
    let text = analysis.text;
    let first = text.lower(tokens.start.min(head));
    let one = matches!(first, "a" | "an" | "one" | "the" | "another") || text.tokens[head].tag == Tag::Num && text.lower(head) == "one";
    let word = text.lower(head);
    let plural = word.ends_with('s') && !word.ends_with("ss") || matches!(word, "men" | "women" | "people" | "children" | "police");
    one && !plural && text.tokens[head].tag != Tag::Propn && phrase::quantity_of(analysis, tokens, head).is_none()
}

/// Nouns that stand for a state or side named before.
static BARE_PARTIES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| entries(include_str!("../../lexicons/en/classes/bare_party.txt")));

fn entries(file: &'static str) -> FxHashSet<&'static str> {
    file.lines().filter(|line| !line.starts_with('#')).map(str::trim).collect()
}

/// "the country", "the sides": a party that only points at one named elsewhere.
pub fn bare_party(analysis: Analysis, filler: &crate::rules::Filler) -> bool {
    let text = analysis.text;
    let named = filler.tokens.clone().any(|token| text.tokens[token].tag == Tag::Propn || text.tokens[token].shape.capitalised());
    BARE_PARTIES.contains(text.lemma(filler.head)) && !named
}

/// "nobody was delivered": no person at all.
pub fn nobody(analysis: Analysis, head: usize) -> bool {
    matches!(analysis.text.lower(head), "nobody" | "none" | "no-one")
}

/// Names those whom a lead only describes: "a former mayor was extradited … Ramón Soto, 54, is wanted for". The name is that of the
/// person to whom another event of the next sentences happened, else of the first one introduced there who neither speaks nor acts.
pub fn name_the_unnamed(analysis: Analysis, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        if !drafts[index].unnamed || !drafts[index].people.is_empty() || drafts[index].count.is_some() {
            continue;
        }
        let sentence = drafts[index].sentence;
        // The victim is nobody else of whom the text goes on to tell.
        let killed = &*drafts[index].kind == "killing";
        let near = |draft: &&Draft| {
            (&*draft.kind == "killing") == killed
                && draft.sentence > sentence
                && draft.sentence <= sentence + REACH
                && draft.people.len() == 1
        };
        // A lead describes and the text names; what is recalled further down often has no name at all.
        let lead = sentence < LEAD;
        let after = drafts[index + 1..].iter().filter(|_| lead).find(near).map(|draft| draft.people[0].clone());
        let after = after.filter(|person| introduced_after(analysis, person, sentence) && !newly_described(analysis, person));
        let victims: Vec<usize> =
            drafts.iter().filter(|draft| &*draft.kind == "killing").flat_map(|draft| &draft.people).map(|person| person.person).collect();
        let verbal = analysis.clauses.clauses[drafts[index].clause].kind == ClauseKind::Verb;
        let elsewhere = |person: &Participant| {
            killed
                && drafts.iter().any(|draft| &*draft.kind != "killing" && draft.involves(person.person) && draft.sentence == sentence + 1)
        };
        let introduced = || {
            let found = if lead { introduced(analysis, sentence, verbal) } else { named_next(analysis, sentence) };
            let another = |person: &Participant| {
                let same = |draft: &Draft| draft.kind == drafts[index].kind && draft.sentence == sentence + 1;
                !lead && drafts.iter().any(|draft| same(draft) && draft.involves(person.person))
            };
            let found = found.filter(|person| !another(person));
            found.filter(|person| (killed || !victims.contains(&person.person)) && !elsewhere(person))
        };
        let named = if killed { named_victim(analysis, sentence) } else { None };
        if let Some(person) = named.or(after).or_else(introduced) {
            drafts[index].people.push(person);
        }
    }
}

/// "The victim was named as Ethan Cole", "The victim, Artan Hoxha, was": who it was, told in one of the next sentences.
fn named_victim(analysis: Analysis, sentence: usize) -> Option<Participant> {
    let text = analysis.text;
    (sentence + 1..text.sentences.len().min(sentence + 2 + REACH)).find_map(|place| {
        let tokens = text.sentences[place].tokens.clone();
        let victim = tokens.clone().take(6).find(|token| matches!(text.lower(*token), "victim" | "deceased"))?;
        let said = |token: &usize| text.lower(*token) == "as" || text.word(*token) == ",";
        let behind = (victim + 1..tokens.end.min(victim + 12)).filter(said).find_map(|token| {
            let name = analysis.mentions.names.at(text.tokens.get(token + 1)?.span.start)?;
            (name.kind == NameKind::Person).then_some(Participant { person: name.entity, span: name.span })
        });
        let named = (victim..tokens.end).any(|token| matches!(text.lemma(token), "name" | "identify"));
        behind.filter(|_| named || text.word(victim + 1) == ",")
    })
}

/// Whether the first naming of a person stands behind a sentence.
fn introduced_after(analysis: Analysis, person: &Participant, sentence: usize) -> bool {
    let first = analysis.mentions.names.names.iter().find(|name| name.kind == NameKind::Person && name.entity == person.person);
    first.and_then(|name| analysis.text.sentence_at(name.span.start)).is_some_and(|place| place > sentence)
}

/// "A deputy of the chief, Ana Ruiz, was jailed": whom an indefinite description introduces is nobody whom the text described before.
fn newly_described(analysis: Analysis, person: &Participant) -> bool {
    let text = analysis.text;
    let start = text.tokens_in(person.span).start;
    let Some(sentence) = text.sentence_at(person.span.start) else { return false };
    let described = |token: &usize| matches!(text.tokens[*token].tag, Tag::Noun | Tag::Adj | Tag::Propn | Tag::Num);
    let apart = (text.sentences[sentence].tokens.start..start).rev().find(|token| !described(token));
    let opening = text.sentences[sentence].tokens.clone().find(|token| text.tokens[*token].tag == Tag::Det);
    let indefinite = opening.is_some_and(|opening| opening < start && matches!(text.lower(opening), "a" | "an" | "another"));
    indefinite && apart.is_some_and(|apart| text.word(apart) == ",")
}

/// The first person whom the next two sentences introduce as subject, who neither speaks nor acts.
fn introduced(analysis: Analysis, sentence: usize, verbal: bool) -> Option<Participant> {
    let text = analysis.text;
    let end = text.sentences.get(sentence + 2).or(text.sentences.last())?.span.end;
    let span = crate::text::Span::new(text.sentences[sentence].span.end, end.max(text.sentences[sentence].span.end));
    let fits = |name: &&crate::mention::Name| {
        let participant = Participant { person: name.entity, span: name.span };
        name.kind == NameKind::Person
            && !name.alias
            && !name.definite
            && introduced_after(analysis, &participant, sentence)
            && is_subject(analysis, name.span.start)
            && !speaks(analysis, name.span.start)
            && !acts(analysis, name.entity)
            && !governed(analysis, name.span.start)
    };
    let name = analysis.mentions.names.within(span).find(fits)?;
    let opens = text.sentences.get(sentence + 1).is_some_and(|next| next.span.start == name.span.start);
    (opens && verbal || analysis.mentions.names.people[name.entity].age.is_some() || times_named(analysis, name.entity) > 1)
        .then_some(Participant { person: name.entity, span: name.span })
}

/// "A former coach was jailed on Monday. Omar Lund, 49, had pleaded guilty": below the lead only a name with an age that opens the very next
/// sentence, behind one that opens its paragraph.
fn named_next(analysis: Analysis, sentence: usize) -> Option<Participant> {
    let text = analysis.text;
    let paragraph = text.sentences[sentence].paragraph;
    let opens = sentence == 0 || text.sentences[sentence - 1].paragraph != paragraph;
    let next = text.sentences.get(sentence + 1).filter(|next| opens && next.paragraph == paragraph)?;
    let name = analysis.mentions.names.at(next.span.start).filter(|name| name.kind == NameKind::Person && !name.definite)?;
    let participant = Participant { person: name.entity, span: name.span };
    let end = text.tokens_in(name.span).end;
    let aged = text.tokens.get(end + 1).is_some_and(|age| text.word(end) == "," && age.tag == Tag::Num);
    let fits =
        aged && introduced_after(analysis, &participant, sentence) && !speaks(analysis, name.span.start) && !acts(analysis, name.entity);
    fits.then_some(participant)
}

/// Whether a name stands under a preposition or a possessive: "the murder of X", "his lawyer, X".
fn governed(analysis: Analysis, at: usize) -> bool {
    let text = analysis.text;
    let mut token = text.tokens_in(crate::text::Span::new(at, at + 1)).start;
    for _ in 0..4 {
        let Some(before) = token.checked_sub(1) else { return false };
        token = before;
        match text.tokens[token].tag {
            Tag::Adp => return true,
            Tag::Noun | Tag::Propn | Tag::Adj => {}
            _ => return matches!(text.lower(token), "his" | "her" | "their"),
        }
    }
    false
}

/// Whether the person appears in a role that speaks, judges, defends or governs; stories are seldom about these.
fn acts(analysis: Analysis, person: usize) -> bool {
    coreference::acts_by_role(analysis, &analysis.mentions.names.people[person])
}

/// The people that "they" or "the pair" means: those of the last draft that names several.
pub fn people_before(at: crate::text::Span, sentence: usize, told: &[Draft]) -> Vec<Participant> {
    let before = |draft: &&Draft| draft.trigger.start < at.start && sentence - draft.sentence.min(sentence) <= REACH + 2;
    // Those whom the same sentence counts, named or not, come before those whom an older one names.
    let counted =
        |draft: &&Draft| draft.people.len() > 1 || draft.count.is_some() && draft.sentence == sentence && &*draft.kind != "seizure";
    let several = told.iter().rev().filter(before).find(counted);
    several.map(|draft| draft.people.clone()).unwrap_or_default()
}

/// Whether a name is the subject of a verb of saying.
fn speaks(analysis: Analysis, at: usize) -> bool {
    subject_clause(analysis, at).is_some_and(|clause| {
        matches!(
            &*analysis.clauses.clauses[clause].lemma,
            "say" | "tell" | "add" | "write" | "post" | "announce" | "note" | "claim" | "report" | "explain"
        )
    })
}

fn is_subject(analysis: Analysis, at: usize) -> bool {
    subject_clause(analysis, at).is_some()
}

fn subject_clause(analysis: Analysis, at: usize) -> Option<usize> {
    let text = analysis.text;
    let sentence = text.sentence_at(at)?;
    let clauses = &analysis.clauses.clauses;
    let first = clauses.partition_point(|clause| clause.sentence < sentence);
    (first..clauses.len()).take_while(|index| clauses[*index].sentence == sentence).find(|index| {
        let clause = &clauses[*index];
        let about = if clause.voice == Voice::Passive { "object" } else { "subject" };
        clause.slots(about).any(|slot| {
            let span = text.span_of(slot.tokens.clone());
            let head = text.tokens[slot.head].span;
            span.start <= at && at < span.end && head.end > at && head.start < at + 80
        })
    })
}
