//! Words and phrases of one language that tell what stands beside them: titles, nationalities, cue words; and the list of bodies.

use super::fold::{name_key_into, phrase_key};
use super::table::Table;
use std::sync::LazyLock;

macro_rules! table {
    ($name:literal) => {
        Table::open(include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".fst")))
    };
}

static ENGLISH: LazyLock<Phrases> = LazyLock::new(|| Phrases {
    words: table!("en-words"),
    titles: table!("en-titles"),
    cues: table!("en-name_cues"),
    nationalities: table!("en-nationalities"),
});
static SPANISH: LazyLock<Phrases> = LazyLock::new(|| Phrases {
    words: table!("es-words"),
    titles: table!("es-titles"),
    cues: table!("es-name_cues"),
    nationalities: table!("es-nationalities"),
});
static ORGANIZATIONS: LazyLock<Table> = LazyLock::new(|| table!("organizations"));
static ORGANIZATION_ROWS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/lexicons/organizations.tsv"));
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// The phrase tables of one language.
pub struct Phrases {
    words: Table,
    titles: Table,
    cues: Table,
    nationalities: Table,
}

/// The classes of a title: see `titles.txt`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Title(u64);

impl Title {
    pub const fn honorific(self) -> bool {
        self.0 & 1 != 0
    }

    pub const fn role(self) -> bool {
        self.0 & 2 != 0
    }

    pub const fn rank(self) -> bool {
        self.0 & 4 != 0
    }

    /// "former", "alleged": goes before a title.
    pub const fn modifier(self) -> bool {
        self.0 & 8 != 0
    }

    pub const fn kin(self) -> bool {
        self.0 & 16 != 0
    }

    pub const fn criminal(self) -> bool {
        self.0 & 32 != 0
    }

    /// Stands before a name and says what its bearer is.
    pub const fn names_bearer(self) -> bool {
        self.0 & (1 | 2 | 4 | 16 | 32) != 0
    }

    /// Only a modifier.
    pub const fn only_modifier(self) -> bool {
        self.0 & 63 == 8
    }
}

/// The classes of a cue word: see `name_cues.txt`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cue(u64);

impl Cue {
    /// No class at all.
    pub const NONE: Self = Self(0);

    /// Ends the name of a body: "Cartel".
    pub const fn body(self) -> bool {
        self.0 & 1 != 0
    }

    /// Begins the name of a body that goes on with "of": "Ministry".
    pub const fn body_of(self) -> bool {
        self.0 & 2 != 0
    }

    /// Lower-case noun after a group's name: "gang".
    pub const fn group(self) -> bool {
        self.0 & 4 != 0
    }

    /// Ends the name of a place: "River".
    pub const fn place(self) -> bool {
        self.0 & 8 != 0
    }

    /// Begins the name of a place: "Mount".
    pub const fn place_first(self) -> bool {
        self.0 & 16 != 0
    }

    /// Ends the name of a law, an event or a work.
    pub const fn thing(self) -> bool {
        self.0 & 32 != 0
    }

    /// Begins such a name: "Operation".
    pub const fn thing_first(self) -> bool {
        self.0 & 64 != 0
    }

    /// No name by itself.
    pub const fn never(self) -> bool {
        self.0 & 128 != 0
    }

    /// A verb that people and bodies are subjects of.
    pub const fn says(self) -> bool {
        self.0 & 256 != 0
    }

    /// A word without meaning of its own: article, pronoun, conjunction, auxiliary, number.
    pub const fn function(self) -> bool {
        self.0 & 1024 != 0
    }

    /// A month or a day of the week.
    pub const fn calendar(self) -> bool {
        self.0 & 2048 != 0
    }

    /// A verb whose object is a person: "extradited".
    pub const fn takes_person(self) -> bool {
        self.0 & 4096 != 0
    }

    /// A company's legal form: "S.A.".
    pub const fn legal_form(self) -> bool {
        self.0 & 8192 != 0
    }

    /// A preposition before places.
    pub const fn locates(self) -> bool {
        self.0 & 512 != 0
    }
}

/// What a word says about nationality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nationality {
    /// ISO 3166-1, "XX" where no state is named.
    pub country: [u8; 2],
    /// One person ("Spaniard"), several ("Spaniards"), also a language, or an adjective.
    pub number: NationalityNumber,
    /// The people is a region's ("Catalan").
    pub regional: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NationalityNumber {
    Adjective,
    One,
    Many,
    Language,
}

impl Nationality {
    /// The country's code; `None` for "African" and its like.
    pub fn code(&self) -> Option<&str> {
        std::str::from_utf8(&self.country).ok().filter(|code| *code != "XX")
    }
}

/// An entry of the list of bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrganizationEntry {
    pub row: usize,
    pub name: &'static str,
    pub acronym: &'static str,
    pub kind: &'static str,
    pub country: &'static str,
    /// Found by an acronym, which is written in capitals.
    pub capitals: bool,
}

/// The tables of a language; English for one that has none.
pub fn phrases(primary: &str) -> &'static Phrases {
    match primary {
        "es" => &SPANISH,
        _ => &ENGLISH,
    }
}

impl Phrases {
    /// How rare a lower-case word is: the size of the smallest word list that holds it (10 is most common, 50 rarest).
    pub fn common(&self, key: &str) -> Option<u64> {
        self.words.get(key.as_bytes())
    }

    /// Whether a word of any case is a common word of the language.
    pub fn is_common(&self, word: &str) -> bool {
        let mut key = String::with_capacity(word.len());
        name_key_into(word, &mut key);
        self.words.get(key.as_bytes()).is_some()
    }

    /// The longest title that begins with the first of these words.
    pub fn title<'a>(&self, words: impl Iterator<Item = &'a str>) -> Option<(usize, Title)> {
        self.titles.longest(words).map(|(count, bits)| (count, Title(bits)))
    }

    /// Whether a title begins with a word.
    pub fn begins_title(&self, word: &str) -> bool {
        self.titles.begins(word)
    }

    /// Whether a nationality word of one or more words begins with a word.
    pub fn begins_nationality(&self, word: &str) -> bool {
        self.nationalities.begins(word)
    }

    /// The longest cue phrase that begins with the first of these words.
    pub fn cue_phrase<'a>(&self, words: impl Iterator<Item = &'a str>) -> Option<(usize, Cue)> {
        self.cues.longest(words).map(|(count, bits)| (count, Cue(bits)))
    }

    /// The classes of one word.
    pub fn cue(&self, word: &str) -> Cue {
        self.cues.longest(std::iter::once(word)).map_or_else(Cue::default, |(_, bits)| Cue(bits))
    }

    /// The longest nationality word that begins with the first of these words.
    pub fn nationality<'a>(&self, words: impl Iterator<Item = &'a str>) -> Option<(usize, Nationality)> {
        self.nationalities.longest(words).map(|(count, value)| {
            let number = match value >> 16 & 0xFF {
                0 => NationalityNumber::Adjective,
                1 => NationalityNumber::One,
                2 => NationalityNumber::Many,
                _ => NationalityNumber::Language,
            };
            (count, Nationality { country: [(value >> 8) as u8, value as u8], number, regional: value >> 24 != 0 })
        })
    }
}

fn organization(value: u64) -> Option<OrganizationEntry> {
    let row = (value & 0xFFFF) as usize;
    let mut cells = ORGANIZATION_ROWS.get(row)?.split('\t');
    let mut cell = || cells.next().unwrap_or("");
    Some(OrganizationEntry { row, name: cell(), acronym: cell(), kind: cell(), country: cell(), capitals: value >> 16 & 1 != 0 })
}

/// Whether the name of a listed body begins with a word.
pub fn begins_organization(word: &str) -> bool {
    ORGANIZATIONS.begins(word)
}

/// The longest listed body that begins with the first of these words.
pub fn longest_organization<'a>(words: impl Iterator<Item = &'a str>) -> Option<(usize, OrganizationEntry)> {
    let (count, value) = ORGANIZATIONS.longest(words)?;
    Some((count, organization(value)?))
}

/// The listed body of a name, acronym or alias.
pub fn organization_named(name: &str) -> Option<OrganizationEntry> {
    ORGANIZATIONS.get(&phrase_key(name)).and_then(organization)
}
