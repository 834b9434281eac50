//! When and by whom a grant is paid out: 分三年按40%、30%、30%兑现, 投产后拨付50%, 市、县各承担50%. Nothing more is promised with it. Knows no sums.

use std::sync::OnceLock;

use regex::Regex;

use super::pay::has_amount;
use crate::model::span::Span;
use crate::text::scan;

/// The parts of a sentence that are no schedule of payment.
pub fn without(text: &str, parts: &[Span]) -> Vec<Span> {
    let mut scheduled = false;
    let mut kept = Vec::with_capacity(parts.len());
    for &part in parts {
        let words = part.of(text);
        scheduled = divides(words) || is_step(words) || (scheduled && goes_on(words));
        if !scheduled {
            kept.push(part);
        }
    }
    kept
}

/// Whether the words around an amount divide what is promised in the same part: 给予300万元奖励并分两年按60%、40%拨付.
pub fn shares(before: &str, after: &str) -> bool {
    const PAID_OUT: [&str; 5] = ["拨付", "兑现", "支付", "承担", "分担"];
    let near = scan::upto(after, after.find([',', ';', '。']).unwrap_or(after.len()));
    let pays_out = near.is_empty() || near.starts_with(['、', '和']) || PAID_OUT.iter().any(|verb| near.contains(verb));
    (in_times(before) && pays_out) || PAID_OUT.iter().any(|verb| before.ends_with(verb))
}

/// A part about nothing but how what was promised is divided over time or between payers.
fn divides(words: &str) -> bool {
    let says = |any: &[&str]| any.iter().any(|word| words.contains(word));
    let pays_out = in_times(words) && says(&["拨付", "兑现", "支付", "到位", "发放"]);
    let is_borne = says(&["承担", "分担", "负担"]) && has_amount(words);
    (pays_out || is_borne) && !says(&["给予", "额的"]) && !words.starts_with('对')
}

/// 分三年, 分期, 分两批.
fn in_times(words: &str) -> bool {
    static TIMES: OnceLock<Option<Regex>> = OnceLock::new();
    let times = TIMES.get_or_init(|| Regex::new("分(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})?(?:个)?(?:年度?|期|批次?|次|阶段|步)").ok());
    times.as_ref().is_some_and(|times| times.is_match(words))
}

/// 投产后拨付50%, 首期兑现30%, 奖补资金50%待投产后兑现.
fn is_step(words: &str) -> bool {
    static STEPS: OnceLock<Option<Regex>> = OnceLock::new();
    let steps = STEPS.get_or_init(|| {
        Regex::new("(?:拨付|兑现|支付|预拨)(?:其|剩余|余下|剩下|应)?[^,0-9对]{0,8}[0-9.]+ ?%|(?:资金|剩余|余下|其余)的?(?:[0-9.]+ ?%)?[^,对]{0,14}(?:拨付|兑现|支付)").ok()
    });
    !words.starts_with('对') && !words.contains("给予") && words.contains('%') && steps.as_ref().is_some_and(|steps| steps.is_match(words))
}

/// 第二年30%, 次年50万元: a step of the schedule before it.
fn goes_on(words: &str) -> bool {
    const STEPS: [&str; 10] = ["第", "首年", "次年", "当年", "首期", "剩余", "余下", "其余", "后期", "其中"];
    has_amount(words) && STEPS.iter().any(|step| words.starts_with(step)) && !["给予", "奖励", "补助", "补贴"].iter().any(|verb| words.contains(verb))
}
