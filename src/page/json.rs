//! JSON as pages really hold it: raw line breaks in strings, comments, `CDATA`, trailing and missing commas, quotes that were never
//! escaped. What can be read is read; depth and count are bounded.

use serde_json::{Map, Value};

/// Deeper values than this are not read; what stands around them is.
const DEEPEST: usize = 96;

/// All values in a piece of script, in order; none if it holds no JSON at all.
pub fn read(text: &str) -> Vec<Value> {
    let text = strip(text);
    match serde_json::from_str(text) {
        Ok(value) => vec![value],
        Err(_) => Reader { text, at: 0, stack: Vec::new(), done: Vec::new() }.run(),
    }
}

/// Without comment and `CDATA` wrapping and without a semicolon at the end.
fn strip(text: &str) -> &str {
    let mut text = text.trim();
    loop {
        let before = text;
        for start in ["//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[", "<!--", "//"] {
            text = text.strip_prefix(start).unwrap_or(text).trim_start();
        }
        for end in ["/*]]>*/", "/* ]]> */", "]]>", "-->", "//", ";"] {
            text = text.strip_suffix(end).unwrap_or(text).trim_end();
        }
        if text == before {
            return text;
        }
    }
}

enum Open {
    Array(Vec<Value>),
    /// With the key that waits for its value.
    Object(Map<String, Value>, Option<String>),
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    stack: Vec<Open>,
    done: Vec<Value>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn run(mut self) -> Vec<Value> {
        while let Some(next) = self.rest().chars().next() {
            match next {
                '{' | '[' if self.stack.len() >= DEEPEST => break,
                '{' => {
                    self.at += 1;
                    self.stack.push(Open::Object(Map::new(), None));
                }
                '[' => {
                    self.at += 1;
                    self.stack.push(Open::Array(Vec::new()));
                }
                '}' | ']' => {
                    self.at += 1;
                    self.close();
                }
                '"' | '\'' => {
                    let string = self.string(next);
                    self.put(Value::String(string));
                }
                '/' if self.rest().starts_with("//") => self.skip_past("\n"),
                '/' if self.rest().starts_with("/*") => self.skip_past("*/"),
                '-' | '+' | '.' | '0'..='9' | 'a'..='z' | 'A'..='Z' | '_' | '$' => self.word(),
                _ => self.at += next.len_utf8(),
            }
        }
        while !self.stack.is_empty() {
            self.close();
        }
        self.done
    }

    fn skip_past(&mut self, end: &str) {
        self.at = self.rest().find(end).map_or(self.text.len(), |found| self.at + found + end.len());
    }

    fn close(&mut self) {
        match self.stack.pop() {
            Some(Open::Array(values)) => self.put(Value::Array(values)),
            Some(Open::Object(map, _)) => self.put(Value::Object(map)),
            None => {}
        }
    }

    fn put(&mut self, value: Value) {
        match self.stack.last_mut() {
            Some(Open::Array(values)) => values.push(value),
            Some(Open::Object(map, key)) => match (key.take(), value) {
                (Some(key), value) => {
                    map.entry(key).or_insert(value);
                }
                (None, Value::String(name)) => *key = Some(name),
                (None, _) => {}
            },
            None if matches!(value, Value::Object(_) | Value::Array(_)) => self.done.push(value),
            None => {}
        }
    }

    /// A number, `true`, `false`, `null`, or a bare key.
    fn word(&mut self) {
        let end = self.rest().find(|c: char| !(c.is_alphanumeric() || "+-._$".contains(c))).unwrap_or(self.rest().len());
        let word = self.rest().get(..end).unwrap_or_default().to_owned();
        self.at += end.max(1);
        let value = match word.as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" | "undefined" => Value::Null,
            _ => word.parse().map(Value::Number).unwrap_or(Value::String(word)),
        };
        self.put(value);
    }

    /// A string up to a quote after which the value can be over; a quote before anything else was never escaped.
    fn string(&mut self, quote: char) -> String {
        let mut out = String::new();
        self.at += 1;
        let mut escaped = false;
        while let Some(next) = self.rest().chars().next() {
            self.at += next.len_utf8();
            if escaped {
                escaped = false;
                match next {
                    'n' => out.push('\n'),
                    't' => out.push('\t'),
                    'r' | 'b' | 'f' => out.push(' '),
                    'u' => out.push(self.code()),
                    _ => out.push(next),
                }
            } else if next == '\\' {
                escaped = true;
            } else if next == quote && self.value_can_end() {
                break;
            } else {
                out.push(next);
            }
        }
        out
    }

    fn value_can_end(&self) -> bool {
        let rest = self.rest();
        let next = rest.bytes().take(256).enumerate().find(|(_, byte)| !byte.is_ascii_whitespace());
        // Another string may follow without its comma, but not without a blank.
        next.is_none_or(|(place, byte)| matches!(byte, b',' | b':' | b'}' | b']' | b'/') || (byte == b'"' && place > 0))
    }

    /// The four digits after `\u`, two such for a character beyond the first plane.
    fn code(&mut self) -> char {
        let unit = |reader: &mut Self| {
            let unit = reader.rest().get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
            reader.at += if unit.is_some() { 4 } else { 0 };
            unit
        };
        let Some(first) = unit(self) else {
            return '\u{FFFD}';
        };
        if (0xD800..0xDC00).contains(&first) && self.rest().starts_with("\\u") {
            self.at += 2;
            let second = unit(self).unwrap_or_default();
            return char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second.wrapping_sub(0xDC00) & 0x3FF)).unwrap_or('\u{FFFD}');
        }
        char::from_u32(first).unwrap_or('\u{FFFD}')
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn broken_json_gives_what_it_holds() {
        for (written, value) in [
            ("{\"a\": \"line\nbreak\"}", json!({"a": "line\nbreak"})),
            ("/*<![CDATA[*/ {\"a\": [1, 2,], } /*]]>*/", json!({"a": [1, 2]})),
            ("{'a': 'it', b: true, // note\n \"c\": null}", json!({"a": "it", "b": true, "c": null})),
            (r#"{"a": "<img width="300" alt="">", "b": 1"#, json!({"a": "<img width=\"300\" alt=\"\">", "b": 1})),
            (r#"{"a": "\ud83d\ude00"x}"#, json!({"a": "\u{1F600}\"x}"})),
        ] {
            assert_eq!(read(written).first(), Some(&value), "{written}");
        }
        assert_eq!(read("{\"a\":1}\n{\"b\":2}").len(), 2);
        assert!(read(&"[".repeat(100_000)).len() <= 1);
    }
}
