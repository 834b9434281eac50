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
            problems.push(lost(Code::PercentageNotCovered, message, rate.span, "quote it in an incentive or a target, or list it under `not_a_fact`"));
        }
    }
    for id in model[reading.id].measure_ids() {
        let Some(words) = model[id].note else { continue };
        let written: Vec<&str> = model[id].assignment_ids().map(|id| model[id].as_written.as_str()).collect();
        for span in cited.leftover(text, model[words].span, &written) {
            let message = format!("“{}” in the responsibility note is no unit of this measure", span.of(text));
            problems.push(lost(Code::UnitNotCovered, message, span, "add the unit under its role, or list the words under `not_a_fact`"));
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

    /// The words of a note that are neither a unit, nor what notes consist of, nor part of another fact.
    fn leftover(&self, text: &str, note: Span, written: &[&str]) -> Vec<Span> {
        let mut taken: Vec<Span> = self.all.iter().copied().filter(|&span| span != note && note.contains(span)).collect();
        for word in written.iter().copied().chain(note::FURNITURE.iter().copied()) {
            let places = note.of(text).match_indices(word);
            taken.extend(places.map(|(at, _)| Span::new(note.start as usize + at, note.start as usize + at + word.len())));
        }
        taken.sort();
        let mut left = Vec::new();
        let mut from = note.start;
        for span in taken.into_iter().chain([Span { start: note.end, end: note.end }]) {
            if span.start > from {
                left.push(Span { start: from, end: span.start });
            }
            from = from.max(span.end);
        }
        left.retain(|span| span.of(text).chars().any(char::is_alphanumeric));
        left
    }
}
