//! What a single line is by its form: a credit of a picture, a date, the rule between parts of a text.

use super::declared::letters;
use super::passage::ends_sentence;
use super::time::{self, Order};
use super::words;

/// The rule that agencies set between parts of a text: underscores.
pub fn is_separator(text: &str) -> bool {
    text.len() >= 3 && text.chars().all(|c| c == '_')
}

/// A line's letters without its figures, or with them where they are most of it.
pub fn unnumbered(line: &str) -> String {
    let all = letters(line);
    let plain: String = all.chars().filter(|c| !c.is_numeric()).collect();
    if plain.chars().count() >= 8 { plain } else { all }
}

/// Without "[1/3]" and "1/50" at the start.
pub fn strip_counter(text: &str) -> &str {
    let rest = text.trim_start_matches(['[', '(']);
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < rest.len() && digits.starts_with('/') {
        return digits.trim_start_matches(|c: char| c.is_ascii_digit() || "/])".contains(c)).trim_start();
    }
    text
}

/// "(AP Photo/Jo Doe)", "Reuters/Jo Doe", "Getty Images": a short line with an agency and no sentence.
pub fn is_credit(text: &str) -> bool {
    let text = text.trim();
    if text.chars().count() > 90 || (ends_sentence(text) && !text.ends_with(')')) {
        return false;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect();
    let agency = words.iter().any(|word| words::is_agency(word))
        || lower.contains("getty")
        || lower.contains("shutterstock")
        || lower.contains("imago")
        || lower.contains("picture alliance");
    (agency && (text.contains('/') || words.len() <= 3)) || lower.starts_with('©') || (lower.starts_with("(c)") && words.len() <= 8)
}

/// Whether a line is a date, a time, and little beside. A label that is no date's ("Deadline: 3 May 2024") makes it a statement.
pub fn is_date(text: &str, order: Order) -> bool {
    let text = text.trim();
    if text.chars().count() > 100 || !text.chars().any(|c| c.is_numeric()) {
        return false;
    }
    let of_dates = |word: &str| time::month(word, None).is_some() || words::is_date_word(&word.to_lowercase());
    let words = || text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let others = words().filter(|word| word.chars().count() > 3 && !of_dates(word)).count();
    let is_short = text.split_whitespace().count() <= 14;
    if time::find(text, order, None).is_some() {
        let label = text.split_once(':').map(|(label, _)| label).filter(|label| label.chars().all(|c| c.is_alphabetic() || c == ' '));
        return others <= 2 && is_short && label.is_none_or(|label| label.split(' ').any(of_dates) || label.chars().count() <= 3);
    }
    // "Today, 12:37", "Monday 5 August, 14:47": no year.
    is_clock(text) || (others == 0 && is_short && text.contains(':') && words().any(of_dates))
}

fn is_clock(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    text.chars().count() <= 12 && text.contains(':') && letters <= 5 && text.chars().filter(|c| c.is_ascii_digit()).count() >= 3
}
