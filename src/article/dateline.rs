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
    let head: String = paragraph.chars().take(LONGEST).take_while(|c| *c != '\n').collect();
    let text = head.get(..end(&head)?)?.trim();
    let inner = text.trim_end_matches(|c: char| c.is_whitespace() || "-–—:|".contains(c)).trim_end();
    let by_dash = inner.len() < text.len();
    let bracket = bracket(inner);
    let before = inner.get(..bracket.as_ref().map_or(inner.len(), |bracket| bracket.start))?;
    let words: Vec<&str> = before.split_whitespace().collect();
    let is_of_date = |word: &str| {
        let bare = word.trim_matches([',', '.', ':']);
        bare.starts_with(|c: char| c.is_ascii_digit())
            || time::month(bare, language).is_some()
            || bare.chars().count() > 3 && super::words::is_date_word(&bare.to_lowercase())
    };
    let place: Vec<&str> =
        words.iter().copied().enumerate().take_while(|(at, word)| *at == 0 || !is_of_date(word)).map(|(_, word)| word).collect();
    let rest = words.get(place.len()..).unwrap_or_default();
    let names_month = |word: &&str| time::month(word.trim_matches([',', '.', ':']), language).is_some();
    let within = bracket.clone().and_then(|range| inner.get(range)).unwrap_or_default();
    let whole = time::find(&rest.join(" "), order, language).or_else(|| time::find(within, order, language)).map(|(stamp, _)| stamp);
    let dated = rest.iter().all(|word| is_of_date(word)) && (whole.is_some() || rest.iter().any(names_month));
    // A bracket alone follows many a name; with a dash behind it, or in the strokes of an agency's mark, it ends a dateline.
    let agency = bracket.is_some() && rest.is_empty() && (by_dash || within.starts_with('/'));
    let place = tidy(&place.join(" "));
    let capitals = place.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !place.chars().any(char::is_lowercase);
    let follows = bracket.as_ref().is_none_or(|range| !inner.get(range.end..).unwrap_or_default().chars().any(char::is_alphabetic));
    let alone = capitals && by_dash && words.len() <= 3 && bracket.is_none();
    if !follows || !is_place(&place) || !(dated || agency || alone) {
        return None;
    }
    let stamp = whole.map(|stamp| Stamp { time: None, offset: None, ..stamp });
    Some(Found { dateline: Dateline { place: Some(place), text: inner.to_owned() }, stamp })
}

/// The first part in brackets or between strokes.
fn bracket(text: &str) -> Option<std::ops::Range<usize>> {
    let start = text.find(['(', '[']).or_else(|| text.find(" /").map(|at| at + 1))?;
    let close = match text.get(start..)?.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => '/',
    };
    let end = text.get(start + 1..)?.find(close)? + start + 2;
    Some(start..end)
}

/// Without marks at its end; the point of a short form stays.
fn tidy(place: &str) -> String {
    let place = place.trim_end_matches([',', ' ', ':']);
    let last = place.rsplit(' ').next().unwrap_or_default();
    let is_short_form =
        last.ends_with('.') && (last.matches('.').count() > 1 || last.chars().any(char::is_lowercase)) && place.contains(", ");
    if is_short_form { place.to_owned() } else { place.trim_end_matches('.').to_owned() }
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
        && words.first().is_some_and(&starts_high)
        && words.last().is_some_and(starts_high)
        && !words.first().is_some_and(|word| words.len() == 1 && !super::words::languages_of(&word.to_lowercase()).is_empty())
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
            ("ROCKFORD, Ill. (AP) — A judge ruled.", "ROCKFORD, Ill.", "ROCKFORD, Ill. (AP)"),
            ("Madrid, 3 may (EFE).- El juez ordenó.", "Madrid", "Madrid, 3 may (EFE)"),
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
            "In 2024, Harbour Advisers – a firm – grew.",
            "Am 12. Mai beginnt - wie immer - das Fest.",
            "Der November ist da – endlich.",
        ] {
            assert!(find(none, Order::DayFirst, None).is_none(), "{none}");
        }
    }
}
