//! How often the program's own reading of HTML and the standard's tree builder lead to the same article, over folders of pages:
//! `cargo run --profile measure --example trees -- DIR…`. Prints the pages that differ and a count.

use dateline::article;
use dateline::source::{self, Limits, Source};
use std::path::PathBuf;

fn main() {
    let mut pages: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flat_map(|entries| entries.flatten().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect();
    pages.sort();
    let (mut same, mut all) = (0_usize, 0_usize);
    for path in pages {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let Ok(decoded) = source::decode(&Source::new(bytes), &Limits::default()) else { continue };
        let own = article::from_html(&decoded.text);
        let browser = article::from_html(&scraper::Html::parse_document(&decoded.text).html());
        all += 1;
        if own.text == browser.text {
            same += 1;
        } else {
            println!("{}: {} characters, {} through the other tree", path.display(), own.text.len(), browser.text.len());
        }
    }
    println!("{same} of {all} pages give the same text");
}
