//! Classes of words: people, vehicles, drugs, courts … A class is a text file, one entry a line; an entry `<name>` takes
//! in another class. What is asked of a class is always the same: does a phrase end in, or hold, one of its entries?

use crate::text::Text;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// The classes of one language that ship with the program: name and files.
pub(super) const SHIPPED: &[(&str, &[(&str, &str)])] = &[("en", ENGLISH)];

macro_rules! english {
    ($($name:literal),*) => {
        &[$(($name, include_str!(concat!("../../lexicons/en/classes/", $name, ".txt")))),*]
    };
}

const ENGLISH: &[(&str, &str)] = english![
    "accusation",
    "act",
    "agency",
    "anaphor",
    "artwork",
    "collective",
    "court",
    "custody",
    "deportee",
    "drug",
    "facility",
    "forever",
    "goods",
    "government",
    "homeland",
    "law",
    "minimum",
    "naming",
    "narration",
    "offence",
    "official",
    "opener",
    "person",
    "person_own",
    "prison",
    "pronoun_people",
    "prosecution",
    "standing",
    "stands_trial",
    "subject_acts",
    "subject_brings",
    "subject_receives",
    "suspicion",
    "tainted",
    "term",
    "time_after",
    "time_before",
    "valuable",
    "vehicle",
    "weapon",
    "world_court"
];

/// Word lists by name, with everything that they take in.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    lists: FxHashMap<Box<str>, WordClass>,
}

/// The entries of one class, in lower case.
#[derive(Clone, Debug, Default)]
struct WordClass {
    entries: FxHashSet<Box<str>>,
    /// Words of the longest entry.
    longest: usize,
    /// Other classes that it takes in.
    includes: Vec<Box<str>>,
}

impl Classes {
    /// The classes that ship for a language.
    pub fn shipped(language: &str) -> Self {
        let mut classes = Self::default();
        for (_, files) in SHIPPED.iter().filter(|(shipped, _)| *shipped == language) {
            for (name, content) in *files {
                classes.add(name, content.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')));
            }
        }
        classes
    }

    /// Adds a class, or entries to one.
    pub fn add<'w>(&mut self, name: &str, entries: impl IntoIterator<Item = &'w str>) {
        let list = self.lists.entry(name.into()).or_default();
        for entry in entries {
            match entry.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
                Some(other) => list.includes.push(other.into()),
                None => {
                    list.longest = list.longest.max(entry.split(' ').count());
                    list.entries.insert(entry.to_lowercase().into());
                }
            }
        }
    }

    /// Whether a class of that name exists.
    pub fn has(&self, name: &str) -> bool {
        self.lists.contains_key(name)
    }

    /// The names of all classes, in alphabetical order.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.lists.keys().map(AsRef::as_ref).collect();
        names.sort_unstable();
        names
    }

    /// Whether a single word is an entry.
    pub fn holds(&self, class: &str, word: &str) -> bool {
        self.with_included(class).any(|list| list.entries.contains(word))
    }

    /// Whether an entry ends at a token: "drug trafficker" at "traffickers".
    pub fn ends_at(&self, class: &str, text: &Text, token: usize) -> bool {
        self.with_included(class).any(|list| {
            let (lemma, word) = (text.lemma(token), text.lower(token));
            let singular = singular(word);
            if list.longest < 2 {
                return [lemma, word, &singular].into_iter().any(|form| list.entries.contains(form));
            }
            let mut ending = [lemma.to_owned(), word.to_owned(), singular];
            for back in 0..list.longest {
                if ending.iter().any(|ending| list.entries.contains(ending.as_str())) {
                    return true;
                }
                let Some(before) = token.checked_sub(back + 1) else { return false };
                let before = text.lower(before);
                for ending in &mut ending {
                    *ending = format!("{before} {ending}");
                }
            }
            false
        })
    }

    /// Whether an entry stands anywhere among the tokens.
    pub fn within(&self, class: &str, text: &Text, mut tokens: Range<usize>) -> bool {
        tokens.any(|token| self.ends_at(class, text, token))
    }

    /// A class and, one level deep after another, those that it takes in; each once.
    fn with_included<'c>(&'c self, class: &str) -> impl Iterator<Item = &'c WordClass> {
        let mut names: Vec<&str> = Vec::new();
        let mut found: Vec<&WordClass> = self.lists.get(class).into_iter().collect();
        let mut next = 0;
        while let Some(list) = found.get(next).copied() {
            next += 1;
            for other in &list.includes {
                if !names.contains(&other.as_ref()) {
                    names.push(other);
                    found.extend(self.lists.get(other.as_ref()));
                }
            }
        }
        found.into_iter()
    }
}

/// A plural without its ending, for capitalised words ("Hostages") whose dictionary form is themselves.
fn singular(word: &str) -> String {
    // "buses", "coaches", "boxes": the ending is "es".
    if let Some(stem) = word.strip_suffix("es").filter(|stem| ["bus", "ch", "sh", "x", "ss"].iter().any(|end| stem.ends_with(end))) {
        return stem.to_owned();
    }
    match word.strip_suffix("ies").map(|stem| format!("{stem}y")).or_else(|| word.strip_suffix("men").map(|stem| format!("{stem}man"))) {
        Some(word) => word,
        None => word.strip_suffix('s').filter(|stem| !stem.ends_with('s')).unwrap_or(word).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{self, Language};

    #[test]
    fn an_entry_of_several_words_ends_at_its_last() {
        let mut classes = Classes::default();
        classes.add("inner", ["drug lord"]);
        classes.add("outer", ["boss", "<inner>", "<outer>"]);
        let text = text::analyse("a drug lord and a lord", &Language("en".to_owned()));
        assert!(classes.ends_at("outer", &text, 2));
        assert!(!classes.ends_at("outer", &text, 5));
        assert!(classes.holds("outer", "boss"));
        assert!(classes.within("outer", &text, 0..6));
    }

    #[test]
    fn every_class_that_is_taken_in_exists() {
        for (language, _) in SHIPPED {
            let classes = Classes::shipped(language);
            for list in classes.lists.values() {
                for other in &list.includes {
                    assert!(classes.has(other), "<{other}>");
                }
            }
        }
    }
}
