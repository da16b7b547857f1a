//! Markup to a tree: every node has its place, and what is asked of it has an answer.

#![no_main]

use dateline::page::{DEEPEST, Page, json};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let html = String::from_utf8_lossy(data);
    let page = Page::parse(&html);
    for id in page.ids() {
        let parent = page.parent(id);
        assert!(parent <= id && page.holds(parent, id), "a node stands in its parent");
        assert!(page.after(id) > id && page.after(id) <= page.after(parent), "and ends in it");
        page.text(id);
        json::read(page.raw_text(id));
        for (name, _) in page.attributes(id) {
            assert!(page.attribute(id, *name).is_some());
        }
    }
    let deepest = page.ids().last().map_or(0, |last| page.ancestors(last).count());
    assert!(deepest <= DEEPEST + 2, "{deepest} deep");
    page.text_inside(Page::ROOT);
});
