//! What the names on an element (class, id, role and the like) say of its purpose. The words are data: `lexicons/page/`.

use crate::page::{Name, NodeId, Page, Tag};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A purpose that names can tell of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Purpose {
    Body,
    Walled,
    Hidden,
    Consent,
    Navigation,
    Related,
    Share,
    Newsletter,
    Advertisement,
    Comments,
    Tags,
    Author,
    Byline,
    Notice,
    Caption,
    Embed,
    Summary,
    Box,
}

/// The word lists, from the purpose that decides first to the one that decides last.
const LISTS: [(Purpose, &str); 18] = [
    (Purpose::Consent, include_str!("../../lexicons/page/consent.txt")),
    (Purpose::Hidden, include_str!("../../lexicons/page/hidden.txt")),
    (Purpose::Comments, include_str!("../../lexicons/page/comments.txt")),
    (Purpose::Navigation, include_str!("../../lexicons/page/navigation.txt")),
    (Purpose::Embed, include_str!("../../lexicons/page/embed.txt")),
    (Purpose::Newsletter, include_str!("../../lexicons/page/newsletter.txt")),
    (Purpose::Related, include_str!("../../lexicons/page/related.txt")),
    (Purpose::Share, include_str!("../../lexicons/page/share.txt")),
    (Purpose::Advertisement, include_str!("../../lexicons/page/advertisement.txt")),
    (Purpose::Tags, include_str!("../../lexicons/page/tags.txt")),
    (Purpose::Author, include_str!("../../lexicons/page/author.txt")),
    (Purpose::Notice, include_str!("../../lexicons/page/notice.txt")),
    (Purpose::Caption, include_str!("../../lexicons/page/caption.txt")),
    (Purpose::Summary, include_str!("../../lexicons/page/summary.txt")),
    (Purpose::Box, include_str!("../../lexicons/page/box.txt")),
    (Purpose::Byline, include_str!("../../lexicons/page/byline.txt")),
    (Purpose::Body, include_str!("../../lexicons/page/body.txt")),
    (Purpose::Walled, include_str!("../../lexicons/page/walled.txt")),
];

static WORDS: LazyLock<FxHashMap<&'static str, Purposes>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, Purposes> = FxHashMap::default();
    for (purpose, list) in LISTS {
        for word in list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let all = words.entry(word).or_default();
            all.0 |= Purposes::of(purpose).0;
        }
    }
    words
});

/// A set of purposes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purposes(u32);

impl Purposes {
    fn of(purpose: Purpose) -> Self {
        Self(1 << purpose as u8)
    }

    /// Whether a purpose is among them.
    pub fn has(self, purpose: Purpose) -> bool {
        self.0 & Self::of(purpose).0 != 0
    }

    /// Those of both.
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The one that decides, the article's own names left out.
    pub fn furniture(self) -> Option<Purpose> {
        let is_furniture = |purpose: &Purpose| !matches!(purpose, Purpose::Body | Purpose::Walled);
        LISTS.iter().map(|(purpose, _)| *purpose).find(|purpose| is_furniture(purpose) && self.has(*purpose))
    }
}

/// Reads names, and remembers what each value meant, since a page repeats few values many times, and what each element is for, since several
/// steps ask.
#[derive(Default)]
pub struct Reader<'a> {
    known: FxHashMap<&'a str, Purposes>,
    of_elements: Vec<Option<Purposes>>,
}

impl<'a> Reader<'a> {
    /// The purposes that an element's own names tell of.
    pub fn purposes(&mut self, page: &Page<'a>, id: NodeId) -> Purposes {
        self.of_elements.resize(page.len(), None);
        match self.of_elements.get(id.index()).copied().flatten() {
            Some(purposes) => purposes,
            None => {
                let purposes = self.read_purposes(page, id);
                if let Some(known) = self.of_elements.get_mut(id.index()) {
                    *known = Some(purposes);
                }
                purposes
            }
        }
    }

    fn read_purposes(&mut self, page: &Page<'a>, id: NodeId) -> Purposes {
        let mut all = Purposes::default();
        for (name, value) in page.attributes(id) {
            if matches!(name, Name::Class | Name::Id | Name::DataComponent | Name::DataTestid) {
                all = all.with(*self.known.entry(value).or_insert_with(|| read(value)));
            }
            if *name == Name::Itemprop && value.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("articleBody")) {
                all = all.with(Purposes::of(Purpose::Body));
            }
        }
        all
    }
}

/// First words of names that do not say what their element is.
const MODIFIERS: [&str; 12] = ["has", "no", "not", "with", "without", "type", "format", "status", "category", "tag", "hentry", "columns"];

/// The purposes of one attribute's value: its words alone, by two and by three.
fn read(value: &str) -> Purposes {
    let mut all = Purposes::default();
    let mut words = Words::default();
    if is_concealed(value) {
        all = all.with(Purposes::of(Purpose::Hidden));
    }
    for name in value.split_ascii_whitespace().take(24) {
        words.read(name);
        // "has-sidebar", "no-comments", "format-gallery" tell of a state or of another thing; "no-print" as a whole has its own meaning.
        // "hide-for-small", "hide-on-phones" hide from few.
        let from_some = |start: usize| words.joined(start, 1) == Some("hide") && matches!(words.joined(start + 1, 1), Some("for" | "on"));
        let modified = words.len() > 1 && words.joined(0, 1).is_some_and(|word| MODIFIERS.contains(&word));
        for start in 0..if modified { 1 } else { words.len() } {
            for length in 1..=3 {
                if length == 1 && (modified || from_some(start)) {
                    continue;
                }
                if let Some(purposes) = words.joined(start, length).and_then(|joined| WORDS.get(joined)) {
                    all = all.with(*purposes);
                }
            }
        }
    }
    all
}

/// Whether utility classes hide an element on every screen: "hidden" without "md:block" or the like.
fn is_concealed(value: &str) -> bool {
    let mut names = value.split_ascii_whitespace();
    let shown = |name: &str| {
        name.split_once(':').is_some_and(|(when, how)| {
            !when.contains('-') && ["block", "inline", "flex", "grid", "contents", "table", "visible"].iter().any(|word| how.contains(word))
        })
    };
    names.clone().any(|name| name == "hidden") && !names.any(shown)
}

/// The words of a name, in lower case and without what parts them: "c-articleBody__text" is c, article, body, text.
#[derive(Default)]
struct Words {
    letters: String,
    /// Where each word begins.
    starts: Vec<usize>,
}

impl Words {
    /// Takes the words of another name.
    fn read(&mut self, name: &str) {
        self.letters.clear();
        self.starts.clear();
        let mut previous = ' ';
        for letter in name.chars().take(160) {
            if letter.is_alphabetic() {
                if !previous.is_alphabetic() || (letter.is_uppercase() && previous.is_lowercase()) {
                    self.starts.push(self.letters.len());
                }
                self.letters.extend(letter.to_lowercase());
            }
            previous = letter;
        }
    }

    fn len(&self) -> usize {
        self.starts.len()
    }

    /// So many words from one on, as one, if there are so many.
    fn joined(&self, start: usize, length: usize) -> Option<&str> {
        let from = *self.starts.get(start)?;
        let to = if start + length == self.len() { self.letters.len() } else { *self.starts.get(start + length)? };
        self.letters.get(from..to)
    }
}

/// Whether markup hides an element: `hidden`, `aria-hidden`, `display: none`.
pub fn is_hidden(page: &Page<'_>, id: NodeId) -> bool {
    page.attributes(id).iter().any(|(name, value)| match name {
        Name::Hidden => !value.eq_ignore_ascii_case("false"),
        Name::AriaHidden => value.eq_ignore_ascii_case("true"),
        Name::Style => hides(value),
        _ => false,
    })
}

fn hides(style: &str) -> bool {
    let plain: String = style.chars().take(400).filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    let is_dot = || plain.contains("overflow:hidden") && (plain.contains("width:1px") || plain.contains("height:1px"));
    plain.contains("display:none") || plain.contains("visibility:hidden") || plain.contains("clip:rect(0") || is_dot()
}

/// What an element's own kind or declared role says of its purpose.
pub fn by_tag(page: &Page<'_>, id: NodeId) -> Option<Purpose> {
    let by_role = page.raw_attribute(id, Name::Role).and_then(|role| match role {
        "navigation" | "banner" | "contentinfo" | "menu" | "menubar" | "search" | "toolbar" | "tablist" => Some(Purpose::Navigation),
        "complementary" => Some(Purpose::Box),
        "dialog" | "alertdialog" | "alert" => Some(Purpose::Notice),
        _ => None,
    });
    by_role.or_else(|| match page.tag(id) {
        Tag::Nav | Tag::Menu | Tag::Search | Tag::Footer => Some(Purpose::Navigation),
        Tag::Aside => Some(Purpose::Box),
        Tag::Dialog => Some(Purpose::Notice),
        Tag::Form | Tag::Fieldset => Some(Purpose::Notice),
        Tag::Figure | Tag::Figcaption => Some(Purpose::Caption),
        Tag::Address => Some(Purpose::Byline),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_word_by_word() {
        for (value, purpose) in [
            ("c-article__body", Purpose::Body),
            ("articleBody", Purpose::Body),
            ("o-newsletter-signup__box", Purpose::Newsletter),
            ("RelatedPosts", Purpose::Related),
            ("twitter-tweet", Purpose::Embed),
            ("sr-only", Purpose::Hidden),
            ("no-print", Purpose::Hidden),
            ("card hidden aria-expanded:block", Purpose::Hidden),
        ] {
            assert!(read(value).has(purpose), "{value}");
        }
        assert_eq!(read("loading shadow readers"), Purposes::default());
        assert_eq!(read("has-sidebar no-comments hide-for-small"), Purposes::default());
        assert_eq!(read("hidden md:block"), Purposes::default());
    }
}
