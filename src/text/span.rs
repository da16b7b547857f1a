//! Where a piece of text stands. Inside the program a place is a range of bytes; at the edge, in the record, it is a
//! range of Unicode code points. [`Offsets`] is the only place where the one becomes the other.

/// A range of bytes of one text, end excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`, end excluded.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The words that stand there.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start..self.end]
    }

    pub const fn len(&self) -> usize {
        self.end - self.start
    }

    pub const fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether all of `other` lies within this range.
    pub const fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that holds both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// Byte offsets of a text to offsets in code points: one table per text, a search of a few steps per question.
pub struct Offsets {
    /// Bytes before every `STEP`th code point's worth of bytes: `counts[i]` code points begin before byte `i * STEP`.
    counts: Vec<usize>,
    bytes: Vec<u8>,
}

const STEP: usize = 256;

impl Offsets {
    /// Counts the text once.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes().to_vec();
        let mut counts = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut seen = 0;
        for (index, byte) in bytes.iter().enumerate() {
            if index % STEP == 0 {
                counts.push(seen);
            }
            seen += usize::from(starts_code_point(*byte));
        }
        Self { counts, bytes }
    }

    /// How many code points begin before byte `at`, which must be a boundary or the end.
    pub fn code_points(&self, at: usize) -> usize {
        let block = (at / STEP).min(self.counts.len().saturating_sub(1));
        let before = self.counts.get(block).copied().unwrap_or(0);
        before + self.bytes[block * STEP..at].iter().filter(|byte| starts_code_point(**byte)).count()
    }

    /// A span in code points, as the record has it.
    pub fn span(&self, span: Span) -> [usize; 2] {
        [self.code_points(span.start), self.code_points(span.end)]
    }
}

const fn starts_code_point(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}
