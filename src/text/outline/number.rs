//! The number a paragraph begins with. Knows one paragraph; whether the number continues the ones before it is told elsewhere.

use crate::model::span::Span;
use crate::text::{number, scan};

/// The kinds of numbering, outer before inner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 第一编, 第一部分
    Book,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// 第一条
    Article,
    /// 一、
    Chinese,
    /// (一)
    ChineseInBrackets,
    /// 1. and 1、
    Arabic,
    /// 1.1
    Decimal,
    /// 1.1.1
    SubDecimal,
    /// (1) and 1)
    ArabicInBrackets,
    /// ①
    Circled,
}

/// A number at the beginning of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark<'t> {
    pub kind: Kind,
    pub value: i64,
    /// As a path writes it: `一`, `(一)`, `1`, `第五条`.
    pub label: &'t str,
    /// With its punctuation.
    pub span: Span,
}

/// The number that a paragraph begins with.
pub fn read(text: &str, line: Span) -> Option<Mark<'_>> {
    let words = line.of(text);
    let (kind, value, label, length) =
        article(words).or_else(|| bracketed(words)).or_else(|| circled(words)).or_else(|| decimal(words)).or_else(|| plain(words))?;
    let start = line.range().start;
    Some(Mark { kind, value, label, span: Span::new(start, start + length) })
}

/// The number that only a space sets apart from a heading: 2 支持创新. Prose begins so too (3 个月内), so what stands under it must tell.
pub fn spaced(text: &str, line: Span) -> Option<Mark<'_>> {
    let words = line.of(text);
    let end = words.find(|c: char| !c.is_ascii_digit())?;
    let (label, rest) = (scan::upto(words, end), scan::from(words, end));
    let heading = rest.trim_start_matches([' ', '\u{3000}']);
    let is_heading = heading.len() < rest.len() && heading.chars().next().is_some_and(char::is_alphabetic);
    let value = label.parse().ok().filter(|value| (1..100).contains(value) && is_heading)?;
    let start = line.range().start;
    Some(Mark { kind: Kind::Arabic, value, label, span: Span::new(start, start + words.len() - heading.len()) })
}

type Found<'t> = (Kind, i64, &'t str, usize);

/// 第五条, 第一章.
fn article(words: &str) -> Option<Found<'_>> {
    let rest = words.strip_prefix('第')?;
    let offset = '第'.len_utf8();
    let spaces = rest.len() - rest.trim_start().len();
    let (value, end) = spaced_number(words, offset + spaces)?;
    let after = scan::from(words, end).trim_start();
    let (unit, kind) =
        [("编", Kind::Book), ("部分", Kind::Book), ("篇", Kind::Book), ("章", Kind::Chapter), ("节", Kind::Section), ("条", Kind::Article)]
            .into_iter()
            .find(|(unit, _)| after.starts_with(unit))?;
    let length = words.len() - after.len() + unit.len();
    let follows = scan::from(words, length);
    // 第五条规定的… and 第一条第二款 speak of a clause; a number is set apart from what it heads.
    let is_apart = follows.is_empty() || follows.starts_with([' ', '\u{3000}', ':', '：', '、', '.', '【', '(', '〔', '[']);
    let speaks_of = ["规定", "第", "所", "中", "和", "及", "、第", "至", "的"].iter().any(|word| follows.starts_with(word));
    if !is_apart && speaks_of {
        return None;
    }
    let punctuation = follows.len() - follows.trim_start_matches([' ', '\u{3000}', ':', '：', '、', '.']).len();
    Some((kind, value.whole()?, scan::upto(words, length), length + punctuation))
}

/// 第 1 0 条: a page may set its digits apart.
fn spaced_number(words: &str, start: usize) -> Option<(number::Number, usize)> {
    let run = scan::from(words, start).char_indices().take(8).take_while(|&(_, c)| c.is_ascii_digit() || c == ' ');
    let end = start + run.last().map_or(0, |(at, c)| at + c.len_utf8());
    let digits: String = scan::slice(words, start, end).chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 2 { number::read_plain(words, start) } else { number::read_plain(&digits, 0).map(|(value, _)| (value, end)) }
}

/// (一), (1), 1).
fn bracketed(words: &str) -> Option<Found<'_>> {
    let opening = scan::first(words).filter(|&c| matches!(c, '(' | '（' | '〔' | '['));
    let start = opening.map_or(0, char::len_utf8);
    let (value, end) = number::read_plain(words, start)?;
    let close = scan::first(scan::from(words, end)).filter(|&c| scan::closes(c))?;
    if value.places > 0 || (opening.is_none() && value.chinese) {
        return None;
    }
    let kind = if value.chinese { Kind::ChineseInBrackets } else { Kind::ArabicInBrackets };
    let length = end + close.len_utf8();
    let rest = scan::from(words, length);
    let punctuation = rest.len() - rest.trim_start_matches(['、', '.', ' ', '\u{3000}']).len();
    Some((kind, value.whole()?, scan::upto(words, length), length + punctuation))
}

/// ①, ⑴, ⒈.
fn circled(words: &str) -> Option<Found<'_>> {
    let c = scan::first(words)?;
    let value = match c {
        '①'..='⑳' => i64::from(u32::from(c) - u32::from('①')) + 1,
        '⑴'..='⒇' => i64::from(u32::from(c) - u32::from('⑴')) + 1,
        '❶'..='❿' => i64::from(u32::from(c) - u32::from('❶')) + 1,
        _ => return None,
    };
    let label = scan::upto(words, c.len_utf8());
    let rest = scan::from(words, c.len_utf8());
    let punctuation = rest.len() - rest.trim_start_matches(['、', '.', ' ']).len();
    Some((Kind::Circled, value, label, c.len_utf8() + punctuation))
}

/// 1.1, 1.2.3: steps joined by points, then words. What is followed by a unit is a quantity.
fn decimal(words: &str) -> Option<Found<'_>> {
    let end = words.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let label = scan::upto(words, end).trim_end_matches('.');
    let steps: Option<Vec<i64>> = label.split('.').map(|step| step.parse().ok().filter(|&step| (1..100).contains(&step))).collect();
    let kind = match steps.as_deref()? {
        [_, _] => Kind::Decimal,
        [_, _, _] => Kind::SubDecimal,
        _ => return None,
    };
    let rest = scan::from(words, end);
    let follows = rest.trim_start_matches([' ', '\u{3000}', '、']);
    let is_quantity = ["万", "亿", "千", "百", "元", "%", "个", "家", "倍", "年", "月", "吨", "亩", "以", "及", "至", "平"]
        .iter()
        .any(|unit| follows.starts_with(unit));
    let value = *steps?.last()?;
    (!is_quantity && follows.chars().take(2).all(char::is_alphabetic) && follows.chars().count() > 2).then_some((
        kind,
        value,
        label,
        end + rest.len() - follows.len(),
    ))
}

/// 一、 and 1. and 1、. A point before a digit is a decimal, a number without its mark is prose.
fn plain(words: &str) -> Option<Found<'_>> {
    let (value, end) = number::read_plain(words, 0)?;
    // 二 、支持范围
    let spaces = scan::from(words, end).len() - scan::from(words, end).trim_start_matches(' ').len();
    let (label, end) = (end, if scan::from(words, end + spaces).starts_with('、') { end + spaces } else { end });
    let mark = scan::first(scan::from(words, end)).filter(|&c| matches!(c, '、' | '.' | '．'))?;
    let length = end + mark.len_utf8();
    let rest = scan::from(words, length);
    if value.places > 0
        || value.whole()? > 200
        || scan::first(rest).is_some_and(|c| c.is_ascii_digit() || (mark == '、' && number::digit(c).is_some()))
    {
        return None;
    }
    let kind = if value.chinese { Kind::Chinese } else { Kind::Arabic };
    let spaces = rest.len() - rest.trim_start().len();
    Some((kind, value.whole()?, scan::upto(words, label), length + spaces))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_clauses_and_what_is_none() {
        let cases = [
            ("一、总体要求", Some((Kind::Chinese, 1, "一", "一、"))),
            ("十一、其他", Some((Kind::Chinese, 11, "十一", "十一、"))),
            ("(一)指导思想。", Some((Kind::ChineseInBrackets, 1, "(一)", "(一)"))),
            ("1.推动", Some((Kind::Arabic, 1, "1", "1."))),
            ("12、推动", Some((Kind::Arabic, 12, "12", "12、"))),
            ("1. 推动", Some((Kind::Arabic, 1, "1", "1. "))),
            ("(1)对企业", Some((Kind::ArabicInBrackets, 1, "(1)", "(1)"))),
            ("1)对企业", Some((Kind::ArabicInBrackets, 1, "1)", "1)"))),
            ("①对企业", Some((Kind::Circled, 1, "①", "①"))),
            ("第五条 本办法", Some((Kind::Article, 5, "第五条", "第五条 "))),
            ("第十二条为加快", Some((Kind::Article, 12, "第十二条", "第十二条"))),
            ("第二章 支持内容", Some((Kind::Chapter, 2, "第二章", "第二章 "))),
            ("第5条:奖励", Some((Kind::Article, 5, "第5条", "第5条:"))),
            ("第 1 0 条 鼓励", Some((Kind::Article, 10, "第 1 0 条", "第 1 0 条 "))),
            ("二 、支持范围", Some((Kind::Chinese, 2, "二", "二 、"))),
            ("1.1 支持研发", Some((Kind::Decimal, 1, "1.1", "1.1 "))),
            ("2.3.1支持研发", Some((Kind::SubDecimal, 1, "2.3.1", "2.3.1"))),
            ("1.5亿元以上", None),
            ("2.0 以上", None),
            ("2023.5", None),
            ("2025年底前", None),
            ("一是加快", None),
            ("三、四季度", None),
            ("10、20万元", None),
            ("第五条规定的企业", None),
            ("第一批企业", None),
            ("一般企业", None),
            ("50家企业", None),
            ("", None),
        ];
        for (words, expected) in cases {
            let found = read(words, Span::new(0, words.len())).map(|m| (m.kind, m.value, m.label, m.span.of(words)));
            assert_eq!(found, expected, "{words}");
        }
    }
}
