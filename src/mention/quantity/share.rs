//! Shares, factors and rates: "one in five", "two-thirds", "half of", "doubled", "three times as many", "12.4 per 100,000".

use super::lexicon::Kind;
use super::number::Found;
use super::numeral::Numeral;
use super::piece::PieceKind;
use super::{Direction, QuantityKind, Scene, Value};
use crate::text::Tag;

/// How many pieces a counted noun may take inside a frame.
const NOUN_PIECES: usize = 4;

/// "one in five", "Four women out of five", "seven of every ten".
pub fn ratio(scene: Scene, part: Numeral) -> Option<Found> {
    let reader = scene.reader;
    if part.value.fract() != 0.0 || part.value < 1.0 || part.scaled {
        return None;
    }
    for joint in part.end..=part.end + NOUN_PIECES {
        if joint > part.end && !is_noun_part(scene, joint - 1) {
            return None;
        }
        let Some(joiner) = reader.is(joint, Kind::Joiner) else { continue };
        let after = joint + joiner.length();
        let Some(whole) = reader.numeral(after, false).filter(|whole| !scene.masked[whole.start]) else { continue };
        if whole.value <= part.value || !is_round(whole.value) || unit_follows(scene, whole.end) {
            return None;
        }
        let plain = joiner.length() == 1;
        let apart = joint > part.end;
        if plain && apart && (part.value > 1.0 || noun_follows(scene, whole.end)) {
            return None;
        }
        if plain && whole.value > 100.0 && part.value > 100.0 {
            return None;
        }
        let noun = apart.then_some((part.end, joint));
        return Some(Found { noun, ..Found::pure(part.start, whole.end, part.value / whole.value, QuantityKind::Share) });
    }
    None
}

/// Wholes that people count in: up to twelve, and round numbers.
fn is_round(value: f64) -> bool {
    value.fract() == 0.0
        && (value <= 12.0 || (value % 5.0 == 0.0 && value <= 100.0) || [200.0, 500.0].contains(&value) || value % 1000.0 == 0.0)
}

fn is_noun_part(scene: Scene, piece: usize) -> bool {
    let word = scene.reader.pieces.get(piece).is_some_and(|piece| piece.kind == PieceKind::Word);
    word && matches!(scene.tag(piece), Some(Tag::Noun | Tag::Adj | Tag::Propn | Tag::X))
}

fn noun_follows(scene: Scene, piece: usize) -> bool {
    let word = scene.reader.pieces.get(piece).is_some_and(|piece| piece.kind == PieceKind::Word);
    word && matches!(scene.tag(piece), Some(Tag::Noun | Tag::Adj | Tag::Propn))
}

fn unit_follows(scene: Scene, piece: usize) -> bool {
    let reader = scene.reader;
    reader.is(piece, Kind::Unit).is_some() || reader.is(piece, Kind::Symbol).is_some() || reader.is(piece, Kind::Currency).is_some()
}

/// "12.4 robberies per 100,000", "50 per million".
pub fn rate(scene: Scene, number: Numeral) -> Option<Found> {
    let reader = scene.reader;
    for joint in number.end..=number.end + NOUN_PIECES {
        if joint > number.end && !is_noun_part(scene, joint - 1) {
            return None;
        }
        let Some(per) = reader.is(joint, Kind::Per) else { continue };
        let base = reader.numeral(joint + per.length(), false)?;
        let unit = match base.value {
            1e3 => "/10*3",
            1e5 => "/10*5",
            1e6 => "/10*6",
            _ => return None,
        };
        let noun = (joint > number.end).then_some((number.end, joint));
        let rate = Found::new(number.start, base.end, number.value, QuantityKind::Rate);
        return Some(Found { unit: Some(unit.into()), noun, figure: number.figure, ..rate });
    }
    None
}

/// Whether the word at a piece is the lower part of a fraction ("two-thirds", "a third of"), not an ordinal ("a third man").
pub fn is_fraction_before(scene: Scene, at: usize) -> bool {
    scene.reader.is(at, Kind::Fraction).is_some_and(|entry| {
        let plural = scene.reader.pieces[at].lower.ends_with('s');
        plural || (!noun_follows_fraction(scene, at + entry.length()) && numerator_before(scene, at))
    })
}

fn numerator_before(scene: Scene, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| if scene.reader.pieces[before].text == "-" { before.saturating_sub(1) } else { before });
    before.is_some_and(|before| [Kind::Article, Kind::Small].iter().any(|kind| scene.reader.is(before, *kind).is_some()))
}

/// After an ordinal comes what it numbers; after a fraction "of", a comparative, a verb or a stop.
fn noun_follows_fraction(scene: Scene, at: usize) -> bool {
    let comparative = scene.reader.is(at, Kind::Comparison).is_some();
    let hyphen = scene.reader.after_hyphen(at) > at;
    !comparative && (noun_follows(scene, at) || hyphen || scene.reader.pieces.get(at).is_some_and(|piece| piece.kind == PieceKind::Figure))
}

/// "a third", "two-thirds", "three quarters", "half", "a tenth of a percentage point" (the unit follows).
pub fn fraction(scene: Scene, at: usize) -> Option<Found> {
    let reader = scene.reader;
    if reader.numeral(at, false).is_some_and(|numeral| numeral.scaled) {
        return None;
    }
    if reader.lexicon.ending(reader.pieces, at, Kind::HalfDate).is_some() {
        return None;
    }
    // "1/2", "¾ of the crop": not before a unit, and not in "2½".
    if let Some((value, end)) = reader.vulgar(at) {
        let pure = !unit_follows(scene, reader.after_hyphen(end)) && !noun_follows(scene, end);
        return pure.then(|| Found::pure(at, end, value, QuantityKind::Share));
    }
    let article = reader.is(at, Kind::Article);
    let above =
        if article.is_some() { None } else { reader.numeral(at, false).filter(|numeral| numeral.value >= 1.0 && numeral.value <= 99.0) };
    let count = above.map_or(1.0, |numeral| numeral.value);
    let begin = above.map_or(at + usize::from(article.is_some()), |numeral| numeral.end);
    let begin = if above.is_some() { reader.after_hyphen(begin) } else { begin };
    let entry = [Kind::Fraction, Kind::Quarter, Kind::Half].into_iter().find_map(|kind| reader.is(begin, kind))?;
    let end = begin + entry.length();
    if scene.masked.get(begin).copied().unwrap_or(true) {
        return None;
    }
    let bare = article.is_none() && above.is_none();
    let plural = scene.lower(end - 1).ends_with('s');
    let fits = match entry.kind {
        Kind::Half => half_fits(scene, begin, end),
        _ if bare => false,
        _ => plural || (!noun_follows_fraction(scene, end) && !stands_for_noun(scene, at, end)),
    };
    let of_time = entry.kind != Kind::Fraction && (of_masked(scene, end) || tells_the_clock(scene, end));
    // "a decade and a half", "a mile and a quarter".
    let continued = article.is_some()
        && at > 1
        && reader.is(at - 1, Kind::And).is_some()
        && scene.tag(at - 2) == Some(Tag::Noun)
        && scene.lower(end) != "of";
    if !fits || of_time || continued {
        return None;
    }
    Some(Found::pure(at, end, count * entry.value, QuantityKind::Share))
}

/// "a fifth, who admitted": a member of a row, not a part; a part has "of" behind it, a qualifier before it, or is compared.
fn stands_for_noun(scene: Scene, at: usize, end: usize) -> bool {
    let reader = scene.reader;
    let part = matches!(scene.lower(end), "of" | "de") || reader.is(end, Kind::Comparison).is_some();
    let qualified = reader.lexicon.ending(reader.pieces, at, Kind::Before).is_some();
    let amount = at > 0 && matches!(scene.tag(at - 1), Some(Tag::Adp | Tag::Verb));
    reader.is(at, Kind::Article).is_some() && !(part || qualified || amount)
}

/// "a quarter past seven", "a quarter to nine".
fn tells_the_clock(scene: Scene, at: usize) -> bool {
    let hour = || scene.reader.numeral(at + 1, false).is_some_and(|hour| hour.value <= 12.0);
    scene.lower(at) == "past" || scene.lower(at) == "to" && hour()
}

/// "half of 2025" is a date.
fn of_masked(scene: Scene, at: usize) -> bool {
    scene.reader.pieces.get(at + 1).is_some_and(|piece| piece.kind == PieceKind::Figure)
        && scene.masked.get(at + 1).copied().unwrap_or(false)
}

/// "half of the", "by half", "half were": not "half-brother", "half time", "the second half".
fn half_fits(scene: Scene, at: usize, end: usize) -> bool {
    let hyphen = scene.reader.after_hyphen(end) > end || (at > 0 && scene.lower(at - 1) == "-" && scene.reader.pieces[at].glued);
    let noun = matches!(scene.tag(end), Some(Tag::Noun | Tag::Propn | Tag::Adj))
        && scene.reader.pieces.get(end).is_some_and(|piece| piece.kind == PieceKind::Word);
    let comparative = scene.reader.is(end, Kind::Comparison).is_some();
    let clock = matches!(scene.lower(end), "past" | "time");
    !hyphen && !clock && (!noun || comparative)
}

/// "doubled", "twice as many", "ten times the pace", "fourfold", "more than double the figure".
pub fn factor(scene: Scene, at: usize) -> Option<Found> {
    let reader = scene.reader;
    if let Some(entry) = reader.is(at, Kind::FactorVerb) {
        let direction = match entry.extra {
            "increase" => Some(Direction::Up),
            "decrease" => Some(Direction::Down),
            _ => None,
        };
        return Some(Found { direction, ..Found::pure(at, at + 1, entry.value, QuantityKind::Factor) });
    }
    let compared = |at: usize| reader.is(at, Kind::Comparison).is_some();
    // "twice as many", "twice the rate": not "twice as they left", nor "Twice the car was changed".
    let opens = at == 0 || reader.pieces[at - 1].kind != PieceKind::Word;
    let measured = match scene.lower(at + 1) {
        "as" => matches!(scene.tag(at + 2), Some(Tag::Adj | Tag::Adv)),
        _ => compared(at + 1) && !opens,
    };
    if let Some(entry) = reader.is(at, Kind::FactorAdverb).filter(|_| measured) {
        return Some(Found::pure(at, at + 1, entry.value, QuantityKind::Factor));
    }
    if let Some(entry) = reader.is(at, Kind::FactorNoun) {
        let verb = matches!(scene.tag(at), Some(Tag::Verb));
        let before = at
            .checked_sub(1)
            .is_some_and(|before| matches!(scene.lower(before), "than" | "nearly" | "almost" | "to" | "about" | "el" | "al"));
        if !(compared(at + 1) || verb || before && !noun_follows(scene, at + 1)) {
            return None;
        }
        let direction = verb.then_some(Direction::Up);
        return Some(Found { direction, ..Found::pure(at, at + 1, entry.value, QuantityKind::Factor) });
    }
    if let Some(value) = folded(scene, at) {
        return Some(Found { direction: Some(Direction::Up), ..Found::pure(at, at + 1, value, QuantityKind::Factor) });
    }
    let numeral = reader.numeral(at, false)?;
    let next = reader.after_hyphen(numeral.end);
    if let Some(fold) = reader.is(next, Kind::Fold) {
        let factor = Found::pure(at, next + fold.length(), numeral.value, QuantityKind::Factor);
        return Some(Found { direction: Some(Direction::Up), ..factor });
    }
    let times = reader.is(next, Kind::Times)?;
    let end = next + times.length();
    // "6.5 times earnings", "ten times annual income": not "four times winner".
    let multiple = || {
        let mut noun = end;
        while scene.tag(noun) == Some(Tag::Adj) {
            noun += 1;
        }
        let word = reader.pieces.get(noun).filter(|piece| piece.kind == PieceKind::Word && !scene.masked[noun]);
        word.is_some_and(|word| scene.tag(noun) == Some(Tag::Noun) && !reader.lexicon.is_people(&super::counted::singular(&word.lower)))
    };
    (compared(end) || multiple()).then(|| Found::pure(at, end, numeral.value, QuantityKind::Factor))
}

/// "fourfold" in one word.
fn folded(scene: Scene, at: usize) -> Option<f64> {
    let stem = scene.lower(at).strip_suffix("fold").filter(|stem| !stem.is_empty())?;
    let pieces = super::piece::cut(stem, crate::text::Span::new(0, stem.len()));
    let (lexicon, convention) = (scene.reader.lexicon, scene.reader.convention);
    let reader = super::numeral::Reader { pieces: &pieces, entries: &lexicon.entries(&pieces), lexicon, convention };
    reader.numeral(0, false).filter(|numeral| numeral.end == pieces.len()).map(|numeral| numeral.value)
}

/// The value of a share or factor times a smaller unit's part: used where a fraction stands before a unit.
pub fn scaled(value: Value, by: f64) -> Value {
    match value {
        Value::Number(number) => Value::Number(number * by),
        Value::Range(low, high) => Value::Range(low * by, high * by),
    }
}
