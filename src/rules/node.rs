//! TOML as a tree that remembers where everything stands, in the order in which it was written.

use super::error::{PackError, nearest, position};
use serde_json::Value;
use toml::de::{DeTable, DeValue};

/// A value of a TOML document with the byte at which it begins.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub at: usize,
    pub value: Content,
}

#[derive(Clone, Debug)]
pub(super) enum Content {
    Table(Table),
    List(Vec<Node>),
    /// A string, number, date (as a string) or truth value.
    Plain(Value),
}

/// Keys with the byte at which they stand, and their values.
pub(super) type Table = Vec<(String, usize, Node)>;

/// The tree of a document. Depth is bounded by the TOML parser, which refuses deeper input.
pub(super) fn table(source: &DeTable) -> Table {
    let mut entries: Table = source
        .iter()
        .map(|(key, value)| (key.get_ref().to_string(), key.span().start, node(value.span().start, value.get_ref())))
        .collect();
    entries.sort_by_key(|(_, at, _)| *at);
    entries
}

fn node(at: usize, value: &DeValue) -> Node {
    let value = match value {
        DeValue::Table(inner) => Content::Table(table(inner)),
        DeValue::Array(items) => Content::List(items.iter().map(|item| node(item.span().start, item.get_ref())).collect()),
        DeValue::String(text) => Content::Plain(Value::from(text.to_string())),
        DeValue::Boolean(truth) => Content::Plain(Value::from(*truth)),
        DeValue::Datetime(date) => Content::Plain(Value::from(date.to_string())),
        DeValue::Integer(number) => Content::Plain(number.as_str().parse::<i64>().map_or(Value::Null, Value::from)),
        DeValue::Float(number) => Content::Plain(number.as_str().parse::<f64>().map_or(Value::Null, Value::from)),
    };
    Node { at, value }
}

impl Node {
    /// The same as JSON, for values that are compared with a record.
    pub fn to_json(&self) -> Value {
        match &self.value {
            Content::Plain(value) => value.clone(),
            Content::List(items) => items.iter().map(Node::to_json).collect(),
            Content::Table(entries) => entries.iter().map(|(key, _, node)| (key.clone(), node.to_json())).collect(),
        }
    }
}

/// Reads values out of a tree and notes every mistake instead of stopping at the first.
pub(super) struct Reader<'a> {
    pub file: &'a str,
    pub source: &'a str,
    pub errors: Vec<PackError>,
}

impl Reader<'_> {
    pub fn error(&mut self, at: usize, message: impl Into<String>, suggestion: Option<String>) {
        let (line, column) = position(self.source, at);
        self.errors.push(PackError { file: self.file.to_owned(), line, column, message: message.into(), suggestion });
    }

    pub fn line(&self, at: usize) -> usize {
        position(self.source, at).0
    }

    /// Complains about every key that is not one of `known`.
    pub fn only(&mut self, table: &Table, known: &[&str]) {
        for (key, at, _) in table {
            if !known.contains(&key.as_str()) {
                let message = format!("unknown key `{key}` (known are {})", known.join(", "));
                self.error(*at, message, nearest(key, known.iter().copied()));
            }
        }
    }

    pub fn as_table<'t>(&mut self, node: &'t Node) -> Option<&'t Table> {
        match &node.value {
            Content::Table(table) => Some(table),
            _ => {
                self.error(node.at, "a table is expected here", None);
                None
            }
        }
    }

    pub fn table<'t>(&mut self, table: &'t Table, key: &str) -> Option<&'t Table> {
        get(table, key).and_then(|node| self.as_table(node))
    }

    /// The tables of an array of tables, each with its place.
    pub fn tables<'t>(&mut self, table: &'t Table, key: &str) -> Vec<(usize, &'t Table)> {
        match get(table, key) {
            None => Vec::new(),
            Some(Node { value: Content::List(items), .. }) => {
                items.iter().filter_map(|item| Some((item.at, self.as_table(item)?))).collect()
            }
            Some(node) => {
                self.error(node.at, format!("`{key}` is written as [[{key}]]"), None);
                Vec::new()
            }
        }
    }

    pub fn string(&mut self, table: &Table, key: &str) -> Option<String> {
        let node = get(table, key)?;
        match &node.value {
            Content::Plain(Value::String(text)) => Some(text.clone()),
            _ => {
                self.error(node.at, format!("`{key}` is a string"), None);
                None
            }
        }
    }

    /// A string that must be there; its absence is noted at `at`.
    pub fn required(&mut self, table: &Table, key: &str, at: usize) -> String {
        if get(table, key).is_none() {
            self.error(at, format!("`{key}` is missing"), None);
        }
        self.string(table, key).unwrap_or_default()
    }

    pub fn truth(&mut self, table: &Table, key: &str) -> bool {
        match get(table, key).map(|node| (node.at, &node.value)) {
            None => false,
            Some((_, Content::Plain(Value::Bool(truth)))) => *truth,
            Some((at, _)) => {
                self.error(at, format!("`{key}` is true or false"), None);
                false
            }
        }
    }

    /// A string or a list of strings.
    pub fn strings(&mut self, table: &Table, key: &str) -> Vec<String> {
        get(table, key).map(|node| self.as_strings(node)).unwrap_or_default()
    }

    pub fn as_strings(&mut self, node: &Node) -> Vec<String> {
        match &node.value {
            Content::Plain(Value::String(text)) => vec![text.clone()],
            Content::List(items) => items
                .iter()
                .flat_map(|item| match &item.value {
                    Content::Plain(Value::String(text)) => Some(text.clone()),
                    _ => {
                        self.error(item.at, "a string is expected here", None);
                        None
                    }
                })
                .collect(),
            _ => {
                self.error(node.at, "a string or a list of strings is expected here", None);
                Vec::new()
            }
        }
    }
}

/// The value of a key.
pub(super) fn get<'t>(table: &'t Table, key: &str) -> Option<&'t Node> {
    table.iter().find(|(name, ..)| name == key).map(|(.., node)| node)
}
