//! Input that is made to hurt, in a thread with little stack: it must end, soon, with a record or a reason.

use dateline::{Extractor, Options};
use std::time::{Duration, Instant};

const STORY: &str = "<p>Mexico handed over 37 members of criminal organizations to the United States on Tuesday.</p>";

/// Runs something with little stack and says how long it took.
fn within(what: &str, seconds: u64, work: impl FnOnce() + Send + 'static) {
    let start = Instant::now();
    std::thread::Builder::new().stack_size(1 << 20).spawn(work).expect("a thread").join().expect("no panic");
    assert!(start.elapsed() < Duration::from_secs(seconds), "{what} took {:?}", start.elapsed());
}

#[test]
fn deep_wide_and_endless_pages_end_well() {
    for (what, page) in [
        ("deep div", "<div>".repeat(20_000) + STORY),
        ("deep list", "<ul><li>".repeat(10_000) + STORY),
        ("formatting", (0..3000).map(|size| format!("<font size={size}>")).collect::<String>() + STORY),
        ("deep table", "<table><tr><td>".repeat(2000) + STORY),
        ("wide", STORY.to_owned() + &"<span>x</span>".repeat(20_000)),
        ("many attributes", format!("<div {}>{STORY}", (0..5000).map(|number| format!("a{number}=1 ")).collect::<String>())),
        ("long attribute", format!("<div data-x=\"{}\">{STORY}", "x".repeat(1 << 20))),
        ("open comment", STORY.to_owned() + "<!-- " + &"never closed ".repeat(20_000)),
        ("deep JSON-LD", format!("<script type=\"application/ld+json\">{}{}</script>{STORY}", "[".repeat(50_000), "]".repeat(50_000))),
    ] {
        within(what, 20, move || {
            let record = Extractor::new(Options::default()).extract_bytes(page.as_bytes()).unwrap();
            assert!(record.article.text.contains("37 members"), "{what}: the story is lost");
        });
    }
}

#[test]
fn floods_of_text_end_well() {
    let lead = "Mexico handed over 37 people to the United States on Tuesday.\n\n";
    for (what, flood) in [
        ("one sentence", "the prisoners and the officials and ".repeat(4000)),
        ("one word", "x".repeat(200_000)),
        ("names", "Abel Bruno Celia Diego ".repeat(1000)),
        ("triggers", "Mexico handed over prisoners who were handed over. ".repeat(500)),
        ("dates", "On January 5, 2025, officials met. ".repeat(1000)),
        ("numbers", "1,".repeat(20_000) + &"one hundred and ".repeat(1000)),
        ("brackets", "(".repeat(20_000) + &"\u{201c}".repeat(20_000)),
        ("combining marks", format!("Pen{}a was arrested.", "\u{303}".repeat(30_000))),
    ] {
        let text = format!("{lead}{flood}");
        within(what, 60, move || drop(Extractor::new(Options::default()).extract_bytes(text.as_bytes()).unwrap()));
    }
}
