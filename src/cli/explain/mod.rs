//! `dateline explain`: the value of any stage, to read or as lines of JSON.

mod lines;
mod readable;

use super::arguments::Inputs;
use super::batch::{self, Done};
use super::destination::Destination;
use super::{Outcome, Stop, ndjson};
use crate::extractor::published_of;
use crate::output::json;
use crate::{Extractor, Options};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Show how a record came about: what each stage made of the article.
#[derive(Clone, Debug, Args)]
pub(super) struct Explain {
    /// The stage to show.
    #[arg(long, short, value_enum, default_value = "events")]
    stage: Stage,
    /// Only this event (e1, e2, …), with all that it rests on.
    #[arg(long, value_name = "ID")]
    event: Option<String>,
    /// To read, or one JSON object a line.
    #[arg(long, short, value_enum, default_value = "text")]
    format: Form,
    /// Read articles as lines of JSON from standard input, as `dateline extract --ndjson` does; one line out for each.
    #[arg(long)]
    ndjson: bool,
    #[command(flatten)]
    inputs: Inputs,
}

/// The stages of the pipeline, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Stage {
    /// Title, dates, authors, and every block with its fate and the reason.
    Article,
    /// Paragraphs and sentences.
    Text,
    /// Words with tag and dictionary form.
    Tokens,
    /// Verb groups and event nouns with their slots.
    Clauses,
    /// Dates, quantities, people, organizations, places.
    Mentions,
    /// Clauses read by rules: triggers with their roles.
    Frames,
    /// Whom pronouns and bare descriptions mean.
    References,
    /// The record's events, with rule, trigger and evidence.
    Events,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    Jsonl,
}

impl Explain {
    pub fn run(mut self) -> Result<Outcome, Stop> {
        self.inputs.reading = self.inputs.reading.configured()?;
        let reading = &self.inputs.reading;
        let bounds = reading.bounds();
        let extractor = reading.extractor()?;
        let stage = self.stage;
        if self.ndjson {
            let defaults = reading.options();
            return ndjson::run(bounds, defaults, move |input, options, id| {
                let mut line = serde_json::Map::from_iter([("id".to_owned(), id)]);
                if let Value::Object(fields) = lines::whole(stage, &extractor, input, options) {
                    line.extend(fields);
                }
                json::line(&line)
            });
        }
        let paths = self.inputs.paths_or_piped()?;
        let several = paths.len() > 1 || paths.iter().any(|path: &PathBuf| path.is_dir());
        let (form, event) = (self.form(), self.event);
        let work = move |input: &crate::source::Decoded, name: &batch::Name| {
            let head = if several && form == Form::Text {
                format!("== {}\n", crate::output::sanitize::terminal(&name.to_string()))
            } else {
                String::new()
            };
            let body = match form {
                Form::Jsonl => lines::items(stage, &extractor, input, event.as_deref()),
                Form::Text => readable::stage(stage, &extractor, input, event.as_deref()),
            };
            body.map(|body| head + &body)
        };
        let mut out = Destination::standard();
        let mut outcome = Outcome::Good;
        batch::run(paths, bounds, None, work, |done: Done<Option<String>>| {
            match done.result {
                Ok(Some(text)) => out.write(&done.name, &text)?,
                Ok(None) => {
                    super::messages::about(&done.name.to_string(), "has no such event");
                    outcome = Outcome::Failed;
                }
                Err(failure) => {
                    batch::tell(&done.name, &failure);
                    outcome = Outcome::Failed;
                }
            }
            Ok::<(), Stop>(())
        })?;
        out.finish()?;
        Ok(outcome)
    }

    const fn form(&self) -> Form {
        self.format
    }
}

/// Against which day an article's dates are placed, and in which language it is read, for the head of an explanation.
fn context(article: &crate::article::Article, options: &Options) -> Value {
    json!({
        "published": published_of(article, options).map(|day| day.to_string()),
        "language": crate::extractor::language_of(article, options).0,
    })
}

/// The article and options of one input.
fn read(extractor: &Extractor, input: &crate::source::Decoded) -> (crate::article::Article, Options) {
    (extractor.article(input), extractor.options.clone())
}
