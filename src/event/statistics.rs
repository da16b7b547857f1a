//! Statistics: quantities with what is measured, change, comparison, place, period, and who cites them.

use super::Analysis;
use crate::record;
use crate::text::Span;

/// The figures that the article cites beside its events. `claimed` are the spans of quantities that an event or a total
/// carries already.
pub fn find(_analysis: Analysis, _claimed: &[Span]) -> Vec<record::Statistic> {
    Vec::new()
}
