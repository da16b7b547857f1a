//! Every form of the words of a list with the classes it can have: what the tagger knows of words that no tree shows.

use std::collections::{BTreeMap, BTreeSet};

/// From `word<TAB>classes` (n, v, a, r) and `form<TAB>class<TAB>base` to each form's set of classes.
pub fn sets(words: &str, irregular: &str) -> BTreeMap<String, String> {
    let mut sets: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    let mut add = |form: String, class: &'static str| {
        sets.entry(form).or_default().insert(class);
    };
    for line in words.lines().filter(|line| !line.starts_with('#')) {
        let Some((word, classes)) = line.split_once('\t') else { continue };
        for class in classes.chars() {
            match class {
                'n' => {
                    add(word.to_owned(), "n");
                    add(with_s(word), "ns");
                }
                'v' => {
                    add(word.to_owned(), "v");
                    add(with_s(word), "vs");
                    for stem in stems(word) {
                        add(format!("{stem}ing"), "vg");
                        add(format!("{stem}{}", if stem.ends_with('e') { "d" } else { "ed" }), "vd");
                    }
                    if let Some(stem) = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
                        add(format!("{stem}ied"), "vd");
                    }
                    if let Some(stem) = word.strip_suffix('e') {
                        add(format!("{stem}ed"), "vd");
                    }
                }
                'a' => add(word.to_owned(), "a"),
                _ => add(word.to_owned(), "r"),
            }
        }
    }
    for line in irregular.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(form), Some(class)) = (cells.next(), cells.next()) else { continue };
        match class {
            "n" => add(form.to_owned(), "ns"),
            "v" if form.ends_with("ing") => add(form.to_owned(), "vg"),
            "v" if form.ends_with('s') => add(form.to_owned(), "vs"),
            "v" => add(form.to_owned(), "vd"),
            "a" => add(form.to_owned(), "ac"),
            _ => {}
        }
    }
    sets.into_iter().map(|(form, set)| (form, set.into_iter().collect::<Vec<_>>().join(" "))).collect()
}

fn with_s(word: &str) -> String {
    if let Some(stem) = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|ending| word.ends_with(ending));
    format!("{word}{}", if hisses { "es" } else { "s" })
}

/// What "ing" is added to: "trad", "swapp", "hand".
fn stems(word: &str) -> Vec<String> {
    if let Some(stem) = word.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'o', 'y'])) {
        return vec![stem.to_owned()];
    }
    let mut letters = word.chars().rev();
    let ends: Vec<char> = letters.by_ref().take(3).collect();
    let vowel = |letter: char| "aeiou".contains(letter);
    let doubles = matches!(ends.as_slice(), [last, middle, before] if !vowel(*last) && !"wxy".contains(*last) && vowel(*middle) && (!vowel(*before) || *before == 'u'));
    let mut stems = vec![word.to_owned()];
    if doubles {
        stems.push(format!("{word}{}", ends[0]));
    }
    stems
}

#[cfg(test)]
mod tests {
    #[test]
    fn forms_have_their_classes() {
        let sets = super::sets("trade\tnv\nswap\tnv\nferry\tv\nhigh\ta\n", "sent\tv\tsend\nmen\tn\tman\n");
        for (form, set) in [
            ("traded", "vd"),
            ("trading", "vg"),
            ("swapped", "vd"),
            ("ferried", "vd"),
            ("ferries", "vs"),
            ("trade", "n v"),
            ("trades", "ns vs"),
            ("sent", "vd"),
            ("men", "ns"),
        ] {
            assert_eq!(sets.get(form).map(String::as_str), Some(set), "{form}");
        }
    }
}
