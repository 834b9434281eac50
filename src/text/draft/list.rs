//! The things that a sentence lists, to be matched with as many amounts: 国家级、省级、市级绿色矿山, 五星级和四星级酒店. Knows marks and brackets, no titles.

use std::sync::OnceLock;

use regex::Regex;

use crate::model::span::Span;
use crate::text::scan;

/// What joins two things, and how surely: 、 always does, 和 is as often part of a name.
#[derive(Clone, Copy)]
struct Joint {
    span: Span,
    is_mark: bool,
}

const WORDS: [&str; 7] = ["以及", "或者", "和", "及", "与", "或", "并"];

/// Words that only look like a joint.
const NO_JOINTS: [&str; 15] =
    ["及以上", "及以下", "及其", "普及", "涉及", "以及其", "参与", "和谐", "共和", "并且", "并购", "合并", "兼并", "与否", "及时"];

/// Levels of one thing, at the place where they stand: 国家级、省级(含)和市级. The last must be written with its 级, or all as names.
pub fn levels(text: &str, within: Span, count: usize) -> Option<Vec<Span>> {
    static LEVELS: OnceLock<Option<(Regex, Regex)>> = OnceLock::new();
    let (list, level) = LEVELS
        .get_or_init(|| {
            let level = "(?:国际|国家|全国|自治区|设区市|省|市|州|盟|区|县|旗|镇)(?: ?级)?";
            let list = format!(r"{level}(?:\([^()]{{1,4}}\))? ?(?:(?:、|和|及|以及|或|或者|与|/) ?{level}(?:\([^()]{{1,4}}\))?)+");
            Some((Regex::new(&list).ok()?, Regex::new(level).ok()?))
        })
        .as_ref()?;
    let said = list.find_iter(within.of(text)).filter(|found| found.as_str().contains('级') || !found.as_str().contains(['省', '市', '县', '区']));
    let mut fitting = said.filter_map(|found| {
        let start = within.range().start + found.start();
        let items: Vec<Span> = level.find_iter(found.as_str()).map(|item| Span::new(start + item.start(), start + item.end())).collect();
        (items.len() == count).then_some(items)
    });
    fitting.next().filter(|_| fitting.next().is_none())
}

/// As many things as are asked for: the pieces between joints, of a run that no 的 interrupts. None where two runs fit.
pub fn things(text: &str, within: Span, count: usize) -> Option<Vec<Span>> {
    let joints = joints(text, within);
    if count < 2 || joints.len() + 1 < count {
        return None;
    }
    let mut fitting = runs(text, within, &joints).into_iter().filter_map(|run| run.divided(text, count));
    fitting.next().filter(|_| fitting.next().is_none())
}

struct Run {
    span: Span,
    joints: Vec<Joint>,
}

impl Run {
    /// Cut at all joints, at the marks alone, or at the marks and the word before the last thing (甲、乙和丙).
    fn divided(&self, text: &str, count: usize) -> Option<Vec<Span>> {
        let marks = self.joints.iter().filter(|joint| joint.is_mark).count();
        let after_marks = self.joints.iter().rev().take_while(|joint| !joint.is_mark).count();
        let last = self.joints.len().checked_sub(1)?;
        let cuts: Vec<Joint> = if self.joints.len() + 1 == count {
            self.joints.clone()
        } else if marks + 1 == count {
            self.joints.iter().filter(|joint| joint.is_mark).copied().collect()
        } else if marks > 0 && marks + 2 == count && after_marks == 1 {
            self.joints.iter().enumerate().filter(|(i, joint)| joint.is_mark || *i == last).map(|(_, joint)| *joint).collect()
        } else {
            return None;
        };
        let ends = cuts.iter().map(|cut| cut.span.start).chain([self.span.end]);
        let starts = [self.span.start].into_iter().chain(cuts.iter().map(|cut| cut.span.end));
        let things: Vec<Span> = starts.zip(ends).map(|(start, end)| scan::trim(text, Span { start, end }, "的、,")).collect();
        things.iter().all(|thing| thing.start < thing.end).then_some(things)
    }
}

/// The runs of joined things: 三等奖的个人、团队 ends one and begins another.
fn runs(text: &str, within: Span, joints: &[Joint]) -> Vec<Run> {
    let whole = || vec![Run { span: within, joints: joints.to_vec() }];
    let starts = [within.start].into_iter().chain(joints.iter().map(|joint| joint.span.end));
    let ends = joints.iter().map(|joint| joint.span.start).chain([within.end]);
    let pieces: Vec<Span> = starts.zip(ends).map(|(start, end)| scan::trim(text, Span { start, end }, "的")).collect();
    let inner: Vec<Option<Span>> = pieces.iter().map(|piece| inner_de(text, *piece)).collect();
    // 甲的一、乙的二: each thing has its own.
    if inner.iter().all(Option::is_some) {
        return whole();
    }
    let mut found = Vec::new();
    let mut open = Run { span: within, joints: Vec::new() };
    for (i, de) in inner.iter().enumerate() {
        if let (Some(de), true) = (de, i > 0) {
            open.span.end = de.start;
            found.push(std::mem::replace(&mut open, Run { span: Span { start: de.end, end: within.end }, joints: Vec::new() }));
        }
        open.joints.extend(joints.get(i));
    }
    found.push(open);
    found.retain(|run| !run.joints.is_empty());
    found
}

/// A 的 between two words of a piece, outside brackets.
fn inner_de(text: &str, piece: Span) -> Option<Span> {
    let outside = scan::split(text, piece, |c| c == '的');
    outside.get(1).filter(|_| outside.len() > 1).map(|(_, rest)| Span::new(rest.range().start - '的'.len_utf8(), rest.range().start))
}

/// What joins, outside brackets and quotation marks.
fn joints(text: &str, within: Span) -> Vec<Joint> {
    let words = within.of(text);
    let (mut found, mut depth, mut past) = (Vec::new(), 0_usize, 0);
    for (at, c) in words.char_indices() {
        if scan::opens(c) || matches!(c, '“' | '《' | '‘') {
            depth += 1;
        } else if scan::closes(c) || matches!(c, '”' | '》' | '’') {
            depth = depth.saturating_sub(1);
        }
        if depth > 0 || at < past {
            continue;
        }
        let rest = scan::from(words, at);
        let span = |length: usize| Span::new(within.range().start + at, within.range().start + at + length);
        let is_slash = c == '/' && !scan::upto(words, at).ends_with(|c: char| c.is_ascii_digit() || c == '元');
        if c == '、' || is_slash {
            found.push(Joint { span: span(c.len_utf8()), is_mark: true });
        } else if let Some(word) = WORDS.iter().find(|word| rest.starts_with(**word)) {
            past = at + word.len();
            let around = scan::before(words, at, 1).len();
            let seen = scan::slice(words, at - around, words.len());
            if at > 0 && !NO_JOINTS.iter().any(|other| seen.starts_with(other) || rest.starts_with(other)) {
                found.push(Joint { span: span(word.len()), is_mark: false });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, found: Option<Vec<Span>>) -> Vec<&str> {
        found.unwrap_or_default().iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn as_many_things_as_asked_for() {
        let cases: [(&str, usize, &[&str]); 13] = [
            ("获评五星级、四星级酒店", 2, &["获评五星级", "四星级酒店"]),
            ("引进博士、硕士和技师", 3, &["引进博士", "硕士", "技师"]),
            ("评为一等奖、二等奖、三等奖的个人、团队", 3, &["评为一等奖", "二等奖", "三等奖"]),
            ("评为一等奖、二等奖、三等奖的个人、团队", 2, &["个人", "团队"]),
            ("通过甲(乙、丙)认证、“丁、戊”认证的", 2, &["通过甲(乙、丙)认证", "“丁、戊”认证"]),
            ("机器人和传感器、软件", 2, &["机器人和传感器", "软件"]),
            ("投资1亿元的工厂、5亿元的园区", 2, &["投资1亿元的工厂", "5亿元的园区"]),
            ("涉及普及与推广的车间", 2, &["涉及普及", "推广"]),
            // None where the numbers differ, or where two runs fit.
            ("甲等、乙等、丙等", 2, &[]),
            ("首次、再次认定的企业、园区", 2, &[]),
            ("参与制定标准的企业", 2, &[]),
            ("(甲、乙", 2, &[]),
            ("", 2, &[]),
        ];
        for (text, count, expected) in cases {
            assert_eq!(words(text, things(text, Span::new(0, text.len()), count)), expected, "{text}");
        }
    }

    #[test]
    fn levels_of_one_thing() {
        let cases: [(&str, usize, &[&str]); 6] = [
            ("新获国家级、省级和市级绿色矿山", 3, &["国家级", "省级", "市级"]),
            ("国家、省级中心", 2, &["国家", "省级"]),
            ("国家级/省级首台(套)", 2, &["国家级", "省级"]),
            ("国家级、省级中心", 3, &[]),
            ("我市、我县的企业", 2, &[]),
            ("国家级工厂、省级工厂", 2, &[]),
        ];
        for (text, count, expected) in cases {
            assert_eq!(words(text, levels(text, Span::new(0, text.len()), count)), expected, "{text}");
        }
    }
}
