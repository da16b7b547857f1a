//! Sections that say in their heading what they are ("Related stories", "About the author"): all that stands below the heading in the same
//! element goes with it.

use super::body::{Cut, Sums, prose};
use super::passage::{Kind, Passages};
use super::wording::{self, Match};
use crate::page::{Name, NodeId, Page, Tag};

/// A section with more than this share of the page's prose is text, whatever its heading says.
const MOST_SHARE: f32 = 0.25;

/// Cuts sections below headings that are labels of furniture.
pub fn cut_labelled(page: &Page<'_>, passages: &Passages, cuts: &mut [Option<Cut>]) {
    let sums = Sums::of(passages.all.iter().zip(cuts.iter()).map(|(passage, cut)| if cut.is_none() { prose(passage) } else { 0.0 }));
    let all = sums.over(&(0..passages.all.len()));
    for (place, heading) in passages.all.iter().enumerate() {
        if heading.kind != Kind::Heading || cuts.get(place).is_none_or(Option::is_some) {
            continue;
        }
        let Some(found) = wording::look(&heading.text).filter(|found| found.how == Match::Whole && is_of_sections(found.reason)) else {
            continue;
        };
        let Some(section) = section(page, passages, heading.node, place) else { continue };
        let range = place..passages.within(page, section).end;
        if sums.over(&range) > MOST_SHARE * all {
            continue;
        }
        for slot in cuts.get_mut(range).into_iter().flatten() {
            slot.get_or_insert_with(|| Cut { reason: found.reason, why: format!("below the words “{}”", found.phrase) });
        }
    }
}

/// Cuts headings of whose own element nothing else is left: what they headed was furniture.
pub fn cut_emptied(page: &Page<'_>, passages: &Passages, cuts: &mut [Option<Cut>]) {
    for (place, heading) in passages.all.iter().enumerate() {
        if heading.kind != Kind::Heading || cuts.get(place).is_none_or(Option::is_some) {
            continue;
        }
        let Some(section) = section(page, passages, heading.node, place) else { continue };
        let below = cuts.get(place + 1..passages.within(page, section).end).unwrap_or_default();
        if below
            .iter()
            .all(|cut| cut.as_ref().is_some_and(|cut| is_of_sections(cut.reason) || matches!(cut.reason, "notice" | "box" | "share")))
            && let Some(slot) = cuts.get_mut(place)
        {
            *slot = Some(Cut { reason: "related", why: "the heading of an element of which nothing is left".to_owned() });
        }
    }
}

/// The smallest element that holds a heading as its first words and something below it.
fn section(page: &Page<'_>, passages: &Passages, heading: NodeId, place: usize) -> Option<NodeId> {
    let around = page.ancestors(heading).take(6).find(|outer| passages.within(page, *outer).end > place + 1)?;
    let range = passages.within(page, around);
    let is_whole = matches!(page.tag(around), Tag::Article | Tag::Main | Tag::Body | Tag::Html)
        || page.raw_attribute(around, Name::Itemprop).is_some();
    (range.start == place && !is_whole).then_some(around)
}

/// Reasons for which whole sections are cut.
fn is_of_sections(reason: &str) -> bool {
    matches!(reason, "related" | "author" | "newsletter" | "comments")
}
