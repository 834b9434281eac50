//! What is said about a number right before and after it: 最高, 不低于, 超过, 以上. Knows no units.

use crate::text::scan;

/// How a number bounds what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Qualifier {
    /// The number itself.
    None,
    /// 最高, 不超过, 以内, 封顶: not more than the number.
    UpTo,
    /// 不低于, 不少于, 以上: the number or more.
    AtLeast,
    /// 超过, 突破, 过: more than the number.
    Over,
    /// 低于, 不足, 以下: less than the number.
    Under,
}

/// Words that stand right before a number. A negated word comes before the word it negates.
const BEFORE: [(&str, Qualifier); 37] = [
    ("不超过", Qualifier::UpTo),
    ("不得超过", Qualifier::UpTo),
    ("不高于", Qualifier::UpTo),
    ("不得高于", Qualifier::UpTo),
    ("不多于", Qualifier::UpTo),
    ("不大于", Qualifier::UpTo),
    ("未超过", Qualifier::UpTo),
    ("不超出", Qualifier::UpTo),
    ("不得超出", Qualifier::UpTo),
    ("不超", Qualifier::UpTo),
    ("不得超", Qualifier::UpTo),
    ("不能超", Qualifier::UpTo),
    ("未超", Qualifier::UpTo),
    ("不低于", Qualifier::AtLeast),
    ("不得低于", Qualifier::AtLeast),
    ("不少于", Qualifier::AtLeast),
    ("不得少于", Qualifier::AtLeast),
    ("不小于", Qualifier::AtLeast),
    ("至少", Qualifier::AtLeast),
    ("最低", Qualifier::AtLeast),
    ("最少", Qualifier::AtLeast),
    ("超过", Qualifier::Over),
    ("突破", Qualifier::Over),
    ("高于", Qualifier::Over),
    ("大于", Qualifier::Over),
    ("多于", Qualifier::Over),
    ("超出", Qualifier::Over),
    ("超", Qualifier::Over),
    ("过", Qualifier::Over),
    ("低于", Qualifier::Under),
    ("少于", Qualifier::Under),
    ("小于", Qualifier::Under),
    ("不足", Qualifier::Under),
    ("不满", Qualifier::Under),
    ("不到", Qualifier::Under),
    ("未达到", Qualifier::Under),
    ("未达", Qualifier::Under),
];

/// Words that cap what follows, with other words between: 最高给予每家企业50万元.
const CAPPING: [&str; 8] = ["最高", "最多", "至多", "上限", "封顶", "不超", "不高于", "限额"];

const AFTER: [(&str, Qualifier); 13] = [
    ("(含)以上", Qualifier::AtLeast),
    ("(含)以下", Qualifier::UpTo),
    ("及以上", Qualifier::AtLeast),
    ("以上", Qualifier::AtLeast),
    ("及以下", Qualifier::UpTo),
    ("以下", Qualifier::Under),
    ("以内", Qualifier::UpTo),
    ("之内", Qualifier::UpTo),
    ("封顶", Qualifier::UpTo),
    ("为上限", Qualifier::UpTo),
    ("上限", Qualifier::UpTo),
    ("为限", Qualifier::UpTo),
    ("为封顶", Qualifier::UpTo),
];

/// How far back a capping word may stand from its number, in characters.
const REACH: usize = 18;

/// What the words around a number say. `start..end` is the number with its unit.
pub fn around(text: &str, start: usize, end: usize) -> Qualifier {
    let window = scan::before(text, start, REACH);
    let reach = window
        .rfind(|c: char| c.is_ascii_digit() || ",;。:、,;:%元".contains(c))
        .map_or(window, |i| scan::from(window, i).char_indices().nth(1).map_or("", |(next, _)| scan::from(window, i + next)));
    let near = reach.trim_end_matches(|c: char| "为到达至约近每年的 ".contains(c)).trim_end_matches("人民币").trim_end_matches("总额");
    if let Some(&(_, qualifier)) = BEFORE.iter().find(|(word, _)| near.ends_with(word)) {
        return qualifier;
    }
    // 不少于奖励资金的50%: what the percentage is of may stand between.
    if reach.ends_with('的')
        && let Some(&(_, qualifier)) = BEFORE.iter().filter(|(word, _)| word.starts_with('不')).find(|(word, _)| reach.contains(word))
    {
        return qualifier;
    }
    let rest = scan::from(text, end);
    // 500万元/年以上
    let rest = rest.strip_prefix('/').map_or(rest, |per| scan::from(per, scan::first(per).map_or(0, char::len_utf8)));
    if let Some(&(_, qualifier)) = AFTER.iter().find(|(word, _)| rest.starts_with(word)) {
        return qualifier;
    }
    if CAPPING.iter().any(|word| reach.contains(word)) { Qualifier::UpTo } else { Qualifier::None }
}
