//! The clauses of a document: 第五条, 一、 (一) 1. (1) ①, their headings, and the noted paragraphs under one number. Knows numbering and
//! layout; what a clause says is not asked here, and where notes stand it is told.

mod heading;
mod number;
mod part;
#[cfg(test)]
mod tests;
mod tree;

use crate::model::span::Span;
use crate::text::note::Note;

/// A clause of the outline. Clauses stand in the order of the text, parents before children.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The numbers from the top, as fact files write them: `三/(一)/2`, `第五条`, `10/1`.
    pub path: String,
    /// 1 for the outermost clauses.
    pub level: usize,
    /// Without number and full stop; none where the text starts straight away.
    pub heading: Option<Span>,
    /// The number as written, its punctuation included; empty for a noted paragraph that has none of its own.
    pub number: Span,
    /// The whole clause with its children, without the signature or annex that may follow.
    pub span: Span,
    /// From the number to the first child, or to the end.
    pub own: Span,
    /// Index of the clause this one stands in.
    pub parent: Option<usize>,
    pub leaf: bool,
}

/// The outline of a normalised text (one paragraph a line) with these notes. Letters before the document and annexes after it have no clauses here.
pub fn outline(text: &str, notes: &[Note]) -> Vec<Clause> {
    let paragraphs = part::main(text);
    tree::build(text, &paragraphs, notes)
}

/// Whether a paragraph begins with the number of a clause.
pub(super) fn begins_with_number(text: &str, line: Span) -> bool {
    number::read(text, line).is_some()
}

/// The number that some words begin with: of which kind of row, and which in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    pub kind: number::Kind,
    pub value: i64,
}

pub(super) fn number_at(text: &str, words: Span) -> Option<Number> {
    number::read(text, words).map(|mark| Number { kind: mark.kind, value: mark.value })
}
