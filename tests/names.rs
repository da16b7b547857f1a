//! Names against a file of passages: who, which body and where, with all that is said of them.
//!
//! Each block of `tests/data/names/passages.txt` is a passage (`en>` or `es>`) and the lines that it must give, in order of
//! kind and appearance; what is not listed must not be found.

use dateline::mention::{Names, PlaceKind};
use dateline::text::{Language, analyse};

fn lines(names: &Names, content: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for person in &names.people {
        let mut line = format!("person: {}", person.name);
        for alias in &person.aliases {
            line.push_str(&format!(" | alias {alias}"));
        }
        if let Some(role) = person.role {
            line.push_str(&format!(" | role {}", role.of(content)));
        }
        for group in &person.groups {
            line.push_str(&format!(" | group {}", names.organizations[*group].name));
        }
        if let Some(age) = person.age {
            line.push_str(&format!(" | age {age}"));
        }
        if let Some(nationality) = &person.nationality {
            line.push_str(&format!(" | nationality {nationality}"));
        }
        lines.push(line);
    }
    for organization in &names.organizations {
        let acronym = organization.acronym.as_deref().map_or(String::new(), |acronym| format!(" | {acronym}"));
        lines.push(format!("body: {}{acronym}", organization.name));
    }
    for place in &names.places {
        let code = place.subdivision.as_deref().or(place.country.as_deref()).unwrap_or("?");
        let other = if place.kind == PlaceKind::Other { " (other)" } else { "" };
        lines.push(format!("place: {} | {code}{other}", place.name));
    }
    lines
}

#[test]
fn passages_give_their_names() {
    let file = include_str!("data/names/passages.txt");
    let mut wrong = Vec::new();
    for block in file.split("\n\n") {
        let mut rows = block.lines().filter(|row| !row.starts_with('#') && !row.is_empty());
        let Some((language, content)) = rows.next().and_then(|row| row.split_once("> ")) else { continue };
        let expected: Vec<&str> = rows.collect();
        let text = analyse(content, &Language(language.to_owned()));
        let names = dateline::mention::name::recognise(&text);
        let found = lines(&names, content);
        if found != expected {
            wrong.push(format!("{content}\n  expected {expected:#?}\n  found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
