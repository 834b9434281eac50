//! Responsibility notes: who is responsible for a measure, and in what part. `(责任单位:市工信局、市财政局)`,
//! `(市发改委牵头,市财政局按职责分工负责)`, `牵头单位:…` at the end of a paragraph. Knows names only as words: whether a department exists
//! is not asked here.

mod body;
mod label;
mod list;
mod restore;
#[cfg(test)]
mod tests;
mod unbracketed;

use crate::model::policy::Role;
use crate::model::span::Span;
use crate::text::scan;

/// A responsibility note, brackets included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub span: Span,
    pub units: Vec<Unit>,
    /// The units divide the duty between them: 按职责分工负责.
    pub shared: bool,
    /// A sentence inside the note that lays a duty on bodies for other measures too.
    pub blanket: Option<Span>,
}

/// One unit of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// As it stands in the text, its own brackets included.
    pub written: Span,
    /// With what it shares with its neighbours restored: `葛店经开区、临空经济区管委会` names 葛店经开区管委会.
    pub name: String,
    /// What its brackets name: 市委人才办 in `市委组织部(市委人才办)`.
    pub within: Option<String>,
    pub role: Role,
}

/// Longer brackets than this, in bytes, are prose.
const LONGEST: usize = 6000;

/// Every responsibility note of a text, in order.
pub fn notes(text: &str) -> Vec<Note> {
    let mut found: Vec<Note> = scan::lines(text).flat_map(|line| in_line(text, line)).collect();
    // 列首位的为牵头单位,下同: what one note says of the order of its units holds for those after it that give all units one role.
    let mut first_leads = false;
    for note in &mut found {
        let is_even = note.units.len() > 1 && note.units.iter().all(|unit| unit.role == Role::Responsible);
        if let (true, true, Some(first)) = (first_leads, is_even, note.units.first_mut()) {
            first.role = Role::Lead;
        }
        let words = note.span.of(text);
        first_leads |= list::says_first_leads(words) && ["下同", "后同"].iter().any(|word| words.contains(word));
    }
    found
}

/// The notes of one paragraph.
fn in_line(text: &str, line: Span) -> Vec<Note> {
    let mut found: Vec<Note> = Vec::new();
    for bracket in scan::brackets(text, line) {
        let is_past = found.last().is_none_or(|note: &Note| note.span.end <= bracket.start);
        if is_past && bracket.of(text).len() <= LONGEST {
            found.extend(bracketed(text, line, bracket));
        }
    }
    match unclosed(text, line, &found) {
        Some(note) => found.push(note),
        None => unbracketed::find(text, line, &mut found),
    }
    found
}

fn bracketed(text: &str, line: Span, bracket: Span) -> Option<Note> {
    let inside = scan::trim(text, scan::inside(text, bracket), "。");
    let words = inside.of(text);
    // 市科技局、市财政局按职责分工负责;责任领导:李四 is a note by what stands before the mark.
    let may_be_note = words.split(['。', ';', '；']).take(2).any(list::may_end_note);
    if !(label::at(words).is_some() || may_be_note || list::says_first_leads(words)) {
        return None;
    }
    let reading = list::read(text, inside);
    let before = scan::last(scan::slice(text, line.range().start, bracket.range().start));
    let stands_alone = before.is_none_or(|c| scan::ends_sentence(c) || matches!(c, ';' | '；'));
    let after = scan::slice(text, bracket.range().end, line.range().end);
    let ends_line = after.chars().all(|c| matches!(c, '。' | ';' | '；') || c.is_whitespace());
    let is_list = reading.units.iter().all(|unit| body::is_surely_body(&unit.name) || unit.name.starts_with('各'));
    let is_note = match reading.evidence {
        list::Evidence::Label => label::at(words).is_some_and(|label| label.colon) || mostly_bodies(&reading.units),
        list::Evidence::Verb => mostly_bodies(&reading.units),
        list::Evidence::Nothing => {
            let names_one = reading.units.iter().any(|unit| body::is_surely_body(&unit.name));
            (stands_alone || reading.units.len() > 1) && ends_line && is_list && names_one
        }
    };
    (is_note && !reading.units.is_empty()).then_some(Note { span: bracket, units: reading.units, shared: reading.shared, blanket: reading.blanket })
}

/// A note whose bracket was never closed: it runs to the end of its line.
fn unclosed(text: &str, line: Span, found: &[Note]) -> Option<Note> {
    let from = found.last().map_or(line.start, |note| note.span.end) as usize;
    let (at, mark) = scan::slice(text, from, line.range().end)
        .char_indices()
        .filter(|&(_, c)| scan::opens(c))
        .map(|(i, c)| (from + i, c))
        .rfind(|&(at, c)| label::at(scan::slice(text, at + c.len_utf8(), line.range().end)).is_some_and(|label| label.colon))?;
    labelled(text, Span::new(at, line.range().end), at + mark.len_utf8())
}

fn labelled(text: &str, span: Span, start: usize) -> Option<Note> {
    let inside = scan::trim(text, Span::new(start, span.range().end), "。");
    let reading = list::read(text, without_unopened(text, inside));
    mostly_bodies(&reading.units).then_some(Note { span, units: reading.units, shared: reading.shared, blanket: reading.blanket })
}

/// Without the bracket that closes what was opened before the span.
fn without_unopened(text: &str, span: Span) -> Span {
    let words = span.of(text);
    match scan::last(words).filter(|&c| scan::closes(c) && words.matches(scan::closes).count() > words.matches(scan::opens).count()) {
        Some(mark) => Span::new(span.range().start, span.range().end - mark.len_utf8()),
        None => span,
    }
}

/// Whether at least half of the names end like those of bodies: 各责任单位:要按照… has none.
fn mostly_bodies(units: &[Unit]) -> bool {
    let bodies = units.iter().filter(|unit| body::ends_like_body(&unit.name)).count();
    bodies > 0 && bodies * 2 >= units.len()
}

/// Whether a name ends like that of a public body.
pub fn is_body(name: &str) -> bool {
    body::ends_like_body(name)
}

/// The names in a span that holds nothing but names.
pub fn names(text: &str, span: Span) -> Vec<String> {
    list::read(text, span).units.into_iter().map(|unit| unit.name).collect()
}
