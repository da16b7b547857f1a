//! Which files a path stands for: a file is itself, a folder is all its articles, sorted by name, links not followed.

use std::path::{Path, PathBuf};

/// Endings that articles are saved under, each also with `.gz` or `.zst` behind it. Other files of a folder are passed
/// over; named on the command line, any file is read.
const ENDINGS: &[&str] =
    &["html", "htm", "xhtml", "xht", "shtml", "php", "asp", "aspx", "jsp", "jspx", "cms", "ece", "txt", "text", "mhtml", "mht", "warc"];

/// Something found under a path.
#[derive(Debug)]
pub enum Found {
    File(PathBuf),
    /// What could not be looked at, and why.
    Trouble(PathBuf, String),
}

/// Every article under a path, in order, without holding the list.
pub fn walk(path: &Path) -> Box<dyn Iterator<Item = Found> + Send> {
    // One look decides: a missing file, a device and a pipe that was named are left to whoever opens them.
    if !path.is_dir() {
        return Box::new(std::iter::once(Found::File(path.to_owned())));
    }
    let root = path.to_owned();
    let entries = ignore::WalkBuilder::new(path)
        .standard_filters(false)
        .follow_links(false)
        .sort_by_file_name(Ord::cmp)
        .filter_entry(|entry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b"."))
        .build();
    let nothing = Found::Trouble(path.to_owned(), "holds no articles (.html, .txt, .mhtml, .warc, also compressed)".to_owned());
    let mut found = entries.filter_map(move |entry| match entry {
        Ok(entry) => {
            let regular = entry.file_type().is_some_and(|kind| kind.is_file());
            (regular && is_article(entry.path())).then(|| Found::File(entry.into_path()))
        }
        Err(error) => Some(Found::Trouble(root.clone(), error.to_string())),
    });
    match found.next() {
        Some(first) => Box::new(std::iter::once(first).chain(found)),
        None => Box::new(std::iter::once(nothing)),
    }
}

/// Whether a file of a folder is taken for an article by its name.
fn is_article(path: &Path) -> bool {
    let mut stem = path.to_owned();
    if matches!(ending(&stem).as_deref(), Some("gz" | "zst")) {
        stem.set_extension("");
    }
    ending(&stem).is_none_or(|ending| ENDINGS.contains(&ending.as_str()))
}

/// The ending in lower case, without a query that a download left in the name ("story.php?id=3").
fn ending(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_string_lossy().to_ascii_lowercase();
    Some(ending.split('?').next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn articles_are_known_by_their_endings() {
        for name in ["a.html", "a.HTM", "story", "a.txt.gz", "a.warc.gz", "a.php?id=3", "a.html.zst"] {
            assert!(super::is_article(name.as_ref()), "{name}");
        }
        for name in ["gold.json", "NOTES.md", "a.png", "a.tar.gz", "a.expected.json"] {
            assert!(!super::is_article(name.as_ref()), "{name}");
        }
    }
}
