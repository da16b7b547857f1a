//! Names that later sentences give to people whom an event only describes or counts: "Two men were shot … The victims were
//! identified as A and B", "Among the dead were A and B", "The four, A, B, C and D, were held", "They are A and B", and a list of as many
//! names as the event before has people: "A, 24, and B, 26, appeared in court".

use super::Analysis;
use super::draft::{Draft, Participant};
use super::{coreference, merge, phrase};
use crate::mention::{NameKind, Value};
use crate::text::{Tag, VerbForm, Words};
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// How many sentences back the event may stand whose people a sentence names outright.
const REACH: usize = 8;
/// How many sentences back, where only their number agrees.
const SHORT_REACH: usize = 3;
/// How far from the beginning of its sentence a list of names still opens it: "On Friday", a title.
const OPENING: usize = 6;

static DEAD: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| class(include_str!("../../lexicons/en/classes/dead.txt")));
static HELD: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| class(include_str!("../../lexicons/en/classes/custody.txt")));

fn class(file: &'static str) -> FxHashSet<&'static str> {
    file.lines().filter(|line| !line.starts_with('#')).map(str::trim).collect()
}

/// Who is named, and what the sentence says of them.
struct Identification {
    sentence: usize,
    described: Described,
    /// How many the sentence says they are: "the four".
    number: Option<usize>,
    /// Only some of them: "among the dead", "include".
    partial: bool,
    /// The noun of an office that the sentence calls them by.
    office: Option<usize>,
    people: Vec<Participant>,
    /// The words that describe them.
    description: Range<usize>,
}

/// What the named are said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Described {
    Dead,
    Held,
    /// "the men", "they", "the officers": those told of last.
    People,
    /// Nothing: a list of names that opens a sentence.
    Listed,
}

/// Gives the names of such sentences to their events.
pub fn attach(analysis: Analysis, events: &mut [Draft]) {
    for sentence in 0..analysis.text.sentences.len() {
        likewise(analysis, sentence, events);
    }
    for sentence in 0..analysis.text.sentences.len() {
        let Some(found) = identification(analysis, sentence) else { continue };
        let Some(event) = home_of(analysis, events, &found) else { continue };
        for participant in found.people {
            if !events[event].involves(participant.person) {
                events[event].people.push(participant);
            }
        }
    }
}

/// "Cole got seven years. So did Ivor Lund and Sam Reed", "Lund was charged, as was Sam Reed": what is told right before holds for them too.
fn likewise(analysis: Analysis, sentence: usize, events: &mut [Draft]) {
    let text = analysis.text;
    let tokens = text.sentences[sentence].tokens.clone();
    let opens = |token: usize| token == tokens.start || matches!(text.word(token - 1), "\"" | "“");
    let cue = tokens.clone().find(|token| match text.lower(*token) {
        "so" => opens(*token),
        "as" => *token > tokens.start && text.word(token - 1) == ",",
        _ => false,
    });
    let Some(cue) = cue.filter(|cue| cue + 2 < tokens.end) else { return };
    if !matches!(text.lower(cue + 1), "did" | "was" | "were" | "has" | "have" | "had") {
        return;
    }
    let people = names_right_behind(analysis, cue + 2, tokens.end);
    let inverted = people.first().is_some_and(|first| text.tokens_in(first.span).start <= cue + 2 + OPENING);
    let told = if text.lower(cue) == "so" { sentence.checked_sub(1) } else { Some(sentence) };
    let before = text.tokens[cue].span.start;
    let last = |event: &&mut Draft| {
        told.is_some_and(|told| event.evidence.iter().any(|(place, _)| *place == told))
            && event.trigger.start < before
            && !event.people.is_empty()
    };
    let Some(event) = events.iter_mut().filter(last).max_by_key(|event| event.trigger.start).filter(|_| inverted) else { return };
    for participant in people {
        if !event.involves(participant.person) {
            event.people.push(participant);
        }
    }
}

/// What a sentence says of who somebody is, if that is what it says.
fn identification(analysis: Analysis, sentence: usize) -> Option<Identification> {
    let tokens = analysis.text.sentences[sentence].tokens.clone();
    among(analysis, sentence, &tokens)
        .or_else(|| identified(analysis, sentence, &tokens))
        .or_else(|| apposed(analysis, sentence, &tokens))
        .or_else(|| listed(analysis, sentence, &tokens))
        .filter(|found| !found.people.is_empty())
}

/// "The prosecutors, A and B": the noun of those who judge, defend or investigate. Such people are of an event only where it tells of
/// them by the same noun ("two officers were shot … The officers, A and B").
fn office_in(analysis: Analysis, described: Described, phrase: &Range<usize>) -> Option<usize> {
    let nouns = phrase.clone().filter(|token| analysis.text.tokens[*token].tag == Tag::Noun);
    let mut offices = nouns.filter(|token| coreference::speaks_by_role(analysis.text.lemma(*token)));
    offices.next().filter(|_| described == Described::People)
}

/// Whether the sentences that an event was read from have the noun.
fn tells_of(analysis: Analysis, event: &Draft, noun: usize) -> bool {
    let text = analysis.text;
    let has = |sentence: usize| text.sentences[sentence].tokens.clone().any(|token| text.lemma(token) == text.lemma(noun));
    event.evidence.iter().any(|(sentence, _)| has(*sentence))
}

/// "Among the dead were A and B", "The group includes A", "They are A and B", "The dead were A and B".
fn among(analysis: Analysis, sentence: usize, tokens: &Range<usize>) -> Option<Identification> {
    let text = analysis.text;
    // "said that among the dead were", "said they were brothers, A and B".
    let opens = |token: &usize| {
        let follows = *token > tokens.start && (text.lower(*token - 1) == "that" || text.tokens[*token - 1].tag.verbal());
        follows && (text.lower(*token) == "among" || text.lower(*token) == "they" && matches!(text.lower(*token + 1), "were" | "are"))
    };
    let start = (tokens.start..tokens.end.saturating_sub(2)).find(opens).unwrap_or(tokens.start);
    let tokens = &(start..tokens.end);
    let finite = |token: &usize| text.tokens[*token].tag.verbal() && text.tokens[*token].form.finite();
    let relative = |verb: &usize| text.lower(verb - 1) == "who" || text.lower(verb - 1) == "that";
    // "Among the civilians who lost their lives were": the copula stands behind the relative clause.
    let verb = tokens.clone().take(16).filter(finite).find(|verb| *verb == tokens.start || !relative(verb))?;
    let first = text.lower(tokens.start);
    let among = first == "among" && matches!(text.lemma(verb), "be" | "include");
    let several = matches!(first, "they" | "the" | "those" | "these" | "others" | "all" | "both" | "its");
    let includes = several && text.lemma(verb) == "include";
    let description = tokens.start..verb;
    let equates = several
        && text.lemma(verb) == "be"
        && text.tokens.get(verb + 1).is_some_and(|next| !next.tag.verbal())
        && (first == "they" || describes(analysis, &description).is_some());
    if !among && !includes && !equates {
        return None;
    }
    let people =
        if equates { names_right_behind(analysis, verb + 1, tokens.end) } else { phrase::listed_people(analysis, verb + 1, tokens.end) };
    let described = describes(analysis, &description).unwrap_or(Described::People);
    // "the other two are": some of them.
    let others = description.clone().any(|token| matches!(text.lower(token), "other" | "others"));
    let number = number_in(analysis, &description).filter(|_| !others);
    let office = office_in(analysis, described, &description);
    Some(Identification { sentence, described, number, partial: !equates || others, office, people, description })
}

/// "The victims were identified as A and B", "Police named the two as A and B", "identified only as A".
fn identified(analysis: Analysis, sentence: usize, tokens: &Range<usize>) -> Option<Identification> {
    let text = analysis.text;
    let verb = tokens.clone().find(|token| {
        let tag = text.tokens[*token].tag;
        (tag == Tag::Verb || tag == Tag::Adj) && matches!(text.lemma(*token), "identify" | "name") && text.lower(*token) != "naming"
    })?;
    let behind = (verb + 1..tokens.end.min(verb + 14)).find(|token| text.lower(*token) == "as")?;
    if (verb + 1..behind).any(|token| text.tokens[token].tag.verbal() || text.word(token) == ",") {
        return None;
    }
    let people = names_right_behind(analysis, behind + 1, tokens.end);
    // Who is identified: the object of "identified the dead as", else what stands before the verb.
    let object = verb + 1..behind;
    let subject = tokens.start..verb;
    let description = if describes(analysis, &object).is_some() { object } else { subject };
    // "Identified only as A and B, they are suspected": whom the participle describes stands behind.
    let behind_list = || {
        let they = (behind..tokens.end).find(|token| text.lower(*token) == "they" && text.word(*token - 1) == ",")?;
        (verb == tokens.start).then_some(they..they + 1)
    };
    let description = if description.is_empty() { behind_list()? } else { description };
    let described = describes(analysis, &description).filter(|_| !is_another(analysis, &description))?;
    let office = office_in(analysis, described, &description);
    Some(Identification { sentence, described, number: number_in(analysis, &description), partial: false, office, people, description })
}

/// "A fourth suspect, named as A": one of whom nothing was told.
fn is_another(analysis: Analysis, phrase: &Range<usize>) -> bool {
    let text = analysis.text;
    phrase.clone().any(|token| matches!(text.lower(token), "a" | "an" | "another"))
        || analysis.mentions.quantities_in(text.span_of(phrase.clone())).any(|quantity| quantity.ordinal)
}

/// "The victims, A, 31, and B, 28, were", "The two, A and B, are", "The accused – A and B – were".
fn apposed(analysis: Analysis, sentence: usize, tokens: &Range<usize>) -> Option<Identification> {
    let text = analysis.text;
    let definite = tokens.clone().take(OPENING).find(|token| matches!(text.lower(*token), "the" | "both" | "all" | "its" | "their"))?;
    let mark =
        (definite + 1..tokens.end.min(definite + 8)).find(|token| text.tokens[*token].tag == Tag::Punct && text.word(*token) != "-")?;
    let plain =
        |token: usize| matches!(text.tokens[token].tag, Tag::Adj | Tag::Noun | Tag::Num | Tag::Verb | Tag::Det | Tag::Adp | Tag::Propn);
    if !matches!(text.word(mark), "," | "–" | "—" | ":") || !(definite + 1..mark).all(plain) {
        return None;
    }
    let description = definite..mark;
    let described = describes(analysis, &description)?;
    let people = names_right_behind(analysis, mark + 1, tokens.end);
    let number = number_in(analysis, &description);
    let singular = number.is_none() && !text.tokens[mark - 1].plural && described == Described::People;
    let office = office_in(analysis, described, &description);
    (!singular).then_some(Identification { sentence, described, number, partial: false, office, people, description })
}

/// "A, 24, of Leeds, and B, 26, appeared": several names, each new, that open a sentence and do not speak.
fn listed(analysis: Analysis, sentence: usize, tokens: &Range<usize>) -> Option<Identification> {
    let text = analysis.text;
    let people = names_right_behind(analysis, tokens.start, tokens.end);
    let first = people.first()?;
    let opens = text.tokens_in(first.span).start < tokens.start + OPENING;
    let new = people.iter().all(|participant| {
        let naming = analysis.mentions.names.names.iter().find(|name| name.kind == NameKind::Person && name.entity == participant.person);
        naming.is_some_and(|name| name.span == participant.span)
    });
    // An age tells of a suspect or victim, be he a captain.
    let acts = |participant: &Participant| {
        let person = &analysis.mentions.names.people[participant.person];
        person.age.is_none() && coreference::acts_by_role(analysis, person)
    };
    let speaks = tokens.clone().find(|token| text.tokens[*token].tag == Tag::Verb && text.tokens[*token].form.finite());
    let speaks = speaks.is_some_and(|verb| Words::of(&text.language).reports_speech(text.lower(verb)));
    (people.len() > 1 && opens && new && !speaks && !people.iter().any(acts)).then_some(Identification {
        sentence,
        described: Described::Listed,
        number: Some(people.len()),
        partial: false,
        office: None,
        people,
        description: tokens.start..tokens.start,
    })
}

/// What a phrase calls the people: its nouns tell.
fn describes(analysis: Analysis, phrase: &Range<usize>) -> Option<Described> {
    let text = analysis.text;
    let mut found = None;
    for token in phrase.clone() {
        let (lower, lemma) = (text.lower(token), text.lemma(token));
        if DEAD.contains(lower) || DEAD.contains(lemma) {
            return Some(Described::Dead);
        }
        if HELD.contains(lower) || HELD.contains(lemma) {
            found = Some(Described::Held);
        } else if found.is_none()
            && (phrase::names_people(text, token)
                || text.tokens[token].tag == Tag::Num
                || matches!(lower, "they" | "both" | "pair" | "duo" | "trio"))
        {
            found = Some(Described::People);
        }
    }
    found
}

/// The number that a phrase states: "the four", "the two men", "the pair".
fn number_in(analysis: Analysis, phrase: &Range<usize>) -> Option<usize> {
    let text = analysis.text;
    if phrase.clone().any(|token| matches!(text.lower(token), "pair" | "duo" | "both" | "couple")) {
        return Some(2);
    }
    let value = analysis.mentions.quantities_in(text.span_of(phrase.clone())).find(|quantity| !quantity.ordinal)?.value;
    match value {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 1000")]
        Value::Number(number) if (1.0..1000.0).contains(&number) => Some(number as usize),
        _ => None,
    }
}

/// The names of the list that begins at a token, up to the verb that the list is the subject of.
fn names_right_behind(analysis: Analysis, from: usize, end: usize) -> Vec<Participant> {
    let text = analysis.text;
    let mut relative = false;
    let verb = (from..end).find(|token| {
        match text.lower(*token) {
            "who" | "whose" | "whom" | "which" => relative = true,
            "," | ";" | ")" => relative = false,
            _ => {}
        }
        let here = &text.tokens[*token];
        let finite = match here.tag {
            Tag::Aux => here.form.finite(),
            Tag::Verb => matches!(here.form, VerbForm::Past | VerbForm::ThirdPerson | VerbForm::Present),
            _ => false,
        };
        finite && !relative && analysis.mentions.names.at(here.span.start).is_none()
    });
    phrase::listed_people(analysis, from, verb.unwrap_or(end))
}

/// The last event that the names fit: of its kind, with room for them, and near enough.
fn home_of(analysis: Analysis, events: &[Draft], found: &Identification) -> Option<usize> {
    let last = |event: &Draft| event.evidence.iter().map(|(place, _)| *place).filter(|place| *place <= found.sentence).max();
    let reach = if found.described == Described::Listed { SHORT_REACH } else { REACH };
    let fits = |event: &Draft| {
        let kind = match found.described {
            Described::Dead => &*event.kind == "killing",
            Described::Held => !matches!(&*event.kind, "killing" | "seizure"),
            Described::People | Described::Listed => &*event.kind != "seizure",
        };
        kind && last(event).is_some_and(|place| found.sentence - place <= reach)
            && found.office.is_none_or(|noun| tells_of(analysis, event, noun))
            && has_room(analysis, event, found)
    };
    let rank = |index: &usize| {
        let event = &events[*index];
        // Of several, those of whom only some are named are the most.
        let most = if found.partial { size_of(analysis, event) } else { 0 };
        (counts_the_described(analysis, event, found), most, last(event), event.sentence)
    };
    (0..events.len()).filter(|index| fits(&events[*index])).max_by_key(rank)
}

/// "among the civilians were": whether the event counts people by that word.
fn counts_the_described(analysis: Analysis, event: &Draft, found: &Identification) -> bool {
    let text = analysis.text;
    let of = event.count.as_ref().and_then(|count| analysis.mentions.quantities[count.quantity].of);
    of.is_some_and(|of| {
        let head = text.tokens_in(of).end.saturating_sub(1);
        found.description.clone().any(|token| text.tokens[token].tag == Tag::Noun && text.lemma(token) == text.lemma(head))
    })
}

/// The number of people of an event.
fn size_of(analysis: Analysis, event: &Draft) -> usize {
    let count = event.count.as_ref().and_then(|count| merge::number(analysis, count));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of people, cut off where it makes no sense")]
    count.map_or(0, |number| number.clamp(0.0, 100_000.0) as usize)
}

/// Whether an event counts more people than it names, and the names are among them by their number.
fn has_room(analysis: Analysis, event: &Draft, found: &Identification) -> bool {
    let new = found.people.iter().filter(|participant| !event.involves(participant.person)).count();
    let named = event.people.len();
    let count = event.count.as_ref().and_then(|count| merge::number(analysis, count)).map(|_| size_of(analysis, event));
    match (found.described, count) {
        (Described::Listed, Some(count)) => named == 0 && count == new,
        (Described::Listed, None) => false,
        (_, Some(count)) => named + new <= count && (found.partial || found.number.is_none_or(|number| number == count)),
        (Described::People, None) => found.partial && named > 1,
        (_, None) => named == 0 && event.unnamed && new == 1 || found.partial && named > 0 || named == 0 && !event.unnamed,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Extractor, Options};

    /// Text, the kind of the event, and whom it happened to.
    const READINGS: &[(&str, &str, &[&str])] = &[
        (
            "Two men were shot dead outside a bar in Lyon on Friday. Police identified the victims as Karim Benali, 31, and Luc Morin, 28.",
            "killing",
            &["Karim Benali", "Luc Morin"],
        ),
        (
            "Three soldiers were killed in an ambush on Monday. The dead were named as Sergeant Ivo Marek, Tomas Hudec and Petr Novak.",
            "killing",
            &["Ivo Marek", "Tomas Hudec", "Petr Novak"],
        ),
        (
            "Two men were charged with burglary on Monday. Adam Tully, 24, of Hove, and Greg Sands, 26, stood side by side in the dock.",
            "charge",
            &["Adam Tully", "Greg Sands"],
        ),
        (
            "Police arrested four people on Tuesday. The suspects, Omar Haidar, Nils Berg, Ana Costa and Jo Lind, will appear in court.",
            "arrest",
            &["Omar Haidar", "Nils Berg", "Ana Costa", "Jo Lind"],
        ),
        (
            "Two officers were shot dead in Omagh on Monday. The officers, Sean Doyle and Mary Quinn, had been on patrol.",
            "killing",
            &["Sean Doyle", "Mary Quinn"],
        ),
        (
            "Gunmen shot dead nine people at a camp on Monday. The prosecutors, Sean Doyle and Mary Quinn, want them locked up for life.",
            "killing",
            &[],
        ),
        ("Police arrested four people on Tuesday. Minister Omar Haidar and Judge Ana Costa praised the operation.", "arrest", &[]),
        (
            "Ray Cole got seven years for theft on Monday. So did Ivor Lund, 61, and Sam Reed.",
            "sentence",
            &["Ray Cole", "Ivor Lund", "Sam Reed"],
        ),
        (
            "Nine miners were killed in the attack on Sunday. Among the dead were Tomas Quispe and his brother Raul Quispe.",
            "killing",
            &["Tomas Quispe", "Raul Quispe"],
        ),
    ];

    #[test]
    fn names_that_later_sentences_give_belong_to_those_who_were_counted() {
        let extractor = Extractor::new(Options::default());
        for (text, kind, wanted) in READINGS {
            let record = extractor.extract_bytes(text.as_bytes()).expect("a record");
            let event = record.events.iter().find(|event| event.kind == *kind).expect("the event");
            let found: Vec<&str> = event.people.iter().map(|person| person.name.as_str()).collect();
            assert_eq!(found, *wanted, "{text}");
        }
    }
}
