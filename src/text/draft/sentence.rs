//! A clause cut into sentences, and a sentence into the parts between its commas. Knows no meaning.

use crate::model::span::Span;
use crate::text::note::Note;
use crate::text::outline::Clause;
use crate::text::scan;

/// A sentence without its mark, and its parts.
#[derive(Debug, Clone)]
pub struct Sentence {
    pub span: Span,
    pub parts: Vec<Span>,
}

/// The words of a clause itself: no number, no heading, no notes.
pub fn body(clause: &Clause, notes: &[Note]) -> Vec<Span> {
    let start = clause.heading.map_or(clause.number.end, |heading| heading.end).max(clause.number.end);
    let mut from = start.min(clause.own.end);
    let mut pieces = Vec::new();
    let first = notes.partition_point(|note| note.span.start < start);
    for note in notes.iter().skip(first).take_while(|note| note.span.end <= clause.own.end) {
        pieces.push(Span { start: from, end: note.span.start });
        from = note.span.end;
    }
    pieces.push(Span { start: from, end: clause.own.end });
    pieces
}

pub fn sentences(text: &str, body: &[Span]) -> Vec<Sentence> {
    let mut found = Vec::new();
    for &piece in body {
        for (_, span) in scan::split(text, piece, |c| scan::ends_sentence(c) || matches!(c, ';' | '；')) {
            let span = without_unopened(text, scan::trim(text, after_heading(text, span), "。;:,—"));
            if span.start < span.end && !is_row(span.of(text)) {
                let parts = scan::split(text, span, |c| matches!(c, ',' | ':')).into_iter().map(|(_, part)| scan::trim(text, part, ""));
                let parts = whole_ratios(text, parts.filter(|part| part.start < part.end).collect());
                let parts = whole_quotations(text, parts);
                found.push(Sentence { span, parts });
            }
        }
    }
    found
}

/// Without the 】 at its beginning that closes a heading.
fn after_heading(text: &str, span: Span) -> Span {
    let words = span.of(text).trim_start_matches(|c: char| c.is_whitespace() || scan::closes(c));
    Span::new(span.range().end - words.len(), span.range().end)
}

/// Without the bracket at its end that was opened before the span.
fn without_unopened(text: &str, mut span: Span) -> Span {
    while let Some(mark) = scan::last(span.of(text)).filter(|&c| scan::closes(c)) {
        if span.of(text).matches(scan::closes).count() <= span.of(text).matches(scan::opens).count() {
            break;
        }
        span = scan::trim(text, Span::new(span.range().start, span.range().end - mark.len_utf8()), "。;:,—");
    }
    span
}

/// A row of a table: cells set apart, no sentence. What it pays is said by its columns, which are not read here.
fn is_row(words: &str) -> bool {
    if words.contains([',', '。', '\u{ff0c}']) {
        return false;
    }
    let cells = |mark: fn(char) -> bool| words.split(mark).filter(|cell| cell.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    // 给予 100 万元、30 万元奖励 is a sentence that a typesetter spaced out.
    let spaced_figures = words.contains('、') && words.contains(" 万元");
    cells(|c| c == '|') > 2 || (cells(char::is_whitespace) > 2 && !spaced_figures)
}

/// A comma inside “…” parts nothing.
fn whole_quotations(text: &str, parts: Vec<Span>) -> Vec<Span> {
    let mut whole: Vec<Span> = Vec::with_capacity(parts.len());
    for part in parts {
        match whole.last_mut() {
            Some(last) if last.of(text).matches('“').count() > last.of(text).matches('”').count() => last.end = part.end,
            _ => whole.push(part),
        }
    }
    whole
}

/// The colon of 1:1 parts nothing.
fn whole_ratios(text: &str, parts: Vec<Span>) -> Vec<Span> {
    let mut whole: Vec<Span> = Vec::with_capacity(parts.len());
    for part in parts {
        let begins = part.of(text).starts_with(|c: char| c.is_ascii_digit());
        match whole.last_mut() {
            Some(last)
                if begins
                    && scan::slice(text, last.range().end, part.range().start) == ":"
                    && last.of(text).ends_with(|c: char| c.is_ascii_digit()) =>
            {
                last.end = part.end;
            }
            _ => whole.push(part),
        }
    }
    whole
}

/// The words between the nearest commas or stops around a span, no further than `within`; the span alone where those are far off.
pub fn part_around(text: &str, within: Span, span: Span) -> Span {
    const FAR: usize = 80;
    let is_mark = |c: char| scan::ends_sentence(c) || matches!(c, ',' | ';' | '；');
    let before = scan::slice(text, within.range().start, span.range().start);
    let after = scan::slice(text, span.range().end, within.range().end);
    let start = match before.char_indices().rev().enumerate().find(|&(n, (_, c))| n == FAR || is_mark(c)) {
        None => within.range().start,
        Some((FAR, _)) => span.range().start,
        Some((_, (at, mark))) => within.range().start + at + mark.len_utf8(),
    };
    let end = match after.char_indices().enumerate().find(|&(n, (_, c))| n == FAR || is_mark(c)) {
        None => within.range().end,
        Some((FAR, _)) => span.range().end,
        Some((_, (at, _))) => span.range().end + at,
    };
    Span::new(start, end)
}

/// Words that occur once: a quote is looked for from the beginning of its clause, so one that occurs again grows to the left, to its sentence, then to its line.
pub fn unique(text: &str, within: Span, quote: Span) -> Span {
    let is_first = |quote: Span| within.of(text).find(quote.of(text)).is_some_and(|at| within.start as usize + at == quote.start as usize);
    if quote.start == quote.end || is_first(quote) {
        return quote;
    }
    let before = scan::slice(text, within.range().start, quote.range().start);
    let stops =
        before.char_indices().rev().filter(|&(_, c)| scan::ends_sentence(c) || matches!(c, ',' | ';' | '；' | '、')).map(|(i, c)| i + c.len_utf8());
    let starts = stops.chain([0]).take(LONGEST_GROWTH).map(|i| Span::new(within.range().start + i, quote.range().end));
    let mut grown = starts.map(|span| scan::trim(text, span, "")).filter(|span| span.start <= quote.start);
    grown.find(|&span| is_first(span)).unwrap_or(quote)
}

/// How many parts to the left a quote may grow.
const LONGEST_GROWTH: usize = 40;
