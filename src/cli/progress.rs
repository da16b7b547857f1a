//! How far a long run is, in one line that is written over, on standard error and only at a terminal.

use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

/// How often the line changes.
const EVERY: Duration = Duration::from_millis(250);

/// The line, if there is someone to see it.
pub(super) struct Progress {
    start: Instant,
    shown: Option<Instant>,
    visible: bool,
}

impl Progress {
    pub fn new(wanted: bool) -> Self {
        Self { start: Instant::now(), shown: None, visible: wanted && stderr().is_terminal() }
    }

    /// Shows what was read so far.
    pub fn update(&mut self, read: usize, failed: usize) {
        if !self.visible || self.shown.is_some_and(|shown| shown.elapsed() < EVERY) || self.start.elapsed() < EVERY {
            return;
        }
        self.shown = Some(Instant::now());
        let rate = read as f64 / self.start.elapsed().as_secs_f64();
        let mut out = stderr().lock();
        // If the terminal is gone there is nobody to tell.
        let _ = write!(out, "\r\x1b[K{read} read, {rate:.0} a second, {failed} failed").and_then(|()| out.flush());
    }

    /// Takes the line away, so that a message can stand in its place.
    pub fn clear(&mut self) {
        if self.shown.take().is_some() {
            let mut out = stderr().lock();
            let _ = write!(out, "\r\x1b[K").and_then(|()| out.flush());
        }
    }
}
