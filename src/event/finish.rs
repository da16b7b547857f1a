//! Drafts to the record's events: mentions to words, bytes to code points, ids in the order of the text.

use super::Analysis;
use super::draft::{Draft, Party};
use super::source;
use crate::mention::{Anchor, NameKind, PlaceKind, Qualifier, Value};
use crate::record::{self, Attribution, EventPerson, Evidence, Mention, QualifierWord, Trigger};
use crate::text::{Offsets, Span};
use serde_json::Number;

/// The events of the record.
pub fn events(analysis: Analysis, drafts: &[Draft], offsets: &Offsets) -> Vec<record::Event> {
    drafts.iter().enumerate().map(|(index, draft)| event(analysis, draft, index, offsets)).collect()
}

fn event(analysis: Analysis, draft: &Draft, index: usize, offsets: &Offsets) -> record::Event {
    let content = analysis.text.content;
    let moved_to_state = matches!(&*draft.kind, "rendition" | "extradition");
    let recipient = draft.recipient.clone().or_else(|| {
        // To be extradited to a country is to be handed to that state.
        let country = draft.destinations.iter().find(|place| is_country(analysis, place));
        country.filter(|_| moved_to_state).cloned()
    });
    let mut destinations = draft.destinations.clone();
    if moved_to_state
        && let Some(state) = recipient.as_ref().filter(|party| is_country(analysis, party))
        && !destinations.iter().any(|place| place.entity == state.entity)
    {
        destinations.insert(0, state.clone());
    }
    // Broad before narrow: the country, then the cities, each in order of mention.
    destinations.sort_by_key(|place| !is_country(analysis, place));
    let party =
        |party: &Party| Mention { name: party.name.clone(), text: party.span.of(content).to_owned(), span: offsets.span(party.span) };
    let words = |span: &Span| Mention { name: span.of(content).to_owned(), text: span.of(content).to_owned(), span: offsets.span(*span) };
    record::Event {
        id: format!("e{}", index + 1),
        kind: draft.kind.to_string(),
        family: draft.family.to_string(),
        status: draft.status,
        trigger: Trigger { text: draft.trigger.of(content).to_owned(), span: offsets.span(draft.trigger), rule: draft.rule.to_string() },
        date: draft.date.map(|(date, _)| date_of(analysis, date, offsets)),
        ordinal: draft.ordinal,
        count: draft.count.as_ref().map(|count| {
            let mut quantity = quantity(analysis, count.quantity, offsets);
            if let Some(sum) = count.sum {
                quantity.value = number(sum);
            }
            // "12 arrests", "56 lives": as many people.
            if matches!(&*draft.kind, "arrest" | "killing") {
                quantity.unit = Some("person".to_owned());
            }
            quantity
        }),
        agent: draft.agent.as_ref().map(party),
        recipient: recipient
            .filter(|_| &*draft.family == "transfer" && !matches!(&*draft.kind, "deportation" | "release"))
            .as_ref()
            .map(party),
        origin: draft.origin.as_ref().map(party),
        destinations: destinations.iter().map(party).collect(),
        people: draft.people.iter().map(|participant| person(analysis, participant.person, participant.span, offsets)).collect(),
        groups: draft.groups.iter().map(party).collect(),
        means: draft.means.as_ref().map(|means| record::Means {
            text: means.span.of(content).to_owned(),
            span: offsets.span(means.span),
            count: means.count,
        }),
        legal_basis: draft.legal_basis.as_ref().map(words),
        charges: draft.charges.iter().map(words).collect(),
        sentence: draft.term.as_ref().map(|span| {
            let mut term = words(span);
            if let Some(unit) = draft.term_unit.as_ref().filter(|unit| !term.name.contains(unit.as_str())) {
                term.name = format!("{} {unit}", term.name);
            }
            term
        }),
        goods: draft.goods.iter().map(words).collect(),
        source: source::source_of(analysis, draft).map(|speaker| Attribution {
            name: speaker.name,
            role: speaker.role.map(|span| span.of(content).to_owned()),
            via: speaker.via.map(|span| span.of(content).to_owned()),
            text: speaker.span.of(content).to_owned(),
            span: offsets.span(speaker.span),
        }),
        evidence: draft
            .evidence
            .iter()
            .map(|(sentence, rule)| Evidence { span: offsets.span(analysis.text.sentences[*sentence].span), rule: rule.to_string() })
            .collect(),
    }
}

fn is_country(analysis: Analysis, party: &Party) -> bool {
    matches!(party.entity, Some((NameKind::Place, place)) if analysis.mentions.names.places[place].kind == PlaceKind::Country)
}

fn date_of(analysis: Analysis, date: usize, offsets: &Offsets) -> record::Date {
    let date = &analysis.mentions.dates[date];
    record::Date {
        text: date.span.of(analysis.text.content).to_owned(),
        span: offsets.span(date.span),
        edtf: date.happened().map(|edtf| edtf.to_string()),
        anchor: date.anchor.filter(|_| date.edtf.is_some()).map(|anchor| match anchor {
            Anchor::Published => "published".to_owned(),
            Anchor::Date(_) => "event".to_owned(),
        }),
    }
}

/// A quantity of the mentions as the record has it.
pub fn quantity(analysis: Analysis, index: usize, offsets: &Offsets) -> record::Quantity {
    let content = analysis.text.content;
    let quantity = &analysis.mentions.quantities[index];
    let (value, min, max) = match quantity.value {
        Value::Number(value) => (number(value), None, None),
        Value::Range(min, max) => (None, number(min), number(max)),
    };
    record::Quantity {
        value,
        min,
        max,
        unit: quantity.unit.as_deref().map(str::to_owned),
        qualifier: qualifier(quantity.qualifier),
        text: quantity.span.of(content).to_owned(),
        span: offsets.span(quantity.span),
        of: quantity.of.map(|span| span.of(content).to_owned()),
    }
}

/// A qualifier as the record spells it.
pub const fn qualifier(qualifier: Qualifier) -> QualifierWord {
    match qualifier {
        Qualifier::Exact => QualifierWord::Exact,
        Qualifier::About => QualifierWord::About,
        Qualifier::AtLeast => QualifierWord::AtLeast,
        Qualifier::MoreThan => QualifierWord::MoreThan,
        Qualifier::AtMost => QualifierWord::AtMost,
        Qualifier::LessThan => QualifierWord::LessThan,
    }
}

/// Whole numbers without a fraction; `None` for what JSON cannot say.
pub fn number(value: f64) -> Option<Number> {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        #[expect(clippy::cast_possible_truncation, reason = "whole and within range")]
        return Some(Number::from(value as i64));
    }
    Number::from_f64(value)
}

fn person(analysis: Analysis, index: usize, span: Span, offsets: &Offsets) -> EventPerson {
    let names = &analysis.mentions.names;
    let person = &names.people[index];
    EventPerson {
        name: person.name.clone(),
        text: span.of(analysis.text.content).to_owned(),
        span: offsets.span(span),
        aliases: person.aliases.clone(),
        role: person.role.map(|span| span.of(analysis.text.content).to_owned()),
        groups: person.groups.iter().map(|group| names.organizations[*group].name.clone()).collect(),
        wanted_for: Vec::new(),
        age: person.age,
        nationality: person.nationality.as_deref().map(str::to_owned),
    }
}
