//! Dates and years in prose: 2025年12月31日, 2025年底, 二〇二三年十月十三日, 4月14日. Knows no calendar beyond what a day is; whether a date begins
//! or ends something is not told here.

use std::fmt;

use jiff::civil::Date;

use crate::model::span::Span;
use crate::text::{number, scan};

/// A date as far as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    /// 底, 末: the last day of what is written.
    pub end: bool,
}

impl PartialDate {
    /// The day, if year, month and day are written.
    pub fn whole(self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// The first day that is meant: 1 January for a year.
    pub fn first_day(self) -> Option<Date> {
        Date::new(self.year?, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }

    /// The last day that is meant: 31 December for a year.
    pub fn last_day(self) -> Option<Date> {
        let month = self.month.unwrap_or(12);
        let first = Date::new(self.year?, month, 1).ok()?;
        Date::new(self.year?, month, self.day.unwrap_or(first.days_in_month())).ok()
    }

    fn is_possible(self) -> bool {
        let month = self.month.unwrap_or(1);
        // Without a year, 29 February may be meant.
        Date::new(self.year.unwrap_or(2024), month, self.day.unwrap_or(1)).is_ok()
    }
}

/// `2025-12-31`, `2025-06`, `2025`, `04-14`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [self.year.map(|y| format!("{y:04}")), self.month.map(|m| format!("{m:02}")), self.day.map(|d| format!("{d:02}"))];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join("-"))
    }
}

/// A date in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateMention {
    pub span: Span,
    pub date: PartialDate,
}

/// Every date of a text, in order. A span of years (三年, 5年内) is not a date.
pub fn dates(text: &str) -> Vec<DateMention> {
    let mut found = Vec::new();
    let mut past = 0;
    for (at, c) in text.char_indices() {
        if at < past || !number::begins(c) {
            continue;
        }
        let read = chinese_style(text, at).or_else(|| with_marks(text, at));
        if let Some((date, end)) = read.filter(|(date, _)| date.is_possible()) {
            found.push(DateMention { span: Span::new(at, end), date });
            past = end;
        } else {
            past = number::read_plain(text, at).map_or_else(|| number::skip(text, at), |(_, end)| end);
        }
    }
    found
}

/// 2025年12月31日, 2025年底, 12月31日.
fn chinese_style(text: &str, at: usize) -> Option<(PartialDate, usize)> {
    let mut date = PartialDate { year: None, month: None, day: None, end: false };
    let (value, end) = part(text, at, '年').or_else(|| part(text, at, '月'))?;
    let mut end = end;
    if scan::upto(text, end).ends_with('年') {
        date.year = Some(i16::try_from(value).ok().filter(|year| (1900..2200).contains(year))?);
        if let Some((month, past)) = part(text, end, '月') {
            (date.month, end) = (Some(i8::try_from(month).ok()?), past);
        }
    } else {
        date.month = Some(i8::try_from(value).ok()?);
    }
    if date.month.is_some()
        && let Some((day, past)) = part(text, end, '日').or_else(|| part(text, end, '号'))
    {
        (date.day, end) = (Some(i8::try_from(day).ok()?), past);
    }
    let is_lone_month = date.year.is_none() && date.day.is_none();
    let rest = scan::from(text, end);
    // 2025年年底 repeats the year.
    let rest = rest.strip_prefix('年').filter(|_| date.month.is_none()).unwrap_or(rest);
    if date.day.is_none() && (rest.starts_with('底') || rest.starts_with('末')) {
        (date.end, end) = (true, text.len() - rest.len() + '底'.len_utf8());
    } else if is_lone_month {
        return None; // 3月 alone may be a span (3个月) or a heading
    }
    Some((date, end))
}

/// A number and the unit after it, spaces between them allowed.
fn part(text: &str, at: usize, unit: char) -> Option<(i64, usize)> {
    let start = at + scan::from(text, at).len() - scan::from(text, at).trim_start_matches(' ').len();
    let (value, end) = number::read_plain(text, start)?;
    let rest = scan::from(text, end).trim_start_matches(' ');
    rest.starts_with(unit).then(|| text.len() - rest.len() + unit.len_utf8()).zip(value.whole()).map(|(end, value)| (value, end))
}

/// 2023-10-13, 2023/10/13, 2023.10.13.
fn with_marks(text: &str, at: usize) -> Option<(PartialDate, usize)> {
    let rest = scan::from(text, at);
    let mark = scan::from(rest, 4).chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let digits = |from: usize| scan::from(rest, from).chars().take_while(char::is_ascii_digit).count();
    let month_length = digits(5);
    let day_from = 5 + month_length + 1;
    let day_length = digits(day_from);
    if digits(0) != 4 || !(1..=2).contains(&month_length) || !(1..=2).contains(&day_length) || !scan::from(rest, day_from - 1).starts_with(mark) {
        return None;
    }
    let end = day_from + day_length;
    let date = PartialDate {
        year: scan::upto(rest, 4).parse().ok().filter(|year| (1900..2200).contains(year)),
        month: scan::slice(rest, 5, 5 + month_length).parse().ok(),
        day: scan::slice(rest, day_from, end).parse().ok(),
        end: false,
    };
    (date.whole().is_some()).then_some((date, at + end))
}

/// Words after which a document says how long it holds.
pub const TERMS: [&str; 12] =
    ["有效期", "试行期", "执行期", "实施期", "施行期", "政策期限", "适用期限", "暂定", "试行", "执行至", "实施至", "施行至"];

/// 有效期3年, 有效期为三年, 暂定三年, 试行期两年: how many years a document holds, where no day is named.
pub fn validity_years(words: &str) -> Option<i64> {
    TERMS.iter().find_map(|term| {
        let at = words.find(term)? + term.len();
        let start = scan::from(words, at).char_indices().take(5).find(|&(_, c)| number::begins(c))?.0 + at;
        let (value, end) = number::read_plain(words, start)?;
        scan::from(words, end).trim_start().starts_with('年').then(|| value.whole()).flatten().filter(|years| (1..=20).contains(years))
    })
}

/// The last day of so many years that begin with a day.
pub fn last_of_years(from: Date, years: i64) -> Option<Date> {
    jiff::Span::new().try_years(years).ok().and_then(|span| from.checked_add(span).ok()).and_then(|day| day.yesterday().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::type_complexity, reason = "a table of what is given and what is expected")]
    fn dates_and_what_is_none() {
        let cases: [(&str, &[(&str, &str, bool)]); 20] = [
            ("有效期至2025年12月31日", &[("2025年12月31日", "2025-12-31", false)]),
            ("到2025年,力争", &[("2025年", "2025", false)]),
            ("至2025年底,对", &[("2025年底", "2025", true)]),
            ("2025年年底前", &[("2025年年底", "2025", true)]),
            ("至2023年6月底", &[("2023年6月底", "2023-06", true)]),
            ("二〇二三年十月十三日", &[("二〇二三年十月十三日", "2023-10-13", false)]),
            ("2024-04-12 结束时间:2024/4/23", &[("2024-04-12", "2024-04-12", false), ("2024/4/23", "2024-04-23", false)]),
            ("2023.10.13", &[("2023.10.13", "2023-10-13", false)]),
            ("截止日期为4月14日", &[("4月14日", "04-14", false)]),
            ("2023 年 8 月 24 日", &[("2023 年 8 月 24 日", "2023-08-24", false)]),
            ("2021—2025年", &[("2025年", "2025", false)]),
            ("12月底前", &[("12月底", "12", true)]),
            ("三年内", &[]),
            ("在5年内不改变", &[]),
            ("3个月", &[]),
            ("2025年13月", &[]),
            ("2023年2月30日", &[]),
            ("每年3月", &[]),
            ("1.5万元", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = dates(text).iter().map(|d| (d.span.of(text), d.date.to_string(), d.date.end)).collect();
            let expected: Vec<_> = expected.iter().map(|&(words, date, end)| (words, date.to_owned(), end)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn years_of_validity() {
        let cases = [
            ("有效期3年", Some(3)),
            ("有效期为三年", Some(3)),
            ("有效期暂定3年", Some(3)),
            ("原则上有效期一年", Some(1)),
            ("暂定三年", Some(3)),
            ("试行期两年", Some(2)),
            ("执行期限为5年", Some(5)),
            ("有效期至2026年12月31日", None),
            ("有效期30年", None),
            ("自2024年1月1日起试行", None),
            ("三年", None),
        ];
        for (words, expected) in cases {
            assert_eq!(validity_years(words), expected, "{words}");
        }
    }

    #[test]
    fn the_last_day_that_is_meant() {
        let last = |text: &str| dates(text).first().and_then(|d| d.date.last_day()).map(|d| d.to_string());
        assert_eq!(last("2025年"), Some("2025-12-31".to_owned()));
        assert_eq!(last("2024年2月底"), Some("2024-02-29".to_owned()));
        assert_eq!(last("4月14日"), None);
    }
}
