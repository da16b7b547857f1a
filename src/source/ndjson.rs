//! One line of a stream: `{"id", "html"|"text"|"body"|"html_base64", "url"?, "published"?, "language"?}`.

use super::{Decoded, Limits, MediaType, Source, SourceError, decode, decode_text};
use serde_json::Value;
use std::io::{self, BufRead};

/// A line as it was read: whom to answer, and what to read or why it cannot be.
#[derive(Debug)]
pub struct Line {
    /// Given back as it came; null where the line has none.
    pub id: Value,
    pub input: Result<Decoded, SourceError>,
    pub published: Option<String>,
    pub language: Option<String>,
}

/// Reads one line; whatever is wrong with it stands in [`Line::input`].
pub fn parse(line: &[u8], limits: &Limits) -> Line {
    let fault = |id: Value, message: String| Line { id, input: Err(SourceError::Line(message)), published: None, language: None };
    let value: Value = match serde_json::from_slice(line) {
        Ok(value) => value,
        Err(error) => return fault(Value::Null, format!("is not JSON: {error}")),
    };
    let Value::Object(mut fields) = value else {
        return fault(Value::Null, "is not a JSON object".to_owned());
    };
    let id = fields.remove("id").unwrap_or_default();
    let mut strings = [const { None }; 7];
    for (slot, key) in strings.iter_mut().zip(["body", "html", "text", "html_base64", "url", "published", "language"]) {
        match fields.remove(key) {
            Some(Value::String(string)) => *slot = Some(string),
            None | Some(Value::Null) => {}
            Some(_) => return fault(id, format!("`{key}` is not a string")),
        }
    }
    let [body, html, text, base64, url, published, language] = strings;
    let input = match (body, html, text, base64) {
        (Some(body), ..) => sized(body, MediaType::Body, limits),
        (_, Some(html), ..) => sized(html, MediaType::Html, limits),
        (_, _, Some(text), _) => sized(text, MediaType::Text, limits),
        (_, _, _, Some(base64)) => from_base64(&base64)
            .ok_or_else(|| SourceError::Line("`html_base64` is not base64".to_owned()))
            .and_then(|bytes| decode(&Source::new(bytes), &Limits { media_type: Some(MediaType::Html), ..*limits })),
        _ => Err(SourceError::Line("has none of `html`, `text`, `body` and `html_base64`".to_owned())),
    };
    let input = input.map(|decoded| Decoded { url, ..decoded });
    Line { id, input, published, language }
}

fn sized(text: String, media_type: MediaType, limits: &Limits) -> Result<Decoded, SourceError> {
    if text.len() > limits.max_bytes {
        return Err(SourceError::TooLarge(limits.max_bytes));
    }
    decode_text(&text, Some(media_type))
}

/// The next line without its end, none at the end of the stream. Of a line longer than `limit` no more than a byte above
/// it is kept, so that the line is refused and the stream goes on.
pub fn next_line(stream: &mut impl BufRead, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let mut seen = false;
    loop {
        let buffer = match stream.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            return Ok(seen.then_some(line));
        }
        seen = true;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        line.extend_from_slice(&part[..part.len().min((limit + 1).saturating_sub(line.len()))]);
        let used = end.map_or(buffer.len(), |end| end + 1);
        stream.consume(used);
        if end.is_some() {
            return Ok(Some(line));
        }
    }
}

/// Base64 with or without padding, in the standard or the URL alphabet, white space between.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0u32);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).unwrap_or_default());
            bits &= (1 << held) - 1;
        }
    }
    (held != 6).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Line {
        parse(line.as_bytes(), &Limits::default())
    }

    #[test]
    fn a_line_says_what_it_holds() {
        let line = read(r#"{"id":7,"html":"<p>x</p>","url":"https://example.org/","published":"2026-01-20"}"#);
        let input = line.input.unwrap();
        assert_eq!((line.id, input.media_type, input.url.as_deref()), (Value::from(7), MediaType::Html, Some("https://example.org/")));
        assert_eq!(read(r#"{"id":"a","body":"\u001b x"}"#).input.unwrap().text, "\u{1b} x");
        assert_eq!(read(r#"{"id":"a","html_base64":"PHA+UGXDsWE8L3A+"}"#).input.unwrap().text, "<p>Peña</p>");
    }

    #[test]
    fn what_is_wrong_is_said_and_the_id_kept() {
        for (line, id, words) in [
            ("nonsense", Value::Null, "is not JSON"),
            ("[1]", Value::Null, "not a JSON object"),
            (r#"{"id":"a"}"#, "a".into(), "has none of"),
            (r#"{"id":"a","text":5}"#, "a".into(), "`text` is not a string"),
            (r#"{"id":"a","text":"  "}"#, "a".into(), "no text"),
            (r#"{"id":"a","html_base64":"?"}"#, "a".into(), "not base64"),
        ] {
            let read = read(line);
            assert_eq!(read.id, id, "{line}");
            assert!(read.input.unwrap_err().to_string().contains(words), "{line}");
        }
    }

    #[test]
    fn long_lines_are_cut_and_the_next_is_whole() {
        let mut stream = io::BufReader::with_capacity(3, &b"aaaaaaaaaa\nbb\n\ncc"[..]);
        let mut lines = Vec::new();
        while let Some(line) = next_line(&mut stream, 4).unwrap() {
            lines.push(String::from_utf8(line).unwrap());
        }
        assert_eq!(lines, ["aaaaa", "bb", "", "cc"]);
    }
}
