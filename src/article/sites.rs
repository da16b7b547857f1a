//! Site packs: where general judgement fails, what the pages of a host are made of, said by CSS selectors in a TOML file.

use crate::page::select::Selectors;
use serde::Deserialize;

/// What a pack says of the pages of its hosts. A selector that matches nothing leaves the value to general judgement.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SitePack {
    /// Hosts without "www."; each holds for the hosts below it too.
    pub hosts: Vec<String>,
    /// The elements that hold the body; their lines are judged as ever.
    #[serde(default, deserialize_with = "selectors")]
    pub body: Selectors,
    #[serde(default, deserialize_with = "selectors")]
    pub title: Selectors,
    /// One name an element, or one byline.
    #[serde(default, deserialize_with = "selectors")]
    pub authors: Selectors,
    /// The moment of publication: `datetime`, `content` or the text.
    #[serde(default, deserialize_with = "selectors")]
    pub date: Selectors,
    /// Elements that are no part of the article.
    #[serde(default, deserialize_with = "selectors")]
    pub drop: Selectors,
}

fn selectors<'d, D: serde::Deserializer<'d>>(reader: D) -> Result<Selectors, D::Error> {
    String::deserialize(reader)?.parse().map_err(serde::de::Error::custom)
}

/// The packs at hand; the last that knows a host decides.
#[derive(Clone, Debug, Default)]
pub struct Sites {
    packs: Vec<SitePack>,
}

impl Sites {
    /// Adds a pack.
    ///
    /// # Errors
    /// Says what is no TOML, no key of a pack or no selector.
    pub fn add(&mut self, source: &str) -> Result<(), toml::de::Error> {
        self.packs.push(toml::from_str(source)?);
        Ok(())
    }

    /// The pack for a host.
    pub fn of(&self, host: &str) -> Option<&SitePack> {
        let holds = |known: &String| host == known || host.strip_suffix(known.as_str()).is_some_and(|below| below.ends_with('.'));
        self.packs.iter().rev().find(|pack| pack.hosts.iter().any(holds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><link rel=canonical href='https://news.example.org/a'><title>Site line</title></head><body>\
        <h1>Ships leave the harbour</h1><p class=who>Ana Ruiz</p><p class=when>3 May 2024</p>\
        <div class=one><p>Six ships left the harbour on Monday, the port authority said in a statement to the press.</p>\
        <p class=fact>Harbour facts: the port was built long ago and has been enlarged several times since then.</p></div>\
        <div class=two><p>Four more will follow on Tuesday, if the weather holds and the crews are well again.</p></div>\
        <div class=three><p>Bakers of the town sell more bread than ever before, a trade body has found out this week.</p></div></body></html>";

    #[test]
    fn a_pack_decides_what_the_article_is() {
        let mut sites = Sites::default();
        sites.add("hosts = ['example.org']\nbody = '.one, .two'\nauthors = '.who'\ndate = '.when'\ntitle = 'h1'\ndrop = '.fact'").unwrap();
        let article = crate::article::from_html_with(PAGE, &sites);
        assert_eq!(article.text.split("\n\n").count(), 2, "{}", article.text);
        assert!(article.text.starts_with("Six ships") && article.text.contains("Four more"), "{}", article.text);
        assert_eq!(article.title.as_deref(), Some("Ships leave the harbour"));
        assert_eq!(article.authors, ["Ana Ruiz"]);
        assert_eq!(article.published.as_deref(), Some("2024-05-03"));
        assert_eq!(article.sources.get("title"), Some(&"site pack"));
    }

    #[test]
    fn packs_are_for_their_hosts_and_say_what_is_wrong() {
        let mut sites = Sites::default();
        sites.add("hosts = ['example.org']\nbody = '.one'").unwrap();
        assert!(sites.of("example.org").is_some() && sites.of("news.example.org").is_some());
        assert!(sites.of("badexample.org").is_none() && sites.of("example.com").is_none());
        assert!(sites.add("hosts = ['example.org']\nbodi = '.one'").is_err());
        assert!(sites.add("hosts = ['example.org']\nbody = 'p:nth-child(2)'").is_err());
    }
}
