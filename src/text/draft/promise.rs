//! Which sentences promise a beneficiary something, what they promise, and to whom. Encouraging (鼓励, 推动) is not promising. Knows words, no sums.

use std::sync::OnceLock;

use regex::Regex;

use super::sentence::Sentence;
use super::title::Index;
use super::{Incentive, Kind, condition, leftover, limit, pay, per, refusal, schedule, whom};
use crate::model::span::Span;
use crate::text::{number, scan};

/// Words that hand something over.
const GIVING: [&str; 10] = ["给予", "予以", "给于", "享受", "兑现", "发放", "拨付", "安排", "提供", "实行"];

/// What is handed over.
const GIFTS: [&str; 23] = [
    "奖励",
    "奖补",
    "奖金",
    "补助",
    "补贴",
    "资助",
    "支持",
    "扶持",
    "贴息",
    "激励",
    "补偿",
    "优惠",
    "资金",
    "政策",
    "倾斜",
    "减免",
    "投资",
    "配套",
    "贷款贴息",
    "经费",
    "保费",
    "利率",
    "保障",
];

/// Verbs that pay when a sum or a percentage follows or precedes them.
const PAYING: [&str; 9] = ["奖励", "奖补", "补助", "补贴", "资助", "支持", "给予", "贴息", "扶持"];

const RELIEF: [&str; 14] =
    ["免征", "免收", "减征", "减半征收", "减半", "不再增收", "不增收", "免除", "缓缴", "即征即退", "减按", "免缴", "免租", "减免"];

const PRIORITY: [&str; 11] =
    ["优先支持", "优先保障", "优先安排", "优先配置", "优先供应", "优先推荐", "优先给予", "优先统筹", "优先办理", "优先纳入", "应保尽保"];

/// The promises of a clause, in order.
pub fn incentives(text: &str, sentences: &[Sentence], titles: &Index<'_>) -> Vec<Incentive> {
    let mut found: Vec<Group> = Vec::new();
    for sentence in sentences {
        if !limit::join(text, sentence, found.last_mut()) {
            found.extend(groups(text, sentence));
        }
    }
    found.iter().map(|group| read(text, group, titles)).collect()
}

/// The parts of one promise: those that lead to it, the promise itself, those that cap it.
pub struct Group {
    pub parts: Vec<Span>,
    /// Which of them promise.
    pub promising: Vec<usize>,
}

impl Group {
    pub fn quote(&self) -> Span {
        let start = self.parts.first().map_or(0, |part| part.start);
        Span { start, end: self.parts.last().map_or(start, |part| part.end) }
    }
}

fn groups(text: &str, sentence: &Sentence) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut waiting: Vec<Span> = Vec::new();
    let encourages_others = first_words(text, sentence).starts_with("鼓励") && mentions_others(sentence.span.of(text));
    let leads_in = ["具体如下", "标准如下", "如下"].iter().any(|end| sentence.span.of(text).ends_with(end));
    for part in schedule::without(text, &sentence.parts) {
        let words = part.of(text);
        let promises = promises(words, encourages_others) && (!leads_in || has_figure(words));
        let follows = groups.last().is_some();
        let goes_on = follows && waiting.iter().all(|part| !begins_promise(part.of(text))) && !begins_promise(words);
        if promises && goes_on {
            if let Some(group) = groups.last_mut() {
                group.parts.append(&mut waiting);
                group.promising.push(group.parts.len());
                group.parts.push(part);
            }
        } else if promises {
            let mut parts = std::mem::take(&mut waiting);
            if follows {
                // What stands between two promises belongs to the second only from where it begins anew.
                let anew = parts.iter().position(|part| begins_promise(part.of(text))).unwrap_or(parts.len());
                parts.drain(..anew);
            }
            parts.push(part);
            groups.push(Group { promising: vec![parts.len() - 1], parts });
        } else if follows && waiting.is_empty() && pay::caps(words) {
            if let Some(group) = groups.last_mut() {
                group.parts.push(part);
            }
        } else {
            waiting.push(part);
        }
    }
    groups
}

fn first_words<'t>(text: &'t str, sentence: &Sentence) -> &'t str {
    sentence.parts.first().map_or("", |part| part.of(text))
}

/// Banks, funds and guarantors that are encouraged to give: nothing is promised.
fn mentions_others(words: &str) -> bool {
    ["金融机构", "政策性金融", "银行", "社会资本", "有条件的地方", "地方有条件", "各地"].iter().any(|who| words.contains(who))
}

/// A part with which a promise of its own begins.
fn begins_promise(words: &str) -> bool {
    const BEGINNINGS: [&str; 20] = [
        "对",
        "为",
        "凡",
        "支持",
        "鼓励",
        "获",
        "经",
        "新认定",
        "首次",
        "认定",
        "列入",
        "入选",
        "优先",
        "企业",
        "通过",
        "被",
        "每",
        "落实",
        "年",
        "其他",
    ];
    const OTHERS: [&str; 4] = ["为准", "对其", "经评", "经认定"];
    let begins = |beginnings: &[&str]| beginnings.iter().any(|word| words.starts_with(word));
    let is_ceiling = words.starts_with('每') && pay::caps(words);
    begins(&BEGINNINGS) && !begins(&OTHERS) && !is_ceiling
}

/// One pass that tells most parts apart from promises: each way to promise has one of these words.
fn may_promise(words: &str) -> bool {
    static TRIGGERS: OnceLock<Option<Regex>> = OnceLock::new();
    let triggers = TRIGGERS.get_or_init(|| {
        let giving = GIVING.join("|");
        Regex::new(&format!(
            "{giving}|元|%|百分之|免|减|增收|缓缴|即征|优先|应保|倾斜|预留|设立|用于|分配资金|转移支付|加大|应享|支持机制|创新券|落实|[0-9] ?[万亿]"
        ))
        .ok()
    });
    triggers.as_ref().is_none_or(|triggers| triggers.is_match(words))
}

/// Whether some words have a percentage or a sum in figures.
pub fn has_figure(words: &str) -> bool {
    words.contains('%') || (words.contains('元') && words.chars().any(number::begins))
}

/// Whether a part promises.
fn promises(words: &str, encourages_others: bool) -> bool {
    if !may_promise(words) {
        return false;
    }
    if refusal::promises_nothing(words) {
        return false;
    }
    let gives = gives(words) && (!encourages_others || has_figure(words));
    gives || pays(words) || relieves(words) || (!encourages_others && (prefers(words) || funds(words) || strengthens(words) || applies(words)))
}

/// 给予…奖励: a word that hands over, then what is handed over.
fn gives(words: &str) -> bool {
    GIVING.iter().any(|verb| {
        words.match_indices(verb).any(|(at, _)| {
            let rest = scan::from(words, at + verb.len());
            match *verb {
                "提供" => {
                    ["资金支持", "补助", "补贴", "贷款贴息", "金融服务", "资助"].iter().any(|gift| rest.contains(gift)) && !rest.contains("平台")
                }
                // 每年安排10亿元 sets money aside, for nobody in particular.
                "安排" => rest.contains("资金") && !words.contains("申请") && !words.contains('元') && !words.contains("鼓励"),
                "实行" => ["利率优惠", "补贴", "减免", "奖励"].iter().any(|gift| rest.contains(gift)),
                "享受" => GIFTS.iter().any(|gift| rest.contains(gift)) && !words.contains("政策享受"),
                "发放" => ["奖励", "补贴", "补助", "奖金"].iter().any(|gift| rest.contains(gift)),
                _ => GIFTS.iter().any(|gift| rest.contains(gift)),
            }
        })
    })
}

/// 奖励50万元, 按…的30%资助.
fn pays(words: &str) -> bool {
    let has_amount = has_figure(words) || words.contains("百分之") || pay::leaves_yuan_out(words);
    has_amount
        && (pay::gives_in_short(words) || PAYING.iter().any(|verb| words.match_indices(verb).any(|(at, _)| pay::near_amount(words, at, verb.len()))))
}

/// 免收, 不增收, and 落实…减免.
fn relieves(words: &str) -> bool {
    RELIEF
        .iter()
        .any(|word| words.match_indices(word).any(|(at, _)| !scan::upto(words, at).ends_with("贯彻") && !scan::upto(words, at).contains("围绕")))
        || (words.contains("落实") && ["减税", "降费", "加计扣除", "税收优惠", "退税", "税收奖励", "贴息"].iter().any(|word| words.contains(word)))
}

fn prefers(words: &str) -> bool {
    PRIORITY.iter().any(|word| words.contains(word))
        || (words.contains("倾斜") && !words.starts_with("鼓励"))
        || words.contains("优先") && words.contains("保障")
        || words.contains("预留") && words.contains("给")
}

/// 设立…奖补资金, 基金…用于: money set aside for somebody.
fn funds(words: &str) -> bool {
    let sets_up =
        words.contains("设立") && ["奖补资金", "奖励资金", "高质量发展基金", "扶持资金", "补助资金"].iter().any(|fund| words.contains(fund));
    let uses = words.contains("用于") && ["引进", "奖补", "奖励", "扶持", "补助", "支持"].iter().any(|gift| words.contains(gift));
    let shares = words.contains("分配资金") || words.contains("转移支付");
    sets_up || (uses && !words.starts_with("专项用于")) || shares
}

/// 加大对…企业扶持力度.
fn strengthens(words: &str) -> bool {
    let gift = ["奖补力度", "扶持力度", "支持力度", "补助力度", "奖励力度", "补贴力度"].iter().any(|gift| words.contains(gift));
    gift && words.contains("加大") && ["企业", "项目", "机构"].iter().any(|who| words.contains(who)) && !words.contains("领域")
}

/// 应享尽享, 支持…机制 of 资助 and 贴息.
fn applies(words: &str) -> bool {
    words.contains("应享") && words.contains("确保")
        || (words.contains("支持机制") && (words.contains("资助") || words.contains("贴息")))
        || words.contains("科技创新券")
}

fn read(text: &str, group: &Group, titles: &Index<'_>) -> Incentive {
    let quote = group.quote();
    let promise = group.promising.first().and_then(|&i| group.parts.get(i)).copied().unwrap_or(quote);
    let mut review = Vec::new();
    let beneficiary = whom::read(text, group, promise);
    let mut payment = pay::read(text, group, titles);
    review.append(&mut payment.review);
    let kind = kind(promise.of(text), quote.of(text));
    let (requires, tiers) = condition::read(text, group, beneficiary, payment, titles, &mut review);
    if beneficiary.is_none() {
        review.push("who benefits is not said in the sentence".to_owned());
    }
    if let Some(words) = leftover::unread(quote.of(text)) {
        review.push(format!("“{words}” is not read as a figure"));
    }
    if let Some(per) = tiers.iter().filter(|tier| tier.pays.amount.is_some()).find_map(|tier| tier.pays.per).filter(|per| per::is_rate(per)) {
        review.push(format!("paid by the {per}: the sum is a rate, not a total"));
    }
    Incentive { quote, kind, beneficiary, tiers, requires, review }
}

fn kind(promise: &str, quote: &str) -> Kind {
    // What is given stands after the word that gives.
    let gift = ["给予", "予以", "给于", "享受"].iter().filter_map(|verb| promise.find(verb)).min().map_or(promise, |at| scan::from(promise, at));
    let says = |words: &[&str]| words.iter().any(|word| gift.contains(word));
    if gift.ends_with("等支持") || gift.ends_with("机制") || gift.contains("综合扶持") {
        Kind::Support
    } else if says(&["保费", "保险补偿", "保险补贴"]) && !gift.contains("担保费") {
        Kind::Insurance
    } else if says(&["贴息", "利率优惠", "利息"]) {
        Kind::Interest
    } else if promise.contains("基金") && says(&["投资", "股权", "设立"]) || quote.contains("基金通过") {
        Kind::Fund
    } else if says(&["配套支持", "配套补助", "配套资金", "予以配套"]) {
        Kind::Matching
    } else if says(&["减税", "税收优惠", "加计扣除", "税前", "所得税", "退税", "增值税"])
        || (promise.contains('税') && RELIEF.iter().any(|word| promise.contains(word)))
    {
        Kind::TaxRelief
    } else if says(&["奖励", "奖补", "激励资金", "奖金"]) || gift.contains('奖') && pay::gives_in_short(gift) {
        Kind::Reward
    } else if says(&["补助", "补贴", "资助", "补偿", "券"]) || pay::gives_in_short(gift) {
        Kind::Subsidy
    } else if says(&RELIEF) {
        Kind::FeeRelief
    } else if says(&["优先", "倾斜", "应保尽保", "绿色通道", "预留"]) || ["用地", "用能", "要素保障"].iter().any(|what| promise.contains(what))
    {
        Kind::Priority
    } else if quote.contains("奖补资金") {
        Kind::Reward
    } else {
        Kind::Support
    }
}
