//! The name of the site, and the page's address.

use super::declared::{Declared, letters, plain, types};
use serde_json::Value;

/// The site's name and the signal that it comes from.
pub fn choose(declared: &Declared) -> Option<(String, &'static str)> {
    let headlines: Vec<String> =
        declared.meta_of("og:title").map(plain).into_iter().chain(declared.article_text("headline")).map(|title| letters(&title)).collect();
    // A long name that is the headline's is a mistake of the page's.
    let is_headline = |name: &String| name.split_whitespace().count() >= 4 && headlines.contains(&letters(name));
    let named = |from: &'static str, name: Option<String>| {
        name.filter(|name| !is_headline(name)).map(|name| tidy(&name)).filter(|name| is_name(name)).map(|name| (name, from))
    };
    named("og:site_name", declared.meta_of("og:site_name").map(plain))
        .or_else(|| named("application-name", declared.meta_of("application-name").map(plain)))
        .or_else(|| named("JSON-LD publisher", publisher(declared)))
        .or_else(|| named("JSON-LD site", website(declared)))
        .or_else(|| named("apple-mobile-web-app-title", declared.meta_of("apple-mobile-web-app-title").map(plain)))
        .or_else(|| named("title", from_title(declared)))
        .or_else(|| named("address", host(declared)))
}

fn tidy(name: &str) -> String {
    // A claim may follow the name: "The Daily – all the news".
    let cut = [" | ", " – ", " — ", " - ", ": "].iter().filter_map(|mark| name.find(mark)).min().unwrap_or(name.len());
    let head = name.get(..cut).unwrap_or(name).trim();
    let name = if head.is_empty() { name } else { head };
    name.trim_start_matches("www.").trim_start_matches('@').to_owned()
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().count() <= 80
        && !name.starts_with("http")
        && !name.contains("{{")
        && name.chars().any(char::is_alphanumeric)
}

fn publisher(declared: &Declared) -> Option<String> {
    let value = declared.article()?.get("publisher")?;
    let value = if let Value::Array(values) = value { values.first()? } else { value };
    match value {
        Value::String(name) => Some(plain(name)),
        Value::Object(object) => match object.get("name") {
            Some(Value::String(name)) => Some(plain(name)),
            Some(Value::Array(names)) => names.first()?.as_str().map(plain),
            _ => declared.referred(object.get("@id")?.as_str()?)?.get("name")?.as_str().map(plain),
        },
        _ => None,
    }
}

fn website(declared: &Declared) -> Option<String> {
    let is_site = |kind: &String| matches!(kind.as_str(), "website" | "newsmediaorganization");
    let site = declared.objects().iter().find(|object| types(object).any(|kind| is_site(&kind)))?;
    site.get("name")?.as_str().map(plain)
}

/// The last part of `<title>`, where it is short.
fn from_title(declared: &Declared) -> Option<String> {
    let title = plain(declared.title.as_deref()?);
    let place = [" | ", " – ", " — ", " - ", " · ", " • ", " :: ", "｜", "_"]
        .iter()
        .filter_map(|mark| title.rfind(mark).map(|place| place + mark.len()))
        .max()?;
    let tail = title.get(place..)?.trim();
    let first = [" | ", " - ", " – ", " — ", " :: "]
        .iter()
        .filter_map(|mark| title.find(mark))
        .min()
        .and_then(|place| title.get(..place))
        .map(str::trim);
    if tail.split_whitespace().count() > 5
        && let Some(first) = first.filter(|first| first.split_whitespace().count() <= 4)
    {
        return Some(first.to_owned());
    }
    (tail.split_whitespace().count() <= 5).then(|| tail.to_owned())
}

/// The page's own address: canonical, Open Graph's, JSON-LD's; only http and https.
pub fn address(declared: &Declared) -> Option<String> {
    let json = declared
        .article()
        .and_then(|object| object.get("url").or(object.get("mainEntityOfPage")))
        .and_then(|value| value.as_str().or_else(|| value.get("@id")?.as_str()));
    let all = [declared.canonical.as_deref(), declared.meta_of("og:url"), json, declared.meta_of("twitter:url")];
    let valid = |address: &&str| {
        address.len() <= 2000
            && ["http://", "https://"]
                .iter()
                .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
    };
    let safe = |address: &&str| !address.chars().any(|c| c.is_control() || c.is_whitespace() || "\"<>`".contains(c));
    all.into_iter().flatten().map(str::trim).find(|address| valid(address) && safe(address)).map(str::to_owned)
}

/// The host of the page's address, without "www.".
pub fn host(declared: &Declared) -> Option<String> {
    let address = address(declared)?;
    let host = address.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
    Some(host.trim_start_matches("www.").to_lowercase()).filter(|host| host.contains('.'))
}
