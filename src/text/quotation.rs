//! Quotations: what stands within quotation marks, and the clause that says who said it.

use super::clause::{ClauseKind, Clauses};
use super::{Span, Text, Words};
use std::ops::Range;

/// Words within quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without the marks.
    pub span: Span,
    /// The tokens, without the marks.
    pub tokens: Range<usize>,
    /// Whether the closing mark is there; a quotation that runs on into the next paragraph has none.
    pub closed: bool,
}

/// The quotations of a text, in order; none holds another.
pub fn quotations(text: &Text) -> Vec<Quotation> {
    let mut found = Vec::new();
    for paragraph in &text.paragraphs {
        let sentences = text.sentences.get(paragraph.sentences.clone()).unwrap_or(&[]);
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { continue };
        let mut open: Option<(usize, char)> = None;
        for token in first.tokens.start..last.tokens.end {
            let Some(mark) = text.word(token).chars().next() else { continue };
            match open {
                None => open = closing(text, token, mark).map(|closing| (token, closing)),
                Some((start, closing)) if mark == closing => {
                    push(text, start + 1..token, true, &mut found);
                    open = None;
                }
                Some(_) => {}
            }
        }
        if let Some((start, _)) = open {
            push(text, start + 1..last.tokens.end, false, &mut found);
        }
    }
    found
}

/// The mark that closes what this one opens.
fn closing(text: &Text, token: usize, mark: char) -> Option<char> {
    match mark {
        '“' => Some('”'),
        '«' => Some('»'),
        '„' => Some('“'),
        // A plain mark opens before a word that it touches.
        '"' => text.tokens.get(token + 1).is_some_and(|next| !next.shape.space_before()).then_some('"'),
        _ => None,
    }
}

fn push(text: &Text, tokens: Range<usize>, closed: bool, into: &mut Vec<Quotation>) {
    if !tokens.is_empty() {
        into.push(Quotation { span: text.span_of(tokens.clone()), tokens, closed });
    }
}

impl Quotation {
    /// The clause that reports it: the nearest verb of saying outside the marks, in the sentences that the quotation touches.
    pub fn saying(&self, text: &Text, clauses: &Clauses) -> Option<usize> {
        let words = Words::of(&text.language);
        let sentence = |token: usize| text.tokens.get(token).and_then(|token| text.sentence_at(token.span.start));
        let (first, last) = (sentence(self.tokens.start)?, sentence(self.tokens.end - 1)?);
        let distance = |head: usize| if head < self.tokens.start { self.tokens.start - head } else { head - self.tokens.end + 1 };
        let from = clauses.clauses.partition_point(|clause| clause.sentence < first);
        clauses.clauses[from..]
            .iter()
            .enumerate()
            .take_while(|(_, clause)| clause.sentence <= last)
            .filter(|(_, clause)| {
                clause.kind == ClauseKind::Verb && !self.tokens.contains(&clause.head) && words.reports_speech(text.lower(clause.head))
            })
            .min_by_key(|(_, clause)| distance(clause.head))
            .map(|(index, _)| from + index)
    }

    /// The phrase that names the speaker: the subject of the clause that reports it.
    pub fn speaker(&self, text: &Text, clauses: &Clauses) -> Option<Range<usize>> {
        let clause = &clauses.clauses[self.saying(text, clauses)?];
        let subject = clause.slots("subject").next().map(|slot| slot.tokens.clone());
        subject.filter(|tokens| !self.tokens.contains(&tokens.start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{self, Language, clause};

    #[test]
    fn quotations_and_their_speakers() {
        let content = "“We sent them back,” the minister said. He called it \"a first step\" and left.\n\n\"It goes on";
        let text = text::analyse(content, &Language("en".to_owned()));
        let clauses = clause::clauses(&text, |_| true);
        let found = quotations(&text);
        assert_eq!(
            found.iter().map(|quotation| quotation.span.of(content)).collect::<Vec<_>>(),
            ["We sent them back,", "a first step", "It goes on"]
        );
        assert_eq!(found.iter().map(|quotation| quotation.closed).collect::<Vec<_>>(), [true, true, false]);
        let speaker = found[0].speaker(&text, &clauses).map(|tokens| text.span_of(tokens).of(content));
        assert_eq!(speaker, Some("the minister"));
    }
}
