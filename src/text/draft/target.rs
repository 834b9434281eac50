//! Quantified goals: 到2025年,专精特新企业达150家. Told apart from thresholds and payments by the sentence: one that promises sets no goal. Knows no units
//! beyond how they end.

use super::count::{Value, values};
use super::sentence::Sentence;
use super::{Incentive, Target};
use crate::model::span::Span;
use crate::text::date::{self, PartialDate};
use crate::text::{number, scan};

/// Words right before a number that make it a goal, with the bound they set; the words that reach it are not part of the metric.
const REACHING: [(&str, &str); 50] = [
    ("一般不低于", "at-least"),
    ("不低于", "at-least"),
    ("不少于", "at-least"),
    ("达到", "at-least"),
    ("稳定在", "about"),
    ("保持在", "about"),
    ("控制在", "at-most"),
    ("不超过", "at-most"),
    ("不高于", "at-most"),
    ("突破", "over"),
    ("超过", "over"),
    ("提高到", "at-least"),
    ("提升到", "at-least"),
    ("提升至", "at-least"),
    ("提高至", "at-least"),
    ("增加到", "at-least"),
    ("降低到", "at-most"),
    ("降低至", "at-most"),
    ("下降到", "at-most"),
    ("下降至", "at-most"),
    ("压缩到", "at-most"),
    ("压缩至", "at-most"),
    ("降至", "at-most"),
    ("降到", "at-most"),
    ("增加至", "at-least"),
    ("增长到", "at-least"),
    ("增至", "at-least"),
    ("升至", "at-least"),
    ("下降", "exactly"),
    ("降低", "exactly"),
    ("增长", "exactly"),
    ("提高", "exactly"),
    ("提升", "exactly"),
    ("新增", "exactly"),
    ("累计", "exactly"),
    ("超", "over"),
    ("达", "at-least"),
    ("至少", "at-least"),
    ("力争", "up-to"),
    ("实现", "exactly"),
    ("引进", "exactly"),
    ("培育", "exactly"),
    ("打造", "exactly"),
    ("建设", "exactly"),
    ("建成", "exactly"),
    ("创建", "exactly"),
    ("设立", "exactly"),
    ("安排", "exactly"),
    ("总规模", "exactly"),
    ("形成", "exactly"),
];

/// Verbs that stand before the thing counted and are no part of its name.
const VERBS: [&str; 42] = [
    "每年安排",
    "每年设立",
    "每年投入",
    "安排",
    "设立",
    "投入",
    "全年",
    "力争",
    "确保",
    "打造",
    "引进",
    "培育",
    "新增",
    "建成",
    "建设",
    "创建",
    "实现",
    "牵头或参与实施",
    "加快",
    "推进",
    "推动",
    "形成",
    "认定",
    "新建",
    "新培育",
    "新开通",
    "累计建成",
    "累计新建",
    "累计培育",
    "新认定",
    "新引进",
    "新入库",
    "完成",
    "达成",
    "我省",
    "全市",
    "全省",
    "全区",
    "我市",
    "争取",
    "全县",
    "累计",
];

const AFTER: [(&str, &str); 6] =
    [("以上", "at-least"), ("左右", "about"), ("以内", "at-most"), ("以下", "at-most"), ("及以上", "at-least"), ("上下", "about")];

/// Words that say a number is aimed at, wherever they stand in the sentence.
const AIMS: [&str; 9] = ["力争", "确保", "争取", "目标", "年均", "稳定在", "保持在", "年时间", "年内实现"];

/// Words that say what is going to be made: enough of an aim where nothing is promised to anybody.
const MAKES: [&str; 14] = ["推进", "推动", "加快", "构建", "打造", "培育", "引进", "建成", "建设", "创建", "新增", "形成", "实现", "设立"];

/// The goals of a clause. `aims`: its heading says that it is about goals.
pub fn targets(text: &str, aims: bool, sentences: &[Sentence], incentives: &[Incentive]) -> Vec<Target> {
    let mut found = Vec::new();
    let mut by = None;
    for sentence in sentences {
        let own = deadline(text, sentence.span);
        let pays = incentives.iter().any(|incentive| incentive.quote.meets(sentence.span));
        // What is promised once a goal was set has thresholds and ceilings of its own.
        by = if pays { own } else { own.or(by) };
        if defines(sentence.span.of(text)) {
            continue;
        }
        let aims = aims || own.or(by).is_some();
        for &part in &sentence.parts {
            let promised = incentives.iter().any(|incentive| incentive.quote.contains(part));
            let setting = Setting { own: own.is_some(), aims, pays, promised, promises: !incentives.is_empty() };
            if is_aimed(sentence.span.of(text), part.of(text), setting) {
                in_part(text, sentence, part, (own.is_some(), by), &mut found);
            }
        }
    }
    found
}

/// Where a part stands: what is said around it.
#[derive(Clone, Copy)]
struct Setting {
    /// Its sentence says by when.
    own: bool,
    /// Its sentence, one before it or the heading says that a goal is set.
    aims: bool,
    /// Its sentence promises something.
    pays: bool,
    /// It is itself part of a promise.
    promised: bool,
    /// Its clause promises something.
    promises: bool,
}

/// Whether a number in a part may be a goal: without a time or a word that aims, numbers are thresholds (面积2000平方米以上) and ceilings.
fn is_aimed(sentence: &str, part: &str, setting: Setting) -> bool {
    let says = |words: &str, any: &[&str]| any.iter().any(|word| words.contains(word));
    let of_fund = ["基金规模", "总规模", "规模"].iter().any(|word| part.starts_with(word)) && sets_aside(sentence);
    if sets_aside(part) || of_fund {
        return true;
    }
    if setting.promised || (!setting.own && limits(part)) {
        return false;
    }
    if setting.own || says(part, &AIMS) {
        return true;
    }
    if setting.pays || part.ends_with('的') {
        return false;
    }
    let makes = if setting.promises {
        MAKES.iter().any(|verb| part.starts_with(verb)) && !part.contains('元')
    } else {
        says(sentence, &MAKES) && !says(sentence, &["条件", "申报", "符合", "具备", "须", "应当"])
    };
    setting.aims || says(sentence, &AIMS) || sentence.starts_with("每年") || makes
}

/// 每年安排1000万元专项资金, 设立总规模10亿元的基金: money or land set aside for nobody in particular.
fn sets_aside(words: &str) -> bool {
    const SET_ASIDE: [&str; 4] = ["资金", "基金", "经费", "指标"];
    let after = ["设立", "安排"].iter().filter_map(|verb| words.find(verb).map(|at| scan::from(words, at))).max_by_key(|rest| rest.len());
    after.is_some_and(|rest| SET_ASIDE.iter().any(|what| rest.contains(what)))
}

/// 所称企业,是指…占比达30%以上的企业: what a word means is no goal.
fn defines(words: &str) -> bool {
    words.contains("是指") || words.contains("所称")
}

/// 补贴面积不超过3000平方米, 三年累计不超过54万元, 补助比例提高5个百分点: how far a payment goes.
fn limits(words: &str) -> bool {
    const WHOSE: [&str; 13] = ["最高", "最长", "最多", "单个", "单户", "单家", "同一", "每家", "每户", "每人", "每个", "期限", "连续"];
    const PAYMENTS: [&str; 10] = ["补贴", "奖励", "补助", "奖补", "资助", "贴息", "期限", "兑现", "申领", "名额"];
    const CEILINGS: [&str; 7] = ["不超", "最高", "最多", "封顶", "上限", "不得超", "不高于"];
    let starts = |any: &[&str]| any.iter().any(|word| words.starts_with(word));
    let has = |any: &[&str]| any.iter().any(|word| words.contains(word));
    starts(&WHOSE) || has(&PAYMENTS) || has(&CEILINGS) && !has(&AIMS)
}

/// 到2025年, 至2023年底, 2025年底前.
fn deadline(text: &str, span: Span) -> Option<PartialDate> {
    date::dates(span.of(text)).into_iter().find_map(|mention| {
        let before = scan::upto(span.of(text), mention.span.range().start);
        let after = scan::from(span.of(text), mention.span.range().end);
        let is_goal = before.ends_with('到')
            || before.ends_with('至')
            || after.starts_with('前')
            || mention.date.end
            || after.starts_with(',') && before.is_empty();
        let is_past = before.ends_with('较') || before.ends_with('比') || before.ends_with("自");
        (is_goal && !is_past && mention.date.year.is_some()).then_some(mention.date)
    })
}

/// The goals of a part. `has_deadline`: its own sentence says by when, and so is quoted from its beginning.
fn in_part(text: &str, sentence: &Sentence, part: Span, (has_deadline, by): (bool, Option<PartialDate>), found: &mut Vec<Target>) {
    if let Some(shared) = shared_out(text, part) {
        let quote = Span { start: if has_deadline { sentence.span.start } else { part.start }, end: part.end };
        found.extend(shared.into_iter().map(|(metric, value, bound)| {
            let unit = value.unit.to_owned();
            Target { quote, metric, value: value.low, value_to: value.high, unit, bound, by, within: within(text, sentence.span) }
        }));
        return;
    }
    let mut from = part.start;
    for (_, item) in scan::split(text, part, |c| c == '、') {
        // 工业、农业等领域设备投资: items without a number belong to the name of what is counted.
        let item = Span { start: from, end: item.end };
        if values(item.of(text)).is_empty() {
            continue;
        }
        from = item.end + u32::try_from('、'.len_utf8()).unwrap_or(0);
        let words = item.of(text);
        let goal = values(words).into_iter().find_map(|value| {
            let goes_on = found.last().is_some_and(|last: &Target| sentence.span.contains(last.quote));
            goal(words, &value, has_deadline, goes_on).map(|goal| (value, goal))
        });
        let Some((value, goal)) = goal else { continue };
        let Some(metric) = metric(text, item, part, &value, &goal) else {
            continue;
        };
        let bound = bound(sentence.span.of(text), &goal);
        let start = if has_deadline {
            sentence.span.start
        } else if part.start == item.start {
            part.start
        } else {
            item.start
        };
        let quote = Span { start, end: item.end.max(metric.end) };
        found.push(Target {
            quote: scan::trim(text, quote, "—,、"),
            metric,
            value: value.low.clone(),
            value_to: value.high.clone(),
            unit: value.unit.to_owned(),
            bound,
            by,
            within: within(text, sentence.span),
        });
    }
}

/// 普及率、数控化率分别超过90%、75%: names and values in the same order.
fn shared_out(text: &str, part: Span) -> Option<Vec<(Span, Value<'_>, &'static str)>> {
    let words = part.of(text);
    let at = words.find("分别")?;
    let values: Vec<Value<'_>> = values(words).into_iter().filter(|value| value.start > at).collect();
    let between = scan::slice(words, at + "分别".len(), values.first()?.start);
    let (_, bound) = REACHING.iter().find(|(word, _)| between.ends_with(word))?;
    let tail = values.last().map_or("", |value| scan::from(words, value.end));
    let bound = AFTER.iter().find(|(word, _)| tail.starts_with(word)).map_or(*bound, |(_, bound)| bound);
    let names = Span::new(part.range().start, part.range().start + at);
    let names: Vec<Span> = scan::split(text, names, |c| matches!(c, '、' | '和')).into_iter().map(|(_, name)| without_verbs(text, name)).collect();
    let fits = values.len() > 1 && values.len() == names.len() && names.iter().all(|name| name.of(text).chars().count() > 1);
    fits.then(|| names.into_iter().zip(values).map(|(name, value)| (name, value, bound)).collect())
}

/// How a number is made a goal by the words around it.
struct Goal {
    reach: Option<(&'static str, &'static str)>,
    tail: Option<(&'static str, &'static str)>,
}

fn goal(words: &str, value: &Value<'_>, has_deadline: bool, goes_on: bool) -> Option<Goal> {
    let before = scan::upto(words, value.start);
    let after = scan::from(words, value.end);
    let tail = AFTER.iter().find(|(word, _)| after.starts_with(word)).copied();
    let reach = REACHING.iter().find(|(word, _)| before.ends_with(word)).copied();
    let at_end = scan::from(after, tail.map_or(0, |(word, _)| word.len())).is_empty();
    let counts = at_end && (has_deadline || VERBS.iter().take(10).any(|verb| before.contains(verb)));
    let before_reach = scan::upto(before, before.len() - reach.map_or(0, |(word, _)| word.len()));
    let leads = before.is_empty()
        || VERBS.iter().any(|verb| before.ends_with(verb))
        || ["安排", "设立", "投入"].iter().any(|verb| before_reach.ends_with(verb));
    let is_goal = (reach.is_some() && (at_end || tail.is_some() || leads))
        || (tail.is_some() && (at_end || leads))
        || (goes_on && (at_end || before.is_empty() || is_level(before)))
        || counts
        || reach.is_some_and(|(word, _)| is_verb_of_making(word));
    // 投资1亿元以上的项目: a sum bounds those whom it stands before, unless it is set aside.
    let is_threshold = value.unit.ends_with('元') && tail.is_some() && !at_end && !leads;
    (is_goal && !is_threshold && !is_no_goal(before, after)).then_some(Goal { reach, tail })
}

/// 用三年时间: how long is given instead of a day.
fn within(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let end = words.find("年时间").or_else(|| words.find("年内"))?;
    let start = scan::upto(words, end).char_indices().rev().take_while(|&(_, c)| number::begins(c)).last()?.0;
    let from = span.range().start;
    Some(Span::new(from + start, from + end + "年".len())).filter(|span| !span.of(text).is_empty())
}

/// Words that belong to the name of what is measured: 能耗下降.
fn is_verb_of_change(word: &str) -> bool {
    matches!(word, "下降" | "降低" | "增长" | "提高" | "提升")
}

/// Words after which the thing comes that is counted: 引进20个研发团队.
fn is_verb_of_making(word: &str) -> bool {
    matches!(word, "引进" | "培育" | "打造" | "建设" | "建成" | "创建" | "新增" | "设立" | "形成" | "总规模" | "实现" | "力争")
}

/// What is counted without being a goal: a place in a list, a level of its name, a span of time.
fn is_no_goal(before: &str, after: &str) -> bool {
    let named =
        ["世界", "中国企业", "全国", "前", "第"].iter().any(|word| before.ends_with(word)) || after.starts_with('强') || after.starts_with("级");
    let quoted = before.matches('“').count() > before.matches('”').count();
    // 为非工业用地标准的50%: a share of something that is laid down.
    let is_share = before.ends_with('的') && !before.ends_with("目的") || after.starts_with('/');
    let is_lent = before.contains("用好") || before.contains("用足");
    named || quoted || is_share || is_lent || before.ends_with("容积率可提升至")
}

fn bound(sentence: &str, goal: &Goal) -> &'static str {
    match (goal.reach.map(|(_, bound)| bound), goal.tail) {
        (_, Some((_, bound))) => bound,
        (Some("exactly") | None, None) if sentence.contains("力争") => "up-to",
        (Some(bound), None) => bound,
        (None, None) => "exactly",
    }
}

/// The words that say what is counted: before the number, or after it where it comes first.
fn metric(text: &str, item: Span, part: Span, value: &Value<'_>, goal: &Goal) -> Option<Span> {
    let from = item.range().start;
    let reach = goal.reach.map_or("", |(word, _)| word);
    let tail = goal.tail.map_or(0, |(word, _)| word.len());
    // The name of what comes after the number may hold a 、, so it runs to the end of the part, unless another number stands there.
    let goes_on = !values(scan::slice(text, item.range().end, part.range().end)).is_empty();
    let end = if goes_on { item.range().end } else { part.range().end };
    let after = scan::trim(text, Span::new((from + value.end + tail).min(end), end), "的、,—");
    let after = (after.of(text).chars().filter(|c| c.is_alphanumeric()).count() >= 2).then_some(after);
    let cut = if is_verb_of_change(reach) { 0 } else { reach.len() };
    let before = without_verbs(text, scan::trim(text, Span::new(from, from + value.start.saturating_sub(cut)), "—,、 "));
    // 每年安排不低于2亿元的专项资金: what is set aside comes after the sum.
    let sets_aside = reach == "安排" || before.of(text).ends_with("安排") || before.of(text).ends_with("设立");
    if (is_verb_of_making(reach) || sets_aside) && after.is_some() && item.end == part.end {
        return after;
    }
    // 覆盖率从40%提高到60%
    let from = before.of(text).rfind('从').filter(|&at| scan::from(before.of(text), at + '从'.len_utf8()).starts_with(number::begins));
    let before = from.map_or(before, |at| Span::new(before.range().start, before.range().start + at));
    let before = without_adverbs(text, before);
    let named = before.of(text).chars().count() >= 2 && !VERBS.contains(&before.of(text)) && !is_level(before.of(text));
    if named {
        return Some(before);
    }
    // 国家级5家、省级20家专精特新企业: a level alone names nothing, the words after the last number do.
    let last = values(part.of(text)).last().map(|value| Span::new(part.range().start + value.end, part.range().end));
    let counted = last.map(|rest| scan::trim(text, rest, "的、,—")).filter(|rest| is_level(before.of(text)) && rest.of(text).chars().count() >= 2);
    after.or(counted).or((before.start < before.end).then_some(before))
}

/// 平均担保费率逐步: how it comes about is no part of what is measured.
fn without_adverbs(text: &str, span: Span) -> Span {
    const ADVERBS: [&str; 13] = ["逐步", "力争", "稳步", "大幅", "显著", "持续", "进一步", "总数", "总量", "数量", "均", "预计", "分别"];
    let mut words = span.of(text).trim_end();
    while let Some(word) = ADVERBS.iter().find(|word| words.ends_with(**word) && words.chars().count() > word.chars().count() + 1) {
        words = scan::upto(words, words.len() - word.len()).trim_end_matches(['、', ',', ' ']);
    }
    let cut = ["对", "使", "将"].iter().find(|head| words.starts_with(**head) && !words.starts_with("对外")).map_or(0, |head| head.len());
    Span::new(span.range().start + cut, span.range().start + words.len())
}

fn is_level(words: &str) -> bool {
    let words = words.trim_start_matches('新').trim_end_matches("以上").trim_end_matches('及');
    matches!(words, "国家级" | "省级" | "市级" | "县级" | "区级" | "自治区级" | "国家" | "其中国家级" | "其中省级" | "部级")
}

/// 到2025年,力争全市企业 names 企业; what is left must still be a name.
fn without_verbs(text: &str, span: Span) -> Span {
    let mut name = span;
    loop {
        let words = name.of(text);
        let date = date::dates(words).first().filter(|date| date.span.start <= 3).map(|date| date.span.range().end);
        let time = words.starts_with('用').then(|| words.find("年时间").map(|at| at + "年时间".len())).flatten();
        let verb = VERBS.iter().filter(|verb| words.starts_with(**verb)).map(|verb| verb.len()).max();
        let Some(cut) = date.or(time).or(verb) else {
            return name;
        };
        let rest = scan::trim(text, Span::new(name.range().start + cut, name.range().end), ",到至");
        // 建设面积 is a name of its own, 力争企业 is not.
        let aims = ["力争", "确保", "争取", "全市", "全省", "全区", "全县", "我市"].iter().any(|word| words.starts_with(word));
        if rest.of(text).chars().count() < 3 && verb.is_some() && !aims {
            return name;
        }
        name = rest;
    }
}
