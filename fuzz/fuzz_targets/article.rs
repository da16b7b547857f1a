//! Pages and copied texts to articles.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let _ = dateline::article::from_html(&text);
    let _ = dateline::article::from_text(&text);
    assert_eq!(dateline::article::from_body(&text).text, text, "a clean body is left as it is");
});
