//! The two ends of a text: the standfirst above it, what stands before its first prose, what follows its last.

use super::body::Cut;
use super::declared::letters;
use super::judge::{Bench, cut};
use super::line::is_separator;
use super::passage::{Kind, Passage, ends_sentence};
use super::pattern::item_number;
use super::wording::{self, Match};
use rustc_hash::FxHashSet;

impl Bench<'_> {
    /// A standfirst that the page also declares as its description, in languages whose papers sum the text up in it: most of its words come
    /// again below. Elsewhere it opens the text and is read with it.
    pub fn standfirst(&mut self, places: &[usize]) {
        let Some(summary) = self.known.description.as_ref().filter(|_| self.known.sums_up) else { return };
        let prose: Vec<&Passage> = places
            .iter()
            .filter(|place| self.is_kept(**place))
            .filter_map(|place| self.passage(*place))
            .filter(|line| line.is_prose())
            .collect();
        let [line, rest @ ..] = prose.as_slice() else { return };
        if *summary != letters(&line.text) || rest.first().is_none_or(|next| next.parent == line.parent) {
            return;
        }
        let said: FxHashSet<String> = rest.iter().flat_map(|passage| stems(&passage.text)).collect();
        let (again, all) = stems(&line.text).fold((0, 0), |(again, all), stem| (again + usize::from(said.contains(&stem)), all + 1));
        let place = places.iter().copied().find(|place| self.passage(*place).is_some_and(|passage| passage.node == line.node));
        if again * 2 > all
            && let Some(place) = place
        {
            self.drop(place, cut("summary", "the description above the text"));
        }
    }

    /// Before the first prose: bylines, dates, kickers, chrome. A short sentence or a heading of the same parent stays, if it does not stand
    /// above the headline.
    pub fn head(&mut self, places: &[usize]) {
        let Some(first) = places.iter().position(|place| self.is_kept(*place) && self.passage(*place).is_some_and(Passage::is_prose))
        else {
            return;
        };
        let parent = places.get(first).and_then(|place| self.passage(*place)).map(|passage| passage.parent);
        let section = places.get(first).and_then(|place| self.passage(*place)).map(|passage| passage.section);
        let is_headline = |place: &usize| self.cuts.get(*place).and_then(Option::as_ref).is_some_and(|cut| cut.reason == "title");
        let headline = places.iter().take(first).rposition(is_headline);
        for (index, place) in places.iter().take(first).enumerate() {
            if headline.is_some_and(|headline| index < headline) {
                self.drop(*place, cut("furniture", "above the headline"));
                continue;
            }
            let Some(passage) = self.passage(*place) else { continue };
            if passage.kind == Kind::Heading && self.known.ends_with_title(&passage.text) {
                self.drop(*place, cut("title", "a kicker and the title again"));
                continue;
            }
            let own_heading = passage.kind == Kind::Heading && Some(passage.parent) == parent && passage.parent.index() > 0;
            let sentence = ends_sentence(&passage.text) && passage.text.split_whitespace().count() >= 3 && passage.link_share() < 0.5;
            let paragraph = passage.kind == Kind::Paragraph && ends_sentence(&passage.text) && passage.size >= 120.0;
            let words = passage.text.split_whitespace().count();
            let plain = passage.kind == Kind::Paragraph && passage.link_share() < 0.5;
            let item = passage.kind == Kind::Item && passage.link_share() < 0.3 && Some(passage.section) == section;
            let stays = own_heading
                || self.known.is_opening(passage)
                || item
                || (paragraph && Some(passage.parent) == parent && passage.link_share() < 0.8)
                || (sentence && Some(passage.parent) == parent)
                || (plain && sentence && words >= 8)
                || (plain && words >= 4 && Some(passage.parent) == parent && passage.parent.index() > 0);
            if !stays {
                self.drop(*place, cut("furniture", "before the first paragraph"));
            }
        }
    }

    /// After the last prose: credits, calls, tags, the author's life. From the last line upward until a paragraph stands.
    pub fn tail(&mut self, places: &[usize]) {
        let mut dropped = 0.0;
        let whole: f32 =
            places.iter().filter(|place| self.is_kept(**place)).filter_map(|place| self.passage(*place)).map(|passage| passage.size).sum();
        for place in places.iter().rev() {
            if !self.is_kept(*place) {
                continue;
            }
            let Some(passage) = self.passage(*place) else { continue };
            let Some(verdict) = self.ends_the_text(passage) else { break };
            dropped += passage.size;
            if dropped > 0.5 * whole {
                break;
            }
            self.drop(*place, Some(verdict));
        }
    }

    fn ends_the_text(&self, passage: &Passage) -> Option<Cut> {
        let text = passage.text.trim();
        let sentence = ends_sentence(text) && !text.ends_with([':', '：']);
        let words = text.split_whitespace().count();
        if passage.kind == Kind::Heading {
            return cut("furniture", "a heading with nothing below it");
        }
        if is_separator(text) {
            return None;
        }
        if let Some(found) = wording::look(text) {
            let fits = match found.how {
                Match::Tail | Match::Start => passage.size < 420.0,
                Match::Within => passage.size < 600.0,
                Match::Whole => true,
            };
            if fits {
                return cut(found.reason, format!("at the end, the words “{}”", found.phrase));
            }
        }
        let bare = wording::bare(text);
        if passage.size < 420.0
            && let Some(found) = wording::within(&bare)
        {
            return cut(found.reason, format!("at the end, the words “{}”", found.phrase));
        }
        if wording::is_address(text) {
            return cut("byline", "at the end, an address alone");
        }
        let own = letters(text);
        let names_author = self.known.authors.iter().any(|author| author.chars().count() >= 6 && own.starts_with(author.as_str()));
        if names_author && passage.size < 700.0 {
            return cut("author", "at the end, begins with the author’s name");
        }
        if (text.starts_with('(') && text.ends_with([')', '.']) || text.starts_with('[') && text.ends_with(']'))
            && words <= 30
            && is_bracketed_credit(text)
        {
            return cut("credit", "at the end, a credit in brackets");
        }
        // One long word is neither initials nor a name nor a call.
        let is_word = words == 1 && text.chars().count() >= 20;
        if !sentence
            && !is_word
            && !passage.is_prose()
            && !passage.in_quote
            && (passage.kind != Kind::Item && item_number(text).is_none() || words <= 2)
            && passage.kind != Kind::Cell
            && passage.kind != Kind::Preformatted
        {
            return cut("furniture", "after the last paragraph");
        }
        None
    }
}

/// The beginnings of a text's longer words.
fn stems(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 5);
    words.map(|word| word.chars().take(5).flat_map(char::to_lowercase).collect())
}

/// "(dpa/sda)", "(Reporting by …)", "(lw)": initials, agencies, or a credit.
fn is_bracketed_credit(text: &str) -> bool {
    let inner = text.trim_matches(['(', ')', '[', ']', '.']);
    let words = inner.split_whitespace().count();
    if words <= 2 && inner.chars().count() <= 24 {
        return true;
    }
    wording::look(inner).is_some() || inner.split([',', '/', ' ', ';']).any(|word| super::words::is_agency(&word.to_lowercase()))
}
