//! Cuts a sentence into stretches that may be names: listed bodies, bodies by pattern, and runs of capitalised words with
//! their titles and nationalities taken off.

mod body;

use super::small::{closes, is_particle, is_possessive, is_post_nominal};
use super::word::{Shape, Words};
use crate::lexicon::{self, OrganizationEntry};
use std::ops::Range;

/// A stretch that may be a name.
#[derive(Clone, Debug)]
pub struct Chunk {
    pub sentence: usize,
    pub tokens: Range<usize>,
    /// The words of a nickname inside the name, without its quotation marks.
    pub nickname: Option<Range<usize>>,
    /// Titles, ranks and kin words before it, in one stretch.
    pub title: Option<Range<usize>>,
    pub find: Find,
}

/// How a stretch was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Find {
    /// In the list of bodies.
    Listed(OrganizationEntry),
    /// By the words that name a body ("Ministry of the Interior").
    Body,
    /// By the words that name a place ("Litoral Penitentiary").
    Site,
    /// In the list of regions, or in the gazetteer with small words inside ("Isle of Man"); the country where known.
    Region(Option<[u8; 2]>),
    /// A run of capitalised words.
    Run,
}

/// All stretches of one sentence, in order.
pub fn chunks(words: &Words, sentence: usize, out: &mut Vec<Chunk>) {
    let range = words.text.sentences[sentence].tokens.clone();
    let headline = words.headline(sentence);
    let mut chunker = Chunker { words, sentence, headline, start: range.start, end: range.end, out };
    let mut at = range.start;
    while at < range.end {
        at = chunker.step(at).max(at + 1);
    }
}

/// No name has more words than this; longer runs of capitals are cut.
const LONGEST: usize = 24;

struct Chunker<'w, 't, 'o> {
    words: &'w Words<'t>,
    sentence: usize,
    headline: bool,
    start: usize,
    end: usize,
    out: &'o mut Vec<Chunk>,
}

impl Chunker<'_, '_, '_> {
    /// Reads what begins at a token and says where to go on.
    fn step(&mut self, at: usize) -> usize {
        let word = self.words.at(at);
        if !word.named() && !matches!(word.shape, Shape::Number | Shape::Code) {
            return at + 1;
        }
        if let Some((count, entry)) = self.listed(at) {
            self.push(at..at + count, None, None, Find::Listed(entry));
            return at + count;
        }
        if !word.named() {
            return at + 1;
        }
        let article = matches!(word.text, "El" | "La" | "Los" | "Las") && !word.first && self.words.at(at + 1).named();
        let letter = word.first && matches!(word.text, "A" | "I" | "Y" | "E" | "O");
        if word.cue.function() && (word.shape == Shape::Capital || letter) && !article && !self.function_as_name(at) {
            return at + 1;
        }
        let run = self.run(at);
        self.segment(run)
    }

    /// A word such as "Will" or "May" that is a given name here: a surname follows.
    fn function_as_name(&self, at: usize) -> bool {
        let (word, next) = (self.words.at(at), self.words.at(at + 1));
        word.given > 14
            && !self.words.cue(at).locates()
            && next.shape == Shape::Capital
            && next.surname > 0
            && next.common == 0
            && at + 1 < self.end
    }

    fn push(&mut self, tokens: Range<usize>, title: Option<Range<usize>>, nickname: Option<Range<usize>>, find: Find) {
        if !tokens.is_empty() {
            self.out.push(Chunk { sentence: self.sentence, tokens, nickname, title, find });
        }
    }

    /// A listed body that begins here, written as such.
    fn listed(&self, at: usize) -> Option<(usize, OrganizationEntry)> {
        let (count, entry) = self.words.organization(at, self.end)?;
        let last = self.words.at(at + count - 1);
        let spelled = (at..at + count).all(|index| {
            let word = self.words.at(index);
            word.shape != Shape::Lower || count > 2 || self.words.cue(index).group()
        });
        let upper = matches!(self.words.at(at).shape, Shape::Upper | Shape::Initial | Shape::Code);
        let bare = count == 1 && (last.common != 0 && last.first || last.surname > 8 || last.text.len() == 1);
        let fits = if entry.capitals && count == 1 && last.text.len() > 1 {
            upper && (last.common == 0 || !self.headline) && (!last.cue.function() || self.words.before(at, self.start) == "the")
        } else {
            spelled && !(bare && !self.fits_bare(at, entry))
        };
        let goes_on = count == 1 && self.words.at(at + 1).named() && at + 1 < self.end && !upper && self.words.at(at + 1).common == 0;
        (fits && !goes_on).then_some((count, entry))
    }

    /// Whether a listed one-word name that is also a common word stands where a body would.
    fn fits_bare(&self, at: usize, entry: OrganizationEntry) -> bool {
        let before = self.words.before(at, self.start).to_lowercase();
        let next = self.words.text_at(at + 1);
        if self.words.text_at(at).len() == 1 {
            return before == "on";
        }
        match entry.kind {
            "media" => matches!(before.as_str(), "on" | "by" | "told" | "to" | "newspaper" | "magazine" | "daily" | "the"),
            _ => matches!(before.as_str(), "the" | "by" | "of") || matches!(next, "passed" | "voted" | "approved"),
        }
    }

    /// The end of the run of capitalised words that begins here, joints and nicknames included.
    fn run(&self, at: usize) -> Range<usize> {
        let mut end = at;
        while end < self.end && end < at + LONGEST {
            let word = self.words.at(end);
            if word.named() || (word.shape == Shape::Code && end > at) {
                if end > at && is_post_nominal(word.text) {
                    break;
                }
                if end > at && word.shape != Shape::Initial && (word.cue.function() && word.shape == Shape::Capital || word.cue.calendar())
                {
                    break;
                }
                let title = self.words.title(end, self.end).map_or(0, |(count, _)| count);
                end += title.max(1);
                continue;
            }
            if end == at {
                break;
            }
            match self.joint(at, end) {
                Some(next) => end = next,
                None => break,
            }
        }
        at..end.max(at + 1)
    }

    /// Past a joint that binds the words of one name, if there is one here.
    fn joint(&self, start: usize, at: usize) -> Option<usize> {
        let words = self.words;
        let capital = |index: usize| index < self.end && words.at(index).named() && !words.at(index).cue.function();
        let word = words.text_at(at);
        if is_particle(word) && !(words.spanish && matches!(word, "y" | "e")) {
            let mut next = at + 1;
            while next < self.end && next < at + 3 && is_particle(words.text_at(next)) {
                next += 1;
            }
            return capital(next).then_some(next);
        }
        if word == "." && words.touches(at - 1, at) && words.at(at - 1).shape == Shape::Initial && capital(at + 1) {
            return Some(at + 1);
        }
        if is_possessive(word) && capital(at + 1) && self.office_owner(at - 1) {
            return words.cue(at + 1).body().then_some(at + 1);
        }
        if matches!(word, "\"" | "“" | "'" | "‘" | "«" | "(") {
            let close = (at + 2..(at + 6).min(self.end)).find(|index| closes(word, words.text_at(*index)))?;
            let nick = words.at(at + 1);
            if !(nick.named() || nick.shape == Shape::Code) || words.touches(at - 1, at) {
                return None;
            }
            let one_letter = close == at + 2 && nick.shape == Shape::Initial;
            let bracket = word == "(";
            if one_letter && !bracket {
                return Some(close + 1);
            }
            let follows = capital(close + 1) && words.at(close + 1).shape != Shape::Initial;
            let given = words.at(start).given > 0 || words.at(at - 1).given > 0;
            return (follows && given && !(bracket && nick.shape == Shape::Upper)).then_some(close + 1);
        }
        None
    }

    /// "Attorney", "Sheriff": has an office that is named after it.
    fn office_owner(&self, at: usize) -> bool {
        let word = self.words.text_at(at);
        let owner = self.words.phrases.title(std::iter::once(word)).is_some_and(|(_, title)| title.role() || title.rank());
        owner || matches!(word, "General" | "Workers" | "Children" | "Women" | "Men" | "Veterans" | "Writers" | "People" | "Teachers")
    }

    /// Cuts a run into bodies, titles and the rest.
    fn segment(&mut self, run: Range<usize>) -> usize {
        let mut title: Option<Range<usize>> = None;
        let mut at = run.start;
        while at < run.end {
            if !self.words.at(at).named() && self.words.at(at).shape != Shape::Code {
                at += 1;
                continue;
            }
            if let Some((count, entry)) = self.listed(at) {
                self.push(at..at + count, None, None, Find::Listed(entry));
                at += count;
                title = None;
                continue;
            }
            if at + 1 < run.end && self.words.at(at).first && self.modifier(at) {
                at += 1;
                continue;
            }
            if let Some(end) = self.thing(at, run.end) {
                return end;
            }
            if let Some((count, country)) = self.region(at) {
                self.push(at..at + count, None, None, Find::Region(country));
                at += count;
                title = None;
                continue;
            }
            if let Some(end) = self.body(at, run.end) {
                self.push(at..end, None, None, Find::Body);
                at = end;
                title = None;
                continue;
            }
            if let Some(count) = self.title(at, run.end).filter(|count| {
                title.as_ref().is_none_or(|title| !self.is_role(title.clone()) || !self.given_after_title(at, *count, run.end))
            }) {
                title = Some(title.map_or(at, |title| title.start)..at + count);
                at += count;
                continue;
            }
            if let Some(count) = self.nationality(at, run.end) {
                at += count;
                continue;
            }
            if self.words.at(at).capital_by_place() && self.words.at(at).given == 0 && at + 1 < run.end && title.is_none() {
                at += 1;
                continue;
            }
            let cut = (at + 1..run.end).find(|index| self.begins_another(*index, run.end)).unwrap_or(run.end);
            let cut = self.place_before_person(at, cut).unwrap_or(cut);
            let nickname = self.nickname(at, cut);
            let find = if self.site(at, cut) { Find::Site } else { Find::Run };
            self.push(at..cut, title.take(), nickname, find);
            at = cut;
        }
        run.end.max(at)
    }

    /// The length of a region's name, or of a place's name with small words inside, that begins here.
    fn region(&self, at: usize) -> Option<(usize, Option<[u8; 2]>)> {
        let words = self.words;
        let written = |count: usize| {
            (at..at + count).all(|index| {
                words.at(index).named()
                    || matches!(words.text_at(index), "of" | "the" | "and" | "-" | "/")
                    || is_particle(words.text_at(index))
            })
        };
        if let Some((count, country)) = words.region(at, self.end).filter(|(count, _)| written(*count)) {
            return Some((count, country));
        }
        let (count, _) = words.place(at, self.end)?;
        let small = (at..at + count).any(|index| matches!(words.text_at(index), "of" | "and" | "the"));
        (small && written(count)).then_some((count, None))
    }

    /// The end of a country's or a long place's name when a person's full name follows without a mark between.
    fn place_before_person(&self, at: usize, end: usize) -> Option<usize> {
        let words = self.words;
        let (count, postings) = words.place(at, end)?;
        let rest = at + count;
        let country = postings.iter().next().is_some_and(|place| place.level != lexicon::Level::City || place.population > 200_000);
        let follows = rest + 2 <= end && words.at(rest).given > 4 && words.at(rest).common == 0;
        ((country || count > 1) && follows && words.at(at).given < 9).then_some(rest)
    }

    /// "Former", "Alleged" at the start of a sentence.
    fn modifier(&self, at: usize) -> bool {
        self.words.phrases.title(std::iter::once(self.words.text_at(at))).is_some_and(|(_, title)| title.only_modifier())
    }

    /// Whether a stretch of titles ends in a role or rank, not in a mere form of address.
    fn is_role(&self, title: Range<usize>) -> bool {
        title.clone().any(|index| self.words.title(index, title.end).is_some_and(|(_, title)| title.role() || title.rank()))
    }

    /// A title word that is a given name, before one last word and after another title: "Minister Budi Santoso".
    fn given_after_title(&self, at: usize, count: usize, end: usize) -> bool {
        count == 1
            && at + 2 == end
            && self.words.at(at).given > 0
            && self.words.phrases.title(std::iter::once(self.words.text_at(at))).is_some_and(|(_, title)| title.honorific())
    }

    /// Whether a title or a listed body begins inside a run and something of the run is left for it.
    fn begins_another(&self, at: usize, end: usize) -> bool {
        if !self.words.at(at).named() {
            return false;
        }
        self.title(at, end).is_some_and(|count| at + count < end) || self.listed(at).is_some_and(|(count, _)| count > 1)
    }

    /// The length of a title that stands here with more of the run behind it.
    fn title(&self, at: usize, end: usize) -> Option<usize> {
        let (count, title) = self.words.title(at, end)?;
        let written = self.words.at(at).shape != Shape::Lower;
        // "the Attorney General's Office": what belongs to the bearer of a title is no bearer.
        let owner = at + count < end && is_possessive(self.words.text_at(at + count));
        (written && !owner && (title.names_bearer() || title.modifier())).then_some(count)
    }

    fn nationality(&self, at: usize, end: usize) -> Option<usize> {
        let (count, _) = self.words.nationality(at, end)?;
        // "Saudi Arabia", "Dominican Republic": the adjective begins the place's own name.
        if self.words.place(at, end).is_some_and(|(long, _)| long > count) {
            return None;
        }
        let last = at + count < end && self.words.at(at).given > 12 && self.words.at(at + count).surname > 0;
        (!last).then_some(count)
    }

    fn is_place(&self, tokens: Range<usize>) -> bool {
        self.words.place(tokens.start, tokens.end).is_some_and(|(count, _)| count == tokens.len())
    }

    /// The words between quotation marks or brackets inside a stretch.
    fn nickname(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let marks: Vec<usize> = (at..end).filter(|index| self.words.at(*index).shape == Shape::Mark).collect();
        let (first, last) = (*marks.first()?, *marks.last()?);
        let letter = last == first + 2 && last + 1 == end && self.words.at(first + 1).shape == Shape::Initial;
        let quoted = last > first + 1 && !letter && !self.words.text_at(first).starts_with(['.', '’']);
        quoted.then_some(first + 1..last)
    }
}
