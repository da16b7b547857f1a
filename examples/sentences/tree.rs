//! Phrases while they grow and the trees that they become.

/// A word with its place in the tree.
#[derive(Clone, Debug)]
pub struct Token {
    pub form: String,
    pub lemma: String,
    pub xpos: String,
    /// `None` while it waits for a head; in a finished tree, the root.
    pub head: Option<usize>,
    pub relation: String,
}

impl Token {
    pub fn new(form: impl Into<String>, lemma: impl Into<String>, xpos: impl Into<String>) -> Self {
        Self { form: form.into(), lemma: lemma.into(), xpos: xpos.into(), head: None, relation: String::new() }
    }
}

/// A run of words. With a head it is a constituent; without one, its loose words hang on whatever takes it in.
#[derive(Clone, Debug, Default)]
pub struct Phrase {
    pub tokens: Vec<Token>,
    pub head: Option<usize>,
}

impl Phrase {
    pub fn word(form: impl Into<String>, lemma: impl Into<String>, xpos: impl Into<String>) -> Self {
        Self { tokens: vec![Token::new(form, lemma, xpos)], head: Some(0) }
    }

    /// Adds words at the end; they keep their own tree. Gives back where the head of what was added now stands.
    pub fn append(&mut self, other: Phrase) -> Option<usize> {
        let offset = self.tokens.len();
        self.tokens.extend(other.tokens.into_iter().map(|mut token| {
            token.head = token.head.map(|head| head + offset);
            token
        }));
        other.head.map(|head| head + offset)
    }

    /// Adds a phrase whose head will hang, with this relation, on the head of this phrase.
    pub fn attach(&mut self, relation: &str, other: Phrase) {
        if let Some(token) = self.append(other).and_then(|head| self.tokens.get_mut(head)) {
            relation.clone_into(&mut token.relation);
        }
    }

    /// Hangs what is loose on the head.
    pub fn close(&mut self) {
        let Some(head) = self.head else { return };
        for (index, token) in self.tokens.iter_mut().enumerate() {
            if index != head && token.head.is_none() {
                token.head = Some(head);
            }
        }
    }

    /// The words that hang on one word, in order.
    pub fn children(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        self.tokens.iter().enumerate().filter(move |(_, token)| token.head == Some(head)).map(|(index, _)| index)
    }

    /// The first child with one of these relations (a relation covers its subtypes).
    pub fn child(&self, head: usize, relations: &[&str]) -> Option<usize> {
        self.children(head).find(|child| {
            let relation = &self.tokens[*child].relation;
            relations.contains(&relation.split(':').next().unwrap_or("")) || relations.contains(&relation.as_str())
        })
    }

    /// Every word reaches the one root, and every word but the root has a relation.
    pub fn validate(&self) -> Result<(), String> {
        let text = || self.tokens.iter().map(|token| token.form.as_str()).collect::<Vec<_>>().join(" ");
        if self.tokens.iter().filter(|token| token.head.is_none()).count() != 1 {
            return Err(format!("not one root: {}", text()));
        }
        for (start, token) in self.tokens.iter().enumerate() {
            if token.relation.is_empty() || token.xpos.is_empty() {
                return Err(format!("{} has no relation or no class: {}", token.form, text()));
            }
            let (mut at, mut steps) = (start, 0);
            while let Some(head) = self.tokens[at].head {
                (at, steps) = (head, steps + 1);
                if steps > self.tokens.len() {
                    return Err(format!("a circle at {}: {}", token.form, text()));
                }
            }
        }
        Ok(())
    }
}
