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
    /// A minus in words or as a sign stands before it.
    pub negative: bool,
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
            negative: false,
        }
    }

    /// A number without a unit: a share or a factor.
    pub fn pure(start: usize, end: usize, value: f64, kind: QuantityKind) -> Self {
        Self { unit: Some("1".into()), ..Self::new(start, end, value, kind) }
    }

    /// What a minus before it says, once the unit is known: "-5.2 %" fell; "minus 12 degrees" lie below nought.
    pub fn settle_sign(&mut self) {
        let below_nought = matches!(self.unit.as_deref(), Some("Cel" | "[degF]" | "deg" | "K"));
        let relative = matches!(self.kind, QuantityKind::Percent | QuantityKind::Points);
        let signed = self.negative || self.direction == Some(Direction::Down);
        if self.kind == QuantityKind::Factor || !signed {
            return;
        }
        if relative {
            self.direction = Some(Direction::Down);
        } else if below_nought || self.negative {
            self.value = share::scaled(self.value, -1.0);
            self.direction = None;
        }
    }

    /// Whether it may say how far away something is.
    pub fn is_length(&self) -> bool {
        self.kind == QuantityKind::Dimension && !matches!(self.unit.as_deref(), Some("Cel" | "[degF]" | "deg" | "K"))
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
    let shared = high.scaled && !low.scaled && low.value * scale_of(high.value) < high.value;
    let scale = if shared { scale_of(high.value) } else { 1.0 };
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
    let local = || {
        let entry = reader.is(at, Kind::LocalSign)?;
        let sign = scene.span(at, at + entry.length()).of(scene.text.content);
        Some((entry, sign))
    };
    let known = reader.is(at, Kind::Money).map(|entry| (entry, None));
    let Some((entry, shared)) = known.or_else(|| local().map(|(entry, sign)| (entry, Some(sign)))) else { return (None, at) };
    let next = at + entry.length();
    let figure = reader.pieces.get(next).filter(|piece| piece.kind == PieceKind::Figure);
    let letter = is_one_letter(scene, at, entry.length());
    if !figure.is_some_and(|figure| !letter || reads_as_money(scene, at, next, figure.glued)) {
        return (None, at);
    }
    let sure = !letter || has_magnitude(scene, next) || figure.is_some_and(|figure| figure.text.contains(','));
    match shared.map_or(Some(entry.text), |sign| scene.money.of_sign(sign, entry.text, sure)) {
        Some(code) => (Some(code), next),
        None => (None, at),
    }
}

fn is_one_letter(scene: Scene, at: usize, length: usize) -> bool {
    let piece = &scene.reader.pieces[at];
    length == 1 && piece.kind == PieceKind::Word && (piece.text.chars().count() == 1 || piece.text == "PS")
}

fn has_magnitude(scene: Scene, number: usize) -> bool {
    let reader = scene.reader;
    reader.is(number + 1, Kind::Letter).is_some() || reader.is(reader.after_hyphen(number + 1), Kind::Scale).is_some()
}

/// "R450", "N2bn", "the P728-million fund": a letter is a sign before an amount, not in "the R102", "M16" or "R 2".
fn reads_as_money(scene: Scene, at: usize, number: usize, glued: bool) -> bool {
    let reader = scene.reader;
    let magnitude = has_magnitude(scene, number);
    let figure = reader.pieces[number].text;
    let long = figure.len() > 2 || figure.contains('.');
    let road = at > 0 && scene.tag(at - 1) == Some(Tag::Det) && !figure.contains([',', '.', ' ']);
    glued && (magnitude || long && !road)
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

/// The second number of "15 to 20", "1,500–2,000", "5% to 10%", "from 450 sq ft up to 900 sq ft".
fn second_of_range(scene: Scene, low: Numeral, money: bool) -> Option<(Option<&'static str>, Numeral)> {
    let reader = scene.reader;
    let (joint, repeated) = (low.end..=low.end + UNIT).find_map(|at| Some((reader.is(at, Kind::To)?, at - low.end)))?;
    let to = low.end + repeated;
    // "rose $43 to $419": an amount and a level.
    let opened = low.start - usize::from(money && low.start > 0);
    let moved = opened.checked_sub(1).is_some_and(|before| scene.is_participle(before) && !scene.lower(before).ends_with("ing"));
    if (money && moved) || (repeated > 0 && is_moved(scene, opened)) {
        return None;
    }
    if let Some((from, _)) = reader.lexicon.ending(reader.pieces, opened, Kind::From)
        && (is_moved(scene, from) || scene.lower(from) != "from" && reader.lexicon.ending(reader.pieces, from, Kind::Ranging).is_none())
    {
        return None;
    }
    let (sign, number) = sign(scene, to + joint.length());
    let high = unmasked(scene, number, money)?;
    if repeated > 0 && !same_unit_follows(scene, low.end, to, high.end) {
        return None;
    }
    let hyphen = scene.reader.pieces[to].kind != PieceKind::Word;
    let dashed_apart = hyphen && !scene.reader.pieces[to].glued;
    let votes = reader.is(high.end, Kind::VoteAfter).is_some();
    // A comma before the second number's magnitude would make it a new figure; scores and years come the other way round.
    (high.value > low.value && !votes && !dashed_apart && (money || sign.is_none())).then_some((sign, high))
}

/// How many pieces a unit takes that is said of both ends of a range.
const UNIT: usize = 3;
/// How far before "from" the word may stand that makes it two levels and no range.
const MOVED: usize = 16;

/// Whether something moves from one level to another here: "rose from 4 to 9", "was cut from $2m to $3m", not "fines from $2m to $3m".
fn is_moved(scene: Scene, from: usize) -> bool {
    let reader = scene.reader;
    let word = |at: &usize| !matches!(reader.pieces[*at].text, ";" | ":" | ".");
    (from.saturating_sub(MOVED)..from)
        .rev()
        .take_while(word)
        .any(|at| reader.is(at, Kind::Shifts).is_some() || reader.lexicon.is_change(scene.lower(at)))
}

fn plain(scene: Scene, at: usize) -> Option<Found> {
    let reader = scene.reader;
    if let Some(minus) = reader.is(at, Kind::Minus) {
        let number = reader.after_hyphen(at + minus.length());
        let low = unmasked(scene, number, false).filter(|low| low.figure)?;
        return Some(Found { figure: true, negative: true, ..Found::new(at, low.end, low.value, QuantityKind::Count) });
    }
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
    if let Some(found) = one_or_the_next(scene, low) {
        return Some(found);
    }
    if mask::is_lone_one(scene, &low) {
        return None;
    }
    let direction = signed(scene, at);
    Some(Found { figure: low.figure, scaled: low.scaled, direction, ..Found::new(low.start, low.end, low.value, QuantityKind::Count) })
        .filter(|_| reader.is(at, Kind::Article).is_none() || low.scaled || low.value >= 10.0)
}

/// "six or seven million dollars", "two or three men": a range said loosely.
fn one_or_the_next(scene: Scene, low: Numeral) -> Option<Found> {
    let high = Some(low.end).filter(|or| matches!(scene.lower(*or), "or" | "o" | "u")).and_then(|or| unmasked(scene, or + 1, false))?;
    let first = if high.scaled { high.value / scale_of(high.value) } else { high.value };
    let next = !low.scaled && low.figure == high.figure && low.value + 1.0 == first && low.value.fract() == 0.0;
    if next { range(low.start, low, high, None) } else { None }
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
        reader.pieces.get(*at).is_some_and(|piece| piece.kind == PieceKind::Word)
            && matches!(scene.tag(*at), Some(Tag::Noun | Tag::Adj | Tag::Cconj))
    };
    let counted = (after..after + 6).take_while(noun).any(|at| {
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
