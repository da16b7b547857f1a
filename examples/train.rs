//! Learns and measures the language tables in `models/` from treebanks in CoNLL-U.
//!
//! usage: train sentences FILE.conllu…                   how well sentences are cut
//!        train tagger OUT LISTS VECTORS TRAIN.conllu… -- DEV.conllu…   learns the tagger, and measures on the files after the dashes
//!        train parser OUT LISTS VECTORS TRAIN.conllu… -- DEV.conllu… -- MODEL…   learns the parser, once there is
//!              a tagger; from the models as well, if there are any
//!
//! LISTS is the folder of word lists, `lexicons/en`; VECTORS a file of GloVe, `glove.6B.50d.txt`.

use dateline::text::grammar::{Lexical, TaggerTable, join_sections, split_sections};
use dateline::text::net::model::Model;
use dateline::text::train::net::learn::{self, Example, Plan};
use dateline::text::train::net::{opinion, vectors};
use dateline::text::train::{forms, made, parser, tagger, treebank};
use dateline::text::weights::Weights;
use dateline::text::{self, Language};
use std::collections::BTreeMap;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((command, files)) = arguments.split_first() else {
        eprintln!("usage: train sentences FILE.conllu…");
        return ExitCode::from(2);
    };
    match command.as_str() {
        "tagger" => Task::of(files).iter().for_each(learn_tagger),
        "parser" => Task::of(files).iter().for_each(learn_parser),
        "made" => Task::of(files).iter().for_each(show_made),
        "clauses" => files.iter().for_each(|file| gold_clauses(file)),
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

fn trees(files: &[String]) -> Vec<treebank::Tree> {
    files.iter().flat_map(|file| load(file)).map(|gold| treebank::tree(&gold)).filter(|tree| !tree.words.is_empty()).collect()
}

const FOLDS: usize = 4;
const TAGGER_ROUNDS: usize = 6;
/// Of the words with known vectors, which stand in the order of how common they are.
const KNOWN_WORDS: usize = 30_000;
const WIDTH: u64 = 64;

fn rounds() -> usize {
    std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(12)
}

/// How many trees are made from the grammar.
fn made_count() -> usize {
    std::env::var("MADE").ok().and_then(|count| count.parse().ok()).unwrap_or(3000)
}

fn accuracy(said: &[Vec<u8>], gold: &[tagger::Example], classes: &tagger::Classes) -> (f64, f64) {
    let pairs = || said.iter().zip(gold).flat_map(|(said, gold)| said.iter().zip(&gold.gold));
    let coarse = |class: u8| classes.names[usize::from(class)].split('/').next().unwrap_or("").to_owned();
    let total = pairs().count() as f64;
    (
        pairs().filter(|(said, gold)| said == gold).count() as f64 / total,
        pairs().filter(|(said, gold)| coarse(**said) == coarse(**gold)).count() as f64 / total,
    )
}

/// OUT LISTS VECTORS TRAIN… -- DEV…
struct Task {
    out: String,
    lists: String,
    vectors: String,
    train: Vec<String>,
    dev: Vec<String>,
    /// Models to learn from as well.
    teachers: Vec<String>,
}

impl Task {
    fn of(arguments: &[String]) -> Option<Self> {
        let [out, lists, vectors, files @ ..] = arguments else { return None };
        let mut parts = files.split(|file| file == "--");
        let mut part = || parts.next().unwrap_or_default().to_vec();
        let (train, dev, teachers) = (part(), part(), part());
        Some(Self { out: out.clone(), lists: lists.clone(), vectors: vectors.clone(), train, dev, teachers })
    }

    /// The training trees of the files, and those made from the grammar.
    fn train(&self) -> Vec<treebank::Tree> {
        let mut train = trees(&self.train);
        train.extend(made::trees(made_count(), &self.names()));
        train
    }

    /// The commonest names of the lexicons.
    fn names(&self) -> made::Names {
        let rows = |name: &str| {
            let list = std::fs::read_to_string(format!("{}/../{name}", self.lists)).unwrap_or_default();
            list.lines()
                .filter(|line| !line.starts_with('#'))
                .map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        };
        let number = |cell: Option<&String>| cell.and_then(|cell| cell.parse::<u64>().ok()).unwrap_or(0);
        let capital = |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect::<String>();
        let common =
            |name: &str, least: u64| rows(name).iter().filter(|row| number(row.get(1)) > least).map(|row| capital(&row[0])).collect();
        let places = rows("places.tsv");
        let of = |kind: &str, least: u64| {
            let fits = |row: &&Vec<String>| {
                row.get(1).is_some_and(|cell| cell == kind) && number(row.get(6)) > least && !row[0].contains(['-', '\'', '(', ','])
            };
            places.iter().filter(fits).map(|row| row[0].clone()).collect()
        };
        made::Names {
            given: common("given_names.txt", 30_000),
            surnames: common("surnames.txt", 20_000),
            cities: of("city", 300_000),
            countries: of("country", 3_000_000),
        }
    }

    fn known(&self) -> BTreeMap<String, String> {
        let list = |name: &str| std::fs::read_to_string(format!("{}/{name}", self.lists)).unwrap_or_default();
        forms::sets(&list("word_classes.txt"), &list("irregular_forms.txt"))
    }
}

fn learn_tagger(task: &Task) {
    let train = task.train();
    let known = task.known();
    let classes = tagger::Classes::of(&train);
    let count = classes.names.len();
    let sets = tagger::lexical_sets(&train, &classes, &known);
    let examples = tagger::examples(&train, &classes, &sets);
    let learned = tagger::learn(&examples, count, TAGGER_ROUNDS);
    let provenance = std::fs::read_to_string("models/PROVENANCE").unwrap_or_default();
    for least in [1.0] {
        let weights = Weights::write(&learned.quantised(least));
        let table = Weights::read(&weights).expect("a table");
        let model = join_sections(&[provenance.as_bytes(), classes.names.join("\n").as_bytes(), &weights, &Lexical::write(&sets)]);
        println!("tagger: {count} classes, pruned at {least}: {} bytes", model.len());
        std::fs::write(format!("{}.tagger", task.out), model).expect("a file");
        for file in &task.dev {
            let views = tagger::examples(&trees(std::slice::from_ref(file)), &classes, &sets);
            let (fine, coarse) = accuracy(&tagger::tag_all(&views, &table, count), &views, &classes);
            println!("  {file}: tags {fine:.4} coarse {coarse:.4}");
        }
    }
    if std::env::var_os("NO_FOLDS").is_some() {
        return;
    }
    // The parser learns from tags as the tagger gives them to sentences that it has not seen.
    let mut tags: Vec<Vec<u8>> = vec![Vec::new(); train.len()];
    for fold in 0..FOLDS {
        let held = |index: usize| index / 40 % FOLDS == fold;
        let rest: Vec<treebank::Tree> = train.iter().enumerate().filter(|(index, _)| !held(*index)).map(|(_, tree)| tree.clone()).collect();
        let sets = tagger::lexical_sets(&rest, &classes, &known);
        let learned = tagger::learn(&tagger::examples(&rest, &classes, &sets), count, 4);
        let mine: Vec<usize> = (0..train.len()).filter(|index| held(*index)).collect();
        let unseen: Vec<treebank::Tree> = mine.iter().map(|index| train[*index].clone()).collect();
        let table = Weights::write(&learned.quantised(0.0));
        let table = Weights::read(&table).expect("a table");
        let said = tagger::tag_all(&tagger::examples(&unseen, &classes, &sets), &table, count);
        mine.into_iter().zip(said).for_each(|(index, said)| tags[index] = said);
    }
    println!("tags of unseen sentences: {:.4} {:.4}", accuracy(&tags, &examples, &classes).0, accuracy(&tags, &examples, &classes).1);
    std::fs::write(format!("{}.tags", task.out), join_sections(&tags.iter().map(Vec::as_slice).collect::<Vec<_>>())).expect("a file");
}

fn learn_parser(task: &Task) {
    let out = &task.out;
    let train = task.train();
    let known = task.known();
    let classes = tagger::Classes::of(&train);
    let sets = tagger::lexical_sets(&train, &classes, &known);
    let provenance = std::fs::read_to_string("models/PROVENANCE").unwrap_or_default();
    let tags = std::fs::read(format!("{out}.tags")).expect("tags of the training sentences");
    let tags: Vec<Vec<u8>> = split_sections(&tags).into_iter().map(<[u8]>::to_vec).collect();
    let model = std::fs::read(format!("{out}.tagger")).expect("a tagger");
    let table = TaggerTable::read(&model).expect("a tagger").weights;
    let vectors = vectors::read(&std::fs::read_to_string(&task.vectors).expect("vectors of words"), KNOWN_WORDS);
    let treebank = parser::Treebank::of(&train, &tags, &classes, sets, vectors);
    let mut examples = treebank.readings(&train, &tags);
    let teachers: Vec<Vec<u8>> = task.teachers.iter().map(|file| std::fs::read(file).expect("a model")).collect();
    let models: Vec<Model> = teachers.iter().filter_map(|bytes| Model::read(bytes)).collect();
    if !models.is_empty() {
        opinion::ask(&models, &mut examples);
    }
    let dev: Vec<(String, Vec<Example>)> = task
        .dev
        .iter()
        .map(|file| {
            let trees = trees(std::slice::from_ref(file));
            let views = tagger::examples(&trees, &classes, &treebank.sets);
            let said = tagger::tag_all(&views, &table, classes.names.len());
            let (fine, coarse) = accuracy(&said, &views, &classes);
            println!("{file}: tags {fine:.4} coarse {coarse:.4}");
            (file.clone(), treebank.examples(&trees, &said))
        })
        .collect();
    let number = |name: &str, usual: u64| std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usual);
    let seed = number("SEED", 1);
    let mut learner = treebank.learner(number("WIDTH", WIDTH) as usize, seed);
    learner.learn(&examples, &Plan { rounds: rounds(), seed, ..Plan::default() }, |round, learner| {
        let bytes = treebank.model(learner, &provenance);
        println!("round {round}: {} bytes", bytes.len());
        let model = Model::read(&bytes).expect("a model");
        for (file, dev) in &dev {
            let (total, heads, labelled) = learn::score(&model, dev);
            println!("  {file}: UAS {:.4} LAS {:.4}", heads as f64 / total as f64, labelled as f64 / total as f64);
        }
        std::fs::write(format!("{out}.parser"), bytes).expect("a file");
    });
}

/// Prints made sentences with their trees.
fn show_made(task: &Task) {
    for tree in made::trees(made_count(), &task.names()) {
        println!("{}", tree.words.join(" "));
        let rows = (0..tree.words.len())
            .map(|at| format!("{}<{}-{}", tree.words[at], tree.relations[at], tree.heads[at].map_or("ROOT", |head| &tree.words[head])));
        println!("    {}", rows.collect::<Vec<_>>().join("  "));
    }
}

/// Prints the clauses of the gold trees, for `bench/clauses/score.py`: what the conventions alone are worth.
fn gold_clauses(file: &str) {
    let offset = |text: &str, byte: usize| text[..byte].chars().count();
    for gold in load(file) {
        let tree = treebank::tree(&gold);
        let mut text = text::analyse(&gold.text, &Language("en".to_owned()));
        if text.tokens.len() != tree.words.len() || text.tokens.is_empty() {
            continue;
        }
        let clauses = treebank::clauses(&mut text, &tree);
        let spans = |tokens: std::ops::Range<usize>| {
            let span = text.span_of(tokens);
            (offset(&gold.text, span.start), offset(&gold.text, span.end))
        };
        let out: Vec<serde_json::Value> = clauses
            .iter()
            .map(|clause| {
                let (start, end) = spans(clause.tokens.clone());
                let slots: Vec<serde_json::Value> = clause
                    .slots
                    .iter()
                    .filter(|slot| !slot.second_choice && &*slot.name != "mark")
                    .map(|slot| {
                        let (start, end) = spans(slot.tokens.clone());
                        serde_json::json!({"slot": slot.name, "start": start, "end": end})
                    })
                    .collect();
                let kind = if clause.kind == dateline::text::ClauseKind::Verb { "verb" } else { "noun" };
                let voice = if clause.voice == dateline::text::Voice::Passive { "passive" } else { "active" };
                let polarity = if clause.negated { "negative" } else { "positive" };
                serde_json::json!({"kind": kind, "start": start, "end": end, "lemma": clause.lemma, "voice": voice, "polarity": polarity, "finite": clause.finite, "slots": slots})
            })
            .collect();
        println!("{}", serde_json::json!({"text": gold.text, "clauses": out}));
    }
}
