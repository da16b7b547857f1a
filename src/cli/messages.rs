//! Words about the run, on standard error: one line each, `dateline: NAME: reason`. What comes from files is sanitised.

use crate::output::sanitize;
use std::io::Write;

/// Words about the run as a whole; each line of them is one message.
pub(super) fn say(message: &str) {
    let mut out = std::io::stderr().lock();
    for line in message.split('\n') {
        // If standard error is gone there is nobody to tell.
        let _ = writeln!(out, "dateline: {}", sanitize::terminal(line));
    }
}

/// One line about one input.
pub(super) fn about(name: &str, message: &str) {
    // A name may hold line ends; they are shown, not obeyed.
    say(&sanitize::terminal(&format!("{name}: {message}")));
}
