//! Which blocks of a page are the article, which are furniture and why; and the article's metadata.

mod authors;
mod body;
mod declared;
mod facts;
mod judge;
mod language;
mod names;
mod passage;
mod published;
mod site;
mod time;
mod title;
mod wording;
mod words;

use crate::page::Page;
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

/// The article of an HTML page.
pub fn from_html(html: &str) -> Article {
    let page = Page::parse(html);
    let mut names = names::Reader::default();
    let passages = passage::read(&page, &mut names);
    let mut choice = body::choose(&page, &passages, &mut names);
    let range = passages.within(&page, choice.container);
    let declared = declared::read(&page);
    let facts = facts::read(&page, &declared);
    let places: Vec<usize> = range.clone().filter(|place| choice.cuts.get(*place).is_some_and(Option::is_none)).collect();
    judge::judge(&passages.all, &places, &facts.known(&page, &declared), &mut choice.cuts);
    let mut article = Article::default();
    for (index, passage) in passages.all.iter().enumerate() {
        let (fate, why) = match choice.cuts.get(index).cloned().flatten() {
            Some(cut) => (cut.reason, cut.why),
            None if !range.contains(&index) => ("outside", format!("outside {}", body::describe(&page, choice.container))),
            None if passage.kind == passage::Kind::Heading => ("heading", String::new()),
            None => ("body", String::new()),
        };
        if matches!(fate, "body" | "heading") {
            if !article.text.is_empty() {
                article.text.push_str("\n\n");
            }
            article.text.push_str(&passage.text);
            article.headings.push(fate == "heading");
        } else {
            *article.removed.entry(fate.to_owned()).or_default() += 1;
        }
        article.blocks.push(Block { text: passage.text.clone(), fate, why });
    }
    let tags: Vec<&str> = facts.languages.iter().map(String::as_str).collect();
    article.language = language::choose(&article.text, &tags);
    article.title = facts.title.map(|title| title.text);
    article.authors = facts.authors.names;
    article.published = facts.published.map(|(stamp, _)| stamp.to_string());
    article.modified = facts.modified.map(|(stamp, _)| stamp.to_string());
    article.site = facts.site.map(|(site, _)| site);
    article.section = facts.section.map(|(section, _)| section);
    article.description = facts.description.map(|(description, _)| description);
    article.url = facts.url;
    article
}

/// The article of plain text copied from a page, furniture and all.
pub fn from_text(text: &str) -> Article {
    from_body(text)
}

/// Clean text, taken as it is.
pub fn from_body(text: &str) -> Article {
    let headings = text.split("\n\n").map(|_| false).collect();
    Article { text: text.to_owned(), headings, ..Article::default() }
}
