//! The gazetteer: countries, their subdivisions and cities, by name and alias.

use super::fold::phrase_key;
use super::table::Table;
use std::sync::LazyLock;

static PLACES: LazyLock<Table> = LazyLock::new(|| Table::open(include_bytes!(concat!(env!("OUT_DIR"), "/places.fst"))));
static REGIONS: LazyLock<Table> = LazyLock::new(|| Table::open(include_bytes!(concat!(env!("OUT_DIR"), "/regions.fst"))));
static POSTINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.postings"));
static ROWS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.rows"));
static NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/places.names"));

/// Bytes of one row: name (offset, length), kind, flags, codes, coordinates, population.
const ROW: usize = 27;
/// Marks a posting whose name is a weak alias of the place.
const WEAK: u32 = 1 << 31;

/// What kind of place an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Country,
    Subdivision,
    City,
}

/// A place of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaceEntry {
    /// The row, which identifies the place.
    pub row: u32,
    pub name: &'static str,
    pub level: Level,
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// ISO 3166-2, or empty.
    pub subdivision: &'static str,
    /// Latitude and longitude, where known.
    pub position: Option<(f64, f64)>,
    pub population: u32,
    /// Also a given name borne by many.
    pub given_name: bool,
    /// Also a surname borne by many.
    pub surname: bool,
    /// Also a common English word in lower case.
    pub word: bool,
    /// Found by a name that needs a second sign ("America").
    pub weak: bool,
}

/// The bearers of one place name: countries first, then subdivisions, then cities, the populous before the small.
#[derive(Clone, Copy, Debug)]
pub struct Postings {
    start: usize,
    count: usize,
}

impl Postings {
    fn of(value: u64) -> Self {
        Self { start: (value >> 8) as usize, count: (value & 0xFF) as usize }
    }

    pub const fn len(&self) -> usize {
        self.count
    }

    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Each bearer in rank order.
    pub fn iter(self) -> impl Iterator<Item = PlaceEntry> {
        (self.start..self.start + self.count).filter_map(|at| {
            let posting = word(POSTINGS, at * 4)?;
            Some(PlaceEntry { weak: posting & WEAK != 0, ..place(posting & !WEAK)? })
        })
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn code(bytes: &'static [u8]) -> &'static str {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    std::str::from_utf8(&bytes[..end]).unwrap_or("")
}

/// The place of one row.
pub fn place(row: u32) -> Option<PlaceEntry> {
    let bytes = ROWS.get(row as usize * ROW..(row as usize + 1) * ROW)?;
    let start = word(bytes, 0)? as usize;
    let degrees =
        |at: usize| word(bytes, at).map(|bits| bits as i32).filter(|value| *value != i32::MIN).map(|value| f64::from(value) / 1000.0);
    Some(PlaceEntry {
        row,
        name: NAMES.get(start..start + usize::from(bytes[4]))?,
        level: match bytes[5] {
            0 => Level::Country,
            1 => Level::Subdivision,
            _ => Level::City,
        },
        country: code(&bytes[7..9]),
        subdivision: code(&bytes[9..15]),
        position: degrees(15).zip(degrees(19)),
        population: word(bytes, 23)?,
        given_name: bytes[6] & 1 != 0,
        surname: bytes[6] & 2 != 0,
        word: bytes[6] & 4 != 0,
        weak: false,
    })
}

/// The bearers of a name, by phrase key (see [`super::phrase_key`]).
pub fn places(key: &[u8]) -> Option<Postings> {
    PLACES.get(key).map(Postings::of)
}

/// Whether a phrase key is a place's name or alias.
pub fn is_place(key: &str) -> bool {
    PLACES.get(key.as_bytes()).is_some() || PLACES.get(&phrase_key(key)).is_some()
}

/// Whether the name of a place begins with a word.
pub fn begins_place(word: &str) -> bool {
    PLACES.begins(word)
}

/// Whether the name of a region, a water or a building of state begins with a word.
pub fn begins_region(word: &str) -> bool {
    REGIONS.begins(word)
}

/// The longest run of words, from the first on, that names a place.
pub fn longest_place<'a>(words: impl Iterator<Item = &'a str>) -> Option<(usize, Postings)> {
    PLACES.longest(words).map(|(count, value)| (count, Postings::of(value)))
}

/// The longest run of words, from the first on, that names a region, a water or a building of state; with the country's
/// code where it lies in one.
pub fn longest_region<'a>(words: impl Iterator<Item = &'a str>) -> Option<(usize, Option<[u8; 2]>)> {
    let (count, value) = REGIONS.longest(words)?;
    Some((count, (value != 0).then_some([(value >> 8) as u8, value as u8])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_come_before_states_before_cities() {
        let georgia: Vec<Level> = places(&phrase_key("Georgia")).into_iter().flat_map(Postings::iter).map(|place| place.level).collect();
        assert_eq!(georgia[..2], [Level::Country, Level::Subdivision]);
        let first = |name: &str| places(&phrase_key(name)).and_then(|postings| postings.iter().next());
        assert!(first("U.S.").is_some_and(|place| place.country == "US" && place.level == Level::Country && !place.weak));
        assert!(first("América").is_some_and(|place| place.weak) || first("America").is_some_and(|place| place.weak));
        assert!(first("Culiacan").is_some_and(|place| place.subdivision == "MX-SIN" && place.position.is_some()));
        assert!(is_place("guinea bissau") && is_place("Guinea-Bissau") && !is_place("xyzzy"));
    }

    #[test]
    fn the_longest_name_wins() {
        let count = |words: &str| longest_place(words.split(' ')).map(|(count, _)| count);
        assert_eq!(count("New York City officials"), Some(3));
        assert_eq!(count("San Francisco del Rincón , Guanajuato"), Some(4));
        assert_eq!(count("nowhere at all"), None);
    }
}
