//! The dateline at the head of a text: "MEXICO CITY, Jan 20 (Agency) -", "BERLIN (dpa) –", "ПАРИЖ, 3 мая. /ТАСС/.", "Oslo, (3.5.2024)."

use super::Dateline;
use super::time::{self, Order, Stamp};

/// A dateline is no longer than this many characters.
const LONGEST: usize = 90;

/// A dateline, and its date where it has a whole one.
#[derive(Debug)]
pub struct Found {
    pub dateline: Dateline,
    pub stamp: Option<Stamp>,
}

/// The dateline that a paragraph begins with: a place, then a date or an agency or both, then a mark; of a place in capitals the mark is enough.
pub fn find(paragraph: &str, order: Order, language: Option<&str>) -> Option<Found> {
    let head: String = paragraph.chars().take(LONGEST).collect();
    let end = end(&head)?;
    let text = head.get(..end)?.trim();
    let inner = text.trim_end_matches(|c: char| c.is_whitespace() || "-–—:|".contains(c)).trim_end();
    let bracket = inner.find(['(', '/', '[']);
    let before = inner.get(..bracket.unwrap_or(inner.len()))?;
    let words: Vec<&str> = before.split_whitespace().collect();
    // The place: capitalised words as far as the date.
    let is_of_date = |word: &str| {
        let bare = word.trim_matches([',', '.', ':']);
        bare.starts_with(|c: char| c.is_ascii_digit()) || time::month(bare, language).is_some() && words.first() != Some(&word)
    };
    let place: Vec<&str> = words.iter().copied().take_while(|word| !is_of_date(word)).collect();
    let dated =
        place.len() < words.len() || bracket.is_some_and(|at| time::find(inner.get(at..).unwrap_or_default(), order, language).is_some());
    let place = place.join(" ");
    let place = place.trim_matches([',', '.', ' ', ':']).to_owned();
    let capitals = place.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !place.chars().any(char::is_lowercase);
    // A bracket alone follows many a name; with a dash behind it, or in the strokes of an agency's mark, it ends a dateline.
    let agency = bracket.is_some_and(|at| inner.len() < text.len() || inner.get(at..).is_some_and(|rest| rest.starts_with('/')));
    if !is_place(&place) || !(dated || agency || capitals && place.split_whitespace().count() <= 3) {
        return None;
    }
    let stamp = time::find(text, order, language).map(|(stamp, _)| Stamp { time: None, offset: None, ..stamp });
    Some(Found { dateline: Dateline { place: Some(place), text: inner.to_owned() }, stamp })
}

/// Where a dateline ends: at its dash, at the mark behind its bracket, or at a colon.
fn end(head: &str) -> Option<usize> {
    let dash = [" - ", " – ", " — ", ".- ", ".– ", ".— ", "-- ", "— ", "– ", " | "]
        .iter()
        .filter_map(|mark| head.find(mark).map(|at| at + mark.len()))
        .min();
    let behind_bracket = [").", "):", "/.", "/:", ").-"].iter().filter_map(|mark| head.find(mark).map(|at| at + 1)).min();
    dash.into_iter().chain(behind_bracket).min()
}

/// One to five words that begin with a capital, a short form of a state among them; no sentence.
fn is_place(place: &str) -> bool {
    let words: Vec<&str> = place.split_whitespace().collect();
    let starts_high = |word: &&str| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    (1..=5).contains(&words.len())
        && place.chars().count() <= 40
        && !place.contains(['"', '“', '”', '«', '»', '?', '!', ';'])
        && words.iter().all(|word| starts_high(word) || super::words::is_particle(word))
        && words.first().is_some_and(|word| starts_high(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dateline_is_a_place_and_a_date_or_an_agency() {
        for (paragraph, place, text) in [
            ("MEXICO CITY, Jan 20 (Agency) - Six ships left.", "MEXICO CITY", "MEXICO CITY, Jan 20 (Agency)"),
            ("OSLO (NTB) – Two men were held.", "OSLO", "OSLO (NTB)"),
            ("BERLIN — Talks go on.", "BERLIN", "BERLIN"),
            ("ROCKFORD, Ill. (AP) — A judge ruled.", "ROCKFORD, Ill", "ROCKFORD, Ill. (AP)"),
            ("Madrid, 3 may (EFE).- El juez ordenó.", "Madrid", "Madrid, 3 may (EFE)."),
            ("ПАРИЖ, 3 мая. /ТАСС/. Суд решил.", "ПАРИЖ", "ПАРИЖ, 3 мая. /ТАСС/"),
            ("Karlsruhe, (12.11.2021). Traditionell wird gefeiert.", "Karlsruhe", "Karlsruhe, (12.11.2021)"),
        ] {
            let found = find(paragraph, Order::DayFirst, None).map(|found| (found.dateline.place.unwrap_or_default(), found.dateline.text));
            assert_eq!(found, Some((place.to_owned(), text.to_owned())), "{paragraph}");
        }
        for none in [
            "The court – and its judges – met.",
            "Anna Berg (34) was held in Rome.",
            "Anna Berg came (late). Nobody saw her.",
            "Trump - who spoke first - left.",
        ] {
            assert!(find(none, Order::DayFirst, None).is_none(), "{none}");
        }
    }
}
