//! Every example of every pack that ships is a test by its name: `cargo test --test rules rendition`.

use dateline::rules::Rules;
use dateline::source::{MediaType, decode_text};
use dateline::{Extractor, Options};
use libtest_mimic::{Arguments, Failed, Trial};
use std::sync::Arc;

fn main() {
    let arguments = Arguments::from_args();
    let extractor = Arc::new(Extractor::new(Options::default()));
    let count = Rules::builtin().examples().count();
    let name = |index: usize| Rules::builtin().examples().nth(index).map(|example| example.title()).unwrap_or_default();
    let trials = (0..count).map(|index| {
        let extractor = Arc::clone(&extractor);
        Trial::test(name(index), move || holds(&extractor, index))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn holds(extractor: &Extractor, index: usize) -> Result<(), Failed> {
    let rules = Rules::builtin();
    let example = rules.examples().nth(index).ok_or("no such example")?;
    let options = Options { published: example.example.published, language: Some(example.pack.language.clone()) };
    let input = decode_text(&example.example.text, Some(MediaType::Body))?;
    let record = serde_json::to_value(extractor.extract_with(&input, &options))?;
    Ok(example.judge(&record)?)
}
