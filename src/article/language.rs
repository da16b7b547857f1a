//! The language of an article: what its text says, checked against what the page declares.

use super::words;
use rustc_hash::FxHashMap;
use std::cell::LazyCell;

/// How much text is looked at.
const SAMPLE: usize = 6000;

/// Languages so near to each other that small words cannot part them surely; there the page's word decides.
const RELATIVES: [&[&str]; 9] = [
    &["da", "no", "nb", "nn"],
    &["zu", "xh", "ss", "nr", "nd"],
    &["hr", "sr", "bs", "sh", "cnr"],
    &["id", "ms"],
    &["es", "gl", "ca", "pt"],
    &["cs", "sk"],
    &["nl", "af"],
    &["ru", "uk", "be"],
    &["bg", "mk"],
];

/// The BCP 47 tag of an article: the text's language where it is sure, else the declared one, unless the text has next to none of its small
/// words; the declared one with all its parts where both agree.
pub fn choose(text: &str, declared: &[&str]) -> Option<String> {
    let declared = declared.iter().find_map(|tag| tidy(tag));
    let sample = sample(text);
    let votes = LazyCell::new(|| Votes::of(sample));
    let found = by_script(sample).map_or_else(|| votes.winner(), |script| Some((script, true)));
    let Some((detected, sure)) = found else { return declared };
    let Some(declared) = declared else { return Some(detected.to_owned()) };
    let primary = declared.split('-').next().unwrap_or(&declared);
    let near = |one: &str, other: &str| one == other || RELATIVES.iter().any(|family| family.contains(&one) && family.contains(&other));
    let keeps = near(primary, detected) || !sure && !votes.excludes(primary, detected);
    if keeps { Some(declared) } else { Some(detected.to_owned()) }
}

/// A declared tag in BCP 47's form, if it is one.
pub fn tidy(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    let tag = tag.split([',', ';', ' ', '.']).next().unwrap_or_default();
    let mut parts = tag.split('-');
    let primary = parts.next()?.to_ascii_lowercase();
    if !(2..=3).contains(&primary.len())
        || !primary.bytes().all(|byte| byte.is_ascii_lowercase())
        || ["utf", "und", "xx"].contains(&primary.as_str())
    {
        return None;
    }
    let mut out = match primary.as_str() {
        "jp" => "ja".to_owned(),
        "cz" => "cs".to_owned(),
        "gr" => "el".to_owned(),
        "dk" => "da".to_owned(),
        "ua" => "uk".to_owned(),
        _ => primary,
    };
    for part in parts.take_while(|part| (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        out.push('-');
        out.push_str(&match part.len() {
            2 => part.to_ascii_uppercase(),
            4 => part
                .chars()
                .enumerate()
                .map(|(place, c)| if place == 0 { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() })
                .collect(),
            _ => part.to_ascii_lowercase(),
        });
    }
    Some(out)
}

/// The language that a text is in, and whether that is sure.
pub fn detect(text: &str) -> Option<(&'static str, bool)> {
    let sample = sample(text);
    by_script(sample).map_or_else(|| Votes::of(sample).winner(), |script| Some((script, true)))
}

/// As much of a text as is looked at.
fn sample(text: &str) -> &str {
    text.char_indices().nth(SAMPLE).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// How many of a text's words are small words of each language, the language with most first.
struct Votes {
    ranked: Vec<(&'static str, f32)>,
    words: f32,
}

impl Votes {
    fn of(sample: &str) -> Self {
        let mut votes: FxHashMap<&'static str, f32> = FxHashMap::default();
        let mut words = 0.0;
        let mut lower = String::new();
        for word in sample.split(|c: char| !(c.is_alphabetic() || c == '\'' || c == '’')).filter(|word| !word.is_empty()) {
            words += 1.0;
            if word.is_ascii() {
                lower.clear();
                lower.push_str(word);
                lower.make_ascii_lowercase();
            } else {
                lower = word.to_lowercase().replace('’', "'");
            }
            for language in words::languages_of(&lower) {
                *votes.entry(language).or_default() += 1.0;
            }
        }
        let mut ranked: Vec<(&'static str, f32)> = votes.into_iter().collect();
        ranked.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(other.0)));
        Self { ranked, words }
    }

    fn winner(&self) -> Option<(&'static str, bool)> {
        let (best, votes) = self.ranked.first().copied()?;
        let is_relative = |language: &str| RELATIVES.iter().any(|family| family.contains(&language) && family.contains(&best));
        let second = self.ranked.iter().skip(1).find(|(language, _)| !is_relative(language)).map_or(0.0, |(_, votes)| *votes);
        let language = if best == "sr-cyrl" { "sr" } else { best };
        // Running text has a small word in every third to sixth place; less than one in twelve is no text of that language.
        let sure = self.words >= 30.0 && votes >= self.words / 12.0 && votes >= 1.25 * second;
        (votes >= 3.0).then_some((language, sure))
    }

    /// Whether running text has next to none of one language's small words, and clearly more of another's: languages that build long words
    /// have few small ones.
    fn excludes(&self, declared: &str, detected: &str) -> bool {
        let votes = |language: &str| self.ranked.iter().find(|(each, _)| *each == language).map_or(0.0, |(_, votes)| *votes);
        let known = words::has_small_words(declared);
        known && self.words >= 60.0 && votes(declared) * 25.0 < self.words && votes(detected) >= (2.0 * votes(declared)).max(4.0)
    }
}

/// Scripts that one language of the press has to itself, and those that tell more than words do.
fn by_script(sample: &str) -> Option<&'static str> {
    let mut counts: FxHashMap<&'static str, usize> = FxHashMap::default();
    let mut letters = 0;
    let mut persian = 0;
    let mut urdu = 0;
    for c in sample.chars().filter(|c| c.is_alphabetic() || ('\u{900}'..='\u{DFF}').contains(c)) {
        letters += 1;
        if c < '\u{530}' {
            // Latin, Greek and Cyrillic are shared by many.
            continue;
        }
        let script = match c {
            '\u{3040}'..='\u{30FF}' => "ja",
            '\u{AC00}'..='\u{D7AF}' | '\u{1100}'..='\u{11FF}' => "ko",
            '\u{3400}'..='\u{9FFF}' => "zh",
            '\u{E00}'..='\u{E7F}' => "th",
            '\u{E80}'..='\u{EFF}' => "lo",
            '\u{1780}'..='\u{17FF}' => "km",
            '\u{1000}'..='\u{109F}' => "my",
            '\u{590}'..='\u{5FF}' => "he",
            '\u{600}'..='\u{6FF}' => "ar",
            '\u{900}'..='\u{97F}' => "hi",
            '\u{980}'..='\u{9FF}' => "bn",
            '\u{A00}'..='\u{A7F}' => "pa",
            '\u{A80}'..='\u{AFF}' => "gu",
            '\u{B80}'..='\u{BFF}' => "ta",
            '\u{C00}'..='\u{C7F}' => "te",
            '\u{C80}'..='\u{CFF}' => "kn",
            '\u{D00}'..='\u{D7F}' => "ml",
            '\u{D80}'..='\u{DFF}' => "si",
            '\u{10A0}'..='\u{10FF}' => "ka",
            '\u{530}'..='\u{58F}' => "hy",
            '\u{1200}'..='\u{137F}' => "am",
            _ => continue,
        };
        persian += usize::from("پچژگکی".contains(c));
        urdu += usize::from("ٹڈڑےںھ".contains(c));
        *counts.entry(script).or_default() += 1;
    }
    // Japanese mixes kana with ideographs: some kana are enough.
    if let Some(kana) = counts.get("ja").copied()
        && kana * 8 > letters
    {
        return Some("ja");
    }
    let (script, count) = counts.into_iter().max_by_key(|(script, count)| (*count, *script))?;
    if count * 2 < letters {
        return None;
    }
    Some(match script {
        "ar" if urdu * 40 > count => "ur",
        "ar" if persian * 20 > count => "fa",
        script => script,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_decides_where_it_is_sure() {
        let german = "Die Polizei hat am Montag in der Stadt drei Männer festgenommen, die nach Angaben der Behörde seit Jahren mit Fahrzeugen handelten, \
            die aus dem Ausland kamen und nicht bezahlt waren. Das Gericht wird in der nächsten Woche über den Fall entscheiden, wie ein Sprecher sagte.";
        assert_eq!(choose(german, &["en-US"]).as_deref(), Some("de"));
        assert_eq!(choose(german, &["de_AT"]).as_deref(), Some("de-AT"));
        assert_eq!(choose("Kurz.", &["utf-8", "fr"]).as_deref(), Some("fr"));
        assert_eq!(choose("警視庁は、男を逮捕したと発表した。", &[]).as_deref(), Some("ja"));
        assert_eq!(choose("", &[]), None);
    }
}
