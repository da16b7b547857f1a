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

/// What each exit status means.
const STATUS: &[(&str, &str)] = &[
    ("0", "All was read and, for check, all was as expected."),
    ("1", "Some input could not be read, or a check differed. The rest of a batch is still written."),
    ("2", "The usage, the configuration or a rule pack was wrong. Nothing was read."),
];

/// Other things that a reader of the manual looks for.
const FILES: &[(&str, &str)] = &[(
    "dateline.toml",
    "Options that hold for a folder and all below it, looked for in the working folder and upwards: published, language, type, encoding, \
     rules, sites, max-bytes, jobs. What the command line says goes before it.",
)];
const ENVIRONMENT: &[(&str, &str)] =
    &[("NO_COLOR", "If set, help and errors of usage are printed without colours, as they are where no terminal is.")];

/// Commands for a start, shown in the help too.
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
                    std::fs::write(folder.join(format!("{name}.1")), page(part.clone(), &[("EXIT STATUS", STATUS)])?)?;
                }
                std::fs::write(folder.join("dateline.1"), main_page(command)?)?;
            }
        }
        Ok(Outcome::Good)
    }
}

fn main_page(command: clap::Command) -> std::io::Result<Vec<u8>> {
    page(command, &[("EXIT STATUS", STATUS), ("FILES", FILES), ("ENVIRONMENT", ENVIRONMENT), ("EXAMPLES", EXAMPLES)])
}

/// The page of a command with sections behind it; they stand in for what its help ends with.
fn page(command: clap::Command, sections: &[(&str, &[(&str, &str)])]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    Page::new(command.after_help(None::<&str>).after_long_help(None::<&str>)).render(&mut bytes)?;
    let mut more = Roff::new();
    for (title, entries) in sections {
        more.control("SH", [*title]);
        for (term, words) in *entries {
            more.control("TP", []).text([bold(*term)]).text([roman(*words)]);
        }
    }
    more.to_writer(&mut bytes)?;
    Ok(bytes)
}

/// What `--help` ends with.
pub(super) fn ending_of_help() -> String {
    let entries = |title: &str, entries: &[(&str, &str)], between: &str| {
        let lines = entries.iter().map(|(term, words)| format!("\n  {term}{between}{words}"));
        format!("{title}:{}", lines.collect::<String>())
    };
    let (examples, status) = (entries("Examples", EXAMPLES, "\n      "), entries("Exit status", STATUS, "  "));
    format!("{examples}\n\n{status}\n\nMore about a command: dateline help COMMAND. The manual: dateline man | man -l -")
}
