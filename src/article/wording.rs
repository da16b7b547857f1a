//! What the words of a line betray: "Read more:", "Advertisement", "Reporting by … ; editing by …". The phrases are data, by language,
//! in `lexicons/page/labels.tsv`; here is how they are looked up, in time linear in the line.

use super::words;
use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How a phrase speaks of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// The line is the phrase.
    Whole,
    /// The line begins with it; a label if it is no sentence.
    Start,
    /// The line begins with it and stands at an end of the text.
    Tail,
    /// A short line holds it.
    Within,
}

/// Lines of more bytes are not looked at.
const LONGEST: usize = 1200;

/// A phrase found in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub reason: &'static str,
    pub how: Match,
    pub phrase: &'static str,
    /// What follows the phrase is a colon, a dash or nothing.
    pub is_label: bool,
}

struct Phrases {
    whole: FxHashMap<&'static str, &'static str>,
    /// Phrases by their first three characters, longest first.
    starts: FxHashMap<String, Vec<(&'static str, &'static str, Match)>>,
    within: Vec<(&'static str, &'static str)>,
    automaton: Option<AhoCorasick>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases { whole: FxHashMap::default(), starts: FxHashMap::default(), within: Vec::new(), automaton: None };
    for line in words::lines(include_str!("../../lexicons/page/labels.tsv")) {
        let mut fields = line.split('\t');
        let (Some(reason), Some(how), Some(_), Some(list)) = (fields.next(), fields.next(), fields.next(), fields.next()) else { continue };
        for phrase in list.split('|').filter(|phrase| !phrase.is_empty()) {
            match how {
                "whole" => {
                    phrases.whole.entry(phrase).or_insert(reason);
                }
                "within" => phrases.within.push((phrase, reason)),
                _ => {
                    let how = if how == "start" { Match::Start } else { Match::Tail };
                    phrases.starts.entry(beginning(phrase)).or_default().push((phrase, reason, how));
                }
            }
        }
    }
    for list in phrases.starts.values_mut() {
        list.sort_by_key(|(phrase, _, how)| (std::cmp::Reverse(phrase.len()), *how == Match::Tail));
    }
    phrases.automaton =
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(phrases.within.iter().map(|(phrase, _)| phrase)).ok();
    phrases
});

/// Reads the phrases.
pub fn open_lists() {
    LazyLock::force(&PHRASES);
}

fn beginning(text: &str) -> String {
    text.chars().take(2).collect()
}

/// A line in lower case without the marks that lead it and the ones that end it.
pub fn bare(line: &str) -> String {
    let mut lower = line.to_lowercase();
    if lower.contains(['’', '‘']) {
        lower = lower.replace(['’', '‘'], "'");
    }
    let lead = |c: char| !(c.is_alphanumeric() || "©ⓒ#@$€£(【（".contains(c));
    let tail = |c: char| !(c.is_alphanumeric() || ")】）".contains(c));
    let begin = lower.len() - lower.trim_start_matches(lead).len();
    lower.drain(..begin);
    lower.truncate(lower.trim_end_matches(tail).len());
    lower
}

/// The phrases that a line's wording shows: whole before start before within.
pub fn look(line: &str) -> Option<Found> {
    if line.len() > LONGEST {
        return None;
    }
    let bare = bare(line);
    whole_or_start(&bare).or_else(|| within(&bare))
}

/// The same without those that the line holds anywhere.
pub fn look_at_start(line: &str) -> Option<Found> {
    if line.len() > LONGEST { None } else { whole_or_start(&bare(line)) }
}

fn whole_or_start(bare: &str) -> Option<Found> {
    let without_figures = bare.trim_matches(|c: char| c.is_ascii_digit() || " .,:()+".contains(c));
    if let Some((phrase, reason)) = PHRASES.whole.get_key_value(bare).or_else(|| PHRASES.whole.get_key_value(without_figures)) {
        return Some(Found { reason, how: Match::Whole, phrase, is_label: true });
    }
    start(bare)
}

fn start(bare: &str) -> Option<Found> {
    let list = PHRASES.starts.get(&beginning(bare))?;
    for (phrase, reason, how) in list {
        let Some(rest) = bare.strip_prefix(phrase) else { continue };
        let whole_words = rest.chars().next().is_none_or(|next| !next.is_alphanumeric())
            || phrase.ends_with(|c: char| !c.is_alphanumeric())
            || is_unspaced(phrase);
        if whole_words {
            let rest = rest.trim_start();
            let is_label = rest.is_empty()
                || rest.starts_with([':', '：', '|', '-', '–', '—', '»', '>', '→', '【', '(', '['])
                || phrase.ends_with([':', '：']);
            return Some(Found { reason, how: *how, phrase, is_label });
        }
    }
    None
}

fn is_unspaced(phrase: &str) -> bool {
    phrase
        .chars()
        .any(|c| super::passage::is_ideograph(c) || ('\u{AC00}'..='\u{D7AF}').contains(&c) || ('\u{E00}'..='\u{E7F}').contains(&c))
}

/// A phrase that the line holds anywhere.
pub fn within(bare: &str) -> Option<Found> {
    // Whole words: a letter or digit of the phrase has none beside it.
    let is_whole = |found: &aho_corasick::Match| {
        let (before, after) = (bare.get(..found.start()).unwrap_or_default(), bare.get(found.end()..).unwrap_or_default());
        let phrase = bare.get(found.range()).unwrap_or_default();
        let joins = |one: Option<char>, other: Option<char>| {
            one.zip(other).is_some_and(|(one, other)| one.is_alphanumeric() && other.is_alphanumeric())
        };
        is_unspaced(phrase)
            || !joins(before.chars().next_back(), phrase.chars().next()) && !joins(phrase.chars().next_back(), after.chars().next())
    };
    let found = PHRASES.automaton.as_ref()?.find_iter(bare).find(is_whole)?;
    let (phrase, reason) = PHRASES.within.get(found.pattern().as_usize())?;
    Some(Found { reason, how: Match::Within, phrase, is_label: false })
}

/// Whether a line is nothing but an address: mail, web, account.
pub fn is_address(line: &str) -> bool {
    let line = line.trim();
    !line.contains(' ')
        && (line.contains('@') || line.starts_with("http") || line.starts_with("www.") || line.contains(".com/") || line.contains(".org/"))
}

/// Whether a line is a shortcode or markup that was never expanded.
pub fn is_markup(line: &str) -> bool {
    let line = line.trim();
    let shortcode = line.starts_with('[')
        && line.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'))
        && line.contains(']')
        && line.contains(['=', '/', '_']);
    let scrap = line.chars().count() <= 12 && line.chars().all(|c| "\"'<>/=&;{}[]()|\\".contains(c) || c.is_whitespace());
    let fenced = |fence: &str, end: &str| line.starts_with(fence) && line.ends_with(end) && !line.contains(' ');
    let placeholder =
        line.len() > 4 && (fenced("$$", "$$") || fenced("{{", "}}") || fenced("%%", "%%") || fenced("[[", "]]") || fenced("##", "##"));
    shortcode || placeholder || scrap || line.starts_with("<!--") || (line.starts_with('<') && line.ends_with('>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_by_their_words() {
        for (line, reason, how) in [
            ("ADVERTISEMENT", "advertisement", Match::Whole),
            ("▶ READ MORE: Two men held at border", "related", Match::Start),
            ("Lesen Sie auch: Der lange Weg", "related", Match::Start),
            ("Comentarios (14)", "share", Match::Whole),
            ("Reporting by Ana Ruiz; editing by Tom Hale", "credit", Match::Tail),
            ("【関連記事】", "related", Match::Start),
        ] {
            let found = look(line);
            assert_eq!(found.map(|found| (found.reason, found.how)), Some((reason, how)), "{line}");
        }
        assert_eq!(look("The court heard the men on Monday."), None);
        assert!(is_markup("[button link=\"/x\" type=\"big\"] Send us"));
        assert!(is_markup("\">"));
        assert!(is_markup("$$BANNER$$") && is_markup("{{caption}}"));
    }
}
