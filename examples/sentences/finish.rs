//! What depends on the whole sentence: the verb's number, where a particle stands, articles, doubled marks, capitals.

use crate::morphology::inflected;
use crate::random::Random;
use crate::tree::Phrase;

/// The finished tree of an expanded sentence.
pub fn finish(mut tree: Phrase, random: &mut Random) -> Phrase {
    if let Some(root) = tree.head {
        "root".clone_into(&mut tree.tokens[root].relation);
    }
    move_particles(&mut tree, random);
    drop_doubled_marks(&mut tree);
    hang_marks(&mut tree);
    agree(&mut tree);
    respell(&mut tree, random);
    tree
}

/// "handed over him" becomes "handed him over"; with short objects of other kinds it may.
fn move_particles(tree: &mut Phrase, random: &mut Random) {
    for verb in 0..tree.tokens.len() {
        let particle = verb + 1;
        let follows = tree.tokens.get(particle).is_some_and(|token| {
            token.head == Some(verb)
                && (token.relation == "compound:prt"
                    || matches!(token.form.as_str(), "back" | "home" | "dead" | "abroad") && token.relation != "obj")
        });
        if !follows {
            continue;
        }
        let Some(object) = tree.child(verb, &["obj"]).filter(|object| *object > particle) else { continue };
        let last = subtree_end(tree, object);
        let pronoun = tree.tokens[object].xpos == "PRP";
        let adverb = tree.tokens[particle].relation != "compound:prt";
        let short = last - particle <= 4 && random.percent(if adverb { 85 } else { 30 });
        if pronoun || short {
            let order: Vec<usize> = (0..=verb).chain(particle + 1..=last).chain([particle]).chain(last + 1..tree.tokens.len()).collect();
            reorder(tree, &order);
        }
    }
}

fn subtree_end(tree: &Phrase, top: usize) -> usize {
    (top..tree.tokens.len()).filter(|at| is_inside(tree, *at, top)).max().unwrap_or(top)
}

/// Keeps the tokens of `order`, in that order; what is left out must be a leaf.
fn reorder(tree: &mut Phrase, order: &[usize]) {
    let mut place = vec![None; tree.tokens.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = Some(new);
    }
    tree.tokens = order.iter().map(|old| tree.tokens[*old].clone()).collect();
    for token in &mut tree.tokens {
        token.head = token.head.and_then(|head| place[head]);
    }
    tree.head = tree.head.and_then(|head| place[head]);
}

fn drop_doubled_marks(tree: &mut Phrase) {
    let stops =
        |at: usize| tree.tokens.get(at).is_some_and(|token| matches!(token.form.as_str(), "." | "," | ";" | ")" | "?" | ":" | "''"));
    let order: Vec<usize> = (0..tree.tokens.len())
        .filter(|at| {
            let comma = tree.tokens[*at].form == ",";
            let closes_quote = tree.tokens.get(at + 1).is_some_and(|next| next.form == "''");
            !(comma && ((stops(at + 1) && !closes_quote) || *at == 0))
        })
        .collect();
    reorder(tree, &order);
}

/// Marks hang, as in the treebanks, on the phrase that they set off, not on what governs it: the one that follows them
/// after their head, or the one that ends before them.
fn hang_marks(tree: &mut Phrase) {
    for mark in 0..tree.tokens.len() {
        let (Some(head), true) = (tree.tokens[mark].head, matches!(tree.tokens[mark].xpos.as_str(), "," | "``" | "''")) else {
            continue;
        };
        let opens = head < mark || tree.tokens[mark].xpos == "``";
        let sibling = tree.children(head).filter(|child| *child != mark && tree.tokens[*child].relation != "punct").find(|child| {
            let relation = tree.tokens[*child].relation.as_str();
            let fits = match opens {
                true => matches!(relation, "appos" | "acl" | "acl:relcl" | "conj" | "advcl" | "obl" | "parataxis" | "nmod" | "ccomp"),
                false => matches!(relation, "obl" | "advcl" | "obl:unmarked" | "advmod" | "ccomp"),
            };
            let (start, end) = (subtree_start(tree, *child), subtree_end(tree, *child));
            fits && if opens { start == mark + 1 } else { end + 1 == mark || end + 2 == mark && tree.tokens[end + 1].xpos == "," }
        });
        if sibling.is_some() {
            tree.tokens[mark].head = sibling;
        }
    }
}

fn subtree_start(tree: &Phrase, top: usize) -> usize {
    (0..=top).find(|at| is_inside(tree, *at, top)).unwrap_or(top)
}

fn is_inside(tree: &Phrase, mut at: usize, top: usize) -> bool {
    while at != top {
        match tree.tokens[at].head {
            Some(head) => at = head,
            None => return false,
        }
    }
    true
}

fn plural(tree: &Phrase, subject: usize) -> bool {
    let token = &tree.tokens[subject];
    if tree.children(subject).any(|child| tree.tokens[child].relation == "conj") {
        return true;
    }
    let number = tree.child(subject, &["nummod"]).map(|child| tree.tokens[child].lemma.clone());
    match token.xpos.as_str() {
        "NNS" => true,
        "NN" if matches!(token.form.as_str(), "percent" | "cent" | "%" | "half") => {
            tree.child(subject, &["nmod"]).is_some_and(|child| matches!(tree.tokens[child].xpos.as_str(), "NNS" | "NNPS"))
        }
        "NNPS" => tree.child(subject, &["det"]).is_none() || !matches!(token.form.as_str(), "States" | "Emirates"),
        "PRP" => matches!(token.lemma.as_str(), "they" | "we" | "you"),
        "CD" => token.lemma != "one" && token.lemma != "1",
        "DT" => matches!(token.form.to_lowercase().as_str(), "those" | "these" | "all" | "some"),
        "JJ" => matches!(token.form.to_lowercase().as_str(), "many" | "several" | "few" | "most"),
        _ => number.is_some_and(|number| number != "one" && number != "1") && token.xpos != "NN",
    }
}

/// The word that decides the number of a finite verb.
fn subject_of(tree: &Phrase, verb: usize) -> Option<usize> {
    let mut at = verb;
    if matches!(tree.tokens[at].relation.as_str(), "aux" | "aux:pass" | "cop") {
        at = tree.tokens[at].head?;
    }
    for _ in 0..8 {
        if let Some(subject) = tree.child(at, &["nsubj"]) {
            let relative = matches!(tree.tokens[subject].xpos.as_str(), "WP" | "WDT");
            return if relative && tree.tokens[at].relation == "acl:relcl" { tree.tokens[at].head } else { Some(subject) };
        }
        match tree.tokens[at].relation.as_str() {
            "conj" => at = tree.tokens[at].head?,
            "acl:relcl" => return tree.tokens[at].head,
            _ => return None,
        }
    }
    None
}

fn agree(tree: &mut Phrase) {
    for verb in 0..tree.tokens.len() {
        let token = &tree.tokens[verb];
        let past_be = token.xpos == "VBD" && token.lemma == "be";
        if token.xpos != "VBZ" && !past_be {
            continue;
        }
        let Some(subject) = subject_of(tree, verb) else { continue };
        let first = tree.tokens[subject].form == "I";
        if !plural(tree, subject) && !first {
            continue;
        }
        let lemma = tree.tokens[verb].lemma.clone();
        let token = &mut tree.tokens[verb];
        if past_be {
            (if first { "was" } else { "were" }).clone_into(&mut token.form);
        } else {
            token.form = if first && lemma == "be" { "am".to_owned() } else { inflected(&lemma, "VBP") };
            "VBP".clone_into(&mut token.xpos);
        }
    }
}

fn respell(tree: &mut Phrase, random: &mut Random) {
    let curly = random.percent(50);
    for at in 0..tree.tokens.len() {
        let next = tree.tokens.get(at + 1).map(|token| token.form.clone()).unwrap_or_default();
        let plural_before =
            at > 0 && tree.tokens[at - 1].form.ends_with('s') && matches!(tree.tokens[at - 1].xpos.as_str(), "NNS" | "NNPS");
        let token = &mut tree.tokens[at];
        match token.form.as_str() {
            "a" if token.xpos == "DT" && takes_an(&next) => "an".clone_into(&mut token.form),
            "'s" if plural_before => "'".clone_into(&mut token.form),
            "'s" if curly => "’s".clone_into(&mut token.form),
            "'" if curly => "’".clone_into(&mut token.form),
            "``" => (if curly { "“" } else { "\"" }).clone_into(&mut token.form),
            "''" => (if curly { "”" } else { "\"" }).clone_into(&mut token.form),
            _ => {}
        }
        if token.xpos == "``" || token.xpos == "''" {
            token.lemma.clone_from(&token.form);
        }
    }
    // The first word of the sentence and of a quotation takes a capital.
    for at in 0..tree.tokens.len() {
        let begins = at == 0 || at == 1 && tree.tokens[0].xpos == "``";
        if begins {
            let form = &tree.tokens[at].form;
            let mut letters = form.chars();
            tree.tokens[at].form = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
        }
    }
}

fn takes_an(next: &str) -> bool {
    let lower = next.to_lowercase();
    let silent = ["honest", "hour", "heir", "honor"].iter().any(|start| lower.starts_with(start));
    let spelled = ["uni", "use", "usu", "eur", "one", "ut", "us-", "u.s"].iter().any(|start| lower.starts_with(start))
        && !lower.starts_with("unin")
        && !lower.starts_with("unid");
    let letters = next.len() > 1
        && next.chars().all(char::is_uppercase)
        && next.starts_with(['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X']);
    let eight = next == "8" || next == "11" || next == "18" || next.starts_with("8") && next.len() == 2;
    silent || letters || eight || lower.starts_with(['a', 'e', 'i', 'o', 'u']) && !spelled
}
