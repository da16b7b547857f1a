//! The words of a language that make quantities: numerals, units, currencies, qualifiers, nouns for people.
//!
//! All are data, under `lexicons/` and `lexicons/<language>/`; here is what the kinds mean and how they are looked up.

use super::Qualifier;
use super::piece::{self, Piece};
use crate::text::{Language, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{LazyLock, OnceLock};

/// What a word or phrase does in a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One to nine.
    Small,
    /// Ten to nineteen (and what counts alike in other languages).
    Teen,
    Tens,
    /// Multiplies what stands before it by a hundred.
    Hundred,
    /// A round number of hundreds in one word.
    Hundreds,
    /// Thousand, million, …
    Scale,
    /// The scale as a letter behind a figure: "164k".
    Letter,
    /// Dozen, score: a set of a fixed size.
    Dozen,
    /// "a" as in "a hundred".
    Article,
    /// Joins parts of a numeral, and the parts of a duration.
    And,
    Ordinal,
    OrdinalEnding,
    Half,
    Quarter,
    Fraction,
    /// Between the two numbers of a ratio: "in", "out of every".
    Joiner,
    /// Before the base of a rate: "per".
    Per,
    Between,
    To,
    From,
    RangeAnd,
    Times,
    Fold,
    /// After "three times": makes it a factor and no count of occasions.
    Comparison,
    /// "doubled": a factor that is itself a change.
    FactorVerb,
    /// "double the".
    FactorNoun,
    /// "twice".
    FactorAdverb,
    AdditionalBefore,
    AdditionalAfter,
    /// The word for one where it may stand for a noun.
    OnePronoun,
    /// A noun that is followed by a number in the manner of a name: "channel 403".
    Numbered,
    AgeBefore,
    AgeAfter,
    /// Before "half" and "quarter" where they are times of the year.
    HalfDate,
    /// Before a number word that is part of a name: "Group of Seven".
    GroupOf,
    Negation,
    VoteAfter,
    Before,
    After,
    /// A unit in words; the class stands in `extra`.
    Unit,
    /// A unit as a symbol; case counts.
    Symbol,
    /// A currency's name; its codes stand in `text`.
    Currency,
    /// A currency's code or symbol, before or after the number; case counts.
    Money,
    /// A sign that several currencies have, before the number; case counts. Its codes stand in `text`.
    LocalSign,
    TimesA,
    /// After a house number and a name: "Road".
    Street,
    /// After the hour: "p.m.".
    Clock,
    /// Before "de … a …" that is a range: "oscila".
    Ranging,
    /// A verb of going from one state to another, before "from … to …": "switched".
    Shifts,
    /// After a length that says how far away something is: "north of".
    Distance,
    /// Below nought: "minus 12 degrees".
    Minus,
    /// A verb before a telephone number: "dialled".
    Dials,
    /// After a telephone number: "operator".
    Telephone,
    /// The number by which help is called.
    Emergency,
    /// What a weapon's bore is called: "calibre".
    Bore,
    /// A noun whose plural looks like its singular: "aircraft".
    SamePlural,
}

impl Kind {
    fn read(word: &str) -> Option<Self> {
        Some(match word {
            "small" => Kind::Small,
            "teen" => Kind::Teen,
            "tens" => Kind::Tens,
            "hundred" => Kind::Hundred,
            "hundreds" => Kind::Hundreds,
            "scale" => Kind::Scale,
            "letter" => Kind::Letter,
            "dozen" => Kind::Dozen,
            "article" => Kind::Article,
            "and" => Kind::And,
            "ordinal" => Kind::Ordinal,
            "ordinal_ending" => Kind::OrdinalEnding,
            "half" => Kind::Half,
            "quarter" => Kind::Quarter,
            "fraction" => Kind::Fraction,
            "joiner" => Kind::Joiner,
            "per" => Kind::Per,
            "between" => Kind::Between,
            "to" => Kind::To,
            "from" => Kind::From,
            "range_and" => Kind::RangeAnd,
            "times" => Kind::Times,
            "fold" => Kind::Fold,
            "comparison" => Kind::Comparison,
            "factor_verb" => Kind::FactorVerb,
            "factor_noun" => Kind::FactorNoun,
            "factor_adverb" => Kind::FactorAdverb,
            "additional_before" => Kind::AdditionalBefore,
            "additional_after" => Kind::AdditionalAfter,
            "one_pronoun" => Kind::OnePronoun,
            "numbered" => Kind::Numbered,
            "age_before" => Kind::AgeBefore,
            "age_after" => Kind::AgeAfter,
            "half_date" => Kind::HalfDate,
            "group_of" => Kind::GroupOf,
            "negation" => Kind::Negation,
            "vote_after" => Kind::VoteAfter,
            "street" => Kind::Street,
            "ranging" => Kind::Ranging,
            "shifts" => Kind::Shifts,
            "clock" => Kind::Clock,
            "distance" => Kind::Distance,
            "minus" => Kind::Minus,
            "dials" => Kind::Dials,
            "telephone" => Kind::Telephone,
            "emergency" => Kind::Emergency,
            "bore" => Kind::Bore,
            "same_plural" => Kind::SamePlural,
            "times_a" => Kind::TimesA,
            "before" => Kind::Before,
            "after" => Kind::After,
            _ => return None,
        })
    }

    const fn case_counts(self) -> bool {
        matches!(self, Kind::Letter | Kind::Symbol | Kind::Money | Kind::LocalSign)
    }
}

/// One word or phrase of a lexicon.
#[derive(Clone, Debug)]
pub struct Entry {
    words: Vec<Box<str>>,
    pub kind: Kind,
    pub value: f64,
    /// The unit's code, the currency's codes, the qualifier.
    pub text: &'static str,
    /// The unit's class, the direction of a change.
    pub extra: &'static str,
}

impl Entry {
    /// How many pieces it takes.
    pub fn length(&self) -> usize {
        self.words.len()
    }

    /// The qualifier of a qualifying phrase.
    pub fn qualifier(&self) -> Qualifier {
        match self.text {
            "about" => Qualifier::About,
            "at_least" => Qualifier::AtLeast,
            "more_than" => Qualifier::MoreThan,
            "at_most" => Qualifier::AtMost,
            "less_than" => Qualifier::LessThan,
            _ => Qualifier::Exact,
        }
    }
}

/// The words of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// Entries by their first word, the longest first.
    entries: FxHashMap<Box<str>, Vec<Entry>>,
    /// What may stand before a number, by its last word, the longest first.
    before: FxHashMap<Box<str>, Vec<Entry>>,
    /// The file of nouns for people, and its lines once one is looked for.
    people_file: &'static str,
    people: OnceLock<FxHashSet<&'static str>>,
    /// Words that say that something moved from one level to another.
    changes: FxHashSet<&'static str>,
    /// A single point before three digits parts thousands.
    pub point_groups: bool,
    /// Tens and units are joined by a word ("treinta y siete"), hundreds and tens are not.
    pub tens_and_small: bool,
}

/// Countries (ISO 3166-1 alpha-2) where a currency is tender, by code.
static TENDER: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    lines(include_str!("../../../lexicons/currencies.tsv")).map(|fields| (fields[0], fields[1].split(',').collect())).collect()
});

/// Whether a currency is tender in a country.
pub fn is_tender(code: &str, country: &str) -> bool {
    TENDER.get(code).is_some_and(|countries| countries.contains(&country))
}

struct Folder {
    name: &'static str,
    point_groups: bool,
    tens_and_small: bool,
    numbers: &'static str,
    qualifiers: &'static str,
    units: &'static str,
    currencies: &'static str,
    people: &'static str,
    change: &'static str,
}

const FOLDERS: [Folder; 2] = [
    Folder {
        name: "en",
        point_groups: false,
        tens_and_small: false,
        numbers: include_str!("../../../lexicons/en/numbers.tsv"),
        qualifiers: include_str!("../../../lexicons/en/qualifiers.tsv"),
        units: include_str!("../../../lexicons/en/units.tsv"),
        currencies: include_str!("../../../lexicons/en/currencies.tsv"),
        people: include_str!("../../../lexicons/en/people.txt"),
        change: include_str!("../../../lexicons/en/change.tsv"),
    },
    Folder {
        name: "es",
        point_groups: true,
        tens_and_small: true,
        numbers: include_str!("../../../lexicons/es/numbers.tsv"),
        qualifiers: include_str!("../../../lexicons/es/qualifiers.tsv"),
        units: include_str!("../../../lexicons/es/units.tsv"),
        currencies: include_str!("../../../lexicons/es/currencies.tsv"),
        people: include_str!("../../../lexicons/es/people.txt"),
        change: include_str!("../../../lexicons/es/change.tsv"),
    },
];

static LEXICONS: [LazyLock<Lexicon>; 2] = [LazyLock::new(|| Lexicon::read(&FOLDERS[0])), LazyLock::new(|| Lexicon::read(&FOLDERS[1]))];

fn lines(file: &'static str) -> impl Iterator<Item = [&'static str; 4]> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut fields = line.split('\t');
        std::array::from_fn(|_| fields.next().unwrap_or(""))
    })
}

impl Lexicon {
    /// The words of a language; of English where there is no folder for it.
    pub fn of(language: &Language) -> &'static Lexicon {
        let at = FOLDERS.iter().position(|folder| folder.name == language.primary()).unwrap_or(0);
        &LEXICONS[at]
    }

    fn read(folder: &Folder) -> Self {
        let mut lexicon = Lexicon {
            entries: FxHashMap::default(),
            before: FxHashMap::default(),
            people_file: folder.people,
            people: OnceLock::new(),
            changes: FxHashSet::default(),
            point_groups: folder.point_groups,
            tens_and_small: folder.tens_and_small,
        };
        for [form, kind, value, extra] in lines(folder.numbers) {
            if let Some(kind) = Kind::read(kind) {
                lexicon.add(form, kind, value.parse().unwrap_or(0.0), "", extra);
            }
        }
        for [form, qualifier, side, _] in lines(folder.qualifiers) {
            if let Some(kind) = Kind::read(side) {
                lexicon.add(form, kind, 0.0, qualifier, "");
            }
        }
        for [form, code, class, _] in lines(folder.units) {
            lexicon.add(form, Kind::Unit, 0.0, code, class);
        }
        for [form, code, class, _] in lines(include_str!("../../../lexicons/units.tsv")) {
            lexicon.add(form, Kind::Symbol, 0.0, code, class);
        }
        for [form, codes, _, _] in lines(folder.currencies) {
            lexicon.add(form, Kind::Currency, 0.0, codes, "");
        }
        for [code, _, symbols, _] in lines(include_str!("../../../lexicons/currencies.tsv")) {
            for symbol in symbols.split(' ').filter(|symbol| !symbol.is_empty()) {
                lexicon.add(symbol, Kind::Money, 0.0, code, "symbol");
            }
            lexicon.add(code, Kind::Money, 0.0, code, "code");
        }
        for [sign, codes, _, _] in lines(include_str!("../../../lexicons/currency_signs.tsv")) {
            lexicon.add(sign, Kind::LocalSign, 0.0, codes, "");
        }
        for line in folder.change.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            if let (Some(word), Some("verb" | "mover" | "noun" | "adverb" | "transitive")) = (fields.next(), fields.next()) {
                lexicon.changes.insert(word);
            }
        }
        for entries in lexicon.entries.values_mut().chain(lexicon.before.values_mut()) {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.length()));
        }
        lexicon
    }

    fn add(&mut self, form: &'static str, kind: Kind, value: f64, text: &'static str, extra: &'static str) {
        let pieces = piece::cut(form, Span::new(0, form.len()));
        let words: Vec<Box<str>> = pieces.iter().map(|piece| piece.text.into()).collect();
        let key = |piece: Option<&Piece>| piece.map(|piece| piece.lower.as_ref().into());
        let entry = Entry { words, kind, value, text, extra };
        if !matches!(kind, Kind::Unit | Kind::Symbol | Kind::Currency)
            && let Some(key) = key(pieces.last())
        {
            self.before.entry(key).or_default().push(entry.clone());
        }
        if let Some(key) = key(pieces.first()) {
            self.entries.entry(key).or_default().push(entry);
        }
    }

    /// For each piece the entries that begin with its word.
    pub fn entries(&self, pieces: &[Piece]) -> Vec<&[Entry]> {
        pieces.iter().map(|piece| self.entries.get(piece.lower.as_ref()).map_or(&[][..], Vec::as_slice)).collect()
    }

    /// The longest of some entries that is of one kind and begins at a piece.
    pub fn first_of<'e>(entries: &'e [Entry], pieces: &[Piece], at: usize, kind: Kind) -> Option<&'e Entry> {
        entries.iter().find(|entry| entry.kind == kind && entry.matches(pieces, at))
    }

    /// The longest entry of one kind that ends before a piece, with the piece that it begins at.
    pub fn ending(&self, pieces: &[Piece], end: usize, kind: Kind) -> Option<(usize, &Entry)> {
        let last = pieces.get(end.checked_sub(1)?)?;
        let entries = self.before.get(last.lower.as_ref())?;
        entries
            .iter()
            .filter(|entry| entry.kind == kind && entry.length() <= end)
            .find(|entry| entry.matches(pieces, end - entry.length()))
            .map(|entry| (end - entry.length(), entry))
    }

    /// The currencies that share a sign, by their codes.
    pub fn local_sign(&self, sign: &str) -> &'static str {
        let entries = self.entries.get(sign).map_or(&[][..], Vec::as_slice);
        entries.iter().find(|entry| entry.kind == Kind::LocalSign).map_or("", |entry| entry.text)
    }

    /// Whether a word says that something moved from one level to another.
    pub fn is_change(&self, word: &str) -> bool {
        self.changes.contains(word)
    }

    /// Whether a noun, in the singular, stands for people.
    pub fn is_people(&self, lemma: &str) -> bool {
        let people = self.people.get_or_init(|| self.people_file.lines().filter(|line| !line.starts_with('#')).collect());
        people.contains(lemma) || lemma.rsplit_once('-').is_some_and(|(_, last)| people.contains(last))
    }
}

impl Entry {
    fn matches(&self, pieces: &[Piece], at: usize) -> bool {
        let case = self.kind.case_counts();
        self.words.iter().enumerate().all(|(index, word)| {
            pieces.get(at + index).is_some_and(|piece| {
                let same = if case { piece.text == &**word } else { piece.lower.as_ref() == &**word };
                same && (index == 0 || !matches!(self.kind, Kind::Money | Kind::LocalSign) || piece.glued || piece.text == "$")
            })
        })
    }
}
