//! Where the article's body stands in a page. Two questions, in this order: which elements are furniture by kind or by name, and which element
//! holds most prose for the least else. Both are asked of the whole page at once, with sums over passages, so that nothing is walked twice.

use super::Signal;
use super::declared::letters;
use super::judge::Known;
use super::names::{Purpose, Reader};
use super::passage::{Kind, Passage, Passages, ends_sentence};
use super::{card, furniture, pattern, section};
use crate::page::{Name, NodeId, Page, Tag};

/// Why a passage is not body: the reason, and what decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    pub reason: &'static str,
    pub why: String,
}

/// The element that holds the body, and what in the page is cut by its elements.
pub struct Choice {
    pub container: NodeId,
    pub cuts: Vec<Option<Cut>>,
}

/// What is known of a page when its body is looked for.
pub struct Asked<'k> {
    /// The title in every form that the page has of it, letters alone.
    pub titles: &'k [String],
    /// Elements that are known to be body, whatever they and those around them are called.
    pub own: &'k [NodeId],
    /// A kind of evidence that is left aside.
    pub without: Option<Signal>,
}

/// Sums over passages that answer for any range of them at once.
pub struct Sums(Vec<f32>);

impl Sums {
    pub fn of(values: impl Iterator<Item = f32>) -> Self {
        let mut sums = vec![0.0];
        let mut sum = 0.0;
        sums.extend(values.map(|value| {
            sum += value;
            sum
        }));
        Self(sums)
    }

    /// The sum over a range.
    pub fn over(&self, range: &std::ops::Range<usize>) -> f32 {
        let at = |place: usize| self.0.get(place).or(self.0.last()).copied().unwrap_or_default();
        at(range.end) - at(range.start)
    }
}

/// How much prose a passage is.
pub fn prose(passage: &Passage) -> f32 {
    if passage.is_prose() { passage.size - passage.linked } else { 0.0 }
}

/// Chooses the body of a page. Where what the names leave is far less than one element that they take away, they lie: it is put back, and the
/// choice made anew.
pub fn choose<'a>(page: &Page<'a>, passages: &Passages, names: &mut Reader<'a>, asked: &Asked<'_>) -> Choice {
    let own = asked.own;
    let has = |signal: Signal| asked.without != Some(signal);
    let sums = Sums::of(passages.all.iter().map(prose));
    let mut trusted: Vec<NodeId> = own.iter().flat_map(|id| std::iter::once(*id).chain(page.ancestors(*id))).collect();
    let most = trusted.len() + MOST_RESCUED;
    loop {
        let (mut cuts, refused) = furniture::cut(page, passages, names, asked, &trusted);
        if has(Signal::Others) {
            pattern::cut_other_articles(page, passages, asked.titles, &mut cuts);
        }
        if has(Signal::Teasers) {
            pattern::cut_teasers(page, passages, &mut cuts);
        }
        if has(Signal::Cards) {
            card::cut_cards(page, passages, asked.titles, &mut cuts);
        }
        if has(Signal::Sections) {
            section::cut_labelled(page, passages, &mut cuts);
        }
        if has(Signal::Pictures) {
            pattern::cut_slides(passages, &mut cuts);
            pattern::cut_captions(page, passages, &mut cuts);
        }
        let container = common(page, own).unwrap_or_else(|| container(page, passages, names, &cuts));
        let left: f32 = passages
            .within(page, container)
            .filter(|place| cuts.get(*place).is_some_and(Option::is_none))
            .filter_map(|place| passages.all.get(place))
            .map(prose)
            .sum();
        let size = |id: &NodeId| sums.over(&passages.within(page, *id));
        let largest = refused.into_iter().max_by(|one, other| size(one).total_cmp(&size(other)));
        match largest.filter(|id| size(id) > 2.0 * left + LEAST_RESCUED) {
            Some(id) if trusted.len() < most && own.is_empty() && has(Signal::Rescue) => trusted.push(id),
            _ => return Choice { container, cuts },
        }
    }
}

/// The innermost element that holds all of several.
fn common(page: &Page<'_>, nodes: &[NodeId]) -> Option<NodeId> {
    let (first, last) = (nodes.first()?, nodes.last()?);
    std::iter::once(*first).chain(page.ancestors(*first)).find(|id| page.holds(*id, *last))
}

/// An element that its names call furniture is put back if it holds so much prose more than twice what is left without it.
const LEAST_RESCUED: f32 = 150.0;

/// How many elements are put back at most.
const MOST_RESCUED: usize = 3;

/// An element in words: its kind and first name.
pub fn describe(page: &Page<'_>, id: NodeId) -> String {
    let mut words = format!("<{:?}>", page.tag(id));
    words.make_ascii_lowercase();
    let class = page.raw_attribute(id, Name::Class).filter(|class| !class.trim().is_empty());
    if let Some(name) = class.or_else(|| page.raw_attribute(id, Name::Id)) {
        words.push_str(" “");
        let spaced =
            name.split_whitespace().enumerate().flat_map(|(index, word)| (index > 0).then_some(' ').into_iter().chain(word.chars()));
        words.extend(spaced.take(80));
        words.push('”');
    }
    words
}

/// Elements in words, each with the two around it.
#[derive(Default)]
pub struct Chains {
    /// The last two that stood around one: those around its neighbours too.
    around: Option<(NodeId, String)>,
}

impl Chains {
    /// An element and the two around it.
    pub fn of(&mut self, page: &Page<'_>, id: NodeId) -> String {
        let own = describe(page, id);
        if id == Page::ROOT {
            return own;
        }
        let parent = page.parent(id);
        if self.around.as_ref().is_none_or(|(known, _)| *known != parent) {
            let around = std::iter::once(parent).chain(page.ancestors(parent)).take(2).map(|id| describe(page, id));
            self.around = Some((parent, around.collect::<Vec<_>>().join(" in ")));
        }
        self.around.as_ref().map_or_else(String::new, |(_, around)| format!("{own} in {around}"))
    }
}

/// What a passage brings to an element that would be the body: prose adds, links and scraps take away.
fn gain(passage: &Passage, cut: bool) -> f32 {
    if cut {
        return 0.0;
    }
    let prose = prose(passage);
    if prose > 0.0 {
        return prose;
    }
    if passage.is_enumeration() {
        return 0.0;
    }
    match passage.kind {
        Kind::Heading => -5.0,
        Kind::Item | Kind::Cell if passage.link_share() < 0.3 => -5.0,
        _ if passage.link_share() > 0.5 => -20.0 - 0.8 * passage.size.min(150.0),
        _ => -10.0 - 0.3 * passage.size.min(60.0),
    }
}

/// The element for which the sum of gains is greatest; among equals the innermost.
fn container<'a>(page: &Page<'a>, passages: &Passages, names: &mut Reader<'a>, cuts: &[Option<Cut>]) -> NodeId {
    let best = best_by(page, passages, names, &Sums::of(passages.all.iter().zip(cuts).map(|(passage, cut)| gain(passage, cut.is_some()))));
    if best.0 > 60.0 {
        return best.1;
    }
    // A page without prose: the element with most text that is no link.
    best_by(page, passages, names, &Sums::of(passages.all.iter().zip(cuts).map(|(passage, cut)| plain_gain(passage, cut.is_some())))).1
}

/// What a passage brings where there is no prose: text that is no link.
fn plain_gain(passage: &Passage, cut: bool) -> f32 {
    if cut { 0.0 } else { passage.size * (1.0 - 2.0 * passage.link_share()) - 4.0 }
}

fn best_by<'a>(page: &Page<'a>, passages: &Passages, names: &mut Reader<'a>, gains: &Sums) -> (f32, NodeId) {
    let mut best = (f32::MIN, Page::ROOT);
    for id in page.ids() {
        // A body is no paragraph, list or part of a table.
        use Tag::*;
        if id != Page::ROOT
            && (page.tag(id).is_inline()
                || page.tag(id).is_heading()
                || matches!(page.tag(id), P | Li | Ul | Ol | Blockquote | Tr | Tbody | Thead | Dl | Dd | Dt | Pre))
        {
            continue;
        }
        let range = passages.within(page, id);
        if range.is_empty() {
            continue;
        }
        let mut value = gains.over(&range);
        if value > 0.0 && names.purposes(page, id).has(Purpose::Body) {
            value *= 1.15;
        }
        if value >= best.0 {
            best = (value, id);
        }
    }
    best
}

/// The paragraphs of prose that stand between the headline and the container, and the declared description that stands there: the standfirst of
/// many a page.
pub fn lead(page: &Page<'_>, passages: &Passages, choice: &Choice, known: &Known) -> Vec<usize> {
    let start = passages.within(page, choice.container).start;
    let from = start.saturating_sub(24);
    let above = passages.all.get(from..start).unwrap_or_default();
    let headline = above.iter().rposition(|passage| passage.kind == Kind::Heading && known.titles.contains(&letters(&passage.text)));
    let headline = headline.or_else(|| above.iter().position(|passage| known.is_opening(passage))?.checked_sub(1));
    let Some(headline) = headline else { return Vec::new() };
    let is_lead = |place: &usize| {
        choice.cuts.get(*place).is_some_and(Option::is_none)
            && passages.all.get(*place).is_some_and(|passage| {
                let is_text = passage.is_prose() && passage.size >= 60.0 && passage.link_share() < 0.15 && ends_sentence(&passage.text);
                passage.kind != Kind::Heading && is_text || known.is_opening(passage)
            })
    };
    let leads: Vec<usize> = (from + headline + 1..start).filter(is_lead).collect();
    if leads.len() <= 3 { leads } else { Vec::new() }
}
