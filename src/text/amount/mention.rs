//! Every sum of money and every percentage of a text, ranges as one. Knows no sentence: only what touches the number.

use super::qualifier::{self, Qualifier};
use super::{AmountError, decimal, money, yuan};
use crate::model::money::{Decimal, Money};
use crate::model::span::Span;
use crate::text::number::{self, Number};
use crate::text::scan;

/// A sum of money in a text; `low` and `high` differ only in a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    pub span: Span,
    pub low: Money,
    pub high: Money,
    pub qualifier: Qualifier,
}

/// A percentage in a text, in percent; `low` and `high` differ only in a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateMention {
    pub span: Span,
    pub low: Decimal,
    pub high: Decimal,
    pub qualifier: Qualifier,
}

/// What may stand between the two ends of a range.
const RANGE: [&str; 9] = ["——", "—", "–", "－", "-", "~", "～", "至", "到"];

/// Every sum of money in a text, in order.
pub fn sums(text: &str) -> Vec<Sum> {
    let mut found: Vec<Sum> = Vec::new();
    for (start, number, end) in numbers(text) {
        if found.last().is_some_and(|sum| start < sum.span.range().end) {
            continue; // the second end of a range that is already read
        }
        let before = found.last().map(|sum| sum.span.range().end);
        let Some((low, high, end)) = sum_at(text, number, end).or_else(|| bare_sum(text, before, (start, number, end))) else {
            continue;
        };
        let span = Span::new(start, end);
        let qualifier = inherit(text, found.last().map(|sum| (sum.span, sum.qualifier)), span);
        found.push(Sum { span, low, high, qualifier });
    }
    found
}

/// Every percentage in a text, in order.
pub fn rates(text: &str) -> Vec<RateMention> {
    let mut found: Vec<RateMention> = Vec::new();
    let mut past = 0;
    for (at, c) in text.char_indices() {
        if at < past || !(number::begins(c) || matches!(c, '百' | '千' | '万')) {
            continue;
        }
        if let Some((Ok(first), mut end)) = rate_range_at(text, at) {
            let mut high = first;
            if let Some((Ok(second), past_second)) = range_mark(text, end).and_then(|next| rate_at(text, next)) {
                (high, end) = (second, past_second);
            }
            // `10—20%`: the first number borrows the sign of the second.
            let (low, high) = if high < first { (high, first) } else { (first, high) };
            let span = Span::new(at, end);
            let qualifier = inherit(text, found.last().map(|rate| (rate.span, rate.qualifier)), span);
            found.push(RateMention { span, low, high, qualifier });
            past = end;
        } else {
            past = number::read(text, at).map_or_else(|| number::skip(text, at), |(_, end)| end);
        }
    }
    found
}

/// One percentage at a byte, and the byte after it.
pub(super) fn rate_at(text: &str, at: usize) -> Option<(Result<Decimal, AmountError>, usize)> {
    for (words, places) in [("百分之", 0), ("千分之", 1), ("万分之", 2)] {
        if scan::from(text, at).starts_with(words) {
            let (number, end) = number::read_plain(text, at + words.len())?;
            return Some((decimal(Number { places: number.places + places, ..number }), end));
        }
    }
    let (number, end) = number::read_plain(text, at)?;
    let end = number::past_gap(text, end);
    let rest = scan::from(text, end);
    let (places, length) = [("%", 0, 1), ("％", 0, 3), ("‰", 1, 3), ("个百分点", 0, "个百分点".len())]
        .iter()
        .find(|(mark, ..)| rest.starts_with(mark))
        .map(|&(_, places, length)| (places, length))?;
    Some((decimal(Number { places: number.places + places, ..number }), end + length))
}

/// A percentage at a byte, or a number that shares the sign of the next one (`10—20%`): then only the number is consumed.
fn rate_range_at(text: &str, at: usize) -> Option<(Result<Decimal, AmountError>, usize)> {
    rate_at(text, at).or_else(|| {
        let (number, end) = number::read_plain(text, at)?;
        let next = range_mark(text, end)?;
        rate_at(text, next).map(|_| (decimal(number), end))
    })
}

/// Every number of a text with the byte it begins at and the byte after it.
fn numbers(text: &str) -> impl Iterator<Item = (usize, Number, usize)> {
    let mut past = 0;
    text.char_indices().filter_map(move |(at, c)| {
        if at < past || !number::begins(c) {
            return None;
        }
        let read = number::read(text, at);
        past = read.map_or_else(|| number::skip(text, at), |(_, end)| end);
        read.map(|(number, end)| (at, number, end))
    })
}

/// The sum whose first number is given: alone, or the range it begins.
fn sum_at(text: &str, number: Number, end: usize) -> Option<(Money, Money, usize)> {
    let unit = yuan(text, end);
    if unit.is_some() && number.chinese && !number.scaled {
        return None; // 三元, 多元: a compound word, not a sum
    }
    let joined = unit.unwrap_or(end);
    let second = range_mark(text, joined).and_then(|next| {
        let (high, past) = number::read(text, next)?;
        Some((high, yuan(text, past)?))
    });
    match (unit, second) {
        (Some(_), Some((high, past))) => Some((money(number).ok()?, money(high).ok()?, past)),
        (Some(past), None) => money(number).ok().map(|sum| (sum, sum, past)),
        (None, Some((high, past))) => shared_unit(number, high).map(|(low, high)| (low, high, past)),
        (None, None) => None,
    }
}

/// What stands right before a sum that leaves its 元 out: 奖励50万.
const PAYING: [&str; 14] = ["奖励", "奖补", "补助", "补贴", "资助", "给予", "支持", "最高", "最多", "至多", "不超过", "不超", "封顶", "一次性"];

/// What stands right after a sum that leaves its 元 out: 50万奖励, 100万的补助. Whatever stands before it, that is money.
const PAID: [&str; 11] = ["奖励", "奖补", "奖金", "补助", "补贴", "资助", "资金", "经费", "贴息", "人民币", "RMB"];

/// A sum without 元: 万 or 亿 before what is given, or at the end of its part of the sentence after a word that pays or after such a sum
/// (奖励100万、50万). Elsewhere 万 counts things as often as money.
fn bare_sum(text: &str, last: Option<usize>, (start, number, end): (usize, Number, usize)) -> Option<(Money, Money, usize)> {
    let is_scaled = |number: Number, from: usize, to: usize| !number.chinese && scan::slice(text, from, to).ends_with(['万', '亿']);
    let second = range_mark(text, end).and_then(|next| {
        let (high, past) = number::read(text, next)?;
        is_scaled(high, next, past).then_some(())?;
        shared_unit(number, high).map(|(low, high)| (low, high, past))
    });
    let single = || is_scaled(number, start, end).then(|| money(number).ok().map(|sum| (sum, sum, end)))?;
    let (low, high, end) = second.or_else(single)?;
    let after = scan::from(text, end);
    let (before, rest) = (scan::upto(text, start), after.strip_prefix("(含)").unwrap_or(after));
    // 100万/50万元 lists two sums, 100万/家 counts one.
    let closes = rest.starts_with('/') || scan::first(rest).is_none_or(|c| matches!(c, '、' | ',' | ';' | '。' | ')' | '\n'));
    let joined = last.is_some_and(|last| last < start && matches!(scan::slice(text, last, start), "、" | "和" | "或" | "," | "/"));
    let pays = closes && (joined || PAYING.iter().any(|word| before.ends_with(word)));
    let is_paid = PAID.iter().any(|word| rest.strip_prefix('的').unwrap_or(rest).starts_with(word));
    (pays || is_paid).then_some((low, high, end))
}

/// `100—2000万元`: the first number borrows the scale of the second, unless it has its own.
fn shared_unit(low: Number, high: Number) -> Option<(Money, Money)> {
    let top = money(high).ok()?;
    let plain = money(low).ok()?;
    if low.scaled {
        return Some((plain, top));
    }
    // The scale is what makes the second number larger than its digits.
    let borrowed = [100_000_000, 10_000, 1_000, 100, 1].into_iter().find(|&scale| {
        let digits = high.mantissa / scale;
        (high.scaled || scale == 1) && high.mantissa % scale == 0 && digits > 0 && low.mantissa <= digits
    })?;
    let low = Number { mantissa: low.mantissa.checked_mul(borrowed)?, ..low };
    money(low).ok().map(|low| (low, top))
}

fn range_mark(text: &str, at: usize) -> Option<usize> {
    let rest = scan::from(text, at);
    RANGE.iter().find(|mark| rest.starts_with(**mark)).map(|mark| at + mark.len())
}

/// What is said of a number, or of the list it stands in: in 最高80万元、50万元 the first word holds for both.
fn inherit(text: &str, previous: Option<(Span, Qualifier)>, span: Span) -> Qualifier {
    let own = qualifier::around(text, span.range().start, span.range().end);
    match previous {
        Some((last, qualifier)) if own == Qualifier::None => {
            let gap = scan::slice(text, last.range().end, span.range().start);
            if matches!(gap, "、" | "和" | "及" | "与" | "或" | ",") { qualifier } else { own }
        }
        _ => own,
    }
}
