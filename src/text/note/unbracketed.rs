//! Notes that stand in no brackets: `责任单位:…` at the beginning of a line or of a sentence, and sentences of duty (`由县工信局牵头,县财政局配合。`).
//! Knows one paragraph.

use super::{Note, body, label, labelled, list};
use crate::model::span::Span;
use crate::text::scan;

/// Adds the notes that stand after the ones found so far, or between them.
pub fn find(text: &str, line: Span, found: &mut Vec<Note>) {
    let bracketed: Vec<Span> = found.iter().map(|note| note.span).collect();
    let mut past = line.range().start;
    for start in sentence_starts(text, line) {
        let is_free = start >= past && bracketed.iter().all(|note| start < note.range().start || start >= note.range().end);
        if !is_free {
            continue;
        }
        let limit = bracketed.iter().map(|note| note.range().start).filter(|&at| at >= start).min().unwrap_or(line.range().end);
        if let Some(note) = at_label(text, start, limit).or_else(|| prose(text, start, limit)) {
            past = note.span.range().end;
            found.push(note);
        }
    }
    found.sort_by_key(|note| note.span);
}

/// Where a note may begin: at the beginning of the line, after a stop, after a space.
fn sentence_starts(text: &str, line: Span) -> Vec<usize> {
    // 给予奖励,具体由市人社局负责落实: only with 具体 does a duty stand in the sentence of its measure.
    let words = line.of(text);
    let begins = |&(i, c): &(usize, char)| {
        matches!(c, '。' | ';' | '；' | ' ') || matches!(c, ',' | '，') && scan::from(words, i + c.len_utf8()).starts_with(SPECIFIED)
    };
    let stops = words.char_indices().filter(begins).map(|(i, c)| i + c.len_utf8());
    let starts: Vec<usize> = std::iter::once(0).chain(stops).map(|i| line.range().start + i).collect();
    starts.into_iter().filter(|&at| !scan::slice(text, at, line.range().end).starts_with(' ')).collect()
}

/// 责任单位:市工信局;配合单位:市财政局. It ends with its sentence, unless the next sentence is a note too or goes on about it.
fn at_label(text: &str, start: usize, limit: usize) -> Option<Note> {
    let is_label = |at: usize| label::at(scan::slice(text, at, limit)).is_some_and(|label| label.colon && label.plain);
    if !is_label(start) {
        return None;
    }
    let mut end = limit;
    for (i, mark) in scan::slice(text, start, limit).match_indices('。') {
        let next = start + i + mark.len();
        if !is_label(next) && !list::begins_blanket(scan::slice(text, next, limit)) {
            end = start + i;
            break;
        }
    }
    let span = scan::trim(text, Span::new(start, end), "。;；");
    labelled(text, span, span.range().start)
}

/// A sentence of nothing but bodies and what they do: 由市人社局牵头,市财政局配合. Every name must be that of a body, since a sentence may also tell who does
/// what with the papers of an applicant.
fn prose(text: &str, start: usize, limit: usize) -> Option<Note> {
    let words = scan::slice(text, start, limit);
    let words = scan::upto(words, words.find(['。', ';', '；']).unwrap_or(words.len()));
    let by = [SPECIFIED, "由"].into_iter().find(|by| words.starts_with(by));
    let (head, names) = match by {
        Some(by) => (by.len(), scan::from(words, by.len())),
        None if words.contains("牵头") => (0, words),
        None => return None,
    };
    if !list::may_end_note(names) {
        return None;
    }
    let span = scan::trim(text, Span::new(start, start + words.len()), "");
    let reading = list::read(text, Span::new(start + head, start + words.len()));
    let is_duty = reading.evidence == list::Evidence::Verb
        && reading.units.iter().all(|unit| body::ends_like_body(&unit.name) && unit.name.chars().count() <= LONGEST_NAME)
        && reading.units.iter().any(|unit| body::is_surely_body(&unit.name) || body::level(&unit.name).is_some());
    (is_duty && !reading.units.is_empty()).then_some(Note { span, units: reading.units, shared: reading.shared, blanket: reading.blanket })
}

const SPECIFIED: &str = "具体由";

/// In characters; what is longer says something about the body.
const LONGEST_NAME: usize = 24;
