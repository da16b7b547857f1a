//! Names by pattern: bodies by their head words ("Ministry of the Interior"), places by theirs, laws and operations by theirs.

use super::{Chunker, LONGEST};
use crate::mention::name::classify::SELDOM;
use crate::mention::name::small::{is_particle, is_possessive};

impl Chunker<'_, '_, '_> {
    /// The end of a name that is neither person nor body nor place: laws, operations, events.
    pub(super) fn thing(&self, at: usize, end: usize) -> Option<usize> {
        let cue = self.words.at(at).cue;
        if cue.thing_first() && end > at + 1 && !(self.words.at(at).given > 12 && self.words.at(at + 1).surname > 6) {
            return Some(end);
        }
        let last = (at + 1..end)
            .rev()
            .find(|index| self.words.at(*index).cue.thing() && (self.words.at(*index).surname < 10 || self.words.at(at).given == 0))?;
        Some(last + 1)
    }

    /// The end of a body's name that begins here, by its head word.
    pub(super) fn body(&self, at: usize, end: usize) -> Option<usize> {
        let words = self.words;
        let plain = |index: usize| words.at(index).named() || is_possessive(words.text_at(index));
        let mut contiguous = at;
        while contiguous < end && (plain(contiguous) || is_particle(words.text_at(contiguous))) {
            contiguous += 1;
        }
        let mut head = None;
        for index in at..contiguous {
            let spanned = index > at && self.title(index, end).is_some_and(|count| index + count < end);
            if spanned {
                break;
            }
            let cue = words.at(index).cue;
            if index > at && (cue.body() || cue.legal_form()) {
                let more = words.text_at(index + 1) == "de" && words.cue(index + 2).legal_form() && index + 2 < self.end;
                head = Some(if more && cue.legal_form() { index + 2 } else { index });
            }
            if cue.body_of() && self.of_phrase(index + 1, self.end).is_some() {
                head = Some(index);
            }
        }
        if words.spanish && words.at(at).cue.body() {
            return self.spanish_body(at, end);
        }
        if let Some(head) = head {
            let person = head == at + 1 && words.at(at).given > 8 && words.at(head).surname > 8 && !self.is_place(at..head);
            if person {
                return None;
            }
            let further = if words.at(head).cue.body_of() { self.of_phrase(head + 1, self.end) } else { None };
            return Some(further.unwrap_or(head + 1));
        }
        let next = words.text_at(contiguous);
        (contiguous == end && contiguous < self.end && contiguous > at && matches!(next, "cartel" | "cartels")).then_some(contiguous + 1)
    }

    /// "Fuerza Aérea", "Instituto Nacional de Migración": in Spanish the head comes first.
    fn spanish_body(&self, at: usize, end: usize) -> Option<usize> {
        let words = self.words;
        let mut last = at + 1;
        while last < end && words.at(last).named() && !words.at(last).cue.function() && self.title(last, end).is_none() {
            last += 1;
        }
        let further = self.of_phrase(last, self.end);
        (last > at + 1 || further.is_some()).then(|| further.unwrap_or(last))
    }

    /// The end of "of X", "for X and Y" after the head of a body's name.
    fn of_phrase(&self, at: usize, limit: usize) -> Option<usize> {
        let words = self.words;
        if at >= limit || !matches!(words.text_at(at), "of" | "for" | "on" | "de" | "del" | "da" | "do" | "di" | "des" | "du") {
            return None;
        }
        let mut index = at + 1;
        while index < limit && matches!(words.text_at(index), "the" | "la" | "los" | "las" | "el") {
            index += 1;
        }
        if index >= limit || !words.at(index).named() || words.at(index).cue.function() || words.at(index).cue.calendar() {
            return None;
        }
        let mut end = index;
        while end < limit && end < index + LONGEST {
            let word = words.at(end);
            if word.named() && !word.cue.function() && !word.cue.calendar() {
                if end > index && self.title(end, limit).is_some() {
                    break;
                }
                end += 1;
                continue;
            }
            let joined =
                |next: usize| next < limit && words.at(next).named() && words.at(next).common != 0 && !words.at(next).cue.function();
            match word.text {
                "and" | "&" | "," | "y" | "e" if joined(end + 1) && words.at(end - 1).common != 0 => end += 1,
                "of" | "for" | "de" | "del" if words.at(end + 1).named() && end + 1 < limit => end += 1,
                _ => break,
            }
        }
        Some(end)
    }

    /// Whether the last word of a stretch names a kind of place.
    pub(super) fn site(&self, at: usize, end: usize) -> bool {
        let last = self.words.at(end - 1);
        // "in Slater Street", but "John Hill": a last word that seldom is a surname, where a place is told.
        let located = at > self.start && last.surname <= SELDOM && self.words.cue(at - 1).locates();
        end > at + 1
            && (last.cue.place() && (self.words.at(at).given < 9 || last.surname < 9 || located) || self.words.at(at).cue.place_first())
    }
}
