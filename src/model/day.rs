//! Days as people and programs give them: the `full-date` of RFC 3339, such as 2025-12-31. ISO 8601 has many other ways to write a day and a time; to
//! take some of them would be to guess what was meant by the rest.

use jiff::civil::Date;

/// The day that a text is; nothing if it is anything else, a day that no month has included.
pub fn day(text: &str) -> Option<Date> {
    let is_in_form =
        text.len() == 10 && text.bytes().enumerate().all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    is_in_form.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn only_a_full_date_is_a_day() {
        assert_eq!(day("2025-02-03").map(|day| day.to_string()).as_deref(), Some("2025-02-03"));
        let others = [
            "2025-02-03T10:00:00",
            "20250203",
            "2025-02-03[u-ca=iso8601]",
            "+002025-02-03",
            "2025-02-03 10:00",
            "2025-2-3",
            "2025-02-30",
            "2025-W06-1",
            "2025-02-3日",
            "",
        ];
        for text in others {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
