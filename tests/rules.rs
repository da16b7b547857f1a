//! Every example of every pack is a test by name, those that ship and those of `examples/packs/`: `cargo test --test rules rendition`.
//! Those listed in `unmet-examples.txt` are known not to be met yet and are no tests; `scripts/expectations` writes the list anew.

use dateline::rules::{Pack, Rules};
use dateline::source::{Decoded, MediaType};
use dateline::{Extractor, Options};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let rules = match rules() {
        Ok(rules) => rules,
        Err(why) => panic!("{why}"),
    };
    let named: Vec<(String, String, String, usize)> =
        rules.examples().map(|named| (named.title(), named.pack.name.clone(), named.rule.id.clone(), named.number)).collect();
    let unmet: Vec<&str> = include_str!("unmet-examples.txt").lines().collect();
    let met = named.into_iter().filter(|(title, ..)| !unmet.contains(&title.as_str()));
    let trials = met.map(|(title, pack, rule, number)| {
        let rules = rules.clone();
        Trial::test(title, move || run(rules, &rule, number)).with_kind(pack)
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

/// The packs that ship, and the one that teaches the language.
fn rules() -> Result<Rules, String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/packs/unrest.toml");
    let source = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    let pack = Pack::read("examples/packs/unrest.toml", &source).map_err(|errors| errors.to_string())?;
    Rules::builtin().with([pack]).map_err(|errors| errors.to_string())
}

fn run(rules: Rules, rule: &str, number: usize) -> Result<(), Failed> {
    let named = rules.examples().find(|named| named.rule.id == rule && named.number == number).ok_or("the example is gone")?;
    let mut extractor = Extractor::new(Options { published: named.example.published, language: Some(named.pack.language.clone()) });
    extractor.rules = rules.clone();
    let input = Decoded { text: named.example.text.clone(), media_type: MediaType::Body, ..Decoded::default() };
    let record = serde_json::to_value(extractor.extract(&input)).map_err(|error| error.to_string())?;
    named.judge(&record).map_err(|why| format!("{}:{}: {}\n  {why}", named.pack.file, named.example.line, named.example.text).into())
}
