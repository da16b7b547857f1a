//! Dictionary forms of English words: a list of irregular forms, then the rules of spelling, checked against a list of verbs.

use super::sorted;
use super::tag::{Tag, VerbForm};
use std::borrow::Cow;

const IRREGULAR: &str = include_str!("../../lexicons/en/irregular_forms.txt");
const VERBS: &str = include_str!("../../lexicons/en/verbs.txt");

/// The dictionary form of a word in lower case; `plural` is what the tagger says of a noun.
pub fn english(lower: &str, tag: Tag, form: VerbForm, plural: bool) -> Cow<'_, str> {
    let class = match tag {
        Tag::Verb | Tag::Aux => "v",
        Tag::Noun => "n",
        Tag::Adj => "a",
        Tag::Pron => "p",
        Tag::Det => "d",
        Tag::Part => "r",
        _ => return Cow::Borrowed(lower),
    };
    if form == VerbForm::Base || (tag == Tag::Noun && !plural) {
        return Cow::Borrowed(lower);
    }
    let irregular = sorted::rows(IRREGULAR, lower).find_map(|row| row.split_once('\t')?.1.strip_prefix(class)?.strip_prefix('\t'));
    if let Some(base) = irregular {
        return Cow::Borrowed(base);
    }
    let (joint, last) = match lower.rfind('-') {
        Some(hyphen) if tag.verbal() => lower.split_at(hyphen + 1),
        _ => ("", lower),
    };
    let base = match (tag, form) {
        (Tag::Noun, _) => singular(last),
        (_, VerbForm::ThirdPerson) => without_s(last),
        (_, VerbForm::Past | VerbForm::PastParticiple) => without_ending(last, "ed"),
        (_, VerbForm::Gerund) => without_ending(last, "ing"),
        _ => return Cow::Borrowed(lower),
    };
    if joint.is_empty() { base } else { Cow::Owned(format!("{joint}{base}")) }
}

fn is_verb(word: &str) -> bool {
    sorted::find(VERBS, word).is_some()
}

fn singular(word: &str) -> Cow<'_, str> {
    let stem = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.len() > 1);
    if let Some(stem) = stem("ies").filter(|stem| stem.len() > 1 && !stem.ends_with(['a', 'e', 'o', 'u'])) {
        return if stem.len() > 1 { Cow::Owned(format!("{stem}y")) } else { Cow::Borrowed(word) };
    }
    if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|ending| word.ends_with(ending)) {
        return Cow::Borrowed(&word[..word.len() - 2]);
    }
    match stem("s") {
        Some(stem) if !stem.ends_with(['s', 'u']) || stem.ends_with("ou") => Cow::Borrowed(stem),
        _ => Cow::Borrowed(word),
    }
}

fn without_s(word: &str) -> Cow<'_, str> {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Cow::Owned(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("es").filter(|stem| ["s", "sh", "ch", "x", "z", "o"].iter().any(|end| stem.ends_with(end))) {
        let with_e = &word[..word.len() - 1];
        return Cow::Borrowed(if is_verb(with_e) && !is_verb(stem) { with_e } else { stem });
    }
    Cow::Borrowed(word.strip_suffix('s').filter(|stem| !stem.is_empty() && !stem.ends_with('s')).unwrap_or(word))
}

/// Takes "ed" or "ing" off: "traded" to "trade", "ferried" to "ferry", "swapped" to "swap".
fn without_ending<'a>(word: &'a str, ending: &str) -> Cow<'a, str> {
    let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.chars().count() > 1) else { return Cow::Borrowed(word) };
    if let Some(stem) = stem.strip_suffix('i').filter(|_| ending == "ed") {
        return Cow::Owned(format!("{stem}y"));
    }
    let with_e = format!("{stem}e");
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next(), letters.next());
    let doubled = last == before && last.is_some_and(|letter| !"aeiou".contains(letter));
    let single = if doubled { &stem[..stem.len() - last.map_or(0, char::len_utf8)] } else { stem };
    if is_verb(&with_e) {
        return Cow::Owned(with_e);
    }
    if is_verb(stem) || !doubled && !is_verb(single) && !looks_cut(stem) {
        return Cow::Borrowed(stem);
    }
    if doubled && (is_verb(single) || !stem.ends_with(['l', 's', 'f', 'z'])) {
        return Cow::Borrowed(single);
    }
    if looks_cut(stem) { Cow::Owned(with_e) } else { Cow::Borrowed(stem) }
}

/// Whether an unknown verb's stem ends as only stems do that have lost an "e".
fn looks_cut(stem: &str) -> bool {
    ["c", "v", "u", "z", "iz", "is", "dg", "rg", "at", "as", "os", "us"].iter().any(|ending| stem.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs() {
        for (word, form, base) in [
            ("extradited", VerbForm::PastParticiple, "extradite"),
            ("swapped", VerbForm::Past, "swap"),
            ("ferried", VerbForm::Past, "ferry"),
            ("handed", VerbForm::Past, "hand"),
            ("sent", VerbForm::PastParticiple, "send"),
            ("seizing", VerbForm::Gerund, "seize"),
            ("flying", VerbForm::Gerund, "fly"),
            ("planned", VerbForm::Past, "plan"),
            ("jailed", VerbForm::Past, "jail"),
            ("killing", VerbForm::Gerund, "kill"),
            ("releases", VerbForm::ThirdPerson, "release"),
            ("catches", VerbForm::ThirdPerson, "catch"),
            ("denies", VerbForm::ThirdPerson, "deny"),
            ("re-arrested", VerbForm::PastParticiple, "re-arrest"),
            ("was", VerbForm::Past, "be"),
            ("shot", VerbForm::PastParticiple, "shoot"),
            ("found", VerbForm::Past, "find"),
            ("rendered", VerbForm::Past, "render"),
        ] {
            assert_eq!(english(word, Tag::Verb, form, false), base);
        }
    }

    #[test]
    fn nouns() {
        for (word, base) in [
            ("men", "man"),
            ("bodies", "body"),
            ("seizures", "seizure"),
            ("boxes", "box"),
            ("churches", "church"),
            ("crises", "crisis"),
            ("police", "police"),
        ] {
            assert_eq!(english(word, Tag::Noun, VerbForm::None, true), base);
        }
        assert_eq!(english("news", Tag::Noun, VerbForm::None, false), "news");
    }
}
