//! What the text says of a person beside the name: role, groups, age, nationality. Read in three places: before the name, after
//! it between commas, and with the phrase that a comma parts from it.

use super::chunk::{Chunk, is_possessive};
use super::classify::plausible_age;
use super::word::{Shape, Words};
use super::{NameKind, Names};
use crate::lexicon::NationalityNumber;
use crate::text::Tag;
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

    /// The role phrase right before a name: "Russian arms trader X", "his lawyer, X", "the mayor of Aguililla, X,".
    fn before(&self, start: usize, sentence: &Range<usize>, title: Option<Range<usize>>) -> Option<Range<usize>> {
        let words = self.words;
        let mut end = start;
        if title.is_none() && end > sentence.start + 1 && words.text_at(end - 1) == "," {
            return self.phrase_before_comma(end - 1, sentence);
        }
        if let Some(title) = &title {
            end = title.end;
        }
        let mut from = title.as_ref().map_or(start, |title| title.start);
        let noun = title.is_some() || from > sentence.start && self.role_noun(from - 1);
        if !noun {
            return None;
        }
        while from > sentence.start && from + 8 > end && self.modifies(from - 1, from) {
            from = self.site_before(from).map_or(from - 1, |site| site.tokens.start.max(sentence.start));
        }
        Some(from..end)
    }

    /// "Colombia's defense minister, X": from the article, possessive or start of the sentence to the comma.
    fn phrase_before_comma(&self, comma: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        let words = self.words;
        let mut from = comma;
        while from > sentence.start && comma - from < 9 {
            let word = words.at(from - 1);
            let determiner = matches!(
                word.text.to_lowercase().as_str(),
                "the"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
                    | "a"
                    | "an"
                    | "my"
                    | "our"
                    | "whose"
                    | "el"
                    | "la"
                    | "los"
                    | "las"
                    | "su"
                    | "un"
                    | "una"
            );
            if determiner || is_possessive(word.text) {
                break;
            }
            if word.shape == Shape::Mark
                || matches!(word.text, "said" | "and" | "but" | "that" | "when" | "by" | "with" | "was" | "were" | "is" | "to")
            {
                return None;
            }
            from -= 1;
        }
        let headed = from < comma && self.role_phrase(from, comma).is_some_and(|role| role == from || self.modifiers_only(from, role));
        let opened = from > sentence.start;
        (headed && opened).then_some(from..comma)
    }

    /// Age and role phrase after a name: ", 34, a nurse", " (39)", ", the mayor of Aguililla,", ", of Los Zetas,".
    fn after(&self, end: usize, limit: usize) -> (Option<u32>, Option<Range<usize>>) {
        let words = self.words;
        let mut at = end;
        let mut age = None;
        if words.text_at(at) == "(" && at + 2 < limit && plausible_age(words.text_at(at + 1)) && words.text_at(at + 2) == ")" {
            age = words.text_at(at + 1).parse().ok();
            at += 3;
        }
        if at < limit && words.text_at(at) == "(" {
            at = (at + 1..(at + 8).min(limit)).find(|index| words.text_at(*index) == ")").map_or(at, |close| close + 1);
        }
        at = self.past_alias(at, limit);
        if at >= limit || !matches!(words.text_at(at), "," | "—" | "–" | "-") {
            return (age, None);
        }
        at += 1;
        if at < limit && words.text_at(at) == "aged" {
            at += 1;
        }
        if at < limit
            && plausible_age(words.text_at(at))
            && (at + 1 >= limit || words.at(at + 1).shape == Shape::Mark || words.text_at(at + 1) == "and")
        {
            age = age.or_else(|| words.text_at(at).parse().ok());
            at += 1;
            if at >= limit || words.text_at(at) != "," {
                return (age, None);
            }
            at += 1;
        }
        let begin = at;
        if at < limit
            && matches!(words.text_at(at), "a" | "an")
            && let Some(years) = years_old(words.text_at(at + 1))
        {
            age = age.or(Some(years));
        }
        (age, self.apposition(begin, limit))
    }

    /// The phrase between commas after a name, if it says who the person is.
    fn apposition(&self, at: usize, limit: usize) -> Option<Range<usize>> {
        let words = self.words;
        let mut end = at;
        while end < limit && end < at + 16 {
            let word = words.at(end);
            let stop = matches!(
                word.text,
                "," | ";"
                    | "."
                    | ")"
                    | "("
                    | ":"
                    | "—"
                    | "–"
                    | "who"
                    | "whose"
                    | "whom"
                    | "that"
                    | "which"
                    | "was"
                    | "were"
                    | "is"
                    | "are"
                    | "had"
                    | "has"
                    | "said"
                    | "told"
                    | "until"
                    | "after"
                    | "when"
                    | "while"
                    | "\""
                    | "“"
                    | "”"
                    | "accused"
                    | "wanted"
                    | "charged"
                    | "killed"
                    | "arrested"
                    | "held"
                    | "nicknamed"
                    | "dubbed"
            );
            if stop || word.text == "and" && self.site_at(end + 1).is_some_and(|site| site.kind == NameKind::Person) {
                break;
            }
            end += 1;
        }
        if end == at {
            return None;
        }
        let first = words.text_at(at);
        if first == "of" && self.site_at(at + 1).is_some_and(|site| site.kind == NameKind::Organization) {
            return Some(at..end);
        }
        let opened = matches!(
            first,
            "a" | "an" | "the" | "his" | "her" | "their" | "its" | "one" | "another" | "el" | "la" | "su" | "un" | "una" | "los" | "las"
        );
        let possessive = (at + 1..end.min(at + 4)).any(|index| is_possessive(words.text_at(index)));
        let role = self.role_phrase(at, end)?;
        let fits = match first {
            "a" | "an" | "one" | "un" | "una" => true,
            _ => opened || possessive || role == at || self.modifiers_only(at, role),
        };
        fits.then_some(at..end)
    }

    /// Past ", alias X" and its kin, so that what follows can be read.
    fn past_alias(&self, at: usize, limit: usize) -> usize {
        let next = if self.words.text_at(at) == "," { at + 1 } else { at };
        let announced = matches!(
            self.words.text_at(next),
            "alias"
                | "aka"
                | "a.k.a."
                | "a/k/a"
                | "also"
                | "better"
                | "known"
                | "nicknamed"
                | "dubbed"
                | "\""
                | "“"
                | "«"
                | "‘"
                | "("
                | "El"
                | "La"
                | "conocido"
        );
        if !announced {
            return at;
        }
        let Some(from) = self.words.text.tokens.get(next).map(|token| token.span.start) else { return at };
        let first = self.names.names.partition_point(|name| name.span.start < from);
        let Some(alias) = self.names.names[first..].first().filter(|name| name.alias) else { return at };
        let tokens = self.words.text.tokens_in(alias.span);
        if tokens.start > next + 6 {
            return at;
        }
        let mut end = tokens.end;
        while end < limit && matches!(self.words.text_at(end), "\"" | "”" | ")" | "’" | "»" | "'") {
            end += 1;
        }
        if self.words.text_at(end - 1) != "," && end < limit && self.words.text_at(end) != "," && self.words.text_at(tokens.end) == "," {
            tokens.end
        } else {
            end
        }
    }

    /// "34-year-old X".
    fn age_before(&self, start: usize, sentence: &Range<usize>) -> Option<u32> {
        (start.saturating_sub(8).max(sentence.start)..start)
            .rev()
            .take_while(|index| self.words.at(*index).shape != Shape::Mark)
            .find_map(|index| years_old(self.words.text_at(index)))
    }

    /// Where a role word stands in a phrase: the index of the first title word.
    fn role_phrase(&self, at: usize, end: usize) -> Option<usize> {
        (at..end.min(at + 9)).find(|index| {
            self.words
                .phrases
                .title(self.words.from(*index, end))
                .is_some_and(|(_, title)| title.names_bearer() && !(title.honorific() && !title.role()))
        })
    }

    /// Whether only adjectives, nationalities, names and modifiers stand before the role word.
    fn modifiers_only(&self, at: usize, role: usize) -> bool {
        (at..role).all(|index| {
            let word = self.words.at(index);
            word.named()
                || is_possessive(word.text)
                || self.modifier(index)
                || self.words.text.tokens[index].tag == Tag::Adj
                || word.text.contains('-')
        })
    }

    fn modifier(&self, index: usize) -> bool {
        let word = self.words.text_at(index);
        self.words.phrases.title(std::iter::once(word)).is_some()
            || matches!(word, "drug" | "drugs" | "crime" | "cartel" | "gang" | "chief" | "right-hand" | "then" | "two" | "three")
    }

    /// A lower-case word that is a role by the lists, or a noun right before a name.
    fn role_noun(&self, index: usize) -> bool {
        let word = self.words.at(index);
        word.shape == Shape::Lower && self.words.phrases.title(std::iter::once(word.text)).is_some_and(|(_, title)| title.names_bearer())
    }

    /// Whether a word belongs to the role phrase that goes on at `next`.
    fn modifies(&self, index: usize, next: usize) -> bool {
        let words = self.words;
        let word = words.at(index);
        if word.cue.function() && word.named() && word.shape != Shape::Upper {
            return false;
        }
        if let Some(site) = self.site_before(next) {
            return site.kind != NameKind::Person;
        }
        let nationality = words.phrases.nationality(std::iter::once(word.text)).is_some() && word.named();
        let tag = words.text.tokens[index].tag;
        nationality
            || words.phrases.title(std::iter::once(word.text)).is_some_and(|(_, title)| title.modifier() || title.names_bearer())
            || word.shape == Shape::Lower && matches!(tag, Tag::Adj | Tag::Noun) && !words.cue(index).function()
            || years_old(word.text).is_some()
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
            match words.at(index).named().then(|| words.phrases.nationality(words.from(index, phrase.end))).flatten() {
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

    /// "seven Americans, among them X", "one of three Malaysians", "two Colombians, X and Y".
    fn one_of_many(&mut self, chunk: &Chunk, entity: usize, sentence: &Range<usize>) {
        if self.names.people[entity].nationality.is_some() {
            return;
        }
        let words = self.words;
        let people = |index: usize| {
            let (_, nationality) =
                words.at(index).named().then(|| words.phrases.nationality(std::iter::once(words.text_at(index)))).flatten()?;
            let noun = matches!(
                words.text_at(index + 1),
                "nationals" | "citizens" | "men" | "women" | "brothers" | "sisters" | "officers" | "soldiers"
            );
            let many = nationality.number == NationalityNumber::Many || noun;
            (many && !nationality.regional).then(|| nationality.code().map(str::to_owned)).flatten()
        };
        let start = chunk.title.as_ref().map_or(chunk.tokens.start, |title| title.start);
        let among = (start.saturating_sub(3).max(sentence.start)..start)
            .any(|index| matches!(words.text_at(index), "among" | "including" | "namely"));
        let listed = start > sentence.start && matches!(words.text_at(start - 1), "," | ":" | "and" | "(");
        let mut found = None;
        if among || listed {
            let reach = if among { 14 } else { 4 };
            found = (start.saturating_sub(reach).max(sentence.start)..start).rev().find_map(people);
        }
        let after = chunk.tokens.end;
        if found.is_none() && words.text_at(after) == "," && words.text_at(after + 1) == "one" && words.text_at(after + 2) == "of" {
            found = (after + 3..(after + 7).min(sentence.end)).find_map(people);
        }
        if let Some(code) = found {
            self.names.people[entity].nationality = Some(code.into());
            self.plural_nation.push(entity);
        }
    }

    /// "X led the Juárez Cartel", "members of A and B answered to X", "X … the Sinaloa Cartel lieutenant".
    fn memberships(&mut self) {
        let words = self.words;
        let sites = self.sites;
        for (at, site) in sites.iter().enumerate() {
            if site.kind != NameKind::Organization {
                continue;
            }
            let Some(sentence) = words.text.tokens.get(site.tokens.start).and_then(|token| words.text.sentence_at(token.span.start)) else {
                continue;
            };
            let bounds = words.text.sentences[sentence].tokens.clone();
            let member = self.leader(at, &bounds).or_else(|| self.followed(at, &bounds)).or_else(|| self.described(at, &bounds));
            if let Some(person) = member
                && !self.names.people[person].groups.contains(&site.entity)
            {
                self.names.people[person].groups.push(site.entity);
            }
        }
    }

    /// Who leads, runs or belongs to the body named at a site, by a verb or noun before it.
    fn leader(&self, at: usize, bounds: &Range<usize>) -> Option<usize> {
        let words = self.words;
        let site = &self.sites[at];
        let cue = (site.tokens.start.saturating_sub(6).max(bounds.start)..site.tokens.start).rev().find(|index| {
            let of = words.text_at(index + 1) == "of";
            match words.text_at(*index) {
                "led" | "leads" | "leading" | "lead" | "ran" | "runs" | "running" | "run" | "headed" | "heads" | "heading" | "founded"
                | "commanded" | "commands" | "commanding" | "joined" | "joining" | "belonging" | "belonged" | "belongs" | "lideró"
                | "lidera" | "lideraba" | "dirigía" | "encabezaba" => true,
                "member" | "leader" | "head" | "boss" | "founder" | "commander" | "lieutenant" | "chief" | "operator" | "members"
                | "leaders" => of,
                _ => false,
            }
        })?;
        if (cue..site.tokens.start).any(|index| matches!(words.text_at(index), "," | ";" | "by")) {
            return None;
        }
        let people = || {
            self.sites[at.saturating_sub(24)..at]
                .iter()
                .filter(|other| other.kind == NameKind::Person && other.tokens.start >= bounds.start && other.tokens.end <= cue)
        };
        if cue > bounds.start && words.text_at(cue - 1) == "," {
            return people().find(|other| words.text_at(other.tokens.end) == ",").map(|other| other.entity);
        }
        people().next_back().filter(|other| cue - other.tokens.end < 8).map(|other| other.entity)
    }

    /// Whom the body named at a site follows: "answered to X", "led by X".
    fn followed(&self, at: usize, bounds: &Range<usize>) -> Option<usize> {
        let words = self.words;
        let site = &self.sites[at];
        let next = self.sites[at + 1..]
            .iter()
            .take(8)
            .take_while(|other| other.tokens.start < bounds.end)
            .find(|other| other.kind == NameKind::Person)?;
        let cue = next.tokens.start.checked_sub(2).filter(|cue| *cue >= site.tokens.end && *cue - site.tokens.end < 12)?;
        let pair = (words.text_at(cue), words.text_at(cue + 1));
        let follows = matches!(
            pair,
            ("answered" | "answers" | "loyal" | "answer", "to") | ("led" | "headed" | "run" | "founded" | "commanded" | "created", "by")
        );
        let clear = !(site.tokens.end..cue).any(|index| matches!(words.text_at(index), ";" | "."));
        (follows && clear).then_some(next.entity)
    }

    /// "the Sinaloa Cartel lieutenant": stands for the person named last.
    fn described(&self, at: usize, bounds: &Range<usize>) -> Option<usize> {
        let words = self.words;
        let site = &self.sites[at];
        let role = site.tokens.end;
        let before = site.tokens.start.checked_sub(1).filter(|index| *index >= bounds.start)?;
        let titled = role < bounds.end
            && words.at(role).shape == Shape::Lower
            && words.phrases.title(std::iter::once(words.text_at(role))).is_some_and(|(_, title)| title.criminal());
        if !titled || words.text_at(before) != "the" || words.text_at(role).ends_with('s') || self.site_at(role + 1).is_some() {
            return None;
        }
        let person = self.sites[..at].iter().rev().take(4).find(|other| other.kind == NameKind::Person)?;
        (site.tokens.start - person.tokens.end < 30).then_some(person.entity)
    }
}

/// "26-year-old" as 26.
fn years_old(word: &str) -> Option<u32> {
    let (number, rest) = word.split_once('-')?;
    (matches!(rest, "year-old" | "years-old")).then(|| number.parse().ok()).flatten().filter(|age| (1..=110).contains(age))
}
