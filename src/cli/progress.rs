//! How far a long run is, in one line that is written over, on standard error and only at a terminal.

use super::batch::Name;
use super::destination::Folder;
use crate::source::walk::{Found, walk};
use std::io::{IsTerminal, Write, stderr};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// How often the line changes.
const EVERY: Duration = Duration::from_millis(250);

/// The line, if there is someone to see it.
pub(super) struct Progress {
    start: Instant,
    shown: Option<Instant>,
    visible: bool,
    /// How many files there are to read, once they are counted.
    files: Arc<OnceLock<usize>>,
    /// The file that is read, and how many were before it.
    file: Option<PathBuf>,
    finished: usize,
}

impl Progress {
    pub fn new(wanted: bool) -> Self {
        let visible = wanted && stderr().is_terminal();
        Self { start: Instant::now(), shown: None, visible, files: Arc::default(), file: None, finished: 0 }
    }

    /// Counts the files beside the run, so that the line can say how long it will take. Those that the run passes over, since they
    /// stand in `resume` already, are none of them.
    pub fn count(self, paths: &[PathBuf], resume: Option<&Folder>) -> Self {
        if self.visible {
            let (paths, resume, files) = (paths.to_vec(), resume.cloned(), Arc::clone(&self.files));
            std::thread::spawn(move || {
                let to_read = |root: PathBuf| walk(&root).filter(|found| !stands(resume.as_ref(), &root, found)).count();
                files.set(paths.into_iter().map(to_read).sum())
            });
        }
        self
    }

    /// Shows what was read so far, `name` last.
    pub fn update(&mut self, name: &Name, read: usize, failed: usize) {
        if !self.visible {
            return;
        }
        if self.file != name.path {
            // A file is finished when the next one begins: an archive holds many pages.
            self.finished += usize::from(self.file.is_some());
            self.file.clone_from(&name.path);
        }
        let elapsed = self.start.elapsed();
        if self.shown.is_some_and(|shown| shown.elapsed() < EVERY) || elapsed < EVERY {
            return;
        }
        self.shown = Some(Instant::now());
        let rate = read as f64 / elapsed.as_secs_f64();
        let left = self.files.get().and_then(|files| time_left(elapsed, self.finished, *files)).unwrap_or_default();
        let mut out = stderr().lock();
        // If the terminal is gone there is nobody to tell.
        let _ = write!(out, "\r\x1b[K{read} read, {rate:.0} a second, {failed} failed{left}").and_then(|()| out.flush());
    }

    /// Takes the line away, so that a message can stand in its place.
    pub fn clear(&mut self) {
        if self.shown.take().is_some() {
            let mut out = stderr().lock();
            let _ = write!(out, "\r\x1b[K").and_then(|()| out.flush());
        }
    }
}

/// Whether the output of a file is there already.
fn stands(resume: Option<&Folder>, root: &std::path::Path, found: &Found) -> bool {
    match (resume, found) {
        (Some(folder), Found::File(path)) => folder.holds(&Name { path: Some(path.clone()), root: Some(root.to_owned()), offset: None }),
        _ => false,
    }
}

/// ", 12 min left", if the files so far tell.
fn time_left(elapsed: Duration, finished: usize, files: usize) -> Option<String> {
    let left = files.checked_sub(finished).filter(|left| *left > 0 && finished > 0)?;
    let seconds = elapsed.as_secs_f64() / finished as f64 * left as f64;
    Some(match seconds {
        ..90.0 => format!(", {seconds:.0} s left"),
        ..5400.0 => format!(", {:.0} min left", seconds / 60.0),
        _ => format!(", {:.1} h left", seconds / 3600.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_that_is_left_is_told_once_it_is_known() {
        let left = |finished, files| time_left(Duration::from_secs(60), finished, files).unwrap_or_default();
        assert_eq!([left(0, 9), left(9, 9), left(10, 9)], ["", "", ""]);
        assert_eq!([left(60, 100), left(60, 660), left(60, 20_060)], [", 40 s left", ", 10 min left", ", 5.6 h left"]);
    }
}
