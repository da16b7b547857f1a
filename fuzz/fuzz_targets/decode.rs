//! Bytes to text.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let source = dateline::source::Source::new(data);
    let _ = dateline::source::decode(&source, &dateline::source::Limits::default());
});
