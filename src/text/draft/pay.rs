//! What a promise pays: sums and percentages told apart from thresholds, 分别 matched to tiers, caps, bases. Knows one promise at a time.

use super::promise::Group;
use super::title::Index;
use super::{Amount, Pays, Rate};
use crate::model::span::Span;
use crate::text::amount::{self, Qualifier, RateMention, Sum};
use crate::text::{number, scan};

/// What a promise pays, tier by tier, and the numbers in it that are thresholds.
pub struct Payment {
    pub tiers: Vec<Pays>,
    pub thresholds: Vec<Sum>,
}

const VERBS: [&str; 12] = ["给予", "予以", "给于", "奖励", "奖补", "补助", "补贴", "资助", "贴息", "支持", "提高到", "扶持"];

/// Words of a part that caps or measures out what the part before it pays.
pub fn caps(words: &str) -> bool {
    const WORDS: [&str; 22] = [
        "最高",
        "不超过",
        "不高于",
        "封顶",
        "上限",
        "单个",
        "每家",
        "每个",
        "每户",
        "单户",
        "累计",
        "总额",
        "同一",
        "其中",
        "每年",
        "期限",
        "最多",
        "专项用于",
        "补贴期",
        "每人",
        "特殊项目",
        "年度",
    ];
    WORDS.iter().any(|word| words.starts_with(word))
        || (words.starts_with('按') && words.contains('%'))
        || ((words.contains("最高") || words.contains("不超过") || words.contains("封顶")) && has_amount(words))
}

fn has_amount(words: &str) -> bool {
    words.contains('元') || words.contains('%')
}

/// Whether an amount stands next to a verb: 奖励50万元, 按30%资助, 100万元奖励.
pub fn near_amount(words: &str, at: usize, length: usize) -> bool {
    const REACH: usize = 14;
    let is_amount = |part: &str| part.contains("万元") || part.contains("亿元") || part.contains('%') || part.contains("元");
    let after = scan::after(words, at + length, REACH);
    let before = scan::before(words, at, REACH);
    let follows = is_amount(after) && after.chars().any(number::begins);
    let precedes = is_amount(before) && before.chars().any(number::begins) && !before.ends_with("以上的") && !before.contains("企业");
    follows || precedes
}

pub fn read(text: &str, group: &Group, titles: &Index<'_>) -> Payment {
    let quote = group.quote();
    let shift = quote.range().start;
    let words = quote.of(text);
    let (sums, rates) = (amount::sums(words), amount::rates(words));
    let sums: Vec<Sum> = sums.into_iter().map(|sum| Sum { span: moved(sum.span, shift), ..sum }).collect();
    let rates: Vec<RateMention> = rates.into_iter().map(|rate| RateMention { span: moved(rate.span, shift), ..rate }).collect();
    let (mut paid, mut thresholds, mut caps_found) = (Vec::new(), Vec::new(), Vec::new());
    for sum in sums {
        match part_of(group, sum.span).map_or(Use::Threshold, |i| sum_use(text, group, i, &sum)) {
            Use::Paid => paid.push(sum),
            Use::Cap => caps_found.push(sum),
            Use::Threshold => thresholds.push(sum),
        }
    }
    let rates: Vec<RateMention> =
        rates.into_iter().filter(|rate| part_of(group, rate.span).is_some_and(|i| rate_is_paid(text, group, i, rate))).collect();
    let common = common(text, group);
    let mut tiers: Vec<Pays> = Vec::new();
    if rates.is_empty() {
        tiers.extend(
            paid.iter().chain(caps_found.iter().take(usize::from(paid.is_empty()))).map(|sum| Pays { amount: Some(amount(sum)), ..common.clone() }),
        );
        if let (false, Some(cap)) = (paid.is_empty(), caps_found.first()) {
            tiers.iter_mut().for_each(|tier| tier.cap = Some(cap.span));
        }
    } else {
        let tops: Vec<&Sum> = paid.iter().chain(&caps_found).collect();
        for (i, rate) in rates.iter().enumerate() {
            let top = if tops.len() == rates.len() { tops.get(i) } else { tops.last() };
            tiers.push(Pays { rate: Some(rate_of(text, rate, titles)), cap: top.map(|sum| sum.span), ..common.clone() });
        }
    }
    if tiers.is_empty() {
        tiers.push(Pays { unstated: unstated(text, group), ..common });
    }
    Payment { tiers, thresholds }
}

fn moved(span: Span, by: usize) -> Span {
    Span::new(span.range().start + by, span.range().end + by)
}

fn part_of(group: &Group, span: Span) -> Option<usize> {
    group.parts.iter().position(|part| part.contains(span))
}

enum Use {
    Paid,
    Cap,
    Threshold,
}

/// A sum after the verb of a promising part is paid; before it, it is a threshold. In a part of its own, a ceiling is a cap.
fn sum_use(text: &str, group: &Group, i: usize, sum: &Sum) -> Use {
    let Some(&part) = group.parts.get(i) else {
        return Use::Threshold;
    };
    let before = scan::slice(text, part.range().start, sum.span.range().start);
    let after = scan::slice(text, sum.span.range().end, part.range().end);
    let first_promise = group.promising.first().copied().unwrap_or(0);
    if group.promising.contains(&i) {
        let verb_before = VERBS.iter().any(|verb| before.contains(verb));
        let bounds =
            matches!(sum.qualifier, Qualifier::AtLeast | Qualifier::Over | Qualifier::Under) && !before.contains("给予") && !before.contains("奖励");
        let verb_after = VERBS.iter().any(|verb| after.starts_with(verb) || after.starts_with("的") && scan::from(after, 3).starts_with(verb));
        if before.contains('按') && (after.starts_with("的标准") || after.starts_with("标准") || after.starts_with('/')) {
            return Use::Paid;
        }
        if after.contains("的") && VERBS.iter().any(|verb| after.contains(verb)) && !verb_before && (sum.qualifier != Qualifier::UpTo) {
            return Use::Threshold;
        }
        return if (verb_before || verb_after) && !bounds { Use::Paid } else { Use::Threshold };
    }
    if i > first_promise && !matches!(sum.qualifier, Qualifier::AtLeast | Qualifier::Over | Qualifier::Under) { Use::Cap } else { Use::Threshold }
}

/// A percentage is paid where the promise stands or in the part that leads to it with 按; a share (其中…) is not.
fn rate_is_paid(text: &str, group: &Group, i: usize, rate: &RateMention) -> bool {
    let Some(&part) = group.parts.get(i) else {
        return false;
    };
    let words = part.of(text);
    let before = scan::slice(text, part.range().start, rate.span.range().start);
    let leads =
        (before.contains('按') || before.contains("给予") || before.contains("不高于") || before.contains("不超过")) && !words.starts_with("其中");
    let bounds = matches!(rate.qualifier, Qualifier::AtLeast | Qualifier::Over) && !before.contains("按");
    let is_share = words.contains("占比") || words.contains("比重") || words.contains("预留");
    (group.promising.contains(&i) || leads) && !bounds && !is_share && !words.starts_with("其中")
}

fn amount(sum: &Sum) -> Amount {
    Amount { span: sum.span, low: sum.low, high: sum.high, qualifier: sum.qualifier }
}

fn rate_of(text: &str, rate: &RateMention, titles: &Index<'_>) -> Rate {
    let before = scan::before(text, rate.span.range().start, 30);
    let start = ["不高于", "不超过", "最高", "按照", "按", "给予", ","]
        .iter()
        .filter_map(|word| before.rfind(word).map(|at| at + word.len()))
        .max()
        .unwrap_or(0);
    let from = rate.span.range().start - (before.len() - start);
    let base = scan::trim(text, Span::new(from, rate.span.range().start), "的、,最高 ");
    let base = (base.start < base.end && before.ends_with('的')).then(|| (base, titles.base(base.of(text))));
    Rate { span: rate.span, low: rate.low, high: rate.high, at_most: rate.qualifier == Qualifier::UpTo, base }
}

/// 一次性, 每家, 每年, 市级财政: what holds for every tier.
fn common(text: &str, group: &Group) -> Pays {
    let words = group.quote().of(text);
    let per = [
        ("单个项目", "project"),
        ("每个项目", "project"),
        ("每家申报主体", "applicant"),
        ("单个企业", "enterprise"),
        ("单户企业", "enterprise"),
        ("每家", "enterprise"),
        ("每户", "enterprise"),
        ("单家企业", "enterprise"),
        ("同一企业", "enterprise"),
        ("每人", "person"),
        ("每个产品", "product"),
        ("每个平台", "platform"),
        ("每个园区", "park"),
        ("每年给予", "year"),
    ];
    let payer = ["市级财政", "市财政", "县(区)财政", "县区财政", "区财政", "省财政", "省级财政", "受益财政", "同级财政", "市级专项资金"]
        .iter()
        .find_map(|payer| {
            group
                .promising
                .iter()
                .filter_map(|&i| group.parts.get(i))
                .find_map(|part| part.of(text).find(payer).map(|at| Span::new(part.range().start + at, part.range().start + at + payer.len())))
        });
    Pays {
        once: words.contains("一次性"),
        per: per.iter().find(|(word, _)| words.contains(word)).map(|&(_, per)| per),
        years: years(words),
        payer,
        ..Pays::default()
    }
}

/// 三年内给予, 连续三年: how long is paid.
fn years(words: &str) -> Option<i64> {
    let at = words.find("年内给予").or_else(|| words.find("年给予")).or_else(|| words.find("年内予以"))?;
    let c = scan::last(scan::upto(words, at))?;
    number::digit(c).and_then(|value| i64::try_from(value).ok()).or_else(|| c.to_digit(10).map(i64::from)).filter(|&years| years > 0)
}

/// 按有关规定给予资金奖励: the words of the promise, with those of the part before it that say by which rule.
fn unstated(text: &str, group: &Group) -> Option<Span> {
    let &i = group.promising.first()?;
    let part = *group.parts.get(i)?;
    let words = part.of(text);
    let start = ["给予", "予以", "给于", "享受", "优先", "不再增收", "不增收", "免收", "免征", "设立", "落实", "加大"]
        .iter()
        .filter_map(|verb| words.find(verb))
        .min()
        .unwrap_or(0);
    let rule = ["按照", "按", "依据", "根据", "择优"].iter().filter_map(|word| scan::upto(words, start).find(word)).min().unwrap_or(start);
    Some(Span::new(part.range().start + rule, part.range().end))
}
