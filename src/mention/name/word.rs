//! What each token looks like and what the lexicons say of it: the evidence that every later step weighs.

use crate::lexicon::{self, Cue, Nationality, OrganizationEntry, Phrases, Postings, Title};
use crate::text::Text;
use std::cell::Cell;

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Lower,
    /// "Juárez", "McAllen".
    Capital,
    /// "DEA", "SALGADO".
    Upper,
    /// "N", "N.", "M.Ç.".
    Initial,
    /// "al-Otaibi", "d'Aubuisson": a small joint before a capital.
    Jointed,
    /// "Z-40", "M18": letters and digits.
    Code,
    Number,
    Mark,
}

/// A token with what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    pub text: &'a str,
    pub shape: Shape,
    /// As a given name: 0 for none, else one more than its class.
    pub given: u8,
    /// As a surname, likewise.
    pub surname: u8,
    /// As a common word: 0 for none, else the size of the list.
    pub common: u8,
    pub cue: Cue,
    /// The first word of a sentence, a quotation or a line, where any word has a capital.
    pub first: bool,
}

impl Word<'_> {
    /// Whether it can be part of a name by its looks.
    pub fn named(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Initial | Shape::Jointed)
    }

    /// Written with a capital only because it is first, as far as one can see.
    pub fn capital_by_place(&self) -> bool {
        self.first && self.common != 0
    }
}

/// What the lexicons know of a word, however it is written.
#[derive(Clone, Copy, Debug)]
struct Known {
    given: u8,
    surname: u8,
    common: u8,
    cue: Cue,
}

impl Known {
    fn of(word: &str, phrases: &Phrases, english: bool) -> Self {
        let key = lexicon::name_key(word);
        // "Çan" is no can: English words have no accents, whatever the name behind them is folded to.
        let foreign = english && !word.is_ascii() && key.is_ascii();
        Self {
            given: lexicon::given_name(&key).map_or(0, |name| name.class + 1),
            surname: lexicon::surname(&key).map_or(0, |name| name.class + 1),
            common: if foreign { 0 } else { phrases.common(&key).map_or(0, |size| size as u8) },
            cue: phrases.cue(word),
        }
    }
}

/// The tables of phrases that the words of a text can begin.
#[derive(Clone, Copy, Debug)]
enum Phrase {
    Title,
    Nationality,
    Organization,
    Place,
    Region,
}

/// Which phrases a word begins, as far as it has been asked: a bit of the low byte says that it is known, of the high byte that it does.
#[derive(Clone, Copy, Debug, Default)]
struct Begun(u16);

impl Begun {
    fn of(self, phrase: Phrase) -> Option<bool> {
        let bit = 1 << phrase as u16;
        (self.0 & bit != 0).then_some(self.0 & bit << 8 != 0)
    }

    fn with(self, phrase: Phrase, begins: bool) -> Self {
        let bit = 1 << phrase as u16;
        Self(self.0 | bit | if begins { bit << 8 } else { 0 })
    }
}

/// What stands beyond the ends of a text.
const BLANK: Word<'static> = Word { text: "", shape: Shape::Mark, given: 0, surname: 0, common: 0, cue: Cue::NONE, first: false };

/// The words of a text, ready to be asked.
pub struct Words<'a> {
    pub text: &'a Text<'a>,
    pub words: Vec<Word<'a>>,
    pub phrases: &'static Phrases,
    /// Spanish joins lists with "y" and "e", which elsewhere bind the surnames of one Spanish name.
    pub spanish: bool,
    /// The cues of words in lower case that have been asked for, by the word's number in the vocabulary.
    cues: Vec<Cell<Option<Cue>>>,
    /// Which phrases the words begin, likewise: most begin none, and the same are asked again and again.
    begun: Vec<Cell<Begun>>,
    /// For each sentence whether most of its words have a capital, so that a capital says little.
    headlines: Vec<bool>,
}

impl<'a> Words<'a> {
    /// Looks at every token once.
    pub fn new(text: &'a Text<'a>) -> Self {
        let phrases = lexicon::phrases(text.language.primary());
        let mut words = vec![BLANK; text.tokens.len()];
        let english = text.language.primary() == "en";
        // A word that stands again is not looked up again.
        let mut known: Vec<Option<Known>> = vec![None; text.vocabulary.len()];
        for sentence in &text.sentences {
            let mut first = true;
            for token in sentence.tokens.clone() {
                let spelled = text.word(token);
                let shape = shape(spelled);
                let mut word = Word { text: spelled, shape, given: 0, surname: 0, common: 0, cue: Cue::NONE, first };
                if word.named() {
                    let known = known[text.tokens[token].lower.index()].get_or_insert_with(|| Known::of(spelled, phrases, english));
                    (word.given, word.surname, word.common, word.cue) = (known.given, known.surname, known.common, known.cue);
                }
                first = match shape {
                    Shape::Mark => first || opens(spelled),
                    _ => false,
                };
                words[token] = word;
            }
        }
        let headlines = text.sentences.iter().map(|sentence| is_headline(&words[sentence.tokens.clone()])).collect();
        let cues = vec![Cell::new(None); text.vocabulary.len()];
        let begun = vec![Cell::default(); text.vocabulary.len()];
        Self { text, words, phrases, spanish: text.language.primary() == "es", cues, begun, headlines }
    }

    /// Whether a phrase can begin at a token before an end.
    fn begins(&self, phrase: Phrase, at: usize, end: usize) -> bool {
        let Some(token) = self.text.tokens.get(at).filter(|_| at < end) else { return false };
        let Some(begun) = self.begun.get(token.lower.index()) else { return false };
        begun.get().of(phrase).unwrap_or_else(|| {
            let word = self.text_at(at);
            let begins = match phrase {
                Phrase::Title => self.phrases.begins_title(word),
                Phrase::Nationality => self.phrases.begins_nationality(word),
                Phrase::Organization => lexicon::begins_organization(word),
                Phrase::Place => lexicon::begins_place(word),
                Phrase::Region => lexicon::begins_region(word),
            };
            begun.set(begun.get().with(phrase, begins));
            begins
        })
    }

    /// The longest title that begins at a token and ends before another.
    pub fn title(&self, at: usize, end: usize) -> Option<(usize, Title)> {
        self.begins(Phrase::Title, at, end).then(|| self.phrases.title(self.from(at, end))).flatten()
    }

    /// The longest nationality word, likewise.
    pub fn nationality(&self, at: usize, end: usize) -> Option<(usize, Nationality)> {
        self.begins(Phrase::Nationality, at, end).then(|| self.phrases.nationality(self.from(at, end))).flatten()
    }

    /// The longest name of a listed body, likewise.
    pub fn organization(&self, at: usize, end: usize) -> Option<(usize, OrganizationEntry)> {
        self.begins(Phrase::Organization, at, end).then(|| lexicon::longest_organization(self.from(at, end))).flatten()
    }

    /// The longest name of a place, likewise.
    pub fn place(&self, at: usize, end: usize) -> Option<(usize, Postings)> {
        self.begins(Phrase::Place, at, end).then(|| lexicon::longest_place(self.from(at, end))).flatten()
    }

    /// The longest name of a region, likewise, with its country's code.
    pub fn region(&self, at: usize, end: usize) -> Option<(usize, Option<[u8; 2]>)> {
        self.begins(Phrase::Region, at, end).then(|| lexicon::longest_region(self.from(at, end))).flatten()
    }

    /// The word at an index; a mark beyond the ends.
    pub fn at(&self, index: usize) -> Word<'a> {
        self.words.get(index).copied().unwrap_or(BLANK)
    }

    /// The spelling at an index, empty beyond the ends.
    pub fn text_at(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |word| word.text)
    }

    /// A noun of kinship that belongs to somebody: "his brother", "Ana's elder sister".
    pub fn own_kin(&self, index: usize, start: usize) -> bool {
        let kin = self.phrases.title(std::iter::once(self.text_at(index))).is_some_and(|(_, title)| title.kin());
        let owned = |at: usize| matches!(self.text_at(at), "his" | "her" | "their" | "whose" | "His" | "Her" | "Their" | "'s" | "’s");
        kin && (index.saturating_sub(2).max(start)..index).any(owned)
    }

    /// Names of kin that share a surname stand in one list: "two brothers, Noah and Andre Lund", "his sons Karim and Salim Haddad".
    pub fn of_one_family(&self, chunk: &super::chunk::Chunk) -> bool {
        let sentence = &self.text.sentences[chunk.sentence].tokens;
        let before = chunk.tokens.start.saturating_sub(8).max(sentence.start)..chunk.tokens.start;
        let kin = |at: usize| {
            matches!(
                self.text_at(at),
                "brothers"
                    | "sisters"
                    | "siblings"
                    | "twins"
                    | "cousins"
                    | "sons"
                    | "daughters"
                    | "couple"
                    | "spouses"
                    | "nephews"
                    | "nieces"
            )
        };
        before.clone().rev().take_while(|at| !matches!(self.text_at(*at), ";" | ".")).any(kin)
    }

    /// The spelling of the word before, empty at the start of the range.
    pub fn before(&self, index: usize, start: usize) -> &'a str {
        if index > start { self.text_at(index - 1) } else { "" }
    }

    /// The spellings from an index on, up to an end.
    pub fn from(&self, index: usize, end: usize) -> impl Iterator<Item = &'a str> + '_ {
        self.words[index.min(end)..end].iter().map(|word| word.text)
    }

    /// Whether nothing but a joint stands between two neighbouring tokens: no space.
    pub fn touches(&self, left: usize, right: usize) -> bool {
        match (self.text.tokens.get(left), self.text.tokens.get(right)) {
            (Some(left), Some(right)) => left.span.end == right.span.start,
            _ => false,
        }
    }

    /// The cue of a word of any shape.
    pub fn cue(&self, index: usize) -> Cue {
        let word = self.at(index);
        match word.shape {
            Shape::Lower => self.text.tokens.get(index).and_then(|token| self.cues.get(token.lower.index())).map_or(Cue::NONE, |known| {
                known.get().unwrap_or_else(|| {
                    let cue = self.phrases.cue(word.text);
                    known.set(Some(cue));
                    cue
                })
            }),
            _ => word.cue,
        }
    }

    /// Whether most words of a sentence have a capital.
    pub fn headline(&self, sentence: usize) -> bool {
        self.headlines.get(sentence).copied().unwrap_or(false)
    }
}

fn is_headline(words: &[Word]) -> bool {
    let (mut long, mut capital) = (0, 0);
    for word in words {
        if word.text.len() > 3 && !matches!(word.shape, Shape::Mark | Shape::Number) {
            long += 1;
            capital += usize::from(word.shape != Shape::Lower);
        }
    }
    long >= 4 && capital * 4 >= long * 3
}

fn opens(mark: &str) -> bool {
    matches!(mark, "\"" | "“" | "‘" | "«" | ":" | "—" | "–" | "•" | "*" | "-" | "(" | "[" | "¿" | "¡" | "'" | "…" | "|")
}

/// "UN-backed", "Laredo-based": an adjective made of a name.
fn compound_adjective(word: &str) -> bool {
    const ENDINGS: [&str; 24] = [
        "based",
        "backed",
        "led",
        "born",
        "wide",
        "style",
        "era",
        "made",
        "run",
        "owned",
        "held",
        "controlled",
        "linked",
        "bound",
        "area",
        "funded",
        "registered",
        "flagged",
        "trained",
        "speaking",
        "elect",
        "sponsored",
        "occupied",
        "affiliated",
    ];
    word.rsplit_once(['-', '‑', '–']).is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}

fn shape(word: &str) -> Shape {
    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Shape::Lower;
    }
    let Some(head) = word.chars().next() else { return Shape::Mark };
    let (mut letters, mut upper, mut digits, mut stops) = (0, 0, 0, 0);
    for character in word.chars() {
        if character.is_alphabetic() {
            letters += 1;
            upper += usize::from(character.is_uppercase());
        } else if character.is_numeric() {
            digits += 1;
        } else if character == '.' {
            stops += 1;
        }
    }
    if letters == 0 {
        return if digits > 0 { Shape::Number } else { Shape::Mark };
    }
    if digits > 0 {
        return if head.is_uppercase() { Shape::Code } else { Shape::Number };
    }
    if upper == 0 {
        return Shape::Lower;
    }
    if compound_adjective(word) {
        return Shape::Lower;
    }
    if head.is_lowercase() {
        let jointed = word
            .char_indices()
            .skip(1)
            .take(4)
            .any(|(at, character)| matches!(character, '-' | '\'' | '’') && word[at..].chars().nth(1).is_some_and(char::is_uppercase));
        return if jointed { Shape::Jointed } else { Shape::Lower };
    }
    if !head.is_uppercase() {
        return Shape::Mark;
    }
    if letters == 1 || (upper == letters && stops == letters) {
        return Shape::Initial;
    }
    if upper == letters { Shape::Upper } else { Shape::Capital }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (word, expected) in [
            ("cartel", Shape::Lower),
            ("Juárez", Shape::Capital),
            ("McAllen", Shape::Capital),
            ("DEA", Shape::Upper),
            ("N.", Shape::Initial),
            ("M.Ç.", Shape::Initial),
            ("al-Otaibi", Shape::Jointed),
            ("d’Aubuisson", Shape::Jointed),
            ("iPhone", Shape::Lower),
            ("Z-40", Shape::Code),
            ("1,715", Shape::Number),
            ("—", Shape::Mark),
            ("Gen.", Shape::Capital),
        ] {
            assert_eq!(shape(word), expected, "{word}");
        }
    }
}
