//! A tree as CoNLL-U.

use crate::tree::{Phrase, Token};
use std::fmt::Write;

/// The rows of one sentence with its text.
pub fn sentence(tree: &Phrase, id: &str) -> String {
    let (mut text, mut rows) = (String::new(), String::new());
    for (index, token) in tree.tokens.iter().enumerate() {
        let space = tree.tokens.get(index + 1).is_some_and(|next| space_between(token, next));
        text.push_str(&token.form);
        if space {
            text.push(' ');
        }
        let head = token.head.map_or(0, |head| head + 1);
        let upos = word_class(token);
        let features = features(tree, index);
        let after = if space { "_" } else { "SpaceAfter=No" };
        let lemma = if upos == "PROPN" { token.lemma.clone() } else { token.lemma.to_lowercase() };
        let written = writeln!(
            rows,
            "{}\t{}\t{lemma}\t{upos}\t{}\t{features}\t{head}\t{}\t_\t{after}",
            index + 1,
            token.form,
            token.xpos,
            token.relation
        );
        debug_assert!(written.is_ok());
    }
    format!("# sent_id = {id}\n# text = {text}\n{rows}\n")
}

fn space_between(left: &Token, right: &Token) -> bool {
    let glued_left = matches!(left.xpos.as_str(), "``" | "-LRB-" | "$" | "HYPH");
    let glued_right = matches!(right.xpos.as_str(), "''" | "-RRB-" | "," | "." | "POS" | "HYPH")
        || matches!(right.form.as_str(), ":" | ";" | "%" | "n't");
    !(glued_left || glued_right)
}

/// The universal class that goes with a Penn tag in its place.
fn word_class(token: &Token) -> &'static str {
    let relation = token.relation.as_str();
    match token.xpos.as_str() {
        "NN" | "NNS" if matches!(token.lemma.as_str(), "one" | "anyone" | "someone" | "nobody" | "none" | "nothing" | "everyone") => "PRON",
        "NN" | "NNS" if token.form == "%" => "SYM",
        "NN" | "NNS" => "NOUN",
        "NNP" if relation == "amod" => "ADJ",
        "NNP" | "NNPS" => "PROPN",
        "JJ" | "JJR" | "JJS" => "ADJ",
        "MD" => "AUX",
        "VB" | "VBD" | "VBG" | "VBN" | "VBP" | "VBZ" if matches!(relation, "aux" | "aux:pass" | "cop") => "AUX",
        "VB" | "VBD" | "VBG" | "VBN" | "VBP" | "VBZ" => "VERB",
        "CD" => "NUM",
        "DT" | "PDT" | "WDT" if matches!(relation, "det" | "det:predet") => "DET",
        "DT" | "PDT" | "WDT" | "PRP" | "PRP$" | "WP" | "WP$" | "EX" => "PRON",
        "IN" if relation == "mark" => "SCONJ",
        "IN" | "RP" => "ADP",
        "TO" | "POS" => "PART",
        "RB" if matches!(token.lemma.as_str(), "not") => "PART",
        "RB" | "RBR" | "RBS" | "WRB" => "ADV",
        "CC" => "CCONJ",
        "$" => "SYM",
        "UH" => "INTJ",
        _ => "PUNCT",
    }
}

fn features(tree: &Phrase, index: usize) -> String {
    let token = &tree.tokens[index];
    let passive = token.relation != "amod"
        && (tree.child(index, &["aux:pass", "nsubj:pass"]).is_some()
            || token.relation.starts_with("acl") && tree.child(index, &["aux"]).is_none());
    let features = match token.xpos.as_str() {
        "NN" | "NNP" => "Number=Sing",
        "NNS" | "NNPS" => "Number=Plur",
        "JJ" => "Degree=Pos",
        "JJR" | "RBR" => "Degree=Cmp",
        "VB" => "VerbForm=Inf",
        "VBD" => "Mood=Ind|Tense=Past|VerbForm=Fin",
        "VBZ" | "VBP" => "Mood=Ind|Tense=Pres|VerbForm=Fin",
        "VBG" => "Tense=Pres|VerbForm=Part",
        "VBN" if passive => "Tense=Past|VerbForm=Part|Voice=Pass",
        "VBN" => "Tense=Past|VerbForm=Part",
        "MD" => "VerbForm=Fin",
        "CD" => "NumType=Card",
        _ => "_",
    };
    features.to_owned()
}
