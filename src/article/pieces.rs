//! A text cut into numbers, words and marks, in which dates and times are looked for.

/// A part of a text, as far as dates and times are concerned.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Number { value: u64, digits: usize },
    Word(String),
    Mark(char),
}

/// Cuts a text into numbers, words and marks; long texts only as far as a date can reach.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut previous = ' ';
    for c in text.chars().take(240) {
        let digit = digit(c);
        match (pieces.last_mut(), digit) {
            (Some(Piece::Number { value, digits }), Some(digit)) if *digits < 18 && self::digit(previous).is_some() => {
                *value = *value * 10 + u64::from(digit);
                *digits += 1;
            }
            (_, Some(digit)) => pieces.push(Piece::Number { value: u64::from(digit), digits: 1 }),
            (Some(Piece::Word(word)), None) if is_letter(c) && is_letter(previous) => word.push(c),
            (_, None) if is_east_asian_unit(c) => pieces.push(Piece::Mark(c)),
            (_, None) if is_letter(c) => pieces.push(Piece::Word(c.to_string())),
            (_, None) if c.is_whitespace() => pieces.push(Piece::Mark(' ')),
            _ => pieces.push(Piece::Mark(c)),
        }
        previous = c;
    }
    pieces
}

fn is_letter(c: char) -> bool {
    !is_east_asian_unit(c) && (c.is_alphabetic() || ('\u{900}'..='\u{E7F}').contains(&c))
}

fn is_east_asian_unit(c: char) -> bool {
    "年月日時时分秒点년월일시분초".contains(c)
}

/// A digit of any script's.
fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| {
        let zero = [0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10].into_iter().find(|zero| (*zero..*zero + 10).contains(&(c as u32)))?;
        Some(c as u32 - zero)
    })
}

/// The number at a place, if it is written with so many digits.
pub fn number(pieces: &[Piece], at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    match pieces.get(at) {
        Some(Piece::Number { value, digits: count }) if digits.contains(count) => u32::try_from(*value).ok(),
        _ => None,
    }
}

/// The place after blanks and the given marks.
pub fn past(pieces: &[Piece], mut at: usize, marks: &str) -> usize {
    while let Some(Piece::Mark(mark)) = pieces.get(at)
        && (*mark == ' ' || marks.contains(*mark))
    {
        at += 1;
    }
    at
}
