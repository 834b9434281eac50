//! Reading a number where it stands: `1,000`, `1.5`, `五百二十`, `3千`. Knows no units beyond the scales 十 百 千 万 亿.

use crate::text::scan;

/// An exact number: `mantissa` ÷ 10^`places`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    pub mantissa: i128,
    pub places: u32,
    /// Written with Chinese digits.
    pub chinese: bool,
    /// A scale of at least ten was written: 五百, 3千, 20万.
    pub scaled: bool,
}

impl Number {
    /// This number times `factor`, if that is whole and fits.
    pub fn times(self, factor: i128) -> Option<i64> {
        let product = self.mantissa.checked_mul(factor)?;
        let unit = 10_i128.checked_pow(self.places)?;
        (product % unit == 0).then(|| product / unit).and_then(|whole| i64::try_from(whole).ok())
    }

    /// The number itself, if it is whole.
    pub fn whole(self) -> Option<i64> {
        self.times(1)
    }

    fn scale(self, by: i128) -> Option<Number> {
        Some(Number { mantissa: self.mantissa.checked_mul(by)?, scaled: true, ..self })
    }
}

/// The value of a Chinese digit, everyday, formal or zero.
pub fn digit(c: char) -> Option<i128> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn small_scale(c: char) -> Option<i128> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

fn large_scale(c: char) -> Option<i128> {
    Some(match c {
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// Whether a number can begin with this character.
pub fn begins(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some() || matches!(c, '十' | '拾')
}

/// The byte after the run of digits and scales that a number could be made of: where to go on when what stands there is none.
pub fn skip(text: &str, at: usize) -> usize {
    let rest = scan::from(text, at);
    let length = rest.char_indices().find(|&(_, c)| !begins(c)).map_or(rest.len(), |(i, _)| i);
    at + length.max(scan::first(rest).map_or(0, char::len_utf8))
}

/// The number that begins at byte `at`, scales included (`1.5万亿`), and the byte after it.
pub fn read(text: &str, at: usize) -> Option<(Number, usize)> {
    let c = scan::first(scan::from(text, at))?;
    let (number, end) = if c.is_ascii_digit() { arabic(text, at)? } else { chinese(text, at)? };
    scales(text, number, end)
}

/// The number that begins at `at`, without the scales 万 and 亿 after Arabic digits: the left side of `100—2000万元`.
pub fn read_plain(text: &str, at: usize) -> Option<(Number, usize)> {
    let c = scan::first(scan::from(text, at))?;
    if c.is_ascii_digit() { arabic(text, at) } else { chinese(text, at) }
}

fn scales(text: &str, mut number: Number, mut end: usize) -> Option<(Number, usize)> {
    let is_scale = |c: char| large_scale(c).or_else(|| small_scale(c));
    let next = if number.chinese { end } else { past_gap(text, end) };
    end = if scan::first(scan::from(text, next)).and_then(is_scale).is_some() { next } else { end };
    while let Some(c) = scan::first(scan::from(text, end)) {
        let Some(by) = is_scale(c) else {
            break;
        };
        number = number.scale(by)?;
        end += c.len_utf8();
    }
    Some((number, end))
}

/// The byte after what may stand between digits and their unit: the space of a typesetter (`100 万元`), or the word that the bound is meant (`50(含)万元`).
pub fn past_gap(text: &str, at: usize) -> usize {
    let rest = scan::from(text, at).trim_start_matches(' ');
    let rest = ["(含)", "(不含)"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest).trim_start_matches(' ');
    text.len() - rest.len()
}

/// `1000`, `1,000`, `1.5`. A comma counts only before exactly three digits, a point only before a digit.
fn arabic(text: &str, at: usize) -> Option<(Number, usize)> {
    let bytes = scan::from(text, at).as_bytes();
    let run = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
    let mut end = run(0);
    let grouped_from = end;
    if (1..=3).contains(&grouped_from) {
        while bytes.get(end) == Some(&b',') && run(end + 1) == 3 {
            end += 4;
        }
    }
    let mut places = 0;
    if bytes.get(end) == Some(&b'.') && run(end + 1) > 0 {
        places = run(end + 1);
        end += 1 + places;
    }
    let mut mantissa = 0_i128;
    for b in bytes.iter().take(end).filter(|b| b.is_ascii_digit()) {
        mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(b - b'0'))?;
    }
    let number = Number { mantissa, places: u32::try_from(places).ok()?, chinese: false, scaled: false };
    (number.places <= 12).then_some((number, at + end))
}

/// `五百二十`, `一亿五千万`, `十`, `二〇二三`, `一点五`.
fn chinese(text: &str, at: usize) -> Option<(Number, usize)> {
    let (mut total, mut section, mut current) = (0_i128, 0_i128, None::<i128>);
    let (mut scaled, mut end) = (false, at);
    let (mut after_scale, mut point) = (false, false);
    let mut places = 0_u32;
    for (i, c) in scan::from(text, at).char_indices() {
        if let Some(value) = digit(c) {
            // Digits in a row (二〇二三) read like Arabic ones; after a scale they begin anew.
            current = Some(match current {
                Some(so_far) if !after_scale => so_far.checked_mul(10)?.checked_add(value)?,
                _ => value,
            });
            places += u32::from(point);
            after_scale = false;
        } else if c == '点' && !point && end > at && scan::first(scan::from(text, at + i + c.len_utf8())).is_some_and(|d| digit(d).is_some()) {
            (current, total, section) = (Some(total + section + current.unwrap_or(0)), 0, 0);
            (point, after_scale) = (true, false);
        } else if let (Some(by), false) = (small_scale(c), point) {
            if current.is_none() && section + total == 0 && by != 10 {
                return None;
            }
            section = section.checked_add(current.unwrap_or(1).checked_mul(by)?)?;
            (current, scaled, after_scale) = (None, true, true);
        } else if let (Some(by), false) = (large_scale(c), point) {
            let part = section + current.unwrap_or(0);
            if part == 0 && total == 0 {
                return None;
            }
            // 一万亿: the larger scale also lifts what stands before it.
            total = if part == 0 || by > total && total > 0 { (total + part).checked_mul(by)? } else { total.checked_add(part.checked_mul(by)?)? };
            (section, current, scaled, after_scale) = (0, None, true, true);
        } else {
            break;
        }
        end = at + i + c.len_utf8();
    }
    let mantissa = total.checked_add(section)?.checked_add(current.unwrap_or(0))?;
    (end > at && places <= 12).then_some((Number { mantissa, places, chinese: true, scaled }, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::type_complexity, reason = "a table of what is given and what is expected")]
    fn numbers_are_read_exactly() {
        let cases: [(&str, Option<(i128, u32, usize)>); 25] = [
            ("50", Some((50, 0, 2))),
            ("1,000万", Some((10_000_000, 0, 8))),
            ("1,000,000", Some((1_000_000, 0, 9))),
            ("1.5亿", Some((1_500_000_000, 1, 6))),
            ("100 万元", Some((1_000_000, 0, 7))),
            ("50(含)万元", Some((500_000, 0, 10))),
            ("50 (含)元", Some((50, 0, 2))),
            ("2.", Some((2, 0, 1))),
            ("12,34", Some((12, 0, 2))),
            ("2千万", Some((20_000_000, 0, 7))),
            ("五百", Some((500, 0, 6))),
            ("十", Some((10, 0, 3))),
            ("十五", Some((15, 0, 6))),
            ("二十", Some((20, 0, 6))),
            ("一百零五", Some((105, 0, 12))),
            ("两千万", Some((20_000_000, 0, 9))),
            ("一亿五千万", Some((150_000_000, 0, 15))),
            ("一万亿", Some((1_000_000_000_000, 0, 9))),
            ("二〇二三", Some((2023, 0, 12))),
            ("一点五", Some((15, 1, 9))),
            ("壹佰", Some((100, 0, 6))),
            ("百", None),
            ("万", None),
            ("元", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let found = read(text, 0).map(|(n, end)| (n.mantissa, n.places, end));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(read(&"9".repeat(60), 0), None);
        assert_eq!(read(&"9".repeat(30), 0).and_then(|(n, _)| n.whole()), None);
        assert_eq!(read("1.5", 0).and_then(|(n, _)| n.whole()), None);
    }
}
