//! A page to look at: the text with its marked words, a card for each event, a timeline, a map, totals and figures.
//!
//! One file without scripts, fonts or pictures from elsewhere; a strict policy says so to the browser. All that comes
//! from the article is escaped text; what it links to is never a link.

mod drawing;
mod marks;

use super::sanitize::html;
use crate::record::{Attribution, Event, Record, Total};
use serde_json::Value;

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

/// What it ends with.
pub const fn foot() -> &'static str {
    "</body>\n</html>\n"
}

/// One article; `number` tells its anchors from those of the others.
pub fn section(record: &Record, number: usize) -> String {
    let article = &record.article;
    let path = record.source.path.as_deref().unwrap_or("standard input");
    let title = article.title.as_deref().unwrap_or(path);
    let mut facts: Vec<&str> = [article.site.as_deref(), article.published.as_deref()].into_iter().flatten().collect();
    facts.extend(article.authors.iter().map(String::as_str));
    facts.push(path);
    let cards: String = record.events.iter().map(|event| card(event, &record.article.text, number)).collect();
    let cards = if cards.is_empty() { "<p class=\"none\">No event was found.</p>".to_owned() } else { cards };
    format!(
        "<main id=\"a{number}\">\n<header><h1>{}</h1><p>{}</p></header>\n<div class=\"columns\">\n<section class=\"text\" aria-label=\"Text\">{}{}</section>\n\
         <section class=\"events\" aria-label=\"Events\"><h2>Events</h2>{cards}</section>\n</div>\n{}{}{}{}</main>\n",
        html(title),
        html(&facts.join(" · ")),
        marks::legend(),
        marks::text(record, number),
        drawing::timeline(record, number),
        drawing::map(record),
        figures(record, number),
        warnings(record),
    )
}

fn card(event: &Event, text: &str, number: usize) -> String {
    let mut rows = String::new();
    if let Ok(Value::Object(roles)) = serde_json::to_value(event) {
        let own = ["id", "kind", "family", "status", "trigger", "evidence"];
        for (role, value) in roles.iter().filter(|(role, _)| !own.contains(&role.as_str())) {
            rows += &format!("<dt>{}</dt><dd>{}</dd>", html(&role.replace('_', " ")), html(&words(value)));
        }
    }
    let sentence = |evidence: &crate::record::Evidence| {
        let [start, end] = evidence.span;
        let words: String = text.chars().skip(start).take(end.saturating_sub(start)).collect();
        format!("<li>{} <small>{}</small></li>", html(&words), html(&evidence.rule))
    };
    let sentences: String = event.evidence.iter().map(sentence).collect();
    let evidence = format!("<details><summary>Evidence</summary><ul>{sentences}</ul></details>");
    let status = serde_json::to_value(event.status).ok().and_then(|status| status.as_str().map(str::to_owned)).unwrap_or_default();
    format!(
        "<article class=\"card {status}\" id=\"a{number}-{0}\" tabindex=\"0\"><h3>{0} <span class=\"kind\">{1}</span> <small>{status}</small></h3>\
         <p><a href=\"#a{number}-t{0}\">“{2}”</a> <small>rule {3}</small></p><dl>{rows}</dl>{evidence}</article>\n",
        html(&event.id),
        html(&event.kind),
        html(&event.trigger.text),
        html(&event.trigger.rule),
    )
}

/// A role's value as words: the name or normal form, and the article's own words where they differ.
fn words(value: &Value) -> String {
    match value {
        Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join("; "),
        Value::Object(fields) => {
            let get = |key: &str| fields.get(key).and_then(Value::as_str);
            let main = get("name").or_else(|| get("edtf")).or_else(|| get("text")).unwrap_or_default();
            let own = get("text").filter(|text| *text != main).map(|text| format!(" (“{text}”)")).unwrap_or_default();
            let role = get("role").map(|role| format!(", {role}")).unwrap_or_default();
            format!("{main}{role}{own}")
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn figures(record: &Record, number: usize) -> String {
    let mut out = String::new();
    if !record.totals.is_empty() {
        let rows: String = record.totals.iter().map(|total| total_row(total, number)).collect();
        out += &format!(
            "<section><h2>Totals</h2><table><tr><th>Kind</th><th>Cited</th><th>Since</th><th>Sum of events</th></tr>{rows}</table></section>\n"
        );
    }
    if !record.statistics.is_empty() {
        let row = |statistic: &crate::record::Statistic| {
            let change =
                serde_json::to_value(statistic.change).ok().and_then(|change| change.as_str().map(str::to_owned)).unwrap_or_default();
            let source = statistic.attributed_to.as_ref().map(|source: &Attribution| source.name.as_str()).unwrap_or_default();
            let cells = [
                statistic.quantity.text.as_str(),
                change.as_str(),
                statistic.measure.as_deref().or(statistic.quantity.of.as_deref()).unwrap_or_default(),
                statistic.place.as_deref().unwrap_or_default(),
                statistic.period.as_deref().unwrap_or_default(),
                source,
            ];
            let cells: String = cells.iter().map(|cell| format!("<td>{}</td>", html(cell))).collect();
            format!("<tr>{cells}</tr>")
        };
        let rows: String = record.statistics.iter().map(row).collect();
        out += &format!(
            "<section><h2>Figures</h2><table><tr><th>Figure</th><th>Change</th><th>Of what</th><th>Where</th><th>When</th><th>Said by</th></tr>{rows}</table></section>\n"
        );
    }
    out
}

fn total_row(total: &Total, number: usize) -> String {
    let events: Vec<String> = total.events.iter().map(|event| format!("<a href=\"#a{number}-{0}\">{0}</a>", html(event))).collect();
    let verdict = match total.agrees {
        Some(true) => " ✓ agrees",
        Some(false) => " ✗ differs",
        None => "",
    };
    let sum = total.sum.as_ref().map(|sum| format!("{} = {sum}{verdict}", events.join(" + "))).unwrap_or_else(|| events.join(" + "));
    let since = total.since.as_deref().or(total.period.as_deref()).unwrap_or_default();
    format!("<tr><td>{}</td><td>{}</td><td>{}</td><td>{sum}</td></tr>", html(&total.kind), html(&total.count.text), html(since))
}

fn warnings(record: &Record) -> String {
    if record.warnings.is_empty() {
        return String::new();
    }
    let items: String =
        record.warnings.iter().map(|warning| format!("<li><b>{}</b> {}</li>", html(&warning.code), html(&warning.message))).collect();
    format!("<section><h2>Warnings</h2><ul>{items}</ul></section>\n")
}
