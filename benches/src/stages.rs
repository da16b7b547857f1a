//! One record, stage by stage.

use crate::pages::Page;
use cpu_time::ThreadTime;
use dateline::event::coreference::{self, References};
use dateline::event::{self, Analysis};
use dateline::mention::{self, Context};
use dateline::source::{self, Limits, Source};
use dateline::{Extractor, output, record, text};
use std::hint::black_box;
use std::time::Duration;

/// The stages that [`time`] times, in order.
pub const STAGES: [&str; 8] =
    ["decode", "page and article", "text", "mentions", "clauses and frames", "references", "events", "record to JSON"];

/// The time of each stage on one page.
pub fn time(extractor: &Extractor, page: &Page) -> [Duration; STAGES.len()] {
    let mut times = [Duration::ZERO; STAGES.len()];
    let source = Source::new(page.bytes.clone());
    let mut stages = times.iter_mut();
    let mut last = ThreadTime::now();
    let mut lap = || {
        if let Some(time) = stages.next() {
            *time = last.elapsed();
        }
        last = ThreadTime::now();
    };
    let Ok(decoded) = source::decode(&source, &Limits::default()) else { return times };
    lap();
    let article = extractor.article(&decoded);
    lap();
    let language = text::Language(article.language.clone().unwrap_or_else(|| "en".to_owned()));
    let mut text = text::analyse(&article.text, &language);
    text.mark_headings(&article.headings);
    lap();
    let published = article.published.as_deref().and_then(|published| published.get(..10)?.parse().ok());
    let mentions = mention::recognise(&text, Context { published });
    lap();
    let (clauses, frames) = extractor.rules.read(&text, &mentions, || event::charge::may_accuse(&text));
    lap();
    let unread = References::default();
    let analysis = Analysis { text: &text, mentions: &mentions, clauses: &clauses, frames: &frames, references: &unread };
    let references = coreference::resolve(analysis);
    lap();
    let findings = event::find(Analysis { references: &references, ..analysis });
    lap();
    black_box(output::json::line(&record::assemble(&decoded, &article, &mentions, findings)));
    lap();
    times
}
