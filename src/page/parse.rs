//! From characters to the tree: the standard's tokenizer states as far as they matter to a reader, and its rules for end tags that
//! are left out. What is simpler than the standard: overlapping formatting closes with its parent, nothing is moved out of tables, and
//! `svg` is skipped. One pass, no recursion, bounded depth.

use super::attribute::Name;
use super::tag::Tag;
use super::{Node, NodeId, Page};
use memchr::{memchr, memchr2, memmem};

/// How many elements may be open at once, as in browsers.
pub const DEEPEST: usize = 512;

/// Reads a whole page.
pub fn parse(html: &str) -> Page<'_> {
    let mut builder = Builder::new(html);
    builder.run();
    builder.finish()
}

struct Builder<'a> {
    html: &'a str,
    page: Page<'a>,
    /// The open elements, outermost first.
    open: Vec<(Tag, NodeId)>,
    /// Start tags swallowed for depth whose end tags are to be swallowed too.
    swallowed: usize,
    /// Where the end tags of `svg` give out, so that they are not looked for again and again.
    no_svg_end: bool,
}

impl<'a> Builder<'a> {
    fn new(html: &'a str) -> Self {
        // Four thousand gigabytes of nodes do not occur: the caller bounds the input, and an id is 32 bits.
        let mut page =
            Page { nodes: Vec::with_capacity(html.len() / 48 + 16), attributes: Vec::with_capacity(html.len() / 96 + 16), too_deep: 0 };
        page.nodes.push(Node { parent: NodeId(0), end: NodeId(0), tag: Tag::Other, text: "", attributes: 0..0, is_text: false });
        Self { html, page, open: vec![(Tag::Other, NodeId(0))], swallowed: 0, no_svg_end: false }
    }

    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.html.get(from..to).unwrap_or_default()
    }

    fn run(&mut self) {
        let bytes = self.html.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let Some(rest) = bytes.get(at..) else { break };
            if rest.first() != Some(&b'<') {
                let length = memchr(b'<', rest).unwrap_or(rest.len());
                self.text(at, at + length);
                at += length;
                continue;
            }
            at = match rest.get(1) {
                Some(byte) if byte.is_ascii_alphabetic() => self.start_tag(at),
                Some(b'/') => match rest.get(2) {
                    Some(byte) if byte.is_ascii_alphabetic() => self.end_tag(at),
                    Some(b'>') => at + 3,
                    Some(_) => self.skip_to(at + 2, b'>'),
                    None => self.literal(at),
                },
                Some(b'!') if rest.starts_with(b"<!--") => comment_end(bytes, at),
                Some(b'!') if rest.starts_with(b"<![CDATA[") => self.cdata(at),
                Some(b'!' | b'?') => self.skip_to(at + 2, b'>'),
                _ => self.literal(at),
            };
        }
    }

    /// A `<` that begins nothing is text.
    fn literal(&mut self, at: usize) -> usize {
        let end = self.html.as_bytes().get(at + 1..).and_then(|rest| memchr(b'<', rest)).map_or(self.html.len(), |found| at + 1 + found);
        self.text(at, end);
        end
    }

    fn skip_to(&self, from: usize, byte: u8) -> usize {
        self.html.as_bytes().get(from..).and_then(|rest| memchr(byte, rest)).map_or(self.html.len(), |found| from + found + 1)
    }

    fn cdata(&mut self, at: usize) -> usize {
        self.skip_to(at + 2, b'>')
    }

    fn text(&mut self, from: usize, to: usize) {
        let text = self.slice(from, to);
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if blank && self.in_frame_of_page() {
            return;
        }
        if !blank {
            self.leave_head();
        }
        let parent = self.current();
        self.push(Node { parent, end: NodeId(0), tag: Tag::Other, text, attributes: 0..0, is_text: true });
    }

    /// Between the elements of the document's frame blanks mean nothing.
    fn in_frame_of_page(&self) -> bool {
        matches!(self.open.last(), Some((Tag::Head | Tag::Html | Tag::Ul | Tag::Ol | Tag::Table | Tag::Tr | Tag::Tbody, _)))
    }

    fn current(&self) -> NodeId {
        self.open.last().map_or(NodeId(0), |(_, id)| *id)
    }

    fn push(&mut self, node: Node<'a>) -> NodeId {
        let id = NodeId(self.page.nodes.len() as u32);
        self.page.nodes.push(Node { end: NodeId(id.0 + 1), ..node });
        id
    }

    /// Closes the open elements from a place in the stack on.
    fn close_from(&mut self, place: usize) {
        let end = NodeId(self.page.nodes.len() as u32);
        for (_, id) in self.open.drain(place.max(1)..) {
            if let Some(node) = self.page.nodes.get_mut(id.index()) {
                node.end = end;
            }
        }
    }

    fn finish(mut self) -> Page<'a> {
        self.close_from(1);
        let end = NodeId(self.page.nodes.len() as u32);
        if let Some(root) = self.page.nodes.first_mut() {
            root.end = end;
        }
        self.page
    }

    fn end_tag(&mut self, at: usize) -> usize {
        let bytes = self.html.as_bytes();
        let name_end = name_end(bytes, at + 2);
        let tag = Tag::of(self.slice(at + 2, name_end));
        let after = if bytes.get(name_end) == Some(&b'>') { name_end + 1 } else { skip_attributes(bytes, name_end).0 };
        match tag {
            Tag::Html | Tag::Body | Tag::Head if self.swallowed == 0 => {
                if tag == Tag::Head
                    && let Some(place) = self.open.iter().rposition(|(open, _)| *open == Tag::Head)
                {
                    self.close_from(place);
                }
            }
            Tag::Br => self.element(Tag::Br, 0..0),
            _ if tag.is_void() => {}
            _ if self.swallowed > 0 => self.swallowed -= 1,
            _ => self.close(tag),
        }
        after
    }

    /// Closes the nearest open element of a name, if an end tag here can reach it.
    fn close(&mut self, tag: Tag) {
        let heading = tag.is_heading();
        for (place, (open, _)) in self.open.iter().enumerate().rev() {
            if *open == tag || (heading && open.is_heading()) {
                self.close_from(place);
                return;
            }
            if tag == Tag::Other || tag.is_formatting() {
                // An unknown or formatting element that overlaps a block stays open until the block's parent closes.
                if !open.is_inline() {
                    return;
                }
            } else if open.is_scope() && !tag.is_table_part() {
                return;
            }
        }
    }

    fn start_tag(&mut self, at: usize) -> usize {
        let bytes = self.html.as_bytes();
        let name_end = name_end(bytes, at + 1);
        let tag = Tag::of(self.slice(at + 1, name_end));
        let first = self.page.attributes.len() as u32;
        let (after, self_closing) = match bytes.get(name_end) {
            Some(b'>') => (name_end + 1, false),
            _ => self.attributes(name_end),
        };
        let attributes = first..self.page.attributes.len() as u32;
        if tag == Tag::Svg {
            return if self_closing { after } else { self.skip_svg(after) };
        }
        self.make_room(tag);
        if tag.is_raw_text() {
            let (end, next) = raw_text_end(bytes, after, self.slice(at + 1, name_end));
            let text = self.slice(after, end);
            self.element_with_text(tag, attributes, text);
            return next;
        }
        if tag.is_void() {
            self.element(tag, attributes);
        } else if matches!(tag, Tag::Html | Tag::Body) && self.open.iter().any(|(open, _)| *open == tag) {
            // A second `html` or `body` adds nothing.
        } else if self.open.len() > DEEPEST {
            self.page.too_deep += 1;
            self.swallowed += 1;
        } else {
            let parent = self.current();
            let id = self.push(Node { parent, end: NodeId(0), tag, text: "", attributes, is_text: false });
            self.open.push((tag, id));
        }
        after
    }

    fn element(&mut self, tag: Tag, attributes: std::ops::Range<u32>) {
        self.element_with_text(tag, attributes, "");
    }

    fn element_with_text(&mut self, tag: Tag, attributes: std::ops::Range<u32>, text: &'a str) {
        let parent = self.current();
        self.push(Node { parent, end: NodeId(0), tag, text, attributes, is_text: false });
    }

    /// Closes what a start tag closes by standing there.
    fn make_room(&mut self, tag: Tag) {
        use Tag::*;
        if self.swallowed > 0 {
            return;
        }
        match tag {
            Meta | Link | Title | Script | Style | Noscript | Template | OtherVoid => return,
            Body => self.leave_head(),
            _ if tag != Head && tag != Html => self.leave_head(),
            _ => {}
        }
        match tag {
            Li => self.close_sibling(&[Li], &[Ul, Ol, Menu]),
            Dt | Dd => self.close_sibling(&[Dt, Dd], &[Dl]),
            Td | Th => self.close_sibling(&[Td, Th], &[Table]),
            Tr => self.close_sibling(&[Tr], &[Table]),
            Tbody | Thead | Tfoot => self.close_sibling(&[Tbody, Thead, Tfoot], &[Table]),
            Option => self.close_sibling(&[Option], &[Select]),
            Optgroup => self.close_sibling(&[Optgroup], &[Select]),
            A => {
                // A link inside a link ends the outer one where no block stands between.
                if let Some(place) = self.open.iter().rposition(|(open, _)| *open == A || !open.is_inline())
                    && self.open.get(place).is_some_and(|(open, _)| *open == A)
                {
                    self.close_from(place);
                }
            }
            Button => self.close_sibling(&[Button], &[]),
            _ if tag.is_heading() && self.open.last().is_some_and(|(open, _)| open.is_heading()) => self.close_from(self.open.len() - 1),
            _ => {}
        }
        if tag.closes_paragraph() {
            for (place, (open, _)) in self.open.iter().enumerate().rev() {
                if *open == P {
                    self.close_from(place);
                    break;
                }
                if open.is_scope() || *open == Button {
                    break;
                }
            }
        }
    }

    /// Closes the nearest open element of the given names, unless one that holds such elements stands between.
    fn close_sibling(&mut self, names: &[Tag], holders: &[Tag]) {
        for (place, (open, _)) in self.open.iter().enumerate().rev() {
            if names.contains(open) {
                self.close_from(place);
                return;
            }
            if holders.contains(open) || matches!(open, Tag::Html | Tag::Table | Tag::Body) {
                return;
            }
        }
    }

    /// The head ends with the first thing that cannot stand in it.
    fn leave_head(&mut self) {
        if let Some((Tag::Head, _)) = self.open.last() {
            self.close_from(self.open.len() - 1);
        }
    }

    /// Reads the attributes after a name and keeps those that are asked for; where the tag ends and whether it closes itself.
    fn attributes(&mut self, from: usize) -> (usize, bool) {
        let html = self.html;
        let first = self.page.attributes.len();
        let kept = &mut self.page.attributes;
        let mut seen = 0_u32;
        each_attribute(html.as_bytes(), from, |name, value| {
            let Some(name) = html.get(name).and_then(Name::of) else {
                return;
            };
            let bit = 1 << name as u32;
            if seen & bit == 0 && kept.len() - first < 32 {
                seen |= bit;
                kept.push((name, html.get(value).unwrap_or_default()));
            }
        })
    }

    /// Skips a drawing with all that is in it; one that is never closed is an empty one.
    fn skip_svg(&mut self, from: usize) -> usize {
        if self.no_svg_end {
            return from;
        }
        let bytes = self.html.as_bytes();
        let mut at = from;
        let mut depth = 1;
        loop {
            let Some(end) = find_tag(bytes, at, b"</svg") else {
                self.no_svg_end = depth == 1;
                return if depth == 1 { from } else { at };
            };
            let mut inner = at;
            while let Some(start) = find_tag(bytes.get(..end).unwrap_or_default(), inner, b"<svg") {
                inner = start + 4;
                let (after, self_closing) = skip_attributes(bytes, inner);
                depth += usize::from(!self_closing);
                inner = after.min(end);
            }
            depth -= 1;
            at = self.skip_to(end, b'>');
            if depth == 0 {
                return at;
            }
        }
    }
}

fn name_end(bytes: &[u8], from: usize) -> usize {
    let length = bytes
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(|byte| !matches!(byte, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | 0x0C))
        .count();
    from + length
}

/// Walks over the attributes of a tag and reports the ranges of their names and values; where the tag ends and whether it closes itself.
fn each_attribute(bytes: &[u8], from: usize, mut report: impl FnMut(std::ops::Range<usize>, std::ops::Range<usize>)) -> (usize, bool) {
    let mut at = from;
    let mut slash = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return (at + 1, slash),
            b'/' => {
                slash = true;
                at += 1;
                continue;
            }
            b' ' | b'\t' | b'\n' | b'\r' | 0x0C => {
                at += 1;
                continue;
            }
            _ => {}
        }
        slash = false;
        let name = at;
        at += 1;
        while let Some(byte) = bytes.get(at)
            && !matches!(byte, b'=' | b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
        {
            at += 1;
        }
        let name = name..at;
        let mut value = blanks(bytes, at);
        if bytes.get(value) != Some(&b'=') {
            report(name, at..at);
            continue;
        }
        value = blanks(bytes, value + 1);
        let rest = bytes.get(value..).unwrap_or_default();
        let range = match rest.first() {
            Some(quote @ (b'"' | b'\'')) => {
                let inside = rest.get(1..).unwrap_or_default();
                let length = memchr(*quote, inside).unwrap_or(inside.len());
                at = value + length + 2;
                value + 1..value + 1 + length
            }
            Some(b'>') | None => {
                at = value;
                value..value
            }
            Some(_) => {
                let length = rest.iter().take_while(|byte| !matches!(byte, b'>' | b' ' | b'\t' | b'\n' | b'\r' | 0x0C)).count();
                at = value + length;
                value..at
            }
        };
        report(name, range);
    }
    (bytes.len(), false)
}

fn skip_attributes(bytes: &[u8], from: usize) -> (usize, bool) {
    each_attribute(bytes, from, |_, _| {})
}

fn blanks(bytes: &[u8], from: usize) -> usize {
    from + bytes.get(from..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)).count()
}

/// Where a comment that starts at `at` is over: `-->`, `--!>`, or at once for `<!-->` and `<!--->`.
fn comment_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at + 4..).unwrap_or_default();
    if rest.starts_with(b">") {
        return at + 5;
    }
    if rest.starts_with(b"->") {
        return at + 6;
    }
    let mut from = 0;
    while let Some(found) = rest.get(from..).and_then(|rest| memmem::find(rest, b"--")) {
        let dashes = from + found;
        match (rest.get(dashes + 2), rest.get(dashes + 3)) {
            (Some(b'>'), _) => return at + 4 + dashes + 3,
            (Some(b'!'), Some(b'>')) => return at + 4 + dashes + 4,
            _ => from = dashes + 1,
        }
    }
    bytes.len()
}

/// The next tag of a name, in any case, followed by something that ends a name.
fn find_tag(bytes: &[u8], from: usize, tag: &[u8]) -> Option<usize> {
    let mut at = from;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        let start = at + found;
        if starts_tag(bytes, start, tag) {
            return Some(start);
        }
        at = start + 1;
    }
    None
}

fn starts_tag(bytes: &[u8], at: usize, tag: &[u8]) -> bool {
    bytes.get(at..at + tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
        && bytes.get(at + tag.len()).is_none_or(|byte| matches!(byte, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | 0x0C))
}

/// Where raw text ends and where reading goes on after its end tag. In a script `<!-- <script>` hides one `</script>`, by the standard.
fn raw_text_end(bytes: &[u8], from: usize, name: &str) -> (usize, usize) {
    let end_tag: Vec<u8> = [b"</", name.as_bytes()].concat();
    let script = name.eq_ignore_ascii_case("script");
    let mut escaped = false;
    let mut doubly = false;
    let mut at = from;
    while let Some(found) = bytes.get(at..).and_then(|rest| if escaped { memchr2(b'<', b'-', rest) } else { memchr(b'<', rest) }) {
        let start = at + found;
        let rest = bytes.get(start..).unwrap_or_default();
        at = start + 1;
        if rest.starts_with(b"-->") {
            (escaped, doubly) = (false, false);
        } else if starts_tag(bytes, start, &end_tag) {
            if doubly {
                doubly = false;
                continue;
            }
            let name_end = start + end_tag.len();
            return (start, skip_attributes(bytes, name_end).0);
        } else if script && rest.starts_with(b"<!--") {
            escaped = true;
            at = start + 2;
        } else if script && escaped && starts_tag(bytes, start, b"<script") {
            doubly = true;
        }
    }
    (bytes.len(), bytes.len())
}
