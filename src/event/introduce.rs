//! Names in a sentence of their own: "Among the dead were A and B", "The group includes A", "They are A, B and C". They belong
//! to the event of several people that was told last.

use super::Analysis;
use super::draft::{Draft, Participant};
use super::{merge, phrase};

/// How many sentences back the event may stand.
const REACH: usize = 3;

/// Gives the names of such sentences to their events.
pub fn attach(analysis: Analysis, events: &mut [Draft]) {
    for sentence in 0..analysis.text.sentences.len() {
        let people = introduced(analysis, sentence);
        if people.is_empty() {
            continue;
        }
        let Some(event) = home_of(analysis, events, sentence) else { continue };
        for participant in people {
            if !events[event].involves(participant.person) {
                events[event].people.push(participant);
            }
        }
    }
}

/// The names that a sentence only introduces.
fn introduced(analysis: Analysis, sentence: usize) -> Vec<Participant> {
    let text = analysis.text;
    let tokens = text.sentences[sentence].tokens.clone();
    let Some(verb) = tokens.clone().take(16).find(|token| text.tokens[*token].tag.verbal() && text.tokens[*token].form.finite()) else {
        return Vec::new();
    };
    let first = text.lower(tokens.start);
    let among = first == "among" && matches!(text.lemma(verb), "be" | "include");
    let plural_subject = matches!(first, "they" | "the" | "those" | "these" | "others" | "all");
    if !among && !(plural_subject && text.lemma(verb) == "include") {
        return Vec::new();
    }
    phrase::listed_people(analysis, verb + 1, tokens.end)
}

/// The last event before a sentence whose number leaves room for more than one.
fn home_of(analysis: Analysis, events: &[Draft], sentence: usize) -> Option<usize> {
    let last = |event: &Draft| event.evidence.iter().map(|(place, _)| *place).filter(|place| *place <= sentence).max();
    let fits = |event: &Draft| {
        let room = event.count.as_ref().and_then(|count| merge::number(analysis, count)).is_none_or(|number| number >= 2.0);
        let several = event.count.is_some() || event.people.len() > 1;
        several && room && last(event).is_some_and(|place| sentence - place <= REACH) && &*event.kind != "seizure"
    };
    (0..events.len()).filter(|index| fits(&events[*index])).max_by_key(|index| (last(&events[*index]), events[*index].sentence))
}
