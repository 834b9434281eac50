//! Parts of sentences that promise nothing though they have the words of a promise: refused, had already, still to be laid down. Knows one part at a time.

use std::sync::OnceLock;

use regex::Regex;

use super::promise::has_figure;
use crate::text::scan;

/// Words with which nothing is promised: refused, taken back, looked into, still to be laid down.
const REFUSALS: [&str; 22] = [
    "不予",
    "只能享受",
    "享受一次",
    "仅享受",
    "不再给予",
    "不得享受",
    "一票否决",
    "研究设立",
    "研究制定",
    "不做重复",
    "不重复",
    "停止享受",
    "追回",
    "收回",
    "骗取",
    "查处",
    "不到位",
    "整治",
    "抵扣",
    "违规",
    "截留",
    "申请退还",
];

/// Whether a part promises nothing, whatever words of promises it has.
pub fn promises_nothing(words: &str) -> bool {
    REFUSALS.iter().any(|no| words.contains(no)) || leads_in(words) || speaks_of_the_favoured(words) || refuses(words) || applies_itself(words)
}

/// 按以下标准给予奖励: what is promised comes after it.
fn leads_in(words: &str) -> bool {
    ["以下标准", "下列标准", "如下标准", "以下规定", "如下支持", "以下支持", "以下奖励"].iter().any(|lead| words.contains(lead)) && !has_figure(words)
}

/// 享受本办法的扶持对象须遵守…, 在享受…支持基础上: who is favoured already is spoken of.
fn speaks_of_the_favoured(words: &str) -> bool {
    let favoured = words.contains("享受") || words.contains("获得");
    favoured && ["须", "应当", "应按", "基础上", "的企业应", "承诺", "期间不得"].iter().any(|word| words.contains(word)) && !has_figure(words)
}

/// 不再给予奖励, 均不享受本政策, 已享受其他补助的项目: a verb that gives is denied or past. 对不享受甲政策的企业奖励5万元 gives all the same.
fn refuses(words: &str) -> bool {
    static DENIED: OnceLock<Option<Regex>> = OnceLock::new();
    let denied = DENIED.get_or_init(|| {
        let gives = "(?:享受|给予|予以|奖励|奖补|补助|补贴|资助|支持|扶持|兑现|发放|拨付|安排)";
        Regex::new(&format!("(?:不再|不得|不能|不可|不予|不另|不|停止|暂停|取消)(?:另行|另外|重复|同时|再|予)*{gives}|(?:已|曾|已经)(?:经)?{gives}|享受过|申[请报](?:兑现|拨付|享受)")).ok()
    });
    let found = denied.as_ref().and_then(|denied| denied.find(words));
    found.is_some_and(|found| {
        let rest = scan::from(words, found.end());
        !["给予", "予以", "享受", "发放"].iter().any(|verb| rest.contains(verb)) && !has_figure(rest)
    })
}

/// 本政策适用于…的奖补对象, 企业享受本办法奖补资金总额不超过…: what the document says of itself.
fn applies_itself(words: &str) -> bool {
    let of_itself = ["本政策", "本措施", "本办法", "本意见", "本规定", "本细则"].iter().any(|name| words.contains(name));
    words.contains("适用于") || (of_itself && words.contains("享受") && ["不超", "总额", "条件"].iter().any(|word| words.contains(word)))
}
