//! Incentives: what a policy promises, to whom, on which conditions.

use serde::Deserialize;
use super::ids::{CertificationId, CitationId, IncentiveId, JurisdictionId, MeasureId, TermId, TierId};
use super::money::{Decimal, Money};
use super::place::Level;
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IncentiveKind {
    Reward,
    Subsidy,
    Interest,
    Matching,
    Insurance,
    Fund,
    TaxRelief,
    FeeRelief,
    Priority,
    Support,
}

#[derive(Debug, Clone)]
pub struct Incentive {
    /// `weifang-2024-five-optimisations/technical-transformation-equipment`.
    pub key: String,
    pub measure: MeasureId,
    pub kind: IncentiveKind,
    pub beneficiary: String,
    pub tiers: Range<u32>,
    pub words: CitationId,
}

impl Incentive {
    pub fn tier_ids(&self) -> impl Iterator<Item = TierId> + use<> {
        self.tiers.clone().map(TierId)
    }
}

/// One thing that is paid for: its conditions and its benefit.
#[derive(Debug, Clone)]
pub struct Tier {
    /// The incentive's key and the tier's number: `…/smart-manufacturing/2`.
    pub key: String,
    pub incentive: IncentiveId,
    /// All of them must hold.
    pub conditions: Vec<Condition>,
    pub benefit: Benefit,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Pays {
    Fixed(Money),
    UpTo(Money),
    AtLeast(Money),
    Range(Money, Money),
    Rate(Rate),
    /// Words in place of a figure.
    Unstated(String),
}

/// A share of a base.
#[derive(Debug, Clone, PartialEq)]
pub struct Rate {
    /// In percent: 10 for 10%.
    pub percent: Decimal,
    /// The upper end of a range of rates.
    pub percent_to: Option<Decimal>,
    /// The rate is itself a ceiling: 不高于…的10%.
    pub at_most: bool,
    pub of: TermId,
    pub cap: Option<Money>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Benefit {
    pub pays: Pays,
    /// 一次性.
    pub once: bool,
    /// What the sum is counted by: project, enterprise, year …
    pub per: Option<String>,
    pub years: Option<u32>,
    pub payer: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recognised {
    /// 首次.
    First,
    /// 新认定, 新获评.
    New,
    /// 通过复核.
    Recheck,
    Held,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Beneficiary {
    Enterprise,
    Individual,
    Team,
    Bank,
    Park,
    Alliance,
    Platform,
    Institution,
    Association,
    Intermediary,
}

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quantity {
    Money(Money),
    Percent(Decimal),
    Number(Decimal, String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    AtLeast,
    Over,
    AtMost,
    Under,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    Certification { certification: CertificationId, level: Option<Level>, or_above: bool, recognised: Recognised },
    Event(TermId),
    Project(TermId),
    Metric { metric: TermId, bounds: Vec<(Comparison, Quantity)>, first_time: bool },
    Sector(TermId),
    Place(JurisdictionId),
    Beneficiary(Beneficiary),
    NotGraded { evaluation: TermId, grade: String },
    /// Words that leave the decision to a person.
    Discretion(String),
    /// Words that no term fits.
    Stated(String),
    Any(Vec<Condition>),
    All(Vec<Condition>),
}
