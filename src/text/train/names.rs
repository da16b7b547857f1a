//! Trees in which each name is one word, as the parser meets them where the names of a text are known.

use super::treebank::Tree;

/// Joins every run of proper nouns that hangs together. The word that is left is the last of the run, in the place of its head. What comes
/// with it are the places that are left.
pub fn joined(tree: &Tree) -> (Tree, Vec<usize>) {
    let count = tree.words.len();
    // The word that stands for each.
    let mut shown: Vec<usize> = (0..count).collect();
    let mut start = 0;
    while start < count {
        let end = (start..count).find(|at| tree.upos[*at] != "PROPN").unwrap_or(count);
        if end - start > 1 {
            let outside = (start..end).filter(|at| tree.heads[*at].is_none_or(|head| head < start || head >= end)).count();
            if outside == 1 {
                shown[start..end].fill(end - 1);
            }
        }
        start = end.max(start + 1);
    }
    let left: Vec<usize> = (0..count).filter(|at| shown[*at] == *at).collect();
    let place = |word: usize| left.partition_point(|other| *other < shown[word]);
    let mut joined = Tree::default();
    for word in &left {
        // Of a name the part that hangs outside it.
        let top = (0..count)
            .filter(|part| shown[*part] == *word)
            .find(|part| tree.heads[*part].is_none_or(|head| shown[head] != *word))
            .unwrap_or(*word);
        joined.words.push(tree.words[*word].clone());
        joined.lower.push(tree.lower[*word].clone());
        joined.space_before.push(tree.space_before[*word]);
        joined.upos.push(tree.upos[*word].clone());
        joined.xpos.push(tree.xpos[*word].clone());
        joined.lemmas.push(tree.lemmas[*word].clone());
        joined.heads.push(tree.heads[top].map(place));
        joined.relations.push(tree.relations[top].clone());
    }
    (joined, left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_word() {
        let tree = Tree {
            words: ["Ada", "Lovelace", "met", "Babbage"].map(str::to_owned).to_vec(),
            lower: ["ada", "lovelace", "met", "babbage"].map(str::to_owned).to_vec(),
            space_before: vec![true; 4],
            upos: ["PROPN", "PROPN", "VERB", "PROPN"].map(str::to_owned).to_vec(),
            xpos: ["NNP", "NNP", "VBD", "NNP"].map(str::to_owned).to_vec(),
            lemmas: ["Ada", "Lovelace", "meet", "Babbage"].map(str::to_owned).to_vec(),
            heads: vec![Some(2), Some(0), None, Some(2)],
            relations: ["nsubj", "flat", "root", "obj"].map(str::to_owned).to_vec(),
        };
        let (joined, left) = joined(&tree);
        assert_eq!(joined.words, ["Lovelace", "met", "Babbage"]);
        assert_eq!(joined.heads, [Some(1), None, Some(1)]);
        assert_eq!(joined.relations, ["nsubj", "root", "obj"]);
        assert_eq!(left, [1, 2, 3]);
    }
}
