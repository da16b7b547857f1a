//! Each file of `tests/data/statistics` is a short body with the figures that a reader would find in it. Only the fields that a file names
//! are compared; the number of statistics always is.

use dateline::source::{self, Limits, MediaType, Source};
use dateline::{Extractor, Options};
use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    text: String,
    #[serde(default)]
    statistic: Vec<toml::Table>,
}

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/statistics");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("the folder of examples").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let trials = paths.into_iter().map(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(name, move || check(&path))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn check(path: &Path) -> Result<(), Failed> {
    let example: Example = toml::from_str(&std::fs::read_to_string(path)?)?;
    let extractor = Extractor::new(Options { published: Some("2025-03-04".parse()?), ..Options::default() });
    let limits = Limits { media_type: Some(MediaType::Body), ..Limits::default() };
    let input = source::decode(&Source::new(example.text.trim()), &limits)?;
    let record = serde_json::to_value(extractor.extract(&input))?;
    let found = record["statistics"].as_array().cloned().unwrap_or_default();
    let shown = || serde_json::to_string_pretty(&found).unwrap_or_default();
    if found.len() != example.statistic.len() {
        return Err(format!("{} statistics expected, {} found: {}", example.statistic.len(), found.len(), shown()).into());
    }
    for (index, (expected, found)) in example.statistic.iter().zip(&found).enumerate() {
        for (field, value) in expected {
            let got = found[field].get("name").or(found[field].get("text")).unwrap_or(&found[field]);
            let wanted = match value {
                // "": the field is not there.
                toml::Value::String(text) if text.is_empty() => Value::Null,
                value => serde_json::to_value(value)?,
            };
            let same = match (got.as_f64(), wanted.as_f64()) {
                (Some(got), Some(wanted)) => (got - wanted).abs() < 1e-9,
                _ => *got == wanted,
            };
            if !same {
                return Err(format!("statistic {}: {field} is {got}, expected {wanted}: {}", index + 1, shown()).into());
            }
        }
        let (Some(text), Some(span)) = (found["text"].as_str(), found["span"].as_array()) else { return Err("no evidence".into()) };
        let bounds: Vec<usize> = span.iter().filter_map(Value::as_u64).filter_map(|bound| usize::try_from(bound).ok()).collect();
        let words: String = example.text.trim().chars().skip(bounds[0]).take(bounds[1] - bounds[0]).collect();
        if words != text {
            return Err(format!("statistic {}: {text:?} is not at {bounds:?}", index + 1).into());
        }
    }
    Ok(())
}
