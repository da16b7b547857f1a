//! A rule pack: what its TOML says, as plain data. Reading it checks every key; what the words mean is checked by
//! [`super::compile`].

use super::error::{PackError, PackErrors, nearest, position};
use super::node::{self, Content, Node, Reader, Table, get};
use chrono::NaiveDate;
use serde_json::Value;

/// A file of rules for one language.
#[derive(Clone, Debug, Default)]
pub struct Pack {
    /// The file it came from, or the path inside the program for those that ship.
    pub file: String,
    /// Its text, which places in errors are counted in.
    pub source: String,
    pub name: String,
    pub language: String,
    pub version: String,
    pub kinds: Vec<Kind>,
    pub lexicon: Vec<WordList>,
    pub frames: Vec<FrameSpec>,
    pub rules: Vec<Rule>,
}

/// A kind of event and the family it belongs to.
#[derive(Clone, Debug)]
pub struct Kind {
    pub name: String,
    pub family: String,
    pub at: usize,
}

/// Words under one name. An entry `<name>` takes in another list or class.
#[derive(Clone, Debug)]
pub struct WordList {
    pub name: String,
    pub words: Vec<String>,
    pub at: usize,
}

/// Which slot fills which role.
#[derive(Clone, Debug)]
pub struct FrameSpec {
    pub name: String,
    pub roles: Vec<RoleSpec>,
    pub at: usize,
}

/// One role of a frame.
#[derive(Clone, Debug, Default)]
pub struct RoleSpec {
    pub name: String,
    /// The slots that can fill it, the best first.
    pub slots: Vec<String>,
    /// What a phrase must be; empty for anything.
    pub is: Vec<String>,
    pub required: bool,
    /// Every fitting slot fills it, not the first alone.
    pub many: bool,
    /// Taken out of what fills other roles.
    pub of: Vec<String>,
    pub take: Take,
    pub at: usize,
}

/// What a role takes out of the phrase that fills it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Take {
    /// The phrase itself.
    #[default]
    Words,
    /// How many: "37 members of …", "two dozen", "X and 28 others".
    Count,
    /// The persons named: "A, B and C".
    Names,
    /// The organizations that they belong to: "members of the …".
    Groups,
}

/// One way of saying that something happened.
#[derive(Clone, Debug, Default)]
pub struct Rule {
    pub id: String,
    /// What it is for, in a sentence.
    pub about: String,
    pub kind: String,
    pub frame: Option<String>,
    pub verbs: Vec<String>,
    pub nouns: Vec<String>,
    /// Of each group one must hold: a role, or `role:class` (the phrase has a word of the class).
    pub needs: Vec<Vec<String>>,
    /// Words that must not head the phrase in a slot or role.
    pub not: Vec<WordList>,
    /// Adds to the event before it and never founds one.
    pub continues: bool,
    /// Its future tells what has been decided: "will serve six years".
    pub settled: bool,
    /// It tells what is asked for, not what was done: "Italy's request for the smuggler".
    pub asked: bool,
    /// Words with a list of names to take, for rules without a clause.
    pub patterns: Vec<String>,
    pub examples: Vec<Example>,
    pub at: usize,
}

/// A text with what must come of it.
#[derive(Clone, Debug)]
pub struct Example {
    pub text: String,
    pub published: Option<NaiveDate>,
    /// The rule that must fire, where it is not the one that the example stands under.
    pub rule: Option<String>,
    pub expect: Expect,
    /// Line in the file.
    pub line: usize,
}

#[derive(Clone, Debug)]
pub enum Expect {
    /// No event of any kind that the pack declares.
    Nothing,
    /// Values by role, as the record writes them; roles that are not named are not compared.
    Roles(Vec<(String, Value)>),
}

impl Pack {
    /// Reads the text of a pack. `file` is what errors name.
    pub fn read(file: &str, source: &str) -> Result<Pack, PackErrors> {
        let document = toml::de::DeTable::parse(source).map_err(|error| {
            let (line, column) = position(source, error.span().map_or(0, |span| span.start));
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            PackErrors(vec![PackError { file: file.to_owned(), line, column, message, suggestion: None }])
        })?;
        let mut reader = Reader { file, source, errors: Vec::new() };
        let pack = read_pack(&mut reader, &node::table(document.get_ref()));
        if reader.errors.is_empty() { Ok(pack) } else { Err(PackErrors(reader.errors)) }
    }
}

fn read_pack(reader: &mut Reader, root: &Table) -> Pack {
    let mut pack = Pack { file: reader.file.to_owned(), source: reader.source.to_owned(), ..Pack::default() };
    reader.only(root, &["pack", "kind", "lexicon", "frame", "rule"]);
    match reader.table(root, "pack") {
        Some(head) => {
            reader.only(head, &["name", "language", "version"]);
            pack.name = reader.required(head, "name", 0);
            pack.language = reader.required(head, "language", 0);
            pack.version = reader.string(head, "version").unwrap_or_default();
        }
        None => reader.error(0, "a pack has a table [pack] with `name` and `language`", None),
    }
    for (at, kind) in reader.tables(root, "kind") {
        reader.only(kind, &["name", "family"]);
        pack.kinds.push(Kind { name: reader.required(kind, "name", at), family: reader.required(kind, "family", at), at });
    }
    if let Some(lexicon) = reader.table(root, "lexicon") {
        pack.lexicon = read_lists(reader, lexicon);
    }
    for (name, at, value) in reader.table(root, "frame").into_iter().flatten() {
        let roles = reader.as_table(value).into_iter().flatten();
        let roles = roles.filter_map(|(role, at, value)| read_role(reader, role, *at, value)).collect();
        pack.frames.push(FrameSpec { name: name.clone(), roles, at: *at });
    }
    for (at, rule) in reader.tables(root, "rule") {
        let rule = read_rule(reader, at, rule);
        pack.rules.push(rule);
    }
    pack
}

fn read_lists(reader: &mut Reader, table: &Table) -> Vec<WordList> {
    table.iter().map(|(name, at, value)| WordList { name: name.clone(), words: reader.as_strings(value), at: *at }).collect()
}

fn read_role(reader: &mut Reader, name: &str, at: usize, value: &Node) -> Option<RoleSpec> {
    let table = reader.as_table(value)?;
    reader.only(table, &["slot", "is", "required", "many", "of", "take"]);
    let take = match reader.string(table, "take").as_deref() {
        None | Some("words") => Take::Words,
        Some("count") => Take::Count,
        Some("names") => Take::Names,
        Some("groups") => Take::Groups,
        Some(other) => {
            let known = ["words", "count", "names", "groups"];
            reader.error(at, format!("`take` is one of {}, not `{other}`", known.join(", ")), nearest(other, known));
            Take::Words
        }
    };
    let role = RoleSpec {
        name: name.to_owned(),
        slots: reader.strings(table, "slot").iter().map(|slot| slot.replace(' ', "_")).collect(),
        is: reader.strings(table, "is"),
        required: reader.truth(table, "required"),
        many: reader.truth(table, "many"),
        of: reader.strings(table, "of"),
        take,
        at,
    };
    if role.slots.is_empty() == role.of.is_empty() {
        reader.error(at, format!("role `{name}` has either `slot` or `of`"), None);
    }
    Some(role)
}

fn read_rule(reader: &mut Reader, at: usize, table: &Table) -> Rule {
    reader.only(
        table,
        &["id", "about", "kind", "frame", "verb", "noun", "needs", "not", "continues", "settled", "asked", "pattern", "example"],
    );
    let needs = match get(table, "needs").map(|node| (node.at, &node.value)) {
        None => Vec::new(),
        Some((_, Content::List(groups))) => groups.iter().map(|group| reader.as_strings(group)).collect(),
        Some((at, _)) => {
            reader.error(at, "`needs` is a list; of an inner list one must hold", None);
            Vec::new()
        }
    };
    let not = reader.table(table, "not").map(|not| read_lists(reader, not)).unwrap_or_default();
    let examples = reader.tables(table, "example").into_iter().map(|(at, example)| read_example(reader, at, example)).collect();
    Rule {
        id: reader.required(table, "id", at),
        about: reader.string(table, "about").unwrap_or_default(),
        kind: reader.required(table, "kind", at),
        frame: reader.string(table, "frame"),
        verbs: reader.strings(table, "verb"),
        nouns: reader.strings(table, "noun"),
        needs,
        not,
        continues: reader.truth(table, "continues"),
        settled: reader.truth(table, "settled"),
        asked: reader.truth(table, "asked"),
        patterns: reader.strings(table, "pattern"),
        examples,
        at,
    }
}

fn read_example(reader: &mut Reader, at: usize, table: &Table) -> Example {
    reader.only(table, &["text", "published", "rule", "expect"]);
    let published = reader.string(table, "published").and_then(|day| {
        let parsed = day.parse().ok();
        if parsed.is_none() {
            reader.error(at, format!("`published` is a day, not `{day}`"), None);
        }
        parsed
    });
    let expect = match get(table, "expect").map(|node| (node.at, &node.value)) {
        Some((_, Content::Plain(Value::String(word)))) if word == "nothing" => Expect::Nothing,
        Some((_, Content::Table(roles))) => Expect::Roles(roles.iter().map(|(role, _, node)| (role.clone(), node.to_json())).collect()),
        Some((at, _)) => {
            reader.error(at, "`expect` is \"nothing\" or a table of roles", None);
            Expect::Nothing
        }
        None => {
            reader.error(at, "`expect` is missing", None);
            Expect::Nothing
        }
    };
    Example { text: reader.required(table, "text", at), published, rule: reader.string(table, "rule"), expect, line: reader.line(at) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(source: &str) -> String {
        match Pack::read("pack.toml", source) {
            Ok(_) => String::new(),
            Err(errors) => errors.to_string(),
        }
    }

    const HEAD: &str = "[pack]\nname = \"p\"\nlanguage = \"en\"\n";

    #[test]
    fn a_misspelt_key_is_named_with_its_place_and_the_word_that_was_meant() {
        let said = errors(&format!("{HEAD}[[rule]]\nid = \"a\"\nkind = \"k\"\nvreb = [\"go\"]\n"));
        assert!(said.starts_with("pack.toml:7:1: unknown key `vreb`"), "{said}");
        assert!(said.ends_with("did you mean `verb`?"), "{said}");
    }

    #[test]
    fn every_mistake_is_named() {
        let said = errors(&format!("{HEAD}[[rule]]\nneeds = 3\n[[rule.example]]\nexpect = 1\n"));
        assert_eq!(said.lines().count(), 5, "{said}");
    }

    #[test]
    fn broken_toml_is_named_with_its_place() {
        assert!(errors("[pack\n").starts_with("pack.toml:1:"), "{}", errors("[pack\n"));
    }

    #[test]
    fn roles_keep_the_order_in_which_they_are_written() {
        let pack = Pack::read("p", &format!("{HEAD}[frame.f]\nz = {{ slot = \"subject\" }}\na = {{ slot = \"on board\", many = true }}\n"))
            .expect("reads");
        let names: Vec<&str> = pack.frames[0].roles.iter().map(|role| role.name.as_str()).collect();
        assert_eq!(names, ["z", "a"]);
        assert_eq!(pack.frames[0].roles[1].slots, ["on_board"]);
    }
}
