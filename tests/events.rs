//! Each file of `tests/data/events` is a short body with the events that a reader would find in it. Only the roles that a file names are
//! compared; the number of events always is.

use dateline::source::{self, Limits, MediaType, Source};
use dateline::{Extractor, Options};
use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    published: String,
    text: String,
    #[serde(default)]
    event: Vec<toml::Table>,
}

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/events");
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
    let extractor = Extractor::new(Options { published: Some(example.published.parse()?), ..Options::default() });
    let limits = Limits { media_type: Some(MediaType::Body), ..Limits::default() };
    let input = source::decode(&Source::new(example.text.trim()), &limits)?;
    let record = serde_json::to_value(extractor.extract(&input))?;
    let found = record["events"].as_array().cloned().unwrap_or_default();
    let shown = || serde_json::to_string_pretty(&found).unwrap_or_default();
    if found.len() != example.event.len() {
        return Err(format!("{} events expected, {} found: {}", example.event.len(), found.len(), shown()).into());
    }
    for (index, (expected, found)) in example.event.iter().zip(&found).enumerate() {
        for (role, value) in expected {
            let got = role_of(found, role);
            let wanted = serde_json::to_value(value)?;
            if got != wanted {
                return Err(format!("event {}: {role} is {got}, expected {wanted}: {}", index + 1, shown()).into());
            }
        }
    }
    Ok(())
}

/// The plain value of a role: a number of a count, the name or EDTF of the rest.
fn role_of(event: &Value, role: &str) -> Value {
    let plain = |value: &Value| value.get("edtf").or(value.get("name")).or(value.get("value")).unwrap_or(value).clone();
    match &event[role] {
        Value::Array(values) => Value::Array(values.iter().map(plain).collect()),
        value => plain(value),
    }
}
