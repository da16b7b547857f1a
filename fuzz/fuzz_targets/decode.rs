//! Bytes to text, whatever encoding the transport claims: none of it may be what a document cannot hold.

#![no_main]

use dateline::source::{Limits, Source, decode};
use libfuzzer_sys::fuzz_target;

const CHARSETS: [&str; 8] = ["", "utf-8", "windows-1252", "utf-16le", "gb18030", "iso-2022-jp", "shift_jis", "no such encoding"];

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let charset = CHARSETS[usize::from(*first) % CHARSETS.len()];
    let source = Source { charset: Some(charset.to_owned()).filter(|charset| !charset.is_empty()), ..Source::new(bytes) };
    if let Ok(decoded) = decode(&source, &Limits::default()) {
        assert!(!decoded.text.contains('\0'), "a zero byte is left");
        assert_eq!(decoded.bytes, bytes.len());
    }
});
