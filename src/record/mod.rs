//! The record: the serde types of the contract (`dateline/1`). Field order here is the order of the printed keys; what the
//! article does not say is absent. Spans are code points of `article.text`.

mod assemble;
mod schema;

pub use assemble::assemble;
pub use schema::schema;

use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The version of the contract.
pub const FORMAT: &str = "dateline/1";

/// Start and end in code points of `article.text`, end excluded.
pub type SpanPair = [usize; 2];

/// What one article becomes.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Record {
    /// Always `dateline/1`.
    #[schemars(extend("const" = "dateline/1"))]
    pub format: &'static str,
    /// Given back from the line of an NDJSON stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<serde_json::Value>,
    pub source: Source,
    pub article: Article,
    pub events: Vec<Event>,
    pub totals: Vec<Total>,
    pub statistics: Vec<Statistic>,
    pub people: Vec<Person>,
    pub organizations: Vec<Organization>,
    pub places: Vec<Place>,
    pub warnings: Vec<Warning>,
}

/// The input.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Source {
    /// Absent for standard input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    pub media_type: String,
    pub encoding: String,
    pub bytes: usize,
    /// Of the input's bytes, lower-case hexadecimal.
    pub sha256: String,
}

/// What was read.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Article {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Dateline>,
    pub text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub embeds: Vec<Embed>,
    /// How many blocks were dropped as boilerplate, by reason.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub removed: BTreeMap<String, usize>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Dateline {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    pub text: String,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Embed {
    /// `post`, `video` or `other`.
    pub kind: String,
    pub text: String,
}

/// Something that happened, is planned, or is said or denied to have happened.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Event {
    /// `e1`, `e2`, …
    pub id: String,
    pub kind: String,
    pub family: String,
    pub status: Status,
    pub trigger: Trigger,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<Quantity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<Mention>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<Mention>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Mention>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub destinations: Vec<Mention>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<EventPerson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Mention>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub means: Option<Means>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<Mention>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub charges: Vec<Mention>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<Mention>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub goods: Vec<Mention>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Attribution>,
    pub evidence: Vec<Evidence>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Occurred,
    Planned,
    Proposed,
    Alleged,
    Denied,
}

/// The words that name an event.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Trigger {
    pub text: String,
    pub span: SpanPair,
    /// Which rule fired.
    pub rule: String,
}

/// A value in the article's words: `name` where a fuller or normal form is known, and the words it came from.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Mention {
    pub name: String,
    pub text: String,
    pub span: SpanPair,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Date {
    pub text: String,
    pub span: SpanPair,
    /// Absent where the date cannot be placed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edtf: Option<String>,
    /// `published` or `event`: against what a relative date was placed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Quantity {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    pub qualifier: QualifierWord,
    pub text: String,
    pub span: SpanPair,
    /// What is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QualifierWord {
    Exact,
    About,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}

/// One of those whom an event happened to.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EventPerson {
    pub name: String,
    pub text: String,
    pub span: SpanPair,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wanted_for: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nationality: Option<String>,
}

/// How they travelled.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Means {
    pub text: String,
    pub span: SpanPair,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// Who said so.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Attribution {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    pub text: String,
    pub span: SpanPair,
}

/// A sentence that an event rests on.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Evidence {
    pub span: SpanPair,
    pub rule: String,
}

/// A running total across events.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Total {
    pub kind: String,
    pub count: Quantity,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Ids of the events it sums over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sum: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agrees: Option<bool>,
}

/// A figure that the article cites beside its events.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Statistic {
    #[serde(flatten)]
    pub quantity: Quantity,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// EDTF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// The figure that it is set against: "from 12", "compared with 40".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compared_to: Option<Quantity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<Attribution>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    Increase,
    Decrease,
}

/// A person named, once, with all mentions.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Person {
    pub name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nationality: Option<String>,
    pub mentions: Vec<Naming>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Organization {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acronym: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    pub mentions: Vec<Naming>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Place {
    pub name: String,
    /// `country`, `subdivision`, `city` or `other`.
    pub kind: String,
    /// ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// ISO 3166-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subdivision: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    pub mentions: Vec<Naming>,
}

/// One naming of an entity.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Naming {
    pub text: String,
    pub span: SpanPair,
    /// A nickname or code name.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub alias: bool,
}

/// What a reader of the record should know.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Warning {
    pub code: String,
    pub message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<SpanPair>,
}
