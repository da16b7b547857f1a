//! The headline: which of a page's several titles it is, and what the site has hung on to it.

use super::declared::{Declared, letters, one_space, plain};
use super::time::{self, Order};
use crate::page::Page;

/// A title, and the signal that it comes from.
#[derive(Clone, Debug)]
pub struct Title {
    pub text: String,
    pub from: &'static str,
}

/// Marks that part a headline from what a site adds to it. Where one needs blanks round it, it has them here.
const SEPARATORS: [&str; 16] = [" | ", " – ", " — ", " - ", " · ", " • ", " * ", " » ", " « ", " :: ", " / ", "｜", "ㅣ", "：", "_", " ― "];

/// What may stand beside a headline in a title: names of the site, and of its sections and authors.
#[derive(Default)]
pub struct Additions<'a> {
    pub sites: Vec<&'a str>,
    pub others: Vec<&'a str>,
}

/// The page's headlines in the order in which they are believed: JSON-LD's, Open Graph's, the only `h1`, `<title>`.
pub fn choose(page: &Page<'_>, declared: &Declared, additions: &Additions<'_>) -> Option<Title> {
    let headings: Vec<String> =
        declared.headings.iter().map(|id| one_space(&page.text_inside(*id))).filter(|text| !text.is_empty()).collect();
    let mut distinct: Vec<&String> = Vec::new();
    for heading in &headings {
        if !distinct.iter().any(|known| letters(known) == letters(heading)) {
            distinct.push(heading);
        }
    }
    let full = declared.title.as_deref().map(plain);
    let social = declared.meta_of("og:title").or(declared.meta_of("twitter:title")).map(plain);
    let json = declared.article_text("headline").or_else(|| declared.article_text("name"));
    // A heading counts if it shares its words with what the page calls itself elsewhere.
    let agrees = |heading: &str| {
        let own = letters(heading);
        [&full, &social, &json].into_iter().flatten().any(|other| shares_words(heading, other) || letters(other).contains(&own))
    };
    let heading = match distinct.as_slice() {
        [only] if full.is_none() && social.is_none() || agrees(only) => Some((*only).clone()),
        several => several.iter().find(|heading| agrees(heading)).map(|heading| (*heading).clone()),
    };
    let clean = |text: String| cut_additions(&text, additions);
    let other =
        ["headline", "parsely-title", "sailthru.title", "dc.title", "title"].iter().find_map(|name| declared.meta_of(name)).map(plain);
    let candidates = [
        ("JSON-LD headline", json),
        ("og:title", social),
        ("h1", heading.clone()),
        ("meta title", other),
        ("title", full.map(|title| longest_part(&title))),
    ];
    let mut candidates = candidates
        .into_iter()
        .filter_map(|(from, text)| Some(Title { text: clean(text?), from }))
        .filter(|title| is_title(title, additions));
    let first = candidates.next()?;
    // A declared title that the heading carries word for word, but for what was cut or added, stands as the heading prints it; a heading of
    // several elements may lack the marks that part them.
    let marks = |text: &str| text.chars().filter(|c| matches!(c, ':' | '–' | '—' | '|')).count();
    if let Some(heading) = heading.map(clean)
        && letters(&heading) == letters(&first.text)
        && marks(&heading) >= marks(&first.text)
    {
        return Some(Title { text: heading, from: first.from });
    }
    Some(first)
}

/// Of a title in parts the longest, where it is clearly longer than the others: site and section stand round it.
fn longest_part(title: &str) -> String {
    let mut parts: Vec<&str> = vec![title];
    for mark in SEPARATORS {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    let words = |part: &str| part.split_whitespace().count();
    let Some(longest) = parts.iter().max_by_key(|part| words(part)) else { return title.to_owned() };
    let clearly = parts.iter().filter(|part| *part != longest).all(|part| words(part) <= 4 && words(part) < words(longest));
    if clearly { longest.trim().to_owned() } else { title.to_owned() }
}

fn is_title(title: &Title, additions: &Additions<'_>) -> bool {
    let own = letters(&title.text);
    !own.is_empty() && !additions.sites.iter().any(|site| letters(site) == own)
}

/// Whether two titles have at least half of the shorter one's words in common.
pub fn shares_words(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2).map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    let least = one.len().min(other.len());
    least > 0 && one.iter().filter(|word| other.contains(word)).count() * 2 >= least
}

/// A title without the names of site, section, author and the date at its ends.
pub fn cut_additions(title: &str, additions: &Additions<'_>) -> String {
    let mut title = one_space(title);
    for _ in 0..4 {
        let last = SEPARATORS.iter().filter_map(|mark| title.rfind(mark).map(|place| (place, *mark))).max_by_key(|(place, _)| *place);
        if let Some((place, mark)) = last
            && let (Some(head), Some(tail)) = (title.get(..place), title.get(place + mark.len()..))
            && (is_addition(tail, additions) || BARS.contains(&mark) && is_section(tail, head))
            && !letters(head).is_empty()
        {
            title = head.trim_end().to_owned();
            continue;
        }
        let first = SEPARATORS.iter().filter_map(|mark| title.find(mark).map(|place| (place, *mark))).min_by_key(|(place, _)| *place);
        if let Some((place, mark)) = first
            && let (Some(head), Some(tail)) = (title.get(..place), title.get(place + mark.len()..))
            && is_site(head, additions)
            && !letters(tail).is_empty()
        {
            title = tail.trim_start().to_owned();
            continue;
        }
        break;
    }
    title.trim_end_matches(['|', '-', '–', '—', ' ']).to_owned()
}

/// Marks that no headline has at its end.
const BARS: [&str; 4] = [" | ", "｜", "ㅣ", "_"];

/// Whether what follows a bar is so short beside what precedes it that it can only name a section.
fn is_section(tail: &str, head: &str) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    let ideographs = |text: &str| text.chars().filter(|c| super::passage::is_ideograph(*c)).count();
    if ideographs(tail) > 0 {
        return tail.chars().count() <= 6 && ideographs(head) >= 10;
    }
    words(tail) <= 2 && words(head) >= 4
}

fn is_site(text: &str, additions: &Additions<'_>) -> bool {
    let own = letters(text);
    !own.is_empty() && additions.sites.iter().map(|site| letters(site)).any(|site| same_name(&own, &site))
}

/// Whether one name is the other, or the greater part of it ("Le Monde", "LeMonde.fr").
fn same_name(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short == long || (short.len() >= 3 && (long.starts_with(short) || long.ends_with(short)) && long.len() <= short.len() + 14)
}

fn is_addition(text: &str, additions: &Additions<'_>) -> bool {
    let own = letters(text);
    if own.is_empty() || is_site(text, additions) {
        return true;
    }
    if additions.others.iter().any(|other| letters(other) == own) {
        return true;
    }
    own.len() <= 24 && time::find(text, Order::DayFirst, None).is_some()
}
