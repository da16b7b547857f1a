//! Parts of speech: the universal tags (UPOS) of Universal Dependencies, with the verb forms that clauses need.

/// A universal part-of-speech tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Tag {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Tag {
    /// Nouns, names, pronouns and numbers: what can head a noun phrase.
    pub const fn nominal(self) -> bool {
        matches!(self, Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num)
    }

    /// Verbs and auxiliaries.
    pub const fn verbal(self) -> bool {
        matches!(self, Tag::Verb | Tag::Aux)
    }
}

/// The form in which a verb or an auxiliary stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VerbForm {
    /// Not a verb.
    #[default]
    None,
    /// "to send", "will send", "send!"
    Base,
    /// "sent", as in "he sent".
    Past,
    /// "sent", as in "was sent", "men sent to".
    PastParticiple,
    /// "sending".
    Gerund,
    /// "they send".
    Present,
    /// "sends".
    ThirdPerson,
    /// "will", "may".
    Modal,
}

impl VerbForm {
    /// A form that makes its clause finite.
    pub const fn finite(self) -> bool {
        matches!(self, VerbForm::Past | VerbForm::Present | VerbForm::ThirdPerson | VerbForm::Modal)
    }
}
