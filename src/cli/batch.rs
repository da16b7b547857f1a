//! One run over many articles: each is read and worked on by itself, in parallel, and one that fails, or even panics,
//! is told about and does not stop the rest.

use super::destination::Folder;
use super::guard::{self, Bounds};
use super::messages;
use super::ordered::ordered;
use crate::source::walk::{Found, walk};
use crate::source::{self, Decoded, Limits, Source, SourceError, Warc};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

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

/// Where an earlier run wrote, and how many articles this one passes over because they stand there.
#[derive(Clone)]
pub(super) struct Resumed {
    pub folder: Folder,
    passed: Arc<AtomicUsize>,
}

impl Resumed {
    pub fn new(folder: Folder) -> Self {
        Self { folder, passed: Arc::default() }
    }

    /// How many were passed over so far.
    pub fn passed(&self) -> usize {
        self.passed.load(Ordering::Relaxed)
    }

    fn passes(&self, name: &Name) -> bool {
        let held = self.folder.holds(name);
        self.passed.fetch_add(usize::from(held), Ordering::Relaxed);
        held
    }
}

/// Runs `work` on every article of `paths`, with `take` seeing the results in the order of the input. Articles whose
/// output stands where `resume` says already are passed over.
pub(super) fn run<T: Send + 'static, E>(
    paths: Vec<PathBuf>,
    bounds: Bounds,
    resume: Option<Resumed>,
    work: impl Fn(&Decoded, &Name) -> T + Send + Sync + 'static,
    mut take: impl FnMut(Done<T>) -> Result<(), E>,
) -> Result<(), E> {
    guard::quiet_panics();
    let Bounds { limits, jobs, timeout } = bounds;
    let work = Arc::new(work);
    let inputs = paths.into_iter().flat_map(move |root| {
        let found: Box<dyn Iterator<Item = Found> + Send> =
            if root.as_os_str() == "-" { Box::new(std::iter::once(Found::File(root.clone()))) } else { walk(&root) };
        found.flat_map(move |found| tasks(&root, found, limits))
    });
    let worker = move |task: Task, give: &mut dyn FnMut(Done<T>) -> bool| {
        let mut one = |name: Name, source: Result<Source, SourceError>| {
            let (work, of) = (Arc::clone(&work), name.clone());
            let result = guard::within(timeout, move || Ok(work(&source::decode(&source?, &limits)?, &of)));
            give(Done { name, result })
        };
        let done = |name: &Name| resume.as_ref().is_some_and(|resumed| resumed.passes(name));
        match task {
            Task::Page(name, page) => {
                if page.is_err() || !done(&name) {
                    one(name, page);
                }
            }
            Task::File(name) if done(&name) => {}
            Task::File(name) => read(&name, &limits, &mut |offset, page| one(Name { offset, ..name.clone() }, page)),
        }
    };
    ordered(inputs, jobs, worker, &mut take)
}

/// What a worker is handed.
enum Task {
    /// A file that is still to be opened, or standard input.
    File(Name),
    /// A page of an archive, or what was wrong with it. Archives are read here, one page after the other, so that all
    /// workers have a share in one archive.
    Page(Name, Result<Source, SourceError>),
}

fn tasks(root: &Path, found: Found, limits: Limits) -> Box<dyn Iterator<Item = Task> + Send> {
    let name = |path: PathBuf| Name { path: (path.as_os_str() != "-").then_some(path), root: Some(root.to_owned()), offset: None };
    match found {
        Found::Trouble(path, message) => Box::new(std::iter::once(Task::Page(name(path), Err(SourceError::Line(message))))),
        Found::File(path) if source::is_named_warc(&path) => {
            let name = name(path.clone());
            match Warc::open(&path, limits) {
                Ok(pages) => Box::new(pages.map(move |page| {
                    let offset = page.as_ref().ok().and_then(|page| page.offset);
                    Task::Page(Name { offset, ..name.clone() }, page)
                })),
                Err(error) => Box::new(std::iter::once(Task::Page(name, Err(error)))),
            }
        }
        Found::File(path) => Box::new(std::iter::once(Task::File(name(path)))),
    }
}

/// The documents of a file or of standard input.
fn read(name: &Name, limits: &Limits, give: &mut dyn FnMut(Option<u64>, Result<Source, SourceError>) -> bool) {
    match &name.path {
        None => source::documents(None, std::io::stdin().lock(), limits, give),
        Some(path) => match File::open(path) {
            Ok(file) => source::documents(Some(path), BufReader::new(file), limits, give),
            Err(error) => drop(give(None, Err(error.into()))),
        },
    }
}

/// Tells of a failure in one line.
pub(super) fn tell(name: &Name, failure: &Failure) {
    messages::about(&name.to_string(), &failure.message);
}
