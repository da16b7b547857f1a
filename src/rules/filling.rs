//! Filling: the slots of one clause put into the roles of one rule, and what the rule needs and excludes.

use super::Filler;
use super::Frame;
use super::compile::{AROUND, CompiledRule};
use super::engine::Engine;
use super::pack::{RoleSpec, Take};
use super::phrase::Phrase;
use super::search::Search;
use super::slots::{Offers, phrase_at};
use crate::mention::NameKind;
use crate::text::clause::{Relation, Tense};
use crate::text::{Clause, ClauseKind, Slot, Span, Tag, VerbForm, Voice};
use std::ops::Range;

/// How many clauses above a trigger, and how many words before it, are asked what it stands under.
const DEPTH: usize = 4;
const CONTEXT: usize = 9;

impl<'a> Engine<'a> {
    /// A frame of a rule for a clause, or the reason why not.
    pub(super) fn fill(&self, rule: &CompiledRule, index: usize, trigger: Span, particle: Option<&str>) -> Result<Frame, String> {
        let clause = &self.clauses.clauses[index];
        // "left for Lagos": a preposition that a role asks for is no particle of the verb.
        let asked = |word: &&str| rule.roles.iter().any(|role| role.slots.iter().any(|slot| slot == word));
        let particle = particle.filter(|particle| !asked(particle));
        let offers = Offers::new(self.reading, clause, self.clauses, particle);
        let transitive = rule.roles.iter().any(|role| role.slots.iter().any(|slot| slot == "object"));
        let mut fillers: Vec<Filler> = Vec::new();
        let mut taken: Vec<usize> = Vec::new();
        // "the journalist whose release": of what can fill two roles of a noun, the one that it cannot do without comes first.
        let first = |role: &&RoleSpec| clause.kind == ClauseKind::Noun && role.required;
        let own = || rule.roles.iter().filter(|role| role.of.is_empty());
        for role in own().filter(first).chain(own().filter(|role| !first(role))) {
            let before = fillers.len();
            let mut refused = None;
            if role.slots.iter().any(|slot| slot == "time") {
                self.fill_time(role, clause, &mut fillers);
            }
            'slots: for wanted in &role.slots {
                for offer in offers.of(wanted, transitive) {
                    if offer.exclusive && taken.contains(&offer.slot.head) {
                        continue;
                    }
                    if fillers[before..].iter().any(|filler| filler.head == offer.slot.head) {
                        continue;
                    }
                    // What the parser gave to a noun is taken back only for a phrase that is known to fit.
                    if offer.slot.second_choice && (role.is.is_empty() || self.beside(clause, offer.slot)) {
                        continue;
                    }
                    if !self.fits(role, offer.slot) {
                        refused.get_or_insert(offer.slot);
                        continue;
                    }
                    if offer.exclusive {
                        taken.push(offer.slot.head);
                    }
                    let filler = self.filler(role, offer.slot);
                    let filler = match role.name.as_str() {
                        "charges" => self.offence(filler),
                        "sentence" => Some(self.whole_term(filler)),
                        _ => Some(filler),
                    };
                    fillers.extend(filler);
                    if !role.many {
                        break 'slots;
                    }
                }
            }
            if fillers.len() == before && !role.is.is_empty() {
                let compounds = role.slots.iter().filter(|wanted| wanted.matches('_').count() > 0 && *wanted != "indirect_object");
                let phrase = compounds.filter_map(|wanted| self.behind_compound(wanted, clause)).find(|slot| self.fits(role, slot));
                fillers.extend(phrase.map(|slot| self.filler(role, &slot)));
            }
            if fillers.len() == before {
                fillers.extend(
                    self.number_before(role, clause)
                        .or_else(|| self.ordinal_before(role, clause))
                        .or_else(|| self.clausal(role, index))
                        .or_else(|| self.stated_term(role, clause)),
                );
            }
            if fillers.len() == before && role.required && !role.is.is_empty() {
                let fits = |slot: &Slot| self.fits(role, slot);
                let trigger_end = self.reading.text.tokens_in(trigger).end;
                let search = Search { reading: self.reading, clauses: self.clauses, clause, trigger_end, fits: &fits };
                let readings = role.slots.iter().flat_map(|wanted| offers.repaired(wanted, &search));
                let fitting = readings.map(|slots| slots.into_iter().filter(|slot| self.fits(role, slot)).collect::<Vec<_>>());
                let most = if role.many { usize::MAX } else { 1 };
                if let Some(slots) = fitting.into_iter().find(|slots| !slots.is_empty()) {
                    fillers.extend(slots.iter().take(most).map(|slot| self.filler(role, slot)));
                }
            }
            if role.required && fillers.len() == before {
                let trigger_end = self.reading.text.tokens_in(trigger).end;
                fillers.extend(self.opening(role, clause).or_else(|| self.number_ahead(role, clause, trigger_end)));
            }
            if role.required && fillers.len() == before {
                return Err(self.reason(role, refused));
            }
        }
        let places = self.place_of_trial(rule, index, &fillers);
        fillers.extend(places);
        fillers.extend(self.lost_doer(rule, index, &fillers));
        self.cut(&offers, &mut fillers);
        self.turn_to_receiver(rule, clause, &offers, &mut fillers);
        self.name_speaker(rule, clause, &mut fillers);
        self.check(rule, clause, &offers, &fillers)?;
        for role in &rule.roles {
            let base: Vec<Filler> = fillers.iter().filter(|filler| role.of.iter().any(|of| *filler.role == **of)).cloned().collect();
            fillers.extend(base.into_iter().map(|filler| Filler { role: role.name.as_str().into(), take: role.take, ..filler }));
        }
        Ok(Frame {
            rule: rule.id.clone(),
            kind: rule.kind.clone(),
            family: rule.family.clone(),
            clause: index,
            sentence: clause.sentence,
            trigger,
            continues: rule.continues,
            settled: rule.settled,
            asked: rule.asked,
            fillers,
        })
    }

    /// "in return for [40 prisoners]", "as part of [a swap]": the phrase behind several words that are one preposition, up to the next verb.
    fn behind_compound(&self, wanted: &str, clause: &Clause) -> Option<Slot> {
        let text = self.reading.text;
        let words: Vec<&str> = wanted.split('_').collect();
        let sentence = text.sentences.get(clause.sentence)?.tokens.clone();
        let start = clause.tokens.end.max(clause.head + 1);
        let stop = |token: &usize| text.tokens[*token].form.finite() || text.word(*token) == ";";
        let end = (start..sentence.end).find(stop).unwrap_or(sentence.end);
        let found =
            (start..end).find(|token| token + words.len() < end && words.iter().zip(*token..).all(|(word, at)| text.lower(at) == *word))?;
        let tokens = phrase_at(self.reading, found + words.len(), end).or_else(|| {
            // "in exchange for five": a bare number.
            let number = found + words.len();
            (text.tokens[number].tag == Tag::Num).then_some(number..number + 1)
        })?;
        Some(Slot { name: wanted.into(), head: tokens.end - 1, tokens, second_choice: true })
    }

    /// Ends each phrase before what hangs in it and is a date or fills another role: "six years [for fraud] [on Monday]".
    fn cut(&self, offers: &Offers, fillers: &mut [Filler]) {
        let heads: Vec<usize> = fillers.iter().map(|filler| filler.head).collect();
        for filler in fillers.iter_mut() {
            let dated = |slot: &&Slot| {
                let span = self.reading.text.tokens[slot.head].span;
                self.reading.mentions.dates.iter().any(|date| date.span.overlaps(span))
            };
            let taken = |slot: &&Slot| heads.contains(&slot.head) || dated(slot);
            if let Some(first) = offers.nested_in(&filler.tokens, filler.head).filter(taken).map(|slot| slot.tokens.start).min() {
                filler.tokens.end = first.saturating_sub(1).max(filler.head + 1);
                filler.span = self.reading.text.span_of(filler.tokens.clone());
            }
        }
    }

    /// The offence in a phrase that opens one: "smuggling" in "suspicion of smuggling", "bribery" in "bribery charges".
    fn offence(&self, filler: Filler) -> Option<Filler> {
        let text = self.reading.text;
        if !self.reading.classes.ends_at("suspicion", text, filler.head) {
            return Some(filler);
        }
        let of = filler.head + 1;
        if of >= text.tokens.len() || !matches!(text.lower(of), "of" | "to" | "with") {
            let plain = |token: &usize| !matches!(text.tokens[*token].tag, Tag::Num | Tag::Det);
            let start = (filler.tokens.start..filler.head).find(plain)?;
            let tokens = start..filler.head;
            return Some(Filler { head: filler.head - 1, span: text.span_of(tokens.clone()), tokens, ..filler });
        }
        let start = of + 1;
        let sentence_end = text.sentences.get(text.sentence_at(filler.span.start)?)?.tokens.end;
        let stop = |token: &usize| matches!(text.tokens[*token].tag, Tag::Punct | Tag::Verb | Tag::Aux | Tag::Sconj | Tag::Pron);
        let end = (start + 1..sentence_end).find(stop).unwrap_or(sentence_end).max(filler.tokens.end);
        // A date ends it, and so does what is told of place and time.
        let dated = self.reading.mentions.dates_in(text.span_of(start..end.max(start))).next().map(|date| text.tokens_in(date.span).start);
        let end = dated.map_or(end, |date| date.saturating_sub(usize::from(date > start && text.tokens[date - 1].tag == Tag::Adp)));
        if start >= end {
            return None;
        }
        let adposition = (start..end).find(|token| text.tokens[*token].tag == Tag::Adp).unwrap_or(end);
        let head = (start..adposition).rev().find(|token| matches!(text.tokens[*token].tag, Tag::Noun | Tag::Propn)).unwrap_or(start);
        Some(Filler { head, span: text.span_of(start..end), tokens: start..end, ..filler })
    }

    pub(super) fn fits(&self, role: &RoleSpec, slot: &Slot) -> bool {
        let phrase = self.phrase(slot);
        if role.name == "charges" && slot.tokens.start >= 2 {
            // "indicted together with two others": those charged beside, not what with.
            let before = self.reading.text.lower(slot.tokens.start - 2);
            if matches!(before, "together" | "along") {
                return false;
            }
        }
        if role.is.is_empty() {
            // "charged on Tuesday": whatever a role takes, a date is the date's.
            return !self.reading.is(&phrase, "date");
        }
        role.is.iter().any(|kind| self.reading.is(&phrase, kind))
    }

    /// `needs` and `not` of a rule.
    fn check(&self, rule: &CompiledRule, clause: &Clause, offers: &Offers, fillers: &[Filler]) -> Result<(), String> {
        for (place, class) in &rule.not {
            match &**place {
                "under" => self.check_context(clause, class)?,
                "after" => self.check_preposition(clause, class)?,
                "beside" | "nearby" | "ahead" => {
                    if let Some(token) = self.word_around(clause, place, class) {
                        return Err(format!("stands beside '{}'", self.reading.text.word(token)));
                    }
                }
                "modal" => {
                    if let Some(modal) = self.modal_of(clause).filter(|modal| self.reading.classes.holds(class, modal)) {
                        return Err(format!("stands under '{modal}'"));
                    }
                }
                _ => {}
            }
            let in_roles = fillers.iter().filter(|filler| filler.role == *place).map(|filler| (filler.head, filler.tokens.clone()));
            let in_slots = offers.named(place).map(|slot| (slot.head, slot.tokens.clone()));
            for (head, tokens) in in_roles.chain(in_slots) {
                if self.reading.is(&Phrase { head, tokens: tokens.clone() }, class) {
                    return Err(format!("{place} is excluded: '{}'", self.words(&tokens)));
                }
            }
        }
        for group in &rule.needs {
            let holds = group.iter().any(|need| {
                match &*need.role {
                    "passive" => return clause.voice == Voice::Passive,
                    "negated" => return clause.negated,
                    "imposed" => return self.imposed(clause),
                    _ => {}
                }
                if AROUND.contains(&&*need.role) {
                    return need.class.as_deref().is_some_and(|class| self.word_around(clause, &need.role, class).is_some());
                }
                fillers.iter().filter(|filler| filler.role == need.role).any(|filler| {
                    let phrase = Phrase { head: filler.head, tokens: filler.tokens.clone() };
                    need.class.as_deref().is_none_or(|class| {
                        self.reading.is(&phrase, class)
                            || class == "name" && self.named_beside(clause, &phrase)
                            || self.reading.holds(&phrase, class)
                            || self.reading.classes.within(class, self.reading.text, self.description(clause, &phrase))
                    })
                })
            });
            if !holds {
                let said: Vec<String> = group
                    .iter()
                    .map(|need| need.class.as_ref().map_or(need.role.to_string(), |class| format!("{}:{class}", need.role)))
                    .collect();
                return Err(format!("needs {}", said.join(" or ")));
            }
        }
        Ok(())
    }

    /// "The couple, Ana and Otto Diel, were let out": a description whose name stands beside it.
    fn named_beside(&self, clause: &Clause, phrase: &Phrase) -> bool {
        let text = self.reading.text;
        let next = phrase.head.max(phrase.tokens.end.saturating_sub(1)) + 1;
        let inside = text.sentences.get(clause.sentence).is_some_and(|sentence| next + 1 < sentence.tokens.end);
        inside
            && text.word(next) == ","
            && self.reading.mentions.names.at(text.tokens[next + 1].span.start).is_some_and(|name| name.kind == NameKind::Person)
    }

    /// "Is serving", "will serve", "must serve", "to serve": a term that runs or is to run; "served" tells how long somebody was held.
    fn imposed(&self, clause: &Clause) -> bool {
        let progressive = self.reading.text.tokens[clause.head].form == VerbForm::Gerund;
        self.modal_of(clause).is_some()
            || progressive
            || !clause.finite && !clause.perfect
            || clause.tense == Tense::Present && !clause.perfect
    }

    /// The modal verb of a clause, or of the first in its row: "can be fined and jailed".
    fn modal_of<'c>(&'c self, clause: &'c Clause) -> Option<&'c str> {
        let first = match clause.parent {
            Some((parent, Relation::Coordinate)) if !clause.finite || clause.tokens.len() == 1 => self.clauses.clauses.get(parent),
            _ => None,
        };
        clause.modal.as_deref().or_else(|| first?.modal.as_deref())
    }

    /// What follows a phrase and describes it, up to the next mark or the trigger: "people [who had no right to stay]", "a man [convicted
    /// of murder]".
    fn description(&self, clause: &Clause, phrase: &Phrase) -> Range<usize> {
        let text = self.reading.text;
        let start = phrase.tokens.end.max(phrase.head + 1);
        let Some(sentence) = text.sentences.get(clause.sentence) else { return start..start };
        let trigger = if clause.head >= start { clause.tokens.start.min(clause.head) } else { sentence.tokens.end };
        let end = trigger.min(sentence.tokens.end).min(start + CONTEXT);
        let opens = start < end && (text.tokens[start].relative || text.tokens[start].form == VerbForm::PastParticiple);
        if !opens {
            return start..start;
        }
        let stop = (start..end).find(|token| text.tokens[*token].tag == Tag::Punct).unwrap_or(end);
        start..stop
    }

    /// "was flown out to face trial in Norway": with no other destination, the place of what they are brought to answer for.
    fn place_of_trial(&self, rule: &CompiledRule, index: usize, fillers: &[Filler]) -> Vec<Filler> {
        let moves = rule.roles.iter().find(|role| role.name == "destinations" && role.slots.iter().any(|slot| slot == "to"));
        let Some(role) = moves.filter(|_| !fillers.iter().any(|filler| matches!(&*filler.role, "destinations" | "recipient"))) else {
            return Vec::new();
        };
        let below = self.below[index].iter().map(|below| &self.clauses.clauses[*below]);
        let trials = below.filter(|clause| !clause.finite && self.reading.classes.holds("stands_trial", &clause.lemma));
        let places = trials.flat_map(|clause| clause.slots("in")).filter(|slot| self.fits(role, slot));
        places.map(|slot| self.filler(role, slot)).collect()
    }

    /// "…, amid pressure from Lima": a phrase inside a circumstance that a comma and a preposition set apart.
    fn beside(&self, clause: &Clause, slot: &Slot) -> bool {
        let text = self.reading.text;
        let (from, to) = (clause.tokens.end, slot.tokens.start.saturating_sub(1));
        (from..to.saturating_sub(1)).any(|token| {
            text.word(token) == ","
                && matches!(text.lower(token + 1), "amid" | "amidst" | "after" | "despite" | "following" | "because" | "given")
        })
    }

    /// A word of a class in the sentence of a trigger, or in that and the one before it ("nearby").
    fn word_around(&self, clause: &Clause, place: &str, class: &str) -> Option<usize> {
        let text = self.reading.text;
        let first = if place == "nearby" { clause.sentence.saturating_sub(1) } else { clause.sentence };
        let start = text.sentences.get(first)?.tokens.start;
        let own = &text.sentences.get(clause.sentence)?.tokens;
        if place == "ahead" {
            let next = text.sentences.get(clause.sentence + 1)?.tokens.clone();
            return next.clone().find(|token| self.reading.classes.ends_at(class, text, *token));
        }
        (start..own.end).find(|token| self.reading.classes.ends_at(class, text, *token))
    }

    /// Refuses what is only the content of a charge or a wish: "wanted for the murder of", "accused of killing". The word stands in a
    /// clause above, or before the trigger with nothing but its own phrase between.
    fn check_context(&self, clause: &Clause, class: &str) -> Result<(), String> {
        let text = self.reading.text;
        let mut above = clause.parent;
        for _ in 0..DEPTH {
            let Some((parent, relation)) = above else { break };
            let Some(parent) = self.clauses.clauses.get(parent) else { break };
            let within = !matches!(relation, Relation::Coordinate | Relation::Relative);
            if within
                && parent.sentence == clause.sentence
                && parent.head < clause.head
                && self.reading.classes.ends_at(class, text, parent.head)
            {
                return Err(format!("stands under '{}'", text.word(parent.head)));
            }
            above = if within || relation == Relation::Coordinate { parent.parent } else { None };
        }
        let start = text.sentences.get(clause.sentence).map_or(clause.head, |sentence| sentence.tokens.start);
        for token in (start.max(clause.head.saturating_sub(CONTEXT))..clause.tokens.start.min(clause.head)).rev() {
            // "nine suspects were killed": those whom it happened to are not what it stands under.
            let own = clause.slots.iter().any(|slot| !slot.second_choice && slot.tokens.contains(&token));
            if !own && self.reading.classes.ends_at(class, text, token) {
                return Err(format!("stands under '{}'", text.word(token)));
            }
            let verb = matches!(text.tokens[token].tag, Tag::Verb | Tag::Aux) && clause.kind == ClauseKind::Noun;
            let relative =
                clause.kind == ClauseKind::Verb && (matches!(text.lower(token), "who" | "whom" | "which") || text.tokens[token].relative);
            if verb || relative || (text.tokens[token].tag == Tag::Punct && !matches!(text.word(token), "\"" | "“" | "”" | "-")) {
                break;
            }
        }
        Ok(())
    }

    /// Refuses a noun or gerund right behind a preposition: "40 years for the killing of".
    fn check_preposition(&self, clause: &Clause, class: &str) -> Result<(), String> {
        let text = self.reading.text;
        let start = text.sentences.get(clause.sentence).map_or(clause.head, |sentence| sentence.tokens.start);
        // "indicted over the bomb that killed 40 people": a relative clause tells it as a fact.
        let opening = clause.tokens.start.min(clause.head).checked_sub(1).filter(|before| *before > start);
        if clause.finite && opening.is_some_and(|before| matches!(text.lower(before), "that" | "which")) {
            return Ok(());
        }
        let inside = |token: &usize| {
            matches!(text.tokens[*token].tag, Tag::Det | Tag::Adj | Tag::Num | Tag::Noun | Tag::Propn | Tag::Part | Tag::Pron)
        };
        let before = (start..clause.tokens.start.min(clause.head)).rev().find(|token| !inside(token));
        match before.filter(|token| self.reading.classes.ends_at(class, text, *token)) {
            Some(token) => Err(format!("stands behind '{}'", text.word(token))),
            None => Ok(()),
        }
    }

    /// The pseudo-slot `ordinal`: the place in a row before an event noun, "the third such handover".
    fn ordinal_before(&self, role: &RoleSpec, clause: &Clause) -> Option<Filler> {
        if clause.kind != ClauseKind::Noun || !role.slots.iter().any(|slot| slot == "ordinal") {
            return None;
        }
        let text = self.reading.text;
        let first = text.sentences.get(clause.sentence)?.tokens.start.max(clause.head.saturating_sub(4));
        let span = text.span_of(first..clause.head + 1);
        let ordinal = self.reading.mentions.quantities_in(span).find(|quantity| quantity.ordinal)?;
        let head = text.tokens_in(ordinal.span).end.checked_sub(1)?;
        let slot = Slot { name: "ordinal".into(), head, tokens: head..clause.head + 1, second_choice: true };
        Some(self.filler(role, &slot))
    }

    /// The pseudo-slot `number`: the number before an event noun, "12 arrests".
    fn number_before(&self, role: &RoleSpec, clause: &Clause) -> Option<Filler> {
        if clause.kind != ClauseKind::Noun || !role.slots.iter().any(|slot| slot == "number") {
            return None;
        }
        let text = self.reading.text;
        let first = text.sentences.get(clause.sentence)?.tokens.start.max(clause.head.saturating_sub(4));
        let nearby =
            (first..clause.head).rev().take_while(|token| matches!(text.tokens[*token].tag, Tag::Adj | Tag::Num | Tag::Noun | Tag::X));
        let number = nearby.filter(|token| text.tokens[*token].tag == Tag::Num).last()?;
        let tokens = number..clause.head + 1;
        Some(Filler {
            role: role.name.as_str().into(),
            slot: "number".into(),
            head: number,
            span: text.span_of(tokens.clone()),
            tokens,
            take: role.take,
        })
    }

    /// A clause in place of a phrase: "jailed for smuggling cocaine", where "for" marks a clause below.
    fn clausal(&self, role: &RoleSpec, index: usize) -> Option<Filler> {
        if role.name != "charges" {
            return None;
        }
        let text = self.reading.text;
        let parent = &self.clauses.clauses[index];
        let below = self.below[index].iter().map(|below| &self.clauses.clauses[*below]);
        let below = below.filter(|clause| matches!(clause.parent, Some((_, Relation::Adverbial | Relation::Complement | Relation::Open))));
        below.filter(|clause| clause.kind == ClauseKind::Verb && !clause.finite).find_map(|clause| {
            let mark = clause.slots("mark").find(|mark| role.slots.iter().any(|slot| text.lower(mark.head) == slot)).map(|mark| mark.head);
            // "admitted assisting a fugitive", "admitted having stolen": a gerund in place of the object.
            let right_behind = (parent.tokens.end.max(parent.head + 1)..clause.head).all(|token| text.lower(token) == "having");
            let gerund = text.tokens[clause.head].form == VerbForm::Gerund || clause.head > 0 && text.lower(clause.head - 1) == "having";
            let object = gerund && right_behind && clause.head > parent.head && role.slots.iter().any(|slot| slot == "object");
            let mark = mark.or(object.then_some(clause.head))?;
            let end = clause
                .slots
                .iter()
                .filter(|slot| slot.tokens.start > clause.head)
                .map(|slot| slot.tokens.end)
                .max()
                .unwrap_or(clause.tokens.end);
            let tokens = clause.tokens.start..end.max(clause.tokens.end);
            Some(Filler {
                role: role.name.as_str().into(),
                slot: text.lower(mark).into(),
                head: clause.head,
                span: text.span_of(tokens.clone()),
                tokens,
                take: role.take,
            })
        })
    }

    /// "Türkiye extradites nine from Germany": with a state behind "from" and nobody behind "to", the subject is who gets them. So
    /// is whoever secures, obtains or asks for it. A state that deports people "from Peru" tells their nationality.
    fn turn_to_receiver(&self, rule: &CompiledRule, clause: &Clause, offers: &Offers, fillers: &mut Vec<Filler>) {
        let has = |fillers: &[Filler], role: &str| fillers.iter().any(|filler| &*filler.role == role);
        if has(fillers, "recipient") || has(fillers, "destinations") {
            return;
        }
        if let Some(subject) = offers.subject_of_receiver() {
            let phrase = self.phrase(subject);
            if ["state", "agency", "place"].iter().any(|kind| self.reading.is(&phrase, kind)) {
                let role = RoleSpec { name: "recipient".to_owned(), ..RoleSpec::default() };
                fillers.push(self.filler(&role, subject));
            }
            return;
        }
        if &*rule.kind != "extradition" && !self.reading.classes.holds("subject_brings", &clause.lemma) {
            return;
        }
        let state = |filler: &Filler| self.reading.is(&Phrase { head: filler.head, tokens: filler.tokens.clone() }, "state");
        let from_state = fillers.iter().any(|filler| &*filler.role == "origin" && &*filler.slot == "from" && state(filler));
        let agent = fillers.iter().position(|filler| &*filler.role == "agent" && &*filler.slot == "subject" && state(filler));
        if let (true, Some(agent)) = (from_state, agent) {
            fillers[agent].role = "recipient".into();
        }
    }

    /// Dates of a clause: those in its own slots, else the nearest in the words between its neighbours.
    fn fill_time(&self, role: &RoleSpec, clause: &Clause, fillers: &mut Vec<Filler>) {
        let before = fillers.len();
        for slot in clause.slots.iter().filter(|slot| !matches!(&*slot.name, "subject" | "object" | "indirect_object" | "mark")) {
            if self.reading.is(&self.phrase(slot), "date") {
                let filler = Filler { slot: "time".into(), ..self.filler(role, slot) };
                fillers.push(filler);
            }
        }
        if fillers.len() > before {
            return;
        }
        let text = self.reading.text;
        let Some(sentence) = text.sentences.get(clause.sentence) else { return };
        for date in self.reading.mentions.dates_in(sentence.span) {
            let tokens = text.tokens_in(date.span);
            let Some(head) = tokens.end.checked_sub(1) else { continue };
            fillers.push(Filler {
                role: role.name.as_str().into(),
                slot: "sentence".into(),
                head,
                span: text.span_of(tokens.clone()),
                tokens,
                take: Take::Words,
            });
        }
    }

    pub(super) fn filler(&self, role: &RoleSpec, slot: &Slot) -> Filler {
        Filler {
            role: role.name.as_str().into(),
            slot: slot.name.clone(),
            head: slot.head,
            tokens: slot.tokens.clone(),
            span: self.reading.text.span_of(slot.tokens.clone()),
            take: role.take,
        }
    }

    pub(super) fn phrase(&self, slot: &Slot) -> Phrase {
        Phrase { head: slot.head, tokens: slot.tokens.clone() }
    }

    fn words(&self, tokens: &Range<usize>) -> &'a str {
        self.reading.text.span_of(tokens.clone()).of(self.reading.text.content)
    }

    fn reason(&self, role: &RoleSpec, refused: Option<&Slot>) -> String {
        match refused {
            Some(slot) => format!("{} is not {}: '{}'", slot.name, role.is.join(" or "), self.words(&slot.tokens)),
            None => format!("no {} for {}", role.slots.join(" or "), role.name),
        }
    }
}
