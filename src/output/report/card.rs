//! An event as a card: what it is, the words that tell of it, its roles, and the sentences that it rests on.

use crate::output::sanitize::html;
use crate::record::Event;
use serde_json::Value;

/// Roles in the order in which one asks for them; others stand behind.
const ORDER: [&str; 15] = [
    "date",
    "count",
    "agent",
    "recipient",
    "people",
    "groups",
    "origin",
    "destinations",
    "means",
    "goods",
    "charges",
    "sentence",
    "legal_basis",
    "ordinal",
    "source",
];

/// What a card shows outside of its list of roles.
const OWN: [&str; 6] = ["id", "kind", "family", "status", "trigger", "evidence"];

/// The card of one event; `characters` are those of the article's text.
pub(super) fn card(event: &Event, characters: &[char], number: usize) -> String {
    let status = serde_json::to_value(event.status).ok().and_then(|status| status.as_str().map(str::to_owned)).unwrap_or_default();
    format!(
        "<article class=\"card {status}\" id=\"a{number}-{0}\" tabindex=\"0\"><h3>{0} <span class=\"kind\">{1}</span> <small>{status}</small></h3>\
         <p><a href=\"#a{number}-t{0}\">“{2}”</a> <small>rule {3}</small></p><dl>{4}</dl>{5}</article>\n",
        html(&event.id),
        html(&event.kind),
        html(&event.trigger.text),
        html(&event.trigger.rule),
        roles(event),
        evidence(event, characters),
    )
}

fn roles(event: &Event) -> String {
    let Ok(Value::Object(fields)) = serde_json::to_value(event) else { return String::new() };
    let mut roles: Vec<(&String, &Value)> = fields.iter().filter(|(role, _)| !OWN.contains(&role.as_str())).collect();
    roles.sort_by_key(|(role, _)| ORDER.iter().position(|known| known == role).unwrap_or(ORDER.len()));
    let row = |(role, value): (&String, &Value)| {
        // The words beside a group's name tell who belongs to it, not what it is called.
        let value = words(value, role != "groups");
        format!("<dt>{}</dt><dd>{}</dd>", html(&role.replace('_', " ")), html(&value))
    };
    roles.into_iter().map(row).collect()
}

/// A role's value as words: the name or normal form, and the article's own words where they differ.
fn words(value: &Value, with_own: bool) -> String {
    match value {
        Value::Array(items) => items.iter().map(|item| words(item, with_own)).collect::<Vec<_>>().join("; "),
        Value::Object(fields) => {
            let get = |key: &str| fields.get(key).and_then(Value::as_str);
            let main = get("name").or_else(|| get("edtf")).or_else(|| get("text")).unwrap_or_default();
            let own = get("text").filter(|text| with_own && *text != main).map(|text| format!(" (“{text}”)")).unwrap_or_default();
            let role = get("role").map(|role| format!(", {role}")).unwrap_or_default();
            format!("{main}{role}{own}")
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The sentences, each once, with all the rules that read it.
fn evidence(event: &Event, characters: &[char]) -> String {
    let mut sentences: Vec<([usize; 2], Vec<&str>)> = Vec::new();
    for evidence in &event.evidence {
        match sentences.iter_mut().find(|(span, _)| *span == evidence.span) {
            Some((_, rules)) if rules.contains(&evidence.rule.as_str()) => {}
            Some((_, rules)) => rules.push(&evidence.rule),
            None => sentences.push((evidence.span, vec![&evidence.rule])),
        }
    }
    let item = |(span, rules): &([usize; 2], Vec<&str>)| {
        let words: String = characters.get(span[0]..span[1]).unwrap_or_default().iter().collect();
        format!("<li>{} <small>{}</small></li>", html(&words), html(&rules.join(", ")))
    };
    let items: String = sentences.iter().map(item).collect();
    format!("<details><summary>Evidence</summary><ul>{items}</ul></details>")
}
