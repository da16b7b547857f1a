//! Rule packs, site packs: read or refused in words, and what is read can be used beside what ships.

#![no_main]

use dateline::article::Sites;
use dateline::rules::{Pack, Rules};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let source = String::from_utf8_lossy(data);
    match Pack::read("fuzz.toml", &source) {
        Ok(pack) => drop(Rules::new([pack]).map_err(|errors| errors.to_string())),
        Err(errors) => assert!(!errors.to_string().is_empty()),
    }
    let _ = Sites::default().add(&source);
});
