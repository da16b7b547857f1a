//! `dateline extract`: articles in, records out.

use super::arguments::Inputs;
use super::batch::{self, Done, Failure, Name};
use super::destination::{Destination, Folder};
use super::{Outcome, Stop, messages, ndjson};
use crate::output::{json, summary};
use crate::record::{Record, Warning};
use clap::{Args, ValueEnum};
use std::collections::BTreeMap;
use std::io::{IsTerminal, stdout};
use std::path::PathBuf;

/// Read articles and print their records.
#[derive(Clone, Debug, Args)]
pub(super) struct Extract {
    #[command(flatten)]
    pub inputs: Inputs,
    /// The form of the records [default: json for one article at a terminal and in an output folder, else jsonl].
    #[arg(long, short, value_enum)]
    pub format: Option<Format>,
    /// Write to this file instead of standard output.
    #[arg(long, short, value_name = "FILE", conflicts_with = "output_dir")]
    pub output: Option<PathBuf>,
    /// Write one file for each article into this folder, under the article's own path.
    #[arg(long, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
    /// Replace output files that exist.
    #[arg(long)]
    pub overwrite: bool,
    /// Read articles as lines of JSON from standard input: {"id", "html"|"text"|"body"|"html_base64", "url"?,
    /// "published"?, "language"?}; one line out for each, in order.
    #[arg(long, conflicts_with_all = ["output", "output_dir", "format"])]
    pub ndjson: bool,
    /// Say nothing on standard error but what failed.
    #[arg(long, short)]
    pub quiet: bool,
}

/// The values of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Indented JSON.
    Json,
    /// One record a line.
    Jsonl,
    /// Who, what, when, where, how many, for a person.
    Summary,
}

impl Format {
    fn render(self, record: &Record) -> String {
        let mut text = match self {
            Self::Json => json::pretty(record),
            Self::Jsonl => json::line(record),
            Self::Summary => summary::summary(record),
        };
        text.push('\n');
        text
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Json => ".json",
            Self::Jsonl => ".jsonl",
            Self::Summary => ".summary.txt",
        }
    }
}

/// What a worker hands back: the record in its final form, and what the last line counts.
struct Rendered {
    text: String,
    events: usize,
    warnings: usize,
}

impl Extract {
    pub fn run(mut self) -> Result<Outcome, Stop> {
        self.inputs.reading = self.inputs.reading.configured()?;
        let reading = &self.inputs.reading;
        let (limits, jobs) = (reading.limits(), reading.jobs());
        let extractor = reading.extractor()?;
        if self.ndjson {
            if !self.inputs.paths.is_empty() && self.inputs.paths != [PathBuf::from("-")] {
                return Err(Stop::Usage("--ndjson reads standard input and takes no paths".to_owned()));
            }
            let defaults = reading.options();
            return ndjson::run(limits, defaults, jobs, move |input, options, id| {
                json::line(&Record { id: Some(id), ..extractor.extract_with(input, options) })
            });
        }
        let paths = self.inputs.paths_or_piped()?;
        let format = self.format.unwrap_or_else(|| self.usual_format(&paths));
        let mut destination = self.destination(&paths, format)?;
        let at_terminal = stdout().is_terminal();
        let mut count = Count::default();
        let work = move |input: &crate::source::Decoded, name: &Name| {
            let mut record = extractor.extract(input);
            name_source(&mut record, name);
            Rendered { text: format.render(&record), events: record.events.len(), warnings: record.warnings.len() }
        };
        batch::run(paths, limits, jobs, work, |done: Done<Rendered>| {
            match done.result {
                Ok(rendered) => match destination.write(&done.name, &rendered.text) {
                    Ok(()) => {
                        count.good(&rendered);
                        if at_terminal {
                            destination.flush()?;
                        }
                    }
                    // A folder goes on with the next file; a stream that cannot be written ends the run.
                    Err(error) if matches!(destination, Destination::Folder(_)) => {
                        count.fail(&done.name, &Failure { code: "unwritable", message: format!("cannot be written: {error}") });
                    }
                    Err(error) => return Err(Stop::from(error)),
                },
                Err(failure) => count.fail(&done.name, &failure),
            }
            Ok(())
        })?;
        destination.finish()?;
        if !self.quiet && count.read + count.failed() > 1 {
            messages::say(&count.to_string());
        }
        Ok(if count.failed() == 0 { Outcome::Good } else { Outcome::Failed })
    }

    fn usual_format(&self, paths: &[PathBuf]) -> Format {
        let alone = matches!(paths, [path] if !path.is_dir());
        let to_person = self.output.is_none() && stdout().is_terminal();
        if self.output_dir.is_some() || (alone && to_person) { Format::Json } else { Format::Jsonl }
    }

    fn destination(&self, paths: &[PathBuf], format: Format) -> Result<Destination, Stop> {
        if let Some(file) = &self.output {
            return Destination::file(file, self.overwrite);
        }
        let Some(root) = self.output_dir.clone() else { return Ok(Destination::standard()) };
        std::fs::create_dir_all(&root).map_err(|error| Stop::Failed(format!("{}: {error}", root.display())))?;
        let relative = paths.len() == 1;
        Ok(Destination::Folder(Folder { root, ending: format.ending(), overwrite: self.overwrite, relative }))
    }
}

/// Writes into the record where its input stood.
pub(super) fn name_source(record: &mut Record, name: &Name) {
    let Some(path) = &name.path else { return };
    record.source.path = Some(name.to_string());
    if path.to_str().is_none() {
        let message = "the file's name is not Unicode; `source.path` shows it approximately".to_owned();
        record.warnings.insert(0, Warning { code: "path".to_owned(), message, span: None });
    }
}

/// What the run came to.
#[derive(Default)]
struct Count {
    read: usize,
    events: usize,
    warnings: usize,
    failures: BTreeMap<&'static str, usize>,
}

impl Count {
    fn good(&mut self, rendered: &Rendered) {
        self.read += 1;
        self.events += rendered.events;
        self.warnings += rendered.warnings;
    }

    fn fail(&mut self, name: &Name, failure: &Failure) {
        batch::tell(name, failure);
        *self.failures.entry(failure.code).or_default() += 1;
    }

    fn failed(&self) -> usize {
        self.failures.values().sum()
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(formatter, "{} read, {} events, {} warnings, {} failed", self.read, self.events, self.warnings, self.failed())?;
        let reasons: Vec<String> = self.failures.iter().map(|(code, count)| format!("{count} {code}")).collect();
        if reasons.is_empty() { Ok(()) } else { write!(formatter, " ({})", reasons.join(", ")) }
    }
}
