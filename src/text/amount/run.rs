//! 分别: the run of sums or percentages that follows it, in order. Knows nothing of the things they are shared out to.

use super::mention::{RateMention, Sum, rates, sums};
use crate::model::span::Span;
use crate::text::scan;

/// What one 分别 shares out: either sums or percentages, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The 分别 itself.
    pub word: Span,
    /// From the first amount to the last.
    pub span: Span,
    pub amounts: Vec<Sum>,
    pub rates: Vec<RateMention>,
}

/// What may stand between two amounts of one run, beside the marks that join them.
const BETWEEN: [&str; 29] = [
    "以及",
    "最高",
    "不超过",
    "不超",
    "最多",
    "至多",
    "不高于",
    "一次性",
    "给予",
    "奖励",
    "奖补",
    "补助",
    "补贴",
    "资助",
    "支持",
    "资金",
    "分别",
    "的",
    "元",
    "、",
    ",",
    "和",
    "及",
    "与",
    "或",
    "至",
    "再",
    "每家",
    "每个",
];

/// Every run that a 分别 announces. A 分别 without two amounts after it in its sentence announces none; percentages and sums of one
/// 分别 (分别按50%、30%给予最高100万元、60万元) are two runs.
pub fn respectively(text: &str) -> Vec<Run> {
    let (sums, rates) = (sums(text), rates(text));
    let mut runs = Vec::new();
    let words: Vec<usize> = text.match_indices("分别").map(|(at, _)| at).collect();
    for (i, &at) in words.iter().enumerate() {
        let word = Span::new(at, at + "分别".len());
        let mut limit = scan::sentence(text, at, true).range().end;
        if let Some(&next) = words.get(i + 1) {
            limit = limit.min(next);
        }
        let within = |span: Span| span.range().start >= word.range().end && span.range().end <= limit;
        let amounts: Vec<Sum> = joined(text, slice_from(&sums, |s| within(s.span), |s| s.span.start >= word.end), |s| s.span);
        let percents: Vec<RateMention> = joined(text, slice_from(&rates, |r| within(r.span), |r| r.span.start >= word.end), |r| r.span);
        let mut of_word: Vec<Run> = Vec::new();
        if let (Some(first), Some(last)) = (percents.first(), percents.last()) {
            let span = Span::new(first.span.range().start, last.span.range().end);
            of_word.push(Run { word, span, amounts: Vec::new(), rates: percents });
        }
        if let (Some(first), Some(last)) = (amounts.first(), amounts.last()) {
            let span = Span::new(first.span.range().start, last.span.range().end);
            of_word.push(Run { word, span, amounts, rates: Vec::new() });
        }
        of_word.sort_by_key(|run| run.span);
        runs.extend(of_word);
    }
    runs
}

/// The mentions from the first that stands after the word, as long as they are within its sentence.
fn slice_from<T: Copy>(all: &[T], within: impl Fn(&T) -> bool, after: impl Fn(&T) -> bool) -> Vec<T> {
    let start = all.partition_point(|mention| !after(mention));
    all.iter().skip(start).take_while(|mention| within(mention)).copied().collect()
}

/// The longest head of `mentions` in which only joining words stand between one and the next; empty if that is a single one.
fn joined<T: Copy>(text: &str, mentions: Vec<T>, span: impl Fn(&T) -> Span) -> Vec<T> {
    let mut run: Vec<T> = Vec::new();
    for mention in mentions {
        if let Some(last) = run.last()
            && !joins(scan::slice(text, span(last).range().end, span(&mention).range().start))
        {
            break;
        }
        run.push(mention);
    }
    if run.len() < 2 { Vec::new() } else { run }
}

fn joins(gap: &str) -> bool {
    let mut rest = gap.trim();
    let marked = rest.contains(['、', ',', '\u{ff0c}', '和', '及', '与', '或']);
    while let Some(word) = BETWEEN.iter().find(|word| rest.starts_with(**word)) {
        rest = scan::from(rest, word.len()).trim_start();
    }
    rest.is_empty() && marked
}
