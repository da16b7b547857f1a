//! The pipeline on one page: every stage called once, in order.

use crate::article::{self, Article};
use crate::event::{self, Analysis};
use crate::mention::{self, Context};
use crate::record::{self, Record};
use crate::rules::Rules;
use crate::source::{Decoded, MediaType};
use crate::text::{self, Language};
use chrono::NaiveDate;

/// What a caller can say about the input that the input does not say itself.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day of publication, for text that shows none.
    pub published: Option<NaiveDate>,
    /// BCP 47, for text that does not say.
    pub language: Option<String>,
}

/// Compiled rules and options, ready for any number of articles; shared between threads.
#[derive(Debug, Default)]
pub struct Extractor {
    pub rules: Rules,
    pub options: Options,
}

impl Extractor {
    /// An extractor with the packs that ship with the program.
    pub fn new(options: Options) -> Self {
        Self {
            rules: Rules::builtin(),
            options,
        }
    }

    /// Reads the article out of decoded input.
    pub fn article(&self, input: &Decoded) -> Article {
        match input.media_type {
            MediaType::Html => article::from_html(&input.text),
            MediaType::Text => article::from_text(&input.text),
            MediaType::Body => article::from_body(&input.text),
        }
    }

    /// The language of an article: the option, what the page says, else English.
    pub fn language(&self, article: &Article) -> Language {
        let said = self
            .options
            .language
            .clone()
            .or_else(|| article.language.clone());
        Language(said.unwrap_or_else(|| "en".to_owned()))
    }

    /// The day against which relative dates are placed: the option, else what the article says.
    pub fn published(&self, article: &Article) -> Option<NaiveDate> {
        let said = article
            .published
            .as_deref()
            .and_then(|published| published.get(..10)?.parse().ok());
        self.options.published.or(said)
    }

    /// One article to one record.
    pub fn extract(&self, input: &Decoded) -> Record {
        let article = self.article(input);
        let language = self.language(&article);
        let mut text = text::analyse(&article.text, &language);
        text.mark_headings(&article.headings);
        let mentions = mention::recognise(&text, Context { published: self.published(&article) });
        let clauses = text::clause::clauses(&text, |sentence| self.rules.wants(&text, sentence));
        let frames = self.rules.frames(&text, &clauses, &mentions);
        let findings = event::find(Analysis {
            text: &text,
            mentions: &mentions,
            clauses: &clauses,
            frames: &frames,
        });
        record::assemble(input, &article, &mentions, findings)
    }
}
