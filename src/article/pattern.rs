//! Furniture that shows by how it is built: other articles beside the page's own, teasers, captions, slides.

use super::body::{Cut, prose};
use super::declared::letters;
use super::furniture::LEAST_ARTICLE;
use super::passage::{Kind, Passage, Passages, ends_sentence};
use crate::page::{NodeId, Page, Tag};
use rustc_hash::FxHashSet;

/// Where a page holds several articles side by side, the one with the page's title is meant; what the others hold is cut.
pub fn cut_other_articles(page: &Page<'_>, passages: &Passages, titles: &[String], cuts: &mut [Option<Cut>]) {
    let articles: Vec<NodeId> = page.ids().filter(|id| page.tag(*id) == Tag::Article).collect();
    // A page of hundreds of articles is a list of them.
    if !(2..=200).contains(&articles.len()) {
        return;
    }
    let heads: Vec<(usize, String)> = passages
        .all
        .iter()
        .enumerate()
        .filter(|(_, passage)| passage.kind == Kind::Heading && page.tag(passage.node) != Tag::H4 && passage.size >= 10.0)
        .map(|(place, passage)| (place, letters(&passage.text)))
        .collect();
    let is_title = |text: &String| {
        text.chars().count() >= 8
            && titles.iter().any(|title| title == text || (text.chars().count() >= 20 && title.contains(text.as_str())))
    };
    // The innermost article that holds a heading with the page's title.
    let own = heads
        .iter()
        .filter(|(_, text)| is_title(text))
        .filter_map(|(place, _)| articles.iter().rev().find(|id| passages.within(page, **id).contains(place)).copied());
    let Some(own) = own.into_iter().next() else { return };
    let range = passages.within(page, own);
    let words: f32 = passages.all.get(range.clone()).unwrap_or_default().iter().map(prose).sum();
    if words < LEAST_ARTICLE {
        return;
    }
    let first_heading = |range: &std::ops::Range<usize>| heads.iter().find(|(place, _)| range.contains(place)).map(|(place, _)| *place);
    for id in articles.iter().filter(|id| !page.holds(**id, own) && !page.holds(own, **id)) {
        let other = passages.within(page, *id);
        // Another article has a headline of its own before its text.
        let text = other.clone().find(|place| passages.all.get(*place).is_some_and(Passage::is_prose));
        if first_heading(&other).is_some_and(|heading| text.is_none_or(|text| heading < text)) {
            for cut in cuts.get_mut(other).into_iter().flatten() {
                cut.get_or_insert(Cut { reason: "related", why: "another article of the page".to_owned() });
            }
        }
    }
}

/// How long the text below a teaser's headline is at most.
const MOST_EXCERPT: f32 = 450.0;

/// Teasers of other articles: three or more linked headlines, each in an element of its own, with a line or two of text below.
pub fn cut_teasers(page: &Page<'_>, passages: &Passages, cuts: &mut [Option<Cut>]) {
    let is_headline = |passage: &Passage| {
        passage.link_share() >= 0.9 && (passage.kind == Kind::Heading || passage.size >= 25.0) && passage.size <= 250.0 && !passage.in_table
    };
    let heads: Vec<usize> = (0..passages.all.len())
        .filter(|place| cuts.get(*place).is_some_and(Option::is_none) && passages.all.get(*place).is_some_and(is_headline))
        .collect();
    // The text below a headline: what stands in the same cell or beside it in a common one.
    let below = |head: usize, next: Option<usize>, cuts: &[Option<Cut>]| {
        let Some(cell) = passages.all.get(head).map(|passage| passage.cell) else { return head + 1 };
        let around = page.parent(cell);
        let end = next.unwrap_or(passages.all.len()).min(head + 6);
        // An excerpt below a byline of its own may be longer.
        let has_byline = cuts.get(head + 1).and_then(Option::as_ref).is_some_and(|cut| matches!(cut.reason, "byline" | "author"));
        let most = if has_byline { 2.0 * MOST_EXCERPT } else { MOST_EXCERPT };
        let belongs = |place: usize| {
            let passage = passages.all.get(place);
            passage.is_some_and(|passage| {
                (passage.cell == cell || page.holds(around, passage.node)) && passage.size <= most && passage.kind != Kind::Heading
            })
        };
        (head + 1..end).find(|place| !belongs(*place)).unwrap_or(end)
    };
    let cell = |place: usize| passages.all.get(place).map(|passage| passage.cell);
    let mut run: Vec<std::ops::Range<usize>> = Vec::new();
    let close = |run: &mut Vec<std::ops::Range<usize>>, cuts: &mut [Option<Cut>]| {
        if run.len() >= 3 {
            for place in run.iter().cloned().flatten() {
                if let Some(cut @ None) = cuts.get_mut(place) {
                    *cut = Some(Cut { reason: "related", why: "one of several linked headlines with a line of text".to_owned() });
                }
            }
        }
        run.clear();
    };
    for (index, head) in heads.iter().enumerate() {
        let next = heads.get(index + 1).copied();
        let end = below(*head, next, cuts);
        let joins = run.last().is_none_or(|last| *head - last.end <= 2 && cell(last.start) != cell(*head));
        if !joins {
            close(&mut run, cuts);
        }
        run.push(*head..end);
    }
    close(&mut run, cuts);
}

/// How many nodes may stand between a picture and the element of its caption.
const NEAR: usize = 4;

/// Captions by structure: the little text that stands alone with a picture in one element, without a full stop; a short slanted line right
/// below a picture.
pub fn cut_captions(page: &Page<'_>, passages: &Passages, cuts: &mut [Option<Cut>]) {
    let counted = counted(passages);
    for id in page.ids().filter(|id| matches!(page.tag(*id), Tag::Img | Tag::Picture | Tag::Video | Tag::Iframe)) {
        let below = passages.within(page, id).end;
        if let (Some(line), Some(cut @ None)) = (passages.all.get(below), cuts.get_mut(below))
            && line.slanted >= line.size * 0.95
            && line.size < 160.0
            && line.kind != Kind::Heading
            && !line.text.starts_with('*')
            && !line.text.ends_with([':', '：'])
            && (page.holds(line.node, id) || id < line.node && line.node.index() - id.index() <= NEAR)
        {
            *cut = Some(Cut { reason: "caption", why: "slanted, right below a picture".to_owned() });
        }
        let Some(around) = page.ancestors(id).take(6).find(|outer| !passages.within(page, *outer).is_empty()) else { continue };
        if matches!(page.tag(around), Tag::Article | Tag::Main | Tag::Body | Tag::Html | Tag::Section) || around == Page::ROOT {
            continue;
        }
        let range = passages.within(page, around);
        let inside = passages.all.get(range.clone()).unwrap_or_default();
        if is_within_line(page, around, id) {
            continue;
        }
        let is_caption = |passage: &Passage| {
            passage.size < 200.0 && passage.kind != Kind::Heading && !ends_sentence(&passage.text) && passage.link_share() < 0.8
        };
        if inside.len() <= 2 && inside.iter().all(is_caption) && !range.clone().any(|place| counted.contains(&place)) {
            for cut in cuts.get_mut(range).into_iter().flatten() {
                cut.get_or_insert_with(|| Cut { reason: "caption", why: "alone with a picture".to_owned() });
            }
        }
    }
}

/// The lines of a list that counts what it shows: "1) …", "2) …", "3) …".
fn counted(passages: &Passages) -> FxHashSet<usize> {
    let numbers: Vec<(usize, u32)> =
        passages.all.iter().enumerate().filter_map(|(place, passage)| Some((place, item_number(&passage.text)?))).collect();
    let goes_on = |pair: &[(usize, u32)]| matches!(pair, [(start, first), (end, second)] if *second == *first + 1 && end - start <= 6);
    let rows = numbers.chunk_by(|one, other| goes_on(&[*one, *other])).filter(|row| row.len() >= 3);
    rows.flatten().map(|(place, _)| *place).collect()
}

/// The 3 of "3) Title" or "3. Title".
pub fn item_number(text: &str) -> Option<u32> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits)?;
    (digits <= 3 && [") ", ". "].iter().any(|mark| rest.starts_with(mark))).then(|| number.parse().ok())?
}

/// Whether a picture stands in the middle of a line of text: a formula, a sign.
fn is_within_line(page: &Page<'_>, around: NodeId, picture: NodeId) -> bool {
    let is_text = |id: &NodeId| page.text(*id).is_some_and(|text| !text.trim().is_empty());
    let mut inside = page.inside(around).take(200);
    let before = inside.by_ref().take_while(|id| *id < picture).any(|id| is_text(&id));
    before
        && inside.any(|id| is_text(&id))
        && page.inside(around).take(200).all(|id| page.text(id).is_some() || page.tag(id).is_inline() || page.tag(id) == Tag::Img)
}

/// Slide shows in the text: passages numbered "1/50", "2/50" … with what stands between them.
pub fn cut_slides(passages: &Passages, cuts: &mut [Option<Cut>]) {
    let numbers: Vec<(usize, u32)> =
        passages.all.iter().enumerate().filter_map(|(place, passage)| Some((place, slide_number(&passage.text)?))).collect();
    for pair in numbers.windows(2) {
        let [(start, first), (end, second)] = pair else { continue };
        let slide = numbers.len() >= 3 && (*second == *first + 1 || *second == *first) && end - start <= 6;
        for cut in cuts.get_mut(*start..=*end).into_iter().flatten().filter(|_| slide) {
            cut.get_or_insert(Cut { reason: "caption", why: "a numbered slide".to_owned() });
        }
    }
}

/// The 3 of "3/50 Title" or "[3/50]".
fn slide_number(text: &str) -> Option<u32> {
    let (number, rest) = text.trim_start_matches(['[', '(']).split_once('/')?;
    let total: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let (number, total): (u32, u32) = (number.trim().parse().ok()?, total.parse().ok()?);
    (number >= 1 && number <= total && (3..300).contains(&total)).then_some(number)
}
