//! Names of people, places and bodies from the project's lexicons, and numbers.

use crate::random::Random;
use crate::tree::Phrase;
use std::collections::HashMap;

pub struct Lexicon {
    given: Names,
    surnames: Names,
    countries: Vec<String>,
    cities: Vec<String>,
    regions: Vec<String>,
    nationalities: Vec<String>,
    nationals: Vec<String>,
    bodies: HashMap<String, Vec<String>>,
}

/// The common names and all of them: half of the draws are from either.
struct Names {
    common: Vec<String>,
    all: Vec<String>,
}

const NUMBER_WORDS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const ORDINALS: [&str; 10] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
/// Countries whose name takes the article.
const WITH_ARTICLE: [&str; 9] =
    ["United", "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Comoros", "Seychelles", "Republic"];

impl Lexicon {
    pub fn load() -> Self {
        let places = include_str!("../../lexicons/places.tsv");
        let rows = |kind: &'static str| {
            places.lines().map(|line| line.split('\t').collect::<Vec<_>>()).filter(move |row| row.get(1) == Some(&kind))
        };
        let readable = |name: &str| {
            name.chars().all(|c| c.is_alphabetic() || " -.'".contains(c))
                && name.split(' ').count() <= 3
                && name.starts_with(char::is_uppercase)
        };
        let names =
            |rows: &mut dyn Iterator<Item = Vec<&str>>| rows.map(|row| row[0].to_owned()).filter(|name| readable(name)).collect::<Vec<_>>();
        let people = rows_of(include_str!("../../lexicons/en/nationalities.tsv"));
        let of_number = |number: &str| {
            people
                .iter()
                .filter(|row| row.get(2).is_some_and(|n| n == number))
                .map(|row| row[0].clone())
                .filter(|name| !name.contains([' ', '-']))
                .collect()
        };
        let mut bodies: HashMap<String, Vec<String>> = HashMap::new();
        for row in rows_of(include_str!("../../lexicons/organizations.tsv")) {
            let kind = row.get(2).cloned().unwrap_or_default();
            let ascii = |name: &str| name.is_ascii() && !name.contains(['-', '\'', '.', ',']) && name.split(' ').count() <= 4;
            for name in [&row[0], row.get(1).unwrap_or(&row[0])] {
                if ascii(name) && !name.is_empty() {
                    bodies.entry(kind.clone()).or_default().push(name.clone());
                }
            }
        }
        Self {
            given: Names::read(include_str!("../../lexicons/given_names.txt"), 8000),
            surnames: Names::read(include_str!("../../lexicons/surnames.txt"), 8000),
            countries: names(&mut rows("country")),
            cities: names(
                &mut rows("city")
                    .filter(|row| row.get(6).and_then(|people| people.parse::<u32>().ok()).is_some_and(|people| people > 60_000)),
            ),
            regions: names(
                &mut rows("subdivision")
                    .filter(|row| ["US", "MX", "CO", "BR", "ES", "IT", "IN", "GB", "AU", "CA", "EC", "PE", "DE"].contains(&row[2])),
            ),
            nationalities: of_number("a"),
            nationals: of_number("p"),
            bodies,
        }
    }

    /// The phrase of a built-in symbol.
    pub fn phrase(&self, symbol: &str, random: &mut Random) -> Result<Phrase, String> {
        let mut parts = symbol.split('.');
        let name = parts.next().unwrap_or("");
        let rest: Vec<&str> = parts.collect();
        let bound = |at: usize| rest.get(at).and_then(|bound| bound.parse::<usize>().ok()).unwrap_or(1);
        let number = |form: String| Phrase::word(form.clone(), form, "CD");
        Ok(match name {
            "person" => self.person(random),
            "surname" => title(self.surnames.draw(random)),
            "given" => title(self.given.draw(random)),
            "country" => country(one(&self.countries, random)),
            "city" => place(one(&self.cities, random)),
            "region" => place(one(&self.regions, random)),
            "nationality" => {
                let form = one(&self.nationalities, random);
                Phrase::word(form, form, "JJ")
            }
            "nationals" => {
                let form = one(&self.nationals, random);
                Phrase::word(form, form.trim_end_matches('s'), "NNPS")
            }
            "body" => {
                let kind = rest.first().copied().unwrap_or("");
                let bodies = self.bodies.get(kind).ok_or_else(|| format!("no bodies {kind}"))?;
                crate::morphology::entry(one(bodies, random), "NNP")
            }
            "digits" => number(grouped(round(random.between(bound(0), bound(1)), random))),
            "small" => number(random.between(bound(0), bound(1)).to_string()),
            "word" => number(NUMBER_WORDS[random.between(bound(0), bound(1)).min(20)].to_owned()),
            "decimal" => number(format!("{}.{}", random.between(bound(0), bound(1)), random.between(1, 9))),
            "year" => number(random.between(bound(0), bound(1)).to_string()),
            "month" => {
                let form = MONTHS[random.below(12)];
                Phrase::word(form, form, "NNP")
            }
            "ordinal" => {
                let form = ORDINALS[random.between(bound(0), bound(1)).min(9)];
                Phrase::word(form, form, "JJ")
            }
            "teens" => {
                let years = random.between(1, 9);
                Phrase::word(format!("{years}0s"), format!("{years}0"), "NNS")
            }
            _ => return Err(format!("no built-in {symbol}")),
        })
    }

    fn person(&self, random: &mut Random) -> Phrase {
        let mut parts: Vec<String> = vec![capital(self.given.draw(random))];
        match random.below(20) {
            0 => parts.push(format!("{}.", char::from(b'A' + random.below(23) as u8))),
            1 | 2 => parts.push(capital(self.given.draw(random))),
            _ => {}
        }
        let surname = capital(self.surnames.draw(random));
        match random.below(40) {
            0 => parts.extend(["de", "la", &surname].map(str::to_owned)),
            1 => parts.extend(["van", "der", &surname].map(str::to_owned)),
            2 => parts.extend(["bin", &surname].map(str::to_owned)),
            3 => parts.extend(["al", "-", &surname].map(str::to_owned)),
            4 => parts.push(format!("O'{surname}")),
            5..=9 => parts.extend([surname, capital(self.surnames.draw(random))]),
            _ => parts.push(surname),
        }
        flat(parts.iter().map(String::as_str))
    }
}

impl Names {
    fn read(content: &str, commonest: usize) -> Self {
        let mut rows: Vec<(u32, &str)> = content
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                line.split_once('\t')
                    .map(|(name, rest)| (rest.split('\t').next().and_then(|bearers| bearers.parse().ok()).unwrap_or(0), name))
            })
            .filter(|(_, name)| name.chars().count() > 2 && name.chars().all(char::is_alphabetic))
            .collect();
        rows.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(right.1)));
        Self {
            common: rows.iter().take(commonest).map(|row| row.1.to_owned()).collect(),
            all: rows.iter().map(|row| row.1.to_owned()).collect(),
        }
    }

    fn draw(&self, random: &mut Random) -> &str {
        let names = if random.percent(60) { &self.common } else { &self.all };
        one(names, random)
    }
}

fn rows_of(content: &str) -> Vec<Vec<String>> {
    content.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn one<'a>(names: &'a [String], random: &mut Random) -> &'a str {
    random.pick(names).map_or("", String::as_str)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn title(word: &str) -> Phrase {
    let form = capital(word);
    Phrase::word(form.clone(), form, "NNP")
}

/// Names whose words hang on the first: people, and places of other tongues.
fn flat<'a>(words: impl Iterator<Item = &'a str>) -> Phrase {
    let mut phrase = Phrase::default();
    for word in words {
        match phrase.head {
            None => phrase.head = phrase.append(Phrase::word(word, word, "NNP")),
            Some(_) if word == "-" => phrase.attach("punct", Phrase::word("-", "-", "HYPH")),
            Some(_) => phrase.attach("flat", Phrase::word(word, word, "NNP")),
        }
    }
    phrase.close();
    phrase
}

fn place(name: &str) -> Phrase {
    let words: Vec<&str> = name.split(' ').collect();
    let last = words.last().copied().unwrap_or("");
    if words.len() > 1
        && ["City", "County", "Islands", "Island", "Beach", "Springs", "Falls", "Lake", "Park", "Territory", "District", "Hills", "Heights"]
            .contains(&last)
    {
        return crate::morphology::entry(name, "NNP");
    }
    if words.len() == 2
        && ["New", "North", "South", "West", "East", "Western", "Southern", "Northern", "Eastern", "Upper", "Lower"].contains(&words[0])
    {
        return crate::morphology::entry(&format!("{}/JJ {last}", words[0]), "NNP");
    }
    flat(words.into_iter())
}

fn country(name: &str) -> Phrase {
    let words: Vec<&str> = name.split(' ').collect();
    let article = words.iter().any(|word| WITH_ARTICLE.contains(word));
    let adjectives = ["United", "Dominican", "Czech", "Arab", "Democratic", "South", "North", "New"];
    let mut phrase = if words.len() > 1 && (article || adjectives.contains(&words[0])) && !words.contains(&"and") {
        let marked: Vec<String> =
            words.iter().map(|word| if adjectives.contains(word) { format!("{word}/JJ") } else { (*word).to_owned() }).collect();
        let last = words.last().copied().unwrap_or("");
        crate::morphology::entry(&marked.join(" "), if last.ends_with('s') && words[0] == "United" { "NNPS" } else { "NNP" })
    } else if words.get(1) == Some(&"and") && words.len() == 3 {
        let mut phrase = title(words[0]);
        let mut second = Phrase::default();
        second.attach("cc", Phrase::word("and", "and", "CC"));
        second.head = second.append(Phrase::word(words[2], words[2], "NNP"));
        second.close();
        phrase.attach("conj", second);
        phrase
    } else {
        flat(words.into_iter())
    };
    if article {
        let mut whole = Phrase::default();
        whole.attach("det", Phrase::word("the", "the", "DT"));
        whole.head = whole.append(phrase);
        phrase = whole;
    }
    phrase.close();
    phrase
}

/// Large numbers are mostly round.
fn round(number: usize, random: &mut Random) -> usize {
    match number {
        10_000.. => number / 1000 * 1000,
        1000.. if random.percent(60) => number / 100 * 100,
        100.. if random.percent(50) => number / 10 * 10,
        _ => number,
    }
}

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    match digits.len() {
        4..=6 => format!("{},{}", &digits[..digits.len() - 3], &digits[digits.len() - 3..]),
        _ => digits,
    }
}
