//! Where the article's body stands in a page. Two questions, in this order: which elements are furniture by kind or by name, and which element
//! holds most prose for the least else. Both are asked of the whole page at once, with sums over passages, so that nothing is walked twice.

use super::Signal;
use super::declared::letters;
use super::judge::Known;
use super::names::{self, Purpose, Reader};
use super::passage::{Kind, Passage, Passages, ends_sentence};
use crate::page::{Name, NodeId, Page, Tag};
use rustc_hash::FxHashMap;

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

/// The word that `removed` and `explain` have for a purpose.
pub fn reason(purpose: Purpose) -> &'static str {
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
struct Sums(Vec<f32>);

impl Sums {
    fn of(values: impl Iterator<Item = f32>) -> Self {
        let mut sums = vec![0.0];
        let mut sum = 0.0;
        sums.extend(values.map(|value| {
            sum += value;
            sum
        }));
        Self(sums)
    }

    fn over(&self, range: &std::ops::Range<usize>) -> f32 {
        let at = |place: usize| self.0.get(place).or(self.0.last()).copied().unwrap_or_default();
        at(range.end) - at(range.start)
    }
}

fn prose(passage: &Passage) -> f32 {
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
        let (mut cuts, refused) = cut_furniture(page, passages, names, asked, &trusted);
        if has(Signal::Others) {
            cut_other_articles(page, passages, asked.titles, &mut cuts);
        }
        if has(Signal::Teasers) {
            cut_teasers(page, passages, &mut cuts);
        }
        if has(Signal::Pictures) {
            cut_slides(passages, &mut cuts);
            cut_captions(page, passages, &mut cuts);
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

/// Less prose than this below a headline is no article.
const LEAST_ARTICLE: f32 = 250.0;

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
fn cut_furniture<'a>(
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

/// Where a page holds several articles side by side, the one with the page's title is meant; what the others hold is cut.
fn cut_other_articles(page: &Page<'_>, passages: &Passages, titles: &[String], cuts: &mut [Option<Cut>]) {
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

/// Teasers of other articles: three or more linked headlines, each in an element of its own, with a line or two of text below.
fn cut_teasers(page: &Page<'_>, passages: &Passages, cuts: &mut [Option<Cut>]) {
    let is_headline = |passage: &Passage| {
        passage.link_share() >= 0.9 && (passage.kind == Kind::Heading || passage.size >= 25.0) && passage.size <= 250.0 && !passage.in_table
    };
    let heads: Vec<usize> = (0..passages.all.len())
        .filter(|place| cuts.get(*place).is_some_and(Option::is_none) && passages.all.get(*place).is_some_and(is_headline))
        .collect();
    // The text below a headline: what stands in the same cell or beside it in a common one.
    let below = |head: usize, next: Option<usize>| {
        let Some(cell) = passages.all.get(head).map(|passage| passage.cell) else { return head + 1 };
        let around = page.parent(cell);
        let end = next.unwrap_or(passages.all.len()).min(head + 6);
        let belongs = |place: usize| {
            let passage = passages.all.get(place);
            passage.is_some_and(|passage| {
                (passage.cell == cell || page.holds(around, passage.node)) && passage.size <= 450.0 && passage.kind != Kind::Heading
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
        let end = below(*head, next);
        let joins = run.last().is_none_or(|last| *head - last.end <= 2 && cell(last.start) != cell(*head));
        if !joins {
            close(&mut run, cuts);
        }
        run.push(*head..end);
    }
    close(&mut run, cuts);
}

/// Captions by structure: the little text that stands alone with a picture in one element, without a full stop.
fn cut_captions(page: &Page<'_>, passages: &Passages, cuts: &mut [Option<Cut>]) {
    for id in page.ids().filter(|id| matches!(page.tag(*id), Tag::Img | Tag::Picture | Tag::Video | Tag::Iframe)) {
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
        if inside.len() <= 2 && inside.iter().all(is_caption) {
            for cut in cuts.get_mut(range).into_iter().flatten() {
                cut.get_or_insert_with(|| Cut { reason: "caption", why: "alone with a picture".to_owned() });
            }
        }
    }
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
fn cut_slides(passages: &Passages, cuts: &mut [Option<Cut>]) {
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

/// What elements of one make share: kind and class.
fn signature<'a>(page: &Page<'a>, id: NodeId) -> &'a str {
    page.raw_attribute(id, Name::Class).or_else(|| page.raw_attribute(id, Name::Id)).unwrap_or_default()
}

/// An element in words: its kind and first name.
pub fn describe(page: &Page<'_>, id: NodeId) -> String {
    let tag = format!("{:?}", page.tag(id)).to_lowercase();
    let class = page.raw_attribute(id, Name::Class).filter(|class| !class.trim().is_empty());
    match class.or_else(|| page.raw_attribute(id, Name::Id)) {
        Some(name) => format!("<{tag}> “{}”", name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect::<String>()),
        None => format!("<{tag}>"),
    }
}

/// An element and the two around it in words.
pub fn chain(page: &Page<'_>, id: NodeId) -> String {
    let around = std::iter::once(id).chain(page.ancestors(id)).take(3).map(|id| describe(page, id));
    around.collect::<Vec<_>>().join(" in ")
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
