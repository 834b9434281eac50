//! By what a sum is counted: 每吨200元, 3000元/人, 单个项目; and the steps by which it grows: 每增加1亿元. Knows words right before and after a sum.

use crate::model::span::Span;
use crate::text::scan;

/// What a sum may be counted by, longer words before the shorter ones that they begin with.
const UNITS: [(&str, &str); 47] = [
    ("吨", "tonne"),
    ("蒸吨", "tonne"),
    ("平方米", "square-metre"),
    ("平米", "square-metre"),
    ("立方米", "cubic-metre"),
    ("平方公里", "square-kilometre"),
    ("公里", "kilometre"),
    ("亩", "mu"),
    ("千瓦时", "kilowatt-hour"),
    ("度", "kilowatt-hour"),
    ("千瓦", "kilowatt"),
    ("瓦", "watt"),
    ("标箱", "container"),
    ("标准箱", "container"),
    ("集装箱", "container"),
    ("家申报主体", "applicant"),
    ("人次", "visit"),
    ("人", "person"),
    ("名", "person"),
    ("家企业", "enterprise"),
    ("户企业", "enterprise"),
    ("个企业", "enterprise"),
    ("企业", "enterprise"),
    ("家", "enterprise"),
    ("户", "enterprise"),
    ("个项目", "project"),
    ("项目", "project"),
    ("个产品", "product"),
    ("产品", "product"),
    ("个平台", "platform"),
    ("平台", "platform"),
    ("个园区", "park"),
    ("个展位", "booth"),
    ("展位", "booth"),
    ("个工位", "desk"),
    ("辆", "vehicle"),
    ("台", "machine"),
    ("套", "machine"),
    ("件", "item"),
    ("项", "item"),
    ("个", "item"),
    ("次", "time"),
    ("场", "event"),
    ("年", "year"),
    ("月", "month"),
    ("天", "day"),
    ("日", "day"),
];

/// Counted by the day, the month or the year: said beside what is counted (每人每月).
const TIMES: [&str; 3] = ["year", "month", "day"];

/// Measures of a quantity, so that the sum is a rate and no total.
const MEASURES: [&str; 12] =
    ["tonne", "square-metre", "cubic-metre", "square-kilometre", "kilometre", "mu", "kilowatt-hour", "kilowatt", "watt", "container", "month", "day"];

/// Words that may stand between what is counted and the sum.
const BETWEEN: [&str; 17] =
    ["给予", "予以", "补贴", "补助", "奖励", "奖补", "资助", "不超过", "不超", "最高", "最多", "至多", "标准", "一次性", "按", "不高于", "再"];

/// How a quantity grows by steps.
const GROWTH: [&str; 16] = ["增", "提高", "超", "节约", "节省", "减少", "降低", "完成", "达到", "满", "实现", "投资", "投入", "引进", "多", "累计"];

/// What a sum is counted by: `part` is its part of the sentence.
pub fn unit(text: &str, part: Span, sum: Span) -> Option<&'static str> {
    let after = scan::slice(text, sum.range().end, part.range().end);
    if let Some(rest) = after.strip_prefix('/').filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit())) {
        return begins_with(rest.trim_start_matches('每')).or(Some("unit"));
    }
    let before = scan::slice(text, part.range().start, sum.range().start);
    if before.rfind('每').is_some_and(|at| is_growth(scan::from(before, at + '每'.len_utf8()))) {
        return Some("step");
    }
    let before = before.rfind(|c: char| c.is_ascii_digit()).map_or(before, |at| scan::from(before, at));
    let mut counted = before.match_indices('每').filter_map(|(at, mark)| begins_with(scan::from(before, at + mark.len())));
    let all: Vec<&'static str> = counted.by_ref().collect();
    let last = before.rfind('每').map(|at| scan::from(before, at + '每'.len_utf8()))?;
    // 每标箱补贴300元: only the unit and words of giving stand between, else the 每 is about something else.
    let touches = all.last().is_some() && is_only_giving(last);
    touches.then(|| all.iter().find(|unit| !TIMES.contains(unit)).or(all.first()).copied()).flatten()
}

/// The time by which a sum is counted beside something else: the month of 每人每月3000元, the year of 2元/平方米/年.
pub fn time_beside(text: &str, part: Span, sum: Span) -> Option<&'static str> {
    unit(text, part, sum).filter(|unit| !TIMES.contains(unit))?;
    let before = scan::slice(text, part.range().start, sum.range().start);
    let near = before.rfind(|c: char| c.is_ascii_digit()).map_or(before, |at| scan::from(before, at));
    let after = scan::slice(text, sum.range().end, part.range().end);
    let after = if after.starts_with('/') { scan::upto(after, after.find(['、', ',', '(', '给']).unwrap_or(after.len())) } else { "" };
    let counted = near.split('每').skip(1).chain(after.split('/').skip(1));
    counted.filter_map(|words| begins_with(words.trim_start_matches('每'))).find(|unit| TIMES.contains(unit))
}

/// Whether a sum counted so is a price for a quantity, and not a total.
pub fn is_rate(per: &str) -> bool {
    MEASURES.contains(&per) || matches!(per, "unit" | "step")
}

/// 每增加1亿元, 产值每新增1000万元: the words before a sum say that it is a step.
pub fn is_step(before: &str) -> bool {
    let Some(at) = before.rfind('每') else {
        return false;
    };
    let since = scan::from(before, at + '每'.len_utf8());
    let is_near = since.chars().count() <= 14 && !since.chars().any(|c| c.is_ascii_digit());
    is_near && is_growth(since) && !["给予", "奖励", "补贴", "补助", "奖补"].iter().any(|verb| since.contains(verb))
}

fn is_growth(words: &str) -> bool {
    let words = scan::upto(words, words.find(['不', '最']).unwrap_or(words.len()));
    let begins = words.trim_start_matches(['年', '家', '户']);
    GROWTH.iter().any(|word| begins.starts_with(word) || (begins.contains(word) && matches!(*word, "增" | "超" | "节约" | "完成")))
}

fn begins_with(words: &str) -> Option<&'static str> {
    UNITS.iter().filter(|(word, _)| words.starts_with(word)).max_by_key(|(word, _)| word.len()).map(|&(_, unit)| unit)
}

fn is_only_giving(words: &str) -> bool {
    let Some(unit) = UNITS.iter().filter(|(word, _)| words.starts_with(word)).map(|(word, _)| word.len()).max() else {
        return false;
    };
    let mut rest = scan::from(words, unit).trim();
    while let Some(word) = BETWEEN.iter().find(|word| rest.starts_with(**word)) {
        rest = scan::from(rest, word.len()).trim_start();
    }
    rest.is_empty()
}

/// 单个项目, 同一企业: whose the grant is, wherever the sentence says it first.
pub fn scope(words: &str) -> Option<&'static str> {
    const SCOPES: [(&str, &str); 18] = [
        ("单个项目", "project"),
        ("每个项目", "project"),
        ("每家申报主体", "applicant"),
        ("单个企业", "enterprise"),
        ("单户企业", "enterprise"),
        ("单家企业", "enterprise"),
        ("每家", "enterprise"),
        ("每户", "enterprise"),
        ("每个企业", "enterprise"),
        ("同一企业", "enterprise"),
        ("同一项目", "project"),
        ("每人", "person"),
        ("每个产品", "product"),
        ("单个产品", "product"),
        ("每个平台", "platform"),
        ("单个平台", "platform"),
        ("每个园区", "park"),
        ("每年给予", "year"),
    ];
    SCOPES.iter().filter_map(|&(word, scope)| words.find(word).map(|at| (at, scope))).min().map(|(_, scope)| scope)
}
