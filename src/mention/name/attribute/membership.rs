//! Who belongs to which body: leaders, members and followers, and the one of many that a list describes.

use super::Reader;
use crate::lexicon::NationalityNumber;
use crate::mention::NameKind;
use crate::mention::name::chunk::Chunk;
use crate::mention::name::word::Shape;
use std::ops::Range;

impl Reader<'_, '_, '_> {
    /// "seven Americans, among them X", "one of three Malaysians", "two Colombians, X and Y".
    pub(super) fn one_of_many(&mut self, chunk: &Chunk, entity: usize, sentence: &Range<usize>) {
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
    pub(super) fn memberships(&mut self) {
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
    pub(super) fn leader(&self, at: usize, bounds: &Range<usize>) -> Option<usize> {
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
    pub(super) fn followed(&self, at: usize, bounds: &Range<usize>) -> Option<usize> {
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
    pub(super) fn described(&self, at: usize, bounds: &Range<usize>) -> Option<usize> {
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
