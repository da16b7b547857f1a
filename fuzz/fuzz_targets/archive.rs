//! Web archives, saved messages and compressed input.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let limits = dateline::source::Limits { max_bytes: 1 << 20, ..dateline::source::Limits::default() };
    if let Ok(pages) = dateline::source::Warc::new(None, data, limits) {
        let _ = pages.count();
    }
    dateline::source::documents(None, data, &limits, &mut |_, _| true);
});
