//! GBK that was read one byte out of step: 规模“小”的問題 became 规?！靶　钡膯栴}. The bytes are still there but for one, so all characters but one
//! come back; the lost one is marked, or restored if only one fits and the document has the word elsewhere. Knows no other garbling.

use encoding_rs::GBK;

use super::characters::is_han;
use super::{LOST, Remark, pinyin};
use crate::text::scan;

/// A stretch that was read out of step is short: it ends where an ASCII byte sets the reading right again.
const LONGEST: usize = 24;

/// A document with more than this many is not garbled here and there, and is not searched for each.
const MOST: usize = 64;

pub fn repair(text: &str, remarks: &mut Vec<Remark>) -> String {
    if !text.contains('?') {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in text.match_indices('?') {
        let stands_in_chinese = scan::last(scan::upto(text, at)).is_some_and(is_han);
        if at < from || !stands_in_chinese {
            continue;
        }
        let Some((trail, words, end)) = stretch(text, at) else {
            continue;
        };
        kept.push_str(scan::slice(text, from, at));
        let around = |lost: char| format!("{}{lost}{words}", scan::before(text, at, 4));
        let restored = scan::last(&kept).filter(|_| remarks.len() < MOST).and_then(|before| only_fit(text, before, trail));
        match restored {
            Some(c) => remarks.push(Remark::Restored { around: around(c) }),
            None => remarks.push(Remark::Lost { around: around(LOST) }),
        }
        kept.push(restored.unwrap_or(LOST));
        kept.push_str(&words);
        from = end;
    }
    kept.push_str(scan::from(text, from));
    kept
}

/// What stood where the reading was out of step: the second byte of the lost character, the words after it, and where they end.
fn stretch(text: &str, at: usize) -> Option<(u8, String, usize)> {
    let mut from = at + 1;
    // The lost character's own pinyin may have lost its opening bracket with it.
    if let Some(length) = pinyin::syllable(scan::from(text, from)) {
        from += length + 1;
    }
    let mut bytes: Vec<u8> = Vec::new();
    for (i, c) in scan::from(text, from).char_indices().take(LONGEST) {
        let end = from + i + c.len_utf8();
        if is_han(c) {
            bytes.extend(gbk(c)?);
        } else if c.is_ascii_alphabetic() || matches!(c, '}' | '{' | '|' | '~' | '^' | '_' | '`' | '@' | '[' | '\\' | ']') {
            bytes.push(u8::try_from(c).ok()?);
            return words(&bytes).map(|(trail, words)| (trail, words, end));
        } else {
            // A full-width mark that was folded before.
            bytes.extend(gbk(if c == ' ' {
                '\u{3000}'
            } else {
                char::from_u32(u32::from(c) + 0xfee0).filter(|_| c.is_ascii_graphic()).unwrap_or(c)
            })?);
        }
    }
    None
}

/// The bytes one step on: Chinese all of it, or this was no such stretch.
fn words(bytes: &[u8]) -> Option<(u8, String)> {
    let (&trail, rest) = bytes.split_first()?;
    let (words, failed) = GBK.decode_without_bom_handling(rest);
    let is_chinese = words.chars().all(|c| is_han(c) || "“”‘’、。,;:!?()《》—…".contains(c) || ('\u{ff01}'..='\u{ff5e}').contains(&c));
    (!failed && rest.len() > 2 && is_chinese).then(|| (trail, super::characters::fold(&words).trim_end().to_owned()))
}

fn gbk(c: char) -> Option<Vec<u8>> {
    let mut buffer = [0_u8; 4];
    let (bytes, _, failed) = GBK.encode(c.encode_utf8(&mut buffer));
    (!failed && bytes.len() == 2).then(|| bytes.into_owned())
}

/// The one character with this second byte that the document elsewhere writes after `before`.
fn only_fit(text: &str, before: char, trail: u8) -> Option<char> {
    let mut fits = None;
    for (at, c) in text.match_indices(before).map(|(at, found)| (at, found.len())) {
        let Some(next) = scan::first(scan::from(text, at + c)) else {
            continue;
        };
        // Pinyin between the two characters is already gone.
        if gbk(next).is_some_and(|bytes| bytes.last() == Some(&trail)) {
            if fits.is_some_and(|fit| fit != next) {
                return None;
            }
            fits = Some(next);
        }
    }
    fits.filter(|&c| is_han(c))
}
