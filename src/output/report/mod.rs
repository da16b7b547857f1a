//! A page to look at: the text with its marked words, a card for each event, a timeline, a map, totals and figures.
//!
//! One file without scripts, fonts or pictures from elsewhere; a strict policy says so to the browser. All that comes
//! from the article is escaped text; what it links to is never a link.

mod card;
mod figures;
mod map;
mod marks;
mod timeline;

use super::sanitize::html;
use crate::record::Record;

const STYLE: &str = include_str!("style.css");

/// What a report begins with.
pub fn head() -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>dateline report</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    )
}

/// What it ends with: for several articles, by their titles, a list of them, which is shown first.
pub fn foot(titles: &[String]) -> String {
    let entry = |(index, title): (usize, &String)| format!("<li><a href=\"#a{}\">{}</a></li>", index + 1, html(title));
    let list = match titles {
        [] | [_] => String::new(),
        _ => format!("<nav aria-label=\"Articles\"><ol>{}</ol></nav>\n", titles.iter().enumerate().map(entry).collect::<String>()),
    };
    format!("{list}</body>\n</html>\n")
}

/// What an article is called: its title, else where it came from.
pub fn title(record: &Record) -> &str {
    record.article.title.as_deref().or(record.source.path.as_deref()).unwrap_or("standard input")
}

/// One article; `number`, from 1, tells its anchors from those of the others.
pub fn section(record: &Record, number: usize) -> String {
    let article = &record.article;
    // A time is read more easily without the letter in its middle.
    let published = article.published.as_ref().map(|published| published.replacen('T', " ", 1));
    let mut facts: Vec<&str> = [article.site.as_deref(), published.as_deref()].into_iter().flatten().collect();
    facts.extend(article.authors.iter().map(String::as_str));
    facts.push(record.source.path.as_deref().unwrap_or("standard input"));
    let characters: Vec<char> = article.text.chars().collect();
    let cards: String = record.events.iter().map(|event| card::card(event, &characters, number)).collect();
    let cards = if cards.is_empty() { "<p class=\"none\">No event was found.</p>".to_owned() } else { cards };
    let language = article.language.as_ref().map(|language| format!(" lang=\"{}\"", html(language))).unwrap_or_default();
    format!(
        "<main id=\"a{number}\">\n<header><h1>{}</h1><p>{}</p></header>\n<div class=\"columns\">\n<section class=\"text\" aria-label=\"Text\"{language}>{}{}</section>\n\
         <section class=\"events\" aria-label=\"Events\"><h2>Events</h2>{cards}</section>\n</div>\n{}{}{}{}{}</main>\n",
        html(title(record)),
        html(&facts.join(" · ")),
        marks::legend(),
        marks::text(record, &characters, number),
        timeline::timeline(record, number),
        map::map(record),
        figures::totals(record, number),
        figures::figures(record),
        warnings(record),
    )
}

fn warnings(record: &Record) -> String {
    if record.warnings.is_empty() {
        return String::new();
    }
    let items: String =
        record.warnings.iter().map(|warning| format!("<li><b>{}</b> {}</li>", html(&warning.code), html(&warning.message))).collect();
    format!("<section><h2>Warnings</h2><ul>{items}</ul></section>\n")
}
