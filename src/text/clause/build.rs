//! Trees to clauses: one for each verb, each copula with its predicate, and each event noun, with its slots and its parent.

use super::arcs::{Arc, Arcs};
use super::group::{self, Group};
use super::{Clause, ClauseKind, Relation, Slot, Tense, Voice, phrase};
use crate::text::tag::{Tag, VerbForm};
use crate::text::tree::{Label, Tree};
use crate::text::{Text, Words};

/// How deep a phrase may hang below a slot to be offered to the verb as a second reading.
const DEPTH: usize = 3;

/// One parsed sentence.
pub struct Sentence<'a> {
    pub text: &'a Text<'a>,
    pub index: usize,
    /// The token at which the sentence begins.
    pub base: usize,
    pub tree: &'a Tree,
}

impl Sentence<'_> {
    /// Appends the clauses of the sentence.
    pub fn clauses(&self, is_event_noun: impl Fn(&str) -> bool, into: &mut Vec<Clause>) {
        let tree = self.tree;
        let arcs = Arcs::of(tree);
        let first = into.len();
        // For each word the clause that it heads, and the order of the clauses by trigger.
        let mut found: Vec<(usize, Clause)> = Vec::new();
        for word in 0..tree.len() {
            let node = &tree.nodes[word];
            let copula = tree.has(word, Label::Copula);
            if (node.tag == Tag::Verb && (!node.label.is_no_clause() || self.is_predicate(word))) || copula {
                found.push((word, self.verb(&arcs, word)));
            }
            if node.tag == Tag::Noun && is_event_noun(self.text.lemma(self.base + word)) {
                found.push((word, self.noun(&arcs, word)));
            }
        }
        found.sort_by_key(|(_, clause)| clause.head);
        let mut verb_at = vec![None; tree.len()];
        let mut any_at = vec![None; tree.len()];
        for (index, (word, clause)) in found.iter().enumerate() {
            any_at[*word] = any_at[*word].or(Some(first + index));
            if clause.kind == ClauseKind::Verb {
                verb_at[*word] = Some(first + index);
            }
        }
        for (word, clause) in &mut found {
            clause.parent = self.parent(*word, clause.kind, &verb_at, &any_at);
        }
        into.extend(found.into_iter().map(|(_, clause)| clause));
    }

    /// A verb that the tree takes for part of a noun phrase, and that its auxiliaries or its tense and what follows show to be none:
    /// "whom the troops [captured] in May".
    fn is_predicate(&self, word: usize) -> bool {
        let past = matches!(self.tree.nodes[word].form, VerbForm::Past | VerbForm::ThirdPerson);
        let noun_next = self.tree.nodes.get(word + 1).is_some_and(|next| next.tag.nominal() || next.tag == Tag::Adj);
        past && !noun_next || !group::auxiliaries_before(self.tree, word).is_empty()
    }

    fn verb(&self, arcs: &Arcs, word: usize) -> Clause {
        let group = group::group(self.text, self.base, self.tree, word);
        let mut slots = self.verb_slots(arcs, word, &group);
        slots.sort_by_key(|slot| (slot.second_choice, slot.head));
        Clause {
            kind: ClauseKind::Verb,
            sentence: self.index,
            head: self.base + group.verb,
            tokens: group.tokens.clone(),
            lemma: group::lemma(self.text, self.base, &group),
            voice: group.voice,
            negated: group.negated,
            finite: group.finite,
            tense: group.tense,
            perfect: group.perfect,
            modal: group.modal.map(|modal| self.text.lemma(self.base + modal).into()),
            parent: None,
            slots,
        }
    }

    fn slot(&self, name: &str, word: usize, second_choice: bool) -> Slot {
        let extent = phrase::extent(self.tree, word);
        Slot { name: name.into(), head: self.base + word, tokens: extent.start + self.base..extent.end + self.base, second_choice }
    }

    fn verb_slots(&self, arcs: &Arcs, word: usize, group: &Group) -> Vec<Slot> {
        let tree = self.tree;
        let mut slots: Vec<Slot> = Vec::new();
        let copula = tree.has(word, Label::Copula);
        let passive = group.voice == Voice::Passive;
        let on = arcs.on(word);
        // "were given ten years", but not "was shot 17 times", "was held for theft, a charge": only some verbs take two objects.
        let two_objects = !passive || Words::of(&self.text.language).takes_two_objects(self.text.lemma(self.base + word));
        let has_object = two_objects && on.iter().any(|arc| arc.label == Label::Object);
        for arc in on {
            if tree.nodes[arc.word].tag == Tag::Punct {
                continue;
            }
            match arc.label {
                Label::Subject | Label::PassiveSubject | Label::ClausalSubject if passive => {
                    push(&mut slots, self.slot(if has_object { "indirect_object" } else { "object" }, arc.word, false));
                }
                Label::Subject | Label::PassiveSubject | Label::ClausalSubject => push(&mut slots, self.slot("subject", arc.word, false)),
                Label::Object if !copula => {
                    // "were deported to Shanghai", read as an object: the preposition is surer than the arc.
                    let name = self.marked(arc.word).unwrap_or_else(|| "object".to_owned());
                    push(&mut slots, self.slot(&name, arc.word, false));
                }
                Label::IndirectObject if !copula => {
                    push(&mut slots, self.slot(if has_object { "indirect_object" } else { "object" }, arc.word, false));
                }
                Label::Oblique | Label::Agent | Label::BareOblique => {
                    if let Some(name) = self.oblique(arc, passive) {
                        push(&mut slots, self.slot(&name, arc.word, false));
                    }
                }
                _ => {}
            }
        }
        if copula {
            let name = phrase::preposition(self.text, self.base, tree, word).unwrap_or_else(|| "attribute".to_owned());
            push(&mut slots, self.slot(&name, word, false));
            for member in tree.children_by(word, Label::Conjunct) {
                let plain = !tree.has(member, Label::Copula) && !tree.children(member).iter().any(|child| tree.label(*child).is_subject());
                if plain && (tree.nodes[member].tag.nominal() || tree.nodes[member].tag == Tag::Adj) {
                    push(&mut slots, self.slot("attribute", member, false));
                }
            }
        }
        self.participle_slots(word, group, &mut slots);
        if let Some(mark) = tree.children_by(word, Label::Mark).find(|mark| tree.nodes[*mark].tag != Tag::Part) {
            slots.push(self.slot("mark", mark, false));
        }
        self.second_readings(word, &mut slots);
        slots
    }

    /// The preposition that stands in a phrase or right before it.
    fn marked(&self, word: usize) -> Option<String> {
        let tree = self.tree;
        let case = tree.children_by(word, Label::Case).next().filter(|case| *case < word && tree.nodes[*case].tag != Tag::Part);
        let start = phrase::extent(tree, word).start;
        let to = start.checked_sub(1).filter(|before| tree.nodes[word].tag == Tag::Propn && self.text.lower(self.base + before) == "to");
        case.and_then(|_| phrase::preposition(self.text, self.base, tree, word)).or_else(|| to.map(|_| "to".to_owned()))
    }

    /// The slot of a phrase that hangs on a verb.
    fn oblique(&self, arc: &Arc, passive: bool) -> Option<String> {
        if arc.label == Label::BareOblique {
            return Some("bare".to_owned());
        }
        let name = phrase::preposition(self.text, self.base, self.tree, arc.preposition_of);
        if arc.label == Label::Agent && passive {
            return Some("subject".to_owned());
        }
        name
    }

    /// "men sent to", "men carrying": a participle after a noun takes the noun, and the members of the list before it.
    fn participle_slots(&self, word: usize, group: &Group, slots: &mut Vec<Slot>) {
        let tree = self.tree;
        let label = tree.label(word);
        let has_core = slots.iter().any(|slot| matches!(&*slot.name, "subject" | "object"));
        let relative_without = label == Label::RelativeClause && !has_core && !tree.has(word, Label::Mark);
        if label != Label::Acl && !relative_without {
            return;
        }
        let own_subject = tree.children(word).iter().any(|child| tree.label(*child).is_subject());
        let Some(noun) = tree.nodes[word].head.filter(|_| !own_subject) else { return };
        let heads: Vec<usize> = [noun].into_iter().chain(tree.children_by(noun, Label::Conjunct).filter(|member| *member < word)).collect();
        let form = tree.nodes[word].form;
        let auxiliary = tree.has(word, Label::Auxiliary);
        let name = match form {
            VerbForm::PastParticiple if group.voice == Voice::Passive => "object",
            VerbForm::Gerund if !auxiliary && !tree.has(word, Label::Mark) => "subject",
            // "the first state to receive them": trees do not say so, the words do.
            VerbForm::Base if tree.has(word, Label::Mark) && !has_core => {
                slots.extend(heads.iter().map(|head| self.slot("subject", *head, true)));
                return;
            }
            _ => return,
        };
        heads.into_iter().for_each(|head| push(slots, self.slot(name, head, false)));
    }

    /// Phrases that the tree gives to a noun of the clause, offered to the verb as well: "sent the men to Texas".
    fn second_readings(&self, word: usize, slots: &mut Vec<Slot>) {
        let fillers: Vec<usize> = slots
            .iter()
            .filter(|slot| !slot.second_choice && &*slot.name != "mark")
            .map(|slot| slot.head - self.base)
            .filter(|filler| *filler != word)
            .collect();
        for filler in fillers {
            let mut level = vec![filler];
            for _ in 0..DEPTH {
                let mut below = Vec::new();
                for noun in level {
                    for child in self.tree.children(noun) {
                        if !matches!(self.tree.label(*child), Label::Modifier | Label::BareModifier) {
                            continue;
                        }
                        below.push(*child);
                        let name = match self.tree.label(*child) {
                            Label::BareModifier => Some("bare".to_owned()),
                            _ => phrase::preposition(self.text, self.base, self.tree, *child),
                        };
                        if let Some(name) = name {
                            push(slots, self.slot(&name, *child, true));
                            for member in self.tree.children_by(*child, Label::Conjunct) {
                                push(slots, self.slot(&name, member, true));
                            }
                        }
                    }
                }
                level = below;
            }
        }
    }

    fn noun(&self, arcs: &Arcs, word: usize) -> Clause {
        let tree = self.tree;
        let mut slots: Vec<Slot> = Vec::new();
        for arc in arcs.on(word) {
            let name = match arc.label {
                Label::Modifier => phrase::preposition(self.text, self.base, tree, arc.preposition_of),
                Label::BareModifier => Some("bare".to_owned()),
                Label::Genitive => Some("genitive".to_owned()),
                Label::Compound if matches!(tree.nodes[arc.word].tag, Tag::Noun | Tag::Propn) => Some("compound".to_owned()),
                _ => None,
            };
            if let Some(name) = name {
                push(&mut slots, self.slot(&name, arc.word, false));
            }
        }
        // A phrase that the tree gives to the verb: "announced the extradition on Monday", "the extradition of X was made to Spain".
        if let Some(verb) = tree.above(word).find(|above| super::arcs::is_predicate(tree, *above)) {
            for arc in arcs.on(verb).iter().filter(|arc| arc.word > word && matches!(arc.label, Label::Oblique | Label::BareOblique)) {
                if let Some(name) = self.oblique(arc, false) {
                    push(&mut slots, self.slot(&name, arc.word, true));
                }
            }
        }
        let negated = tree.children_by(word, Label::Determiner).any(|determiner| group::negates(self.text, self.base + determiner, "d"));
        slots.sort_by_key(|slot| (slot.second_choice, slot.head));
        Clause {
            kind: ClauseKind::Noun,
            sentence: self.index,
            head: self.base + word,
            tokens: self.base + word..self.base + word + 1,
            lemma: self.text.lemma(self.base + word).into(),
            voice: Voice::Active,
            negated,
            finite: false,
            tense: Tense::None,
            perfect: false,
            modal: None,
            parent: None,
            slots,
        }
    }

    /// The clause above, and how this one hangs on it.
    fn parent(&self, word: usize, kind: ClauseKind, verbs: &[Option<usize>], any: &[Option<usize>]) -> Option<(usize, Relation)> {
        let tree = self.tree;
        if kind == ClauseKind::Noun {
            if let Some(own) = verbs[word] {
                return Some((own, Relation::Argument));
            }
            let first = tree.first_conjunct(word);
            let coordinated = first != word && any[first].is_some() && verbs[first].is_none();
            let above = tree.above(word).find_map(|above| any[above])?;
            return Some((above, if coordinated { Relation::Coordinate } else { Relation::Argument }));
        }
        // "...," he said: the saying hangs on what is said, but governs it.
        if let Some(saying) = tree.children_by(word, Label::Parataxis).find(|child| self.says(*child))
            && let Some(saying) = verbs[saying]
        {
            return Some((saying, Relation::Complement));
        }
        if tree.label(word) == Label::Parataxis && self.says(word) {
            return None;
        }
        let above = tree.above(word).find_map(|above| any[above])?;
        let relation = match tree.label(word) {
            Label::AdverbialClause | Label::Conjunct | Label::Parataxis if self.behind_relative_pronoun(word) => Relation::Relative,
            Label::ClausalComplement | Label::ClausalSubject => Relation::Complement,
            Label::OpenComplement => Relation::Open,
            Label::AdverbialClause => Relation::Adverbial,
            // "reports that they had fled": what the noun says, and no relative.
            Label::Acl | Label::RelativeClause if self.says_that(word) => Relation::Complement,
            Label::Acl | Label::RelativeClause => Relation::Relative,
            Label::Conjunct | Label::Parataxis => Relation::Coordinate,
            _ => Relation::Argument,
        };
        Some((above, relation))
    }

    /// Whether the clause of a verb begins with the conjunction "that".
    fn says_that(&self, word: usize) -> bool {
        self.tree.children_by(word, Label::Mark).any(|mark| self.text.lower(self.base + mark) == "that")
    }

    /// "a father of three, who was shot dead": what the words say where the tree took the clause for another.
    fn behind_relative_pronoun(&self, word: usize) -> bool {
        let group = group::group(self.text, self.base, self.tree, word);
        let before = (self.base..group.tokens.start).rev().find(|token| self.text.tokens[*token].tag != Tag::Adv);
        before.is_some_and(|token| matches!(self.text.lower(token), "who" | "whom"))
    }

    fn says(&self, word: usize) -> bool {
        Words::of(&self.text.language).reports_speech(self.text.lower(self.base + word))
    }
}

/// Adds a slot unless the phrase has one of that name, or has a first reading already.
fn push(slots: &mut Vec<Slot>, slot: Slot) {
    let there = slots.iter().any(|other| other.head == slot.head && (other.name == slot.name || slot.second_choice));
    if !there {
        slots.push(slot);
    }
}
