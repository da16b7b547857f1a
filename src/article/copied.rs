//! Text copied from a page, furniture and all: where its head ends and its body begins, what the head says, and which lines of the body are
//! none. Lines have no markup, so that their form speaks: a full stop, a byline, a date, a repetition, a mark at the front.

use super::authors::{self, Asked};
use super::body::Cut;
use super::declared::{letters, one_space};
use super::judge::{self, Known};
use super::line as form;
use super::passage::{self, Kind, Passage, ends_sentence, reading_size};
use super::time::{self, Order, Stamp};
use super::wording::{self, Match};
use super::{published, words};
use crate::page::Page;

/// What a copied text says.
#[derive(Default)]
pub struct Copied {
    pub lines: Vec<Passage>,
    /// For every line why it is no body, if it is none.
    pub cuts: Vec<Option<Cut>>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<Stamp>,
    pub modified: Option<Stamp>,
    pub site: Option<String>,
}

/// Reads a copied text; `language` is that of its words.
pub fn read(text: &str, language: Option<&str>) -> Copied {
    let lines = lines(text);
    let mut copied = Copied { cuts: vec![None; lines.len()], lines, ..Copied::default() };
    let order = published::order(language, None);
    let head = Head::find(&copied.lines, order);
    copied.title = head.title.and_then(|place| copied.lines.get(place)).map(|line| one_space(&line.text));
    head.read(&mut copied, order, language.and_then(|tag| tag.get(..2)));
    for place in 0..head.body {
        let reason = match place {
            place if Some(place) == head.title => ("title", "the first line that can be a headline"),
            place if head.facts.contains(&place) => ("byline", "author, date or place above the text"),
            _ => ("furniture", "above the text"),
        };
        if let Some(slot) = copied.cuts.get_mut(place) {
            *slot = Some(Cut { reason: reason.0, why: reason.1.to_owned() });
        }
    }
    let known = Known {
        titles: copied.title.iter().map(|title| letters(title)).collect(),
        authors: copied.authors.iter().map(|author| letters(author)).collect(),
        sites: copied.site.iter().map(|site| letters(site)).collect(),
        section: None,
        description: None,
        sums_up: false,
        order: Some(order),
        without: None,
    };
    let body: Vec<usize> = (head.body..copied.lines.len()).collect();
    cut_by_form(&copied.lines, &body, &mut copied.cuts);
    judge::judge(&copied.lines, &body, &known, &mut copied.cuts);
    cut_after_end(&copied.lines, &body, &mut copied.cuts);
    copied
}

/// The lines of a text; where lines were broken at a width, the paragraphs.
fn lines(text: &str) -> Vec<Passage> {
    let mut lines = Vec::new();
    for block in text.replace("\r\n", "\n").replace('\r', "\n").split("\n\n") {
        let parts: Vec<&str> = block.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let broken = parts.len() >= 3
            && parts.iter().take(parts.len() - 1).all(|part| (45..=110).contains(&part.chars().count()))
            && parts.iter().take(parts.len() - 1).filter(|part| !ends_sentence(part)).count() * 2 > parts.len() - 1;
        if broken {
            lines.push(parts.join(" "));
        } else {
            lines.extend(parts.into_iter().map(str::to_owned));
        }
    }
    lines.into_iter().map(|line| line_passage(&line)).filter(|line| !line.text.is_empty()).collect()
}

fn line_passage(line: &str) -> Passage {
    let text: String = line.chars().filter(|c| !passage::is_unprintable(*c)).map(|c| if c == '\t' { ' ' } else { c }).collect();
    let size = reading_size(&text);
    Passage {
        node: Page::ROOT,
        parent: Page::ROOT,
        cell: Page::ROOT,
        section: Page::ROOT,
        kind: Kind::Bare,
        size,
        text,
        linked: 0.0,
        links: 0,
        slanted: 0.0,
        in_list: false,
        in_table: false,
        in_quote: false,
    }
}

/// A paragraph of prose: a sentence of some length.
fn is_solid(line: &Passage) -> bool {
    (ends_sentence(&line.text)
        && line.size >= 40.0
        && (line.text.split_whitespace().count() >= 6 || line.text.chars().any(passage::is_ideograph)))
        || line.size >= 240.0
}

/// What stands above the text.
#[derive(Default)]
struct Head {
    title: Option<usize>,
    /// Lines with authors and dates.
    facts: Vec<usize>,
    /// The first line of the body.
    body: usize,
}

impl Head {
    fn find(lines: &[Passage], order: Order) -> Self {
        // The head reaches no further than the third long paragraph.
        let long: Vec<usize> =
            lines.iter().enumerate().filter(|(_, line)| is_solid(line) && line.size >= 100.0).map(|(place, _)| place).collect();
        let reach = long.get(2).or(long.last()).copied().unwrap_or(lines.len()).min(40);
        let first = long.first().copied().unwrap_or(reach);
        let fact = |place: &usize| lines.get(*place).is_some_and(|line| is_fact(line, order) && (*place < first || !is_clock(line, order)));
        let facts: Vec<usize> = (0..reach).filter(fact).collect();
        // The first of the best lines above the first long paragraph; a headline has some eight words, a name of site or section fewer.
        let candidates = (0..first.min(40)).filter(|place| !facts.contains(place));
        let mut title: Option<(f32, usize)> = None;
        for place in candidates {
            let Some(line) = lines.get(place).filter(|line| can_be_title(line)) else { continue };
            let worth = headline_worth(line) - 0.4 * place as f32;
            if title.is_none_or(|(best, _)| worth > best) {
                title = Some((worth, place));
            }
        }
        let title = title.map(|(_, place)| place);
        let after = facts.last().copied().into_iter().chain(title).max().map_or(0, |last| last + 1);
        let repeats = |place: usize| {
            let own = lines.get(place).map(|line| letters(&line.text)).unwrap_or_default();
            let next = lines.get(place + 1).map(|line| letters(&line.text)).unwrap_or_default();
            let before = place.checked_sub(1).and_then(|before| lines.get(before)).map(|line| letters(&line.text)).unwrap_or_default();
            own.len() >= 16 && (next.starts_with(&own) || (before.len() >= 16 && own.starts_with(&before)))
        };
        let body =
            (after..lines.len()).find(|place| lines.get(*place).is_some_and(|line| is_solid(line) && !is_chrome(line)) && !repeats(*place));
        Self { title, facts, body: body.unwrap_or(after.min(lines.len())) }
    }

    /// Takes title, authors, dates and site from the head, and what is missing from the ends of the text.
    fn read(&self, copied: &mut Copied, order: Order, language: Option<&str>) {
        let lines = std::mem::take(&mut copied.lines);
        let head = lines.get(..self.body).unwrap_or_default();
        copied.site = site(&lines, head, self.title);
        let asked = Asked { sites: copied.site.clone().into_iter().collect(), title: copied.title.as_deref() };
        copied.authors = authors(&lines, head, &self.facts, &asked);
        for (_, line) in
            head.iter().enumerate().filter(|(place, line)| self.facts.contains(place) || (line.size < 120.0 && Some(*place) != self.title))
        {
            self.date(copied, &line.text, order, language);
        }
        if copied.published.is_none() {
            // A dateline with its date, or a line below the text.
            let first = lines.get(self.body).map(|line| line.text.chars().take(110).collect::<String>());
            copied.published =
                first.and_then(|start| time::find(&start, order, language)).map(|(stamp, _)| Stamp { time: None, offset: None, ..stamp });
        }
        if copied.published.is_none() {
            let copyright = |line: &Passage| ["©", "(c)", "(C)", "Copyright"].iter().any(|mark| line.text.contains(mark));
            let below =
                lines.iter().skip(self.body + 1).filter(|line| line.size < 120.0 && (form::is_date(&line.text, order) || copyright(line)));
            copied.published = below.filter_map(|line| time::find(&line.text, order, language)).map(|(stamp, _)| stamp).next();
        }
        // Where a change alone is dated, its day is the one on which the text was as it stands.
        copied.published = copied.published.or(copied.modified);
        let between = |place: &usize| self.title.is_some_and(|title| *place > title) && !self.facts.contains(place);
        copied.description = (0..self.body)
            .filter(between)
            .filter_map(|place| lines.get(place))
            .find(|line| line.text.split_whitespace().count() >= 6 && !is_chrome(line))
            .map(|line| one_space(&line.text));
        copied.lines = lines;
    }

    fn date(&self, copied: &mut Copied, line: &str, order: Order, language: Option<&str>) {
        let (first, changed) = published::in_line(line, order, language);
        copied.published = copied.published.or(first);
        copied.modified = copied.modified.or(changed);
    }
}

/// Whether a line of the head holds author or date.
fn is_fact(line: &Passage, order: Order) -> bool {
    if line.size > 160.0 || (ends_sentence(&line.text) && line.text.split_whitespace().count() > 12) {
        return false;
    }
    let asked = Asked { sites: Vec::new(), title: None };
    is_byline_word(&line.text)
        || form::is_date(&line.text, order)
        || authors::fields(&line.text).iter().any(|field| {
            form::is_date(field, order) && field.chars().count() <= 40
                || authors::after_byline_word(field).is_some_and(|rest| {
                    field.chars().count() <= 90 && !authors::people(&[rest], &asked).is_empty() && !ends_sentence(field)
                })
        })
}

/// A time of day without its day: over the posts of a live report, each below the ones before.
fn is_clock(line: &Passage, order: Order) -> bool {
    form::is_date(&line.text, order) && time::find(&line.text, order, None).is_none()
}

/// "Published by" and the like alone on a line.
fn is_byline_word(line: &str) -> bool {
    let bare = line.trim().trim_end_matches(':').to_lowercase();
    bare.chars().count() >= 2 && words::bylines().before.contains(&bare.as_str())
}

/// Chrome by its wording: labels, calls, consent.
fn is_chrome(line: &Passage) -> bool {
    let text = line.text.trim();
    wording::is_markup(text)
        || wording::is_address(text)
        || wording::look(text).is_some_and(|found| match found.how {
            Match::Whole => true,
            Match::Within => line.size < 400.0,
            Match::Start => found.is_label || line.size < 60.0,
            Match::Tail => found.is_label && line.size < 120.0,
        })
}

/// Whether a line can be the headline: some words, no list of links, no chrome.
fn can_be_title(line: &Passage) -> bool {
    let text = line.text.trim();
    let words = text.split_whitespace().count();
    let ideographs = text.chars().filter(|c| passage::is_ideograph(*c)).count();
    let enough = words >= 4 || ideographs >= 8;
    let separators = ["  ", " | ", " > ", " / ", "» ", " · ", " • ", " › "].iter().filter(|mark| text.contains(**mark)).count();
    enough
        && line.size <= 220.0
        && separators == 0
        && !is_chrome(line)
        && !is_full_sentence(text)
        && !text.starts_with(['*', '•', '-', '[', '('])
        && text.chars().any(char::is_lowercase) | (ideographs > 0) | text.chars().all(|c| !c.is_lowercase())
}

/// Whether a line ends in a full stop that is not that of an abbreviation: text copied without its headline begins so.
fn is_full_sentence(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default().trim_end_matches(['"', '”', '’', '\'', ')']);
    last.strip_suffix('.')
        .is_some_and(|word| !word.contains('.') && word.chars().filter(|character| character.is_alphanumeric()).count() > 3)
}

/// How much a line looks like a headline: words up to eight, small letters among them, no full stop.
fn headline_worth(line: &Passage) -> f32 {
    let text = line.text.trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    let ideographs = text.chars().filter(|c| passage::is_ideograph(*c)).count();
    let length = (words.len() as f32).max(ideographs as f32 / 2.5).min(8.0);
    let small = words.iter().skip(1).any(|word| word.chars().next().is_some_and(char::is_lowercase));
    let sections = words.iter().filter(|word| words::is_section(&word.to_lowercase())).count();
    let stop = ends_sentence(text) && !text.ends_with(['?', '!']) && !text.ends_with("S.");
    length + if small { 2.0 } else { 0.0 } - sections as f32 - if stop { 5.0 } else { 0.0 } - if line.size > 170.0 { 4.0 } else { 0.0 }
}

/// People whom the head names; else whom the text's end names as reporting.
fn authors(lines: &[Passage], head: &[Passage], facts: &[usize], asked: &Asked<'_>) -> Vec<String> {
    let person = |text: &str| -> Vec<String> {
        authors::people(&[text.to_owned()], asked)
            .into_iter()
            .filter(|name| name.contains(' ') || name.chars().any(passage::is_ideograph))
            .collect()
    };
    for place in facts {
        let Some(line) = head.get(*place) else { continue };
        if is_byline_word(&line.text) {
            // The name stands on the line after or before its label.
            let near = [place + 1, place.wrapping_sub(1)];
            let names = near
                .iter()
                .filter_map(|near| lines.get(*near))
                .filter(|line| line.size <= 80.0)
                .map(|line| person(&line.text))
                .find(|names| !names.is_empty());
            if let Some(names) = names {
                return names;
            }
        }
        for field in authors::fields(&line.text) {
            if let Some(rest) = authors::after_byline_word(&field) {
                let names = person(&rest);
                if !names.is_empty() {
                    return names;
                }
            }
        }
    }
    let printed =
        authors::printed(&facts.iter().filter_map(|place| head.get(*place)).map(|line| line.text.as_str()).collect::<Vec<_>>(), asked);
    if !printed.names.is_empty() {
        return printed.names;
    }
    // A bare name beside a date line, perhaps with a place.
    for place in facts {
        for field in head.get(*place).map(|line| authors::fields(&line.text)).unwrap_or_default() {
            if authors::is_bare_name(&field) {
                return person(&field);
            }
        }
        for near in [place.wrapping_sub(1), place + 1] {
            let name = head.get(near).map(|line| line.text.split(',').next().unwrap_or_default().trim().to_owned()).unwrap_or_default();
            if authors::is_bare_name(&name)
                && !authors_is_site(&name, asked)
                && head.get(near).is_some_and(|line| line.text.split_whitespace().count() <= 6)
            {
                return person(&name);
            }
        }
    }
    // "Reporting by X; editing by Y" below the text.
    let credit = lines.iter().rev().take(12).find_map(|line| {
        let lower = line.text.to_lowercase();
        let at = lower.find("reporting by ").filter(|at| *at <= 2)?;
        line.text.get(at + 13..).map(|rest| rest.split([';', ')', '.']).next().unwrap_or(rest).to_owned())
    });
    credit.map(|credit| person(&credit)).unwrap_or_default()
}

fn authors_is_site(text: &str, asked: &Asked<'_>) -> bool {
    asked.sites.iter().any(|site| letters(site) == letters(text))
}

/// The outlet's name: a copyright line, else the first short line above the headline.
fn site(lines: &[Passage], head: &[Passage], title: Option<usize>) -> Option<String> {
    let dateline = lines.iter().find(|line| is_solid(line)).and_then(|line| agency_of(&line.text));
    let above = head.iter().take(title.unwrap_or(head.len()).min(3)).flat_map(|line| {
        let words = line.text.split_whitespace().count();
        if words <= 5 && !is_chrome(line) { vec![one_space(&line.text)] } else { Vec::new() }
    });
    let named = |name: &String| {
        let words: Vec<&str> = name.split_whitespace().collect();
        let capital = words.iter().filter(|word| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())).count();
        !words.is_empty()
            && !words.iter().all(|word| words::is_section(&word.to_lowercase()) || !word.chars().any(char::is_alphanumeric))
            && capital * 2 >= words.len()
            && !name.contains(['>', '/', '|', ':', '?'])
            && !form::is_date(name, Order::DayFirst)
            && words.len() >= 2
    };
    let first = above.into_iter().find(named);
    first.or(dateline).or_else(|| {
        lines.iter().rev().take(8).find_map(|line| {
            let text = line.text.trim();
            let at = ["©", "(c)", "(C)", "Copyright"].iter().find_map(|mark| text.find(mark).map(|at| at + mark.len()))?;
            let rest: String = text.get(at..)?.chars().skip_while(|c| !c.is_alphabetic()).collect();
            let end = rest.find(['.', ',', '|', '·', '-', '–', '—', ';', '(']).unwrap_or(rest.len());
            let name =
                one_space(rest.get(..end)?.trim_start_matches("copyright").trim_end_matches(|c: char| c.is_ascii_digit() || c == ' '));
            (!name.to_lowercase().starts_with("all rights")
                && name.split_whitespace().count() <= 5
                && name.chars().count() >= 3
                && name.chars().next().is_some_and(char::is_uppercase))
            .then_some(name)
        })
    })
}

/// The agency of a dateline: "LIMA (Northern Wire) -", "NASHVILLE, Tenn. (NW) —".
fn agency_of(text: &str) -> Option<String> {
    let start: String = text.chars().take(90).collect();
    let (place, rest) = start.split_once('(')?;
    let (name, after) = rest.split_once(')')?;
    let capital = place.chars().next().is_some_and(char::is_uppercase)
        && place.split_whitespace().count() <= 7
        && !place.contains(['.', '!', '?']) | place.contains(". ") | place.ends_with(". ");
    let dash = after.trim_start_matches(['.', ' ']).starts_with(['-', '–', '—', '_', '.']);
    let short = name.split_whitespace().count() <= 4 && name.chars().count() >= 2 && name.chars().next().is_some_and(char::is_uppercase);
    (capital && dash && short).then(|| one_space(name))
}

/// Lines that their form gives away between paragraphs: marks at the front, scraps, runs of lines without a full stop.
fn cut_by_form(lines: &[Passage], body: &[usize], cuts: &mut [Option<Cut>]) {
    let mut set = |place: usize, reason: &'static str, why: &str| {
        if let Some(slot @ None) = cuts.get_mut(place) {
            *slot = Some(Cut { reason, why: why.to_owned() });
        }
    };
    let mut run: Vec<usize> = Vec::new();
    let mut after_colon = false;
    for place in body {
        let Some(line) = lines.get(*place) else { continue };
        let text = line.text.trim();
        if is_scrap(text) {
            set(*place, "markup", "a scrap of the page");
            continue;
        }
        let sentence = ends_sentence(text);
        let pointed = text.starts_with(['▶', '►', '→', '»', '>', '▼', '●', '■', '➡', '👉', '📷', '🎥', '[']) && !sentence;
        if pointed {
            set(*place, "related", "a mark at the front and no full stop");
            continue;
        }
        let loose = !sentence && line.size < 140.0;
        if loose && !after_colon {
            run.push(*place);
            continue;
        }
        if !loose {
            flush(&mut run, lines, &mut set);
            after_colon = text.ends_with([':', '：']);
        }
    }
    flush(&mut run, lines, &mut set);
}

/// One loose line between paragraphs may be a subheading or a paragraph; several in a row are furniture, unless they are items.
fn flush(run: &mut Vec<usize>, lines: &[Passage], set: &mut impl FnMut(usize, &'static str, &str)) {
    let is_item = |place: &usize| {
        lines.get(*place).is_some_and(|line| {
            let text = line.text.trim_start();
            text.starts_with(['-', '–', '—', '•', '*', '·', '“', '"', '«', '„']) || text.chars().next().is_some_and(|c| c.is_ascii_digit())
        })
    };
    if run.len() >= 2 && !run.iter().all(is_item) {
        for place in run.iter() {
            set(*place, "furniture", "one of several lines without a full stop");
        }
    }
    run.clear();
}

/// A word in lower case alone, or a line of marks.
fn is_scrap(text: &str) -> bool {
    let word = !text.contains(char::is_whitespace) && text.chars().count() <= 16 && text.chars().all(|c| c.is_ascii_lowercase());
    word || wording::is_markup(text) || !text.chars().any(char::is_alphanumeric)
}

/// After a label that ends articles ("Comments", "Read next") no paragraph of the body follows, if little follows at all.
fn cut_after_end(lines: &[Passage], body: &[usize], cuts: &mut [Option<Cut>]) {
    let size = |place: &usize| match cuts.get(*place) {
        Some(None) => lines.get(*place).map_or(0.0, |line| line.size),
        _ => 0.0,
    };
    let whole: f32 = body.iter().map(size).sum();
    // Behind the last long line that is kept, and with little behind it.
    let last_long = body.iter().rposition(|place| size(place) >= 160.0);
    let mut rests: Vec<f32> = body
        .iter()
        .rev()
        .scan(0.0, |rest, place| {
            let behind = *rest;
            *rest += size(place);
            Some(behind)
        })
        .collect();
    rests.reverse();
    for (index, place) in body.iter().enumerate() {
        let Some(line) = lines.get(*place) else { continue };
        let is_end = |reason: &str| matches!(reason, "related" | "share" | "credit" | "comments" | "tags" | "newsletter");
        let by_cut = cuts.get(*place).and_then(Option::as_ref).is_some_and(|cut| is_end(cut.reason));
        let by_words = || wording::look(&line.text).is_some_and(|found| found.how == Match::Whole && is_end(found.reason));
        let ends = line.size < 60.0 && !ends_sentence(&line.text) && (by_cut || by_words());
        let after = body.get(index + 1..).unwrap_or_default();
        let rest = rests.get(index).copied().unwrap_or_default();
        if ends && rest > 0.0 && rest < 0.25 * whole && last_long.is_none_or(|long| long <= index) {
            for place in after {
                if let Some(slot @ None) = cuts.get_mut(*place) {
                    *slot = Some(Cut { reason: "furniture", why: format!("after “{}”", line.text.trim()) });
                }
            }
            return;
        }
    }
}
