//! Frames to events, and the figures cited.
//!
//! Each frame becomes a [`draft::Draft`] ([`fill`]: whom, how many, by whom, from where to where; [`status`]: did it happen;
//! [`when`]: on which date; [`referent`]: whom "he" means). Drafts that sum up are taken out as totals, the others are united
//! to happenings ([`merge`]), offences are added ([`charge`]), totals are checked ([`total`]), and what is left of the figures
//! are statistics ([`statistics`]).

use crate::mention::Mentions;
use crate::record;
use crate::rules::Frame;
use crate::text::{Clauses, Offsets, Span, Text};

pub mod aggregate;
mod apposition;
pub mod attribution;
pub mod charge;
pub mod company;
pub mod coreference;
pub mod draft;
pub mod fill;
pub mod finish;
pub mod gap;
mod gender;
mod generic;
mod genre;
pub mod goods;
pub mod identify;
mod kin;
pub mod membership;
pub mod merge;
mod newsday;
pub mod offence;
pub mod ordinal;
mod perpetrator;
pub mod phrase;
pub mod referent;
mod source;
pub mod statistics;
pub mod status;
mod toll;
pub mod total;
pub mod vehicle;
pub mod when;

use draft::Draft;

/// Everything that the earlier stages know about one article.
#[derive(Clone, Copy)]
pub struct Analysis<'a> {
    pub text: &'a Text<'a>,
    pub mentions: &'a Mentions,
    pub clauses: &'a Clauses,
    pub frames: &'a [Frame],
    pub references: &'a coreference::References,
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
    let drafts = drafts(analysis);
    let (drafts, aggregates) = total::split_aggregates(analysis, drafts);
    let mut events = merge::unite(analysis, drafts, &aggregates);
    if let Some(genre) = genre::genre_of(analysis) {
        events.retain(|event| genre::allows(genre, event));
    }
    newsday::date_the_undated(analysis, &mut events);
    identify::attach(analysis, &mut events);
    membership::attach(analysis, &mut events);
    charge::attach(analysis, &mut events);
    let totals = total::totals(analysis, &events, &aggregates);
    let statistics = statistics::find(analysis, &claimed(analysis, &events, &totals));
    let offsets = Offsets::new(analysis.text.content);
    let (totals, warnings) = total::finish(analysis, &totals, &events, &offsets);
    Findings { events: finish::events(analysis, &events, &offsets), totals, statistics, warnings }
}

/// One draft for each frame that tells of a happening, in the order of the text.
pub fn drafts(analysis: Analysis) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for frame in analysis.frames {
        if let Some(mut draft) = fill::draft_of(analysis, frame, &drafts) {
            let gapped = gap::gapped(analysis, &mut draft);
            drafts.push(draft);
            drafts.extend(gapped);
        }
    }
    referent::name_the_unnamed(analysis, &mut drafts);
    drafts
}

/// The quantities that events and totals carry, so that no statistic repeats them.
fn claimed(analysis: Analysis, events: &[Draft], totals: &[total::Total]) -> Vec<Span> {
    let of_events = events.iter().filter_map(|event| event.count.as_ref().map(|count| count.quantity));
    let of_totals = totals.iter().map(|total| total.quantity);
    let mut spans: Vec<Span> = of_events.chain(of_totals).map(|index| analysis.mentions.quantities[index].span).collect();
    spans.sort_unstable();
    spans
}
