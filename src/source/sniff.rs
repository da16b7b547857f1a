//! What the bytes are, told by content and not by name.

use super::MediaType;

/// First bytes of files that are no articles, and what to call them.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (WebP, sound or film)"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"BZh", "a bzip2 archive"),
    (b"\x1f\x8b\x08", "a gzip file inside another"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file inside another"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"wOF2", "a font"),
    (b"wOFF", "a font"),
];

/// How far into a file the question "text or not" is asked.
const LOOK: usize = 64 << 10;

/// What kind of binary file the bytes are, if they are one. Bytes that hold a few control characters are still text.
pub fn is_binary(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(name);
    }
    if encoding_rs::Encoding::for_bom(bytes).is_some() {
        return None;
    }
    let head = &bytes[..bytes.len().min(LOOK)];
    // Counted in blocks whose sum fits a byte, so that many bytes are judged at once.
    let is_control = |byte: &u8| u8::from(matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f));
    let in_block = |block: &[u8]| usize::from(block.iter().fold(0u8, |sum, byte| sum.wrapping_add(is_control(byte))));
    let control: usize = head.chunks(usize::from(u8::MAX)).map(in_block).sum();
    (control > 8 && control * 50 > head.len()).then_some("too many control bytes")
}

/// Tags that a page begins with, and that nobody writes at the head of a plain text.
const OPENINGS: &[&str] = &[
    "<!doctype",
    "<html",
    "<head",
    "<body",
    "<title",
    "<meta",
    "<link",
    "<script",
    "<style",
    "<base",
    "<article",
    "<main",
    "<section",
    "<header",
    "<div",
    "<p>",
    "<p ",
    "<h1",
    "<h2",
    "<table",
    "<span",
    "<!--",
    "<?xml",
    "<frameset",
    "<a ",
    "<b>",
    "<br",
    "<center",
    "<font",
    "<img",
    "<nav",
    "<ul",
    "<ol",
    "<iframe",
    "<noscript",
    "<amp-",
];

/// Whether a text is a page: it begins with a page's tag, or one of the tags that make up a page stands in it whole.
pub(super) fn media_type(text: &str) -> MediaType {
    let start = text.trim_start();
    let begins = |opening: &&&str| start.get(..opening.len()).is_some_and(|head| head.eq_ignore_ascii_case(opening));
    if OPENINGS.iter().find(begins).is_some() || has_page_tags(start) { MediaType::Html } else { MediaType::Text }
}

/// Whether both an opening and a closing tag of a page or paragraph stand within the first part of the text. A scrap of
/// markup in a copied text (`">`, `<br>`) does not make it a page.
fn has_page_tags(text: &str) -> bool {
    let head = &text.as_bytes()[..text.len().min(LOOK)];
    let holds = |needle: &[u8]| head.windows(needle.len()).any(|window| window.eq_ignore_ascii_case(needle));
    head.contains(&b'<')
        && [(&b"<html"[..], &b"<body"[..]), (b"<p>", b"</p>"), (b"<div", b"</div>")].iter().any(|(open, close)| holds(open) && holds(close))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_texts_are_told_apart() {
        for page in ["<!DOCTYPE html><p>x", "  <HTML>", "\n<p>A</p>", "Saved.\n<html><body>x</body></html>", "intro <div class=a>x</div>"] {
            assert_eq!(media_type(page), MediaType::Html, "{page}");
        }
        for text in ["Police arrested 5.", "\">\nPolice arrested <b>5</b>.", "<3 from us all", "5 < 6 and 7 > 6"] {
            assert_eq!(media_type(text), MediaType::Text, "{text}");
        }
    }

    #[test]
    fn binary_files_are_named() {
        assert_eq!(is_binary(b"\x89PNG\r\n\x1a\nxx"), Some("a PNG image"));
        assert_eq!(is_binary(&[0, 1, 2, 3].repeat(50)), Some("too many control bytes"));
        assert_eq!(is_binary(b"one \0 in a text that is long enough to be one"), None);
        assert_eq!(is_binary(b"\xff\xfea\0b\0c\0d\0e\0f\0g\0h\0i\0"), None);
    }
}
