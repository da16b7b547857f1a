//! Records as tables: six of them, joined by `article` (and `event` within it), safe to open in a spreadsheet.

use super::sanitize::cell;
use crate::record::{Attribution, Mention, Quantity, Record};
use serde_json::Number;

/// The tables with their columns, in the order in which [`rows`] gives them.
pub const TABLES: [(&str, &[&str]); 6] = [
    (
        "articles",
        &["article", "sha256", "url", "site", "title", "authors", "published", "modified", "language", "section", "events", "warnings"],
    ),
    (
        "events",
        &[
            "article",
            "event",
            "kind",
            "family",
            "status",
            "trigger",
            "start",
            "end",
            "rule",
            "date",
            "date_text",
            "ordinal",
            "count",
            "count_min",
            "count_max",
            "count_text",
            "agent",
            "recipient",
            "origin",
            "destinations",
            "people",
            "groups",
            "means",
            "legal_basis",
            "charges",
            "sentence",
            "goods",
            "source",
            "source_role",
        ],
    ),
    ("people", &["article", "name", "role", "age", "nationality", "aliases", "groups", "mentions", "events"]),
    ("places", &["article", "name", "kind", "country", "subdivision", "latitude", "longitude", "mentions"]),
    (
        "statistics",
        &[
            "article",
            "value",
            "min",
            "max",
            "unit",
            "qualifier",
            "text",
            "start",
            "end",
            "of",
            "change",
            "measure",
            "place",
            "period",
            "compared_to",
            "attributed_to",
        ],
    ),
    ("totals", &["article", "kind", "value", "text", "start", "end", "of", "since", "period", "events", "sum", "agrees"]),
];

/// What joins several values in one cell.
const BETWEEN: &str = "; ";

/// The lines of one record for each of [`TABLES`], as CSV without heads.
pub fn rows(record: &Record) -> [String; 6] {
    let key = record.source.path.clone().unwrap_or_else(|| record.source.sha256.clone());
    [
        articles(&key, record),
        events(&key, record),
        people(&key, record),
        places(&key, record),
        statistics(&key, record),
        totals(&key, record),
    ]
    .map(lines)
}

/// The head of a table.
pub fn head(columns: &[&str]) -> String {
    lines(vec![columns.iter().map(|column| Cell::from(*column)).collect()])
}

/// A number stands bare, text is made safe.
enum Cell {
    Text(String),
    Bare(String),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Bare(number.to_string())
    }
}
impl<T> From<Option<T>> for Cell
where
    Self: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self::Bare(String::new()), Self::from)
    }
}

fn number(value: Option<&Number>) -> Cell {
    Cell::Bare(value.map(ToString::to_string).unwrap_or_default())
}

fn word(value: &impl serde::Serialize) -> Cell {
    Cell::Text(serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default())
}

fn lines(rows: Vec<Vec<Cell>>) -> String {
    let mut out = csv::Writer::from_writer(Vec::new());
    for row in rows {
        let cells = row.iter().map(|value| match value {
            Cell::Text(text) => cell(text).into_owned(),
            Cell::Bare(text) => text.clone(),
        });
        // Writing to memory does not fail.
        let _ = out.write_record(cells);
    }
    String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn joined<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().collect::<Vec<_>>().join(BETWEEN)
}

fn names(mentions: &[Mention]) -> String {
    joined(mentions.iter().map(|mention| mention.name.as_str()))
}

fn strings(words: &[String]) -> String {
    joined(words.iter().map(String::as_str))
}

fn articles(key: &str, record: &Record) -> Vec<Vec<Cell>> {
    let article = &record.article;
    vec![vec![
        key.into(),
        (&record.source.sha256).into(),
        article.url.as_ref().into(),
        article.site.as_ref().into(),
        article.title.as_ref().into(),
        strings(&article.authors).into(),
        article.published.as_ref().into(),
        article.modified.as_ref().into(),
        article.language.as_ref().into(),
        article.section.as_ref().into(),
        record.events.len().into(),
        joined(record.warnings.iter().map(|warning| warning.code.as_str())).into(),
    ]]
}

fn events(key: &str, record: &Record) -> Vec<Vec<Cell>> {
    let name = |mention: &Option<Mention>| Cell::from(mention.as_ref().map(|mention| &mention.name));
    let row = |event: &crate::record::Event| {
        let count = event.count.as_ref();
        let source = event.source.as_ref();
        vec![
            key.into(),
            (&event.id).into(),
            (&event.kind).into(),
            (&event.family).into(),
            word(&event.status),
            (&event.trigger.text).into(),
            event.trigger.span[0].into(),
            event.trigger.span[1].into(),
            (&event.trigger.rule).into(),
            event.date.as_ref().and_then(|date| date.edtf.as_ref()).into(),
            event.date.as_ref().map(|date| &date.text).into(),
            event.ordinal.map(|ordinal| ordinal as usize).into(),
            number(count.and_then(|count| count.value.as_ref())),
            number(count.and_then(|count| count.min.as_ref())),
            number(count.and_then(|count| count.max.as_ref())),
            count.map(|count| &count.text).into(),
            name(&event.agent),
            name(&event.recipient),
            name(&event.origin),
            names(&event.destinations).into(),
            joined(event.people.iter().map(|person| person.name.as_str())).into(),
            names(&event.groups).into(),
            event.means.as_ref().map(|means| &means.text).into(),
            name(&event.legal_basis),
            names(&event.charges).into(),
            name(&event.sentence),
            names(&event.goods).into(),
            source.map(|source| &source.name).into(),
            source.and_then(|source| source.role.as_ref()).into(),
        ]
    };
    record.events.iter().map(row).collect()
}

fn people(key: &str, record: &Record) -> Vec<Vec<Cell>> {
    let row = |person: &crate::record::Person| {
        let events = record.events.iter().filter(|event| event.people.iter().any(|other| other.name == person.name));
        vec![
            key.into(),
            (&person.name).into(),
            person.role.as_ref().into(),
            person.age.map(|age| age as usize).into(),
            person.nationality.as_ref().into(),
            strings(&person.aliases).into(),
            strings(&person.groups).into(),
            person.mentions.len().into(),
            joined(events.map(|event| event.id.as_str())).into(),
        ]
    };
    record.people.iter().map(row).collect()
}

fn places(key: &str, record: &Record) -> Vec<Vec<Cell>> {
    let degrees = |value: Option<f64>| Cell::Bare(value.map(|value| value.to_string()).unwrap_or_default());
    let row = |place: &crate::record::Place| {
        vec![
            key.into(),
            (&place.name).into(),
            (&place.kind).into(),
            place.country.as_ref().into(),
            place.subdivision.as_ref().into(),
            degrees(place.latitude),
            degrees(place.longitude),
            place.mentions.len().into(),
        ]
    };
    record.places.iter().map(row).collect()
}

fn statistics(key: &str, record: &Record) -> Vec<Vec<Cell>> {
    let row = |statistic: &crate::record::Statistic| {
        let Quantity { value, min, max, unit, qualifier, text, span, of } = &statistic.quantity;
        vec![
            key.into(),
            number(value.as_ref()),
            number(min.as_ref()),
            number(max.as_ref()),
            unit.as_ref().into(),
            word(qualifier),
            text.into(),
            span[0].into(),
            span[1].into(),
            of.as_ref().into(),
            statistic.change.as_ref().map_or(Cell::Bare(String::new()), word),
            statistic.measure.as_ref().into(),
            statistic.place.as_ref().into(),
            statistic.period.as_ref().into(),
            statistic.compared_to.as_ref().map(|older: &Quantity| &older.text).into(),
            statistic.attributed_to.as_ref().map(|source: &Attribution| &source.name).into(),
        ]
    };
    record.statistics.iter().map(row).collect()
}

fn totals(key: &str, record: &Record) -> Vec<Vec<Cell>> {
    let row = |total: &crate::record::Total| {
        vec![
            key.into(),
            (&total.kind).into(),
            number(total.count.value.as_ref()),
            (&total.count.text).into(),
            total.count.span[0].into(),
            total.count.span[1].into(),
            total.count.of.as_ref().into(),
            total.since.as_ref().into(),
            total.period.as_ref().into(),
            strings(&total.events).into(),
            number(total.sum.as_ref()),
            Cell::Bare(total.agrees.map(|agrees| agrees.to_string()).unwrap_or_default()),
        ]
    };
    record.totals.iter().map(row).collect()
}
