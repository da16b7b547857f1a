//! Where bytes come from and what they are: sniffing the type, decoding to text, limits.

use std::path::PathBuf;

/// One input as it was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// As the user gave it; absent for standard input.
    pub path: Option<PathBuf>,
    pub bytes: Vec<u8>,
}

/// What kind of document the bytes hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    Html,
    Text,
    /// Text that is already the clean body: no furniture is looked for.
    Body,
}

/// Decoded text and what is known of where it came from.
#[derive(Clone, Debug)]
pub struct Decoded {
    pub text: String,
    pub media_type: MediaType,
    /// WHATWG name of the encoding.
    pub encoding: &'static str,
    pub bytes: usize,
    /// Lower-case hexadecimal.
    pub sha256: String,
}

/// Decodes bytes to text and tells what they are.
pub fn decode(source: &Source) -> Decoded {
    let text = String::from_utf8_lossy(&source.bytes).into_owned();
    let media_type = if text.trim_start().starts_with('<') {
        MediaType::Html
    } else {
        MediaType::Text
    };
    Decoded {
        text,
        media_type,
        encoding: "UTF-8",
        bytes: source.bytes.len(),
        sha256: String::new(),
    }
}
