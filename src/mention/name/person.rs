//! Who is who: full names, shared surnames, nicknames, and later mentions by surname or given name.

use super::alias::Alias;
use super::chunk::Chunk;
use super::link::span;
use super::small::is_particle;
use super::word::{Shape, Words};
use super::{Name, NameKind, Names, Person};
use crate::lexicon::name_key;
use rustc_hash::FxHashMap;

/// A person while the text is read.
struct Bearer {
    /// Folded parts of the fullest name, particles left out.
    keys: Vec<String>,
    entity: usize,
    /// The chunk that named the person last.
    seen: usize,
    /// The last sentence in which the person is named in full.
    sentence: Option<usize>,
}

/// Who bears which part of a name, by folded key.
#[derive(Default)]
struct Register(FxHashMap<String, Vec<usize>>);

impl Register {
    /// How many bearers of one part are looked at, the latest first.
    const REACH: usize = 32;

    fn add(&mut self, keys: &[String], bearer: usize) {
        for key in keys {
            let bearers = self.0.entry(key.clone()).or_default();
            if bearers.last() != Some(&bearer) {
                bearers.push(bearer);
            }
        }
    }

    /// The latest bearers of any of the parts.
    fn candidates<'a>(&'a self, keys: &'a [String]) -> impl Iterator<Item = usize> + 'a {
        keys.iter().filter_map(|key| self.0.get(key)).flat_map(|bearers| bearers.iter().rev().take(Self::REACH).copied())
    }

    /// The first and the latest bearers of one part.
    fn of<'a>(&'a self, key: &str) -> impl Iterator<Item = usize> + Clone + 'a {
        let all = self.0.get(key).map_or(&[][..], Vec::as_slice);
        let split = all.len().saturating_sub(Self::REACH);
        all[..split].iter().take(1).chain(&all[split..]).copied()
    }
}

/// A naming to be linked.
struct Naming {
    keys: Vec<String>,
    name: String,
    entity: Option<usize>,
}

/// Links the namings of people and says whom each chunk names.
pub fn link(words: &Words, chunks: &[&Chunk], aliases: &[Alias], names: &mut Names) -> Vec<usize> {
    let mut namings: Vec<Naming> = chunks.iter().map(|chunk| naming(words, chunk)).collect();
    share_surnames(words, chunks, &mut namings);
    let mut bearers: Vec<Bearer> = Vec::new();
    let mut register = Register::default();
    let first = names.people.len();
    let full = |naming: &Naming, chunk: &Chunk| {
        let surname_alone = matches!(&naming.keys[..], [particle, _] if is_particle(particle)) && chunk.title.is_none();
        naming.keys.len() > 1 && !(surname_alone && chunk.tokens.len() > 2)
    };
    for (index, naming) in namings.iter_mut().enumerate().filter(|(index, naming)| full(naming, chunks[*index])) {
        let sentence = chunks[index].sentence;
        let known = register.candidates(&naming.keys).find(|at| {
            let bearer = &bearers[*at];
            same(&bearer.keys, &naming.keys) && (bearer.keys == naming.keys || bearer.sentence != Some(sentence))
        });
        match known {
            Some(at) => {
                register.add(&naming.keys, at);
                let bearer = &mut bearers[at];
                if naming.keys.len() > bearer.keys.len() {
                    bearer.keys.clone_from(&naming.keys);
                    names.people[bearer.entity].name.clone_from(&naming.name);
                }
                bearer.sentence = Some(sentence);
                naming.entity = Some(bearer.entity);
            }
            None => {
                let entity = names.people.len();
                names.people.push(Person { name: naming.name.clone(), ..Person::default() });
                register.add(&naming.keys, bearers.len());
                bearers.push(Bearer { keys: naming.keys.clone(), entity, seen: index, sentence: Some(sentence) });
                naming.entity = Some(entity);
            }
        }
    }
    let nicknames = owned(words, chunks, aliases);
    let spelled = |tokens: std::ops::Range<usize>| words.text.span_of(tokens).of(words.text.content);
    let mut called: FxHashMap<&str, usize> = FxHashMap::default();
    for (alias, owner) in &nicknames {
        if let Some(entity) = namings[*owner].entity {
            called.insert(spelled(alias.tokens.clone()), entity);
        }
    }
    let mut entities = Vec::with_capacity(namings.len());
    for index in 0..namings.len() {
        let entity = match namings[index].entity.or_else(|| called.get(spelled(chunks[index].tokens.clone())).copied()) {
            Some(entity) => entity,
            None => match owner(&bearers, &register, &namings[index].keys, index) {
                Some(entity) => entity,
                None => {
                    let entity = names.people.len();
                    names.people.push(Person { name: namings[index].name.clone(), ..Person::default() });
                    register.add(&namings[index].keys, bearers.len());
                    bearers.push(Bearer { keys: namings[index].keys.clone(), entity, seen: index, sentence: None });
                    entity
                }
            },
        };
        if let Some(bearer) = bearers.get_mut(entity - first) {
            bearer.seen = index;
        }
        let chunk = chunks[index];
        if let Some(nickname) = &chunk.nickname {
            let alias = words.text.span_of(nickname.clone()).of(words.text.content).trim_end_matches([',', '.']).to_owned();
            let aliases = &mut names.people[entity].aliases;
            if !aliases.contains(&alias) {
                aliases.push(alias);
            }
        }
        let alias = called.get(spelled(chunk.tokens.clone())) == Some(&entity) && namings[index].entity.is_none();
        names.names.push(Name { span: span(words, chunk), kind: NameKind::Person, entity, alias, definite: false });
        entities.push(entity);
    }
    for (alias, owner) in nicknames {
        let entity = entities[owner];
        let name = spelled(alias.tokens.clone()).to_owned();
        let person = &mut names.people[entity];
        if person.name != name && !person.aliases.contains(&name) {
            person.aliases.push(name);
        }
        let span = words.text.span_of(alias.tokens);
        names.names.push(Name { span, kind: NameKind::Person, entity, alias: true, definite: false });
    }
    entities
}

/// Each nickname with the chunk of the person it stands beside: the nearest before it in the sentence.
fn owned(words: &Words, chunks: &[&Chunk], aliases: &[Alias]) -> Vec<(Alias, usize)> {
    let mut owned = Vec::new();
    for alias in aliases {
        let after = chunks.partition_point(|chunk| chunk.tokens.start < alias.cue);
        let opens = alias.cue == words.text.sentences[alias.sentence].tokens.start;
        let Some(owner) = (if opens { Some(after) } else { after.checked_sub(1) }).filter(|owner| *owner < chunks.len()) else { continue };
        let chunk = chunks[owner];
        let reach = opens || alias.cue.saturating_sub(chunk.tokens.end) <= 8;
        let broken = (chunk.tokens.end..alias.cue).any(|index| matches!(words.text_at(index), ";" | "."));
        if chunk.sentence == alias.sentence && reach && !broken {
            owned.push((alias.clone(), owner));
        }
    }
    owned
}

/// Who is called by a single part: the one named last that bears it as a surname, else as a given name.
fn owner(bearers: &[Bearer], register: &Register, keys: &[String], index: usize) -> Option<usize> {
    let key = match keys {
        [key] => key,
        [particle, key] if is_particle(particle) => key,
        _ => return None,
    };
    let named = |test: &dyn Fn(&Bearer) -> bool| {
        let bearing = || register.of(key).filter_map(|at| bearers.get(at)).filter(|bearer| test(bearer));
        let before = bearing().filter(|bearer| bearer.seen <= index).max_by_key(|bearer| bearer.seen);
        before.or_else(|| bearing().min_by_key(|bearer| bearer.seen)).map(|bearer| bearer.entity)
    };
    named(&|bearer| bearer.keys.iter().skip(1).any(|part| part == key)).or_else(|| named(&|bearer| bearer.keys.first() == Some(key)))
}

/// Whether two names of two parts and more can be one person's.
fn same(left: &[String], right: &[String]) -> bool {
    let (long, short) = if left.len() >= right.len() { (left, right) } else { (right, left) };
    let mut rest = long.iter();
    let within = short.iter().all(|part| rest.any(|other| other == part || part.len() == 1 && other.starts_with(part.as_str())));
    let tail = long.len() > short.len() && long[1..].windows(short.len()).any(|window| window == short);
    within && (long.first() == short.first() || tail || short.first().is_some_and(|part| part.len() == 1))
}

/// The parts and the name of one chunk, without nickname.
fn naming(words: &Words, chunk: &Chunk) -> Naming {
    let mut keys = Vec::new();
    let mut name = String::new();
    let mut end = None;
    for index in chunk.tokens.clone() {
        let word = words.at(index);
        if chunk.nickname.as_ref().is_some_and(|nickname| nickname.contains(&index)) {
            continue;
        }
        if word.shape == Shape::Mark && word.text != "." {
            continue;
        }
        if end.is_some_and(|end| end != index || !words.touches(index - 1, index)) {
            name.push(' ');
        }
        name.push_str(word.text);
        end = Some(index + 1);
        let key = name_key(word.text);
        if !key.is_empty() && !is_particle(word.text) && !matches!(word.text, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "IV") {
            keys.push(key);
        }
    }
    Naming { keys, name, entity: None }
}

/// "Miguel Ángel and Omar Treviño Morales": all of the list bear the surnames that only the last one shows.
fn share_surnames(words: &Words, chunks: &[&Chunk], namings: &mut [Naming]) {
    let mut shared: Option<(String, Vec<String>)> = None;
    for index in (0..chunks.len().saturating_sub(1)).rev() {
        let (left, right) = (chunks[index], chunks[index + 1]);
        let between = left.tokens.end..right.tokens.start;
        let joined = left.sentence == right.sentence
            && between.len() <= 2
            && !between.is_empty()
            && between.clone().all(|at| matches!(words.text_at(at), "," | "and" | "y" | "e" | "&"))
            && right.title.is_none();
        let double = left.tokens.len() == 2;
        let sure = if double { 10 } else { 0 };
        let given_only = |at: usize| words.at(at).given > sure && words.at(at).given >= words.at(at).surname;
        let plain = left.tokens.len() <= 2
            && !(double && shared.is_none() && namings[index + 1].keys.len() < 3)
            && (left.tokens.clone().all(given_only) || left.tokens.len() == 1 && words.of_one_family(left))
            && left.nickname.is_none();
        if !joined || !plain {
            shared = None;
            continue;
        }
        let start = surname_start(words, right);
        if namings[index + 1].keys.len() > 1 && start < right.tokens.len() && shared.is_none() {
            let tokens = right.tokens.start + start..right.tokens.end;
            let keys = tokens.clone().filter(|at| !is_particle(words.text_at(*at))).map(|at| name_key(words.text_at(at))).collect();
            shared = Some((words.text.span_of(tokens).of(words.text.content).to_owned(), keys));
        }
        let Some((surname, keys)) = &shared else { continue };
        let introduced = namings[..index]
            .iter()
            .any(|naming| naming.keys.len() >= namings[index].keys.len() && naming.keys.starts_with(&namings[index].keys));
        if introduced {
            shared = None;
            continue;
        }
        namings[index].name = format!("{} {surname}", namings[index].name);
        namings[index].keys.extend(keys.iter().cloned());
    }
}

/// How many tokens of a full name go before its surnames.
fn surname_start(words: &Words, chunk: &Chunk) -> usize {
    let range = chunk.tokens.clone();
    let parts: Vec<usize> = range.clone().filter(|index| words.at(*index).named()).collect();
    let second_given = |index: usize| words.at(index).given > 5 && words.at(index).given >= words.at(index).surname;
    let part = match parts.len() {
        0 | 1 => return range.len(),
        2 => 1,
        3 => 1 + usize::from(second_given(parts[1])),
        _ => 2,
    };
    let mut start = parts[part] - range.start;
    while start > 1 && is_particle(words.text_at(range.start + start - 1)) {
        start -= 1;
    }
    start
}
