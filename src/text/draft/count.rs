//! Numbers with a unit, as goals count them: 150家, 5—10个, 2500亿元, 80%. Knows no goal.

use crate::text::{number, scan};

/// Units, longer ones before those that they begin with; 万 and 亿 may stand before each.
const UNITS: [&str; 37] = [
    "元",
    "个百分点",
    "平方公里",
    "平方米",
    "公里",
    "千瓦时",
    "千瓦",
    "标箱",
    "吨",
    "人次",
    "人",
    "户",
    "家",
    "个",
    "项",
    "名",
    "件",
    "条",
    "台",
    "套",
    "亩",
    "次",
    "所",
    "座",
    "辆",
    "场",
    "款",
    "类",
    "处",
    "种",
    "批",
    "支",
    "册",
    "架次",
    "班",
    "天",
    "位",
];

/// Units of things that may be counted in Chinese digits: 企业两户以上.
const COUNTED: [&str; 6] = ["家", "户", "个", "项", "名", "所"];

/// A number, or a range of two, with its unit.
pub struct Value<'t> {
    pub start: usize,
    pub end: usize,
    pub low: String,
    pub high: Option<String>,
    pub unit: &'t str,
}

/// Every number with a unit.
pub fn values(words: &str) -> Vec<Value<'_>> {
    let (mut found, mut past) = (Vec::new(), 0);
    for (at, c) in words.char_indices() {
        if at < past || !number::begins(c) {
            continue;
        }
        let Some((first, mut end)) = number::read_plain(words, at) else {
            past = number::skip(words, at);
            continue;
        };
        past = end;
        let low = if first.chinese { first.whole().map(|n| n.to_string()) } else { Some(scan::slice(words, at, end).to_owned()) };
        let mut high = None;
        if let Some(mark) = ["——", "—", "-", "~", "至"].iter().find(|mark| scan::from(words, end).starts_with(**mark))
            && let Some((second, after)) = number::read_plain(words, end + mark.len()).filter(|(second, _)| second.chinese == first.chinese)
        {
            high = if second.chinese { second.whole().map(|n| n.to_string()) } else { Some(scan::slice(words, end + mark.len(), after).to_owned()) };
            (end, past) = (after, after);
        }
        let start = number::past_gap(words, end);
        let unit = unit(scan::from(words, start)).filter(|unit| !first.chinese || (COUNTED.contains(unit) && first.whole() != Some(1)));
        let preceded = scan::last(scan::upto(words, at)).is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
        if let (Some(unit), Some(low), false) = (unit, low, preceded) {
            found.push(Value { start: at, end: start + unit.len(), low, high, unit });
        }
    }
    found
}

/// The unit at the beginning of some words, its scale included: 万个, 亿元, %.
fn unit(words: &str) -> Option<&str> {
    if words.starts_with('%') {
        return Some("%");
    }
    let scale = ["万亿", "万", "亿"].iter().find(|scale| words.starts_with(**scale)).map_or(0, |scale| scale.len());
    let named = UNITS.iter().filter(|unit| scan::from(words, scale).starts_with(**unit)).map(|unit| unit.len()).max();
    // 2500亿 alone is a sum; 100万 alone may count anything.
    let length = match named {
        Some(length) => scale + length,
        None if scale > 0 && !words.starts_with('万') || words.starts_with("万亿") => scale,
        None => return None,
    };
    words.get(..length)
}
