//! Rule packs.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = dateline::rules::Pack::read("fuzz.toml", &String::from_utf8_lossy(data));
});
