//! Where one sentence holds several that stand side by side: behind a semicolon, and behind a colon that announces a statement.
//! Each is parsed on its own, so that no word of one is hung on a word of the other.

use super::Text;
use super::tag::{Tag, VerbForm};
use std::ops::Range;

/// The parts of a line of words (indices into the sentence that begins at `base`) that are parsed one by one, in order; they
/// cover the line. Every part has a verb of its own.
pub fn segments(text: &Text, base: usize, line: &[usize]) -> Vec<Range<usize>> {
    let line = Line { text, base, words: line };
    let mut segments = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    for place in 0..line.words.len() {
        if matches!(line.word(place), "\"" | "“" | "”") {
            quoted = line.word(place) == "“" || line.word(place) == "\"" && !quoted;
        }
        let cut = match line.word(place) {
            ";" => !quoted,
            ":" => !quoted && line.announces(place),
            _ => false,
        };
        if cut && line.has_verb(start..place) && line.has_verb(place + 1..line.end_of_statement(place + 1)) {
            segments.push(start..place + 1);
            start = place + 1;
        }
    }
    segments.push(start..line.words.len());
    segments
}

/// Words that are read as one line.
struct Line<'a> {
    text: &'a Text<'a>,
    base: usize,
    words: &'a [usize],
}

impl Line<'_> {
    fn word(&self, place: usize) -> &str {
        self.text.word(self.base + self.words[place])
    }

    /// "All deny it: the two brothers were held in May", but not "He said: I was held" nor "among them: Carl Webb".
    fn announces(&self, colon: usize) -> bool {
        let before = colon.checked_sub(1).map(|place| &self.text.tokens[self.base + self.words[place]]);
        let quotes = self.words.get(colon + 1).is_some() && matches!(self.word(colon + 1), "\"" | "“" | "‘" | "'");
        !quotes && before.is_some_and(|token| !token.tag.verbal())
    }

    /// The next semicolon, or the end.
    fn end_of_statement(&self, from: usize) -> usize {
        (from..self.words.len()).find(|place| self.word(*place) == ";").unwrap_or(self.words.len())
    }

    fn has_verb(&self, places: Range<usize>) -> bool {
        places.clone().any(|place| {
            let token = &self.text.tokens[self.base + self.words[place]];
            match token.tag {
                Tag::Aux => !matches!(token.form, VerbForm::Gerund | VerbForm::PastParticiple),
                Tag::Verb => matches!(token.form, VerbForm::Past | VerbForm::ThirdPerson | VerbForm::Present),
                _ => false,
            }
        })
    }
}
