//! Bytes to text, as the Encoding Standard has it: the byte order mark, then what the caller or the transport says, then
//! the page's own `meta`, then a detector. What cannot be decoded becomes U+FFFD and a notice; it never stops a run.

use super::{Decoded, Limits, MediaType, Notice, Source, SourceError, control, sniff};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use sha2::{Digest, Sha256};

/// How much of a page is searched for its `meta`: the standard's 1,024 bytes are too few for pages saved by browsers.
const META_WITHIN: usize = 4096;

/// Decodes one document and tells what it is.
///
/// # Errors
/// Refuses what is empty, blank, binary or larger than the limit.
pub fn decode(source: &Source, limits: &Limits) -> Result<Decoded, SourceError> {
    let bytes = &source.bytes[..];
    if bytes.is_empty() {
        return Err(SourceError::Empty);
    }
    if bytes.len() > limits.max_bytes {
        return Err(SourceError::TooLarge(limits.max_bytes));
    }
    if let Some(kind) = sniff::is_binary(bytes) {
        return Err(SourceError::Binary(kind));
    }
    let mut notices = source.notices.clone();
    let (encoding, body) = encoding_of(source, limits, &mut notices);
    let (raw, faulty) = encoding.decode_without_bom_handling(body);
    if faulty {
        let count = raw.matches('\u{fffd}').count();
        notices.push(Notice::new("encoding_errors", format!("{count} places are not valid {} and stand as U+FFFD", encoding.name())));
    }
    let (text, media_type) = readable_text(&raw, limits.media_type, &mut notices)?;
    let (url, sha256) = (source.url.clone(), hexadecimal(&Sha256::digest(bytes)));
    Ok(Decoded { text, media_type, encoding: encoding.name(), bytes: bytes.len(), sha256, url, notices })
}

/// Makes a document of text that is decoded already, for instance from a line of JSON. A body is taken as it is.
///
/// # Errors
/// Refuses text without anything in it.
pub fn decode_text(raw: &str, media_type: Option<MediaType>) -> Result<Decoded, SourceError> {
    let mut notices = Vec::new();
    let (text, media_type) = readable_text(raw, media_type, &mut notices)?;
    let sha256 = hexadecimal(&Sha256::digest(raw.as_bytes()));
    Ok(Decoded { text, media_type, encoding: UTF_8.name(), bytes: raw.len(), sha256, url: None, notices })
}

/// Text without control characters, and what it is.
fn readable_text(raw: &str, media_type: Option<MediaType>, notices: &mut Vec<Notice>) -> Result<(String, MediaType), SourceError> {
    let media_type = media_type.unwrap_or_else(|| sniff::media_type(raw));
    if media_type == MediaType::Body {
        return Ok((raw.to_owned(), media_type));
    }
    if raw.trim().is_empty() {
        return Err(SourceError::Blank);
    }
    let (text, removed) = control::clean(raw);
    if removed > 0 {
        notices.push(Notice::new("control_characters", format!("{removed} control characters were left out")));
    }
    Ok((text.into_owned(), media_type))
}

/// The encoding of a document, and its bytes without the mark.
fn encoding_of<'a>(source: &'a Source, limits: &Limits, notices: &mut Vec<Notice>) -> (&'static Encoding, &'a [u8]) {
    let bytes = &source.bytes[..];
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding, &bytes[mark..]);
    }
    if let Some(encoding) = limits.encoding {
        return (encoding, bytes);
    }
    let valid = std::str::from_utf8(bytes).is_ok();
    let transport = source.charset.as_deref().and_then(|label| Encoding::for_label(label.as_bytes()));
    let declared = transport.or_else(|| if limits.media_type == Some(MediaType::Text) { None } else { declared_by_page(bytes) });
    match declared {
        // Pages are often saved again as UTF-8 while their old declaration stays: bytes above ASCII that are valid
        // UTF-8 are hardly ever anything else.
        Some(encoding) if encoding != UTF_8 && valid && encoding.is_ascii_compatible() && !bytes.is_ascii() => {
            notices.push(Notice::new("encoding_declared", format!("the page says {}, but is UTF-8", encoding.name())));
            (UTF_8, bytes)
        }
        Some(encoding) => (encoding, bytes),
        None if valid => (UTF_8, bytes),
        None => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            (mostly_utf8(bytes).unwrap_or_else(|| detector.guess(None, Utf8Detection::Allow)), bytes)
        }
    }
}

/// UTF-8 with a few faults is still UTF-8: where sequences built like UTF-8 outnumber the bytes that are not, the faults
/// are replaced. Surrogates and overlong forms are built like UTF-8 as well.
fn mostly_utf8(bytes: &[u8]) -> Option<&'static Encoding> {
    let (mut sequences, mut strays, mut at) = (0usize, 0usize, 0);
    while at < bytes.len() {
        let length = match bytes[at] {
            0..=0x7f => 1,
            0xc0..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf7 => 4,
            _ => 0,
        };
        let whole = length > 0 && bytes.get(at + 1..at + length).is_some_and(|rest| rest.iter().all(|byte| matches!(byte, 0x80..=0xbf)));
        sequences += usize::from(whole && length > 1);
        strays += usize::from(!whole);
        at += if whole { length } else { 1 };
    }
    (sequences > 0 && sequences >= 4 * strays).then_some(UTF_8)
}

/// What a page says of its own encoding, read from its first bytes without a parser.
fn declared_by_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(META_WITHIN)].to_ascii_lowercase();
    let mut at = 0;
    while let Some(found) = find(&head[at..], b"charset") {
        at += found + b"charset".len();
        // Inside a `meta` tag only: scripts and styles speak of charsets too.
        let tag = head[..at].iter().rposition(|byte| *byte == b'<').unwrap_or(0);
        if !head[tag..].starts_with(b"<meta") {
            continue;
        }
        let rest = head[at..].trim_ascii_start();
        let Some(rest) = rest.strip_prefix(b"=") else { continue };
        let value = rest.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
        let end = value.iter().position(|byte| matches!(byte, b'"' | b'\'' | b';' | b'>' | b' ' | b'/')).unwrap_or(value.len());
        if let Some(encoding) = Encoding::for_label(&value[..end]) {
            return Some(readable(encoding));
        }
    }
    declared_by_xml(&head).map(readable)
}

/// A declaration that could be read as ASCII cannot be in UTF-16.
fn readable(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == UTF_16BE || encoding == UTF_16LE {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    }
}

/// `<?xml version="1.0" encoding="…"?>`.
fn declared_by_xml(head: &[u8]) -> Option<&'static Encoding> {
    let declaration = head.strip_prefix(b"<?xml")?;
    let declaration = &declaration[..find(declaration, b"?>")?];
    let value = &declaration[find(declaration, b"encoding=")? + b"encoding=".len()..];
    let quote = *value.first()?;
    let value = &value[1..];
    Encoding::for_label(&value[..value.iter().position(|byte| *byte == quote)?])
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Decoded {
        decode(&Source::new(bytes), &Limits::default()).unwrap()
    }

    #[test]
    fn the_mark_decides_and_is_no_text() {
        assert_eq!(read(b"\xef\xbb\xbfcaf\xc3\xa9").text, "café");
        assert_eq!(read(b"\xff\xfec\0a\0f\0\xe9\0").text, "café");
    }

    #[test]
    fn the_page_says_what_it_is() {
        let page = read(b"<meta charset=iso-8859-1><p>Pe\xf1a</p>");
        assert_eq!((page.encoding, page.text.as_str()), ("windows-1252", "<meta charset=iso-8859-1><p>Peña</p>"));
        let page = read(b"<meta http-equiv=Content-Type content='text/html; charset=shift_jis'><p>\x93\xfa</p>");
        assert!(page.text.contains('日'));
        assert_eq!(read("<?xml version='1.0' encoding='utf-16'?><p>Peña".as_bytes()).encoding, "UTF-8");
        let page = read("<meta charset=windows-1252><p>Peña".as_bytes());
        assert_eq!((page.encoding, page.notices[0].code), ("UTF-8", "encoding_declared"));
    }

    #[test]
    fn what_nobody_says_is_detected() {
        assert_eq!(read(b"El se\xf1or Pe\xf1a habl\xf3 en M\xe9xico").encoding, "windows-1252");
        assert_eq!(read(b"surrogates \xed\xa0\x80 and overlong \xc0\xaf").encoding, "UTF-8");
        let page = read(b"caf\xc3\xa9 caf\xc3\xa9 caf\xc3\xa9 caf\xc3\xa9 \xff");
        assert_eq!((page.encoding, page.notices[0].code), ("UTF-8", "encoding_errors"));
    }

    #[test]
    fn nothing_is_refused_without_a_reason() {
        let error = |bytes: &[u8]| decode(&Source::new(bytes), &Limits { max_bytes: 64, ..Limits::default() }).unwrap_err().code();
        assert_eq!([error(b""), error(b" \n\t"), error(b"GIF89a"), error(&[b'a'; 65])], ["empty", "empty", "binary", "too_large"]);
    }

    #[test]
    fn the_digest_is_of_the_bytes() {
        assert_eq!(read(b"abc").sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
