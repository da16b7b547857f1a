//! What looks like a quantity and is none: dates, names with numbers, ages, clock times, house numbers, scores.

use super::counted::Noun;
use super::lexicon::Kind;
use super::number::Found;
use super::numeral::Numeral;
use super::piece::{Piece, PieceKind};
use super::{QuantityKind, Scene};
use crate::mention::{DateMention, NameKind, Names};
use crate::text::Tag;

/// Which pieces belong to a date, or are a number inside a name.
pub fn masked(pieces: &[Piece], names: &Names, dates: &[DateMention]) -> Vec<bool> {
    pieces
        .iter()
        .map(|piece| {
            let before = dates.partition_point(|date| date.span.end <= piece.span.start);
            let dated = dates[before..].iter().take(4).any(|date| date.span.overlaps(piece.span));
            let named = names.at(piece.span.start).is_some_and(|name| !name.definite && name.span.len() > piece.span.len());
            dated || (named && (piece.kind == PieceKind::Figure || piece.capital()))
        })
        .collect()
}

/// "S23", "I-19", "24-07", "2:14-cv-00601", "#5", "9/11", "22:17": parts of codes and clock times.
pub fn is_glued_to_letters(scene: Scene, number: &Numeral) -> bool {
    let pieces = scene.reader.pieces;
    let reader = scene.reader;
    if !number.figure || pieces[number.start].kind == PieceKind::Mark {
        return false;
    }
    let this = &pieces[number.start];
    if this.glued && number.start > 0 {
        let before = &pieces[number.start - 1];
        let further = number.start.checked_sub(2).map(|at| &pieces[at]);
        // "sub-300 metres" measures, "I-19" does not.
        let coded = |piece: &Piece| matches!(piece.kind, PieceKind::Word | PieceKind::Figure) && piece.lower != "sub";
        let code = before.glued && further.is_some_and(coded);
        let joined = matches!(before.text, "-" | "‑" | "/" | ":" | "." | "_" | "×") && code;
        let reference = matches!(before.text, "#" | "@" | "№" | "§") || (before.text == "." && code);
        if before.kind == PieceKind::Word || joined || reference {
            return true;
        }
    }
    let Some(after) = pieces.get(number.end).filter(|after| after.glued) else { return false };
    match after.kind {
        PieceKind::Word => {
            let unit = reader.is(number.end, Kind::Unit).is_some() || reader.is(number.end, Kind::Symbol).is_some();
            let letter = reader.is(number.end, Kind::Letter).is_some();
            !(unit || letter || reader.is(number.end, Kind::Currency).is_some() || reader.is(number.end, Kind::Money).is_some())
        }
        PieceKind::Mark => {
            let next = pieces.get(number.end + 1).filter(|next| next.glued);
            let figure = next.is_some_and(|next| next.kind == PieceKind::Figure);
            let short = next.is_some_and(|next| next.kind == PieceKind::Word && next.text.chars().count() <= 2);
            match after.text {
                ":" | "/" | "." => figure,
                "-" => short && reader.is(number.end + 1, Kind::Unit).is_none() && reader.is(number.end + 1, Kind::To).is_none(),
                _ => false,
            }
        }
        PieceKind::Figure => false,
    }
}

/// The word for one where it stands for a noun or nothing: "one of the", "no one", "the one".
pub fn is_lone_one(scene: Scene, number: &Numeral) -> bool {
    let reader = scene.reader;
    let one = number.value == 1.0 && number.end == number.start + 1 && reader.is(number.start, Kind::OnePronoun).is_some();
    if !one {
        return false;
    }
    let next = reader.after_hyphen(number.end);
    let unit = reader.is(next, Kind::Unit).is_some_and(|unit| unit.extra != "time") || reader.is(next, Kind::Currency).is_some();
    let noun = matches!(scene.tag(number.end), Some(Tag::Noun | Tag::Adj | Tag::Propn | Tag::X))
        && reader.pieces.get(number.end).is_some_and(|piece| piece.kind == PieceKind::Word);
    let determined = number.start > 0 && matches!(scene.tag(number.start - 1), Some(Tag::Det | Tag::Adj));
    !unit && (!noun || determined || reader.is(number.start, Kind::Article).is_some())
}

/// Numbers that no measure or noun can save: clock times, shares of the clock.
pub fn is_not_counted(scene: Scene, found: &Found) -> bool {
    let reader = scene.reader;
    let text = reader.pieces[found.start].text;
    let four = found.end == found.start + 1 && matches!(text.len(), 3 | 4) && text.bytes().all(|byte| byte.is_ascii_digit());
    let clock = reader.is(found.end, Kind::Clock).is_some() && (found.low() <= 24.0 || four && found.low() < 2400.0);
    let plural_only = found.kind == QuantityKind::Count && found.low() == 0.0 && !found.figure;
    let past = found.low() <= 12.0
        && matches!(found.start.checked_sub(1).map(|before| scene.lower(before)), Some("past"))
        && found.start.checked_sub(2).is_some_and(|part| {
            [Kind::Half, Kind::Quarter, Kind::Small, Kind::Teen, Kind::Tens].iter().any(|kind| reader.is(part, *kind).is_some())
        });
    clock || plural_only || past || is_bore(scene, found) || is_telephone(scene, found)
}

/// "a .45 pistol", "0.50 calibre", "calibre .38": what a weapon fires.
fn is_bore(scene: Scene, found: &Found) -> bool {
    let reader = scene.reader;
    let bare = found.kind == QuantityKind::Count && found.figure && reader.pieces[found.start].text.starts_with('.');
    let before = found.start.checked_sub(1).is_some_and(|before| reader.is(before, Kind::Bore).is_some());
    bare || before || reader.is(reader.after_hyphen(found.end), Kind::Bore).is_some()
}

/// How many pieces may stand between the verb of calling and the number: "ring our newsdesk on".
const CALLED: usize = 5;

/// "dialled 999", "ring our newsdesk on 1300 555 017", "911 operators".
fn is_telephone(scene: Scene, found: &Found) -> bool {
    let reader = scene.reader;
    if found.kind != QuantityKind::Count || !found.figure || found.scaled {
        return false;
    }
    let long = reader.pieces[found.start].text.len() > 2;
    let counts = matches!(scene.tag(found.end), Some(Tag::Noun | Tag::Adj | Tag::Propn));
    let dials = |at: usize| reader.is(at, Kind::Dials).is_some();
    let called = found.start.checked_sub(1).is_some_and(dials);
    let on = found.start > 0 && scene.lower(found.start - 1) == "on" && (found.start.saturating_sub(CALLED)..found.start).any(dials);
    // "1300 555 017"
    let goes_on = found.start.checked_sub(1).is_some_and(|before| reader.pieces[before].kind == PieceKind::Figure && !scene.masked[before]);
    let help = reader.is(found.start, Kind::Emergency).is_some() && reader.is(found.end, Kind::Telephone).is_some();
    long && (help || !counts && (called || on || goes_on))
}

/// "39 per 100 residents": what a number is counted against.
pub fn is_base(scene: Scene, found: &Found) -> bool {
    let reader = scene.reader;
    found.kind == QuantityKind::Count && reader.lexicon.ending(reader.pieces, found.start, Kind::Per).is_some_and(|(start, _)| start > 0)
}

/// Numbers that are part of a name, an address or an age: "Module 12", "Group of Seven", "1450 Mission Road", "Benítez, 51,".
pub fn is_name_or_age(scene: Scene, found: &Found, noun: Option<&Noun>) -> bool {
    if !matches!(found.kind, QuantityKind::Count) {
        return false;
    }
    is_age(scene, found, noun)
        || is_name(scene, found, noun)
        || is_year(scene, found, noun)
        || is_address(scene, found)
        || is_model(scene, found, noun)
}

/// "the 777 program", "a 12 page report", "the 4200 block": a number before a singular names or describes one thing.
fn is_model(scene: Scene, found: &Found, noun: Option<&Noun>) -> bool {
    let reader = scene.reader;
    let one = found.start.checked_sub(1).is_some_and(|before| scene.tag(before) == Some(Tag::Det)) && found.figure && !found.scaled;
    let separated = reader.pieces[found.start].text.contains([',', ' ', '\u{a0}', '\u{202f}']);
    let singular = noun.is_some_and(|noun| {
        let last = noun.end - 1;
        let common = scene.tag(last) == Some(Tag::Noun) && &*noun.unit != "person";
        common && !noun.plural && reader.is(last, Kind::SamePlural).is_none() && noun.end > found.end
    });
    one && !separated && singular && found.low() > 1.0
}

fn is_age(scene: Scene, found: &Found, noun: Option<&Noun>) -> bool {
    let reader = scene.reader;
    let pieces = reader.pieces;
    let next = reader.after_hyphen(found.end);
    if reader.is(next, Kind::AgeAfter).is_some() {
        return true;
    }
    if found.low().fract() != 0.0 || !(1.0..=115.0).contains(&found.low()) {
        return false;
    }
    if noun.is_none_or(|noun| !noun.plural) && reader.lexicon.ending(pieces, found.start, Kind::AgeBefore).is_some() {
        return true;
    }
    if noun.is_some_and(|noun| noun.plural) {
        return false;
    }
    if noun.is_some() {
        return is_age_band(scene, found);
    }
    let Some(before) = found.start.checked_sub(1) else { return false };
    let closes = |text: &str| matches!(text, "," | "." | ")" | ";" | "—" | "–") || text == "and" || text == "y";
    let closed = pieces.get(found.end).is_none_or(|after| closes(after.lower.as_ref()));
    let word_before = before.checked_sub(1).is_some_and(|at| pieces[at].kind == PieceKind::Word);
    let quote = matches!(pieces[before].text, "\"" | "”" | "’" | "»") && before > 0 && pieces[before - 1].text == ",";
    // "N.A., 34,", "Ruiz (the elder), 51,"
    let initial = before > 1 && pieces[before - 1].text == "." && pieces[before - 2].capital() && pieces[before - 2].text.len() == 1;
    let closing = before > 0 && pieces[before - 1].text == ")";
    let in_commas = (quote || pieces[before].text == "," && (word_before || initial || closing)) && closed && found.figure;
    let person = |at: usize| scene.names.at(pieces[at].span.start).is_some_and(|name| name.kind == NameKind::Person);
    let named = before.checked_sub(1).is_some_and(person);
    // "Ryan Hollman 31, of Hope"
    let beside = found.figure && !found.scaled && found.low() > 9.0 && pieces[before].capital() && person(before) && closed;
    let in_brackets = pieces[before].text == "(" && named && pieces.get(found.end).is_some_and(|after| after.text == ")");
    in_commas || in_brackets || beside || is_age_band(scene, found)
}

/// "children under 15", "those between 15 and 34": a limit without a noun, after people.
fn is_age_band(scene: Scene, found: &Found) -> bool {
    let reader = scene.reader;
    let mut start = found.start;
    let between = reader.is(start, Kind::Between).is_some();
    if let Some((begin, _)) = reader.lexicon.ending(reader.pieces, start, Kind::Before).filter(|_| !between) {
        start = begin;
    } else if !between {
        return false;
    }
    let Some(person) = start.checked_sub(1) else { return false };
    let word = scene.lower(person);
    let those = matches!(scene.tag(person), Some(Tag::Pron | Tag::Det)) && word.len() > 2;
    let singular = super::counted::singular(word);
    those || reader.lexicon.is_people(&singular)
}

fn is_name(scene: Scene, found: &Found, noun: Option<&Noun>) -> bool {
    let reader = scene.reader;
    let pieces = reader.pieces;
    let first = &pieces[found.start];
    let opens = found.start == 0 || matches!(pieces[found.start - 1].text, "\"" | "“" | ":" | "—" | "«" | "'" | "‘" | "¿" | "¡");
    if !found.figure && !opens && pieces[found.start..found.end].iter().any(Piece::capital) {
        return true;
    }
    let Some(before) = found.start.checked_sub(1).map(|at| &pieces[at]) else { return false };
    if reader.lexicon.ending(pieces, found.start, Kind::GroupOf).is_some() && (first.capital() || before.capital()) {
        return true;
    }
    let numbered = reader.lexicon.ending(pieces, found.start, Kind::Numbered);
    if numbered.is_some_and(|(start, _)| !found.figure && matches!(scene.lower(start), "number" | "no")) {
        return true;
    }
    let stray = noun.is_none_or(|noun| &*noun.unit != "person");
    if !found.figure || found.scaled || !stray || first.text.contains([',', ' ', '\u{a0}', '\u{202f}']) {
        return false;
    }
    if let Some((start, _)) = numbered.filter(|(start, _)| noun.is_none() || pieces[*start].capital()) {
        let named = found.start - start > 1 || pieces[start].kind == PieceKind::Word;
        return named;
    }
    // "iPhone 12", "the S P 500"
    let camel = before.kind == PieceKind::Word && before.text.chars().skip(1).any(char::is_uppercase) && !before.capital();
    let letter = before.capital() && before.text.chars().count() == 1 && before.text != "I" && found.start > 1;
    if camel || letter {
        return true;
    }
    let place = scene.names.at(before.span.start).is_some_and(|name| name.kind == NameKind::Place);
    let verb_like = !matches!(scene.tag(found.start - 1), Some(Tag::Noun | Tag::Propn | Tag::X | Tag::Adj) | None);
    let sentence_start = found.start == 1;
    // "Galaxy Note 20 Ultra", "HIV 2 drug": what follows is no plural that it could count.
    let singular = noun.is_none_or(|noun| !noun.plural && reader.is(noun.end - 1, Kind::SamePlural).is_none());
    let proper = singular || (scene.tag(found.start - 1) == Some(Tag::Propn) && !scene.masked[found.start - 1]);
    before.kind == PieceKind::Word && before.capital() && !place && !verb_like && !sentence_start && proper
}

/// A bare four-digit number where a year may stand.
fn is_year(scene: Scene, found: &Found, noun: Option<&Noun>) -> bool {
    let text = scene.reader.pieces[found.start].text;
    let four = found.figure && found.end == found.start + 1 && text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !four || !(1500.0..=2100.0).contains(&found.low()) {
        return false;
    }
    let preposition = found.start > 0 && matches!(scene.tag(found.start - 1), Some(Tag::Adp | Tag::Sconj));
    // "an average of 1500", "a total of 1800": sums are no years.
    let summed = found.start > 1
        && scene.lower(found.start - 1) == "of"
        && matches!(scene.lower(found.start - 2), "average" | "total" | "maximum" | "minimum" | "crowd" | "population" | "attendance");
    if summed {
        return false;
    }
    let numbered = noun.is_some_and(|noun| noun.plural);
    !numbered || (preposition && found.low() >= 1900.0 && noun.is_some_and(|noun| &*noun.unit != "person"))
}

fn is_address(scene: Scene, found: &Found) -> bool {
    let pieces = scene.reader.pieces;
    if !found.figure {
        return false;
    }
    let part = |piece: &&Piece| piece.kind == PieceKind::Word && piece.capital() || piece.text == ".";
    let name = pieces[found.end..].iter().take_while(part).take(5).count();
    (found.end..found.end + name).skip(1).any(|at| scene.reader.is(at, Kind::Street).is_some())
}
