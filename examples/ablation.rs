//! The bodies of pages with one kind of evidence left aside: `cargo run --profile measure --example ablation -- SIGNAL DIR OUT`. `SIGNAL` is a
//! name of `Signal`, or `none`; without arguments the names are printed. `scripts/ablation` scores what comes out.

use dateline::article::{self, Signal};
use dateline::source::{self, Limits, Source};
use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, folder, out] = arguments.as_slice() else {
        for signal in Signal::ALL {
            println!("{signal:?}");
        }
        return Ok(());
    };
    let without = Signal::ALL.into_iter().find(|signal| format!("{signal:?}") == *name);
    let mut pages: Vec<PathBuf> = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    pages.sort();
    let mut texts = serde_json::Map::new();
    for path in pages {
        let Ok(decoded) = source::decode(&Source::new(std::fs::read(&path)?), &Limits::default()) else { continue };
        let article = match without {
            Some(signal) => article::from_html_without(&decoded.text, signal),
            None => article::from_html(&decoded.text),
        };
        let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        texts.insert(id, article.text.into());
    }
    std::fs::write(out, serde_json::to_vec(&texts)?)
}
