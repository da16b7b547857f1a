//! CSS selectors over a page: kinds of elements, classes, ids and attributes, joined by blanks and `>`, in lists parted by commas. No
//! pseudo-classes and no siblings: what site packs need, matched in one walk.

use super::{Name, NodeId, Page, Tag};
use std::fmt;

/// A list of selectors; an element is chosen that any of them matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selectors(Vec<Vec<Step>>);

/// One compound of a selector, from the left, and how it hangs on the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    /// A child of what the step before matches, not any descendant.
    child: bool,
    tag: Option<Tag>,
    tests: Vec<Test>,
}

/// What an attribute must say.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Test {
    name: Name,
    how: How,
    value: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Has,
    Is,
    Word,
    Starts,
    Ends,
    Holds,
}

/// Why a text is no selector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectorError(String);

impl fmt::Display for SelectorError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for SelectorError {}

impl std::str::FromStr for Selectors {
    type Err = SelectorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let selectors = text.split(',').map(selector).collect::<Result<Vec<_>, _>>()?;
        Ok(Self(selectors))
    }
}

fn selector(text: &str) -> Result<Vec<Step>, SelectorError> {
    let mut steps = Vec::new();
    let mut child = false;
    for part in text.replace('>', " > ").split_whitespace() {
        if part == ">" {
            if child || steps.is_empty() {
                return Err(SelectorError(format!("`{}`: nothing stands before `>`", text.trim())));
            }
            child = true;
            continue;
        }
        steps.push(Step { child, ..compound(part)? });
        child = false;
    }
    if child || steps.is_empty() {
        return Err(SelectorError(format!("`{}` ends before it names an element", text.trim())));
    }
    Ok(steps)
}

/// "div.story[itemprop~=articleBody]"
fn compound(text: &str) -> Result<Step, SelectorError> {
    let wrong = |why: &str| SelectorError(format!("`{text}`: {why}"));
    let end = text.find(['.', '#', '[']).unwrap_or(text.len());
    let (kind, mut rest) = text.split_at(end);
    let tag = match kind {
        "" | "*" => None,
        kind if !kind.chars().all(|c| c.is_ascii_alphanumeric()) => {
            return Err(wrong("only elements, classes, ids and attributes are understood"));
        }
        kind => Some(Tag::of(kind)).filter(|tag| *tag != Tag::Other),
    };
    if tag.is_none() && !matches!(kind, "" | "*") {
        return Err(wrong("no such element"));
    }
    let mut tests = Vec::new();
    while let Some(mark) = rest.chars().next() {
        let inner = rest.get(1..).unwrap_or_default();
        if mark == '[' {
            let Some((inside, after)) = inner.split_once(']') else { return Err(wrong("a bracket is not closed")) };
            tests.push(attribute(inside).ok_or_else(|| wrong("this attribute is not read from pages"))?);
            rest = after;
            continue;
        }
        let end = inner.find(['.', '#', '[']).unwrap_or(inner.len());
        let (value, after) = inner.split_at(end);
        if value.is_empty() || value.contains([':', '+', '~', '(']) {
            return Err(wrong("only elements, classes, ids and attributes are understood"));
        }
        let (name, how) = if mark == '.' { (Name::Class, How::Word) } else { (Name::Id, How::Is) };
        tests.push(Test { name, how, value: value.to_owned() });
        rest = after;
    }
    Ok(Step { child: false, tag, tests })
}

/// "itemprop", "class~=story", "id^='post-'"
fn attribute(inside: &str) -> Option<Test> {
    let Some((name, value)) = inside.split_once('=') else {
        return Some(Test { name: Name::of(inside.trim())?, how: How::Has, value: String::new() });
    };
    let (name, how) = match name.chars().last()? {
        '~' => (name.trim_end_matches('~'), How::Word),
        '^' => (name.trim_end_matches('^'), How::Starts),
        '$' => (name.trim_end_matches('$'), How::Ends),
        '*' => (name.trim_end_matches('*'), How::Holds),
        _ => (name, How::Is),
    };
    Some(Test { name: Name::of(name.trim())?, how, value: value.trim().trim_matches(['"', '\'']).to_owned() })
}

impl Test {
    fn matches(&self, page: &Page<'_>, id: NodeId) -> bool {
        let Some(value) = page.attribute(id, self.name) else { return false };
        match self.how {
            How::Has => true,
            How::Is => *value == self.value,
            How::Word => value.split_ascii_whitespace().any(|word| word == self.value),
            How::Starts => value.starts_with(&self.value),
            How::Ends => value.ends_with(&self.value),
            How::Holds => value.contains(&self.value),
        }
    }
}

impl Step {
    fn matches(&self, page: &Page<'_>, id: NodeId) -> bool {
        page.text(id).is_none() && self.tag.is_none_or(|tag| page.tag(id) == tag) && self.tests.iter().all(|test| test.matches(page, id))
    }
}

impl Selectors {
    /// Whether there is nothing to match.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The elements of a page that are matched, in order.
    pub fn choose(&self, page: &Page<'_>) -> Vec<NodeId> {
        page.ids().skip(1).filter(|id| self.0.iter().any(|steps| matches(page, steps, *id))).collect()
    }
}

/// Whether the last step matches an element and the others the elements around it, outermost first.
fn matches(page: &Page<'_>, steps: &[Step], id: NodeId) -> bool {
    let Some((last, before)) = steps.split_last() else { return false };
    if !last.matches(page, id) {
        return false;
    }
    if before.is_empty() {
        return true;
    }
    let around: Vec<NodeId> = page.ancestors(id).collect();
    // How far the steps are matched on the way down: by the element at hand, and by any above it.
    let mut here = vec![false; before.len()];
    let mut above = vec![false; before.len()];
    for outer in around.iter().rev() {
        let parent = here.clone();
        for (place, step) in before.iter().enumerate() {
            let hangs = match place.checked_sub(1) {
                None => true,
                Some(previous) if step.child => parent.get(previous).copied().unwrap_or_default(),
                Some(previous) => above.get(previous).copied().unwrap_or_default(),
            };
            if let Some(slot) = here.get_mut(place) {
                *slot = hangs && step.matches(page, *outer);
            }
        }
        for (any, now) in above.iter_mut().zip(&here) {
            *any |= *now;
        }
    }
    let matched = if last.child { &here } else { &above };
    matched.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_choose_elements() {
        let page = Page::parse(
            "<body><div class='story big' id=top><p>a</p><section><p class=x>b</p><div><p>c</p></div></section></div>\
             <time itemprop='datePublished dateCreated'>d</time></body>",
        );
        for (selector, texts) in [
            ("div.story p", vec!["a", "b", "c"]),
            ("div.story > p", vec!["a"]),
            (".story section > p, time", vec!["b", "d"]),
            ("#top section div > p", vec!["c"]),
            ("div > section > div > p", vec!["c"]),
            ("[itemprop~=dateCreated]", vec!["d"]),
            ("p[class^='x']", vec!["b"]),
            ("div.story.small p", vec![]),
        ] {
            let selectors: Selectors = selector.parse().unwrap();
            let found: Vec<String> = selectors.choose(&page).into_iter().map(|id| page.text_inside(id)).collect();
            assert_eq!(found, texts, "{selector}");
        }
        for wrong in ["", "> p", "div >", "p:first-child", "p[data-unknown-thing]", "a + b", "notanelement", "p[class"] {
            assert!(wrong.parse::<Selectors>().is_err(), "{wrong}");
        }
    }
}
