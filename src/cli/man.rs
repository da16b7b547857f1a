//! `dateline man`: the manual, made from the command line's own definition.

use super::{Outcome, Stop, definition};
use clap::Args;
use clap_mangen::Man as Page;
use clap_mangen::roff::{Roff, bold, roman};
use std::io::{Write, stdout};

/// Print the manual page (troff), or write one for each subcommand too.
#[derive(Clone, Debug, Args)]
pub(super) struct Man {
    /// Write dateline.1, dateline-extract.1, … into this folder.
    #[arg(long, value_name = "DIR")]
    output_dir: Option<std::path::PathBuf>,
}

const STATUS: &[(&str, &str)] = &[
    ("0", "All was read and, for check, all was as expected."),
    ("1", "Some input could not be read, or a check differed. The rest of a batch is still written."),
    ("2", "The usage, the configuration or a rule pack was wrong. Nothing was read."),
];

const EXAMPLES: &[(&str, &str)] = &[
    ("dateline extract story.html", "One saved page to one record."),
    ("curl -s https://example.org/story | dateline extract --format summary", "A page from a pipe, for a person."),
    ("dateline extract news/ --output-dir records/ --resume", "A folder to a folder, going on where an earlier run ended."),
    ("dateline explain story.html --event e1", "What an event rests on."),
    ("dateline report story.html --output report.html", "The article with its events, to look at."),
    ("dateline check fixtures/", "Compare with the records that are expected."),
];

impl Man {
    pub fn run(self) -> Result<Outcome, Stop> {
        let mut command = definition();
        command.build();
        match &self.output_dir {
            None => stdout().lock().write_all(&main_page(command)?)?,
            Some(folder) => {
                std::fs::create_dir_all(folder)?;
                for part in command.get_subcommands().filter(|part| part.get_name() != "help") {
                    let name = format!("dateline-{}", part.get_name());
                    let mut page = Vec::new();
                    Page::new(part.clone()).render(&mut page)?;
                    std::fs::write(folder.join(format!("{name}.1")), page)?;
                }
                std::fs::write(folder.join("dateline.1"), main_page(command)?)?;
            }
        }
        Ok(Outcome::Good)
    }
}

fn main_page(command: clap::Command) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let page = Page::new(command.after_help(""));
    page.render(&mut bytes)?;
    let mut more = Roff::new();
    more.control("SH", ["EXIT STATUS"]);
    for (status, words) in STATUS {
        more.control("TP", []).text([bold(*status)]).text([roman(*words)]);
    }
    more.control("SH", ["EXAMPLES"]);
    for (line, words) in EXAMPLES {
        more.control("TP", []).text([bold(*line)]).text([roman(*words)]);
    }
    more.to_writer(&mut bytes)?;
    Ok(bytes)
}
