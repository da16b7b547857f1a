//! Whole articles: every folder of `fixtures/` is a test by its name. The whole record is compared with the one that is
//! expected, every span must cut out its words, and the record must fit the schema by another program's judgement.

use dateline::output::difference::differences;
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("fixtures").flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    assert!(cases.len() >= 12, "fixtures are missing");
    let trials = cases.into_iter().map(|case| {
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(name, move || holds(&case))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn holds(case: &Path) -> Result<(), Failed> {
    let input = ["input.html", "input.txt"].iter().map(|name| case.join(name)).find(|path| path.is_file()).ok_or("no input")?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(["extract", "--format", "jsonl"]).arg(&input);
    let settings = case.join("dateline.toml");
    if settings.is_file() {
        command.arg("--config").arg(settings);
    } else {
        command.arg("--isolated");
    }
    let output = command.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let mut found: Value = serde_json::from_slice(&output.stdout)?;
    if let Some(source) = found["source"].as_object_mut() {
        source.remove("path");
    }
    let text: Vec<char> = found["article"]["text"].as_str().unwrap_or_default().chars().collect();
    spans(&found, &text)?;
    fits(&found)?;
    let expected: Value = serde_json::from_str(&std::fs::read_to_string(case.join("expected.json"))?)?;
    let different: Vec<String> = differences(&expected, &found).iter().map(ToString::to_string).collect();
    if different.is_empty() {
        Ok(())
    } else {
        Err(format!("{}\n(dateline check fixtures --update writes what is found)", different.join("\n")).into())
    }
}

/// Every span of a record cuts out the words beside it.
fn spans(record: &Value, text: &[char]) -> Result<(), Failed> {
    let mut waiting = vec![record];
    while let Some(value) = waiting.pop() {
        if let (Some(words), Some([start, end])) = (value["text"].as_str(), value["span"].as_array().map(Vec::as_slice)) {
            let (start, end) = (start.as_u64().unwrap_or(0) as usize, end.as_u64().unwrap_or(0) as usize);
            let cut: Option<String> = text.get(start..end).map(|cut| cut.iter().collect());
            if cut.as_deref() != Some(words) {
                return Err(format!("{start}..{end} is {cut:?} and not {words:?}").into());
            }
        }
        match value {
            Value::Array(items) => waiting.extend(items),
            Value::Object(fields) => waiting.extend(fields.values()),
            _ => {}
        }
    }
    Ok(())
}

fn fits(record: &Value) -> Result<(), Failed> {
    let schema: Value = serde_json::from_str(include_str!("../schema/record.json"))?;
    let validator = jsonschema::validator_for(&schema).map_err(|error| error.to_string())?;
    let errors: Vec<String> = validator.iter_errors(record).map(|error| format!("{}: {error}", error.instance_path())).collect();
    if errors.is_empty() { Ok(()) } else { Err(errors.join("\n").into()) }
}
