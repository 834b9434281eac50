//! A figure bounds what is paid as the quote says: 最高 and 不超过 make a ceiling, 不低于 a floor. Where the quote has the figure twice, once bounded
//! and once not, what is meant is for the reader to say.

use super::Loader;
use super::entry::Words;
use super::incentive::Context;
use super::problem::{Code, Problem};
use super::shape;
use crate::text::amount::{self, Qualifier};

/// How a key bounds its figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    Exact,
    Ceiling,
    Floor,
}

impl Bound {
    /// What words around a figure make of it; nothing if they leave it open, as 最高 may stand too far away to be seen.
    fn said(qualifier: Qualifier) -> Option<Bound> {
        match qualifier {
            Qualifier::None => None,
            Qualifier::UpTo | Qualifier::Under => Some(Bound::Ceiling),
            Qualifier::AtLeast | Qualifier::Over => Some(Bound::Floor),
        }
    }
}

impl Loader<'_> {
    pub(super) fn pays_as_said(&mut self, context: &Context, pays: &shape::Pays) {
        let rate = if pays.at_most { Bound::Ceiling } else { Bound::Exact };
        let sums = [(&pays.amount, Bound::Exact), (&pays.up_to, Bound::Ceiling), (&pays.cap, Bound::Ceiling), (&pays.at_least, Bound::Floor)];
        for (words, given) in sums.into_iter().filter_map(|(words, given)| Some((words.as_ref()?, given))) {
            let Ok(sum) = amount::parse_money(words.get_ref()) else { continue };
            let found = context.sums.iter().filter(|found| found.low == sum || found.high == sum);
            self.bound(context, words, given, found.map(|found| found.qualifier));
        }
        if let Some(words) = &pays.rate
            && let Ok(percent) = amount::parse_rate(words.get_ref())
        {
            let found = context.rates.iter().filter(|found| found.low == percent || found.high == percent);
            self.bound(context, words, rate, found.map(|found| found.qualifier));
        }
    }

    fn bound(&mut self, context: &Context, words: &Words, given: Bound, said: impl Iterator<Item = Qualifier>) {
        let mut said = said.map(Bound::said);
        let Some(Some(first)) = said.next() else { return };
        if first == given || said.any(|other| other != Some(first)) {
            return;
        }
        let (what, help) = match first {
            Bound::Ceiling => ("at most", "give a sum as `up_to`, or as the `cap` of a rate; say `at_most = true` beside a rate"),
            _ => ("at least", "give a sum as `at_least`; a rate that has a floor stays in `unstated` words"),
        };
        let message = format!("the quote says {what} {}, and here it is something else", words.get_ref());
        let problem = Problem::new(Code::OtherBound, message).at(&context.reading.file, words.span(), "bounded otherwise");
        self.problems.push(problem.under(Some(context.clause)).help(help));
    }
}
