//! Stages as JSON: one object for a whole article (the stream), or one object a line for each thing found.

use super::{Stage, context, read};
use crate::article::Article;
use crate::event::Analysis;
use crate::mention::{NameKind, Qualifier, Quantity, Value as Amount};
use crate::output::json;
use crate::source::Decoded;
use crate::text::clause::{Relation, Tense};
use crate::text::{Clause, ClauseKind, Offsets, Span, Text, Voice};
use crate::{Extractor, Options};
use serde_json::{Value, json};

/// Everything of one stage as one object.
pub(super) fn whole(stage: Stage, extractor: &Extractor, input: &Decoded, options: &Options) -> Value {
    let article = extractor.article(input);
    let mut fields = serde_json::Map::new();
    if !matches!(stage, Stage::Mentions) {
        fields.insert("text".to_owned(), Value::from(article.text.as_str()));
    }
    for (name, items) in lists(stage, extractor, input, &article, options) {
        fields.insert(name.to_owned(), Value::Array(items));
    }
    Value::Object(fields)
}

/// Every thing found by one stage as a line of its own; none if the event that was asked for is not there.
pub(super) fn items(stage: Stage, extractor: &Extractor, input: &Decoded, event: Option<&str>) -> Option<String> {
    let (article, options) = read(extractor, input);
    let mut out = String::new();
    for (name, items) in lists(stage, extractor, input, &article, &options) {
        for item in items.iter().filter(|item| event.is_none_or(|event| item["id"] == event)) {
            let mut line = serde_json::Map::from_iter([("is".to_owned(), Value::from(name.trim_end_matches('s')))]);
            line.extend(item.as_object().cloned().unwrap_or_default());
            out += &json::line(&line);
            out.push('\n');
        }
    }
    (event.is_none() || !out.is_empty()).then_some(out)
}

type Lists = Vec<(&'static str, Vec<Value>)>;

fn lists(stage: Stage, extractor: &Extractor, input: &Decoded, article: &Article, options: &Options) -> Lists {
    if stage == Stage::Article {
        return vec![("articles", vec![article_value(article, options)]), ("blocks", blocks(article))];
    }
    if stage == Stage::Events {
        let record = extractor.extract_with(input, options);
        return vec![("events", values(&record.events)), ("totals", values(&record.totals)), ("statistics", values(&record.statistics))];
    }
    extractor.analyse(article, options, |analysis| {
        let offsets = Offsets::new(&article.text);
        match stage {
            Stage::Text => vec![("sentences", sentences(analysis.text, &offsets))],
            Stage::Tokens => vec![("tokens", tokens(analysis.text, &offsets))],
            Stage::Clauses => vec![("clauses", clauses(extractor, analysis, &offsets))],
            Stage::Mentions => mentions(analysis, &offsets),
            Stage::Frames => vec![("frames", frames(analysis, &offsets))],
            Stage::References => vec![("references", references(analysis, &offsets))],
            Stage::Article | Stage::Events => Vec::new(),
        }
    })
}

fn values<T: serde::Serialize>(items: &[T]) -> Vec<Value> {
    items.iter().filter_map(|item| serde_json::to_value(item).ok()).collect()
}

/// A place of the text with its words.
fn place(text: &Text, offsets: &Offsets, span: Span) -> serde_json::Map<String, Value> {
    let [start, end] = offsets.span(span);
    match json!({"text": span.of(text.content), "start": start, "end": end}) {
        Value::Object(fields) => fields,
        _ => serde_json::Map::new(),
    }
}

/// A place of the text with further fields; those that are null are left out.
fn placed(text: &Text, offsets: &Offsets, span: Span, more: Value) -> Value {
    let mut fields = place(text, offsets, span);
    if let Value::Object(more) = more {
        fields.extend(more.into_iter().filter(|(_, value)| !value.is_null()));
    }
    Value::Object(fields)
}

fn article_value(article: &Article, options: &Options) -> Value {
    json!({
        "context": context(article, options), "url": article.url, "site": article.site, "title": article.title,
        "description": article.description, "authors": article.authors, "published": article.published,
        "modified": article.modified, "language": article.language, "section": article.section,
        "captions": article.captions, "removed": article.removed, "sources": article.sources,
    })
}

fn blocks(article: &Article) -> Vec<Value> {
    article.blocks.iter().map(|block| json!({"fate": block.fate, "why": block.why, "text": block.text})).collect()
}

fn sentences(text: &Text, offsets: &Offsets) -> Vec<Value> {
    let sentence = |sentence: &crate::text::Sentence| {
        let heading = text.paragraphs.get(sentence.paragraph).is_some_and(|paragraph| paragraph.heading);
        placed(text, offsets, sentence.span, json!({"paragraph": sentence.paragraph, "heading": heading}))
    };
    text.sentences.iter().map(sentence).collect()
}

fn tokens(text: &Text, offsets: &Offsets) -> Vec<Value> {
    let token =
        |index: usize| placed(text, offsets, text.tokens[index].span, json!({"tag": text.tokens[index].tag, "lemma": text.lemma(index)}));
    (0..text.tokens.len()).map(token).collect()
}

fn references(analysis: Analysis, offsets: &Offsets) -> Vec<Value> {
    let text = analysis.text;
    let value = |(token, participants): (usize, Vec<&crate::event::draft::Participant>)| {
        let names: Vec<&str> = participants.iter().map(|participant| &*analysis.mentions.names.people[participant.person].name).collect();
        placed(text, offsets, text.tokens[token].span, json!({"means": names}))
    };
    analysis.references.all().into_iter().map(value).collect()
}

/// All clauses, those of sentences without any trigger as well.
fn clauses(extractor: &Extractor, analysis: Analysis, offsets: &Offsets) -> Vec<Value> {
    let text = analysis.text;
    let wanted = extractor.rules.wanted(text);
    let all = crate::text::clause::clauses_with_names(text, &analysis.mentions.names.spans(), |_| true, |_| false);
    let value = |clause: &Clause| {
        let slots: Vec<Value> = clause
            .slots
            .iter()
            .filter(|slot| !slot.second_choice && &*slot.name != "mark")
            .map(|slot| {
                let [start, end] = offsets.span(text.span_of(slot.tokens.clone()));
                json!({"slot": slot.name, "start": start, "end": end})
            })
            .collect();
        let parent = clause.parent.map(|(parent, relation)| json!({"clause": parent, "relation": relation_word(relation)}));
        placed(
            text,
            offsets,
            clause.span(text),
            json!({
                "kind": if clause.kind == ClauseKind::Verb { "verb" } else { "noun" },
                "lemma": clause.lemma,
                "voice": if clause.voice == Voice::Passive { "passive" } else { "active" },
                "polarity": if clause.negated { "negative" } else { "positive" },
                "finite": clause.finite, "tense": tense_word(clause.tense), "perfect": clause.perfect, "modal": clause.modal,
                "parent": parent, "wanted": wanted.get(clause.sentence), "slots": slots,
            }),
        )
    };
    all.clauses.iter().map(value).collect()
}

fn mentions(analysis: Analysis, offsets: &Offsets) -> Lists {
    let text = analysis.text;
    let found = analysis.mentions;
    let dates = found.dates.iter().map(|date| {
        let [start, end] = offsets.span(date.span);
        json!({"text": date.span.of(text.content), "start": start, "end": end, "edtf": date.edtf.map(|edtf| edtf.to_string())})
    });
    let quantities = found.quantities.iter().map(|quantity| {
        let (value, range) = match quantity.value {
            Amount::Number(number) => (Some(number), None),
            Amount::Range(low, high) => (None, Some([low, high])),
        };
        let of = quantity.of.map(|of| of.of(text.content));
        placed(
            text,
            offsets,
            quantity.span,
            json!({"value": value, "range": range, "unit": quantity.unit, "qualifier": qualifier_word(quantity), "of": of,
                "ordinal": quantity.ordinal.then_some(true), "additional": quantity.additional.then_some(true)}),
        )
    });
    let names = &found.names;
    let entities = names.names.iter().map(|name| {
        let (kind, full) = match name.kind {
            NameKind::Person => ("person", names.people.get(name.entity).map(|person| person.name.as_str())),
            NameKind::Organization => ("organization", names.organizations.get(name.entity).map(|organization| organization.name.as_str())),
            NameKind::Place => ("place", names.places.get(name.entity).map(|place| place.name.as_str())),
        };
        placed(
            text,
            offsets,
            name.span,
            json!({"kind": kind, "entity": name.entity, "name": full, "alias": name.alias.then_some(true), "definite": name.definite.then_some(true)}),
        )
    });
    vec![("dates", dates.collect()), ("quantities", quantities.collect()), ("entities", entities.collect())]
}

fn frames(analysis: Analysis, offsets: &Offsets) -> Vec<Value> {
    let text = analysis.text;
    let frame = |frame: &crate::rules::Frame| {
        let roles: Vec<Value> = frame
            .fillers
            .iter()
            .map(|filler| placed(text, offsets, filler.span, json!({"role": filler.role, "slot": filler.slot})))
            .collect();
        placed(
            text,
            offsets,
            frame.trigger,
            json!({"rule": frame.rule, "kind": frame.kind, "family": frame.family, "sentence": frame.sentence, "continues": frame.continues, "roles": roles}),
        )
    };
    analysis.frames.iter().map(frame).collect()
}

pub(super) const fn relation_word(relation: Relation) -> &'static str {
    match relation {
        Relation::Complement => "complement",
        Relation::Open => "open",
        Relation::Adverbial => "adverbial",
        Relation::Relative => "relative",
        Relation::Coordinate => "coordinate",
        Relation::Argument => "argument",
    }
}

pub(super) const fn tense_word(tense: Tense) -> Option<&'static str> {
    match tense {
        Tense::Past => Some("past"),
        Tense::Present => Some("present"),
        Tense::Future => Some("future"),
        Tense::None => None,
    }
}

pub(super) const fn qualifier_word(quantity: &Quantity) -> &'static str {
    match quantity.qualifier {
        Qualifier::Exact => "exact",
        Qualifier::About => "about",
        Qualifier::AtLeast => "at_least",
        Qualifier::MoreThan => "more_than",
        Qualifier::AtMost => "at_most",
        Qualifier::LessThan => "less_than",
    }
}
