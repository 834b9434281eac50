//! Moving about in Chinese prose: lines, sentences, brackets. Knows no meaning beyond punctuation.

use crate::model::span::Span;

/// The opening brackets that surround asides and notes, half- and full-width.
pub const OPENING: [char; 7] = ['(', '（', '〔', '[', '［', '【', '{'];
const CLOSING: [char; 7] = [')', '）', '〕', ']', '］', '】', '}'];

pub fn opens(c: char) -> bool {
    OPENING.contains(&c)
}

pub fn closes(c: char) -> bool {
    CLOSING.contains(&c)
}

/// Words without the bracket that they end in: 各区(县、市).
pub fn without_bracket(words: &str) -> &str {
    let bracket = words.rfind(opens).filter(|_| last(words).is_some_and(closes));
    bracket.map_or(words, |at| upto(words, at).trim_end())
}

/// Where a sentence may end. A line break always ends one.
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | '！' | '？' | '\n')
}

/// The text from a byte onwards; empty past the end or inside a character.
pub fn from(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// The text up to a byte.
pub fn upto(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default()
}

pub fn slice(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

pub fn first(text: &str) -> Option<char> {
    text.chars().next()
}

pub fn last(text: &str) -> Option<char> {
    text.chars().next_back()
}

/// The last `n` characters before a byte, cut at a line break.
pub fn before(text: &str, at: usize, n: usize) -> &str {
    let head = upto(text, at);
    let start = head.char_indices().rev().take(n).take_while(|&(_, c)| c != '\n').last().map_or(at, |(i, _)| i);
    slice(text, start, at)
}

/// The next `n` characters from a byte, cut at a line break.
pub fn after(text: &str, at: usize, n: usize) -> &str {
    let tail = from(text, at);
    let end = tail.char_indices().take(n).take_while(|&(_, c)| c != '\n').last().map_or(0, |(i, c)| i + c.len_utf8());
    upto(tail, end)
}

/// Each line with its span, without its line break and without white space at its ends. Blank lines are skipped.
pub fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    text.split('\n').filter_map(move |line| {
        let start = at;
        at += line.len() + 1;
        let trimmed = line.trim_start();
        let from = start + (line.len() - trimmed.len());
        let trimmed = trimmed.trim_end();
        (!trimmed.is_empty()).then(|| Span::new(from, from + trimmed.len()))
    })
}

/// The longest sentence, in characters: what goes on longer is no prose, and need not be looked through again and again.
const LONGEST_SENTENCE: usize = 2000;

/// Where the sentence that holds a byte begins and ends (its mark included). A `;` ends one only when `halves` is set.
pub fn sentence(text: &str, at: usize, halves: bool) -> Span {
    let ends = |c: char| ends_sentence(c) || (halves && matches!(c, ';' | '；'));
    let start = upto(text, at).char_indices().rev().take(LONGEST_SENTENCE).find(|&(_, c)| ends(c)).map_or(0, |(i, c)| i + c.len_utf8());
    let tail = from(text, at);
    let end = tail
        .char_indices()
        .take(LONGEST_SENTENCE)
        .find(|&(_, c)| ends(c))
        .map_or_else(|| after(text, at, LONGEST_SENTENCE).len(), |(i, c)| i + if c == '\n' { 0 } else { c.len_utf8() });
    Span::new(start, at + end)
}

/// The brackets that close on the line they were opened on, outer before inner, marks included. Kinds of bracket are not told apart, since documents mix
/// them.
pub fn brackets(text: &str, span: Span) -> Vec<Span> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    for (i, c) in span.of(text).char_indices() {
        let at = span.range().start + i;
        if opens(c) {
            open.push(at);
        } else if c == '\n' {
            open.clear();
        } else if closes(c)
            && let Some(start) = open.pop()
        {
            found.push(Span::new(start, at + c.len_utf8()));
        }
    }
    found.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    found
}

/// What a bracket holds, its marks left out.
pub fn inside(text: &str, bracket: Span) -> Span {
    let words = bracket.of(text);
    let head = first(words).filter(|&c| opens(c)).map_or(0, char::len_utf8);
    let tail = last(words).filter(|&c| closes(c)).map_or(0, char::len_utf8);
    Span::new(bracket.range().start + head, (bracket.range().end - tail).max(bracket.range().start + head))
}

/// The span without white space, and without any of `marks`, at its ends.
pub fn trim(text: &str, span: Span, marks: &str) -> Span {
    let drop = |c: char| c.is_whitespace() || marks.contains(c);
    let words = span.of(text);
    let rest = words.trim_start_matches(drop);
    let start = span.range().start + (words.len() - rest.len());
    Span::new(start, start + rest.trim_end_matches(drop).len())
}

/// The pieces of a span between marks that stand outside brackets, each with the mark before it.
pub fn split(text: &str, span: Span, is_mark: impl Fn(char) -> bool) -> Vec<(Option<char>, Span)> {
    let (mut pieces, mut mark) = (Vec::new(), None);
    let mut start = span.range().start;
    // A bracket that never closes holds nothing together.
    let brackets = brackets(text, span);
    let mut brackets = brackets.iter().peekable();
    let mut past = 0;
    for (i, c) in span.of(text).char_indices() {
        let at = span.range().start + i;
        while let Some(bracket) = brackets.next_if(|bracket| bracket.range().start <= at) {
            past = past.max(bracket.range().end);
        }
        if at >= past && is_mark(c) {
            pieces.push((mark, Span::new(start, at)));
            (mark, start) = (Some(c), at + c.len_utf8());
        }
    }
    pieces.push((mark, Span::new(start, span.range().end)));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Span {
        Span::new(0, text.len())
    }

    #[test]
    fn brackets_nest_whatever_their_kind() {
        let cases: [(&str, &[&str]); 5] = [
            ("(各县〔区〕人民政府)后", &["(各县〔区〕人民政府)", "〔区〕"]),
            ("〔市委组织部(市委人才办)〕", &["〔市委组织部(市委人才办)〕", "(市委人才办)"]),
            ("(没有结束", &[]),
            (")没有开始(", &[]),
            ("(没有结束\n(下一段)。没有开始)", &["(下一段)"]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = brackets(text, whole(text)).iter().map(|span| span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn marks_inside_brackets_do_not_split() {
        let text = "各区(县、市)、功能区";
        let found: Vec<&str> = split(text, whole(text), |c| c == '、').iter().map(|(_, span)| span.of(text)).collect();
        assert_eq!(found, ["各区(县、市)", "功能区"]);
    }

    #[test]
    fn a_sentence_ends_at_its_mark_or_its_line() {
        let text = "甲乙。丙丁;戊\n己";
        assert_eq!(sentence(text, 9, false).of(text), "丙丁;戊");
        assert_eq!(sentence(text, 9, true).of(text), "丙丁;");
        assert_eq!(sentence(text, 0, false).of(text), "甲乙。");
    }

    #[test]
    fn lines_are_trimmed_and_blank_ones_skipped() {
        let text = " 甲 \n\n乙";
        let found: Vec<&str> = lines(text).map(|span| span.of(text)).collect();
        assert_eq!(found, ["甲", "乙"]);
    }
}
