//! What a rule cannot do without beside its trigger: for each role that it must fill and for each thing that it needs, the classes of
//! words and the kinds of mentions of which its sentence must hold one.
//!
//! The rule asks this of one phrase, and a phrase is known only once its sentence is parsed; here it is asked of the whole sentence.
//! So a sign may stand where the rule does not fire, and is never missing where it does.

use super::class::Classes;
use super::compile::{CompiledRule, Need};
use super::pack::RoleSpec;
use super::phrase::OFFICES;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::{BitOr, BitOrAssign};
use std::sync::OnceLock;

/// What the mentions and shapes of a sentence tell, one bit each.
pub(super) mod fact {
    /// A named person.
    pub const PERSON: u16 = 1;
    pub const ORGANIZATION: u16 = 1 << 1;
    pub const PLACE: u16 = 1 << 2;
    pub const COUNTRY: u16 = 1 << 3;
    /// Any name.
    pub const NAME: u16 = PERSON | ORGANIZATION | PLACE;
    /// "Mexican".
    pub const DEMONYM: u16 = 1 << 4;
    /// "Mexicans".
    pub const NATIONALS: u16 = 1 << 5;
    /// A capitalised word that is in no name.
    pub const UNKNOWN_NAME: u16 = 1 << 6;
    /// A number that may stand for people.
    pub const HEADCOUNT: u16 = 1 << 7;
    pub const NUMBER: u16 = 1 << 8;
    pub const QUANTITY: u16 = 1 << 9;
    pub const MONEY: u16 = 1 << 10;
    pub const MASS: u16 = 1 << 11;
    /// A length of time that a court may impose.
    pub const TERM: u16 = 1 << 12;
    pub const DATE: u16 = 1 << 13;
    /// "it", which may stand for the body that the sentence before is about.
    pub const IT: u16 = 1 << 14;
    /// "a mother-of-two".
    pub const PARENT: u16 = 1 << 15;
}

/// Classes (by their bit) and facts, of which one is enough.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sign {
    pub classes: u64,
    pub facts: u16,
}

impl BitOr for Sign {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self { classes: self.classes | other.classes, facts: self.facts | other.facts }
    }
}

/// What must stand in the sentence, or in place of it a word of a class in the sentence before or behind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Demand {
    pub here: Sign,
    pub before: u64,
    pub behind: u64,
}

/// Of which classes a word is an entry, and of which it ends one of several words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub whole: u64,
    pub last: u64,
}

impl BitOrAssign for Marks {
    fn bitor_assign(&mut self, other: Self) {
        self.whole |= other.whole;
        self.last |= other.last;
    }
}

/// The demands of all rules of a language, and the words that meet them.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// By rule.
    demands: Vec<Vec<Demand>>,
    /// The classes that demands name, by their bit.
    pub classes: Vec<Box<str>>,
    /// The words of these classes, gathered when a text first asks.
    words: Classes,
    by_word: OnceLock<FxHashMap<Cow<'static, str>, Marks>>,
}

impl Signs {
    pub fn of(rules: &[CompiledRule], classes: &Classes) -> Self {
        let mut signs = Self { words: classes.clone(), ..Self::default() };
        signs.demands = rules.iter().map(|rule| signs.demands_of(rule)).collect();
        signs
    }

    /// What a rule cannot do without.
    pub fn demands(&self, rule: usize) -> &[Demand] {
        self.demands.get(rule).map_or(&[], Vec::as_slice)
    }

    /// The classes of a word as it is written.
    pub fn marks(&self, word: &str) -> Marks {
        self.by_word.get_or_init(|| self.gather()).get(word).copied().unwrap_or_default()
    }

    fn gather(&self) -> FxHashMap<Cow<'static, str>, Marks> {
        let mut by_word: FxHashMap<Cow<'static, str>, Marks> = FxHashMap::default();
        for (bit, class) in self.classes.iter().enumerate() {
            for (word, whole) in self.words.words_of(class) {
                let marks = by_word.entry(word.clone()).or_default();
                *(if whole { &mut marks.whole } else { &mut marks.last }) |= 1 << bit;
            }
        }
        by_word
    }

    fn demands_of(&mut self, rule: &CompiledRule) -> Vec<Demand> {
        let required = rule.roles.iter().filter(|role| role.required && role.of.is_empty());
        let roles = required.filter_map(|role| self.phrase_of(role)).map(|here| Demand { here, ..Demand::default() }).collect::<Vec<_>>();
        let needs = rule.needs.iter().filter_map(|group| self.demand_of(rule, group));
        let mut demands: Vec<Demand> = Vec::new();
        for demand in roles.into_iter().chain(needs) {
            if !demands.contains(&demand) {
                demands.push(demand);
            }
        }
        demands
    }

    /// One of several needs; nothing if one of them may be met without a sign.
    fn demand_of(&mut self, rule: &CompiledRule, group: &[Need]) -> Option<Demand> {
        let mut demand = Demand::default();
        for need in group {
            match (&*need.role, &need.class) {
                ("beside", Some(class)) => demand.here = demand.here | self.class(class)?,
                ("nearby", Some(class)) => {
                    let class = self.class(class)?;
                    demand.here = demand.here | class;
                    demand.before |= class.classes;
                }
                ("ahead", Some(class)) => demand.behind |= self.class(class)?.classes,
                (role, class) => {
                    let role = rule.roles.iter().find(|other| other.name == role && other.of.is_empty())?;
                    let phrase = match class {
                        Some(class) => self.kind(class)?,
                        None => self.phrase_of(role)? | self.substitute(&role.name)?,
                    };
                    // "It" means the body that the sentence before is about.
                    let facts = if role.name == "agent" { fact::IT } else { 0 };
                    demand.here = demand.here | phrase | Sign { classes: 0, facts };
                }
            }
        }
        Some(demand)
    }

    /// What can fill a role; nothing if anything can, or what no phrase is asked of.
    fn phrase_of(&mut self, role: &RoleSpec) -> Option<Sign> {
        let unasked = role.name == "charges" || role.slots.iter().any(|slot| matches!(slot.as_str(), "number" | "ordinal" | "time"));
        if unasked || role.is.is_empty() {
            return None;
        }
        role.is.iter().try_fold(Sign::default(), |sign, kind| Some(sign | self.kind(kind)?))
    }

    /// What may stand for a role that the clause's own phrases do not fill: who receives is read from the subject of a noun's verb.
    fn substitute(&mut self, role: &str) -> Option<Sign> {
        let kinds: &[&str] = if role == "recipient" { &["state", "agency", "place"] } else { &[] };
        kinds.iter().try_fold(Sign::default(), |sign, kind| Some(sign | self.kind(kind)?))
    }

    /// What tells that a phrase may be of a type or class, as [`super::phrase::Reading::is`] decides it.
    fn kind(&mut self, kind: &str) -> Option<Sign> {
        let facts = |facts: u16| Some(Sign { classes: 0, facts });
        match kind {
            "people" => self
                .with_classes(fact::PERSON | fact::NATIONALS | fact::HEADCOUNT | fact::PARENT, &["pronoun_people", "person", "person_own"]),
            "anyone" => Some(self.kind("people")? | Sign { classes: 0, facts: fact::UNKNOWN_NAME }),
            "state" => self.with_classes(fact::COUNTRY | fact::ORGANIZATION | fact::NATIONALS, &["government"]),
            "abroad" => self.with_classes(fact::DEMONYM | fact::COUNTRY | fact::ORGANIZATION, &["homeland", "world_court"]),
            "domestic" => self.kind("prosecution"),
            "agency" => self.with_classes(fact::ORGANIZATION, &["agency"]),
            "organization" => facts(fact::ORGANIZATION),
            "place" => facts(fact::PLACE),
            "money" => facts(fact::MONEY),
            "mass" => facts(fact::MASS),
            "thing" => None,
            "date" => facts(fact::DATE),
            "number" => facts(fact::NUMBER),
            "counted" => facts(fact::QUANTITY | fact::NUMBER),
            "duration" | "timed" => facts(fact::TERM),
            "at_least" => self.with_classes(fact::QUANTITY, &["minimum"]),
            "name" => facts(fact::NAME),
            class if OFFICES.contains(&class) => self.with_classes(fact::PERSON, &[class]),
            class => self.class(class),
        }
    }

    fn with_classes(&mut self, facts: u16, classes: &[&str]) -> Option<Sign> {
        classes.iter().try_fold(Sign { classes: 0, facts }, |sign, class| Some(sign | self.class(class)?))
    }

    /// The sign of a class; nothing if there are more classes than bits.
    fn class(&mut self, class: &str) -> Option<Sign> {
        let bit = self.classes.iter().position(|known| **known == *class).unwrap_or(self.classes.len());
        if bit >= u64::BITS as usize {
            return None;
        }
        if bit == self.classes.len() {
            self.classes.push(class.into());
        }
        Some(Sign { classes: 1 << bit, facts: 0 })
    }
}
