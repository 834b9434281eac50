//! Reads the targets of a clause: number, unit and year are those of its words.

use super::Loader;
use super::entry::{Entry, Words};
use super::problem::{Code, Problem};
use super::reading::Reading;
use super::shape;
use crate::model::ids::MeasureId;
use crate::model::money::Decimal;
use crate::model::policy::Target;
use crate::text::{amount, date};

/// What a share is counted in. The words may say 百分之八十 or 提高2个百分点.
const PERCENT: &str = "%";

impl Loader<'_> {
    pub(super) fn target(&mut self, reading: &Reading, id: MeasureId, entry: Entry) {
        let reference = self.model[id].reference.clone();
        let clause = Some(reference.as_str());
        let Some(shape) = entry.read::<shape::Target>(clause, &mut self.problems) else { return };
        let (quote, span) = (shape.quote.get_ref().as_str(), shape.quote.span());
        let words = self.cite(reading, &shape.quote, Some(id));
        self.words_of(reading, &shape.metric, self.model[id].span.of(&reading.text.text), "this clause", clause);
        if let Some(within) = &shape.within {
            self.words_of(reading, within, quote, "the quote", clause);
        }
        if shape.unit.get_ref() != PERCENT {
            self.words_of(reading, &shape.unit, quote, "the quote", clause);
        }
        let value = self.number(reading, &shape.value, quote, clause);
        let value_to = shape.value_to.as_ref().and_then(|words| self.number(reading, words, quote, clause));
        let by = shape.by.as_ref().and_then(|words| self.days(reading, words, clause)).map(|(_, last)| last);
        if let (Some(by), Some(given)) = (by, &shape.by) {
            self.year_of_target(reading, id, by.year(), given, quote);
        }
        let (Some(value), Some(words)) = (value, words) else { return };
        let target = Target {
            measure: id,
            metric: shape.metric.into_inner(),
            value,
            value_to,
            unit: shape.unit.into_inner(),
            bound: shape.bound,
            by,
            within: shape.within.map(Words::into_inner),
            words,
        };
        let cites = |other: &Target| self.model[other.words].span == self.model[words].span;
        let mine = self.model.targets.iter().rev().take_while(|other| other.measure == id);
        if mine.filter(|other| cites(other)).any(|other| Target { words, ..other.clone() } == target) {
            let problem = Problem::new(Code::Duplicate, format!("the target “{}” stands here a second time", target.metric));
            self.problems.push(problem.at(&reading.file, span, "second").under(clause).help("take one out"));
            return;
        }
        self.model.targets.push(target);
    }

    /// The year of a target is one that its quote names; where that names none, one of its clause, of those around it, or of what stands before all.
    /// Words such as 三年内 name no year, and then there is nothing to compare.
    fn year_of_target(&mut self, reading: &Reading, id: MeasureId, year: i16, given: &Words, quote: &str) {
        let text = reading.text.text.as_str();
        let first = reading.found.clauses.first().map_or(text.len(), |clause| clause.number.start as usize);
        let around = std::iter::successors(Some(id), |&id| self.model[id].parent).map(|id| self.model[id].own.of(text));
        let opening = text.get(..first).unwrap_or_default();
        let mut named = years(quote);
        if named.is_empty() {
            named = around.chain([opening]).flat_map(years).collect();
        }
        if !named.is_empty() && !named.contains(&year) {
            let problem = Problem::new(Code::WordsNotInQuote, format!("the words of this target name no year {year}"));
            let problem = problem.at(&reading.file, given.span(), "another year").under(Some(&self.model[id].reference));
            self.problems.push(problem.help("compare the year with the text, or quote the words that name it"));
        }
    }

    /// A number that must be in the quote, in digits or in words.
    fn number(&mut self, reading: &Reading, words: &Words, quote: &str, clause: Option<&str>) -> Option<Decimal> {
        let number = match amount::parse_decimal(words.get_ref()) {
            Ok(number) => number,
            Err(error) => {
                let problem = Problem::new(Code::Amount, format!("`{}` is not a number: {error}", words.get_ref()));
                self.problems.push(problem.at(&reading.file, words.span(), "not a number").under(clause).help("write digits: \"25\", \"0.5\""));
                return None;
            }
        };
        if !amount::numbers(quote).contains(&number) {
            let problem = Problem::new(Code::FigureNotInQuote, format!("the number `{}` is not in the quote", words.get_ref()));
            self.problems.push(problem.at(&reading.file, words.span(), "not in the quote").under(clause).help("compare the number with the text"));
        }
        Some(number)
    }
}

/// The years that a text names. 十四五 names its last.
fn years(text: &str) -> Vec<i16> {
    const PLANS: [(&str, i16); 5] = [("十二五", 2015), ("十三五", 2020), ("十四五", 2025), ("十五五", 2030), ("十六五", 2035)];
    let plans = PLANS.iter().filter(|(plan, _)| text.contains(plan)).map(|&(_, year)| year);
    date::dates(text).iter().filter_map(|found| found.date.year).chain(plans).collect()
}
