//! Proves that nothing in a document is lost: every clause, responsibility note, unit, sum of money and percentage is in the words of a fact, or is listed
//! as not a fact with a reason. The readers of `text` find them anew, so that this does not rest on what the facts claim.

use super::problem::{Code, Problem, Problems};
use super::reading::Reading;
use crate::model::Model;
use crate::model::policy::Role;
use crate::model::span::Span;
use crate::text::note;

/// `told` are places that other problems speak of already.
pub(super) fn check(model: &Model, reading: &Reading, told: Vec<Span>, problems: &mut Problems) {
    let text = reading.text.text.as_str();
    let mut cited = Cited::new(model, reading);
    cited.exempt.extend(told.iter().copied());
    let lost = |code, message: String, span: Span, help: &str| {
        let clause = model[reading.id].measure_ids().rfind(|&id| model[id].span.contains(span)).map(|id| model[id].reference.as_str());
        Problem::new(code, message).at(&reading.text, span.range(), "in no fact").under(clause).help(help.to_owned())
    };
    for clause in &reading.found.clauses {
        let given = model[reading.id].measure_ids().any(|id| model[id].own.start == clause.own.start || model[id].reference == clause.path);
        if !given && !cited.exempt(clause.number) {
            let message = format!("clause `{}` is in no fact", clause.path);
            problems.push(lost(Code::ClauseNotCovered, message, clause.number, "add a `section` or `measure`, or list its words under `not_a_fact`"));
        }
    }
    for note in &reading.found.notes {
        for (unit, given) in units(model, reading, note) {
            let name = unit.written.of(text);
            match given {
                // A name that nobody has may stand with another in brackets: 市交通委(市道运局).
                None if !cited.exempt(unit.written) && !told.iter().any(|told| unit.written.contains(*told)) => {
                    let message = format!("“{name}” in the responsibility note is no unit of this measure");
                    let help = "add the unit under its role, or list the words under `not_a_fact`";
                    problems.push(lost(Code::UnitNotCovered, message, unit.written, help));
                }
                // A body that nobody knows was given no role; the one found here is of a body whose name is like it.
                Some(role) if role != unit.role && !told.contains(&unit.written) => {
                    let message = format!("“{name}” is {} in the responsibility note, and given as {}", word(unit.role), word(role));
                    let mut problem = lost(Code::OtherRole, message, unit.written, "give the unit under the role that the note says");
                    problem.label = "this unit".to_owned();
                    problems.push(problem);
                }
                _ => {}
            }
        }
        if !cited.holds(note.span) {
            let message = "this responsibility note is in no fact".to_owned();
            problems.push(lost(Code::NoteNotCovered, message, note.span, "give it as the `note` of its measure, or list it under `not_a_fact`"));
        }
    }
    for sum in &reading.found.sums {
        if !cited.holds(sum.span) && !cited.repeated(model, reading, sum.span) {
            let message = format!("the sum “{}” is in no fact", sum.span.of(text));
            problems.push(lost(Code::SumNotCovered, message, sum.span, "quote it in an incentive or a target, or list it under `not_a_fact`"));
        }
    }
    for rate in &reading.found.rates {
        if !cited.holds(rate.span) && !cited.repeated(model, reading, rate.span) {
            let message = format!("the percentage “{}” is in no fact", rate.span.of(text));
            problems.push(lost(
                Code::PercentageNotCovered,
                message,
                rate.span,
                "quote it in an incentive or a target, or list it under `not_a_fact`",
            ));
        }
    }
}

/// The units of a note, each with the role that its measure gives it. A note that no measure has is another problem.
fn units<'n>(model: &Model, reading: &Reading, note: &'n note::Note) -> Vec<(&'n note::Unit, Option<Role>)> {
    let text = reading.text.text.as_str();
    let Some(id) = model[reading.id].measure_ids().find(|&id| model[id].note.is_some_and(|words| model[words].span == note.span)) else {
        return Vec::new();
    };
    let given = |unit: &note::Unit| {
        let name = unit.written.of(text);
        let of = |is: &dyn Fn(&str) -> bool| {
            let roles: Vec<Role> = model[id].assignment_ids().filter(|&id| is(&model[id].as_written)).map(|id| model[id].role).collect();
            // A body may be named twice, in two roles.
            roles.iter().find(|&&role| role == unit.role).or(roles.first()).copied()
        };
        of(&|written| written == name).or_else(|| of(&|written| written.contains(name) || name.contains(written)))
    };
    note.units.iter().map(|unit| (unit, given(unit))).collect()
}

/// The key under which a unit of this role stands.
fn word(role: Role) -> &'static str {
    match role {
        Role::Lead => "`lead`",
        Role::Responsible => "`responsible`",
        Role::Cooperating => "`cooperating`",
        _ => "`implementing`",
    }
}

/// The places in one text that facts rest on.
struct Cited {
    all: Vec<Span>,
    exempt: Vec<Span>,
}

impl Cited {
    fn new(model: &Model, reading: &Reading) -> Cited {
        // The citations of the policy that is being read are the last ones.
        let mine = model.citations.iter().rev().take_while(|citation| citation.policy == reading.id);
        let exempt = model[reading.id].not_facts.iter().map(|stated| model[stated.words].span).collect();
        Cited { all: mine.map(|citation| citation.span).collect(), exempt }
    }

    fn holds(&self, span: Span) -> bool {
        self.all.iter().any(|cited| cited.contains(span))
    }

    /// Whether a figure stands in words that its clause says twice and a fact quotes once.
    fn repeated(&self, model: &Model, reading: &Reading, figure: Span) -> bool {
        let text = reading.text.text.as_str();
        let clause = model[reading.id].measure_ids().map(|id| model[id].own).find(|own| own.contains(figure));
        let Some(clause) = clause else { return false };
        self.all.iter().filter(|quote| clause.contains(**quote) && !quote.of(text).is_empty()).any(|quote| {
            let again = clause.of(text).match_indices(quote.of(text)).map(|(at, words)| (clause.range().start + at, words.len()));
            again.map(|(start, length)| Span::new(start, start + length)).any(|words| words.contains(figure))
        })
    }

    fn exempt(&self, span: Span) -> bool {
        self.exempt.iter().any(|cited| cited.contains(span))
    }
}
