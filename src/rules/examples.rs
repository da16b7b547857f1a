//! The examples of packs as tests: what a record must hold, and what is said where it does not.

use super::pack::{Example, Expect, Pack, Rule};
use super::{PackError, Rules};
use serde_json::Value;

/// An example with where it stands.
#[derive(Clone, Copy, Debug)]
pub struct NamedExample<'a> {
    pub pack: &'a Pack,
    pub rule: &'a Rule,
    pub example: &'a Example,
    /// From 1, within its rule.
    pub number: usize,
}

impl NamedExample<'_> {
    /// "rendition.hand-over 3: He handed over the documents".
    pub fn title(&self) -> String {
        let start: Vec<&str> = self.example.text.split(' ').take(7).collect();
        format!("{} {}: {}", self.rule.id, self.number, start.join(" "))
    }

    /// Where the example names a rule, an event must rest on it.
    fn rule_fired(&self, events: &[Value]) -> Result<(), String> {
        let Some(rule) = &self.example.rule else { return Ok(()) };
        let evidence = |event: &Value| event["evidence"].as_array().is_some_and(|all| all.iter().any(|one| one["rule"] == rule.as_str()));
        if events.iter().any(|event| event["trigger"]["rule"] == rule.as_str() || evidence(event)) {
            Ok(())
        } else {
            Err(format!("`{rule}` did not fire; {}", shown(events)))
        }
    }

    /// Whether the record of the example's text holds what it must; if not, why.
    pub fn judge(&self, record: &Value) -> Result<(), String> {
        let events = record["events"].as_array().map_or(&[][..], Vec::as_slice);
        match &self.example.expect {
            Expect::Nothing if events.is_empty() => Ok(()),
            Expect::Nothing => Err(format!("nothing was to be found, but {}", shown(events))),
            Expect::Roles(roles) => {
                let misses = events.iter().map(|event| mismatches(event, roles));
                let best = misses.min_by_key(Vec::len);
                let number = roles.iter().find(|(role, _)| role == "events").and_then(|(_, number)| number.as_u64());
                match (best, number) {
                    (_, Some(number)) if number != events.len() as u64 => {
                        Err(format!("{number} events were to be found, but {}", shown(events)))
                    }
                    (None, _) if number == Some(0) => Ok(()),
                    (None, _) => Err("no event was found".to_owned()),
                    (Some(misses), _) if misses.is_empty() => self.rule_fired(events),
                    (Some(misses), _) => Err(format!("{}; {}", misses.join("; "), shown(events))),
                }
            }
        }
    }
}

impl Rules {
    /// Every example of every pack.
    pub fn examples(&self) -> impl Iterator<Item = NamedExample<'_>> {
        self.packs().flat_map(|pack| {
            pack.rules.iter().flat_map(move |rule| {
                rule.examples.iter().enumerate().map(move |(index, example)| NamedExample { pack, rule, example, number: index + 1 })
            })
        })
    }

    /// What a careful author would want to know of packs that load: rules without examples of both sorts, kinds and frames without a
    /// rule, triggers that an earlier rule of the same frame always takes.
    pub fn check(&self) -> Vec<PackError> {
        let mut found = Vec::new();
        for pack in self.packs() {
            let mut note = |at: usize, message: String| {
                let (line, column) = super::error::position(&pack.source, at);
                found.push(PackError { file: pack.file.clone(), line, column, message, suggestion: None });
            };
            for rule in &pack.rules {
                let nothing = rule.examples.iter().filter(|example| matches!(example.expect, Expect::Nothing)).count();
                if nothing == 0 || nothing == rule.examples.len() {
                    note(rule.at, format!("rule `{}` needs an example that must match and one that must not", rule.id));
                }
                let others = pack.rules.iter().take_while(|other| other.id != rule.id);
                for other in
                    others.filter(|other| other.needs.is_empty() && other.not.is_empty() && other.frame == rule.frame && !rule.continues)
                {
                    for trigger in rule.verbs.iter().filter(|trigger| other.verbs.contains(trigger)) {
                        note(rule.at, format!("rule `{}`: `{trigger}` is always taken by `{}` before it", rule.id, other.id));
                    }
                }
            }
            for frame in pack.frames.iter().filter(|frame| !pack.rules.iter().any(|rule| rule.frame.as_deref() == Some(&frame.name))) {
                note(frame.at, format!("no rule uses the frame `{}`", frame.name));
            }
            for kind in pack.kinds.iter().filter(|kind| !self.packs().any(|pack| pack.rules.iter().any(|rule| rule.kind == kind.name))) {
                note(kind.at, format!("no rule makes the kind `{}`", kind.name));
            }
        }
        found
    }
}

/// The roles in which an event differs from what is expected.
fn mismatches(event: &Value, roles: &[(String, Value)]) -> Vec<String> {
    let wanted = roles.iter().filter(|(role, _)| role != "events");
    wanted
        .filter(|(role, expected)| !agrees(event, role, expected))
        .map(|(role, expected)| format!("{role} is {}, not {expected}", plain(&event[role.as_str()])))
        .collect()
}

fn agrees(event: &Value, role: &str, expected: &Value) -> bool {
    let found = &event[role];
    match expected {
        Value::Array(items) => {
            let found = found.as_array().map_or(&[][..], Vec::as_slice);
            let all = items.iter().all(|item| found.iter().any(|found| same(found, item)));
            all && (role != "people" || items.len() == found.len())
        }
        _ => same(found, expected),
    }
}

/// A value of the record and a value of the example: numbers by value, dates by their calendar form, words by name or text.
fn same(found: &Value, expected: &Value) -> bool {
    let forms = [found, &found["name"], &found["text"], &found["edtf"], &found["value"], &found["count"]];
    match expected {
        Value::Number(number) => forms.iter().any(|form| form.as_f64().is_some_and(|form| Some(form) == number.as_f64())),
        Value::String(words) => {
            words.split('|').any(|words| forms.iter().filter_map(|form| form.as_str()).any(|form| bare(form) == bare(words)))
        }
        _ => found == expected,
    }
}

/// Words without article and case.
fn bare(words: &str) -> String {
    let words = words.trim().to_lowercase();
    ["the ", "a ", "an "].iter().find_map(|article| words.strip_prefix(article)).unwrap_or(&words).to_owned()
}

/// A value of the record in few words.
fn plain(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(plain).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => {
            let shown = ["edtf", "name", "text"].iter().find_map(|key| fields.get(*key)).or_else(|| fields.get("value"));
            shown.map_or_else(|| value.to_string(), plain)
        }
        Value::Null => "absent".to_owned(),
        _ => value.to_string(),
    }
}

fn shown(events: &[Value]) -> String {
    if events.is_empty() {
        return "none were found".to_owned();
    }
    let one = |event: &Value| {
        let roles = event.as_object().into_iter().flatten().filter(|(key, _)| !matches!(key.as_str(), "id" | "family" | "evidence"));
        roles
            .map(|(key, value)| {
                format!("{key} {}", if key == "trigger" { format!("{} {}", plain(value), value["rule"]) } else { plain(value) })
            })
            .collect::<Vec<_>>()
            .join(", ")
    };
    format!("found: {}", events.iter().map(one).collect::<Vec<_>>().join(" / "))
}
