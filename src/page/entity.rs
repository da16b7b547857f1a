//! Character references: `&amp;`, `&#233;`, `&#xE9;`, and the old ones that browsers read without a semicolon.

use html5ever::data::NAMED_ENTITIES;
use std::borrow::Cow;

/// The longest name in the standard's table, `CounterClockwiseContourIntegral;`, has 32 letters.
const LONGEST_NAME: usize = 33;

/// Text with its character references resolved; borrowed where there are none. In attribute values a name without a semicolon
/// stays as it is before `=` or a letter, so that addresses with parameters survive.
pub fn decode(text: &str, in_attribute: bool) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut next = Some(first);
    while let Some(at) = next {
        let (before, reference) = rest.split_at(at);
        out.push_str(before);
        let used = resolve(reference, in_attribute, &mut out);
        if used == 0 {
            out.push('&');
        }
        rest = reference.get(used.max(1)..).unwrap_or_default();
        next = memchr::memchr(b'&', rest.as_bytes());
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Writes what a reference at the start of `text` stands for and says how many bytes it took; 0 if it is none.
fn resolve(text: &str, in_attribute: bool, out: &mut String) -> usize {
    let after = text.get(1..).unwrap_or_default();
    match after.strip_prefix('#') {
        Some(number) => numeric(number, out).map_or(0, |used| used + 2),
        None => named(after, in_attribute, out).map_or(0, |used| used + 1),
    }
}

fn numeric(text: &str, out: &mut String) -> Option<usize> {
    let (digits, radix, prefix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 1),
        None => (text, 10, 0),
    };
    let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
    let number = digits.get(..length).filter(|digits| !digits.is_empty())?;
    let code =
        u32::from_str_radix(number.trim_start_matches('0'), radix).unwrap_or(if number.bytes().all(|b| b == b'0') { 0 } else { u32::MAX });
    out.push(character(code));
    Some(prefix + length + usize::from(digits.as_bytes().get(length) == Some(&b';')))
}

/// Codes 0x80 to 0x9F mean what they mean in windows-1252, by the standard; those that mean nothing become U+FFFD.
fn character(code: u32) -> char {
    const WINDOWS: [char; 32] = [
        '€', '\u{FFFD}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{FFFD}', 'Ž', '\u{FFFD}', '\u{FFFD}', '‘', '’', '“',
        '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{FFFD}', 'ž', 'Ÿ',
    ];
    match code {
        0 => '\u{FFFD}',
        0x80..=0x9F => WINDOWS.get(code as usize - 0x80).copied().unwrap_or('\u{FFFD}'),
        _ => char::from_u32(code).unwrap_or('\u{FFFD}'),
    }
}

fn named(text: &str, in_attribute: bool, out: &mut String) -> Option<usize> {
    let letters = text.bytes().take(LONGEST_NAME).take_while(u8::is_ascii_alphanumeric).count();
    let semicolon = text.as_bytes().get(letters) == Some(&b';');
    if semicolon && let Some(value) = text.get(..=letters).and_then(lookup) {
        push(value, out);
        return Some(letters + 1);
    }
    // Without its semicolon only the longest old name that begins here counts.
    for length in (2..=letters).rev() {
        if let Some(value) = text.get(..length).and_then(lookup) {
            let follows = text.as_bytes().get(length).copied().unwrap_or(b' ');
            if in_attribute && (follows == b'=' || follows.is_ascii_alphanumeric()) {
                return None;
            }
            push(value, out);
            return Some(length);
        }
    }
    None
}

fn lookup(name: &str) -> Option<(u32, u32)> {
    NAMED_ENTITIES.get(name).copied().filter(|(first, _)| *first != 0)
}

fn push((first, second): (u32, u32), out: &mut String) {
    out.extend(char::from_u32(first));
    if second != 0 {
        out.extend(char::from_u32(second));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_as_browsers_do() {
        for (written, read) in [
            ("AT&T", "AT&T"),
            ("caf&eacute;", "café"),
            ("caf&eacute s", "café s"),
            ("&#8220;so&#x201D;", "“so”"),
            ("&#146;", "’"),
            ("&#0;&#x110000;", "\u{FFFD}\u{FFFD}"),
            ("&nosuch; & &;", "&nosuch; & &;"),
            ("&notit;", "¬it;"),
            ("&NotEqualTilde;", "≂̸"),
            ("&", "&"),
            ("&#", "&#"),
            ("&#x", "&#x"),
        ] {
            assert_eq!(decode(written, false), read, "{written}");
        }
        assert_eq!(decode("?a=1&copy=2&lt;", true), "?a=1&copy=2<");
    }
}
