//! For how many years a promise pays: 连续三年给予, 连续补贴三年, 期限不超过3年. Years that the beneficiary must look back on (连续三年在库) or that name
//! a time (第二年, 前三年) are none. Knows one promise at a time.

use std::sync::OnceLock;

use regex::{Captures, Regex};

use super::promise::Group;
use crate::text::{number, scan};

/// The years of a promise, if all of its parts that say any say the same.
pub fn read(text: &str, group: &Group) -> Option<i64> {
    // 奖励五年,前三年按80%,后两年按50%: each tier has years of its own.
    let words = group.quote().of(text);
    if words.match_indices(['前', '后']).filter(|(at, mark)| starts_years(scan::from(words, at + mark.len()))).count() > 1 {
        return None;
    }
    let mut found: Vec<i64> = group.parts.iter().flat_map(|part| spans(part.of(text))).collect();
    found.dedup();
    match found.as_slice() {
        [years] if (1..=20).contains(years) => Some(*years),
        _ => None,
    }
}

fn starts_years(words: &str) -> bool {
    number::read_plain(words, 0).is_some_and(|(_, end)| scan::from(words, end).starts_with('年'))
}

/// Each way to say for how long is paid, with the number and its unit last.
fn ways() -> &'static [Regex] {
    static WAYS: OnceLock<Vec<Regex>> = OnceLock::new();
    WAYS.get_or_init(|| {
        const SPAN: &str = r"(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})(?P<unit>年|个月)";
        const GIVES: &str = "(?:给予|予以|奖励|奖补|补助|补贴|资助|支持|扶持|贴息|发放|享受)";
        const LIMIT: &str = "(?:最长|最多|至多|原则上|一般|累计|连续|为|不超过|不超|不得超过)*";
        [
            // 三年内给予, 连续三年每年奖励; but not 第二年给予, 前三年给予, 分三年给予
            format!("(?:^|连续|[^第前后近上满分0-9一二三四五六七八九十]){SPAN}内?(?:每年)?(?:按.{{0,16}})?{GIVES}"),
            // 连续补贴三年, 给予最长2年贴息; but not 支持3年以上的企业, 支持三年行动
            format!("{GIVES}{LIMIT}{SPAN}(?:[^以内行]|$)"),
            // 期限3年, 补贴期限不超过24个月; but not 贷款期限
            format!("(?:^|{GIVES}|政策)(?:期限|期|时间|年限){LIMIT}{SPAN}"),
            // 连续3年, 最长不超过3年: a part of nothing else
            format!("^{LIMIT}(?:共|为期)?{SPAN}$"),
        ]
        .iter()
        .filter_map(|way| Regex::new(way).ok())
        .collect()
    })
}

fn spans(words: &str) -> Vec<i64> {
    // 连续三年获得奖励的: what the beneficiary was, not what it gets.
    if words.ends_with('的') {
        return Vec::new();
    }
    let years = |found: Captures<'_>| {
        let (value, _) = number::read_plain(found.name("n")?.as_str(), 0)?;
        let value = value.whole()?;
        // 两年内予以兑现: by when it is paid out. 三年奖励累计不超过300万元: the cap of all of them.
        let rest = scan::from(words, found.get(0)?.end());
        let is_due = ["兑现", "累计", "总", "合计"].iter().any(|word| rest.starts_with(word));
        let value = if found.name("unit")?.as_str() == "年" { Some(value) } else { (value % 12 == 0).then_some(value / 12) };
        value.filter(|_| !is_due)
    };
    ways().iter().flat_map(|way| way.captures_iter(words)).filter_map(years).collect()
}
