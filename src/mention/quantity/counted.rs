//! What is counted: the noun after the number, in the singular, and the phrase that it heads.

use super::lexicon::Kind;
use super::number::Found;
use super::piece::PieceKind;
use super::{QuantityKind, Scene};
use crate::text::{Span, Tag};

/// The noun that a number counts.
#[derive(Clone, Debug)]
pub struct Noun {
    /// The whole phrase after the number: "members of criminal organizations".
    pub span: Span,
    /// The piece after the head's group.
    pub end: usize,
    /// `person`, or the noun in the singular.
    pub unit: Box<str>,
    pub plural: bool,
}

/// How many pieces the words before the head may take.
const LONGEST_GROUP: usize = 8;

/// The noun phrase after a number, or inside its frame.
pub fn noun(scene: Scene, found: &Found) -> Option<Noun> {
    let base_taken = found.kind == QuantityKind::Rate && found.noun.is_none();
    if base_taken || matches!(found.kind, QuantityKind::Duration | QuantityKind::Dimension) {
        return None;
    }
    if let Some((start, end)) = found.noun {
        let head = group(scene, start, end)?;
        return Some(of_group(scene, start, head));
    }
    let of = usize::from(found.kind != QuantityKind::Count && matches!(scene.lower(found.end), "of" | "de"));
    let start = if of > 0 { skip_determiners(scene, found.end + 1) } else { found.end };
    let start = if found.adjectival { found.end + 1 } else { start };
    let head = group(scene, start, start + LONGEST_GROUP)?;
    Some(of_group(scene, start, head))
}

fn skip_determiners(scene: Scene, mut at: usize) -> usize {
    while matches!(scene.tag(at), Some(Tag::Det)) && at < scene.reader.pieces.len() {
        at += 1;
    }
    at
}

/// The head of the noun group that begins at a piece: its last noun.
fn group(scene: Scene, start: usize, limit: usize) -> Option<usize> {
    let pieces = scene.reader.pieces;
    let mut head = None;
    let mut at = start;
    while at < limit.min(pieces.len()) {
        // "eight million 250ml bottles", "six 20-foot containers": the size of each stands between.
        if head.is_none()
            && let Some(end) = size_of_each(scene, at)
        {
            at = end;
        }
        let Some(piece) = pieces.get(at) else { break };
        if scene.masked[at] && piece.kind != PieceKind::Word {
            break;
        }
        let dated = scene.masked[at] && scene.names.at(piece.span.start).is_none();
        if dated || piece.kind == PieceKind::Figure {
            break;
        }
        let tag = scene.tag(at);
        match (piece.kind, tag) {
            (PieceKind::Mark, _) if matches!(piece.text, "-" | "‑" | "/") && piece.glued => {}
            // "the country's violent deaths": the owner describes; what is owned is counted.
            (PieceKind::Mark, _) if matches!(piece.text, "’" | "'") && piece.glued && head.is_some() => {
                head = None;
                at += usize::from(scene.lower(at + 1) == "s");
            }
            (PieceKind::Mark, _) if piece.text == "." && head.is_none() && piece.glued && at + 1 < pieces.len() => {}
            (PieceKind::Word, Some(Tag::Noun)) => {
                // "nearly 900 detainees change hands": people in the plural head no compound.
                if head.is_some_and(|head: usize| is_plural(scene, head) && scene.reader.lexicon.is_people(&singular(scene.lower(head)))) {
                    break;
                }
                if head
                    .is_some_and(|head: usize| is_plural(scene, head) && !is_plural(scene, at) && scene.reader.is(at, Kind::Unit).is_some())
                {
                    break;
                }
                head = Some(at);
            }
            (PieceKind::Word, Some(Tag::Propn)) => {
                if head.is_some_and(|head| scene.tag(head) == Some(Tag::Noun) && is_plural(scene, head)) {
                    break;
                }
                head = Some(at);
            }
            (PieceKind::Word, Some(Tag::Adj)) if head.is_none_or(|head| !is_plural(scene, head)) => {}
            // "digital and physical sales"
            (PieceKind::Word, Some(Tag::Cconj))
                if head.is_none() && at > start && scene.tag(at - 1) == Some(Tag::Adj) && scene.tag(at + 1) == Some(Tag::Adj) => {}
            // "eight more picks": after "more" comes what is counted.
            (PieceKind::Word, Some(Tag::Verb))
                if head.is_none()
                    && at > start
                    && scene.reader.is(at - 1, Kind::AdditionalAfter).is_some()
                    && scene.lower(at).ends_with('s') =>
            {
                head = Some(at);
            }
            (PieceKind::Word, Some(Tag::Verb)) if head.is_none() && scene.is_participle(at) && continues(scene, at + 1) => {}
            (PieceKind::Word, Some(Tag::Adv)) if head.is_none() && continues(scene, at + 1) => {}
            _ => break,
        }
        at += 1;
    }
    head.or_else(|| untagged(scene, start)).or_else(|| other(scene, start))
}

/// Where the language has no tags: a plural, or a noun for people, right behind the number (or its "de").
fn untagged(scene: Scene, start: usize) -> Option<usize> {
    let at = start + usize::from(scene.lower(start) == "de");
    let piece = scene.reader.pieces.get(at).filter(|piece| piece.kind == PieceKind::Word && !scene.masked[at] && !piece.capital())?;
    let plural = piece.lower.len() > 3 && piece.lower.ends_with('s');
    let people = scene.reader.lexicon.is_people(&singular(&piece.lower)) || scene.reader.lexicon.is_people(&piece.lower);
    (scene.tag(at) == Some(Tag::X) && (plural || people)).then_some(at)
}

/// "others", "más": people or things named before.
fn other(scene: Scene, at: usize) -> Option<usize> {
    let word = scene.reader.pieces.get(at)?;
    (word.lower.ends_with('s') && scene.reader.is(at, Kind::AdditionalAfter).is_some()).then_some(at)
}

/// Where a measure ends that describes what is counted: a figure with its unit glued or hyphened to it, before a noun.
fn size_of_each(scene: Scene, at: usize) -> Option<usize> {
    let reader = scene.reader;
    let number = reader.numeral(at, false).filter(|number| !scene.masked[number.start])?;
    let unit = reader.after_hyphen(number.end);
    let joined = unit > number.end || reader.pieces.get(unit)?.glued;
    let entry = reader.is(unit, Kind::Symbol).or_else(|| reader.is(unit, Kind::Unit)).filter(|_| joined)?;
    let end = unit + entry.length();
    continues(scene, end).then_some(end)
}

fn continues(scene: Scene, at: usize) -> bool {
    scene.reader.pieces.get(at).is_some_and(|piece| piece.kind == PieceKind::Word)
        && matches!(scene.tag(at), Some(Tag::Noun | Tag::Adj | Tag::Propn | Tag::Verb))
}

fn is_plural(scene: Scene, at: usize) -> bool {
    let word = scene.lower(at);
    singular(word) != word || matches!(word, "people" | "police" | "troops")
}

fn of_group(scene: Scene, start: usize, head: usize) -> Noun {
    let unit = unit_of(scene, start, head);
    let mut end = head + 1;
    // "members of criminal organizations": the complement belongs to the phrase.
    if matches!(scene.lower(end), "of" | "de") {
        let begin = skip_determiners(scene, end + 1);
        if let Some(inner) = group(scene, begin, begin + LONGEST_GROUP) {
            end = inner + 1;
        }
    }
    Noun { span: scene.span(start, end), end: head + 1, unit, plural: is_plural(scene, head) }
}

/// `person` for nouns and peoples, else the head's dictionary form.
fn unit_of(scene: Scene, start: usize, head: usize) -> Box<str> {
    let piece = &scene.reader.pieces[head];
    let lemma = lemma(scene, head);
    let people = scene.demonym(piece.span).is_some_and(|demonym| demonym.people);
    let compound = (start..=head).filter(|at| scene.reader.pieces[*at].kind == PieceKind::Word).count() > 1 && &*lemma == "member";
    if people || compound || scene.reader.lexicon.is_people(&lemma) { "person".into() } else { lemma }
}

fn lemma(scene: Scene, at: usize) -> Box<str> {
    let piece = &scene.reader.pieces[at];
    let tokens = scene.text.tokens_in(piece.span);
    let whole = tokens.len() == 1 && scene.text.tokens[tokens.start].span == piece.span;
    let given = if whole { scene.text.lemma(tokens.start).to_lowercase() } else { piece.lower.to_string() };
    if given == *piece.lower { singular(&given).into() } else { given.into() }
}

/// The singular of a noun by its ending, for words whose dictionary form is not known.
pub fn singular(word: &str) -> String {
    for (plural, one) in [
        ("people", "person"),
        ("men", "man"),
        ("women", "woman"),
        ("children", "child"),
        ("lives", "life"),
        ("wives", "wife"),
        ("thieves", "thief"),
        ("feet", "foot"),
        ("teeth", "tooth"),
    ] {
        if let Some(stem) = word.strip_suffix(plural).filter(|stem| stem.is_empty() || (plural.ends_with("men") && !stem.ends_with("wo"))) {
            return format!("{stem}{one}");
        }
    }
    if word.len() > 4
        && let Some(stem) = word.strip_suffix("ies")
    {
        return format!("{stem}y");
    }
    if ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) || word.len() < 4 {
        return word.to_owned();
    }
    if ["shes", "ches", "xes", "zes", "sses", "ores", "iones"].iter().any(|ending| word.ends_with(ending)) && !word.ends_with("ores") {
        return word[..word.len() - 2].to_owned();
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// "another 26", "26 others", "26 more": not "26 more than".
pub fn additional(scene: Scene, found: &Found, noun: Option<&Noun>) -> bool {
    let reader = scene.reader;
    if found.kind != QuantityKind::Count {
        return false;
    }
    if reader.lexicon.ending(reader.pieces, found.start, Kind::AdditionalBefore).is_some() {
        return true;
    }
    let compared = |at: usize| matches!(scene.lower(at), "than" | "que");
    let after = |at: usize| reader.is(at, Kind::AdditionalAfter).is_some_and(|entry| !compared(at + entry.length()));
    let noun_end = noun.map_or(found.end, |noun| noun.end);
    after(found.end) && !compared(noun_end) || (noun_end > found.end && after(noun_end) && !compared(noun_end))
}
