//! Learning the parser, with a dynamic oracle: after a mistake it learns the best that can still be done.

use super::Shuffle;
use super::perceptron::Perceptron;
use crate::text::parser::{self, Configuration, MAX_TRANSITIONS, Move, NONE, SHIFT, Words};
use crate::text::weights::Scorer;

/// A sentence ready to be learned from.
#[derive(Clone, Debug, Default)]
pub struct Example {
    pub words: Words,
    /// Gold heads ([`NONE`] for the root) and labels.
    pub heads: Vec<u16>,
    pub labels: Vec<u8>,
}

/// Whether no two arcs cross, so that the transitions can build the tree.
pub fn projective(heads: &[u16]) -> bool {
    let spans: Vec<(usize, usize)> = heads
        .iter()
        .enumerate()
        .filter(|(_, head)| **head != NONE)
        .map(|(child, head)| (child.min((*head).into()), child.max((*head).into())))
        .collect();
    let crossing = spans.iter().any(|one| spans.iter().any(|two| one.0 < two.0 && two.0 < one.1 && one.1 < two.1));
    let covered = heads
        .iter()
        .enumerate()
        .filter(|(_, head)| **head == NONE)
        .any(|(root, _)| spans.iter().any(|span| span.0 < root && root < span.1));
    !crossing && !covered
}

/// How many gold arcs each kind of transition makes impossible: shift, left, right.
fn costs(configuration: &Configuration, example: &Example, children: &[Vec<u16>]) -> [usize; 3] {
    const IMPOSSIBLE: usize = usize::MAX;
    let mut costs = [IMPOSSIBLE; 3];
    let (next, top, second) = (configuration.next, configuration.item(0), configuration.item(1));
    let on_stack = |word: u16| configuration.stack.contains(&word);
    if configuration.can_shift() {
        let head = example.heads[usize::from(next)];
        let lost_head = head != NONE && head < next && head != top && on_stack(head);
        let lost_children = children[usize::from(next)].iter().filter(|child| **child < next && on_stack(**child)).count();
        costs[0] = usize::from(lost_head) + lost_children;
    }
    if top != NONE {
        let head = example.heads[usize::from(top)];
        let in_buffer = children[usize::from(top)].iter().filter(|child| **child >= next).count();
        if configuration.can_left() {
            let lost = head == NONE || head == second || (head != next && head > next);
            costs[1] = usize::from(lost) + in_buffer;
        }
        if configuration.can_right() {
            let lost = head == NONE || (head >= next);
            costs[2] = usize::from(lost) + in_buffer;
        }
    }
    costs
}

/// The best-scoring transition among those that lose no gold arc that could still be had.
fn target(configuration: &Configuration, example: &Example, children: &[Vec<u16>], scores: &[i32]) -> (u8, [usize; 3], usize) {
    let costs = costs(configuration, example, children);
    let least = costs.iter().min().copied().unwrap_or(0);
    let (next, top, second) = (configuration.next, configuration.item(0), configuration.item(1));
    let fits = |class: u8| correct(Move::of(class), costs, least, example, next, top, second);
    let mut best: Option<(u8, i32)> = None;
    for (class, score) in scores.iter().enumerate() {
        if best.is_none_or(|(_, most)| *score > most) && fits(class as u8) {
            best = Some((class as u8, *score));
        }
    }
    (best.map_or(SHIFT, |(class, _)| class), costs, least)
}

fn correct(transition: Move, costs: [usize; 3], least: usize, example: &Example, next: u16, top: u16, second: u16) -> bool {
    let label_fits = |head: u16, label: u8| example.heads[usize::from(top)] != head || example.labels[usize::from(top)] == label;
    match transition {
        Move::Shift => costs[0] == least,
        Move::Left(label) => costs[1] == least && label_fits(next, label),
        Move::Right(label) => costs[2] == least && label_fits(second, label),
    }
}

/// Learns from the examples in some rounds; after the first, the parser follows its own decisions nine times of ten.
pub fn learn(
    examples: &[Example],
    class_count: usize,
    case_label: u8,
    rounds: usize,
    mut report: impl FnMut(usize, &Perceptron),
) -> Perceptron {
    let mut perceptron = Perceptron::default();
    let mut order: Vec<usize> = (0..examples.len()).filter(|index| projective(&examples[*index].heads)).collect();
    let mut shuffle = Shuffle::default();
    let mut configuration = Configuration::default();
    let (mut buffer, mut scores) = (Vec::new(), [0; MAX_TRANSITIONS]);
    let children: Vec<Vec<Vec<u16>>> = examples
        .iter()
        .map(|example| {
            let mut children = vec![Vec::new(); example.heads.len()];
            for (child, head) in example.heads.iter().enumerate().filter(|(_, head)| **head != NONE) {
                children[usize::from(*head)].push(child as u16);
            }
            children
        })
        .collect();
    for round in 0..rounds {
        shuffle.shuffle(&mut order);
        for index in &order {
            let (example, children) = (&examples[*index], &children[*index]);
            configuration.start(example.heads.len());
            while !configuration.finished() {
                buffer.clear();
                configuration.features(&example.words, case_label, &mut buffer);
                let scores = &mut scores[..class_count];
                scores.fill(0);
                buffer.iter().for_each(|feature| perceptron.add(*feature, scores));
                let said = parser::best_allowed(&configuration, scores);
                let (right, costs, least) = target(&configuration, example, children, scores);
                let (next, top, second) = (configuration.next, configuration.item(0), configuration.item(1));
                perceptron.tick();
                let fine = correct(Move::of(said), costs, least, example, next, top, second);
                if !fine {
                    perceptron.update(&buffer, right, said);
                }
                let explore = round > 0 && shuffle.below(10) != 0;
                configuration.apply(Move::of(if fine || explore { said } else { right }));
            }
        }
        report(round, &perceptron);
    }
    perceptron
}

/// Words, right heads, and right heads with right labels.
pub fn score(examples: &[Example], scorer: &impl Scorer, class_count: usize, case_label: u8) -> (usize, usize, usize) {
    let (mut configuration, mut buffer) = (Configuration::default(), Vec::new());
    let (mut total, mut heads, mut labelled) = (0, 0, 0);
    for example in examples {
        parser::parse(&example.words, scorer, class_count, case_label, &mut configuration, &mut buffer);
        for (word, head) in example.heads.iter().enumerate() {
            total += 1;
            if configuration.heads[word] == *head {
                heads += 1;
                labelled += usize::from(*head == NONE || configuration.labels[word] == example.labels[word]);
            }
        }
    }
    (total, heads, labelled)
}
