//! Pinyin in brackets after the character it reads: `區(qū)`. Knows tones, no dictionary.

use super::Remark;
use super::characters::is_han;
use crate::text::scan;

const TONES: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ\u{300}\u{301}\u{304}\u{30c}";

/// The longest syllable is zhuang; combining marks count too.
const LONGEST: usize = 8;

pub fn remove(text: &str, remarks: &mut Vec<Remark>) -> String {
    let mut kept = String::with_capacity(text.len());
    let (mut from, mut count) = (0, 0);
    for (at, _) in text.match_indices('(') {
        if at < from {
            continue;
        }
        let before = scan::last(scan::upto(text, at));
        let inside = at + 1;
        let Some(length) = syllable(scan::from(text, inside)) else {
            continue;
        };
        if before.is_some_and(|c| is_han(c) || c.is_ascii_alphabetic() || c == '}') {
            kept.push_str(scan::slice(text, from, at));
            from = inside + length + 1;
            count += 1;
        }
    }
    kept.push_str(scan::from(text, from));
    if count > 0 {
        remarks.push(Remark::Pinyin { count });
    }
    kept
}

/// The length of a syllable with its tone, if a closing bracket follows it.
pub fn syllable(words: &str) -> Option<usize> {
    let end = words.char_indices().take(LONGEST + 1).find(|&(_, c)| !(c.is_ascii_lowercase() || c == 'ü' || TONES.contains(c)))?.0;
    let inside = scan::upto(words, end);
    (scan::from(words, end).starts_with(')') && inside.chars().any(|c| TONES.contains(c))).then_some(end)
}
