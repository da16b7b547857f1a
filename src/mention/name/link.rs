//! Namings to entities: every naming of one person, body or place points to one entry.

use super::alias::Alias;
use super::chunk::{Chunk, Find};
use super::word::{Shape, Words};
use super::{Demonym, Name, NameKind, Names, Organization, attribute, person, place};
use crate::lexicon::{self, NationalityNumber};
use crate::text::{Span, Tag};
use rustc_hash::FxHashMap;

/// The names of a text from its classified chunks.
pub fn link(words: &Words, chunks: &[Chunk], kinds: &[Option<NameKind>], aliases: &[Alias]) -> Names {
    let mut names = Names { demonyms: demonyms(words), ..Names::default() };
    let of_kind = |kind: NameKind| chunks.iter().zip(kinds).filter(move |(_, found)| **found == Some(kind)).map(|(chunk, _)| chunk);
    let people: Vec<&Chunk> = of_kind(NameKind::Person).collect();
    let entities = person::link(words, &people, aliases, &mut names);
    organizations(words, of_kind(NameKind::Organization), &mut names);
    place::link(words, &of_kind(NameKind::Place).collect::<Vec<_>>(), &mut names);
    names.names.sort_by_key(|name| (name.span.start, usize::MAX - name.span.end));
    let mut end = 0;
    names.names.retain(|name| {
        let free = name.span.start >= end;
        end = end.max(name.span.end);
        free
    });
    attribute::read(words, &people, &entities, &mut names);
    names
}

/// The words of a chunk.
pub fn span(words: &Words, chunk: &Chunk) -> Span {
    words.text.span_of(chunk.tokens.clone())
}

fn organizations<'a>(words: &Words, chunks: impl Iterator<Item = &'a Chunk>, names: &mut Names) {
    let mut by_key: FxHashMap<Vec<u8>, usize> = FxHashMap::default();
    let mut previous: Option<(usize, usize)> = None;
    for chunk in chunks {
        let mut span = span(words, chunk);
        if span.len() == 2 && span.of(words.text.content).ends_with('.') {
            span.end -= 1;
        }
        let spelled = span.of(words.text.content);
        let mut key = lexicon::phrase_key(spelled);
        let mut entry = None;
        if let Find::Listed(listed) = chunk.find {
            key = format!("#{}", listed.row).into_bytes();
            entry = Some(listed);
        }
        let bracketed = words.before(chunk.tokens.start, 0) == "(" && words.text_at(chunk.tokens.end) == ")";
        let acronym = chunk.tokens.len() == 1 && matches!(words.at(chunk.tokens.start).shape, Shape::Upper | Shape::Initial);
        let defined = previous.filter(|(end, _)| bracketed && acronym && end + 1 == chunk.tokens.start);
        let entity = match (by_key.get(&key), defined) {
            (_, Some((_, entity))) => {
                by_key.insert(key, entity);
                names.organizations[entity].acronym = Some(spelled.to_owned());
                entity
            }
            (Some(entity), None) => *entity,
            (None, None) => {
                let entity = names.organizations.len();
                by_key.insert(key, entity);
                names.organizations.push(Organization {
                    name: spelled.to_owned(),
                    kind: entry.map_or("", |entry| entry.kind).into(),
                    acronym: entry.map(|entry| entry.acronym).filter(|acronym| !acronym.is_empty()).map(str::to_owned),
                    country: entry.map(|entry| entry.country).filter(|country| country.len() == 2).map(Into::into),
                });
                entity
            }
        };
        if names.organizations[entity].name.len() < spelled.len() && !acronym {
            spelled.clone_into(&mut names.organizations[entity].name);
        }
        previous = Some((chunk.tokens.end, entity));
        names.names.push(Name { span, kind: NameKind::Organization, entity, alias: false, definite: false });
    }
}

/// Every word of nationality that names a state.
fn demonyms(words: &Words) -> Vec<Demonym> {
    let mut found = Vec::new();
    for sentence in &words.text.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let Some((count, nationality)) = words.at(at).named().then(|| words.nationality(at, sentence.tokens.end)).flatten() else {
                at += 1;
                continue;
            };
            let before = words.before(at, sentence.tokens.start);
            let next = (at + count < sentence.tokens.end).then(|| words.text.tokens[at + count].tag);
            // "a Briton who", "a Salvadoran held in May", but "a Colombian group", "the Iranian held": the last is a noun's adjective as well.
            let ends = matches!(next, None | Some(Tag::Punct));
            let goes_on = matches!(next, Some(Tag::Verb | Tag::Aux | Tag::Adp | Tag::Pron | Tag::Sconj | Tag::Cconj));
            let alone = match before {
                "a" | "an" | "one" | "another" | "each" => ends || goes_on,
                "the" => ends,
                _ => false,
            };
            if let Some(country) = nationality.code() {
                found.push(Demonym {
                    span: words.text.span_of(at..at + count),
                    country: country.into(),
                    people: matches!(nationality.number, NationalityNumber::Many | NationalityNumber::One) || alone,
                });
            }
            at += count;
        }
    }
    found
}
