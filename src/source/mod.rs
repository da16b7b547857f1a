//! Where bytes come from and what they are: walking folders, unpacking, telling the type, decoding to text, limits.
//!
//! A [`Source`] is one document as it was read, a [`Decoded`] the same as text. Reading is bounded everywhere
//! ([`Limits`]): nothing is allocated from a length that the input claims, and what unpacks is counted on its way out.

mod control;
mod decode;
mod error;
mod headers;
mod mhtml;
pub mod ndjson;
mod open;
mod sniff;
mod unpack;
pub mod walk;
mod warc;

use std::path::PathBuf;

pub use decode::{decode, decode_text};
pub use error::SourceError;
pub use open::documents;
pub use sniff::is_binary;
pub use warc::{Warc, is_named_warc};

/// One document as it was read.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// As the user gave it; absent for standard input.
    pub path: Option<PathBuf>,
    /// Where in an archive the document stands, in bytes of the file.
    pub offset: Option<u64>,
    pub bytes: Vec<u8>,
    /// The encoding that the transport declared (HTTP, MIME), which goes before what the page says of itself.
    pub charset: Option<String>,
    /// The address that the archive gives.
    pub url: Option<String>,
    pub notices: Vec<Notice>,
}

impl Source {
    /// A document from memory.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), ..Self::default() }
    }

    /// Where it came from, without what it held.
    fn clone_without_bytes(&self) -> Self {
        Self { path: self.path.clone(), notices: self.notices.clone(), offset: self.offset, ..Self::default() }
    }
}

/// What kind of document the bytes hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MediaType {
    Html,
    #[default]
    Text,
    /// Text that is already the clean body: no furniture is looked for.
    Body,
}

/// Decoded text and what is known of where it came from.
#[derive(Clone, Debug, Default)]
pub struct Decoded {
    pub text: String,
    pub media_type: MediaType,
    /// WHATWG name of the encoding.
    pub encoding: &'static str,
    pub bytes: usize,
    /// Lower-case hexadecimal.
    pub sha256: String,
    /// The address, where the archive or the stream gives it and the page may not.
    pub url: Option<String>,
    /// What was wrong with the bytes.
    pub notices: Vec<Notice>,
}

/// Something about the input that a reader of the record should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// `encoding_errors`, `control_characters`, `truncated`, …
    pub code: &'static str,
    pub message: String,
}

impl Notice {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// How much of an input is read, and what the caller knows of it.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Most bytes of one document, unpacked; longer ones are refused.
    pub max_bytes: usize,
    /// Said by the caller; else told by content.
    pub media_type: Option<MediaType>,
    /// Said by the caller; goes before everything but a byte order mark.
    pub encoding: Option<&'static encoding_rs::Encoding>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 32 << 20, media_type: None, encoding: None }
    }
}
