//! Who wrote the article: people, not newsrooms, agencies or accounts. Signals are asked one after the other; the first that names
//! a person decides, and no two are united.

use super::declared::{Declared, letters, one_space, plain};
use super::passage::is_ideograph;
use super::{time, words};
use crate::page::{Name, NodeId, Page, Tag};
use serde_json::Value;

/// Names, and the signal that they come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authors {
    pub names: Vec<String>,
    pub from: &'static str,
}

/// What is known of a page when authors are looked for.
pub struct Asked<'a> {
    /// The site's names: a byline that is one of them is no person.
    pub sites: Vec<String>,
    pub title: Option<&'a str>,
}

/// The authors that the page declares.
pub fn declared(page: &Page<'_>, declared: &Declared, asked: &Asked<'_>) -> Authors {
    let texts = |ids: Vec<NodeId>| -> Vec<String> { ids.into_iter().take(12).flat_map(|id| element_names(page, id)).collect() };
    let metas = |names: &[&str]| -> Vec<String> { names.iter().flat_map(|name| declared.metas_of(name).map(plain)).collect() };
    let signals: [(&'static str, &dyn Fn() -> Vec<String>); 8] = [
        ("JSON-LD author", &|| json_authors(declared)),
        ("meta parsely-author", &|| metas(&["parsely-author", "cxenseparse:author", "article:author_name", "sailthru.author", "byl"])),
        ("meta author", &|| first_kind(&metas(&["author"]))),
        ("meta citation_author", &|| {
            metas(&["citation_author", "dc.creator", "dcterms.creator", "dc:creator"]).iter().map(|name| given_first(name)).collect()
        }),
        ("itemprop author", &|| texts(declared.elements_of("author").filter(|id| is_own(page, *id)).collect())),
        ("rel author", &|| {
            texts(declared.author_links.iter().copied().filter(|id| page.tag(*id) == Tag::A && is_own(page, *id)).collect())
        }),
        ("meta article:author", &|| metas(&["article:author", "og:article:author", "vr:author"])),
        ("meta twitter:data1", &|| labelled(declared)),
    ];
    for (from, names) in signals {
        let names = people(&names(), asked);
        if !names.is_empty() {
            return Authors { names, from };
        }
    }
    Authors::default()
}

/// `<meta name=author>` twice is either two authors or an account and an author; all of them, since people alone remain.
fn first_kind(names: &[String]) -> Vec<String> {
    names.to_vec()
}

/// "Brazil, Rachel" of a bibliographic tag is Rachel Brazil.
fn given_first(name: &str) -> String {
    match name.split_once(", ") {
        Some((family, given)) if !given.contains(',') && family.split_whitespace().count() <= 3 => format!("{given} {family}"),
        _ => name.to_owned(),
    }
}

/// Twitter's card can say "Written by: NAME".
fn labelled(declared: &Declared) -> Vec<String> {
    let is_byline = |label: &str| words::bylines().before.contains(&label.trim_end_matches(':').to_lowercase().as_str());
    ["1", "2"]
        .iter()
        .filter(|number| declared.meta_of(&format!("twitter:label{number}")).is_some_and(is_byline))
        .filter_map(|number| declared.meta_of(&format!("twitter:data{number}")).map(plain))
        .collect()
}

/// Whether an element is no part of a list of teasers, comments or a footer.
pub fn is_own(page: &Page<'_>, id: NodeId) -> bool {
    page.ancestors(id).all(|outer| {
        let names = page.raw_attribute(outer, Name::Class).unwrap_or_default().to_ascii_lowercase();
        !matches!(page.tag(outer), Tag::Aside | Tag::Nav | Tag::Footer | Tag::Figure)
            && !["comment", "related", "sidebar", "widget", "footer", "recommend", "teaser"].iter().any(|word| names.contains(word))
    })
}

/// The names in an element: each link's if it has several, else its `itemprop=name`, else its text.
pub fn element_names(page: &Page<'_>, id: NodeId) -> Vec<String> {
    if let Some(content) = page.attribute(id, Name::Content) {
        return vec![plain(&content)];
    }
    let named: Vec<NodeId> =
        page.inside(id).filter(|inner| page.raw_attribute(*inner, Name::Itemprop).is_some_and(|prop| prop == "name")).collect();
    let links: Vec<NodeId> = page.inside(id).filter(|inner| page.tag(*inner) == Tag::A).collect();
    let parts = if !named.is_empty() {
        named
    } else if links.len() > 1 {
        links
    } else {
        vec![id]
    };
    parts
        .into_iter()
        .map(|part| page.attribute(part, Name::Content).map_or_else(|| page.text_inside(part), |content| plain(&content)))
        .collect()
}

/// The names of the article object's authors; references are followed.
fn json_authors(declared: &Declared) -> Vec<String> {
    let Some(article) = declared.article() else { return Vec::new() };
    let mut names = Vec::new();
    let value = article.get("author").or_else(|| article.get("creator"));
    let mut waiting: Vec<&Value> = value.into_iter().collect();
    let mut steps = 0;
    while let Some(value) = waiting.pop() {
        steps += 1;
        if steps > 200 {
            break;
        }
        match value {
            Value::String(name) => names.push(plain(name)),
            Value::Array(values) => waiting.extend(values.iter().rev()),
            Value::Object(object) => match object.get("name") {
                Some(Value::String(name)) if !name.trim().is_empty() => names.push(plain(name)),
                Some(list @ Value::Array(_)) => waiting.push(list),
                Some(Value::Object(inner)) => names.extend(inner.get("@value").and_then(Value::as_str).map(plain)),
                _ => match object.get("@id").and_then(Value::as_str).and_then(|id| declared.referred(id)) {
                    Some(person) => names.extend(person.get("name").and_then(Value::as_str).map(plain)),
                    None => {
                        let part = |key: &str| object.get(key).and_then(Value::as_str).map(plain);
                        if let (Some(given), Some(family)) = (part("givenName"), part("familyName")) {
                            names.push(format!("{given} {family}"));
                        }
                    }
                },
            },
            _ => {}
        }
    }
    names
}

/// The people among raw bylines, each once, in order.
pub fn people(raw: &[String], asked: &Asked<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in raw.iter().take(40).flat_map(|byline| split(byline)) {
        let Some(name) = person(&name, asked) else { continue };
        if !names.iter().any(|known| letters(known) == letters(&name)) {
            names.push(name);
        }
    }
    names
}

/// The parts of a byline that can be names: cut at commas, "and" in all languages, and the like.
pub fn split(byline: &str) -> Vec<String> {
    let byline = byline.replace(['\n', ';', '|', '•', '·', '/'], ", ");
    let mut parts: Vec<String> = vec![byline];
    for mark in [
        ", ", "、", "，", " & ", " and ", " und ", " et ", " y ", " og ", " och ", " e ", " i ", " a ", " en ", " ja ", " și ", " ve ",
        " dan ", " и ", " та ", " і ", " και ", " és ", " with ", " mit ", " avec ", " con ",
    ] {
        parts = parts.iter().flat_map(|part| cut_at(part, mark)).collect();
    }
    parts.into_iter().map(|part| one_space(&part)).filter(|part| !part.is_empty()).collect()
}

/// Cuts at a joining word; one letter or two joins names only where both sides have at least two words.
fn cut_at(part: &str, mark: &str) -> Vec<String> {
    let short = mark.trim().chars().count() <= 2 && mark.trim().chars().all(char::is_alphabetic);
    let pieces: Vec<&str> = part.split(mark).collect();
    let spanish_surname = short && pieces.iter().any(|piece| piece.split_whitespace().count() < 2);
    if pieces.len() == 1 || spanish_surname { vec![part.to_owned()] } else { pieces.into_iter().map(str::to_owned).collect() }
}

/// One person's name out of a part of a byline, or nothing.
pub fn person(part: &str, asked: &Asked<'_>) -> Option<String> {
    let name = strip(part);
    if looks_like_person(&name) && !is_site(&name, asked) { Some(name) } else { None }
}

/// Without words round the name, brackets, addresses, dates and what follows them.
fn strip(part: &str) -> String {
    let mut name = one_space(part);
    // "By", "Von", "Written by:" and so on, one inside the other.
    for _ in 0..3 {
        let lower = name.to_lowercase();
        let before = words::bylines().before.iter().find(|word| {
            lower.strip_prefix(**word).is_some_and(|rest| rest.starts_with([' ', ':', '\u{a0}']) && rest.chars().any(char::is_alphabetic))
        });
        let Some(word) = before else { break };
        let skip = word.chars().count();
        name = name.chars().skip(skip).collect::<String>().trim_start_matches([':', ' ', '.']).to_owned();
    }
    for word in &words::bylines().after {
        if let Some(head) = name.strip_suffix(word).filter(|head| !head.trim().is_empty()) {
            name = head.trim().to_owned();
        }
    }
    let end = name
        .find(['(', '[', '{', '<', '@', '|', '–', '—', ':', '*', '（', '＝', '=', '"', '“'])
        .or_else(|| name.find(" - "))
        .unwrap_or(name.len());
    name.truncate(end);
    let mut kept: Vec<&str> = Vec::new();
    for word in name.split_whitespace() {
        let bare = word.trim_end_matches(['.', ',']);
        let is_date = word.chars().any(|c| c.is_ascii_digit())
            || (kept.len() >= 2 && bare.chars().count() >= 3 && time::month(bare, Some("en")).is_some());
        // "in Valencia", "at Wembley": where the author was.
        if is_date || (kept.len() >= 2 && ["in", "at", "from", "for", "en", "à", "aus"].contains(&word)) {
            break;
        }
        kept.push(word);
    }
    kept.join(" ").trim_matches([' ', '-', ',', '.', ':', '\'', '·', '_']).to_owned()
}

fn is_site(name: &str, asked: &Asked<'_>) -> bool {
    let own = letters(name);
    asked.sites.iter().map(|site| letters(site)).any(|site| {
        let bare = site.strip_prefix("the").unwrap_or(&site);
        own == site || own == bare || (bare.len() > 4 && own.contains(bare)) || (own.len() > 4 && site.starts_with(&own))
    })
}

/// Whether a text has the form of a person's name: one to six words, all but particles with capitals, no digits, no word of newsrooms.
pub fn looks_like_person(name: &str) -> bool {
    let count = name.chars().count();
    let lower = name.to_lowercase();
    if !(2..=60).contains(&count) || words::is_agency(&lower) || lower.contains("http") || lower.contains("www.") || lower.contains(".com")
    {
        return false;
    }
    if name.chars().any(|c| c.is_ascii_digit() || "_@#/\\{}<>%?!".contains(c)) {
        return false;
    }
    if name.chars().any(is_ideograph) {
        return (2..=12).contains(&count) && !words::is_newsroom(&lower);
    }
    let tokens: Vec<&str> = name.split_whitespace().collect();
    if tokens.len() > 6 || tokens.iter().any(|token| words::is_newsroom(&token.trim_matches(['.', ',']).to_lowercase())) {
        return false;
    }
    let cased = tokens.iter().any(|token| token.chars().any(|c| c.is_uppercase() || c.is_lowercase()));
    if !cased {
        return tokens.len() <= 5;
    }
    let capital = |token: &str| token.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
    // Two words at least; one alone is a name only if it is no desk's letters.
    let all = tokens.iter().all(|token| {
        capital(token) || words::is_particle(token) || token.starts_with("d'") || token.starts_with("al-") || token.starts_with("el-")
    });
    let all_small = tokens.iter().all(|token| !capital(token));
    if tokens.len() == 1 {
        return capital(name) && count >= 3 && name.chars().any(char::is_lowercase);
    }
    all && !all_small
}

/// Names in lines that stand between the headline and the text, or before it: a line that begins with "By" or the like, else a
/// line that is nothing but a name.
pub fn printed(lines: &[&str], asked: &Asked<'_>) -> Authors {
    let marked = lines.iter().filter(|line| line.chars().count() <= 200).find_map(|line| {
        let rest = after_byline_word(line)?;
        let names = people(&[rest], asked);
        (!names.is_empty() && names.iter().all(|name| name.contains(' ') || name.chars().any(is_ideograph))).then_some(names)
    });
    if let Some(names) = marked {
        return Authors { names, from: "byline" };
    }
    let person = |text: &str| {
        people(&[text.to_owned()], asked)
            .into_iter()
            .filter(|name| name.contains(' ') || name.chars().any(is_ideograph))
            .collect::<Vec<_>>()
    };
    // "Posted on 5 October by Ana Ruiz": the name after a byline word inside a line with a date.
    let dated = |line: &str| line.chars().any(|c| c.is_ascii_digit());
    let inside = lines.iter().filter(|line| line.chars().count() <= 140 && dated(line)).find_map(|line| {
        let (_, rest) = [" by ", " By ", " von ", " Von ", " por ", " Por ", " par ", " Par ", " door ", " av ", " af ", " przez ", " di "]
            .iter()
            .find_map(|word| line.split_once(*word))?;
        let names = person(rest);
        (!names.is_empty()).then_some(names)
    });
    if let Some(names) = inside {
        return Authors { names, from: "byline" };
    }
    Authors::default()
}

/// A name alone on a line, or beside a date, among lines that the page marks as a byline.
pub fn bare(lines: &[&str], asked: &Asked<'_>) -> Authors {
    let fields = lines.iter().filter(|line| line.chars().count() <= 160).flat_map(|line| fields(line));
    let is_other = |field: &String| asked.title.is_some_and(|title| letters(title).contains(&letters(field)));
    let names: Vec<String> =
        fields.filter(|field| is_bare_name(field) && !is_other(field)).take(1).flat_map(|field| people(&[field], asked)).collect();
    if names.is_empty() { Authors::default() } else { Authors { names, from: "name near the headline" } }
}

/// The parts of a line that stand apart by wide blanks, bars or line breaks.
pub fn fields(line: &str) -> Vec<String> {
    let spaced = line
        .replace("   ", "|")
        .replace("  ", "|")
        .replace(['•', '·', '\u{a0}', '\n'], "|")
        .replace(" – ", "|")
        .replace(" — ", "|")
        .replace(" - ", "|");
    spaced.split('|').map(one_space).filter(|field| !field.is_empty()).collect()
}

/// Two to four capitalised words and nothing else.
pub fn is_bare_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let small = text.chars().any(char::is_lowercase);
    (2..=4).contains(&words) && text.chars().count() <= 40 && looks_like_person(text) && !text.contains([':', ',', '/', '&', '>']) && small
}

/// What follows a byline word at the start of a line.
pub fn after_byline_word(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    let word = words::bylines().before.iter().find(|word| {
        lower.strip_prefix(**word).is_some_and(|rest| {
            let rest_is_name = rest.trim_start_matches([':', ' ', '.', '\u{a0}']).chars().next().is_some_and(char::is_alphabetic);
            rest.starts_with([' ', ':', '\u{a0}']) && rest_is_name
        })
    })?;
    let rest: String = line.chars().skip(word.chars().count()).collect();
    let rest = rest.trim_start_matches([':', ' ', '.', '\u{a0}']).to_owned();
    let starts_name = rest.chars().next().is_some_and(|c| c.is_uppercase() || (!c.is_lowercase() && c.is_alphabetic()));
    starts_name.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_give_people_and_no_newsrooms() {
        let asked = Asked { sites: vec!["The Harbour Post".to_owned()], title: None };
        for (byline, names) in [
            ("By Ana Ruiz and Tom Hale", vec!["Ana Ruiz", "Tom Hale"]),
            ("Von Jana Köhler, Redaktion Politik", vec!["Jana Köhler"]),
            ("Par Luc Petit et Zoé Blanc", vec!["Luc Petit", "Zoé Blanc"]),
            ("Por José Ortega y Gasset", vec!["José Ortega y Gasset"]),
            ("Written by: Mia van der Berg", vec!["Mia van der Berg"]),
            ("Harbour Post Staff", vec![]),
            ("Reuters, Olga Marin", vec!["Olga Marin"]),
            ("Joshua Small May 14", vec!["Joshua Small"]),
            ("Karla Holm (kho)", vec!["Karla Holm"]),
            ("김민수 기자", vec!["김민수"]),
            ("https://example.org/profile/ann", vec![]),
        ] {
            assert_eq!(people(&[byline.to_owned()], &asked), names, "{byline}");
        }
    }
}
