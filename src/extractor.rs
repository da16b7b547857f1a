//! The pipeline on one page: every stage called once, in order.

use crate::article::{self, Article, Sites};
use crate::event::coreference::{self, References};
use crate::event::{self, Analysis};
use crate::mention::{self, Context};
use crate::record::{self, Record};
use crate::rules::Rules;
use crate::source::{self, Decoded, Limits, MediaType, Source, SourceError};
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
///
/// ```
/// use dateline::{Extractor, Options};
///
/// let extractor = Extractor::new(Options { published: "2026-01-20".parse().ok(), language: None });
/// let record = extractor.extract_bytes(b"Peru extradited two men to Chile on Monday.")?;
/// assert_eq!(record.format, "dateline/1");
/// assert_eq!(record.article.text, "Peru extradited two men to Chile on Monday.");
/// # Ok::<(), dateline::source::SourceError>(())
/// ```
#[derive(Debug, Default)]
pub struct Extractor {
    pub rules: Rules,
    /// Packs for sites whose pages general judgement does not read well.
    pub sites: Sites,
    pub options: Options,
}

impl Extractor {
    /// An extractor with the packs that ship with the program.
    pub fn new(options: Options) -> Self {
        Self { rules: Rules::for_reading(), sites: Sites::default(), options }
    }

    /// Bytes as they were saved to a record: decodes them, tells a page from plain text, and reads them.
    ///
    /// # Errors
    /// Refuses what is empty, binary or larger than the default limit.
    pub fn extract_bytes(&self, bytes: &[u8]) -> Result<Record, SourceError> {
        Ok(self.extract(&source::decode(&Source::new(bytes), &Limits::default())?))
    }

    /// One article to one record.
    pub fn extract(&self, input: &Decoded) -> Record {
        self.extract_with(input, &self.options)
    }

    /// The same with options of the article's own, as a line of a stream brings them.
    pub fn extract_with(&self, input: &Decoded, options: &Options) -> Record {
        let article = self.article(input);
        self.analyse(&article, options, |analysis| record::assemble(input, &article, analysis.mentions, event::find(analysis)))
    }

    /// Reads the article out of decoded input.
    pub fn article(&self, input: &Decoded) -> Article {
        let mut article = match input.media_type {
            MediaType::Html => article::from_html_with(&input.text, &self.sites),
            MediaType::Text => article::from_text(&input.text),
            MediaType::Body => article::from_body(&input.text),
        };
        article.url = article.url.or_else(|| input.url.clone());
        article
    }

    /// Runs the language stages over an article and hands all that they found to `then`.
    pub fn analyse<T>(&self, article: &Article, options: &Options, then: impl FnOnce(Analysis) -> T) -> T {
        let language = language_of(article, options);
        let mut text = text::analyse(&article.text, &language);
        text.mark_headings(&article.headings);
        let mentions = mention::recognise(&text, Context { published: published_of(article, options) });
        let (clauses, frames) = self.rules.read(&text, &mentions, || event::charge::may_accuse(&text));
        let unread = References::default();
        let analysis = Analysis { text: &text, mentions: &mentions, clauses: &clauses, frames: &frames, references: &unread };
        let references = coreference::resolve(analysis);
        then(Analysis { references: &references, ..analysis })
    }
}

/// Reads the word lists that nearly every article needs, so that the first one need not wait for them.
pub(crate) fn open_lists() {
    // The longest first; what is still unread when the first article comes to it is read there.
    mention::open_lists(&Language("en".to_owned()));
    article::open_lists();
}

/// The language of an article: the option, what the page says, else English.
pub(crate) fn language_of(article: &Article, options: &Options) -> Language {
    let said = options.language.clone().or_else(|| article.language.clone());
    Language(said.unwrap_or_else(|| "en".to_owned()))
}

/// The day against which relative dates are placed: the option, else what the article says.
pub(crate) fn published_of(article: &Article, options: &Options) -> Option<NaiveDate> {
    options.published.or_else(|| article.published.as_deref().and_then(|published| published.get(..10)?.parse().ok()))
}
