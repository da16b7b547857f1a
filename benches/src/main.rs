//! Times dateline and its peers against scraper's parse of the same pages, and how time and memory grow with the text.

mod growth;
mod pages;
mod rates;
mod stages;

use std::path::{Path, PathBuf};

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut taken = |name: &str| arguments.iter().position(|argument| argument == name).map(|at| arguments.remove(at)).is_some();
    let (markdown, growth, rates) = (taken("--markdown"), taken("growth"), taken("rates"));
    taken("pages");
    let rounds = arguments.iter().position(|argument| argument == "--rounds").map(|at| arguments.drain(at..).nth(1));
    let rounds = rounds.flatten().and_then(|rounds| rounds.parse().ok()).unwrap_or(3);
    let fixtures = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let folder = arguments.first().map_or_else(fixtures, PathBuf::from);
    let pages = pages::load(&folder);
    if pages.is_empty() {
        eprintln!("benches: no HTML page in {}", folder.display());
        std::process::exit(1);
    }
    if growth {
        growth::run(&pages, markdown);
    } else if rates {
        rates::run(&pages, rounds);
    } else {
        pages::run(&pages, rounds, markdown);
    }
}
