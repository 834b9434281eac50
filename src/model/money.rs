//! Exact sums and numbers. Knows no text: reading `50万元` is the business of `text`.

use std::fmt;

/// An exact sum in fen (1/100 yuan).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Money(i64);

impl Money {
    pub fn from_fen(fen: i64) -> Money {
        Money(fen)
    }

    pub fn fen(self) -> i64 {
        self.0
    }

    /// As documents write it: `50万元`, `1.5亿元`, `800元`.
    pub fn chinese(self) -> String {
        const WAN: i64 = 10_000 * 100;
        const YI: i64 = 10_000 * WAN;
        let (unit, name) = match self.0.abs() {
            YI.. => (YI, "亿元"),
            WAN.. => (WAN, "万元"),
            _ => (100, "元"),
        };
        // Four places hold every sum of whole yuan in 万元; one that needs more is written in yuan.
        match self.0.checked_mul(Decimal::ONE.0).filter(|scaled| scaled % unit == 0) {
            Some(scaled) => format!("{}{name}", Decimal(scaled / unit)),
            None => format!("{self}元"),
        }
    }
}

/// In yuan with at most two decimals: `500000`, `0.5`, `12.34`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fixed_point(f, self.0, 2)
    }
}

/// An exact decimal number with four places: percentages, counts, measured values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Decimal(i64);

impl Decimal {
    pub const PLACES: u32 = 4;
    pub const ONE: Decimal = Decimal(10_i64.pow(Self::PLACES));

    /// `scaled` is the number times 10,000.
    pub fn from_scaled(scaled: i64) -> Decimal {
        Decimal(scaled)
    }

    pub fn scaled(self) -> i64 {
        self.0
    }
}

/// Without trailing zeros: `25`, `0.5`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fixed_point(f, self.0, Self::PLACES)
    }
}

fn fixed_point(f: &mut fmt::Formatter<'_>, scaled: i64, places: u32) -> fmt::Result {
    let unit = 10_u64.pow(places);
    let (whole, rest) = (scaled.unsigned_abs() / unit, scaled.unsigned_abs() % unit);
    let sign = if scaled < 0 { "-" } else { "" };
    if rest == 0 {
        return write!(f, "{sign}{whole}");
    }
    let digits = format!("{rest:0width$}", width = places as usize);
    write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
}
