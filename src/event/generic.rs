//! Cases in general: "anyone who has been sentenced to a year", "when a man is convicted of murder". They tell what a law or a custom
//! does with whoever it may be, and nothing that happened.

use super::Analysis;
use super::phrase;
use crate::rules::Frame;
use crate::text::clause::{Clause, Relation, Tense};

/// Whether a frame tells of whoever it may be.
pub fn tells_of_whoever(analysis: Analysis, frame: &Frame) -> bool {
    let clause = &analysis.clauses.clauses[frame.clause];
    of_whoever(analysis, frame) || below_whoever(analysis, frame.clause) || case_in_general(analysis, frame, clause)
}

/// "Anyone convicted of", "any foreigner arrested there": those whom it happened to are none in particular.
fn of_whoever(analysis: Analysis, frame: &Frame) -> bool {
    let text = analysis.text;
    frame.role("people").any(|filler| {
        whoever(text.lower(filler.head))
            || filler.tokens.start < filler.head && matches!(text.lower(filler.tokens.start), "any" | "whichever")
    })
}

/// "Anybody who is charged or who has been sentenced": a relative clause behind such a pronoun, or one in a row with it.
fn below_whoever(analysis: Analysis, clause: usize) -> bool {
    let text = analysis.text;
    let mut at = clause;
    // No row of clauses that anyone has written is longer.
    for _ in 0..6 {
        let below = &analysis.clauses.clauses[at];
        let Some((parent, relation)) = below.parent else { return false };
        if relation == Relation::Relative {
            let start = text.sentences[below.sentence].tokens.start;
            return (start + 1..below.head).any(|pronoun| {
                let antecedent = pronoun - 1;
                let any = antecedent > start && matches!(text.lower(antecedent - 1), "any" | "whichever");
                matches!(text.lower(pronoun), "who" | "whom" | "that") && (any || whoever(text.lower(antecedent)))
            });
        }
        if relation != Relation::Coordinate || parent == at {
            return false;
        }
        at = parent;
    }
    false
}

/// "When a man is convicted": in the present, of somebody whom nothing but an article introduces.
fn case_in_general(analysis: Analysis, frame: &Frame, clause: &Clause) -> bool {
    let text = analysis.text;
    let mut people = frame.role("people").peekable();
    people.peek().is_some()
        && people.all(|filler| {
            let first = text.lower(filler.tokens.start);
            matches!(first, "a" | "an") && phrase::person_of(analysis, &filler.tokens, filler.head).is_none()
                || matches!(first, "somebody" | "someone")
        })
        && clause.tense == Tense::Present
        && !clause.perfect
        && clause.slots("mark").any(|mark| matches!(text.lower(mark.head), "when" | "once" | "where" | "while"))
}

fn whoever(word: &str) -> bool {
    matches!(word, "anyone" | "anybody" | "whoever" | "whomever")
}
