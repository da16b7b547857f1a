//! How fast text is cut and tagged, names are found, and sentences are parsed.

use crate::pages::Page;
use cpu_time::ThreadTime;
use dateline::mention::{self, Context};
use dateline::text::parsing::Parser;
use dateline::text::{self, Language};
use dateline::{Extractor, Options};
use std::hint::black_box;
use std::time::Duration;

/// Prints megabytes of text a second through tokens, tags and names, and tokens a second through the tagger's stage and the parser.
pub fn run(pages: &[Page], rounds: usize) {
    let extractor = Extractor::new(Options::default());
    let english = Language("en".to_owned());
    let articles: Vec<String> = pages.iter().map(|page| extractor.article(&page.decoded).text.clone()).collect();
    let (mut tagged, mut named, mut parsed) = (Duration::MAX, Duration::MAX, Duration::MAX);
    let mut tokens = 0;
    for _ in 0..rounds {
        let (mut tagging, mut naming, mut parsing) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
        tokens = 0;
        for article in &articles {
            let begin = ThreadTime::now();
            let text = text::analyse(article, &english);
            tagging += begin.elapsed();
            let begin = ThreadTime::now();
            black_box(mention::recognise(&text, Context { published: None }));
            naming += begin.elapsed();
            let begin = ThreadTime::now();
            if let Some(mut parser) = Parser::of(&text) {
                (0..text.sentences.len()).for_each(|sentence| drop(black_box(parser.tree(&text, sentence, &[]))));
            }
            parsing += begin.elapsed();
            tokens += text.tokens.len();
        }
        (tagged, named, parsed) = (tagged.min(tagging), named.min(naming), parsed.min(parsing));
    }
    let megabytes = articles.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    println!("{} articles, {megabytes:.2} MB, {tokens} tokens, the least of {rounds} rounds\n", articles.len());
    println!("tokens and tags            {:8.2} MB/s", megabytes / tagged.as_secs_f64());
    println!("tokens, tags and mentions  {:8.2} MB/s", megabytes / (tagged + named).as_secs_f64());
    println!("tagger, tokens cut as well {:8.0} tokens/s", tokens as f64 / tagged.as_secs_f64());
    println!("parser                     {:8.0} tokens/s", tokens as f64 / parsed.as_secs_f64());
}
