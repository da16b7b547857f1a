//! `dateline completions`: what a shell needs to complete the command line.

use super::{Outcome, Stop, definition};
use clap::Args;
use std::io::{Write, stdout};

/// Print the completion script of a shell.
#[derive(Clone, Debug, Args)]
pub(super) struct Completions {
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

impl Completions {
    pub fn run(self) -> Result<Outcome, Stop> {
        // Made in memory: the generator panics where writing fails, and a closed pipe is no fault.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut definition(), "dateline", &mut script);
        stdout().lock().write_all(&script)?;
        Ok(Outcome::Good)
    }
}
