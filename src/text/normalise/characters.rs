//! Widths and white space, character by character. Knows no words.

/// Full-width ASCII becomes half-width, odd spaces become a space, what cannot be seen goes; lines are trimmed, blank ones dropped.
pub fn fold(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    for line in raw.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}', '\u{85}']) {
        let start = text.len();
        let mut space = false;
        for c in line.chars().filter_map(one) {
            if c == ' ' {
                space = text.len() > start;
                continue;
            }
            if std::mem::take(&mut space) {
                text.push(' ');
            }
            text.push(c);
        }
        if text.len() > start {
            text.push('\n');
        }
    }
    text
}

fn one(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        '﹙' => Some('('),
        '﹚' => Some(')'),
        '﹐' => Some(','),
        '﹔' => Some(';'),
        '﹕' => Some(':'),
        '﹪' => Some('%'),
        '｡' => Some('。'),
        '､' => Some('、'),
        // The mark for bytes that were no text at all; it stands for a character, and says that one is lost.
        '\u{fffd}' => Some(super::LOST),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => None,
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// Whether a character is a Chinese one.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}
