//! Pages one by one: the whole record, its stages and the peers, as ratios to scraper's parse.

use crate::stages::{self, STAGES};
use cpu_time::ThreadTime;
use dateline::source::{self, Limits, Source};
use dateline::{Extractor, Options, output, page};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A page as it was saved, and decoded for those who take text.
pub struct Page {
    pub bytes: Vec<u8>,
    pub decoded: source::Decoded,
}

/// One thing that is timed: what it is called and what it does with a page.
struct Subject {
    name: &'static str,
    run: Box<dyn Fn(&Page)>,
}

/// The pages of a folder and all below it, sorted.
pub fn load(folder: &Path) -> Vec<Page> {
    let mut paths = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "html") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let page = |path: PathBuf| {
        let bytes = std::fs::read(&path).ok()?;
        let decoded = source::decode(&Source::new(bytes.clone()), &Limits::default()).ok()?;
        Some(Page { bytes, decoded })
    };
    paths.into_iter().filter_map(page).collect()
}

fn subjects() -> Vec<Subject> {
    let mut subjects: Vec<Subject> = Vec::new();
    let mut add = |name, run: Box<dyn Fn(&Page)>| subjects.push(Subject { name, run });
    add("`scraper` parse", Box::new(|page| drop(black_box(scraper::Html::parse_document(&page.decoded.text)))));
    add("page tree", Box::new(|page| drop(black_box(page::Page::parse(&page.decoded.text)))));
    let extractor = Extractor::new(Options::default());
    add(
        "record, from bytes to JSON",
        Box::new(move |page| drop(black_box(extractor.extract_bytes(&page.bytes).map(|record| output::json::line(&record))))),
    );
    #[cfg(feature = "peers")]
    {
        add(
            "dom_smoothie (body alone)",
            Box::new(|page| {
                let parsed = dom_smoothie::Readability::new(page.decoded.text.as_str(), None, None).and_then(|mut reader| reader.parse());
                drop(black_box(parsed));
            }),
        );
        add("legible (body alone)", Box::new(|page| drop(black_box(legible::parse(&page.decoded.text, None, None)))));
        add("rs-trafilatura (body alone)", Box::new(|page| drop(black_box(rs_trafilatura::extract(&page.decoded.text)))));
    }
    subjects
}

/// Times everything on every page and prints the ratios.
pub fn run(pages: &[Page], rounds: usize, markdown: bool) {
    let subjects = subjects();
    let extractor = Extractor::new(Options::default());
    let mut times = vec![vec![Duration::MAX; pages.len()]; subjects.len()];
    let mut stages = vec![[Duration::MAX; STAGES.len()]; pages.len()];
    for _ in 0..rounds {
        for (index, page) in pages.iter().enumerate() {
            for (subject, row) in subjects.iter().zip(&mut times) {
                let begin = ThreadTime::now();
                (subject.run)(page);
                row[index] = row[index].min(begin.elapsed());
            }
            for (least, time) in stages[index].iter_mut().zip(stages::time(&extractor, page)) {
                *least = time.min(*least);
            }
        }
    }
    let bytes: usize = pages.iter().map(|page| page.bytes.len()).sum();
    println!("{} pages, {:.1} MB, the least of {rounds} rounds\n", pages.len(), bytes as f64 / 1e6);
    ratios(&subjects, &times, markdown);
    shares(&stages, &times[0], markdown);
}

fn seconds(row: &[Duration]) -> f64 {
    row.iter().map(Duration::as_secs_f64).sum()
}

fn ratios(subjects: &[Subject], times: &[Vec<Duration>], markdown: bool) {
    if markdown {
        println!("| | ms a page | median ÷ parse | 10 % to 90 % | total ÷ parse |\n| --- | ---: | ---: | ---: | ---: |");
    }
    let parse = seconds(&times[0]);
    for (subject, row) in subjects.iter().zip(times) {
        let mut ratios: Vec<f64> = row.iter().zip(&times[0]).map(|(time, parse)| time.as_secs_f64() / parse.as_secs_f64()).collect();
        ratios.sort_by(f64::total_cmp);
        let at = |share: f64| ratios[((ratios.len() - 1) as f64 * share) as usize];
        let (each, total) = (seconds(row) * 1e3 / row.len() as f64, seconds(row) / parse);
        let (median, low, high) = (at(0.5), at(0.1), at(0.9));
        if markdown {
            println!("| {} | {each:.2} | {median:.2} | {low:.2} to {high:.2} | {total:.2} |", subject.name);
        } else {
            println!("{:28} {each:8.3} ms a page  median {median:6.3}  ({low:.3} to {high:.3})  total {total:6.3}", subject.name);
        }
    }
}

fn shares(stages: &[[Duration; STAGES.len()]], parse: &[Duration], markdown: bool) {
    let sums: Vec<f64> = (0..STAGES.len()).map(|stage| stages.iter().map(|times| times[stage].as_secs_f64()).sum()).collect();
    let (whole, parse): (f64, f64) = (sums.iter().sum(), seconds(parse));
    println!();
    if markdown {
        println!("| stage | share | total ÷ parse |\n| --- | ---: | ---: |");
    }
    for (name, sum) in STAGES.iter().zip(&sums) {
        let (share, ratio) = (sum * 100.0 / whole, sum / parse);
        if markdown {
            println!("| {name} | {share:.1} % | {ratio:.3} |");
        } else {
            println!("{name:28} {share:5.1} %  total {ratio:6.3}");
        }
    }
}
