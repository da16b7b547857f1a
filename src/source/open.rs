//! A file or stream to its documents: unpacked, and for an archive or a message the pages inside.

use super::warc::{Warc, is_warc};
use super::{Limits, Source, SourceError, mhtml, unpack};
use std::io::{BufRead, Cursor};
use std::path::Path;

/// Gives every document of a stream to `give`, until it says that no more are wanted.
pub fn documents(
    path: Option<&Path>,
    stream: impl BufRead,
    limits: &Limits,
    give: &mut dyn FnMut(Option<u64>, Result<Source, SourceError>) -> bool,
) {
    let (bytes, notices) = match unpack::read_all(stream, limits) {
        Ok(read) => read,
        Err(error) => {
            give(None, Err(error));
            return;
        }
    };
    let source = Source { path: path.map(Path::to_owned), bytes, notices, ..Source::default() };
    if is_warc(&source.bytes) {
        match Warc::new(source.path, Cursor::new(source.bytes), *limits) {
            Ok(pages) => {
                for page in pages {
                    let offset = page.as_ref().ok().and_then(|page| page.offset);
                    if !give(offset, page) {
                        return;
                    }
                }
            }
            Err(error) => drop(give(None, Err(error))),
        }
    } else if mhtml::is_mhtml(&source.bytes) {
        give(None, mhtml::page(source));
    } else {
        give(None, Ok(source));
    }
}
