//! Rule packs: TOML to compiled rules, clauses and mentions to frames.
//!
//! A frame is one clause read by one rule: a trigger with its roles filled. What happens to frames afterwards (who is the
//! same, what is denied, which are one happening) is the business of [`crate::event`].

use crate::mention::Mentions;
use crate::text::{ClauseKind, Clauses, Span, Text, clause};
use compile::Compiled;
use engine::Engine;
use opening::TextOpenings;
use phrase::Reading;
use rustc_hash::FxHashMap;
use sight::Sights;
use sign::fact;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

mod apposition;
mod class;
mod compile;
mod coordination;
mod doer;
mod engine;
mod error;
mod examples;
mod filling;
mod node;
mod opening;
mod owner;
mod pack;
mod pattern;
mod phrase;
mod relative;
mod reshape;
mod row;
mod search;
mod sight;
mod sign;
mod slots;
mod term;
mod words;

pub use class::Classes;
pub use error::{PackError, PackErrors};
pub use examples::NamedExample;
pub use pack::{Example, Expect, Pack, Rule, Take};

/// The sentences that introduce those of whom a story tells: they are asked who is their subject and who speaks.
const LEAD: usize = 4;

/// One clause read by one rule.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The rule's id: "rendition.hand-over".
    pub rule: Box<str>,
    pub kind: Box<str>,
    pub family: Box<str>,
    /// Index into the clauses.
    pub clause: usize,
    pub sentence: usize,
    pub trigger: Span,
    /// Adds to the event before it and never founds one of its own.
    pub continues: bool,
    /// Its future tells what has been decided.
    pub settled: bool,
    /// It tells what is asked for.
    pub asked: bool,
    pub fillers: Vec<Filler>,
}

/// A phrase that fills a role.
#[derive(Clone, Debug)]
pub struct Filler {
    /// "agent", "moved", "recipient", "destinations", "origin", "means", "date", "charges", …
    pub role: Box<str>,
    /// The slot it came from; "time" for a date of the clause, "sentence" for one that merely stands in the same sentence.
    pub slot: Box<str>,
    pub head: usize,
    pub tokens: Range<usize>,
    pub span: Span,
    /// What the role takes out of the phrase.
    pub take: Take,
}

impl Frame {
    /// The fillers of one role.
    pub fn role<'a>(&'a self, role: &'a str) -> impl Iterator<Item = &'a Filler> {
        self.fillers.iter().filter(move |filler| &*filler.role == role)
    }
}

/// What came of one rule at one place.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub rule: Box<str>,
    pub sentence: usize,
    pub trigger: Span,
    pub outcome: Outcome,
}

#[derive(Clone, Debug)]
pub enum Outcome {
    Fired(Frame),
    /// Why it did not: "object is not people: 'the documents'".
    Missed(String),
    /// The rule that read the clause before it.
    Beaten(Box<str>),
}

/// Compiled packs, ready to match. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    packs: Vec<Arc<Pack>>,
    languages: Arc<FxHashMap<Box<str>, Compiled>>,
}

/// The packs that ship with the program.
const SHIPPED: &[(&str, &str)] = &[
    ("rules/en/transfer.toml", include_str!("../../rules/en/transfer.toml")),
    ("rules/en/enforcement.toml", include_str!("../../rules/en/enforcement.toml")),
    ("rules/en/court.toml", include_str!("../../rules/en/court.toml")),
    ("rules/en/violence.toml", include_str!("../../rules/en/violence.toml")),
];

/// Compiled once; a test holds them to be without mistakes.
static BUILTIN: LazyLock<Rules> = LazyLock::new(|| Rules::shipped().unwrap_or_default());

/// The same without their examples, which are most of the packs and of no use to a reader.
static FOR_READING: LazyLock<Rules> = LazyLock::new(|| {
    let packs = SHIPPED.iter().map(|(file, source)| Pack::read(file, &without_examples(source))).collect::<Result<Vec<_>, _>>();
    packs.and_then(Rules::new).unwrap_or_default()
});

/// The lines of a pack but those of its examples.
fn without_examples(source: &str) -> String {
    let mut example = false;
    let mut rest = String::with_capacity(source.len() / 4);
    for line in source.lines() {
        if line.starts_with('[') {
            example = line == "[[rule.example]]";
        }
        if !example {
            rest.push_str(line);
            rest.push('\n');
        }
    }
    rest
}

impl Rules {
    /// The packs that ship with the program, with their examples.
    pub fn builtin() -> Self {
        BUILTIN.clone()
    }

    /// The same packs without their examples: all that reading needs, compiled in a third of the time.
    pub fn for_reading() -> Self {
        FOR_READING.clone()
    }

    fn shipped() -> Result<Self, PackErrors> {
        let packs = SHIPPED.iter().map(|(file, source)| Pack::read(file, source)).collect::<Result<Vec<_>, _>>()?;
        Self::new(packs)
    }

    /// Compiles packs; they see each other's kinds.
    pub fn new(packs: impl IntoIterator<Item = Pack>) -> Result<Self, PackErrors> {
        Self::compile(packs.into_iter().map(Arc::new).collect())
    }

    /// These rules and those of further packs.
    pub fn with(&self, packs: impl IntoIterator<Item = Pack>) -> Result<Self, PackErrors> {
        Self::compile(self.packs.iter().cloned().chain(packs.into_iter().map(Arc::new)).collect())
    }

    fn compile(packs: Vec<Arc<Pack>>) -> Result<Self, PackErrors> {
        let mut languages = FxHashMap::default();
        let mut errors = Vec::new();
        for pack in &packs {
            if !languages.contains_key(pack.language.as_str()) {
                match compile::compile(&pack.language, &packs) {
                    Ok(compiled) => drop(languages.insert(pack.language.as_str().into(), compiled)),
                    Err(PackErrors(more)) => errors.extend(more.into_iter().filter(|error| !errors.contains(error)).collect::<Vec<_>>()),
                }
            }
        }
        if errors.is_empty() { Ok(Self { packs, languages: Arc::new(languages) }) } else { Err(PackErrors(errors)) }
    }

    /// The packs, in the order in which they were loaded.
    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        self.packs.iter().map(AsRef::as_ref)
    }

    /// A rule by its id, with its pack.
    pub fn rule(&self, id: &str) -> Option<(&Pack, &Rule)> {
        self.packs().find_map(|pack| pack.rules.iter().find(|rule| rule.id == id).map(|rule| (pack, rule)))
    }

    /// Which sentences hold all the words of a trigger or pattern, in order.
    pub fn wanted(&self, text: &Text) -> Vec<bool> {
        let Some(compiled) = self.languages.get(text.language.primary()) else { return vec![false; text.sentences.len()] };
        let openings = compiled.openings.within(text);
        (0..text.sentences.len()).map(|sentence| openings.any(text, sentence, |_| true)).collect()
    }

    /// The clauses of the sentences that hold a trigger; each name is read as one word.
    pub fn clauses(&self, text: &Text, mentions: &Mentions) -> Clauses {
        let wanted = self.wanted(text);
        self.parsed(text, mentions, |sentence| wanted[sentence])
    }

    fn parsed(&self, text: &Text, mentions: &Mentions, wanted: impl Fn(usize) -> bool) -> Clauses {
        clause::clauses_with_names(text, &mentions.names.spans(), wanted, |lemma| self.wants_noun(text, lemma))
    }

    /// The frames of a text, and the clauses of the sentences that were parsed for them.
    ///
    /// First those that may found an event: they hold a trigger, and all that its rule cannot do without. Where one of them does, also those
    /// that may continue it, those of the lead that hold a trigger, and those that are wanted `also`; where none does, there is nothing to tell.
    pub fn read(&self, text: &Text, mentions: &Mentions, also: impl FnOnce() -> Vec<bool>) -> (Clauses, Vec<Frame>) {
        let Some(compiled) = self.languages.get(text.language.primary()) else { return Default::default() };
        let openings = compiled.openings.within(text);
        let mut sights = Sights::new(Reading { text, mentions, classes: &compiled.classes }, &compiled.signs);
        let founds = |rule: Option<usize>| rule.is_some_and(|rule| !compiled.rules[rule].continues);
        let first = worth_parsing(text, &openings, &mut sights, founds);
        let clauses = self.parsed(text, mentions, |sentence| first[sentence]);
        let found = Engine::new(compiled, text, &clauses, mentions).of_clauses();
        if !found.iter().any(|attempt| matches!(&attempt.outcome, Outcome::Fired(frame) if !frame.continues)) {
            return (clauses, Vec::new());
        }
        let also = also();
        let mut more = worth_parsing(text, &openings, &mut sights, |_| true);
        more.iter_mut().zip(&also).for_each(|(more, also)| *more |= also);
        for (sentence, more) in more.iter_mut().enumerate().take(LEAD) {
            *more = *more || openings.any(text, sentence, |_| true);
        }
        let clauses = clauses.and(self.parsed(text, mentions, |sentence| more[sentence] && !first[sentence]));
        let frames = self.frames(text, &clauses, mentions);
        (clauses, frames)
    }

    /// Whether a noun can trigger a rule, so that it makes a clause even if the language's list of event nouns lacks it.
    pub fn wants_noun(&self, text: &Text, lemma: &str) -> bool {
        self.languages.get(text.language.primary()).is_some_and(|compiled| !compiled.triggers(ClauseKind::Noun, lemma).is_empty())
    }

    /// Every frame of the text, in order of trigger.
    pub fn frames(&self, text: &Text, clauses: &Clauses, mentions: &Mentions) -> Vec<Frame> {
        let fired = self.attempts(text, clauses, mentions).into_iter().filter_map(|attempt| match attempt.outcome {
            Outcome::Fired(frame) => Some(frame),
            _ => None,
        });
        fired.collect()
    }

    /// Every rule that was tried, with what came of it: the frames, and what nearly fired and why not.
    pub fn attempts(&self, text: &Text, clauses: &Clauses, mentions: &Mentions) -> Vec<Attempt> {
        match self.languages.get(text.language.primary()) {
            Some(compiled) => Engine::new(compiled, text, clauses, mentions).attempts(),
            None => Vec::new(),
        }
    }
}

/// The sentences that hold a trigger and what its rule cannot do without, of rules for which `asked` holds; patterns are no rule's.
fn worth_parsing(text: &Text, openings: &TextOpenings, sights: &mut Sights, asked: impl Fn(Option<usize>) -> bool) -> Vec<bool> {
    let mut worth: Vec<bool> = (0..text.sentences.len())
        .map(|sentence| openings.any(text, sentence, |rule| asked(rule) && rule.is_none_or(|rule| sights.meets(sentence, rule))))
        .collect();
    // "It" may mean the body that the sentence before is about.
    for sentence in 1..worth.len() {
        if worth[sentence] && !worth[sentence - 1] && sights.sight(sentence).facts & fact::IT != 0 {
            worth[sentence - 1] = openings.any(text, sentence - 1, |_| true);
        }
    }
    worth
}

#[cfg(test)]
mod tests;
