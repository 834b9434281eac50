//! The heading of a clause: alone on its line, or run into the text before the first full stop. Knows one paragraph.

use crate::model::span::Span;
use crate::text::scan;

/// Longest heading on a line of its own, and longest one run into the text, in characters.
const LONGEST_LINE: usize = 60;
const LONGEST_RUN_IN: usize = 36;

/// How a paragraph begins after its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// The heading is the whole paragraph.
    Alone(Span),
    /// A heading, then text.
    RunIn(Span),
    /// One sentence and no more: a heading if something stands under it, the clause itself if not.
    OneSentence(Span),
    /// Text straight away.
    Text,
}

/// The opening of the paragraph whose words after the number are `rest`.
pub fn opening(text: &str, rest: Span) -> Opening {
    let words = rest.of(text);
    if let Some(bracket) = marked(text, rest) {
        return Opening::RunIn(bracket);
    }
    let stop = words.char_indices().find(|&(_, c)| matches!(c, '。' | ';' | '；' | '!' | '！' | ':' | '：'));
    let span = |end: usize| scan::trim(text, Span::new(rest.range().start, rest.range().start + end), "、. ");
    match stop {
        None if length(words) <= LONGEST_LINE && !words.is_empty() && (reads_as_heading(words) || length(words) <= 12) => {
            Opening::Alone(span(words.len()))
        }
        None => spaced(text, rest),
        Some((at, mark)) => {
            let (head, after) = (scan::upto(words, at), scan::from(words, at + mark.len_utf8()).trim());
            match mark {
                '。' if after.is_empty() && length(head) <= LONGEST_LINE && reads_as_heading(head) => Opening::OneSentence(span(at)),
                '。' if length(head) <= LONGEST_RUN_IN && reads_as_heading(head) => Opening::RunIn(span(at)),
                ':' | '：' if after.is_empty() && length(head) <= LONGEST_RUN_IN && reads_as_heading(head) => Opening::Alone(span(at)),
                ':' | '：' if length(head) <= 16 && reads_as_heading(head) && !head.contains([',', '、', '\u{ff0c}']) => Opening::RunIn(span(at)),
                _ => spaced(text, rest),
            }
        }
    }
}

fn length(words: &str) -> usize {
    words.chars().count()
}

/// `第三条 【支持对象】…`, `第三条(适用范围) …`: the heading stands in brackets right after the number.
fn marked(text: &str, rest: Span) -> Option<Span> {
    let opening = scan::first(rest.of(text)).filter(|&c| matches!(c, '【' | '(' | '[' | '〔'))?;
    let bracket = scan::brackets(text, rest).into_iter().next().filter(|b| b.start == rest.start)?;
    let inside = scan::inside(text, bracket);
    let fits = length(inside.of(text)) <= 24 && (opening == '【' || reads_as_heading(inside.of(text)));
    (fits && bracket.end < rest.end).then_some(inside)
}

/// `第三条 支持对象 在本市注册…`: a few words set apart by a space.
fn spaced(text: &str, rest: Span) -> Opening {
    let words = rest.of(text);
    let Some((at, _)) = words.char_indices().find(|&(_, c)| c.is_whitespace()) else {
        return Opening::Text;
    };
    let head = scan::upto(words, at);
    let is_heading = (2..=20).contains(&length(head))
        && reads_as_heading(head)
        && !head.contains([',', '、', '。', ';', ':', '\u{ff0c}'])
        && !head.chars().any(|c| c.is_ascii_digit());
    if is_heading { Opening::RunIn(Span::new(rest.range().start, rest.range().start + at)) } else { Opening::Text }
}

/// A heading names a task; it doesn't say who gets what, and it isn't the beginning of a rule.
fn reads_as_heading(words: &str) -> bool {
    const BEGINNINGS: [&str; 23] = [
        "对",
        "为",
        "凡",
        "经",
        "本办法",
        "本措施",
        "本意见",
        "本细则",
        "本规定",
        "本政策",
        "按照",
        "根据",
        "每年",
        "符合",
        "自",
        "在",
        "各级",
        "各地",
        "各有关",
        "各县",
        "各部门",
        "各区",
        "有关部门",
    ];
    const INSIDE: [&str; 14] = ["给予", "万元", "亿元", "不超", "不低于", "应当", "是指", "予以", "可以", "不得", "有下列", "如下", "到20", "至20"];
    let exempt = words.starts_with("对外") || words.starts_with("对接") || words.starts_with("对标") || words.starts_with("对口");
    let begins = BEGINNINGS.iter().any(|word| words.starts_with(word)) && !exempt && !words.starts_with("为民") && !words.starts_with("经营");
    !words.is_empty() && !begins && !INSIDE.iter().any(|word| words.contains(word)) && !words.contains('%')
}
