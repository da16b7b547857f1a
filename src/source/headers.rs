//! Header lines as WARC, HTTP and MIME have them: `Name: value`, continued by white space, ended by an empty line.

/// Longest header block that is read.
pub(super) const LONGEST: usize = 64 << 10;

/// The headers of one block; the first of each name counts.
#[derive(Debug, Default)]
pub(super) struct Headers(Vec<(String, String)>);

impl Headers {
    /// The value of a header, by its name in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A header without its parameters, in lower case: "text/html".
    pub fn plain(&self, name: &str) -> Option<String> {
        Some(self.get(name)?.split(';').next()?.trim().to_ascii_lowercase())
    }

    /// A parameter of a header: the "utf-8" of `text/html; charset=utf-8`.
    pub fn parameter(&self, name: &str, parameter: &str) -> Option<String> {
        let found = self.get(name)?.split(';').skip(1).find_map(|part| {
            let (key, value) = part.split_once('=')?;
            key.trim().eq_ignore_ascii_case(parameter).then(|| value.trim().trim_matches(['"', '\'']).to_owned())
        });
        found.filter(|value| !value.is_empty())
    }

    /// Reads header lines.
    pub fn parse(block: &[u8]) -> Self {
        let text = String::from_utf8_lossy(block);
        let mut headers: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            match (line.starts_with([' ', '\t']), headers.last_mut(), line.split_once(':')) {
                (true, Some((_, value)), _) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                (false, _, Some((name, value))) => headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
                _ => {}
            }
        }
        Self(headers)
    }
}

/// A block of headers and what follows its empty line; all is headers if there is none.
pub(super) fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    let within = &bytes[..bytes.len().min(LONGEST)];
    let mut at = 0;
    while let Some(end) = within[at..].iter().position(|byte| *byte == b'\n') {
        let line = within[at..at + end].trim_ascii_end();
        at += end + 1;
        if line.is_empty() {
            return (&bytes[..at], &bytes[at..]);
        }
    }
    (bytes, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_whatever_their_case_and_folding() {
        let (head, body) = split(b"Content-Type: multipart/related;\r\n\tboundary=\"b=1\"; CharSet=utf-8\r\nX: y\r\n\r\nbody");
        let headers = Headers::parse(head);
        assert_eq!((headers.plain("content-type").as_deref(), body), (Some("multipart/related"), &b"body"[..]));
        assert_eq!(headers.parameter("content-type", "boundary").as_deref(), Some("b=1"));
        assert_eq!(headers.parameter("content-type", "charset").as_deref(), Some("utf-8"));
    }
}
