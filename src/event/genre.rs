//! What kind of text tells it. In a review people are hanged by the second episode and in a match report somebody is convicted by a
//! linesman; there an event needs more than its words.

use super::Analysis;
use super::draft::{Draft, Nearness};
use crate::record::Status;
use crate::text::Text;
use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Kinds of texts that borrow the words of crime and war.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Genre {
    /// Reviews and programme notes.
    Fiction,
    /// A story that calls itself one.
    Story,
    Sport,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Class {
    Fiction,
    Sport,
    Justice,
}

static WORDS: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    let lines = include_str!("../../lexicons/en/genres.tsv").lines().filter(|line| !line.starts_with('#'));
    let class = |class: &str| match class {
        "fiction" => Some(Class::Fiction),
        "sport" => Some(Class::Sport),
        "justice" => Some(Class::Justice),
        _ => None,
    };
    lines.filter_map(|line| line.split_once('\t')).filter_map(|(name, word)| Some((word, class(name)?))).collect()
});

/// What a story calls itself.
static LABELS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let labels = include_str!("../../lexicons/en/fiction_labels.txt").lines().filter(|line| !line.starts_with('#'));
    AhoCorasick::builder().ascii_case_insensitive(true).build(labels).ok()
});
/// A label stands among the first paragraphs,
const LABELLED_WITHIN: usize = 12;
/// in a line of no more words than these that is no sentence, or at the start of one, with a colon behind.
const LABEL_LINE: usize = 14;

/// So many different words of a genre, and one in so many words of the text, make a text of the genre.
const FEWEST: usize = 5;
const ONE_IN: usize = 100;

/// The genre of a text whose vocabulary is of it, and more of it than of police and courts.
pub fn genre_of(analysis: Analysis) -> Option<Genre> {
    let text = analysis.text;
    if labelled(text) {
        return Some(Genre::Story);
    }
    let mut seen: FxHashMap<Class, FxHashSet<&str>> = FxHashMap::default();
    for token in 0..text.tokens.len() {
        let lemma = text.lemma(token);
        if let Some(class) = WORDS.get(lemma) {
            seen.entry(*class).or_default().insert(lemma);
        }
    }
    // A review begins with the work, whatever crimes it retells; a report of a crime does not.
    let mut opening = text.sentences.iter().take(2).flat_map(|sentence| sentence.tokens.clone());
    let begins = opening.any(|token| WORDS.get(text.lemma(token)) == Some(&Class::Fiction));
    let different = |class: Class| seen.get(&class).map_or(0, FxHashSet::len);
    let justice = different(Class::Justice);
    let of = |class: Class| {
        let words = different(class);
        let most = words > justice || class == Class::Fiction && begins;
        words >= FEWEST && most && words * ONE_IN >= text.tokens.len()
    };
    if of(Class::Sport) {
        Some(Genre::Sport)
    } else if of(Class::Fiction) {
        Some(Genre::Fiction)
    } else {
        None
    }
}

/// Whether one of the first lines says that this is a story.
fn labelled(text: &Text) -> bool {
    text.paragraphs.iter().take(LABELLED_WITHIN).any(|paragraph| {
        let tokens = paragraph.sentences.clone().fold(0, |words, sentence| words + text.sentences[sentence].tokens.len());
        let line = paragraph.span.of(text.content);
        LABELS.as_ref().and_then(|labels| labels.find(line)).is_some_and(|found| {
            // "A novel by Ana Diel has landed her in jail." tells of something that happened.
            let label = tokens <= LABEL_LINE && !line.trim_end().ends_with('.');
            label || found.start() == 0 && line[found.end()..].starts_with(':')
        })
    })
}

/// Whether an event stands in a text of a genre: it names an offence, or who in office did it; outside of sport a day of its own will do.
pub fn allows(genre: Genre, event: &Draft) -> bool {
    let dated = event.date.is_some_and(|(_, nearness)| nearness == Nearness::Clause);
    let official = event.agent.is_some() && matches!(&*event.family, "enforcement" | "court" | "transfer");
    genre != Genre::Story && event.status == Status::Occurred && (!event.charges.is_empty() || official || dated && genre == Genre::Fiction)
}
