//! A saved HTML page as a small, depth-bounded, read-only tree, and what the page says of itself.
//!
//! The tree is a list in document order: a node's subtree is a range of it, so that every walk is a loop over neighbours and
//! no code here or behind it recurses. Names, attribute values and text are slices of the input until somebody asks for them.

pub mod attribute;
pub mod entity;
pub mod json;
mod parse;
pub mod select;
mod tag;

pub use attribute::Name;
pub use parse::DEEPEST;
pub use tag::Tag;

use std::borrow::Cow;
use std::ops::Range;

/// A node's place in its page; ids grow in document order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// The place in the list of nodes.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Clone, Debug)]
struct Node<'a> {
    parent: NodeId,
    /// The first node that is not inside.
    end: NodeId,
    tag: Tag,
    /// Text or raw text as written; empty for elements.
    text: &'a str,
    attributes: Range<u32>,
    is_text: bool,
}

/// A page as a tree.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    nodes: Vec<Node<'a>>,
    attributes: Vec<(Name, &'a str)>,
    /// How many start tags stood deeper than `DEEPEST` and were read as if they were not there; their text is kept.
    pub too_deep: usize,
}

impl<'a> Page<'a> {
    /// The root: it stands for the document and holds everything.
    pub const ROOT: NodeId = NodeId(0);

    /// Reads a page as browsers do, in time linear in its length.
    pub fn parse(html: &'a str) -> Self {
        parse::parse(html)
    }

    /// How many nodes there are, the root among them.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// A page always has its root.
    pub fn is_empty(&self) -> bool {
        false
    }

    fn node(&self, id: NodeId) -> &Node<'a> {
        self.nodes.get(id.index()).unwrap_or(&self.nodes[0])
    }

    /// All nodes in document order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (0..self.nodes.len() as u32).map(NodeId)
    }

    /// The nodes inside a node, in document order, itself left out.
    pub fn inside(&self, id: NodeId) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (id.0 + 1..self.node(id).end.0).map(NodeId)
    }

    /// The first node after a node's subtree; one past the last node at the end.
    pub fn after(&self, id: NodeId) -> NodeId {
        self.node(id).end
    }

    /// Whether one node is another or inside it.
    pub fn holds(&self, outer: NodeId, inner: NodeId) -> bool {
        outer <= inner && inner < self.node(outer).end
    }

    /// A node's children in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.node(id).end;
        let first = NodeId(id.0 + 1);
        std::iter::successors((first < end).then_some(first), move |child| Some(self.node(*child).end).filter(|next| *next < end))
    }

    /// The element around a node; the root's is the root.
    pub fn parent(&self, id: NodeId) -> NodeId {
        self.node(id).parent
    }

    /// The elements around a node, from the nearest to the root.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors((id != Self::ROOT).then(|| self.parent(id)), |id| (*id != Self::ROOT).then(|| self.parent(*id)))
    }

    /// A node's element name; `Other` for text.
    pub fn tag(&self, id: NodeId) -> Tag {
        self.node(id).tag
    }

    /// The text of a text node, its references resolved.
    pub fn text(&self, id: NodeId) -> Option<Cow<'a, str>> {
        let node = self.node(id);
        node.is_text.then(|| entity::decode(node.text, false))
    }

    /// What stands in `script`, `style` and the other elements whose content is not markup, as written.
    pub fn raw_text(&self, id: NodeId) -> &'a str {
        let node = self.node(id);
        if node.is_text { "" } else { node.text }
    }

    /// An attribute's value, its references resolved.
    pub fn attribute(&self, id: NodeId, name: Name) -> Option<Cow<'a, str>> {
        self.raw_attribute(id, name).map(|value| entity::decode(value, true))
    }

    /// An attribute's value as written.
    pub fn raw_attribute(&self, id: NodeId, name: Name) -> Option<&'a str> {
        self.attributes(id).iter().find(|(each, _)| *each == name).map(|(_, value)| *value)
    }

    /// All attributes of a node that are read at all, as written.
    pub fn attributes(&self, id: NodeId) -> &[(Name, &'a str)] {
        let range = &self.node(id).attributes;
        self.attributes.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// All text inside a node, its blanks evened out.
    pub fn text_inside(&self, id: NodeId) -> String {
        let mut words = String::new();
        for inner in std::iter::once(id).chain(self.inside(id)) {
            match self.text(inner) {
                Some(text) => {
                    let apart = text.starts_with(char::is_whitespace);
                    for (index, word) in text.split_whitespace().enumerate() {
                        if !words.is_empty() && !words.ends_with(' ') && (index > 0 || apart) {
                            words.push(' ');
                        }
                        words.push_str(word);
                    }
                    if text.ends_with(char::is_whitespace) && !words.is_empty() && !words.ends_with(' ') {
                        words.push(' ');
                    }
                }
                None if !self.tag(inner).is_inline() && !words.is_empty() && !words.ends_with(' ') => words.push(' '),
                None => {}
            }
        }
        words.truncate(words.trim_end().len());
        words
    }
}
