//! What a page says of its article beside the body, each value with the signal that it comes from.

use super::Article;
use super::authors::{self, Asked, Authors};
use super::declared::{Declared, letters, plain};
use super::judge::Known;
use super::near::Near;
use super::published::{self, Reading};
use super::sites::SitePack;
use super::time::Stamp;
use super::title::{self, Additions, Title};
use super::{language, site};
use crate::page::Page;
use crate::page::select::Selectors;

/// The article's metadata as declared; what is missing may still be printed near the headline.
#[derive(Default)]
pub struct Facts {
    pub title: Option<Title>,
    pub authors: Authors,
    pub published: Option<(Stamp, &'static str)>,
    pub modified: Option<(Stamp, &'static str)>,
    pub site: Option<(String, &'static str)>,
    pub description: Option<(String, &'static str)>,
    pub section: Option<(String, &'static str)>,
    pub url: Option<String>,
    /// Declared language tags, the likeliest first.
    pub languages: Vec<String>,
}

impl Facts {
    /// What the lines of the body are judged against.
    pub fn known(&self, page: &Page<'_>, declared: &Declared) -> Known {
        let mut titles: Vec<String> = self.title.iter().map(|title| letters(&title.text)).collect();
        titles.extend(
            [declared.title.as_deref(), declared.meta_of("og:title"), declared.meta_of("twitter:title")]
                .into_iter()
                .flatten()
                .map(|title| letters(&plain(title))),
        );
        titles.extend(declared.article_text("headline").iter().map(|title| letters(title)));
        // One of many `h1` is a title only if it shares its words with a declared one; the others head sections.
        let headings: Vec<String> = declared.headings.iter().map(|id| page.text_inside(*id)).collect();
        let known: Vec<String> = self.title.iter().map(|title| title.text.clone()).chain(declared.title.clone()).collect();
        let is_title = |heading: &&String| headings.len() <= 3 || known.iter().any(|title| title::shares_words(heading, title));
        titles.extend(headings.iter().filter(is_title).map(|heading| letters(heading)));
        titles.retain(|title| !title.is_empty());
        Known {
            titles,
            authors: self.author_letters(),
            sites: Facts::sites(declared, self.site.as_ref().map(|(name, _)| name.as_str())).iter().map(|site| letters(site)).collect(),
            section: self.section.as_ref().map(|(section, _)| letters(section)),
            sums_up: false,
            description: self.description.as_ref().map(|(description, _)| letters(description)),
            order: None,
            without: None,
        }
    }

    /// The authors' names, letters alone.
    pub fn author_letters(&self) -> Vec<String> {
        self.authors.names.iter().map(|name| letters(name)).collect()
    }

    /// Names of the site in all the forms that the page uses.
    pub fn sites(declared: &Declared, site: Option<&str>) -> Vec<String> {
        let host = site::host(declared);
        let label = host.as_deref().map(|host| {
            let mut labels: Vec<&str> = host.split('.').collect();
            labels.pop();
            if labels.len() > 1 && labels.last().is_some_and(|label| label.len() <= 3) {
                labels.pop();
            }
            labels.last().copied().unwrap_or_default().to_owned()
        });
        let mut sites: Vec<String> = site.map(str::to_owned).into_iter().chain(host.clone()).chain(label).collect();
        sites.extend(
            ["og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site"]
                .iter()
                .filter_map(|name| declared.meta_of(name).map(plain)),
        );
        sites.retain(|site| site.chars().filter(|c| c.is_alphanumeric()).count() >= 2);
        sites
    }
}

impl Facts {
    /// Fills in from what is printed near the article what is not declared.
    pub fn complete(&mut self, page: &Page<'_>, declared: &Declared, near: &Near<'_>) {
        let host = site::host(declared);
        let first = self.languages.first().map(String::as_str);
        let reading =
            Reading { page, declared, order: published::order(first, host.as_deref()), language: first.and_then(|tag| tag.get(..2)) };
        if self.published.is_none() {
            let (time, changed) = reading.of_times(near.end);
            let (line, line_changed) = reading.in_lines(&near.above);
            let address = reading.in_address();
            let (below, _) = reading.in_lines(&near.below);
            let agrees =
                |moment: &published::Moment| address.is_none_or(|address| (address.stamp.date - moment.stamp.date).num_days().abs() <= 1);
            let found = time.filter(agrees).or(line.filter(agrees)).or(address);
            let (titled, _) = reading.in_lines(&near.titled);
            let found = found.or_else(|| reading.labelled(&near.labelled)).or_else(|| reading.opening(near.opening)).or(below).or(titled);
            self.published = found.or_else(|| reading.of_all(&near.anywhere)).map(|moment| (moment.stamp, moment.from));
            let changed = changed.or(line_changed).map(|moment| (moment.stamp, moment.from));
            self.modified = self.modified.or(changed);
        }
        let lines: Vec<&str> = near.above.iter().chain(&near.labelled).copied().collect();
        self.published = self.published.map(|(stamp, from)| {
            let moment = reading.in_order(published::Moment { stamp, from }, &lines);
            (moment.stamp, moment.from)
        });
        // A date of which the page does not say what it is of yields to another one printed near the headline.
        if let Some((stamp, published::META_DATE)) = self.published {
            let (time, _) = reading.of_times(near.end);
            let (line, _) = reading.in_lines(&near.above);
            let other = time.or(line).filter(|moment| moment.stamp.date != stamp.date);
            self.published = other.map(|moment| (moment.stamp, moment.from)).or(self.published);
        }
        self.published = self.published.map(|(stamp, from)| reading.local(published::Moment { stamp, from }, &near.above));
        if self.authors.names.is_empty() {
            let sites = Facts::sites(declared, self.site.as_ref().map(|(name, _)| name.as_str()));
            let title = self.title.as_ref().map(|title| title.text.as_str());
            let asked = Asked { sites, title };
            self.authors = authors::printed(&near.above, &asked);
            if self.authors.names.is_empty() {
                self.authors = authors::bare(&near.bylines, &asked);
            }
        }
    }
}

impl Facts {
    /// Takes what a site pack says before what the page declares.
    pub fn say(&mut self, page: &Page<'_>, declared: &Declared, pack: &SitePack) {
        const FROM: &str = "site pack";
        let texts = |selectors: &Selectors| -> Vec<String> {
            selectors.choose(page).into_iter().map(|id| page.text_inside(id)).filter(|text| !text.is_empty()).collect()
        };
        if let Some(text) = texts(&pack.title).into_iter().next() {
            self.title = Some(Title { text, from: FROM });
        }
        let asked = Asked { sites: Facts::sites(declared, self.site.as_ref().map(|(name, _)| name.as_str())), title: None };
        let names = authors::people(&texts(&pack.authors), &asked);
        if !names.is_empty() {
            self.authors = Authors { names, from: FROM };
        }
        let host = site::host(declared);
        let first = self.languages.first().map(String::as_str);
        let reading =
            Reading { page, declared, order: published::order(first, host.as_deref()), language: first.and_then(|tag| tag.get(..2)) };
        if let Some(stamp) = pack.date.choose(page).into_iter().find_map(|id| reading.element(id)) {
            self.published = Some((stamp, FROM));
        }
    }

    /// Puts the values into an article, and where each comes from.
    pub fn into_article(self, article: &mut Article) {
        let mut put = |field: &'static str, value: Option<(String, &'static str)>| {
            let (value, from) = value?;
            article.sources.insert(field, from);
            Some(value)
        };
        article.title = put("title", self.title.map(|title| (title.text, title.from)));
        article.published = put("published", self.published.map(|(stamp, from)| (stamp.to_string(), from)));
        article.modified = put("modified", self.modified.map(|(stamp, from)| (stamp.to_string(), from)));
        article.site = put("site", self.site);
        article.section = put("section", self.section);
        article.description = put("description", self.description);
        if !self.authors.names.is_empty() {
            article.sources.insert("authors", self.authors.from);
        }
        article.authors = self.authors.names;
        article.url = self.url;
    }
}

/// Reads all that is declared.
pub fn read(page: &Page<'_>, declared: &Declared) -> Facts {
    let site = site::choose(declared);
    let sites = Facts::sites(declared, site.as_ref().map(|(name, _)| name.as_str()));
    let section = section(declared);
    let others: Vec<String> = section.iter().map(|(section, _)| section.clone()).collect();
    let asked = Asked { sites: sites.clone(), title: None };
    let authors = authors::declared(page, declared, &asked);
    let additions = Additions {
        sites: sites.iter().map(String::as_str).collect(),
        others: others.iter().chain(&authors.names).map(String::as_str).collect(),
    };
    let title = title::choose(page, declared, &additions);
    let languages: Vec<String> = [
        declared.language.clone(),
        declared.meta_of("og:locale").map(str::to_owned),
        declared.article_text("inLanguage"),
        declared.meta_of("content-language").map(str::to_owned),
    ]
    .into_iter()
    .flatten()
    .filter_map(|tag| language::tidy(&tag))
    .collect();
    let host = site::host(declared);
    let first = languages.first().map(String::as_str);
    let reading = Reading { page, declared, order: published::order(first, host.as_deref()), language: first.and_then(|tag| tag.get(..2)) };
    let published = reading.published().map(|moment| (moment.stamp, moment.from));
    let modified = reading.modified().map(|moment| (moment.stamp, moment.from));
    Facts {
        title,
        authors,
        published,
        modified,
        description: description(declared),
        section,
        url: site::address(declared),
        languages,
        site,
    }
}

fn section(declared: &Declared) -> Option<(String, &'static str)> {
    let meta = || declared.meta_of("article:section").or(declared.meta_of("parsely-section")).map(plain);
    declared
        .article_text("articleSection")
        .map(|text| (text, "JSON-LD articleSection"))
        .or_else(|| meta().map(|text| (text, "article:section")))
}

fn description(declared: &Declared) -> Option<(String, &'static str)> {
    let whole = |text: &String| !text.is_empty();
    let meta = |name: &'static str| declared.meta_of(name).map(plain).filter(whole).map(|text| (text, name));
    meta("og:description")
        .or_else(|| meta("twitter:description"))
        .or_else(|| declared.article_text("description").map(|text| (text, "JSON-LD description")))
        .or_else(|| meta("description"))
}
