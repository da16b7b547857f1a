//! Lines of a stream: each is read or refused, and none is lost.

#![no_main]

use dateline::source::{Limits, ndjson};
use libfuzzer_sys::fuzz_target;

const LONGEST: usize = 2048;

fuzz_target!(|data: &[u8]| {
    let limits = Limits { max_bytes: LONGEST / 2, ..Limits::default() };
    let mut stream = data;
    let mut lines = 0;
    while let Ok(Some(line)) = ndjson::next_line(&mut stream, LONGEST) {
        assert!(line.len() <= LONGEST + 1);
        let _ = ndjson::parse(&line, &limits);
        lines += 1;
    }
    let ends = data.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(lines, ends + usize::from(data.last().is_some_and(|last| *last != b'\n')));
});
