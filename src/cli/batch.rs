//! One run over many articles: each is read and worked on by itself, in parallel, and one that fails, or even panics,
//! is told about and does not stop the rest.

use super::messages;
use super::ordered::ordered;
use crate::source::walk::{Found, walk};
use crate::source::{self, Decoded, Limits, Source, SourceError};
use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name by which standard input goes in messages.
pub(super) const STANDARD_INPUT: &str = "standard input";

/// One article and what the work on it gave.
pub(super) struct Done<T> {
    /// The file, and the place in it for a page of an archive: what messages and output files are named after.
    pub name: Name,
    pub result: Result<T, Failure>,
}

/// Which document something is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Absent for standard input.
    pub path: Option<PathBuf>,
    /// The argument under which it was found, which output folders leave off.
    pub root: Option<PathBuf>,
    pub offset: Option<u64>,
}

impl std::fmt::Display for Name {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        match &self.path {
            Some(path) => write!(formatter, "{}", path.display())?,
            None => formatter.write_str(STANDARD_INPUT)?,
        }
        self.offset.map_or(Ok(()), |offset| write!(formatter, "#{offset}"))
    }
}

/// Why an article has no result.
#[derive(Debug)]
pub(super) struct Failure {
    pub code: &'static str,
    pub message: String,
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        Self { code: error.code(), message: error.to_string() }
    }
}

/// Runs `work` on every article of `paths`, with `take` seeing the results in the order of the input.
pub(super) fn run<T: Send + 'static, E>(
    paths: Vec<PathBuf>,
    limits: Limits,
    jobs: usize,
    work: impl Fn(&Decoded, &Name) -> T + Send + Sync + 'static,
    mut take: impl FnMut(Done<T>) -> Result<(), E>,
) -> Result<(), E> {
    quiet_panics();
    let work = Arc::new(work);
    let inputs = paths.into_iter().flat_map(|path| {
        let root = path.clone();
        let found: Box<dyn Iterator<Item = Found> + Send> =
            if path.as_os_str() == "-" { Box::new(std::iter::once(Found::File(path))) } else { walk(&path) };
        found.map(move |found| (root.clone(), found))
    });
    let worker = move |(root, found): (PathBuf, Found), give: &mut dyn FnMut(Done<T>) -> bool| match found {
        Found::Trouble(path, message) => {
            let name = Name { path: Some(path), root: Some(root), offset: None };
            give(Done { name, result: Err(Failure { code: "unreadable", message }) });
        }
        Found::File(path) => {
            let standard_input = path.as_os_str() == "-";
            let path = (!standard_input).then_some(path);
            let name = Name { root: path.is_some().then_some(root), path, offset: None };
            give(one(name, &limits, work.as_ref()));
        }
    };
    ordered(inputs, jobs, worker, &mut take)
}

/// Reads and works on one article.
fn one<T>(name: Name, limits: &Limits, work: &dyn Fn(&Decoded, &Name) -> T) -> Done<T> {
    let result = guarded(|| {
        let source = read(name.path.as_deref(), limits)?;
        Ok(work(&source::decode(&source, limits)?, &name))
    });
    Done { name, result }
}

/// The bytes of a file or of standard input, up to one more than the limit.
fn read(path: Option<&Path>, limits: &Limits) -> Result<Source, SourceError> {
    let most = limits.max_bytes as u64 + 1;
    let mut bytes = Vec::new();
    match path {
        Some(path) => File::open(path)?.take(most).read_to_end(&mut bytes)?,
        None => std::io::stdin().lock().take(most).read_to_end(&mut bytes)?,
    };
    Ok(Source { path: path.map(Path::to_owned), bytes, ..Source::default() })
}

/// Runs something that must not take the rest of the run with it.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        let message = format!("this is a bug in dateline, please report it: {}", said.unwrap_or("no reason given"));
        Err(Failure { code: "bug", message })
    })
}

/// A panic is told by whoever catches it, with the name of the article, so the usual lines are left out.
pub(super) fn quiet_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| ()));
    }
}

/// Tells of a failure in one line.
pub(super) fn tell(name: &Name, failure: &Failure) {
    messages::about(&name.to_string(), &failure.message);
}
