//! Packs to compiled rules: frames and word lists looked up, triggers indexed by their first word.

use super::class::Classes;
use super::error::{PackError, PackErrors, nearest, position};
use super::opening::Openings;
use super::pack::{Pack, RoleSpec, Rule};
use super::pattern::Pattern;
use super::phrase::TYPES;
use super::sign::Signs;
use crate::text::ClauseKind;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The rules of one language, ready to match.
#[derive(Debug, Default)]
pub(super) struct Compiled {
    pub classes: Classes,
    pub rules: Vec<CompiledRule>,
    /// Triggers by kind of clause and first word (of a noun trigger its last word, the head).
    pub triggers: FxHashMap<(bool, Box<str>), Vec<Trigger>>,
    pub patterns: Vec<(usize, Pattern)>,
    /// What can begin a match.
    pub openings: Openings,
    /// What each rule cannot do without beside its trigger.
    pub signs: Signs,
}

/// A rule with everything looked up.
#[derive(Debug)]
pub(super) struct CompiledRule {
    pub id: Box<str>,
    pub kind: Box<str>,
    pub family: Box<str>,
    pub roles: Vec<RoleSpec>,
    pub needs: Vec<Vec<Need>>,
    /// Slot, role or `under`, and the type or class that must not stand there.
    pub not: Vec<(Box<str>, Box<str>)>,
    pub continues: bool,
    pub settled: bool,
    pub asked: bool,
}

/// A role that must be filled, by a phrase that holds a word of a class if one is named.
#[derive(Clone, Debug)]
pub(super) struct Need {
    pub role: Box<str>,
    pub class: Option<Box<str>>,
}

/// The words that name an event.
#[derive(Clone, Debug)]
pub(super) struct Trigger {
    pub rule: usize,
    /// "take", "into", "custody"; "prisoner", "swap".
    pub words: Vec<Box<str>>,
}

impl Compiled {
    /// Triggers whose first word (verbs) or last word (nouns) is the one given.
    pub fn triggers(&self, kind: ClauseKind, word: &str) -> &[Trigger] {
        self.triggers.get(&(kind == ClauseKind::Verb, word.into())).map_or(&[], Vec::as_slice)
    }
}

/// Compiles the packs of one language.
pub(super) fn compile(language: &str, packs: &[Arc<Pack>]) -> Result<Compiled, PackErrors> {
    let mut compiled = Compiled { classes: Classes::shipped(language), ..Compiled::default() };
    let mut errors = Vec::new();
    for pack in packs.iter().filter(|pack| pack.language == language) {
        for list in &pack.lexicon {
            compiled.classes.add(&list.name, list.words.iter().map(String::as_str));
        }
    }
    for pack in packs.iter().filter(|pack| pack.language == language) {
        let mut note = |at: usize, message: String, suggestion: Option<String>| {
            let (line, column) = position(&pack.source, at);
            errors.push(PackError { file: pack.file.clone(), line, column, message, suggestion });
        };
        for rule in &pack.rules {
            add_rule(&mut compiled, pack, packs, rule, &mut note);
        }
    }
    // Longer triggers first; the order of the rules decides between equals.
    for triggers in compiled.triggers.values_mut() {
        triggers.sort_by_key(|trigger| (std::cmp::Reverse(trigger.words.len()), trigger.rule));
    }
    compiled.openings = Openings::of(&compiled.triggers, compiled.patterns.iter().map(|(_, pattern)| pattern));
    compiled.signs = Signs::of(&compiled.rules, &compiled.classes);
    if errors.is_empty() { Ok(compiled) } else { Err(PackErrors(errors)) }
}

type Note<'a> = dyn FnMut(usize, String, Option<String>) + 'a;

fn add_rule(compiled: &mut Compiled, pack: &Pack, packs: &[Arc<Pack>], rule: &Rule, note: &mut Note) {
    let kinds = || packs.iter().flat_map(|pack| &pack.kinds);
    let Some(kind) = kinds().find(|kind| kind.name == rule.kind) else {
        return note(
            rule.at,
            format!("rule `{}`: no kind is called `{}`", rule.id, rule.kind),
            nearest(&rule.kind, kinds().map(|kind| kind.name.as_str())),
        );
    };
    if compiled.rules.iter().any(|other| *other.id == *rule.id) {
        note(rule.at, format!("two rules are called `{}`", rule.id), None);
    }
    let mut roles = Vec::new();
    match rule.frame.as_deref().map(|name| (name, pack.frames.iter().find(|frame| frame.name == name))) {
        Some((_, Some(frame))) => roles.clone_from(&frame.roles),
        Some((name, None)) => {
            note(
                rule.at,
                format!("rule `{}`: no frame is called `{name}`", rule.id),
                nearest(name, pack.frames.iter().map(|frame| frame.name.as_str())),
            );
        }
        None if rule.patterns.is_empty() => note(rule.at, format!("rule `{}` has neither `frame` nor `pattern`", rule.id), None),
        None => {}
    }
    for role in &roles {
        for kind in &role.is {
            check_type(compiled, kind, role.at, note);
        }
        for other in role.of.iter().filter(|other| !roles.iter().any(|role| role.name == **other)) {
            note(
                role.at,
                format!("role `{}` is taken of `{other}`, which the frame does not have", role.name),
                nearest(other, roles.iter().map(|role| role.name.as_str())),
            );
        }
    }
    let index = compiled.rules.len();
    let needs = rule.needs.iter().map(|group| group.iter().map(|need| read_need(compiled, rule, &roles, need, note)).collect()).collect();
    let mut not = Vec::new();
    for list in &rule.not {
        let place: Box<str> = list.name.replace(' ', "_").into();
        let is_type = |word: &&String| TYPES.contains(&word.trim_matches(['<', '>']));
        let (types, words): (Vec<&String>, Vec<&String>) = list.words.iter().partition(is_type);
        not.extend(types.into_iter().map(|kind| (place.clone(), kind.trim_matches(['<', '>']).into())));
        let class = format!("{}: not {}", rule.id, list.name);
        for word in words.iter().filter_map(|word| word.strip_prefix('<')) {
            check_type(compiled, word.trim_end_matches('>'), list.at, note);
        }
        compiled.classes.add(&class, words.into_iter().map(String::as_str));
        not.push((place, class.into()));
    }
    for (verb, words) in [(true, &rule.verbs), (false, &rule.nouns)] {
        for trigger in words {
            let words: Vec<Box<str>> = trigger.split(' ').filter(|word| !word.is_empty()).map(Box::from).collect();
            let key = if verb { words.first() } else { words.last() };
            match key.cloned() {
                Some(key) => compiled.triggers.entry((verb, key)).or_default().push(Trigger { rule: index, words }),
                None => note(rule.at, format!("rule `{}` has an empty trigger", rule.id), None),
            }
        }
    }
    if rule.verbs.is_empty() && rule.nouns.is_empty() && rule.patterns.is_empty() {
        note(rule.at, format!("rule `{}` has no trigger: `verb`, `noun` or `pattern`", rule.id), None);
    }
    for pattern in &rule.patterns {
        match Pattern::read(pattern) {
            Ok(pattern) => compiled.patterns.push((index, pattern)),
            Err(reason) => note(rule.at, format!("rule `{}`: pattern \"{pattern}\": {reason}", rule.id), None),
        }
    }
    compiled.rules.push(CompiledRule {
        id: rule.id.as_str().into(),
        kind: rule.kind.as_str().into(),
        family: kind.family.as_str().into(),
        roles,
        needs,
        not,
        continues: rule.continues || !rule.patterns.is_empty(),
        settled: rule.settled,
        asked: rule.asked,
    });
}

/// What `needs` and `not` can ask of the words around a trigger: its sentence, or that and the one before.
/// What `needs` can ask of the verb itself.
pub(super) const BARE: &[&str] = &["passive", "negated", "imposed"];

pub(super) const AROUND: &[&str] = &["beside", "nearby", "ahead"];

fn read_need(compiled: &Compiled, rule: &Rule, roles: &[RoleSpec], need: &str, note: &mut Note) -> Need {
    let (role, class) = match need.split_once(':') {
        Some((role, class)) => (role, Some(class)),
        None => (need, None),
    };
    if !AROUND.contains(&role) && !BARE.contains(&role) && !roles.iter().any(|known| known.name == role) {
        note(
            rule.at,
            format!("rule `{}` needs `{role}`, which its frame does not have", rule.id),
            nearest(role, roles.iter().map(|role| role.name.as_str())),
        );
    }
    if let Some(class) = class {
        check_type(compiled, class, rule.at, note);
    }
    Need { role: role.into(), class: class.map(Into::into) }
}

fn check_type(compiled: &Compiled, kind: &str, at: usize, note: &mut Note) {
    if !TYPES.contains(&kind) && !compiled.classes.has(kind) {
        let known = TYPES.iter().copied().chain(compiled.classes.names());
        note(at, format!("no type or list of words is called `{kind}`"), nearest(kind, known));
    }
}
