//! One figure on its way to a statistic.

use super::change::Movement;
use crate::mention::Quantity;

/// A quantity of the text with what has been learnt of it so far.
#[derive(Clone, Debug)]
pub struct Figure<'a> {
    /// Index into the quantities of the mentions.
    pub index: usize,
    pub quantity: &'a Quantity,
    pub sentence: usize,
    pub movement: Movement,
    /// It is to be reported: neither an event's count nor no figure at all.
    pub cited: bool,
    pub unit: Option<Box<str>>,
    pub measure: Option<String>,
}
