//! The number at a place of a sentence, in whatever form: plain, range, rate, ratio, fraction, factor, ordinal.

use super::lexicon::Kind;
use super::numeral::Numeral;
use super::piece::PieceKind;
use super::{Direction, QuantityKind, Scene, Value, mask, share};
use crate::text::Tag;

/// A number with the pieces that it takes, before its unit is known.
#[derive(Clone, Debug)]
pub struct Found {
    pub start: usize,
    pub end: usize,
    pub value: Value,
    pub kind: QuantityKind,
    pub unit: Option<Box<str>>,
    /// The currency whose sign stands before it.
    pub money: Option<&'static str>,
    /// Pieces of the counted noun inside a frame: "Four women out of five".
    pub noun: Option<(usize, usize)>,
    pub figure: bool,
    pub scaled: bool,
    pub adjectival: bool,
    pub direction: Option<Direction>,
}

impl Found {
    pub fn new(start: usize, end: usize, value: f64, kind: QuantityKind) -> Self {
        Self {
            start,
            end,
            value: Value::Number(value),
            kind,
            unit: None,
            money: None,
            noun: None,
            figure: false,
            scaled: false,
            adjectival: false,
            direction: None,
        }
    }

    /// A number without a unit: a share or a factor.
    pub fn pure(start: usize, end: usize, value: f64, kind: QuantityKind) -> Self {
        Self { unit: Some("1".into()), ..Self::new(start, end, value, kind) }
    }

    /// The value, or the lower end of a range.
    pub const fn low(&self) -> f64 {
        match self.value {
            Value::Number(value) | Value::Range(value, _) => value,
        }
    }
}

/// The number that begins at a piece.
pub fn found(scene: Scene, at: usize) -> Option<Found> {
    if *scene.masked.get(at)? {
        return None;
    }
    ordinal(scene, at)
        .or_else(|| share::factor(scene, at))
        .or_else(|| between(scene, at))
        .or_else(|| money(scene, at))
        .or_else(|| share::fraction(scene, at))
        .or_else(|| plain(scene, at))
}

/// "3rd", "third": but "a third of" is a fraction.
fn ordinal(scene: Scene, at: usize) -> Option<Found> {
    let reader = scene.reader;
    let piece = reader.pieces.get(at)?;
    if piece.kind == PieceKind::Figure {
        let ending = reader.pieces.get(at + 1).filter(|next| next.glued)?;
        reader.is(at + 1, Kind::OrdinalEnding).filter(|_| ending.text.len() <= 3)?;
        let value = reader.numeral(at, false)?.value;
        return Some(Found::new(at, at + 2, value, QuantityKind::Ordinal));
    }
    let entry = reader.is(at, Kind::Ordinal)?;
    if share::is_fraction_before(scene, at) {
        return None;
    }
    Some(Found::new(at, at + 1, entry.value, QuantityKind::Ordinal))
}

/// "between 1,500 and 2,000 euros".
fn between(scene: Scene, at: usize) -> Option<Found> {
    let reader = scene.reader;
    reader.is(at, Kind::Between)?;
    let (sign, low_at) = sign(scene, at + 1);
    let low = unmasked(scene, low_at, sign.is_some())?;
    let mut joint = low.end;
    while joint <= low.end + 3 && reader.is(joint, Kind::And).is_none() {
        joint += 1;
    }
    reader.is(joint, Kind::And)?;
    let (second_sign, high_at) = self::sign(scene, joint + 1);
    let high = unmasked(scene, high_at, second_sign.is_some())?;
    if joint > low.end && !same_unit_follows(scene, low.end, joint, high.end) {
        return None;
    }
    range(at, low, high, sign.or(second_sign))
}

/// Whether the words between the first number and the joint stand again after the second: "between 5% and 10%".
fn same_unit_follows(scene: Scene, from: usize, to: usize, after: usize) -> bool {
    (0..to - from).all(|offset| scene.lower(from + offset) == scene.lower(after + offset))
}

fn range(start: usize, low: Numeral, high: Numeral, money: Option<&'static str>) -> Option<Found> {
    let scale = if high.scaled && !low.scaled && low.value < 1000.0 { scale_of(high.value) } else { 1.0 };
    let (first, second) = (low.value * scale, high.value);
    let kind = if money.is_some() { QuantityKind::Money } else { QuantityKind::Count };
    (first < second).then(|| Found {
        value: Value::Range(first, second),
        money,
        figure: high.figure,
        scaled: high.scaled,
        ..Found::new(start, high.end, first, kind)
    })
}

fn scale_of(value: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3].into_iter().find(|scale| value >= *scale).unwrap_or(1.0)
}

/// A currency's sign or code before a number, and where the number begins.
pub fn sign(scene: Scene, at: usize) -> (Option<&'static str>, usize) {
    let reader = scene.reader;
    let Some(entry) = reader.is(at, Kind::Money) else { return (None, at) };
    let next = at + entry.length();
    let figure = reader.pieces.get(next).filter(|piece| piece.kind == PieceKind::Figure);
    let letters = entry.text.len() == 3
        && entry.extra == "symbol"
        && scene.reader.pieces[at].text.len() == 1
        && scene.reader.pieces[at].kind == PieceKind::Word;
    let sure = figure.is_some_and(|figure| if letters { entry.length() == 1 && figure.glued && figure.text.len() > 1 } else { true });
    if sure { (Some(entry.text), next) } else { (None, at) }
}

fn unmasked(scene: Scene, at: usize, money: bool) -> Option<Numeral> {
    let numeral = scene.reader.numeral(at, money)?;
    (numeral.start..numeral.end).all(|piece| !scene.masked[piece]).then_some(numeral)
}

fn money(scene: Scene, at: usize) -> Option<Found> {
    let (sign, next) = sign(scene, at);
    let sign = sign?;
    let low = unmasked(scene, next, true)?;
    if let Some((second, high)) = second_of_range(scene, low, true)
        && let Some(found) = range(at, low, high, second.or(Some(sign)))
    {
        return Some(found);
    }
    Some(Found { money: Some(sign), figure: true, scaled: low.scaled, ..Found::new(at, low.end, low.value, QuantityKind::Money) })
}

/// The second number of "15 to 20", "1,500–2,000".
fn second_of_range(scene: Scene, low: Numeral, money: bool) -> Option<(Option<&'static str>, Numeral)> {
    let reader = scene.reader;
    let joint = reader.is(low.end, Kind::To)?;
    // "rose $43 to $419": an amount and a level.
    let before = low.start.checked_sub(1 + usize::from(money));
    if money && before.is_some_and(|before| scene.is_participle(before) && !scene.lower(before).ends_with("ing")) {
        return None;
    }
    let opened = low.start - usize::from(money && low.start > 0);
    if let Some((from, _)) = reader.lexicon.ending(reader.pieces, opened, Kind::From)
        && reader.lexicon.ending(reader.pieces, from, Kind::Ranging).is_none()
    {
        return None;
    }
    let next = low.end + joint.length();
    let (sign, number) = sign(scene, next);
    let high = unmasked(scene, number, money)?;
    let hyphen = scene.reader.pieces[low.end].kind != PieceKind::Word;
    let dashed_apart = hyphen && !scene.reader.pieces[low.end].glued;
    let votes = reader.is(high.end, Kind::VoteAfter).is_some();
    // A comma before the second number's magnitude would make it a new figure; scores and years come the other way round.
    (high.value > low.value && !votes && !dashed_apart && (money || sign.is_none())).then_some((sign, high))
}

fn plain(scene: Scene, at: usize) -> Option<Found> {
    let reader = scene.reader;
    let low = with_letter(scene, unmasked(scene, at, false)?);
    if mask::is_glued_to_letters(scene, &low) {
        return None;
    }
    if let Some(ratio) = share::ratio(scene, low) {
        return Some(ratio);
    }
    if let Some(rate) = share::rate(scene, low) {
        return Some(rate);
    }
    if let Some((_, high)) = second_of_range(scene, low, false)
        && let Some(found) = range(at, low, high, None)
    {
        return Some(found);
    }
    if mask::is_lone_one(scene, &low) {
        return None;
    }
    let direction = signed(scene, at);
    Some(Found { figure: low.figure, scaled: low.scaled, direction, ..Found::new(low.start, low.end, low.value, QuantityKind::Count) })
        .filter(|_| reader.is(at, Kind::Article).is_none() || low.scaled || low.value >= 10.0)
}

/// "2.7m people": a letter is a magnitude where a counted noun follows.
fn with_letter(scene: Scene, number: Numeral) -> Numeral {
    let reader = scene.reader;
    let Some(letter) = reader.is(number.end, Kind::Letter).filter(|_| number.figure && !number.scaled && reader.pieces[number.end].glued)
    else {
        return number;
    };
    let after = number.end + 1;
    let noun = |at: &usize| {
        reader.pieces.get(*at).is_some_and(|piece| piece.kind == PieceKind::Word) && matches!(scene.tag(*at), Some(Tag::Noun | Tag::Adj))
    };
    let counted = (after..after + 4).take_while(noun).any(|at| {
        let word = scene.lower(at);
        scene.tag(at) == Some(Tag::Noun) && super::counted::singular(word) != word
    });
    if counted { Numeral { end: after, value: number.value * letter.value, scaled: true, ..number } } else { number }
}

/// "+9.6 %", "−5.2 %".
fn signed(scene: Scene, at: usize) -> Option<Direction> {
    let pieces = scene.reader.pieces;
    let mark = pieces.get(at.checked_sub(1)?)?;
    let free = at < 2 || !mark.glued || pieces[at - 2].text == "(";
    if !pieces[at].glued || !free {
        return None;
    }
    match mark.text {
        "+" => Some(Direction::Up),
        "-" | "−" | "–" => Some(Direction::Down),
        _ => None,
    }
}
