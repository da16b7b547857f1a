//! Compiles the lexicons into sorted tables that the program embeds and reads in place: no parsing at start-up.

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "src/lexicon/fold.rs"]
#[allow(dead_code)]
mod fold;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("lexicons");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/lexicon/fold.rs");
    println!("cargo:rerun-if-changed=lexicons");
    names(&root.join("given_names.txt"), &out.join("given_names.fst"))?;
    names(&root.join("surnames.txt"), &out.join("surnames.fst"))?;
    places(&root.join("places.tsv"), &root.join("es/places.tsv"), &out)?;
    regions(&root.join("regions.tsv"), &out.join("regions.fst"))?;
    organizations(&root.join("organizations.tsv"), &out.join("organizations.fst"))?;
    for language in ["en", "es"] {
        let (from, to) = (root.join(language), |name: &str| out.join(format!("{language}-{name}.fst")));
        words(&from.join("words.txt"), &to("words"))?;
        classes(&from.join("titles.txt"), &to("titles"), "hrmokc")?;
        classes(&from.join("name_cues.txt"), &to("name_cues"), "bogpqtunslfdvc")?;
        nationalities(&from.join("nationalities.tsv"), &to("nationalities"))?;
    }
    Ok(())
}

fn rows(path: &Path) -> Outcome<Vec<Vec<String>>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let row = |line: &str| line.split('\t').map(str::to_owned).collect();
    Ok(text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(row).collect())
}

fn write_map(path: &Path, entries: &BTreeMap<Vec<u8>, u64>) -> Outcome<()> {
    let mut builder = fst::MapBuilder::new(fs::File::create(path).map(std::io::BufWriter::new)?)?;
    for (key, value) in entries {
        builder.insert(key, *value)?;
    }
    Ok(builder.finish()?)
}

/// Key to how common the name is (the binary order of magnitude of its bearers, plus one) and, from the ninth bit on,
/// the percentage of women among them, plus one.
fn names(source: &Path, target: &Path) -> Outcome<()> {
    let mut entries = BTreeMap::new();
    for row in rows(source)? {
        let bearers: u64 = row.get(1).and_then(|cell| cell.parse().ok()).unwrap_or(0);
        let female: Option<f64> = row.get(2).and_then(|cell| cell.parse().ok());
        let class = u64::from(64 - bearers.leading_zeros());
        let percent = female.map_or(0, |percent| percent.round() as u64 + 1);
        entries.insert(row[0].clone().into_bytes(), class | percent << 8);
    }
    write_map(target, &entries)
}

/// Names and aliases to postings, postings to rows of fixed width, rows to a pool of strings.
fn places(source: &Path, more: &Path, out: &Path) -> Outcome<()> {
    let mut pool = String::new();
    let mut table: Vec<u8> = Vec::new();
    let mut keys: BTreeMap<Vec<u8>, Vec<(u8, u32, u32)>> = BTreeMap::new();
    let listed = rows(source)?;
    for (index, row) in listed.iter().enumerate() {
        let cell = |column: usize| row.get(column).map_or("", String::as_str);
        let kind = match cell(1) {
            "country" => 0u8,
            "subdivision" => 1,
            "city" => 2,
            other => return Err(format!("unknown kind of place: {other}").into()),
        };
        let population: u32 = cell(6).parse().unwrap_or(0);
        let thousandths =
            |column: usize| -> i32 { cell(column).parse().map_or(i32::MIN, |degrees: f64| (degrees * 1000.0).round() as i32) };
        let flags = cell(7).bytes().fold(0u8, |flags, flag| {
            flags
                | match flag {
                    b'g' => 1,
                    b's' => 2,
                    b'w' => 4,
                    _ => 0,
                }
        });
        table.extend((pool.len() as u32).to_le_bytes());
        table.push(cell(0).len() as u8);
        table.push(kind);
        table.push(flags);
        table.extend(padded::<2>(cell(2)));
        table.extend(padded::<6>(cell(3)));
        table.extend(thousandths(4).to_le_bytes());
        table.extend(thousandths(5).to_le_bytes());
        table.extend(population.to_le_bytes());
        pool.push_str(cell(0));
        let aliases = cell(8).split('|').map(|alias| (alias, false));
        let weak = cell(9).split('|').map(|alias| (alias, true));
        for (name, weak) in std::iter::once((cell(0), false)).chain(aliases).chain(weak) {
            let key = fold::phrase_key(name);
            if key.is_empty() {
                continue;
            }
            let postings = keys.entry(key).or_default();
            if postings.iter().all(|posting| posting.2 & !WEAK != index as u32) {
                postings.push((kind, u32::MAX - population, index as u32 | if weak { WEAK } else { 0 }));
            }
        }
    }
    let mut by_code: BTreeMap<&str, (u8, u32, u32)> = BTreeMap::new();
    for (index, row) in listed.iter().enumerate().filter(|(_, row)| row[1] != "city") {
        let kind = u8::from(row[1] == "subdivision");
        let code = if kind == 0 { &row[2] } else { &row[3] };
        let population: u32 = row.get(6).and_then(|cell| cell.parse().ok()).unwrap_or(0);
        by_code.entry(code).or_insert((kind, u32::MAX - population, index as u32));
    }
    for row in rows(more)? {
        let posting = row
            .get(1)
            .and_then(|code| by_code.get(code.as_str()))
            .ok_or_else(|| format!("{}: no place with the code of {}", more.display(), row[0]))?;
        let postings = keys.entry(fold::phrase_key(&row[0])).or_default();
        if postings.iter().all(|known| known.2 & !WEAK != posting.2) {
            postings.push(*posting);
        }
    }
    let mut postings: Vec<u8> = Vec::new();
    let mut entries = BTreeMap::new();
    for (key, mut bearers) in keys {
        bearers.sort_unstable();
        bearers.truncate(255);
        entries.insert(key, ((postings.len() as u64 / 4) << 8) | bearers.len() as u64);
        postings.extend(bearers.iter().flat_map(|posting| posting.2.to_le_bytes()));
    }
    write_map(&out.join("places.fst"), &entries)?;
    fs::write(out.join("places.postings"), postings)?;
    fs::write(out.join("places.rows"), table)?;
    fs::write(out.join("places.names"), pool)?;
    Ok(())
}

/// The bit of a posting that marks a name which needs a second sign.
const WEAK: u32 = 1 << 31;

fn padded<const WIDTH: usize>(code: &str) -> [u8; WIDTH] {
    let mut bytes = [0; WIDTH];
    for (byte, from) in bytes.iter_mut().zip(code.bytes()) {
        *byte = from;
    }
    bytes
}

/// Phrase to the set of its classes, one bit each, in the order of `classes`; bit 16 if every form is written with a capital.
fn classes(source: &Path, target: &Path, classes: &str) -> Outcome<()> {
    let mut entries: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    for row in rows(source)? {
        let [class, form] = &row[..] else { return Err(format!("{}: two columns expected", source.display()).into()) };
        let bit = classes.find(class.as_str()).ok_or_else(|| format!("{}: unknown class {class}", source.display()))?;
        let entry = entries.entry(fold::phrase_key(form)).or_insert(1 << 16);
        *entry |= 1 << bit;
        if form.starts_with(char::is_lowercase) {
            *entry &= !(1 << 16);
        }
    }
    write_map(target, &entries)
}

/// Name to country code (two letters, 0 where it lies in none or several).
fn regions(source: &Path, target: &Path) -> Outcome<()> {
    let mut entries = BTreeMap::new();
    for row in rows(source)? {
        let country = row.get(1).map_or("", String::as_str);
        entries.insert(fold::phrase_key(&row[0]), country.bytes().fold(0u64, |packed, byte| packed << 8 | u64::from(byte)));
    }
    write_map(target, &entries)
}

/// Word to the size of the smallest list that holds it.
fn words(source: &Path, target: &Path) -> Outcome<()> {
    let mut entries = BTreeMap::new();
    for row in rows(source)? {
        entries.insert(fold::name_key(&row[0]).into_bytes(), row.get(1).and_then(|size| size.parse().ok()).unwrap_or(0));
    }
    write_map(target, &entries)
}

/// Form to country code (two letters), what it can stand for (`a` 0, `s` 1, `p` 2, `m` 3), and subdivision (an index).
fn nationalities(source: &Path, target: &Path) -> Outcome<()> {
    let mut entries = BTreeMap::new();
    for row in rows(source)? {
        let [form, code, number] = &row[..] else { return Err(format!("{}: three columns expected", source.display()).into()) };
        let country = code.bytes().take(2).fold(0u64, |packed, byte| packed << 8 | u64::from(byte));
        let number = number.bytes().next().and_then(|number| "aspm".bytes().position(|known| known == number)).unwrap_or(0) as u64;
        let region = u64::from(code.len() > 2);
        entries.insert(fold::phrase_key(form), country | number << 16 | region << 24);
    }
    write_map(target, &entries)
}

/// Names, acronyms and aliases to rows (in the order of the file); bit 16 on an acronym, bit 17 on a name that needs context.
fn organizations(source: &Path, target: &Path) -> Outcome<()> {
    let mut entries: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    for (index, row) in rows(source)?.iter().enumerate() {
        let cell = |column: usize| row.get(column).map_or("", String::as_str);
        for (form, acronym) in [(cell(0), false), (cell(1), true)].into_iter().chain(cell(4).split('|').map(|form| (form, false))) {
            let key = fold::phrase_key(form);
            if key.is_empty() {
                continue;
            }
            let upper = acronym || !form.contains(char::is_lowercase);
            entries.entry(key).or_insert(index as u64 | if upper { 1 << 16 } else { 0 });
        }
    }
    write_map(target, &entries)
}
