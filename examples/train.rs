//! Learns and measures the language tables in `models/` from treebanks in CoNLL-U.
//!
//! usage: train sentences FILE.conllu…      how well sentences and tokens are cut

use dateline::text::train::treebank;
use dateline::text::{self, Language};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((command, files)) = arguments.split_first() else {
        eprintln!("usage: train sentences FILE.conllu…");
        return ExitCode::from(2);
    };
    match command.as_str() {
        "sentences" => files.iter().for_each(|file| sentences(file)),
        _ => return ExitCode::from(2),
    }
    ExitCode::SUCCESS
}

fn load(file: &str) -> Vec<treebank::GoldSentence> {
    treebank::read(&std::fs::read_to_string(file).unwrap_or_default())
}

fn sentences(file: &str) {
    let show = std::env::var_os("SHOW").is_some();
    let (mut right, mut said, mut gold_count) = (0, 0, 0);
    for (content, gold) in treebank::documents(&load(file)) {
        let text = text::analyse(&content, &Language("en".to_owned()));
        let ends: Vec<usize> = text.sentences.iter().map(|sentence| sentence.span.end).collect();
        right += ends.iter().filter(|end| gold.binary_search(end).is_ok()).count();
        said += ends.len();
        gold_count += gold.len();
        if show {
            let around = |at: usize| {
                content
                    .chars()
                    .take(0)
                    .chain(content[..at].chars().rev().take(40).collect::<Vec<_>>().into_iter().rev())
                    .chain(" ¶ ".chars())
                    .chain(content[at..].chars().take(40))
                    .collect::<String>()
                    .replace('\n', "⏎")
            };
            ends.iter().filter(|end| gold.binary_search(end).is_err()).for_each(|end| println!("false   {}", around(*end)));
            gold.iter().filter(|end| ends.binary_search(end).is_err()).for_each(|end| println!("missing {}", around(*end)));
        }
    }
    let (precision, recall) = (right as f64 / said as f64, right as f64 / gold_count as f64);
    println!("{file}: sentence ends P {precision:.3} R {recall:.3} F1 {:.3}", 2.0 * precision * recall / (precision + recall));
}
