//! From a symbol of the grammar to a phrase: alternatives are drawn by weight, every item joins by its role.

use crate::grammar::{self, Alternative, Grammar, Role};
use crate::lexicon::Lexicon;
use crate::morphology;
use crate::random::Random;
use crate::tree::Phrase;

/// Deeper sentences are dropped and drawn anew.
const DEEPEST: usize = 40;

pub struct Expander<'a> {
    grammar: &'a Grammar,
    lexicon: &'a Lexicon,
    random: &'a mut Random,
    depth: usize,
}

impl<'a> Expander<'a> {
    pub fn new(grammar: &'a Grammar, lexicon: &'a Lexicon, random: &'a mut Random) -> Self {
        Self { grammar, lexicon, random, depth: 0 }
    }

    /// The phrase of a symbol; an error if it grows too deep or the symbol is unknown.
    pub fn expand(&mut self, symbol: &str) -> Result<Phrase, String> {
        if let Some((form, xpos)) = symbol.rsplit_once('/') {
            let lemma = morphology::lemma_of_literal(form, xpos);
            return Ok(Phrase::word(form, lemma, xpos));
        }
        if let Some(name) = symbol.strip_prefix('~') {
            return self.lexicon.phrase(name, self.random);
        }
        if let Some((xpos, list)) = symbol.split_once(':') {
            let words = self.grammar.lists.get(list).ok_or_else(|| format!("no list {list}"))?;
            let entry = self.random.pick(words).ok_or_else(|| format!("empty list {list}"))?;
            return Ok(morphology::entry(entry, xpos));
        }
        if self.depth >= DEEPEST {
            return Err("too deep".to_owned());
        }
        let grammar = self.grammar;
        let (alternatives, member) = grammar.rule(symbol).ok_or_else(|| format!("no rule {symbol}"))?;
        let alternative = self.draw(alternatives).ok_or_else(|| format!("empty rule {symbol}"))?;
        self.depth += 1;
        let phrase = self.build(alternative, member);
        self.depth -= 1;
        phrase
    }

    fn draw<'b>(&mut self, alternatives: &'b [Alternative]) -> Option<&'b Alternative> {
        let mut at = self.random.below(alternatives.iter().map(|alternative| alternative.weight).sum());
        alternatives.iter().find(|alternative| {
            let found = at < alternative.weight;
            at = at.wrapping_sub(alternative.weight);
            found
        })
    }

    fn build(&mut self, alternative: &Alternative, member: &str) -> Result<Phrase, String> {
        let mut phrase = Phrase::default();
        let mut chosen: Vec<(String, String)> = Vec::new();
        for item in &alternative.items {
            if !self.random.percent(item.percent) {
                continue;
            }
            let symbol = self.bind(&grammar::with_member(&item.symbol, member), &mut chosen)?;
            let part = self.expand(&symbol)?;
            match &item.role {
                Role::Head => phrase.head = phrase.append(part),
                Role::Relation(relation) => phrase.attach(relation, part),
                Role::Splice => {
                    phrase.append(part);
                }
            }
        }
        phrase.close();
        Ok(phrase)
    }

    /// Puts a member of a set in the place of `@set`; the same member wherever the set stands in one alternative.
    fn bind(&mut self, symbol: &str, chosen: &mut Vec<(String, String)>) -> Result<String, String> {
        let Some((before, set)) = symbol.split_once('@') else {
            return Ok(symbol.to_owned());
        };
        if let Some((_, member)) = chosen.iter().find(|(name, _)| name == set) {
            return Ok(format!("{before}{member}"));
        }
        let name = set.trim_end_matches(|digit: char| digit.is_ascii_digit());
        let members = self.grammar.sets.get(name).ok_or_else(|| format!("no set {name}"))?;
        let member = self.random.pick(members).ok_or_else(|| format!("empty set {name}"))?;
        chosen.push((set.to_owned(), member.clone()));
        Ok(format!("{before}{member}"))
    }
}
