//! Stages to read at a terminal: one thing a line, its words in quotation marks, sentences as headings.

use super::lines::{qualifier_word, relation_word, tense_word};
use super::{Stage, read};
use crate::article::Article;
use crate::event::Analysis;
use crate::extractor::{language_of, published_of};
use crate::mention::{Mentions, Name, NameKind, Value as Amount};
use crate::output::sanitize::terminal;
use crate::record::{Event, Record};
use crate::rules::{Frame, Outcome, Rules};
use crate::source::Decoded;
use crate::text::{Clause, ClauseKind, Clauses, Slot, Span, Text, Voice};
use crate::{Extractor, Options};
use std::fmt::Write;

/// One stage of one article; none if the event that was asked for is not there.
pub(super) fn stage(stage: Stage, extractor: &Extractor, input: &Decoded, event: Option<&str>) -> Option<String> {
    let (article, options) = read(extractor, input);
    let mut page = Page::default();
    match stage {
        Stage::Article => page.article(&article, &options),
        Stage::Events => {
            let record = extractor.extract_with(input, &options);
            let chosen: Vec<&Event> = record.events.iter().filter(|found| event.is_none_or(|event| found.id == event)).collect();
            if event.is_some() && chosen.is_empty() {
                return None;
            }
            let deep = event.is_some();
            extractor.analyse(&article, &options, |analysis| page.events(&record, &chosen, analysis, &extractor.rules, deep));
        }
        _ => extractor.analyse(&article, &options, |analysis| match stage {
            Stage::Text => page.text(analysis.text),
            Stage::Tokens => page.tokens(analysis.text),
            Stage::Clauses => {
                let names = analysis.mentions.names.spans();
                page.clauses(analysis.text, &crate::text::clause::clauses_with_names(analysis.text, &names, |_| true, |_| false));
            }
            Stage::Mentions => page.mentions(analysis.text, analysis.mentions),
            Stage::References => page.references(analysis),
            _ => page.frames(analysis, &extractor.rules),
        }),
    }
    Some(page.out)
}

#[derive(Default)]
struct Page {
    out: String,
}

impl Page {
    fn line(&mut self, words: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.out, "{}", terminal(words));
    }

    fn article(&mut self, article: &Article, options: &Options) {
        let published = published_of(article, options).map(|day| day.to_string());
        let fields = [
            ("url", article.url.as_deref()),
            ("site", article.site.as_deref()),
            ("title", article.title.as_deref()),
            ("description", article.description.as_deref()),
            ("published", article.published.as_deref()),
            ("modified", article.modified.as_deref()),
            ("section", article.section.as_deref()),
            ("dateline", article.dateline.as_ref().map(|dateline| dateline.text.as_str())),
            ("dates against", published.as_deref()),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                let from = article.sources.get(name).map(|from| format!("   <- {from}")).unwrap_or_default();
                self.line(&format!("{name:14}{value}{from}"));
            }
        }
        self.line(&format!("{:14}{}", "language", language_of(article, options).0));
        if !article.authors.is_empty() {
            let from = article.sources.get("authors").map(|from| format!("   <- {from}")).unwrap_or_default();
            self.line(&format!("{:14}{}{from}", "authors", article.authors.join("; ")));
        }
        for block in &article.blocks {
            self.line(&format!("{:14}{}   <- {}", block.fate, short(&block.text, 100), block.why));
        }
        if article.blocks.is_empty() {
            for paragraph in article.text.split("\n\n") {
                self.line(&format!("{:14}{}", "body", short(paragraph, 100)));
            }
        }
    }

    fn sentence(&mut self, text: &Text, sentence: usize) {
        let Some(found) = text.sentences.get(sentence) else { return };
        let heading = text.paragraphs.get(found.paragraph).is_some_and(|paragraph| paragraph.heading);
        let mark = if heading { " [heading]" } else { "" };
        self.line(&format!("s{sentence}{mark}  {}", found.span.of(text.content)));
    }

    fn text(&mut self, text: &Text) {
        let mut paragraph = None;
        for (index, sentence) in text.sentences.iter().enumerate() {
            if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
                self.line(&format!("paragraph {}", sentence.paragraph));
            }
            self.sentence(text, index);
        }
    }

    fn tokens(&mut self, text: &Text) {
        for (index, sentence) in text.sentences.iter().enumerate() {
            let words: Vec<String> = sentence.tokens.clone().map(|token| token_words(text, token)).collect();
            self.line(&format!("s{index}  {}", words.join("  ")));
        }
    }

    fn clauses(&mut self, text: &Text, clauses: &Clauses) {
        let mut sentence = None;
        for (index, clause) in clauses.clauses.iter().enumerate() {
            if sentence.replace(clause.sentence) != Some(clause.sentence) {
                self.sentence(text, clause.sentence);
            }
            self.line(&format!("  c{index} {}", clause_words(text, clause)));
        }
    }

    fn mentions(&mut self, text: &Text, mentions: &Mentions) {
        for date in &mentions.dates {
            let edtf = date.edtf.map_or_else(|| "not placed".to_owned(), |edtf| edtf.to_string());
            let anchor = date.anchor.map(|anchor| format!(" against {anchor:?}")).unwrap_or_default();
            self.found(text, "date", date.span, &format!("{edtf}{anchor}"));
        }
        for quantity in &mentions.quantities {
            let value = match quantity.value {
                Amount::Number(number) => number.to_string(),
                Amount::Range(low, high) => format!("{low} to {high}"),
            };
            let unit = quantity.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
            let of = quantity.of.map(|of| format!(" of {:?}", of.of(text.content))).unwrap_or_default();
            let marks = [(quantity.ordinal, " ordinal"), (quantity.additional, " additional")];
            let marks: String = marks.iter().filter(|(holds, _)| *holds).map(|(_, mark)| *mark).collect();
            self.found(text, "quantity", quantity.span, &format!("{value}{unit} ({}){of}{marks}", qualifier_word(quantity)));
        }
        let names = &mentions.names;
        for (index, person) in names.people.iter().enumerate() {
            let role = person.role.map(|role| format!(", {}", role.of(text.content))).unwrap_or_default();
            let age = person.age.map(|age| format!(", {age}")).unwrap_or_default();
            let nationality = person.nationality.as_deref().map(|code| format!(", {code}")).unwrap_or_default();
            let aliases = if person.aliases.is_empty() { String::new() } else { format!(", alias {}", person.aliases.join(", ")) };
            let groups: Vec<&str> =
                person.groups.iter().filter_map(|group| names.organizations.get(*group)).map(|group| group.name.as_str()).collect();
            let groups = if groups.is_empty() { String::new() } else { format!(", of {}", groups.join(", ")) };
            self.entity(text, mentions, NameKind::Person, index, &format!("{}{role}{age}{nationality}{aliases}{groups}", person.name));
        }
        for (index, organization) in names.organizations.iter().enumerate() {
            let country = organization.country.as_deref().map(|country| format!(", {country}")).unwrap_or_default();
            let acronym = organization.acronym.as_deref().map(|acronym| format!(" ({acronym})")).unwrap_or_default();
            let words = format!("{}{acronym}, {}{country}", organization.name, organization.kind);
            self.entity(text, mentions, NameKind::Organization, index, &words);
        }
        for (index, place) in names.places.iter().enumerate() {
            let codes: Vec<&str> = [place.country.as_deref(), place.subdivision.as_deref()].into_iter().flatten().collect();
            self.entity(text, mentions, NameKind::Place, index, &format!("{}, {:?} {}", place.name, place.kind, codes.join(" ")));
        }
        for demonym in &names.demonyms {
            let people = if demonym.people { ", people" } else { "" };
            self.found(text, "demonym", demonym.span, &format!("{}{people}", demonym.country));
        }
    }

    fn found(&mut self, text: &Text, kind: &str, span: Span, value: &str) {
        self.line(&format!("{kind:13} {:?} s{}  {value}", span.of(text.content), text.sentence_at(span.start).unwrap_or_default()));
    }

    fn entity(&mut self, text: &Text, mentions: &Mentions, kind: NameKind, entity: usize, words: &str) {
        let naming = |name: &Name| {
            let mark = if name.alias { " (alias)" } else { "" };
            let mark = if name.definite { " (description)" } else { mark };
            format!("{:?}{mark} s{}", name.span.of(text.content), text.sentence_at(name.span.start).unwrap_or_default())
        };
        let namings: Vec<String> =
            mentions.names.names.iter().filter(|name| name.kind == kind && name.entity == entity).map(naming).collect();
        let kind = format!("{kind:?}").to_lowercase();
        self.line(&format!("{kind:13} {words}: {}", namings.join(", ")));
    }

    /// Every rule that was tried: what fired, and what nearly did and why not.
    fn references(&mut self, analysis: Analysis) {
        let text = analysis.text;
        let mut sentence = None;
        for (token, participants) in analysis.references.all() {
            let here = text.sentence_at(text.tokens[token].span.start);
            if let Some(here) = here.filter(|here| sentence.replace(*here) != Some(*here)) {
                self.sentence(text, here);
            }
            let names: Vec<&str> =
                participants.iter().map(|participant| &*analysis.mentions.names.people[participant.person].name).collect();
            self.line(&format!("  {:?} means {}", text.word(token), names.join(", ")));
        }
    }

    fn frames(&mut self, analysis: Analysis, rules: &Rules) {
        let text = analysis.text;
        let mut sentence = None;
        // Of every sentence with a trigger, so that it is seen what each rule lacked.
        let clauses = rules.clauses(text, analysis.mentions);
        for attempt in rules.attempts(text, &clauses, analysis.mentions) {
            if sentence.replace(attempt.sentence) != Some(attempt.sentence) {
                self.sentence(text, attempt.sentence);
            }
            let tried = format!("{} {:?}", attempt.rule, attempt.trigger.of(text.content));
            match &attempt.outcome {
                Outcome::Fired(frame) => self.line(&format!("  + {}", frame_words(text, frame))),
                Outcome::Missed(reason) => self.line(&format!("  - {tried}: {reason}")),
                Outcome::Beaten(other) => self.line(&format!("  - {tried}: {other} read it before")),
            }
        }
    }

    fn events(&mut self, record: &Record, chosen: &[&Event], analysis: Analysis, rules: &Rules, deep: bool) {
        for event in chosen {
            self.event(event, analysis, rules, deep);
        }
        if !deep {
            for (name, value) in [("total", json_values(&record.totals)), ("statistic", json_values(&record.statistics))] {
                for line in value {
                    self.line(&format!("{name}  {line}"));
                }
            }
        }
    }

    /// An event with every role and its words, and the sentences, clauses and frames that it rests on.
    fn event(&mut self, event: &Event, analysis: Analysis, rules: &Rules, deep: bool) {
        self.line(&format!(
            "{} {} ({}) \"{}\" by rule {}",
            event.id,
            event.kind,
            format!("{:?}", event.status).to_lowercase(),
            event.trigger.text,
            event.trigger.rule
        ));
        if let Ok(serde_json::Value::Object(roles)) = serde_json::to_value(event) {
            let head = ["id", "kind", "family", "status", "trigger", "evidence"];
            for (role, value) in roles.iter().filter(|(role, _)| !head.contains(&role.as_str())) {
                self.line(&format!("    {role:13} {}", role_words(value)));
            }
        }
        let offsets = crate::text::Offsets::new(analysis.text.content);
        for (index, sentence) in analysis.text.sentences.iter().enumerate() {
            let [start, end] = offsets.span(sentence.span);
            let fired: Vec<&str> = event
                .evidence
                .iter()
                .filter(|evidence| evidence.span[0] < end && start < evidence.span[1])
                .map(|evidence| evidence.rule.as_str())
                .collect();
            if fired.is_empty() {
                continue;
            }
            self.line(&format!("    evidence      s{index} by {}: {}", fired.join(", "), sentence.span.of(analysis.text.content)));
            if deep {
                for clause in analysis.clauses.clauses.iter().filter(|clause| clause.sentence == index) {
                    self.line(&format!("        clause {}", clause_words(analysis.text, clause)));
                }
                for attempt in
                    rules.attempts(analysis.text, analysis.clauses, analysis.mentions).iter().filter(|attempt| attempt.sentence == index)
                {
                    let words = match &attempt.outcome {
                        Outcome::Fired(frame) => frame_words(analysis.text, frame),
                        Outcome::Missed(reason) => format!("{} did not fire: {reason}", attempt.rule),
                        Outcome::Beaten(other) => format!("{} did not fire: {other} read it before", attempt.rule),
                    };
                    self.line(&format!("        rule   {words}"));
                }
            }
        }
    }
}

fn token_words(text: &Text, token: usize) -> String {
    let tag = format!("{:?}", text.tokens[token].tag).to_uppercase();
    let (word, lemma) = (text.word(token), text.lemma(token));
    if word.eq_ignore_ascii_case(lemma) { format!("{word}/{tag}") } else { format!("{word}/{tag}/{lemma}") }
}

/// `hand over [active past] subject=Mexico | object=37 members | to=the United States | ?in=May`; a `?` marks the second
/// reading of a phrase.
fn clause_words(text: &Text, clause: &Clause) -> String {
    let mut marks: Vec<&str> = Vec::new();
    if clause.kind == ClauseKind::Noun {
        marks.push("noun");
    } else {
        marks.push(if clause.voice == Voice::Passive { "passive" } else { "active" });
        marks.extend(tense_word(clause.tense));
        if !clause.finite {
            marks.push("nonfinite");
        }
    }
    if clause.perfect {
        marks.push("perfect");
    }
    marks.extend(clause.modal.as_deref());
    if clause.negated {
        marks.push("NOT");
    }
    let slot = |slot: &Slot| {
        let second = if slot.second_choice { "?" } else { "" };
        format!("{second}{}={}", slot.name, text.span_of(slot.tokens.clone()).of(text.content))
    };
    let slots: Vec<String> = clause.slots.iter().map(slot).collect();
    let parent = clause.parent.map(|(parent, relation)| format!(" ({} of c{parent})", relation_word(relation))).unwrap_or_default();
    format!("{} [{}]{parent} {}", clause.lemma, marks.join(" "), slots.join(" | "))
}

/// `rendition.hand-over (rendition) "handed over" agent=Mexico | moved=37 members`.
fn frame_words(text: &Text, frame: &Frame) -> String {
    let roles: Vec<String> =
        frame.fillers.iter().map(|filler| format!("{}={} <{}>", filler.role, filler.span.of(text.content), filler.slot)).collect();
    let continues = if frame.continues { " continues" } else { "" };
    format!("{} ({}{continues}) {:?} {}", frame.rule, frame.kind, frame.trigger.of(text.content), roles.join(" | "))
}

/// A role's value in a line: the name and the words where both are there.
fn role_words(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Array(items) => items.iter().map(role_words).collect::<Vec<_>>().join("; "),
        serde_json::Value::Object(fields) => {
            let main = fields.get("name").or_else(|| fields.get("edtf")).or_else(|| fields.get("value"));
            let words = fields.get("text").and_then(|text| text.as_str()).unwrap_or_default();
            let more: Vec<String> = fields
                .iter()
                .filter(|(key, value)| !["name", "edtf", "value", "text", "span"].contains(&key.as_str()) && !value.is_null())
                .map(|(key, value)| format!("{key}={}", plain(value)))
                .collect();
            let more = if more.is_empty() { String::new() } else { format!(" [{}]", more.join(", ")) };
            format!("{} {words:?}{more}", main.map(plain).unwrap_or_default())
        }
        _ => plain(value),
    }
}

fn plain(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn json_values<T: serde::Serialize>(items: &[T]) -> Vec<String> {
    items.iter().filter_map(|item| serde_json::to_string(item).ok()).collect()
}

fn short(text: &str, most: usize) -> String {
    let mut cut: String = text.chars().take(most).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}
