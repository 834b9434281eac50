//! Proves that nothing in a document is lost: every clause, responsibility note, unit, sum of money and percentage is in the words of a fact, or is listed
//! as not a fact with a reason. The readers of `text` find them anew, so that this does not rest on what the facts claim.

use super::policy::Reading;
use super::problem::{Code, Problem, Problems};
use crate::model::Model;
use crate::model::span::Span;
use crate::text::{amount, note, outline};

pub(super) fn check(model: &Model, reading: &Reading, problems: &mut Problems) {
    let text = reading.text.text.as_str();
    let cited = Cited::new(model, reading);
    let lost = |code, message: String, span: Span, help: &str| {
        let clause = model[reading.id].measure_ids().rfind(|&id| model[id].span.contains(span)).map(|id| model[id].reference.as_str());
        Problem::new(code, message).at(&reading.text, span.range(), "in no fact").under(clause).help(help.to_owned())
    };
    for clause in outline::outline(text) {
        let given = model[reading.id].measure_ids().any(|id| model[id].own.start == clause.own.start || model[id].reference == clause.path);
        if !given && !cited.exempt(clause.number) {
            let message = format!("clause `{}` is in no fact", clause.path);
            problems.push(lost(Code::ClauseNotCovered, message, clause.number, "add a `section` or `measure`, or list its words under `not_a_fact`"));
        }
    }
    for note in note::notes(text) {
        units(model, reading, &note, &cited, &mut |span: Span| {
            let message = format!("“{}” in the responsibility note is no unit of this measure", span.of(text));
            problems.push(lost(Code::UnitNotCovered, message, span, "add the unit under its role, or list the words under `not_a_fact`"));
        });
        if !cited.holds(note.span) {
            let message = "this responsibility note is in no fact".to_owned();
            problems.push(lost(Code::NoteNotCovered, message, note.span, "give it as the `note` of its measure, or list it under `not_a_fact`"));
        }
    }
    for sum in amount::sums(text) {
        if !cited.holds(sum.span) {
            let message = format!("the sum “{}” is in no fact", sum.span.of(text));
            problems.push(lost(Code::SumNotCovered, message, sum.span, "quote it in an incentive or a target, or list it under `not_a_fact`"));
        }
    }
    for rate in amount::rates(text) {
        if !cited.holds(rate.span) {
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

/// Finds the units of a note that its measure does not name.
fn units(model: &Model, reading: &Reading, note: &note::Note, cited: &Cited, missing: &mut dyn FnMut(Span)) {
    let text = reading.text.text.as_str();
    let Some(id) = model[reading.id].measure_ids().find(|&id| model[id].note.is_some_and(|words| model[words].span == note.span)) else { return };
    let written: Vec<&str> = model[id].assignment_ids().map(|id| model[id].as_written.as_str()).collect();
    for unit in &note.units {
        let name = unit.written.of(text);
        if !written.iter().any(|written| written.contains(name) || name.contains(written)) && !cited.exempt(unit.written) {
            missing(unit.written);
        }
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

    fn exempt(&self, span: Span) -> bool {
        self.exempt.iter().any(|cited| cited.contains(span))
    }
}
