//! Who benefits from a promise, in the words of the text. Knows one promise at a time, no conditions.

use std::sync::OnceLock;

use regex::Regex;

use super::promise::Group;
use crate::model::span::Span;
use crate::text::{number, scan};

/// Who may benefit, by how such names end.
const WHO: [&str; 32] = [
    "企业",
    "项目",
    "单位",
    "机构",
    "平台",
    "园区",
    "团队",
    "个人",
    "基地",
    "中心",
    "人才",
    "青年",
    "毕业生",
    "商户",
    "个体工商户",
    "合作社",
    "主体",
    "产品",
    "装备",
    "车间",
    "工厂",
    "示范区",
    "集群",
    "协会",
    "院所",
    "高校",
    "商会",
    "联盟",
    "人员",
    "组织",
    "公司",
    "载体",
];

/// Words that begin what is said of a beneficiary.
const HEADS: [&str; 6] = ["优先支持", "对于", "支持", "鼓励", "对", "为"];

/// Words with which a part that names a beneficiary begins where no 对 does.
const TITLED: [&str; 12] = ["新认定", "认定", "获得", "获评", "列入", "入选", "首次", "通过", "新获", "成功", "被", "符合"];

/// Words before a promise that say how or how much, and not to whom.
const NOBODY: [&str; 16] =
    ["每", "单", "同一", "给予", "予以", "加大", "加强", "本政策", "本措施", "本办法", "已享受", "享受", "按", "其中", "最高", "("];

/// 对…的企业: the words between 对 and the promise; or the words that begin with 获得, 列入 and the like; or the part that names who.
pub fn read(text: &str, group: &Group, promise: Span) -> Option<Span> {
    let upto = group.promising.first().copied().unwrap_or(0);
    let parts: Vec<Span> = group.parts.iter().take(upto + 1).copied().collect();
    let first = head(text, &parts);
    let titled = || parts.iter().rposition(|part| TITLED.iter().any(|head| part.of(text).starts_with(head)) && !part.of(text).contains("财政预算"));
    if let Some((i, part)) = first.or_else(titled).and_then(|i| parts.get(i).map(|part| (i, *part))) {
        let rest = Span::new(part.range().start + head_of(text, part).unwrap_or(0), part.range().end);
        let end = if i == upto { rest.range().start + promise_at(rest.of(text)) } else { last_name(text, &parts, i, upto) };
        let span = scan::trim(text, Span::new(rest.range().start, end.max(rest.range().start)), ",、的");
        let span = without_adverbs(text, span);
        // 成功后一次性奖励: when it is paid, and not to whom.
        if !span.of(text).ends_with('后') || first.is_some() {
            return (span.start < span.end).then_some(span);
        }
    }
    after_giving(text, promise).or_else(|| {
        // 企业在新三板挂牌的,给予…: the words that end in 的, or in who, before the promise.
        let own = Span::new(promise.range().start, promise.range().start + promise_at(promise.of(text)));
        let before = upto.checked_sub(1).and_then(|i| parts.get(i)).copied();
        let names_itself = |part: &Span| names_someone(part.of(text)) && !NOBODY.iter().any(|word| part.of(text).starts_with(word));
        let named = Some(own).filter(names_itself).or(before.filter(|before| names_someone(before.of(text))))?;
        let names = without_adverbs(text, scan::trim(text, named, "的"));
        (names.start < names.end).then_some(names)
    })
}

/// The part with which the words about the beneficiary begin: 对 names it wherever it stands, 支持 only where no 对 does.
pub fn head(text: &str, parts: &[Span]) -> Option<usize> {
    let names_whom = |part: &Span| part.of(text).starts_with('对') && !part.of(text).starts_with("对其");
    parts.iter().rposition(names_whom).or_else(|| parts.iter().rposition(|part| head_of(text, *part).is_some()))
}

fn head_of(text: &str, part: Span) -> Option<usize> {
    HEADS.iter().find(|head| part.of(text).starts_with(**head)).map(|head| head.len())
}

/// 给予首次获批的工作站50万元: the words after the verb, which are somebody and not the gift.
fn after_giving(text: &str, promise: Span) -> Option<Span> {
    let words = promise.of(text).strip_prefix("给予").filter(|words| !words.starts_with(['每', '一']))?;
    let stops = ["分别", "最高", "一次性", "不超"];
    let (end, _) = words.char_indices().find(|&(i, c)| number::begins(c) || stops.iter().any(|word| scan::from(words, i).starts_with(word)))?;
    let start = promise.range().end - words.len();
    let gift = ["奖励", "奖补", "补助", "补贴", "资助", "支持", "资金", "贴息", "成功后", "部分", "总额", "增量"];
    let named = scan::upto(words, end);
    (end > 3 && !gift.iter().any(|gift| named.contains(gift))).then(|| Span::new(start, start + end))
}

/// Where in the words after 对 the promise begins; their length if nowhere.
fn promise_at(words: &str) -> usize {
    static VERBS: OnceLock<Option<Regex>> = OnceLock::new();
    // 获得奖励的企业: a gift that somebody got is no promise.
    let verbs = VERBS.get_or_init(|| {
        let giving = "给予|予以|给于|免征|免收|减半征收|减征|按|分别|继续|每家|除享受|除按|优先";
        let gifts = "(?:奖励|奖补|补助|补贴|资助)(?:企业|单位|其)?(?:最高|不超过|一次性|每[^,的]{1,6})*[0-9]";
        Regex::new(&format!("{giving}|{gifts}")).ok()
    });
    let found = verbs.as_ref().and_then(|verbs| verbs.find_iter(words).find(|found| found.start() > 0));
    let end = found
        .map(|found| found.start())
        .or_else(|| ["奖励", "奖补"].iter().filter_map(|verb| words.find(verb)).filter(|&at| at > 0).min())
        .unwrap_or(words.len());
    // 对企业在境外参展给予…: somebody, then what is done; but 首次在新三板挂牌的企业 is one name.
    let before = scan::upto(words, end);
    let does = ["在", "由"].iter().filter_map(|word| before.find(word)).filter(|&at| names_someone(scan::upto(before, at))).min();
    if names_someone(before) { end } else { does.unwrap_or(end) }
}

/// The end of the last part that still names the beneficiary: 对列入计划,且设备投资500万元以上的项目,经审核后,….
fn last_name(text: &str, parts: &[Span], from: usize, upto: usize) -> usize {
    let last = parts.iter().take(upto).skip(from).rfind(|part| names_someone(part.of(text))).or_else(|| parts.get(from));
    last.map_or(0, |part| part.range().end)
}

fn names_someone(words: &str) -> bool {
    let bare = scan::without_bracket(words);
    words.ends_with('的') || WHO.iter().any(|who| bare.ends_with(who))
}

/// 总部企业一次性, 示范项目再: how it is paid is no part of who is paid.
fn without_adverbs(text: &str, mut span: Span) -> Span {
    const ADVERBS: [&str; 21] = [
        "分阶段",
        "一次性",
        "每年",
        "分别",
        "额外",
        "另外",
        "连续",
        "优先",
        "一律",
        "再次",
        "最高",
        "同时",
        "直接",
        "再",
        "另",
        "均",
        "可",
        "将",
        "则",
        "还",
        "也",
    ];
    while let Some(word) = ADVERBS.iter().find(|word| span.of(text).ends_with(**word)) {
        span = scan::trim(text, Span::new(span.range().start, span.range().end - word.len()), ",、的");
    }
    span
}
