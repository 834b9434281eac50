//! A figure bounds what is paid as the quote says: 最高 and 不超过 make a ceiling, 不低于 a floor. Where the quote has the figure twice, once bounded
//! and once not, what is meant is for the reader to say.

use super::Loader;
use super::entry::Words;
use super::incentive::Context;
use super::problem::{Code, Problem};
use crate::text::amount::Qualifier;

/// How a key bounds its figure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
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
    /// Holds a figure that is given as some bound against what the quote says of it, each time that it says it.
    pub(super) fn bounded(&mut self, context: &Context, words: &Words, given: Bound, said: impl Iterator<Item = Qualifier>) {
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
