//! What a document says about itself and others: 不重复, 就高, 以本意见为准, 负责解释, and the duties laid on many bodies at once. Knows sentences, no sums.

use std::sync::OnceLock;

use regex::Regex;

use super::{DraftClause, RuleKind};
use crate::model::span::Span;
use crate::text::{number, scan};

/// Words changed after publication.
#[derive(Debug, Clone)]
pub struct Amendment {
    pub clause: String,
    pub old: Span,
    pub new: Span,
    pub quote: Span,
}

#[derive(Debug, Clone)]
pub struct Rule {
    pub kind: RuleKind,
    pub clause: Option<String>,
    pub bodies: Vec<String>,
    pub quote: Span,
}

/// Each kind with the words of which all must stand in one sentence, any of the lists.
const SIGNS: [(RuleKind, &[&[&str]]); 13] = [
    (RuleKind::HighestOnly, &[&["就高"], &["从高不重复"], &["最高的一项"], &["按最高标准"]]),
    (RuleKind::BestOnly, &[&["从优"], &["自主选择", "一项"], &["自行选择", "一项"], &["选择其中一项"], &["只能选择一项"], &["择优享受"]]),
    (
        RuleKind::NoDuplicates,
        &[
            &["不重复"],
            &["不做重复"],
            &["不予重复"],
            &["不再重复"],
            &["不得重复"],
            &["重复享受", "不"],
            &["只能享受一次"],
            &["只享受一次"],
            &["仅享受一次"],
            &["已享受", "不再"],
            &["已获得", "不再"],
        ],
    ),
    (RuleKind::Prevails, &[&["不一致的", "执行"], &["不一致的", "为准"], &["以本", "为准"], &["相抵触", "为准"]]),
    (RuleKind::Stackable, &[&["叠加享受"], &["可叠加"], &["可以叠加"]]),
    (
        RuleKind::Excludes,
        &[
            &["一票否决"],
            &["不予支持"],
            &["不得享受"],
            &["不予享受"],
            &["取消", "资格"],
            &["除", "类的外"],
            &["不享受本"],
            &["不予补助"],
            &["不予奖励"],
            &["不给予补助"],
            &["不给予奖励"],
        ],
    ),
    (RuleKind::BudgetLimit, &[&["用完即止"], &["总量控制"], &["预算", "为限"], &["预算总额", "控制"]]),
    (RuleKind::Repeals, &[&["同时废止"], &["予以废止"], &["自行废止"]]),
    (RuleKind::Interprets, &[&["负责解释"], &["解释权"], &["解释工作", "承担"]]),
    (RuleKind::Pays, &[&["支出", "分担"], &["资金", "承担", "比例"], &["财政", "分担"], &["所需资金", "列支"], &["奖补资金", "承担"]]),
    (
        RuleKind::DetailedRules,
        &[&["制定", "实施细则"], &["制定", "操作细则"], &["另行制定"], &["制定", "落实方案"], &["制定", "细则办法"], &["细化政策措施"]],
    ),
    (
        RuleKind::Coordinates,
        &[
            &["领导小组", "协调"],
            &["专班", "协调"],
            &["领导小组", "统一领导"],
            &["领导小组", "解决"],
            &["统筹", "综合协调"],
            &["推进工作专班"],
            &["专班机制"],
        ],
    ),
    (RuleKind::Supervises, &[&["督查考核"], &["督导考核"], &["重点督办事项"], &["监督检查", "考核"], &["开展督查"]]),
];

/// The rules of a document, wherever they stand.
pub fn rules(text: &str, clauses: &[DraftClause]) -> Vec<Rule> {
    let mut found: Vec<Rule> = Vec::new();
    for line in scan::lines(text) {
        let clause = super::clause_of(clauses, line).map(|clause| &clause.clause).filter(|clause| clause.span.start == line.start);
        let start = clause.map_or(line.start, |clause| clause.heading.map_or(clause.number.end, |heading| heading.end));
        for (_, span) in scan::split(text, Span { start, end: line.end }, |c| matches!(c, '。' | ';')) {
            let span = scan::trim(text, span, "。,;】");
            if span.start == span.end || span.of(text).starts_with(['(', '〔']) {
                continue;
            }
            let Some(kind) = kind(span.of(text)) else {
                continue;
            };
            let clause = super::clause_of(clauses, span).map(|clause| clause.clause.path.clone());
            let bodies = if matches!(kind, RuleKind::Interprets | RuleKind::Coordinates) { bodies(span.of(text)) } else { Vec::new() };
            let quote = narrowed(text, span, kind);
            found.push(Rule { kind, clause, bodies, quote });
        }
    }
    found
}

/// The parts of a sentence that say it: from the one where the saying begins (对…, 由…, 本…) to the last with a word of it.
fn narrowed(text: &str, sentence: Span, kind: RuleKind) -> Span {
    // …奖励5万元,市、县财政按比例分担: the sums before it are a promise's.
    let is_whole = kind == RuleKind::Pays && !sentence.of(text).contains('元');
    if is_whole || matches!(kind, RuleKind::Prevails | RuleKind::Interprets | RuleKind::Supervises) {
        return sentence;
    }
    let Some(words) = SIGNS
        .iter()
        .filter(|(of, _)| *of == kind)
        .flat_map(|(_, ways)| ways.iter())
        .find(|all| all.iter().all(|word| sentence.of(text).contains(word)))
    else {
        return sentence;
    };
    let parts: Vec<Span> = scan::split(text, sentence, |c| c == ',').into_iter().map(|(_, part)| part).collect();
    let says = |part: &&Span| words.iter().any(|word| part.of(text).contains(word));
    let (Some(first), Some(last)) = (parts.iter().position(|part| says(&part)), parts.iter().rposition(|part| says(&part))) else {
        return sentence;
    };
    let begins =
        |part: &Span| ["对", "凡", "由", "本", "各", "同一", "企业", "成立", "建立", "在"].iter().any(|head| part.of(text).starts_with(head));
    let start = parts.iter().take(first + 1).rposition(begins).filter(|_| kind != RuleKind::Pays).unwrap_or(first);
    match (parts.get(start), parts.get(last)) {
        (Some(start), Some(last)) => Span { start: start.start, end: last.end },
        _ => sentence,
    }
}

fn kind(words: &str) -> Option<RuleKind> {
    // One pass that tells most sentences apart from rules: each way to state one has its first word.
    static TRIGGERS: OnceLock<Option<Regex>> = OnceLock::new();
    let triggers = TRIGGERS.get_or_init(|| {
        let first: Vec<&str> = SIGNS.iter().flat_map(|(_, ways)| ways.iter()).filter_map(|all| all.first().copied()).collect();
        Regex::new(&first.join("|")).ok()
    });
    if triggers.as_ref().is_some_and(|triggers| !triggers.is_match(words)) {
        return None;
    }
    SIGNS.iter().find(|(_, ways)| ways.iter().any(|all| all.iter().all(|word| words.contains(word)))).map(|&(kind, _)| kind)
}

/// 由市工信局会同市财政局负责解释, 市工信局负责解释, 成立市…领导小组: the bodies a rule names.
fn bodies(words: &str) -> Vec<String> {
    const HEADS: [(&str, &[&str]); 4] = [("由", &["负责", "牵头"]), ("成立", &[","]), ("建立", &[","]), ("", &["负责解释"])];
    for (head, tails) in HEADS {
        let Some(at) = words.find(head) else { continue };
        let rest = scan::from(words, at + head.len());
        let Some(end) = tails.iter().filter_map(|tail| rest.find(tail)).min() else {
            continue;
        };
        let names: Vec<String> = scan::upto(rest, end)
            .trim_end_matches("共同")
            .replace("会同", "、")
            .split('、')
            .map(|name| name.rfind('的').map_or(name, |at| scan::from(name, at + '的'.len_utf8())))
            .map(str::to_owned)
            .filter(|name| (3..=30).contains(&name.chars().count()))
            .collect();
        if !names.is_empty() && names.iter().all(|name| ends_like_body(name)) {
            return names;
        }
    }
    Vec::new()
}

fn ends_like_body(name: &str) -> bool {
    ["局", "委", "办", "厅", "部", "领导小组", "专班", "办公室", "政府", "中心"].iter().any(|end| name.ends_with(end))
}

/// 第11条修改为:“…”: the words of a clause before and after. The old ones are those of its paragraph that begins as the new ones do.
pub fn amendments(text: &str, clauses: &[DraftClause], words: Option<Span>) -> Vec<Amendment> {
    let Some(whole) = words else {
        return Vec::new();
    };
    let said = whole.of(text);
    let Some(at) = ["修改为", "调整为"].iter().find_map(|verb| said.find(verb)) else {
        return Vec::new();
    };
    let number = said
        .match_indices('第')
        .filter(|&(i, _)| i < at)
        .filter_map(|(i, found)| number::read_plain(said, i + found.len()))
        .filter_map(|(n, _)| n.whole())
        .next_back();
    let (Some(open), Some(close)) = (said.find('“').filter(|&open| open > at), said.rfind('”')) else {
        return Vec::new();
    };
    let from = whole.range().start;
    let new = Span::new(from + open + '“'.len_utf8(), from + close.max(open + '“'.len_utf8()));
    let beginning: String = new.of(text).chars().take(8).collect();
    let numbered = |clause: &&DraftClause| {
        let mut steps = clause
            .clause
            .path
            .split('/')
            .filter_map(|step| number::read_plain(step.trim_start_matches(['(', '第']), 0))
            .filter_map(|(n, _)| n.whole());
        number.is_some_and(|number| steps.any(|step| step == number))
    };
    let old = clauses.iter().filter(|clause| clause.clause.leaf).filter(numbered).find_map(|clause| {
        let end = clause.note.as_ref().map_or(clause.clause.own.end, |note| note.span.start);
        let own = Span { start: clause.clause.own.start, end: end.max(clause.clause.own.start) };
        let at = own.of(text).find(&beginning).filter(|_| !beginning.is_empty())?;
        let old = scan::trim(text, Span::new(own.range().start + at, own.range().end), "");
        Some(Amendment { clause: clause.clause.path.clone(), old, new, quote: whole })
    });
    old.into_iter().collect()
}
