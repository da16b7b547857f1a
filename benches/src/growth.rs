//! Texts of growing length: what a kilobyte costs, and how much memory was needed.

use crate::pages::Page;
use cpu_time::ThreadTime;
use dateline::source::{self, MediaType};
use dateline::{Extractor, Options, output};
use std::hint::black_box;

/// Lengths of the texts, in bytes.
const SIZES: [usize; 9] = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000];

/// Reads each length a few times and prints the least time.
pub fn run(pages: &[Page], markdown: bool) {
    let extractor = Extractor::new(Options::default());
    let english = |page: &Page| Some(extractor.article(&page.decoded)).filter(|article| article.language.as_deref().is_none_or(is_english));
    let articles: Vec<String> = pages.iter().filter_map(english).map(|article| article.text).filter(|text| !text.is_empty()).collect();
    let whole = articles.join("\n\n");
    println!("{:.1} MB of English articles\n", whole.len() as f64 / 1e6);
    if whole.is_empty() {
        return;
    }
    if markdown {
        println!("| text | time | a kilobyte | memory so far |\n| ---: | ---: | ---: | ---: |");
    }
    for size in SIZES {
        let text = prefix(&whole, size);
        let Ok(input) = source::decode_text(&text, Some(MediaType::Body)) else { continue };
        let rounds = (1_000_000 / size).clamp(1, 30);
        let times = (0..rounds).map(|_| {
            let begin = ThreadTime::now();
            black_box(output::json::line(&extractor.extract(&input)));
            begin.elapsed()
        });
        let least = times.min().unwrap_or_default().as_secs_f64();
        let (name, each) = (size_name(size), least * 1e6 / (text.len() as f64 / 1e3));
        let memory = memory().map_or_else(String::new, |bytes| format!("{:.0} MB", bytes as f64 / 1e6));
        if markdown {
            println!("| {name} | {:.2} ms | {each:.1} µs | {memory} |", least * 1e3);
        } else {
            println!("{name:>8} {:10.2} ms {each:8.1} µs a kilobyte {memory:>9}", least * 1e3);
        }
    }
}

fn is_english(language: &str) -> bool {
    language.split(['-', '_']).next() == Some("en")
}

/// The first bytes of a text, which is begun again where it is too short.
fn prefix(whole: &str, size: usize) -> String {
    let mut text = String::with_capacity(size + whole.len());
    while text.len() < size {
        text.push_str(whole);
        text.push_str("\n\n");
    }
    let end = (size..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
    text.truncate(end);
    text
}

fn size_name(bytes: usize) -> String {
    if bytes < 1_000_000 { format!("{} KB", bytes / 1_000) } else { format!("{} MB", bytes / 1_000_000) }
}

/// The most memory that the process has held, where the system tells.
fn memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<usize>().ok()? * 1024)
}
