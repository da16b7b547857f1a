//! How strongly the words of a stretch, or those around it, speak for a person, a body or a place.

use super::NameKind;

/// How strongly something speaks for each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    pub person: f32,
    pub organization: f32,
    pub place: f32,
}

impl Evidence {
    pub fn plus(self, other: Self, share: f32) -> Self {
        Self {
            person: self.person + other.person * share,
            organization: self.organization + other.organization * share,
            place: self.place + other.place * share,
        }
    }

    pub fn clamped(self, limit: f32) -> Self {
        let clamp = |value: f32| value.clamp(-limit, limit);
        Self { person: clamp(self.person), organization: clamp(self.organization), place: clamp(self.place) }
    }

    /// The strongest kind and its strength.
    pub fn best(self) -> (NameKind, f32) {
        let mut best = (NameKind::Person, self.person);
        for (kind, value) in [(NameKind::Organization, self.organization), (NameKind::Place, self.place)] {
            if value > best.1 {
                best = (kind, value);
            }
        }
        best
    }
}
