//! The article's text with the words of events, people, places and figures marked, each word at most once.

use crate::output::sanitize::html;
use crate::record::{Record, SpanPair};

/// What a mark can be, in the order in which one wins over another, with its name in the legend.
const CLASSES: [(&str, &str); 7] = [
    ("trigger", "event"),
    ("party", "who and to whom"),
    ("person", "person"),
    ("date", "date"),
    ("count", "count or figure"),
    ("place", "place"),
    ("source", "source"),
];

struct Mark {
    span: SpanPair,
    class: &'static str,
    title: String,
    id: Option<String>,
}

/// The legend of the colours.
pub(super) fn legend() -> String {
    let items: String = CLASSES.iter().map(|(class, name)| format!("<mark class=\"{class}\">{name}</mark> ")).collect();
    format!("<p class=\"legend\">{items}</p>")
}

/// The paragraphs.
pub(super) fn text(record: &Record, characters: &[char], number: usize) -> String {
    let marks = chosen(record, number, characters.len());
    let mut out = String::from("<p>");
    let mut at = 0;
    for mark in &marks {
        plain(&characters[at..mark.span[0]], &mut out);
        let words: String = characters[mark.span[0]..mark.span[1]].iter().collect();
        let id = mark.id.as_ref().map(|id| format!(" id=\"{}\"", html(id))).unwrap_or_default();
        out += &format!("<mark class=\"{}\" title=\"{}\"{id}>{}</mark>", mark.class, html(&mark.title), html(&words));
        at = mark.span[1];
    }
    plain(&characters[at..], &mut out);
    out + "</p>"
}

fn plain(characters: &[char], out: &mut String) {
    let text: String = characters.iter().collect();
    *out += &html(&text).replace("\n\n", "</p>\n<p>");
}

/// Marks that do not overlap, in order: the more telling class wins, then the one that begins first.
fn chosen(record: &Record, number: usize, length: usize) -> Vec<Mark> {
    let mut marks = all(record, number);
    marks.retain(|mark| mark.span[0] < mark.span[1] && mark.span[1] <= length);
    let rank = |mark: &Mark| CLASSES.iter().position(|(class, _)| *class == mark.class);
    marks.sort_by_key(|mark| (rank(mark), mark.span));
    let mut taken = vec![false; length];
    marks.retain(|mark| {
        let free = !taken[mark.span[0]..mark.span[1]].contains(&true);
        if free {
            taken[mark.span[0]..mark.span[1]].fill(true);
        }
        free
    });
    marks.sort_by_key(|mark| mark.span);
    marks
}

fn all(record: &Record, number: usize) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |span: SpanPair, class: &'static str, title: String, id: Option<String>| marks.push(Mark { span, class, title, id });
    for event in &record.events {
        let of = |role: &str| format!("{role} of {} {}", event.id, event.kind);
        add(event.trigger.span, "trigger", format!("{} {}", event.id, event.kind), Some(format!("a{number}-t{}", event.id)));
        for (mention, role) in [(&event.agent, "agent"), (&event.recipient, "recipient")] {
            mention.iter().for_each(|mention| add(mention.span, "party", of(role), None));
        }
        event.origin.iter().for_each(|place| add(place.span, "place", of("origin"), None));
        event.destinations.iter().for_each(|place| add(place.span, "place", of("destination"), None));
        event.people.iter().for_each(|person| add(person.span, "person", of("person"), None));
        event.date.iter().for_each(|date| add(date.span, "date", of("date"), None));
        event.count.iter().for_each(|count| add(count.span, "count", of("count"), None));
        event.source.iter().for_each(|source| add(source.span, "source", of("source"), None));
    }
    for total in &record.totals {
        add(total.count.span, "count", format!("total, {}", total.kind), None);
    }
    for statistic in &record.statistics {
        add(statistic.quantity.span, "count", "figure".to_owned(), None);
    }
    for person in &record.people {
        person.mentions.iter().for_each(|naming| add(naming.span, "person", person.name.clone(), None));
    }
    for place in &record.places {
        place.mentions.iter().for_each(|naming| add(naming.span, "place", place.name.clone(), None));
    }
    marks
}
