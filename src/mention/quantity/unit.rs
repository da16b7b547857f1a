//! The unit beside a number, the currency that a name or sign stands for, and the words that qualify the number.

use super::lexicon::{self, Entry, Kind, Lexicon};
use super::number::Found;
use super::piece::PieceKind;
use super::{Qualifier, QuantityKind, Scene, Value, share};
use crate::mention::{NameKind, Names};
use crate::text::{Span, Tag, Text};
use rustc_hash::FxHashMap;

/// How many namings back a country may stand to decide for a currency.
const RECENT: usize = 200;
/// How often a text names the country whose dollar it counts in.
const MENTIONS: usize = 2;

/// What the whole text says of its money.
#[derive(Clone, Debug)]
pub struct TextMoney<'a> {
    /// It writes a pound's sign, so that its pounds are money.
    pounds: bool,
    /// What its bare "$" stands for.
    dollar: &'static str,
    /// The countries that it names, the one named most often first.
    countries: Vec<&'a str>,
}

impl<'a> TextMoney<'a> {
    /// A text that stays in one country of a dollar, and names the United States nowhere, or tells "US$" from "$", counts in its own.
    pub fn of(text: &Text, names: &'a Names, lexicon: &Lexicon) -> Self {
        let content = text.content;
        let mut named: FxHashMap<&str, usize> = FxHashMap::default();
        let places = names.names.iter().filter(|name| name.kind == NameKind::Place);
        let country = |name: &crate::mention::Name| names.places.get(name.entity)?.country.as_deref();
        for country in places.filter_map(country).chain(names.demonyms.iter().map(|demonym| &*demonym.country)) {
            *named.entry(country).or_default() += 1;
        }
        let mut ranked: Vec<(&str, usize)> = named.into_iter().collect();
        ranked.sort_by_key(|(country, times)| (std::cmp::Reverse(*times), *country));
        let marked = ["US$", "U.S.$", "$US"].iter().any(|sign| content.contains(sign));
        let american = ranked.iter().any(|(country, _)| *country == "US") && !marked;
        let local = ranked.first().filter(|(_, times)| !american && *times >= MENTIONS).and_then(|(country, _)| {
            let codes = lexicon.local_sign("$").split(' ').map(|code| code.trim_start_matches('*'));
            codes.into_iter().find(|code| lexicon::is_tender(code, country))
        });
        let countries = ranked.into_iter().map(|(country, _)| country).collect();
        Self { pounds: content.contains('£'), dollar: local.unwrap_or("USD"), countries }
    }

    /// Which currency a sign stands for that several have: that of the country named most often. `sure` says that nothing but money looks
    /// so, and without it the sign needs a country that has it.
    pub fn of_sign(&self, sign: &str, codes: &'static str, sure: bool) -> Option<&'static str> {
        if sign == "$" {
            return Some(self.dollar);
        }
        let first = codes.split(' ').next()?;
        let alone = !codes.contains(' ') && sign.chars().count() > 2;
        let named = self.countries.iter().find_map(|country| tender(codes, country));
        named.or_else(|| first.strip_prefix('*').filter(|_| sure)).or_else(|| alone.then_some(first))
    }
}

/// Whose money is meant: the countries in play, the nearest first.
pub struct CurrencyContext<'a> {
    countries: Vec<&'a str>,
}

impl<'a> CurrencyContext<'a> {
    /// The countries that the text up to the end of a sentence names, the nearest first.
    pub fn new(names: &'a Names, sentence: Span) -> Self {
        let upto = names.names.partition_point(|name| name.span.start < sentence.end);
        let places = names.names[..upto].iter().rev().take(RECENT).filter(|name| name.kind == NameKind::Place);
        let country = |name: &crate::mention::Name| Some((name.span.start, names.places.get(name.entity)?.country.as_deref()?));
        let after = names.demonyms.partition_point(|demonym| demonym.span.start < sentence.end);
        let demonyms = names.demonyms[..after].iter().rev().map(|demonym| (demonym.span.start, &*demonym.country));
        let mut near: Vec<(usize, &str)> = places.filter_map(country).take(12).chain(demonyms.take(12)).collect();
        near.sort_by_key(|(start, _)| std::cmp::Reverse(*start));
        Self { countries: near.into_iter().map(|(_, country)| country).collect() }
    }

    /// Which of a name's currencies the countries in play decide for.
    fn among(&self, codes: &'static str) -> Option<&'static str> {
        let worldwide = codes.strip_prefix('*');
        let mut list = worldwide.unwrap_or(codes).split(' ');
        let first = list.next()?;
        let only = worldwide.is_none() && !codes.contains(' ');
        if only || worldwide.is_some() {
            return Some(first);
        }
        self.countries.iter().find_map(|country| tender(codes, country))
    }
}

/// Reads the unit after the number, or that of the sign before it. Whether the number has a measure of its own.
pub fn measure(scene: Scene, found: &mut Found) -> bool {
    if found.unit.is_some() && !matches!(found.kind, QuantityKind::Share) {
        return true;
    }
    if let Some(sign) = found.money {
        // "$5 Canadian dollars", "US$7 dollars": the name says it better.
        // But "$3 billion of dollar debt" is told twice.
        if let Some((code, end)) = currency_name(scene, found.end).filter(|_| scene.tag(found.end) != Some(Tag::Adp)) {
            found.unit = Some(code.into());
            found.end = end;
        } else {
            found.unit = Some(sign.into());
        }
        return true;
    }
    let next = scene.reader.after_hyphen(found.end);
    // "450 millones de euros".
    let next = if found.scaled && scene.lower(next) == "de" { next + 1 } else { next };
    if found.kind == QuantityKind::Share {
        return part_of_unit(scene, found);
    }
    if found.kind != QuantityKind::Count {
        return false;
    }
    if let Some((unit, end)) = unit_at(scene, next, found) {
        let hyphen = scene.reader.after_hyphen(found.end) > found.end;
        return take_unit(scene, found, unit, end, hyphen);
    }
    if let Some((code, end)) = currency_name(scene, next) {
        found.kind = QuantityKind::Money;
        found.unit = Some(code.into());
        found.end = end;
        return true;
    }
    found.adjectival = scene.reader.after_hyphen(found.end) > found.end && scene.reader.is(found.end, Kind::After).is_none();
    false
}

fn unit_at<'e>(scene: Scene, at: usize, found: &Found) -> Option<(&'e Entry, usize)> {
    let reader = scene.reader;
    let entry = reader.is(at, Kind::Symbol).or_else(|| reader.is(at, Kind::Unit))?;
    let text = scene.lower(at);
    // "the two second-hand cars", "12 point guards": a singular needs a one, a hyphen or a share before it.
    let ordinal = entry.kind == Kind::Unit && matches!(entry.extra, "points" | "time") && !text.ends_with('s') && !text.ends_with('h');
    let agrees = found.low() == 1.0 || at > found.end || (found.figure && found.low().fract() != 0.0) || text == "mes";
    (!ordinal || agrees).then_some((entry, at + entry.length()))
}

fn take_unit(scene: Scene, found: &mut Found, unit: &Entry, end: usize, hyphen: bool) -> bool {
    let (mut code, mut kind) = (unit.text, class(unit.extra));
    if unit.extra == "points" && !beside_percent(scene) {
        return false;
    }
    if code == "[lb_av]" && (scene.money.pounds || found.scaled) && scene.lower(end) != "of" && unit.kind == Kind::Unit {
        (code, kind) = ("GBP", QuantityKind::Money);
    }
    if unit.extra == "money" {
        found.value = share::scaled(found.value, 0.01);
        code = if code == "penny" { "GBP" } else { cents_of(scene) };
    }
    if unit.extra == "time" && scene.reader.is(scene.reader.after_hyphen(found.end), Kind::AgeAfter).is_some() {
        return false;
    }
    found.adjectival = hyphen && matches!(kind, QuantityKind::Physical | QuantityKind::Dimension | QuantityKind::Duration);
    found.kind = kind;
    found.unit = Some(code.into());
    found.end = end;
    if kind == QuantityKind::Duration {
        add_smaller(scene, found);
    }
    true
}

fn class(class: &str) -> QuantityKind {
    match class {
        "share" => QuantityKind::Percent,
        "points" => QuantityKind::Points,
        "money" => QuantityKind::Money,
        "time" => QuantityKind::Duration,
        "length" | "speed" | "temperature" | "pressure" | "level" | "frequency" | "potential" => QuantityKind::Dimension,
        _ => QuantityKind::Physical,
    }
}

/// "points" are percentage points only where percentages are spoken of.
fn beside_percent(scene: Scene) -> bool {
    let reader = scene.reader;
    (0..reader.pieces.len()).any(|at| scene.lower(at) == "%" || reader.is(at, Kind::Unit).is_some_and(|entry| entry.text == "percent"))
}

/// The currency of cents: that of a sign in the same sentence, else the dollar.
fn cents_of(scene: Scene) -> &'static str {
    let reader = scene.reader;
    let signs = (0..reader.pieces.len()).filter_map(|at| super::number::sign(scene, at).0);
    let named = (0..reader.pieces.len()).filter_map(|at| currency_name(scene, at).map(|(code, _)| code));
    signs.chain(named).next().unwrap_or(scene.money.dollar)
}

/// "four minutes and 50 seconds", "2 hours 15 minutes".
fn add_smaller(scene: Scene, found: &mut Found) {
    let reader = scene.reader;
    let factor = match found.unit.as_deref() {
        Some("h" | "min") => 60.0,
        Some("a") => 12.0,
        _ => return,
    };
    let joint = found.end + usize::from(reader.is(found.end, Kind::And).is_some() || scene.lower(found.end) == ",");
    let Some(rest) = reader.numeral(joint, false) else { return };
    let Some(unit) = reader.is(rest.end, Kind::Unit) else { return };
    let smaller = matches!((found.unit.as_deref(), unit.text), (Some("h"), "min") | (Some("min"), "s") | (Some("a"), "mo"));
    if let (true, Value::Number(value)) = (smaller, found.value) {
        found.value = Value::Number(value * factor + rest.value);
        found.unit = Some(unit.text.into());
        found.end = rest.end + unit.length();
    }
}

/// "half a ton", "a tenth of a percentage point".
fn part_of_unit(scene: Scene, found: &mut Found) -> bool {
    let reader = scene.reader;
    let of = usize::from(matches!(scene.lower(found.end), "of" | "de"));
    let article = usize::from(reader.is(found.end + of, Kind::Article).is_some());
    let at = found.end + of + article;
    if let Some(unit) = reader.is(at, Kind::Unit).filter(|unit| article == 1 && unit.text != "cent") {
        found.kind = class(unit.extra);
        if unit.text == "percentage_point" {
            found.kind = QuantityKind::Points;
        }
        found.unit = Some(unit.text.into());
        found.end = at + unit.length();
    }
    true
}

/// "euros", "Danish crowns", "US dollars", with what stands between.
fn currency_name(scene: Scene, at: usize) -> Option<(&'static str, usize)> {
    let reader = scene.reader;
    if let Some(code) = reader.is(at, Kind::Money).filter(|entry| entry.extra == "code" || entry.text == "EUR" || entry.text == "GBP") {
        return Some((code.text, at + code.length()));
    }
    for skip in 0..=4 {
        let word = at + skip;
        let Some(entry) = reader.is(word, Kind::Currency) else {
            let piece = reader.pieces.get(word)?;
            let adjective = piece.capital() || piece.text == "." || matches!(scene.tag(word), Some(Tag::Adj | Tag::Adp));
            if piece.kind == PieceKind::Figure || !adjective {
                return None;
            }
            continue;
        };
        let end = word + entry.length();
        if skip == 0 {
            let follows = country_after(scene, end).and_then(|(country, end)| Some((tender(entry.text, country)?, end)));
            return follows.or_else(|| Some((scene.currency().among(entry.text).unwrap_or_else(|| singular_of(entry)), end)));
        }
        let span = scene.span(at, word);
        let names = scene.names;
        let demonym = scene.demonym(span).map(|demonym| &*demonym.country);
        let place = || {
            names
                .at(span.start)
                .filter(|name| name.kind == NameKind::Place)
                .and_then(|name| names.places.get(name.entity)?.country.as_deref())
        };
        let country = demonym.or_else(place);
        let american = matches!(span.of(scene.text.content), "US" | "U.S." | "American");
        let code = country.and_then(|country| tender(entry.text, country)).or_else(|| american.then_some("USD"));
        return code.or_else(|| scene.currency().among(entry.text)).map(|code| (code, end));
    }
    None
}

fn tender(codes: &'static str, country: &str) -> Option<&'static str> {
    codes.trim_start_matches('*').split(' ').find(|code| lexicon::is_tender(code, country))
}

/// "pesos colombianos": the country stands behind the name.
fn country_after<'a>(scene: Scene<'a>, at: usize) -> Option<(&'a str, usize)> {
    let piece = scene.reader.pieces.get(at)?;
    let names = scene.names;
    let first = names.demonyms.partition_point(|demonym| demonym.span.start < piece.span.start);
    let demonym = names.demonyms.get(first).filter(|demonym| demonym.span.start == piece.span.start && !demonym.people)?;
    Some((&demonym.country, at + 1))
}

/// Where no country decides, the noun is the unit.
fn singular_of(entry: &Entry) -> &'static str {
    match entry.text {
        codes if codes.split(' ').any(|code| code == "MXN") => "peso",
        codes if codes.split(' ').any(|code| code == "NOK") => "crown",
        codes => codes.split(' ').next().unwrap_or(codes),
    }
}

/// Verbs with the particle that looks like a qualifier.
const PARTICLE_VERBS: &str = include_str!("../../../lexicons/en/particle_verbs.txt");

/// Whether a word belongs to the verb before it: "handed over 37", "turned over two".
fn is_particle(scene: Scene, piece: usize) -> bool {
    let Some(verb) = piece.checked_sub(1).and_then(|before| scene.reader.pieces.get(before)) else { return false };
    let lemma = scene.text.lemma(scene.text.tokens_in(verb.span).start.min(scene.text.tokens.len().saturating_sub(1)));
    PARTICLE_VERBS.lines().any(|line| line.split_once(' ').is_some_and(|(verb, particle)| verb == lemma && particle == scene.lower(piece)))
}

/// The words that qualify a number, before it or after it (or after what it counts).
pub fn qualifier(scene: Scene, found: &Found, noun_end: Option<usize>) -> (Qualifier, Option<Span>) {
    let reader = scene.reader;
    let mut start = found.start;
    for _ in 0..2 {
        if let Some((begin, entry)) =
            reader.lexicon.ending(reader.pieces, start, Kind::Before).filter(|(begin, _)| !is_particle(scene, *begin))
        {
            return (entry.qualifier(), Some(scene.span(begin, start)));
        }
        // "nearly a million": not "below the 3.6 percent expected", which compares.
        let skipped = start.checked_sub(1).filter(|before| reader.is(*before, Kind::Article).is_some());
        let Some(before) = skipped else { break };
        start = before;
    }
    let ends = [Some(found.end), noun_end];
    for end in ends.into_iter().flatten() {
        if let Some(entry) = reader.is(end, Kind::After) {
            return (entry.qualifier(), Some(scene.span(end, end + entry.length())));
        }
    }
    (Qualifier::Exact, None)
}
