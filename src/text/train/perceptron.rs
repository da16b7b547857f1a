//! The averaged perceptron: integer weights that move by one at each mistake, averaged over all steps, so that what is
//! learned is the same on every machine.

use crate::text::weights::Scorer;
use rustc_hash::FxHashMap;

#[derive(Clone, Copy, Debug)]
struct Weight {
    class: u8,
    value: i32,
    /// The sum of the values over all steps until `since`.
    total: i64,
    since: u32,
}

/// Weights that are being learned.
#[derive(Debug, Default)]
pub struct Perceptron {
    rows: FxHashMap<u64, Vec<Weight>>,
    step: u32,
}

impl Scorer for Perceptron {
    fn add(&self, feature: u64, scores: &mut [i32]) {
        let Some(row) = self.rows.get(&feature) else { return };
        for weight in row {
            scores[usize::from(weight.class)] += weight.value;
        }
    }
}

impl Perceptron {
    /// One more decision has been made.
    pub fn tick(&mut self) {
        self.step += 1;
    }

    /// Moves the weights of `features` towards `right` and away from `wrong`.
    pub fn update(&mut self, features: &[u64], right: u8, wrong: u8) {
        for feature in features {
            self.shift(*feature, right, 1);
            self.shift(*feature, wrong, -1);
        }
    }

    /// Moves one weight.
    pub fn shift(&mut self, feature: u64, class: u8, by: i32) {
        let step = self.step;
        let row = self.rows.entry(feature).or_default();
        match row.iter_mut().find(|weight| weight.class == class) {
            Some(weight) => {
                weight.total += i64::from(weight.value) * i64::from(step - weight.since);
                weight.value += by;
                weight.since = step;
            }
            None => row.push(Weight { class, value: by, total: 0, since: step }),
        }
    }

    /// The averages as signed square roots in 8 bits, so that large weights keep their size and small ones their worth.
    /// Weights below `least`, in units of the average step, are dropped.
    pub fn quantised(&self, least: f64) -> Vec<(u64, Vec<(u8, i8)>)> {
        let average = |weight: &Weight| {
            (weight.total + i64::from(weight.value) * i64::from(self.step - weight.since)) as f64 / f64::from(self.step.max(1))
        };
        let largest = self.rows.values().flatten().map(|weight| average(weight).abs()).fold(1e-9, f64::max);
        let root = |value: f64| (value.abs() / largest).sqrt() * 127.0 * value.signum();
        let mut features: Vec<(u64, Vec<(u8, i8)>)> = self
            .rows
            .iter()
            .map(|(feature, row)| {
                let mut weights: Vec<(u8, i8)> = row
                    .iter()
                    .map(|weight| (weight.class, average(weight)))
                    .filter(|(_, value)| value.abs() >= least)
                    .map(|(class, value)| (class, root(value).round() as i8))
                    .filter(|(_, value)| *value != 0)
                    .collect();
                weights.sort_unstable();
                (*feature, weights)
            })
            .filter(|(_, weights)| !weights.is_empty())
            .collect();
        features.sort_unstable();
        features
    }
}
