//! Cards that point to other articles from the middle of a text: an element of its own that holds a linked headline and little else, and shows by
//! a second mark what it is (a linked picture, a label such as "read also", a date or byline, an `article` of its own).

use super::body::{Cut, prose};
use super::declared::letters;
use super::line;
use super::passage::{Kind, Passage, Passages};
use super::time::Order;
use super::wording::{self, Match};
use crate::page::{NodeId, Page, Tag};

/// More text beside its links than this is no excerpt.
const MOST_TEXT: f32 = 450.0;

/// More passages than this are no card.
const MOST_PASSAGES: usize = 10;

/// How many elements outwards from its headline a card may reach.
const MOST_LEVELS: usize = 8;

/// How far from a card the text must stand that it interrupts.
const BESIDE: usize = 6;

/// Where cards hold more than this share of all prose, the page is a list of such, and they are its text.
const MOST_SHARE: f32 = 0.2;

/// Cuts the cards of a page.
pub fn cut_cards(page: &Page<'_>, passages: &Passages, titles: &[String], cuts: &mut [Option<Cut>]) {
    let mut cards: Vec<std::ops::Range<usize>> = Vec::new();
    for (place, headline) in passages.all.iter().enumerate().filter(|(_, passage)| is_headline(passage)) {
        if cards.last().is_some_and(|last| last.contains(&place)) {
            continue;
        }
        let outwards = std::iter::once(headline.node).chain(page.ancestors(headline.node)).take(MOST_LEVELS);
        let is_card = |id: &NodeId| is_small(page, passages, titles, *id);
        let Some(card) = outwards.take_while(is_card).last() else { continue };
        let range = passages.within(page, card);
        if has_two_marks(page, passages, card, headline, cuts) {
            cards.push(range);
        }
    }
    let mut taken: Vec<bool> = cuts.iter().map(Option::is_some).collect();
    for card in &cards {
        taken.get_mut(card.clone()).into_iter().flatten().for_each(|taken| *taken = true);
    }
    cards.retain(|card| interrupts(passages, &taken, card));
    let is_kept = |place: &usize| cuts.get(*place).is_some_and(Option::is_none);
    let text = |place: usize| passages.all.get(place).map_or(0.0, prose);
    let all: f32 = (0..passages.all.len()).filter(is_kept).map(text).sum();
    let inside: f32 = cards.iter().cloned().flatten().filter(is_kept).map(text).sum();
    if inside > MOST_SHARE * all {
        return;
    }
    for place in cards.into_iter().flatten() {
        if let Some(cut @ None) = cuts.get_mut(place) {
            *cut = Some(Cut { reason: "related", why: "a card of another article".to_owned() });
        }
    }
}

fn is_headline(passage: &Passage) -> bool {
    passage.link_share() >= 0.9 && (20.0..=250.0).contains(&passage.size) && !passage.in_table
}

/// Whether an element holds few passages, little text beside links, and not the page's own title.
fn is_small(page: &Page<'_>, passages: &Passages, titles: &[String], id: NodeId) -> bool {
    let range = passages.within(page, id);
    let inside = passages.all.get(range).unwrap_or_default();
    inside.len() <= MOST_PASSAGES
        && !matches!(page.tag(id), Tag::Main | Tag::Body | Tag::Html)
        && inside.iter().map(|passage| passage.size - passage.linked).sum::<f32>() <= MOST_TEXT
        && !inside.iter().any(|passage| passage.kind == Kind::Heading && titles.contains(&letters(&passage.text)))
}

/// Whether two things beside its linked headline make an element a card.
fn has_two_marks(page: &Page<'_>, passages: &Passages, card: NodeId, headline: &Passage, cuts: &[Option<Cut>]) -> bool {
    let range = passages.within(page, card);
    let inside = || range.clone().filter_map(|place| Some((place, passages.all.get(place)?)));
    let above = |place: usize| passages.all.get(place);
    let is_byline = |place: usize, passage: &Passage| {
        let named = cuts.get(place).and_then(Option::as_ref).is_some_and(|cut| matches!(cut.reason, "byline" | "author"));
        named || line::is_date(&passage.text, Order::DayFirst)
    };
    let is_linked_picture =
        |id: NodeId| matches!(page.tag(id), Tag::Img | Tag::Picture) && page.ancestors(id).take(6).any(|outer| page.tag(outer) == Tag::A);
    // What costs most to look for is looked for last.
    let marks: [&dyn Fn() -> bool; 5] = [
        &|| headline.kind == Kind::Heading,
        &|| page.tag(card) == Tag::Article,
        &|| page.inside(card).any(is_linked_picture),
        &|| inside().any(|(place, passage)| is_byline(place, passage)),
        &|| inside().any(|(_, passage)| is_label(passage)) || range.start.checked_sub(1).and_then(above).is_some_and(is_label),
    ];
    marks.into_iter().filter(|mark| mark()).nth(1).is_some()
}

/// Whether a line is a label such as "read also".
fn is_label(line: &Passage) -> bool {
    wording::look_at_start(&line.text).is_some_and(|found| found.reason == "related" && (found.how == Match::Whole || found.is_label))
}

/// Whether the next text before a card is prose, and what comes behind it prose or a heading.
fn interrupts(passages: &Passages, taken: &[bool], card: &std::ops::Range<usize>) -> bool {
    let is_free = |place: &usize| taken.get(*place).is_some_and(|taken| !taken) && !passages.all.get(*place).is_some_and(is_label);
    let before = (card.start.saturating_sub(BESIDE)..card.start).rev().find(is_free).and_then(|place| passages.all.get(place));
    let behind = (card.end..card.end + BESIDE).find(is_free).and_then(|place| passages.all.get(place));
    let goes_on = |passage: &Passage| passage.is_prose() || passage.kind == Kind::Heading && passage.link_share() < 0.5;
    before.is_some_and(Passage::is_prose) && behind.is_some_and(goes_on)
}
