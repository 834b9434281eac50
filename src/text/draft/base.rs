//! What a percentage is a share of: the words before it, or the costs that the sentence speaks of. Knows one promise at a time.

use super::promise::Group;
use crate::model::span::Span;
use crate::text::scan;

/// Words after which the base begins.
const HEADS: [&str; 11] = ["按照", "按", "参照", "依据", "根据", "给予", "予以", "给", "对", "以", "享受"];

/// Words that stand around it and are no part of it.
const AROUND: [&str; 18] = [
    "给予企业",
    "给企业",
    "奖励企业",
    "补贴企业",
    "最高不超过",
    "不得超过",
    "不高于",
    "不超过",
    "不超",
    "不低于",
    "不少于",
    "最高",
    "分别",
    "一般",
    "比例",
    "给予",
    "按",
    "约",
];

/// How the names of costs and of revenues end.
const MONEY: [&str; 23] = [
    "额度", "费", "费用", "额", "款", "金", "投入", "支出", "收入", "贡献", "租金", "成本", "利息", "税", "价格", "价款", "投资", "利率", "产值",
    "部分", "总价", "增量", "损失",
];

/// Longest base, in characters.
const LONGEST: usize = 40;

/// The base of a percentage that stands at `rate`.
pub fn of(text: &str, group: &Group, rate: Span) -> Option<Span> {
    let i = group.parts.iter().position(|part| part.contains(rate))?;
    let part = *group.parts.get(i)?;
    let own = Span { start: part.start, end: rate.start };
    if let Some(base) = before(text, own) {
        return Some(base);
    }
    // 对展位费给予80%补贴, 对租用厂房的企业,…租金,按50%给予补贴: the costs spoken of last.
    let earlier = group.parts.iter().take(i + 1).rev().map(|part| Span { start: part.start, end: part.end.min(rate.start) });
    earlier.filter_map(|part| costs(text, part)).next()
}

/// 按设备投资额的10%, 按年度研发投入不超过5%: the words between the head and the percentage.
fn before(text: &str, own: Span) -> Option<Span> {
    let words = without_around(own.of(text));
    let from = HEADS.iter().filter_map(|head| words.rfind(head).map(|at| at + head.len())).max()?;
    let base = Span::new(own.range().start + from, own.range().start + words.len());
    let mut base = without_head(text, scan::trim(text, base, "的、, "));
    // 按30万元、实到外资额的8‰, 按设备投资额的10%、软件投资额的15%: what is listed before it is no part of it.
    if let Some(at) = ["元、", "%、"].iter().filter_map(|end| base.of(text).rfind(end).map(|at| at + end.len())).max() {
        base = Span::new(base.range().start + at, base.range().end);
    }
    let said = base.of(text);
    let is_money = MONEY.iter().any(|end| scan::without_bracket(said).ends_with(end));
    let is_named = own.of(text).trim_end().ends_with('的');
    let names_someone = ["企业", "项目", "单位", "机构", "平台", "团队", "主体"].iter().any(|who| said.ends_with(who));
    ((2..=LONGEST).contains(&said.chars().count()) && (is_money || is_named) && !names_someone).then_some(base)
}

fn without_around(words: &str) -> &str {
    let mut words = words.trim_end_matches(['的', ' ', '、', ',']);
    while let Some(word) = AROUND.iter().find(|word| words.ends_with(**word)) {
        words = scan::upto(words, words.len() - word.len()).trim_end_matches(['的', ' ', '、', ',']);
    }
    words
}

fn without_head(text: &str, mut span: Span) -> Span {
    while let Some(word) = AROUND.iter().chain(&["其中", "其", "照"]).find(|word| span.of(text).starts_with(**word)) {
        span = scan::trim(text, Span::new(span.range().start + word.len(), span.range().end), "的、, ");
    }
    span
}

/// The name of a cost at the end of a part: 短期出口信用保险保费, after 对 or 的 if one stands before it.
fn costs(text: &str, part: Span) -> Option<Span> {
    let words = without_around(part.of(text));
    if !MONEY.iter().any(|end| scan::without_bracket(words).ends_with(end)) {
        return None;
    }
    let from = ["对", "的", "发生", "按", "为", "、"].iter().filter_map(|head| words.rfind(head).map(|at| at + head.len())).max().unwrap_or(0);
    let base = without_head(text, scan::trim(text, Span::new(part.range().start + from, part.range().start + words.len()), "的、, "));
    (2..=LONGEST).contains(&base.of(text).chars().count()).then_some(base)
}
