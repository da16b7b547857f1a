//! Where the tree holds no article: the body that the page carries for its scripts. JSON-LD's `articleBody` first, then the state of
//! the usual frameworks, read without knowing any of them: the longest list of paragraphs in it.

use super::declared::{self, Declared, letters};
use super::passage::{ends_sentence, reading_size};
use crate::page::{Page, json};
use serde_json::Value;

/// A shorter body than this many characters is looked for elsewhere.
pub const LEAST: usize = 250;

/// Scripts larger than this are not read as state.
const LARGEST_STATE: usize = 8 << 20;

/// Paragraphs, and where they come from.
pub struct Body {
    pub paragraphs: Vec<String>,
    pub from: &'static str,
}

/// The body that scripts hold, if it is clearly longer than what the tree gave.
pub fn body(page: &Page<'_>, declared: &Declared, have: usize) -> Option<Body> {
    let longer = |body: &Body| body.paragraphs.iter().map(|text| text.chars().count()).sum::<usize>() > (2 * have).max(LEAST);
    let json = declared
        .objects()
        .iter()
        .filter_map(|object| object.get("articleBody").or(object.get("text"))?.as_str())
        .max_by_key(|text| text.len());
    let from_json = json.map(|text| Body { paragraphs: paragraphs(text), from: "JSON-LD articleBody" }).filter(longer);
    from_json.or_else(|| state(page, declared).filter(longer))
}

/// Text with or without markup as paragraphs.
fn paragraphs(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    for _ in 0..2 {
        text = crate::page::entity::decode(&text, false).into_owned();
    }
    if text.contains("</p>") || text.contains("<br") || text.contains("</div>") {
        let page = Page::parse(&text);
        let passages = super::passage::read(&page, &mut super::names::Reader::default());
        return passages.all.into_iter().map(|passage| passage.text).collect();
    }
    text.split(['\n', '\r']).map(declared::plain).filter(|line| !line.is_empty()).collect()
}

/// The list of strings in embedded state that reads most like an article.
fn state(page: &Page<'_>, declared: &Declared) -> Option<Body> {
    let mut best: (f32, Vec<String>) = (0.0, Vec::new());
    for id in &declared.states {
        let raw = page.raw_text(*id);
        if raw.len() > LARGEST_STATE {
            continue;
        }
        let start = raw.find(['{', '[']).unwrap_or(0);
        let mut waiting: Vec<Value> = json::read(raw.get(start..).unwrap_or_default());
        while let Some(value) = waiting.pop() {
            match value {
                Value::Array(values) => {
                    let texts: Vec<String> = values.iter().filter_map(text_of).flat_map(|text| paragraphs(&text)).collect();
                    let size = prose_size(&texts);
                    if texts.len() >= 2 && size > best.0 {
                        best = (size, texts);
                    }
                    waiting.extend(values.into_iter().filter(|value| value.is_object() || value.is_array()));
                }
                Value::Object(object) => {
                    for value in object.into_iter().map(|(_, value)| value) {
                        if let Value::String(text) = &value
                            && text.len() > 400
                            && text.contains("<p")
                        {
                            let texts = paragraphs(text);
                            let size = prose_size(&texts);
                            if size > best.0 {
                                best = (size, texts);
                            }
                        }
                        if value.is_object() || value.is_array() {
                            waiting.push(value);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    let mut seen = std::collections::HashSet::new();
    let paragraphs: Vec<String> = best.1.into_iter().filter(|text| seen.insert(letters(text))).collect();
    (best.0 > 0.0).then_some(Body { paragraphs, from: "state for scripts" })
}

/// The text of one element of a list of paragraphs: a string, or an object whose type allows text.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => {
            let kind = ["type", "_type", "__typename", "kind", "tag"]
                .iter()
                .find_map(|key| object.get(*key)?.as_str())
                .unwrap_or("text")
                .to_ascii_lowercase();
            let allowed = ["text", "paragraph", "p", "html", "body", "heading", "header", "h2", "h3", "subtitle", "content"]
                .iter()
                .any(|word| kind.contains(word));
            let text = ["content", "text", "value", "html", "body", "data"].iter().find_map(|key| object.get(*key)?.as_str());
            text.filter(|_| allowed).map(str::to_owned)
        }
        _ => None,
    }
}

fn prose_size(texts: &[String]) -> f32 {
    texts.iter().filter(|text| ends_sentence(text)).map(|text| reading_size(text)).filter(|size| *size >= 40.0).sum()
}
