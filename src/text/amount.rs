//! Money and percentages: reading one that stands alone (`50万元`), and finding every one in a text with what is said about it
//! (最高, 不低于), its range and its 分别. Knows no fact and no condition: whether a sum is paid or is a threshold is not told here.

mod mention;
mod numbers;
mod qualifier;
mod run;
#[cfg(test)]
mod tests_in_prose;

use thiserror::Error;

use crate::model::money::{Decimal, Money};
use crate::text::number::{self, Number};
use crate::text::scan;

pub use mention::{RateMention, Sum, rates, sums};
pub use numbers::numbers;
pub use qualifier::Qualifier;
pub use run::{Run, respectively};

/// Why words are not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AmountError {
    #[error("nothing is written")]
    Empty,
    #[error("it does not begin with a number")]
    NotANumber,
    #[error("no unit follows the number (元, 千元, 万元 or 亿元)")]
    NoUnit,
    #[error("no percentage sign follows the number (%, ‰, 百分之…, 个百分点)")]
    NoPercent,
    #[error("more words follow the unit")]
    Trailing,
    #[error("the number is too large")]
    TooLarge,
    #[error("the number has more places than can be kept exactly")]
    TooPrecise,
}

/// Reads a sum that stands alone: `50万元`, `1,000元`, `五百万元`, `1.5亿元`.
pub fn parse_money(text: &str) -> Result<Money, AmountError> {
    let text = text.trim();
    let (number, end) = read(text)?;
    let Some(end) = yuan(text, end) else {
        return Err(AmountError::NoUnit);
    };
    if end != text.len() {
        return Err(AmountError::Trailing);
    }
    money(number)
}

/// Reads a percentage that stands alone, in percent: `10%`, `百分之十`, `10个百分点`, `5‰`.
pub fn parse_rate(text: &str) -> Result<Decimal, AmountError> {
    let text = text.trim();
    match mention::rate_at(text, 0) {
        Some((rate, end)) if end == text.len() => rate,
        Some(_) => Err(AmountError::Trailing),
        None => read(text).and(Err(AmountError::NoPercent)),
    }
}

/// Reads a number that stands alone: `25`, `1,000`, `1.5`, `3.5万`, `二十五`.
pub fn parse_decimal(text: &str) -> Result<Decimal, AmountError> {
    let text = text.trim();
    let (number, end) = read(text)?;
    if end != text.len() {
        return Err(AmountError::Trailing);
    }
    decimal(number)
}

fn read(text: &str) -> Result<(Number, usize), AmountError> {
    let Some(c) = scan::first(text) else {
        return Err(AmountError::Empty);
    };
    number::read(text, 0).ok_or(if c.is_ascii_digit() { AmountError::TooLarge } else { AmountError::NotANumber })
}

/// The byte after the 元 (or 圆, 块钱) that stands at `end`.
fn yuan(text: &str, end: usize) -> Option<usize> {
    let rest = scan::from(text, number::past_gap(text, end));
    let rest = rest.strip_prefix("人民币").unwrap_or(rest);
    ["元", "圆", "块钱"].iter().find_map(|unit| rest.strip_prefix(unit)).map(|after| text.len() - after.len())
}

fn money(number: Number) -> Result<Money, AmountError> {
    exact(number, 100).map(Money::from_fen)
}

fn decimal(number: Number) -> Result<Decimal, AmountError> {
    exact(number, Decimal::ONE.scaled().into()).map(Decimal::from_scaled)
}

/// `number` in the unit of which `factor` make one.
fn exact(number: Number, factor: i128) -> Result<i64, AmountError> {
    let whole = 10_i128.checked_pow(number.places).ok_or(AmountError::TooPrecise)?;
    let product = number.mantissa.checked_mul(factor).ok_or(AmountError::TooLarge)?;
    if product % whole != 0 {
        return Err(AmountError::TooPrecise);
    }
    i64::try_from(product / whole).map_err(|_| AmountError::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_that_stand_alone() {
        let cases = [
            ("50万元", Ok(50_000_000)),
            ("0.5元", Ok(50)),
            ("1,000元", Ok(100_000)),
            ("1.5亿元", Ok(15_000_000_000)),
            ("五百万元", Ok(500_000_000)),
            ("5千元", Ok(500_000)),
            ("两千元", Ok(200_000)),
            ("1万亿元", Ok(100_000_000_000_000)),
            (" 20万元 ", Ok(20_000_000)),
            ("20 万元", Ok(20_000_000)),
            ("300块钱", Ok(30_000)),
            ("", Err(AmountError::Empty)),
            ("50万", Err(AmountError::NoUnit)),
            ("50", Err(AmountError::NoUnit)),
            ("万元", Err(AmountError::NotANumber)),
            ("若干万元", Err(AmountError::NotANumber)),
            ("50万元左右", Err(AmountError::Trailing)),
            ("50万美元", Err(AmountError::NoUnit)),
            ("0.001元", Err(AmountError::TooPrecise)),
            ("9999999999999亿元", Err(AmountError::TooLarge)),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_money(text).map(Money::fen), expected, "{text}");
        }
    }

    #[test]
    fn percentages_that_stand_alone() {
        let cases = [
            ("10%", Ok("10")),
            ("12.5%", Ok("12.5")),
            ("百分之十", Ok("10")),
            ("百分之十二点五", Ok("12.5")),
            ("百分之50", Ok("50")),
            ("10个百分点", Ok("10")),
            ("5‰", Ok("0.5")),
            ("千分之五", Ok("0.5")),
            ("10", Err(AmountError::NoPercent)),
            ("10%以上", Err(AmountError::Trailing)),
            ("百分之", Err(AmountError::NotANumber)),
            ("十%", Ok("10")),
            ("", Err(AmountError::Empty)),
            ("若干%", Err(AmountError::NotANumber)),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_rate(text).map(|d| d.to_string()), expected.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn numbers_that_stand_alone() {
        assert_eq!(parse_decimal("1,000").map(|d| d.to_string()), Ok("1000".to_owned()));
        assert_eq!(parse_decimal("二十五").map(|d| d.to_string()), Ok("25".to_owned()));
        assert_eq!(parse_decimal("3.5万").map(|d| d.to_string()), Ok("35000".to_owned()));
        assert_eq!(parse_decimal("0.00001"), Err(AmountError::TooPrecise));
        assert_eq!(parse_decimal("约25"), Err(AmountError::NotANumber));
        assert_eq!(parse_decimal("25家"), Err(AmountError::Trailing));
    }
}
