//! Pages against what a reader takes from them: the paragraphs of the body and the moment of publication.
//!
//! Each block of `tests/data/article/pages.txt` is a page, a line of dashes, and what it must give: all paragraphs in order (`text: `) or `none`, and, where
//! it is judged, `published: ` or `modified: `, with `none` for no date. Every page is completed by three paragraphs in the place of `{prose}`.

use dateline::article;

const PROSE: [&str; 3] = [
    "The harbour of Lindholm was closed on Monday after a barge ran aground at the entrance, the port authority said in a statement.",
    "Two tugs worked through the night to free the vessel, which was carrying gravel for the new bridge across the sound.",
    "Traffic is expected to resume on Wednesday morning, once divers have looked at the hull and at the bed of the channel.",
];

fn prose() -> String {
    PROSE.map(|paragraph| format!("<p>{paragraph}</p>")).concat()
}

#[test]
fn pages_give_what_a_reader_takes_from_them() {
    let file = include_str!("data/article/pages.txt");
    let blocks: Vec<&str> = file.split("\n\n").filter(|block| block.contains("\n----\n")).collect();
    assert!(blocks.len() >= 20, "only {} pages", blocks.len());
    for block in blocks {
        let (page, expected) = block.split_once("\n----\n").unwrap();
        let page: String = page.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n");
        let article = article::from_html(&page.replace("{prose}", &prose()));
        let wanted = |key: &str| expected.lines().filter_map(move |line| line.strip_prefix(key)).collect::<Vec<_>>();
        let text = wanted("text: ").join("\n\n").replace("{prose}", &PROSE.join("\n\n"));
        if !text.is_empty() {
            assert_eq!(article.text, if text == "none" { "" } else { &text }, "{block}");
        }
        for (key, moment) in [("published: ", &article.published), ("modified: ", &article.modified)] {
            if let Some(date) = wanted(key).first() {
                assert_eq!(moment.as_deref().unwrap_or("none"), *date, "{block}");
            }
        }
    }
}
