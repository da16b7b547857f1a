//! What a page says of itself in its head and markup: meta tags, JSON-LD, microdata, links, `<title>`, `<html lang>`. Gathered in one pass,
//! judged elsewhere.

use crate::page::{Name, NodeId, Page, Tag, json};
use serde_json::{Map, Value};

/// JSON-LD objects beyond this number are not looked at: catalogues, not articles.
const MOST_OBJECTS: usize = 4000;

/// A JSON object of a page.
pub type Object = Map<String, Value>;

/// Everything that a page declares.
#[derive(Default)]
pub struct Declared {
    /// Name or property in lower case, and content, in order.
    metas: Vec<(String, String)>,
    /// `<title>`, its blanks evened out.
    pub title: Option<String>,
    /// `<html lang>` or its `xml:lang`.
    pub language: Option<String>,
    pub canonical: Option<String>,
    pub headings: Vec<NodeId>,
    pub times: Vec<NodeId>,
    /// Elements with `itemprop`, each of its words with its element.
    properties: Vec<(String, NodeId)>,
    /// Elements with `rel=author`.
    pub author_links: Vec<NodeId>,
    objects: Vec<Object>,
    /// The object that describes the article, if one does.
    article: Option<usize>,
    /// State that a script would build the page from.
    pub states: Vec<NodeId>,
}

/// Gathers what a page declares.
pub fn read(page: &Page<'_>) -> Declared {
    let mut declared = Declared::default();
    let mut values = Vec::new();
    for id in page.ids() {
        if page.text(id).is_some() {
            continue;
        }
        match page.tag(id) {
            Tag::Meta => declared.meta(page, id),
            Tag::Html if declared.language.is_none() => {
                declared.language = page.attribute(id, Name::Lang).map(|lang| lang.trim().to_owned())
            }
            Tag::Title if declared.title.is_none() => {
                let title = crate::page::entity::decode(page.raw_text(id), false);
                declared.title = Some(one_space(&title)).filter(|title| !title.is_empty());
            }
            Tag::Link
                if page.raw_attribute(id, Name::Rel).is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
                    && declared.canonical.is_none() =>
            {
                declared.canonical = page.attribute(id, Name::Href).map(|href| href.trim().to_owned());
            }
            Tag::H1 => declared.headings.push(id),
            Tag::Time => declared.times.push(id),
            Tag::Script => match page.raw_attribute(id, Name::Type).map(str::trim) {
                Some(kind) if kind.to_ascii_lowercase().contains("ld+json") => values.extend(json::read(page.raw_text(id))),
                Some(kind) if kind.to_ascii_lowercase().contains("json") => declared.states.push(id),
                _ if is_state(page.raw_text(id)) => declared.states.push(id),
                _ => {}
            },
            _ => {}
        }
        if let Some(words) = page.raw_attribute(id, Name::Itemprop) {
            declared.properties.extend(words.split_ascii_whitespace().map(|word| (word.to_ascii_lowercase(), id)));
        }
        if page.raw_attribute(id, Name::Rel).is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("author")))
        {
            declared.author_links.push(id);
        }
    }
    declared.objects = flatten(values);
    declared.article = declared.choose_article();
    declared
}

/// Whether a script begins by handing over the state that the page is built from.
fn is_state(script: &str) -> bool {
    const NAMES: [&str; 10] = [
        "__next_f",
        "__APOLLO_STATE__",
        "__NEXT_DATA__",
        "__NUXT__",
        "__PRELOADED_STATE__",
        "__INITIAL_STATE__",
        "__STATE__",
        "Fusion.",
        "__INITIAL_DATA__",
        "__DATA__",
    ];
    let end = script.char_indices().nth(200).map_or(script.len(), |(at, _)| at);
    let start = script.get(..end).unwrap_or_default();
    // Each of them has one of these, which most scripts lack.
    ["__", "Fusion."].iter().any(|sign| start.contains(sign)) && NAMES.iter().any(|name| start.contains(name))
}

impl Declared {
    fn meta(&mut self, page: &Page<'_>, id: NodeId) {
        let Some(content) = page.attribute(id, Name::Content) else { return };
        let content = one_space(&content);
        if content.is_empty() {
            return;
        }
        for name in [Name::Property, Name::MetaName, Name::HttpEquiv] {
            if let Some(key) = page.raw_attribute(id, name) {
                self.metas.push((key.trim().to_ascii_lowercase(), content.clone()));
            }
        }
    }

    /// The first content of a meta tag of this name or property.
    pub fn meta_of(&self, name: &str) -> Option<&str> {
        self.metas.iter().find(|(each, _)| each == name).map(|(_, content)| content.as_str())
    }

    /// All contents of meta tags of this name or property.
    pub fn metas_of<'d>(&'d self, name: &'d str) -> impl Iterator<Item = &'d str> {
        self.metas.iter().filter(move |(each, _)| each == name).map(|(_, content)| content.as_str())
    }

    /// All contents of meta tags whose names satisfy a test.
    pub fn metas_where<'d>(&'d self, mut test: impl FnMut(&str) -> bool + 'd) -> impl Iterator<Item = &'d str> {
        self.metas.iter().filter(move |(name, _)| test(name)).map(|(_, content)| content.as_str())
    }

    /// The elements with an `itemprop`.
    pub fn elements_of<'d>(&'d self, property: &'d str) -> impl Iterator<Item = NodeId> + 'd {
        self.properties.iter().filter(move |(each, _)| each == property).map(|(_, id)| *id)
    }

    /// The JSON-LD object of the article.
    pub fn article(&self) -> Option<&Object> {
        self.article.and_then(|place| self.objects.get(place))
    }

    /// All JSON-LD objects, those inside others too.
    pub fn objects(&self) -> &[Object] {
        &self.objects
    }

    /// The object that an `@id` refers to.
    pub fn referred(&self, id: &str) -> Option<&Object> {
        self.objects.iter().find(|object| object.len() > 1 && object.get("@id").and_then(Value::as_str) == Some(id))
    }

    /// Strings of a property of the article's object, cleaned of markup.
    pub fn article_text(&self, property: &str) -> Option<String> {
        let value = self.article()?.get(property)?;
        let text = match value {
            Value::String(text) => text,
            Value::Array(values) => values.first()?.as_str()?,
            Value::Object(object) => object.get("@value").or(object.get("name"))?.as_str()?,
            _ => return None,
        };
        Some(plain(text)).filter(|text| !text.is_empty())
    }

    /// Among several objects of articles the one that is the page's: by its address, else by its headline, else the first with a headline.
    fn choose_article(&self) -> Option<usize> {
        let address = self.canonical.as_deref().or(self.meta_of("og:url"));
        let title = self.meta_of("og:title").or(self.title.as_deref()).map(letters);
        let score = |object: &Object| {
            let own = |key: &str| object.get(key).and_then(|value| value.as_str().or_else(|| value.get("@id")?.as_str()));
            let mut score = 0;
            if let Some(address) = address
                && ["url", "mainEntityOfPage", "@id"].iter().any(|key| own(key).is_some_and(|own| same_address(own, address)))
            {
                score += 4;
            }
            if let Some(headline) = own("headline").or(own("name")) {
                let headline = letters(&plain(headline));
                score += 1;
                if let Some(title) = &title
                    && !headline.is_empty()
                    && (title.contains(&headline) || headline.contains(title.as_str()))
                {
                    score += 4;
                }
            }
            score += i32::from(object.contains_key("datePublished")) + i32::from(object.contains_key("author"));
            score
        };
        let articles = self.objects.iter().enumerate().filter(|(_, object)| types(object).any(|kind| is_article(&kind)));
        let best = articles.max_by_key(|(place, object)| (score(object), std::cmp::Reverse(*place)));
        best.map(|(place, _)| place).or_else(|| {
            // A page object with a date of publication is better than nothing.
            self.objects.iter().position(|object| {
                object.contains_key("datePublished")
                    && types(object).any(|kind| matches!(kind.as_str(), "webpage" | "videoobject" | "itempage"))
            })
        })
    }
}

/// The types of an object in lower case, addresses cut to their last part.
pub fn types(object: &Object) -> impl Iterator<Item = String> + '_ {
    let one = object.get("@type").into_iter();
    let all = one.flat_map(|value| match value {
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect::<Vec<_>>(),
        Value::String(kind) => vec![kind.as_str()],
        _ => Vec::new(),
    });
    all.map(|kind| kind.rsplit(['/', ':']).next().unwrap_or(kind).to_ascii_lowercase())
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("article")
        || matches!(
            kind,
            "blogposting"
                | "liveblogposting"
                | "newsreport"
                | "report"
                | "review"
                | "socialmediaposting"
                | "discussionforumposting"
                | "recipe"
        )
}

/// All objects in values, outer before inner, without recursion.
fn flatten(values: Vec<Value>) -> Vec<Object> {
    let mut objects = Vec::new();
    let mut waiting: std::collections::VecDeque<Value> = values.into();
    while let Some(value) = waiting.pop_front() {
        match value {
            Value::Array(values) => waiting.extend(values),
            Value::Object(object) if objects.len() < MOST_OBJECTS => {
                waiting.extend(object.values().filter(|value| value.is_object() || value.is_array()).cloned());
                objects.push(object);
            }
            _ => {}
        }
    }
    objects
}

/// Letters and digits alone, in lower case: what two headlines must share to be the same.
pub fn letters(text: &str) -> String {
    letters_up_to(usize::MAX, text).unwrap_or_default()
}

/// The same of a text that has no more of them than so many; nothing of a longer one.
pub fn letters_up_to(most: usize, text: &str) -> Option<String> {
    let mut letters = String::with_capacity(text.len().min(most.saturating_mul(2)));
    let mut count = 0;
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                letters.push(c.to_ascii_lowercase());
                count += 1;
            }
        } else if c.is_alphanumeric() {
            let lower = c.to_lowercase();
            count += lower.len();
            letters.extend(lower);
        }
        if count > most {
            return None;
        }
    }
    Some(letters)
}

fn same_address(one: &str, other: &str) -> bool {
    let path = |address: &str| {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let rest = rest.split(['?', '#']).next().unwrap_or(rest).trim_end_matches('/');
        rest.trim_start_matches("www.").to_ascii_lowercase()
    };
    path(one) == path(other)
}

/// With single blanks, without marks of no width.
pub fn one_space(text: &str) -> String {
    let clean: String = text.chars().filter(|c| c.is_whitespace() || !super::passage::is_unprintable(*c)).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A declared text as a reader would see it: markup cut, references resolved even where they were escaped twice.
pub fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..2 {
        if !text.contains('&') {
            break;
        }
        text = crate::page::entity::decode(&text, false).into_owned();
    }
    if text.contains('<') && text.contains('>') {
        let page = Page::parse(&text);
        text = page.text_inside(Page::ROOT);
    }
    one_space(&text)
}
