//! The inside of a note: names with their roles, one after another. Knows no brackets around it and no place in the document.

use super::{Unit, body, label, restore};
use crate::model::policy::Role;
use crate::model::span::Span;
use crate::text::scan;

/// Why words are taken for a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    Label,
    /// Words such as 按职责分工负责, 牵头.
    Verb,
    /// A list of names and no more.
    Nothing,
}

#[derive(Debug, Clone)]
pub struct Reading {
    pub units: Vec<Unit>,
    pub shared: bool,
    pub blanket: Option<Span>,
    pub evidence: Evidence,
}

/// One name as it stands, before what it shares with its neighbours is restored.
#[derive(Debug, Clone)]
pub struct Item {
    pub written: Span,
    pub name: String,
    pub within: Option<String>,
    pub role: Option<Role>,
    /// Joined to the item before it by 、 or 和.
    pub joined: bool,
}

/// The words that say what the names before them do.
const VERBS: [&str; 33] = [
    "按照", "按", "依", "根据", "依据", "各自", "职责", "职能", "职权", "任务", "分工", "共同", "具体", "分别", "负责", "牵头", "配合", "参与",
    "协助", "协同", "落实", "组织", "实施", "推进", "抓好", "主办", "协办", "承办", "制定", "工作", "做好", "或者", "的",
];

/// Beginnings of a sentence about other measures.
const BLANKETS: [&str; 9] = ["以下", "下列", "下同", "后同", "不再", "上述", "以上", "其他任务", "其余"];

/// A cheap look at whether a bracket without a label may be a note: it ends in a verb of duty or in the name of a body.
pub fn may_end_note(words: &str) -> bool {
    let last = tail(words);
    let verbs = ["负责", "牵头", "配合", "落实", "实施", "参与", "协助"];
    verbs.iter().any(|verb| words.ends_with(verb)) || body::is_surely_body(last) || (last.starts_with('各') && last.chars().count() <= 16)
}

/// 列首位的为牵头单位, 排名第一的牵头.
pub fn says_first_leads(words: &str) -> bool {
    words.contains("首位") || ["第一位", "第一的", "排第一", "列第一"].iter().any(|word| words.contains(word)) && words.contains("牵头")
}

/// Whether a sentence goes on with a note: 以下任务均需各县市区落实.
pub fn begins_blanket(words: &str) -> bool {
    is_blanket(Some('。'), scan::upto(words, words.find('。').unwrap_or(words.len())))
}

/// 年底前完成, 持续推进: by when, in place of a name.
fn says_when(words: &str) -> bool {
    const TIMES: [&str; 10] = ["底前", "月底", "年底", "日前", "月前", "长期", "持续", "常态化", "全年", "季度"];
    TIMES.iter().any(|time| words.contains(time)) && !body::ends_like_body(words)
}

fn tail(words: &str) -> &str {
    words.rfind(['、', ',', '\u{ff0c}', ';', '；']).map_or(words, |at| scan::from(words, at).trim_start_matches(['、', ',', '\u{ff0c}', ';', '；']))
}

pub fn read(text: &str, inside: Span) -> Reading {
    let mut items: Vec<Item> = Vec::new();
    let (mut role, mut shared, mut blanket) = (None, false, None);
    let (mut first_leads, mut other) = (false, false);
    let mut evidence = Evidence::Nothing;
    // The items from here on have no verb yet.
    let mut open = 0;
    for (mark, piece) in scan::split(text, inside, |c| matches!(c, '、' | ',' | '\u{ff0c}' | ';' | '；' | '。') || c.is_whitespace()) {
        let mut piece = scan::trim(text, piece, ":：");
        if piece.of(text).is_empty() {
            continue;
        }
        if let Some(found) = label::at(scan::slice(text, piece.range().start, inside.range().end)) {
            (role, evidence, open, other) = (Some(found.role), Evidence::Label, items.len(), false);
            piece = scan::trim(text, Span::new((piece.range().start + found.length).min(piece.range().end), piece.range().end), ":：为是");
        } else if is_blanket(mark, piece.of(text)) {
            blanket = Some(scan::trim(text, Span::new(piece.range().start, inside.range().end), "。"));
            break;
        } else if mark == Some('。') {
            break;
        }
        // 列第一位的为牵头单位 speaks of the units before it, 6月底完成 of all of them.
        if says_first_leads(piece.of(text)) {
            (first_leads, evidence) = (true, if evidence == Evidence::Nothing { Evidence::Verb } else { evidence });
            continue;
        }
        if says_when(piece.of(text)) || matches!(piece.of(text), "下同" | "后同") {
            continue;
        }
        // 完成时限:2025年底 is another column of the note, not a unit.
        other |= label::at(scan::slice(text, piece.range().start, inside.range().end)).is_none() && heads_a_column(piece.of(text));
        if other {
            continue;
        }
        let (names, verb) = verb(text, piece);
        let joined = mark == Some('、');
        items.extend(conjoined(text, names).into_iter().enumerate().filter_map(|(i, span)| item(text, span, role, joined || i > 0)));
        if let Some(verb) = verb {
            shared |= verb.shared;
            if evidence == Evidence::Nothing {
                evidence = Evidence::Verb;
            }
            // A label outweighs 负责, but not 牵头 or 配合 of the names that stand with the verb: 责任单位:市工信局,市财政局配合.
            let with_verb = items.iter().skip(open).rposition(|item| !item.joined).map_or(open, |at| open + at);
            match role {
                None => items.iter_mut().skip(open).for_each(|item| item.role = Some(verb.role)),
                Some(_) if matches!(verb.role, Role::Lead | Role::Cooperating) => {
                    items.iter_mut().skip(with_verb).for_each(|item| item.role = Some(verb.role));
                }
                Some(_) => {}
            }
            open = items.len();
        }
    }
    if let (true, Some(first)) = (first_leads, items.first_mut()) {
        first.role = Some(Role::Lead);
    }
    restore::fixed_phrases(text, &mut items);
    restore::shared_words(&mut items);
    let units = items.into_iter().map(|item| Unit {
        written: item.written,
        name: item.name,
        within: item.within,
        role: item.role.unwrap_or(Role::Responsible),
    });
    Reading { units: units.collect(), shared, blanket, evidence }
}

fn heads_a_column(words: &str) -> bool {
    words.char_indices().find(|&(_, c)| matches!(c, ':' | '：')).is_some_and(|(at, _)| scan::upto(words, at).chars().count() <= 8)
}

fn is_blanket(mark: Option<char>, words: &str) -> bool {
    let begins = BLANKETS.iter().any(|word| words.starts_with(word));
    let tells = ["均", "不再", "任务", "各项", "下同"].iter().any(|word| words.contains(word));
    (begins && (tells || mark == Some('。'))) || (mark == Some('。') && tells)
}

struct Verb {
    role: Role,
    shared: bool,
}

/// The names of a piece, and what the words after them say they do: `市财政局按职责分工负责`.
fn verb(text: &str, piece: Span) -> (Span, Option<Verb>) {
    let words = piece.of(text);
    let mut names = words.trim_end();
    while let Some(word) = VERBS.iter().find(|word| names.ends_with(**word)) {
        names = scan::upto(names, names.len() - word.len()).trim_end();
    }
    let said = scan::from(words, names.len());
    let says = |word: &str| said.contains(word);
    let shared = (says("职责") || says("职能") || says("分工")) && (says("负责") || says("落实") || says("实施"));
    let role = if says("牵头") || says("主办") {
        Role::Lead
    } else if ["配合", "参与", "协助", "协同", "协办"].iter().any(|word| says(word)) {
        Role::Cooperating
    } else if !shared && ["落实", "实施"].iter().any(|word| says(word)) {
        Role::Implementing
    } else if says("负责") || says("承办") || shared {
        Role::Responsible
    } else {
        return (piece, None);
    };
    let span = Span::new(piece.range().start, piece.range().start + names.len());
    (span, Some(Verb { role, shared }))
}

/// The names of a piece that 和, 及, 与 or 会同 join. A name may hold 和 itself (市自然资源和规划局), so both sides must end like a body.
fn conjoined(text: &str, piece: Span) -> Vec<Span> {
    const JOINS: [&str; 6] = ["以及", "会同", "及", "和", "与", "或"];
    let words = piece.of(text);
    let (mut spans, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    let mut past = 0;
    for (i, c) in words.char_indices() {
        depth = if scan::opens(c) { depth + 1 } else { depth.saturating_sub(usize::from(scan::closes(c))) };
        if depth > 0 || i < past {
            continue;
        }
        let Some(join) = JOINS.iter().find(|join| scan::from(words, i).starts_with(**join)) else {
            continue;
        };
        past = i + join.len();
        let (left, right) = (scan::slice(words, start, i), scan::from(words, past));
        if i == start {
            start = past;
        } else if body::ends_like_body(left) && (body::ends_like_body(right) || body::level(right).is_some() || right.starts_with('各')) {
            spans.push(Span::new(piece.range().start + start, piece.range().start + i));
            start = past;
        }
    }
    spans.push(Span::new(piece.range().start + start, piece.range().end));
    spans
}

/// One name: its brackets are part of it (各县〔区〕), a role (市发改委(牵头)), or another name of it (市委组织部(市委人才办)).
fn item(text: &str, span: Span, role: Option<Role>, joined: bool) -> Option<Item> {
    let mut span = scan::trim(text, span, ":：。");
    for head in ["由", "以及", "及", "和"] {
        if span.of(text).starts_with(head) {
            span = Span::new(span.range().start + head.len(), span.range().end);
        }
    }
    span = Span::new(span.range().start, span.range().start + without_et_cetera(span.of(text)).len());
    let (mut name, mut within, mut role) = (String::new(), None, role);
    let mut from = span.range().start;
    for bracket in scan::brackets(text, span) {
        if bracket.range().start < from {
            continue;
        }
        let inside = scan::inside(text, bracket).of(text).trim();
        if is_kind(inside) {
            continue;
        }
        name.push_str(scan::slice(text, from, bracket.range().start));
        from = bracket.range().end;
        if let Some(found) = label::at(&format!("{inside}:")) {
            role = Some(found.role);
        } else if !inside.starts_with('含') {
            within = Some(inside.to_owned());
        }
    }
    name.push_str(scan::slice(text, from, span.range().end));
    let name = name.trim().to_owned();
    (!name.is_empty()).then_some(Item { written: span, name, within, role, joined })
}

/// 各县(市、区), 各乡镇(街道), 人民政府(管委会): what is bracketed is another kind of the same body, not a name.
fn is_kind(words: &str) -> bool {
    const KINDS: [&str; 14] =
        ["管理委员会", "管委会", "街道办事处", "街道办", "街道", "镇街", "办事处", "开发区", "园区", "功能区", "新区", "高新区", "经开区", "场"];
    let mut pieces = words.split(['、', ',', '/', '及', '和', ' ']);
    pieces.all(|piece| piece.chars().all(|c| "各县市区旗州盟镇乡".contains(c)) || KINDS.contains(&piece.trim_start_matches(['各', '含'])))
}

/// 市财政局等有关部门 names 市财政局, 能源局等省有关部门 names 能源局.
fn without_et_cetera(words: &str) -> &str {
    const WHICH: [&str; 14] = ["国务院", "中央和国家机关", "中央", "国家", "有关", "相关", "各", "省级", "市级", "县级", "省直", "市直", "省", "市"];
    const WHO: [&str; 9] = ["部门和单位", "部门及单位", "职能部门", "部门", "单位", "部委", "机构", "主管部门", "成员单位"];
    let Some((at, mark)) = words.match_indices('等').next_back() else {
        return words;
    };
    let mut rest = scan::from(words, at + mark.len());
    while let Some(word) = WHICH.iter().find(|word| rest.starts_with(**word)) {
        rest = scan::from(rest, word.len());
    }
    if rest.is_empty() || WHO.contains(&rest) { scan::upto(words, at).trim_end() } else { words }
}
