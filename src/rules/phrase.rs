//! What a phrase stands for: people, a state, a place, goods. Names decide first, then the classes of words.
//!
//! "37 members of criminal organizations" is people by its head, "dozens of migrants" by what stands behind the `of`,
//! "another 26" because a bare number under a verb of persons counts persons, "Ramiro Caldera" because it is a name.

use super::class::Classes;
use crate::mention::name::Demonym;
use crate::mention::quantity::QuantityKind;
use crate::mention::{Mentions, NameKind, Names, PlaceKind, Qualifier, Quantity};
use crate::text::{Span, Tag, Text};
use std::ops::Range;

/// What `is` can ask beside the classes.
pub(super) const TYPES: &[&str] = &[
    "people",
    "anyone",
    "state",
    "abroad",
    "domestic",
    "agency",
    "organization",
    "place",
    "money",
    "mass",
    "thing",
    "date",
    "number",
    "counted",
    "name",
    "duration",
    "nationals",
    "bare-number",
    "timed",
    "at_least",
];

/// The classes that a person can be of by office.
pub(super) const OFFICES: &[&str] = &["court", "official", "judging", "prosecution", "enforcer"];

/// A phrase with its head, in a text whose names are known.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub head: usize,
    pub tokens: Range<usize>,
}

/// The texts' layers that types are decided by.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub text: &'a Text<'a>,
    pub mentions: &'a Mentions,
    pub classes: &'a Classes,
}

impl Reading<'_> {
    /// Whether a phrase is of a type or ends in a word of a class.
    pub fn is(&self, phrase: &Phrase, kind: &str) -> bool {
        let heads = [Some(phrase.head), self.measured(phrase)];
        heads.into_iter().flatten().any(|head| match kind {
            "people" => self.people(phrase, head),
            "anyone" => self.people(phrase, head) || self.unknown_name(head) && !self.dated(phrase),
            "state" => self.state(head),
            "abroad" => self.names_country(phrase) || self.ends_in("homeland", head) || self.world_court(phrase),
            "domestic" => self.ends_in("prosecution", head) && !self.names_country(phrase) && !self.world_court(phrase),
            "agency" => self.agency(head),
            "organization" => self.name_kind(head) == Some(NameKind::Organization),
            "place" => self.place(phrase, head),
            "money" => self.money(phrase),
            "mass" => self.mass(head),
            "thing" => matches!(self.text.tokens[head].tag, Tag::Noun | Tag::Propn) && !self.people(phrase, head) && !self.dated(phrase),
            "date" => self.dated(phrase),
            "number" => self.number(head),
            "counted" => self.counted(phrase),
            "duration" => self.duration_at(head).is_some(),
            "timed" => phrase.tokens.clone().any(|token| self.duration_at(token).is_some()),
            "at_least" => {
                self.classes.within("minimum", self.text, phrase.tokens.clone())
                    || self.quantities(phrase).any(|quantity| matches!(quantity.qualifier, Qualifier::AtLeast | Qualifier::MoreThan))
            }
            "bare-number" => self.number(head) && phrase.tokens.len() == 1,
            "nationals" => self.demonym(head).is_some(),
            "name" => self.mentions.names.at(self.start(head)).is_some(),
            class => self.ends_in(class, head),
        })
    }

    /// Whether a phrase holds a number that is no share of something ("three in five").
    fn counted(&self, phrase: &Phrase) -> bool {
        let share = |quantity: &Quantity| {
            matches!(quantity.kind, QuantityKind::Share | QuantityKind::Percent | QuantityKind::Factor | QuantityKind::Rate)
        };
        let mut quantities = self.quantities(phrase).peekable();
        match quantities.peek() {
            Some(_) => quantities.any(|quantity| !share(quantity)),
            None => phrase.tokens.clone().any(|token| self.number(token)),
        }
    }

    /// The quantities that a phrase holds a part of.
    fn quantities<'q>(&'q self, phrase: &Phrase) -> impl Iterator<Item = &'q Quantity> {
        let span = self.text.span_of(phrase.tokens.clone());
        self.mentions
            .quantities_in(self.text.sentences[self.text.sentence_at(span.start).unwrap_or(0)].span)
            .filter(move |quantity| !quantity.ordinal && quantity.span.overlaps(span))
    }

    /// The length of time in months or years that a token is a part of: "four and a half years" at "four", "three-month".
    pub fn duration_at(&self, token: usize) -> Option<&Quantity> {
        let at = self.text.tokens.get(token)?.span;
        let quantities = &self.mentions.quantities;
        let first = quantities.partition_point(|quantity| quantity.span.end <= at.start);
        quantities.get(first).filter(|quantity| quantity.span.overlaps(at) && is_term(quantity))
    }

    /// Whether a phrase holds a word of a class anywhere, or is a person whose role does.
    pub fn holds(&self, phrase: &Phrase, class: &str) -> bool {
        if self.classes.within(class, self.text, phrase.tokens.clone()) {
            return true;
        }
        let span = self.text.span_of(phrase.tokens.clone());
        self.mentions.names.within(span).filter(|name| name.kind == NameKind::Person).any(|name| {
            let person = self.mentions.names.people.get(name.entity);
            let role = person.and_then(|person| person.role);
            role.is_some_and(|role| self.classes.within(class, self.text, self.text.tokens_in(role)))
        })
    }

    /// Whether a phrase ends in a word of a class; a name is of no class but by its last word ("the Espionage Act").
    fn ends_in(&self, class: &str, head: usize) -> bool {
        match self.name_kind(head) {
            // "Judge Ida Lind", "prosecutor Omar Diel": a person is what the role says.
            Some(NameKind::Person) => OFFICES.contains(&class) && self.in_office(class, head),
            Some(NameKind::Place) => false,
            Some(NameKind::Organization) => self.classes.ends_at(class, self.text, self.name_end(head)),
            None => self.classes.ends_at(class, self.text, head),
        }
    }

    /// Whether the role of a named person is an office of a class.
    fn in_office(&self, class: &str, head: usize) -> bool {
        let names = &self.mentions.names;
        let person = names.at(self.start(head)).and_then(|name| names.people.get(name.entity));
        let role = person.and_then(|person| person.role).map(|role| self.text.tokens_in(role));
        role.is_some_and(|role| {
            let former = matches!(self.text.lower(role.start), "former" | "ex" | "retired");
            !former && role.end.checked_sub(1).is_some_and(|last| self.classes.ends_at(class, self.text, last))
        })
    }

    fn people(&self, phrase: &Phrase, head: usize) -> bool {
        // "executed what the chief executive Otto Reiss calls a change": a clause, whoever is named in it.
        if self.text.lower(phrase.tokens.start.min(head)) == "what" {
            return false;
        }
        match self.name_kind(head) {
            Some(NameKind::Person) => return true,
            // "West Africans": the people of a region that has no list of its own.
            Some(NameKind::Place) => {
                let last = self.name_end(head);
                return self.text.lower(last).ends_with('s') && self.classes.ends_at("person_own", self.text, last);
            }
            Some(_) => return false,
            None => {}
        }
        if self.demonym(head).is_some() {
            return true;
        }
        let word = self.text.lower(head);
        if self.classes.holds("pronoun_people", word)
            || self.classes.ends_at("person", self.text, head)
            // "a mother-of-two".
            || word.split_once("-of-").is_some_and(|(first, _)| self.classes.holds("person", first) || self.classes.holds("person_own", first))
            || self.classes.ends_at("person_own", self.text, head)
        {
            return true;
        }
        match self.quantity_over(head) {
            // "a third was shot dead", "a third, who had confessed, got four years": a number in a row, without a noun.
            Some(quantity) if quantity.ordinal || quantity.kind == QuantityKind::Share => {
                phrase.tokens.end == head + 1 && self.text.tokens.get(head + 1).is_none_or(|next| !next.tag.nominal())
            }
            Some(quantity) if quantity.unit.is_some() => quantity.unit.as_deref() == Some("person"),
            // "five of the eight": some of so many.
            _ => self.number(head) && self.measured(phrase).is_none_or(|whole| self.number(whole)),
        }
    }

    /// The quantity whose words hold a token.
    pub fn quantity_over(&self, token: usize) -> Option<&Quantity> {
        let span = self.text.tokens[token].span;
        let quantities = &self.mentions.quantities;
        let after = quantities.partition_point(|quantity| quantity.span.start <= span.start);
        quantities[..after].last().filter(|quantity| quantity.span.overlaps(span))
    }

    /// A weight, as it stands: "14 kg".
    fn mass(&self, head: usize) -> bool {
        self.quantity_over(head).is_some_and(|quantity| quantity.kind == QuantityKind::Physical)
    }

    fn dated(&self, phrase: &Phrase) -> bool {
        let span = self.text.span_of(phrase.tokens.clone());
        let dates = &self.mentions.dates;
        let first = dates.partition_point(|date| date.span.end <= span.start);
        dates.get(first).is_some_and(|date| date.span.overlaps(span))
    }

    /// A capitalised word that no list of names knows: likely a person where the verb is one of persons.
    pub fn unknown_name(&self, head: usize) -> bool {
        self.text.tokens[head].tag == Tag::Propn && self.mentions.names.at(self.start(head)).is_none()
    }

    fn state(&self, head: usize) -> bool {
        let names = &self.mentions.names;
        if let Some(name) = names.at(self.start(head)) {
            return match name.kind {
                NameKind::Place => names.places.get(name.entity).is_some_and(|place| place.kind == PlaceKind::Country),
                NameKind::Organization => names.organizations.get(name.entity).is_some_and(|body| &*body.kind == "government"),
                NameKind::Person => false,
            };
        }
        let definite = head.checked_sub(1).is_some_and(|before| self.text.word(before).eq_ignore_ascii_case("the"));
        (definite && self.demonym(head).is_some()) || self.classes.ends_at("government", self.text, head)
    }

    /// Whether a phrase names a country or its people: "US marshals", "a prison in Peru".
    fn names_country(&self, phrase: &Phrase) -> bool {
        let names = &self.mentions.names;
        let span = self.text.span_of(phrase.tokens.clone());
        let country = |place: usize| names.places.get(place).is_some_and(|place| place.kind == PlaceKind::Country);
        demonyms_from(names, span.start).next().is_some_and(|demonym| span.contains(demonym.span))
            || names.within(span).any(|name| match name.kind {
                NameKind::Place => country(name.entity),
                NameKind::Organization => {
                    names.organizations.get(name.entity).is_some_and(|body| body.country.is_some() || &*body.kind == "international")
                }
                NameKind::Person => false,
            })
    }

    /// A court of several states, which to reach is to leave the country.
    fn world_court(&self, phrase: &Phrase) -> bool {
        self.classes.within("world_court", self.text, phrase.tokens.clone())
    }

    fn agency(&self, head: usize) -> bool {
        let names = &self.mentions.names;
        match names.at(self.start(head)) {
            Some(name) if name.kind == NameKind::Organization => {
                names.organizations.get(name.entity).is_some_and(|body| !PRIVATE.contains(&body.kind.as_ref()))
            }
            Some(_) => false,
            None => self.classes.ends_at("agency", self.text, head),
        }
    }

    fn place(&self, phrase: &Phrase, head: usize) -> bool {
        let named = |token: usize| self.name_kind(token) == Some(NameKind::Place);
        named(head)
            || ((self.classes.ends_at("facility", self.text, head) || self.text.tokens[head].tag == Tag::Propn)
                && phrase.tokens.clone().any(named))
    }

    fn money(&self, phrase: &Phrase) -> bool {
        let span = self.text.span_of(phrase.tokens.clone());
        let currency = |unit: &str| unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
        self.mentions.quantities_in(span).any(|quantity| quantity.unit.as_deref().is_some_and(currency))
    }

    pub fn number(&self, head: usize) -> bool {
        self.text.tokens[head].tag == Tag::Num || self.text.word(head).starts_with(|first: char| first.is_ascii_digit())
    }

    /// What a number or a measuring noun measures: "migrants" in "dozens of migrants".
    fn measured(&self, phrase: &Phrase) -> Option<usize> {
        if !self.number(phrase.head)
            && !self.mass(phrase.head)
            && !self.money(phrase)
            && !self.classes.ends_at("collective", self.text, phrase.head)
        {
            return None;
        }
        let of = phrase.head + 1;
        if of >= phrase.tokens.end || !matches!(self.text.word(of), "of" | "de") {
            return None;
        }
        // The head of what follows: the last noun before a mark or another function word.
        let inside = of + 1..phrase.tokens.end;
        let mut head = None;
        for token in inside {
            match self.text.tokens[token].tag {
                Tag::Noun | Tag::Propn | Tag::Num | Tag::Pron => head = Some(token),
                Tag::Det | Tag::Adj | Tag::X | Tag::Adv | Tag::Part => {}
                _ => break,
            }
        }
        head
    }

    fn start(&self, token: usize) -> usize {
        self.text.tokens[token].span.start
    }

    fn name_kind(&self, token: usize) -> Option<NameKind> {
        self.mentions.names.at(self.start(token)).filter(|name| !name.definite).map(|name| name.kind)
    }

    fn name_end(&self, token: usize) -> usize {
        let end = self.mentions.names.at(self.start(token)).map(|name| self.text.tokens_in(name.span).end);
        end.and_then(|end| end.checked_sub(1)).unwrap_or(token)
    }

    fn demonym(&self, token: usize) -> Option<Span> {
        let span = self.text.tokens[token].span;
        demonyms_from(&self.mentions.names, span.start)
            .next()
            .filter(|demonym| demonym.people && demonym.span.overlaps(span))
            .map(|demonym| demonym.span)
    }
}

/// Whether a quantity is a length of time that a court may impose: days and longer.
pub(super) fn is_term(quantity: &Quantity) -> bool {
    quantity.kind == QuantityKind::Duration && matches!(quantity.unit.as_deref(), Some("a" | "mo" | "wk" | "d"))
}

/// The demonyms that end behind a byte, in order.
fn demonyms_from(names: &Names, byte: usize) -> impl Iterator<Item = &Demonym> {
    let first = names.demonyms.partition_point(|demonym| demonym.span.end <= byte);
    names.demonyms[first..].iter()
}

/// Kinds of organization that are no part of a state.
const PRIVATE: &[&str] = &[
    "company",
    "party",
    "armed_group",
    "cartel",
    "gang",
    "mafia",
    "media",
    "legislature",
    "club",
    "team",
    "ngo",
    "university",
    "criminal_group",
    "militant_group",
];
