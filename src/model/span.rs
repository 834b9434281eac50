//! Where words stand in a text. Knows nothing of what they say.

/// A half-open range of bytes in a text, always on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The span of `start..end`. Texts are far below 4 GiB: the loader refuses larger ones.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end, "inverted span {start}..{end}");
        Span { start: start as u32, end: end as u32 }
    }

    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words themselves; empty if the span is not one of this text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether the two share words.
    pub fn meets(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Where words stand in a text of which this is the place in the words of `part`.
    pub fn within(self, part: Span) -> Span {
        Span { start: self.start + part.start, end: self.end + part.start }
    }
}
