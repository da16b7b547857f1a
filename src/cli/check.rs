//! `dateline check`: articles against the records that are expected of them.
//!
//! The expectation of `story.html` is `story.html.expected.json` or `story.expected.json` beside it; that of
//! `input.html` may be called `expected.json`. A `dateline.toml` in the article's own folder holds what the article
//! does not say (`published`, `language`). Paths are no part of the comparison.

use super::arguments::Inputs;
use super::batch::{self, Done, Failure, Name};
use super::{Outcome, Stop, config, messages};
use crate::output::difference::{Difference, differences};
use crate::output::{json, sanitize};
use crate::source::Decoded;
use crate::{Extractor, Options};
use clap::{Args, ValueEnum};
use serde_json::Value;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};

/// Compare articles with the records that are expected of them.
#[derive(Clone, Debug, Args)]
pub(super) struct Check {
    /// Write what is found as what is expected from now on.
    #[arg(long)]
    update: bool,
    /// How to tell of differences.
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
    /// Also write a table of the results, in Markdown, to this file (for a job summary).
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
    #[command(flatten)]
    inputs: Inputs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A line for each difference, under the article's name.
    Text,
    /// Annotations for a GitHub workflow.
    Github,
}

/// How one article compares.
enum Comparison {
    Same,
    Differs(Vec<Difference>),
    Updated,
    /// There is nothing to compare with.
    Unexpected,
}

impl Check {
    pub fn run(mut self) -> Result<Outcome, Stop> {
        self.inputs.reading = self.inputs.reading.configured()?;
        let paths = self.inputs.paths.clone();
        if paths.is_empty() {
            return Err(Stop::Usage("no folder: name the articles to check".to_owned()));
        }
        let extractor = self.inputs.reading.extractor()?;
        let update = self.update;
        let work = move |input: &Decoded, name: &Name| compare(&extractor, input, name, update);
        let mut tally = Tally::default();
        let mut out = stdout().lock();
        batch::run(paths, self.inputs.reading.bounds(), None, work, |done: Done<Result<Comparison, Failure>>| {
            match done.result.and_then(|result| result) {
                Ok(comparison) => {
                    tally.count(&done.name, &comparison);
                    if let Comparison::Differs(differences) = comparison {
                        write!(out, "{}", self.tell(&done.name, &differences))?;
                    }
                }
                Err(failure) => {
                    batch::tell(&done.name, &failure);
                    tally.failed += 1;
                }
            }
            Ok::<(), Stop>(())
        })?;
        drop(out);
        if let Some(path) = &self.summary {
            append(path, &tally.markdown()).map_err(|error| Stop::Failed(format!("{}: {error}", path.display())))?;
        }
        messages::say(&tally.to_string());
        Ok(if tally.differing.is_empty() && tally.failed == 0 { Outcome::Good } else { Outcome::Failed })
    }

    fn tell(&self, name: &Name, differences: &[Difference]) -> String {
        match self.format {
            Form::Text => {
                let lines: String =
                    differences.iter().map(|difference| format!("  {}\n", sanitize::terminal(&difference.to_string()))).collect();
                format!("{}\n{lines}", sanitize::terminal(&name.to_string()))
            }
            Form::Github => differences
                .iter()
                .map(|difference| {
                    let message = sanitize::terminal(&difference.to_string()).replace('%', "%25");
                    format!("::error file={},title=record differs::{message}\n", property(&name.to_string()))
                })
                .collect(),
        }
    }
}

/// A value within an annotation's properties, which commas and colons would end.
fn property(text: &str) -> String {
    sanitize::terminal(text).replace('%', "%25").replace(',', "%2C").replace(':', "%3A")
}

fn compare(extractor: &Extractor, input: &Decoded, name: &Name, update: bool) -> Result<Comparison, Failure> {
    let path = name.path.as_deref().unwrap_or(Path::new(batch::STANDARD_INPUT));
    let candidates = expectations(path);
    let file = candidates.iter().find(|file| file.is_file());
    if file.is_none() && !update {
        return Ok(Comparison::Unexpected);
    }
    let mut found = serde_json::to_value(extractor.extract_with(input, &own_options(extractor, path)?)).unwrap_or_default();
    let unreadable =
        |file: &Path, error: &dyn std::fmt::Display| Failure { code: "unreadable", message: format!("{}: {error}", file.display()) };
    without_path(&mut found);
    let target = file.or(candidates.last());
    let expected: Option<Value> = match file {
        Some(file) => {
            let text = std::fs::read_to_string(file).map_err(|error| unreadable(file, &error))?;
            match serde_json::from_str(&text) {
                Ok(value) => Some(value),
                Err(_) if update => None,
                Err(error) => return Err(unreadable(file, &error)),
            }
        }
        None => None,
    };
    let differences = expected.map(|mut expected| {
        without_path(&mut expected);
        differences(&expected, &found)
    });
    match (differences, target) {
        (Some(differences), _) if differences.is_empty() => Ok(Comparison::Same),
        (_, Some(target)) if update => {
            // In the order of the contract, which a JSON value does not keep.
            let mut record = extractor.extract_with(input, &own_options(extractor, path)?);
            record.source.path = None;
            std::fs::write(target, json::pretty(&record) + "\n").map_err(|error| unreadable(target, &error))?;
            Ok(Comparison::Updated)
        }
        (differences, _) => Ok(Comparison::Differs(differences.unwrap_or_default())),
    }
}

/// The files that may hold an article's expectation; the last is the one that is made if there is none.
fn expectations(path: &Path) -> Vec<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut files = vec![path.with_file_name(format!("{name}.expected.json")), path.with_file_name(format!("{stem}.expected.json"))];
    if stem == "input" {
        files.push(path.with_file_name("expected.json"));
    }
    files
}

/// What the configuration in the article's own folder says of it.
fn own_options(extractor: &Extractor, path: &Path) -> Result<Options, Failure> {
    let file = path.with_file_name(config::FILE);
    if !file.is_file() {
        return Ok(extractor.options.clone());
    }
    let settings = config::read(&file).map_err(|stop| Failure { code: "configuration", message: stop.to_string() })?;
    Ok(Options {
        published: settings.published.or(extractor.options.published),
        language: settings.language.or_else(|| extractor.options.language.clone()),
    })
}

fn without_path(record: &mut Value) {
    if let Some(source) = record.get_mut("source").and_then(Value::as_object_mut) {
        source.remove("path");
    }
}

fn append(path: &Path, text: &str) -> std::io::Result<()> {
    std::fs::OpenOptions::new().create(true).append(true).open(path)?.write_all(text.as_bytes())
}

/// What the run came to.
#[derive(Default)]
struct Tally {
    same: usize,
    updated: usize,
    unexpected: usize,
    failed: usize,
    differing: Vec<(String, Vec<Difference>)>,
}

impl Tally {
    fn count(&mut self, name: &Name, comparison: &Comparison) {
        match comparison {
            Comparison::Same => self.same += 1,
            Comparison::Updated => self.updated += 1,
            Comparison::Unexpected => self.unexpected += 1,
            Comparison::Differs(differences) => self.differing.push((name.to_string(), differences.clone())),
        }
    }

    fn markdown(&self) -> String {
        let mut text = format!("### dateline check\n\n{self}\n");
        for (name, differences) in &self.differing {
            text += &format!("\n**{}**\n\n", sanitize::html(&sanitize::terminal(name)));
            for difference in differences {
                let line = sanitize::terminal(&difference.to_string()).replace('`', "'");
                text += &format!("- `{line}`\n");
            }
        }
        text
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(formatter, "{} as expected, {} differ", self.same, self.differing.len())?;
        for (count, words) in [(self.updated, "updated"), (self.failed, "failed"), (self.unexpected, "without expectation")] {
            if count > 0 {
                write!(formatter, ", {count} {words}")?;
            }
        }
        Ok(())
    }
}
