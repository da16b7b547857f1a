//! Pages saved by a browser with all their parts (MHTML, MIME multipart): the first part that is a page is the article.

use super::headers::{Headers, split};
use super::ndjson::from_base64;
use super::{Source, SourceError};

/// How deep parts may lie in one another.
const DEEPEST: usize = 16;

/// Whether bytes begin with the headers of a multipart message.
pub(super) fn is_mhtml(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let headers = Headers::parse(split(head).0);
    headers.get("mime-version").is_some() && headers.plain("content-type").is_some_and(|kind| kind.starts_with("multipart/"))
}

/// The page within a message.
pub(super) fn page(source: Source) -> Result<Source, SourceError> {
    let (head, body) = split(&source.bytes);
    let headers = Headers::parse(head);
    let whole = headers.get("snapshot-content-location").map(str::to_owned);
    let mut waiting = vec![(headers.parameter("content-type", "boundary"), body, 0)];
    while let Some((boundary, body, depth)) = waiting.pop() {
        let Some(boundary) = boundary.filter(|_| depth < DEEPEST) else { continue };
        let mut inner = Vec::new();
        for part in parts(body, &boundary) {
            let (head, content) = split(part);
            let headers = Headers::parse(head);
            match headers.plain("content-type").as_deref() {
                Some("text/html" | "application/xhtml+xml") => {
                    let bytes = decoded(content, headers.get("content-transfer-encoding"));
                    let url = whole.clone().or_else(|| headers.get("content-location").map(str::to_owned));
                    let charset = headers.parameter("content-type", "charset");
                    return Ok(Source { bytes, charset, url: url.filter(|url| is_web(url)), ..source.clone_without_bytes() });
                }
                Some(kind) if kind.starts_with("multipart/") => {
                    inner.push((headers.parameter("content-type", "boundary"), content, depth + 1))
                }
                _ => {}
            }
        }
        waiting.extend(inner.into_iter().rev());
    }
    Err(SourceError::NoPage("no part of the message is a page"))
}

/// Whether an address is one of the web's, and so may stand in a record.
pub(super) fn is_web(url: &str) -> bool {
    let scheme = url.split("://").next().unwrap_or_default();
    scheme.len() < url.len() && (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
}

/// The parts between boundary lines.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (None, 0);
    while at < body.len() {
        let end = body[at..].iter().position(|byte| *byte == b'\n').map_or(body.len(), |end| at + end + 1);
        let line = body[at..end].trim_ascii_end();
        let rest = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary.as_bytes()));
        if matches!(rest, Some(b"" | b"--")) {
            parts.extend(start.map(|start| &body[start..at]));
            start = (rest == Some(b"")).then_some(end);
        }
        at = end;
    }
    // A message that was cut off has no last boundary.
    parts.extend(start.map(|start| &body[start..]));
    parts
}

fn decoded(content: &[u8], encoding: Option<&str>) -> Vec<u8> {
    match encoding.map(str::to_ascii_lowercase).as_deref() {
        Some("base64") => from_base64(&String::from_utf8_lossy(content)).unwrap_or_default(),
        Some("quoted-printable") => from_quoted_printable(content),
        _ => content.to_owned(),
    }
}

fn from_quoted_printable(content: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16)).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::with_capacity(content.len());
    let mut at = 0;
    while at < content.len() {
        let rest = &content[at..];
        if rest.starts_with(b"=\r\n") {
            at += 3;
        } else if rest.starts_with(b"=\n") {
            at += 2;
        } else if let (b'=', Some(high), Some(low)) = (rest[0], digit(rest.get(1)), digit(rest.get(2))) {
            bytes.push(high << 4 | low);
            at += 3;
        } else {
            bytes.push(rest[0]);
            at += 1;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGE: &str = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/a\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related;\r\n\tboundary=\"xx\"\r\n\r\n--xx\r\nContent-Type: image/png\r\n\r\nPNG\r\n--xx\r\n\
        Content-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Pe=F1a =\r\nhere</p>\r\n--xx--\r\n";

    #[test]
    fn the_page_is_found_and_decoded() {
        assert!(is_mhtml(MESSAGE.as_bytes()));
        let page = page(Source::new(MESSAGE)).unwrap();
        assert_eq!(page.bytes, b"<p>Pe\xf1a here</p>\r\n");
        assert_eq!((page.charset.as_deref(), page.url.as_deref()), (Some("windows-1252"), Some("https://example.org/a")));
    }

    #[test]
    fn parts_deep_in_one_another_are_given_up() {
        let mut message = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n".to_owned();
        for depth in 0..100 {
            message += &format!("--b{depth}\r\nContent-Type: multipart/mixed; boundary=b{}\r\n\r\n", depth + 1);
        }
        assert_eq!(page(Source::new(message)).unwrap_err().code(), "no_page");
    }

    #[test]
    fn only_the_web_s_addresses_count() {
        assert!(is_web("https://example.org/") && is_web("HTTP://example.org/"));
        assert!(!is_web("javascript:alert(1)") && !is_web("file:///etc/passwd") && !is_web("https"));
    }
}
