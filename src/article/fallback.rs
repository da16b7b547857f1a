//! Where the tree holds no article: the body that the page carries for its scripts. JSON-LD's `articleBody` first, then the state of
//! the usual frameworks, read without knowing any of them: the longest list of paragraphs in it.

use super::body::Asked;
use super::declared::{Declared, letters};
use super::judge::Known;
use super::names::Reader;
use super::passage::ends_sentence;
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

/// The body that scripts hold, if it is clearly longer than what the tree gave; its paragraphs are judged as those of a page are.
pub fn body(page: &Page<'_>, declared: &Declared, have: usize, known: &Known) -> Option<Body> {
    let longer = |body: &Body| body.paragraphs.iter().map(|text| text.chars().count()).sum::<usize>() > (2 * have).max(LEAST);
    let json = declared
        .objects()
        .iter()
        .filter_map(|object| object.get("articleBody").or(object.get("text"))?.as_str())
        .max_by_key(|text| text.len());
    let from_json = json.map(|text| Body { paragraphs: judged(&markup(text), known), from: "JSON-LD articleBody" }).filter(longer);
    from_json.or_else(|| Some(Body { paragraphs: judged(&state(page, declared)?, known), from: "state for scripts" }).filter(longer))
}

/// The paragraphs of markup that are the article.
fn judged(markup: &str, known: &Known) -> Vec<String> {
    let page = Page::parse(markup);
    let mut names = Reader::default();
    let passages = super::passage::read(&page, &mut names);
    let mut cuts = super::body::choose(&page, &passages, &mut names, &Asked { titles: &known.titles, own: &[], without: None }).cuts;
    let places: Vec<usize> = (0..passages.all.len()).filter(|place| cuts.get(*place).is_some_and(Option::is_none)).collect();
    super::judge::judge(&passages.all, &places, known, &mut cuts);
    passages.all.into_iter().zip(cuts).filter(|(_, cut)| cut.is_none()).map(|(passage, _)| passage.text).collect()
}

/// Text with or without markup, its references resolved even where they were escaped twice, as markup.
fn markup(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..2 {
        text = crate::page::entity::decode(&text, false).into_owned();
    }
    if is_markup(&text) {
        return text;
    }
    let plain = text.replace('&', "&amp;").replace('<', "&lt;");
    plain.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).map(|line| format!("<p>{line}</p>")).collect()
}

fn is_markup(text: &str) -> bool {
    ["</p>", "<br", "</div>"].iter().any(|tag| text.contains(tag))
}

/// The list of strings in embedded state that reads most like an article.
fn state(page: &Page<'_>, declared: &Declared) -> Option<String> {
    let mut best: (f32, Vec<String>) = (0.0, Vec::new());
    let mut streamed = String::new();
    let mut states: Vec<Vec<Value>> = Vec::new();
    for id in &declared.states {
        let raw = page.raw_text(*id);
        if raw.len() > LARGEST_STATE {
            continue;
        }
        let start = raw.find(['{', '[']).unwrap_or(0);
        let values = json::read(raw.get(start..).unwrap_or_default());
        match values.as_slice() {
            [Value::Array(parts)] if raw.contains(STREAM) => streamed.extend(parts.iter().filter_map(Value::as_str)),
            _ => states.push(values),
        }
    }
    states.push(rows(&streamed));
    for mut waiting in states {
        while let Some(value) = waiting.pop() {
            match value {
                Value::Array(values) => {
                    let texts: Vec<String> = values.iter().filter_map(text_of).map(|text| markup(&text)).collect();
                    let size = prose_size(&texts);
                    if size > best.0 && (texts.len() >= 2 || texts.iter().any(|text| is_markup(text))) {
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
                            let texts = vec![markup(text)];
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
    let texts: String = best.1.into_iter().filter(|text| seen.insert(letters(text))).collect();
    (best.0 > 0.0).then_some(texts)
}

/// The name under which a page hands over its state in pieces.
const STREAM: &str = "__next_f";

/// The rows of streamed state: "1a:" and a value on a line of its own, or "1b:T4f2," and so many (in hexadecimal) bytes of text.
fn rows(streamed: &str) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut rest = streamed;
    while let Some((name, row)) = rest.split_once(':') {
        let text = row.strip_prefix('T').and_then(|row| row.split_once(','));
        let length = text.and_then(|(length, _)| usize::from_str_radix(length, 16).ok());
        let is_name = !name.trim().is_empty() && name.trim().bytes().all(|byte| byte.is_ascii_hexdigit());
        match (is_name, text, length) {
            (true, Some((_, text)), Some(length)) => {
                let length = (0..=length.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
                let (text, after) = text.split_at(length);
                rows.push(Value::Array(vec![Value::String(text.to_owned()), Value::Null]));
                rest = after;
            }
            (true, ..) => {
                let (value, after) = row.split_once('\n').unwrap_or((row, ""));
                rows.extend(json::read(value));
                rest = after;
            }
            (false, ..) => rest = rest.split_once('\n').map_or("", |(_, after)| after),
        }
    }
    rows
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

/// How much prose pieces of markup hold.
fn prose_size(texts: &[String]) -> f32 {
    let lines = |text: &String| -> f32 {
        let page = Page::parse(text);
        let passages = super::passage::read(&page, &mut Reader::default()).all;
        passages.iter().filter(|passage| ends_sentence(&passage.text) && passage.size >= 40.0).map(|passage| passage.size).sum()
    };
    texts.iter().map(lines).sum()
}
