//! Line by line: which passages of the chosen body are furniture after all. Wording, links, repetition, what the page is known to be called
//! and by whom it is written, and the place in the text decide; nothing here knows markup, so that text copied from a page is judged
//! by the same rules.

use super::Signal;
use super::authors;
use super::body::Cut;
use super::declared::{letters, letters_up_to};
use super::line::{is_credit, is_date, is_separator, strip_counter, unnumbered};
use super::passage::{Kind, Passage, ends_sentence};
use super::published;
use super::time::Order;
use super::wording::{self, Found, Match};
use rustc_hash::FxHashMap;

/// How many items or cells are looked at on each side of a linked one.
const BESIDE: usize = 8;

/// How many letters a line has at most that the page's metadata may stand behind.
const LONGEST_LINE: usize = 300;

/// How many letters a caption has at most that may be printed twice, with what is added the second time.
const LONGEST_CAPTION: usize = 330;

/// How many lines are looked for in the text once more.
const MOST_QUOTES: usize = 24;

/// What is known of the article when its lines are judged.
#[derive(Default)]
pub struct Known {
    /// The title in every form that the page has of it, letters alone.
    pub titles: Vec<String>,
    /// The authors' names, letters alone.
    pub authors: Vec<String>,
    /// The site's names, letters alone.
    pub sites: Vec<String>,
    pub section: Option<String>,
    /// The declared description, letters alone.
    pub description: Option<String>,
    /// Whether the language's papers sum the text up in a standfirst, and do not open it so.
    pub sums_up: bool,
    pub order: Option<Order>,
    /// A kind of evidence that is left aside, to see what it brings.
    pub without: Option<Signal>,
}

impl Known {
    /// Whether a passage above the text is a standfirst that opens it: it is declared as the description, or set as a heading and as long as a
    /// paragraph.
    pub fn is_opening(&self, passage: &Passage) -> bool {
        let is_description = || passage.size >= 60.0 && self.description.as_ref().is_some_and(|text| *text == letters(&passage.text));
        let is_paragraph = || passage.kind == Kind::Heading && passage.size >= 100.0 && !self.titles.contains(&letters(&passage.text));
        !self.sums_up && passage.link_share() < 0.15 && (is_description() || is_paragraph())
    }

    /// Whether a heading is the title with a kicker before it.
    pub fn ends_with_title(&self, heading: &str) -> bool {
        let own = letters(heading);
        self.titles.iter().any(|title| title.chars().count() >= 20 && own.ends_with(title.as_str()) && own.len() <= 2 * title.len())
    }
}

/// Judges the passages at the given places, in order; those that stay have no entry changed.
pub fn judge(passages: &[Passage], places: &[usize], known: &Known, cuts: &mut [Option<Cut>]) {
    let mut bench = Bench { passages, known, cuts };
    let has = |signal: Signal| known.without != Some(signal);
    bench.alone(places);
    if has(Signal::Lists) {
        bench.lists(places);
    }
    bench.repeated(places);
    if has(Signal::Captions) {
        bench.captions(places);
    }
    if has(Signal::Quotes) {
        bench.pulled_quotes(places);
    }
    if has(Signal::Standfirst) {
        bench.standfirst(places);
    }
    if has(Signal::Ends) {
        bench.head(places);
        bench.tail(places);
    }
    if has(Signal::Orphans) {
        bench.orphans(places);
    }
}

/// The passages of a body, and what becomes of them.
pub struct Bench<'b> {
    pub passages: &'b [Passage],
    pub known: &'b Known,
    pub cuts: &'b mut [Option<Cut>],
}

/// Whether a phrase found in a passage makes it furniture.
fn drops(passage: &Passage, found: Found) -> bool {
    let text = passage.text.trim();
    let sentence = ends_sentence(text) && !text.ends_with([':', '：']);
    let linked = passage.link_share();
    match found.how {
        Match::Whole => true,
        Match::Start if found.reason == "newsletter" => {
            !sentence && passage.size < 160.0 && (linked > 0.2 || found.is_label || passage.size < 90.0) || linked > 0.5
        }
        Match::Start => linked >= 0.5 || (found.is_label && (!sentence || passage.size < 120.0)) || (!sentence && passage.size < 150.0),
        Match::Tail => found.is_label && !sentence && passage.size < 100.0,
        Match::Within if found.reason == "consent" => passage.size < 700.0,
        Match::Within => passage.size < 350.0 && (!sentence || linked > 0.1 || passage.size < 110.0),
    }
}

/// A cut with its reason.
pub fn cut(reason: &'static str, why: impl Into<String>) -> Option<Cut> {
    Some(Cut { reason, why: why.into() })
}

impl Bench<'_> {
    /// The passage at a place.
    pub fn passage(&self, place: usize) -> Option<&Passage> {
        self.passages.get(place)
    }

    /// Whether nothing has cut a passage yet.
    pub fn is_kept(&self, place: usize) -> bool {
        self.cuts.get(place).is_some_and(Option::is_none)
    }

    /// Cuts a passage, if there is a verdict and none before it.
    pub fn drop(&mut self, place: usize, verdict: Option<Cut>) {
        if let Some(slot) = self.cuts.get_mut(place)
            && slot.is_none()
        {
            *slot = verdict;
        }
    }

    /// Verdicts that a line's own look and wording give.
    fn alone(&mut self, places: &[usize]) {
        for place in places {
            let Some(passage) = self.passage(*place) else { continue };
            let has = |signal: Signal| self.known.without != Some(signal);
            let wording = || self.by_wording(passage).filter(|_| has(Signal::Wording));
            let links = || self.by_links(*place, passage).filter(|_| has(Signal::Links));
            let verdict = wording().or_else(links).or_else(|| self.by_knowledge(*place, passage).filter(|_| has(Signal::Knowledge)));
            self.drop(*place, verdict);
        }
    }

    fn by_wording(&self, passage: &Passage) -> Option<Cut> {
        let text = passage.text.trim();
        if passage.kind != Kind::Preformatted && passage.size < 200.0 && wording::is_markup(text) {
            return cut("markup", "markup that was never expanded");
        }
        if !text.chars().any(char::is_alphanumeric) && !is_separator(text) {
            return cut("markup", "no letters");
        }
        if text.contains('@') && wording::is_address(text) {
            return cut("byline", "an address alone");
        }
        // A line that begins harmlessly may hold a phrase further on.
        let found = wording::look(text)?;
        let other = || wording::within(&wording::bare(text)).filter(|other| *other != found && drops(passage, *other));
        let found = if drops(passage, found) { found } else { other()? };
        cut(found.reason, format!("the words “{}”", found.phrase))
    }

    fn by_links(&self, place: usize, passage: &Passage) -> Option<Cut> {
        let share = passage.link_share();
        let sentence = ends_sentence(&passage.text);
        let all_linked = share >= 0.8 && !(sentence && passage.size >= 60.0 && passage.kind == Kind::Paragraph && share < 0.97);
        if all_linked && passage.kind != Kind::Heading && !passage.is_enumeration() && !self.is_among_plain(place, passage) {
            return cut("related", "nothing but links");
        }
        None
    }

    /// Whether most of a list's items or of a row's cells round a linked one are no links: names and terms, not ways to elsewhere.
    fn is_among_plain(&self, place: usize, passage: &Passage) -> bool {
        if !matches!(passage.kind, Kind::Item | Kind::Cell) {
            return false;
        }
        let beside = |other: &&Passage| other.kind == passage.kind && other.parent == passage.parent;
        let before = self.passages.get(place.saturating_sub(BESIDE)..place).unwrap_or_default().iter().rev().take_while(beside);
        let after = self.passages.iter().skip(place + 1).take(BESIDE).take_while(beside);
        let (plain, all) = before.chain(after).fold((0, 0), |(plain, all), other| (plain + usize::from(other.link_share() < 0.5), all + 1));
        all > 0 && plain * 2 > all
    }

    fn by_knowledge(&self, place: usize, passage: &Passage) -> Option<Cut> {
        let own = letters_up_to(LONGEST_LINE, &passage.text)?;
        if own.chars().count() >= 8 && self.known.titles.contains(&own) {
            return cut("title", "the title again");
        }
        let is_line = !matches!(passage.kind, Kind::Heading | Kind::Item | Kind::Cell);
        if is_line && authors::after_byline_word(&passage.text).is_some_and(|name| authors::is_bare_name(&name)) {
            return cut("byline", "a name after a byline’s word");
        }
        if self.is_byline(&passage.text, &own) {
            return cut("byline", "an author’s name alone");
        }
        if self.known.sites.contains(&own) || self.known.section.as_ref() == Some(&own) {
            return cut("navigation", "the site’s or section’s name alone");
        }
        if is_date(&passage.text, self.known.order.unwrap_or(Order::DayFirst)) && !self.heads_an_entry(place, passage) {
            return cut("byline", "a date alone");
        }
        None
    }

    /// Whether a date stands between paragraphs as one of them, without a label: it heads what happened then.
    fn heads_an_entry(&self, place: usize, passage: &Passage) -> bool {
        let is_text = |place: Option<usize>| {
            let beside = place.and_then(|place| self.passage(place));
            let is_text = |beside: &Passage| beside.is_prose() || is_separator(&beside.text);
            beside.is_some_and(|beside| is_text(beside) && beside.parent == passage.parent && beside.kind == Kind::Paragraph)
        };
        matches!(passage.kind, Kind::Heading | Kind::Paragraph)
            && passage.parent.index() > 0
            && is_text(place.checked_sub(1))
            && is_text(Some(place + 1))
            && !published::is_labelled(&passage.text)
            && published::in_line(&passage.text, Order::DayFirst, None).1.is_none()
    }

    fn is_byline(&self, text: &str, own: &str) -> bool {
        if own.is_empty() || text.chars().count() > 120 {
            return false;
        }
        let authors = &self.known.authors;
        let names = authors
            .iter()
            .filter(|author| author.chars().count() >= 4 && own.contains(author.as_str()))
            .map(|author| author.chars().count())
            .sum::<usize>();
        // The names and little beside them.
        names > 0 && own.chars().count() <= names + 14 && !(ends_sentence(text) && text.split_whitespace().count() > 7)
    }

    /// Lists of links, by their items or by the label above them.
    fn lists(&mut self, places: &[usize]) {
        let mut start = 0;
        while start < places.len() {
            let list = |index: usize| {
                places
                    .get(index)
                    .and_then(|place| self.passage(*place))
                    .filter(|passage| passage.kind == Kind::Item)
                    .map(|passage| passage.parent)
            };
            let Some(parent) = list(start) else {
                start += 1;
                continue;
            };
            let end = (start..places.len()).find(|index| list(*index) != Some(parent)).unwrap_or(places.len());
            let items: Vec<&Passage> = places.iter().skip(start).take(end - start).filter_map(|place| self.passage(*place)).collect();
            let is_link =
                |item: &&&Passage| item.links >= 1 && !ends_sentence(&item.text) && (item.link_share() >= 0.5 || item.linked >= 25.0);
            let linked = items.iter().filter(is_link).count();
            let labelled = start
                .checked_sub(1)
                .and_then(|before| places.get(before))
                .and_then(|place| self.cuts.get(*place))
                .and_then(Option::as_ref)
                .is_some_and(|cut| cut.reason == "related");
            let told = items.iter().filter(|item| item.is_prose() && item.link_share() < 0.3).count();
            let some = items.iter().any(|item| item.links >= 1) && told * 2 <= items.len();
            if (items.len() >= 2 && linked * 3 >= items.len() * 2) || (labelled && some) {
                for place in places.iter().skip(start).take(end - start) {
                    self.drop(*place, cut("related", if labelled { "a list below such a label" } else { "a list of links" }));
                }
            }
            start = end;
        }
    }

    /// A short line that stands again and again is chrome, whatever its number.
    fn repeated(&mut self, places: &[usize]) {
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        for place in places {
            if let Some(passage) = self.passage(*place).filter(|passage| passage.size < 80.0 && self.is_kept(*place)) {
                *counts.entry(unnumbered(&passage.text)).or_default() += 1;
            }
        }
        for place in places {
            if let Some(passage) = self.passage(*place).filter(|passage| passage.size < 80.0)
                && counts.get(&unnumbered(&passage.text)).is_some_and(|count| *count >= 4)
                && passage.kind == Kind::Bare
                && !ends_sentence(&passage.text)
            {
                self.drop(*place, cut("repeated", "a short line that stands again and again"));
            }
        }
    }

    /// Credits of pictures, and captions that are printed twice.
    fn captions(&mut self, places: &[usize]) {
        let mut previous: Option<(usize, String)> = None;
        for place in places {
            if !self.is_kept(*place) {
                continue;
            }
            let Some(passage) = self.passage(*place) else { continue };
            if passage.kind == Kind::Heading {
                previous = None;
                continue;
            }
            if is_credit(&passage.text) {
                self.drop(*place, cut("caption", "a picture’s credit"));
                continue;
            }
            let Some(own) = letters_up_to(LONGEST_CAPTION, strip_counter(&passage.text)) else {
                previous = None;
                continue;
            };
            if let Some((before, first)) = &previous
                && (16..240).contains(&first.chars().count())
                && own.chars().count() < first.chars().count() + 90
                && (own.starts_with(first.as_str()) || first.starts_with(&own) && own.chars().count() >= 16)
                && !(passage.kind == Kind::Paragraph && own == *first)
            {
                let before = *before;
                self.drop(before, cut("caption", "printed twice"));
                self.drop(*place, cut("caption", "printed twice"));
                previous = None;
                continue;
            }
            previous = Some((*place, own));
        }
    }

    /// Quotations that are pulled out of the text and stand in it once more, word for word, in a longer paragraph.
    fn pulled_quotes(&mut self, places: &[usize]) {
        let kept: Vec<usize> = places.iter().copied().filter(|place| self.is_kept(*place)).collect();
        let is_pulled = |line: &Passage| {
            line.kind != Kind::Heading
                && (25.0..320.0).contains(&line.size)
                && (line.in_quote || line.kind == Kind::Bare || line.kind == Kind::Item)
        };
        let lines: Vec<usize> =
            kept.iter().copied().filter(|place| self.passage(*place).is_some_and(is_pulled)).take(MOST_QUOTES).collect();
        if lines.is_empty() {
            return;
        }
        let paragraphs = kept.iter().filter_map(|place| self.passage(*place)).filter(|passage| passage.kind == Kind::Paragraph);
        let text: String =
            paragraphs.filter(|passage| !passage.in_quote).flat_map(|passage| [letters(&passage.text), "\n".to_owned()]).collect();
        for place in lines {
            let Some(own) = self.passage(place).map(|passage| letters(&passage.text)) else { continue };
            if own.chars().count() >= 20 && memchr::memmem::find(text.as_bytes(), own.as_bytes()).is_some() {
                self.drop(place, cut("quote", "a quotation that stands in the text as well"));
                self.speaker_below(place);
            }
        }
    }

    /// Whom a quotation is by that was pulled out of the text: the short line below it in the same element.
    fn speaker_below(&mut self, quote: usize) {
        let (Some(quoted), Some(below)) = (self.passage(quote), self.passage(quote + 1)) else { return };
        let beside = below.in_quote || below.parent == quoted.parent || below.section == quoted.section && quoted.kind != Kind::Paragraph;
        if beside && below.kind != Kind::Heading && below.size < 100.0 && !ends_sentence(&below.text) {
            self.drop(quote + 1, cut("quote", "by whom a quotation is that stands in the text as well"));
        }
    }

    /// Headings whose text is gone.
    fn orphans(&mut self, places: &[usize]) {
        let mut below_cut = false;
        let mut content_below = false;
        for place in places.iter().rev() {
            let Some(passage) = self.passage(*place) else { continue };
            if !self.is_kept(*place) {
                below_cut |= !content_below;
                continue;
            }
            if passage.kind == Kind::Heading {
                let linked = passage.link_share() >= 0.8;
                if !content_below && (below_cut || linked) {
                    self.drop(*place, cut("related", "a heading whose text is furniture"));
                    continue;
                }
                content_below = false;
                below_cut = false;
                continue;
            }
            content_below = true;
            below_cut = false;
        }
    }
}
