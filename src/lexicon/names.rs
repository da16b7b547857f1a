//! Given names and surnames, by folded key.

use super::table::Table;
use std::sync::LazyLock;

static GIVEN: LazyLock<Table> = LazyLock::new(|| Table::open(include_bytes!(concat!(env!("OUT_DIR"), "/given_names.fst"))));
static SURNAMES: LazyLock<Table> = LazyLock::new(|| Table::open(include_bytes!(concat!(env!("OUT_DIR"), "/surnames.fst"))));

/// How a name part is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameUse {
    /// Order of magnitude: 0 where nobody was counted, else 1 more than the binary logarithm of the bearers.
    pub class: u8,
    /// The percentage of women among the bearers, where counted.
    pub female: Option<u8>,
}

impl NameUse {
    fn of(value: u64) -> Self {
        let percent = (value >> 8) as u8;
        Self { class: value as u8, female: percent.checked_sub(1) }
    }
}

/// The use of a key (see [`super::name_key`]) as a given name.
pub fn given_name(key: &str) -> Option<NameUse> {
    GIVEN.get(key.as_bytes()).map(NameUse::of)
}

/// The use of a key as a surname.
pub fn surname(key: &str) -> Option<NameUse> {
    SURNAMES.get(key.as_bytes()).map(NameUse::of)
}

/// Whether a key is a known given name.
pub fn is_given_name(key: &str) -> bool {
    given_name(key).is_some()
}

/// Whether a key is a known surname; no surname list is complete, so its silence says nothing.
pub fn is_surname(key: &str) -> bool {
    surname(key).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::name_key;

    #[test]
    fn names_of_many_languages_are_known() {
        for name in ["María", "Oleksandr", "Fatma", "John", "Zoë"] {
            assert!(is_given_name(&name_key(name)), "{name}");
        }
        for name in ["Treviño", "de la Cruz", "Kovalchuk", "O'Brien"] {
            assert!(is_surname(&name_key(name)), "{name}");
        }
        assert!(!is_given_name("") && !is_surname(""));
        assert!(given_name("maria").is_some_and(|name| name.class > 15 && name.female.is_some_and(|percent| percent > 90)));
    }
}
