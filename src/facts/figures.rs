//! The other half of exactness: every sum and percentage of an incentive's quote is paid, caps or conditions something. A figure that a quote merely
//! contains would be lost without a trace.

use super::Loader;
use super::entry::Words;
use super::incentive::Context;
use super::problem::{Code, Problem};
use crate::model::incentive::{Benefit, Condition, Pays, Quantity};
use crate::model::money::{Decimal, Money};
use crate::text::amount;

/// The figures that an incentive takes from its quote.
#[derive(Default)]
struct Used {
    sums: Vec<Money>,
    rates: Vec<Decimal>,
}

impl Loader<'_> {
    pub(super) fn figures_used(&mut self, context: &Context, quote: &Words, tiers: &[(Vec<Condition>, Benefit)]) {
        let mut used = Used::default();
        for (conditions, benefit) in tiers {
            used.benefit(benefit);
            conditions.iter().for_each(|condition| used.condition(condition));
        }
        let sums = context.sums.iter().filter(|sum| !used.sums.contains(&sum.low) || !used.sums.contains(&sum.high)).map(|sum| sum.span);
        let rates = context.rates.iter().filter(|rate| !used.rates.contains(&rate.low) || !used.rates.contains(&rate.high)).map(|rate| rate.span);
        for span in sums.chain(rates) {
            let message = format!("“{}” stands in the quote, and nothing of this incentive takes it", span.of(context.quote));
            let problem = Problem::new(Code::FigureNotUsed, message).at(&context.reading.file, quote.span(), "in these words");
            let help = "give it as a sum, a cap, a bound, or in `stated` words; or quote only the words of this incentive";
            self.problems.push(problem.under(Some(context.clause)).help(help));
        }
    }
}

impl Used {
    fn benefit(&mut self, benefit: &Benefit) {
        match &benefit.pays {
            Pays::Fixed(sum) | Pays::UpTo(sum) | Pays::AtLeast(sum) => self.sums.push(*sum),
            Pays::Range(from, to) => self.sums.extend([*from, *to]),
            Pays::Rate(rate) => {
                self.rates.push(rate.percent);
                self.rates.extend(rate.percent_to);
                self.sums.extend(rate.cap);
            }
            Pays::Unstated(words) => self.words(words),
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Metric { bounds, .. } => {
                for (_, quantity) in bounds {
                    match quantity {
                        Quantity::Money(sum) => self.sums.push(*sum),
                        Quantity::Percent(rate) => self.rates.push(*rate),
                        Quantity::Number(..) => {}
                    }
                }
            }
            Condition::Discretion(words) | Condition::Stated(words) => self.words(words),
            Condition::Any(members) | Condition::All(members) => members.iter().for_each(|member| self.condition(member)),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        self.sums.extend(amount::sums(words).iter().flat_map(|sum| [sum.low, sum.high]));
        self.rates.extend(amount::rates(words).iter().flat_map(|rate| [rate.low, rate.high]));
    }
}
