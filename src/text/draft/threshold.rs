//! Bounds on what an enterprise must reach: 产值超过10亿元, 投资500万元(含)至1000万元. Knows one promise at a time.

use std::sync::OnceLock;

use regex::Regex;

use super::condition::Condition;
use super::promise::Group;
use super::title::Index;
use crate::model::span::Span;
use crate::text::amount::{Qualifier, Sum};
use crate::text::scan;

/// One bound, or the two of a range.
#[derive(Debug, Clone)]
pub struct Threshold {
    /// What is bounded; the same words for each of 超过10亿元、5亿元.
    pub words: Span,
    /// Its own words, from what it bounds or from its figure up to 以上.
    pub whole: Span,
    /// All of them must hold.
    pub conditions: Vec<Condition>,
}

/// The thresholds of a promise, in order.
pub fn read(text: &str, group: &Group, sums: &[Sum], titles: &Index<'_>) -> Vec<Threshold> {
    let mut found: Vec<Threshold> = Vec::with_capacity(sums.len());
    let mut sums = sums.iter().peekable();
    while let Some(low) = sums.next() {
        let Some(part) = group.parts.iter().find(|part| part.contains(low.span)) else {
            continue;
        };
        let high = sums.next_if(|high| part.contains(high.span) && is_range(text, low, high));
        let past = found.last().map(|last| last.whole.end).filter(|end| (part.start..=low.span.start).contains(end)).unwrap_or(part.start);
        let before = Span { start: past, end: low.span.start };
        // A mark inside a bracket parts nothing: (不含采矿、选矿).
        let own = scan::split(text, before, |c| matches!(c, '、' | ',')).last().map_or(before, |&(_, own)| own);
        let own = without_head(text, scan::trim(text, own, ""));
        let words = found.last().filter(|_| says_no_metric(own.of(text))).map_or(own, |last| last.words);
        let end = high.unwrap_or(low).span.range().end;
        let whole = Span::new(own.range().start, end + tail(scan::from(text, end)).len());
        let first_time = words.of(text).contains("首次");
        let conditions = match (bounds(text, low, high, sums.peek().copied()), titles.metric(words.of(text))) {
            (Some(bounds), Some(id)) => {
                bounds.into_iter().map(|(bound, value)| Condition::Metric { id: id.clone(), bound, value, whole, first_time }).collect()
            }
            _ => vec![Condition::Stated(whole)],
        };
        found.push(Threshold { words, whole, conditions });
    }
    found
}

/// What is asked for, as the names of bounds have it; none where it is not sure which end belongs to a range.
fn bounds(text: &str, low: &Sum, high: Option<&Sum>, next: Option<&Sum>) -> Option<Vec<(&'static str, Span)>> {
    if low.low != low.high {
        return None;
    }
    let bound = match low.qualifier {
        Qualifier::Over => "over",
        Qualifier::UpTo => "at_most",
        Qualifier::Under => "under",
        Qualifier::AtLeast | Qualifier::None => "at_least",
    };
    let Some(high) = high else {
        return Some(vec![(bound, low.span)]);
    };
    let between = scan::slice(text, low.span.range().end, high.span.range().start);
    let tail = tail(scan::from(text, high.span.range().end));
    let begins_next = next.is_some_and(|next| next.low == high.high);
    let below = ["不足", "不满", "低于", "小于", "少于", "不到", "未达"].iter().any(|word| between.contains(word));
    let top = if tail.contains("(含)") || between.contains("不超过") || between.contains("不高于") {
        "at_most"
    } else if tail.contains("(不含)") || below || between.contains("(含)") || tail.contains("以下") || begins_next {
        "under"
    } else {
        return None;
    };
    let bottom = if between.contains("(不含)") || low.qualifier == Qualifier::Over { "over" } else { "at_least" };
    Some(vec![(bottom, low.span), (top, high.span)])
}

/// 500万元(含)至1000万元, 10亿元以上、不足50亿元, 2000万元以上1亿元以下: two sums, one range.
fn is_range(text: &str, low: &Sum, high: &Sum) -> bool {
    static BETWEEN: OnceLock<Option<Regex>> = OnceLock::new();
    let between = BETWEEN.get_or_init(|| {
        let lower = r"^(?:\(不?含\))?(?:及?以上)?(?:\(不?含\))?";
        let mark = r"(?:至|到|-|—|–|~|～|[、且]?(?:不足|不满|低于|小于|少于|不到|未达到|未达|不超过|不高于)) ?$";
        Regex::new(&format!("{lower} ?{mark}")).ok()
    });
    let words = scan::slice(text, low.span.range().end, high.span.range().start);
    let reaches = low.low < high.high && low.low == low.high && high.low == high.high;
    let adjoins = words.trim() == "以上" && tail(scan::from(text, high.span.range().end)).contains("以下");
    reaches && (adjoins || between.as_ref().is_some_and(|between| between.is_match(words)))
}

/// What belongs to a figure after it: (含)以上.
fn tail(after: &str) -> &str {
    static TAIL: OnceLock<Option<Regex>> = OnceLock::new();
    let tail = TAIL.get_or_init(|| Regex::new(r"^(?:\(不?含\))?(?:及?以[上下内])?(?:\(不?含\))?").ok());
    tail.as_ref().and_then(|tail| tail.find(after)).map_or("", |found| found.as_str())
}

/// 超过10亿元、超过5亿元: words that bound and name nothing.
fn says_no_metric(own: &str) -> bool {
    let mut rest = own.trim();
    while let Some(word) = ["首次", "超过", "突破", "达到", "大于", "高于", "不低于", "不少于", "过", "达", "在", "为", "及", "和", "或"]
        .iter()
        .find(|word| rest.starts_with(**word))
    {
        rest = scan::from(rest, word.len()).trim_start();
    }
    rest.is_empty()
}

fn without_head(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let head = ["对于", "对", "支持", "鼓励", "且", "并", "或"].iter().find(|head| words.starts_with(**head)).map_or(0, |head| head.len());
    Span::new(span.range().start + head, span.range().end)
}
