//! Words about the run, on standard error: one line each, `dateline: NAME: reason`. What comes from files is sanitised.

use crate::output::sanitize;
use std::io::Write;

/// One line about the run as a whole.
pub(super) fn say(message: &str) {
    // If standard error is gone there is nobody to tell.
    let _ = writeln!(std::io::stderr().lock(), "dateline: {}", sanitize::terminal(message));
}

/// One line about one input.
pub(super) fn about(name: &str, message: &str) {
    say(&format!("{name}: {message}"));
}
