//! A record for a person at a terminal: who, what, when, where, how many, on whose word.

use super::sanitize::terminal;
use crate::record::{Attribution, Event, Mention, Quantity, Record, Statistic, Status, Total};
use std::fmt::Write;

/// A few lines for each article.
pub fn summary(record: &Record) -> String {
    let mut out = Lines::default();
    let article = &record.article;
    let title = article.title.as_deref().or(record.source.path.as_deref()).unwrap_or("(no title)");
    out.line("", title);
    let head: Vec<&str> = [article.site.as_deref(), article.published.as_deref()]
        .into_iter()
        .flatten()
        .chain(article.authors.iter().map(String::as_str))
        .collect();
    if !head.is_empty() {
        out.line("  ", &head.join(", "));
    }
    for event in &record.events {
        out.event(event);
    }
    for total in &record.totals {
        out.line("  total  ", &total_words(total));
    }
    for statistic in &record.statistics {
        out.line("  figure ", &statistic_words(statistic));
    }
    if record.events.is_empty() && record.totals.is_empty() && record.statistics.is_empty() {
        out.line("  ", "no event and no figure found");
    }
    for warning in &record.warnings {
        out.line("  warning ", &format!("{}: {}", warning.code, warning.message));
    }
    out.text
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn line(&mut self, head: &str, words: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.text, "{head}{}", terminal(words));
    }

    fn event(&mut self, event: &Event) {
        let status = if event.status == Status::Occurred { String::new() } else { format!(" ({})", status_word(event.status)) };
        let date = event.date.as_ref().map(|date| format!(", {}", date.edtf.as_deref().unwrap_or(&date.text))).unwrap_or_default();
        self.line(&format!("  {} ", event.id), &format!("{}{status}{date}: {}", event.kind, sentence(event)));
        if let Some(source) = &event.source {
            self.line("     said by ", &speaker(source));
        }
    }
}

/// One event in one line, made of its roles.
fn sentence(event: &Event) -> String {
    let mut parts = Vec::new();
    if let Some(agent) = &event.agent {
        parts.push(format!("by {}", agent.name));
    }
    let people: Vec<&str> = event.people.iter().map(|person| person.name.as_str()).collect();
    match (&event.count, people.is_empty()) {
        (Some(count), true) => parts.push(quantity(count)),
        (Some(count), false) => parts.push(format!("{}, among them {}", quantity(count), people.join(", "))),
        (None, false) => parts.push(people.join(", ")),
        (None, true) => {}
    }
    for (word, mentions) in [("of", &event.groups), ("goods", &event.goods), ("for", &event.charges)] {
        if !mentions.is_empty() {
            parts.push(format!("{word} {}", names(mentions)));
        }
    }
    for (word, mention) in [("sentence", &event.sentence), ("from", &event.origin), ("to", &event.recipient)] {
        if let Some(mention) = mention {
            parts.push(format!("{word} {}", mention.name));
        }
    }
    if !event.destinations.is_empty() {
        parts.push(format!("in {}", names(&event.destinations)));
    }
    if let Some(means) = &event.means {
        parts.push(means.text.clone());
    }
    if parts.is_empty() { event.trigger.text.clone() } else { parts.join("; ") }
}

fn names(mentions: &[Mention]) -> String {
    mentions.iter().map(|mention| mention.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn quantity(quantity: &Quantity) -> String {
    match &quantity.of {
        Some(of) if !quantity.text.contains(of.as_str()) => format!("{} {of}", quantity.text),
        _ => quantity.text.clone(),
    }
}

fn total_words(total: &Total) -> String {
    let since = total.since.as_deref().map(|since| format!(" since {since}")).unwrap_or_default();
    let sum = match (&total.sum, total.agrees) {
        (Some(sum), Some(true)) => format!(" = {sum}, the sum of {}", total.events.join(" + ")),
        (Some(sum), Some(false)) => format!(", but {} make {sum}", total.events.join(" + ")),
        _ => String::new(),
    };
    format!("{}: {}{since}{sum}", total.kind, quantity(&total.count))
}

fn statistic_words(statistic: &Statistic) -> String {
    // "40% down": the article's own noun for the change ("a fall of 40%") would say it twice.
    let figure = match statistic.change {
        Some(crate::record::Change::Increase) => format!("{} up", statistic.quantity.text),
        Some(crate::record::Change::Decrease) => format!("{} down", statistic.quantity.text),
        None => quantity(&statistic.quantity),
    };
    let measure = statistic.measure.as_deref().map(|measure| format!(": {measure}")).unwrap_or_default();
    let rest: Vec<&str> = [statistic.place.as_deref(), statistic.period.as_deref()].into_iter().flatten().collect();
    let rest = if rest.is_empty() { String::new() } else { format!(", {}", rest.join(", ")) };
    let said = statistic.attributed_to.as_ref().map(|source| format!(" (said by {})", speaker(source))).unwrap_or_default();
    format!("{figure}{measure}{rest}{said}")
}

fn speaker(source: &Attribution) -> String {
    let role = source.role.as_deref().map(|role| format!(", {role}")).unwrap_or_default();
    let via = source.via.as_deref().map(|via| format!(", {via}")).unwrap_or_default();
    format!("{}{role}{via}", source.name)
}

const fn status_word(status: Status) -> &'static str {
    match status {
        Status::Occurred => "occurred",
        Status::Planned => "planned",
        Status::Proposed => "proposed",
        Status::Alleged => "alleged",
        Status::Denied => "denied",
    }
}
