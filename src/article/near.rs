//! What a page prints near its article, for what it does not declare: lines from the headline to the first paragraph, a few above and below,
//! and what stands below the title wherever that is.

use super::authors;
use super::body::{Choice, Cut};
use super::declared::{Declared, letters};
use super::line;
use super::passage::{Kind, Passage, Passages};
use super::published;
use super::time::Order;
use crate::page::{NodeId, Page};
use std::ops::Range;

/// How far above the text its headline may stand.
const FAR: usize = 40;

/// Where no headline stands above the text, so many lines may belong to it.
const ABOVE: usize = 12;

/// How many lines above the headline and behind the text are looked at.
const BESIDE: usize = 6;

/// So many dates in a box are those of other articles.
const LISTED: usize = 3;

/// What stands in the page near the article, for what it does not declare.
pub struct Near<'n> {
    /// Lines above the text, the nearest to the headline first.
    pub above: Vec<&'n str>,
    /// Those of them that the page's names call a byline.
    pub bylines: Vec<&'n str>,
    /// Short lines below the text; these and the next two are looked for only where no date is declared.
    pub below: Vec<&'n str>,
    /// Dates below headings that are the title, wherever they stand.
    pub titled: Vec<&'n str>,
    /// Lines of the whole page that are dates.
    pub anywhere: Vec<&'n str>,
    /// Lines above and some way below the text that say of a date that it is that of publication.
    pub labelled: Vec<&'n str>,
    /// The first paragraph of the text.
    pub opening: Option<&'n str>,
    /// The first node behind the body.
    pub end: NodeId,
}

/// The lines of a page, and what cuts them.
struct Lines<'n, 'c> {
    passages: &'n [Passage],
    cuts: &'c [Option<Cut>],
}

impl<'n> Lines<'n, '_> {
    fn text(&self, place: usize) -> Option<&'n str> {
        self.passages.get(place).map(|passage| passage.text.as_str())
    }

    fn reason(&self, place: usize) -> Option<&'static str> {
        self.cuts.get(place).and_then(Option::as_ref).map(|cut| cut.reason)
    }

    fn is_date(&self, place: usize) -> bool {
        self.text(place).is_some_and(|text| line::is_date(text, Order::DayFirst))
    }

    /// Whether a line is said of other articles, or by others.
    fn is_of_others(&self, place: usize) -> bool {
        matches!(self.reason(place), Some("related" | "comments" | "hidden" | "consent" | "advertisement" | "embed"))
    }

    /// Whether a line may be said of the article. A date may stand in the same element as a picture.
    fn is_own(&self, place: usize) -> bool {
        !self.is_of_others(place)
            && self.reason(place) != Some("navigation")
            && (self.reason(place) != Some("caption") || self.is_date(place))
    }
}

/// What stands near the body of a page: lines above it from the headline on, its first paragraph, short lines below.
pub fn read<'n>(
    page: &Page<'_>,
    passages: &'n Passages,
    declared: &Declared,
    choice: &Choice,
    range: Range<usize>,
    titles: &[String],
    undated: bool,
) -> Near<'n> {
    let lines = Lines { passages: &passages.all, cuts: &choice.cuts };
    let first = range.clone().find(|place| lines.reason(*place).is_none() && passages.all.get(*place).is_some_and(Passage::is_prose));
    let start = first.unwrap_or(range.start);
    let headings = declared.headings.iter().map(|id| passages.within(page, *id));
    let headline = headings.filter(|range| !range.is_empty() && range.start < start).map(|range| range.start).next_back();
    let from = headline.unwrap_or(start.saturating_sub(ABOVE)).max(start.saturating_sub(FAR));
    let is_boxed = |place: usize| lines.reason(place) == Some("box");
    let lists = (from.saturating_sub(FAR)..start).filter(|place| is_boxed(*place) && lines.is_date(*place)).count() >= LISTED;
    // Below the headline a date is the article's, whatever the names of its element.
    let is_own_date = |place: usize| headline.is_some() && !lines.is_of_others(place) && lines.is_date(place);
    let is_unlisted = |place: &usize| !(lists && is_boxed(*place));
    let below: Vec<usize> = (from..start).filter(|place| lines.is_own(*place) || is_own_date(*place)).filter(is_unlisted).collect();
    let before: Vec<usize> = (from.saturating_sub(BESIDE)..from).rev().filter(|place| lines.is_own(*place)).filter(is_unlisted).collect();
    let above = || below.iter().chain(&before).copied();
    let is_byline = |place: &usize| matches!(lines.reason(*place), Some("byline" | "author"));
    // A date in the headline is told of.
    let is_headline = |text: &str| titles.contains(&letters(text));
    let is_short =
        |text: &&str| line::is_date(text, Order::DayFirst) || text.chars().count() <= 120 && authors::after_byline_word(text).is_some();
    let title = |(_, passage): &(usize, &Passage)| passage.kind == Kind::Heading && is_headline(&passage.text);
    let titles = passages.all.iter().enumerate().filter(title).map(|(place, _)| place).take(4);
    Near {
        bylines: above().filter(is_byline).filter_map(|place| lines.text(place)).collect(),
        above: above().filter_map(|place| lines.text(place)).filter(|text| !is_headline(text)).collect(),
        below: (range.end.saturating_sub(BESIDE).max(start)..range.end + BESIDE)
            .filter(|_| undated)
            .filter(|place| !lines.is_of_others(*place))
            .filter_map(|place| lines.text(place))
            .filter(is_short)
            .collect(),
        titled: titles
            .filter(|_| undated)
            .flat_map(|place| place + 1..place + 4)
            .filter(|place| lines.is_own(*place) && lines.is_date(*place))
            .filter_map(|place| lines.text(place))
            .collect(),
        anywhere: (0..passages.all.len())
            .filter(|_| undated)
            .filter(|place| lines.is_own(*place) && lines.is_date(*place))
            .filter_map(|place| lines.text(place))
            .collect(),
        labelled: (from..range.end + 30)
            .filter(|place| !lines.is_of_others(*place))
            .filter_map(|place| lines.text(place))
            .filter(|text| published::is_labelled(text))
            .collect(),
        opening: first.and_then(|place| lines.text(place)),
        end: page.after(choice.container),
    }
}
