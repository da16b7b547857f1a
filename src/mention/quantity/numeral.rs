//! Whole numbers in figures and words: "4.2 million", "a hundred and ninety-one thousand", "two dozen", "half a million".

use super::figure::{self, Convention};
use super::lexicon::{Entry, Kind, Lexicon};
use super::piece::{Piece, PieceKind};

/// A number and the pieces that it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    pub start: usize,
    pub end: usize,
    pub value: f64,
    /// Written in figures.
    pub figure: bool,
    /// A magnitude stands with it ("million", "bn", "dozen").
    pub scaled: bool,
}

/// What reads numbers: the pieces of a sentence, the words of the language, the convention of the text.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub pieces: &'a [Piece<'a>],
    /// For each piece the entries that begin with its word, looked up once for the many questions that are asked of it.
    pub entries: &'a [&'static [Entry]],
    pub lexicon: &'static Lexicon,
    pub convention: Convention,
}

impl<'a> Reader<'a> {
    /// The entry of one kind at a piece.
    pub fn is(&self, at: usize, kind: Kind) -> Option<&'static Entry> {
        Lexicon::first_of(self.entries.get(at)?, self.pieces, at, kind)
    }

    /// Whether a number could begin at a piece: a figure or the sign of a fraction, a word of the lexicon, or one that is put together of such.
    pub fn may_begin(&self, at: usize) -> bool {
        let known = self.entries.get(at).is_some_and(|entries| !entries.is_empty());
        known
            || self.pieces.get(at).is_some_and(|piece| match piece.kind {
                PieceKind::Figure => true,
                PieceKind::Word => piece.lower.ends_with("fold"),
                PieceKind::Mark => sign_of_fraction(piece.text).is_some(),
            })
    }

    /// Where the word after an optional hyphen begins.
    pub fn after_hyphen(&self, at: usize) -> usize {
        let hyphen = self.pieces.get(at).is_some_and(|piece| piece.glued && matches!(piece.text, "-" | "‑" | "–"));
        let joined = self.pieces.get(at + 1).is_some_and(|piece| piece.glued);
        if hyphen && joined { at + 1 } else { at }
    }

    /// The number that begins at a piece. `money` says that a currency's sign stands before it, so that "m" is a magnitude.
    pub fn numeral(&self, at: usize, money: bool) -> Option<Numeral> {
        let piece = self.pieces.get(at)?;
        let plain = match piece.kind {
            PieceKind::Figure => match self.vulgar(at) {
                Some((value, end)) => Numeral { start: at, end, value, figure: true, scaled: false },
                None => self.figure(at, money)?,
            },
            PieceKind::Word => self.part_of_scale(at).or_else(|| self.words(at))?,
            PieceKind::Mark => {
                let (value, end) = self.vulgar(at)?;
                Numeral { start: at, end, value, figure: true, scaled: false }
            }
        };
        Some(self.and_a_half(plain))
    }

    /// "1/2", "¾": a fraction in figures, and where it ends. Only such as things are divided into, so that "9/11" and "24/7" stay apart.
    pub fn vulgar(&self, at: usize) -> Option<(f64, usize)> {
        let piece = self.pieces.get(at)?;
        if piece.kind == PieceKind::Mark {
            return Some((sign_of_fraction(piece.text)?, at + 1));
        }
        let digit = |at: usize| {
            let piece = self.pieces.get(at).filter(|piece| piece.kind == PieceKind::Figure)?;
            piece.text.parse::<u8>().ok().filter(|_| piece.text.len() <= 2)
        };
        let slash = self.pieces.get(at + 1).filter(|slash| slash.glued && matches!(slash.text, "/" | "⁄"));
        let (above, below) = slash.and_then(|_| digit(at).zip(digit(at + 2)))?;
        let glued = |at: usize| self.pieces.get(at).is_some_and(|piece| piece.glued && matches!(piece.text, "/" | "-" | ":"));
        let divides = matches!(below, 2 | 3 | 4 | 5 | 8 | 10 | 16) && above < below && above > 0;
        let code = glued(at + 3) || at > 0 && self.pieces[at].glued && glued(at - 1);
        (divides && !code && self.pieces[at + 2].glued).then(|| (f64::from(above) / f64::from(below), at + 3))
    }

    fn figure(&self, at: usize, money: bool) -> Option<Numeral> {
        let value = figure::value(self.pieces[at].text, self.convention)?;
        let mut numeral = Numeral { start: at, end: at + 1, value, figure: true, scaled: false };
        if let Some(letter) = self.is(at + 1, Kind::Letter) {
            let piece = &self.pieces[at + 1];
            let million = piece.text == "M" || piece.text == "B" && value.fract() != 0.0;
            let sure = money || piece.text.len() > 1 || matches!(piece.text, "k" | "K") || million;
            if sure && (piece.glued || piece.text.len() > 1) {
                return Some(Numeral { end: at + 2, value: value * letter.value, scaled: true, ..numeral });
            }
        }
        // "2 1/2", "2½".
        if value.fract() == 0.0
            && let Some((part, end)) = self.vulgar(at + 1)
        {
            numeral = Numeral { end, value: value + part, ..numeral };
        }
        loop {
            let next = self.after_hyphen(numeral.end);
            let entry = self.is(next, Kind::Scale).or_else(|| self.is(next, Kind::Dozen)).or_else(|| self.is(next, Kind::Hundred));
            let Some(entry) = entry else { return Some(numeral) };
            numeral = Numeral { end: next + entry.length(), value: numeral.value * entry.value, scaled: true, ..numeral };
        }
    }

    /// "half a million", "a quarter of a million".
    fn part_of_scale(&self, at: usize) -> Option<Numeral> {
        let start = if self.is(at, Kind::Article).is_some() { at + 1 } else { at };
        let part = self.is(start, Kind::Half).or_else(|| self.is(start, Kind::Quarter))?;
        let mut next = start + part.length();
        if self.pieces.get(next)?.lower.as_ref() == "of" {
            next += 1;
        }
        if self.is(next, Kind::Article).is_some() {
            next += 1;
        }
        let scale = self.is(next, Kind::Scale).or_else(|| self.is(next, Kind::Dozen))?;
        let value = part.value * scale.value;
        Some(Numeral { start: at, end: next + scale.length(), value, figure: false, scaled: true })
    }

    fn words(&self, at: usize) -> Option<Numeral> {
        let (mut total, mut current, mut last_scale, mut at_end, mut next) = (0.0, 0.0, f64::INFINITY, at, at);
        let (mut scaled, mut after_hundred, mut any) = (false, false, false);
        if let Some(article) = self.is(at, Kind::Article) {
            let after = at + article.length();
            let opens = [Kind::Hundred, Kind::Scale, Kind::Dozen].iter().any(|kind| self.is(after, *kind).is_some());
            if opens {
                current = 1.0;
                next = after;
            }
        }
        loop {
            let begin = if any { self.after_hyphen(next) } else { next };
            let here = |kind| self.is(begin, kind);
            if let Some(entry) = here(Kind::Tens).filter(|_| current % 100.0 == 0.0 && (!any || scaled || after_hundred)) {
                current += entry.value;
                next = begin + 1;
                after_hundred = false;
            } else if let Some(entry) = here(Kind::Teen).filter(|_| current % 100.0 == 0.0 && (!any || scaled || after_hundred)) {
                current += entry.value;
                next = begin + 1;
                after_hundred = false;
            } else if let Some(entry) =
                here(Kind::Small).filter(|_| current % 10.0 == 0.0 && (current % 100.0 >= 20.0 || !any || scaled || after_hundred))
            {
                if any && current % 100.0 == 0.0 && !scaled && !after_hundred {
                    break;
                }
                current += entry.value;
                next = begin + 1;
                after_hundred = false;
            } else if let Some(entry) = here(Kind::Hundreds).filter(|_| current == 0.0) {
                current = entry.value;
                next = begin + 1;
                after_hundred = true;
            } else if let Some(entry) = here(Kind::Hundred).filter(|_| (1.0..100.0).contains(&current)) {
                current *= entry.value;
                next = begin + 1;
                after_hundred = true;
            } else if let Some(entry) = here(Kind::Dozen).filter(|_| current > 0.0 && total == 0.0) {
                return Some(Numeral { start: at, end: begin + 1, value: current * entry.value, figure: false, scaled: true });
            } else if let Some(entry) = here(Kind::Scale).filter(|entry| current > 0.0 || any || entry.extra == "alone") {
                if entry.value > last_scale {
                    total = (total + current) * entry.value;
                } else {
                    total += current.max(1.0) * entry.value;
                }
                last_scale = entry.value;
                current = 0.0;
                scaled = true;
                after_hundred = true;
                next = begin + 1;
            } else if any && self.is(next, Kind::And).is_some() && self.may_follow_and(next + 1, current, after_hundred) {
                next += 1;
                after_hundred = true;
                continue;
            } else {
                break;
            }
            any = true;
            at_end = next;
        }
        any.then_some(Numeral { start: at, end: at_end, value: total + current, figure: false, scaled })
    }

    /// Whether a joining word continues the numeral: "a hundred and one", "treinta y siete", not "ten and twelve".
    fn may_follow_and(&self, at: usize, current: f64, after_hundred: bool) -> bool {
        let small = self.is(at, Kind::Small).is_some();
        let below_hundred = small || self.is(at, Kind::Teen).is_some() || self.is(at, Kind::Tens).is_some();
        let tens_and_small = small && (30.0..100.0).contains(&(current % 100.0)) && current % 10.0 == 0.0 && self.lexicon.tens_and_small;
        tens_and_small || (after_hundred && below_hundred && !self.lexicon.tens_and_small && !self.counts_alone(at))
    }

    /// "one thousand and six others": here a new count begins only where another magnitude follows.
    fn counts_alone(&self, at: usize) -> bool {
        let next = self.after_hyphen(at + 1);
        self.is(next, Kind::Dozen).is_some()
    }

    /// "one and a half", "two and a half million".
    fn and_a_half(&self, numeral: Numeral) -> Numeral {
        let and = self.is(numeral.end, Kind::And).is_some();
        let article = usize::from(self.is(numeral.end + 1, Kind::Article).is_some());
        let Some(half) = self.is(numeral.end + 1 + article, Kind::Half).filter(|_| and && !numeral.scaled) else { return numeral };
        let mut end = numeral.end + 1 + article + half.length();
        let mut value = numeral.value + half.value;
        if let Some(scale) = self.is(end, Kind::Scale) {
            value *= scale.value;
            end += scale.length();
        }
        Numeral { end, value, ..numeral }
    }
}

/// The value of a fraction written as one sign.
fn sign_of_fraction(sign: &str) -> Option<f64> {
    let (above, below) = match sign {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Some(f64::from(above) / f64::from(below))
}
