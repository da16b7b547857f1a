//! `dateline report`: a page to look at.

use super::arguments::Inputs;
use super::batch::{self, Done, Name};
use super::destination::Destination;
use super::extract::name_source;
use super::{Outcome, Stop};
use crate::output::report;
use crate::record::Record;
use crate::source::Decoded;
use clap::Args;
use std::path::PathBuf;

/// Write a page that shows articles with their events, to look at in a browser.
#[derive(Clone, Debug, Args)]
pub(super) struct Report {
    /// Write to this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it exists.
    #[arg(long)]
    overwrite: bool,
    #[command(flatten)]
    inputs: Inputs,
}

impl Report {
    pub fn run(mut self) -> Result<Outcome, Stop> {
        self.inputs.reading = self.inputs.reading.configured()?;
        let reading = &self.inputs.reading;
        let extractor = reading.extractor()?;
        let paths = self.inputs.paths_or_piped()?;
        let mut destination = match &self.output {
            Some(file) => Destination::file(file, self.overwrite)?,
            None => Destination::standard(),
        };
        let whole = Name { path: None, root: None, offset: None };
        let work = move |input: &Decoded, name: &Name| {
            let mut record = extractor.extract(input);
            name_source(&mut record, name);
            record
        };
        // Titles alone are kept, for the list of articles that is written at the end.
        let (mut titles, mut failed) = (Vec::new(), false);
        batch::run(paths, reading.bounds(), None, work, |done: Done<Record>| {
            match done.result {
                Ok(record) => {
                    if titles.is_empty() {
                        destination.write(&done.name, &report::head())?;
                    }
                    titles.push(report::title(&record).to_owned());
                    destination.write(&done.name, &report::section(&record, titles.len()))?;
                }
                Err(failure) => {
                    batch::tell(&done.name, &failure);
                    failed = true;
                }
            }
            Ok::<(), Stop>(())
        })?;
        // Where no article was read there is nothing to look at, and no file is left.
        if !titles.is_empty() {
            destination.write(&whole, &report::foot(&titles))?;
            destination.finish()?;
        }
        Ok(if failed { Outcome::Failed } else { Outcome::Good })
    }
}
