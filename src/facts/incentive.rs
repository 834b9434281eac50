//! Reads incentives: tiers, and what each pays. No figure enters that is not in the quote.

use super::Loader;
use super::bound::Bound;
use super::entry::{Entry, Words};
use super::problem::{Code, Problem};
use super::reading::Reading;
use super::shape;
use crate::model::ids::*;
use crate::model::incentive::{Benefit, Condition, Incentive, IncentiveKind, Pays, Rate, Tier};
use crate::model::money::{Decimal, Money};
use crate::model::title::TermKind;
use crate::text::amount::{self, RateMention, Sum};
use toml::Spanned;

/// Where a part of an incentive stands, for its problems.
pub(super) struct Context<'r> {
    pub reading: &'r Reading,
    pub clause: &'r str,
    pub quote: &'r str,
    /// The figures of the quote.
    pub sums: Vec<Sum>,
    pub rates: Vec<RateMention>,
}

impl Context<'_> {
    /// Where the quote has a sum.
    fn sums_of(&self, sum: Money) -> impl Iterator<Item = &Sum> {
        self.sums.iter().filter(move |found| found.low == sum || found.high == sum)
    }

    /// Where the quote has a percentage.
    fn rates_of(&self, rate: Decimal) -> impl Iterator<Item = &RateMention> {
        self.rates.iter().filter(move |found| found.low == rate || found.high == rate)
    }
}

impl Loader<'_> {
    pub(super) fn incentive(&mut self, reading: &Reading, measure: MeasureId, mut entry: Entry) {
        let (before, clause) = (self.problems.count(), self.model[measure].reference.clone());
        let tiers = entry.take("tier", "tier", &mut self.problems);
        let (count, has_tiers) = (tiers.len().max(1), !tiers.is_empty());
        let common = entry.take("requires", "condition", &mut self.problems);
        let Some(shape) = entry.read::<shape::Incentive>(Some(&clause), &mut self.problems) else { return };
        self.check_id(&reading.file, &shape.id);
        let key = format!("{}/{}", self.model[reading.id].key, shape.id.get_ref());
        self.claim("incentive", &key, &reading.file, shape.id.span(), Some(&clause));
        let measure_text = self.model[measure].span.of(&reading.text.text);
        if let Some(beneficiary) = &shape.beneficiary {
            self.words_of(reading, beneficiary, measure_text, "this clause", Some(&clause));
        }
        let words = self.cite(reading, &shape.quote, Some(measure));

        let quote = shape.quote.get_ref();
        let context = Context { reading, clause: &clause, quote, sums: amount::sums(quote), rates: amount::rates(quote) };
        let common = self.conditions(&context, common);
        let mut read: Vec<(Vec<Condition>, Benefit)> = Vec::new();
        for mut tier in tiers {
            let conditions = tier.take("requires", "condition", &mut self.problems);
            let conditions = [common.clone(), self.conditions(&context, conditions)].concat();
            let Some(tier) = tier.read::<shape::Tier>(Some(&clause), &mut self.problems) else { continue };
            read.extend(self.benefit(&context, tier.pays).map(|benefit| (conditions, benefit)));
        }
        match (shape.pays, has_tiers) {
            (Some(pays), false) => read.extend(self.benefit(&context, pays).map(|benefit| (common, benefit))),
            (None, true) => {}
            (pays, _) => {
                let message = if pays.is_some() { "an incentive pays once, or in tiers, not both" } else { "an incentive says what it pays" };
                let problem = Problem::new(Code::Shape, message).at(&reading.file, shape.id.span(), "this incentive").under(Some(&clause));
                self.problems.push(problem.help("give `pays`, or a `tier` for each sum"));
            }
        }
        if let Some(most) = read.iter().map(|(conditions, _)| Condition::ways(conditions)).max().filter(|&most| most > Condition::MOST_WAYS) {
            let message = format!("a tier of this incentive can be met in {most} ways, and at most {} are followed", Condition::MOST_WAYS);
            let problem = Problem::new(Code::TooManyWays, message).at(&reading.file, shape.id.span(), "this incentive").under(Some(&clause));
            self.problems.push(
                problem.help("alternatives beside alternatives multiply: give the things in tiers of their own, or a list of them as `stated` words"),
            );
        }
        let benefits: Vec<&Benefit> = read.iter().map(|(_, benefit)| benefit).collect();
        // A tier that could not be read is a problem already.
        if benefits.len() == count {
            self.respectively(&context, &shape.quote, &benefits);
        }
        // A figure that could not be read, or is not in the quote, leaves the right one unused.
        if benefits.len() == count && self.problems.count() == before {
            self.figures_used(&context, &shape.quote, &read);
        }
        let Some(words) = words else { return };
        if self.is_given_twice(measure, shape.kind, words, &read) {
            let problem = Problem::new(Code::Duplicate, "this incentive stands here a second time, under another id");
            let problem = problem.at(&reading.file, shape.id.span(), "second").under(Some(&clause));
            self.problems.push(problem.help("take one out; if the text promises it to somebody else too, quote those words"));
            return;
        }
        let id = IncentiveId::new(self.model.incentives.len());
        let first = self.model.tiers.len() as u32;
        for (number, (conditions, benefit)) in (1..).zip(read) {
            self.model.tiers.push(Tier { key: format!("{key}/{number}"), incentive: id, conditions, benefit });
        }
        let tiers = first..self.model.tiers.len() as u32;
        self.model.incentives.push(Incentive { key, measure, kind: shape.kind, beneficiary: shape.beneficiary.map(Words::into_inner), tiers, words });
    }

    /// Whether an incentive before says the same by the same words.
    fn is_given_twice(&self, measure: MeasureId, kind: IncentiveKind, words: CitationId, tiers: &[(Vec<Condition>, Benefit)]) -> bool {
        let mine = self.model.incentives.iter().rev().take_while(|other| other.measure == measure);
        let is_same = |tier: TierId, (conditions, benefit): &(Vec<Condition>, Benefit)| {
            let other = &self.model[tier];
            other.conditions == *conditions && other.benefit == *benefit
        };
        mine.filter(|other| other.kind == kind && self.model[other.words].span == self.model[words].span).any(|other| {
            let ids: Vec<TierId> = other.tier_ids().collect();
            ids.len() == tiers.len() && ids.into_iter().zip(tiers).all(|(tier, given)| is_same(tier, given))
        })
    }

    fn benefit(&mut self, context: &Context, pays: Spanned<shape::Pays>) -> Option<Benefit> {
        let span = pays.span();
        let pays = pays.into_inner();
        let mut bounded = |words: &Option<Words>, given| {
            let words = words.as_ref()?;
            let sum = self.money(context, words)?;
            self.bounded(context, words, given, context.sums_of(sum).map(|found| found.qualifier));
            Some(sum)
        };
        let (amount, at_least) = (bounded(&pays.amount, Bound::Exact), bounded(&pays.at_least, Bound::Floor));
        let (up_to, cap) = (bounded(&pays.up_to, Bound::Ceiling), bounded(&pays.cap, Bound::Ceiling));
        let mut money = |words: &Option<Words>| words.as_ref().and_then(|words| self.money(context, words));
        let (from, to) = (money(&pays.from), money(&pays.to));
        let rate = pays.rate.as_ref().and_then(|words| {
            let rate = self.rate(context, words)?;
            let given = if pays.at_most { Bound::Ceiling } else { Bound::Exact };
            self.bounded(context, words, given, context.rates_of(rate).map(|found| found.qualifier));
            Some(rate)
        });
        let percent_to = pays.rate_to.as_ref().and_then(|words| self.rate(context, words));
        let of = pays.of.as_ref().and_then(|words| self.term(TermKind::Base, "base", &context.reading.file, words, Some(context.clause)));
        for words in pays.unstated.iter().chain(&pays.payer) {
            self.words_of(context.reading, words, context.quote, "the quote", Some(context.clause));
        }
        let given =
            [pays.amount.is_some(), pays.up_to.is_some(), pays.at_least.is_some(), pays.from.is_some(), pays.rate.is_some(), pays.unstated.is_some()];
        let ranged = pays.from.is_some() == pays.to.is_some() && pays.rate.is_some() == pays.of.is_some();
        let limited = pays.rate.is_some() || (pays.cap.is_none() && pays.rate_to.is_none() && !pays.at_most);
        if given.iter().filter(|&&given| given).count() != 1 || !ranged || !limited {
            let problem =
                Problem::new(Code::Shape, "`pays` says one thing: an amount, a ceiling, a floor, a range, a rate of a base, or that it is unstated");
            let problem = problem.at(&context.reading.file, span, "unclear").under(Some(context.clause));
            self.problems.push(problem.help("give one of `amount`, `up_to`, `at_least`, `from` with `to`, `rate` with `of`, `unstated`; `cap`, `rate_to` and `at_most` go with a rate"));
            return None;
        }
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            let problem =
                Problem::new(Code::Shape, "this range ends below where it begins").at(&context.reading.file, span, "`to` is less than `from`");
            self.problems.push(problem.under(Some(context.clause)).help("give the lower sum as `from`, the higher as `to`"));
            return None;
        }
        let paid = match (amount, up_to, at_least, from.zip(to), rate.zip(of), pays.unstated) {
            (Some(sum), ..) => Pays::Fixed(sum),
            (_, Some(sum), ..) => Pays::UpTo(sum),
            (_, _, Some(sum), ..) => Pays::AtLeast(sum),
            (_, _, _, Some((from, to)), ..) => Pays::Range(from, to),
            (_, _, _, _, Some((percent, of)), _) => Pays::Rate(Rate { percent, percent_to, at_most: pays.at_most, of, cap }),
            (.., Some(words)) => Pays::Unstated(words.into_inner()),
            _ => return None,
        };
        Some(Benefit { pays: paid, once: pays.once, per: pays.per, years: pays.years, payer: pays.payer.map(Words::into_inner) })
    }

    /// A sum with its unit that is one of the quote's sums.
    pub(super) fn money(&mut self, context: &Context, words: &Words) -> Option<Money> {
        let sum = match amount::parse_money(words.get_ref()) {
            Ok(sum) => sum,
            Err(error) => {
                self.bad_amount(context, words, "a sum of money", &error.to_string(), "write the sum as the text does, with its unit: \"50万元\"");
                return None;
            }
        };
        if context.sums_of(sum).next().is_none() {
            self.not_in_quote(context, words);
        }
        Some(sum)
    }

    pub(super) fn rate(&mut self, context: &Context, words: &Words) -> Option<Decimal> {
        let rate = match amount::parse_rate(words.get_ref()) {
            Ok(rate) => rate,
            Err(error) => {
                self.bad_amount(context, words, "a rate", &error.to_string(), "write a percentage: \"10%\"");
                return None;
            }
        };
        if context.rates_of(rate).next().is_none() {
            self.not_in_quote(context, words);
        }
        Some(rate)
    }

    pub(super) fn bad_amount(&mut self, context: &Context, words: &Words, what: &str, why: &str, help: &str) {
        let problem = Problem::new(Code::Amount, format!("`{}` is not {what}: {why}", words.get_ref()));
        self.problems.push(problem.at(&context.reading.file, words.span(), "can't be read").under(Some(context.clause)).help(help));
    }

    pub(super) fn not_in_quote(&mut self, context: &Context, words: &Words) {
        let problem = Problem::new(Code::FigureNotInQuote, format!("`{}` is not in the quote", words.get_ref()));
        let problem = problem.at(&context.reading.file, words.span(), "no such figure").under(Some(context.clause));
        self.problems.push(problem.help("a figure comes from the words of its fact; compare it with the text, or quote the words that hold it"));
    }

    /// 分别 joins things and sums in order: the tiers must have the same sums in the same order.
    fn respectively(&mut self, context: &Context, quote: &Words, benefits: &[&Benefit]) {
        let runs = amount::respectively(quote.get_ref());
        let joined: Vec<Money> = runs.iter().filter(|run| run.amounts.len() > 1).flat_map(|run| run.amounts.iter().map(|sum| sum.high)).collect();
        let paid: Vec<Money> = benefits.iter().filter_map(|benefit| figure(benefit)).collect();
        if joined.is_empty() || in_order(&joined, &paid) {
            return;
        }
        let list = |sums: &[Money]| sums.iter().map(|sum| format!("{sum}")).collect::<Vec<_>>().join(", ");
        let message = format!("分别 joins {} sums (yuan: {}), the tiers pay {} ({})", joined.len(), list(&joined), paid.len(), list(&paid));
        let problem = Problem::new(Code::Respectively, message).at(&context.reading.file, quote.span(), "分别 in these words");
        self.problems.push(
            problem
                .under(Some(context.clause))
                .help("give one tier for each thing, in the order of the text, with the sum that stands in the same place"),
        );
    }
}

/// The sum that a benefit names: its highest, since 分别 joins ceilings too.
fn figure(benefit: &Benefit) -> Option<Money> {
    match &benefit.pays {
        Pays::Fixed(sum) | Pays::UpTo(sum) | Pays::AtLeast(sum) | Pays::Range(_, sum) => Some(*sum),
        Pays::Rate(rate) => rate.cap,
        Pays::Unstated(_) => None,
    }
}

/// Whether the sums joined by 分别 stand among the paid ones in their order. A sum may be paid for several things in a row
/// (国家级、省级 each for two titles).
fn in_order(joined: &[Money], paid: &[Money]) -> bool {
    let mut left = joined.iter().peekable();
    for sum in paid {
        if left.peek() == Some(&sum) {
            left.next();
        }
    }
    left.peek().is_none()
}
