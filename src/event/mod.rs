//! Frames to events, and the figures cited: status, attribution, merging, totals, statistics.

use crate::mention::Mentions;
use crate::record;
use crate::rules::Frame;
use crate::text::{Clauses, Text};

pub mod attribution;
pub mod statistics;

/// Everything that the earlier stages know about one article.
#[derive(Clone, Copy)]
pub struct Analysis<'a> {
    pub text: &'a Text<'a>,
    pub mentions: &'a Mentions,
    pub clauses: &'a Clauses,
    pub frames: &'a [Frame],
}

/// Events, totals and statistics of one article.
#[derive(Debug, Default)]
pub struct Findings {
    pub events: Vec<record::Event>,
    pub totals: Vec<record::Total>,
    pub statistics: Vec<record::Statistic>,
    pub warnings: Vec<record::Warning>,
}

/// What happened, and which figures the article cites.
pub fn find(analysis: Analysis) -> Findings {
    let claimed = Vec::new();
    let statistics = statistics::find(analysis, &claimed);
    Findings { statistics, ..Findings::default() }
}
