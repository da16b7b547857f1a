//! Strings from articles and file names, made safe for where they go. Every string that reaches a terminal, a table or a
//! page passes through here.

use std::borrow::Cow;
use std::fmt::Write;

/// For a terminal: controls, and the invisible characters that reorder or hide text, stand as `\u{…}`.
pub fn terminal(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '\n' => safe.push_str("\\n"),
            _ if is_unsafe(character) => {
                // Writing to a string does not fail.
                let _ = write!(safe, "{}", character.escape_unicode());
            }
            _ => safe.push(character),
        }
    }
    Cow::Owned(safe)
}

fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}')
}

/// For a page: text that stays text between tags and inside quoted attributes.
pub fn html(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(character),
        }
    }
    Cow::Owned(safe)
}

/// For a table: a cell that a spreadsheet would take for a formula begins with an apostrophe.
pub fn cell(text: &str) -> Cow<'_, str> {
    match text.trim_start_matches(' ').chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n') => Cow::Owned(format!("'{text}")),
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_commands_a_terminal() {
        assert_eq!(terminal("a\u{1b}[31mb\u{202e}c\u{9b}\nd"), "a\\u{1b}[31mb\\u{202e}c\\u{9b}\\nd");
        assert_eq!(terminal("Peña – ok"), "Peña – ok");
    }

    #[test]
    fn nothing_becomes_markup() {
        assert_eq!(html("<img src=x onerror='a'>&\""), "&lt;img src=x onerror=&#39;a&#39;&gt;&amp;&quot;");
    }

    #[test]
    fn nothing_becomes_a_formula() {
        assert_eq!([cell("=1+1"), cell("@x"), cell(" -2"), cell("a=1")], ["'=1+1", "'@x", "' -2", "a=1"]);
    }
}
