//! What a promise pays: sums and percentages told apart from thresholds, 分别 matched to tiers, caps, bases. Knows one promise at a time.

use std::sync::OnceLock;

use regex::Regex;

use super::promise::Group;
use super::title::Index;
use super::{Amount, Pays, Rate, base, per, schedule, years};
use crate::model::money::Money;
use crate::model::span::Span;
use crate::text::amount::{self, Qualifier, RateMention, Sum};
use crate::text::{number, scan};

/// What a promise pays, tier by tier, and the numbers in it that are thresholds.
pub struct Payment {
    pub tiers: Vec<Pays>,
    pub thresholds: Vec<Sum>,
    /// What is said of the payment and has no place in it.
    pub review: Vec<String>,
}

impl Payment {
    /// The words that it takes: figures, and what they are shares of.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        let of_tier = |pays: &Pays| {
            let rate = pays.rate.as_ref().map(|rate| (rate.span, rate.base.as_ref().map(|(words, _)| *words)));
            let base = rate.and_then(|(_, base)| base);
            [pays.amount.map(|amount| amount.span), rate.map(|(span, _)| span), base, pays.cap, pays.unstated]
        };
        self.tiers.iter().flat_map(of_tier).flatten()
    }
}

const VERBS: [&str; 14] = ["给予", "予以", "给于", "奖励", "奖补", "补助", "补贴", "资助", "贴息", "支持", "提高到", "扶持", "领取", "发放"];

/// Words with which a part begins that caps or measures out what the part before it pays.
const CAPS: [&str; 36] = [
    "最高",
    "至多",
    "不超",
    "不高于",
    "封顶",
    "上限",
    "单个",
    "单户",
    "单家",
    "单项",
    "每家",
    "每个",
    "每户",
    "累计",
    "总额",
    "同一",
    "其中",
    "每年",
    "全年",
    "期限",
    "最多",
    "最长",
    "专项用于",
    "补贴期",
    "补贴面积",
    "奖励期",
    "奖补期",
    "补助期",
    "支持期",
    "扶持期",
    "每人",
    "特殊项目",
    "年度",
    "原则上",
    "三年累计",
    "连续",
];

/// Words of a part that caps or measures out what the part before it pays.
pub fn caps(words: &str) -> bool {
    CAPS.iter().any(|word| words.starts_with(word))
        || (words.starts_with('按') && words.contains('%'))
        || (["最高", "不超", "封顶", "最多", "至多"].iter().any(|word| words.contains(word)) && has_amount(words))
}

/// Whether some words have a sum or a percentage.
pub fn has_amount(words: &str) -> bool {
    words.contains('元') || words.contains('%')
}

/// Whether an amount stands next to a verb: 奖励50万元, 按30%资助, 100万元奖励.
pub fn near_amount(words: &str, at: usize, length: usize) -> bool {
    const REACH: usize = 14;
    let is_amount = |part: &str| part.contains(['元', '%']) || leaves_yuan_out(part);
    let after = scan::after(words, at + length, REACH);
    let before = scan::before(words, at, REACH);
    let follows = is_amount(after) && after.chars().any(number::begins);
    // 给企业5%—20%奖励 pays, 产值5000万元企业奖励 does not.
    let touches = before.trim_end_matches(['的', ' ']).trim_end_matches("一次性").ends_with(['%', '元']);
    let precedes = is_amount(before) && before.chars().any(number::begins) && !before.ends_with("以上的") && (touches || !before.contains("企业"));
    follows || precedes
}

/// 奖5万元, 补2万元: the short verb right before its figure.
pub fn gives_in_short(words: &str) -> bool {
    let figure = |at: usize| scan::first(scan::from(words, at)).is_none_or(|c| c.is_ascii_digit());
    words.match_indices(['奖', '补']).any(|(at, verb)| figure(at + verb.len()) && !scan::upto(words, at).ends_with('获'))
}

/// 奖励50万、20万: a number that ends in its scale.
pub fn leaves_yuan_out(words: &str) -> bool {
    words.split(['、', '和']).any(|item| {
        let scaled = item.strip_suffix(['万', '亿']);
        scaled.is_some_and(|number| scan::last(number).is_some_and(|c| c.is_ascii_digit() || c == ' '))
    })
}

pub fn read(text: &str, group: &Group, titles: &Index<'_>) -> Payment {
    let quote = group.quote();
    let words = quote.of(text);
    let sums = amount::sums(words).into_iter().map(|sum| Sum { span: sum.span.within(quote), ..sum });
    let rates = amount::rates(words).into_iter().map(|rate| RateMention { span: rate.span.within(quote), ..rate });
    let rates: Vec<RateMention> = rates.filter(|rate| part_of(group, rate.span).is_some_and(|i| rate_is_paid(text, group, i, rate))).collect();
    let (mut paid, mut thresholds, mut caps_found): (Vec<Sum>, _, Vec<Sum>) = (Vec::new(), Vec::new(), Vec::new());
    for sum in sums {
        let before = Before { rates: rates.iter().any(|rate| rate.span < sum.span), sums: !paid.is_empty() };
        match part_of(group, sum.span).map_or(Use::Aside, |i| sum_use(text, group, i, &sum, before)) {
            Use::Paid => paid.push(sum),
            Use::Cap => caps_found.push(sum),
            Use::Threshold => thresholds.push(sum),
            Use::Aside => {}
        }
    }
    if paid.is_empty() && rates.is_empty() && caps_found.is_empty() {
        shared_out(words, quote, &mut paid, &mut thresholds);
    }
    without_total(text, group, &mut paid);
    let common = common(text, group);
    let of_sum = |sum: &Sum| Pays {
        amount: Some(Amount { span: sum.span, low: sum.low, high: sum.high, qualifier: sum.qualifier }),
        once: is_once(text, group, sum.span),
        per: part_at(group, sum.span).and_then(|part| per::unit(text, part, sum.span)).or_else(|| scope(text, group, sum.span)),
        ..common.clone()
    };
    let mut tiers: Vec<Pays> = Vec::new();
    if rates.is_empty() {
        // 分别不超过200万元、100万元: a ceiling for each. Otherwise the first is that of one grant.
        let is_list = amount::respectively(words).iter().any(|run| run.amounts.len() == caps_found.len());
        let ceilings = if !paid.is_empty() {
            0
        } else if is_list {
            caps_found.len()
        } else {
            1
        };
        tiers.extend(paid.iter().chain(caps_found.iter().take(ceilings)).map(of_sum));
    } else {
        // 按10%给予补助,另给予20万元: a sum without a ceiling is paid beside the share.
        let (sums, tops): (Vec<&Sum>, Vec<&Sum>) = paid.iter().partition(|sum| sum.qualifier == Qualifier::None && sum.low == sum.high);
        let tops: Vec<&Sum> = tops.into_iter().chain(&caps_found).collect();
        let mut last: Option<Rate> = None;
        for (i, rate) in rates.iter().enumerate() {
            // Of several caps the first is the one of a single grant; one for each rate is a list of its own.
            let top = if tops.len() == rates.len() { tops.get(i) } else { tops.first() };
            let read = rate_of(text, group, rate, last.as_ref(), titles);
            let once = is_once(text, group, rate.span);
            // 单个项目最高不超过100万元 says whose cap it is.
            let per = scope(text, group, top.map_or(rate.span, |sum| sum.span));
            tiers.push(Pays { rate: Some(read.clone()), cap: top.map(|sum| sum.span), once, per, ..common.clone() });
            last = Some(read);
        }
        tiers.extend(sums.into_iter().map(of_sum));
        tiers.sort_by_key(|tier| tier.amount.map(|amount| amount.span).or(tier.rate.as_ref().map(|rate| rate.span)));
    }
    if tiers.is_empty() {
        let once = words.contains("一次性");
        let unstated = unstated(text, group);
        let per = unstated.and_then(|words| scope(text, group, words));
        tiers.push(Pays { unstated, once, per, ..common });
    }
    let times = tiers.iter().filter_map(|tier| per::time_beside(text, part_at(group, tier.amount?.span)?, tier.amount?.span));
    let review = times.take(1).map(|time| format!("paid by the {time} too, for which `per` has no place")).collect();
    Payment { tiers, thresholds, review }
}

/// Whose a grant is, as the part of its figure says it or one before: 每家企业 in a part after it is about something else.
fn scope(text: &str, group: &Group, figure: Span) -> Option<&'static str> {
    let end = part_of(group, figure).map_or(0, |i| i + 1);
    group.parts.iter().take(end).rev().find_map(|part| per::scope(part.of(text)))
}

fn part_of(group: &Group, span: Span) -> Option<usize> {
    group.parts.iter().position(|part| part.contains(span))
}

fn part_at(group: &Group, span: Span) -> Option<Span> {
    group.parts.iter().find(|part| part.contains(span)).copied()
}

enum Use {
    Paid,
    Cap,
    Threshold,
    /// A step (每增加1亿元) or an instalment in brackets: neither paid by itself nor a condition.
    Aside,
}

/// What stands before a sum.
#[derive(Clone, Copy)]
struct Before {
    rates: bool,
    sums: bool,
}

/// A sum after the verb of a promising part is paid; before it, it is a threshold. In a part of its own, a ceiling is a cap.
fn sum_use(text: &str, group: &Group, i: usize, sum: &Sum, read: Before) -> Use {
    let Some(&part) = group.parts.get(i) else {
        return Use::Aside;
    };
    let before = scan::slice(text, part.range().start, sum.span.range().start);
    let after = scan::slice(text, sum.span.range().end, part.range().end);
    let is_ceiling = sum.qualifier == Qualifier::UpTo;
    let is_bound = matches!(sum.qualifier, Qualifier::AtLeast | Qualifier::Over | Qualifier::Under);
    if scan::brackets(text, part).iter().any(|bracket| bracket.contains(sum.span)) {
        return if is_ceiling && (read.rates || read.sums) { Use::Cap } else { Use::Aside };
    }
    if per::is_step(before) {
        return Use::Aside;
    }
    let first_promise = group.promising.first().copied().unwrap_or(0);
    if !group.promising.contains(&i) {
        return if i > first_promise && !is_bound { Use::Cap } else { Use::Threshold };
    }
    if listed_with_share(before) && after.starts_with('、') {
        return Use::Paid;
    }
    let verb_before = gives_in_short(before) || VERBS.iter().any(|verb| before.contains(verb));
    if is_bound && !before.contains("给予") && !before.contains("奖励") {
        return Use::Threshold;
    }
    let closes_promise = i > first_promise && CAPS.iter().any(|word| before.starts_with(word)) && !before.starts_with("其中");
    let totals = ["总额", "累计", "合计"].iter().any(|word| before.contains(word));
    if is_ceiling && (read.rates || read.sums) && (closes_promise || totals) {
        return Use::Cap;
    }
    if leads_to_verb(after) || (before.contains('按') && (after.starts_with("的标准") || after.starts_with("标准") || after.starts_with('/'))) {
        return Use::Paid;
    }
    if after.contains('的') && VERBS.iter().any(|verb| after.contains(verb)) && !verb_before && !is_ceiling {
        return Use::Threshold;
    }
    if verb_before { Use::Paid } else { Use::Threshold }
}

/// 按30万元、50万元、实到外资额的8‰给予…: sums in one list with a share.
fn listed_with_share(before: &str) -> bool {
    static LIST: OnceLock<Option<Regex>> = OnceLock::new();
    let list = LIST.get_or_init(|| Regex::new(r"按照?(?:人民币)?(?:[0-9.]+ ?[百千万亿]*元、(?:人民币)?)*$").ok());
    list.as_ref().is_some_and(|list| list.is_match(before))
}

/// 50万元、30万元的标准给予…: more sums of the list may stand before the verb.
fn leads_to_verb(after: &str) -> bool {
    static LIST: OnceLock<Option<Regex>> = OnceLock::new();
    let list = LIST.get_or_init(|| {
        let verbs = VERBS.join("|");
        Regex::new(&format!(
            r"^(?:/[^,、;0-9]{{1,6}})?(?:[、和及或与]+[0-9.]+ ?[百千万亿]*元(?:/[^,、;0-9]{{1,6}})?)*的?(?:标准|资金|额度|经费|一次性|定额|额外)*的?(\p{{Han}}{{0,6}}?)(?:{verbs})"
        ))
        .ok()
    });
    // 20万元建站补助, but not 5000万元的企业奖励: what stands between names the gift, and nobody.
    let found = list.as_ref().and_then(|list| list.captures(after)).and_then(|found| found.get(1));
    found.is_some_and(|gift| !["企业", "项目", "单位", "以上", "以下", "的", "按", "在", "并"].iter().any(|word| gift.as_str().contains(word)))
}

/// 分别增加40万元、30万元服务奖励: where no verb tells, the sums of the last 分别 are what is paid.
fn shared_out(words: &str, quote: Span, paid: &mut Vec<Sum>, thresholds: &mut Vec<Sum>) {
    let Some(run) = amount::respectively(words).into_iter().rfind(|run| !run.amounts.is_empty()) else {
        return;
    };
    paid.extend(run.amounts.into_iter().map(|sum| Sum { span: sum.span.within(quote), ..sum }));
    thresholds.retain(|sum| !paid.iter().any(|paid| paid.span == sum.span));
}

/// 给予最高1000万元奖励,其中完成辅导奖励200万元,… or …奖励:完成辅导…: the sums of the steps are what is paid, the total is none of them.
fn without_total(text: &str, group: &Group, paid: &mut Vec<Sum>) {
    let begins_steps = |part: &&Span| part.of(text).starts_with("其中") || scan::upto(text, part.range().start).ends_with(':');
    let Some(steps) = group.parts.iter().find(begins_steps) else {
        return;
    };
    let after = paid.iter().filter(|sum| sum.span.start >= steps.start).count();
    let total: i64 = paid.iter().filter(|sum| sum.span.start >= steps.start).map(|sum| sum.high.fen()).fold(0, i64::saturating_add);
    if let (Some(first), true) = (paid.first().copied(), after > 1 && paid.len() == after + 1)
        && (first.qualifier == Qualifier::UpTo || first.high == Money::from_fen(total))
    {
        paid.remove(0);
    }
}

/// A percentage is paid where the promise stands or in the part that leads to it with 按; a share (其中…) is not.
fn rate_is_paid(text: &str, group: &Group, i: usize, rate: &RateMention) -> bool {
    let Some(&part) = group.parts.get(i) else {
        return false;
    };
    let words = part.of(text);
    let before = scan::slice(text, part.range().start, rate.span.range().start);
    let after = scan::slice(text, rate.span.range().end, part.range().end);
    if scan::brackets(text, part).iter().any(|bracket| bracket.contains(rate.span)) || schedule::shares(before, after) {
        return false;
    }
    let gives = ["按", "给予", "补贴", "补助"].iter().any(|word| before.contains(word));
    // 对担保费率不超过1%的机构: whom it is for, not what is paid.
    if before.starts_with('对') && !gives && after.contains('的') {
        return false;
    }
    let leads = before.contains('按') || before.contains("给予") || before.contains("不高于") || before.contains("不超");
    let bounds = match rate.qualifier {
        Qualifier::AtLeast | Qualifier::Over => !gives || after.starts_with("以上") || after.starts_with("及以上") || after.starts_with("(含)以上"),
        Qualifier::Under => true,
        _ => false,
    };
    let near = before.rfind(['按', ',', '%']).map_or(before, |at| scan::from(before, at));
    let is_share = ["占比", "比重", "预留", "增长", "增幅", "增速", "下降", "降低"].iter().any(|word| near.contains(word)) && !near.ends_with('的');
    let starts_a_share = words.starts_with("其中") && !VERBS.iter().any(|verb| words.contains(verb));
    (group.promising.contains(&i) || leads) && !bounds && !is_share && !starts_a_share
}

fn rate_of(text: &str, group: &Group, rate: &RateMention, last: Option<&Rate>, titles: &Index<'_>) -> Rate {
    let joined = last.filter(|last| scan::slice(text, last.span.range().end, rate.span.range().start).chars().all(|c| "、和及或与, ".contains(c)));
    let base = match joined {
        Some(last) => last.base.clone(),
        None => base::of(text, group, rate.span).map(|words| (words, titles.base(words.of(text)))),
    };
    Rate { span: rate.span, low: rate.low, high: rate.high, at_most: rate.qualifier == Qualifier::UpTo, base }
}

/// 一次性 holds for its own part of the sentence, and for those after it that name no rhythm of their own.
fn is_once(text: &str, group: &Group, span: Span) -> bool {
    let Some(i) = part_of(group, span) else {
        return false;
    };
    let says = |part: &Span| part.of(text).contains("一次性");
    let own = group.parts.get(i).is_some_and(says);
    let recurs = group.parts.get(i).is_some_and(|part| part.of(text).contains('每'));
    own || (!recurs && group.parts.iter().take(i).any(says))
}

/// 三年内, 市级财政: what holds for every tier.
fn common(text: &str, group: &Group) -> Pays {
    let payer = ["市级财政", "市财政", "县(区)财政", "县区财政", "区财政", "省财政", "省级财政", "受益财政", "同级财政", "市级专项资金"]
        .iter()
        .find_map(|payer| {
            group
                .promising
                .iter()
                .filter_map(|&i| group.parts.get(i))
                .find_map(|part| part.of(text).find(payer).map(|at| Span::new(part.range().start + at, part.range().start + at + payer.len())))
        });
    Pays { years: years::read(text, group), payer, ..Pays::default() }
}

/// 按有关规定给予资金奖励: the words of the promise, with those of the part before it that say by which rule.
fn unstated(text: &str, group: &Group) -> Option<Span> {
    let &i = group.promising.first()?;
    let part = *group.parts.get(i)?;
    let words = part.of(text);
    let start = ["给予", "予以", "给于", "享受", "优先", "不再增收", "不增收", "免收", "免征", "设立", "落实", "加大"]
        .iter()
        .filter_map(|verb| words.find(verb))
        .min()
        .unwrap_or(0);
    let rule = ["按照", "按", "依据", "根据", "择优"].iter().filter_map(|word| scan::upto(words, start).find(word)).min().unwrap_or(start);
    Some(Span::new(part.range().start + rule, part.range().end))
}
