//! Duties that one note lays on bodies for many measures: a sentence in it (以下任务均需各县市区落实), a note above the clauses that it is about, a note on a line
//! of its own below them. Knows notes and the tree of clauses, no sums.

use super::{DraftClause, note_of};
use crate::model::policy::Role;
use crate::model::span::Span;
use crate::text::note::{self, Note};
use crate::text::scan;

#[derive(Debug, Clone)]
pub struct BlanketDuty {
    pub measures: Measures,
    pub bodies: Vec<String>,
    pub role: Role,
    pub quote: Span,
    /// The clause that the quote stands under.
    pub clause: Option<String>,
}

/// For which measures a duty holds.
#[derive(Debug, Clone)]
pub enum Measures {
    From(String),
    These(Vec<String>),
}

pub fn duties(text: &str, clauses: &[DraftClause], notes: &[Note]) -> Vec<BlanketDuty> {
    let mut found = said(text, clauses);
    found.extend(above(clauses, notes));
    found.extend(below(text, clauses));
    found
}

/// Sentences inside notes: 以下任务均需各县市区落实.
fn said(text: &str, clauses: &[DraftClause]) -> Vec<BlanketDuty> {
    let read = |clause: &DraftClause| {
        let quote = clause.note.as_ref()?.blanket?;
        let words = quote.of(text);
        let start = ["均需", "均由", "由", "需"].iter().find_map(|head| words.find(head).map(|at| at + head.len()))?;
        let verbs = ["具体落实", "负责落实", "落实", "负责", "组织实施", "实施"];
        let end = verbs.iter().filter_map(|verb| scan::from(words, start).find(verb)).min()?;
        let at = quote.range().start + start;
        let bodies = note::names(text, Span::new(at, at + end));
        let path = clause.clause.path.clone();
        (!bodies.is_empty()).then_some(BlanketDuty { measures: Measures::From(path), bodies, role: Role::Implementing, quote, clause: None })
    };
    clauses.iter().filter_map(read).collect()
}

/// A note before the first of the clauses under it holds for those of them that have none of their own, or for all if each has one.
fn above(clauses: &[DraftClause], notes: &[Note]) -> Vec<BlanketDuty> {
    let mut found = Vec::new();
    for (i, section) in clauses.iter().enumerate().filter(|(_, clause)| !clause.clause.leaf) {
        let Some(note) = note_of(notes, section.clause.own) else { continue };
        let inside = |clause: &&DraftClause| clause.clause.leaf && section.clause.span.contains(clause.clause.span);
        let below: Vec<&DraftClause> =
            clauses.iter().skip(i + 1).take_while(|clause| clause.clause.span.start < section.clause.span.end).filter(inside).collect();
        let without: Vec<&&DraftClause> = below.iter().filter(|clause| clause.note.is_none()).collect();
        let paths = |of: &[&DraftClause]| of.iter().map(|clause| clause.clause.path.clone()).collect();
        let measures = if without.is_empty() { paths(&below) } else { without.iter().map(|clause| clause.clause.path.clone()).collect() };
        found.extend(of_note(&note, measures, &section.clause.path));
    }
    found
}

/// A note on a line of its own under the last of several clauses, none of which has one, closes them all.
fn below(text: &str, clauses: &[DraftClause]) -> Vec<BlanketDuty> {
    let mut found = Vec::new();
    let mut first = 0;
    while first < clauses.len() {
        let row = |clause: &&DraftClause| (clause.clause.parent, clause.clause.level);
        let of_first = clauses.get(first).as_ref().map(row);
        let end = first + clauses.iter().skip(first).take_while(|clause| Some(row(clause)) == of_first).count();
        let bare = |clause: &DraftClause| clause.clause.leaf && clause.note.is_none();
        let rest: Vec<&DraftClause> = clauses.iter().take(end.saturating_sub(1)).skip(first).collect();
        if let Some(last) = end.checked_sub(1).and_then(|last| clauses.get(last))
            && let Some(note) = last.note.as_ref().filter(|note| scan::upto(text, note.span.range().start).ends_with('\n'))
            && !rest.is_empty()
            && rest.iter().all(|clause| bare(clause))
        {
            found.extend(of_note(note, rest.iter().map(|clause| clause.clause.path.clone()).collect(), &last.clause.path));
        }
        first = end.max(first + 1);
    }
    found
}

/// One duty a role.
fn of_note(note: &Note, measures: Vec<String>, clause: &str) -> Vec<BlanketDuty> {
    let roles = [Role::Lead, Role::Responsible, Role::Cooperating, Role::Implementing];
    let of_role = |role: Role| {
        let has = |of: Role| of == role || (role == Role::Responsible && of == Role::Supervising);
        let bodies: Vec<String> = note.units.iter().filter(|unit| has(unit.role)).map(|unit| unit.name.clone()).collect();
        let measures = Measures::These(measures.clone());
        (!bodies.is_empty()).then(|| BlanketDuty { measures, bodies, role, quote: note.span, clause: Some(clause.to_owned()) })
    };
    roles.into_iter().filter_map(of_role).collect()
}
