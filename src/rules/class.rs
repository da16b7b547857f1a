//! Classes of words: people, vehicles, drugs, courts … A class is a text file, one entry a line; an entry `<name>` takes
//! in another class. What is asked of a class is always the same: does a phrase end in, or hold, one of its entries?

use crate::text::Text;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, LazyLock, OnceLock};

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

/// The shipped classes, each read once for all who ask.
static READ: LazyLock<Vec<(&str, Classes)>> =
    LazyLock::new(|| SHIPPED.iter().map(|(language, files)| (*language, Classes::of_files(files))).collect());

/// Word lists by name, with everything that they take in. Cheap to clone, and a list is read when it is first asked.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    lists: FxHashMap<Box<str>, Arc<WordClass>>,
}

/// One class: the lines of its file, what packs add, and what both say.
#[derive(Clone, Debug, Default)]
struct WordClass {
    shipped: &'static str,
    added: Vec<Box<str>>,
    read: OnceLock<Entries>,
}

/// The entries of one class, in lower case.
#[derive(Clone, Debug, Default)]
struct Entries {
    entries: FxHashSet<Cow<'static, str>>,
    /// Words of the longest entry.
    longest: usize,
    /// The last words of entries of more than one.
    last_words: FxHashSet<Cow<'static, str>>,
    /// Other classes that it takes in.
    includes: Vec<Box<str>>,
}

impl WordClass {
    fn entries(&self) -> &Entries {
        self.read.get_or_init(|| {
            let mut entries = Entries::default();
            let shipped = self.shipped.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
            shipped.for_each(|entry| entries.add(entry, lower_case));
            self.added.iter().for_each(|entry| entries.add(entry, |entry| Cow::Owned(entry.to_lowercase())));
            entries
        })
    }
}

impl Entries {
    fn add<'w>(&mut self, entry: &'w str, lower: impl Fn(&'w str) -> Cow<'static, str>) {
        match entry.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            Some(other) => self.includes.push(other.into()),
            None => {
                let entry = lower(entry);
                self.longest = self.longest.max(entry.split(' ').count());
                self.last_words.extend(match &entry {
                    Cow::Borrowed(entry) => last_of_several(entry).map(Cow::Borrowed),
                    Cow::Owned(entry) => last_of_several(entry).map(|last| Cow::Owned(last.to_owned())),
                });
                self.entries.insert(entry);
            }
        }
    }
}

impl Classes {
    /// The classes that ship for a language.
    pub fn shipped(language: &str) -> Self {
        READ.iter().find(|(shipped, _)| *shipped == language).map(|(_, classes)| classes.clone()).unwrap_or_default()
    }

    fn of_files(files: &[(&str, &'static str)]) -> Self {
        let list = |content: &&'static str| Arc::new(WordClass { shipped: content, ..WordClass::default() });
        Self { lists: files.iter().map(|(name, content)| ((*name).into(), list(content))).collect() }
    }

    /// Adds a class, or entries to one.
    pub fn add<'w>(&mut self, name: &str, entries: impl IntoIterator<Item = &'w str>) {
        let list = Arc::make_mut(self.lists.entry(name.into()).or_default());
        list.added.extend(entries.into_iter().map(Box::from));
        list.read = OnceLock::new();
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
            let forms = [lemma, word, &singular];
            if forms.into_iter().any(|form| list.entries.contains(form)) {
                return true;
            }
            if !forms.into_iter().any(|form| list.last_words.contains(form)) {
                return false;
            }
            let mut ending = forms.map(str::to_owned);
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

    /// The single words that are entries of a class, with `true`, and those that end an entry of several words.
    pub(super) fn words_of(&self, class: &str) -> impl Iterator<Item = (&Cow<'static, str>, bool)> {
        self.with_included(class).flat_map(|list| {
            let single = list.entries.iter().filter(|entry| !entry.contains(' ')).map(|entry| (entry, true));
            single.chain(list.last_words.iter().map(|word| (word, false)))
        })
    }

    /// A class and, one level deep after another, those that it takes in; each once.
    fn with_included<'c>(&'c self, class: &str) -> impl Iterator<Item = &'c Entries> {
        let entries = |class: &str| self.lists.get(class).map(|list| list.entries());
        let first = entries(class);
        let mut names: Vec<&str> = Vec::new();
        let mut found: Vec<&Entries> = Vec::new();
        let mut reached = first;
        let mut next = 0;
        while let Some(list) = reached {
            for other in &list.includes {
                if !names.contains(&other.as_ref()) {
                    names.push(other);
                    found.extend(entries(other));
                }
            }
            reached = found.get(next).copied();
            next += 1;
        }
        first.into_iter().chain(found)
    }
}

/// The last word of an entry that has more than one.
fn last_of_several(entry: &str) -> Option<&str> {
    entry.rsplit_once(' ').map(|(_, last)| last)
}

/// An entry in lower case; most are.
fn lower_case(entry: &'static str) -> Cow<'static, str> {
    let is_lower = entry.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(entry) } else { Cow::Owned(entry.to_lowercase()) }
}

/// A plural without its ending, for capitalised words ("Hostages") whose dictionary form is themselves.
pub(super) fn singular(word: &str) -> Cow<'_, str> {
    // "buses", "coaches", "boxes": the ending is "es".
    if let Some(stem) = word.strip_suffix("es").filter(|stem| ["bus", "ch", "sh", "x", "ss"].iter().any(|end| stem.ends_with(end))) {
        return Cow::Borrowed(stem);
    }
    match word.strip_suffix("ies").map(|stem| format!("{stem}y")).or_else(|| word.strip_suffix("men").map(|stem| format!("{stem}man"))) {
        Some(word) => Cow::Owned(word),
        None => Cow::Borrowed(word.strip_suffix('s').filter(|stem| !stem.ends_with('s')).unwrap_or(word)),
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
                for other in &list.entries().includes {
                    assert!(classes.has(other), "<{other}>");
                }
            }
        }
    }
}
