//! Which place of its name a name means: what follows it decides, then what stands near, then size.

use super::chunk::{Chunk, Find};
use super::link::span;
use super::word::Words;
use super::{Name, NameKind, Names, Place, PlaceKind};
use crate::lexicon::{Level, PlaceEntry};
use rustc_hash::FxHashMap;

/// A naming with the places that it can mean.
struct Naming {
    candidates: Vec<PlaceEntry>,
    paragraph: usize,
    chosen: Option<usize>,
    /// How much spoke for the choice.
    score: f32,
}

/// What a region that follows the name adds: more than all else together.
const TOLD: f32 = 20.0;

/// Resolves and links the namings of places.
pub fn link(words: &Words, chunks: &[&Chunk], names: &mut Names) {
    let mut namings: Vec<Naming> = chunks.iter().map(|chunk| naming(words, chunk)).collect();
    for naming in &mut namings {
        naming.choose(|_| 0.0);
    }
    let mut support = Support::default();
    for naming in &namings {
        if let Some(place) = naming.place() {
            support.add(naming.paragraph, place);
        }
    }
    for demonym in &names.demonyms {
        let paragraph = words.text.sentence_at(demonym.span.start).map_or(0, |sentence| words.text.sentences[sentence].paragraph);
        support.count(paragraph, &demonym.country, 1.0);
    }
    for index in 0..namings.len() {
        let region = region(words, chunks, &namings, index);
        let naming = &mut namings[index];
        let (own, paragraph) = (naming.place().copied(), naming.paragraph);
        naming.choose(|candidate| {
            let told = region.map_or(0.0, |region| if within(candidate, &region) { TOLD } else { 0.0 });
            told + support.of(paragraph, candidate, own.as_ref())
        });
    }
    agree(words, chunks, &mut namings);
    let alone = lone_countries(&namings);
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for (chunk, naming) in chunks.iter().zip(&namings) {
        let span = span(words, chunk);
        let spelled = span.of(words.text.content);
        let key = naming.place().map_or_else(|| spelled.to_lowercase(), |place| format!("#{}", place.row));
        let entity = *known.entry(key).or_insert_with(|| {
            let beside = alone.get(&naming.paragraph).copied().flatten();
            names
                .places
                .push(naming.place().map_or_else(|| Place::unlisted(spelled, chunk.find, beside), |place| Place::of(spelled, place)));
            names.places.len() - 1
        });
        names.names.push(Name { span, kind: NameKind::Place, entity, alias: false, definite: false });
    }
}

/// The same words name the same place throughout, unless a region told once says otherwise; the first choice that had
/// most to go on wins.
fn agree(words: &Words, chunks: &[&Chunk], namings: &mut [Naming]) {
    let mut best: FxHashMap<&str, (f32, usize)> = FxHashMap::default();
    for (chunk, naming) in chunks.iter().zip(namings.iter()) {
        let Some(chosen) = naming.chosen else { continue };
        let entry = best.entry(span(words, chunk).of(words.text.content)).or_insert((naming.score, chosen));
        if naming.score > entry.0 {
            *entry = (naming.score, chosen);
        }
    }
    for (chunk, naming) in chunks.iter().zip(namings.iter_mut()) {
        if let Some((_, chosen)) = best.get(span(words, chunk).of(words.text.content)).filter(|_| naming.score < TOLD) {
            naming.chosen = Some(*chosen);
        }
    }
}

/// The country of each paragraph whose places all lie in one.
fn lone_countries(namings: &[Naming]) -> FxHashMap<usize, Option<&'static str>> {
    let mut countries: FxHashMap<usize, Option<&'static str>> = FxHashMap::default();
    for naming in namings {
        if let Some(place) = naming.place() {
            let country = countries.entry(naming.paragraph).or_insert(Some(place.country));
            *country = country.filter(|country| *country == place.country);
        }
    }
    countries
}

fn naming(words: &Words, chunk: &Chunk) -> Naming {
    let found = words.place(chunk.tokens.start, chunk.tokens.end).filter(|(count, _)| *count == chunk.tokens.len());
    let candidates = found.map(|(_, postings)| postings.iter().collect()).unwrap_or_default();
    Naming { candidates, paragraph: words.text.sentences[chunk.sentence].paragraph, chosen: None, score: 0.0 }
}

impl Naming {
    fn place(&self) -> Option<&PlaceEntry> {
        self.candidates.get(self.chosen?)
    }

    fn choose(&mut self, bonus: impl Fn(&PlaceEntry) -> f32) {
        let mut best: Option<(usize, f32)> = None;
        for (index, candidate) in self.candidates.iter().enumerate() {
            let score = size(candidate) + bonus(candidate);
            if best.is_none_or(|(_, highest)| score > highest) {
                best = Some((index, score));
            }
        }
        self.chosen = best.map(|(index, _)| index);
        self.score = best.map_or(0.0, |(_, score)| score);
    }
}

/// How much a place's size alone speaks for it.
fn size(place: &PlaceEntry) -> f32 {
    let size = match place.level {
        Level::Country => 6.0,
        Level::Subdivision => 3.2,
        Level::City => (place.population.max(1) as f32).log10() * 0.7,
    };
    if place.weak { size - 1.0 } else { size }
}

/// The state or country that is named right after a place: ", Texas", "(Texas)".
fn region(words: &Words, chunks: &[&Chunk], namings: &[Naming], index: usize) -> Option<PlaceEntry> {
    let (chunk, next) = (chunks[index], chunks.get(index + 1)?);
    let joined = matches!(words.text_at(chunk.tokens.end), "," | "(") && chunk.tokens.end + 1 == next.tokens.start;
    let place = namings[index + 1].place().filter(|_| joined)?;
    let wider = namings[index + 1].candidates.iter().find(|candidate| candidate.level != Level::City)?;
    Some(if place.level == Level::City { *wider } else { *place })
}

fn within(place: &PlaceEntry, region: &PlaceEntry) -> bool {
    match region.level {
        Level::Country => place.level != Level::Country && place.country == region.country,
        _ => place.level == Level::City && place.subdivision == region.subdivision,
    }
}

/// How often each country and subdivision is spoken of, in each paragraph and in all.
#[derive(Default)]
struct Support {
    near: FxHashMap<(usize, String), f32>,
    all: FxHashMap<String, f32>,
}

impl Support {
    fn count(&mut self, paragraph: usize, code: &str, weight: f32) {
        *self.near.entry((paragraph, code.to_owned())).or_default() += weight;
        *self.all.entry(code.to_owned()).or_default() += weight;
    }

    fn add(&mut self, paragraph: usize, place: &PlaceEntry) {
        self.count(paragraph, place.country, 1.0);
        if !place.subdivision.is_empty() {
            self.count(paragraph, place.subdivision, 1.0);
        }
    }

    /// What the rest of the article says for a candidate; what the naming itself gave is taken back.
    fn of(&self, paragraph: usize, candidate: &PlaceEntry, own: Option<&PlaceEntry>) -> f32 {
        let value = |code: &str, given: bool| {
            let taken = if given { 1.0 } else { 0.0 };
            let near = self.near.get(&(paragraph, code.to_owned())).copied().unwrap_or(0.0) - taken;
            let all = self.all.get(code).copied().unwrap_or(0.0) - taken;
            near.clamp(0.0, 1.0) * 2.0 + all.clamp(0.0, 2.0) * 0.5
        };
        let country = value(candidate.country, own.is_some_and(|own| own.country == candidate.country));
        let subdivision = if candidate.subdivision.is_empty() {
            0.0
        } else {
            value(candidate.subdivision, own.is_some_and(|own| own.subdivision == candidate.subdivision))
        };
        match candidate.level {
            Level::Country => country * 0.7,
            Level::Subdivision => subdivision * 1.3 + country * 0.3,
            Level::City => subdivision * 0.5 + country * 0.7,
        }
    }
}

impl Place {
    /// The place of the gazetteer under the name that the text uses.
    fn of(name: &str, entry: &PlaceEntry) -> Self {
        let code = |code: &str| (!code.is_empty()).then(|| code.into());
        Self {
            name: name.to_owned(),
            kind: match entry.level {
                Level::Country => PlaceKind::Country,
                Level::Subdivision => PlaceKind::Subdivision,
                Level::City => PlaceKind::City,
            },
            country: code(entry.country),
            subdivision: code(entry.subdivision),
            latitude: entry.position.map(|position| position.0),
            longitude: entry.position.map(|position| position.1),
        }
    }

    /// A place that is in no list.
    fn unlisted(name: &str, find: Find, beside: Option<&str>) -> Self {
        let country = match find {
            Find::Region(Some(code)) => std::str::from_utf8(&code).ok().map(Into::into),
            Find::Region(None) => None,
            _ => beside.map(Into::into),
        };
        Self { name: name.to_owned(), kind: PlaceKind::Other, country, subdivision: None, latitude: None, longitude: None }
    }
}
