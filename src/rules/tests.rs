//! The engine on clauses written by hand, so that a construction is tested apart from the parser: `tests/data/rules/*.txt`.

use super::*;
use crate::mention::{self, Context};
use crate::text::clause::{Relation, Tense};
use crate::text::{self, Clause, ClauseKind, Language, Slot, Voice};

#[test]
fn the_packs_that_ship_are_without_mistakes() {
    if let Err(errors) = Rules::shipped() {
        panic!("{errors}");
    }
}

#[test]
fn reading_leaves_out_the_examples_and_nothing_else() {
    let rules = |rules: &Rules| rules.packs().flat_map(|pack| pack.rules.iter().map(|rule| rule.id.clone())).collect::<Vec<_>>();
    let (all, reading) = (Rules::builtin(), Rules::for_reading());
    assert_eq!(rules(&all), rules(&reading));
    assert!(all.examples().count() > 100 && reading.examples().count() == 0);
}

#[test]
fn clauses_become_the_frames_that_are_written_beside_them() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/rules");
    let mut wrong = String::new();
    for file in std::fs::read_dir(folder).expect("the folder of constructions") {
        let source = std::fs::read_to_string(file.expect("a file").path()).expect("readable");
        for block in source.split("\n\n").filter(|block| !block.trim().is_empty() && !block.starts_with('#')) {
            let (found, expected) = run(block);
            if found != expected {
                wrong += &format!("{block}\n   found: {}\n\n", found.join("\n          "));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn sentences_that_are_not_parsed_would_have_told_nothing() {
    let rules = Rules::builtin();
    let shown = |frames: &[Frame]| frames.iter().map(|frame| format!("{} {:?}", frame.rule, frame.trigger)).collect::<Vec<_>>();
    for example in rules.packs().flat_map(|pack| &pack.rules).flat_map(|rule| &rule.examples) {
        let text = text::analyse(&example.text, &Language("en".to_owned()));
        let mentions = mention::recognise(&text, Context { published: example.published });
        let all = rules.frames(&text, &rules.clauses(&text, &mentions), &mentions);
        let told = all.iter().any(|frame| !frame.continues);
        let (_, read) = rules.read(&text, &mentions, Vec::new);
        assert_eq!(shown(&read), if told { shown(&all) } else { Vec::new() }, "{}", example.text);
    }
}

/// The frames found for a block, and those that it expects.
fn run(block: &str) -> (Vec<String>, Vec<String>) {
    let mut lines = block.lines();
    let content = lines.next().unwrap_or_default();
    let text = text::analyse(content, &Language("en".to_owned()));
    let mentions = mention::recognise(&text, Context::default());
    let (expected, clauses): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with("->"));
    let clauses = Clauses { clauses: clauses.iter().map(|line| clause(&text, line)).collect() };
    let frames = Rules::builtin().frames(&text, &clauses, &mentions);
    let shown = frames.iter().map(|frame| {
        // What a role takes out of another, and dates that merely stand in the sentence, are left out.
        let own = frame.fillers.iter().filter(|filler| filler.take == Take::Words && &*filler.slot != "sentence");
        let roles = own.map(|filler| format!(" | {} {}", filler.role, filler.span.of(content)));
        sorted(&format!("{}{}", frame.rule, roles.collect::<String>()))
    });
    (shown.collect(), expected.iter().map(|line| sorted(line.trim_start_matches("->").trim())).collect())
}

fn sorted(frame: &str) -> String {
    let mut parts: Vec<&str> = frame.split(" | ").collect();
    parts[1..].sort_unstable();
    parts.join(" | ")
}

fn clause(text: &Text, line: &str) -> Clause {
    let mut parts = line.split(" | ");
    let (kind, lemma) = parts.next().and_then(|first| first.split_once(' ')).expect("kind and lemma");
    let tokens = tokens(text, parts.next().expect("the trigger's words"));
    let mut clause = Clause {
        kind: if kind == "verb" { ClauseKind::Verb } else { ClauseKind::Noun },
        sentence: 0,
        head: tokens.start,
        tokens: tokens.clone(),
        lemma: lemma.into(),
        voice: Voice::Active,
        negated: false,
        finite: true,
        tense: Tense::Past,
        perfect: false,
        modal: None,
        parent: None,
        slots: Vec::new(),
    };
    for part in parts {
        let (name, words) = part.split_once(' ').expect("slot and words");
        if name == "parent" {
            let (index, _) = words.split_once(' ').expect("index and relation");
            clause.parent = Some((index.parse().expect("a number"), Relation::Argument));
            continue;
        }
        let (before, head) = words.split_once('*').unwrap_or((words, ""));
        let tokens = self::tokens(text, &format!("{before}{head}"));
        let last = tokens.end - 1;
        let head = if words.contains('*') { self::tokens(text, head.split(' ').next().unwrap_or_default()).start } else { last };
        clause.slots.push(Slot { name: name.trim_start_matches('?').into(), head, tokens, second_choice: name.starts_with('?') });
    }
    clause
}

/// The tokens of the first place where the words stand.
fn tokens(text: &Text, words: &str) -> Range<usize> {
    let start = text.content.find(words).unwrap_or_else(|| panic!("'{words}' stands in '{}'", text.content));
    text.tokens_in(Span::new(start, start + words.len()))
}
