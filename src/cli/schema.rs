//! `dateline schema`: the contract of the record.

use super::{Outcome, Stop};
use crate::output::json;
use crate::record;
use clap::Args;
use std::io::{Write, stdout};

/// Print the JSON Schema (2020-12) of the record.
#[derive(Clone, Debug, Args)]
pub(super) struct Schema {}

impl Schema {
    pub fn run(self) -> Result<Outcome, Stop> {
        writeln!(stdout().lock(), "{}", json::pretty(&record::schema()))?;
        Ok(Outcome::Good)
    }
}
