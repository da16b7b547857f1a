//! Which elements of a page are furniture by kind or by name.

use super::Signal;
use super::body::{Asked, Cut, Sums, describe, prose};
use super::declared::letters;
use super::names::{self, Purpose, Reader};
use super::passage::{Kind, Passage, Passages, ends_sentence};
use crate::page::{Name, NodeId, Page, Tag};
use rustc_hash::FxHashMap;

/// Less prose than this below a headline is no article.
pub const LEAST_ARTICLE: f32 = 250.0;

/// How an element was found to be furniture.
struct Verdict {
    purpose: Purpose,
    /// By name alone, which may mislead, or by its kind.
    by_name: bool,
}

fn verdict<'a>(page: &Page<'a>, id: NodeId, names: &mut Reader<'a>) -> Option<Verdict> {
    let is_walled_text = page.tag(id) == Tag::P && names.purposes(page, id).has(Purpose::Walled);
    if names::is_hidden(page, id) && !is_walled_text {
        return Some(Verdict { purpose: Purpose::Hidden, by_name: false });
    }
    if let Some(purpose) = names::by_tag(page, id) {
        return Some(Verdict { purpose, by_name: false });
    }
    let purposes = names.purposes(page, id);
    let purpose = purposes.furniture()?;
    Some(Verdict { purpose, by_name: true })
}

/// Marks the passages of elements that are furniture by kind or by name. Names lie: what holds a great part of the page's prose is not
/// furniture whatever it is called, counted over all elements of the same kind and names.
/// Returns also the elements cut by name alone; those in `trusted` are left standing.
pub fn cut<'a>(
    page: &Page<'a>,
    passages: &Passages,
    names: &mut Reader<'a>,
    asked: &Asked<'_>,
    trusted: &[NodeId],
) -> (Vec<Option<Cut>>, Vec<NodeId>) {
    let has = |signal: Signal| asked.without != Some(signal);
    let mut refused = Vec::new();
    let sums = Sums::of(passages.all.iter().map(prose));
    let counts = Sums::of(passages.all.iter().map(|passage| f32::from(u8::from(passage.is_prose()))));
    let total = sums.over(&(0..passages.all.len())).max(1.0);
    let mut cuts: Vec<Option<Cut>> = vec![None; passages.all.len()];
    let mut verdicts: FxHashMap<NodeId, Verdict> = FxHashMap::default();
    // The prose of all elements alike, an element inside its like counted once.
    let mut alike: FxHashMap<(Tag, &str), (f32, NodeId)> = FxHashMap::default();
    for id in page.ids().skip(1) {
        let tag = page.tag(id);
        if page.text(id).is_some()
            || (tag.is_inline() && tag != Tag::Span && tag != Tag::Other)
            || matches!(tag, Tag::Html | Tag::Body | Tag::Head)
        {
            continue;
        }
        let range = passages.within(page, id);
        if range.is_empty() {
            continue;
        }
        let taken = |found: &Verdict| has(if found.by_name { Signal::Names } else { Signal::Kinds });
        if let Some(found) = verdict(page, id, names).filter(taken) {
            let seen = alike.entry((tag, signature(page, id))).or_insert((0.0, Page::ROOT));
            if id >= seen.1 {
                *seen = (seen.0 + sums.over(&range), page.after(id));
            }
            verdicts.insert(id, found);
        }
    }
    let is_headline = |passage: &Passage| passage.kind == Kind::Heading && asked.titles.contains(&letters(&passage.text));
    let headlines: Vec<usize> = (0..passages.all.len()).filter(|place| passages.all.get(*place).is_some_and(is_headline)).take(8).collect();
    let mut until = Page::ROOT;
    for id in page.ids() {
        if id < until {
            continue;
        }
        let Some(found) = verdicts.get(&id) else {
            continue;
        };
        let range = passages.within(page, id);
        let like = alike.get(&(page.tag(id), signature(page, id))).map_or(0.0, |seen| seen.0);
        // What holds the headline and a text below it is no furniture.
        let holds_article =
            |headline: &usize| range.contains(headline) && sums.over(&(*headline..range.end)) > LEAST_ARTICLE && found.by_name;
        if trusted.contains(&id) || has(Signal::Headline) && headlines.iter().any(holds_article) {
            continue;
        }
        if is_spared(page, passages, id, found, &range, if has(Signal::Share) { like / total } else { 0.0 }, counts.over(&range)) {
            continue;
        }
        until = page.after(id);
        if found.by_name && is_ambiguous(found.purpose) && counts.over(&range) >= 3.0 {
            refused.push(id);
        }
        let why = if found.by_name { format!("the names of {}", describe(page, id)) } else { format!("inside {}", describe(page, id)) };
        for cut in cuts.get_mut(range).into_iter().flatten() {
            *cut = Some(Cut { reason: reason(found.purpose), why: why.clone() });
        }
    }
    (cuts, refused)
}

/// Purposes whose names also stand on columns and wrappers of articles.
fn is_ambiguous(purpose: Purpose) -> bool {
    use Purpose::*;
    matches!(purpose, Notice | Advertisement | Box | Tags | Byline | Share | Summary | Embed | Navigation)
}

/// Whether an element is kept for all that its kind or name says.
fn is_spared(
    page: &Page<'_>,
    passages: &Passages,
    id: NodeId,
    found: &Verdict,
    range: &std::ops::Range<usize>,
    share: f32,
    paragraphs: f32,
) -> bool {
    let tag = page.tag(id);
    if matches!(tag, Tag::P | Tag::Blockquote) || tag.is_heading() || tag == Tag::Li {
        // A heading's name says little, a paragraph's as little against a long sentence.
        if tag.is_heading() {
            let kept = [Purpose::Hidden, Purpose::Comments, Purpose::Newsletter, Purpose::Related, Purpose::Advertisement, Purpose::Share];
            return !kept.contains(&found.purpose);
        }
        let long = passages.all.get(range.clone()).unwrap_or_default().iter().any(|passage| passage.is_prose() && passage.size >= 120.0);
        return long
            && found.by_name
            && !matches!(
                found.purpose,
                Purpose::Caption | Purpose::Author | Purpose::Embed | Purpose::Comments | Purpose::Newsletter | Purpose::Consent
            );
    }
    let bar = match found.purpose {
        _ if tag == Tag::Footer => 1.1,
        Purpose::Consent => 1.1,
        Purpose::Comments => 0.95,
        Purpose::Embed => 0.7,
        Purpose::Navigation | Purpose::Newsletter | Purpose::Author | Purpose::Related => 0.4,
        Purpose::Hidden if found.by_name => 0.5,
        Purpose::Hidden => 0.8,
        Purpose::Caption => 0.4,
        _ => 0.3,
    };
    if found.purpose == Purpose::Summary {
        // A standfirst of whole sentences is read with the text; points and headlines are not.
        let inside = passages.all.get(range.clone()).unwrap_or_default();
        return inside.iter().any(|passage| passage.is_prose() && !passage.in_list && ends_sentence(&passage.text));
    }
    let main = matches!(tag, Tag::Article | Tag::Main);
    (main && share > 0.15 && found.by_name) || share > bar && (paragraphs >= 2.0 || main || share > 0.6)
}

/// The word that `removed` and `explain` have for a purpose.
fn reason(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Body | Purpose::Walled => "body",
        Purpose::Hidden => "hidden",
        Purpose::Consent => "consent",
        Purpose::Navigation => "navigation",
        Purpose::Related => "related",
        Purpose::Share => "share",
        Purpose::Newsletter => "newsletter",
        Purpose::Advertisement => "advertisement",
        Purpose::Comments => "comments",
        Purpose::Tags => "tags",
        Purpose::Author => "author",
        Purpose::Byline => "byline",
        Purpose::Notice => "notice",
        Purpose::Caption => "caption",
        Purpose::Embed => "embed",
        Purpose::Summary => "summary",
        Purpose::Box => "box",
    }
}

/// What elements of one make share: kind and class.
fn signature<'a>(page: &Page<'a>, id: NodeId) -> &'a str {
    page.raw_attribute(id, Name::Class).or_else(|| page.raw_attribute(id, Name::Id)).unwrap_or_default()
}
