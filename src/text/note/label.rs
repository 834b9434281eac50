//! The label of a note: 责任单位, 牵头部门, 配合单位. Knows no names of bodies.

use crate::model::policy::Role;
use crate::text::scan;

/// A label at the beginning of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    pub role: Role,
    /// Bytes up to the first name, colon included.
    pub length: usize,
    pub colon: bool,
    /// Of the kind that needs no brackets around it to be a note.
    pub plain: bool,
}

/// What a label is about. 责任 stands last: 牵头责任单位 leads.
const PARTS: [(&str, Role); 20] = [
    ("牵头", Role::Lead),
    ("主办", Role::Lead),
    ("主责", Role::Lead),
    ("第一责任", Role::Lead),
    ("配合", Role::Cooperating),
    ("协办", Role::Cooperating),
    ("协同", Role::Cooperating),
    ("协助", Role::Cooperating),
    ("协作", Role::Cooperating),
    ("参与", Role::Cooperating),
    ("参加", Role::Cooperating),
    ("支持", Role::Cooperating),
    ("落实", Role::Implementing),
    ("实施", Role::Implementing),
    ("执行", Role::Implementing),
    ("督导", Role::Supervising),
    ("监督", Role::Supervising),
    ("承办", Role::Responsible),
    ("主管", Role::Responsible),
    ("责任", Role::Responsible),
];

/// Who bears it.
const BEARERS: [&str; 7] = ["单位", "部门", "主体", "机构", "处室", "科室", "地区"];

/// The labels that stand without a colon only in these forms, and those without a bearer (牵头:…) only as these words.
const BARE: [&str; 6] = ["牵头", "配合", "主办", "协办", "责任", "参与"];

/// A label is short; a longer run of words before a colon is a sentence.
const LONGEST: usize = 12;

pub fn at(words: &str) -> Option<Label> {
    let trimmed = words.trim_start();
    let lead = words.len() - trimmed.len();
    if let Some(inside) = trimmed.strip_prefix('【').and_then(|rest| rest.split_once('】')).map(|(inside, _)| inside) {
        return boxed(trimmed, inside).map(|label| Label { length: lead + label.length, ..label });
    }
    let head = scan::upto(trimmed, trimmed.char_indices().nth(LONGEST + 1).map_or(trimmed.len(), |(end, _)| end));
    if let Some(label) = named(head) {
        return Some(Label { length: lead + label.length, ..label });
    }
    let stop = head.char_indices().find(|&(_, c)| matches!(c, ':' | '：') || is_mark(c))?;
    let colon = matches!(stop.1, ':' | '：');
    let phrase = if colon { scan::upto(head, stop.0).trim_end() } else { bearer_head(head)? };
    let bearer = BEARERS.iter().find(|bearer| phrase.ends_with(**bearer));
    if phrase.chars().any(char::is_numeric) || (bearer.is_none() && !BARE.contains(&phrase)) {
        return None;
    }
    let &(part, role) = PARTS.iter().find(|(part, _)| phrase.contains(part))?;
    let plain = (bearer.is_some() || matches!(phrase, "牵头" | "配合" | "主办" | "协办"))
        && !matches!(part, "参加" | "支持" | "实施" | "执行" | "监督" | "主管");
    let length = lead + if colon { stop.0 + stop.1.len_utf8() } else { phrase.len() };
    Some(Label { role, length, colon, plain })
}

/// 责任单位为市工信局: 为 stands for the colon.
fn named(words: &str) -> Option<Label> {
    let phrase = bearer_head(words)?;
    let is = scan::first(scan::from(words, phrase.len())).filter(|&c| matches!(c, '为' | '是'))?;
    let label = at(&format!("{phrase}:"))?;
    Some(Label { length: phrase.len() + is.len_utf8(), ..label })
}

/// 【责任单位】市工信局: the box stands for the colon.
fn boxed(words: &str, inside: &str) -> Option<Label> {
    let label = at(&format!("{}:", inside.trim()))?;
    let length = words.find('】')? + '】'.len_utf8();
    let rest = scan::from(words, length);
    let colon = rest.len() - rest.trim_start_matches([':', '：', ' ']).len();
    Some(Label { length: length + colon, ..label })
}

/// 责任单位 as the head of 责任单位市工信局: a part, a bearer, and a name after them.
fn bearer_head(head: &str) -> Option<&str> {
    let end = BEARERS.iter().filter_map(|bearer| head.find(bearer).map(|at| at + bearer.len())).min()?;
    let phrase = scan::upto(head, end);
    let mut rest = phrase;
    while let Some((part, _)) = PARTS.iter().find(|(part, _)| rest.starts_with(part)) {
        rest = scan::from(rest, part.len());
    }
    BEARERS.contains(&rest).then_some(phrase).filter(|phrase| phrase.len() > rest.len())
}

fn is_mark(c: char) -> bool {
    matches!(c, '、' | ',' | '\u{ff0c}' | ';' | '；' | '。' | '\n') || scan::opens(c) || scan::closes(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_what_is_none() {
        let cases = [
            ("责任单位:市工信局", Some((Role::Responsible, true, "市工信局"))),
            ("牵头单位:市发改委", Some((Role::Lead, true, "市发改委"))),
            ("牵头责任单位：市发改委", Some((Role::Lead, true, "市发改委"))),
            ("市级责任部门:市科技局", Some((Role::Responsible, true, "市科技局"))),
            ("配合部门:市财政局", Some((Role::Cooperating, true, "市财政局"))),
            ("责任单位市财政局、市工信局", Some((Role::Responsible, false, "市财政局、市工信局"))),
            ("牵头:市发改委", Some((Role::Lead, true, "市发改委"))),
            ("协办单位:市科协", Some((Role::Cooperating, true, "市科协"))),
            ("落实单位:各县区", Some((Role::Implementing, true, "各县区"))),
            ("【责任单位】市工信局", Some((Role::Responsible, true, "市工信局"))),
            ("【市工信局】", None),
            ("联系单位:市工信局", None),
            ("责任人:张三", None),
            ("以下简称:本措施", None),
            ("市工信局、市财政局", None),
            ("各有关责任单位要高度重视,落实", None),
            ("", None),
        ];
        for (words, expected) in cases {
            let found = at(words).map(|label| (label.role, label.colon, scan::from(words, label.length)));
            assert_eq!(found, expected, "{words}");
        }
    }
}
