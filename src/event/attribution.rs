//! On whose word: which speaker answers for the words at a place of the text.

use super::Analysis;
use crate::text::Span;

/// Who is said to say something.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// The naming that says it: a person before the body they speak for; else a noun phrase ("police", "the ministry").
    pub span: Span,
    /// The name to print: the person's or body's fullest form, or the phrase's own words.
    pub name: String,
    pub role: Option<Span>,
    /// The channel: "on X", "in a statement".
    pub via: Option<Span>,
    /// It is inherited from a sentence before, not said in this one.
    pub inherited: bool,
}

/// The speaker to whom the article gives the words at `place`, if it names one in the sentence or beside it.
pub fn speaker_of(_analysis: Analysis, _place: Span) -> Option<Speaker> {
    None
}
