//! A page as a list of passages: runs of text between the borders of blocks, each with what the tree knows of it.

use super::names::{self, Purpose, Reader};
use crate::page::{Name, NodeId, Page, Tag};

/// What kind of element holds a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Paragraph,
    /// Text that stands in a container without a paragraph of its own.
    Bare,
    Heading,
    Item,
    Cell,
    Preformatted,
}

/// A run of text between the borders of blocks.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The block element that holds it.
    pub node: NodeId,
    /// The element around that; of text without markup the root.
    pub parent: NodeId,
    /// The nearest division, list item or cell that holds it.
    pub cell: NodeId,
    /// The nearest division that holds it, lists and tables passed over.
    pub section: NodeId,
    pub kind: Kind,
    pub text: String,
    /// How much a reader reads: letters, an ideograph counted as two and a half.
    pub size: f32,
    /// How much of it stands in links.
    pub linked: f32,
    pub links: u16,
    /// How much of it is slanted.
    pub slanted: f32,
    /// Inside a list, a table, a quotation.
    pub in_list: bool,
    pub in_table: bool,
    pub in_quote: bool,
}

impl Passage {
    /// The share of the text that stands in links.
    pub fn link_share(&self) -> f32 {
        if self.size > 0.0 { self.linked / self.size } else { 0.0 }
    }

    /// Whether it is a line of many short links with something between: places, names, things.
    pub fn is_enumeration(&self) -> bool {
        self.links >= 3 && self.link_share() < 0.97 && self.linked / f32::from(self.links) <= 24.0 && self.kind == Kind::Paragraph
    }

    /// Whether it reads like a paragraph of prose: long enough, a sentence, few links.
    pub fn is_prose(&self) -> bool {
        self.kind != Kind::Heading && self.link_share() < 0.35 && (self.size >= 80.0 || (self.size >= 40.0 && ends_sentence(&self.text)))
    }
}

/// A heading shorter than this is no paragraph.
const LEAST_TOLD: f32 = 40.0;

/// All passages of a page in order, and where each node's begin.
pub struct Passages {
    pub all: Vec<Passage>,
    /// For every node, and one past the last, how many passages stand before it.
    begin: Vec<u32>,
}

impl Passages {
    /// The passages inside a node.
    pub fn within(&self, page: &Page<'_>, node: NodeId) -> std::ops::Range<usize> {
        let place = |id: NodeId| self.begin.get(id.index()).map_or(self.all.len(), |place| *place as usize);
        place(node)..place(page.after(node)).max(place(node))
    }
}

/// How much a reader reads of a text.
pub fn reading_size(text: &str) -> f32 {
    text.chars().map(|c| if is_ideograph(c) { 2.5 } else { 1.0 }).sum()
}

/// Characters of scripts that write without blanks.
pub fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FFFF}')
}

/// Whether a text ends as sentences do, closing quotes and brackets aside.
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»«“‘)]）」』】›".contains(c));
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '۔', '؟', '।', '։', '።', ':', '：', ';'])
}

struct Open {
    end: NodeId,
    tag: Tag,
    block: bool,
}

struct Writer<'p, 'a> {
    page: &'p Page<'a>,
    open: Vec<Open>,
    /// The block elements among the open ones.
    blocks: Vec<NodeId>,
    out: Vec<Passage>,
    text: String,
    size: f32,
    linked: f32,
    links: u16,
    slanted: f32,
    in_links: usize,
    in_slanted: usize,
    in_lists: usize,
    in_tables: usize,
    in_quotes: usize,
    in_pre: usize,
    in_headings: usize,
    breaks: usize,
    gap: bool,
    /// A span has ended since the last letter, and whether another began then: readers see two boxes.
    ended: bool,
    seam: bool,
}

/// Reads a page into passages. What no reader sees in any page (scripts, form controls, players, hidden parts of a line) is left out;
/// everything else is kept for judgement.
pub fn read<'a>(page: &Page<'a>, names: &mut Reader<'a>) -> Passages {
    let mut writer = Writer {
        page,
        open: Vec::new(),
        blocks: vec![Page::ROOT],
        out: Vec::new(),
        text: String::new(),
        size: 0.0,
        linked: 0.0,
        links: 0,
        slanted: 0.0,
        in_links: 0,
        in_slanted: 0,
        in_lists: 0,
        in_tables: 0,
        in_quotes: 0,
        in_pre: 0,
        in_headings: 0,
        breaks: 0,
        gap: false,
        ended: false,
        seam: false,
    };
    let mut begin = Vec::with_capacity(page.len() + 1);
    let mut skip_until = Page::ROOT;
    for id in page.ids() {
        writer.leave(id);
        begin.push(writer.out.len() as u32);
        if id < skip_until {
            continue;
        }
        if let Some(text) = page.text(id) {
            writer.write(&text);
            continue;
        }
        let tag = page.tag(id);
        let mut concealed = || names::is_hidden(page, id) || names.purposes(page, id).has(Purpose::Hidden);
        if is_unread(tag) || tag.is_inline() && concealed() && !holds_block(page, id) {
            skip_until = page.after(id);
        } else {
            writer.enter(id, tag);
            if let Some(last) = begin.last_mut() {
                *last = writer.out.len() as u32;
            }
        }
    }
    writer.flush();
    begin.push(writer.out.len() as u32);
    read_headings_as_text(page, &mut writer.out);
    Passages { all: writer.out, begin }
}

/// Where most sentences of a page stand in headings, these are its paragraphs.
fn read_headings_as_text(page: &Page<'_>, all: &mut [Passage]) {
    let is_told = |passage: &Passage| {
        passage.kind == Kind::Heading
            && page.tag(passage.node) != Tag::H1
            && passage.size >= LEAST_TOLD
            && passage.link_share() < 0.35
            && ends_sentence(&passage.text)
    };
    let told: f32 = all.iter().filter(|passage| is_told(passage)).map(|passage| passage.size).sum();
    let prose: f32 = all.iter().filter(|passage| passage.is_prose()).map(|passage| passage.size).sum();
    if told > prose {
        all.iter_mut().filter(|passage| is_told(passage)).for_each(|passage| passage.kind = Kind::Bare);
    }
}

fn holds_block(page: &Page<'_>, id: NodeId) -> bool {
    page.inside(id).take(64).any(|inner| page.text(inner).is_none() && !page.tag(inner).is_inline())
}

/// Elements whose content is never text of the page.
fn is_unread(tag: Tag) -> bool {
    use Tag::*;
    matches!(
        tag,
        Head | Script
            | Style
            | Noscript
            | Template
            | Iframe
            | Noframes
            | Select
            | Textarea
            | Title
            | Rt
            | Rp
            | Audio
            | Video
            | Canvas
            | Map
            | Button
            | Object
            | Input
            | Embed
            | Option
    )
}

impl Writer<'_, '_> {
    /// Leaves the elements that end before a node.
    fn leave(&mut self, id: NodeId) {
        while let Some(open) = self.open.last() {
            if open.end > id {
                break;
            }
            let (tag, block) = (open.tag, open.block);
            if block {
                self.flush();
                self.blocks.pop();
            }
            self.count(tag, false);
            self.ended |= tag == Tag::Span;
            self.open.pop();
        }
    }

    fn enter(&mut self, id: NodeId, tag: Tag) {
        if tag == Tag::Br {
            self.breaks += 1;
            // In a bare division every broken line is a block of its own.
            let bare = self.blocks.last().is_some_and(|block| {
                !matches!(self.page.tag(*block), Tag::P | Tag::Li | Tag::Pre | Tag::Blockquote | Tag::Dd)
                    && !self.page.tag(*block).is_heading()
            });
            if self.breaks > 1 || bare {
                self.flush();
            }
            return;
        }
        let block = !tag.is_inline();
        if block {
            self.flush();
            self.blocks.push(id);
        }
        self.seam |= self.ended && tag == Tag::Span;
        if tag == Tag::A && self.page.raw_attribute(id, Name::Href).is_some() {
            self.links = self.links.saturating_add(1);
        }
        self.count(tag, true);
        self.open.push(Open { end: self.page.after(id), tag, block });
    }

    fn count(&mut self, tag: Tag, enters: bool) {
        let counter = match tag {
            Tag::A => &mut self.in_links,
            Tag::Em | Tag::I | Tag::Cite => &mut self.in_slanted,
            Tag::Ul | Tag::Ol | Tag::Dl => &mut self.in_lists,
            Tag::Td | Tag::Th => &mut self.in_tables,
            Tag::Blockquote => &mut self.in_quotes,
            Tag::Pre => &mut self.in_pre,
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => &mut self.in_headings,
            _ => return,
        };
        *counter = if enters { *counter + 1 } else { counter.saturating_sub(1) };
    }

    fn write(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let (plain, more) = rest.split_at(rest.bytes().position(|byte| !byte.is_ascii_graphic()).unwrap_or(rest.len()));
            if let Some(first) = plain.chars().next() {
                self.join(first);
                self.text.push_str(plain);
                self.measure(plain.len() as f32);
            }
            let (other, more) = more.split_at(more.bytes().position(|byte| byte.is_ascii_graphic()).unwrap_or(more.len()));
            self.write_other(other);
            rest = more;
        }
    }

    /// Writes what is not plain ASCII.
    fn write_other(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() && !(self.in_pre > 0 && c == '\n') {
                self.gap = true;
                continue;
            }
            if is_unprintable(c) {
                continue;
            }
            self.join(c);
            self.text.push(c);
            self.measure(if is_ideograph(c) { 2.5 } else { 1.0 });
        }
    }

    /// Writes the break or blank that stands before the next character.
    fn join(&mut self, next: char) {
        if self.text.is_empty() {
            self.breaks = 0;
        } else if self.breaks > 0 {
            self.text.push('\n');
            self.breaks = 0;
        } else if (self.gap || self.parts_figures(next)) && !self.text.ends_with('\n') {
            self.text.push(' ');
            self.measure(1.0);
        }
        self.gap = false;
        (self.ended, self.seam) = (false, false);
    }

    /// Counts what a reader reads of what was written.
    fn measure(&mut self, size: f32) {
        self.size += size;
        if self.in_links > 0 {
            self.linked += size;
        }
        if self.in_slanted > 0 {
            self.slanted += size;
        }
    }

    /// Whether a figure stands in another span than the one before it: the 18 and the 2009 of a date.
    fn parts_figures(&self, next: char) -> bool {
        self.seam && next.is_ascii_digit() && self.text.ends_with(|last: char| last.is_ascii_digit())
    }

    /// The innermost element from a node outward that satisfies a test.
    fn nearest(&self, node: NodeId, test: impl Fn(Tag) -> bool) -> NodeId {
        std::iter::once(node).chain(self.page.ancestors(node)).find(|id| test(self.page.tag(*id))).unwrap_or(Page::ROOT)
    }

    /// Ends the passage that is being written.
    fn flush(&mut self) {
        self.breaks = 0;
        self.gap = false;
        let text = std::mem::take(&mut self.text);
        let (size, linked, links) = (std::mem::take(&mut self.size), std::mem::take(&mut self.linked), std::mem::take(&mut self.links));
        let slanted = std::mem::take(&mut self.slanted);
        if text.trim().is_empty() {
            return;
        }
        let node = self.blocks.last().copied().unwrap_or(Page::ROOT);
        let kind = match self.page.tag(node) {
            tag if tag.is_heading() || self.in_headings > 0 => Kind::Heading,
            Tag::P => Kind::Paragraph,
            Tag::Li | Tag::Dt | Tag::Dd => Kind::Item,
            Tag::Td | Tag::Th | Tag::Caption => Kind::Cell,
            Tag::Pre => Kind::Preformatted,
            _ => Kind::Bare,
        };
        self.out.push(Passage {
            node,
            parent: self.page.parent(node),
            cell: self.nearest(node, |tag| {
                !matches!(tag, Tag::P | Tag::Ul | Tag::Ol | Tag::Dl | Tag::Blockquote | Tag::Pre | Tag::Hgroup)
                    && !tag.is_heading()
                    && !tag.is_inline()
            }),
            section: self.nearest(node, |tag| {
                matches!(tag, Tag::Div | Tag::Section | Tag::Article | Tag::Main | Tag::Body | Tag::Td | Tag::Aside | Tag::Html)
            }),
            kind,
            text,
            size,
            linked,
            links,
            slanted,
            in_list: self.in_lists > 0,
            in_table: self.in_tables > 0,
            in_quote: self.in_quotes > 0,
        });
    }
}

/// Control characters, soft hyphens and marks of no width: they never reach the text.
pub fn is_unprintable(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFC}')
}
