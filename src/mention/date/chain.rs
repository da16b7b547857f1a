//! The dates named so far, and which of them an anaphoric or incomplete date leans on.

use super::super::Edtf;
use super::calendar::Unit;
use chrono::NaiveDate;

/// A placed date of the text.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// Index into the mentions.
    pub index: usize,
    pub edtf: Edtf,
    pub grain: Unit,
    /// The text gives its year, or an earlier date of the chain does.
    pub dated: bool,
    pub sentence: usize,
    pub paragraph: usize,
}

/// The placed dates, last one last.
#[derive(Debug, Default)]
pub struct Chain {
    links: Vec<Link>,
}

impl Chain {
    pub fn push(&mut self, link: Link) {
        self.links.push(link);
    }

    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// The last date named.
    pub fn last(&self) -> Option<&Link> {
        self.links.last()
    }

    /// The last date fine enough to step from by a unit; not further back than a few dates, and not past a coarser one of the same
    /// sentence.
    pub fn fine(&self, unit: Unit, sentence: usize) -> Option<&Link> {
        let fits = |link: &&Link| link.grain <= unit.max(Unit::Day);
        let last = self.links.last()?;
        if last.sentence == sentence {
            return Some(last).filter(fits);
        }
        self.links.iter().rev().take(3).find(fits)
    }

    /// The last interval.
    pub fn interval(&self) -> Option<&Link> {
        self.links
            .iter()
            .rev()
            .take(3)
            .find(|link| matches!(link.edtf, Edtf::Interval(Some(_), Some(_)) | Edtf::Month(..) | Edtf::Season(..)))
    }
}

impl Link {
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.edtf.first_day()
    }
}
