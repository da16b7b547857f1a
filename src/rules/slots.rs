//! Which slots of a clause can fill a slot of a frame: the one place that knows the constructions.
//!
//! Frames are written as if every event were told by an active verb. Clauses already undo the passive, the relative and
//! the list; what is left is the noun ("Mexico's handover of 26 men", "his extradition", "the prisoner swap") and the verb that
//! carries a noun ("carried out the handover", "secured the extradition of").

use super::class::Classes;
use crate::text::clause::Relation;
use crate::text::{Clause, ClauseKind, Clauses, Slot};

/// A slot of a clause offered for a slot of a frame.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer<'c> {
    pub slot: &'c Slot,
    /// A core slot of a noun fills one role only: "Mexico's" is not both who did it and to whom.
    pub exclusive: bool,
}

/// Everything that the slots of one frame can be filled with, for one clause.
pub(super) struct Offers<'c> {
    clause: &'c Clause,
    /// The verb that carries the noun.
    carrier: Option<&'c Clause>,
    /// The carrier's subject does the deed.
    acts: bool,
    /// The carrier's subject is who gets the people.
    receives: bool,
}

impl<'c> Offers<'c> {
    pub fn new(clause: &'c Clause, clauses: &'c Clauses, classes: &Classes) -> Self {
        let carrier = match clause.parent {
            Some((parent, Relation::Argument)) if clause.kind == ClauseKind::Noun => clauses.clauses.get(parent),
            _ => None,
        };
        let carrier = carrier
            .filter(|carrier| carrier.kind == ClauseKind::Verb && carrier.slots("object").any(|slot| slot.tokens.contains(&clause.head)));
        let is = |class| carrier.is_some_and(|carrier| classes.holds(class, &carrier.lemma));
        Self { clause, carrier, acts: is("subject_acts"), receives: is("subject_receives") }
    }

    /// Whether the subject of the verb that carries the noun receives.
    pub fn subject_of_receiver(&self) -> Option<&'c Slot> {
        self.carrier.filter(|_| self.receives).and_then(|carrier| carrier.slots.iter().find(|slot| &*slot.name == "subject"))
    }

    /// The slots that can fill a frame's slot, the likeliest first. `transitive` says whether the frame also has an object.
    pub fn of(&self, wanted: &str, transitive: bool) -> Vec<Offer<'c>> {
        let mut found = Vec::new();
        let mut add = |clause: &'c Clause, name: &str, exclusive: bool| {
            found.extend(clause.slots.iter().filter(|slot| &*slot.name == name).map(|slot| Offer { slot, exclusive }));
        };
        match (self.clause.kind, wanted) {
            (ClauseKind::Noun, "object") => {
                for name in ["of", "genitive", "compound"] {
                    add(self.clause, name, true);
                }
            }
            (ClauseKind::Noun, "subject") => {
                for name in ["by", "genitive", "compound"] {
                    add(self.clause, name, true);
                }
                if !transitive {
                    add(self.clause, "of", true);
                }
                if let Some(carrier) = self.carrier.filter(|_| self.acts) {
                    add(carrier, "subject", true);
                }
            }
            (ClauseKind::Noun, _) => {
                add(self.clause, wanted, false);
                if let Some(carrier) = self.carrier.filter(|_| self.acts || self.receives) {
                    add(carrier, wanted, false);
                }
            }
            (ClauseKind::Verb, _) => add(self.clause, wanted, false),
        }
        // What the parser gave to the verb comes before what it gave to a noun.
        found.sort_by_key(|offer| offer.slot.second_choice);
        found
    }
}
