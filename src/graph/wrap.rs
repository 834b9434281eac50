//! Breaks text into lines by the columns it takes: a Chinese character takes two. Knows no boxes and no fonts.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Marks that may not begin a line.
const CLINGING: &str = ",。、;:?!”’》〉)〕】」』,.;:?!)";

pub(super) fn columns(text: &str) -> usize {
    text.width_cjk() // quotation marks and ellipses are as wide as characters in Chinese fonts
}

/// As [`wrap`], with lines as alike in width as can be: no character stands alone in the last one.
pub(super) fn wrap_evenly(text: &str, width: usize, lines: usize) -> Vec<String> {
    let wrapped = wrap(text, width, lines);
    let fits = |narrower: usize| Some(wrap(text, narrower, usize::MAX)).filter(|other| other.len() == wrapped.len());
    let whole = fits(width).is_some();
    (width / 2..width).find_map(|narrower| fits(narrower).filter(|_| whole)).unwrap_or(wrapped)
}

/// Lines of at most so many columns; what has no room in the last line gives way to an ellipsis. Words of ASCII letters stay whole if a line holds them.
pub(super) fn wrap(text: &str, width: usize, lines: usize) -> Vec<String> {
    let mut wrapped: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text, width) {
        let clings = piece.chars().all(|c| CLINGING.contains(c));
        if !clings && !line.is_empty() && columns(&line) + columns(&piece) > width {
            wrapped.push(line.trim_end().to_owned());
            line = piece.trim_start().to_owned();
        } else {
            line.push_str(&piece);
        }
    }
    wrapped.push(line.trim_end().to_owned());
    if wrapped.len() > lines {
        wrapped.truncate(lines);
        if let Some(last) = wrapped.last_mut() {
            while columns(last) + 2 > width && last.pop().is_some() {}
            last.push('…');
        }
    }
    wrapped
}

/// What must not be torn: a run of ASCII letters and digits that fits in a line, or one character.
fn pieces(text: &str, width: usize) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for c in text.chars() {
        match pieces.last_mut() {
            Some(word) if c.is_ascii_alphanumeric() && word.ends_with(|c: char| c.is_ascii_alphanumeric()) && columns(word) < width => word.push(c),
            Some(word) if c.width().unwrap_or_default() == 0 => word.push(c),
            _ => pieces.push(c.to_string()),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{wrap, wrap_evenly};

    #[test]
    fn no_character_stands_alone_in_the_last_line() {
        assert_eq!(wrap_evenly("二/(四)/12 提升服务支撑能力", 26, 3), ["二/(四)/12 提", "升服务支撑能力"]);
        assert_eq!(wrap_evenly("统筹推进产业发展", 26, 3), ["统筹推进产业发展"]);
        assert_eq!(wrap_evenly("推动大中型企业与“专精特新”中小企业协作配套", 12, 2), wrap("推动大中型企业与“专精特新”中小企业协作配套", 12, 2));
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_a_mark() {
        assert_eq!(wrap("支持企业上市融资,加大力度", 16, 3), ["支持企业上市融资,", "加大力度"]);
        assert_eq!(wrap("", 16, 3), [""]);
    }

    #[test]
    fn words_stay_whole_and_long_ones_do_not() {
        assert_eq!(wrap("推广5G技术 based on APEC", 12, 9), ["推广5G技术", "based on", "APEC"]);
        assert_eq!(wrap("abcdefghij", 4, 9), ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn what_has_no_room_gives_way() {
        assert_eq!(wrap("推动大中型企业与“专精特新”中小企业协作配套", 12, 2), ["推动大中型企", "业与“专精…"]);
    }
}
