//! The grammar as data: rules and word lists, read from the text files in `grammar/`, whose form `grammar/README.md` tells.

use std::collections::HashMap;

const FILES: [(&str, &str); 7] = [
    ("words.txt", include_str!("grammar/words.txt")),
    ("verbs.txt", include_str!("grammar/verbs.txt")),
    ("noun_phrases.txt", include_str!("grammar/noun_phrases.txt")),
    ("times_and_places.txt", include_str!("grammar/times_and_places.txt")),
    ("clauses.txt", include_str!("grammar/clauses.txt")),
    ("statistics.txt", include_str!("grammar/statistics.txt")),
    ("sentences.txt", include_str!("grammar/sentences.txt")),
];

/// How an item joins the phrase of its rule.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    Head,
    Relation(String),
    /// Its loose words hang on the head of the rule.
    Splice,
}

#[derive(Clone, Debug)]
pub struct Item {
    /// In so many of a hundred cases it is there.
    pub percent: usize,
    pub role: Role,
    pub symbol: String,
}

#[derive(Clone, Debug)]
pub struct Alternative {
    pub weight: usize,
    pub items: Vec<Item>,
}

#[derive(Default)]
pub struct Grammar {
    pub rules: HashMap<String, Vec<Alternative>>,
    /// The rules whose name ends in `$`, by what stands before it.
    families: HashMap<String, Vec<Alternative>>,
    pub lists: HashMap<String, Vec<String>>,
    pub sets: HashMap<String, Vec<String>>,
}

impl Grammar {
    pub fn load() -> Result<Self, String> {
        let mut grammar = Self::default();
        for (name, content) in FILES {
            grammar.read(content).map_err(|fault| format!("grammar/{name}: {fault}"))?;
        }
        Ok(grammar)
    }

    fn read(&mut self, content: &str) -> Result<(), String> {
        let (mut rule, mut list) = (String::new(), String::new());
        for (number, line) in content.lines().enumerate() {
            let fault = |what: &str| format!("line {}: {what}: {line}", number + 1);
            let line = line.split(" # ").next().unwrap_or("");
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[') {
                list = name.trim_end().trim_end_matches(']').to_owned();
                rule.clear();
            } else if let Some((name, members)) = line.strip_prefix('{').and_then(|rest| rest.split_once("} =")) {
                self.sets.insert(name.to_owned(), members.split_whitespace().map(str::to_owned).collect());
            } else if !line.starts_with(' ') && line.trim_end().ends_with(" =") {
                rule = line.trim_end().trim_end_matches(" =").to_owned();
                list.clear();
            } else if !list.is_empty() {
                let words = line.split(';').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty());
                self.lists.entry(list.clone()).or_default().extend(words);
            } else if !rule.is_empty() {
                let alternative = alternative(line).ok_or_else(|| fault("no weight"))?;
                let rules = match rule.strip_suffix('$') {
                    Some(family) => self.families.entry(family.to_owned()).or_default(),
                    None => self.rules.entry(rule.clone()).or_default(),
                };
                rules.push(alternative);
            } else {
                return Err(fault("outside of a rule and of a list"));
            }
        }
        Ok(())
    }

    /// The alternatives of a symbol, and what its `$` stands for.
    pub fn rule<'a>(&self, symbol: &'a str) -> Option<(&[Alternative], &'a str)> {
        if let Some(rule) = self.rules.get(symbol) {
            return Some((rule, ""));
        }
        let (family, member) = symbol.split_at(symbol.find('.')? + 1);
        self.families.get(family).map(|rule| (rule.as_slice(), member))
    }

    /// Follows every symbol from a start, with every member of the sets, to find those that nothing defines.
    pub fn check(&self, start: &str) -> Result<(), String> {
        let mut seen = std::collections::HashSet::new();
        let mut left = vec![start.to_owned()];
        while let Some(symbol) = left.pop() {
            if !seen.insert(symbol.clone()) || symbol.starts_with('~') || symbol.contains('/') {
                continue;
            }
            if let Some((_, list)) = symbol.split_once(':') {
                if !self.lists.contains_key(list) {
                    return Err(format!("no list {list}"));
                }
                continue;
            }
            let (alternatives, member) = self.rule(&symbol).ok_or_else(|| format!("no rule {symbol}"))?;
            for item in alternatives.iter().flat_map(|alternative| &alternative.items) {
                let used = with_member(&item.symbol, member);
                match used.split_once('@') {
                    None => left.push(used),
                    Some((before, set)) => {
                        let name = set.trim_end_matches(|digit: char| digit.is_ascii_digit());
                        let members = self.sets.get(name).ok_or_else(|| format!("no set {name} ({symbol})"))?;
                        left.extend(members.iter().map(|member| format!("{before}{member}")));
                    }
                }
            }
        }
        Ok(())
    }
}

fn alternative(line: &str) -> Option<Alternative> {
    let mut parts = line.split_whitespace();
    let weight = parts.next()?.parse().ok()?;
    Some(Alternative { weight, items: parts.map(item).collect() })
}

fn item(part: &str) -> Item {
    let (percent, rest) = match part.split_once('%') {
        Some((percent, rest)) if percent.bytes().all(|byte| byte.is_ascii_digit()) => (percent.parse().unwrap_or(100), rest),
        _ => (100, part),
    };
    let (role, symbol) = if let Some(symbol) = rest.strip_prefix('*') {
        (Role::Head, symbol.to_owned())
    } else if let Some(symbol) = rest.strip_prefix('+') {
        (Role::Splice, symbol.to_owned())
    } else if let Some((relation, symbol)) = rest.split_once('=') {
        (Role::Relation(relation.to_owned()), symbol.to_owned())
    } else {
        (Role::Relation("punct".to_owned()), punctuation(rest))
    };
    Item { percent, role, symbol }
}

fn punctuation(mark: &str) -> String {
    let class = match mark {
        "``" => "``",
        "''" => "''",
        "(" => "-LRB-",
        ")" => "-RRB-",
        "-" => "HYPH",
        "." => ".",
        "," => ",",
        "?" => ".",
        _ => ":",
    };
    format!("{mark}/{class}")
}

/// The symbol of an item with the member of its family in the place of `$`.
pub fn with_member(symbol: &str, member: &str) -> String {
    match symbol.strip_suffix(".$") {
        Some(family) => format!("{family}.{member}"),
        None => symbol.to_owned(),
    }
}
