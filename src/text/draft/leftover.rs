//! What a drafted promise has not taken: words of the beneficiary that no condition says, figures that nothing pays or bounds. A draft that lost them in
//! silence would be believed. Knows what was taken, decides nothing.

use std::sync::OnceLock;

use regex::Regex;

use super::Tier;
use super::condition::Condition;
use crate::model::money::{Decimal, Money};
use crate::model::span::Span;
use crate::text::amount;
use crate::text::scan;

/// Words that say nothing which a condition could lack.
const FILLER: [&str; 64] = [
    "国家级",
    "自治区级",
    "省级",
    "市级",
    "县级",
    "区级",
    "国家",
    "全国",
    "及以上",
    "以上",
    "(含)",
    "首次",
    "新认定",
    "新获评",
    "新获批",
    "新入选",
    "新列入",
    "新增",
    "初次",
    "认定",
    "评定",
    "评为",
    "评选",
    "获评",
    "获得",
    "获批",
    "取得",
    "列入",
    "入选",
    "纳入",
    "成为",
    "通过",
    "复核",
    "复审",
    "成功",
    "当年度",
    "当年",
    "年度",
    "我市",
    "本市",
    "全市",
    "我县",
    "我区",
    "本区",
    "我省",
    "企业",
    "项目",
    "单位",
    "机构",
    "平台",
    "产品",
    "达到",
    "超过",
    "突破",
    "的",
    "对",
    "于",
    "且",
    "并",
    "和",
    "或",
    "及",
    "与",
    "为",
];

/// The pieces of `whom` that neither `taken` nor one of `names` covers, without filler. Single words of one or two characters say too little.
pub fn words(text: &str, whom: Span, taken: &[Span], names: &[&str]) -> Vec<Span> {
    let mut covered: Vec<Span> = taken.to_vec();
    let said = whom.of(text);
    for word in names.iter().chain(FILLER.iter()) {
        covered.extend(said.match_indices(word).map(|(at, _)| Span::new(whom.range().start + at, whom.range().start + at + word.len())));
    }
    covered.sort();
    let mut left = Vec::new();
    let mut from = whom.start;
    for span in covered.into_iter().chain([Span { start: whom.end, end: whom.end }]) {
        if span.start > from {
            left.push(Span { start: from, end: span.start.min(whom.end) });
        }
        from = from.max(span.end);
    }
    let pieces = left.into_iter().map(|piece| {
        // 科技“小巨人”: two characters glued to a title make another of it.
        let is_glued = taken.iter().any(|title| title.start == piece.end);
        let piece = scan::trim(text, piece, "、,。;:()“”《》等");
        let words = piece.of(text).trim_start_matches(['被', '在', '经', '新', ' ']);
        (Span::new(piece.range().end - words.len(), piece.range().end), if is_glued { 1 } else { 2 })
    });
    pieces.filter(|(piece, few)| piece.of(text).chars().filter(|c| c.is_alphanumeric()).count() > *few).map(|(piece, _)| piece).collect()
}

/// The parts of the quote with a figure that is neither paid nor a bound nor in words that are kept, as the loader counts them.
pub fn figures(text: &str, quote: Span, conditions: &[&Condition], tiers: &[Tier]) -> Vec<Span> {
    let (mut sums, mut rates): (Vec<Money>, Vec<Decimal>) = (Vec::new(), Vec::new());
    let words = quote.of(text);
    let (all_sums, all_rates) = (amount::sums(words), amount::rates(words));
    // 奖励30万 is a sum by the words around it.
    let mut keep = |kept: Span| {
        sums.extend(all_sums.iter().filter(|sum| kept.contains(sum.span.within(quote))).flat_map(|sum| [sum.low, sum.high]));
        rates.extend(all_rates.iter().filter(|rate| kept.contains(rate.span.within(quote))).flat_map(|rate| [rate.low, rate.high]));
    };
    for condition in flattened(conditions) {
        condition.bound().into_iter().chain(condition.kept()).for_each(&mut keep);
    }
    for pays in tiers.iter().map(|tier| &tier.pays) {
        let paid = pays.amount.map(|amount| amount.span).into_iter().chain(pays.cap).chain(pays.unstated);
        paid.chain(pays.rate.as_ref().map(|rate| rate.span)).for_each(&mut keep);
    }
    let lost_sums = all_sums.iter().filter(|sum| !sums.contains(&sum.low) || !sums.contains(&sum.high)).map(|sum| sum.span);
    let lost_rates = all_rates.iter().filter(|rate| !rates.contains(&rate.low) || !rates.contains(&rate.high)).map(|rate| rate.span);
    let whole = |span: Span| around(text, quote, span.within(quote));
    let mut lost: Vec<Span> = lost_sums.chain(lost_rates).map(whole).collect();
    lost.sort();
    lost.dedup();
    lost
}

/// A figure that no reader knows: 50万美元, 三成.
pub fn unread(words: &str) -> Option<&str> {
    static FIGURES: OnceLock<Option<Regex>> = OnceLock::new();
    let figures = FIGURES.get_or_init(|| {
        Regex::new("[0-9.]+ ?[百千万亿]*(?:美元|美金|港元|港币|欧元|日元|英镑)|[一二三四五六七八九][成折](?:以上|以内|[的以比补给,、。]|$)|[0-9]+/[0-9]+(?:[的给补奖,、。]|$)|[一二两三四五六七八九十]+分之[一二两三四五六七八九十]+").ok()
    });
    figures.as_ref().and_then(|figures| figures.find(words)).map(|found| found.as_str())
}

/// The words between the commas around a figure, within its quote.
fn around(text: &str, quote: Span, figure: Span) -> Span {
    let before = scan::slice(text, quote.range().start, figure.range().start);
    let after = scan::slice(text, figure.range().end, quote.range().end);
    let is_mark = |c: char| matches!(c, ',' | ';' | '。' | ':');
    let start = before.char_indices().rev().find(|&(_, c)| is_mark(c)).map_or(0, |(at, c)| at + c.len_utf8()) + quote.range().start;
    let end = after.find(is_mark).map_or(quote.range().end, |at| figure.range().end + at);
    scan::trim(text, Span::new(start, end), "、")
}

fn flattened<'c>(conditions: &[&'c Condition]) -> Vec<&'c Condition> {
    let mut all = Vec::new();
    let mut open: Vec<&Condition> = conditions.to_vec();
    while let Some(condition) = open.pop() {
        match condition {
            Condition::Any(any) => open.extend(any),
            one => all.push(one),
        }
    }
    all
}
