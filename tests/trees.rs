//! The program's own reading of HTML against a browser's: a page read directly, and the same page as the standard's tree builder
//! writes it down again, give the same article.

use dateline::article;
use std::path::PathBuf;

/// The article's text, its title and authors of a page, and of its tree as the standard builds it.
fn both(html: &str) -> [(String, Option<String>, Vec<String>); 2] {
    let rewritten = scraper::Html::parse_document(html).html();
    [html, &rewritten].map(|html| {
        let article = article::from_html(html);
        (article.text, article.title, article.authors)
    })
}

#[test]
fn fixtures_read_the_same_through_a_browsers_tree() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut pages = 0;
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let Ok(html) = std::fs::read_to_string(entry.path().join("input.html")) else { continue };
        let [own, browser] = both(&html);
        assert_eq!(own, browser, "{}", entry.path().display());
        pages += 1;
    }
    assert!(pages >= 5, "only {pages} pages");
}

#[test]
fn broken_markup_reads_the_same_through_a_browsers_tree() {
    let sentence = |n: usize| format!("Ship number {n} left the harbour on Monday with its crew, the port authority said in a statement.");
    let (one, two, three) = (sentence(1), sentence(2), sentence(3));
    for html in [
        // End tags left out.
        format!("<title>Ships</title><h1>Ships leave</h1><p>{one}<p>{two}<div><p>{three}"),
        // Lists and table cells left open.
        format!("<h1>Ships leave</h1><ul><li>{one}<li>{two}</ul><p>{three}"),
        format!("<h1>Ships leave</h1><table><tr><td><p>{one}<td><p>{two}</table><p>{three}"),
        // Formatting that closes with its parent.
        format!("<h1>Ships leave</h1><p><b>{one}</p><p>{two}</b></p><p><i>{three}"),
        // End tags without a start, and text outside the body.
        format!("<html><body></span><p>{one}</div></p></section><p>{two}</body></html><p>{three}"),
        // References, with and without a semicolon.
        format!("<h1>Ships &amp leave</h1><p>{one} &ldquo;Yes&rdquo; &copy 2024 &#8364;5.</p><p>{two}</p><p>{three}</p>"),
        // Comments, raw text and a template.
        format!(
            "<!-- <p>no</p> --><script>if (a < b) '</p>'</script><template><p>never</p></template><p>{one}</p><p>{two}</p><p>{three}</p>"
        ),
    ] {
        let [own, browser] = both(&html);
        assert_eq!(own, browser, "{html}");
    }
}
