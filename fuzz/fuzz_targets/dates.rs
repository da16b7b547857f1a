//! Text to dates, against a day of publication and without one: each is a date, and cuts out its words.

#![no_main]

use chrono::NaiveDate;
use dateline::mention::{date, name};
use dateline::text::{Language, analyse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let [first, second, rest @ ..] = data else { return };
    let language = Language(if first % 4 == 0 { "es" } else { "en" }.to_owned());
    // From the year 1 to the year 9996: relative dates may reach over either end.
    let published = NaiveDate::from_yo_opt(i32::from(*second) * 39 + 1, u32::from(*first) + 1).filter(|_| first % 3 > 0);
    let content = String::from_utf8_lossy(rest);
    let text = analyse(&content, &language);
    for found in date::recognise(&text, &name::recognise(&text), published) {
        assert!(!found.span.of(&content).is_empty());
        found.happened();
    }
});
