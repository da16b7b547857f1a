//! What the text says of a person beside the name: role, groups, age, nationality. Read in three places: before the name, after
//! it between commas, and with the phrase that a comma parts from it.

mod beside;
mod membership;
mod role;

use super::chunk::Chunk;
use super::word::Words;
use super::{NameKind, Names};
use std::ops::Range;

/// A naming by tokens.
struct Site {
    tokens: Range<usize>,
    kind: NameKind,
    entity: usize,
}

/// Reads the attributes of every person; `entities` are the people of `chunks`.
pub fn read(words: &Words, chunks: &[&Chunk], entities: &[usize], names: &mut Names) {
    let sites: Vec<Site> =
        names.names.iter().map(|name| Site { tokens: words.text.tokens_in(name.span), kind: name.kind, entity: name.entity }).collect();
    let mut reader = Reader { words, sites: &sites, names, plural_nation: Vec::new() };
    let mut previous: Option<(&Chunk, usize)> = None;
    for (chunk, entity) in chunks.iter().zip(entities) {
        reader.person(chunk, *entity, previous);
        previous = Some((chunk, *entity));
    }
    reader.memberships();
}

struct Reader<'w, 't, 'n> {
    words: &'w Words<'t>,
    sites: &'n [Site],
    names: &'n mut Names,
    /// People whose nationality stands in the plural before a list of them.
    plural_nation: Vec<usize>,
}

impl Reader<'_, '_, '_> {
    fn person(&mut self, chunk: &Chunk, entity: usize, previous: Option<(&Chunk, usize)>) {
        let sentence = self.words.text.sentences[chunk.sentence].tokens.clone();
        let start = chunk.title.as_ref().map_or(chunk.tokens.start, |title| title.start);
        let listed = previous.filter(|(before, _)| self.joined(before, start));
        let before = self.before(start, &sentence, chunk.title.clone());
        let (age, after) = self.after(chunk.tokens.end, sentence.end);
        let age = age.or_else(|| self.age_before(start, &sentence));
        let told = before.is_some() || after.is_some();
        if let Some(phrase) = before {
            self.describe(entity, phrase, true);
        }
        if let Some(phrase) = after.clone() {
            self.describe(entity, phrase.clone(), false);
            self.share_back(chunk, entity, &phrase, previous);
        }
        if let Some((before, earlier)) = listed {
            self.share_forward(before, earlier, entity, told);
        }
        if let Some(age) = age {
            self.names.people[entity].age.get_or_insert(age);
        }
        self.one_of_many(chunk, entity, &sentence);
    }

    /// Whether only "and" or a comma parts a name from the one before it.
    fn joined(&self, before: &Chunk, start: usize) -> bool {
        let between = before.tokens.end..start.max(before.tokens.end);
        !between.is_empty()
            && between.len() <= 2
            && between.clone().all(|index| matches!(self.words.text_at(index), "," | "and" | "y" | "e" | "&"))
    }

    /// The naming that ends right before a token.
    fn site_before(&self, token: usize) -> Option<&Site> {
        let at = self.sites.partition_point(|site| site.tokens.start < token);
        self.sites[..at].last().filter(|site| site.tokens.end == token)
    }

    /// The naming that begins at a token.
    fn site_at(&self, token: usize) -> Option<&Site> {
        let at = self.sites.partition_point(|site| site.tokens.start < token);
        self.sites.get(at).filter(|site| site.tokens.start == token)
    }

    /// Writes role, groups and nationality of a phrase down.
    fn describe(&mut self, entity: usize, phrase: Range<usize>, before: bool) {
        let words = self.words;
        let mut start = phrase.start;
        while start < phrase.end
            && matches!(
                words.text_at(start),
                "a" | "an" | "the" | "his" | "her" | "their" | "of" | "one" | "another" | "its" | "Two" | "two"
            )
        {
            start += 1;
        }
        let mut nationality = None;
        let mut index = start;
        while index < phrase.end {
            match words.at(index).named().then(|| words.nationality(index, phrase.end)).flatten() {
                Some((count, found)) if self.site_at(index).is_none_or(|site| site.kind == NameKind::Place) => {
                    let follows = self.site_at(index + count).is_some_and(|site| site.kind == NameKind::Organization);
                    if nationality.is_none() && !found.regional && !follows && index < start + 5 {
                        nationality = found.code().map(|code| (index, count, code.into()));
                    }
                    index += count;
                }
                _ => index += 1,
            }
        }
        let begins_with_nation = nationality.as_ref().is_some_and(|(at, _, _)| *at == start);
        if let (true, Some((_, count, _))) = (begins_with_nation, &nationality) {
            start += count;
        }
        if years_old(words.text_at(start)).is_some() {
            start += 1;
        }
        let first = self.sites.partition_point(|site| site.tokens.start < phrase.start);
        let inside: Vec<usize> = self.sites[first..]
            .iter()
            .take_while(|site| site.tokens.start < phrase.end)
            .filter(|site| site.kind == NameKind::Organization && site.tokens.start >= phrase.start && site.tokens.end <= phrase.end)
            .map(|site| site.entity)
            .collect();
        let bare_group = words.text_at(phrase.start) == "of";
        let plain =
            matches!(words.text_at(start), "national" | "citizen" | "nationals" | "citizens" | "man" | "woman") && phrase.end - start <= 2;
        let role_word = self.role_phrase(start, phrase.end);
        let person = &mut self.names.people[entity];
        for group in inside {
            if !person.groups.contains(&group) {
                person.groups.push(group);
            }
        }
        if let Some((_, _, code)) = nationality {
            person.nationality.get_or_insert(code);
        }
        let polite = start + 1 == phrase.end
            && matches!(
                words.text_at(start),
                "Mr" | "Mr."
                    | "Mrs"
                    | "Mrs."
                    | "Ms"
                    | "Ms."
                    | "Miss"
                    | "Sir"
                    | "Dame"
                    | "Dr"
                    | "Dr."
                    | "Don"
                    | "Doña"
                    | "Señor"
                    | "Señora"
                    | "Saint"
                    | "St."
            );
        if start < phrase.end
            && !bare_group
            && !plain
            && !polite
            && role_word.is_some()
            && (person.role.is_none() || !before && person.role.is_some_and(|role| role.len() < 6))
        {
            let span = words.text.span_of(start..phrase.end);
            person.role = Some(span);
        }
    }

    /// "José Luis and Adrián C., founders of Los Metros": a plural role after a list is everybody's in it.
    fn share_back(&mut self, chunk: &Chunk, entity: usize, phrase: &Range<usize>, previous: Option<(&Chunk, usize)>) {
        let Some((before, earlier)) = previous.filter(|(before, _)| self.joined(before, chunk.tokens.start)) else { return };
        let plural = self.role_phrase(phrase.start, phrase.end).is_some_and(|role| {
            let word = self.words.text_at(role);
            word.ends_with('s') && !word.ends_with("ss")
        });
        if plural && before.sentence == chunk.sentence {
            let (role, groups) = (self.names.people[entity].role, self.names.people[entity].groups.clone());
            let person = &mut self.names.people[earlier];
            person.role = person.role.or(role);
            if person.groups.is_empty() {
                person.groups = groups;
            }
        }
    }

    /// "lawyers, Paula Stein and Victor Amaya", "two Russian officers, Col. X and Maj. Y": what introduces a list is everybody's in it.
    fn share_forward(&mut self, before: &Chunk, earlier: usize, entity: usize, told: bool) {
        if self.plural_nation.contains(&earlier) {
            let nationality = self.names.people[earlier].nationality.clone();
            let person = &mut self.names.people[entity];
            person.nationality = person.nationality.take().or(nationality);
            self.plural_nation.push(entity);
        }
        if told {
            return;
        }
        let Some(role) = self.names.people[earlier].role else { return };
        let after = role.start > self.words.text.span_of(before.tokens.clone()).start;
        let word = role.of(self.words.text.content);
        let plural = word.ends_with('s') && !word.ends_with("ss");
        if plural && !after {
            let nationality = self.names.people[earlier].nationality.clone();
            let person = &mut self.names.people[entity];
            person.role = person.role.or(Some(role));
            person.nationality = person.nationality.take().or(nationality);
        }
    }
}

/// "26-year-old" as 26.
fn years_old(word: &str) -> Option<u32> {
    let (number, rest) = word.split_once('-')?;
    (matches!(rest, "year-old" | "years-old")).then(|| number.parse().ok()).flatten().filter(|age| (1..=110).contains(age))
}
