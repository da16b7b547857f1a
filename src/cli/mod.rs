//! The command line: arguments, batches, messages; one file per subcommand.
//!
//! Records go to standard output or to files, words about the run to standard error. The exit status is 0 if all was
//! read, 1 if some input failed or a check differed, 2 if usage, configuration or a rule pack was wrong.

mod arguments;
mod batch;
mod check;
mod completions;
mod config;
mod destination;
mod explain;
mod extract;
mod guard;
mod man;
mod messages;
mod ndjson;
mod ordered;
mod progress;
mod report;
mod rules;
mod schema;

use clap::{CommandFactory, Parser, Subcommand};
use std::io;
use std::process::ExitCode;

/// Turns a saved news article into a record that can be checked: who, what, when, where, how many, on whose word.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100, after_long_help = man::ending_of_help())]
#[command(after_help = "Exit status: 0 all was read; 1 some input failed or a check differed; 2 usage, configuration or rule pack.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Extract),
    Explain(explain::Explain),
    Report(report::Report),
    Check(check::Check),
    Rules(rules::Rules),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

/// How a command ended, when nothing stopped it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Good,
    /// Some input failed, or a check differed; the messages are printed already.
    Failed,
}

/// What stops a command.
#[derive(Debug, thiserror::Error)]
enum Stop {
    /// Usage, configuration or a rule pack: exit status 2.
    #[error("{0}")]
    Usage(String),
    /// Input or output: exit status 1.
    #[error("{0}")]
    Failed(String),
    /// Whoever reads our output has seen enough: that is success.
    #[error("broken pipe")]
    BrokenPipe,
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::Failed(format!("cannot write: {error}")),
        }
    }
}

/// Runs the command line and gives the exit status.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors. If even this cannot be printed, the status still tells.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let result = match cli.command {
        Command::Extract(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Report(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Rules(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::Completions(command) => command.run(),
        Command::Man(command) => command.run(),
    };
    match result {
        Ok(Outcome::Good) | Err(Stop::BrokenPipe) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::from(1),
        Err(stop @ Stop::Failed(_)) => {
            messages::say(&stop.to_string());
            ExitCode::from(1)
        }
        Err(stop @ Stop::Usage(_)) => {
            messages::say(&stop.to_string());
            ExitCode::from(2)
        }
    }
}

/// The whole command line as data, for completions and the manual.
fn definition() -> clap::Command {
    Cli::command()
}
