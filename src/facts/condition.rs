//! Reads conditions: exactly one subject each, alternatives inside `any`.

use super::Loader;
use super::entry::{Entry, Words};
use super::incentive::Context;
use super::problem::{Code, Problem};
use super::shape;
use crate::model::ids::TermId;
use crate::model::incentive::{Comparison, Condition, Quantity, Recognised};
use crate::model::title::TermKind;
use crate::model::window::Window;
use crate::text::amount;
use crate::text::date::{self, PartialDate};
use std::ops::Range;

impl Loader<'_> {
    pub(super) fn conditions(&mut self, context: &Context, entries: Vec<Entry>) -> Vec<Condition> {
        entries.into_iter().filter_map(|entry| self.condition(context, entry)).collect()
    }

    fn condition(&mut self, context: &Context, mut entry: Entry) -> Option<Condition> {
        for (key, group) in [("any", Condition::Any as fn(_) -> _), ("all", Condition::All)] {
            if entry.has(key) {
                let members = entry.take(key, "condition", &mut self.problems);
                let (span, is_empty) = (entry.span.clone(), members.is_empty());
                entry.read::<Empty>(Some(context.clause), &mut self.problems)?;
                if is_empty {
                    self.unclear(context, span, "a group of conditions has none", "give the conditions, or take the group out");
                    return None;
                }
                return Some(group(self.conditions(context, members)));
            }
        }
        let span = entry.span.clone();
        let shape = entry.read::<shape::Condition>(Some(context.clause), &mut self.problems)?;
        let file = &context.reading.file;
        let clause = Some(context.clause);
        self.qualifiers(context, &shape, span.clone());
        let when = self.window(context, &shape);
        let mut subjects = Vec::new();
        if let Some(words) = &shape.certification {
            let certification = self.certification(file, words, clause)?;
            self.check_level(file, words.span(), certification, shape.level, clause);
            let recognised = shape.recognised.unwrap_or(Recognised::Held);
            let at = match &shape.held_at {
                Some(words) => Some(self.term(TermKind::Event, "event", file, words, clause)?),
                None => None,
            };
            subjects.push(Condition::Certification { certification, level: shape.level, or_above: shape.or_above, recognised, when, at });
        }
        if let Some(words) = &shape.event {
            subjects.push(Condition::Event(self.term(TermKind::Event, "event", file, words, clause)?, when));
        }
        if let Some(words) = &shape.project {
            subjects.push(Condition::Project(self.term(TermKind::Project, "project", file, words, clause)?, when));
        }
        if let Some(words) = &shape.sector {
            subjects.push(Condition::Sector(self.term(TermKind::Sector, "sector", file, words, clause)?));
        }
        for (words, not) in [(&shape.received, false), (&shape.not_received, true)] {
            if let Some(words) = words {
                subjects.push(Condition::Received { what: self.support(file, words, clause)?, when, not });
            }
        }
        if let Some(words) = &shape.metric {
            let metric = self.term(TermKind::Metric, "metric", file, words, clause)?;
            let bounds = self.bounds(context, &shape, metric);
            subjects.push(Condition::Metric { metric, bounds, first_time: shape.first_time });
        }
        if let Some(words) = &shape.place {
            subjects.push(Condition::Place(self.jurisdiction(file, words, clause)?));
        }
        subjects.extend(shape.beneficiary.map(Condition::Beneficiary));
        if let (Some(words), Some(grade)) = (&shape.evaluation, &shape.not_graded) {
            let evaluation = self.term(TermKind::Evaluation, "evaluation", file, words, clause)?;
            subjects.push(Condition::NotGraded { evaluation, grade: grade.clone() });
        }
        for (words, make) in [(&shape.discretion, Condition::Discretion as fn(_) -> _), (&shape.stated, Condition::Stated)] {
            if let Some(words) = words {
                self.words_of(context.reading, words, context.quote, "the quote", clause);
                subjects.push(make(words.get_ref().clone()));
            }
        }
        // Days that qualify nothing else are those on which the promise is good.
        if subjects.is_empty() && (shape.from.is_some() || shape.until.is_some()) {
            return (!when.is_open()).then_some(Condition::During(when));
        }
        let subject = subjects.pop();
        if subject.is_none() || !subjects.is_empty() {
            let help = "write one table for each condition; `{ any = [ …, … ] }` for alternatives";
            self.unclear(context, span, "a condition is about exactly one thing", help);
            return None;
        }
        subject
    }

    /// Reports keys that qualify something the condition is not about: they would mean nothing.
    fn qualifiers(&mut self, context: &Context, shape: &shape::Condition, span: Range<usize>) {
        let bounded = shape.at_least.is_some() || shape.over.is_some() || shape.at_most.is_some() || shape.under.is_some();
        let titled = shape.level.is_some() || shape.or_above || shape.recognised.is_some() || shape.held_at.is_some();
        let dated = shape.from.is_some() || shape.until.is_some();
        let held = shape.recognised.is_none_or(|recognised| recognised == Recognised::Held);
        let timeless =
            [&shape.metric, &shape.sector, &shape.place, &shape.evaluation, &shape.discretion, &shape.stated].iter().any(|key| key.is_some());
        let checks = [
            (titled && shape.certification.is_none(), "`level`, `or_above`, `recognised` and `held_at` are about a `certification`"),
            (shape.held_at.is_some() && !held, "`held_at` is about a title that need only be held"),
            (
                dated && (timeless || shape.beneficiary.is_some() || (shape.certification.is_some() && held)),
                "`from` and `until` say when an `event` or `project` happened, a title was recognised or support received, or stand alone",
            ),
            (shape.or_above && shape.level.is_none(), "`or_above` is about a `level`"),
            ((bounded || shape.first_time) && shape.metric.is_none(), "bounds and `first_time` are about a `metric`"),
            (shape.metric.is_some() && !bounded, "a `metric` is held against a bound"),
            (shape.evaluation.is_some() != shape.not_graded.is_some(), "`evaluation` and `not_graded` stand together"),
        ];
        for (_, message) in checks.into_iter().filter(|(wrong, _)| *wrong) {
            self.unclear(context, span.clone(), message, "`facts/README.md` lists the conditions and what may stand beside each");
        }
    }

    fn unclear(&mut self, context: &Context, span: Range<usize>, message: &str, help: &str) {
        let problem = Problem::new(Code::Shape, message).at(&context.reading.file, span, "this condition");
        self.problems.push(problem.under(Some(context.clause)).help(help));
    }

    /// The days that `from` and `until` name, which the quote must name too.
    fn window(&mut self, context: &Context, shape: &shape::Condition) -> Window {
        let mut day = |words: &Option<Words>, end: bool| {
            let words = words.as_ref()?;
            let (first, last) = self.days(context.reading, words, Some(context.clause))?;
            let day = if end { last } else { first };
            let named = |date: PartialDate| {
                let date = PartialDate { year: date.year.or(Some(day.year())), ..date };
                (if end { date.last_day() } else { date.first_day() }) == Some(day)
            };
            if !date::dates(context.quote).iter().any(|mention| named(mention.date)) {
                let problem = Problem::new(Code::WordsNotInQuote, format!("the quote names no day that is {day}"));
                let problem = problem.at(&context.reading.file, words.span(), "not in the quote").under(Some(context.clause));
                self.problems.push(problem.help("compare the day with the words, or quote the words that name it"));
            }
            Some(day)
        };
        let (from, until) = (day(&shape.from, false), day(&shape.until, true));
        if let Some(words) = &shape.until {
            self.period(&context.reading.file, words.span(), from, until, Some(context.clause));
        }
        Window { from, until }
    }

    fn bounds(&mut self, context: &Context, shape: &shape::Condition, metric: TermId) -> Vec<(Comparison, Quantity)> {
        let given = [
            (Comparison::AtLeast, &shape.at_least),
            (Comparison::Over, &shape.over),
            (Comparison::AtMost, &shape.at_most),
            (Comparison::Under, &shape.under),
        ];
        let bound = |(comparison, words): (Comparison, &Option<Words>)| {
            let words = words.as_ref()?;
            let bound = self.quantity(context, words)?;
            let term = &self.model[metric];
            if let Some(counts) = term.counts.as_deref().filter(|counts| *counts != bound.counts()) {
                let problem =
                    Problem::new(Code::OtherUnit, format!("`{}` is in {}, and {} counts {counts}", words.get_ref(), bound.counts(), term.name));
                let problem = problem.at(&context.reading.file, words.span(), "another unit").under(Some(context.clause));
                self.problems
                    .push(problem.help("compare the bound with the text; a growth in % and the sum that grew are two metrics of terms.toml"));
            }
            Some((comparison, bound))
        };
        given.into_iter().filter_map(bound).collect()
    }

    /// `10亿元`, `20%`, or a number with what it counts: `500人`.
    fn quantity(&mut self, context: &Context, words: &Words) -> Option<Quantity> {
        let text = words.get_ref();
        if amount::parse_money(text).is_ok() {
            return self.money(context, words).map(Quantity::Money);
        }
        if amount::parse_rate(text).is_ok() {
            return self.rate(context, words).map(Quantity::Percent);
        }
        let unit_at = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (number, unit) = text.split_at_checked(unit_at)?;
        match amount::parse_decimal(if number.is_empty() { text } else { number }) {
            Ok(value) => {
                if !amount::numbers(context.quote).contains(&value) {
                    self.not_in_quote(context, words);
                }
                Some(Quantity::Number(value, unit.to_owned()))
            }
            Err(error) => {
                self.bad_amount(
                    context,
                    words,
                    "a bound",
                    &error.to_string(),
                    "write a sum (\"10亿元\"), a percentage (\"20%\") or a number with its unit (\"500人\")",
                );
                None
            }
        }
    }
}

/// What is left of a group from which its members were taken.
#[derive(serde::Deserialize)]
struct Empty {}
