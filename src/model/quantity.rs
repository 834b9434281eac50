//! Comparing numbers with what they count: 1.2亿元 with 10亿元, 120万次 with 100万次, never 次 with 元.

use super::incentive::{Comparison, Quantity};
use super::money::{Decimal, Money};
use std::cmp::Ordering;

impl Quantity {
    /// What is counted, and how much of it in the unit's smallest part; 万 and 亿 in front of a unit belong to the number.
    fn measure(&self) -> (&str, i128) {
        match self {
            Quantity::Money(sum) => ("元", i128::from(sum.fen())),
            Quantity::Percent(percent) => ("%", i128::from(percent.scaled())),
            Quantity::Number(value, unit) => {
                let (factor, unit) = match (unit.strip_prefix('万'), unit.strip_prefix('亿')) {
                    (Some(unit), _) => (10_000, unit),
                    (_, Some(unit)) => (100_000_000, unit),
                    _ => (1, unit.as_str()),
                };
                (unit, i128::from(value.scaled()) * factor)
            }
        }
    }

    /// What is counted: 元, %, or the unit without 万 and 亿.
    pub fn counts(&self) -> &str {
        self.measure().0
    }

    /// None if the two count different things.
    pub fn compare(&self, other: &Quantity) -> Option<Ordering> {
        let ((unit, value), (other_unit, other_value)) = (self.measure(), other.measure());
        (unit == other_unit).then(|| value.cmp(&other_value))
    }

    /// Whether this number keeps a bound; None if the bound counts something else.
    pub fn keeps(&self, comparison: Comparison, bound: &Quantity) -> Option<bool> {
        let order = self.compare(bound)?;
        Some(match comparison {
            Comparison::AtLeast => order.is_ge(),
            Comparison::Over => order.is_gt(),
            Comparison::AtMost => order.is_le(),
            Comparison::Under => order.is_lt(),
        })
    }

    pub fn is_negative(&self) -> bool {
        self.measure().1 < 0
    }

    /// This and the smallest part of its unit: a fen, or the last decimal.
    pub fn next(&self) -> Quantity {
        self.plus(1)
    }

    /// This without the smallest part of its unit.
    pub fn previous(&self) -> Quantity {
        self.plus(-1)
    }

    fn plus(&self, parts: i64) -> Quantity {
        let plus = |decimal: &Decimal| Decimal::from_scaled(decimal.scaled().saturating_add(parts));
        match self {
            Quantity::Money(sum) => Quantity::Money(Money::from_fen(sum.fen().saturating_add(parts))),
            Quantity::Percent(percent) => Quantity::Percent(plus(percent)),
            Quantity::Number(value, unit) => Quantity::Number(plus(value), unit.clone()),
        }
    }

    /// How much is missing to a bound of the same kind, in the form in which documents write it.
    pub fn short_of(&self, bound: &Quantity) -> Option<Quantity> {
        self.compare(bound)?;
        Some(match (self, bound) {
            (Quantity::Money(have), Quantity::Money(need)) => Quantity::Money(Money::from_fen((need.fen() - have.fen()).abs())),
            (Quantity::Percent(have), Quantity::Percent(need)) => Quantity::Percent(Decimal::from_scaled((need.scaled() - have.scaled()).abs())),
            _ => {
                let (unit, need) = bound.measure();
                let missing = (need - self.measure().1).abs();
                Quantity::Number(Decimal::from_scaled(i64::try_from(missing).unwrap_or(i64::MAX)), unit.to_owned())
            }
        })
    }
}
