//! What the whole article tells of each person, before any pronoun is read.

use crate::event::gender::{self, Gender};
use crate::event::{Analysis, phrase};
use crate::mention::{Name, NameKind, Person};
use crate::text::Tag;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static OFFICIALS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../../lexicons/en/classes/speaking_role.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// Bodies whose heads are hunted and not heard.
static OUTLAWS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../../lexicons/en/classes/outlaws.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// What is known of one person over the whole article.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    pub gender: Option<Gender>,
    /// How often the article names the person.
    pub namings: u32,
    /// An event happens to the person.
    pub undergoes: bool,
    /// Named in the article's first two sentences.
    pub opens: bool,
    /// Speaks, judges, defends or governs by role.
    pub acts: bool,
    /// The words of the person's role, in lower case.
    pub role: String,
}

/// Whether a role is one that speaks, judges, defends or governs: "District Judge", "police spokeswoman".
pub fn speaks_by_role(role: &str) -> bool {
    role.split([' ', '-']).any(|word| {
        let word = word.to_lowercase();
        OFFICIALS.iter().any(|official| word.starts_with(official))
    })
}

/// Words that say that a role is over: "former", "ousted".
pub fn is_over(word: &str) -> bool {
    matches!(word, "former" | "ex" | "retired" | "ousted" | "deposed" | "sacked" | "disgraced" | "dismissed" | "fired" | "jailed")
}

/// Whether a person speaks, judges, defends or governs by role, today: a former minister is somebody to whom things happen.
pub fn acts_by_role(analysis: Analysis, person: &Person) -> bool {
    let Some(role) = person.role else { return false };
    let text = analysis.text;
    let first = text.tokens_in(role).start;
    let before = (first.saturating_sub(2)..first).any(|token| is_over(text.lower(token)));
    let words = role.of(text.content).to_lowercase();
    // "head of an armed gang": nobody who speaks for a state.
    let end = text.tokens_in(role).end;
    let outlaw = (first..(end + 6).min(text.tokens.len()))
        .take_while(|token| *token < end || text.tokens[*token].tag != Tag::Punct && !text.tokens[*token].tag.verbal())
        .any(|token| OUTLAWS.contains(text.lower(token)));
    !before && !outlaw && !words.split([' ', '-']).any(is_over) && speaks_by_role(&words)
}

/// What the whole article tells of each person.
pub fn profiles(analysis: Analysis) -> Vec<Profile> {
    let names = &analysis.mentions.names;
    let mut profiles: Vec<Profile> = names
        .people
        .iter()
        .map(|person| {
            let role = person.role.map(|role| role.of(analysis.text.content).to_lowercase()).unwrap_or_default();
            let acts = acts_by_role(analysis, person);
            Profile { gender: gender::of_full_name(&person.name), acts, role, ..Profile::default() }
        })
        .collect();
    let is_person = |name: &&Name| name.kind == NameKind::Person;
    for name in names.names.iter().filter(is_person) {
        profiles[name.entity].namings += 1;
        profiles[name.entity].opens |= analysis.text.sentence_at(name.span.start).is_some_and(|sentence| sentence < 2);
        if let Some(gender) = gender::of_naming(analysis, name) {
            profiles[name.entity].gender = Some(gender);
        }
    }
    for filler in analysis.frames.iter().flat_map(|frame| frame.role("people")) {
        if let Some(participant) = phrase::person_of(analysis, &filler.tokens, filler.head) {
            profiles[participant.person].undergoes = true;
        }
    }
    profiles
}
