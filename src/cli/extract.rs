//! `dateline extract`: articles in, records out.

use super::arguments::Inputs;
use super::batch::{self, Done, Failure, Name, Resumed};
use super::destination::{self, Destination, Folder};
use super::progress::Progress;
use super::{Outcome, Stop, messages, ndjson};
use crate::output::tables::{self, TABLES};
use crate::output::{json, summary};
use crate::record::{Record, Warning};
use clap::{Args, ValueEnum};
use std::collections::BTreeMap;
use std::io::{IsTerminal, Read, stdout};
use std::path::PathBuf;

/// Read articles and print their records.
#[derive(Clone, Debug, Args)]
pub(super) struct Extract {
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
    /// With --output-dir: pass over articles whose output is there already and not older than they are.
    #[arg(long, requires = "output_dir")]
    pub resume: bool,
    /// Read the names of files and folders from this list, one a line (`-` for standard input).
    #[arg(long, value_name = "LIST", conflicts_with = "ndjson")]
    pub files_from: Option<PathBuf>,
    /// Names in the list end with a zero byte instead of a line end.
    #[arg(long, short = '0', requires = "files_from")]
    pub null: bool,
    /// With --format csv and no output folder: the table to print.
    #[arg(long, value_name = "TABLE", default_value = "events", value_parser = table_names())]
    pub table: String,
    /// Say nothing on standard error but what failed.
    #[arg(long, short)]
    pub quiet: bool,
    #[command(flatten)]
    pub inputs: Inputs,
}

/// The values of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Indented JSON.
    Json,
    /// One record a line.
    Jsonl,
    /// Six tables to join: articles, events, people, places, statistics, totals.
    Csv,
    /// Who, what, when, where, how many, for a person.
    Summary,
}

fn table_names() -> clap::builder::PossibleValuesParser {
    TABLES.map(|(name, _)| name).into()
}

impl Format {
    fn render(self, record: &Record) -> String {
        let mut text = match self {
            Self::Json => json::pretty(record),
            Self::Jsonl => json::line(record),
            Self::Csv => String::new(),
            Self::Summary => summary::summary(record),
        };
        text.push('\n');
        text
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Json => ".json",
            Self::Jsonl => ".jsonl",
            Self::Csv => ".csv",
            Self::Summary => ".summary.txt",
        }
    }
}

/// What a worker hands back: the record in its final form, and what the last line counts.
struct Rendered {
    text: String,
    /// The lines of each table, where tables are asked for.
    rows: [String; 6],
    events: usize,
    warnings: usize,
}

impl Extract {
    pub fn run(mut self) -> Result<Outcome, Stop> {
        self.inputs.reading = self.inputs.reading.configured()?;
        let reading = &self.inputs.reading;
        let bounds = reading.bounds();
        let extractor = reading.extractor()?;
        if self.ndjson {
            if !self.inputs.paths.is_empty() && self.inputs.paths != [PathBuf::from("-")] {
                return Err(Stop::Usage("--ndjson reads standard input and takes no paths".to_owned()));
            }
            let defaults = reading.options();
            return ndjson::run(bounds, defaults, move |input, options, id| {
                json::line(&Record { id: Some(id), ..extractor.extract_with(input, options) })
            });
        }
        let paths = self.paths()?;
        let format = self.format.unwrap_or_else(|| self.usual_format(&paths));
        if format == Format::Csv {
            return self.tables(paths, extractor);
        }
        let mut destination = self.destination(&paths, format)?;
        let resume = match &destination {
            Destination::Folder(folder) if self.resume => Some(Resumed::new(folder.clone())),
            _ => None,
        };
        if let Some(Resumed { folder, .. }) = &resume {
            folder.tidy();
        }
        // Whoever reads standard output may sit at the same terminal, so no line is written into it.
        let mut progress = Progress::new(!self.quiet && !matches!(destination, Destination::Standard(_)))
            .count(&paths, resume.as_ref().map(|resumed| &resumed.folder));
        let at_terminal = stdout().is_terminal();
        let mut count = Count::default();
        let work = move |input: &crate::source::Decoded, name: &Name| {
            let mut record = extractor.extract(input);
            name_source(&mut record, name);
            Rendered {
                text: format.render(&record),
                rows: Default::default(),
                events: record.events.len(),
                warnings: record.warnings.len(),
            }
        };
        batch::run(paths, bounds, resume.clone(), work, |done: Done<Rendered>| {
            if done.result.is_err() {
                progress.clear();
            }
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
                        progress.clear();
                        count.fail(&done.name, &Failure { code: "unwritable", message: format!("cannot be written: {error}") });
                    }
                    Err(error) => return Err(Stop::from(error)),
                },
                Err(failure) => count.fail(&done.name, &failure),
            }
            progress.update(&done.name, count.read, count.failed());
            Ok(())
        })?;
        progress.clear();
        destination.finish()?;
        count.passed = resume.map_or(0, |resumed| resumed.passed());
        Ok(self.ended(&count))
    }

    fn ended(&self, count: &Count) -> Outcome {
        if !self.quiet && count.read + count.passed + count.failed() > 1 {
            messages::say(&count.to_string());
        }
        if count.failed() == 0 { Outcome::Good } else { Outcome::Failed }
    }

    /// The paths of the command line and of the list.
    fn paths(&self) -> Result<Vec<PathBuf>, Stop> {
        let Some(list) = &self.files_from else { return self.inputs.paths_or_piped() };
        let wrong = |error: std::io::Error| Stop::Failed(format!("{}: cannot be read: {error}", list.display()));
        let mut bytes = Vec::new();
        if list.as_os_str() == "-" {
            std::io::stdin().lock().read_to_end(&mut bytes).map_err(wrong)?;
        } else {
            bytes = std::fs::read(list).map_err(wrong)?;
        }
        let end = if self.null { 0 } else { b'\n' };
        let names = bytes.split(|byte| *byte == end).map(|name| if self.null { name } else { name.strip_suffix(b"\r").unwrap_or(name) });
        let listed = names.filter(|name| !name.is_empty()).map(|name| PathBuf::from(String::from_utf8_lossy(name).into_owned()));
        Ok(self.inputs.paths.iter().cloned().chain(listed).collect())
    }

    /// Writes tables: all six into a folder, or one of them to a file or to standard output.
    fn tables(&self, paths: Vec<PathBuf>, extractor: crate::Extractor) -> Result<Outcome, Stop> {
        let whole = Name { path: None, root: None, offset: None };
        let open =
            |path: Option<PathBuf>| path.map_or_else(|| Ok(Destination::standard()), |path| Destination::file(&path, self.overwrite));
        let mut outputs: Vec<Option<Destination>> = Vec::new();
        for (name, columns) in TABLES {
            let mut output = match &self.output_dir {
                Some(folder) => {
                    destination::make_folder(folder)?;
                    Some(Destination::part(&folder.join(format!("{name}.csv")), self.overwrite)?)
                }
                None if name == self.table => Some(open(self.output.clone())?),
                None => None,
            };
            if let Some(output) = &mut output {
                output.write(&whole, &tables::head(columns))?;
            }
            outputs.push(output);
        }
        let work = move |input: &crate::source::Decoded, name: &Name| {
            let mut record = extractor.extract(input);
            name_source(&mut record, name);
            Rendered { text: String::new(), rows: tables::rows(&record), events: record.events.len(), warnings: record.warnings.len() }
        };
        let mut count = Count::default();
        let to_files = self.output.is_some() || self.output_dir.is_some();
        let mut progress = Progress::new(!self.quiet && to_files).count(&paths, None);
        batch::run(paths, self.inputs.reading.bounds(), None, work, |done: Done<Rendered>| {
            match done.result {
                Ok(rendered) => {
                    count.good(&rendered);
                    for (output, rows) in outputs.iter_mut().zip(&rendered.rows) {
                        output.as_mut().map_or(Ok(()), |output| output.write(&whole, rows))?;
                    }
                }
                Err(failure) => {
                    progress.clear();
                    count.fail(&done.name, &failure);
                }
            }
            progress.update(&done.name, count.read, count.failed());
            Ok::<(), Stop>(())
        })?;
        progress.clear();
        for output in outputs.into_iter().flatten() {
            output.finish()?;
        }
        Ok(self.ended(&count))
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
        destination::make_folder(&root)?;
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
    /// Passed over, since an earlier run wrote them.
    passed: usize,
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
        if !reasons.is_empty() {
            write!(formatter, " ({})", reasons.join(", "))?;
        }
        if self.passed == 0 { Ok(()) } else { write!(formatter, ", {} there already", self.passed) }
    }
}
