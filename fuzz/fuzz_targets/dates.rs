//! Text to dates, quantities and names.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let language = dateline::text::Language("en".to_owned());
    let text = dateline::text::analyse(&text, &language);
    let _ = dateline::mention::recognise(&text, dateline::mention::Context::default());
});
