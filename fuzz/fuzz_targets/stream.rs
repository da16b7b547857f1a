//! Lines of a stream.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = dateline::source::ndjson::parse(data, &dateline::source::Limits::default());
});
