//! Bytes to a record.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = dateline::Extractor::new(dateline::Options::default()).extract_bytes(data);
});
