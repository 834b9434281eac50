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

/// Where the sentence that holds a byte begins and ends (its mark included). A `;` ends one only when `halves` is set.
pub fn sentence(text: &str, at: usize, halves: bool) -> Span {
    let ends = |c: char| ends_sentence(c) || (halves && matches!(c, ';' | '；'));
    let start = upto(text, at).char_indices().rev().find(|&(_, c)| ends(c)).map_or(0, |(i, c)| i + c.len_utf8());
    let tail = from(text, at);
    let end = tail.char_indices().find(|&(_, c)| ends(c)).map_or(tail.len(), |(i, c)| i + if c == '\n' { 0 } else { c.len_utf8() });
    Span::new(start, at + end)
}

/// The end (past the closing mark) of the bracket that opens at `at`. Kinds of bracket are not told apart, since documents mix
/// them; a bracket that doesn't close on its line has no end.
pub fn bracket_end(text: &str, at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (i, c) in from(text, at).char_indices() {
        if c == '\n' {
            return None;
        } else if opens(c) {
            depth += 1;
        } else if closes(c) {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at + i + c.len_utf8());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_nest_whatever_their_kind() {
        let cases = [
            ("(各县〔区〕人民政府)后", 0, Some("(各县〔区〕人民政府)")),
            ("〔市委组织部(市委人才办)〕", 0, Some("〔市委组织部(市委人才办)〕")),
            ("(没有结束", 0, None),
            ("(断了\n)", 0, None),
        ];
        for (text, at, expected) in cases {
            assert_eq!(bracket_end(text, at).map(|end| slice(text, at, end)), expected, "{text}");
        }
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
