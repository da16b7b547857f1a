//! The best tree without crossing arcs (Eisner 1996), with one root. A span is closed when its head has all its words in it, open when it
//! has just been hung on its other end; longer spans are put together from shorter ones.
//!
//! Only the scores of spans are kept; which parts gave them is found again on the way down, for the few spans of the best tree.

use super::matrix::Matrix;

/// No word: no head.
pub const NONE: u16 = u16::MAX;
/// Sums that are compared side by side.
const LANES: usize = 8;

/// What decoding works with. Rows are written so that what is added stands side by side.
#[derive(Debug, Default)]
pub struct Decoder {
    /// Closed spans headed by their first word: by first and last word; by last and first.
    right: Matrix,
    right_by_end: Matrix,
    /// Closed spans headed by their last word: by last and first word; by first and last.
    left: Matrix,
    left_by_end: Matrix,
    /// Open spans: the last word hangs on the first (by first, last); the first on the last (by last, first).
    open_right: Matrix,
    open_left: Matrix,
    waiting: Vec<Span>,
}

#[derive(Clone, Copy, Debug)]
enum Span {
    /// Head, other end.
    Closed(usize, usize),
    Open(usize, usize),
}

fn best_sum(one: &[f32], two: &[f32]) -> f32 {
    let mut best = [f32::NEG_INFINITY; LANES];
    let (one, two) = (one.chunks_exact(LANES), two.chunks_exact(LANES));
    let rest = one.remainder().iter().zip(two.remainder());
    for (one, two) in one.zip(two) {
        for ((best, one), two) in best.iter_mut().zip(one).zip(two) {
            let sum = one + two;
            *best = if sum > *best { sum } else { *best };
        }
    }
    let best = best.iter().fold(f32::NEG_INFINITY, |most, value| if *value > most { *value } else { most });
    rest.fold(best, |most, (one, two)| if one + two > most { one + two } else { most })
}

/// Where the best sum stands.
fn best_place(one: &[f32], two: &[f32]) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (at, (one, two)) in one.iter().zip(two).enumerate() {
        if one + two > best.1 {
            best = (at, one + two);
        }
    }
    best.0
}

impl Decoder {
    /// The heads of the tree that scores highest; `arcs` by head and dependent, `roots` by word.
    pub fn decode(&mut self, length: usize, arcs: &Matrix, roots: &[f32], heads: &mut Vec<u16>) {
        heads.clear();
        heads.resize(length, NONE);
        if length == 0 {
            return;
        }
        self.score(length, arcs);
        let mut root = (0, f32::NEG_INFINITY);
        for (word, score) in roots.iter().enumerate().take(length) {
            let score = score + self.left.row(word)[0] + self.right.row(word)[length - 1];
            if score > root.1 {
                root = (word, score);
            }
        }
        self.waiting.clear();
        self.waiting.extend([Span::Closed(root.0, 0), Span::Closed(root.0, length - 1)]);
        self.read_off(heads);
    }

    fn score(&mut self, length: usize, arcs: &Matrix) {
        let Self { right, right_by_end, left, left_by_end, open_right, open_left, .. } = self;
        for table in [&mut *right, right_by_end, left, left_by_end, open_right, open_left] {
            table.reset(length, length);
        }
        for size in 1..length {
            for first in 0..length - size {
                let last = first + size;
                let joined = best_sum(&right.row(first)[first..last], &left.row(last)[first + 1..=last]);
                open_right.row_mut(first)[last] = joined + arcs.row(first)[last];
                open_left.row_mut(last)[first] = joined + arcs.row(last)[first];
                let closed = best_sum(&open_right.row(first)[first + 1..=last], &right_by_end.row(last)[first + 1..=last]);
                right.row_mut(first)[last] = closed;
                right_by_end.row_mut(last)[first] = closed;
                let closed = best_sum(&open_left.row(last)[first..last], &left_by_end.row(first)[first..last]);
                left.row_mut(last)[first] = closed;
                left_by_end.row_mut(first)[last] = closed;
            }
        }
    }

    fn read_off(&mut self, heads: &mut [u16]) {
        while let Some(span) = self.waiting.pop() {
            match span {
                Span::Closed(head, end) if head == end => {}
                Span::Closed(head, end) if head < end => {
                    let open = &self.open_right.row(head)[head + 1..=end];
                    let between = head + 1 + best_place(open, &self.right_by_end.row(end)[head + 1..=end]);
                    self.waiting.extend([Span::Open(head, between), Span::Closed(between, end)]);
                }
                Span::Closed(head, end) => {
                    let open = &self.open_left.row(head)[end..head];
                    let between = end + best_place(open, &self.left_by_end.row(end)[end..head]);
                    self.waiting.extend([Span::Open(head, between), Span::Closed(between, end)]);
                }
                Span::Open(head, end) => {
                    heads[end] = head as u16;
                    let (first, last) = (head.min(end), head.max(end));
                    let place = first + best_place(&self.right.row(first)[first..last], &self.left.row(last)[first + 1..=last]);
                    self.waiting.extend([Span::Closed(first, place), Span::Closed(last, place + 1)]);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every tree without crossing arcs, by trying all heads.
    fn best_by_trying(length: usize, arcs: &Matrix, roots: &[f32]) -> f32 {
        let mut best = f32::NEG_INFINITY;
        for mut number in 0..(length + 1).pow(length as u32) {
            let heads: Vec<usize> = (0..length)
                .map(|_| {
                    let head = number % (length + 1);
                    number /= length + 1;
                    head
                })
                .collect();
            let one_root = heads.iter().filter(|head| **head == length).count() == 1;
            let rooted = (0..length).all(|word| {
                let mut at = word;
                (0..=length).any(|_| {
                    at = heads.get(at).copied().unwrap_or(length);
                    at == length
                })
            });
            let spans: Vec<(usize, usize)> = (0..length)
                .map(|word| if heads[word] == length { (0, word + 1) } else { (word.min(heads[word]) + 1, word.max(heads[word]) + 1) })
                .collect();
            let crossing = spans.iter().any(|one| spans.iter().any(|two| one.0 < two.0 && two.0 < one.1 && one.1 < two.1));
            if one_root && rooted && !crossing {
                let score = (0..length).map(|word| if heads[word] == length { roots[word] } else { arcs.row(heads[word])[word] }).sum();
                best = best.max(score);
            }
        }
        best
    }

    #[test]
    fn no_tree_scores_higher() {
        let mut state = 7_u32;
        let mut number = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from((state >> 20) as u16) / 64.0
        };
        let mut decoder = Decoder::default();
        let mut heads = Vec::new();
        for length in 1..=5 {
            for _ in 0..20 {
                let mut arcs = Matrix::zeros(length, 16);
                arcs.values.iter_mut().for_each(|value| *value = number());
                let roots: Vec<f32> = (0..length).map(|_| number()).collect();
                decoder.decode(length, &arcs, &roots, &mut heads);
                let score = |word: usize| if heads[word] == NONE { roots[word] } else { arcs.row(heads[word].into())[word] };
                let total: f32 = (0..length).map(score).sum();
                assert!((total - best_by_trying(length, &arcs, &roots)).abs() < 1e-3);
            }
        }
    }
}
