//! Reads the clauses of a policy: where each stands in the text, who is named in its note. Targets are read in [`super::target`], incentives in [`super::incentive`].

use super::Loader;
use super::entry::{Entry, Words};
use super::problem::{Code, Problem};
use super::reading::Reading;
use super::shape;
use crate::model::ids::*;
use crate::model::policy::{Assignment, Measure, Role};
use crate::model::span::Span;
use crate::text::outline;
use toml::Spanned;

/// A clause that has its place in the text, and what still has to be read of it.
pub(super) struct Located<'s> {
    pub id: MeasureId,
    note: Option<Words>,
    units: Vec<(Role, Spanned<shape::Unit>)>,
    incentives: Vec<Entry<'s>>,
    targets: Vec<Entry<'s>>,
}

/// A clause as its entry gives it.
struct Given<'s> {
    is_section: bool,
    reference: Words,
    heading: Option<Words>,
    own: Span,
    note: Option<Words>,
    units: Vec<(Role, Spanned<shape::Unit>)>,
    incentives: Vec<Entry<'s>>,
    targets: Vec<Entry<'s>>,
}

impl Loader<'_> {
    /// Gives every clause its place and id, in the order of the text.
    pub(super) fn clauses<'s>(&mut self, reading: &Reading, entries: Vec<Entry<'s>>) -> Vec<Located<'s>> {
        let mut given: Vec<Given> = entries.into_iter().filter_map(|entry| self.clause(reading, entry)).collect();
        given.sort_by_key(|clause| clause.own.start);
        let policy_key = self.model[reading.id].key.clone();
        given.retain(|clause| {
            let reference = clause.reference.get_ref();
            self.claim("measure", &format!("{policy_key}#{reference}"), &reading.file, clause.reference.span(), Some(reference))
        });

        let first = self.model.measures.len();
        let mut located = Vec::new();
        for index in 0..given.len() {
            let next = given.get(index + 1).map_or(u32::MAX, |clause| clause.own.start);
            let clause = &given[index];
            let reference = clause.reference.get_ref().clone();
            let key = format!("{policy_key}#{reference}");
            let own = Span { start: clause.own.start, end: clause.own.end.min(next).max(clause.own.start) };
            self.model.measures.push(Measure {
                key,
                policy: reading.id,
                heading: clause.heading.as_ref().map(|words| words.get_ref().clone()),
                is_section: clause.is_section,
                parent: parent(&self.model.measures[first..], &reference).map(|at| MeasureId::new(first + at)),
                reference,
                span: own,
                own,
                note: None,
                assignments: 0..0,
                incentives: 0..0,
                targets: 0..0,
            });
        }
        for id in (first..self.model.measures.len()).rev() {
            if let Some(parent) = self.model.measures[id].parent {
                let end = self.model.measures[id].span.end;
                let span = &mut self.model.measures[parent.index()].span;
                span.end = span.end.max(end);
            }
        }
        self.model.policies[reading.id.index()].measures = first as u32..self.model.measures.len() as u32;
        for (index, clause) in given.into_iter().enumerate() {
            let Given { note, units, incentives, targets, .. } = clause;
            located.push(Located { id: MeasureId::new(first + index), note, units, incentives, targets });
        }
        located
    }

    fn clause<'s>(&mut self, reading: &Reading, mut entry: Entry<'s>) -> Option<Given<'s>> {
        let clause = entry.peek("ref");
        let is_section = entry.what == "section";
        let incentives = entry.take("incentive", "incentive", &mut self.problems);
        let targets = entry.take("target", "target", &mut self.problems);
        let (reference, heading, at, note, units);
        if is_section {
            let shape = entry.read::<shape::Section>(clause.as_deref(), &mut self.problems)?;
            (reference, heading, at, note, units) = (shape.reference, shape.heading, shape.at, None, Vec::new());
        } else {
            let shape = entry.read::<shape::Measure>(clause.as_deref(), &mut self.problems)?;
            let roles = [
                (Role::Lead, shape.lead),
                (Role::Responsible, shape.responsible),
                (Role::Cooperating, shape.cooperating),
                (Role::Implementing, shape.implementing),
            ];
            units = roles.into_iter().flat_map(|(role, units)| units.into_iter().map(move |unit| (role, unit))).collect();
            (reference, heading, at, note) = (shape.reference, shape.heading, shape.at, shape.note);
        }
        let own = self.place(reading, &reference, heading.as_ref(), at.as_ref(), is_section)?;
        Some(Given { is_section, reference, heading, own, note, units, incentives, targets })
    }

    /// Where a clause stands: where the outline has its ref, or at the words that the entry gives.
    fn place(&mut self, reading: &Reading, reference: &Words, heading: Option<&Words>, at: Option<&Words>, is_section: bool) -> Option<Span> {
        let text = reading.text.text.as_str();
        let clause = Some(reference.get_ref().as_str());
        if let Some(at) = at {
            let Some(start) = text.find(at.get_ref().as_str()).filter(|_| !at.get_ref().is_empty()) else {
                let problem = Problem::new(Code::ClauseNotFound, "no clause begins with these words").at(&reading.file, at.span(), "not in the text");
                self.problems.push(problem.under(clause).help("give the words that the clause begins with, to the letter"));
                return None;
            };
            return Some(Span::new(start, text.len()));
        }
        let starts_with = |clause: &&outline::Clause| {
            let after = text.get(clause.number.end as usize..).unwrap_or_default().trim_start();
            // A heading may stand in a box: 第二条 【设备补贴】.
            let is_read = |heading: &Words| clause.heading.is_some_and(|span| span.of(text) == heading.get_ref());
            heading.is_none_or(|heading| after.starts_with(heading.get_ref().as_str()) || is_read(heading))
        };
        let found = &reading.found.clauses;
        let mut same_ref = found.iter().filter(|clause| clause.path == *reference.get_ref());
        let Some(first) = same_ref.clone().next() else {
            let problem = Problem::new(Code::ClauseNotFound, format!("the text has no clause `{}`", reference.get_ref()));
            let problem = problem.at(&reading.file, reference.span(), "not in the outline");
            self.problems.push(match super::names::closest(reference.get_ref(), found.iter().map(|clause| clause.path.as_str())) {
                Some(near) => {
                    problem.help(format!("did you mean `{near}`? If the outline is wrong, say `at = \"…\"`, the words the clause begins with"))
                }
                None => problem.help("if the outline is wrong, say `at = \"…\"`, the words the clause begins with"),
            });
            return None;
        };
        let Some(found) = same_ref.find(starts_with) else {
            let words = heading.unwrap_or(reference);
            let has = first.heading.map_or("no heading".to_owned(), |span| format!("“{}”", span.of(text)));
            let problem = Problem::new(Code::ClauseNotFound, format!("the heading of clause `{}` differs from the text", reference.get_ref()));
            self.problems.push(problem.at(&reading.file, words.span(), "as given").under(clause).help(format!("the text has {has}")));
            // The ref tells where it stands, so that what else it says is still held against the text.
            return Some(first.own);
        };
        if is_section == found.leaf {
            let message = if is_section {
                "a section holds numbered clauses, and this one holds none"
            } else {
                "a measure holds no numbered clauses, and this one does"
            };
            let problem = Problem::new(Code::Shape, message).at(&reading.file, reference.span(), "this clause").under(clause);
            self.problems.push(problem.help(if is_section {
                "write `[[measure]]`"
            } else {
                "write `[[section]]`, and a `[[measure]]` for each clause in it"
            }));
        }
        if let (None, Some(missed)) = (heading, found.heading) {
            let problem = Problem::new(Code::ClauseNotFound, format!("clause `{}` has a heading that its entry leaves out", reference.get_ref()));
            let problem = problem.at(&reading.file, reference.span(), "this clause");
            self.problems
                .push(problem.help(format!("say `heading = \"{}\"`; if that is no heading, say where the clause begins with `at`", missed.of(text))));
        }
        Some(found.own)
    }

    /// Everything that stands in one clause.
    pub(super) fn measure(&mut self, reading: &Reading, clause: Located) {
        let id = clause.id;
        self.note(reading, id, clause.note, clause.units);
        let targets = self.model.targets.len() as u32;
        for entry in clause.targets {
            self.target(reading, id, entry);
        }
        self.model.measures[id.index()].targets = targets..self.model.targets.len() as u32;
        let incentives = self.model.incentives.len() as u32;
        for entry in clause.incentives {
            self.incentive(reading, id, entry);
        }
        self.model.measures[id.index()].incentives = incentives..self.model.incentives.len() as u32;
    }

    fn note(&mut self, reading: &Reading, id: MeasureId, note: Option<Words>, units: Vec<(Role, Spanned<shape::Unit>)>) {
        let reference = self.model[id].reference.clone();
        let first = self.model.assignments.len() as u32;
        let Some(note) = note else {
            if let Some((_, unit)) = units.first() {
                let problem = Problem::new(Code::Shape, "units without the note that names them").at(&reading.file, unit.span(), "this unit");
                self.problems.push(problem.under(Some(&reference)).help("give the note: `note = \"(责任单位:…)\"`"));
            }
            return;
        };
        let words = self.cite(reading, &note, Some(id));
        self.model.measures[id.index()].note = words;
        for (role, unit) in units {
            let (span, shape::Unit { written, body }) = (unit.span(), unit.into_inner());
            let at = span.clone();
            let department = self.department(&reading.file, &Words::new(span.clone(), body), reading.here, Some(&reference));
            if let (None, Some(words)) = (department, words) {
                let start = self.model[words].span.start as usize;
                self.unresolved.extend(note.get_ref().find(&written).map(|at| Span::new(start + at, start + at + written.len())));
            }
            // A name that nobody has is told once.
            if department.is_some() && (written.is_empty() || !note.get_ref().contains(&written)) {
                let problem = Problem::new(Code::UnitNotInNote, format!("`{written}` is not in the responsibility note")).at(
                    &reading.file,
                    span.clone(),
                    "not in the note",
                );
                self.problems.push(
                    problem.under(Some(&reference)).help("write a unit as the note does: `{ written = \"…\", body = \"…\" }` if it is shortened"),
                );
            }
            let mut named = self.model.assignments.iter().skip(first as usize);
            if named.any(|other| Some(other.department) == department && other.role == role && other.as_written == written) {
                let problem = Problem::new(Code::Duplicate, format!("the unit `{written}` stands here a second time"));
                self.problems.push(problem.at(&reading.file, at, "second").under(Some(&reference)).help("name a unit once under a role"));
                continue;
            }
            if let (Some(department), Some(words)) = (department, words) {
                self.model.assignments.push(Assignment { measure: id, department, role, as_written: written, words });
            }
        }
        self.model.measures[id.index()].assignments = first..self.model.assignments.len() as u32;
    }
}

/// The clause, among those before, whose ref is the longest beginning of this one.
fn parent(before: &[Measure], reference: &str) -> Option<usize> {
    let holds = |clause: &Measure| reference.strip_prefix(clause.reference.as_str()).is_some_and(|rest| rest.starts_with('/'));
    before.iter().enumerate().filter(|(_, clause)| holds(clause)).max_by_key(|(_, clause)| clause.reference.len()).map(|(at, _)| at)
}
