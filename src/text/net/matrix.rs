//! Products of matrices of `f32`. Every sum is taken in the order of its terms, without fused steps, so that the result has the same bits
//! on every machine; what runs side by side is sums, never the terms of one.

/// Columns that are summed side by side; every width is a multiple of it.
pub const TILE: usize = 16;
/// Rows that share what is read of the right matrix.
const ROWS: usize = 2;

/// A width that holds `columns` and is a multiple of [`TILE`].
pub const fn padded(columns: usize) -> usize {
    columns.div_ceil(TILE) * TILE
}

/// A matrix, row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    pub columns: usize,
    pub values: Vec<f32>,
}

impl Matrix {
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Self { columns, values: vec![0.0; rows * columns] }
    }

    pub fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.columns..][..self.columns]
    }

    pub fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.values[row * self.columns..][..self.columns]
    }

    pub fn rows(&self) -> usize {
        self.values.len().checked_div(self.columns).unwrap_or(0)
    }

    /// Makes it `rows` by `columns`, all zero.
    pub fn reset(&mut self, rows: usize, columns: usize) {
        self.columns = columns;
        self.values.clear();
        self.values.resize(rows * columns, 0.0);
    }

    /// Makes it `rows` by the length of `row`, all alike.
    pub fn repeat(&mut self, rows: usize, row: &[f32]) {
        self.columns = row.len();
        self.values.clear();
        for _ in 0..rows {
            self.values.extend_from_slice(row);
        }
    }

    /// Makes it the transpose of another, its width padded.
    pub fn transpose_of(&mut self, other: &Self) {
        self.reset(other.columns, padded(other.rows()));
        for (at, row) in other.values.chunks_exact(other.columns).enumerate() {
            for (value, target) in row.iter().zip(self.values.iter_mut().skip(at).step_by(self.columns)) {
                *target = *value;
            }
        }
    }

    /// Adds the product of two others.
    pub fn add_product(&mut self, left: &Self, right: &Self) {
        add_product(&left.values, left.columns, &right.values, right.columns, &mut self.values);
    }

    /// What is below zero becomes zero.
    pub fn rectify(&mut self) {
        self.values.iter_mut().for_each(|value| *value = if *value > 0.0 { *value } else { 0.0 });
    }
}

/// Adds to each row of `out` the product of a row of `left` (of length `inner`) and `right`.
pub fn add_product(left: &[f32], inner: usize, right: &[f32], columns: usize, out: &mut [f32]) {
    let mut left = left.chunks_exact(ROWS * inner);
    let mut out = out.chunks_exact_mut(ROWS * columns);
    for (left, out) in left.by_ref().zip(out.by_ref()) {
        add_rows::<ROWS>(left, inner, right, columns, out);
    }
    for (left, out) in left.remainder().chunks_exact(inner).zip(out.into_remainder().chunks_exact_mut(columns)) {
        add_rows::<1>(left, inner, right, columns, out);
    }
}

fn add_rows<const COUNT: usize>(left: &[f32], inner: usize, right: &[f32], columns: usize, out: &mut [f32]) {
    let rows: [&[f32]; COUNT] = std::array::from_fn(|row| &left[row * inner..][..inner]);
    for tile in (0..columns).step_by(TILE) {
        let mut sums = [[0.0_f32; TILE]; COUNT];
        for (row, sums) in sums.iter_mut().enumerate() {
            sums.copy_from_slice(&out[row * columns + tile..][..TILE]);
        }
        for (at, weights) in right.chunks_exact(columns).take(inner).enumerate() {
            let Some(weights) = weights[tile..].first_chunk::<TILE>() else { return };
            for (row, sums) in rows.iter().zip(&mut sums) {
                let factor = row[at];
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += factor * weight;
                }
            }
        }
        for (row, sums) in sums.iter().enumerate() {
            out[row * columns + tile..][..TILE].copy_from_slice(sums);
        }
    }
}
