//! The word lists about pages that ship with the program, read once: `lexicons/page/`.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The lines of a list, comments left out.
pub fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn set(list: &'static str) -> FxHashSet<&'static str> {
    lines(list).collect()
}

static AGENCIES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| set(include_str!("../../lexicons/page/agencies.txt")));
static NEWSROOM: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| set(include_str!("../../lexicons/page/newsroom_words.txt")));
static PARTICLES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| set(include_str!("../../lexicons/page/name_particles.txt")));

static SECTIONS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| set(include_str!("../../lexicons/page/section_words.txt")));

/// Whether a lower-case word is one of which names of sections are made.
pub fn is_section(word: &str) -> bool {
    SECTIONS.contains(word)
}

/// Words round an author's name.
pub struct BylineWords {
    /// Before the name, longest first.
    pub before: Vec<&'static str>,
    /// After it.
    pub after: Vec<&'static str>,
}

static BYLINES: LazyLock<BylineWords> = LazyLock::new(|| {
    let mut words = BylineWords { before: Vec::new(), after: Vec::new() };
    for line in lines(include_str!("../../lexicons/page/byline_words.tsv")) {
        let mut fields = line.split('\t').skip(1);
        let list = if fields.next() == Some("after") { &mut words.after } else { &mut words.before };
        list.extend(fields.next().unwrap_or_default().split('|'));
    }
    words.before.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.before.dedup();
    words
});

/// The words round authors' names of all languages.
pub fn bylines() -> &'static BylineWords {
    &BYLINES
}

/// Whether a lower-case name is a news agency's.
pub fn is_agency(name: &str) -> bool {
    AGENCIES.contains(name)
}

/// Whether a lower-case word marks a newsroom, desk or account.
pub fn is_newsroom(word: &str) -> bool {
    NEWSROOM.contains(word)
}

/// Whether a lower-case word can stand uncapitalised in a name.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(word)
}

static FUNCTION_WORDS: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
    for line in lines(include_str!("../../lexicons/page/function_words.tsv")) {
        if let Some((language, list)) = line.split_once('\t') {
            for word in list.split(' ') {
                words.entry(word).or_default().push(language);
            }
        }
    }
    words
});

static MODIFIED: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lists = lines(include_str!("../../lexicons/page/modified_words.tsv")).filter_map(|line| line.split_once('\t'));
    lists.flat_map(|(_, words)| words.split('|')).collect()
});

/// Lower-case words that say that the date after them is that of a change.
pub fn modified_labels() -> impl Iterator<Item = &'static str> {
    MODIFIED.iter().copied()
}

static PUBLISHED: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lists = lines(include_str!("../../lexicons/page/published_words.tsv")).filter_map(|line| line.split_once('\t'));
    lists.flat_map(|(_, words)| words.split('|')).collect()
});

/// Lower-case words that say that the date with them is that of publication.
pub fn published_labels() -> impl Iterator<Item = &'static str> {
    PUBLISHED.iter().copied()
}

/// What the date in a meta tag is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateMeta {
    Published,
    /// Of the page, without saying of what.
    Date,
    Modified,
}

static DATE_METAS: LazyLock<Vec<(DateMeta, bool, &'static str)>> = LazyLock::new(|| {
    let lists = lines(include_str!("../../lexicons/page/date_metas.tsv")).filter_map(|line| line.split_once('\t'));
    let meaning = |name: &str| match name.split(' ').next() {
        Some("published") => DateMeta::Published,
        Some("modified") => DateMeta::Modified,
        _ => DateMeta::Date,
    };
    lists.flat_map(|(name, metas)| metas.split('|').map(move |meta| (meaning(name), name.ends_with("ending"), meta))).collect()
});

/// The names of the meta tags whose dates are of one kind, the likeliest first.
pub fn date_metas(meaning: DateMeta) -> impl Iterator<Item = &'static str> {
    DATE_METAS.iter().filter(move |(each, ending, _)| *each == meaning && !ending).map(|(_, _, name)| *name)
}

/// Whether a meta tag's name ends as those do whose dates are of one kind.
pub fn ends_as_date_meta(name: &str, meaning: DateMeta) -> bool {
    let ending = name.rsplit([':', '.']).next().unwrap_or(name);
    let plain: String = ending.chars().filter(|c| c.is_alphanumeric()).collect();
    DATE_METAS.iter().any(|(each, ending, own)| *each == meaning && *ending && *own == plain)
}

static DATE_WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lists = lines(include_str!("../../lexicons/page/date_words.tsv")).filter_map(|line| line.split_once('\t'));
    lists.flat_map(|(_, words)| words.split(' ')).collect()
});

/// Whether a lower-case word stands with dates in lines of their own.
pub fn is_date_word(word: &str) -> bool {
    DATE_WORDS.contains(word)
}

/// The languages in which a lower-case word is one of the commonest small words.
pub fn languages_of(word: &str) -> &'static [&'static str] {
    FUNCTION_WORDS.get(word).map(Vec::as_slice).unwrap_or_default()
}

/// Whether the small words of a language are known.
pub fn has_small_words(language: &str) -> bool {
    FUNCTION_WORDS.values().any(|languages| languages.contains(&language))
}

static EMBED_KINDS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let lists = lines(include_str!("../../lexicons/page/embed_kinds.tsv")).filter_map(|line| line.split_once('\t'));
    lists.flat_map(|(kind, words)| words.split('|').map(move |word| (word, kind))).collect()
});

/// The kind of an embed by the names of its element, in lower case.
pub fn embed_kind(names: &str) -> &'static str {
    EMBED_KINDS.iter().find(|(word, _)| names.contains(word)).map_or("other", |(_, kind)| kind)
}
