//! Text to paragraphs and sentences. A sentence ends at a stop that is not part of an abbreviation, with the quotes and
//! brackets that close behind it, at the end of a line that stands for itself, and after a dateline.

use super::tag::{Tag, VerbForm};
use super::token::{Shape, Token};
use super::vocabulary::Vocabulary;
use super::words::{Abbreviation, Words};
use super::{Language, Paragraph, Sentence, Span, Text, tokenize};

/// A line that is longer is wrapped, not ended.
const SHORT_LINE: usize = 60;
/// A heading is no longer than this, in tokens and bytes.
const HEADING_TOKENS: usize = 14;
const HEADING_BYTES: usize = 100;
/// A dateline is no longer than this.
const DATELINE_TOKENS: usize = 16;

/// Paragraphs at blank lines, sentences at stops, tokens at spaces and marks; tags are left to the tagger.
pub(super) fn split<'a>(content: &'a str, language: &Language) -> Text<'a> {
    let words = Words::of(language);
    let mut text = Text {
        content,
        language: language.clone(),
        paragraphs: Vec::new(),
        sentences: Vec::new(),
        tokens: Vec::with_capacity(content.len() / 5),
        vocabulary: Vocabulary::default(),
    };
    let mut start = 0;
    for block in content.split("\n\n") {
        let span = trim(content, Span::new(start, start + block.len()));
        if !span.is_empty() {
            paragraph(&mut text, span, words);
        }
        start += block.len() + 2;
    }
    text
}

/// The span without the blank at its ends.
fn trim(content: &str, span: Span) -> Span {
    let block = span.of(content);
    let start = span.start + (block.len() - block.trim_start().len());
    Span::new(start, start + block.trim().len())
}

fn paragraph(text: &mut Text, span: Span, words: &Words) {
    let first_sentence = text.sentences.len();
    let first = text.tokens.len();
    read_tokens(text, span, words);
    let mut begin = first;
    for at in first..text.tokens.len() {
        let end = at + 1;
        if end < text.tokens.len()
            && (ends_sentence(text, begin, at, words) || ends_line(text, begin, at) || (begin == first && ends_dateline(text, first, at)))
        {
            push_sentence(text, begin, end);
            begin = end;
        }
    }
    if begin < text.tokens.len() {
        push_sentence(text, begin, text.tokens.len());
    }
    if text.sentences.len() > first_sentence {
        let heading = text.sentences.len() == first_sentence + 1 && is_heading(text, first);
        text.paragraphs.push(Paragraph { span, sentences: first_sentence..text.sentences.len(), heading });
    }
}

fn push_sentence(text: &mut Text, begin: usize, end: usize) {
    let span = text.span_of(begin..end);
    text.sentences.push(Sentence { span, tokens: begin..end, paragraph: text.paragraphs.len() });
}

fn read_tokens(text: &mut Text, block: Span, words: &Words) {
    let content = text.content;
    let mut lower = String::new();
    let mut before = None;
    let (tokens, vocabulary) = (&mut text.tokens, &mut text.vocabulary);
    tokenize::tokens(content, block, words, |span| {
        lower_case(span.of(content), &mut lower);
        let word = vocabulary.intern(&lower);
        let shape = Shape::of(span.of(content), before != Some(span.start));
        before = Some(span.end);
        tokens.push(Token {
            span,
            tag: Tag::X,
            form: VerbForm::None,
            class: 0,
            plural: false,
            relative: false,
            shape,
            lower: word,
            lemma: word,
        });
    });
}

/// Lower case with plain apostrophes, without soft hyphens.
fn lower_case(word: &str, into: &mut String) {
    into.clear();
    for character in word.chars() {
        if character.is_ascii() {
            into.push(character.to_ascii_lowercase());
        } else if tokenize::is_apostrophe(character) {
            into.push('\'');
        } else if character != '\u{AD}' {
            into.extend(character.to_lowercase());
        }
    }
}

const fn closes(word: &str) -> bool {
    matches!(word.as_bytes(), b"\"" | b"'" | b")" | b"]" | b"''")
        || matches!(word.as_bytes(), [0xE2, 0x80, 0x9D] | [0xE2, 0x80, 0x99] | [0xC2, 0xBB])
}

fn is_stop(word: &str) -> bool {
    matches!(word, "." | "…" | "。") || word.starts_with(['!', '?']) || word.starts_with("..")
}

/// Whether the sentence that begins at `begin` ends with the token `at`, which is not the paragraph's last.
fn ends_sentence(text: &Text, begin: usize, at: usize, words: &Words) -> bool {
    // The stop may stand before closing quotes and brackets, which belong to it.
    let mut stop = at;
    while stop > begin && closes(text.word(stop)) && !text.tokens[stop].shape.space_before() {
        stop -= 1;
    }
    let next = &text.tokens[at + 1];
    let next_word = text.word(at + 1);
    let word = text.word(stop);
    if closes(next_word) && !next.shape.space_before() {
        return false;
    }
    let abbreviated = word.len() > 1 && word.ends_with('.') && text.tokens[stop].shape.word();
    if !abbreviated && !is_stop(word) {
        return false;
    }
    if !next.shape.space_before() && !(next.shape.capitalised() && is_stop(word)) {
        return false;
    }
    // What follows begins a sentence if it begins with a capital, a digit, or an opening mark before one of these.
    let mut first = at + 1;
    while first + 1 < text.tokens.len() && !text.tokens[first].shape.word() && first < at + 3 {
        first += 1;
    }
    let begins = &text.tokens[first];
    if text.word(first).chars().next().is_some_and(char::is_lowercase) {
        // A stop that was not taken for that of an abbreviation ends a sentence even before a name in lower case.
        return word == "." && stop == at && first == at + 1 && stop > begin && !text.tokens[stop].shape.space_before();
    }
    if abbreviated {
        let known = words.abbreviation(word.trim_end_matches('.'));
        return known != Some(Abbreviation::Title)
            && stop > begin
            && begins.shape.capitalised()
            && words.begins_sentences(text.lower(first))
            && !(text.word(first).len() == 1 && stop + 1 == first && text.word(first) != "A");
    }
    if stop == begin && word == "." {
        return false;
    }
    // "1." and "a)" that open a line are labels.
    if stop == begin + 1 && text.tokens[begin].shape.number() && text.word(begin).len() <= 2 && word == "." {
        return false;
    }
    // '"Who was it?" Smith asked.'
    if stop < at && !word.starts_with('.') && speaker_follows(text, first, words) {
        return false;
    }
    true
}

/// Whether a name and a verb of saying follow, so that the quotation before is part of their sentence.
fn speaker_follows(text: &Text, first: usize, words: &Words) -> bool {
    for at in first..(first + 5).min(text.tokens.len()) {
        if words.reports_speech(text.lower(at)) {
            return true;
        }
        if !text.tokens[at].shape.word() {
            return false;
        }
    }
    false
}

/// Whether the line ends after the token `at` and is no wrapped line of running text.
fn ends_line(text: &Text, begin: usize, at: usize) -> bool {
    let gap = text.content.get(text.tokens[at].span.end..text.tokens[at + 1].span.start).unwrap_or("");
    if !gap.contains('\n') {
        return false;
    }
    let line = text.tokens[at].span.end - text.tokens[begin].span.start;
    let next = text.word(at + 1);
    line < SHORT_LINE && !next.starts_with(char::is_lowercase) || matches!(next, "•" | "-" | "*" | "–" | "·" | "▪")
}

/// "MEXICO CITY, Jan 20 (Agency) —": a dateline ends with its dash, at the beginning of a paragraph.
fn ends_dateline(text: &Text, first: usize, at: usize) -> bool {
    let dash = matches!(text.word(at), "-" | "--" | "–" | "—" | ".-" | "―");
    if !dash || at == first || at - first > DATELINE_TOKENS || !text.tokens[at + 1].shape.space_before() {
        return false;
    }
    let mut before = first..at;
    let shouted = text.tokens[first].shape.all_capitals() && text.word(first).chars().count() > 2;
    let bracket = text.word(at - 1) == ")";
    (shouted || bracket) && text.tokens[first].shape.capitalised() && !before.any(|token| is_stop(text.word(token)))
}

/// Short, one sentence, and no mark at its end that ends one.
fn is_heading(text: &Text, first: usize) -> bool {
    let tokens = &text.tokens[first..];
    let Some(last) = tokens.last() else {
        return false;
    };
    let end = last.span.of(text.content);
    let bytes = last.span.end - text.tokens[first].span.start;
    let ended = !last.shape.word() && !matches!(end, "?" | ")" | "%" | "'" | "’" | "]");
    let quoted = closes(end) && end != ")" && end != "]";
    tokens.len() <= HEADING_TOKENS && bytes <= HEADING_BYTES && !ended && !quoted && !end.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(content: &str, language: &str) -> Vec<String> {
        let text = split(content, &Language(language.to_owned()));
        text.sentences.iter().map(|sentence| sentence.span.of(content).to_owned()).collect()
    }

    fn tokens(content: &str) -> Vec<String> {
        let text = split(content, &Language("en".to_owned()));
        (0..text.tokens.len()).map(|token| text.word(token).to_owned()).collect()
    }

    #[test]
    fn sentences_end_at_stops_alone() {
        let cases: [&[&str]; 6] = [
            &["Gen. Rosa N. Vidal flew to the U.S. Embassy.", "She left at 9 a.m. on Jan. 3 with Acme Inc. lawyers."],
            &["They were flown to the U.S.", "The flight took 3.5 hours."],
            &["\u{201c}We handed them over.\u{201d}", "The minister gave no names."],
            &["\"Who sent them?\" Ortiz asked.", "Nobody answered!"],
            &["It was No. 2 on the list.", "He said no.", "In May, they paid $1.5 million."],
            &["The man, John F. Hale Jr., fled.", "(He was caught.)", "Then came 12 others."],
        ];
        for text in cases {
            assert_eq!(sentences(&text.join(" "), "en"), text);
        }
    }

    #[test]
    fn spanish_sentences() {
        let text = ["El Gral. Pérez viajó a EE.UU. con la Sra. Ruiz.", "¿Quién pagó 1.715 pesos?", "El art. 5 lo prohíbe."];
        assert_eq!(sentences(&text.join(" "), "es"), text);
    }

    #[test]
    fn datelines_and_lines_stand_alone() {
        assert_eq!(sentences("LIMA, Jan 20 (Agency) - Peru sent 12 men.", "en"), ["LIMA, Jan 20 (Agency) -", "Peru sent 12 men."]);
        assert_eq!(sentences("Who was on board\nTwo brothers were on board.", "en"), ["Who was on board", "Two brothers were on board."]);
    }

    #[test]
    fn words_keep_their_joints() {
        let expected =
            "\" Z-40 \" did n't pay $ 1,715 , Miguel 's U.S. lawyer said ; it 's 4.5 % of AT&T 's .".split(' ').collect::<Vec<_>>();
        assert_eq!(
            tokens("\"Z-40\" didn't pay $1,715, Miguel's U.S. lawyer said; it\u{2019}s 4.5% of AT&T's.")
                .iter()
                .map(|word| word.replace('\u{2019}', "'"))
                .collect::<Vec<_>>(),
            expected
        );
        assert_eq!(
            tokens("al-Jazrawi (a/k/a \u{201c}Kiki\u{201d}) cannot fly 12-14 hours..."),
            ["al-Jazrawi", "(", "a/k/a", "“", "Kiki", "”", ")", "can", "not", "fly", "12-14", "hours", "..."]
        );
        assert_eq!(
            tokens("See https://example.org/a?b=1, or write to press@example.org."),
            ["See", "https://example.org/a?b=1", ",", "or", "write", "to", "press@example.org", "."]
        );
    }

    #[test]
    fn headings_are_short_and_unended() {
        let text = split("The second flight\n\nIt left at noon.\n\nWho paid?\n\n\"No,\" he said.", &Language("en".to_owned()));
        assert_eq!(text.paragraphs.iter().map(|paragraph| paragraph.heading).collect::<Vec<_>>(), [true, false, true, false]);
    }
}
