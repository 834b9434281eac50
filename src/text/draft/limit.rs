//! Sentences that only limit what was promised right before them: 单个项目最高不超过200万元. Knows words, no sums.

use super::pay;
use super::promise::Group;
use super::sentence::Sentence;
use crate::model::span::Span;
use crate::text::scan;

/// Whose share is limited, or what of it; a limit begins with it.
const WHOSE: [&str; 26] = [
    "单个",
    "单户",
    "单家",
    "单项",
    "单次",
    "单笔",
    "每家",
    "每户",
    "每个",
    "每项",
    "每人",
    "每年",
    "同一",
    "同个",
    "年度",
    "全年",
    "累计",
    "总额",
    "最高",
    "最多",
    "至多",
    "上限",
    "奖励总额",
    "补助总额",
    "补贴总额",
    "两项",
];

const CEILINGS: [&str; 9] = ["不超", "不得超", "最高", "最多", "至多", "封顶", "上限", "不高于", "以内"];

/// How far the ceiling may stand from the beginning, in characters: what names more than whose share it is speaks of something new.
const REACH: usize = 12;

/// Joins a sentence to the promise before it if it says no more than how far that goes.
pub fn join(text: &str, sentence: &Sentence, before: Option<&mut Group>) -> bool {
    let Some(group) = before.filter(|group| follows(text, group.quote(), sentence.span)) else {
        return false;
    };
    let limits = sentence.parts.iter().enumerate().all(|(i, part)| is_limit(part.of(text)) || i > 0 && pay::caps(part.of(text)));
    if limits {
        group.parts.extend(&sentence.parts);
    }
    limits
}

/// Whether only a mark stands between two spans of one line.
fn follows(text: &str, before: Span, after: Span) -> bool {
    let gap = scan::slice(text, before.range().end, after.range().start);
    !gap.is_empty() && gap.chars().all(|c| matches!(c, '。' | ';' | '；' | ' '))
}

fn is_limit(words: &str) -> bool {
    let begins = WHOSE.iter().any(|word| words.starts_with(word));
    let ceiling = CEILINGS.iter().filter_map(|word| words.find(word)).min();
    let near = ceiling.map(|at| scan::upto(words, at)).is_some_and(|before| before.chars().count() <= REACH && !before.contains(['的', '另', '再']));
    begins && near && pay::has_amount(words)
}
