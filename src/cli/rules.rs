//! `dateline rules`: look at rule packs, check them, run their examples.

use super::arguments::load_rules;
use super::{Outcome, Stop};
use crate::output::{json, sanitize};
use crate::rules::{Pack, Rule, Rules as Packs};
use crate::source::{self, MediaType};
use crate::{Extractor, Options};
use clap::{Args, Subcommand, ValueEnum};
use std::io::{Write, stdout};
use std::path::PathBuf;

/// List, show, check and test rule packs.
#[derive(Clone, Debug, Args)]
pub(super) struct Rules {
    #[command(subcommand)]
    action: Action,
}

#[derive(Clone, Debug, Subcommand)]
enum Action {
    /// List the rules with the kinds they make and their triggers.
    List(Chosen),
    /// Show one rule as its pack has it.
    Show {
        /// The rule's id, as `rules list` and every trigger in a record name it.
        id: String,
        #[command(flatten)]
        chosen: Chosen,
    },
    /// Check packs without reading any article: keys, names, examples of both sorts.
    Check(Chosen),
    /// Run every example of the packs and say which fail.
    Test {
        #[command(flatten)]
        chosen: Chosen,
        /// Only rules whose id begins like this.
        #[arg(long, value_name = "ID")]
        rule: Option<String>,
    },
}

#[derive(Clone, Debug, Args)]
struct Chosen {
    /// Rule packs of your own, beside those that ship.
    packs: Vec<PathBuf>,
    /// How to tell of mistakes.
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    /// One JSON object a line.
    Jsonl,
    /// Annotations for a GitHub workflow.
    Github,
    /// Only the title of what fails.
    Titles,
}

impl Rules {
    pub fn run(self) -> Result<Outcome, Stop> {
        match self.action {
            Action::List(chosen) => list(&load_rules(Packs::builtin(), &chosen.packs)?, chosen.format),
            Action::Show { id, chosen } => show(&load_rules(Packs::builtin(), &chosen.packs)?, &id),
            Action::Check(chosen) => check(&load_rules(Packs::builtin(), &chosen.packs)?, &chosen),
            Action::Test { chosen, rule } => test(load_rules(Packs::builtin(), &chosen.packs)?, &chosen, rule.as_deref()),
        }
    }
}

fn list(packs: &Packs, form: Form) -> Result<Outcome, Stop> {
    let mut out = stdout().lock();
    for pack in packs.packs() {
        if form != Form::Jsonl {
            writeln!(out, "{} ({}, {}) {}", pack.name, pack.language, pack.version, pack.file)?;
        }
        for rule in &pack.rules {
            let triggers = [&rule.verbs[..], &rule.nouns[..], &rule.patterns[..]].concat();
            if form == Form::Jsonl {
                let line = serde_json::json!({"id": rule.id, "kind": rule.kind, "pack": pack.name, "about": rule.about, "triggers": triggers,
                    "examples": rule.examples.len()});
                writeln!(out, "{}", json::line(&line))?;
            } else {
                writeln!(out, "  {:34} {:12} {}", rule.id, rule.kind, sanitize::terminal(&triggers.join(", ")))?;
            }
        }
    }
    Ok(Outcome::Good)
}

fn show(packs: &Packs, id: &str) -> Result<Outcome, Stop> {
    let Some((pack, rule)) = packs.rule(id) else {
        return Err(Stop::Usage(format!("no rule is called `{id}` (dateline rules list)")));
    };
    let line = pack.source.get(..rule.at).unwrap_or_default().matches('\n').count() + 1;
    let mut out = stdout().lock();
    writeln!(out, "# {}:{line}, kind {}", pack.file, rule.kind)?;
    writeln!(out, "{}", source_of(pack, rule).trim_end())?;
    Ok(Outcome::Good)
}

/// The lines of a rule in its pack: from its `[[rule]]` to the one before the next.
fn source_of<'a>(pack: &'a Pack, rule: &Rule) -> &'a str {
    let head = pack.source.get(..rule.at).unwrap_or_default();
    // The place of a rule may lie behind its heading.
    let start = head.rfind("[[rule]]").unwrap_or(head.len());
    let start = if pack.source[head.len()..].starts_with("[[rule]]") { head.len() } else { start };
    let rest = &pack.source[start..];
    let end = rest.get(8..).and_then(|rest| rest.find("\n[[rule]]")).map_or(rest.len(), |end| end + 8);
    &rest[..end]
}

fn check(packs: &Packs, chosen: &Chosen) -> Result<Outcome, Stop> {
    let found = packs.check();
    for error in &found {
        tell(chosen.format, &error.file, error.line, &error.to_string(), &error.message)?;
    }
    let rules: usize = packs.packs().map(|pack| pack.rules.len()).sum();
    let examples = packs.examples().count();
    super::messages::say(&format!("{} packs, {rules} rules, {examples} examples, {} notes", packs.packs().count(), found.len()));
    Ok(if found.is_empty() { Outcome::Good } else { Outcome::Failed })
}

fn test(packs: Packs, chosen: &Chosen, only: Option<&str>) -> Result<Outcome, Stop> {
    let extractor = Extractor { rules: packs.clone(), ..Extractor::default() };
    let (mut passed, mut failed) = (0usize, 0usize);
    for example in packs.examples().filter(|example| only.is_none_or(|only| example.rule.id.starts_with(only))) {
        let options = Options { published: example.example.published, language: Some(example.pack.language.clone()) };
        let verdict =
            source::decode_text(&example.example.text, Some(MediaType::Body)).map_err(|error| error.to_string()).and_then(|input| {
                let record = serde_json::to_value(extractor.extract_with(&input, &options)).unwrap_or_default();
                example.judge(&record)
            });
        match verdict {
            Ok(()) => passed += 1,
            Err(reason) => {
                failed += 1;
                let place = format!("{}:{}: {}\n    {reason}", example.pack.file, example.example.line, example.title());
                if chosen.format == Form::Titles {
                    writeln!(stdout().lock(), "{}", sanitize::terminal(&example.title()))?;
                    continue;
                }
                tell(chosen.format, &example.pack.file, example.example.line, &place, &format!("{}: {reason}", example.title()))?;
            }
        }
    }
    super::messages::say(&format!("{passed} examples pass, {failed} fail"));
    Ok(if failed == 0 { Outcome::Good } else { Outcome::Failed })
}

fn tell(form: Form, file: &str, line: usize, words: &str, message: &str) -> Result<(), Stop> {
    let mut out = stdout().lock();
    match form {
        Form::Text | Form::Titles => {
            for line in words.lines() {
                writeln!(out, "{}", sanitize::terminal(line))?;
            }
        }
        Form::Jsonl => writeln!(out, "{}", json::line(&serde_json::json!({"file": file, "line": line, "message": message})))?,
        Form::Github => writeln!(out, "::error file={file},line={line}::{}", sanitize::terminal(message).replace('%', "%25"))?,
    }
    Ok(())
}
