//! Numbers written in figures, in the article's own convention for separators.

use crate::text::Text;

/// How many bytes the figure at the start of `text` takes. A space groups thousands only where exactly three digits follow.
pub fn length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    let mut last_group = end;
    let mut spaced: Option<&str> = None;
    loop {
        let rest = &text[end..];
        let Some(separator) = rest.chars().next() else { break };
        let width = separator.len_utf8();
        let next = digits(end + width);
        let is_space = matches!(separator, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’');
        if next == 0 {
            break;
        }
        if is_space {
            let same = spaced.is_none_or(|before| rest.starts_with(before));
            if next != 3 || last_group > 3 || !same || (spaced.is_none() && text[..end].contains(['.', ','])) {
                break;
            }
            spaced = Some(&rest[..width]);
        } else if !matches!(separator, '.' | ',') {
            break;
        }
        last_group = next;
        end += width + next;
    }
    end
}

/// Which mark parts the thousands where both readings are possible ("1.794").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convention {
    /// 1,794.5
    Comma,
    /// 1.794,5
    Point,
    /// The article shows both a decimal point and nothing else: a single mark before three digits is a group.
    Either,
}

impl Convention {
    /// What the figures of the whole text show; `point_groups` is the language's habit where they show nothing.
    pub fn of(text: &Text, point_groups: bool) -> Self {
        let (mut comma, mut point) = (0, 0);
        let content = text.content;
        let mut at = 0;
        while let Some(found) = content[at..].find(|character: char| character.is_ascii_digit()) {
            let start = at + found;
            let end = start + length(&content[start..]);
            match evidence(&content[start..end]) {
                Some(Convention::Comma) => comma += 1,
                Some(Convention::Point) => point += 1,
                _ => {}
            }
            at = end;
        }
        match (comma, point) {
            (0, 0) if point_groups => Convention::Either,
            (0, 0) => Convention::Comma,
            (comma, point) if comma >= point => Convention::Comma,
            _ => Convention::Point,
        }
    }
}

fn evidence(figure: &str) -> Option<Convention> {
    let mark_of = |mark: char| if mark == ',' { Convention::Point } else { Convention::Comma };
    let first = figure.find(['.', ','])?;
    let last = figure.rfind(['.', ','])?;
    let (one, other) = (figure[first..].chars().next()?, figure[last..].chars().next()?);
    if one != other {
        return Some(mark_of(other));
    }
    if first != last {
        return Some(if one == ',' { Convention::Comma } else { Convention::Point });
    }
    let after = figure.len() - last - 1;
    (after != 3 || figure.starts_with('0')).then(|| mark_of(one))
}

/// The value of a figure; `None` for what is no number ("1.2.3", an address, a version).
pub fn value(figure: &str, convention: Convention) -> Option<f64> {
    let plain: String = figure.chars().filter(|character| character.is_ascii_digit() || matches!(character, '.' | ',')).collect();
    let marks: Vec<(usize, char)> = plain.char_indices().filter(|(_, character)| !character.is_ascii_digit()).collect();
    let Some(&(last, mark)) = marks.last() else { return plain.parse().ok() };
    let after = plain.len() - last - 1;
    let first = marks.first().map_or(0, |(at, _)| *at);
    let decimal = if marks.iter().any(|(_, other)| *other != mark) {
        marks.iter().filter(|(_, other)| *other == mark).count() == 1
    } else if marks.len() > 1 {
        false
    } else if after != 3 || first > 3 || first == 0 || plain.starts_with('0') {
        true
    } else {
        match convention {
            Convention::Comma => mark == '.',
            Convention::Point => mark == ',',
            Convention::Either => false,
        }
    };
    if !decimal && !grouped(&plain) {
        return None;
    }
    let normal: String = plain
        .char_indices()
        .filter_map(|(at, character)| match character {
            '.' | ',' if decimal && at == last => Some('.'),
            '.' | ',' => None,
            digit => Some(digit),
        })
        .collect();
    normal.parse().ok()
}

/// Whether the marks part thousands, or thousands and lakhs.
fn grouped(plain: &str) -> bool {
    let groups: Vec<&str> = plain.split(['.', ',']).collect();
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else { return false };
    let inner = &groups[1..groups.len().max(2) - 1];
    !first.is_empty() && first.len() <= 3 && last.len() == 3 && inner.iter().all(|group| matches!(group.len(), 2 | 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_follow_the_convention() {
        for (figure, convention, expected) in [
            ("12,028", Convention::Comma, Some(12028.0)),
            ("1.794", Convention::Comma, Some(1.794)),
            ("1.794", Convention::Point, Some(1794.0)),
            ("1.794", Convention::Either, Some(1794.0)),
            ("3,6", Convention::Comma, Some(3.6)),
            ("1.128.398,50", Convention::Point, Some(1128398.5)),
            ("12,34,567", Convention::Comma, Some(1234567.0)),
            ("4\u{a0}812", Convention::Comma, Some(4812.0)),
            ("0.125", Convention::Point, Some(0.125)),
            (".001", Convention::Comma, Some(0.001)),
            ("1.2.3", Convention::Comma, None),
        ] {
            assert_eq!(value(figure, convention), expected, "{figure}");
        }
    }
}
