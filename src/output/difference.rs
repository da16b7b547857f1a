//! Where two records differ, role by role, in words that say what was expected and what was found.

use serde_json::{Map, Value};

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where: "events[e1 rendition].recipient.name".
    pub place: String,
    /// What: "expected \"Chile\", found \"Peru\"".
    pub words: String,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(formatter, "{}: {}", self.place, self.words)
    }
}

/// Every difference between two values, in order.
pub fn differences(expected: &Value, found: &Value) -> Vec<Difference> {
    let mut out = Vec::new();
    compare(expected, found, "", &mut out);
    out
}

/// The depth is that of the record's types.
fn compare(expected: &Value, found: &Value, place: &str, out: &mut Vec<Difference>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => objects(expected, found, place, out),
        (Value::Array(expected), Value::Array(found)) => arrays(expected, found, place, out),
        _ if expected == found => {}
        _ => out.push(Difference { place: place.to_owned(), words: format!("expected {}, found {}", short(expected), short(found)) }),
    }
}

fn objects(expected: &Map<String, Value>, found: &Map<String, Value>, place: &str, out: &mut Vec<Difference>) {
    for (key, value) in expected {
        let place = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
        match found.get(key) {
            Some(other) => compare(value, other, &place, out),
            None => out.push(Difference { place, words: format!("expected {}, found nothing", short(value)) }),
        }
    }
    for (key, value) in found.iter().filter(|(key, _)| !expected.contains_key(*key)) {
        let place = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
        out.push(Difference { place, words: format!("expected nothing, found {}", short(value)) });
    }
}

/// Items of lists are brought together by what names them, so that one more at the head does not make all others differ.
fn arrays(expected: &[Value], found: &[Value], place: &str, out: &mut Vec<Difference>) {
    let named = expected.iter().chain(found).all(|item| identity(item).is_some());
    if !named {
        if expected.len() == found.len() {
            for (index, (one, other)) in expected.iter().zip(found).enumerate() {
                compare(one, other, &format!("{place}[{index}]"), out);
            }
        } else {
            let words = format!("expected {}, found {}", short(&Value::from(expected)), short(&Value::from(found)));
            out.push(Difference { place: place.to_owned(), words });
        }
        return;
    }
    let mut taken = vec![false; found.len()];
    for one in expected {
        let partner = (0..found.len()).find(|index| !taken[*index] && identity(&found[*index]) == identity(one));
        let place = format!("{place}[{}]", label(one));
        match partner {
            Some(index) => {
                taken[index] = true;
                compare(one, &found[index], &place, out);
            }
            None => out.push(Difference { place, words: format!("is missing: {}", short(one)) }),
        }
    }
    for (other, _) in found.iter().zip(taken).filter(|(_, taken)| !taken) {
        out.push(Difference { place: format!("{place}[{}]", label(other)), words: format!("is not expected: {}", short(other)) });
    }
}

/// What an item is known by: an event by the place of its trigger, an entity by its name, a mention by its place.
fn identity(item: &Value) -> Option<&Value> {
    let by = |key: &str| item.get(key).filter(|value| !value.is_null());
    by("trigger").and_then(|trigger| trigger.get("span")).or_else(|| by("name")).or_else(|| by("span")).or_else(|| by("count"))
}

fn label(item: &Value) -> String {
    let text = |key: &str| item.get(key).and_then(Value::as_str);
    match (text("id"), text("kind"), text("name"), text("text")) {
        (Some(id), Some(kind), ..) => format!("{id} {kind}"),
        (_, _, Some(name), _) => name.to_owned(),
        (.., Some(words)) => words.to_owned(),
        _ => short(item),
    }
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    let cut: String = text.chars().take(160).collect();
    if cut.len() < text.len() { cut + "…" } else { cut }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn words(expected: Value, found: Value) -> Vec<String> {
        differences(&expected, &found).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn equal_records_do_not_differ() {
        let record = json!({"events": [{"id": "e1", "trigger": {"span": [0, 3]}}], "people": []});
        assert!(differences(&record, &record).is_empty());
    }

    #[test]
    fn roles_are_named() {
        let one = json!({"events": [{"id": "e1", "kind": "release", "trigger": {"span": [0, 3]}, "recipient": {"name": "Chile"}}]});
        let other =
            json!({"events": [{"id": "e1", "kind": "release", "trigger": {"span": [0, 3]}, "recipient": {"name": "Peru"}, "ordinal": 3}]});
        assert_eq!(
            words(one, other),
            [
                "events[e1 release].recipient.name: expected \"Chile\", found \"Peru\"",
                "events[e1 release].ordinal: expected nothing, found 3"
            ]
        );
    }

    #[test]
    fn one_more_at_the_head_is_one_difference() {
        let one = json!({"people": [{"name": "Ana Ruiz"}, {"name": "Leo Paz"}]});
        let other = json!({"people": [{"name": "Iris Vega"}, {"name": "Ana Ruiz"}]});
        assert_eq!(
            words(one, other),
            ["people[Leo Paz]: is missing: {\"name\":\"Leo Paz\"}", "people[Iris Vega]: is not expected: {\"name\":\"Iris Vega\"}"]
        );
    }
}
