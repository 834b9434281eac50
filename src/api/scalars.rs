//! Exact scalars: a day, a sum in yuan, a decimal number. Numbers go out as JSON numbers with all their digits.

use crate::model::day::day;
use crate::model::money;
use async_graphql::{InputValueError, InputValueResult, Number, Scalar, ScalarType, Value};
use std::fmt::Display;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub jiff::civil::Date);

/// A day as RFC 3339 writes a full date: 2025-12-31.
#[Scalar(name = "Date", specified_by_url = "https://scalars.graphql.org/andimarek/local-date")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        day(text).map(Date).ok_or_else(|| InputValueError::custom(format!("`{text}` is not a date; write it as 2025-12-31")))
    }

    fn is_valid(value: &Value) -> bool {
        matches!(value, Value::String(text) if day(text).is_some())
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Yuan(pub money::Money);

/// An exact sum in yuan; a JSON number, at most two decimals.
#[Scalar(name = "Yuan", specified_by_url = "https://www.rfc-editor.org/rfc/rfc8259#section-6")]
impl ScalarType for Yuan {
    fn parse(value: Value) -> InputValueResult<Self> {
        scaled(&value, 2)
            .map(|fen| Yuan(money::Money::from_fen(fen)))
            .ok_or_else(|| InputValueError::custom("a sum in yuan is a number with at most two decimals"))
    }

    fn is_valid(value: &Value) -> bool {
        scaled(value, 2).is_some()
    }

    fn to_value(&self) -> Value {
        number(self.0)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(pub money::Decimal);

/// An exact decimal number; a JSON number, at most four decimals.
#[Scalar(name = "Decimal", specified_by_url = "https://www.rfc-editor.org/rfc/rfc8259#section-6")]
impl ScalarType for Decimal {
    fn parse(value: Value) -> InputValueResult<Self> {
        let scaled = scaled(&value, money::Decimal::PLACES);
        scaled
            .map(|scaled| Decimal(money::Decimal::from_scaled(scaled)))
            .ok_or_else(|| InputValueError::custom("a number with at most four decimals"))
    }

    fn is_valid(value: &Value) -> bool {
        scaled(value, money::Decimal::PLACES).is_some()
    }

    fn to_value(&self) -> Value {
        number(self.0)
    }
}

/// The digits as they are. They come from our own integers, so that they are a number of JSON; were they not, null tells it.
fn number(digits: impl Display) -> Value {
    let digits = digits.to_string();
    match digits.parse::<i64>() {
        Ok(whole) => Value::Number(whole.into()),
        Err(_) => digits.parse::<f64>().ok().and_then(Number::from_f64).map_or(Value::Null, Value::Number),
    }
}

/// A number of JSON times 10^places, if that is whole.
fn scaled(value: &Value, places: u32) -> Option<i64> {
    let Value::Number(number) = value else { return None };
    let text = number.to_string();
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let rest = rest.trim_end_matches('0');
    if rest.len() > places as usize {
        return None;
    }
    format!("{whole}{rest:0<width$}", width = places as usize).parse().ok()
}

impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Date {
        Date(date)
    }
}
