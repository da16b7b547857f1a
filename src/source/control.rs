//! Control characters: taken out of the text before any offset exists, so that none reaches a terminal or a span.

use std::borrow::Cow;

/// The text without C0 and C1 controls other than tab and newline, with every kind of line end as a newline; and how
/// many controls were taken out.
pub(super) fn clean(text: &str) -> (Cow<'_, str>, usize) {
    let Some(mut next) = next_change(text, 0) else { return (Cow::Borrowed(text), 0) };
    let (mut removed, mut at) = (0, 0);
    let mut out = String::with_capacity(text.len());
    loop {
        let (place, character) = next;
        out.push_str(text.get(at..place).unwrap_or_default());
        at = place + character.len_utf8();
        match character {
            '\r' if text.as_bytes().get(at) == Some(&b'\n') => {}
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => out.push('\n'),
            '\u{2029}' => out.push_str("\n\n"),
            _ => removed += 1,
        }
        match next_change(text, at) {
            Some(found) => next = found,
            None => break,
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    (Cow::Owned(out), removed)
}

/// How many bytes are looked at in one step.
const BLOCK: usize = 64;

/// The first character at or behind a place that does not stay as it is. Whole blocks without a byte that could begin one are
/// passed over, since most pages hold none.
fn next_change(text: &str, from: usize) -> Option<(usize, char)> {
    let mut at = from;
    loop {
        let rest = text.as_bytes().get(at..)?;
        let free = |block: &&[u8]| !block.iter().fold(false, |any, byte| any | may_begin_change(*byte));
        let passed = BLOCK * rest.chunks_exact(BLOCK).take_while(free).count();
        let found = at + passed + rest.get(passed..)?.iter().position(|byte| may_begin_change(*byte))?;
        let character = text.get(found..)?.chars().next()?;
        if is_changed(character) {
            return Some((found, character));
        }
        at = found + character.len_utf8();
    }
}

/// Controls of one byte, and the first bytes of U+0080 to U+009F and of U+2028 and U+2029.
const fn may_begin_change(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\n' && byte != b'\t') || byte == 0x7f || byte == 0xc2 || byte == 0xe2
}

fn is_changed(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t')) || matches!(character, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    #[test]
    fn line_ends_become_newlines_and_controls_go() {
        let (text, removed) = super::clean("a\r\nb\rc\u{2028}d\u{2029}e\u{85}f\u{1b}[31mg\u{9b}h\0\ti");
        assert_eq!((text.as_ref(), removed), ("a\nb\nc\nd\n\ne\nf[31mgh\ti", 3));
    }

    #[test]
    fn every_character_is_judged_alike_at_every_place() {
        for character in ('\0'..='\u{a1}').chain('\u{2020}'..='\u{2030}').chain(['é', '“', '日', '😀']) {
            for before in [0, 1, 62, 63, 64, 65, 127] {
                let text = format!("{}{character}{}", "a".repeat(before), "é".repeat(70));
                let (cleaned, removed) = super::clean(&text);
                let middle = match character {
                    '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => "\n".to_owned(),
                    '\u{2029}' => "\n\n".to_owned(),
                    _ if character.is_control() && !"\n\t".contains(character) => String::new(),
                    _ => character.to_string(),
                };
                assert_eq!(cleaned, format!("{}{middle}{}", "a".repeat(before), "é".repeat(70)), "{character:?} {before}");
                assert_eq!(removed, usize::from(middle.is_empty()));
            }
        }
    }
}
