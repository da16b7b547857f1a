//! Writes news sentences with their trees, in CoNLL-U, from the grammar in `grammar/`: treebanks show little of the
//! news of courts, police and borders, and the tagger and the parser learn from these sentences what they leave out.
//!
//! usage: sentences COUNT [SEED] [SYMBOL]

mod conllu;
mod expand;
mod finish;
mod grammar;
mod lexicon;
mod morphology;
mod random;
mod tree;

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(count) = arguments.first().and_then(|count| count.parse::<usize>().ok()) else {
        eprintln!("usage: sentences COUNT [SEED] [SYMBOL]");
        return ExitCode::from(2);
    };
    let seed = arguments.get(1).and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let symbol = arguments.get(2).map_or("Sentence", String::as_str);
    match write(count, seed, symbol) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("sentences: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn write(count: usize, seed: u64, symbol: &str) -> Result<(), String> {
    let grammar = grammar::Grammar::load()?;
    grammar.check(symbol)?;
    let lexicon = lexicon::Lexicon::load();
    let mut random = random::Random::new(seed);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut written = 0;
    while written < count {
        let mut expander = expand::Expander::new(&grammar, &lexicon, &mut random);
        let Ok(phrase) = expander.expand(symbol) else {
            continue;
        };
        let tree = finish::finish(phrase, &mut random);
        if !wanted(tree.tokens.len(), &mut random) {
            continue;
        }
        tree.validate()?;
        written += 1;
        let sentence = conllu::sentence(&tree, &format!("news-{seed}-{written}"));
        if out.write_all(sentence.as_bytes()).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// News is written in longer sentences than a grammar draws by itself: most of the short ones are dropped.
fn wanted(length: usize, random: &mut random::Random) -> bool {
    match length {
        0..=4 => false,
        5..=11 => random.percent(22),
        12..=16 => random.percent(60),
        17..=44 => true,
        _ => false,
    }
}
