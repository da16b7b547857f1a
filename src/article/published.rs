//! When the article was published and last changed. Declared moments come first, in the order in which pages' declarations are
//! right; the date in the page's address is a witness; what is only printed is read near the headline. Modified never stands for
//! published, and no time is filled in.

use super::authors;
use super::dateline;
use super::declared::Declared;
use super::time::{self, Order, Stamp};
use super::words;
use crate::page::{Name, NodeId, Page};
use chrono::NaiveDate;
use serde_json::Value;

/// A moment and the signal that it comes from.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    pub stamp: Stamp,
    pub from: &'static str,
}

/// Which of day and month comes first, by language and region: month first in the English of the United States and the Philippines alone.
pub fn order(language: Option<&str>, host: Option<&str>) -> Order {
    let language = language.unwrap_or("en");
    let english = language.starts_with("en");
    let elsewhere = ["-GB", "-AU", "-NZ", "-IE", "-ZA", "-IN", "-NG", "-KE", "-CA", "-SG", "-PK", "-HK", "-MY"]
        .iter()
        .any(|region| language.ends_with(region));
    let abroad = host.is_some_and(|host| {
        host.rsplit('.').next().is_some_and(|end| end.len() == 2 && end != "us" && end != "tv" && end != "co" && end != "io" && end != "ph")
    });
    if english && !elsewhere && !abroad { Order::MonthFirst } else { Order::DayFirst }
}

/// Where a date comes from that a page declares without saying of what: creation, publication or the last change.
pub const META_DATE: &str = "meta date";

/// Minutes east of UTC at which newsrooms work.
const OFFSETS: std::ops::RangeInclusive<i32> = -600..=780;

/// How many other statements of a moment are looked at.
const MOST_WITNESSES: usize = 64;

/// What is needed to read dates.
pub struct Reading<'a> {
    pub page: &'a Page<'a>,
    pub declared: &'a Declared,
    pub order: Order,
    pub language: Option<&'a str>,
}

impl Reading<'_> {
    fn read(&self, value: &str) -> Option<Stamp> {
        time::declared(value, self.order, self.language)
    }

    fn json(&self, keys: &[&str]) -> Option<Stamp> {
        let object = self.declared.article()?;
        keys.iter().filter_map(|key| object.get(*key)).find_map(|value| match value {
            Value::String(text) => self.read(text),
            Value::Number(number) => self.read(&number.to_string()),
            Value::Array(values) => values.iter().find_map(|value| self.read(value.as_str()?)),
            Value::Object(object) => self.read(object.get("@value")?.as_str()?),
            _ => None,
        })
    }

    fn metas(&self, meaning: words::DateMeta) -> Option<Stamp> {
        let known = words::date_metas(meaning).flat_map(|name| self.declared.metas_of(name));
        known.chain(self.declared.metas_where(|name| words::ends_as_date_meta(name, meaning))).find_map(|content| self.read(content))
    }

    /// The moment that an element states: by an attribute, else by its text.
    pub fn element(&self, id: NodeId) -> Option<Stamp> {
        [Name::Datetime, Name::Content].iter().find_map(|name| self.page.attribute(id, *name).and_then(|value| self.read(&value))).or_else(
            || {
                let text = self.page.text_inside(id);
                (text.len() <= 120).then(|| self.read(&text)).flatten()
            },
        )
    }

    /// The declared moment of publication.
    pub fn published(&self) -> Option<Moment> {
        let moment = |from: &'static str| move |stamp: Stamp| Moment { stamp, from };
        let json = || self.json(&["datePublished", "dateCreated", "uploadDate"]).map(moment("JSON-LD datePublished"));
        let metas = || {
            self.metas(words::DateMeta::Published)
                .map(moment("meta published"))
                .or_else(|| self.metas(words::DateMeta::Date).map(moment(META_DATE)))
        };
        let property = || {
            self.declared
                .elements_of("datepublished")
                .chain(self.declared.elements_of("datecreated"))
                .find_map(|id| self.element(id))
                .map(moment("itemprop datePublished"))
        };
        let candidates = [json(), metas(), property()];
        let first = candidates.iter().flatten().next().copied()?;
        // The date in the address decides between declarations that disagree.
        let witness = self.in_address().map(|moment| moment.stamp.date);
        let apart = |stamp: Stamp| witness.is_some_and(|date| (stamp.date - date).num_days().abs() > 1);
        let backed = candidates.iter().flatten().find(|moment| !apart(moment.stamp)).copied();
        Some(self.with_time(if apart(first.stamp) { backed.unwrap_or(first) } else { first }))
    }

    /// A declared date without a time takes it from another declaration of the same day.
    fn with_time(&self, found: Moment) -> Moment {
        if found.stamp.time.is_some() {
            return found;
        }
        let others = [self.json(&["datePublished"]), self.metas(words::DateMeta::Published)];
        let same = others.into_iter().flatten().find(|other| other.date == found.stamp.date && other.time.is_some());
        same.map_or(found, |stamp| Moment { stamp, ..found })
    }

    /// The declared moment of the last change.
    pub fn modified(&self) -> Option<Moment> {
        let moment = |from: &'static str| move |stamp: Stamp| Moment { stamp, from };
        let json = || self.json(&["dateModified"]).map(moment("JSON-LD dateModified"));
        let metas = || self.metas(words::DateMeta::Modified).map(moment("meta modified"));
        let property = || self.declared.elements_of("datemodified").find_map(|id| self.element(id)).map(moment("itemprop dateModified"));
        json().or_else(metas).or_else(property)
    }

    /// The moment of a `time` element that is the article's own: one marked as its publication, else the first above or in the body.
    pub fn of_times(&self, end: NodeId) -> (Option<Moment>, Option<Moment>) {
        let own: Vec<NodeId> = self.declared.times.iter().copied().filter(|id| *id < end && authors::is_own(self.page, *id)).collect();
        let names = |id: NodeId| self.page.raw_attribute(id, Name::Class).unwrap_or_default().to_ascii_lowercase();
        let says = |id: NodeId, words: &[&str]| words.iter().any(|word| names(id).contains(word));
        let changed = |id: NodeId| says(id, &["updated", "modified"]) && !says(id, &["publish", "entry-date"]);
        let marked = own.iter().copied().find(|id| {
            self.page.raw_attribute(*id, Name::Pubdate).is_some() || says(*id, &["publish", "entry-date", "pubdate", "created"])
        });
        let first = marked.or_else(|| own.iter().copied().find(|id| !changed(*id)));
        let moment = |id: NodeId| self.element(id).map(|stamp| Moment { stamp, from: "time element" });
        (first.and_then(moment), own.iter().copied().find(|id| changed(*id)).and_then(moment))
    }

    /// The moments in lines that stand near the headline.
    pub fn in_lines(&self, lines: &[&str]) -> (Option<Moment>, Option<Moment>) {
        let mut found = (None, None);
        for line in lines.iter().filter(|line| line.chars().count() <= 160) {
            let (published, modified) = in_line(line, self.order, self.language);
            // What a page prints and does not declare is of the web's age: an older day is told of.
            let published = published.filter(|stamp| is_of_the_web(*stamp));
            let moment = |stamp: Stamp| Moment { stamp, from: "printed near the headline" };
            found.0 = found.0.or(published.map(moment));
            found.1 = found.1.or(modified.map(moment));
        }
        found
    }

    /// The date of a page on which all lines that are dates state the same one.
    pub fn of_all(&self, lines: &[&str]) -> Option<Moment> {
        let stamps: Vec<Stamp> = lines.iter().filter_map(|line| in_line(line, self.order, self.language).0).collect();
        let first = stamps.first()?;
        stamps.iter().all(|stamp| stamp.date == first.date).then_some(Moment { stamp: *first, from: "the only date printed" })
    }

    /// The date that lines with a label of publication state, where they agree.
    pub fn labelled(&self, lines: &[&str]) -> Option<Moment> {
        let stamps: Vec<Stamp> =
            lines.iter().filter_map(|line| time::find(line, self.order, self.language)).map(|(stamp, _)| stamp).collect();
        let first = stamps.first()?;
        stamps.iter().all(|stamp| stamp.date == first.date).then_some(Moment { stamp: *first, from: "printed with a label" })
    }

    /// The date that the text opens with: in its dateline, or as its first word.
    pub fn opening(&self, paragraph: Option<&str>) -> Option<Moment> {
        let paragraph = paragraph?;
        let moment = |from: &'static str| move |stamp: Stamp| Moment { stamp, from };
        let dateline = dateline::find(paragraph, self.order, self.language).and_then(|found| found.stamp).map(moment("dateline"));
        let first = || paragraph.split_whitespace().next().filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        dateline.or_else(|| time::declared(first()?, self.order, self.language).map(moment("first word of the text")))
    }

    /// A moment declared in UTC as the readers of the page saw it. Another declaration or a printed line of the same moment gives the offset;
    /// where only another day is stated, in the address or near the headline, and some offset leads from one to the other, the day is all that is known.
    pub fn local(&self, moment: Moment, above: &[&str]) -> (Stamp, &'static str) {
        let declared = (moment.stamp, moment.from);
        let (Some(clock), Some(0)) = (moment.stamp.time, moment.stamp.offset) else { return declared };
        let utc = moment.stamp.date.and_time(clock);
        let printed = above.iter().filter(|line| line.chars().count() <= 160).filter_map(|line| in_line(line, self.order, self.language).0);
        let printed: Vec<Stamp> = printed.collect();
        if printed.iter().any(|stamp| stamp.date == moment.stamp.date) {
            return declared;
        }
        let metas = words::date_metas(words::DateMeta::Published)
            .flat_map(|name| self.declared.metas_of(name))
            .filter_map(|content| self.read(content));
        let json = self.declared.objects().iter().filter_map(|object| self.read(object.get("datePublished")?.as_str()?));
        let witnesses: Vec<Stamp> = metas.chain(json).chain(printed.iter().copied()).take(MOST_WITNESSES).collect();
        let same = witnesses.iter().filter(|stamp| stamp.date != moment.stamp.date).find_map(|stamp| {
            let offset = stamp.date.and_time(stamp.time?).signed_duration_since(utc).num_minutes();
            let offset = i32::try_from(offset).ok().filter(|offset| OFFSETS.contains(offset) && offset % 30 == 0)?;
            (stamp.offset.is_none_or(|stated| stated == offset)).then_some(Stamp { offset: Some(offset), ..*stamp })
        });
        if let Some(stamp) = same {
            return (stamp, moment.from);
        }
        let days = witnesses
            .iter()
            .filter(|stamp| stamp.time.is_none())
            .map(|stamp| stamp.date)
            .chain(self.in_address().map(|moment| moment.stamp.date));
        let reachable = |day: &NaiveDate| {
            [OFFSETS.start(), OFFSETS.end()].iter().any(|offset| (utc + chrono::TimeDelta::minutes(i64::from(**offset))).date() == *day)
        };
        match days.into_iter().find(|day| *day != moment.stamp.date && reachable(day)) {
            Some(date) => (Stamp { date, time: None, offset: None, by_language: false }, moment.from),
            None => declared,
        }
    }

    /// A moment of which the language alone told day and month: the other way round, if lines near the headline or the address state that day
    /// and none the first.
    pub fn in_order(&self, moment: Moment, lines: &[&str]) -> Moment {
        let Some(swapped) = moment.stamp.swapped() else { return moment };
        let printed = lines.iter().filter_map(|line| time::find(line, self.order, self.language)).map(|(stamp, _)| stamp);
        let stated: Vec<NaiveDate> = printed
            .chain(self.in_address().map(|moment| moment.stamp))
            .filter(|stamp| !stamp.by_language)
            .map(|stamp| stamp.date)
            .take(MOST_WITNESSES)
            .collect();
        if stated.contains(&swapped.date) && !stated.contains(&moment.stamp.date) { Moment { stamp: swapped, ..moment } } else { moment }
    }

    /// The date in the page's own address: "/2024/05/03/", "/20240503/", "-2024-05-03-".
    pub fn in_address(&self) -> Option<Moment> {
        let address = super::site::address(self.declared)?;
        let path = address.split_once("://")?.1.split_once('/')?.1;
        in_path(path).map(|stamp| Moment { stamp, from: "address" })
    }
}

/// Whether a line says of its date that it is that of publication.
pub fn is_labelled(line: &str) -> bool {
    if line.chars().nth(400).is_some() || !line.chars().take(120).any(char::is_numeric) {
        return false;
    }
    let lower: String = line.chars().take(120).flat_map(char::to_lowercase).collect();
    words::published_labels().any(|label| lower.contains(label)) && !words::modified_labels().any(|label| lower.contains(label))
}

/// The moments of publication and of the last change that a printed line states, by its labels.
pub fn in_line(line: &str, order: Order, language: Option<&str>) -> (Option<Stamp>, Option<Stamp>) {
    let lower = line.to_lowercase();
    let label = words::modified_labels().filter_map(|label| lower.find(label)).min();
    match label.and_then(|cut| Some((line.get(..cut)?, line.get(cut..)?))) {
        Some((before, after)) => {
            let read = |part: &str| time::find(part, order, language).map(|(stamp, _)| stamp);
            // "Updated 3 May, published 2 May": the label that follows is another's. "3 May (updated)": it is the date's own.
            let (own, other) = (read(before), read(after));
            if after.chars().any(char::is_numeric) { (own, other) } else { (None, own) }
        }
        None => (time::find(line, order, language).map(|(stamp, _)| stamp), None),
    }
}

/// A whole date in a path.
fn in_path(path: &str) -> Option<Stamp> {
    let path = path.split(['?', '#']).next()?;
    let numbers: Vec<(&str, usize)> = path
        .split(|c: char| !c.is_ascii_digit())
        .scan(0, |at, number| {
            let start = *at;
            *at += number.len() + 1;
            Some((number, start))
        })
        .filter(|(number, _)| !number.is_empty())
        .collect();
    for (place, (number, start)) in numbers.iter().enumerate() {
        if number.len() == 8
            && let Some(stamp) = time::declared(number, Order::DayFirst, None).filter(|stamp| is_of_the_web(*stamp))
        {
            return Some(stamp);
        }
        let (Some((month, month_at)), Some((day, day_at))) = (numbers.get(place + 1), numbers.get(place + 2)) else { continue };
        let near = *month_at == start + 5 && *day_at == month_at + month.len() + 1 && month.len() <= 2 && day.len() <= 2;
        if number.len() == 4
            && near
            && let Some(stamp) =
                time::declared(&format!("{number}-{month}-{day}"), Order::DayFirst, None).filter(|stamp| is_of_the_web(*stamp))
        {
            return Some(stamp);
        }
    }
    None
}

fn is_of_the_web(stamp: Stamp) -> bool {
    use chrono::Datelike;
    stamp.date.year() >= 1994
}
