//! Web archives, saved messages and compressed input: no document is larger than allowed.

#![no_main]

use dateline::source::{Limits, Warc, documents};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let limits = Limits { max_bytes: 1 << 20, ..Limits::default() };
    if let Ok(pages) = Warc::new(None, data, limits) {
        let _ = pages.count();
    }
    documents(None, data, &limits, &mut |_, document| {
        assert!(document.map_or(0, |document| document.bytes.len()) <= limits.max_bytes);
        true
    });
});
