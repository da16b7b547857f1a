//! Times every stage of dateline, and its peers, against scraper's parse of the same page, in one run.

use dateline::event::{self, Analysis};
use dateline::mention::{self, Context};
use dateline::source::{self, Limits, Source};
use dateline::{Extractor, Options, article, text};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// One thing that is timed: what it is called and what it does with a page.
struct Subject {
    name: &'static str,
    run: Box<dyn Fn(&Page)>,
}

/// A page and what the earlier stages made of it, so that each stage is timed alone.
struct Page {
    bytes: Vec<u8>,
    decoded: source::Decoded,
    article: article::Article,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let flag = |name: &str| arguments.iter().any(|argument| argument == name);
    let rounds =
        arguments.iter().position(|argument| argument == "--rounds").and_then(|at| arguments.get(at + 1)?.parse().ok()).unwrap_or(3);
    let folder = arguments.first().filter(|argument| !argument.starts_with("--"));
    let folder = folder.map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures"), PathBuf::from);
    let pages = load(&folder);
    if pages.is_empty() {
        eprintln!("benches: no HTML page in {}", folder.display());
        std::process::exit(1);
    }
    let subjects = subjects(flag("--peers"));
    let times = measure(&pages, &subjects, rounds);
    report(&pages, &subjects, &times, flag("--markdown"));
}

fn load(folder: &Path) -> Vec<Page> {
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
        let article = extractor.article(&decoded);
        Some(Page { bytes, decoded, article })
    };
    paths.into_iter().filter_map(page).collect()
}

fn subjects(peers: bool) -> Vec<Subject> {
    let mut subjects: Vec<Subject> = Vec::new();
    let mut add = |name, run: Box<dyn Fn(&Page)>| subjects.push(Subject { name, run });
    add("scraper parse", Box::new(|page| drop(black_box(scraper::Html::parse_document(&page.decoded.text)))));
    add("UTF-8 check", Box::new(|page| { let _ = black_box(std::str::from_utf8(&page.bytes)); }));
    add("article", Box::new(|page| drop(black_box(article::from_html(&page.decoded.text)))));
    let english = || text::Language("en".to_owned());
    add("text", Box::new(move |page| drop(black_box(text::analyse(&page.article.text, &english())))));
    add(
        "text + mentions",
        Box::new(move |page| {
            let text = text::analyse(&page.article.text, &english());
            drop(black_box(mention::recognise(&text, Context::default())));
        }),
    );
    let rules = dateline::rules::Rules::builtin();
    add(
        "text + mentions + clauses + events",
        Box::new(move |page| {
            let text = text::analyse(&page.article.text, &english());
            let mentions = mention::recognise(&text, Context::default());
            let clauses = rules.clauses(&text, &mentions.names.spans(), &event::charge::may_accuse(&text));
            let frames = rules.frames(&text, &clauses, &mentions);
            drop(black_box(event::find(Analysis { text: &text, mentions: &mentions, clauses: &clauses, frames: &frames })));
        }),
    );
    let extractor = Extractor::new(Options::default());
    add(
        "record, from bytes to JSON",
        Box::new(move |page| {
            drop(black_box(extractor.extract_bytes(&page.bytes)));
        }),
    );
    if peers {
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

/// The least time of each subject on each page over the rounds.
fn measure(pages: &[Page], subjects: &[Subject], rounds: usize) -> Vec<Vec<Duration>> {
    let mut times = vec![vec![Duration::MAX; pages.len()]; subjects.len()];
    for _ in 0..rounds {
        for (index, page) in pages.iter().enumerate() {
            for (subject, row) in subjects.iter().zip(&mut times) {
                let begin = Instant::now();
                (subject.run)(page);
                row[index] = row[index].min(begin.elapsed());
            }
        }
    }
    times
}

fn report(pages: &[Page], subjects: &[Subject], times: &[Vec<Duration>], markdown: bool) {
    let bytes: usize = pages.iter().map(|page| page.bytes.len()).sum();
    println!("{} pages, {:.1} MB", pages.len(), bytes as f64 / 1e6);
    if markdown {
        println!("\n| | ms a page | median ÷ parse | 10 % to 90 % | total ÷ parse |\n| --- | ---: | ---: | ---: | ---: |");
    }
    let seconds = |row: &[Duration]| row.iter().map(Duration::as_secs_f64).sum::<f64>();
    let parse = seconds(&times[0]);
    for (subject, row) in subjects.iter().zip(times) {
        let mut ratios: Vec<f64> = row.iter().zip(&times[0]).map(|(time, parse)| time.as_secs_f64() / parse.as_secs_f64()).collect();
        ratios.sort_by(f64::total_cmp);
        let at = |share: f64| ratios[((ratios.len() - 1) as f64 * share) as usize];
        let (each, total) = (seconds(row) * 1e3 / pages.len() as f64, seconds(row) / parse);
        if markdown {
            println!("| {} | {each:.2} | {:.2} | {:.2} to {:.2} | {total:.2} |", subject.name, at(0.5), at(0.1), at(0.9));
        } else {
            println!(
                "{:36} {each:8.3} ms a page  median {:6.3}  ({:.3} to {:.3})  total {total:6.3}",
                subject.name,
                at(0.5),
                at(0.1),
                at(0.9)
            );
        }
    }
}
