//! Which blocks of a page are the article, which are furniture and why; and the article's metadata.

mod authors;
mod body;
mod card;
mod clock;
mod copied;
mod dateline;
mod declared;
mod ends;
mod facts;
mod fallback;
mod furniture;
mod judge;
mod language;
mod line;
mod names;
mod near;
mod passage;
mod pattern;
mod pieces;
mod published;
mod section;
mod signal;
mod site;
mod sites;
mod time;
mod title;
mod wording;
mod words;

pub use signal::Signal;
pub use sites::{SitePack, Sites};

use crate::page::{NodeId, Page};
use std::collections::BTreeMap;

/// What was read, before any language analysis. `text` never changes once it exists.
#[derive(Clone, Debug, Default)]
pub struct Article {
    pub url: Option<String>,
    pub site: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    /// Names, no titles, no "by".
    pub authors: Vec<String>,
    /// RFC 3339 where a time is known, else a date.
    pub published: Option<String>,
    pub modified: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    pub section: Option<String>,
    pub dateline: Option<Dateline>,
    /// Paragraphs joined by a blank line; headings stand as paragraphs.
    pub text: String,
    /// For each paragraph of `text`, in order: whether the page marks it as a heading.
    pub headings: Vec<bool>,
    pub captions: Vec<String>,
    pub embeds: Vec<Embed>,
    /// How many blocks were dropped, by reason.
    pub removed: BTreeMap<String, usize>,
    /// Where the values of the page beside its text come from, by field, for `explain --stage article`.
    pub sources: BTreeMap<&'static str, &'static str>,
    /// How many start tags stood too deep in the page and were read as if they were not there.
    pub too_deep: usize,
    /// Every block with its fate, in order, for `explain --stage article`.
    pub blocks: Vec<Block>,
}

/// "MEXICO CITY, Jan 20 (Agency) -".
#[derive(Clone, Debug, Default)]
pub struct Dateline {
    pub place: Option<String>,
    pub text: String,
}

#[derive(Clone, Debug)]
pub struct Embed {
    /// "post", "video" or "other".
    pub kind: &'static str,
    pub text: String,
}

/// A block of the input and what became of it.
#[derive(Clone, Debug)]
pub struct Block {
    pub text: String,
    /// "body", "heading", "title", "caption", …, or the reason it was dropped.
    pub fate: &'static str,
    /// What decided it, in words.
    pub why: String,
}

/// Reads the lists of words and phrases.
pub(crate) fn open_lists() {
    wording::open_lists();
}

/// The article of an HTML page.
pub fn from_html(html: &str) -> Article {
    read_page(html, &Sites::default(), None)
}

/// The article of an HTML page, one kind of evidence left aside.
pub fn from_html_without(html: &str, signal: Signal) -> Article {
    read_page(html, &Sites::default(), Some(signal))
}

/// The article of an HTML page, read with the packs of its site where there is one.
pub fn from_html_with(html: &str, sites: &Sites) -> Article {
    read_page(html, sites, None)
}

fn read_page(html: &str, sites: &Sites, without: Option<Signal>) -> Article {
    let page = Page::parse(html);
    let mut names = names::Reader::default();
    let passages = passage::read(&page, &mut names);
    let declared = declared::read(&page);
    let mut facts = facts::read(&page, &declared);
    let host = site::host(&declared).unwrap_or_default();
    let pack = sites.of(&host).filter(|_| page.too_deep == 0);
    let said = pack.map(|pack| Said::by(pack, &page)).unwrap_or_default();
    let mut known = facts.known(&page, &declared);
    let mut choice = body::choose(&page, &passages, &mut names, &body::Asked { titles: &known.titles, own: &said.body, without });
    if let Some(pack) = pack {
        facts.say(&page, &declared, pack);
        known = facts.known(&page, &declared);
        said.cut(&page, &passages, &mut choice);
    }
    let range = passages.within(&page, choice.container);
    let tags: Vec<&str> = facts.languages.iter().map(String::as_str).collect();
    let sample: Vec<&str> = passages.all.get(range.clone()).unwrap_or_default().iter().map(|passage| passage.text.as_str()).collect();
    let language = language::choose(&sample.join("\n"), &tags);
    known.sums_up = language.as_deref().is_some_and(|language| language.starts_with("en"));
    let lead = if without == Some(Signal::Lead) { Vec::new() } else { body::lead(&page, &passages, &choice, &known) };
    let near = near::read(&page, &passages, &declared, &choice, range.clone(), &known.titles, facts.published.is_none());
    facts.complete(&page, &declared, &near);
    let places: Vec<usize> =
        lead.iter().copied().chain(range.clone()).filter(|place| choice.cuts.get(*place).is_some_and(Option::is_none)).collect();
    known.authors = facts.author_letters();
    known.without = without;
    judge::judge(&passages.all, &places, &known, &mut choice.cuts);
    if without != Some(Signal::Sections) {
        section::cut_emptied(&page, &passages, &mut choice.cuts);
    }
    let mut article = Article::default();
    let outside = format!("outside {}", body::describe(&page, choice.container));
    let mut chains = body::Chains::default();
    for (index, passage) in passages.all.iter().enumerate() {
        let cut = choice.cuts.get_mut(index).and_then(Option::take);
        let cut = cut
            .or_else(|| (!range.contains(&index) && !lead.contains(&index)).then(|| body::Cut { reason: "outside", why: outside.clone() }));
        let why = if cut.is_none() { chains.of(&page, passage.node) } else { String::new() };
        article.put(&passage.text, passage.kind == passage::Kind::Heading, cut, &why);
    }
    if article.text.chars().count() < fallback::LEAST
        && without != Some(Signal::Fallback)
        && let Some(body) = fallback::body(&page, &declared, article.text.chars().count(), &known)
    {
        article.replace_text(body);
    }
    let tags: Vec<&str> = facts.languages.iter().map(String::as_str).collect();
    article.language = language::choose(&article.text, &tags);
    article.too_deep = page.too_deep;
    article.find_dateline();
    facts.into_article(&mut article);
    article
}

/// The elements of a page of which a site pack speaks.
#[derive(Default)]
struct Said {
    body: Vec<NodeId>,
    drop: Vec<NodeId>,
}

impl Said {
    fn by(pack: &SitePack, page: &Page<'_>) -> Self {
        Self { body: pack.body.choose(page), drop: pack.drop.choose(page) }
    }

    /// Cuts what the pack drops and, where it names the body, all beside it.
    fn cut(&self, page: &Page<'_>, passages: &passage::Passages, choice: &mut body::Choice) {
        let mut cut = |range: std::ops::Range<usize>, why: &str| {
            for slot in choice.cuts.get_mut(range).into_iter().flatten() {
                slot.get_or_insert_with(|| body::Cut { reason: "site", why: why.to_owned() });
            }
        };
        for id in &self.drop {
            cut(passages.within(page, *id), "dropped by the site’s pack");
        }
        let mut from = 0;
        for range in self.body.iter().map(|id| passages.within(page, *id)).filter(|_| !self.body.is_empty()) {
            cut(from..range.start.max(from), "beside the body that the site’s pack names");
            from = from.max(range.end);
        }
        if !self.body.is_empty() {
            cut(from..passages.all.len(), "beside the body that the site’s pack names");
        }
    }
}

/// The article of plain text copied from a page, furniture and all.
pub fn from_text(text: &str) -> Article {
    let language = language::detect(text).map(|(language, _)| language);
    let copied = copied::read(text, language);
    let mut article = Article::default();
    for (line, cut) in copied.lines.iter().zip(&copied.cuts) {
        let heading = line.size < 90.0 && !passage::ends_sentence(&line.text);
        article.put(&line.text, heading, cut.clone(), "");
    }
    article.title = copied.title;
    if article.text.is_empty() {
        // A lone line is what there is to read, and not the headline of nothing.
        if let Some(line) = article.title.take() {
            article.put(&line, false, None, "the only line");
        }
    }
    article.language = language::choose(&article.text, &[]).or(language.map(str::to_owned));
    article.description = copied.description;
    article.authors = copied.authors;
    article.published = copied.published.map(|stamp| stamp.to_string());
    article.modified = copied.modified.map(|stamp| stamp.to_string());
    article.site = copied.site;
    article.find_dateline();
    article
}

impl Article {
    /// Reads the dateline that the first paragraph begins with.
    fn find_dateline(&mut self) {
        let language = self.language.as_deref().and_then(|tag| tag.get(..2));
        let paragraphs = self.text.split("\n\n").zip(&self.headings).filter(|(_, heading)| !**heading).map(|(paragraph, _)| paragraph);
        self.dateline = paragraphs
            .take(2)
            .find_map(|paragraph| dateline::find(paragraph, published::order(self.language.as_deref(), None), language))
            .map(|found| found.dateline);
    }

    /// Takes paragraphs from elsewhere for a body that the tree does not hold.
    fn replace_text(&mut self, body: fallback::Body) {
        for block in self.blocks.iter_mut().filter(|block| matches!(block.fate, "body" | "heading")) {
            block.fate = "furniture";
            block.why = "the tree holds no article".to_owned();
        }
        self.text = body.paragraphs.join("\n\n");
        self.headings = vec![false; body.paragraphs.len()];
        self.blocks.extend(body.paragraphs.into_iter().map(|text| Block { text, fate: "body", why: body.from.to_owned() }));
    }

    /// Adds a block: to the text if nothing cuts it, else to what was removed.
    fn put(&mut self, text: &str, heading: bool, cut: Option<body::Cut>, why: &str) {
        let Some(cut) = cut else {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            self.text.push_str(text);
            self.headings.push(heading);
            self.blocks.push(Block { text: text.to_owned(), fate: if heading { "heading" } else { "body" }, why: why.to_owned() });
            return;
        };
        if cut.reason == "caption" {
            self.captions.push(text.to_owned());
        } else if cut.reason == "embed" {
            // Lines of one element stand together.
            let continues = self.blocks.last().is_some_and(|last| last.fate == "embed" && last.why == cut.why);
            match self.embeds.last_mut().filter(|_| continues) {
                Some(embed) => embed.text += &format!("\n{text}"),
                None => self.embeds.push(Embed { kind: words::embed_kind(&cut.why.to_lowercase()), text: text.to_owned() }),
            }
        } else {
            *self.removed.entry(cut.reason.to_owned()).or_default() += 1;
        }
        self.blocks.push(Block { text: text.to_owned(), fate: cut.reason, why: cut.why });
    }
}

/// Clean text, taken as it is.
pub fn from_body(text: &str) -> Article {
    let headings = text.split("\n\n").map(|_| false).collect();
    Article { text: text.to_owned(), headings, ..Article::default() }
}
