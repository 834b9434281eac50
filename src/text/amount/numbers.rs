//! Every number of a text, whatever it counts. Where 万 or 亿 may belong to the number or to its unit (100万次), both readings count.

use super::decimal;
use crate::model::money::Decimal;
use crate::text::number;

/// The numbers of a text, in order, in every way that they can be read.
pub fn numbers(text: &str) -> Vec<Decimal> {
    let mut found = Vec::new();
    let mut skip_until = 0;
    for (at, c) in text.char_indices() {
        if at < skip_until || !number::begins(c) {
            continue;
        }
        for (number, end) in [number::read_plain(text, at), number::read(text, at)].into_iter().flatten() {
            found.extend(decimal(number));
            skip_until = skip_until.max(end);
        }
    }
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn every_reading_of_every_number() {
        let table: [(&str, &[&str]); 6] = [
            ("达到25家以上", &["25"]),
            ("3—5家", &["3", "5"]),
            ("点击100万次", &["100", "1000000"]),
            ("年均增长6.5%,三年内", &["6.5", "3"]),
            ("1,000家", &["1000"]),
            ("没有数字的句子", &[]),
        ];
        for (text, expected) in table {
            let read: Vec<String> = numbers(text).iter().map(ToString::to_string).collect();
            assert_eq!(read, expected, "{text}");
        }
    }
}
