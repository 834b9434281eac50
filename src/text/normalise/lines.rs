//! Paragraphs that a page broke: a title over two lines, a sentence cut at a fixed width. Knows what a title and a numbered line look like.

use super::Remark;
use super::characters::is_han;
use super::{run_together, titles};
use crate::model::span::Span;
use crate::text::scan;

/// What titles of documents end in.
const TITLES: [&str; 22] = [
    "意见", "措施", "办法", "通知", "公告", "方案", "细则", "规定", "决定", "计划", "规划", "政策", "的函", "通告", "条例", "批复", "纲要", "指南",
    "清单", "要点", "解读", "说明",
];

/// What may follow it in brackets.
const ENDS: [&str; 6] = ["(试行)", "(征求意见稿)", "(暂行)", "(修订)", "(草案)", "(修订稿)"];

/// Longest line that may be part of a title, in characters.
const TITLE_LINE: usize = 60;

pub fn join(text: &str, remarks: &mut Vec<Remark>) -> String {
    let all: Vec<&str> = scan::lines(text).flat_map(|line| run_together::parts(line.of(text))).collect();
    let width = hard_width(&all);
    let named = titles::Named::in_text(text);
    let mut kept = String::with_capacity(text.len());
    let mut current = String::new();
    let mut parts = 0;
    let mut title_until = 0;
    for (i, line) in all.iter().enumerate() {
        if i >= title_until {
            title_until = i + named.lines(all.get(i..).unwrap_or_default());
        } else if parts > 0 {
            current.push_str(line);
            parts += 1;
            continue;
        }
        if parts > 0 && joins(&current, line, all.get(i.wrapping_sub(1)).copied().unwrap_or_default(), width) {
            if needs_space(&current, line) {
                current.push(' ');
            }
            current.push_str(line);
            parts += 1;
        } else {
            flush(&mut kept, &mut current, parts, remarks);
            current.push_str(line);
            parts = 1;
        }
    }
    flush(&mut kept, &mut current, parts, remarks);
    kept
}

fn flush(kept: &mut String, current: &mut String, parts: usize, remarks: &mut Vec<Remark>) {
    if current.is_empty() {
        return;
    }
    if parts > 1 {
        remarks.push(Remark::Joined { line: current.chars().take(60).collect() });
    }
    kept.push_str(&title_without_layout(current));
    kept.push('\n');
    current.clear();
}

/// Whether `next` goes on with `current`, whose last line on the page was `last`.
fn joins(current: &str, next: &str, last: &str, width: Option<usize>) -> bool {
    if begins_anew(next) {
        return false;
    }
    if (is_open_title(current) && is_title_tail(next)) || (ends_like_title(current) && ENDS.contains(&next)) {
        return true;
    }
    let goes_on = scan::last(current).is_some_and(|c| matches!(c, ',' | '、')) && length(current) >= 12;
    let cut = width.is_some_and(|width| columns(last) + 9 >= width) && !scan::last(current).is_some_and(|c| "。;:!?”》)".contains(c));
    goes_on || cut
}

/// In characters, counted no further than anything here asks for.
fn length(words: &str) -> usize {
    words.chars().take(2 * TITLE_LINE).count()
}

fn needs_space(current: &str, next: &str) -> bool {
    scan::last(current).is_some_and(|c| c.is_ascii_alphanumeric()) && scan::first(next).is_some_and(|c| c.is_ascii_alphanumeric())
}

fn begins_anew(next: &str) -> bool {
    let whole = Span::new(0, next.len());
    crate::text::outline::begins_with_number(next, whole)
        || ["附件", "附:", "——", "联系人", "抄送", "(此件", "关于"].iter().any(|word| next.starts_with(word))
        || is_date_line(next)
}

fn is_date_line(words: &str) -> bool {
    crate::text::date::dates(words).first().is_some_and(|date| date.span.of(words).len() == words.len())
}

pub(super) fn ends_like_title(words: &str) -> bool {
    let words = words.trim_end_matches(['》', '>']).trim_end();
    let words = ENDS.iter().find_map(|end| words.strip_suffix(end)).unwrap_or(words);
    TITLES.iter().any(|end| words.ends_with(end))
}

/// 关于…, without the word that ends a title, or with 《 still open.
fn is_open_title(words: &str) -> bool {
    if length(words) > TITLE_LINE {
        return false;
    }
    let is_title =
        words.starts_with("关于") || words.contains("关于印发") || words.find("关于").is_some_and(|at| is_issuer(scan::upto(words, at).trim_end()));
    let is_open = words.matches('《').count() > words.matches('》').count();
    let has_end = ends_like_title(words) && !words.ends_with('》');
    is_title && (is_open || !has_end) && !words.contains(['。', ';', ',', ':'])
}

fn is_title_tail(words: &str) -> bool {
    length(words) <= TITLE_LINE / 2 + 10
        && !words.contains(['。', ';', ',', ':'])
        && scan::first(words).is_some_and(|c| is_han(c) || "《》”".contains(c))
        && ends_like_title(words)
}

pub(super) fn is_issuer(words: &str) -> bool {
    ["政府", "办公室", "办公厅", "局", "委员会", "委", "厅", "部", "院"].iter().any(|end| words.ends_with(end)) && length(words) <= 24
}

/// `某市奖励政策:某市人民政府 关于推进…加快制造业 高质量发展的实施意见`: what stands before the colon is the page's, and the spaces are where the page
/// broke the line.
fn title_without_layout(line: &str) -> String {
    if !ends_like_title(line) || length(line) > TITLE_LINE || line.contains(['。', ';', ',', '《']) {
        return line.to_owned();
    }
    let Some(at) = line.find("关于") else {
        return line.to_owned();
    };
    let issuer = scan::upto(line, at);
    let (prefix, issuer) = issuer.rfind(':').map_or(("", issuer), |colon| (scan::upto(issuer, colon + 1), scan::from(issuer, colon + 1)));
    if !is_issuer(issuer.trim()) {
        return line.to_owned();
    }
    let title = scan::from(line, prefix.len());
    if title.contains(" 关于") { title.replace(' ', "") } else { title.trim_start().to_owned() }
}

/// The width at which a page cut all lines, if it did: many lines end in mid-sentence, most of them at one width.
fn hard_width(all: &[&str]) -> Option<usize> {
    let goes_on = |line: &&&str| scan::last(line).is_some_and(|c| is_han(c) || matches!(c, ',' | '、'));
    let cut: Vec<usize> = all.iter().filter(goes_on).map(|line| columns(line)).filter(|&n| n >= 36).collect();
    let width = cut.iter().copied().max()?;
    let at_width = cut.iter().filter(|&&n| n + 5 >= width).count();
    (cut.len() >= 5 && cut.len() * 4 >= all.len() && at_width * 10 >= cut.len() * 7 && width <= 120).then_some(width)
}

/// How wide a line is on a page: a Chinese character takes two columns.
fn columns(words: &str) -> usize {
    words.chars().take(2 * TITLE_LINE).map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
