//! Control characters: taken out of the text before any offset exists, so that none reaches a terminal or a span.

use std::borrow::Cow;

/// The text without C0 and C1 controls other than tab and newline, with every kind of line end as a newline; and how
/// many controls were taken out.
pub(super) fn clean(text: &str) -> (Cow<'_, str>, usize) {
    if !text.chars().any(is_changed) {
        return (Cow::Borrowed(text), 0);
    }
    let mut removed = 0;
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => out.push('\n'),
            '\u{2029}' => out.push_str("\n\n"),
            _ if is_changed(character) => removed += 1,
            _ => out.push(character),
        }
    }
    (Cow::Owned(out), removed)
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
}
