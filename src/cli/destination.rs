//! Where results go: standard output, one file, or a folder that mirrors the input.
//!
//! A file is written under another name and renamed when it is whole, so that whoever interrupts a run finds only whole
//! files. Names in an output folder come from input paths alone, never from titles or addresses; nothing is overwritten
//! unless told, and nothing is written through a link.

use super::Stop;
use super::batch::Name;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write, stdout};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

/// Where the results of a run go.
pub(super) enum Destination {
    Standard(BufWriter<io::StdoutLock<'static>>),
    File(Whole),
    Folder(Folder),
}

impl Destination {
    pub fn standard() -> Self {
        Self::Standard(BufWriter::new(stdout().lock()))
    }

    /// A single file.
    pub fn file(path: &Path, overwrite: bool) -> Result<Self, Stop> {
        if !overwrite && path.exists() {
            return Err(Stop::Failed(format!("{}: exists already (--overwrite replaces it)", path.display())));
        }
        Whole::create(path).map(Self::File).map_err(|error| Stop::Failed(format!("{}: cannot be written: {error}", path.display())))
    }

    /// One of several files that are written side by side in a folder.
    pub fn part(path: &Path, overwrite: bool) -> Result<Self, Stop> {
        if !overwrite && path.exists() {
            return Err(Stop::Failed(format!("{}: exists already (--overwrite replaces it)", path.display())));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Whole::under(path, &format!(".{name}.part"))
            .map(Self::File)
            .map_err(|error| Stop::Failed(format!("{}: cannot be written: {error}", path.display())))
    }

    /// Writes one result; for a folder, into the file that belongs to `name`.
    pub fn write(&mut self, name: &Name, result: &str) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.write_all(result.as_bytes()),
            Self::File(out) => out.write_all(result.as_bytes()),
            Self::Folder(folder) => folder.write(name, result),
        }
    }

    /// Ends the run: flushes, and gives the file its name.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Standard(mut out) => out.flush(),
            Self::File(out) => out.finish(),
            Self::Folder(_) => Ok(()),
        }
    }

    /// Shows what is there so far, for someone who waits at a terminal.
    pub fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            _ => Ok(()),
        }
    }
}

/// Makes an output folder, if it is not there.
pub(super) fn make_folder(path: &Path) -> Result<(), Stop> {
    let told = |reason: String| Stop::Failed(format!("{}: cannot be an output folder: {reason}", path.display()));
    if path.exists() && !path.is_dir() {
        return Err(told("it is a file".to_owned()));
    }
    fs::create_dir_all(path).map_err(|error| told(error.to_string()))
}

/// A file that appears under its name only when it is whole.
pub(super) struct Whole {
    path: PathBuf,
    partial: PathBuf,
    out: BufWriter<File>,
    whole: bool,
}

impl Whole {
    pub fn create(path: &Path) -> io::Result<Self> {
        // Beside the file, so that renaming stays within one file system; short, since names may be long already.
        Self::under(path, &format!(".dateline-{}.part", std::process::id()))
    }

    /// The same, under a temporary name of its own, for files that are written side by side.
    fn under(path: &Path, temporary: &str) -> io::Result<Self> {
        let partial = path.with_file_name(temporary);
        let out = BufWriter::new(File::create(&partial)?);
        Ok(Self { path: path.to_owned(), partial, out, whole: false })
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()?;
        fs::rename(&self.partial, &self.path)?;
        self.whole = true;
        Ok(())
    }
}

impl Drop for Whole {
    /// What did not become whole is taken away; if it cannot be, nothing is lost but its place.
    fn drop(&mut self) {
        if !self.whole {
            let _ = fs::remove_file(&self.partial);
        }
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Whether a file has the name under which [`Whole::create`] begins one.
fn is_partial(name: &std::ffi::OsStr) -> bool {
    let number = name.to_str().and_then(|name| name.strip_prefix(".dateline-")?.strip_suffix(".part"));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_old(entry: &fs::DirEntry) -> bool {
    let age = entry.metadata().ok().and_then(|found| found.modified().ok()?.elapsed().ok());
    age.is_some_and(|age| age > Duration::from_secs(60))
}

/// A folder that mirrors the input.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    pub root: PathBuf,
    pub ending: &'static str,
    pub overwrite: bool,
    /// Whether names are relative to the one folder that is read; else the whole path is mirrored.
    pub relative: bool,
}

impl Folder {
    /// The file that belongs to an input.
    pub fn path_of(&self, name: &Name) -> PathBuf {
        let path = name.path.as_deref().unwrap_or(Path::new("standard-input"));
        let inner = match &name.root {
            Some(root) if self.relative => path.strip_prefix(root).ok().filter(|inner| !inner.as_os_str().is_empty()),
            _ => None,
        };
        let inner = inner.unwrap_or(if self.relative { Path::new(path.file_name().unwrap_or_default()) } else { path });
        let mut mirrored = self.root.clone();
        for part in inner.components() {
            match part {
                Component::Normal(part) => mirrored.push(part),
                // A path that leads upwards stays inside, and apart from one that does not.
                Component::ParentDir => mirrored.push("_"),
                Component::Prefix(_) | Component::RootDir | Component::CurDir => {}
            }
        }
        let mut file = mirrored.file_name().map(OsString::from).unwrap_or_default();
        if let Some(offset) = name.offset {
            file.push(format!("#{offset}"));
        }
        file.push(self.ending);
        mirrored.with_file_name(file)
    }

    /// Whether the file of an input is there and not older than the input. Files appear only when they are whole.
    pub fn holds(&self, name: &Name) -> bool {
        let changed = |path: &Path| fs::metadata(path).and_then(|found| found.modified()).ok();
        let Some(made) = changed(&self.path_of(name)) else { return false };
        name.path.as_deref().and_then(changed).is_none_or(|changed| changed <= made)
    }

    /// Takes away what a run that was killed had begun to write. Such a file lives for milliseconds, so one that is older than a minute
    /// belongs to no run; whatever cannot be looked at is left.
    pub fn tidy(&self) {
        let mut folders = vec![self.root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let Ok(kind) = entry.file_type() else { continue };
                if kind.is_dir() {
                    folders.push(entry.path());
                } else if kind.is_file() && is_partial(&entry.file_name()) && is_old(&entry) {
                    let _ = fs::remove_file(entry.path());
                }
            }
        }
    }

    fn write(&self, name: &Name, result: &str) -> io::Result<()> {
        let path = self.path_of(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
            self.refuse_links(parent)?;
        }
        match fs::symlink_metadata(&path) {
            Ok(found) if found.file_type().is_symlink() => return Err(io::Error::other(format!("{} is a link", path.display()))),
            Ok(_) if !self.overwrite => {
                return Err(io::Error::other(format!("{} exists already (--overwrite replaces it)", path.display())));
            }
            _ => {}
        }
        let mut out = Whole::create(&path)?;
        out.write_all(result.as_bytes())?;
        out.finish()
    }

    /// No folder between the output folder and the file may be a link that leads elsewhere.
    fn refuse_links(&self, parent: &Path) -> io::Result<()> {
        let Ok(inner) = parent.strip_prefix(&self.root) else { return Ok(()) };
        let mut folder = self.root.clone();
        for part in inner.components() {
            folder.push(part);
            if fs::symlink_metadata(&folder)?.file_type().is_symlink() {
                return Err(io::Error::other(format!("{} is a link", folder.display())));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(path: &str, root: &str, relative: bool) -> String {
        let folder = Folder { root: "out".into(), ending: ".json", overwrite: false, relative };
        let name = Name { path: Some(path.into()), root: Some(root.into()), offset: None };
        folder.path_of(&name).display().to_string()
    }

    #[test]
    fn outputs_mirror_inputs_and_stay_inside() {
        assert_eq!(named("news/a/story.html", "news", true), "out/a/story.html.json");
        assert_eq!(named("news/story.html", "news/story.html", true), "out/story.html.json");
        assert_eq!(named("x/story.html", "x", false), "out/x/story.html.json");
        assert_eq!(named("/etc/../story.html", "/etc", false), "out/etc/_/story.html.json");
        assert_eq!(named("../../story.html", "../..", false), "out/_/_/story.html.json");
    }

    #[test]
    fn only_what_was_begun_is_partial() {
        let partial = |name: &str| is_partial(name.as_ref());
        assert!(partial(".dateline-731.part"));
        assert!([".dateline-.part", ".dateline-x.part", "dateline-731.part", ".dateline-731.json"].iter().all(|name| !partial(name)));
    }

    #[test]
    fn pages_of_an_archive_are_apart() {
        let folder = Folder { root: "out".into(), ending: ".json", overwrite: false, relative: true };
        let name = Name { path: Some("a.warc.gz".into()), root: Some("a.warc.gz".into()), offset: Some(731) };
        assert_eq!(folder.path_of(&name), Path::new("out/a.warc.gz#731.json"));
    }
}
